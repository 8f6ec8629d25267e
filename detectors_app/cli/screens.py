"""`detectors screens`: a picture of every screen of both programs, drawn with no display, store or service."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from detectors_app.cli.exit_codes import Exit
from detectors_app.cli.files import make_folder
from detectors_app.cli.output import Output
from detectors_app.content.wording import Wording, load_wording
from detectors_app.domain.errors import EnvironmentFault, Invalid


def screens(args: argparse.Namespace, out: Output) -> Exit:
    """Save the pictures. Raises Invalid where the folder holds something else, EnvironmentFault: not written."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # Before anything of Qt is loaded.
    folder: Path = args.out
    make_folder(folder)
    if any(each.suffix != ".png" for each in folder.iterdir()):
        raise Invalid("demo.not_empty", where=str(folder))
    taken = _take(folder, load_wording(args.language), args.look, args.text)
    if not taken or not all(each.is_file() and each.stat().st_size for each in taken):
        raise EnvironmentFault("file.not_writable", path=str(folder))
    for each in taken:
        out.say("cli.screens.one", path=str(each))
    out.say("cli.screens.done", count=len(taken), path=str(folder))
    out.result(out=str(folder), pictures=[str(each) for each in taken])
    return Exit.OK


def _take(folder: Path, words: Wording, look: str, text_percent: int) -> list[Path]:
    from detectors_app.widgets.qt_start import QtWidgets  # isort: skip
    from detectors_app.desk import screens as desk
    from detectors_app.staff import screens as staff
    from detectors_app.widgets.direction import set_direction
    from detectors_app.widgets.tokens import Targets, ThemeName, load_tokens

    app = QtWidgets.QApplication.instance() or QtWidgets.QApplication(sys.argv[:1])
    if not isinstance(app, QtWidgets.QApplication):
        raise TypeError
    set_direction(app, right_to_left=words.is_right_to_left)
    fingers, pointer = (load_tokens(ThemeName(look), text_percent / 100, each) for each in Targets)
    return [
        *staff.take_screens(app, folder, words, theme=fingers),
        *desk.take_screens(app, folder, words, theme=pointer),
    ]
