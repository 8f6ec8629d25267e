"""What the training pages work out: the conversation, the order of pages, the words of how it stands, what is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from detectors_app.content.wording import load_wording
from detectors_app.domain.blocks import Block, BlockId, Paragraph, Picture, Points, Run, SmallHeading
from detectors_app.domain.course import CourseId, Job, ModuleId
from detectors_app.domain.errors import DetectorsError, EnvironmentFault, Invalid
from detectors_app.domain.progress import (
    SKIPPED,
    Answer,
    Answered,
    Chose,
    QuizProgress,
    ScenarioProgress,
    Skipped,
    Step,
    Walked,
    Went,
    WentBack,
)
from detectors_app.staff.training_about_page import job_like
from detectors_app.staff.training_base import Around, TrainingPage
from detectors_app.staff.training_begin_page import BeginPage
from detectors_app.staff.training_end_page import EndPage
from detectors_app.staff.training_jobs import ModuleOpened, open_module
from detectors_app.staff.training_keeping import Keeping, KeepState, TrainingKeeping
from detectors_app.staff.training_parts import CoursePicture, PartsView
from detectors_app.staff.training_pause_pages import LeftOutPage
from detectors_app.staff.training_player import TrainingPlayer
from detectors_app.staff.training_quiz_page import QuizPage
from detectors_app.staff.training_quiz_walk import first_open, needed, to_look_at
from detectors_app.staff.training_route import after, before, called, caption_of
from detectors_app.staff.training_scenario_page import ScenarioPage
from detectors_app.staff.training_scenario_shown import scenario_shown
from detectors_app.staff.training_screens import (
    CARETAKING,
    CHECK,
    DOOR,
    HELP,
    PAGE,
    RESPOND,
    STOP,
    VAN,
    course,
    training,
)
from detectors_app.staff.training_words import home_line, how_far, minutes_left, where_stopped
from detectors_app.use_cases.learning.rows import CourseState, Training
from detectors_app.widgets.buttons import LinkButton
from detectors_app.widgets.theme import apply_theme
from detectors_app.widgets.tokens import load_tokens

WORDS = load_wording()
EARLY = CourseId("early-detectors")
FULL = EnvironmentFault("store.disk_full", path="notes")


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    """Dress the program."""
    apply_theme(qapp, load_tokens())


def block(block_id: BlockId) -> Any:  # noqa: ANN401 - of the kind that the test names
    found = module().block(block_id)
    assert found is not None
    return found


def module() -> Any:  # noqa: ANN401 - a Module; None is ruled out
    found = course().module(RESPOND)
    assert found is not None
    return found


# --- the conversation -------------------------------------------------------------------------------------------------


def walked(*steps: tuple[str, int], ended: bool = False) -> ScenarioProgress:
    return ScenarioProgress(DOOR, tuple(Walked(*each) for each in steps), ended)


def test_what_was_only_tried_stays_with_its_scene() -> None:
    """A choice that leads back is marked as tried, with what could happen; nothing of it is told as done."""
    shown = scenario_shown(block(DOOR), walked(("hall", 0), ("hall", 2)), done=False)
    assert shown.told == ()
    assert [each.tried for each in shown.choices] == [True, False, True]
    assert shown.choices[0].came == "He hears you ask. Later it could be worse."
    assert shown.choices[1].came == ""
    assert shown.may_go_back
    assert not shown.ended


def test_what_was_said_and_done_stays_above_in_order() -> None:
    """Each scene that was left stands above, with what was tried in it, what was done and what came of it."""
    shown = scenario_shown(block(DOOR), walked(("hall", 0), ("hall", 1), ("stairs", SKIPPED), ended=True), done=True)
    hall, stairs = shown.told
    assert hall.tried == (("Ask if she is all right, in front of him", "He hears you ask. Later it could be worse."),)
    assert (hall.did, hall.came, hall.skipped) == (
        "Do the job, then write down what you saw",
        "You fix it and go.",
        False,
    )
    assert (stairs.did, stairs.skipped) == ("", True)
    assert shown.ended
    assert not shown.left_out
    assert shown.choices == ()


def test_a_way_that_the_course_no_longer_has_begins_anew() -> None:
    """After an update no scene is told that is not there any more."""
    shown = scenario_shown(block(DOOR), walked(("cellar", 0)), done=False)
    assert (shown.told, shown.scene.id) == ((), "hall")
    assert scenario_shown(block(DOOR), walked(("hall", 9)), done=False).scene.id == "hall"


def test_a_scene_left_out_says_so() -> None:
    """Done without any way through it: it was left out as a whole."""
    assert scenario_shown(block(DOOR), walked(), done=True).left_out
    assert not scenario_shown(block(DOOR), walked(), done=False).left_out


def scenario_page(progress: ScenarioProgress, qtbot: QtBot) -> tuple[ScenarioPage, list[Step]]:
    steps: list[Step] = []
    page = ScenarioPage(WORDS, block(progress.block), Around(), progress, done=False)
    qtbot.addWidget(page)
    page.stepped.connect(steps.append)
    page.resize(1200, 700)
    page.show()
    return page, steps


def test_skipping_a_scene_with_a_note_skips_that_scene_alone(qtbot: QtBot) -> None:
    """With a note the scene is skipped as its best choice would go; without one the whole is left out."""
    page, steps = scenario_page(walked(), qtbot)
    page.skip.click()
    page.show_progress(walked(("hall", 1)), done=False)
    page.skip.click()
    assert steps == [Chose(DOOR, "hall", SKIPPED), Skipped(DOOR)]


def test_one_may_go_back_a_step_and_through_it_again(qtbot: QtBot) -> None:
    """What comes next is said when nothing was chosen; a choice can be taken back; at the end all can begin again."""
    page, steps = scenario_page(walked(("hall", 0)), qtbot)
    page.go_on.click()
    assert page._missing.isVisible()
    page.on_back()
    assert page.on_digit(page, 2)
    assert not page._missing.isVisible()
    page.go_on.click()
    page.on_again()
    assert steps[:2] == [WentBack(DOOR), Chose(DOOR, "hall", 1)]
    assert not page.on_digit(page, 9)


# --- the questions ----------------------------------------------------------------------------------------------------


def answers(*given: tuple[str, tuple[int, ...], bool]) -> QuizProgress:
    return QuizProgress(CHECK, tuple(Answer(*each) for each in given))


def test_questions_are_asked_in_turn_and_wrong_ones_once_more() -> None:
    """The first without an answer comes next; when all have one, those not right are worth another look."""
    quiz = block(CHECK)
    assert first_open(quiz, answers()) == 0
    some = answers(("uneasy", (0,), False), ("write", (0, 2), True))
    assert first_open(quiz, some) == 2
    assert to_look_at(quiz, some) == (0, 2)
    assert first_open(quiz, answers(*[(each.id, (1,), True) for each in quiz.questions])) is None
    assert [needed(quiz, share) for share in (800, 600, 1000)] == [3, 2, 3]


def quiz_page(progress: QuizProgress, qtbot: QtBot) -> tuple[QuizPage, list[Step]]:
    steps: list[Step] = []
    page = QuizPage(WORDS, block(CHECK), 800, progress, Around("Respond"))
    qtbot.addWidget(page)
    page.stepped.connect(steps.append)
    page.resize(1200, 700)
    page.show()
    return page, steps


def said(page: QuizPage) -> list[str]:
    QApplication.processEvents()
    return [each.text() for each in page.findChildren(QLabel) if each.isVisible()]


def test_every_option_says_why_once_it_is_checked(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """No mark before; after it every option has a word, an icon and a reason, and the best is said aloud."""
    aloud: list[str] = []
    monkeypatch.setattr("detectors_app.staff.training_quiz_page.announce", lambda _, text: aloud.append(text))
    page, steps = quiz_page(answers(), qtbot)
    page.go_on.click()
    assert WORDS("training.quiz.choose_first") in said(page)
    assert page.on_digit(page, 1)
    page.go_on.click()
    assert steps == [Answered(CHECK, "uneasy", (0,))]
    page.show_progress(answers(("uneasy", (0,), False)))
    assert said(page).count("Not this one") == 2
    assert said(page).count("The best answer") == 1
    assert any(each.startswith("You chose this. You do not need proof.") for each in said(page))
    assert aloud[-1].startswith("Have a look at the reasons. The best answer: Record it in this app. A small sign")
    assert page.focusWidget().objectName() == "training.quiz.result"
    assert not page.on_digit(page, 2)


def test_what_was_checked_can_be_read_and_not_changed(qtbot: QtBot) -> None:
    """Tab comes to the words of each option, which say all of it; neither key nor mouse changes the answer."""
    page, steps = quiz_page(answers(), qtbot)
    page.on_digit(page, 1)
    page.go_on.click()
    page.show_progress(answers(("uneasy", (0,), False)))
    options = page._options
    assert options is not None
    row = options.row(1)
    assert row.label.accessibleName().startswith("Record it in this app. The best answer. A small sign")
    assert row.label.focusPolicy() & Qt.FocusPolicy.TabFocus
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert [options.row(each).button.isChecked() for each in range(3)] == [True, False, False]
    page.again.click()
    assert "Not this one" not in said(page)
    assert len(steps) == 1


def test_a_double_click_passes_no_reason_by(qtbot: QtBot) -> None:
    """The second half of it is not taken for *Next question*."""
    page, steps = quiz_page(answers(), qtbot)
    page.stepped.connect(lambda _: page.show_progress(answers(("uneasy", (0,), False))))
    page.on_digit(page, 1)
    QTest.mouseClick(page.go_on, Qt.MouseButton.LeftButton)
    for kind in (QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease):
        at, left = QPointF(5, 5), Qt.MouseButton.LeftButton
        pressed = QMouseEvent(kind, at, page.go_on.mapToGlobal(at), left, left, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(page.go_on, pressed)
    assert page.heading.text() == "You feel uneasy. What do you do?"
    assert "Have a look at the reasons." in said(page)
    assert len(steps) == 1


def test_nobody_is_told_that_they_failed(qtbot: QtBot) -> None:
    """At the end the questions worth another look are named; one can try them, or go on."""
    given = [("uneasy", (0,), False), ("write", (0,), False), ("lock", (1,), True)]
    page, steps = quiz_page(answers(*given), qtbot)
    assert page.heading.text() == "Some are worth another look"
    assert "You feel uneasy. What do you do?" in said(page)
    with qtbot.waitSignal(page.done_with):
        page.go_on.click()
    page.again.click()
    assert page.heading.text() == "You feel uneasy. What do you do?"
    page.on_digit(page, 2)
    page.go_on.click()
    page.show_progress(answers(("uneasy", (1,), True), *given[1:]))
    page.go_on.click()
    assert page.heading.text() == "What do you write down?"
    assert not any("fail" in each.lower() or "score" in each.lower() for each in said(page))
    assert steps == [Answered(CHECK, "uneasy", (1,))]


# --- the order of pages -----------------------------------------------------------------------------------------------


def test_the_easy_words_stand_for_all_pages_of_words() -> None:
    """With them no page of words follows; going back one comes to the first, which shows them all."""
    blocks: list[Block] = [block(PAGE), replace(block(PAGE), id=BlockId("two")), block(DOOR), block(STOP)]
    made = replace(module(), blocks=tuple(blocks))
    assert after(made, blocks[0], easy=False) is blocks[1]
    assert after(made, blocks[0], easy=True) is blocks[2]
    assert after(made, blocks[3], easy=True) is None
    assert before(made, blocks[2], easy=True) is blocks[0]
    assert before(made, blocks[2], easy=False) is blocks[1]
    assert before(made, blocks[0], easy=False) is None
    assert before(made, blocks[1], easy=True) is None


def test_a_page_says_which_it_is_of_how_many() -> None:
    """Scenes are counted; what is there once is called by its module."""
    assert caption_of(module(), block(VAN), WORDS) == "Respond: scene 2 of 2"
    assert caption_of(module(), block(STOP), WORDS) == "Respond"
    assert [called(each, WORDS) for each in module().blocks][2:] == [
        "A good place to stop", "In the van", "Check yourself", "Practise the form", "Support for you",
    ]  # fmt: skip


def test_the_player_needs_no_store(qtbot: QtBot) -> None:
    """As in a preview: from the first page to the end; the line at the foot says that nothing is kept."""
    pages: list[TrainingPage] = []
    left: list[TrainingPage] = []
    player = TrainingPlayer(WORDS, course())
    player.page_wanted.connect(pages.append)
    player.page_ended.connect(left.append)
    player.begin(RESPOND)
    for each in pages:
        qtbot.addWidget(each)
    player.on_begun((DOOR,))
    assert pages[-1].saved.text() == "Preview: nothing is kept"
    seen = []
    for _ in module().blocks:
        seen.append(pages[-1].objectName())
        player.on_go_on()
    assert seen == [f"training_{each}" for each in
                    ("reading", "scenario", "stop_here", "scenario", "quiz", "practice", "support")]  # fmt: skip
    assert pages[-1].objectName() == "training_end"
    player.on_open(CHECK)
    player.on_before()
    assert player.page is pages[-1]
    assert left == pages[:-1]
    with pytest.raises(LookupError):
        player.begin(ModuleId("nothing"))


# --- words ------------------------------------------------------------------------------------------------------------


def test_home_says_what_to_go_on_with() -> None:
    """What was begun, else what is to do and by when, else that all is done; nothing required says what there is."""
    assert home_line(training(), WORDS) == "Carry on with Respond. About 6 minutes left."
    (stands,) = training().courses
    fresh = replace(stands, modules=tuple(replace(each, progress=None, finished=False) for each in stands.modules))
    assert home_line(Training(training().learner, (fresh,)), WORDS) == (
        "About 24 minutes, in short parts. Finish by 18 December."
    )
    again = replace(fresh, state=CourseState.REFRESH, minutes_left=1)
    assert home_line(Training(training().learner, (again,)), WORDS).startswith("Time to look at it again. About 1 min")
    assert home_line(training(finished=5), WORDS) == "All done. You can look at it again at any time."
    assert home_line(Training(training().learner, ()), WORDS) == "Learn at your own pace. Works with no signal."


def test_how_far_a_course_is_stands_in_words() -> None:
    """Parts, minutes and the day; a catch-up and a refresher say why; at the end the day it was done."""
    (stands,) = training().courses
    assert how_far(stands, WORDS) == ("1 of 5 parts done.", "About 24 minutes left. Finish by 18 December.")
    assert how_far(replace(stands, state=CourseState.CATCH_UP), WORDS)[1].startswith("Some parts are new.")
    assert how_far(replace(stands, state=CourseState.REFRESH), WORDS)[1].startswith("It is time to look at it again.")
    (whole,) = training(finished=5).courses
    assert how_far(whole, WORDS) == ("Done on 12 November.", "")
    assert how_far(replace(whole, completed_on=None), WORDS) == ("All parts are done.", "")
    assert where_stopped(stands.modules[0], WORDS) == ""
    assert where_stopped(stands.modules[1], WORDS) == "You stopped at scene 2 of 2."
    assert minutes_left(replace(stands.modules[1], share=999)) == 1


@pytest.mark.parametrize(
    "place, where",
    [(PAGE, "at the first words"), (CHECK, "at the questions"), (STOP, ""), (BlockId("gone"), "at the first words")],
)
def test_where_a_module_was_left_stands_in_words(place: BlockId, where: str) -> None:
    """Named by what it is; a place that is gone is the first that is not done."""
    (stands,) = training().courses
    begun = stands.modules[1]
    assert begun.progress is not None
    at = replace(begun.progress, place=replace(begun.progress.place, block=place), done=())
    assert where_stopped(replace(begun, progress=at), WORDS) == (
        f"You stopped {where}." if where else "You have begun."
    )


@pytest.mark.parametrize(
    "role, job",
    [("caretaker", "caretaking"), ("Cleaner, nights", "cleaning"), ("Repairs operative", "repairs"), ("officer", "")],
)
def test_the_job_is_guessed_from_the_role(role: str, job: str) -> None:
    """By the beginning of a word; where none is like it, none is chosen."""
    assert job_like(role, [Job(each) for each in ("caretaking", "cleaning", "repairs")], WORDS) == job


# --- running text -----------------------------------------------------------------------------------------------------


def test_text_is_drawn_with_its_links_numbers_and_pictures(qtbot: QtBot) -> None:
    """A number comes from the contacts, a link is a button of its own, a picture says what it shows."""
    parts = (
        SmallHeading("A heading"),
        Paragraph((Run("Ring {phone:csn_duty}. "), Run("now", bold=True), Run("Who to ring", link="contact:csn_duty"))),
        Paragraph((Run("Support", link="support"),)),
        Picture("pictures/door.svg", "A closed door"),
        Points(((Run("one"),), (Run("two <b>"), Run("more", link="help"))), numbered=True),
    )
    view = PartsView(parts, WORDS, course().folder)
    qtbot.addWidget(view)
    view.show()
    texts = [each.text() for each in view.findChildren(QLabel)]
    assert any("020\N{NO-BREAK SPACE}7974\N{NO-BREAK SPACE}2526" in each and "<b>now</b>" in each for each in texts)
    assert "1." in texts
    assert "two <b>more" in texts
    (picture,) = view.findChildren(CoursePicture)
    assert picture.accessibleName() == "A closed door"
    wanted: list[str] = []
    view.link_wanted.connect(wanted.append)
    for link in view.findChildren(LinkButton):
        link.click()
    assert wanted == ["contact:csn_duty", "support", "help"]


def test_a_picture_that_is_not_there_is_an_empty_tile(qtbot: QtBot) -> None:
    """A missing file spoils no page."""
    missing = CoursePicture(course_folder() / "pictures" / "none.svg", "Nothing")
    qtbot.addWidget(missing)
    missing.show()
    assert missing.sizeHint().height() > 0
    missing.grab()


def course_folder() -> Any:  # noqa: ANN401 - a Path
    from pathlib import Path

    return Path(course().folder)


# --- keeping ----------------------------------------------------------------------------------------------------------


class Lane:
    """A store's lane that runs jobs when it is told to, on a laptop that says no while `error` is set."""

    def __init__(self) -> None:
        self.asked: list[tuple[Callable[[Any], Any], Callable[[Any], None], Callable[[DetectorsError], None]]] = []
        self.error: DetectorsError | None = None
        self.kept: list[Step] = []

    def __call__(self, job: Any, then: Any, failed: Any) -> None:  # noqa: ANN401 - Ask
        self.asked.append((job, then, failed))

    def take_step(self, _course: CourseId, _module: ModuleId, step: Step) -> Step:
        if self.error is not None:
            raise self.error
        self.kept.append(step)
        return step

    def run(self, most: int = 99) -> None:
        while self.asked and most:
            most -= 1
            job, then, failed = self.asked.pop(0)
            try:
                value = job(self)
            except DetectorsError as error:
                failed(error)
            else:
                then(value)


@pytest.fixture
def lane() -> Lane:
    return Lane()


def keep(keeping: TrainingKeeping, *steps: Step) -> None:
    for step in steps:
        keeping.keep(EARLY, RESPOND, step)


def test_saved_is_said_only_once_the_store_has_every_step(lane: Lane) -> None:
    """While one is under way it is being saved; after the last it is."""
    keeping = TrainingKeeping(lane)
    states: list[KeepState] = []
    keeping.changed.connect(lambda each: states.append(each.state))
    keep(keeping, Went(PAGE), Went(STOP))
    lane.run(1)
    assert states == [KeepState.KEEPING]
    assert not keeping.is_settled
    lane.run()
    assert states == [KeepState.KEEPING, KeepState.KEPT]
    assert lane.kept == [Went(PAGE), Went(STOP)]


def test_after_one_that_was_not_kept_none_is_until_the_next_step(lane: Lane) -> None:
    """The order holds: what follows a refused step waits behind it, and all go with the next one."""
    keeping = TrainingKeeping(lane)
    keep(keeping, Went(PAGE))
    lane.run()
    lane.error = FULL
    keep(keeping, Chose(DOOR, "hall", 0), Chose(DOOR, "hall", 1))
    lane.run(1)
    lane.error = None
    lane.run()
    assert lane.kept == [Went(PAGE)]
    assert (keeping.keeping.state, keeping.keeping.error) == (KeepState.NOT_KEPT, FULL)
    assert keeping.waiting_for(EARLY, RESPOND) == (Chose(DOOR, "hall", 0), Chose(DOOR, "hall", 1))
    assert keeping.waiting_for(EARLY, ModuleId("other")) == ()
    keep(keeping, Went(VAN))
    lane.run()
    assert lane.kept == [Went(PAGE), Chose(DOOR, "hall", 0), Chose(DOOR, "hall", 1), Went(VAN)]
    assert keeping.keeping.state is KeepState.KEPT


def test_while_it_is_full_only_the_last_place_of_a_page_waits(lane: Lane) -> None:
    """Scrolling up and down a page that cannot be saved keeps one place, not a thousand."""
    keeping = TrainingKeeping(lane)
    lane.error = FULL
    for each in range(5):
        keep(keeping, Went(PAGE, each))
        lane.run()
    assert keeping.waiting_for(EARLY, RESPOND) == (Went(PAGE, 4),)


def test_a_step_whose_module_is_gone_holds_up_no_other(lane: Lane) -> None:
    """It is told and let go: no later try would be taken."""
    keeping = TrainingKeeping(lane)
    lane.error = Invalid("training.no_such_module", where="module")
    keep(keeping, Went(PAGE))
    lane.run()
    assert keeping.keeping == Keeping(KeepState.NOT_KEPT, lane.error)
    assert keeping.is_settled
    lane.error = None
    keep(keeping, Went(STOP))
    lane.run()
    assert lane.kept == [Went(STOP)]
    assert keeping.keeping == Keeping(KeepState.KEPT)


def test_nothing_of_one_person_is_kept_for_another(lane: Lane) -> None:
    """When somebody else uses the laptop, what waited is forgotten, also what the lane still refuses."""
    keeping = TrainingKeeping(lane)
    lane.error = FULL
    keep(keeping, Went(PAGE))
    keeping.forget()
    lane.run()
    keeping.try_now()
    lane.error = None
    lane.run()
    assert lane.kept == []
    assert keeping.is_settled


def test_a_course_or_module_that_is_gone_does_not_open() -> None:
    """It is told as such, and is no bug."""

    class Shelf:
        def course(self, course_id: CourseId) -> Any:  # noqa: ANN401 - a Course or none
            return course() if course_id == EARLY else None

        def module_progress(self, _course: CourseId, _module: ModuleId) -> str:
            return "progress"

    shelf: Any = Shelf()
    assert open_module(EARLY, RESPOND)(shelf) == ModuleOpened(course(), "progress")  # type: ignore[arg-type]
    for names in ((CourseId("none"), RESPOND), (EARLY, ModuleId("none"))):
        with pytest.raises(Invalid, match="no_such_module"):
            open_module(*names)(shelf)


def test_the_made_up_course_is_for_caretakers() -> None:
    """Its last module is of the job alone."""
    assert len(course().modules_for(CARETAKING)) == len(course().modules_for(Job("repairs"))) + 1


# --- going through, without a store -----------------------------------------------------------------------------------


@pytest.fixture
def player(qtbot: QtBot) -> TrainingPlayer:
    """Give a player with its first page shown."""
    made = TrainingPlayer(WORDS, course())
    made.page_wanted.connect(qtbot.addWidget)
    made.begin(RESPOND)
    return made


def test_the_easy_words_tell_every_page_of_words(player: TrainingPlayer) -> None:
    """Wanted once, they are shown in place of the pages of words, which are done with them; and not wanted, no more."""
    changed: list[bool] = []
    player.easy_changed.connect(changed.append)
    assert isinstance(player.page, TrainingPage)
    player.page.on_easy()
    assert isinstance(player.page, TrainingPage)
    assert player.page.objectName() == "training_begin"
    player.on_begun(())
    assert player.page.objectName() == "training_easy"
    player.page.go_on.click()
    assert PAGE in player.progress.done
    assert player.page.objectName() == "training_scenario"
    player.on_before()
    player.page.on_easy()
    assert player.page.objectName() == "training_reading"
    assert changed == [True, False]


def test_what_is_left_out_beforehand_counts_and_can_be_seen_after_all(player: TrainingPlayer) -> None:
    """Ticked before the module begins, it is done; in its place stands one plain sentence, and the way to it."""
    assert isinstance(player.page, BeginPage)
    leave_out = player.page._leave_out
    assert leave_out is not None
    leave_out.set_values((DOOR,))
    player.page.go_on.click()
    player.on_begun((PAGE,))
    assert {PAGE, DOOR} <= set(player.progress.done)
    assert isinstance(player.page, LeftOutPage)
    player.page.wanted_after_all.emit()
    assert player.page.objectName() == "training_reading"
    player.on_go_on()
    assert isinstance(player.page, ScenarioPage)
    assert WORDS("training.scene.left_out") in [each.text() for each in player.page.findChildren(QLabel)]
    assert "Noticing is enough." in [each.text() for each in player.page.findChildren(QLabel)]


def test_links_lead_to_help_and_to_support(player: TrainingPlayer, qtbot: QtBot) -> None:
    """Each kind of link is told as what it is."""
    with qtbot.waitSignal(player.support_wanted):
        player.on_link("support")
    with qtbot.waitSignal(player.help_wanted) as asked:
        player.on_link("contact:csn_duty")
    assert asked.args == ["contact:csn_duty"]


def test_a_module_read_again_leads_back_to_training(player: TrainingPlayer, qtbot: QtBot) -> None:
    """One that was finished before begins at its first page, and its end offers nothing but the way back."""
    finished = replace(player.progress, done=tuple(each.id for each in module().blocks), finished_on=date(2026, 11, 1))
    player.begin(RESPOND, finished)
    assert isinstance(player.page, BeginPage)
    player.on_open(HELP)
    player.on_go_on()
    assert isinstance(player.page, EndPage)
    assert not player.page.stop.isVisibleTo(player.page)
    with qtbot.waitSignal(player.left):
        player.page.go_on.click()
