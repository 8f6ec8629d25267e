"""The first module that imports Qt; mends three things PySide6 does to Python. Imports little else.

1. PySide6 replaces `builtins.__import__` and reads the source of every module imported after it, looking for its own
   name: SQLAlchemy then takes half as long again to import. Only the snake_case feature, which nothing here uses, needs
   it.
2. PySide6 6.12 drops a reference to None whenever Qt calls a Python `pixelMetric` with a null option or widget, and one
   to True at every `Signal.emit`. Before Python 3.12, where these cannot die, the program would end within minutes.
3. PySide6 compiles Python sources of its own at every start: `kept_code` lets it do so once.
"""

from __future__ import annotations

import builtins
import sys

from detectors_app.widgets.kept_code import kept_code

with kept_code():
    from PySide6 import QtCore, QtGui, QtWidgets

if hasattr(builtins, "__orig_import__"):
    builtins.__import__ = builtins.__orig_import__

if sys.version_info < (3, 12):
    import ctypes

    # The count is the first word of every object; 2 to the 40 lost references take longer than any laptop lives.
    for kept in (None, True, False):
        ctypes.c_ssize_t.from_address(id(kept)).value += 1 << 40

__all__ = ["QtCore", "QtGui", "QtWidgets"]
