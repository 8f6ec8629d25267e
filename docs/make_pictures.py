"""Makes the pictures in docs/pictures anew, small, from the screens as they are drawn now; knows no screen itself."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "pictures"
WIDTH_PX = 900
PAIR_WIDTH_PX = 1600
COLOURS = 255
"""A screen has few colours and their blends at the edges of letters: so many are enough to tell none from the other."""

WANTED: dict[tuple[str, ...], dict[str, str]] = {
    (): {
        "home": "staff home",
        "problem": "staff record-problem",
        "danger": "staff record-danger",
        "find-the-home": "staff find-home-found",
        "signs": "staff record-signs",
        "check": "staff check",
        "saved-not-sent": "staff sent-saved",
        "question": "staff my-concerns-asked",
        "passphrase": "staff set-up-passphrase-good",
        "learn-to-hide": "staff set-up-hide",
        "practice": "staff practice",
        "settings": "staff settings",
        "help": "staff help",
        "cover": "staff cover",
        "desk-inbox": "desk inbox",
        "desk-concern": "desk concern",
        "training": "staff training",
        "training-scene": "staff training-scene-tried",
        "training-question": "staff training-question-answered",
        "training-easy": "staff training-easy",
        "film": "staff film",
        "another-way": "staff another-way",
        "certificate": "staff certificate",
        "desk-figures": "desk lead-figures-team",
        "desk-sessions": "desk lead-sessions-found",
    },
    ("--look", "dark"): {"home-dark": "staff home-draft"},
    ("--look", "high_contrast"): {"problem-high-contrast": "staff record-problem"},
    ("--text", "200"): {"when-200-percent": "staff record-when"},
    ("--language", "ar-XB"): {"find-the-home-right-to-left": "staff find-home-found"},
}
"""For each way to draw the screens: the picture's name here, and the program and the name of the screen."""


def main() -> int:
    """Draw the screens in every way, and keep those wanted."""
    app = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    FOLDER.mkdir(exist_ok=True)
    for options, wanted in WANTED.items():
        with TemporaryDirectory() as place:
            _draw(Path(place), options)
            found = {name: _found(Path(place), screen) for name, screen in wanted.items()}
            for name, picture in found.items():
                _keep(picture.scaledToWidth(WIDTH_PX, Qt.TransformationMode.SmoothTransformation), name)
            if not options:
                _keep(_beside(_found(Path(place), "staff home-draft"), found["desk-inbox"]), "staff-and-desk")
    del app
    return 0


def _draw(folder: Path, options: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "detectors_app.cli", "screens", "--out", str(folder), *options]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def _found(folder: Path, screen: str) -> QImage:
    program, name = screen.split(" ")
    for path in sorted(folder.glob(f"{program}-*.png")):
        if path.stem.split("-", 2)[2] == name:
            return QImage(str(path))
    raise LookupError(screen)


def _beside(left: QImage, right: QImage) -> QImage:
    width = PAIR_WIDTH_PX // 2 - 8
    parts = [each.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation) for each in (left, right)]
    both = QImage(PAIR_WIDTH_PX, parts[0].height() + 8, QImage.Format.Format_RGB32)
    both.fill(QColor("white"))
    painter = QPainter(both)
    painter.setPen(QColor("#6A7472"))
    for part, x in zip(parts, (4, PAIR_WIDTH_PX // 2 + 4), strict=True):
        painter.drawImage(x, 4, part)
        painter.drawRect(QRect(x, 4, part.width() - 1, part.height() - 1))
    painter.end()
    return both


def _keep(picture: QImage, name: str) -> None:
    picture = picture.convertToFormat(QImage.Format.Format_RGB32)
    usual = Counter(memoryview(picture.constBits()).cast("I")).most_common(COLOURS)
    few = picture.convertToFormat(
        QImage.Format.Format_Indexed8, [colour for colour, _ in usual], Qt.ImageConversionFlag.ThresholdDither
    )
    path = FOLDER / f"{name}.png"
    if not few.save(str(path)):
        raise OSError(path)


if __name__ == "__main__":
    raise SystemExit(main())
