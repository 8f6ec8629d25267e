"""`detectors staff` and `detectors desk`: opens a program's window and waits until it is closed."""

from __future__ import annotations

import argparse
import gc

from detectors_app.cli.display import has_display
from detectors_app.cli.exit_codes import Exit
from detectors_app.cli.folders import Kind, folder_for
from detectors_app.cli.output import Output
from detectors_app.domain.errors import EnvironmentFault


def staff(args: argparse.Namespace, out: Output) -> Exit:
    """Open the staff window. Raises EnvironmentFault where there is no display."""
    folder = folder_for(args, Kind.LAPTOP)
    measured: bool = args.exit_after_first_paint
    if not measured:
        _need_display()
    gc.disable()  # Loading Qt makes much and drops nothing. The window's own collector takes over.
    from detectors_app.staff.running import run

    background: bool = args.background
    return _ended(run(folder, out.words, background=background, exit_after_first_paint=measured), out)


def desk(args: argparse.Namespace, out: Output) -> Exit:
    """Open the duty team's window. Raises EnvironmentFault where there is no display."""
    folder = folder_for(args, Kind.DESK)
    _need_display()
    gc.disable()  # as above
    from detectors_app.desk.application import run

    return _ended(run(folder), out)


def _need_display() -> None:
    """Tell it in words: Qt would end the process."""
    if not has_display():
        raise EnvironmentFault("display.none")


def _ended(code: int, out: Output) -> Exit:
    out.result(closed=True)
    return Exit.OK if code == 0 else Exit.BUG
