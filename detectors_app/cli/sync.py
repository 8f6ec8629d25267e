"""`detectors sync`: rounds with the service, of a laptop or a desk, once or until stopped; decides no timing."""

from __future__ import annotations

import argparse
import random
import threading
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Never

from detectors_app.cli.exit_codes import Exit
from detectors_app.cli.folders import Kind, find_folder
from detectors_app.cli.output import Output
from detectors_app.cli.passphrases import Passphrases
from detectors_app.desk.casebook import Casebook
from detectors_app.domain.errors import Invalid, TransientFault
from detectors_app.staff.laptop import Laptop

WAIT_S = 50
"""The longest poll that the service answers (docs/protocol.md)."""
PAUSE_S = 15.0
"""Between a desk's rounds that did not reach the service."""


def sync(args: argparse.Namespace, out: Output) -> Exit:
    """Do one round, or go on until stopped."""
    folder, kind = find_folder(args)
    if kind is Kind.LAPTOP:
        return _laptop(folder, out, once=args.once)
    if kind is Kind.DESK:
        return _desk(folder, Passphrases(out.words, args.passphrase_fd), out, once=args.once)
    raise Invalid("folder.nothing_here", where=str(folder))


def _laptop(folder: Path, out: Output, *, once: bool) -> Exit:
    # Whoever asks by hand means now: no jitter then, as there is none to spread among.
    with Laptop.open(folder, chance=(lambda: 0.0) if once else random.random) as laptop:
        laptop.wake()
        if once:
            return _laptop_round(laptop, out)
        out.result(kind=Kind.LAPTOP.value, data=str(folder))
        return _laptop_rounds(laptop)


def _laptop_rounds(laptop: Laptop) -> Never:
    """Let concerns and training each go at their own times: together, they would join the laptop's keys."""
    concerns_at = training_at = datetime.now(UTC)
    while True:
        if datetime.now(UTC) >= concerns_at:
            concerns_at = laptop.sync().next_at
        if datetime.now(UTC) >= training_at:
            training = laptop.sync_learning()
            training_at = training.next_at
            if training.spoke:
                laptop.fetch_packs()
        _wait_until(min(concerns_at, training_at))


def _laptop_round(laptop: Laptop, out: Output) -> Exit:
    report, items = laptop.sync(), laptop.outbox()
    # By hand both go at once. Whoever watches the service sees them together then: docs/threat-model.md says so.
    training = laptop.sync_learning(at_once=True)
    fetched = laptop.fetch_packs()
    stands, asked = laptop.status(), sum(each.waits for each in laptop.questions())
    waiting = stands.waiting
    if not report.reached:
        raise TransientFault(report.trouble or "transport.offline")
    _say_waiting(out, waiting)
    if asked:
        out.say("cli.sync.asked", count=asked)
    for course in fetched.taken:
        out.say("cli.sync.course", course=course)
    states = [{"id": str(each.id), "state": each.state.value} for each in items]
    out.result(
        kind=Kind.LAPTOP.value, reached=True, waiting=waiting, new=len(report.changed), paused=report.paused,
        outbox=states, training_sent=len(training.sent), training_waiting=stands.training_waiting,
        courses_taken=list(fetched.taken), courses_waiting=fetched.waiting, courses_trouble=fetched.trouble,
    )  # fmt: skip
    return Exit.NOT_YET if waiting else Exit.OK


def _desk(folder: Path, passphrases: Passphrases, out: Output, *, once: bool) -> Exit:
    with closing(Casebook.sign_in(folder, passphrases.known("cli.desk.passphrase"))) as casebook:
        if once:
            return _desk_round(casebook, out)
        out.result(kind=Kind.DESK.value, data=str(folder))
        while True:
            _desk_turn(casebook)


def _desk_round(casebook: Casebook, out: Output) -> Exit:
    took = casebook.sync()
    waiting = casebook.status().waiting
    out.say("cli.sync.took", count=len(took.new))
    _say_waiting(out, waiting)
    out.result(kind=Kind.DESK.value, reached=True, waiting=waiting, new=len(took.new), put_back=took.put_back)
    return Exit.NOT_YET if waiting else Exit.OK


def _desk_turn(casebook: Casebook) -> None:
    try:
        casebook.sync()
        casebook.listen(WAIT_S)
    except TransientFault as fault:
        _pause(max(PAUSE_S, float(fault.retry_after_s or 0)))


def _say_waiting(out: Output, waiting: int) -> None:
    if waiting:
        out.say("cli.sync.waiting", count=waiting)
    else:
        out.say("cli.sync.all_sent")


def _wait_until(moment: datetime) -> None:
    _pause((moment - datetime.now(UTC)).total_seconds())


def _pause(seconds: float) -> None:
    """Wait so that Ctrl+C ends it at once, on Windows too."""
    threading.Event().wait(max(seconds, 0.1))
