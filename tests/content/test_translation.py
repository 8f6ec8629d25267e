"""The translator's file holds all that is needed, and what comes back is looked at line by line."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from detectors_app.content.catalogue import MADE_FROM
from detectors_app.content.translation import Entry, Fault, entries, mark, read_marks, standing
from detectors_app.content.translation_sheet import files_of, language_of, read_sheet, write_sheet
from detectors_app.domain.errors import Invalid

WANTED = entries("ar")
BY_KEY = {each.key: each for each in WANTED}
PLAIN = Entry("a", "staff.json", "Ring {phone:csn_duty} by {time}, or 999")


def lines(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def sheet(rows: list[tuple[str, str, str]], language: str = "ar", between: str = ",") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=between).writerows([("key", "english", language), *rows])
    return out.getvalue().encode()


@pytest.mark.parametrize(
    "begin", ["home.", "form.concern-1.danger.stop", "contacts.now", "error.store.", "desk.", "delivery."]
)
def test_all_that_people_read_is_there(begin: str) -> None:
    """Screens, questions, help, errors and the desk are to be translated; the command line is not."""
    assert [each for each in WANTED if each.key.startswith(begin)]
    assert not [each for each in WANTED if each.key.startswith("cli.")]
    assert len(BY_KEY) == len(WANTED)


def test_each_line_says_where_it_is_shown_and_what_to_keep() -> None:
    """Every sentence tells its screen; safety words, placeholders, notes and lengths are marked."""
    assert [each.key for each in WANTED if not each.where] == []
    stop = BY_KEY["form.concern-1.danger.stop.heading"]
    assert stop.is_safety
    assert stop.placeholders == ("{phone:emergency}",)
    assert BY_KEY["frame.hide"].longest == 14
    assert "exactly how far" in BY_KEY["delivery.sent"].note
    assert not BY_KEY["settings.title"].is_safety


def test_counted_sentences_have_a_line_for_each_form() -> None:
    """Arabic has six lines for one count; English beside them is the singular once and the plural five times."""
    found = [each for each in WANTED if each.key.startswith("link.waiting.")]
    assert [each.key.rpartition(".")[2] for each in found] == ["zero", "one", "two", "few", "many", "other"]
    assert [each.english for each in found].count("{number} waiting to send.") == 5
    assert found[2].fault("اثنان") is None  # a form that says its number in a word need not hold it
    assert found[5].fault("ينتظر") is Fault.PLACEHOLDERS


@pytest.mark.parametrize(
    "text, fault",
    [
        ("A {time}: {phone:csn_duty}. 999", None),
        ("A {time}: {phone:csn_duty}.", None),
        ("A {time}", Fault.PLACEHOLDERS),
        ("A {time}: {phone:csn}", Fault.PLACEHOLDERS),
        ("A {time} {time}: {phone:csn_duty}", Fault.PLACEHOLDERS),
        ("A {time: {phone:csn_duty}", Fault.PLACEHOLDERS),
        ("A {time}: {phone:csn_duty}}", Fault.PLACEHOLDERS),
        ("A {time}: {phone:csn_duty} 020 7974 2526", Fault.DIGITS),
        ("A {time}: {phone:csn_duty} 112", Fault.DIGITS),
    ],
)
def test_a_faulty_line_is_found(text: str, fault: Fault | None) -> None:
    """What stands in braces must come back as it was, and no number may come in that the English does not have."""
    assert PLAIN.fault(text) is fault


def test_bold_words_stay_bold() -> None:
    """The marks around bold words must come back as many as they went."""
    bold = replace(PLAIN, english="Press **55**.")
    assert bold.fault("Drücke **55**.") is None
    assert bold.fault("Drücke 55.") is Fault.PLACEHOLDERS


def test_a_line_can_be_too_long() -> None:
    """Where there is little room, the letters are counted."""
    assert replace(PLAIN, english="Hide", longest=4).fault("cacher") is Fault.TOO_LONG
    assert replace(PLAIN, english="Hide", longest=6).fault("cacher") is None


def test_there_and_back_loses_nothing() -> None:
    """A file filled in completely comes back completely, whichever mark stands between its cells."""
    has = {each.key: each.english for each in WANTED}
    data = write_sheet("ar", WANTED, has, {"frame.hide": "safety"})
    assert data.startswith(b"\xef\xbb\xbf")
    assert language_of(data) == "ar"
    found = read_sheet(data, WANTED)
    assert (found.taken, found.wrong) == (has, [])
    assert {row["key"]: row["status"] for row in lines(data)}["frame.hide"] == "safety"
    for between in ";\t":
        again = sheet([(each.key, each.english, each.english) for each in WANTED], between=between)
        assert read_sheet(again, WANTED).taken == has


def test_cells_never_run_as_formulas() -> None:
    """A text that a spreadsheet would take for a formula is written as text, and comes back as it was."""
    risky = replace(PLAIN, english="=1+1")
    data = write_sheet("ar", [risky], {"a": "-2"}, {})
    assert b"'=1+1" in data
    assert read_sheet(data, [risky]).taken == {"a": "-2"}


def test_bad_lines_are_named_and_left_out() -> None:
    """An unknown key, a key that stands twice and another English sentence are named by their line; blanks are not."""
    english = BY_KEY["frame.hide"].english
    rows = [
        ("frame.hide", english, "أخف"),
        ("frame.hide", english, "مرة"),
        ("nothing.here", "x", "y"),
        ("frame.sign_in", "Log in", "دخول"),
        ("home.title", BY_KEY["home.title"].english, "  "),
    ]
    found = read_sheet(sheet(rows), WANTED)
    assert found.taken == {"frame.hide": "أخف"}
    assert [(each.line, each.fault) for each in found.wrong] == [
        (3, Fault.TWICE),
        (4, Fault.UNKNOWN),
        (5, Fault.CHANGED),
    ]


@pytest.mark.parametrize("data", [b"\xff\xfe", b"\n", b"a,b,c\n", b"key,english\n", b'key,english,ar\n"a'])
def test_another_file_is_refused(data: bytes) -> None:
    """What is not such a file is refused whole."""
    with pytest.raises(Invalid, match=r"words\.not_a_sheet"):
        language_of(data)


def test_standing_names_what_is_missing_and_what_has_changed(tmp_path: Path) -> None:
    """What is not translated is missing; what was made from another English sentence than now has changed."""
    english = tmp_path / "en"
    english.mkdir()
    (english / "staff.json").write_text('{"a": "One", "b": "Two", "c": "Three"}', encoding="utf-8")
    (tmp_path / "for-translators.json").write_text(
        '{"approved": {"fr": "x"}, "files": {}, "left_out": [], "elsewhere": "x", "where": {}, '
        '"notes": {}, "longest": {}, "safety": []}',
        encoding="utf-8",
    )
    total = len(entries("fr", tmp_path))
    assert standing("fr", tmp_path).translated == 0
    assert standing("fr", tmp_path).approved_by == "x"
    assert standing("bn", tmp_path).approved_by is None
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / "staff.json").write_text('{"a": "Un", "b": "Deux"}', encoding="utf-8")
    (tmp_path / "fr" / MADE_FROM).write_text(json.dumps({"a": mark("One"), "b": mark("Too")}), encoding="utf-8")
    stands = standing("fr", tmp_path)
    assert (stands.total, stands.translated) == (total, 2)
    assert "c" in {each.key for each in stands.missing}
    assert [each.key for each in stands.changed] == ["b"]
    (tmp_path / "fr" / MADE_FROM).write_text("{", encoding="utf-8")
    with pytest.raises(Invalid):
        read_marks(tmp_path / "fr")


def test_the_files_that_are_made_are_read_again() -> None:
    """Each sentence goes to the file of its English, the form's and the contacts' to their own, with its mark."""
    has = {key: BY_KEY[key].english for key in ("frame.hide", "contacts.now", "form.concern-1.title")}
    data = write_sheet("ar", WANTED, has, {})
    made = dict(files_of(read_sheet(data, WANTED), WANTED, MADE_FROM))
    assert set(made) == {"contacts.json", "form.json", "staff.json", MADE_FROM}
    assert json.loads(made[MADE_FROM])["frame.hide"] == mark(BY_KEY["frame.hide"].english)
