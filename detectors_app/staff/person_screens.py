"""Pictures of the screens about people and passphrases, with made-up people; part of staff/screens.py."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from detectors_app.domain.ids import FIRST_PERSON, PersonId
from detectors_app.use_cases.rows import PersonRow

if TYPE_CHECKING:
    from detectors_app.staff import jobs
    from detectors_app.staff.window import StaffWindow

_KEY = b"public"
_TYPED = "abcdefgh"


def people(now: datetime) -> tuple[PersonRow, ...]:
    """Give four people: the laptop's own, someone else, someone without a name, and who the first became."""
    first = PersonRow(_KEY, b"", "Sam Sample", "caretaker", "Pretend Estate")
    return (
        first,
        PersonRow(_KEY, b"", "Alex Example", "cleaner", id=PersonId(2), made_at=now - timedelta(days=3)),
        PersonRow(b"", b"", id=PersonId(3), made_at=now - timedelta(days=1)),
        replace(first, id=PersonId(4), before=FIRST_PERSON, made_at=now - timedelta(hours=2)),
    )


def person_states(window: StaffWindow, looked: jobs.Looked, now: datetime) -> Iterator[str]:
    """Bring the window into each of these states in turn, and name it. `looked` has a draft."""
    places, everyone = window.people, people(now)
    shut = frozenset(each.id for each in looked.drafts[:1])
    window.on_home_wanted()
    window.overview.on_looked(replace(looked, people=everyone, person=PersonId(4), shut_drafts=shut))
    yield "home-later-self"
    window.overview.on_looked(replace(looked, people=everyone, person=PersonId(3), passphrase_missing=True))
    yield "home-no-passphrase"
    places.on_someone_else()
    yield "people"
    places.on_new()
    yield "newcomer"
    places.newcomer.on_go_on()
    yield "newcomer-no-name"
    places.on_choose()
    yield "choose-passphrase"
    window.overview.on_looked(replace(looked, people=everyone[:1], person=FIRST_PERSON))
    places.on_change_passphrase()
    yield "change-passphrase"
    places.change.present.editor.setText(_TYPED)
    places.presenter.present_wrong.emit()
    places.presenter.countdown.start(30)
    yield "change-passphrase-wrong"
    places.on_passphrase_changed()
    yield "change-passphrase-done"
    places.on_forgotten()
    yield "forgotten"
    window.places.on_concerns()
    window.places.lock_presenter.countdown.start(300)
    yield "passphrase-wait"
    window.places.lock_presenter.countdown.start(0)
    yield "passphrase-wait-over"
    window.overview.on_looked(replace(looked, drafts=()))
