"""Plays a question and its answer with a death at each step; what the nursery runs, for these two kinds."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from uuid import UUID

from detectors_app.desk.casebook import Casebook
from detectors_app.desk.open_desk import utc_now
from detectors_app.domain.concern import About, Concern, Written
from detectors_app.domain.delivery import State
from detectors_app.domain.ids import EnvelopeId, FieldId
from detectors_app.staff.laptop import Laptop
from tests.faults.nursery import LEASE_S, NurseryError, Play, fork, laptop_at, new_id, send_until, stands

AT_ONCE = 60
"""So many questions are asked before the first answer dies: more than it has steps, or they are asked once more."""


def answer_play(folder: Path, desk: Path, passphrase: str) -> Play:
    """Kill the laptop anywhere between the first save of an answer and the end of the sync."""
    turns = count()

    def prepare(_: UUID) -> None:
        if next(turns) % AT_ONCE == 0:
            _concern_at_the_desk(folder, desk, passphrase)
            fork(lambda: _ask(desk, passphrase, *(new_id() for _ in range(AT_ONCE))))
            fork(lambda: _sync(folder))

    def watched(said: UUID) -> None:
        with laptop_at(folder) as laptop:
            laptop.save_draft(EnvelopeId(said), _words(said), 0, Written.LOCKED, _about(laptop))
            _answer(laptop, said)
            laptop.sync(LEASE_S)

    return Play(prepare, watched, lambda said: _answer_until_sent(folder, said))


def ask_play(folder: Path, desk: Path, passphrase: str) -> Play:
    """Kill the desk anywhere between pressing *Ask* and the end of what it sends."""

    def ask(said: UUID) -> None:
        _ask(desk, passphrase, said)

    def mend(said: UUID) -> None:
        _ask(desk, passphrase, said, now=later)

    turns = count()

    def prepare(_: UUID) -> None:
        if next(turns) == 0:
            _concern_at_the_desk(folder, desk, passphrase)

    return Play(prepare, ask, mend)


def _concern_at_the_desk(folder: Path, desk: Path, passphrase: str) -> None:
    """Send the one concern that all questions are about, and let the desk have it; done again it changes nothing."""

    def sent() -> None:
        with laptop_at(folder) as laptop:
            known = laptop.outbox()
        if not known:
            send_until(folder, new_id(), State.SENT)

    fork(sent)
    fork(lambda: _on_desk(desk, passphrase, lambda casebook: casebook.sync()))


def later() -> datetime:
    """Give the time when a dead worker's lease has run out."""
    return datetime.now(UTC) + timedelta(seconds=90)


def _on_desk(
    desk: Path, passphrase: str, act: Callable[[Casebook], object], now: Callable[[], datetime] = utc_now
) -> None:
    with closing(Casebook.sign_in(desk, passphrase, now=now)) as casebook:
        act(casebook)


def _ask(desk: Path, passphrase: str, *questions: UUID, now: Callable[[], datetime] = utc_now) -> None:
    """Ask each under its id, as often as the officer presses, and send."""

    def act(casebook: Casebook) -> None:
        (row,) = casebook.inbox().rows
        for question in questions:
            casebook.ask(row.id, f"Planted question {question.hex}", EnvelopeId(question))
        casebook.deliver()

    _on_desk(desk, passphrase, act, now)


def _sync(folder: Path) -> None:
    with laptop_at(folder) as laptop:
        laptop.wake()
        laptop.sync(LEASE_S)


def _about(laptop: Laptop) -> About:
    asked = next(each for each in laptop.questions() if each.waits)
    return About(asked.concern, asked.id)


def _words(said: UUID) -> Concern:
    return Concern("addition", 1, {FieldId("more"): f"Planted answer {said.hex}"})


def _answer(laptop: Laptop, said: UUID) -> None:
    laptop.report(EnvelopeId(said), _words(said), Written.LOCKED, about=_about(laptop))


def _answer_until_sent(folder: Path, said: UUID) -> None:
    for _ in range(5):
        with laptop_at(folder) as laptop:
            if stands(laptop, said) is None:
                _answer(laptop, said)
            laptop.wake()
            laptop.sync(LEASE_S)
            if stands(laptop, said) is State.SENT:
                return
    raise NurseryError("nothing-arrived")
