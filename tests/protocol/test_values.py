"""Payloads, bundles, enrolment files, statements and key ids: read strictly, never shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors_app.domain.concern import Concern, Draft, Written
from detectors_app.domain.errors import Invalid
from detectors_app.domain.ids import CONCERNS, EnvelopeId, FieldId, OfficerId
from detectors_app.domain.receipts import ReadReceipt
from detectors_app.domain.sequence import Place
from detectors_app.domain.trust import Removal, Removed
from detectors_app.protocol.bundle import decode_bundle, encode_bundle
from detectors_app.protocol.enrolment import GrantWithKey, decode_enrolment_file, encode_enrolment_file
from detectors_app.protocol.envelope import Letter, Opened
from detectors_app.protocol.keys import Algorithm, key_id, seal_id, sign_id
from detectors_app.protocol.payload import (
    CaseRead,
    Content,
    Kind,
    Payload,
    SentAsItIs,
    decode_payload,
    encode_payload,
)
from detectors_app.protocol.statement import Label, decode_statement, encode_statement, signing_input
from tests.made_up import NOW, Council

ID = EnvelopeId(UUID("0a7f9df4-5a65-4f53-9be5-0f3c1fb4a1c2"))
CONCERN = Concern("concern", 1, {FieldId("words"): "PLANTED", FieldId("ticks"): ("a", "b")})


def payload(kind: Kind, content: Content, *, reply_to: bytes = b"") -> Payload:
    made_at = NOW.astimezone(timezone(timedelta(hours=1)))
    return Payload(
        kind, 1, made_at, sign_id(b"s" * 32), 3, Written.LOCKED, reply_to, None, (OfficerId("lee"),), content
    )


EVERY = [
    payload(Kind.CONCERN, CONCERN, reply_to=b"r" * 1216),
    payload(Kind.DRAFT, Draft(CONCERN, 2)),
    payload(Kind.DRAFT, SentAsItIs(b"sealed")),
    payload(Kind.READ, ReadReceipt(CONCERNS, ID, "ab" * 32, NOW)),
    payload(Kind.CASE_READ, CaseRead(sign_id(b"s" * 32), ID, "ab" * 32, OfficerId("jo"), NOW)),
]


@pytest.mark.parametrize("value", EVERY)
def test_every_kind_is_read_as_it_was_written(value: Payload) -> None:
    """Kind by kind, with the sender's offset and the content as the value of its kind."""
    back = decode_payload(encode_payload(value))
    assert back == value
    assert back.made_at.utcoffset() == timedelta(hours=1)


@pytest.mark.parametrize("value", EVERY)
@pytest.mark.parametrize("kind", Kind)
def test_content_of_another_kind_is_refused(value: Payload, kind: Kind) -> None:
    """A payload holds what its kind says, when written and when read."""
    if kind is value.kind:
        return
    with pytest.raises(Invalid):
        encode_payload(replace(value, kind=kind))
    data = encode_payload(value).replace(f'"kind":"{value.kind}"'.encode(), f'"kind":"{kind}"'.encode(), 1)
    with pytest.raises(Invalid):
        decode_payload(data)


def test_a_payload_of_another_schema_or_with_a_wrong_reply_key_is_refused() -> None:
    """Schema 1 is all there is; a reply key is whole or absent."""
    data = encode_payload(EVERY[0])
    with pytest.raises(Invalid, match=r"payload\.schema"):
        decode_payload(data.replace(b'"schema":1', b'"schema":2'))
    with pytest.raises(Invalid, match=r"key\.wrong_length"):
        decode_payload(encode_payload(replace(EVERY[0], reply_to=b"short")))


@pytest.mark.parametrize("old, new", [(b'"step":2', b'"step":2.0'), (b'"step":2', b'"step":2,"step":2')])
def test_content_is_as_strict_as_the_rest(old: bytes, new: bytes) -> None:
    """Other spellings inside the content are refused too."""
    with pytest.raises(Invalid):
        decode_payload(encode_payload(EVERY[1]).replace(old, new))


@given(st.data())
def test_changed_cut_or_longer_bytes_never_crash_a_decoder(council: Council, data: st.DataObject) -> None:
    """Payload, bundle, enrolment file, statement: Invalid, or a value that is written in just those bytes."""
    bundle, file = council.bundle(), council.enrolment_file()
    whole, read = data.draw(
        st.sampled_from(
            [
                (encode_payload(EVERY[0]), lambda raw: encode_payload(decode_payload(raw))),
                (encode_bundle(bundle), lambda raw: encode_bundle(decode_bundle(raw))),
                (encode_enrolment_file(file), lambda raw: encode_enrolment_file(decode_enrolment_file(raw))),
                (encode_statement(file.bundle), lambda raw: encode_statement(decode_statement(raw))),
            ]
        )
    )
    assert read(whole) == whole
    at = data.draw(st.integers(0, len(whole) - 1))
    noise = data.draw(st.binary(min_size=1, max_size=3))
    for changed in (whole[:at] + noise + whole[at + 1 :], whole[:at], whole + noise, noise + whole[:at]):
        try:
            assert read(changed) == changed
        except Invalid:
            continue


def test_a_bundle_with_a_key_id_twice_is_refused(council: Council) -> None:
    """No key has two parts to play: neither two people's, nor a service's or authority's as well."""
    for changes in ({"content_key": council.service.public}, {"services": (council.jo.desk.public,)}):
        with pytest.raises(Invalid, match=r"bundle\.same_twice"):
            encode_bundle(council.bundle(**changes))
    encode_bundle(council.bundle(content_key=b"c" * 32))


def test_a_bundle_with_a_key_of_another_length_is_refused(council: Council) -> None:
    """Every key is whole: people's, authorities', services', content's."""
    people = council.bundle().people
    short_seal = replace(people[0], seal=people[0].seal[:-1])
    short_desk = replace(people[0], desks=(b"short",))
    for changes in (
        {"people": (short_seal, *people[1:])},
        {"people": (short_desk, *people[1:])},
        {"authorities": (b"a", b"b")},
        {"services": (b"s",)},
        {"content_key": b"c"},
    ):
        with pytest.raises(Invalid, match=r"key\.wrong_length"):
            encode_bundle(council.bundle(**changes))


def test_nobody_present_is_removed(council: Council) -> None:
    """A bundle that both lists and removes a key says two things, and is refused."""
    for key in (council.jo.seal.id, council.jo.sign.id, council.jo.desk.id):
        with pytest.raises(Invalid, match=r"bundle\.removed"):
            encode_bundle(council.bundle(removed=(Removed(key, Removal.STOLEN, NOW),)))
    gone = council.bundle(removed=(Removed(sign_id(b"g" * 32), Removal.RETIRED, NOW),))
    assert decode_bundle(encode_bundle(gone)) == gone


def test_an_enrolment_file_is_what_it_says(council: Council) -> None:
    """Its magic, two different authorities with whole keys, and whole one-time seeds."""
    good = council.enrolment_file()
    assert decode_enrolment_file(encode_enrolment_file(good)) == good
    key = good.authorities[0]
    grant = GrantWithKey(good.grants[0].statement, b"short")
    for wrong, error in (
        (replace(good, magic="EDE2 enrolment"), "enrolment.magic"),
        (replace(good, authorities=(key,)), "enrolment.authorities"),
        (replace(good, authorities=(key, key)), "enrolment.authorities"),
        (replace(good, authorities=(key, b"short")), "key.wrong_length"),
        (replace(good, grants=(grant,)), "key.wrong_length"),
    ):
        with pytest.raises(Invalid) as caught:
            decode_enrolment_file(encode_enrolment_file(wrong))
        assert caught.value.key == error


def test_key_ids_differ_by_algorithm_and_need_whole_keys() -> None:
    """The algorithm's name is part of the id, and no other length has one."""
    assert sign_id(b"k" * 32) == key_id(Algorithm.SIGN, b"k" * 32)
    assert seal_id(b"k" * 1216) != sign_id(b"k" * 32)
    for algorithm, size in ((Algorithm.SIGN, 1216), (Algorithm.SEAL, 32), (Algorithm.SIGN, 0)):
        with pytest.raises(Invalid, match=r"key\.wrong_length"):
            key_id(algorithm, b"k" * size)


def test_labels_keep_statements_apart() -> None:
    """No two labels begin alike up to the zero byte, so that no statement passes for another kind."""
    inputs = {signing_input(label, b"same") for label in Label}
    assert len(inputs) == len(Label)
    assert all(b"\x00" not in label.value.encode() for label in Label)


def test_nothing_secret_shows_in_a_repr(council: Council) -> None:
    """Letters, what was opened, payloads, drafts, seeds and who a laptop is for stay out of logs."""
    place = Place(b"s" * 8, 1)
    opened = Opened(CONCERNS, ID, "ab" * 32, (), place, b"PLANTED", b"PLANTED", b"PLANTED", b"PLANTED")
    file = replace(council.enrolment_file(), name="PLANTED", role="PLANTED", team="PLANTED")
    grant = GrantWithKey(file.bundle, b"PLANTED")
    letter = Letter(CONCERNS, ID, b"PLANTED", ((b"key", place),), 8)
    for value in (letter, opened, *EVERY, file, grant, SentAsItIs(b"PLANTED"), Draft(CONCERN, 1)):
        assert "PLANTED" not in repr(value)
