"""A line in BS7666-style columns becomes the home it means, or says what is wrong with it."""

from __future__ import annotations

import pytest

from detectors_app.domain.home_rows import Column, Fault, Line, columns_of, line_of, missing_from
from detectors_app.domain.homes import LONGEST_PART, Home

HEADING = (
    "UPRN", "SAO_START_NUMBER", "SAO_START_SUFFIX", "SAO_END_NUMBER", "SAO_TEXT", "PAO_START_NUMBER",
    "PAO_START_SUFFIX", "PAO_END_NUMBER", "PAO_TEXT", "STREET_DESCRIPTION", "LOCALITY", "ESTATE", "TOWN_NAME",
    "POSTCODE_LOCATOR", "LOGICAL_STATUS", "MADE_UP",
)  # fmt: skip


def read(**cells: str) -> Line:
    """Read a line of these cells; the UPRN is 7 unless it is said."""
    row = [cells.get(name, "7" if name == "UPRN" else "") for name in HEADING]
    return line_of(row, columns_of(HEADING))


@pytest.mark.parametrize(
    "heading",
    [
        ("UPRN", "SAO_START_NUMBER", "PAO_TEXT", "STREET_DESCRIPTOR", "POSTCODE"),
        ("Uprn", "SaoStartNumber", "PaoText", "Street", "Postcode"),
        ("uprn", "sao start number", "Block name", "Road", "post code"),
    ],
)
def test_headings_are_known_in_their_usual_spellings(heading: tuple[str, ...]) -> None:
    """Capitals, underscores and spaces make no difference."""
    columns = (Column.UPRN, Column.SAO_START_NUMBER, Column.PAO_TEXT, Column.STREET, Column.POSTCODE)
    assert columns_of(heading) == {column: place for place, column in enumerate(columns)}
    assert missing_from(columns_of(heading)) == ()


def test_of_two_columns_that_mean_the_same_the_first_counts() -> None:
    """And what is not known is passed over."""
    assert columns_of(("X_COORDINATE", "STREET", "ROAD")) == {Column.STREET: 1}


def test_a_list_needs_a_uprn_and_a_street_or_building() -> None:
    """What is missing is named as gazetteers name it."""
    assert missing_from(columns_of(("POSTCODE",))) == ("UPRN", "STREET_DESCRIPTION")
    assert missing_from(columns_of(("UPRN", "BLOCK"))) == ()
    assert missing_from(columns_of(("STREET",))) == ("UPRN",)


def test_capitals_become_what_people_write() -> None:
    """St John's Court of the Hill; numbers keep their letter; what is not all capitals stays as it is."""
    line = read(PAO_TEXT="ST JOHN'S COURT OF THE HILL", STREET_DESCRIPTION="SMITH-JONES ROW", ESTATE="McKay estate")
    assert line.home == Home("7", "", "St John's Court of the Hill", "", "Smith-Jones Row", "", "McKay estate")
    assert read(PAO_TEXT="THE BLOCK 3B").home == Home("7", "", "The Block 3B")


@pytest.mark.parametrize(
    "cells, flat",
    [
        ({"SAO_TEXT": "FLAT 12"}, "Flat 12"),
        ({"SAO_START_NUMBER": "12", "SAO_START_SUFFIX": "a"}, "12A"),
        ({"SAO_TEXT": "FLAT", "SAO_START_NUMBER": "12"}, "Flat 12"),
        ({"SAO_TEXT": "FLAT 12", "SAO_START_NUMBER": "12"}, "Flat 12"),
        ({"SAO_START_NUMBER": "12", "SAO_END_NUMBER": "14"}, "12-14"),
        ({}, ""),
    ],
)
def test_a_flat_is_told_however_it_was_written(cells: dict[str, str], flat: str) -> None:
    """As a text, as a number, as both, as a range."""
    line = read(STREET_DESCRIPTION="LOW ROW", PAO_START_NUMBER="3", PAO_START_SUFFIX="B", **cells)
    assert line.home is not None
    assert (line.home.flat, line.home.number, line.home.street) == (flat, "3B", "Low Row")


@pytest.mark.parametrize(
    "cells, fault",
    [
        ({"UPRN": ""}, Fault.UPRN_MISSING),
        ({"UPRN": "12x"}, Fault.UPRN_WRONG),
        ({"UPRN": "0000"}, Fault.UPRN_WRONG),
        ({"UPRN": "1234567890123"}, Fault.UPRN_WRONG),
        ({"STREET_DESCRIPTION": ""}, Fault.NO_ADDRESS),
        ({"ESTATE": "E" * (LONGEST_PART + 1)}, Fault.TOO_LONG),
        ({"LOGICAL_STATUS": "8", "UPRN": ""}, Fault.NOT_CURRENT),
    ],
)
def test_what_is_wrong_is_said_and_the_line_left_out(cells: dict[str, str], fault: Fault) -> None:
    """One fault a line, the first that keeps it out."""
    assert read(**{"STREET_DESCRIPTION": "LOW ROW", **cells}) == Line(None, fault)


def test_a_home_is_taken_in_without_a_postcode_that_cannot_be_one() -> None:
    """And its true postcode is written as usual."""
    wrong = read(STREET_DESCRIPTION="LOW ROW", POSTCODE_LOCATOR="LONDON")
    assert (wrong.fault, wrong.home) == (Fault.POSTCODE_WRONG, Home("7", street="Low Row"))
    right = read(STREET_DESCRIPTION="LOW ROW", POSTCODE_LOCATOR="nw00aa")
    assert (right.fault, right.home) == (None, Home("7", street="Low Row", postcode="NW0 0AA"))


def test_zeros_before_a_uprn_do_not_count() -> None:
    """The same home is the same however its number is padded."""
    line = read(UPRN="000077", STREET_DESCRIPTION="LOW ROW")
    assert line.home is not None
    assert line.home.uprn == "77"


@pytest.mark.parametrize("said, made_up", [("made up", True), ("yes", True), ("no", False), ("", False), ("0", False)])
def test_a_list_may_say_that_it_is_made_up(said: str, made_up: bool) -> None:  # noqa: FBT001 - a table
    """So that the screens can say it too."""
    assert read(STREET_DESCRIPTION="LOW ROW", MADE_UP=said).made_up is made_up
