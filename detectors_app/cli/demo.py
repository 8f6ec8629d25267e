"""`detectors demo`: a made-up council in a throwaway folder, to try by hand or to play by itself."""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from pathlib import Path

from detectors_app.cli.demo_answers import check_story
from detectors_app.cli.display import has_display
from detectors_app.cli.exit_codes import Exit
from detectors_app.cli.files import make_folder
from detectors_app.cli.output import Output
from detectors_app.domain.errors import Invalid

PICTURES = "pictures"


def demo(args: argparse.Namespace, out: Output) -> Exit:
    """Play the story by itself, or open the windows and let a person play it."""
    said = check_story(out.words("cli.demo.story") if args.say is None else args.say)
    headless = args.headless or not has_display()
    if headless:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"  # Before anything of Qt is loaded.
        if not args.headless:
            out.say("cli.demo.no_display")
    folder = _folder(args.data)
    out.say("cli.demo.making", path=str(folder))
    try:
        from detectors_app.cli.demo_stage import play, show

        return play(folder, said, out) if headless else show(folder, out)
    finally:
        _clear(folder, everything=not headless, own=args.data is None)


def _folder(named: Path | None) -> Path:
    """Give an empty folder. Raises Invalid where the named one holds something."""
    if named is None:
        return Path(tempfile.mkdtemp(prefix="site-notes-demo-"))
    make_folder(named)
    if any(named.iterdir()):
        raise Invalid("demo.not_empty", where=str(named))
    return named


def _clear(folder: Path, *, everything: bool, own: bool) -> None:
    """Throw away what was made, keeping the pictures; a folder that was named stays as it is, to be looked into."""
    if not own:
        return
    for each in list(folder.iterdir()):
        if everything or each.name != PICTURES:
            shutil.rmtree(each, ignore_errors=True)
    if everything:
        shutil.rmtree(folder, ignore_errors=True)
