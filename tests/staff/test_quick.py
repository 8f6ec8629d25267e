"""Two quick questions: only when asked for, ungraded, never on the day of a concern, off at once when not wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from detectors_app.content.wording import load_wording
from detectors_app.domain.concern import Written
from detectors_app.domain.errors import DetectorsError, EnvironmentFault
from detectors_app.staff import quick_jobs
from detectors_app.staff.laptop import Laptop
from detectors_app.staff.quick_page import QuickPage
from detectors_app.staff.quick_place import QuickPlace
from detectors_app.staff.quick_rest_page import QuickRestPage, Rest, next_time
from detectors_app.widgets.theme import apply_theme
from detectors_app.widgets.tokens import load_tokens
from tests.made_up_course import CARETAKING, EARLY, WAY
from tests.staff.conftest import window_on
from tests.staff.hands import Hands
from tests.use_cases.bench import Bench, finished

T = TypeVar("T")
WORDS = load_wording()
TODAY = date(2026, 11, 12)
NONE_TODAY = WORDS("training.quick.none")


@pytest.fixture
def trained(bench: Bench) -> Bench:
    """Give a laptop on which a course was done a month ago: two questions are due."""
    bench.laptop.settle_learner(CARETAKING, "C-12")
    for module, step in WAY:
        bench.laptop.take_step(EARLY, module, step)
    bench.pass_time(days=30)
    assert len(bench.laptop.quick_questions(None)) == 2
    return bench


@pytest.fixture
def hands(trained: Bench, qtbot: QtBot, qapp: QApplication) -> Iterator[Hands]:
    with window_on(trained, qtbot, qapp) as made:
        yield made


def to_quick(hands: Hands) -> None:
    hands.press("home.training")
    hands.press("training.quick")


def cards(bench: Bench) -> list[str]:
    """Give how each question stands."""
    learner = bench.laptop.training().learner
    with bench.laptop._learning().store.unit() as unit:
        return sorted(map(repr, unit.quick_cards(learner.person)))


def told_by(page: QWidget | None) -> str:
    """Give every word that is visible on a page."""
    assert page is not None
    return " ".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


# --- in the window ----------------------------------------------------------------------------------------------------


def test_two_are_asked_by_keyboard_each_with_its_reasons(trained: Bench, hands: Hands) -> None:
    """Choose by digit, Return, read every reason, Return; after two it is over, and it is known when again."""
    to_quick(hands)
    hands.sees(WORDS("training.quick.caption", number=1, count=2))
    hands.go_to("training.quiz.0")
    hands.key(Qt.Key.Key_2)
    hands.key(Qt.Key.Key_Return)
    hands.sees("You need no proof.")
    hands.sees("You chose this. Yes.")
    hands.go_to("training.go_on")
    hands.key(Qt.Key.Key_Return)
    hands.sees(WORDS("training.quick.caption", number=2, count=2))
    hands.choose("training.quiz.0")
    hands.press("training.go_on")
    hands.sees(WORDS("training.quick.reasons"))
    hands.press("training.go_on")
    hands.sees(WORDS("training.quick.end"))
    hands.sees("Next time in about")
    assert trained.laptop.quick_questions(None) == ()
    hands.press("training.quick.back")
    hands.find("training.title")


def test_nothing_chosen_asks_to_choose_and_notes_nothing(trained: Bench, hands: Hands) -> None:
    """*See the reasons* without an answer says so, calmly."""
    before = cards(trained)
    to_quick(hands)
    hands.press("training.go_on")
    hands.sees(WORDS("training.quiz.choose_first"))
    assert cards(trained) == before


def test_not_today_changes_nothing(trained: Bench, hands: Hands) -> None:
    """Left before or after the first answer: what was not answered is as it was, and comes again when asked for."""
    before = cards(trained)
    to_quick(hands)
    hands.press("training.stop")
    hands.find("training.title")
    assert cards(trained) == before
    hands.press("training.quick")
    hands.choose("training.quiz.1")
    hands.press("training.go_on")
    hands.sees(WORDS("training.quick.reasons"))
    hands.press("training.stop")
    hands.find("training.title")
    hands.qtbot.waitUntil(lambda: len(set(before) & set(cards(trained))) == 1, timeout=20_000)


def test_none_on_the_day_of_a_concern(trained: Bench, hands: Hands) -> None:
    """Begun today: none today, in the words of any other day without; tomorrow they are there again."""
    trained.laptop.save_draft(trained.laptop.new_concern_id(), finished(), 1, Written.LOCKED)
    to_quick(hands)
    hands.sees(NONE_TODAY)
    trained.pass_time(days=1)
    hands.press("training.quick.back")
    hands.press("training.quick")
    hands.sees(WORDS("training.quick.caption", number=1, count=2))


def test_not_wanted_is_kept_at_once_and_over_a_restart(trained: Bench, qtbot: QtBot, qapp: QApplication) -> None:
    """One press on the question; another window on the same folder knows; the same place turns them on again."""
    with window_on(trained, qtbot, qapp) as hands:
        to_quick(hands)
        hands.press("training.quick.unwanted")
        hands.sees(WORDS("training.quick.off"))
        assert not trained.laptop.training().learner.quick
    with window_on(trained, qtbot, qapp) as again:
        to_quick(again)
        again.sees(WORDS("training.quick.off"))
        again.press("training.quick.on_again")
        again.sees(WORDS("training.quick.caption", number=1, count=2))
        assert trained.laptop.training().learner.quick


def test_nothing_tells_that_questions_are_due(trained: Bench, hands: Hands) -> None:
    """Home's tile and *Your training* say the same whether two are due or none are wanted: no badge, no count."""

    def looked() -> tuple[str, str]:
        tile = told_by(hands.find("home.training"))
        hands.press("home.training")
        hands.find("training.title")
        yours = told_by(hands.window.pages.currentWidget())
        hands.press("training.home")
        return tile, yours

    hands.qtbot.waitUntil(lambda: hands.window.training.read is not None, timeout=20_000)
    assert trained.laptop.training().quick_waiting
    due = looked()
    trained.laptop.want_quick(on=False)
    assert looked() == due


def test_support_and_another_way_lead_back_to_the_question(hands: Hands) -> None:
    """Nothing chosen is lost by looking for support."""
    to_quick(hands)
    hands.choose("training.quiz.1")
    page = hands.window.beside.quick.page
    hands.press("training.support.link")
    hands.press("help.home")
    assert hands.window.pages.currentWidget() is page
    hands.press("training.another_way")
    hands.press("training.other.back")
    assert hands.window.pages.currentWidget() is page
    hands.press("training.go_on")
    hands.sees(WORDS("training.quick.reasons"))


# --- when the store, or the program, fails ----------------------------------------------------------------------------


class Store:
    """Answers from a laptop: at once, when told to, or never, as when the program dies first; or with a fault."""

    def __init__(self, laptop: Laptop) -> None:
        self._laptop = laptop
        self.waits = False
        self.fault: DetectorsError | None = None
        self._waiting: list[Callable[[], None]] = []

    def answer(self) -> None:
        """Do what waits."""
        for each in self._waiting:
            each()

    def __call__(
        self, job: Callable[[Laptop], T], then: Callable[[T], None], failed: Callable[[DetectorsError], None]
    ) -> None:
        if self.fault is not None:
            failed(self.fault)
        elif self.waits:
            self._waiting.append(lambda: then(job(self._laptop)))
        else:
            then(job(self._laptop))


@pytest.fixture
def store(trained: Bench, qtbot: QtBot, qapp: QApplication) -> Store:
    apply_theme(qapp, load_tokens())
    return Store(trained.laptop)


@pytest.fixture
def place(trained: Bench, store: Store, qtbot: QtBot) -> QuickPlace:
    """Give the place without a window, its first question asked."""
    made = QuickPlace(WORDS, store, lambda: trained.now)

    def show(page: QWidget) -> None:
        qtbot.addWidget(page)
        page.show()

    made.page_wanted.connect(show)
    made.on_wanted()
    return made


def answer(place: QuickPlace) -> QuickPage:
    page = place.page
    assert isinstance(page, QuickPage)
    page.options.press(1)
    page.on_go_on()
    return page


def test_killed_between_answer_and_save_it_is_asked_again(trained: Bench, store: Store, place: QuickPlace) -> None:
    """The reasons were read; the answer never reached the store: the same two are asked, and nothing else changed."""
    before, asked = cards(trained), trained.laptop.quick_questions(None)
    store.waits = True
    answer(place)
    with trained.open() as again:
        assert again.quick_questions(None) == asked
    assert cards(trained) == before


def test_an_answer_that_is_not_kept_is_said_and_asked_again(trained: Bench, store: Store, place: QuickPlace) -> None:
    """Calmly, with the reasons still there; the end says nothing of when, for it is not known."""
    before = cards(trained)
    store.fault = EnvironmentFault("store.disk_full", path="notes")
    page = answer(place)
    assert WORDS("training.quick.not_kept") in told_by(page)
    assert WORDS("training.quick.reasons") in told_by(page)
    page.on_go_on()
    answer(place).on_go_on()
    assert isinstance(place.page, QuickRestPage)
    assert WORDS("training.quick.end") in told_by(place.page)
    assert "Next time" not in told_by(place.page)
    assert cards(trained) == before


def test_turning_off_that_fails_is_said_where_it_was_pressed(store: Store, place: QuickPlace) -> None:
    """On the question in a few words, on the page of rest with what is wrong."""
    fault = EnvironmentFault("store.disk_full", path="notes")
    store.fault = fault
    place.on_unwanted()
    assert WORDS("training.quick.still") in told_by(place.page)
    place.on_read(quick_jobs.QuickRead(wanted=False))
    place.on_switched(True)  # noqa: FBT003 - Qt's signal
    assert WORDS.error(fault) in told_by(place.page)


def test_what_comes_too_late_shows_nothing(trained: Bench, store: Store, place: QuickPlace) -> None:
    """Left while the store was asked: it is done all the same, and no page comes up afterwards."""
    store.waits = True
    place.on_unwanted()
    place.on_left()
    store.answer()
    assert place.page is None
    assert not trained.laptop.training().learner.quick


# --- when again -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "days, told",
    [
        (None, ""),
        (0, ""),
        (1, "Next time in about 1 day."),
        (13, "Next time in about 13 days."),
        (15, "Next time in about 2 weeks."),
        (46, "Next time in about 7 weeks."),
        (163, "Next time in about 5 months."),
    ],
)
def test_when_again_is_said_only_if_it_is_known(days: int | None, told: str) -> None:
    """In days, weeks or months, roughly; nothing for what is not known or is due already."""
    day = None if days is None else TODAY + timedelta(days=days)
    assert next_time(day, TODAY, WORDS) == told


def test_the_next_day_is_the_second_ones_and_after_what_is_quiet(bench: Bench) -> None:
    """Two are asked at a time, so the second that is due says when; not before a quiet day, not where unwanted."""
    laptop = bench.laptop
    assert laptop.next_quick() is None
    for module, step in WAY:
        laptop.take_step(EARLY, module, step)
    day = laptop.next_quick()
    assert day is not None
    assert quick_jobs.read(laptop).next_on == day
    bench.pass_time(days=(day - bench.now.date()).days)
    assert len(laptop.quick_questions(None)) == 2
    laptop.save_draft(laptop.new_concern_id(), finished(), 1, Written.LOCKED)
    assert quick_jobs.read(laptop).next_on == bench.now.date() + timedelta(days=1)
    assert not quick_jobs.want(on=False)(laptop).wanted
    assert laptop.next_quick() is None


def test_a_page_of_rest_offers_the_other_choice(qtbot: QtBot, qapp: QApplication) -> None:
    """Where they come it offers to stop them; where they do not, to have them again."""
    apply_theme(qapp, load_tokens())
    for rest, key, on in ((Rest.NONE, "unwanted", False), (Rest.END, "unwanted", False), (Rest.OFF, "on_again", True)):
        page = QuickRestPage(WORDS, rest)
        qtbot.addWidget(page)
        assert page.switch.text() == WORDS(f"training.quick.{key}")
        with qtbot.waitSignal(page.wanted) as told:
            page.switch.click()
        assert told.args == [on]
