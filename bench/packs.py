"""How a film of 50 MiB comes in pieces, beside one GET of it; and what checking it costs whoever opens the course."""

from __future__ import annotations

import hashlib
import secrets
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import requests

from bench.measure import LEAST_PAIRS, Row, alternate, ratio_row, time_row
from detectors_app.domain.packs import Pack
from detectors_app.mailbox.config import sqlite_url
from detectors_app.storage.pack_shelf import PackShelf
from detectors_app.transport.client import Client
from tests.made_up_packs import course_files, film, pack_of, pieces_of, signed
from tests.mailbox.town import Town

MIB = 1024 * 1024
FILM_BYTES = 50 * MIB
CHUNK_BYTES = 64 * 1024


def fetching() -> list[Row]:
    """Measure on loopback: the service on SQLite gives signed pieces, a bare server one answer out of memory."""
    data = film(FILM_BYTES)
    files = course_files(1, more={"film/noticing.mp4": data})
    pack = pack_of(files, 1)
    with tempfile.TemporaryDirectory() as folder, Town(sqlite_url(Path(folder) / "service.db")) as town:
        statement, pieces = signed(pack, town.council.content), pieces_of(files)
        desk, (_, laptop) = town.desk(town.council.jo), town.enrolled()
        for sha256 in desk.offer_pack(statement).missing:
            desk.put_pack_piece(sha256, pieces[sha256])
        desk.offer_pack(statement)
        with _one_file(data) as address:
            pairs = alternate(lambda: _in_pieces(laptop, pack), lambda: _in_one(address))
        shelf = PackShelf(Path(folder))
        for sha256, body in pieces.items():
            shelf.put_piece(sha256, body)
        made = shelf.make(pack, statement, ())
        shelf.put_in_place(made, pack)
        checks = [_checks(Path(folder), pack) for _ in range(LEAST_PAIRS)]
    name = "50 MiB of a course fetched by signed pieces, each compared / one GET from memory, compared"
    return [
        ratio_row(name, pairs),
        time_row("the same, in pieces", [ours * 1000 for ours, _ in pairs]),
        time_row("a course with a film of 50 MiB: every byte checked at first use", [first for first, _ in checks]),
        time_row("the same: each later use", [later for _, later in checks]),
    ]


def _in_pieces(laptop: Client, pack: Pack) -> float:
    begin_s = time.perf_counter()
    for sha256 in pack.pieces():
        if hashlib.sha256(laptop.pack_bytes(sha256)).hexdigest() != sha256:
            raise ValueError(sha256)
    return time.perf_counter() - begin_s


def _in_one(address: str) -> float:
    begin_s = time.perf_counter()
    with requests.get(address, stream=True, timeout=60) as answer:
        digest = hashlib.sha256()
        for chunk in answer.iter_content(CHUNK_BYTES):
            digest.update(chunk)
        digest.hexdigest()
    return time.perf_counter() - begin_s


def _checks(data: Path, pack: Pack) -> tuple[float, float]:
    """Give the milliseconds of the first look and of the second."""
    shelf = PackShelf(data)
    (kept,) = shelf.kept(pack.course)
    took_ms = []
    for _ in range(2):
        begin_s = time.perf_counter()
        if not shelf.is_whole(kept, pack):
            raise ValueError(kept.name)
        took_ms.append((time.perf_counter() - begin_s) * 1000)
    return took_ms[0], took_ms[1]


@contextmanager
def _one_file(data: bytes) -> Iterator[str]:
    """Serve these bytes on loopback, unsigned and from memory."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/{secrets.token_hex(4)}"
    finally:
        server.shutdown()
        server.server_close()
