"""`python -m tools.film`: makes the film, its captions and its transcript; `--sheet FILE` only lays out its frames."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from detectors_app.widgets.qt_start import QtGui
from tools.film import words
from tools.film.encode import Track, encode
from tools.film.frames import frames
from tools.film.sheet import contact_sheet
from tools.film.story import Story, load_story
from tools.film.voices import narration

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "resources" / "courses" / "early-detectors" / "film"
_SIZE = (1280, 720)
_FONT = ROOT / "resources" / "fonts" / "NotoSans-Bold.ttf"


def main(arguments: list[str]) -> int:
    """Make what is asked for."""
    parser = argparse.ArgumentParser(prog="dev.py film")
    parser.add_argument("--out", type=Path, default=OUT, help="the folder to write into")
    parser.add_argument("--sheet", type=Path, help="only a picture of one frame every five seconds")
    parser.add_argument("--every", type=float, default=5.0, help="for the sheet: seconds from frame to frame")
    asked = parser.parse_args(arguments)
    app = QtGui.QGuiApplication(["film"])
    QtGui.QFontDatabase.addApplicationFont(str(_FONT))
    story = load_story()
    if asked.sheet:
        contact_sheet(story, asked.every, asked.sheet)
    else:
        _make(story, asked.out)
    del app
    return 0


def _make(story: Story, out: Path) -> None:
    from imageio_ffmpeg import get_ffmpeg_exe

    out.mkdir(parents=True, exist_ok=True)
    (out / "en.vtt").write_text(words.captions(story), encoding="utf-8", newline="\n")
    (out / "en.md").write_text(words.transcript(story), encoding="utf-8", newline="\n")
    ffmpeg = get_ffmpeg_exe()
    tracks = [
        Track(narration(story, ffmpeg, with_seen=False), "Narration"),
        Track(narration(story, ffmpeg, with_seen=True), "Narration with audio description"),
    ]
    film = out / "noticing.mp4"
    encode(frames(story, _SIZE, story.length_s), _SIZE, tracks, film, ffmpeg)
    print(f"{film}: {film.stat().st_size:,} bytes")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
