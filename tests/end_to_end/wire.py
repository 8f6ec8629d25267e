"""Sits between laptops and the service and keeps every byte that goes either way; alters none."""

from __future__ import annotations

import re
import socket
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Lock, Thread
from types import TracebackType
from typing import Self

_CHUNK_BYTES = 64 * 1024
_REQUEST = re.compile(rb"(GET|PUT|POST|DELETE) (/\S*) HTTP/1\.1\r\n")


@dataclass
class Wire:
    """Listens on one port and speaks to another. `sent` and `came` hold the bytes of each connection, in order."""

    port: int
    to: int
    sent: list[bytearray] = field(default_factory=list)
    came: list[bytearray] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)
    _open: list[socket.socket] = field(default_factory=list)

    def __enter__(self) -> Self:
        """Begin to listen."""
        self._listening = socket.create_server(("127.0.0.1", self.port))
        Thread(target=self._accept, name="wire", daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None) -> None:
        """Stop listening and cut what is still open."""
        for each in (self._listening, *self._open):
            _cut(each)

    def asked(self) -> list[tuple[str, str]]:
        """Give the requests, by method and path without its query."""
        found = [each for sent in self.sent for each in _REQUEST.findall(bytes(sent))]
        return [(method.decode(), path.decode().partition("?")[0]) for method, path in found]

    def everything(self) -> bytes:
        """Give every byte that went either way."""
        return b"\n".join(bytes(each) for each in (*self.sent, *self.came))

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listening.accept()
                far = socket.create_connection(("127.0.0.1", self.to))
            except OSError:
                return
            with self._lock:
                self._open += [near, far]
                self.sent.append(bytearray())
                self.came.append(bytearray())
                out, back = self.sent[-1], self.came[-1]
            Thread(target=_pump, args=(near, far, out), daemon=True).start()
            Thread(target=_pump, args=(far, near, back), daemon=True).start()


def _pump(source: socket.socket, target: socket.socket, kept: bytearray) -> None:
    """Hand on what comes, keeping it first, until either side is gone."""
    with suppress(OSError):
        while chunk := source.recv(_CHUNK_BYTES):
            kept += chunk
            target.sendall(chunk)
    _cut(source)
    _cut(target)


def _cut(each: socket.socket) -> None:
    with suppress(OSError):
        each.shutdown(socket.SHUT_RDWR)
    each.close()
