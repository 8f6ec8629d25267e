"""A property list is taken in line by line: what is good is kept, what is wrong is told by its line."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from detectors_app.domain.errors import Invalid, Refused
from detectors_app.domain.home_rows import Fault
from detectors_app.domain.homes import Home
from detectors_app.use_cases.csv_lines import LONGEST_LINE_BYTES
from detectors_app.use_cases.homes import import_homes as module
from detectors_app.use_cases.homes.import_homes import LINES_NAMED, ImportReport, import_homes
from tests.made_up_homes import as_csv, homes
from tests.use_cases.homes.held_list import HeldList

HEADING = b"UPRN,SAO_TEXT,PAO_TEXT,STREET,POSTCODE\n"
GOOD = b"1,FLAT 1,EXAMPLE HOUSE,,NW0 0AA\n"
AT = datetime(2026, 11, 1, 9, tzinfo=UTC)


def take_in(data: bytes, held: HeldList | None = None, *, smaller: bool = False) -> tuple[ImportReport, HeldList]:
    into = held or HeldList()
    return import_homes(into, data.splitlines(keepends=True), lambda: AT, smaller=smaller), into


def lines_of(report: ImportReport) -> dict[Fault, list[int]]:
    return {fault: faulty.lines for fault, faulty in report.faults.items()}


def test_the_made_up_list_comes_back_as_it_was() -> None:
    """Written as gazetteers write and read again, every home is the same; that it is made up is known."""
    made = list(homes(300))
    report, held = take_in(as_csv(300).encode())
    assert set(held.homes) == set(made)
    assert report.about is not None
    assert (report.about.count, report.about.made_up, report.about.imported_at) == (300, True, AT)
    assert (report.lines, report.left_out, report.faults) == (300, 0, {})


@pytest.mark.parametrize("delimiter", [b",", b";", b"\t", b"|"])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf", b"\n\n", b"\xef\xbb\xbf\r\n"])
def test_what_parts_columns_and_lines_makes_no_difference(delimiter: bytes, line_end: bytes, start: bytes) -> None:
    """Commas, semicolons, tabs, bars; ends of both kinds; a byte order mark; empty lines before and within."""
    data = start + (HEADING + b"\n" + GOOD).replace(b",", delimiter).replace(b"\n", line_end)
    report, held = take_in(data)
    assert held.homes == [Home("1", "Flat 1", "Example House", postcode="NW0 0AA")]
    assert (report.lines, report.left_out) == (1, 0)


def test_bad_lines_are_told_by_number_and_the_good_ones_kept() -> None:
    """The heading is line 1; each bad line is named once, under what is wrong with it."""
    data = (
        HEADING + GOOD + b"2,,,,\n,,A HOUSE,,\n1,FLAT 2,EXAMPLE HOUSE,,\n3,,B HOUSE,,NOWHERE\n4,,C HOUSE,,,X\n5,,\0,,\n"
    )
    report, held = take_in(data)
    assert lines_of(report) == {
        Fault.NO_ADDRESS: [3],
        Fault.UPRN_MISSING: [4],
        Fault.UPRN_TWICE: [5],
        Fault.POSTCODE_WRONG: [6],
        Fault.TOO_MANY_COLUMNS: [7],
        Fault.NOT_TEXT: [8],
    }
    assert [each.uprn for each in held.homes] == ["3", "1"]
    assert (report.lines, report.left_out) == (7, 5)


def test_no_more_lines_are_named_than_anyone_reads() -> None:
    """All are counted, the first fifty named."""
    report, _ = take_in(HEADING + GOOD + b",,X,,\n" * 80)
    assert report.faults[Fault.UPRN_MISSING].count == 80
    assert report.faults[Fault.UPRN_MISSING].lines == list(range(3, 3 + LINES_NAMED))


def test_a_cut_off_last_line_is_told() -> None:
    """Too short and without its end; a short line in the middle is only one whose empty columns were left out."""
    report, held = take_in(HEADING + GOOD + b"2,,B HOUSE\n" + b"3,,C HOU")
    assert lines_of(report) == {Fault.CUT_OFF: [4]}
    assert {each.block for each in held.homes} == {"Example House", "B House"}
    whole, _ = take_in(HEADING + GOOD.rstrip())
    assert whole.left_out == 0


def test_a_stray_quotation_mark_spoils_its_own_line_alone() -> None:
    """The lines after it are read."""
    report, held = take_in(HEADING + b'2,,"B HOUSE,,\n' + b'3,,"C, HOUSE",,\n' + GOOD)
    assert lines_of(report) == {Fault.CUT_OFF: [2]}
    assert [each.block for each in held.homes] == ["C, House", "Example House"]


def test_windows_1252_is_read_and_told() -> None:
    """Excel's older coding: accents are right, and the report says so; what is neither is left out."""
    report, held = take_in(HEADING + b"2,,CAF\xc9 HOUSE,,\n" + b"3,,\x81 HOUSE,,\n" + "4,,CAFÉ COURT,,\n".encode())
    assert [each.block for each in held.homes] == ["Café Court", "Café House"]
    assert report.windows_1252 == 1
    assert lines_of(report) == {Fault.NOT_TEXT: [3]}


def test_a_line_longer_than_any_address_is_left_out() -> None:
    """And does not stop the rest."""
    report, held = take_in(HEADING + b"2,,B," + b"x" * LONGEST_LINE_BYTES + b",\n" + GOOD)
    assert lines_of(report) == {Fault.TOO_LONG: [2]}
    assert len(held.homes) == 1


@pytest.mark.parametrize(
    "data, key",
    [
        (b"", "homes.empty"), (b"\n\r\n", "homes.empty"), (b"\xef\xbb\xbf", "homes.empty"),
        (b"\x7fELF\0\0\n", "homes.not_text"),
        ("UPRN,STREET\n".encode("utf-16"), "homes.not_text"), (b"x" * (LONGEST_LINE_BYTES + 1), "homes.not_text"),
        (b"A,B\n1,2\n", "homes.columns"), (b"UPRN,POSTCODE\n", "homes.columns"), (b'"UPRN,STREET\n', "homes.columns"),
    ],
)  # fmt: skip
def test_what_is_no_list_is_refused_whole(data: bytes, key: str) -> None:
    """Empty, not text, or without the columns that are needed: said so, and the old list stays."""
    held = HeldList([Home("9", "", "Old House")])
    with pytest.raises(Invalid, match=key.replace(".", r"\.")):
        take_in(data, held)
    assert [each.uprn for each in held.homes] == ["9"]


def test_without_one_good_line_the_old_list_stays() -> None:
    """The report says what was wrong, and that nothing changed."""
    held = HeldList([Home("9", "", "Old House")])
    report, _ = take_in(HEADING + b",,A,,\n", held)
    assert report.about is None
    assert report.left_out == 1
    assert [each.uprn for each in held.homes] == ["9"]


def test_a_list_less_than_half_as_long_is_refused_unless_meant() -> None:
    """As a file that was cut off would be; made-up homes, or a list that cannot be read, stand in nobody's way."""
    five = HEADING + b"".join(b"%d,,A HOUSE,,\n" % number for number in range(1, 6))
    held = take_in(five)[1]
    with pytest.raises(Refused, match=r"homes\.much_smaller"):
        take_in(HEADING + GOOD + b"2,,B,,\n", held)
    assert len(held.homes) == 5
    assert take_in(HEADING + GOOD + b"2,,B,,\n3,,C,,\n", held)[0].about is not None
    assert take_in(HEADING + GOOD, held, smaller=True)[0].about is not None
    invented = take_in(as_csv(10).encode())[1]
    assert take_in(HEADING + GOOD, invented)[0].about is not None
    assert take_in(HEADING + GOOD, HeldList(damaged=True))[0].about is not None


def test_more_homes_than_can_be_searched_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before they fill the memory."""
    monkeypatch.setattr(module, "MOST_HOMES", 3)
    with pytest.raises(Invalid, match=r"homes\.too_many"):
        take_in(HEADING + b"".join(b"%d,,A,,\n" % number for number in range(1, 6)))
