"""Bundle from two authorities, laptop from its grant's manager: no link may be missing, lent or swapped."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from detectors_app.domain.errors import CannotOpen, Invalid
from detectors_app.domain.ids import CASEWORK, CONCERNS, LEARNING, EnvelopeId, KeyId
from detectors_app.domain.receipts import Ack, AckKind, Stored
from detectors_app.protocol import strict_json
from detectors_app.protocol.bundle import encode_bundle
from detectors_app.protocol.enrolment import Certificate, Grant
from detectors_app.protocol.receipts import RefusedBody, SignedAck
from detectors_app.protocol.statement import Label, Statement
from detectors_app.signing import chain
from detectors_app.signing.keys import SigningKey
from detectors_app.signing.statements import sign_statement
from tests.made_up import NOW, Council, seal_key, sign_key

ID = EnvelopeId(UUID("0a7f9df4-5a65-4f53-9be5-0f3c1fb4a1c2"))


def authorities(council: Council) -> list[bytes]:
    return [key.public for key in council.authorities]


def test_any_two_authorities_make_a_bundle(council: Council) -> None:
    """Two of the three, whichever; one alone, or strangers, make none."""
    body = encode_bundle(council.bundle())
    one, two, three = council.authorities
    for pair in ((one, two), (three, one)):
        opened = chain.open_bundle(sign_statement(Label.BUNDLE, body, *pair), authorities(council))
        assert opened == council.bundle()
    for few in ((), (one,), (one, sign_key())):
        with pytest.raises(CannotOpen, match=r"statement\.unsigned"):
            chain.open_bundle(sign_statement(Label.BUNDLE, body, *few), authorities(council))


def test_a_signed_bundle_must_still_be_sound(council: Council) -> None:
    """Two signatures do not make a bundle that leaves a box unread acceptable."""
    unsound = strict_json.encode(replace(council.bundle(), boxes=()))
    with pytest.raises(Invalid, match=r"bundle\.no_such_box"):
        chain.open_bundle(sign_statement(Label.BUNDLE, unsound, *council.authorities), authorities(council))


def test_a_laptop_is_known_by_the_whole_chain(council: Council) -> None:
    """Bundle, manager, grant, certificate: then its keys, box and label are known."""
    laptop = council.laptop(LEARNING, label="Laptop 9")
    known, grant = chain.open_certificate(laptop.certificate, council.bundle())
    assert (known.key, known.sign, known.seal) == (laptop.sign.id, laptop.sign.public, laptop.seal.public)
    assert (known.box, known.label) == (LEARNING, "Laptop 9")
    assert grant.manager == council.jo.reader.officer


def certificate(grant: Statement, one_time: SigningKey, sign: bytes, seal: bytes) -> Statement:
    return sign_statement(Label.CERTIFICATE, strict_json.encode(Certificate(grant, sign, seal, NOW)), one_time)


def test_a_certificate_of_another_grant_is_refused(council: Council) -> None:
    """Only the one-time key that the grant names can sign the certificate."""
    grant, other = council.grant(), council.grant()
    made = certificate(grant.statement, SigningKey(other.seed), sign_key().public, seal_key().public)
    with pytest.raises(CannotOpen, match=r"statement\.unsigned"):
        chain.open_certificate(made, council.bundle())


@pytest.mark.parametrize("sign, seal", [(b"short", b"s" * 1216), (b"s" * 32, b"short")])
def test_a_certificate_with_keys_that_are_none_is_refused(council: Council, sign: bytes, seal: bytes) -> None:
    """A signed certificate must hold whole keys."""
    grant = council.grant()
    with pytest.raises(Invalid, match=r"key\.wrong_length"):
        chain.open_certificate(certificate(grant.statement, SigningKey(grant.seed), sign, seal), council.bundle())


def grant_by(signer: SigningKey, council: Council, **changes: object) -> Statement:
    made = Grant(sign_key().public, CONCERNS, "Laptop", NOW.date(), council.jo.reader.officer)
    body = strict_json.encode(replace(made, **changes))  # type: ignore[arg-type]  # one member at a time
    return sign_statement(Label.GRANT, body, signer)


def test_only_a_manager_grants(council: Council) -> None:
    """An officer, a desk, the service and a stranger grant nothing."""
    for signer in (council.lee.sign, council.jo.desk, council.service, sign_key()):
        with pytest.raises(CannotOpen, match=r"statement\.unsigned"):
            chain.open_grant(grant_by(signer, council), council.bundle())


def test_the_manager_named_is_the_one_who_signed(council: Council) -> None:
    """Nobody grants in another's name."""
    for name in ("lee-pretend", "nobody"):
        with pytest.raises(CannotOpen, match=r"grant\.manager"):
            chain.open_grant(grant_by(council.jo.sign, council, manager=name), council.bundle())


def test_a_grant_is_for_a_box_that_laptops_write_to(council: Council) -> None:
    """No laptop is let into casework or another's box."""
    for box in (CASEWORK, "device/" + "0" * 16, "drafts"):
        with pytest.raises(CannotOpen, match=r"grant\.box"):
            chain.open_grant(grant_by(council.jo.sign, council, box=box), council.bundle())


def test_receipts_and_refusals_are_the_services(council: Council) -> None:
    """Signed by the service under their own label they are read; by anyone else they are not."""
    stored = Stored(CONCERNS, ID, "ab" * 32, NOW)
    refused = RefusedBody("n" * 22, "urn:x", "PUT", "https://notes.example/", "ab" * 32, NOW)
    good = sign_statement(Label.STORED, strict_json.encode(stored), council.service)
    no = sign_statement(Label.REFUSED, strict_json.encode(refused), council.service)
    keys = [council.service.public]
    assert chain.open_stored(good, keys) == stored
    assert chain.open_refused(no, keys) == refused
    forged = sign_statement(Label.STORED, strict_json.encode(stored), council.jo.sign)
    with pytest.raises(CannotOpen, match=r"statement\.unsigned"):
        chain.open_stored(forged, keys)
    with pytest.raises(CannotOpen, match=r"signature\.wrong"):
        chain.open_refused(good, keys)


def test_an_ack_is_by_the_desk_it_names(council: Council) -> None:
    """A desk's word is signed by that desk's key and no other."""
    ack = Ack(CONCERNS, ID, "ab" * 32, AckKind.HELD, NOW, NOW)
    statement = sign_statement(Label.ACK, strict_json.encode(ack), council.jo.desk)
    assert chain.open_ack(SignedAck(statement, council.jo.desk.public)) == ack
    with pytest.raises(CannotOpen, match=r"statement\.unsigned"):
        chain.open_ack(SignedAck(statement, council.lee.desk.public))
    with pytest.raises(Invalid, match=r"key\.wrong_length"):
        chain.open_ack(SignedAck(statement, b"short"))


def test_an_officer_is_found_by_the_key_that_signed(council: Council) -> None:
    """By the id of the signing key; the custodian and strangers are nobody's."""
    bundle = council.bundle()
    assert chain.officer_who_signed(bundle, council.lee.sign.id) == council.lee.reader
    assert chain.officer_who_signed(bundle, KeyId("0" * 16)) is None
