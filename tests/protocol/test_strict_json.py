"""Only the bytes that we would write are read, and a refusal never quotes what was read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors_app.domain.errors import Invalid
from detectors_app.protocol import strict_json


@dataclass(frozen=True, slots=True)
class Sample:
    """One member of each type that the wire knows."""

    text: str = ""
    number: int = 0
    at: datetime = datetime(2026, 1, 1, tzinfo=UTC)
    day: date = date(2026, 1, 1)
    raw: bytes = b""
    many: tuple[int, ...] = ()
    maybe: bool | None = None


GOOD = strict_json.encode(Sample())


def refusal(data: bytes) -> str:
    with pytest.raises(Invalid) as caught:
        strict_json.decode(data, Sample, where="sample")
    assert caught.value.where == "sample"
    assert caught.value.__cause__ is None
    return caught.value.key


def with_member(name: str, raw: str) -> bytes:
    """Give the sample's JSON with one member's text replaced."""
    return json.dumps(json.loads(GOOD) | {name: "@"}, separators=(",", ":")).replace('"@"', raw).encode()


def test_members_stand_in_their_order_without_blanks() -> None:
    """The form is fixed: what JSON.stringify writes."""
    assert GOOD == (
        b'{"text":"","number":0,"at":"2026-01-01T00:00:00Z","day":"2026-01-01","raw":"","many":[],"maybe":null}'
    )


@given(
    st.builds(
        Sample,
        st.text(),
        st.integers(-(2**53) + 1, 2**53 - 1),
        st.integers(-(2**31), 2**34).map(lambda seconds: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)),
        st.dates(date(1900, 1, 1), date(2999, 12, 31)),
        st.binary(),
        st.lists(st.integers(0, 9)).map(tuple),
        st.none() | st.booleans(),
    )
)
def test_what_is_written_is_read_back(sample: Sample) -> None:
    """Every value survives the wire."""
    assert strict_json.decode(strict_json.encode(sample), Sample, where="sample") == sample


def test_an_offset_is_kept() -> None:
    """The sender's own offset travels with the time."""
    summer = Sample(at=datetime(2026, 7, 1, tzinfo=timezone(timedelta(hours=1))))
    back = strict_json.decode(strict_json.encode(summer), Sample, where="sample")
    assert back.at.utcoffset() == timedelta(hours=1)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b"\xef\xbb\xbf" + GOOD,
        GOOD[:-1],
        GOOD + b"x",
        b"[" * 200_000,
        with_member("text", '"\\ud800"'),
        with_member("text", "[" * 200_000 + "]" * 200_000),
        with_member("number", "1.0"),
        with_member("number", "true"),
        with_member("number", "9" * 5_000),
        with_member("number", "NaN"),
        with_member("number", "1e400"),
        with_member("raw", '"=="'),
        with_member("at", '"2026-13-01T00:00:00Z"'),
    ],
)
def test_what_is_no_such_json_is_malformed(data: bytes) -> None:
    """Wrong types, broken text, depth and size end in one refusal, never in a crash."""
    assert refusal(data) == "json.malformed"


@pytest.mark.parametrize(
    "data",
    [
        GOOD + b"\n",
        b" " + GOOD,
        GOOD.replace(b":0,", b": 0,"),
        GOOD.replace(b'"number":0,', b'"number":1,"number":0,'),
        GOOD.replace(b'{"text":"",', b'{"text":"","stranger":1,'),
        GOOD.replace(b'{"text":"","number":0,', b'{"number":0,"text":"",'),
        GOOD.replace(b',"maybe":null', b""),
        with_member("text", '"\\u0041"'),
        GOOD.replace(b'"maybe"', b'"maybe\xff"'),
        with_member("text", '"\\/"'),
        with_member("number", "-0"),
        with_member("at", '"2026-01-01T00:00:00+00:00"'),
        with_member("at", '"2026-01-01T00:00:00.000Z"'),
        with_member("at", '"2026-01-01t00:00:00z"'),
    ],
)
def test_another_form_of_the_same_is_refused(data: bytes) -> None:
    """Blanks, order, repeated, unknown or missing members, other spellings: one value has one form."""
    assert refusal(data) == "json.other_form"


@pytest.mark.parametrize(
    "data",
    [
        with_member("number", str(2**53)),
        with_member("number", str(-(2**53))),
        with_member("many", f"[{2**60}]"),
        with_member("at", '"2026-01-01T00:00:00"'),
        with_member("at", '"1899-12-31T00:00:00Z"'),
        with_member("at", '"3000-01-01T00:00:00Z"'),
        with_member("day", '"0001-01-01"'),
    ],
)
def test_what_cannot_be_reckoned_with_is_out_of_range(data: bytes) -> None:
    """No time without an offset, none at the calendar's ends, no number that a store or another language cuts."""
    assert refusal(data) == "json.out_of_range"


def test_more_than_sixteen_mebibytes_are_not_looked_at() -> None:
    """Memory stays bounded whatever is sent."""
    assert refusal(b" " * (strict_json.LARGEST_BYTES + 1)) == "json.too_large"


def test_half_a_surrogate_is_not_written_and_not_quoted() -> None:
    """A broken letter from a clipboard is refused without its text in the error."""
    with pytest.raises(Invalid) as caught:
        strict_json.encode(Sample(text="PLANTED \ud800"))
    assert caught.value.key == "json.not_text"
    assert caught.value.__cause__ is None
    assert "PLANTED" not in repr(caught.value)


@given(st.binary(max_size=200))
def test_random_bytes_are_refused_and_nothing_else(data: bytes) -> None:
    """Noise ends in Invalid."""
    refusal(data)


@given(st.data())
def test_a_changed_byte_is_refused_or_read_as_what_it_says(data: st.DataObject) -> None:
    """Whatever is accepted would be written in just those bytes."""
    at = data.draw(st.integers(0, len(GOOD) - 1))
    changed = GOOD[:at] + bytes([data.draw(st.integers(0, 255))]) + GOOD[at + 1 :]
    try:
        value = strict_json.decode(changed, Sample, where="sample")
    except Invalid:
        return
    assert strict_json.encode(value) == changed


def test_what_was_kept_is_read_again_without_a_second_look() -> None:
    """It must still be of its kind."""
    value = Sample()
    assert strict_json.read_again(strict_json.encode(value), Sample) == value
    for data in (b"{", b"[]", b"\xff"):
        with pytest.raises(Invalid, match=r"json\.malformed"):
            strict_json.read_again(data, Sample)
