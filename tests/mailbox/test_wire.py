"""The service on the raw wire: cut requests, lost replies, hostile bodies, floods."""

from __future__ import annotations

import json
import secrets
import socket
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from detectors_app.domain.errors import TransientFault
from detectors_app.domain.ids import CONCERNS
from detectors_app.mailbox.config import sqlite_url
from detectors_app.protocol import strict_json
from detectors_app.protocol.padding import LARGEST_BYTES
from detectors_app.protocol.problems import KINDS, ProblemType
from detectors_app.protocol.receipts import Problem
from detectors_app.protocol.statement import Statement
from detectors_app.signing.http import sign_request
from detectors_app.signing.keys import SigningKey
from detectors_app.use_cases.mail.ports import Quota
from tests.mailbox.town import GENEROUS, Town


def whole(town: Town, key: SigningKey, method: str, path: str, body: bytes, **headers: str) -> bytes:
    """Write a signed request as it goes over the wire."""
    url = town.service.config.public_address + path
    nonce = secrets.token_hex(16)
    signed = sign_request(key, method=method, url=url, body=body, created=town.clock(), nonce=nonce)
    named = {"Host": "x", "Content-Length": str(len(body)), "Connection": "close"} | signed
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in named.items() if value)]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def exchange(town: Town, data: bytes, *, cut: bool = False) -> tuple[int, bytes]:
    """Send bytes (and hang up on that side when `cut`); give the status and body that come, status 0 for none."""
    with closing(begin(town, data, cut=cut)) as connection:
        return end(connection)


def begin(town: Town, data: bytes, *, cut: bool) -> socket.socket:
    """Send bytes, and wait for nothing."""
    connection = socket.create_connection(("127.0.0.1", town.service.port), 30)
    with suppress(ConnectionError):  # it may answer and close before it has read everything
        connection.sendall(data)
        if cut:
            connection.shutdown(socket.SHUT_WR)
    return connection


def end(connection: socket.socket) -> tuple[int, bytes]:
    """Give the status and body that come, status 0 for none."""
    answer = b""
    with suppress(ConnectionError):
        while chunk := connection.recv(65536):
            answer += chunk
    head, _, body = answer.partition(b"\r\n\r\n")
    return (int(head.split()[1]), body) if head else (0, b"")


def batched(numbers: range, many: int) -> list[range]:
    return [numbers[start : start + many] for start in range(0, len(numbers), many)]


def stored(town: Town) -> int:
    return len(town.desk(town.council.jo).feed(CONCERNS, after="", limit=100, wait_s=0).items)


@pytest.mark.timeout(300)
def test_a_put_cut_anywhere_is_refused_and_the_whole_one_accepted_after(small_town: Town) -> None:
    """However much of a PUT arrives, less than all of it stores nothing; all of it then is stored once."""
    keys, _ = small_town.enrolled()
    envelope_id, data = small_town.letter()
    request = whole(small_town, keys.sign, "PUT", f"/v1/boxes/concerns/envelopes/{envelope_id}", data)
    for some in batched(range(len(request)), 64):  # many under way at once: nobody waits for one before the next
        with ExitStack() as open_ones:
            begun = {
                length: open_ones.enter_context(closing(begin(small_town, request[:length], cut=True)))
                for length in some
            }
            for length, connection in begun.items():
                assert end(connection)[0] not in {200, 201}, length
    assert stored(small_town) == 0
    assert exchange(small_town, request)[0] == 201
    assert exchange(small_town, request)[0] == 200
    assert stored(small_town) == 1


def test_a_reply_lost_after_the_commit_comes_again(town: Town) -> None:
    """The sender hangs up without reading its receipt; asking again gives that very receipt."""
    keys, laptop = town.enrolled()
    envelope_id, data = town.letter()
    request = whole(town, keys.sign, "PUT", f"/v1/boxes/concerns/envelopes/{envelope_id}", data)
    with closing(socket.create_connection(("127.0.0.1", town.service.port), 30)) as connection:
        connection.sendall(request)
        connection.recv(1)  # the answer has begun, so the commit is over; the rest is lost
    (item,) = town.desk(town.council.jo).feed(CONCERNS, after="", limit=9, wait_s=0).items
    assert laptop.put_envelope(CONCERNS, envelope_id, data) == item.stored
    assert stored(town) == 1


@pytest.mark.parametrize(
    "headers,type_",
    [
        ({"Content_Length": ""}, ProblemType.LENGTH),
        ({"Content_Length": str(LARGEST_BYTES + 1)}, ProblemType.TOO_LARGE),
        ({"Content_Length": "9" * 40}, None),
        ({"Content_Digest": "sha-256=:AAAA:"}, ProblemType.UNSIGNED),
        ({"Signature": ""}, ProblemType.UNSIGNED),
        ({"Signature_Input": ""}, ProblemType.UNSIGNED),
    ],
)
def test_a_put_without_its_proofs_stores_nothing(
    small_town: Town, headers: dict[str, str], type_: ProblemType | None, expect_logs: Callable[..., None]
) -> None:
    """Length, digest and signature are asked for before anything is kept."""
    expect_logs("Invalid HTTP request received.")
    keys, _ = small_town.enrolled()
    envelope_id, data = small_town.letter()
    path = f"/v1/boxes/concerns/envelopes/{envelope_id}"
    status, body = exchange(small_town, whole(small_town, keys.sign, "PUT", path, data, **headers))
    if type_ is None:
        assert status in {0, 400, 413}
    else:
        problem = strict_json.decode(body, Problem, where="test")
        assert (status, problem.type) == (KINDS[type_].status, type_)
    assert stored(small_town) == 0


def test_a_put_in_chunks_is_refused(small_town: Town) -> None:
    """A body without a declared length is not read."""
    keys, _ = small_town.enrolled()
    path = f"/v1/boxes/concerns/envelopes/{small_town.letter()[0]}"
    request = whole(small_town, keys.sign, "PUT", path, b"", Content_Length="", Transfer_Encoding="chunked")
    status, body = exchange(small_town, request + b"0\r\n\r\n")
    assert (status, strict_json.decode(body, Problem, where="test").type) == (411, ProblemType.LENGTH)


def test_another_body_than_the_one_signed_is_not_kept(small_town: Town) -> None:
    """A body that was changed on the way is refused without a signature: the sender tries again."""
    keys, _ = small_town.enrolled()
    envelope_id, data = small_town.letter()
    request = whole(small_town, keys.sign, "PUT", f"/v1/boxes/concerns/envelopes/{envelope_id}", data)
    status, body = exchange(small_town, request[:-1] + bytes([request[-1] ^ 1]))
    problem = strict_json.decode(body, Problem, where="test")
    assert (status, problem.type, problem.refused) == (400, ProblemType.DIGEST, None)
    assert stored(small_town) == 0


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"{",
        b'{"envelopes":[],"envelopes":[]}',
        b'{"envelopes":[],"more":1}',
        b'{"envelopes":[{"id":"x","sha256":"y"}]}',
        b'{"envelopes":NaN}',
        b'{"envelopes":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"envelopes":[' + b"9" * 5000 + b"]}",
        b"\xff\xfe",
        json.dumps({"envelopes": [{"id": "\ud800", "sha256": ""}]}).encode(),
    ],
)
@pytest.mark.parametrize("call", ["held", "acks", "deletions"])
def test_hostile_json_is_refused(small_town: Town, call: str, body: bytes) -> None:
    """Whatever JSON a desk sends, the answer is a plain refusal, and the service goes on."""
    path = f"/v1/boxes/concerns/{call}"
    status, answer = exchange(small_town, whole(small_town, small_town.council.jo.desk, "POST", path, body))
    assert status == 422
    assert strict_json.decode(answer, Problem, where="test").type == ProblemType.MALFORMED
    assert stored(small_town) == 0


@pytest.mark.parametrize(
    "method,path,status",
    [
        ("GET", "/", 404),
        ("GET", "/v2/trust", 404),
        ("POST", "/v1/trust", 405),
        ("GET", "/v1/boxes/drafts/envelopes", 404),
        ("GET", "/v1/boxes/device/xyz/envelopes", 404),
        ("GET", "/v1/boxes/concerns/envelopes?limit=-1", 422),
        ("GET", "/v1/boxes/concerns/envelopes?wait=1e3", 422),
        ("PUT", "/v1/boxes/concerns/envelopes/not-an-id", 422),
        ("PUT", "/v1/boxes/concerns/envelopes/00000000-0000-1000-8000-000000000000", 422),
    ],
)
def test_what_is_not_a_call_is_a_problem_document(small_town: Town, method: str, path: str, status: int) -> None:
    """Every no is a problem document with its own status."""
    desk = small_town.council.jo.desk
    found, body = exchange(small_town, whole(small_town, desk, method, path, b""))
    assert (found, strict_json.decode(body, Problem, where="test").status) == (status, status)


def test_a_key_that_asks_too_fast_is_slowed_and_no_other(tmp_path: Path) -> None:
    """A flood from one key gets 429 with Retry-After; another key is served as before."""
    limits = replace(GENEROUS, rate_per_s=0.001, burst=30)
    with Town(sqlite_url(tmp_path / "service.db"), limits=limits) as town:
        keys, _ = town.enrolled()
        desk = town.council.jo.desk
        answers = [exchange(town, whole(town, desk, "GET", "/v1/trust", b""))[0] for _ in range(60)]
        assert answers == [200] * 30 + [429] * 30
        envelope_id, data = town.letter()
        path = f"/v1/boxes/concerns/envelopes/{envelope_id}"
        assert exchange(town, whole(town, keys.sign, "PUT", path, data))[0] == 201


@pytest.mark.parametrize("quota", [Quota(envelopes=3), Quota(bytes=3 * 16384)])
def test_a_laptops_day_is_limited_and_repeats_are_free(tmp_path: Path, quota: Quota) -> None:
    """Past its quota a laptop's new envelopes wait until tomorrow; the same again costs nothing; others go on."""
    with Town(sqlite_url(tmp_path / "service.db"), limits=replace(GENEROUS, quota=quota)) as town:
        _, laptop = town.enrolled()
        _, other = town.enrolled()
        letters = [town.letter() for _ in range(4)]
        receipts: list[Statement] = [laptop.put_envelope(CONCERNS, *each) for each in letters[:3]]
        with pytest.raises(TransientFault) as caught:
            laptop.put_envelope(CONCERNS, *letters[3])
        assert caught.value.retry_after_s is not None
        assert 0 < caught.value.retry_after_s <= 86_400
        assert laptop.put_envelope(CONCERNS, *letters[0]) == receipts[0]
        other.put_envelope(CONCERNS, *letters[3])
        assert stored(town) == 4
