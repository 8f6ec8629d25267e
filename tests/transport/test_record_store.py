"""The record store's client, against a real record store and against servers that are none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from detectors_app.domain.completion import complete
from detectors_app.domain.course import CourseId
from detectors_app.domain.errors import Invalid, TransientFault
from detectors_app.domain.record_store import Answer, NotLetIn, RecordStore
from detectors_app.protocol.xapi import Named, XapiStatement, statement_of
from detectors_app.transport.record_store import RecordStoreClient
from tests.record_store import HOME_PAGE, RunningStore, running
from tests.transport.hostile import Answer as Said
from tests.transport.hostile import fixed, server

COURSE = Named("https://learning.camden.example/courses/early-detectors", "Early Detectors")
ACCOUNT = ("lead", "made-up secret", HOME_PAGE)


def statements(*staff: str, on: date = date(2026, 11, 12)) -> tuple[XapiStatement, ...]:
    made = (complete(each, CourseId("early-detectors"), 1, 2168, on) for each in staff)
    return tuple(statement_of(each, COURSE, HOME_PAGE) for each in made)


def says(status: int, body: bytes = b"", **headers: str) -> Said:
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    head = "\r\n".join([f"HTTP/1.1 {status} Said", f"Content-Length: {len(body)}", "Connection: close", *lines])
    return fixed(head.encode() + b"\r\n\r\n" + body)


@pytest.fixture(scope="module")
def store() -> Iterator[RunningStore]:
    """Give a real record store."""
    with running() as started:
        yield started


@pytest.fixture
def client(store: RunningStore) -> Iterator[RecordStoreClient]:
    """Give a client of it."""
    made = RecordStoreClient(store.settings)
    yield made
    made.close()


def test_a_real_record_store_takes_them_and_shows_them(store: RunningStore, client: RecordStoreClient) -> None:
    """What was handed in can be asked for by its id."""
    sent = statements("X00001", "X00002")
    assert client.send(sent).answer is Answer.TAKEN
    for each in sent:
        (found,) = store.get(f"?statementId={each.id}")["statements"]
        assert (found["id"], found["verb"]["id"]) == (str(each.id), "https://w3id.org/xapi/adl/verbs/satisfied")


def test_a_real_record_store_doubles_nothing(store: RunningStore, client: RecordStoreClient) -> None:
    """The same again is taken and changes nothing; other words under one id are a conflict: it is held."""
    sent = statements("X00003")
    client.send(sent)
    assert client.send(sent).answer is Answer.TAKEN
    assert client.send(statements("X00003", on=date(2026, 11, 13))).answer is Answer.CONFLICT
    (found,) = store.get(f"?statementId={sent[0].id}")["statements"]
    assert found["timestamp"] == "2026-11-12T00:00:00Z"


def test_a_real_record_store_lets_no_stranger_in(store: RunningStore) -> None:
    """A wrong secret is no word about any statement."""
    stranger = RecordStoreClient(RecordStore(store.settings.address, "lead", "guessed", HOME_PAGE))
    with pytest.raises(NotLetIn) as caught:
        stranger.send(statements("X00004"))
    stranger.close()
    assert caught.value.facts == {"status": 401}


def test_a_real_record_store_refuses_what_is_no_statement(client: RecordStoreClient) -> None:
    """It says so by a 4xx: parked, never dropped."""
    (sent,) = statements("X00005")
    assert client.send((XapiStatement(sent.id, b'{"id": "x"}'),)).answer is Answer.REFUSED


@pytest.mark.parametrize(
    "said",
    [
        says(200, b"<html>Sign in</html>", Content_Type="text/html"),
        says(200, b"[]"),
        says(302, Location="https://elsewhere.example"),
        says(404),
        says(429, Retry_After="30"),
        says(500),
        says(503),
    ],
)
def test_no_other_answer_says_anything(said: Said) -> None:
    """A portal's page, a redirect, a wrong path, a busy store: nothing is known, and everything goes again."""
    with server(said) as address:
        client = RecordStoreClient(RecordStore(f"{address}/xAPI", *ACCOUNT))
        with pytest.raises(TransientFault) as caught:
            client.send(statements("X1"))
        client.close()
    assert caught.value.key == "record_store.no_answer"


def test_how_long_to_wait_is_heard() -> None:
    """A busy store's wish is passed on."""
    with server(says(429, Retry_After="30")) as address:
        client = RecordStoreClient(RecordStore(f"{address}/xAPI/", *ACCOUNT))
        with pytest.raises(TransientFault) as caught:
            client.send(statements("X1"))
        client.close()
    assert caught.value.retry_after_s == 30


@pytest.mark.parametrize(
    "address",
    [
        "",
        "lrs.example",
        "http://lrs.example/xAPI",
        "ftp://lrs.example",
        "https://lrs.example/xAPI?x=1",
        "https://lead:secret@lrs.example/xAPI",
        "https://[::1/xAPI",
        "https://lrs example/xAPI",
    ],
)
def test_an_address_that_is_not_safe_is_refused(address: str) -> None:
    """A password never goes over a line that anyone can read."""
    with pytest.raises(Invalid):
        RecordStoreClient(RecordStore(address, *ACCOUNT))


@pytest.mark.parametrize(
    "account",
    [("", "secret", HOME_PAGE), ("lead", "", HOME_PAGE), ("le:ad", "secret", HOME_PAGE), ("lead", "secret", "nowhere")],
)
def test_an_account_that_cannot_be_is_refused(account: tuple[str, str, str]) -> None:
    """It is said at once, not by the first refusal."""
    with pytest.raises(Invalid):
        RecordStoreClient(RecordStore("https://lrs.example/xAPI", *account))


def test_the_secret_is_never_shown() -> None:
    """Neither settings nor client show it."""
    settings = RecordStore("https://lrs.example/xAPI", *ACCOUNT)
    assert "made-up secret" not in repr(settings)
    assert "made-up secret" not in repr(RecordStoreClient(settings))
