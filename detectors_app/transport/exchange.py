"""One HTTP exchange with `requests`: the system's own roots, no redirect, limits; reads no meaning into answers."""

from __future__ import annotations

import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import requests
import truststore
from requests.adapters import HTTPAdapter
from requests.utils import get_environ_proxies
from urllib3.exceptions import HTTPError

from detectors_app.domain.errors import TransientFault
from detectors_app.protocol.strict_json import LARGEST_BYTES
from detectors_app.transport import reachability
from detectors_app.transport.replies import Reply

_CHUNK_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Request:
    """What to send; the headers are signed already."""

    method: str
    url: str
    headers: dict[str, str]
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds to connect, between two bytes, and for the whole answer."""

    connect_s: float
    read_s: float
    whole_s: float


class SystemTrust(HTTPAdapter):
    """Verifies TLS by the operating system's certificate store, where the council's own roots are."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as the library declares it
        """Give every connection the system's trust."""
        super().init_poolmanager(*args, ssl_context=truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT), **kwargs)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:  # noqa: ANN401 - as the library declares it
        """Give connections through a proxy the same trust."""
        return super().proxy_manager_for(proxy, ssl_context=truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT), **kwargs)

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:  # noqa: ANN401, ARG002
        """Always verify, and add no bundle of roots to the system's: not certifi's, not one from the environment."""
        conn.cert_reqs = "CERT_REQUIRED"
        conn.ca_certs = None
        conn.ca_cert_dir = None


def new_session() -> requests.Session:
    """Make a session that takes nothing from the environment; `send` asks for the system's proxies itself."""
    session = requests.Session()
    session.trust_env = False  # No .netrc, no REQUESTS_CA_BUNDLE.
    session.headers = {"Accept": "application/json, application/problem+json", "Accept-Encoding": "identity"}
    session.mount("https://", SystemTrust())
    return session


def send(session: requests.Session, request: Request, limits: Limits, *, loopback: bool) -> Reply:
    """Send it and read the whole answer. Raises TransientFault where none came, or too much, or too slowly."""
    deadline = time.monotonic() + limits.whole_s
    try:
        response = session.request(
            request.method,
            request.url,
            data=request.body or None,
            headers=request.headers,
            timeout=(limits.connect_s, limits.read_s),
            allow_redirects=False,
            stream=True,
            proxies={} if loopback else get_environ_proxies(request.url),
        )
        with response:
            body = _read(response, deadline)
    except (requests.RequestException, HTTPError, OSError) as error:
        raise reachability.fault(error) from error
    return Reply(response.status_code, _headers(response.headers), body)


def _headers(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def _read(response: requests.Response, deadline: float) -> bytes:
    """Read the body, undecoded. An encoded one was not asked for: it is not the service's."""
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise TransientFault("network.sign_in_page")
    chunks: list[bytes] = []
    size = 0
    # `read1` gives what is there; `read` would wait for a whole chunk, past any deadline.
    while chunk := response.raw.read1(_CHUNK_BYTES, decode_content=False):
        chunks.append(chunk)
        size += len(chunk)
        if size > LARGEST_BYTES:
            raise TransientFault("network.sign_in_page")
        if time.monotonic() > deadline:
            raise TransientFault("network.too_slow")
    _check_whole(response, size)
    return b"".join(chunks)


def _check_whole(response: requests.Response, size: int) -> None:
    """Refuse an answer that ended before its Content-Length, which `read1` does not notice."""
    declared = response.headers.get("Content-Length", "")
    if declared.isdigit() and int(declared) != size:
        raise TransientFault("network.cut_off")
