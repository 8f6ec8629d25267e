"""Help and contacts: what they must hold, when they are due for a check, and how they are searched."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from detectors_app.content.contacts import BlockKind, Contacts, contact_texts, load_contacts, read_contacts
from detectors_app.content.help_search import matches, search, words_in
from detectors_app.content.paths import resources_dir
from detectors_app.domain.errors import Invalid

CONTACTS = load_contacts()
TODAY = date(2026, 11, 12)


def everything(contacts: Contacts = CONTACTS) -> str:
    return " ".join(text for _, text in contact_texts(contacts)).casefold()


@pytest.mark.parametrize(
    "key, digits",
    [
        ("emergency", "999"),
        ("csn_duty", "020 7974 2526"),
        ("childrens_services", "020 7974 3317"),
        ("childrens_out_of_hours", "020 7974 4444"),
        ("adult_social_care", "020 7974 4444"),
        ("national_helpline", "0808 2000 247"),
        ("mens_advice", "0808 801 0327"),
        ("galop", "0800 999 5428"),
        ("karma_nirvana", "0800 5999 247"),
        ("respect", "0808 802 4040"),
        ("samaritans", "116 123"),
        ("nspcc", "0808 800 5000"),
        ("hourglass", "0808 808 8141"),
        ("eap", None),
        ("pict", None),
        ("vawg_drop_in", None),
        ("mdt", None),
        ("drive", None),
        ("restart", None),
        ("hr", None),
    ],
)
def test_the_agreed_contacts_are_there(key: str, digits: str | None) -> None:
    """Each role of the guidance has its number, or none where the guidance gives none."""
    found = CONTACTS.find(key)
    assert found is not None
    assert found.number == digits


@pytest.mark.parametrize(
    "words",
    [
        "10 days",
        "press 55",
        "on a landline",
        "tuesdays, 9am to 11am",
        "5 pancras square, 6th floor",
        "thursdays, 10am to 12 noon",
        "are you ok",
        "it isn’t your fault",
        "promise to keep it secret",
        "let family, neighbours or a child translate",
        "leave a card, a leaflet, a note or a text",
        "do not knock again",
        "a silent call alone does not bring help",
    ],
)
def test_what_staff_must_know_is_said(words: str) -> None:
    """The help says what to do, what not to, and who supports staff themselves."""
    assert words in everything()


def test_no_person_is_named_and_nothing_counts_as_approved() -> None:
    """Roles only; until the service approves them the file says that it waits."""
    plain = json.loads((resources_dir() / "contacts" / "en.json").read_text(encoding="utf-8"))
    assert plain["status"] == "awaiting approval by the service"
    assert CONTACTS.approved_by is None
    assert CONTACTS.approved_on is None
    assert all(each.last_checked is None for each in CONTACTS.entries())


def test_a_contact_is_due_after_ninety_days() -> None:
    """On the ninetieth day it still counts as checked, a day later it is due; one never checked is due."""
    duty = CONTACTS.find("csn_duty")
    assert duty is not None
    assert CONTACTS.warn_after_days == 90
    checked = replace(duty, last_checked=TODAY - timedelta(days=90))
    assert not CONTACTS.is_due(checked, TODAY)
    assert CONTACTS.is_due(checked, TODAY + timedelta(days=1))
    assert len(CONTACTS.due(TODAY)) == len(list(CONTACTS.entries()))


def test_every_text_has_a_key_of_its_own() -> None:
    """A translation can lay its words over each text; numbers, sources and dates are not among them."""
    keys = [key for key, _ in contact_texts(CONTACTS)]
    assert len(keys) == len(set(keys))
    assert not [text for _, text in contact_texts(read_contacts()) if "7974" in text]


def test_numbers_keep_their_order_in_text_from_right_to_left() -> None:
    """In text from right to left a number is isolated, so that its groups do not change places."""
    mirrored = load_contacts("ar-XB")
    assert mirrored.phone("csn_duty") == f"\u2066{CONTACTS.phone('csn_duty')}\u2069"
    assert "\u2066999\u2069" in mirrored.groups[0].blocks[0].title
    assert mirrored.phone("mdt") != CONTACTS.phone("mdt")  # its name, in that language


@pytest.mark.parametrize("member", ["blocks", "entries", "kind", "lines", "last_checked", "phone", "twice"])
def test_a_slip_in_the_contacts_is_named(tmp_path: Path, member: str) -> None:
    """A contacts file with a slip is refused: a wrong kind, a missing list, a bad date, a number that is not there."""
    plain = json.loads((resources_dir() / "contacts" / "en.json").read_text(encoding="utf-8"))
    group = plain["groups"][0]
    match member:
        case "blocks" | "entries":
            group[member] = "x"
        case "kind":
            group["blocks"][0]["kind"] = "shout"
        case "lines":
            group["blocks"][0]["lines"] = [""]
        case "last_checked":
            group["entries"][0]["last_checked"] = "12 November"
        case "phone":
            group["blocks"][0]["title"] = "{phone:nobody}"
        case "twice":
            group["entries"].append(group["entries"][0])
    (tmp_path / "en.json").write_text(json.dumps(plain), encoding="utf-8")
    with pytest.raises(Invalid):
        read_contacts(tmp_path)


@pytest.mark.parametrize(
    "typed, key",
    [
        ("child", "childrens_services"),
        ("CHILDREN'S", "childrens_services"),
        ("childrens serv", "childrens_out_of_hours"),
        ("counsellors", "eap"),
        ("counsel", "eap"),
        ("kid", "nspcc"),
        ("gay", "galop"),
        ("deaf", "signhealth"),
        ("man", "mens_advice"),
        ("02079742526", "csn_duty"),
        ("7974 2526", "csn_duty"),
        ("leave", "hr"),
        ("stalked", "stalking"),
        ("elderly", "hourglass"),
        ("perpetrator", "drive"),
        ("perpetrators", "restart"),
        ("silent", "emergency"),
        ("suicide", "samaritans"),
        ("MDT", "mdt"),
    ],
)
def test_a_word_finds_its_contact(typed: str, key: str) -> None:
    """Whatever the ending, the case or the apostrophe, a plain word finds who can help."""
    assert key in {entry for found in search(CONTACTS.groups, typed) for entry in found.entries}


@pytest.mark.parametrize(
    "typed, block",
    [("leaflets", "do_not_say"), ("landline", "silent"), ("paid leave", "own"), ("colleagues", "colleague")],
)
def test_a_word_finds_its_advice(typed: str, block: str) -> None:
    """The advice is searched too."""
    assert block in {each for found in search(CONTACTS.groups, typed) for each in found.blocks}


def test_nothing_typed_shows_everything_and_nonsense_nothing() -> None:
    """An empty field hides nothing; what stands nowhere is found nowhere; all words must be there."""
    for typed in ("", "   ", "?!"):
        for group, found in zip(CONTACTS.groups, search(CONTACTS.groups, typed), strict=True):
            assert found.entries == {each.key for each in group.entries}
            assert found.blocks == {each.key for each in group.blocks}
    for typed in ("zebra", "child zebra"):
        assert not any(found.entries or found.blocks for found in search(CONTACTS.groups, typed))


def test_a_heading_finds_its_whole_section() -> None:
    """Typing a section's name shows all of it."""
    national = CONTACTS.groups[-1]
    found = search(CONTACTS.groups, national.title)[-1]
    assert found.entries == {each.key for each in national.entries}


@pytest.mark.parametrize(
    "typed, word, same",
    [
        ("ch", "child", True),
        ("children", "child", True),
        ("cat", "car", False),
        ("leave", "leaflet", False),
        ("hit", "hi", False),
    ],
)
def test_endings_count_little_and_beginnings_much(typed: str, word: str, same: bool) -> None:  # noqa: FBT001
    """A beginning matches; so does the same word with another ending, unless it is very short."""
    assert matches(typed, word) is same


def test_words_lose_accents_and_apostrophes() -> None:
    """Words are compared in small letters, without marks."""
    assert words_in("Émile’s Café") == ("emiles", "cafe")


def test_every_block_has_lines_of_a_known_kind() -> None:
    """No heading stands over nothing."""
    blocks = [block for group in CONTACTS.groups for block in group.blocks]
    assert all(block.lines for block in blocks)
    assert {block.kind for block in blocks} == set(BlockKind)
