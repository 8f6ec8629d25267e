"""Seal a letter into an envelope and open it again, as docs/protocol.md lays out; sends and stores nothing."""

from __future__ import annotations

from collections.abc import Callable
from hmac import compare_digest

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from detectors_app.domain.errors import CannotOpen
from detectors_app.domain.ids import BoxName, EnvelopeId, KeyId
from detectors_app.domain.sequence import Place
from detectors_app.protocol import envelope as layout
from detectors_app.protocol.keys import SIGNATURE_BYTES, seal_id
from detectors_app.protocol.padding import least_size, pad, size_class, unpad
from detectors_app.sealing.keys import SUITE, SealKey, wrap_for

_NONCE = bytes(12)
"""All zero: a content key seals one body, once."""


def seal(letter: layout.Letter, sign: Callable[[bytes], bytes], token_bytes: Callable[[int], bytes]) -> bytes:
    """Seal a letter to its readers and give the envelope's bytes, one of the padded sizes.

    `sign` gives the sender's Ed25519 signature (64 bytes), `token_bytes(n)` n random bytes.
    Raises Invalid for no reader, one reader twice, a malformed key or a payload too large.
    """
    content_key = token_bytes(layout.CONTENT_KEY_BYTES)
    front = layout.front(layout.box_digest(letter.box), letter.id, _derive(content_key, b"EDE1 commit"), letter.places)
    header = layout.encode_header(_header(letter, content_key, front))
    signature = sign(layout.signing_input(header, letter.payload))
    size = size_class(least_size(len(header), len(letter.payload), SIGNATURE_BYTES, layout.TAG_BYTES))
    body = pad(letter.payload, signature, size - len(header) - layout.TAG_BYTES)
    return header + AESGCM(_derive(content_key, b"EDE1 body")).encrypt(_NONCE, body, header)


def _header(letter: layout.Letter, content_key: bytes, front: bytes) -> layout.Header:
    readers = sorted((seal_id(public), public, place) for public, place in letter.readers)
    keys = tuple(key for key, _, _ in readers)
    layout.check_readers(keys, letter.places)
    info = layout.wrap_info(front, keys)
    slots = tuple(
        layout.Slot(key, wrap_for(public, layout.pack_wrapped(content_key, place), info))
        for key, public, place in readers
    )
    commit = _derive(content_key, b"EDE1 commit")
    return layout.Header(layout.box_digest(letter.box), letter.id, commit, slots, letter.places)


def open_envelope(
    envelope: bytes, key: SealKey, *, box: BoxName, envelope_id: EnvelopeId | None = None
) -> layout.Opened:
    """Open an envelope with one reader's key. Raises CannotOpen for anything that is not as it should be.

    Checked in this order: the outside, the box and id asked for, a slot for this key, the wrap, the commitment,
    the tag, the zeros. The sender's signature is for the caller to verify: only it knows who may have sent it.
    """
    header = layout.decode_header(envelope)
    if header.box != layout.box_digest(box) or (envelope_id is not None and header.id != envelope_id):
        raise CannotOpen("envelope.other_box")
    keys = tuple(slot.key for slot in header.slots)
    content_key, place = _unwrap(header, key, keys)
    return _open_body(envelope, header, box, keys, content_key, place)


def open_shared(envelope: bytes, content_key: bytes, *, box: BoxName) -> layout.Opened:
    """Open an envelope with its content key, as a colleague shared it. Raises CannotOpen."""
    header = layout.decode_header(envelope)
    if header.box != layout.box_digest(box):
        raise CannotOpen("envelope.other_box")
    keys = tuple(slot.key for slot in header.slots)
    return _open_body(envelope, header, box, keys, content_key, Place(bytes(layout.SERIES_BYTES), 0))


def _unwrap(header: layout.Header, key: SealKey, keys: tuple[KeyId, ...]) -> tuple[bytes, Place]:
    slot = next((slot for slot in header.slots if slot.key == key.id), None)
    if slot is None:
        raise CannotOpen("envelope.not_for_us")
    front = layout.front(header.box, header.id, header.commit, header.places)
    try:
        wrapped = SUITE.decrypt(slot.wrap, key.private, layout.wrap_info(front, keys))
    except (InvalidTag, ValueError) as error:
        raise CannotOpen("envelope.wrap") from error
    return layout.unpack_wrapped(wrapped)


def _open_body(
    envelope: bytes,
    header: layout.Header,
    box: BoxName,
    keys: tuple[KeyId, ...],
    content_key: bytes,
    place: Place,
) -> layout.Opened:
    if not compare_digest(header.commit, _derive(content_key, b"EDE1 commit")):
        raise CannotOpen("envelope.commit")
    outside = envelope[: header.size]
    try:
        body = AESGCM(_derive(content_key, b"EDE1 body")).decrypt(_NONCE, envelope[header.size :], outside)
    except (InvalidTag, ValueError) as error:
        raise CannotOpen("envelope.body") from error
    payload, signature = unpad(body, SIGNATURE_BYTES)
    signed = layout.signing_input(outside, payload)
    return layout.Opened(box, header.id, layout.digest(envelope), keys, place, payload, signature, signed, content_key)


def _derive(content_key: bytes, info: bytes) -> bytes:
    return HKDFExpand(SHA256(), 32, info).derive(content_key)
