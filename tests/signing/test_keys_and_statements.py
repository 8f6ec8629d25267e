"""Signatures: by the right key, over the right label and bytes, by as many as are needed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors_app.domain.errors import CannotOpen, Invalid
from detectors_app.protocol.statement import Label, Signature, Statement
from detectors_app.signing.keys import SigningKey, verify
from detectors_app.signing.statements import add_signatures, sign_statement, verify_statement
from tests.made_up import sign_key

ONE, TWO, THREE = sign_key(), sign_key(), sign_key()
TRUSTED = (ONE.public, TWO.public)


def test_a_signature_is_true_or_raises() -> None:
    """There is no False to forget to look at."""
    assert verify(ONE.public, ONE.sign(b"data"), b"data") is True
    for public, signature, data in (
        (TWO.public, ONE.sign(b"data"), b"data"),
        (ONE.public, ONE.sign(b"data"), b"other"),
        (ONE.public, b"", b"data"),
        (b"short", ONE.sign(b"data"), b"data"),
    ):
        with pytest.raises(CannotOpen, match=r"signature\.wrong"):
            verify(public, signature, data)


def test_a_key_is_its_seed_and_shows_its_id_alone() -> None:
    """The same seed, the same key; a repr has no seed; another length is no seed."""
    key = SigningKey(ONE.seed)
    assert (key.id, key.public) == (ONE.id, ONE.public)
    assert repr(key) == f"SigningKey({key.id})"
    with pytest.raises(Invalid, match=r"key\.wrong_length"):
        SigningKey(b"short")


def refusal(statement: Statement, *, label: Label = Label.GRANT, least: int = 1) -> str:
    with pytest.raises(CannotOpen) as caught:
        verify_statement(label, statement, TRUSTED, least=least)
    return caught.value.key


def test_who_signed_is_told() -> None:
    """The trusted keys that signed, in their order; strangers are passed over."""
    statement = sign_statement(Label.GRANT, b"body", THREE, TWO, ONE)
    assert verify_statement(Label.GRANT, statement, TRUSTED, least=2) == (TWO.public, ONE.public)


def test_too_few_signatures_are_refused() -> None:
    """None, strangers alone, or one where two are needed."""
    assert refusal(Statement(b"body", ())) == "statement.unsigned"
    assert refusal(sign_statement(Label.GRANT, b"body", THREE)) == "statement.unsigned"
    assert refusal(sign_statement(Label.GRANT, b"body", ONE, THREE), least=2) == "statement.unsigned"


def test_one_signer_twice_is_not_two() -> None:
    """The same signature again, or a second one under the same id, refuses the whole."""
    statement = sign_statement(Label.GRANT, b"body", ONE)
    doubled = replace(statement, signatures=statement.signatures * 2)
    assert refusal(doubled, least=2) == "statement.same_twice"
    assert add_signatures(Label.GRANT, statement, ONE, ONE) == statement


def test_two_calls_by_one_new_signer_sign_once() -> None:
    """A key handed over twice in one call signs once."""
    statement = sign_statement(Label.GRANT, b"body", ONE, ONE)
    assert len(statement.signatures) == 1


def test_a_wrong_signature_under_a_trusted_id_refuses_the_whole() -> None:
    """A forgery is not passed over in silence."""
    statement = sign_statement(Label.GRANT, b"body", ONE)
    forged = replace(statement, signatures=(*statement.signatures, Signature(TWO.id, b"x" * 64)))
    assert refusal(forged) == "signature.wrong"


@given(st.sampled_from(Label), st.sampled_from(Label), st.binary(max_size=40))
def test_a_statement_holds_under_its_own_label_alone(signed: Label, asked: Label, body: bytes) -> None:
    """A grant is no certificate, whatever its bytes."""
    statement = sign_statement(signed, body, ONE)
    if signed is asked:
        assert verify_statement(asked, statement, TRUSTED) == (ONE.public,)
    else:
        assert refusal(statement, label=asked) == "signature.wrong"


@given(st.binary(min_size=1, max_size=40), st.integers(0, 39), st.integers(1, 255))
def test_a_changed_byte_refuses_a_statement(body: bytes, at: int, by: int) -> None:
    """Body or signature: one byte is enough."""
    statement = sign_statement(Label.STORED, body, ONE)
    changed = bytearray(body)
    changed[at % len(body)] ^= by
    assert refusal(replace(statement, bytes=bytes(changed)), label=Label.STORED) == "signature.wrong"
    sig = bytearray(statement.signatures[0].sig)
    sig[at] ^= by
    assert refusal(replace(statement, signatures=(Signature(ONE.id, bytes(sig)),)), label=Label.STORED) == (
        "signature.wrong"
    )
