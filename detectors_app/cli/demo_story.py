"""The demo's story, played step by step through the real windows; judges at the end what came through.

A made-up caretaker records a concern with the network off; it is saved; the network comes; it is sent; a made-up
officer reads it; the receipt comes back.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QWidget

from detectors_app.cli.demo_answers import ANSWERS, STORY
from detectors_app.cli.hands import Hands
from detectors_app.cli.world import World
from detectors_app.content.wording import Wording
from detectors_app.domain.ids import FieldId

MOST_SCREENS = 40


@dataclass(frozen=True, slots=True)
class Step:
    """One step done: its wording key, how long it took, and its pictures."""

    key: str
    seconds: float
    pictures: tuple[Path, ...]


@dataclass(slots=True)
class Story:
    """Plays the steps in order. `wake` tells the staff program that the network came or went, as the system would."""

    world: World
    words: Wording
    staff: QWidget
    desk: QWidget
    said: str = field(repr=False)
    folder: Path
    wake: Callable[[], None]
    tell: Callable[[Step], None]
    steps: list[Step] = field(default_factory=list)
    _began_s: float = 0.0
    _shots: int = 0

    def play(self) -> None:
        """Play all of it. Raises TransientFault naming what never came."""
        staff, desk = Hands(self.staff), Hands(self.desk)
        self._do("cli.demo.step.sign_in", lambda: self._sign_in(desk), desk)
        self._do("cli.demo.step.home", lambda: staff.find("home.record"), staff)
        self._do("cli.demo.step.form", lambda: self._fill(staff), staff)
        self._do("cli.demo.step.saved", lambda: self._send(staff), staff)
        self._do("cli.demo.step.network", lambda: self._network(staff), staff)
        self._do("cli.demo.step.arrived", lambda: self._open(desk), desk)
        self._do("cli.demo.step.read", lambda: self._read(desk), desk)
        self._do("cli.demo.step.receipt", lambda: staff.sees(self.words("delivery.read")), staff)

    def _do(self, key: str, act: Callable[[], object], hands: Hands) -> None:
        self._began_s, before = time.monotonic(), self._shots
        act()
        self._picture(hands)
        pictures = tuple(sorted(self.folder.glob("*.png"))[before:])
        step = Step(key, time.monotonic() - self._began_s, pictures)
        self.steps.append(step)
        self.tell(step)

    def _picture(self, hands: Hands) -> None:
        self._shots += 1
        name = "desk" if hands.window is self.desk else "staff"
        hands.picture(self.folder / f"{self._shots:02d}-{name}.png")

    def _sign_in(self, desk: Hands) -> None:
        desk.write("sign_in.passphrase", self.world.jo.passphrase)
        desk.press("sign_in.go")
        desk.find("inbox")

    def _fill(self, staff: Hands) -> None:
        """Go through all five steps, answering what is asked and known, until the answers are shown for checking."""
        staff.press("home.record")
        staff.find("record.continue")
        for _ in range(MOST_SCREENS):
            self._answer_screen(staff)
            self._picture(staff)
            self._go_on(staff)
            if staff.shows("check.send"):
                return

    def _go_on(self, staff: Hands) -> None:
        before = _screen_of(staff)
        staff.press("record.continue")
        staff.until(lambda: staff.shows("check.send") or _screen_of(staff) != before, "record")

    def _answer_screen(self, staff: Hands) -> None:
        for field_id, answer in {**ANSWERS, STORY: self.said}.items():
            if not staff.shows(f"view.{field_id}"):
                continue
            self._answer(staff, field_id, answer)

    def _answer(self, staff: Hands, field_id: FieldId, answer: str | tuple[str, ...]) -> None:
        if isinstance(answer, tuple):
            for value in answer:
                staff.click(staff.find(f"{field_id}.{value}"))
        elif staff.shows(f"{field_id}.{answer}"):
            staff.click(staff.find(f"{field_id}.{answer}"))
        else:
            staff.write(field_id, answer)

    def _send(self, staff: Hands) -> None:
        staff.press("check.send")
        staff.find("sent.heading")
        staff.sees(self.words("delivery.queued"))

    def _network(self, staff: Hands) -> None:
        self.world.network_on()
        self.wake()
        staff.sees(self.words("delivery.sent"))

    def _open(self, desk: Hands) -> None:
        desk.open_first_row("inbox.table")
        desk.find("concern.read")
        desk.sees(self.said)

    def _read(self, desk: Hands) -> None:
        desk.press("concern.read")
        desk.sees(self.words("desk.read"))


def _screen_of(staff: Hands) -> frozenset[str]:
    """Name the questions shown, to tell one screen from the next."""
    return frozenset(name for name in staff.names() if name.startswith("question."))
