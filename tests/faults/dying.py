"""Kills at every step and counts what is left; shared by the tests of each kind of death."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TypedDict

from detectors_app.cli.world import Person, World, make_world
from detectors_app.desk.casebook import Casebook
from detectors_app.domain.delivery import State
from detectors_app.domain.ids import CONCERNS
from detectors_app.mailbox.config import FILE_NAME
from detectors_app.mailbox.in_thread import free_port
from detectors_app.staff.laptop import Laptop
from detectors_app.storage.key_place import FilePlace

LEAST_STEPS = {"laptop": 20, "receipt": 8, "service": 10, "answer": 20, "question": 15}
"""Far below what there are today: a driver that kills nowhere must not pass."""


class Played(TypedDict):
    """What the nursery tells."""

    steps: int
    said: list[str]


def die_everywhere(kind: str, folder: Path) -> None:
    """Play one kind of death in a fresh council, then see that each report is there exactly once."""
    world = make_world(folder, port=free_port())
    played = _play(kind, world)
    assert played["steps"] >= LEAST_STEPS[kind]
    world.network_on()
    try:
        _CHECKS.get(kind, _check)(world, played["said"])
    finally:
        world.close()


def _play(kind: str, world: World) -> Played:
    service = world.folder / "service" / FILE_NAME
    command = [sys.executable, "-m", "tests.faults.nursery", kind, world.sam.folder, world.jo.folder, service]
    run = subprocess.run(
        [str(each) for each in (*command, world.port)],
        input=world.jo.passphrase + "\n",
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert run.returncode == 0, run.stderr[-4000:]
    played: Played = json.loads(run.stdout.splitlines()[-1])
    return played


def _check(world: World, said: list[str]) -> None:
    arrived = _read_all(world.jo)
    assert arrived == Counter(said), "each concern is one case with one arrival at the desk, and no other is there"
    with Laptop.open(world.sam.folder, key_place=FilePlace(world.sam.folder)) as laptop:
        laptop.sync()
        held = [item for item in laptop.outbox() if item.box == CONCERNS]
        assert Counter(item.id.hex for item in held) == Counter(said)
        assert {item.state for item in held} == {State.READ}
        assert all(item.read_receipt for item in held)
        assert not laptop.drafts()
        assert laptop.status().unbelieved_receipts == 0
    assert _receipts(world.jo) == Counter(said), "one read receipt a concern was sealed, and no more"


def _read_all(officer: Person) -> Counter[str]:
    casebook = Casebook.sign_in(officer.folder, officer.passphrase)
    try:
        casebook.sync()
        rows = casebook.inbox().rows
        for row in rows:
            casebook.read(casebook.case(row.case.id))
        casebook.sync()
        return Counter(row.case.id.id.hex for row in rows for _ in row.case.arrivals)
    finally:
        casebook.close()


def _receipts(officer: Person) -> Counter[str]:
    casebook = Casebook.sign_in(officer.folder, officer.passphrase)
    try:
        return Counter(read.case.id.hex for row in casebook.inbox().rows for read in row.case.reads)
    finally:
        casebook.close()


def _check_answers(world: World, said: list[str]) -> None:
    """Each answer is once at the desk, in its one case, to a question of its own; read, the laptop knows it."""
    casebook = Casebook.sign_in(world.jo.folder, world.jo.passphrase)
    try:
        casebook.sync()
        (row,) = casebook.inbox().rows
        assert Counter(each.id.hex for each in row.case.additions) == Counter(said)
        assert (len(row.case.texts), row.case.marks) == (1, frozenset())
        assert len({each.question for each in row.case.additions}) == len(said)
        casebook.read(casebook.case(row.case.id))
        casebook.sync()
    finally:
        casebook.close()
    with Laptop.open(world.sam.folder, key_place=FilePlace(world.sam.folder)) as laptop:
        laptop.sync()
        answers = [item for item in laptop.outbox() if item.about is not None]
        assert Counter(item.id.hex for item in answers) == Counter(said)
        assert {item.state for item in answers} == {State.READ}
        assert (laptop.drafts(), laptop.status().unbelieved_receipts) == ((), 0)


def _check_questions(world: World, said: list[str]) -> None:
    """Each question is one at the desk that asked, one at its colleague's, one on the laptop, where it opens."""
    for officer in (world.jo, world.lee):
        casebook = Casebook.sign_in(officer.folder, officer.passphrase)
        try:
            casebook.sync()
            (row,) = casebook.inbox().rows
            assert Counter(each.event.hex for each in row.case.asks) == Counter(said)
        finally:
            casebook.close()
    with Laptop.open(world.sam.folder, key_place=FilePlace(world.sam.folder)) as laptop:
        laptop.sync()
        laptop.unlock(world.sam.passphrase)
        opened = {each.id.hex: laptop.open_question(each.id) for each in laptop.questions()}
        assert opened == {each: f"Planted question {each}" for each in said}
        assert laptop.status().unbelieved_receipts == 0


_CHECKS = {"answer": _check_answers, "question": _check_questions}
