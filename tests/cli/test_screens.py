"""`detectors screens` saves a picture of every screen, and writes among nobody's files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import detectors


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
