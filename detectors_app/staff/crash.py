"""What happens after a bug: a log line without content and one plain page; shows and keeps nothing a person wrote."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

_log = logging.getLogger(__name__)


def place_of(error: BaseException) -> str:
    """Give the error's type and where in our code it rose, such as ``KeyError at record_page.py:41``."""
    trace, place = error.__traceback__, ""
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if "detectors_app" in path.parts:
            place = f"{path.name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(error).__name__} at {place}"


def install(show: Callable[[str], None]) -> None:
    """Send what no one caught to the log and to `show`; messages are left out, for they may quote content."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        code = place_of(error)
        _log.critical("crash %s", code)
        show(code)

    sys.excepthook = hook
