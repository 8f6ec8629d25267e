"""A code's file opens with that code alone, and its place tells nothing of its key."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detectors_app.domain.errors import CannotOpen, Invalid
from detectors_app.protocol.set_up_code import file_id, new_code
from detectors_app.sealing.set_up_file import FILE_LABEL, keys_of

ROOT = Path(__file__).parents[2]
CODE = "0W40-J2GB-1G6G-W3RG-24C9"


def by_hand(label: bytes, size: int) -> bytes:
    """Grow bytes from the code by RFC 5869's two steps."""
    key = hmac.digest(bytes(32), CODE.replace("-", "").encode(), hashlib.sha256)
    return hmac.digest(key, label + b"\x01", hashlib.sha256)[:size]


def test_id_and_key_are_hkdf_of_the_letters() -> None:
    """Both are as RFC 5869 says, each under its own label; the id has the shape that the service asks for."""
    keys = keys_of(CODE.lower())
    assert keys.id == by_hand(b"EDE1 set-up code id", 16).hex()
    assert keys._key == by_hand(b"EDE1 set-up code key", 32)
    assert file_id(keys.id) == keys.id
    assert keys.id in (ROOT / "docs" / "protocol.md").read_text(encoding="utf-8")
    assert repr(keys) == f"CodeKeys(id='{keys.id}')"


@settings(max_examples=20)
@given(st.binary(max_size=20_000))
def test_a_file_opens_with_its_code(file: bytes) -> None:
    """What was sealed is given back, from a blob of one of the size classes."""
    keys = keys_of(new_code(secrets.token_bytes))
    sealed = keys.seal(file, secrets.token_bytes)
    assert keys.open(sealed) == file
    assert len(sealed) in {16 * 1024, 64 * 1024}


def test_nothing_else_opens_it() -> None:
    """Another code, a changed byte, a cut end, another's place and nothing at all are each refused."""
    keys, other = keys_of(CODE), keys_of(new_code(secrets.token_bytes))
    sealed = keys.seal(b"file", secrets.token_bytes)
    changed = bytes([*sealed[:-1], sealed[-1] ^ 1])
    for wrong in (changed, sealed[:-1], sealed[:8], b""):
        with pytest.raises(CannotOpen, match=r"code\.file"):
            keys.open(wrong)
    with pytest.raises(CannotOpen, match=r"code\.file"):
        other.open(sealed)
    moved = type(keys)(other.id, keys._key)
    with pytest.raises(CannotOpen, match=r"code\.file"):
        moved.open(sealed)
    assert FILE_LABEL not in sealed


def test_a_mistyped_code_grows_nothing() -> None:
    """A slip is found before a key is made."""
    with pytest.raises(Invalid, match=r"code\.slip"):
        keys_of(CODE[:-1] + "8")


@pytest.mark.parametrize("text", ["", "x" * 32, "A" * 32, "0" * 31, "0" * 33, "../" + "0" * 29])
def test_what_is_no_id_is_known_as_such(text: str) -> None:
    """Only 32 small hex characters name a file."""
    assert file_id(text) is None
