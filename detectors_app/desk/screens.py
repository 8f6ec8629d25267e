"""Pictures of every screen of the desk, with made-up people; opens no store and asks no service."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QApplication

from detectors_app.content.wording import Wording
from detectors_app.desk.application import DeskApplication
from detectors_app.desk.concern_words import say_concern
from detectors_app.desk.inbox import make_inbox, make_page
from detectors_app.desk.inbox_words import say_inbox
from detectors_app.domain.casework import Arrived, Case, CaseId, Mark, WasAsked, WasRead, inbox_order
from detectors_app.domain.concern import Concern, Written
from detectors_app.domain.form import Answer
from detectors_app.domain.ids import CONCERNS, EnvelopeId, FieldId, KeyId, OfficerId
from detectors_app.domain.policy import Policy
from detectors_app.domain.trust import Bundle, Reader, Role
from detectors_app.use_cases.casework.memory import Casework, Missing, Unopened
from detectors_app.widgets.frame import AppFrame
from detectors_app.widgets.tokens import Targets, Theme, load_tokens

NOW = datetime.fromisoformat("2026-11-12T10:31:00+00:00")
JO, LEE = OfficerId("jo-example"), OfficerId("lee-pretend")


def take_screens(
    app: QApplication, out: Path, words: Wording, *, width: int = 1280, height: int = 800, theme: Theme | None = None
) -> list[Path]:
    """Draw every screen into `out` as PNG and give the files."""
    out.mkdir(parents=True, exist_ok=True)
    taken: list[Path] = []
    for name, frame in window_states(app, out, words, theme):
        frame.resize(width, height)
        for _ in range(3):
            app.processEvents()
        path = out / f"desk-{len(taken) + 1:02d}-{name}.png"
        frame.grab().save(str(path))
        taken.append(path)
    return taken


def window_states(
    app: QApplication, folder: Path, words: Wording, theme: Theme | None = None
) -> Iterator[tuple[str, AppFrame]]:
    """Bring a desk's window into each of its states in turn; give their names and the window. Leaves no file."""
    theme = theme or load_tokens(targets=Targets.POINTER)
    desk = DeskApplication(app, folder, words, now=lambda: NOW, theme=theme)
    desk.window.frame.show()
    yield "not-set-up", desk.window.frame
    desk.window.frame.close()
    (folder / "desk.key").touch()
    desk = DeskApplication(app, folder, words, now=lambda: NOW, theme=theme)
    (folder / "desk.key").unlink()
    desk.window.frame.show()
    for states in (_signing_in, _inboxes, _concerns, _training, _ends):
        for name in states(desk, words):
            yield name, desk.window.frame
    desk.window.frame.close()
    desk.idle.stop()
    desk.presenter.stop()


def _signing_in(desk: DeskApplication, words: Wording) -> Iterator[str]:
    yield "sign-in"
    desk.presenter.sign_in_failed.emit(words("error.passphrase.wrong"))
    yield "wrong-passphrase"
    desk.window.sign_in.settings.click()
    yield "settings-before-signing-in"
    desk.window.settings.outside.home_wanted.emit()


def _inboxes(desk: DeskApplication, words: Wording) -> Iterator[str]:
    presenter = desk.presenter
    presenter.signed_in.emit("Jo Example")
    presenter.link_changed.emit("check", words("desk.link.ok", time="10:31"), "ink_soft")
    cases = made_up_cases()
    missing = (Missing(KeyId("0" * 16), "Van 7", 1),)
    unopened = (Unopened(CONCERNS, "0" * 64, NOW, "envelope.body"),)
    for name, casework in (
        ("empty", Casework((), (), ())),
        ("inbox", Casework(cases, (), ())),
        ("inbox-notes", Casework(cases, missing, unopened)),
    ):
        presenter.inbox_changed.emit(say_inbox(make_inbox(casework, Policy()), Policy(), NOW, words))
        desk.window.work.inbox.take_focus()
        yield name


def _concerns(desk: DeskApplication, words: Wording) -> Iterator[str]:
    cases = made_up_cases()
    first = cases[0]
    read = replace(first, reads=(WasRead(first.id.id, first.id, first.latest.sha256, JO, NOW),))
    shown = zip(("concern", "safe-way", "marks", "unknown-form", "read"), (*cases[:4], read), strict=True)
    for name, case in shown:
        desk.presenter.case_opened.emit(say_concern(make_page(case, _bundle(), JO), NOW, words), True)
        yield name
    yield from _asked(desk, words, first)


def _asked(desk: DeskApplication, words: Wording, case: Case) -> Iterator[str]:
    """Ask about a case, show it asked, answered and added to, and back in the inbox."""
    work, presenter = desk.window.work, desk.presenter
    can_ask = replace(case, arrivals=(replace(case.latest, reply_to=b"made up"),))
    presenter.case_opened.emit(say_concern(make_page(can_ask, _bundle(), JO), NOW, words), True)
    yield "concern-can-ask"
    work.pages.setCurrentWidget(work.ask)
    work.ask.begin(case.id, "SN-4K7M2Q")
    yield "ask"
    work.ask.field.set_text("Which door did you hear it behind?")
    work.ask.show_failed(words("error.question.too_long", longest=2000))
    yield "ask-failed"
    work.ask.clear()
    asked = WasAsked(EnvelopeId(UUID(int=7)), case.id, LEE, NOW - timedelta(minutes=50), "Which door was it behind?")
    answer = _added(case.id, 8, "The bedroom, at the end of the hall.", minutes_ago=12, question=asked.event)
    more = _added(case.id, 9, "I forgot to say: there is a dog.", minutes_ago=5)
    read = WasRead(case.id.id, case.id, case.latest.sha256, JO, NOW - timedelta(minutes=60))
    told = replace(can_ask, arrivals=(*can_ask.arrivals, answer, more), reads=(read,), asks=(asked,))
    presenter.case_opened.emit(say_concern(make_page(told, _bundle(), JO), NOW, words), True)
    yield "concern-answered"
    other = CaseId(case.id.sender, EnvelopeId(UUID(int=0x2F3D5B79 << 96)))
    waiting = replace(told, id=other, arrivals=can_ask.arrivals)
    alone = replace(told, id=CaseId(case.id.sender, more.id), arrivals=(more,), reads=(), asks=())
    cases = (replace(told, arrivals=(*can_ask.arrivals, answer)), alone, waiting)
    inbox = make_inbox(Casework(tuple(sorted(cases, key=inbox_order)), (), ()), Policy())
    presenter.inbox_changed.emit(say_inbox(inbox, Policy(), NOW, words))
    work.pages.setCurrentWidget(work.inbox)
    work.inbox.all.setChecked(True)
    work.inbox.on_filter()
    yield "inbox-answered"
    presenter.case_opened.emit(say_concern(make_page(alone, _bundle(), JO), NOW, words), True)
    yield "concern-missing"
    work.inbox.unread.setChecked(True)
    yield from _settings(desk, words)


def _settings(desk: DeskApplication, words: Wording) -> Iterator[str]:
    place = desk.window.settings.inside
    desk.window.on_place("settings")
    yield "settings"
    place.page.area.verticalScrollBar().setValue(place.page.area.verticalScrollBar().maximum())
    yield "settings-more"
    desk.presenter.not_kept.emit(words("error.store.cannot_write", path="Notes"))
    place.page.area.verticalScrollBar().setValue(0)
    yield "settings-not-kept"
    place.home_wanted.emit()


def _training(desk: DeskApplication, words: Wording) -> Iterator[str]:
    from detectors_app.desk.lead_screens import lead_states

    return lead_states(desk, words, NOW)


def _ends(desk: DeskApplication, words: Wording) -> Iterator[str]:
    desk.presenter.link_changed.emit("no-signal", words("desk.link.none", time="today at 09:58"), "urgent")
    desk.presenter.went_wrong.emit(words("error.service.not_there"))
    yield "no-answer"
    desk.window.on_hide()
    yield "hidden"


def made_up_cases() -> tuple[Case, ...]:
    """Give cases of every sort, in inbox order."""
    danger: dict[str, Answer] = {
        "danger": "unsure",
        "danger.done": "passed",
        "place.kind": "address",
        "place.home": "Flat 12",
        "place.street": "Example House",
        "place.estate": "Pretend Estate",
        "place.postcode": "NW0 0AA",
        "when.at": "2026-11-12 07:15",
        "who.kind": "adult",
        "who.words": "Woman who opened the door",
        "signs": ("broken_glass", "looks_first"),
        "happened": "I was fixing the landing light. I heard a man shout and something break. The woman opened the "
        "door a little. She looked back before she spoke. Two children stood behind her, very quiet.",
        "words": "I’m not sure. He came back.",
        "words.who": "the woman at the door",
        "how_known": ("saw", "heard"),
        "children": "yes",
        "child_worry": "yes",
        "child_worry.ages": "About 4 and 7",
        "consent": "unsafe",
        "staff_risk": ("camera",),
        "staff_risk.words": "He filmed me on his phone",
        "you.name": "Sam Sample",
        "you.role": "caretaker",
        "you.phone": "07700 900123",
        "you.times": "after 14:00",
        "tell_others": "ask",
        "link": ("neither",),
    }
    safe: dict[str, Answer] = danger | {
        "danger": "no",
        "can_wait": "no",
        "place.home": "7",
        "place.street": "Storybook Row",
        "consent": "agrees",
        "contact.how": "Text only",
        "contact.number": "07700 900456",
        "contact.times": "Tuesdays before noon",
        "contact.avoid": "never ring the house",
        "staff_risk": ("none",),
        "staff_risk.words": "",
    }
    limited: dict[str, Answer] = {
        "danger": "no",
        "place.kind": "elsewhere",
        "place.elsewhere": "Nowhere Road stop, bus route 0",
        "signs": ("child_scared",),
        "words": "I hide in the bath",
        "words.who": "a child",
        "link": ("works_here",),
        "consent": "not_spoken",
    }
    cases = (
        _case(1, danger, minutes_ago=146),
        _case(2, safe, minutes_ago=51),
        _case(3, limited, minutes_ago=141, marks=frozenset({Mark.RESTRICTED, Mark.UNFINISHED}), left_out=(LEE,)),
        _case(4, {"new.question": "words of a newer form", "new.ticks": ("one", "two")}, minutes_ago=30, version=99),
        _case(5, danger | {"danger": "no", "place.home": "21"}, minutes_ago=19),
    )
    return tuple(sorted(cases, key=inbox_order))


def _case(
    number: int,
    answers: dict[str, Answer],
    *,
    minutes_ago: int,
    version: int = 1,
    marks: frozenset[Mark] = frozenset(),
    left_out: tuple[OfficerId, ...] = (),
) -> Case:
    case = CaseId(KeyId(f"{number:016x}"), EnvelopeId(UUID(int=(number * 0x1F3D5B79) << 96 | 4 << 76 | 8 << 60)))
    stored_at = NOW - timedelta(minutes=minutes_ago)
    given = {FieldId(key): value for key, value in answers.items() if value}
    urgent = answers.get("danger") == "unsure" or answers.get("can_wait") == "no" or version > 1
    arrived = Arrived(
        case=case,
        id=case.id,
        sha256=f"{number:064x}",
        stored_at=stored_at,
        made_at=stored_at - timedelta(minutes=13),
        urgent=urgent,
        concern=Concern("concern", version, given),
        written=Written.UNLOCKED,
        marks=marks,
        left_out=left_out,
        label=f"Van {number}",
    )
    return Case(case, (arrived,), ())


def _added(case: CaseId, number: int, words: str, *, minutes_ago: int, question: EnvelopeId | None = None) -> Arrived:
    stored_at = NOW - timedelta(minutes=minutes_ago)
    return Arrived(
        case=case,
        id=EnvelopeId(UUID(int=number)),
        sha256=f"{number:064x}",
        stored_at=stored_at,
        made_at=stored_at - timedelta(minutes=2),
        urgent=False,
        concern=Concern("addition", 1, {FieldId("more"): words}),
        label="Van 1",
        added=True,
        question=question,
    )


def _bundle() -> Bundle:
    people = (Reader(JO, Role.MANAGER, "Jo Example", b""), Reader(LEE, Role.OFFICER, "Lee Pretend", b""))
    return Bundle(1, NOW, NOW, (), (), "", people, ())
