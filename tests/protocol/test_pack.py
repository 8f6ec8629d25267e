"""A pack's list and the file it travels in, as bytes: one form alone, and no input that ends in anything but a no."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors_app.domain.errors import CannotOpen, Invalid
from detectors_app.domain.packs import MOST_FILES, PackedFile
from detectors_app.protocol import pack as protocol
from detectors_app.protocol.pack import (
    FILE_MAGIC,
    HEAD_BYTES,
    MOST_LIST_BYTES,
    MOST_STATEMENT_BYTES,
    decode_pack,
    decode_pack_statement,
    encode_head,
    encode_pack,
    statement_length,
    statement_sha256,
)
from detectors_app.protocol.statement import Label, Signature, Statement, encode_statement
from detectors_app.signing.chain import open_pack
from detectors_app.signing.statements import sign_statement
from tests.made_up import sign_key
from tests.made_up_packs import course_files, digest, film, pack_of, signed

PACK = pack_of(course_files(3, more={"film/a.mp4": film()}), 3)
DATA = encode_pack(PACK)
KEY = sign_key()


def test_a_list_comes_back_as_it_was() -> None:
    """Bytes and value are one."""
    assert decode_pack(DATA) == PACK
    assert encode_pack(decode_pack(DATA)) == DATA


@given(st.integers(0, len(DATA) - 1), st.integers(1, 255))
def test_one_byte_changed_is_another_list_or_none(place: int, change: int) -> None:
    """Never an error of another kind, never the same value."""
    data = bytearray(DATA)
    data[place] ^= change
    try:
        assert decode_pack(bytes(data)) != PACK
    except Invalid:
        return


@given(st.integers(0, len(DATA) - 1))
def test_a_list_cut_anywhere_is_none(length: int) -> None:
    """Every prefix is refused."""
    with pytest.raises(Invalid):
        decode_pack(DATA[:length])


@given(st.binary(max_size=300))
def test_noise_is_no_list_no_statement_and_no_file(data: bytes) -> None:
    """Whatever comes: refused as invalid."""
    for decode in (decode_pack, decode_pack_statement, statement_length):
        with pytest.raises(Invalid):
            decode(data)


def test_fuzzed_for_a_second() -> None:
    """Pieces of true lists, thrown together: refused or well formed, in bounded time and memory."""
    chance, end, tried = random.Random(5), time.monotonic() + 1, 0
    while time.monotonic() < end:
        parts = [DATA[(at := chance.randrange(len(DATA))) : at + chance.randrange(60)] for _ in range(6)]
        data = b"".join([DATA[: chance.randrange(len(DATA))], *parts, DATA[chance.randrange(len(DATA)) :]])
        try:
            assert encode_pack(decode_pack(data)) == data
        except Invalid:
            tried += 1
    assert tried > 100


def test_lists_have_a_most(monkeypatch: pytest.MonkeyPatch) -> None:
    """Longer ones are neither written nor read, nor is a longer statement; the longest there can be fits."""
    names = [f"{'x' * 110}{number:06d}.md" for number in range(MOST_FILES - 1)]
    files = (PACK.files[0], *(PackedFile(name, 1, ("0" * 64,)) for name in names))
    longest = replace(PACK, files=files)
    assert len(encode_pack(longest)) < MOST_LIST_BYTES
    assert len(encode_statement(signed(longest, KEY))) < MOST_STATEMENT_BYTES
    with pytest.raises(Invalid, match=r"json\.too_large"):
        decode_pack(bytes(MOST_LIST_BYTES + 1))
    with pytest.raises(Invalid, match=r"json\.too_large"):
        decode_pack_statement(bytes(MOST_STATEMENT_BYTES + 1))
    monkeypatch.setattr(protocol, "MOST_LIST_BYTES", 100)
    with pytest.raises(Invalid, match=r"json\.too_large"):
        encode_pack(PACK)


def test_what_no_laptop_would_take_is_not_written() -> None:
    """A builder's mistake is found before it is signed."""
    with pytest.raises(Invalid):
        encode_pack(replace(PACK, version=0))


def test_the_head_of_a_pack_file() -> None:
    """Magic, length, statement; what is not so is no pack file."""
    statement = signed(PACK, KEY)
    head = encode_head(statement)
    length = statement_length(head[:HEAD_BYTES])
    assert decode_pack_statement(head[HEAD_BYTES:]) == statement
    assert length == len(head) - HEAD_BYTES
    assert statement_sha256(statement) == digest(head[HEAD_BYTES:])
    for wrong in (
        head[: HEAD_BYTES - 1],
        b"EDE1PACX" + head[8:HEAD_BYTES],
        FILE_MAGIC + bytes(4),
        FILE_MAGIC + (MOST_STATEMENT_BYTES + 1).to_bytes(4, "big"),
    ):
        with pytest.raises(Invalid, match=r"pack\.not_one"):
            statement_length(wrong)


def test_one_key_one_label_one_signature() -> None:
    """Only the content key's own single signature under the pack's label opens a list."""
    statement = signed(PACK, KEY)
    assert open_pack(statement, KEY.public) == PACK
    for wrong, key in (
        (statement, sign_key().public),
        (statement, b""),
        (sign_statement(Label.CERTIFICATE, DATA, KEY), KEY.public),
        (Statement(DATA, (*statement.signatures, Signature(sign_key().id, bytes(64)))), KEY.public),
        (Statement(DATA, statement.signatures * 2), KEY.public),
        (Statement(DATA + b" ", statement.signatures), KEY.public),
        (Statement(DATA, ()), KEY.public),
    ):
        with pytest.raises(CannotOpen):
            open_pack(wrong, key)
    with pytest.raises(Invalid):
        open_pack(sign_statement(Label.PACK, DATA + b" ", KEY), KEY.public)
