"""Signed 16 KiB PUTs a second, beside a FastAPI route that only checks the same signature and fsyncs the same bytes.

    python -m bench.service [--pairs 25] [--seconds 1.0] [--connections 1 16] [--database URL]

Both servers run in processes of their own with the same uvicorn settings; the load comes from a third. Requests are
signed beforehand. Pairs of short runs alternate, and which goes first alternates too; printed are medians of the
ratios within pairs with their quartiles, and beside them each server's processor time and memory.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import hashlib
import multiprocessing
import os
import secrets
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import psutil
import uvicorn
from fastapi import FastAPI, HTTPException, Request, Response

from bench.measure import LEAST_PAIRS, Row, print_table, ratio_row
from detectors_app.domain.ids import CONCERNS, EnvelopeId, KeyId
from detectors_app.mailbox.config import Limits, ServiceConfig, new_config, sqlite_url
from detectors_app.mailbox.run import SWITCH_S, MailServer, listen
from detectors_app.mailbox.service import create_app, load_trust
from detectors_app.protocol.envelope import Header, Slot, box_digest, encode_header
from detectors_app.protocol.keys import seal_id
from detectors_app.signing import http
from detectors_app.signing.keys import SigningKey
from detectors_app.transport.client import Client
from detectors_app.use_cases.mail.ports import Quota
from detectors_app.use_cases.ports import Signer
from tests.made_up import Council

SIZE = 16 * 1024
ADDRESS = "http://127.0.0.1"
"""What requests are signed for; which port a server listens on is no part of it."""
MANY = Limits(rate_per_s=1e9, burst=10**9, quota=Quota(10**9, 10**15))


def now() -> datetime:
    """Give the time."""
    return datetime.now(UTC)


def plain_app(folder: Path, key: KeyId, public: bytes) -> FastAPI:
    """Make the yardstick: a route that checks the signature and digest, appends the bytes to a file and fsyncs it."""
    app = FastAPI()
    file = (folder / "plain").open("ab", buffering=0)

    def keep(body: bytes) -> None:
        file.write(body)
        os.fsync(file.fileno())

    @app.put("/v1/boxes/concerns/envelopes/{envelope_id}")
    async def put(request: Request, envelope_id: str) -> Response:  # noqa: ARG001 - the service has a path like it
        headers = [(name.decode(), value.decode()) for name, value in request.scope["headers"]]
        url = ADDRESS + request.scope["raw_path"].decode()
        found = http.verify_request(method="PUT", url=url, headers=headers, key=key, public=public)
        body = await request.body()
        if hashlib.sha256(body).hexdigest() != found.sha256 or not http.fresh(found.created, now()):
            raise HTTPException(400)
        await asyncio.to_thread(keep, body)
        return Response(status_code=201)

    return app


class _PlainServer(uvicorn.Server):
    """The yardstick's server, set up as the service's is."""

    def __init__(self, app: FastAPI) -> None:
        super().__init__(
            uvicorn.Config(app, http="httptools", ws="none", log_config=None, access_log=False, server_header=False)
        )


def _run(make: Callable[[], uvicorn.Server], told: Connection) -> None:
    taken = listen("127.0.0.1", 0)
    told.send(taken.getsockname()[1])
    asyncio.run(make().serve(sockets=[taken]))


def run_service(config: ServiceConfig, told: Connection) -> None:
    """Run the service in this process, with the thread switching of `run.serve`."""
    sys.setswitchinterval(SWITCH_S)
    _run(lambda: MailServer(create_app(config)), told)


def run_plain(folder: Path, key: KeyId, public: bytes, told: Connection) -> None:
    """Run the yardstick in this process, set up alike."""
    sys.setswitchinterval(SWITCH_S)
    _run(lambda: _PlainServer(plain_app(folder, key, public)), told)


@dataclass(frozen=True)
class Server:
    """A server in a process of its own."""

    name: str
    port: int
    process: psutil.Process

    def spent_s(self) -> float:
        """Give the processor time it has used."""
        times = self.process.cpu_times()
        return times.user + times.system

    def memory_mib(self) -> float:
        """Give the memory it holds."""
        return int(self.process.memory_info().rss) / 2**20


@contextmanager
def started(name: str, run: Callable[..., None], *words: object) -> Iterator[Server]:
    """Start a server and stop it at the end."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=run, args=(*words, there))
    process.start()
    port = here.recv()
    try:
        yield Server(name, port, psutil.Process(process.pid))
    finally:
        process.terminate()
        process.join(20)


def signed_puts(key: SigningKey, readers: tuple[KeyId, ...], count: int) -> list[bytes]:
    """Make whole requests, head and body, ready to be written to a socket."""
    made = []
    for _ in range(count):
        envelope_id = EnvelopeId(uuid.uuid4())
        slots = tuple(Slot(each, secrets.token_bytes(1184)) for each in sorted(readers))
        head = encode_header(Header(box_digest(CONCERNS), envelope_id, secrets.token_bytes(32), slots, 8))
        body = head + secrets.token_bytes(SIZE - len(head))
        path = f"/v1/boxes/concerns/envelopes/{envelope_id}"
        nonce = base64.urlsafe_b64encode(secrets.token_bytes(15)).decode()
        headers = http.sign_request(key, method="PUT", url=ADDRESS + path, body=body, created=now(), nonce=nonce)
        lines = [f"PUT {path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {SIZE}"]
        lines += ["Content-Type: application/octet-stream", *(f"{name}: {value}" for name, value in headers.items())]
        made.append("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
    return made


async def _drive(port: int, requests: list[bytes], seconds: float, delays: list[float]) -> int:
    """Send requests one after another on one connection until the time is over; give how many were taken."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    end, done = time.perf_counter() + seconds, 0
    while time.perf_counter() < end and requests:
        began = time.perf_counter()
        writer.write(requests.pop())
        head = await reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 201"):
            raise SystemExit(f"unexpected answer: {head[:60]!r}")
        length = next((line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), b":0")
        await reader.readexactly(int(length.split(b":")[1]))
        delays.append(time.perf_counter() - began)
        done += 1
    writer.close()
    return done


@dataclass(frozen=True)
class Run:
    """One short run: requests a second, processor time a request, and the delay that 99 of 100 stay under."""

    rate: float
    cpu_ms: float
    p99_ms: float


def one_run(server: Server, requests: list[bytes], connections: int, seconds: float) -> Run:
    """Drive one server for a while."""
    delays: list[float] = []

    async def all_of_them() -> int:
        return sum(await asyncio.gather(*(_drive(server.port, requests, seconds, delays) for _ in range(connections))))

    spent, began = server.spent_s(), time.perf_counter()
    done = asyncio.run(all_of_them())
    took = time.perf_counter() - began
    delays.sort()
    return Run(done / took, (server.spent_s() - spent) * 1000 / done, delays[int(len(delays) * 0.99)] * 1000)


def compare(
    servers: tuple[Server, Server], make: Callable[[int], list[bytes]], connections: int, pairs: int, seconds: float
) -> list[tuple[Run, Run]]:
    """Give alternating pairs of runs, ours and the plain route's; the first pair warms up and is thrown away."""
    kept: list[tuple[Run, Run]] = []
    enough = int(2500 * seconds) + 100
    for number in range(pairs + 1):
        order = servers if number % 2 else servers[::-1]
        runs = {each.name: one_run(each, make(enough), connections, seconds) for each in order}
        if number:
            kept.append((runs["service"], runs["plain"]))
    return kept


def as_rows(connections: int, pairs: list[tuple[Run, Run]], servers: tuple[Server, Server]) -> list[Row]:
    """Give the table's lines for one number of connections."""
    ours, theirs = ([pair[side] for pair in pairs] for side in (0, 1))
    note = (
        f"{_median(ours, 'rate'):.0f} and {_median(theirs, 'rate'):.0f} PUTs a second; processor "
        f"{_median(ours, 'cpu_ms'):.2f} and {_median(theirs, 'cpu_ms'):.2f} ms a request; p99 "
        f"{_median(ours, 'p99_ms'):.1f} and {_median(theirs, 'p99_ms'):.1f} ms; memory "
        f"{servers[0].memory_mib():.0f} and {servers[1].memory_mib():.0f} MiB"
    )
    return [
        ratio_row(
            f"signed 16 KiB PUTs a second at {connections} / same signature and fsync alone",
            [(mine.rate, plain.rate) for mine, plain in pairs],
            target=">= 0.70",
            met=lambda ratio: ratio >= 0.70,  # noqa: PLR2004 - the target itself
            note=note,
        )
    ]


def _median(runs: list[Run], member: str) -> float:
    return float(statistics.median(getattr(each, member) for each in runs))


def puts(
    pairs: int = LEAST_PAIRS, seconds: float = 0.5, connections: tuple[int, ...] = (1, 16), database: str = ""
) -> list[Row]:
    """Measure and give the table's lines. `database` is an empty database's URL; without one SQLite is used."""
    council = Council(now=now(), address=ADDRESS)
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="detectors-bench-") as name:
        folder = Path(name)
        made = new_config(ADDRESS, database or sqlite_url(folder / "service.db"), secrets.token_bytes)
        config = replace(made, limits=MANY, signing_seed=council.service.seed)
        load_trust(config, council.enrolment_file(), now())
        laptop = council.laptop()
        readers = tuple(seal_id(each.seal) for each in council.bundle().readers(CONCERNS))
        with (
            started("service", run_service, config) as service,
            started("plain", run_plain, folder, laptop.sign.id, laptop.sign.public) as plain,
        ):
            client = Client(f"{ADDRESS}:{service.port}", laptop.sign, sign_request=_for_the_address, clock=now)
            client.enrol(laptop.certificate, None)
            client.close()
            for each in connections:
                make = partial(signed_puts, laptop.sign, readers)
                rows += as_rows(each, compare((service, plain), make, each, pairs, seconds), (service, plain))
    return rows


def main() -> None:
    """Measure and print."""
    asking = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asking.add_argument("--pairs", type=int, default=LEAST_PAIRS)
    asking.add_argument("--seconds", type=float, default=0.5)
    asking.add_argument("--connections", type=int, nargs="+", default=[1, 16])
    asking.add_argument("--database", default="", help="an empty database's URL; SQLite in a throwaway folder without")
    args = asking.parse_args()
    print_table(puts(args.pairs, args.seconds, tuple(args.connections), args.database))


def _for_the_address(
    signer: Signer, *, method: str, url: str, body: bytes, created: datetime, nonce: str
) -> dict[str, str]:
    """Sign for the public address, without the port of this run."""
    here = ADDRESS + "/" + url.partition("://")[2].partition("/")[2]
    return http.sign_request(signer, method=method, url=here, body=body, created=created, nonce=nonce)


if __name__ == "__main__":
    main()
