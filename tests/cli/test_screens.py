"""`detectors screens` saves a picture of every screen, and writes among nobody's files."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.cli.command import detectors

DARK, LIGHT = 60, 200
USUAL_HIDE_PX = 48


@pytest.mark.end_to_end
def test_every_screen_is_saved(tmp_path: Path) -> None:
    """Each picture named is there and not blank; both programs have theirs."""
    ran = detectors("screens", "--out", tmp_path / "pictures", "--json")
    assert ran.code == 0, ran.out + ran.err
    pictures = [Path(each) for each in ran.json["pictures"]]
    assert len(pictures) == len(set(pictures)) >= 20
    assert {each.name.partition("-")[0] for each in pictures} == {"staff", "desk"}
    assert all(each.stat().st_size > 2000 for each in pictures)


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    """A slip in the folder's name does no harm."""
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    ran = detectors("screens", "--out", tmp_path, "--json")
    assert (ran.code, ran.error_key) == (3, "demo.not_empty")
    assert [each.name for each in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.end_to_end
def test_look_and_text_size_can_be_chosen(tmp_path: Path) -> None:
    """In dark colours with large words both windows are dark, and the button that hides is light and larger."""
    ran = detectors("screens", "--out", tmp_path / "pictures", "--look", "dark", "--text", "200", "--json")
    assert ran.code == 0, ran.out + ran.err
    for end in ("staff-23-home.png", "desk-02-sign-in.png"):
        (path,) = [each for each in ran.json["pictures"] if each.endswith(end)]
        picture = QImage(path)
        assert picture.pixelColor(2, picture.height() // 2).lightness() < DARK
        beside_its_words = [picture.pixelColor(picture.width() - 30, y).lightness() for y in range(120)]
        assert sum(each > LIGHT for each in beside_its_words) > USUAL_HIDE_PX


def test_a_size_that_is_not_offered_is_refused(tmp_path: Path) -> None:
    """Nothing is drawn that nobody can choose in the settings."""
    ran = detectors("screens", "--out", tmp_path / "pictures", "--text", "110", "--json")
    assert ran.code == 2
    assert not (tmp_path / "pictures").exists()
