"""Autosave says *saved* only when the store has said so, and loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from pytestqt.qtbot import QtBot

from detectors_app.domain.concern import Concern, Draft
from detectors_app.domain.errors import DetectorsError, EnvironmentFault
from detectors_app.domain.ids import FieldId
from detectors_app.staff.autosave import PAUSE_MS, Autosave, SaveState

AT = datetime(2026, 11, 12, 9, 41, tzinfo=UTC)


class Store:
    """A store that answers when the test tells it to."""

    def __init__(self) -> None:
        self.asked: list[tuple[Draft, Callable[[datetime], None], Callable[[DetectorsError], None]]] = []

    def save(self, draft: Draft, then: Callable[[datetime], None], failed: Callable[[DetectorsError], None]) -> None:
        self.asked.append((draft, then, failed))

    def says_yes(self) -> None:
        self.asked[-1][1](AT)

    def says_no(self) -> None:
        self.asked[-1][2](EnvironmentFault("store.full"))


def state(autosave: Autosave) -> SaveState:
    return autosave.saving.state


def draft(text: str) -> Draft:
    return Draft(Concern("concern", 1, {FieldId("happened"): text}), 5)


def test_a_pause_in_typing_saves_once(qtbot: QtBot) -> None:
    """Three changes in a row make one save of the last, after the pause."""
    store = Store()
    autosave = Autosave(store.save)
    for text in ("a", "ab", "abc"):
        autosave.change(draft(text))
    assert store.asked == []
    qtbot.waitUntil(lambda: len(store.asked) == 1, timeout=PAUSE_MS * 5)
    assert store.asked[0][0] == draft("abc")


def test_saved_is_said_only_by_the_store(qtbot: QtBot) -> None:
    """Between the change and the store's answer it is not saved, whatever was asked for."""
    store = Store()
    autosave = Autosave(store.save)
    autosave.change(draft("a"))
    autosave.save_now()
    assert state(autosave) is SaveState.UNSAVED
    assert not autosave.is_settled
    with qtbot.waitSignal(autosave.settled):
        store.says_yes()
    assert (state(autosave), autosave.saving.at) == (SaveState.SAVED, AT)
    assert autosave.is_settled


def test_what_is_typed_during_a_save_is_saved_after_it(qtbot: QtBot) -> None:
    """One save at a time; a change meanwhile is saved next, and *saved* waits for it."""
    store = Store()
    autosave = Autosave(store.save)
    autosave.change(draft("a"))
    autosave.save_now()
    autosave.change(draft("ab"))
    autosave.save_now()
    assert len(store.asked) == 1
    store.says_yes()
    assert [each[0] for each in store.asked] == [draft("a"), draft("ab")]
    assert state(autosave) is SaveState.UNSAVED
    store.says_yes()
    assert state(autosave) is SaveState.SAVED


def test_a_save_that_did_not_work_is_said_and_kept(qtbot: QtBot) -> None:
    """After the store's no the draft is still to be saved, and the next try has it whole."""
    store = Store()
    autosave = Autosave(store.save)
    autosave.change(draft("a"))
    autosave.save_now()
    with qtbot.waitSignal(autosave.settled):
        store.says_no()
    assert autosave.saving.state is SaveState.FAILED
    assert autosave.saving.error is not None
    assert not autosave.is_settled
    autosave.save_now()
    assert store.asked[-1][0] == draft("a")


def test_a_sent_draft_is_not_brought_back(qtbot: QtBot) -> None:
    """Once forgotten, nothing more is saved."""
    store = Store()
    autosave = Autosave(store.save)
    autosave.change(draft("a"))
    autosave.forget()
    autosave.save_now()
    assert store.asked == []
