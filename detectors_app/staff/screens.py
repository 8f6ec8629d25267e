"""Pictures of every screen of the staff app, with made-up people; opens no store and asks no service."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from PySide6.QtWidgets import QApplication

from detectors_app.content.forms import current_form
from detectors_app.content.wording import Wording
from detectors_app.domain.concern import Concern, Draft
from detectors_app.domain.delivery import State
from detectors_app.domain.errors import CannotOpen, DetectorsError, EnvironmentFault, Invalid, Refused, TransientFault
from detectors_app.domain.form import Answer
from detectors_app.domain.ids import CONCERNS, EnvelopeId, FieldId, OfficerId
from detectors_app.staff import jobs, walk
from detectors_app.staff.answer_screens import answer_states
from detectors_app.staff.autosave import SaveState, Saving
from detectors_app.staff.certificate_screens import beside_states
from detectors_app.staff.crash_page import CrashPage
from detectors_app.staff.film_screens import film_states
from detectors_app.staff.home_screens import home_states
from detectors_app.staff.laptop import Laptop
from detectors_app.staff.laptop_setup import ForWhom
from detectors_app.staff.person_screens import person_states
from detectors_app.staff.practice_screens import practice_states
from detectors_app.staff.training_screens import training_states
from detectors_app.staff.window import StaffWindow
from detectors_app.use_cases.rows import DraftRow, OutboxItem
from detectors_app.widgets.theme import apply_theme
from detectors_app.widgets.tokens import Theme, load_tokens

T = TypeVar("T")

NOW = datetime.fromisoformat("2026-11-12T09:46:00+00:00")

ANSWERS: dict[str, Answer] = {
    "danger": "unsure",
    "danger.done": "passed",
    "place.kind": "address",
    "place.home": "Flat 12",
    "place.street": "Example House",
    "place.estate": "Pretend Estate",
    "place.postcode": "NW0 0AA",
    "when.at": "2026-11-12 09:15",
    "who.kind": "adult",
    "who.words": "Woman who opened the door",
    "signs": ("inside_locks", "same_repair", "looks_first", "answered_for"),
    "happened": "Came to fit a new bathroom lock. It is the third one this year. The man answered every question "
    "I asked the woman. She looked at him each time before she spoke.",
    "words": "“Ask me, not her.”",
    "words.who": "The man, twice",
    "children": "yes",
    "child_worry": "yes",
    "consent": "agrees",
    "staff_risk": ("none",),
    "you.name": "Sam Sample",
    "you.role": "caretaker",
    "you.phone": "extension 12",
    "you.times": "after 14:00",
    "tell_others": "ask",
    "link": ("works_here",),
    "left_out": ("lee",),
    "told": ("no_one",),
}


def take_screens(
    app: QApplication, out: Path, words: Wording, *, width: int = 1280, height: int = 800, theme: Theme | None = None
) -> list[Path]:
    """Draw every screen into `out` as PNG and give the files."""
    out.mkdir(parents=True, exist_ok=True)
    apply_theme(app, theme or load_tokens())
    window = StaffWindow(words, NoStore(), lambda: NOW)
    window.complete()
    window.resize(width, height)
    window.show()
    taken: list[Path] = []
    for place, name in enumerate(window_states(window, words), 1):
        for _ in range(8):  # a part that grew or went is laid out anew over several rounds
            app.processEvents()
        taken.append(out / f"staff-{place:02d}-{name}.png")
        window.grab().save(str(taken[-1]))
    window.close()
    return taken


def window_states(window: StaffWindow, words: Wording) -> Iterator[str]:
    """Bring the window into each of its states in turn, and name it."""
    yield from _set_up_states(window)
    yield from _home_states(window)
    yield from _record_states(window)
    yield from practice_states(window, {FieldId(key): value for key, value in ANSWERS.items()}, NOW)
    yield from home_states(window, NOW)
    yield from _sent_states(window)
    yield from answer_states(window)
    yield from training_states(window)
    yield from beside_states(window, NOW)
    yield from film_states(window)
    yield from person_states(window, _looked(drafts=(_draft(5), _draft(13))), NOW)
    yield from _other_states(window, words)


def _set_up_states(window: StaffWindow) -> Iterator[str]:
    yield "home-opening"
    window.on_looking_failed(CannotOpen("store.wrong_key", path=str(Path("notes"))))
    yield "store-shut"
    window.overview.on_looked(jobs.Looked(set_up=False, has_passphrase=False))
    yield "set-up"
    setting_up = window.setting_up
    setting_up.start.on_go_on()
    yield "set-up-nothing-chosen"
    setting_up.on_given("file")
    yield "set-up-file"
    setting_up.on_file_chosen("")
    yield "set-up-no-file"
    setting_up.on_file_failed("setup.file_forged")
    yield "set-up-wrong-file"
    setting_up.on_code()
    yield "set-up-code"
    setting_up.code.code.set_text("K7QF-2M9X-4TVB-0HJN")
    setting_up.on_code_failed(Invalid("code.length", where="code", letters=20, typed=16))
    yield "set-up-code-short"
    setting_up.code.code.set_problem(None)
    setting_up.on_code_failed(TransientFault("code.offline"))
    yield "set-up-code-offline"
    setting_up.on_whom_known(ForWhom("Sam Sample", "caretaker", "Pretend Estate", "Laptop 1"))
    yield "set-up-whom"
    setting_up.on_not_me()
    yield "set-up-not-me"
    setting_up.on_taken()
    yield "set-up-passphrase"
    for name, typed in (("weak", "password1234"), ("good", "three made up words")):
        setting_up.passphrase.passphrase.field.editor.setText(typed)
        setting_up.passphrase.passphrase.on_edited(typed)
        yield f"set-up-passphrase-{name}"
    setting_up.passphrase.on_refused("passphrase.weak")
    yield "set-up-passphrase-refused"
    setting_up.on_set_up()
    yield "set-up-hide"
    window.hide_asked.emit()
    yield "set-up-hidden"
    window.sign_in_asked.emit()
    yield "set-up-hide-well"
    setting_up.on_practice_ended()
    yield "set-up-done"
    setting_up.practising.on_wanted()
    yield "set-up-practise-again"


def _home_states(window: StaffWindow) -> Iterator[str]:
    window.on_home_wanted()
    window.overview.on_looked(replace(_looked(), last_reached=None))
    yield "home-never-reached"
    window.overview.on_looked(_looked())
    yield "home"
    window.overview.on_looked(_looked(drafts=(_draft(5),), outbox=(_item(State.QUEUED, urgent=False),)))
    yield "home-draft"
    urgent = _item(State.QUEUED, urgent=True)
    window.overview.on_looked(_looked(drafts=(_draft(5), _draft(13)), outbox=(urgent, _item(State.PARKED, number=2))))
    yield "home-urgent"
    window.on_failed(EnvironmentFault("store.disk_full", path=str(Path("notes"))))
    yield "home-fault"
    window.overview.on_looked(_looked())


def _record_states(window: StaffWindow) -> Iterator[str]:
    form = current_form()
    officers = ((OfficerId("jo"), "Jo Example"), (OfficerId("lee"), "Lee Pretend"))
    beginning = jobs.Beginning(EnvelopeId(UUID(int=7)), {"name": "Sam Sample", "role": "caretaker"}, officers)
    window.writing.on_begun(beginning)
    recording = window.writing.recording
    if recording is None:
        raise LookupError
    yield "record-empty"
    recording.presenter.on_continued()
    yield "record-problem"
    recording.on_steps_wanted()
    yield "steps-and-help"
    recording.on_steps_left()
    recording.page.on_keyboard_used()
    yield "record-keyboard-used"
    danger = recording.page.question_views()[0].fields[FieldId("danger")]
    danger.show_answer("yes")
    danger.give("yes")
    yield "record-danger"
    recording.presenter.on_danger_answered(FieldId("danger.done"), "cannot_call")
    yield "record-danger-cannot-call"
    answers = {FieldId(key): value for key, value in ANSWERS.items()}
    for screen in walk.screens(form):
        if walk.is_asked(screen, answers):
            recording.resume(Draft(Concern(form.id, form.version, answers), screen.index), NOW)
            yield f"record-{screen.questions[0].id.replace('_', '-')}"
    recording.page.on_saving_changed(Saving(SaveState.FAILED, None, EnvironmentFault("store.disk_full", path="notes")))
    yield "record-not-saved"
    recording.resume(Draft(Concern(form.id, form.version, answers), 99), NOW)
    yield "check"
    recording.on_few_readers_found()
    yield "few-readers"
    recording.on_sending_failed(Refused("seal.no_readers"))
    yield "check-not-sent"
    recording.presenter.autosave.forget()


def _sent_states(window: StaffWindow) -> Iterator[str]:
    states = (
        ("sent-urgent", _item(State.QUEUED, urgent=True)),
        ("sent-saved", _item(State.QUEUED, urgent=False)),
        ("sent-sent", _item(State.SENT)),
        ("sent-read", _item(State.READ)),
        ("sent-held", _item(State.PARKED)),
    )
    for name, item in states:
        window.on_sent(item)
        yield name
    window.on_sent(states[0][1])
    phoned = replace(states[0][1], phoned=True)
    window.overview.on_looked(_looked(outbox=(phoned,)))
    yield "sent-phoned"
    window.on_home_wanted()
    window.overview.on_looked(_looked(outbox=(phoned,)))
    yield "home-phoned"


def _other_states(window: StaffWindow, words: Wording) -> Iterator[str]:
    places = window.places
    places.on_send_as_it_is(str(UUID(int=7)))
    yield "send-as-it-is"
    places.on_concerns()
    yield "passphrase"
    places.unlock.on_refused("unlock.wrong")
    yield "passphrase-wrong"
    window.overview.on_looked(_looked())
    places.on_unlocked()
    yield "my-concerns-none"
    states = (State.SENT, State.READ, State.QUEUED, State.PARKED, State.READ)
    items = tuple(_item(state, number=at + 1, urgent=False) for at, state in enumerate(states))
    window.overview.on_looked(_looked(outbox=(*items[:2], replace(items[2], tries=2), *items[3:])))
    yield "my-concerns"
    places.on_help()
    yield "help"
    for name, typed in (("help-found", "child"), ("help-none", "zebra")):
        places.help.search.set_text(typed)
        places.help.on_typed(typed)
        yield name
    window.settings.on_wanted()
    yield "settings"
    window.locking.on_hide()
    yield "cover"
    window.locking.on_sign_in()
    window.show_page(CrashPage(words, "KeyError at record_page.py:41"))
    yield "crash"


def _looked(drafts: tuple[DraftRow, ...] = (), outbox: tuple[OutboxItem, ...] = ()) -> jobs.Looked:
    return jobs.Looked(True, True, drafts, outbox, NOW - timedelta(minutes=59))


def _draft(step: int) -> DraftRow:
    started = NOW - timedelta(minutes=34)
    return DraftRow(EnvelopeId(UUID(int=step)), b"", started, NOW, step, urgent=False)


def _item(state: State, *, number: int = 0, urgent: bool = False) -> OutboxItem:
    made = NOW - timedelta(days=number * 2, minutes=number * 71)
    later = made + timedelta(minutes=42)
    return OutboxItem(
        box=CONCERNS,
        id=EnvelopeId(UUID(int=(0x24A3F1C5 * (number + 1)) << 96)),
        sha256="",
        envelope=b"",
        size=0,
        slots=(),
        made_at=made,
        urgent=urgent,
        state=state,
        sent_at=later if state in {State.SENT, State.READ} else None,
        read_at=later + timedelta(minutes=18) if state is State.READ else None,
    )


class NoStore:
    """Answers nothing: the pictures are fed by hand."""

    def __call__(
        self, job: Callable[[Laptop], T], then: Callable[[T], None], failed: Callable[[DetectorsError], None]
    ) -> None:
        """Forget the job."""
