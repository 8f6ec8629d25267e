"""The catalogue gives the sentence asked for, with its numbers, or says plainly what is wrong."""

from __future__ import annotations

import string
from datetime import date
from pathlib import Path

import pytest

from detectors_app.content.contacts import Contacts, load_contacts
from detectors_app.content.paths import resources_dir
from detectors_app.content.wording import Wording, load_wording
from detectors_app.domain.errors import Invalid, Refused

LOCALE = resources_dir() / "locale" / "en"


def words(**sentences: str) -> Wording:
    return Wording({key.replace("__", "."): value for key, value in sentences.items()}, load_contacts())


def test_facts_and_numbers_are_filled_in() -> None:
    """A sentence is filled with the facts given and the numbers it names."""
    said = words(a="{name}: {phone:csn_duty}")("a", name="x")
    assert said == f"x: {load_contacts().phone('csn_duty')}"


def test_an_unknown_key_is_a_bug() -> None:
    """A key that is not there raises, so that a test finds it."""
    with pytest.raises(KeyError):
        words(a="x")("b")


def test_one_and_many_differ() -> None:
    """Counting picks the sentence for one, or for many."""
    catalogue = words(a__one="{number} note", a__other="{number} notes")
    assert [catalogue.count("a", number) for number in (0, 1, 2)] == ["0 notes", "1 note", "2 notes"]


def test_every_error_gets_a_sentence() -> None:
    """An error without a sentence of its own still gets one."""
    catalogue = words(error__store__full="full: {path}", error__other="other: {code}")
    assert catalogue.error(Refused("store.full", path="x")) == "full: x"
    assert catalogue.error(Refused("new")) == "other: new"


@pytest.mark.parametrize("text", ['{"a": 1}', '{"a": "x", "a": "y"}', "[1]", "{", '"x"'])
def test_a_damaged_catalogue_is_named(tmp_path: Path, text: str) -> None:
    """A file that is not flat text by key is refused by name."""
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "bad.json").write_text(text, encoding="utf-8")
    with pytest.raises(Invalid) as caught:
        load_wording(folder=tmp_path)
    assert "bad.json" in caught.value.where


@pytest.mark.parametrize("path", sorted(LOCALE.glob("*.json")), ids=lambda path: path.name)
def test_every_sentence_can_be_filled(path: Path) -> None:
    """Every sentence's braces are well formed, its facts are named, and its numbers exist."""
    catalogue = load_wording()
    for key in sorted(catalogue.keys()):
        for _, name, spec, _ in string.Formatter().parse(catalogue._sentences[key]):
            assert name is None or name.isidentifier(), key
            if name == "phone":
                assert catalogue.contacts.find(str(spec)), key


def test_a_number_not_set_shows_the_role() -> None:
    """Where the council has given no number, the role's name stands instead; an unknown key is refused."""
    contacts = load_contacts()
    assert contacts.phone("mdt") == "Housing domestic abuse meeting (MDT)"
    with pytest.raises(Invalid, match=r"contacts\.unknown"):
        contacts.phone("nobody")


def test_contacts_await_approval_and_are_due_for_a_check() -> None:
    """A contact never checked is due; so is one checked longer ago than the council allows."""
    contacts: Contacts = load_contacts()
    duty = contacts.find("csn_duty")
    assert duty is not None
    assert contacts.is_due(duty, date(2026, 11, 12)) is (duty.last_checked is None)


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "{}",
        '{"groups": 1, "approved_by": null, "warn_after_days": 90}',
        '{"groups": [], "approved_by": 1, "warn_after_days": 90}',
        '{"groups": [{"key": "a", "title": "A", "entries": 1}], "approved_by": null, "warn_after_days": 90}',
        '{"groups": [{"key": "a", "title": "", "entries": []}], "approved_by": null, "warn_after_days": 90}',
    ],
)
def test_damaged_contacts_are_refused(tmp_path: Path, text: str) -> None:
    """Contacts that are not as they should be are refused, naming the file."""
    (tmp_path / "en.json").write_text(text, encoding="utf-8")
    with pytest.raises(Invalid) as caught:
        load_contacts(folder=tmp_path)
    assert "en.json" in caught.value.where
