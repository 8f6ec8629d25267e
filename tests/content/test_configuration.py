"""IT's one file: every setting checked by name and kind, and a wrong file never stops the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from detectors_app.content.configuration import (
    VARIABLE,
    Configuration,
    configuration_or_none_set,
    configuration_path,
    load_configuration,
)
from detectors_app.domain.errors import Invalid

WHOLE = """
idle_minutes = 3
display_name = "Site Notes"
icon = "document"
service_address = "https://notes.example.org"
job_number_pattern = "WO-[0-9]{6}"
"""


def test_every_setting_is_read(tmp_path: Path) -> None:
    """As its docstring shows it; with or without the mark that Windows puts before a text."""
    path = tmp_path / "site-notes.toml"
    path.write_text("\ufeff" + WHOLE, encoding="utf-8")
    told = Configuration(3, "Site Notes", "document", "https://notes.example.org", "WO-[0-9]{6}")
    assert load_configuration(path) == told


def test_without_a_file_nothing_is_set(tmp_path: Path) -> None:
    """The program then does as the council's policy says."""
    assert load_configuration(tmp_path / "none.toml") == Configuration()
    (tmp_path / "file").touch()
    assert load_configuration(tmp_path / "file" / "none.toml") == Configuration()


@pytest.mark.parametrize(
    "wrong",
    [
        "idle_minutes = ",
        'idle_minutes = "3"',
        "idle_minutes = true",
        "idle_minutes = -1",
        "colour = 3",
        'job_number_pattern = "["',
        "[idle_minutes]",
    ],
)
def test_a_wrong_file_says_so_and_sets_nothing(tmp_path: Path, wrong: str) -> None:
    """Whoever looks is told; whoever has to write down a concern is not stopped."""
    path = tmp_path / "site-notes.toml"
    path.write_text(wrong, encoding="utf-8")
    with pytest.raises(Invalid):
        load_configuration(path)
    assert configuration_or_none_set(path) == Configuration()


def test_a_file_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    """A folder in its place, or bytes that are no text."""
    with pytest.raises(Invalid):
        load_configuration(tmp_path)
    (tmp_path / "bytes").write_bytes(b"\xff\xff")
    with pytest.raises(Invalid):
        load_configuration(tmp_path / "bytes")


def test_it_locks_sooner_and_never_later() -> None:
    """The council's policy is the longest there is."""
    assert Configuration().idle_minutes_of(5) == 5
    assert Configuration(idle_minutes=3).idle_minutes_of(5) == 3
    assert Configuration(idle_minutes=30).idle_minutes_of(5) == 5


def test_its_place_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For trying it out, and for systems with a place of their own."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "mine.toml"))
    assert configuration_path() == tmp_path / "mine.toml"
    monkeypatch.delenv(VARIABLE)
    assert configuration_path().name == "site-notes.toml"
