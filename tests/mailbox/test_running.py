"""The service as a process: its ports, its log, its stop, its description of itself."""

from __future__ import annotations

import json
import logging
import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import requests

from detectors_app.domain.errors import EnvironmentFault
from detectors_app.domain.ids import CONCERNS
from detectors_app.mailbox.config import FILE_NAME, ServiceConfig, new_config, sqlite_url, write_config
from detectors_app.mailbox.core import Core
from detectors_app.mailbox.in_thread import ServiceThread, free_port
from detectors_app.mailbox.journal import JsonLines
from detectors_app.mailbox.openapi import CALLS, describe
from detectors_app.mailbox.run import listen
from detectors_app.mailbox.service import ROUTES, load_trust
from detectors_app.signing.http import sign_request
from detectors_app.transport.client import Client
from tests.made_up import Council
from tests.mailbox.town import Town
from tests.mailbox.waiting import until

SCRIPT = """
import sys
from pathlib import Path
from detectors_app.mailbox.config import read_config
from detectors_app.mailbox.run import serve
if __name__ == "__main__":
    serve(read_config(Path(sys.argv[1])), "127.0.0.1", int(sys.argv[2]), int(sys.argv[3]), workers=int(sys.argv[4]))
"""


def answers(address: str) -> bool:
    try:
        return requests.get(address, timeout=5, proxies={"http": ""}).status_code == 200
    except requests.RequestException:
        return False


def free_row(length: int) -> int:
    """Give the first of so many neighbouring ports of loopback that nobody listens on now."""
    while True:
        first = free_port()
        try:
            for each in range(first, first + length):
                listen("127.0.0.1", each).close()
        except (OSError, OverflowError):
            continue
        return first


@contextmanager
def process(config: ServiceConfig, folder: Path, workers: int) -> Iterator[tuple[subprocess.Popen[bytes], int, int]]:
    """Run `serve` in a process of its own; give it with its two ports, once every worker is ready."""
    write_config(config, folder / FILE_NAME)
    (folder / "serve.py").write_text(SCRIPT)
    port, side = free_port(), free_row(workers)
    words = [str(folder / "serve.py"), str(folder / FILE_NAME), str(port), str(side), str(workers)]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen([sys.executable, *words], stderr=log, env=environment)
    try:
        for number in range(workers):
            until(lambda number=number: answers(f"http://127.0.0.1:{side + number}/readyz"), 60)  # type: ignore[misc]
        yield running, port, side
    finally:
        running.kill()
        running.wait(30)


def config_for(council: Council, url: str) -> ServiceConfig:
    made = replace(new_config("http://127.0.0.1:1", url, secrets.token_bytes), signing_seed=council.service.seed)
    load_trust(made, council.enrolment_file(), council.now)
    return made


def test_a_worker_serves_tells_its_numbers_and_stops_when_told(tmp_path: Path) -> None:
    """On SQLite: ready, numbers without ids or boxes, a log of JSON lines, exit 0 on SIGTERM."""
    council = Council()
    config = config_for(council, sqlite_url(tmp_path / "service.db"))
    with process(config, tmp_path, 1) as (running, port, side):
        assert requests.get(f"http://127.0.0.1:{port}/v1/trust", timeout=5).status_code == 401
        assert answers(f"http://127.0.0.1:{side}/healthz")
        numbers = requests.get(f"http://127.0.0.1:{side}/metrics", timeout=5).text
        assert 'detectors_requests_total{call="get_trust",status="401"} 1' in numbers
        assert "concerns" not in numbers
        assert requests.get(f"http://127.0.0.1:{port}/healthz", timeout=5).status_code == 404
        running.send_signal(signal.SIGTERM)
        assert running.wait(30) == 0
    lines = [json.loads(line) for line in (tmp_path / "log").read_text().splitlines()]
    assert {"event": "answered", "call": "get_trust", "status": 401}.items() <= lines[0].items()


@pytest.mark.postgres
def test_two_workers_share_a_port_and_stop_together(tmp_path: Path, postgres_url: str) -> None:
    """On PostgreSQL: two workers, each with its own operator's port, end together when told."""
    with process(config_for(Council(), postgres_url), tmp_path, 2) as (running, port, _):
        assert requests.get(f"http://127.0.0.1:{port}/v1/trust", timeout=5).status_code == 401
        running.send_signal(signal.SIGTERM)
        assert running.wait(60) == 0


def test_a_service_whose_database_is_missing_does_not_start(tmp_path: Path) -> None:
    """What is wrong is told before anything listens."""
    config = new_config("http://127.0.0.1", sqlite_url(tmp_path / "no" / "x.db"), secrets.token_bytes)
    service = ServiceThread(config)
    with pytest.raises(EnvironmentFault):
        service.start()
    service.stop()


def test_without_a_bundle_the_service_is_not_ready_but_says_so(tmp_path: Path) -> None:
    """A service that no trust file was loaded into answers 503 to every call."""
    config = replace(
        new_config("http://127.0.0.1", sqlite_url(tmp_path / "x.db"), secrets.token_bytes), public_address=""
    )
    council = Council()
    with ServiceThread(config, clock=lambda: council.now) as service:
        client = Client(service.address, council.jo.desk, sign_request=sign_request, clock=lambda: council.now)
        with pytest.raises(Exception, match=r"service\.busy"):
            client.get_trust(1)
        client.close()


def test_the_description_names_every_call_and_nothing_else(small_town: Town) -> None:
    """OpenAPI lists exactly the routes there are, and every schema it refers to is there."""
    told = requests.get(f"{small_town.service.address}/openapi.json", timeout=5).json()
    listed = {
        (method.upper(), path, operation["operationId"])
        for path, item in told["paths"].items()
        for method, operation in item.items()
    }
    assert listed == {(method, path.replace("{box:path}", "{box}"), act.__name__) for method, path, act in ROUTES}
    assert set(CALLS) == {act.__name__ for _, _, act in ROUTES}
    text = json.dumps(told)
    for name in [part.split('"')[0] for part in text.split("#/components/schemas/")[1:]]:
        assert name in told["components"]["schemas"], name
    assert all(operation["summary"] for item in told["paths"].values() for operation in item.values())
    assert describe((), "x")["paths"] == {}


def test_what_a_call_answers_is_what_is_described(small_town: Town) -> None:
    """The statuses and kinds of content that come are among those that the description names."""
    told = requests.get(f"{small_town.service.address}/openapi.json", timeout=5).json()
    for method, path, act in ROUTES:
        address = small_town.service.address + path.replace("{box:path}", "concerns").replace("{id}", "x").replace(
            "{key}", "x"
        )
        came = requests.request(method, address, timeout=5)
        described = told["paths"][path.replace("{box:path}", "{box}")][method.lower()]["responses"]
        assert came.headers["content-type"] in described[str(came.status_code)]["content"], act.__name__


def test_a_log_line_quotes_no_exception(caplog: pytest.LogCaptureFixture) -> None:
    """An exception is named by its type: its text may quote what somebody wrote."""
    caught = (ValueError, ValueError("somebody's words"), None)
    record = logging.LogRecord("detectors.x", logging.ERROR, "", 0, "failed", None, caught)
    line = json.loads(JsonLines().format(record))
    assert (line["event"], line["error"]) == ("failed", "ValueError")
    other = logging.LogRecord("library", logging.ERROR, "", 0, "somebody's words", None, None)
    assert "somebody" not in JsonLines().format(record) + JsonLines().format(other)


def test_a_bug_is_answered_without_its_text(small_town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failure of our own is a 500 problem document that quotes nothing, and the worker goes on."""

    async def broken(*_: object) -> None:
        raise RuntimeError("somebody's words")  # noqa: TRY003 - the text that must not appear

    _, laptop = small_town.enrolled()
    with monkeypatch.context() as patch:
        patch.setattr(Core, "write", broken)
        with pytest.raises(Exception, match=r"service\.no_unsigned"):
            laptop.put_envelope(CONCERNS, *small_town.letter())
    laptop.put_envelope(CONCERNS, *small_town.letter())
