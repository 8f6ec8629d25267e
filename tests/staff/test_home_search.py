"""Looking for a home while somebody types: one search at a time, the newest text wins, nothing is remembered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from detectors_app.domain.errors import CannotOpen, DetectorsError
from detectors_app.domain.home_match import Found
from detectors_app.domain.homes import Home
from detectors_app.staff.home_search import HomeSearch
from detectors_app.use_cases.homes.ports import AboutHomes

ABOUT = AboutHomes(3, made_up=True, imported_at=datetime(2026, 11, 1, tzinfo=UTC))


class Homes:
    """Finds a home named like what was typed."""

    def is_there(self) -> bool:
        return True

    def about(self) -> AboutHomes:
        return ABOUT

    def search(self, text: str) -> Found:
        return Found((Home("1", block=text),))


@dataclass
class Lane:
    """Does what it is asked when told to, one after the other, as a lane does."""

    homes: Homes = field(default_factory=Homes)
    jobs: list[tuple[Callable[[Any], Any], Callable[[Any], None], Callable[[DetectorsError], None]]] = field(
        default_factory=list
    )

    def ask(
        self, job: Callable[[Any], Any], then: Callable[[Any], None], failed: Callable[[DetectorsError], None]
    ) -> None:
        self.jobs.append((job, then, failed))

    def answer(self, error: DetectorsError | None = None) -> None:
        job, then, failed = self.jobs.pop(0)
        if error is not None:
            failed(error)
        else:
            then(job(self))


class Heard:
    """Takes down what a search says."""

    def __init__(self, search: HomeSearch) -> None:
        self.found: list[tuple[str, str]] = []
        self.errors: list[str] = []
        search.answered.connect(lambda text, found: self.found.append((text, found.homes[0].block)))
        search.failed.connect(lambda error: self.errors.append(error.key))


def knows_a_list(search: HomeSearch) -> bool:
    return search.is_there


def searching() -> tuple[HomeSearch, Lane, Heard]:
    lane = Lane()
    search = HomeSearch(lane.ask, lane.ask)
    return search, lane, Heard(search)


def test_whether_there_is_a_list_is_asked_and_remembered(qtbot: object) -> None:
    """None is known at first; afterwards what the store said; a store that fails says nothing here."""
    search, lane, heard = searching()
    assert not knows_a_list(search)
    search.refresh()
    lane.answer(CannotOpen("store.damaged", path="x"))
    assert not knows_a_list(search)
    search.refresh()
    lane.answer()
    assert knows_a_list(search)
    search.open()
    lane.answer()
    assert search.about == ABOUT
    assert heard.errors == []


def test_each_answer_comes_with_its_text(qtbot: object) -> None:
    """One question, one answer."""
    search, lane, heard = searching()
    search.look_for("1")
    lane.answer()
    search.look_for("12")
    lane.answer()
    assert heard.found == [("1", "1"), ("12", "12")]


def test_what_was_typed_meanwhile_is_looked_for_once_and_what_is_late_is_dropped(qtbot: object) -> None:
    """However fast somebody types: never two searches waiting, and no answer to an older text."""
    search, lane, heard = searching()
    for text in ("1", "12", "12 e", "12 ex"):
        search.look_for(text)
    assert len(lane.jobs) == 1
    lane.answer()
    assert heard.found == []
    lane.answer()
    assert heard.found == [("12 ex", "12 ex")]
    assert lane.jobs == []


def test_nothing_is_told_once_nobody_asks_any_more(qtbot: object) -> None:
    """The line was emptied, or its page is gone: the answer is dropped, and nothing of the text is kept."""
    search, lane, heard = searching()
    search.look_for("12")
    search.forget()
    lane.answer()
    assert heard.found == []
    kept = [value for value in vars(search).values() if isinstance(value, str)]
    assert not any("12" in text for text in kept)


def test_a_list_that_fails_is_told_and_may_be_asked_again(qtbot: object) -> None:
    """A damaged list stops no typing."""
    search, lane, heard = searching()
    search.look_for("1")
    search.look_for("12")
    lane.answer(CannotOpen("store.damaged", path="x"))
    assert heard.errors == ["store.damaged"]
    search.look_for("123")
    lane.answer()
    assert heard.found == [("123", "123")]
