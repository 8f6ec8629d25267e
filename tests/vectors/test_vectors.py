"""Every kept vector opens, step by step, to just the values written beside it; every bad one is refused as it says."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from detectors_app.domain.errors import CannotOpen, Invalid
from detectors_app.domain.ids import CONCERNS, BoxName, EnvelopeId, OfficerId
from detectors_app.domain.sequence import Place
from detectors_app.protocol import strict_json
from detectors_app.protocol.enrolment import decode_enrolment_file, encode_enrolment_file
from detectors_app.protocol.envelope import room_for
from detectors_app.protocol.payload import Kind, SentAsItIs, decode_payload, encode_payload
from detectors_app.protocol.receipts import SignedAck
from detectors_app.protocol.statement import Label, decode_statement, encode_statement
from detectors_app.sealing.envelope import open_envelope, open_shared
from detectors_app.sealing.keys import SealKey
from detectors_app.signing import chain
from detectors_app.signing.http import sign_request, verify_request
from detectors_app.signing.keys import SigningKey
from detectors_app.signing.statements import verify_statement
from tests.made_up import NOW
from tests.sealing import hpke_by_hand

HERE = Path(__file__).parent


def load(name: str) -> Any:  # noqa: ANN401 - a vector file is plain JSON
    return json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))


def named(name: str) -> list[Any]:
    return [pytest.param(each, id=each["name"]) for each in load(name)]


KEYS = load("keys")
SIGN = {each["name"]: each for each in KEYS["Ed25519"]}
STATEMENTS = {each["name"]: each for each in load("statements")}


def public(name: str) -> bytes:
    return bytes.fromhex(SIGN[name]["public"])


def statement(name: str) -> Any:  # noqa: ANN401 - a Statement, whose own member is called `bytes`
    return decode_statement(bytes.fromhex(STATEMENTS[name]["json"]))


@pytest.mark.parametrize("vector", KEYS["Ed25519"], ids=lambda each: each["name"])
def test_signing_keys_grow_from_their_seeds(vector: dict[str, str]) -> None:
    """Seed, public half and id belong together."""
    key = SigningKey(bytes.fromhex(vector["seed"]))
    assert (key.public.hex(), key.id) == (vector["public"], vector["id"])
    assert hashlib.sha256(b"Ed25519\x00" + key.public).hexdigest()[:16] == vector["id"]


@pytest.mark.parametrize("vector", KEYS["MLKEM768_X25519"], ids=lambda each: each["name"])
def test_sealing_keys_grow_from_their_seeds(vector: dict[str, str]) -> None:
    """Seed, SHAKE-256's 96 bytes, public half and id belong together, for us and for the second implementation."""
    seed = bytes.fromhex(vector["seed"])
    key = SealKey(seed)
    assert b"".join(hpke_by_hand.expand(seed)).hex() == vector["expanded_by_shake_256"]
    assert key.public.hex() == hpke_by_hand.public_of(seed).hex() == vector["public"]
    assert hashlib.sha256(b"MLKEM768_X25519\x00" + key.public).hexdigest()[:16] == key.id == vector["id"]


@pytest.mark.parametrize("vector", named("envelopes"))
def test_every_reader_opens_every_envelope(vector: dict[str, Any]) -> None:
    """Payload, signature, content key and each reader's place are the ones written beside it."""
    whole, box = bytes.fromhex(vector["envelope"]), BoxName(vector["box"])
    wanted = (vector["payload"], vector["signature"], vector["content_key"])
    for reader in vector["readers"]:
        key = SealKey(bytes.fromhex(reader["seed"]))
        assert key.id == reader["key"]
        opened = open_envelope(whole, key, box=box, envelope_id=EnvelopeId(UUID(vector["id"])))
        assert (opened.payload.hex(), opened.signature.hex(), opened.content_key.hex()) == wanted
        assert opened.place == Place(bytes.fromhex(reader["series"]), reader["n"])
        assert opened.sha256 == vector["sha256"]
    assert open_shared(whole, bytes.fromhex(vector["content_key"]), box=box).payload.hex() == vector["payload"]


@pytest.mark.parametrize("vector", named("envelopes"))
def test_every_step_of_an_envelope_by_hand(vector: dict[str, Any]) -> None:
    """Layout, wraps, commitment, body, padding and signature, computed from the document with none of our code."""
    whole, header = bytes.fromhex(vector["envelope"]), bytes.fromhex(vector["header"])
    key = bytes.fromhex(vector["content_key"])
    places, ids = vector["places"], sorted(reader["key"] for reader in vector["readers"])
    front = b"EDE1" + hashlib.sha256(vector["box"].encode()).digest()[:16] + UUID(vector["id"]).bytes
    front += hpke_by_hand.hkdf_expand(key, b"EDE1 commit") + bytes([places])
    assert len(whole) == vector["size"]
    assert header == whole[: 69 + 1192 * places]
    assert header.startswith(front)
    slots = [header[at : at + 1192] for at in range(69, len(header), 1192)]
    assert [slot[:8].hex() for slot in slots[: len(ids)]] == ids
    assert not any(b"".join(slots[len(ids) :]))
    info = b"EDE1 wrap\x00" + front + bytes.fromhex("".join(ids))
    for reader in vector["readers"]:
        inside = hpke_by_hand.open_base(bytes.fromhex(reader["seed"]), slots[ids.index(reader["key"])][8:], info)
        assert inside == key + bytes.fromhex(reader["series"]) + reader["n"].to_bytes(8, "big")
    body = AESGCM(hpke_by_hand.hkdf_expand(key, b"EDE1 body")).decrypt(bytes(12), whole[len(header) :], header)
    payload, signature = bytes.fromhex(vector["payload"]), bytes.fromhex(vector["signature"])
    assert body == (len(payload).to_bytes(4, "big") + payload + signature).ljust(len(body), b"\x00")
    (sender,) = [each["public"] for each in SIGN.values() if each["id"] == vector["sender"]]
    signed = b"EDE1 payload\x00" + hashlib.sha256(header).digest() + payload
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(sender)).verify(signature, signed)


@pytest.mark.parametrize("vector", named("envelopes"))
def test_every_payload_is_read_and_written_alike(vector: dict[str, Any]) -> None:
    """A payload's bytes are the only bytes for its value."""
    payload = decode_payload(bytes.fromhex(vector["payload"]))
    assert encode_payload(payload).hex() == vector["payload"]
    assert payload.sender == vector["sender"]
    assert room_for(len(vector["readers"])) == vector["places"]


def test_what_was_sent_as_it_is_is_the_draft_untouched() -> None:
    """The draft's envelope travels whole inside a payload of kind draft, under the same id."""
    found = {each["name"]: each for each in load("envelopes")}
    payload = decode_payload(bytes.fromhex(found["sent as it is"]["payload"]))
    assert payload.kind is Kind.DRAFT
    assert payload.content == SentAsItIs(bytes.fromhex(found["draft"]["envelope"]))
    assert found["sent as it is"]["id"] == found["draft"]["id"]
    assert {reader["n"] for reader in found["draft"]["readers"]} == {0}


@pytest.mark.parametrize("vector", named("refused_envelopes"))
def test_every_bad_envelope_is_refused_as_it_says(vector: dict[str, str]) -> None:
    """The wording key of the refusal is part of the vector."""
    (seed,) = [each["seed"] for each in KEYS["MLKEM768_X25519"] if each["name"] == "jo"]
    with pytest.raises(CannotOpen) as caught:
        open_envelope(bytes.fromhex(vector["envelope"]), SealKey(bytes.fromhex(seed)), box=CONCERNS)
    assert caught.value.key == vector["error"]


@pytest.mark.parametrize("vector", named("refused_statements"))
def test_every_bad_statement_is_refused_as_it_says(vector: dict[str, Any]) -> None:
    """Too few, one twice, forged, changed, under another label, by somebody else."""
    trusted = [bytes.fromhex(each["public"]) for each in SIGN.values() if each["id"] in vector["trusted"]]
    made = decode_statement(bytes.fromhex(vector["json"]))
    with pytest.raises(CannotOpen) as caught:
        verify_statement(Label(vector["label"]), made, trusted, least=vector["least"])
    assert caught.value.key == vector["error"]


@pytest.mark.parametrize("vector", named("refused_payloads"))
def test_every_bad_payload_is_refused_as_it_says(vector: dict[str, str]) -> None:
    """Another form of the same value is another value, and is refused."""
    with pytest.raises(Invalid) as caught:
        decode_payload(bytes.fromhex(vector["payload"]))
    assert caught.value.key == vector["error"]


@pytest.mark.parametrize("vector", named("statements"))
def test_every_statement_is_signed_over_its_label_and_bytes(vector: dict[str, Any]) -> None:
    """Label, zero byte, bytes; and its JSON is the only JSON for it."""
    body = bytes.fromhex(vector["bytes"])
    assert bytes.fromhex(vector["signing_input"]) == vector["label"].encode() + b"\x00" + body
    assert Label(vector["label"])
    made = decode_statement(bytes.fromhex(vector["json"]))
    assert encode_statement(made).hex() == vector["json"]
    assert made.bytes == body
    for signature, kept in zip(made.signatures, vector["signatures"], strict=True):
        assert (signature.kid, signature.sig.hex()) == (kept["kid"], kept["sig"])
        (key,) = [each["public"] for each in SIGN.values() if each["id"] == signature.kid]
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(
            signature.sig, bytes.fromhex(vector["signing_input"])
        )


def test_the_chain_from_the_authorities_to_a_laptop() -> None:
    """Bundle by two of three, grant by its manager, certificate by the grant's key."""
    bundle = chain.open_bundle(statement("bundle"), [public(f"authority {number}") for number in (1, 2, 3)])
    known, grant = chain.open_certificate(statement("certificate"), bundle)
    assert known.key == SIGN["laptop"]["id"]
    assert grant.manager == OfficerId("jo")
    assert chain.open_stored(statement("stored"), bundle.services).stored_at == NOW
    assert chain.open_refused(statement("refused"), bundle.services).nonce == load("http")["nonce"]


@pytest.mark.parametrize("authority", [2, 3])
def test_one_authority_of_the_two_is_not_enough(authority: int) -> None:
    """Who trusts another pair sees one known signature, and refuses."""
    with pytest.raises(CannotOpen, match=r"statement\.unsigned"):
        chain.open_bundle(statement("bundle"), [public("authority 2"), public(f"authority {authority}")])


def test_the_ack_as_a_desk_hands_it_in() -> None:
    """The signed ack names its desk, whose signature it carries."""
    signed = strict_json.decode(bytes.fromhex(load("enrolment")["signed_ack"]), SignedAck, where="ack")
    assert signed.statement == statement("ack")
    assert chain.open_ack(signed).due is not None


def test_the_enrolment_file() -> None:
    """Magic, authorities, bundle, grant and the one-time key's seed that makes the certificate."""
    data = bytes.fromhex(load("enrolment")["enrolment_file"])
    file = decode_enrolment_file(data)
    assert encode_enrolment_file(file) == data
    assert (file.bundle, file.grants[0].statement) == (statement("bundle"), statement("grant"))
    assert SigningKey(file.grants[0].seed).id == SIGN["one-time"]["id"]


def test_the_signed_request() -> None:
    """RFC 9421's signature base and headers, from the document alone and by our code, byte for byte."""
    vector = load("http")
    body, headers = bytes.fromhex(vector["body"]), vector["headers"]
    signature = headers["Signature"].removeprefix("ede=:").removesuffix(":")
    raw = base64.b64decode(signature)
    Ed25519PublicKey.from_public_bytes(public("laptop")).verify(raw, vector["signature_base"].encode())
    laptop = SigningKey(bytes.fromhex(SIGN["laptop"]["seed"]))
    request = {"method": vector["method"], "url": vector["url"]}
    assert sign_request(laptop, **request, body=body, created=NOW, nonce=vector["nonce"]) == headers
    verified = verify_request(**request, headers=headers, key=laptop.id, public=laptop.public)
    assert (verified.nonce, verified.created) == (vector["nonce"], NOW)
    assert verified.sha256 == hashlib.sha256(body).hexdigest()
    with pytest.raises(CannotOpen):
        verify_request(method="GET", url=vector["url"], headers=headers, key=laptop.id, public=laptop.public)


def test_a_question_holds_its_words_for_the_person_alone() -> None:
    """The envelope inside is the one written beside it, under the same id, with one uncounted slot."""
    found = {each["name"]: each for each in load("envelopes")}
    outer, words = found["question"], found["question words"]
    question = decode_payload(bytes.fromhex(outer["payload"])).content
    assert question.envelope.hex() == words["envelope"]
    assert outer["id"] == words["id"] == found["case asked"]["id"]
    assert [reader["n"] for reader in words["readers"]] == [0]
    answer = decode_payload(bytes.fromhex(found["answer"]["payload"])).content
    assert str(answer.about.question) == outer["id"]
    assert decode_payload(bytes.fromhex(found["draft of an answer"]["payload"])).content.addition == answer
