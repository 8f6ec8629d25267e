"""Courses are fetched on the training records' lane: after their round, until someone asks for an end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from detectors_app.staff.lanes import Lanes
from detectors_app.use_cases.delivery.learning_round import LearningReport
from detectors_app.use_cases.learning.fetch_packs import PacksFetched
from tests.made_up_packs import COURSE
from tests.staff.test_lanes import Played, _later, lanes

__all__ = ["lanes"]  # the fixture: lanes that have begun


@dataclass
class Fetching(Played):
    """A laptop whose fetching a test leads."""

    fetching: Callable[[Callable[[], bool]], PacksFetched] = lambda _: PacksFetched()
    went_on: list[bool] = field(default_factory=list)

    def fetch_packs(self, *given: object) -> PacksFetched:
        super().fetch_packs()
        return self.fetching(cast("Callable[[], bool]", given[0]))


@pytest.fixture
def played() -> Fetching:
    """Give a laptop whose round for training speaks each time."""
    return Fetching(learning=lambda: LearningReport(_later(), spoke=True))


def test_a_new_course_makes_pages_read_again_and_nothing_new_does_not(
    qtbot: QtBot, played: Fetching, lanes: Lanes
) -> None:
    """Only where a version came into force."""
    with qtbot.assertNotEmitted(lanes.changed, wait=200):
        lanes.learn()
        qtbot.waitUntil(lambda: "packs" in played.asked)
    played.fetching = lambda _: PacksFetched(asked=True, taken=(COURSE,), trouble="pack.no_room")
    with qtbot.waitSignal(lanes.changed):
        lanes.learn()


def test_a_round_that_did_not_speak_fetches_nothing(qtbot: QtBot, played: Fetching, lanes: Lanes) -> None:
    """Courses are asked for at the moments of the training keys alone."""
    played.learning = lambda: LearningReport(_later())
    lanes.learn()
    qtbot.waitUntil(lambda: "learning" in played.asked and not lanes._training.busy)
    assert "packs" not in played.asked


def test_while_a_film_comes_a_concern_goes_at_once(qtbot: QtBot, played: Fetching, lanes: Lanes) -> None:
    """Fetching has a lane of its own with the training records, whose time that came meanwhile is made up for."""
    goes_on = Event()

    def hang(_: Callable[[], bool]) -> PacksFetched:
        assert goes_on.wait(20)
        return PacksFetched(asked=True, waiting=True)

    played.fetching = hang
    lanes.learn()
    qtbot.waitUntil(lambda: "packs" in played.asked)
    before = played.asked.count("sync")
    lanes.deliver()
    qtbot.waitUntil(lambda: played.asked.count("sync") == before + 1)
    lanes._learning_due.stop()
    lanes.learn()  # Its time comes, and the lane is busy.
    rounds = played.asked.count("learning")
    goes_on.set()
    qtbot.waitUntil(lambda: played.asked.count("learning") == rounds + 1)


def test_it_ends_between_two_pieces(qtbot: QtBot, played: Fetching, lanes: Lanes) -> None:
    """Whoever closes the program waits for one piece at most, not for a film."""
    begun = Event()

    def pieces(may_go_on: Callable[[], bool]) -> PacksFetched:
        played.went_on.append(may_go_on())
        begun.set()
        while may_go_on():
            Event().wait(0.01)
        played.went_on.append(may_go_on())
        return PacksFetched(asked=True, waiting=True)

    played.fetching = pieces
    lanes.learn()
    qtbot.waitUntil(begun.is_set)
    assert lanes.stop(20_000)
    assert played.went_on == [True, False]
