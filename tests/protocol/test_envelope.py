"""The outside of an envelope: everything that can be seen without a key is checked."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors_app.domain.errors import CannotOpen, Invalid
from detectors_app.domain.ids import CASEWORK, CONCERNS, EnvelopeId, KeyId
from detectors_app.domain.sequence import Place
from detectors_app.protocol import envelope as layout
from detectors_app.protocol.padding import CLASSES, least_size, pad, size_class, unpad

ID = EnvelopeId(UUID("0a7f9df4-5a65-4f53-9be5-0f3c1fb4a1c2"))


def slots(count: int) -> tuple[layout.Slot, ...]:
    return tuple(layout.Slot(KeyId(f"{n + 1:016x}"), bytes([n + 1]) * layout.WRAP_BYTES) for n in range(count))


def header(count: int = 2, places: int = 8) -> layout.Header:
    return layout.Header(layout.box_digest(CONCERNS), ID, b"c" * 32, slots(count), places)


def envelope(made: layout.Header | None = None) -> bytes:
    front = layout.encode_header(made or header())
    return front.ljust(size_class(len(front) + 16), b"\xee")


def refusal(data: bytes) -> str:
    with pytest.raises(CannotOpen) as caught:
        layout.decode_header(data)
    return caught.value.key


@given(st.sampled_from(layout.PLACES).flatmap(lambda places: st.tuples(st.just(places), st.integers(1, places))))
def test_a_header_is_read_as_it_was_written(shape: tuple[int, int]) -> None:
    """Every number of slots and readers survives, and its size is what it says."""
    places, count = shape
    made = header(count, places)
    assert len(layout.encode_header(made)) == made.size
    assert layout.decode_header(envelope(made)) == made


@pytest.mark.parametrize("by", [-1, 1])
def test_another_size_than_the_classes_is_refused(by: int) -> None:
    """One byte less or more is no envelope."""
    whole = envelope()
    assert refusal(whole[:by] if by < 0 else whole + b"x") == "envelope.size"
    assert refusal(b"") == "envelope.size"


def test_what_an_envelope_starts_with_is_checked() -> None:
    """Magic, a version-4 id, a known number of slots that leave room for a body."""
    whole = envelope()
    assert refusal(b"EDE2" + whole[4:]) == "envelope.magic"
    assert refusal(whole[:26] + b"\x10" + whole[27:]) == "envelope.id"
    assert refusal(whole[:68] + b"\x09" + whole[69:]) == "envelope.slots"
    assert refusal(whole[:68] + b"\x10" + whole[69:]) == "envelope.slots"


@pytest.mark.parametrize(
    "made",
    [
        replace(header(), slots=()),
        replace(header(), slots=slots(2)[::-1]),
        replace(header(), slots=slots(1) * 2),
        replace(header(), slots=(layout.Slot(KeyId("0" * 16), b"\x01" * layout.WRAP_BYTES),)),
        replace(header(), slots=(layout.Slot(KeyId("0" * 16), bytes(layout.WRAP_BYTES)), *slots(1))),
    ],
)
def test_slots_are_ascending_once_and_zero_after_the_last(made: layout.Header) -> None:
    """None, out of order, one twice, something in an unused slot, a gap: refused."""
    assert refusal(envelope(made)) == "envelope.slots"


@given(st.sampled_from(CLASSES[:2]), st.binary(min_size=69, max_size=400))
def test_random_bytes_are_refused_and_nothing_else(size: int, noise: bytes) -> None:
    """Noise of a right size, with or without the magic, ends in CannotOpen."""
    refusal(noise.ljust(size, b"\x07"))
    refusal((b"EDE1" + noise).ljust(size, b"\x07"))


@pytest.mark.parametrize("readers, places", [(1, 8), (8, 8), (9, 16), (16, 16), (17, 32), (128, 128)])
def test_room_grows_by_doubling(readers: int, places: int) -> None:
    """The number of slots tells only that many readers."""
    assert layout.room_for(readers) == places


@pytest.mark.parametrize("readers", [-1, 0, 129])
def test_no_readers_or_too_many_have_no_room(readers: int) -> None:
    """An envelope that nobody could open is never made."""
    with pytest.raises(Invalid):
        layout.room_for(readers)


@pytest.mark.parametrize("keys, places", [(0, 8), (9, 8), (1, 7), (1, 0), (1, 256)])
def test_readers_must_fit_their_places(keys: int, places: int) -> None:
    """No reader, more than slots, and numbers of slots that no reader would accept."""
    with pytest.raises(Invalid) as caught:
        layout.check_readers(tuple(KeyId(f"{n:016x}") for n in range(keys)), places)
    assert caught.value.key == "envelope.readers"


def test_one_reader_twice_is_refused() -> None:
    """A reader has one slot."""
    with pytest.raises(Invalid):
        layout.check_readers((KeyId("1" * 16),) * 2, 8)


def test_boxes_have_different_digests() -> None:
    """An envelope names its box."""
    assert layout.box_digest(CONCERNS) != layout.box_digest(CASEWORK)
    assert len(layout.box_digest(CONCERNS)) == layout.BOX_BYTES


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=8, max_size=8), st.integers(0, 2**64 - 1))
def test_a_wrap_holds_key_and_place(key: bytes, series: bytes, n: int) -> None:
    """Content key, series and number come out as they went in."""
    assert layout.unpack_wrapped(layout.pack_wrapped(key, Place(series, n))) == (key, Place(series, n))


def test_a_sender_remembers_enough_to_judge_receipts() -> None:
    """Box, id, digest and the slots."""
    whole = envelope()
    sent = layout.sent_as(CONCERNS, whole)
    assert (sent.box, sent.id, sent.sha256) == (CONCERNS, ID, layout.digest(whole))
    assert sent.slots == tuple(slot.key for slot in slots(2))


def test_the_sizes_are_these() -> None:
    """16 KiB, 64 KiB, 256 KiB, then doubling to 8 MiB."""
    assert CLASSES == (1 << 14, 1 << 16, 1 << 18, 1 << 19, 1 << 20, 1 << 21, 1 << 22, 1 << 23)
    assert [size_class(each) for each in (0, 1 << 14, (1 << 14) + 1)] == [1 << 14, 1 << 14, 1 << 16]


def test_nothing_larger_than_the_largest_is_sealed() -> None:
    """Too large is said before sealing, and a body never overflows its room."""
    with pytest.raises(Invalid, match=r"envelope\.too_large"):
        size_class(CLASSES[-1] + 1)
    with pytest.raises(Invalid, match=r"envelope\.too_large"):
        pad(b"x" * 10, bytes(64), 77)
    assert least_size(69, 10, 64, 16) == 69 + 4 + 10 + 64 + 16


@given(st.binary(max_size=300), st.binary(min_size=64, max_size=64), st.integers(0, 100))
def test_padding_comes_off_as_it_went_on(payload: bytes, signature: bytes, spare: int) -> None:
    """Any payload, with any number of zeros after it."""
    body = pad(payload, signature, 4 + len(payload) + 64 + spare)
    assert unpad(body, 64) == (payload, signature)


@given(st.binary(max_size=200))
def test_a_body_that_is_not_padded_so_is_refused(noise: bytes) -> None:
    """Too short, a length past the end, something other than zeros behind: CannotOpen and nothing else."""
    try:
        payload, signature = unpad(noise, 64)
    except CannotOpen as error:
        assert error.key == "envelope.body"  # noqa: PT017 - either outcome is a rule
    else:
        assert pad(payload, signature, len(noise)) == noise


@pytest.mark.parametrize("body", [b"", bytes(67), b"\xff" * 100, pad(b"x", bytes(64), 80)[:-1] + b"\x01"])
def test_hidden_bytes_behind_the_signature_are_refused(body: bytes) -> None:
    """The zeros are checked: no second message hides in them."""
    with pytest.raises(CannotOpen):
        unpad(body, 64)
