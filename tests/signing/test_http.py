"""Signed HTTP requests (RFC 9421): what is covered cannot be changed, what is wrong is refused."""

from __future__ import annotations

import base64
import contextlib
import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Self

import pytest
from http_message_signatures import ContentDigest, HTTPMessageSigner
from http_message_signatures.algorithms import ED25519
from hypothesis import given
from hypothesis import strategies as st

from detectors_app.domain.errors import CannotOpen
from detectors_app.signing import http
from detectors_app.signing.keys import SigningKey
from tests.made_up import sign_key

URL = "https://notes.example/v1/boxes/concerns/envelopes?after=&limit=5"
CREATED = datetime(2026, 11, 12, 9, 41, tzinfo=UTC)
NONCE = "0123456789abcdef"
BODY = b"sealed"
KEY = sign_key()


def signed(key: SigningKey = KEY, **changes: object) -> dict[str, str]:
    made = {"method": "PUT", "url": URL, "body": BODY, "created": CREATED, "nonce": NONCE}
    return http.sign_request(key, **(made | changes))  # type: ignore[arg-type]


def check(headers: dict[str, str], *, method: str = "PUT", url: str = URL, key: SigningKey = KEY) -> http.Verified:
    return http.verify_request(method=method, url=url, headers=headers, key=key.id, public=key.public)


def refused(headers: dict[str, str], **changes: str) -> None:
    with pytest.raises(CannotOpen) as caught:
        check(headers, **changes)  # type: ignore[arg-type]
    assert caught.value.key == "request.signature"


def test_what_was_signed_verifies() -> None:
    """A signed request tells who, when, which nonce, and the digest its body must have."""
    found = check(signed())
    assert found == http.Verified(KEY.id, NONCE, CREATED, hashlib.sha256(BODY).hexdigest())


def test_the_fields_are_as_published() -> None:
    """The covered components and parameters are those of the protocol, in its order."""
    headers = signed()
    assert headers["Signature-Input"] == (
        'ede=("@method" "@target-uri" "@authority" "content-digest");'
        f'created={int(CREATED.timestamp())};keyid="{KEY.id}";alg="ed25519";nonce="{NONCE}"'
    )
    assert headers["Content-Digest"] == f"sha-256=:{base64.b64encode(hashlib.sha256(BODY).digest()).decode()}:"


@pytest.mark.parametrize(
    "method,url",
    [
        ("POST", URL),
        ("PUT", URL + "1"),
        ("PUT", URL.replace("https", "http")),
        ("PUT", URL.replace("notes.example", "other.example")),
        ("PUT", URL.replace("concerns", "learning")),
        ("PUT", "not a URL"),
    ],
)
def test_another_method_or_address_is_refused(method: str, url: str) -> None:
    """A request cannot be carried to another call or another service."""
    refused(signed(), method=method, url=url)


def test_another_body_needs_another_signature() -> None:
    """The digest is covered: a request cannot be given another body."""
    refused(signed() | {"Content-Digest": signed(body=b"other")["Content-Digest"]})


def test_another_key_is_refused() -> None:
    """A signature counts for the key it names, and only with that key."""
    other = sign_key()
    with pytest.raises(CannotOpen):
        check(signed(other))
    with pytest.raises(CannotOpen):
        check(signed(), key=other)
    with pytest.raises(CannotOpen):
        http.verify_request(method="PUT", url=URL, headers=signed(), key=KEY.id, public=b"short")


@pytest.mark.parametrize("name", ["Signature", "Signature-Input", "Content-Digest"])
def test_a_missing_or_repeated_header_is_refused(name: str) -> None:
    """Each of the three headers must be there, once."""
    headers = signed()
    refused({key: value for key, value in headers.items() if key != name})
    lines = [*headers.items(), (name.lower(), headers[name])]
    with pytest.raises(CannotOpen):
        http.verify_request(method="PUT", url=URL, headers=lines, key=KEY.id, public=KEY.public)


def test_other_digests_than_sha_256_alone_are_refused() -> None:
    """Content-Digest has one form, so that there is one thing to compare the body with."""
    digest = signed()["Content-Digest"]
    assert http.claimed_digest([("content-digest", digest)]) == hashlib.sha256(BODY).hexdigest()
    for other in (digest + ", " + digest, digest.replace("256", "512"), "sha-256=:AAAA:", "", "é"):
        assert http.claimed_digest([("Content-Digest", other)]) == ""


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace('"@method" ', ""),
        lambda text: text.replace(' "content-digest"', ""),
        lambda text: text.replace(';alg="ed25519"', ""),
        lambda text: text.replace(f';nonce="{NONCE}"', ""),
        lambda text: text.replace(NONCE, "short"),
        lambda text: text.replace(f"created={int(CREATED.timestamp())};", ""),
        lambda text: text.replace('alg="ed25519"', 'alg="hmac-sha256"'),
        lambda text: text + ";expires=1",
        lambda text: text + ', two=("@method")',
        lambda _: "rubbish",
        lambda _: "",
    ],
)
def test_other_parameters_are_refused(change: Callable[[str], str]) -> None:
    """All four components and exactly our parameters, or nothing is believed."""
    headers = signed()
    refused(headers | {"Signature-Input": change(headers["Signature-Input"])})


def test_a_short_nonce_is_refused_even_when_signed() -> None:
    """A nonce has 16 to 64 letters, so that it can be remembered and named."""
    refused(signed(nonce="short"))
    refused(signed(nonce="x" * 65))


def test_a_time_out_of_range_is_refused() -> None:
    """A time that no calendar has is refused like a wrong signature."""
    headers = signed(created=_Someday())
    refused(headers)


class _Someday(datetime):
    """A time so far away that it cannot be read back."""

    def __new__(cls) -> Self:
        return super().__new__(cls, 2026, 1, 1)

    def timestamp(self) -> float:
        return 10.0**14


def test_digest_malformed_but_signed_is_refused() -> None:
    """A signed Content-Digest of another form is refused, signature or not."""
    message = http._Message("PUT", URL, {})
    handler = HTTPMessageSigner(signature_algorithm=ED25519)
    handler.content_digest_class = type("Longer", (ContentDigest,), {"algorithm": "sha-512"})
    made: dict[str, Any] = {"key_id": KEY.id, "created": CREATED, "nonce": NONCE, "covered_component_ids": http.COVERED}
    prepared = handler.prepare(message, body=BODY, **made)
    handler.apply(message, prepared, KEY.sign(prepared.signature_base))
    refused(message.headers)


@pytest.mark.parametrize(
    "seconds,good", [(0, True), (300, True), (-300, True), (301, False), (-301, False), (10**6, False)]
)
def test_five_minutes_either_way_are_fresh(seconds: int, good: bool) -> None:  # noqa: FBT001 - a table's column
    """A request is fresh within five minutes of the service's clock."""
    assert http.fresh(CREATED + timedelta(seconds=seconds), CREATED) is good


def test_a_claim_is_read_without_believing_it() -> None:
    """Key id and nonce are found in any well-formed request, and nothing in any other."""
    assert http.claim(signed().items()) == http.Claim(KEY.id, NONCE)
    assert http.claim([]) is None
    assert http.claim([("signature-input", 'a=();keyid="0123456789abcdef"')]) is None


@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=100))
def test_rubbish_is_refused_and_nothing_else_happens(signature: str, given_input: str, digest: str) -> None:
    """Whatever stands in the three headers, the answer is a plain refusal."""
    headers = {"Signature": signature, "Signature-Input": given_input, "Content-Digest": digest}
    refused(headers)
    http.claim(headers.items())


@given(st.data())
def test_a_changed_letter_is_refused(data: st.DataObject) -> None:
    """A request with one letter changed in any of its three headers does not verify, or says the same."""
    headers = signed()
    name = data.draw(st.sampled_from(sorted(headers)))
    place = data.draw(st.integers(0, len(headers[name]) - 1))
    letter = data.draw(st.characters(min_codepoint=32, max_codepoint=126))
    changed = headers | {name: headers[name][:place] + letter + headers[name][place + 1 :]}
    with contextlib.suppress(CannotOpen):
        assert check(changed) == check(headers)
