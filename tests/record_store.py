"""A real learning record store on loopback (Ralph), started by the tests and stopped after them."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

from detectors_app.domain.record_store import RecordStore
from detectors_app.mailbox.in_thread import free_port
from tools import record_store as programs

START_S = 60
USER, SECRET = "lead", "made-up secret"
HOME_PAGE = "https://staff.camden.example"
_SERVE = """
import sys, uvicorn
from ralph.backends.data.base import BaseOperationType
from ralph.backends.lrs.fs import FSLRSBackend
FSLRSBackend.default_operation_type = BaseOperationType.APPEND
uvicorn.run("ralph.api:app", port=int(sys.argv[1]), log_level="warning")
"""
"""Kept in a file, it would otherwise take statements once only: the file must be added to."""


class RunningStore:
    """One running record store."""

    def __init__(self, port: int) -> None:
        """Remember where it listens."""
        self.settings = RecordStore(f"http://127.0.0.1:{port}/xAPI", USER, SECRET, HOME_PAGE)

    def get(self, query: str = "") -> dict[str, Any]:
        """Ask for statements, as another program would."""
        request = urllib.request.Request(f"{self.settings.address}/statements{query}")  # noqa: S310 - loopback
        request.add_header("Authorization", "Basic " + b64encode(f"{USER}:{SECRET}".encode()).decode())
        request.add_header("X-Experience-API-Version", "1.0.3")
        with urllib.request.urlopen(request, timeout=START_S) as answer:  # noqa: S310 - as above
            found: dict[str, Any] = json.load(answer)
            return found


@contextmanager
def running() -> Iterator[RunningStore]:
    """Start one with an empty store and one account."""
    ralph = Path(os.environ.get(programs.VARIABLE) or programs.program())
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        environment = {
            **os.environ,
            "RALPH_APP_DIR": str(place),
            "RALPH_RUNSERVER_BACKEND": "fs",
            "RALPH_BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH": str(place),
        }
        account = ["auth", "-w", "-u", USER, "-p", SECRET, "-s", "all", "-N", USER, "-M", "mailto:lead@made-up.example"]
        subprocess.run([ralph, *account], env=environment, cwd=folder, check=True, capture_output=True)
        python = ralph.with_name("python.exe" if os.name == "nt" else "python")
        port = free_port()
        serve = [str(python), "-c", _SERVE, str(port)]
        with subprocess.Popen(
            serve, env=environment, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            try:
                store = RunningStore(port)
                _wait(store, process)
                yield store
            finally:
                process.terminate()
                process.wait(START_S)


def _wait(store: RunningStore, process: subprocess.Popen[bytes]) -> None:
    """Ask until it answers: its port is open only once it is ready."""
    until = monotonic() + START_S
    while monotonic() < until:
        assert process.poll() is None, "The record store ended; is it installed whole?"
        try:
            store.get()
        except urllib.error.HTTPError:
            return
        except OSError:
            continue
        return
    raise TimeoutError
