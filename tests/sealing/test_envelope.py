"""Sealed to its readers and to nobody else; a byte changed anywhere, and it does not open."""

from __future__ import annotations

import secrets
from functools import cache
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from detectors_app.domain.errors import CannotOpen, Invalid
from detectors_app.domain.ids import CASEWORK, CONCERNS, DRAFTS, EnvelopeId
from detectors_app.domain.sequence import Place
from detectors_app.protocol import envelope as layout
from detectors_app.protocol.padding import CLASSES
from detectors_app.sealing.envelope import open_envelope, open_shared, seal
from detectors_app.sealing.keys import SealKey, load_public, wrap_for
from detectors_app.signing.keys import SigningKey, verify
from tests.made_up import seal_key, sign_key
from tests.sealing import hpke_by_hand

ID = EnvelopeId(UUID("0a7f9df4-5a65-4f53-9be5-0f3c1fb4a1c2"))
PLACE = Place(b"series!!", 7)


@cache
def keys() -> tuple[SigningKey, SealKey, SealKey, SealKey]:
    """Give a sender, two readers and a stranger."""
    return sign_key(), seal_key(), seal_key(), seal_key()


def sealed(payload: bytes = b"some words", places: int = 8, readers: int = 2) -> bytes:
    sender, one, two, _ = keys()
    to = ((one.public, PLACE), (two.public, Place(b"series!!", 3)))[:readers]
    return seal(layout.Letter(CONCERNS, ID, payload, to, places), sender.sign, secrets.token_bytes)


@cache
def one_envelope() -> bytes:
    return sealed()


@given(st.binary(max_size=3_000), st.sampled_from([8, 16]))
def test_every_reader_opens_what_the_sender_signed(payload: bytes, places: int) -> None:
    """Each reader gets the payload, the sender's signature over it, and a place of its own."""
    sender, one, two, _ = keys()
    whole = sealed(payload, places)
    assert len(whole) in CLASSES
    for key, place in ((one, PLACE), (two, Place(b"series!!", 3))):
        opened = open_envelope(whole, key, box=CONCERNS, envelope_id=ID)
        assert (opened.payload, opened.place, opened.id, opened.box) == (payload, place, ID, CONCERNS)
        assert opened.sha256 == layout.digest(whole)
        assert set(opened.slots) == {one.id, two.id}
        assert verify(sender.public, opened.signature, opened.signed)


@pytest.mark.parametrize("length", [0, 1, 6_000, 7_000, 60_000, 300_000, 8_000_000])
def test_every_size_is_one_of_the_classes(length: int) -> None:
    """A length says no more than its class."""
    whole = sealed(bytes(length))
    assert len(whole) in CLASSES
    assert open_envelope(whole, keys()[1], box=CONCERNS).payload == bytes(length)


def test_too_large_a_payload_is_refused_before_sealing() -> None:
    """Past 8 MiB the person is told; nothing is cut."""
    with pytest.raises(Invalid, match=r"envelope\.too_large"):
        sealed(bytes(CLASSES[-1]))


def test_a_stranger_cannot_open() -> None:
    """Who has no slot is told so; a slot moved under another's id does not open either."""
    _, one, _, stranger = keys()
    whole = one_envelope()
    with pytest.raises(CannotOpen, match=r"envelope\.not_for_us"):
        open_envelope(whole, stranger, box=CONCERNS)
    header = layout.decode_header(whole)
    assert one.id in {slot.key for slot in header.slots}


def test_another_box_or_id_than_asked_for_is_refused() -> None:
    """A service that hands over another envelope is found out; a draft is no concern."""
    _, one, *_ = keys()
    whole = one_envelope()
    for box in (CASEWORK, DRAFTS):
        with pytest.raises(CannotOpen, match=r"envelope\.other_box"):
            open_envelope(whole, one, box=box)
    with pytest.raises(CannotOpen, match=r"envelope\.other_box"):
        open_envelope(whole, one, box=CONCERNS, envelope_id=EnvelopeId(UUID(int=0)))


@given(st.integers(0, 16 * 1024 - 1), st.integers(1, 255))
def test_any_byte_changed_is_refused_by_some_reader_and_wrongly_read_by_none(at: int, by: int) -> None:
    """Whatever is flipped: no reader opens it to anything; a reader is refused with CannotOpen and nothing else."""
    whole = bytearray(one_envelope())
    whole[at] ^= by
    _, one, two, _ = keys()
    opened = []
    for key in (one, two):
        try:
            opened.append(open_envelope(bytes(whole), key, box=CONCERNS).payload)
        except CannotOpen:
            continue
    assert opened == []


@given(st.integers(0, 16 * 1024 - 1), st.binary(min_size=1, max_size=64))
def test_cut_or_longer_is_refused(at: int, more: bytes) -> None:
    """Truncated at any byte, or with bytes behind."""
    for changed in (one_envelope()[:at], one_envelope() + more):
        with pytest.raises(CannotOpen, match=r"envelope\.size"):
            open_envelope(changed, keys()[1], box=CONCERNS)


def test_a_body_under_another_key_is_refused_by_its_commitment() -> None:
    """One envelope cannot mean two things to two readers: the commitment is checked before the tag."""
    with pytest.raises(CannotOpen, match=r"envelope\.commit"):
        open_shared(one_envelope(), bytes(32), box=CONCERNS)


def test_a_wrap_moved_to_another_envelope_is_refused() -> None:
    """The wrap is bound to the front and to all readers' ids."""
    _, one, *_ = keys()
    first, second = layout.decode_header(one_envelope()), layout.decode_header(sealed())
    slots = tuple(
        theirs if theirs.key == one.id else ours for ours, theirs in zip(first.slots, second.slots, strict=True)
    )
    mixed = layout.encode_header(layout.Header(first.box, first.id, first.commit, slots, first.places))
    with pytest.raises(CannotOpen, match=r"envelope\.wrap"):
        open_envelope(mixed + one_envelope()[len(mixed) :], one, box=CONCERNS)


def test_a_colleague_shares_by_content_key() -> None:
    """The content key opens the same payload, with no place of its own, in its own box alone."""
    opened = open_envelope(one_envelope(), keys()[1], box=CONCERNS)
    shared = open_shared(one_envelope(), opened.content_key, box=CONCERNS)
    assert (shared.payload, shared.signature, shared.signed) == (opened.payload, opened.signature, opened.signed)
    assert shared.place.n == 0
    with pytest.raises(CannotOpen, match=r"envelope\.other_box"):
        open_shared(one_envelope(), opened.content_key, box=CASEWORK)


def test_the_same_letter_twice_shares_no_bytes_behind_its_front() -> None:
    """A content key seals once: same words, other commitment and other body."""
    one, other = sealed(), sealed()
    assert one[:36] == other[:36]
    assert one[36:68] != other[36:68]
    assert one[-64:] != other[-64:]


@pytest.mark.parametrize("readers, places, error", [(0, 8, "envelope.readers"), (2, 7, "envelope.readers")])
def test_a_letter_nobody_could_open_is_never_sealed(readers: int, places: int, error: str) -> None:
    """No readers, or a number of slots no reader accepts."""
    with pytest.raises(Invalid) as caught:
        sealed(places=places, readers=readers)
    assert caught.value.key == error


def test_one_reader_twice_is_refused() -> None:
    """A reader has one slot and one count."""
    sender, one, *_ = keys()
    letter = layout.Letter(CONCERNS, ID, b"", ((one.public, PLACE), (one.public, PLACE)), 8)
    with pytest.raises(Invalid, match=r"envelope\.readers"):
        seal(letter, sender.sign, secrets.token_bytes)


def test_a_key_that_is_none_is_refused() -> None:
    """A wrong length, a broken ML-KEM key, an X25519 point of low order: Invalid, never a crash in sending."""
    good = keys()[1].public
    with pytest.raises(Invalid, match=r"key\.wrong_length"):
        load_public(good[:-1])
    for wrong in (b"\xff" * 1184 + good[1184:], good[:1184] + bytes(32)):
        with pytest.raises(Invalid, match=r"key\.malformed"):
            wrap_for(wrong, b"x" * 48, b"info")
    with pytest.raises(Invalid, match=r"key\.wrong_length"):
        SealKey(b"short")


def test_a_key_shows_its_id_alone() -> None:
    """No seed in a repr."""
    key = SealKey(b"s" * 32)
    assert repr(key) == f"SealKey({key.id})"


def test_a_second_hpke_opens_our_wraps() -> None:
    """The wraps are RFC 9180's bytes with X-Wing, and commitment and body are HKDF and AES-GCM: no library's own."""
    sender, one, *_ = keys()
    assert hpke_by_hand.public_of(one.seed) == one.public
    whole = one_envelope()
    header = layout.decode_header(whole)
    ids = tuple(slot.key for slot in header.slots)
    wrap = next(slot.wrap for slot in header.slots if slot.key == one.id)
    info = b"EDE1 wrap\x00" + whole[:69] + b"".join(bytes.fromhex(each) for each in ids)
    inside = hpke_by_hand.open_base(one.seed, wrap, info)
    assert inside[32:] == PLACE.series + PLACE.n.to_bytes(8, "big")
    assert hpke_by_hand.hkdf_expand(inside[:32], b"EDE1 commit") == header.commit
    body = AESGCM(hpke_by_hand.hkdf_expand(inside[:32], b"EDE1 body"))
    plain = body.decrypt(bytes(12), whole[header.size :], whole[: header.size])
    assert plain[4:14] == b"some words"
    assert verify(sender.public, plain[14:78], open_envelope(whole, one, box=CONCERNS).signed)
