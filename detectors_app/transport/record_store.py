"""Hands statements to a learning record store over HTTPS (xAPI 1.0.3, *Statement Resource*); remembers nothing."""

from __future__ import annotations

import base64
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from detectors_app.domain.errors import Invalid, TransientFault
from detectors_app.domain.record_store import Answer, NotLetIn, RecordStore, Replied
from detectors_app.protocol.xapi import VERSION, XapiStatement, batch, names_all
from detectors_app.transport.address import Address
from detectors_app.transport.replies import Reply

if TYPE_CHECKING:
    from requests import Session

CONNECT_S, READ_S, WHOLE_S = 10.0, 60.0, 120.0
_BUSY = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS})
_NOT_LET_IN = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.PROXY_AUTHENTICATION_REQUIRED})


class RecordStoreClient:
    """One record store, as one account sees it. One thread uses it at a time."""

    def __init__(self, store: RecordStore, *, session: Session | None = None) -> None:
        """Keep where to and as whom; nothing is sent yet. Raises Invalid for an address that is not https."""
        self._url, self._loopback = _statements_url(store.address)
        if not store.user or not store.secret or ":" in store.user:
            raise Invalid("record_store.account", where="user")
        _absolute(store.home_page)
        account = base64.b64encode(f"{store.user}:{store.secret}".encode()).decode("ascii")
        self._headers = {
            "Authorization": f"Basic {account}",
            "Content-Type": "application/json",
            "X-Experience-API-Version": VERSION,
        }
        self._session = session

    def send(self, statements: tuple[XapiStatement, ...]) -> Replied:
        """Hand statements in, all or none. Raises TransientFault (nothing is known), NotLetIn."""
        from detectors_app.transport import exchange  # `requests` is slow to import: only when first used

        self._session = self._session or exchange.new_session()
        request = exchange.Request("POST", self._url, self._headers, batch(statements))
        limits = exchange.Limits(CONNECT_S, READ_S, WHOLE_S)
        return _meaning(exchange.send(self._session, request, limits, loopback=self._loopback), statements)

    def close(self) -> None:
        """Close the connections."""
        session, self._session = self._session, None
        if session is not None:
            session.close()


def _meaning(reply: Reply, statements: tuple[XapiStatement, ...]) -> Replied:
    """Give what an answer means. A page of some portal on the way is no answer."""
    status = reply.status
    if status == HTTPStatus.NO_CONTENT or (status == HTTPStatus.OK and names_all(reply.body, statements)):
        return Replied(Answer.TAKEN, status)
    if status == HTTPStatus.CONFLICT:
        return Replied(Answer.CONFLICT, status)
    if status in _NOT_LET_IN:
        raise NotLetIn("record_store.not_let_in", status=status)
    client_error = HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR
    if client_error and status not in _BUSY | {HTTPStatus.NOT_FOUND}:
        return Replied(Answer.REFUSED, status)
    raise TransientFault("record_store.no_answer", retry_after_s=_retry_after(reply), status=status)


def _retry_after(reply: Reply) -> int | None:
    given = reply.headers.get("retry-after", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < len("1000000") else None


def _statements_url(address: str) -> tuple[str, bool]:
    """Give the URL of the statements, and whether it is on this machine. `address` is the xAPI endpoint's."""
    _absolute(address)
    parts = urlsplit(address)
    try:
        origin = Address(urlunsplit((parts.scheme, parts.netloc, "", parts.query, parts.fragment)))
    except Invalid:
        raise Invalid("record_store.address", where="address") from None
    return origin.url(f"{parts.path.rstrip('/')}/statements"), origin.loopback


def _absolute(iri: str) -> None:
    try:
        parts = urlsplit(iri)
        _ = parts.port
    except ValueError:
        raise Invalid("record_store.address", where="address") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname or any(each.isspace() for each in iri):
        raise Invalid("record_store.address", where="address")
