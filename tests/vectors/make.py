"""Makes the vector files that are missing: `python -m tests.vectors.make`. Those that are there are kept.

Every seed, id, time and text below is fixed; only HPKE's encapsulations are random. So the files are kept, and a new
run makes other envelopes that are just as valid. All people and words are made up.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from uuid import UUID

from detectors_app.domain.concern import About, Addition, AdditionDraft, Concern, Draft, Written
from detectors_app.domain.ids import (
    CASEWORK,
    CONCERNS,
    DRAFTS,
    QUESTIONS,
    BoxName,
    EnvelopeId,
    FieldId,
    KeyId,
    OfficerId,
    device_box,
)
from detectors_app.domain.questions import Question, QuestionWords
from detectors_app.domain.receipts import Ack, AckKind, ReadReceipt, Stored
from detectors_app.domain.sequence import Place
from detectors_app.domain.trust import BoxReaders, Bundle, Reader, Removal, Removed, Role
from detectors_app.protocol import envelope as layout
from detectors_app.protocol import strict_json
from detectors_app.protocol.bundle import encode_bundle
from detectors_app.protocol.enrolment import (
    MAGIC,
    Certificate,
    EnrolmentFile,
    Grant,
    GrantWithKey,
    encode_enrolment_file,
)
from detectors_app.protocol.keys import sign_id
from detectors_app.protocol.payload import CaseAsked, CaseRead, Content, Kind, Payload, SentAsItIs, encode_payload
from detectors_app.protocol.receipts import RefusedBody, SignedAck
from detectors_app.protocol.statement import Label, Signature, Statement, encode_statement
from detectors_app.sealing.envelope import open_envelope, seal
from detectors_app.sealing.keys import SealKey
from detectors_app.signing.http import sign_request
from detectors_app.signing.keys import SigningKey
from detectors_app.signing.statements import sign_statement

HERE = Path(__file__).parent
NOW = datetime(2026, 11, 12, 9, 41, tzinfo=UTC)
LOCAL = NOW.astimezone(timezone(timedelta(hours=1)))
ADDRESS = "https://notes.example"
SERIES = bytes.fromhex("0102030405060708")
READERS = 9


def seed(name: str) -> bytes:
    """Give a fixed seed: SHA-256 of its name."""
    return hashlib.sha256(f"EDE1 vector {name}".encode()).digest()


def chance(name: str) -> Callable[[int], bytes]:
    """Give repeatable bytes in the place of random ones."""
    drawn = iter(range(1_000))
    return lambda count: hashlib.shake_256(seed(name) + bytes([next(drawn)])).digest(count)


def an_id(number: int) -> EnvelopeId:
    """Give a fixed version-4 id."""
    return EnvelopeId(UUID(bytes=hashlib.sha256(b"EDE1 vector id %d" % number).digest()[:16], version=4))


SIGN = {
    name: SigningKey(seed(name))
    for name in ("authority 1", "authority 2", "authority 3", "content", "service", "jo", "jo desk", "lee", "lee desk")
}
LAPTOP, ONE_TIME = SigningKey(seed("laptop")), SigningKey(seed("one-time"))
LAPTOP_SEAL, PERSON = SealKey(seed("laptop seal")), SealKey(seed("person seal"))
SEAL = {name: SealKey(seed(f"{name} seal")) for name in ("jo", "lee", "custodian")}
MANY = [SealKey(seed(f"reader {number} seal")) for number in range(1, READERS + 1)]
JO = Reader(
    OfficerId("jo"), Role.MANAGER, "Jo Example", SEAL["jo"].public, SIGN["jo"].public, (SIGN["jo desk"].public,)
)
LEE = Reader(
    OfficerId("lee"), Role.OFFICER, "Lee Pretend", SEAL["lee"].public, SIGN["lee"].public, (SIGN["lee desk"].public,)
)
CUSTODIAN = Reader(OfficerId("custodian"), Role.CUSTODIAN, "Custodian", SEAL["custodian"].public)
WORDS = Concern(
    "concern",
    1,
    {FieldId("danger"): "no", FieldId("seen"): ("hurt", "afraid"), FieldId("words"): "Made up: a “cry” – é"},
)


def keys_file() -> object:
    """Give every key with its seed, public half and id."""
    sign = SIGN | {"laptop": LAPTOP, "one-time": ONE_TIME}
    many = {f"reader {number}": key for number, key in enumerate(MANY, 1)}
    sealing = {**SEAL, "laptop": LAPTOP_SEAL, "person": PERSON, **many}
    return {
        "Ed25519": [{"name": n, "seed": k.seed.hex(), "public": k.public.hex(), "id": k.id} for n, k in sign.items()],
        "MLKEM768_X25519": [
            {
                "name": name,
                "seed": key.seed.hex(),
                "expanded_by_shake_256": hashlib.shake_256(key.seed).hexdigest(96),
                "public": key.public.hex(),
                "id": key.id,
            }
            for name, key in sealing.items()
        ],
    }


def payload(kind: Kind, content: Content, sender: SigningKey = LAPTOP, *, written: Written | None = None) -> bytes:
    """Give a payload's bytes; a concern's may be answered and leaves nobody out."""
    reply_to = PERSON.public if kind in {Kind.CONCERN, Kind.ADDITION} else b""
    return encode_payload(Payload(kind, 1, LOCAL, sender.id, 1, written, reply_to, None, (), content))


def envelope(
    name: str, box: BoxName, number: int, body: bytes, readers: list[SealKey], sender: SigningKey
) -> dict[str, object]:
    """Give an envelope with everything that goes into it and comes out of it."""
    counted = box not in {DRAFTS, QUESTIONS}
    to = [
        (key, Place(SERIES if counted else bytes(8), place if counted else 0)) for place, key in enumerate(readers, 1)
    ]
    places = layout.room_for(len(readers))
    letter = layout.Letter(box, an_id(number), body, tuple((key.public, place) for key, place in to), places)
    whole = seal(letter, sender.sign, chance(name))
    header = layout.decode_header(whole)
    opened = open_envelope(whole, readers[0], box=box)
    return {
        "name": name,
        "box": box,
        "id": str(header.id),
        "sender": sender.id,
        "sha256": layout.digest(whole),
        "size": len(whole),
        "places": places,
        "readers": [
            {"key": key.id, "seed": key.seed.hex(), "series": place.series.hex(), "n": place.n} for key, place in to
        ],
        "content_key": opened.content_key.hex(),
        "commit": header.commit.hex(),
        "header": whole[: header.size].hex(),
        "payload": body.hex(),
        "signature": opened.signature.hex(),
        "envelope": whole.hex(),
    }


def envelopes() -> list[dict[str, object]]:
    """Give one envelope of each shape: readers, sizes, kinds."""
    concern = payload(Kind.CONCERN, WORDS, written=Written.UNLOCKED)
    long = replace(WORDS, answers={FieldId("words"): "made up " * 2_000})
    readers = list(SEAL.values())
    draft = envelope("draft", DRAFTS, 4, payload(Kind.DRAFT, Draft(WORDS, 2)), [PERSON, *readers], LAPTOP)
    as_it_is = SentAsItIs(bytes.fromhex(str(draft["envelope"])))
    case_read = CaseRead(LAPTOP.id, an_id(2), "ab" * 32, JO.officer, NOW)
    read = ReadReceipt(CONCERNS, an_id(2), "ab" * 32, NOW)
    device = device_box(LAPTOP.id)
    jo = SIGN["jo"]
    return [
        envelope("one reader", CONCERNS, 1, concern, readers[:1], LAPTOP),
        envelope("two readers", CONCERNS, 2, concern, readers[:2], LAPTOP),
        envelope("nine readers, sixteen slots", CONCERNS, 3, concern, MANY, LAPTOP),
        envelope("64 KiB", CONCERNS, 5, payload(Kind.CONCERN, long, written=Written.LOCKED), readers, LAPTOP),
        draft,
        envelope("sent as it is", CONCERNS, 4, payload(Kind.DRAFT, as_it_is, written=Written.LOCKED), readers, LAPTOP),
        envelope("read", device, 6, payload(Kind.READ, read, jo), [LAPTOP_SEAL], jo),
        envelope("case read", CASEWORK, 7, payload(Kind.CASE_READ, case_read, jo), readers, jo),
        *questions_and_additions(readers, jo),
    ]


def questions_and_additions(readers: list[SealKey], jo: SigningKey) -> list[dict[str, object]]:
    """Give a question in its two envelopes, the note about it, its answer, and the answer's draft."""
    said = "Made up: which door – was it?"
    words = envelope(
        "question words", QUESTIONS, 8, payload(Kind.QUESTION_WORDS, QuestionWords(said), jo), [PERSON], jo
    )
    question = Question(CONCERNS, an_id(2), "ab" * 32, NOW, bytes.fromhex(str(words["envelope"])))
    asked = CaseAsked(LAPTOP.id, an_id(2), JO.officer, NOW, said)
    answer = Addition(About(an_id(2), an_id(8)), Concern("addition", 1, {FieldId("more"): "Made up: the back door"}))
    more = replace(answer, about=About(an_id(2)))
    device, written = device_box(LAPTOP.id), Written.UNLOCKED
    draft = payload(Kind.DRAFT, AdditionDraft(answer, 0))
    return [
        words,
        envelope("question", device, 8, payload(Kind.QUESTION, question, jo), [LAPTOP_SEAL], jo),
        envelope("case asked", CASEWORK, 8, payload(Kind.CASE_ASKED, asked, jo), readers, jo),
        envelope("answer", CONCERNS, 9, payload(Kind.ADDITION, answer, written=written), readers, LAPTOP),
        envelope("addition", CONCERNS, 10, payload(Kind.ADDITION, more, written=written), readers, LAPTOP),
        envelope("draft of an answer", DRAFTS, 9, draft, [PERSON, *readers], LAPTOP),
    ]


def the_bundle() -> Bundle:
    """Give the trust bundle."""
    everyone = (JO.officer, LEE.officer, CUSTODIAN.officer)
    return Bundle(
        version=1,
        issued_at=NOW,
        fresh_until=NOW + timedelta(days=30),
        authorities=tuple(SIGN[f"authority {number}"].public for number in (1, 2, 3)),
        services=(SIGN["service"].public,),
        address=ADDRESS,
        people=(JO, LEE, CUSTODIAN),
        boxes=(BoxReaders(CONCERNS, everyone), BoxReaders(CASEWORK, everyone)),
        content_key=SIGN["content"].public,
        removed=(Removed(sign_id(seed("removed laptop")), Removal.STOLEN, NOW),),
    )


def statements() -> dict[str, Statement]:
    """Give one statement of each label that has a body here."""
    grant = sign_statement(
        Label.GRANT,
        strict_json.encode(Grant(ONE_TIME.public, CONCERNS, "Laptop 1", date(2026, 11, 26), JO.officer)),
        SIGN["jo"],
    )
    certificate = Certificate(grant, LAPTOP.public, LAPTOP_SEAL.public, NOW)
    service, desk, target = SIGN["service"], SIGN["jo desk"], f"{ADDRESS}/v1/boxes/casework/envelopes/{an_id(2)}"
    refused = RefusedBody("AAECAwQFBgcICQoLDA0ODw", "urn:ede:problem:not-your-box", "PUT", target, "ab" * 32, NOW)
    ack = Ack(CONCERNS, an_id(2), "ab" * 32, AckKind.HELD, NOW, NOW + timedelta(minutes=120))
    return {
        "bundle": sign_statement(Label.BUNDLE, encode_bundle(the_bundle()), SIGN["authority 1"], SIGN["authority 3"]),
        "grant": grant,
        "certificate": sign_statement(Label.CERTIFICATE, strict_json.encode(certificate), ONE_TIME),
        "stored": sign_statement(Label.STORED, strict_json.encode(Stored(CONCERNS, an_id(2), "ab" * 32, NOW)), service),
        "refused": sign_statement(Label.REFUSED, strict_json.encode(refused), service),
        "ack": sign_statement(Label.ACK, strict_json.encode(ack), desk),
    }


def statements_file() -> object:
    """Give the statements: label, signed bytes, signing input, signatures, the JSON as it travels."""
    return [
        {
            "name": name,
            "label": f"EDE1 {name}",
            "bytes": made.bytes.hex(),
            "signing_input": (f"EDE1 {name}".encode() + b"\x00" + made.bytes).hex(),
            "signatures": [{"kid": each.kid, "sig": each.sig.hex()} for each in made.signatures],
            "json": encode_statement(made).hex(),
        }
        for name, made in statements().items()
    ]


def enrolment_file() -> object:
    """Give an enrolment file's bytes, and the ack as a desk hands it in."""
    made = statements()
    file = EnrolmentFile(
        MAGIC,
        the_bundle().authorities,
        ADDRESS,
        made["bundle"],
        (GrantWithKey(made["grant"], ONE_TIME.seed),),
        "Sam Sample",
        "caretaker",
        "Pretend Estate",
    )
    signed_ack = SignedAck(made["ack"], SIGN["jo desk"].public)
    return {"enrolment_file": encode_enrolment_file(file).hex(), "signed_ack": strict_json.encode(signed_ack).hex()}


def http_file() -> object:
    """Give a signed request: what is covered, the signature base, the headers."""
    body, nonce = bytes(range(256)), "AAECAwQFBgcICQoLDA0ODw"
    url = f"{ADDRESS}/v1/boxes/concerns/envelopes/{an_id(2)}"
    headers = sign_request(LAPTOP, method="PUT", url=url, body=body, created=NOW, nonce=nonce)
    parameters = headers["Signature-Input"].removeprefix("ede=")
    base = (
        f'"@method": PUT\n"@target-uri": {url}\n"@authority": notes.example\n'
        f'"content-digest": {headers["Content-Digest"]}\n"@signature-params": {parameters}'
    )
    return {
        "method": "PUT", "url": url, "body": body.hex(), "created": NOW.isoformat(), "nonce": nonce,
        "key": LAPTOP.id, "signature_base": base, "headers": headers,
    }  # fmt: skip


def refusals(good: dict[str, object]) -> list[dict[str, str]]:
    """Give envelopes that must be refused, each with the wording key of its refusal, by the first reader of two."""
    whole = bytes.fromhex(str(good["envelope"]))
    header = layout.decode_header(whole)
    front, slot = layout.FRONT_BYTES, layout.SLOT_BYTES
    swapped = whole[:front] + whole[front + slot : front + 2 * slot] + whole[front : front + slot]

    def flipped(at: int) -> bytes:
        return whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]

    place = [each.key for each in header.slots].index(SEAL["jo"].id)
    cases = {
        "one byte short": (whole[:-1], "envelope.size"),
        "one byte more": (whole + b"\x00", "envelope.size"),
        "other magic": (b"EDE2" + whole[4:], "envelope.magic"),
        "other box": (flipped(4), "envelope.other_box"),
        "id of version 1": (whole[:26] + bytes([0x10 | whole[26] & 15]) + whole[27:], "envelope.id"),
        "other id": (flipped(20), "envelope.wrap"),
        "other commitment": (flipped(36), "envelope.wrap"),
        "nine slots": (whole[:68] + b"\x09" + whole[69:], "envelope.slots"),
        "slots descending": (swapped + whole[front + 2 * slot :], "envelope.slots"),
        "something in an unused slot": (flipped(front + 5 * slot + 100), "envelope.slots"),
        "own wrap": (flipped(front + place * slot + 500), "envelope.wrap"),
        "another's wrap": (flipped(front + (1 - place) * slot + 500), "envelope.body"),
        "body": (flipped(len(whole) - 1_000), "envelope.body"),
        "tag": (flipped(len(whole) - 1), "envelope.body"),
    }
    return [{"name": name, "error": error, "envelope": data.hex()} for name, (data, error) in cases.items()]


def refused_statements() -> list[dict[str, object]]:
    """Give statements that must be refused, each with the keys trusted, how many must have signed, and the error."""
    made = statements()
    bundle, grant = made["bundle"], made["grant"]
    first, third = bundle.signatures
    authorities = [SIGN[f"authority {number}"].id for number in (1, 2, 3)]
    forged = Signature(third.kid, first.sig)
    cases: dict[str, tuple[str, Statement, list[KeyId], int, str]] = {
        "one authority": ("bundle", Statement(bundle.bytes, (first,)), authorities, 2, "statement.unsigned"),
        "one twice": ("bundle", Statement(bundle.bytes, (first, first)), authorities, 2, "statement.same_twice"),
        "another's signature": ("bundle", Statement(bundle.bytes, (first, forged)), authorities, 2, "signature.wrong"),
        "changed": ("bundle", Statement(bundle.bytes + b" ", bundle.signatures), authorities, 2, "signature.wrong"),
        "other label": ("certificate", grant, [SIGN["jo"].id], 1, "signature.wrong"),
        "not trusted": ("grant", grant, [SIGN["lee"].id], 1, "statement.unsigned"),
    }
    return [
        {
            "name": name,
            "label": f"EDE1 {label}",
            "json": encode_statement(statement).hex(),
            "trusted": trusted,
            "least": least,
            "error": error,
        }
        for name, (label, statement, trusted, least, error) in cases.items()
    ]


def refused_payloads() -> list[dict[str, str]]:
    """Give payloads that must be refused, each with the error: JSON has one form, and content fits its kind."""
    good = payload(Kind.DRAFT, Draft(WORDS, 2))
    cases = {
        "blank": (good.replace(b":2}", b": 2}"), "json.other_form"),
        "line end": (good + b"\n", "json.other_form"),
        "byte order mark": (b"\xef\xbb\xbf" + good, "json.malformed"),
        "repeated member": (good.replace(b'"schema":1,', b'"schema":1,"schema":1,'), "json.other_form"),
        "unknown member": (good.replace(b'"schema":1,', b'"schema":1,"more":1,'), "json.other_form"),
        "missing member": (good.replace(b'"supersedes":null,', b""), "json.malformed"),
        "moved member": (good.replace(b'"kind":"draft","schema":1,', b'"schema":1,"kind":"draft",'), "json.other_form"),
        "escaped letter": (good.replace(b"draft", b"dra\\u0066t"), "json.other_form"),
        "offset of zero spelt out": (good.replace(b"+01:00", b"+00:00"), "json.other_form"),
        "time without offset": (good.replace(b"+01:00", b""), "json.out_of_range"),
        "year 1899": (good.replace(b'"2026-', b'"1899-'), "json.out_of_range"),
        "number past 2^53": (good.replace(b'"bundle":1,', b'"bundle":9007199254740992,'), "json.out_of_range"),
        "fraction": (good.replace(b":2}", b":2.0}"), "json.malformed"),
        "other schema": (good.replace(b'"schema":1,', b'"schema":2,'), "payload.schema"),
        "other kind": (good.replace(b'"draft"', b'"concern"'), "json.malformed"),
        "short reply key": (good.replace(b'"reply_to":""', b'"reply_to":"AAAA"'), "key.wrong_length"),
    }
    return [{"name": name, "error": error, "payload": data.hex()} for name, (data, error) in cases.items()]


def main() -> None:
    """Write the files that are missing; those that are there are kept."""
    makers: dict[str, Callable[[], object]] = {
        "keys": keys_file,
        "envelopes": envelopes,
        "refused_envelopes": lambda: refusals(json.loads((HERE / "envelopes.json").read_text(encoding="utf-8"))[1]),
        "refused_payloads": refused_payloads,
        "statements": statements_file,
        "refused_statements": refused_statements,
        "enrolment": enrolment_file,
        "http": http_file,
    }
    for name, maker in makers.items():
        path = HERE / f"{name}.json"
        if not path.exists():
            path.write_text(json.dumps(maker(), indent=1, ensure_ascii=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
