"""What each answer means: a table over statuses, kinds of content and bodies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors_app.domain.errors import DetectorsError, TransientFault
from detectors_app.domain.ids import CONCERNS, KeyId
from detectors_app.protocol import strict_json
from detectors_app.protocol.problems import KINDS, ProblemType
from detectors_app.protocol.receipts import Enrolled, Problem
from detectors_app.protocol.statement import Signature, Statement
from detectors_app.transport import replies
from detectors_app.transport.replies import JSON, PROBLEM_JSON, Reply
from detectors_app.use_cases.rows import Refusal, UnknownCursor

REFUSED = Statement(b"{}", (Signature(KeyId("0" * 16), b"x" * 64),))
GOOD = Enrolled(KeyId("0" * 16), CONCERNS)
HTML = b"<html><body>Please sign in to the network</body></html>"


def reply(status: int, content_type: str = "text/html", body: bytes = HTML, **headers: str) -> Reply:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(status, {"content-type": content_type} | named, body)


def problem(type_: str, status: int, *, refused: Statement | None = None, **headers: str) -> Reply:
    return reply(status, PROBLEM_JSON, strict_json.encode(Problem(type_, "t", status, refused)), **headers)


def outcome(given_reply: Reply) -> DetectorsError:
    with pytest.raises(DetectorsError) as caught:
        replies.read(given_reply, Enrolled, nonce="n")
    return caught.value


@pytest.mark.parametrize("status", [200, 201])
def test_the_services_own_words_are_read(status: int) -> None:
    """200 and 201 with exactly the JSON asked for give its value."""
    body = strict_json.encode(GOOD)
    assert replies.read(reply(status, "application/json; charset=utf-8", body), Enrolled, nonce="n") == GOOD


@pytest.mark.parametrize(
    "answer,key",
    [
        (reply(200), "network.sign_in_page"),
        (reply(200, JSON, b""), "network.sign_in_page"),
        (reply(200, JSON, b"{}"), "network.sign_in_page"),
        (reply(200, JSON, HTML), "network.sign_in_page"),
        (reply(200, "text/html", strict_json.encode(GOOD)), "network.sign_in_page"),
        (Reply(200, {}, strict_json.encode(GOOD)), "network.sign_in_page"),
        (reply(204, JSON, b""), "network.sign_in_page"),
        (reply(301, location="https://portal.example"), "network.sign_in_page"),
        (reply(302), "network.sign_in_page"),
        (reply(307, JSON, strict_json.encode(GOOD)), "network.sign_in_page"),
        (reply(304), "network.sign_in_page"),
        (reply(401), "network.sign_in_page"),
        (reply(403), "network.sign_in_page"),
        (reply(404), "network.sign_in_page"),
        (reply(407), "network.sign_in_page"),
        (reply(410), "network.sign_in_page"),
        (reply(451), "network.sign_in_page"),
        (reply(511), "network.sign_in_page"),
        (reply(429), "service.busy"),
        (reply(500), "service.trouble"),
        (reply(502), "service.trouble"),
        (reply(503), "service.busy"),
        (reply(504), "service.trouble"),
        (reply(403, PROBLEM_JSON, HTML), "network.sign_in_page"),
        (reply(403, PROBLEM_JSON, strict_json.encode(Problem("t", "t", 410))), "network.sign_in_page"),
        (problem("about:blank", 500), "service.no_unsigned"),
        (problem("about:blank", 503), "service.busy"),
        (problem(ProblemType.RATE, 429), "service.busy"),
        (problem(ProblemType.FORBIDDEN, 403), "service.no_unsigned"),
        (problem(ProblemType.UNKNOWN_KEY, 401), "service.no_unsigned"),
        (problem(ProblemType.UNKNOWN_CURSOR, 404), "service.no_unsigned"),
        (problem(ProblemType.DIGEST, 400), "network.changed_on_the_way"),
        (problem(ProblemType.LENGTH, 411), "network.changed_on_the_way"),
    ],
)
def test_what_the_service_did_not_sign_or_write_is_tried_again(answer: Reply, key: str) -> None:
    """A portal's page, a redirect, a gateway's trouble, an unsigned no: nothing is known, and nothing is parked."""
    found = outcome(answer)
    assert isinstance(found, TransientFault)
    assert found.key == key


@pytest.mark.parametrize("type_", [each for each in ProblemType if KINDS[each].final])
def test_a_signed_no_is_a_refusal(type_: ProblemType) -> None:
    """Every final no carries its statement; the nonce it must name goes with it, for the caller to compare."""
    status = KINDS[type_].status
    found = outcome(problem(type_, status, refused=REFUSED))
    assert isinstance(found, Refusal)
    assert (found.statement, found.nonce, found.status, found.type) == (REFUSED, "n", status, type_)


def test_an_unknown_cursor_is_told() -> None:
    """410 with its type means reading from the start."""
    assert isinstance(outcome(problem(ProblemType.UNKNOWN_CURSOR, 410)), UnknownCursor)


def test_every_problem_type_has_its_kind() -> None:
    """No problem type lacks its status and title; none that may pass by itself is final."""
    assert set(KINDS) == set(ProblemType)
    passing = {ProblemType.DIGEST, ProblemType.LENGTH, ProblemType.RATE, ProblemType.QUOTA, ProblemType.UNSIGNED}
    assert not any(KINDS[each].final for each in passing)


@pytest.mark.parametrize(
    "headers,seconds",
    [
        ({}, None),
        ({"retry_after": "7"}, 7),
        ({"retry_after": "0"}, 0),
        ({"retry_after": "-7"}, None),
        ({"retry_after": "soon"}, None),
        ({"retry_after": "99999999999999"}, 86_400),
        ({"retry_after": "Sun, 22 Nov 2026 02:00:30 GMT", "date": "Sun, 22 Nov 2026 02:00:00 GMT"}, 30),
        ({"retry_after": "Sun, 22 Nov 2026 02:00:00 GMT", "date": "Sun, 22 Nov 2026 02:00:30 GMT"}, 0),
        ({"retry_after": "Sun, 22 Nov 2026 02:00:00 GMT"}, None),
        ({"retry_after": "Sun, 22 Nov 2026 02:00:00 -0000", "date": "Sun, 22 Nov 2026 02:00:00 GMT"}, None),
    ],
)
def test_retry_after_is_honoured_within_a_day(headers: dict[str, str], seconds: int | None) -> None:
    """Seconds, or a date beside the answer's own; never more than a day; nonsense is as good as none."""
    found = outcome(reply(429, "text/html", HTML, **headers))
    assert isinstance(found, TransientFault)
    assert found.retry_after_s == seconds


@given(st.integers(100, 599), st.sampled_from([JSON, PROBLEM_JSON, "text/html", ""]), st.binary(max_size=200))
def test_no_answer_at_all_is_mistaken_for_success(status: int, content_type: str, body: bytes) -> None:
    """Whatever comes, it is the value asked for or one of the errors that callers know."""
    outcome(reply(status, content_type, body))
