"""A person's choices are kept whole, and a damaged file never stops the program from starting."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from detectors_app.domain.errors import EnvironmentFault
from detectors_app.domain.preferences import Look, Preferences
from detectors_app.storage.preferences_file import FILE, read_preferences, write_preferences

CHOSEN = Preferences(look=Look.DARK, text_percent=150, language="ar", hide_key="F9", hide_practised=True)


def test_what_was_chosen_is_read_again(tmp_path: Path) -> None:
    """Also in a folder that was not there yet."""
    write_preferences(tmp_path / "new", CHOSEN)
    assert read_preferences(tmp_path / "new") == CHOSEN


def test_nothing_chosen_is_the_usual(tmp_path: Path) -> None:
    """No file, no folder: everything as the program has it."""
    assert read_preferences(tmp_path / "none") == Preferences()


@pytest.mark.parametrize(
    "damaged",
    [
        "",
        "{",
        "[]",
        "null",
        '{"text_percent": 900}',
        '{"look": "loud"}',
        '{"look": 3}',
        '{"text_percent": true}',
        "\ufeff{}",
    ],
)
def test_a_damaged_file_is_passed_over(tmp_path: Path, damaged: str) -> None:
    """What is no choice of ours counts as none made."""
    (tmp_path / FILE).write_text(damaged, encoding="utf-8")
    assert read_preferences(tmp_path) == Preferences()


def test_bytes_that_are_no_text_are_passed_over(tmp_path: Path) -> None:
    """As above."""
    (tmp_path / FILE).write_bytes(b"\xff\xfe\x00")
    assert read_preferences(tmp_path) == Preferences()


def test_what_is_sound_beside_what_is_not_is_kept(tmp_path: Path) -> None:
    """A newer version may have written a choice that this one does not know."""
    (tmp_path / FILE).write_text(json.dumps({"look": "dark", "text_percent": "large", "colour": 3}), encoding="utf-8")
    assert read_preferences(tmp_path) == Preferences(look=Look.DARK)


def test_where_it_cannot_be_written_the_old_choice_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk says so, and leaves nothing half-written behind."""
    write_preferences(tmp_path, CHOSEN)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EnvironmentFault):
        write_preferences(tmp_path, Preferences())
    assert read_preferences(tmp_path) == CHOSEN
    assert [each.name for each in tmp_path.iterdir()] == [FILE]
