"""Plays one send over and over, killing a process one step later each time; run as a program of its own.

`python -m tests.faults.nursery KIND LAPTOP DESK SERVICE.JSON PORT`, the kind being laptop, receipt, service, answer or
question, forks a child for every life, so that the imports are paid once. No thread may run in this process. The desk's
passphrase comes on standard input. It prints one JSON line: the steps there were, and the ids that were said.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from detectors_app.desk.casebook import Casebook
from detectors_app.domain.concern import Concern, Written
from detectors_app.domain.delivery import State
from detectors_app.domain.ids import CONCERNS, EnvelopeId
from detectors_app.mailbox.config import ServiceConfig, read_config
from detectors_app.mailbox.run import MailServer, listen
from detectors_app.mailbox.service import create_app
from detectors_app.staff.laptop import Laptop
from detectors_app.storage.key_place import FilePlace
from tests.faults.answers import answers_saying
from tests.faults.deaths import Deaths

MOST_STEPS = 400
_DIED, _FINISHED = "died", "finished"
_UP_WITHIN_S = 30.0
LEASE_S = 0.01
"""So short that a dead worker's lease has run out when the next life begins."""


Act = Callable[[UUID], None]


class NurseryError(Exception):
    """The play itself went wrong: what it was meant to show is not shown."""

    def __init__(self, why: str | int) -> None:
        """Keep why."""
        super().__init__(why)


@dataclass(frozen=True)
class Play:
    """One kind of death: what goes before, what the child does while it may die, and what mends it."""

    prepare: Act
    watched: Act
    mend: Act


def fork(job: Callable[[], None]) -> str:
    """Run the job in a child; say whether it finished or was killed. Any other end is a fault of the test."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            job()
            code = 0
        except BaseException:  # noqa: BLE001 - the child must end here, whatever happened, and say why
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return _DIED
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0:
        return _FINISHED
    raise NurseryError(status)


def laptop_at(folder: Path) -> Laptop:
    """Open the laptop. Its chance is always 0, so that no wait is drawn."""
    return Laptop.open(folder, key_place=FilePlace(folder), chance=lambda: 0.0)


def say(laptop: Laptop, said: UUID) -> None:
    """Report a concern under its id, as often as the person presses the button."""
    concern = Concern("concern", 1, answers_saying(f"Planted words {said.hex}"))
    laptop.report(EnvelopeId(said), concern, Written.LOCKED)


def stands(laptop: Laptop, said: UUID) -> State | None:
    """Say where the laptop holds it to be."""
    return next((item.state for item in laptop.outbox() if item.box == CONCERNS and item.id == said), None)


def send_until(folder: Path, said: UUID, goal: State) -> None:
    """Report if it is not there, then sync until it stands where it should; the person does no more than this."""
    for _ in range(5):
        with laptop_at(folder) as laptop:
            if stands(laptop, said) is None:
                say(laptop, said)
            laptop.wake()
            laptop.sync(LEASE_S)
            if stands(laptop, said) in {goal, State.READ}:
                return
    raise NurseryError("nothing-arrived")


def laptop_play(folder: Path) -> Play:
    """Kill the laptop anywhere between pressing *Save and send* and the end of the sync."""

    def watched(said: UUID) -> None:
        with laptop_at(folder) as laptop:
            say(laptop, said)
            laptop.sync(LEASE_S)

    return Play(lambda _: None, watched, lambda said: send_until(folder, said, State.SENT))


def receipt_play(folder: Path, desk: Path, passphrase: str) -> Play:
    """Kill the laptop anywhere while it takes the officer's receipt."""

    def prepare(said: UUID) -> None:
        fork(lambda: send_until(folder, said, State.SENT))
        fork(lambda: read_everything(desk, passphrase))

    def watched(_: UUID) -> None:
        with laptop_at(folder) as laptop:
            laptop.sync(LEASE_S)

    return Play(prepare, watched, lambda said: send_until(folder, said, State.READ))


def read_everything(desk: Path, passphrase: str) -> None:
    """Play the duty officer: fetch, press *I have read this* on all that is unread, send the receipts."""
    casebook = Casebook.sign_in(desk, passphrase)
    casebook.sync()
    for row in casebook.inbox().rows:
        casebook.read(casebook.case(row.case.id))
    casebook.sync()
    casebook.close()


def play_out(play: Play) -> tuple[int, list[str]]:
    """Play with a death at step 1, 2, 3… until one life reaches its end. Give the steps and the ids said."""
    said_all: list[str] = []
    for step in range(1, MOST_STEPS):
        said = new_id()
        said_all.append(said.hex)
        play.prepare(said)
        end = fork(lambda step=step, said=said: _watched(play, step, said))  # type: ignore[misc]  # bound per turn
        fork(lambda said=said: play.mend(said))  # type: ignore[misc]
        if end == _FINISHED:
            return step - 1, said_all
    raise NurseryError("no-end")


def _watched(play: Play, step: int, said: UUID) -> None:
    deaths = Deaths(step)
    deaths.watch_database()
    deaths.watch_requests()
    deaths.armed = True
    play.watched(said)


def new_id() -> UUID:
    return UUID(bytes=os.urandom(16), version=4)


class ServiceChild:
    """The real service in a forked child on a fixed port."""

    def __init__(self, config: ServiceConfig, port: int) -> None:
        self._config, self._port = config, port
        self._child = 0

    def start(self, step: int = 0) -> None:
        """Start it; it dies at that step after the first PUT, 0 never."""
        self._child = os.fork()
        if self._child == 0:
            self._live(step)
        self._wait_until_up()

    def _live(self, step: int) -> None:
        import asyncio

        try:
            deaths = Deaths(step)
            deaths.watch_database()
            server = MailServer(create_app(self._config))
            server.config.app = deaths.watch_asgi(server.config.app)  # type: ignore[arg-type]  # an ASGI application
            asyncio.run(server.serve(sockets=[listen("127.0.0.1", self._port)]))
        except BaseException:  # noqa: BLE001 - the child must end here, whatever happened, and say why
            traceback.print_exc()
        finally:
            os._exit(0)

    def _wait_until_up(self) -> None:
        end = datetime.now(UTC) + timedelta(seconds=_UP_WITHIN_S)
        while datetime.now(UTC) < end:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self._port)) == 0:
                    return
        raise NurseryError("no-service")

    def stop(self) -> str:
        """End it if it lives; say whether it had died by itself."""
        done, status = os.waitpid(self._child, os.WNOHANG)
        if done == 0:
            os.kill(self._child, signal.SIGTERM)
            _, status = os.waitpid(self._child, 0)
        died = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        return _DIED if died else _FINISHED


def play_service(folder: Path, service: ServiceChild) -> tuple[int, list[str]]:
    """Kill the service at each step of a PUT; start it anew; let the laptop try again."""
    said_all: list[str] = []
    for step in range(1, MOST_STEPS):
        said = new_id()
        said_all.append(said.hex)
        service.start(step)

        def send(said: UUID = said) -> None:
            with laptop_at(folder) as laptop:
                say(laptop, said)
                laptop.sync(LEASE_S)

        fork(send)
        end = service.stop()
        service.start()
        fork(lambda said=said: send_until(folder, said, State.SENT))  # type: ignore[misc]  # bound per turn
        service.stop()
        if end == _FINISHED:
            return step - 1, said_all
    raise NurseryError("no-end")


def _play(kind: str, laptop: Path, desk: Path, passphrase: str) -> Play:
    from tests.faults.asking import answer_play, ask_play

    plays = {"receipt": receipt_play, "answer": answer_play, "question": ask_play}
    return laptop_play(laptop) if kind == "laptop" else plays[kind](laptop, desk, passphrase)


def main(kind: str, laptop: Path, desk: Path, service: Path, port: int) -> None:
    """Play one kind of death to its end."""
    child = ServiceChild(read_config(service), port)
    if kind == "service":
        steps, said = play_service(laptop, child)
    else:
        child.start()
        steps, said = play_out(_play(kind, laptop, desk, sys.stdin.readline().strip()))
        child.stop()
    sys.stdout.write(json.dumps({"steps": steps, "said": said}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4]), int(sys.argv[5]))
