"""The client against servers that are not the service: portals, cut answers, too much, too slow, nobody."""

from __future__ import annotations

import secrets
import socket
import ssl
from datetime import timedelta
from threading import Event

import pytest
import requests

from detectors_app.domain.errors import Invalid, TransientFault
from detectors_app.domain.ids import CONCERNS
from detectors_app.protocol.strict_json import LARGEST_BYTES
from detectors_app.signing.http import sign_request
from detectors_app.transport import exchange, reachability
from detectors_app.transport.address import Address
from detectors_app.transport.client import Client, Timeouts
from tests.made_up import NOW, sign_key
from tests.transport.hostile import Answer, fixed, server

KEY = sign_key()


def client(address: str, **timeouts: float) -> Client:
    limits = Timeouts(**({"connect_s": 5.0, "read_s": 5.0, "whole_s": 10.0} | timeouts))
    return Client(address, KEY, sign_request=sign_request, clock=lambda: NOW, timeouts=limits)


def fault_of(answer: Answer, **timeouts: float) -> TransientFault:
    with server(answer) as address:
        caller = client(address, **timeouts)
        try:
            with pytest.raises(TransientFault) as caught:
                caller.get_trust(1)
        finally:
            caller.close()
    return caught.value


def http(head: str, body: bytes = b"") -> bytes:
    return f"HTTP/1.1 {head}\r\n\r\n".encode() + body


@pytest.mark.parametrize(
    "answer,key",
    [
        (http("200 OK\r\nContent-Type: text/html\r\nContent-Length: 2", b"hi"), "network.sign_in_page"),
        (http("302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0"), "network.sign_in_page"),
        (http("200 OK\r\nContent-Type: application/json\r\nContent-Length: 9", b"{}"), "network.cut_off"),
        (
            http("200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked", b"5\r\n{}"),
            "network.cut_off",
        ),
        (http("200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2", b"hi"), "network.sign_in_page"),
        (http(f"200 OK\r\nContent-Length: {LARGEST_BYTES + 1}", bytes(LARGEST_BYTES + 1)), "network.sign_in_page"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "network.cut_off"),
        (b"", "network.cut_off"),
        (b"HTTP/1.1 200", "network.sign_in_page"),
    ],
)
def test_an_answer_that_is_not_whole_or_not_ours_is_tried_again(answer: bytes, key: str) -> None:
    """Whatever a network puts in the service's place, the client says that nothing is known."""
    assert fault_of(fixed(answer)).key == key


def test_a_silent_server_is_too_slow() -> None:
    """A server that never answers is given up after the read limit."""
    over = Event()

    def wait(_: socket.socket) -> None:
        over.wait(10)

    try:
        assert fault_of(wait, read_s=0.2).key == "network.too_slow"
    finally:
        over.set()


def test_a_dripping_answer_is_given_up_as_a_whole() -> None:
    """An answer that drips a byte at a time, each in time, is still given up after the limit for the whole."""
    over = Event()

    def drip(connection: socket.socket) -> None:
        connection.sendall(http("200 OK\r\nContent-Length: 100000"))
        while not over.wait(0.02):
            connection.sendall(b"x")

    try:
        assert fault_of(drip, whole_s=0.3).key == "network.too_slow"
    finally:
        over.set()


def test_nobody_there_is_said_so() -> None:
    """A refused connection means that the service is not there."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(TransientFault) as caught:
        client(f"http://127.0.0.1:{port}").get_trust(1)
    assert caught.value.key == "service.not_there"


def test_https_to_a_server_without_tls_is_not_secure() -> None:
    """TLS is asked for and not left out when the server does not speak it."""
    with server(fixed(b"HTTP/1.1 400 Bad Request\r\n\r\n"), reads=False) as address:
        caller = client(address.replace("http://", "https://"))
        with pytest.raises(TransientFault) as caught:
            caller.get_trust(1)
        caller.close()
    assert caught.value.key in {"network.not_secure", "network.cut_off"}


@pytest.mark.parametrize(
    "address",
    [
        "http://notes.example",
        "http://10.0.0.1",
        "ftp://127.0.0.1",
        "notes.example",
        "",
        "https://",
        "https://user:word@notes.example",
        "https://notes.example/path",
        "https://notes.example?x",
        "https://notes.example:port",
        "https://[::1",
    ],
)
def test_only_https_or_this_machine_is_called(address: str) -> None:
    """Plain http is for loopback alone; an address has no path, no name and password, no query."""
    with pytest.raises(Invalid):
        client(address)


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:8000", "http://[::1]:1", "http://localhost", "https://a.example/"]
)
def test_good_addresses_are_taken(address: str) -> None:
    """Https anywhere, http to this machine."""
    assert Address(address).url("/v1").endswith("/v1")


def test_the_clock_is_corrected_in_created_and_nowhere_else() -> None:
    """After a verified refusal told the service's time, `created` is shifted by the skew."""
    seen: list[bytes] = []

    def keep(connection: socket.socket) -> None:
        connection.sendall(http("500 x\r\nContent-Length: 0"))

    created = []

    def sign(*args: object, **members: object) -> dict[str, str]:
        created.append(members["created"])
        return sign_request(*args, **members)  # type: ignore[arg-type]

    with server(keep) as address:
        caller = Client(address, KEY, sign_request=sign, clock=lambda: NOW)
        for _ in range(2):
            with pytest.raises(TransientFault):
                caller.feed(CONCERNS, after="", limit=1, wait_s=0)
            caller.correct_clock(NOW + timedelta(hours=1))
        caller.close()
    assert created == [NOW, NOW + timedelta(hours=1)]
    assert seen == []


def test_the_environment_changes_nothing_but_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """No .netrc, no other roots from the environment; loopback never goes through a proxy."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/nowhere")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    assert fault_of(fixed(http("500 x\r\nContent-Length: 0"))).key == "service.trouble"
    assert not exchange.new_session().trust_env


@pytest.mark.parametrize(
    "error,key",
    [
        (requests.ConnectionError(socket.gaierror(-2, "no name")), "network.offline"),
        (requests.ConnectionError(OSError(101, "unreachable")), "network.offline"),
        (requests.exceptions.SSLError(ssl.SSLCertVerificationError("no")), "network.not_secure"),
        (requests.exceptions.ProxyError("no"), "network.proxy"),
        (requests.ConnectTimeout("slow"), "network.too_slow"),
        (requests.exceptions.ChunkedEncodingError("cut"), "network.cut_off"),
        (ConnectionResetError(), "network.cut_off"),
        (requests.ConnectionError(ConnectionRefusedError()), "service.not_there"),
    ],
)
def test_each_failure_has_its_words(error: Exception, key: str) -> None:
    """What failed is told apart, so that people are told what to do."""
    assert reachability.fault(error).key == key


def test_nonces_never_repeat() -> None:
    """Each request has its own nonce, of 32 hex letters."""
    nonces: list[object] = []

    def sign(*args: object, **members: object) -> dict[str, str]:
        nonces.append(members["nonce"])
        return sign_request(*args, **members)  # type: ignore[arg-type]

    with server(fixed(http("500 x\r\nContent-Length: 0"))) as address:
        caller = Client(address, KEY, sign_request=sign, clock=lambda: NOW, token_bytes=secrets.token_bytes)
        for _ in range(3):
            with pytest.raises(TransientFault):
                caller.get_trust(1)
        caller.close()
    assert len(set(nonces)) == 3
