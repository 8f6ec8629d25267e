"""A server on loopback that answers every connection with fixed bytes, as fast or slowly as it is told."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Thread

Answer = Callable[[socket.socket], None]


def _read_request(connection: socket.socket) -> None:
    connection.settimeout(10)
    data = b""
    while b"\r\n\r\n" not in data:
        chunk = connection.recv(65536)
        if not chunk:
            return
        data += chunk


@contextmanager
def server(answer: Answer, *, reads: bool = True) -> Iterator[str]:
    """Give the address of a server that reads a request's head, then answers as told, one connection after another."""
    listening = socket.create_server(("127.0.0.1", 0))

    def run() -> None:
        with suppress(OSError):
            while True:
                connection, _ = listening.accept()
                with connection, suppress(OSError):
                    if reads:
                        _read_request(connection)
                    answer(connection)

    thread = Thread(target=run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(10)


def fixed(data: bytes) -> Answer:
    """Answer with these bytes, then close."""
    return lambda connection: connection.sendall(data)
