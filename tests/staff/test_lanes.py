"""The staff program's lanes: what hangs on one holds up no other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any, cast
from uuid import uuid4

import pytest
from pytestqt.qtbot import QtBot

from detectors_app.domain.errors import EnvironmentFault
from detectors_app.domain.ids import EnvelopeId
from detectors_app.staff.lanes import Lanes
from detectors_app.staff.laptop import Laptop
from detectors_app.use_cases.delivery.learning_round import LearningReport
from detectors_app.use_cases.delivery.listen import Heard
from detectors_app.use_cases.delivery.sync_round import SyncReport
from detectors_app.use_cases.learning.fetch_packs import PacksFetched
from tests.conftest import ExpectLogs


def _later() -> datetime:
    return datetime.now(UTC) + timedelta(hours=1)


@dataclass
class Played:
    """A laptop that says what it was asked, for every lane alike. `learning` is what a round for training does."""

    asked: list[str] = field(default_factory=list)
    learning: Callable[[], LearningReport] = lambda: LearningReport(_later())

    def sync(self) -> SyncReport:
        self.asked.append("sync")
        return SyncReport(
            reached=True, sent=(), read=(), changed=(), parked=(), paused="", busy=False, new_bundle=False, trouble="",
            next_at=_later(),
        )  # fmt: skip

    def listen(self, wait_s: int) -> Heard:
        self.asked.append("listen")
        return Heard(reached=False, read=(), trouble="", next_at=_later())

    def sync_learning(self) -> LearningReport:
        self.asked.append("learning")
        return self.learning()

    def fetch_packs(self, *_: Any) -> PacksFetched:  # noqa: ANN401 - whatever it is asked with
        self.asked.append("packs")
        return PacksFetched()

    def close(self) -> None:
        self.asked.append("close")


@pytest.fixture
def played() -> Played:
    """Give the laptop that plays along."""
    return Played()


@pytest.fixture
def lanes(qtbot: QtBot, played: Played) -> Iterator[Lanes]:
    """Give lanes that have begun."""
    made = Lanes(lambda: cast("Laptop", played), lambda: datetime.now(UTC))
    made.start()
    qtbot.waitUntil(lambda: "sync" in played.asked and "listen" in played.asked)
    yield made
    assert made.stop(20_000)


def test_a_round_for_training_that_hangs_delays_no_concern(qtbot: QtBot, played: Played, lanes: Lanes) -> None:
    """A concern handed over meanwhile goes at once, on the lane of its own."""
    goes_on = Event()

    def hang() -> LearningReport:
        assert goes_on.wait(20)
        return LearningReport(_later(), spoke=True)

    played.learning = hang
    lanes.learn()
    qtbot.waitUntil(lambda: "learning" in played.asked)
    before = played.asked.count("sync")
    lanes.deliver()
    qtbot.waitUntil(lambda: played.asked.count("sync") == before + 1)
    lanes.learn()
    goes_on.set()
    qtbot.waitUntil(lambda: "packs" in played.asked)
    assert played.asked.count("learning") == 1


def test_a_record_that_went_is_told_and_silence_is_not(qtbot: QtBot, played: Played, lanes: Lanes) -> None:
    """Pages read again only where something was committed."""
    with qtbot.assertNotEmitted(lanes.changed, wait=200):
        lanes.learn()
        qtbot.waitUntil(lambda: "learning" in played.asked)
    played.learning = lambda: LearningReport(_later(), spoke=True, sent=(EnvelopeId(uuid4()),), trouble="x")
    with qtbot.waitSignal(lanes.changed):
        lanes.learn()


def test_a_fault_of_the_training_lane_is_tried_again(
    qtbot: QtBot, played: Played, lanes: Lanes, expect_logs: ExpectLogs
) -> None:
    """It ends nothing: the other lanes go on, and the next time is set."""
    expect_logs("learning.fault")
    lanes._learning_due.stop()

    def fault() -> LearningReport:
        raise EnvironmentFault("store.disk_full", path="somewhere")

    played.learning = fault
    lanes.learn()
    qtbot.waitUntil(lanes._learning_due.isActive)
    before = played.asked.count("sync")
    lanes.deliver()
    qtbot.waitUntil(lambda: played.asked.count("sync") == before + 1)
