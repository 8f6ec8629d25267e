"""Pictures of the training pages, with a made-up course; part of staff/screens.py."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from detectors_app.content.paths import resources_dir
from detectors_app.domain.blocks import (
    Ask,
    Block,
    BlockId,
    Choice,
    Option,
    Paragraph,
    Picture,
    Points,
    PracticeForm,
    Question,
    Quiz,
    Reading,
    Run,
    Scenario,
    Scene,
    StopHere,
    Support,
)
from detectors_app.domain.course import Course, CourseId, Job, Module, ModuleId, Note, Taught
from detectors_app.domain.errors import EnvironmentFault, Invalid
from detectors_app.domain.progress import SKIPPED, Answered, Chose, Done, ModuleProgress, Place, Step, Went
from detectors_app.domain.training import advance
from detectors_app.staff.training_base import TrainingPage
from detectors_app.staff.training_jobs import ModuleOpened, TrainingRead
from detectors_app.staff.training_keeping import Keeping, KeepState
from detectors_app.staff.training_player import TrainingPlayer
from detectors_app.use_cases.learning.rows import CourseStands, CourseState, Learner, ModuleStands, Training

if TYPE_CHECKING:
    from detectors_app.staff.training_place import TrainingPlace
    from detectors_app.staff.window import StaffWindow

CARETAKING = Job("caretaking")
PAGE, DOOR, VAN, CHECK, TRY, HELP, STOP = (
    BlockId(each) for each in ("page", "door", "van", "check", "try", "help", "stop")
)
RESPOND = ModuleId("respond")
_TODAY = date(2026, 11, 12)


def _runs(text: str) -> tuple[Run, ...]:
    return tuple(Run(part, bold=bool(at % 2)) for at, part in enumerate(text.split("**")) if part)


def blocks() -> tuple[Block, ...]:
    """Give one block of each kind that these pages show, two of scenes and questions."""
    page = Reading(
        PAGE,
        "What you can say",
        (
            Paragraph(_runs("Keep it short and quiet. **You do not have to ask anything.**")),
            Picture("pictures/door.svg", "A closed door"),
            Points((_runs("“Are you OK?”"), _runs("“It isn’t your fault.”"), _runs("If they do not answer, stop."))),
            Paragraph((Run("Not sure? Ring the duty line: {phone:csn_duty}. "), Run("See who to ring", link="help"))),
        ),
    )
    return (page, _door(), StopHere(STOP), _van(), _check(), PracticeForm(TRY, "Practise the form"), Support(HELP))


def _door() -> Scenario:
    hall = Scene(
        "hall",
        "You are here to fix a radiator. You ask the tenant which room it is in. She looks at her partner. "
        "He says, “Ask me, not her.” You have the part in your bag.",
        (
            Choice("Ask if she is all right, in front of him", "hall", "He hears you ask. Later it could be worse."),
            Choice("Do the job, then write down what you saw", "stairs", "You fix it and go.", best=True),
            Choice("Tell him to let her speak", "hall", "He gets angry, and asks for your name."),
        ),
        note="Someone is controlled. Nobody is hurt.",
    )
    stairs = Scene(
        "stairs",
        "On the stairs a neighbour asks what you think of the two.",
        (
            Choice("Say what you saw", "stairs", "Word can get back to the home."),
            Choice("Talk about the weather", "end", best=True),
        ),
    )
    end = Scene("end", "You write it down in the same shift. That was all you had to do.")
    return Scenario(DOOR, "She looks at him before every answer", "hall", (hall, stairs, end), "Noticing is enough.")


def _van() -> Scenario:
    van = Scene("van", "In the van a mate asks who lives there.", (Choice("Say it is private", "end", best=True),))
    return Scenario(VAN, "In the van", "van", (van, Scene("end", "He lets it be.")), "What you saw stays private.")


def _check() -> Quiz:
    single = (
        Option("Wait until I am sure", "You do not need proof. Waiting can leave someone alone with it."),
        Option("Record it in this app", "A small sign matters. The duty team works out what it means.", right=True),
        Option("Ask the neighbours what they know", "Word can get back to the home."),
    )
    several = (
        Option("Their own words", "Exact words help.", right=True),
        Option("What you guess", "A guess can mislead."),
        Option("When it was", "Details fade.", right=True),
    )
    return Quiz(
        CHECK,
        "Check yourself",
        (
            Question("uneasy", Ask.SINGLE, "You feel uneasy. What do you do?", single),
            Question("write", Ask.MULTIPLE, "What do you write down?", several),
            Question(
                "lock", Ask.STORY, "And then?", single[:2], story="It is the third new lock on this door this year."
            ),
        ),
    )


def course() -> Course:
    """Give a course of four modules, one with every kind of page."""
    easy = Reading(
        BlockId("easy"),
        "Keep it short",
        (
            Picture("pictures/door.svg", "A closed door"),
            Paragraph(_runs("Be quiet and kind.")),
            Paragraph(_runs("You do **not** have to ask anything.")),
        ),
    )
    respond = Module(
        RESPOND,
        "Respond",
        6,
        blocks(),
        outcomes=("Choose between 999 and a report.", "Use safe words.", "Keep yourself safe."),
        notes=(Note("controlling-behaviour", DOOR, "hall"), Note("someone-asks", VAN), Note("no-such-tag")),
        easy_read=(easy, replace(easy, id=BlockId("easy-2"), title="If they do not answer, stop")),
    )
    reading = (Reading(PAGE, "A page", (Paragraph(_runs("Words.")),)),)
    more = (
        Module(ModuleId("recognise"), "Recognise", 8, reading),
        respond,
        Module(ModuleId("refer"), "Refer and record", 7, reading),
        Module(ModuleId("after"), "Looking after yourself", 5, reading),
        Module(ModuleId("role"), "Your role: caretaking", 6, reading, jobs=(CARETAKING,)),
    )
    return Course(
        CourseId("early-detectors"),
        1,
        "https://learning.example/courses/early-detectors",
        "Early Detectors: noticing domestic abuse",
        (CARETAKING,),
        more,
        folder=str(resources_dir() / "courses" / "early-detectors"),
    )


def progress(*steps: Step, place: Place = Place()) -> ModuleProgress:  # noqa: B008 - frozen
    """Give how far these steps lead in the module."""
    made = course()
    module = made.module(RESPOND)
    if module is None:
        raise LookupError
    so_far = ModuleProgress(made.id, RESPOND, made.version)
    for step in steps:
        so_far = advance(module, so_far, step, version=1, today=_TODAY)
    return replace(so_far, place=place) if place.block else so_far


def training(*, finished: int = 1, held_back: bool = False, sessions: bool = False) -> Training:
    """Give how somebody stands: so many modules finished, the next one begun."""
    made = course()
    begun = progress(Went(PAGE), Done(PAGE), Went(VAN))
    stands = tuple(
        ModuleStands(each, 1000 if at < finished else 0, at < finished, begun if at == finished else None)
        for at, each in enumerate(made.modules)
    )
    left = sum(each.module.minutes for each in stands if not each.finished)
    whole = finished == len(stands)
    one = CourseStands(
        made,
        CourseState.DONE if whole else CourseState.BEGUN,
        stands,
        required=True,
        minutes_left=left,
        finish_by=None if whole else date(2026, 12, 18),
        completed_on=_TODAY if whole else None,
        held_back=held_back,
    )
    level = Course(CourseId("level-1"), 1, "https://x.example", "Level 1", (), (), taught=Taught.SESSIONS)
    more = (CourseStands(level, CourseState.NOT_BEGUN, (), required=True, minutes_left=0),) if sessions else ()
    return Training(Learner(job=CARETAKING, staff="" if held_back else "A1234", since=_TODAY), (one, *more))


def training_states(window: StaffWindow) -> Iterator[str]:
    """Bring the window into each of these states in turn, and name it."""
    place = window.training
    window.on_home_wanted()
    place.on_read(TrainingRead(training()))
    yield "home-training"
    fresh = replace(training(finished=0), learner=Learner())
    place.on_read_to_show(TrainingRead(fresh, (CARETAKING, Job("repairs"), Job("transport")), "caretaker"))
    yield "training-about-you"
    place.about_you.show_failed(Invalid("staff_number.malformed", where="staff_number"))
    yield "training-about-you-problem"
    place.on_read_to_show(TrainingRead(training()))
    yield "training"
    place.on_keeping_changed(Keeping(KeepState.NOT_KEPT, EnvironmentFault("store.disk_full", path="notes")))
    yield "training-not-kept"
    place.on_keeping_changed(Keeping(KeepState.KEPT))
    place.on_read_to_show(TrainingRead(training(finished=5, held_back=True, sessions=True)))
    yield "training-done"
    place.on_read_to_show(TrainingRead(Training(Learner(job=CARETAKING), ())))
    yield "training-none"
    place.on_read_to_show(TrainingRead(training()))
    place.on_support()
    yield "training-help"
    yield from _module_states(place)
    yield from _ends(place)
    place.keeping.forget()
    place.end_module()
    window.on_home_wanted()


def _module_states(place: TrainingPlace) -> Iterator[str]:
    player = _open(place)
    yield "training-begin"
    player.on_easy_wanted(True)
    player.on_begun(())
    yield "training-easy"
    player.on_easy_wanted(False)
    place.on_keeping_changed(Keeping(KeepState.KEPT))
    yield "training-reading"
    player.on_go_on()
    yield "training-scene"
    _press(player)
    yield "training-scene-choose-first"
    player.on_stepped(Chose(DOOR, "hall", 0))
    place.on_keeping_changed(Keeping(KeepState.KEPT))
    yield "training-scene-tried"
    player.on_stepped(Chose(DOOR, "hall", 1))
    yield "training-scene-on"
    player.on_stepped(Chose(DOOR, "stairs", 1))
    yield "training-scene-over"
    player.on_go_on()
    yield "training-stop-here"
    player.on_go_on()
    player.on_stepped(Chose(VAN, "van", SKIPPED))
    yield "training-scene-skipped"
    player.on_go_on()
    yield from _quiz_states(place, player)
    player.on_go_on()
    yield "training-practice"
    player.practice.begin()
    yield "training-practice-form"
    player.practice.on_left()
    page = player.page
    if not isinstance(page, TrainingPage):
        raise TypeError
    page.done_with.emit()
    yield "training-support"
    player.on_go_on()
    yield "training-end-open"


def _quiz_states(place: TrainingPlace, player: TrainingPlayer) -> Iterator[str]:
    yield "training-question"
    _press(player)
    yield "training-question-choose-first"
    player.on_stepped(Answered(CHECK, "uneasy", (0,)))
    yield "training-question-answered"
    _press(player)
    yield "training-question-several"
    player.on_stepped(Answered(CHECK, "write", (0, 2)))
    yield "training-question-several-answered"
    _press(player)
    yield "training-question-story"
    player.on_stepped(Answered(CHECK, "lock", (1,)))
    _press(player)
    yield "training-questions-over"
    place.on_keeping_changed(Keeping(KeepState.NOT_KEPT, EnvironmentFault("store.disk_full", path="notes")))
    yield "training-step-not-kept"
    place.on_keeping_changed(Keeping(KeepState.KEPT))


def _ends(place: TrainingPlace) -> Iterator[str]:
    done: list[Step] = [
        Done(PAGE),
        Chose(DOOR, "hall", SKIPPED),
        Chose(DOOR, "stairs", 1),
        Done(STOP),
        Chose(VAN, "van", 0),
    ]
    answers: list[Step] = [
        Answered(CHECK, each, given) for each, given in (("uneasy", (1,)), ("write", (0, 2)), ("lock", (1,)))
    ]
    whole = progress(*done, *answers, Done(TRY), place=Place(HELP))
    player = _open(place, whole)
    player.on_go_on()
    yield "training-end"
    player = _open(place, replace(whole, place=Place(CHECK)))
    yield "training-questions-done"
    for name, counts in (("training-end-course", True), ("training-end-held", False)):
        place.read = TrainingRead(training(finished=5, held_back=not counts))
        player = _open(place, whole)
        player.on_go_on()
        yield name
    place.read = TrainingRead(training())
    player = _open(place, progress(Went(PAGE), place=Place(STOP)))
    player.on_begun((PAGE,))
    yield "training-left-out"


def _open(place: TrainingPlace, so_far: ModuleProgress | None = None) -> TrainingPlayer:
    place.keeping.forget()
    place.on_opened(ModuleOpened(course(), so_far or progress()), RESPOND)
    if place.player is None:
        raise LookupError
    return place.player


def _press(player: TrainingPlayer) -> None:
    if not isinstance(player.page, TrainingPage):
        raise TypeError
    player.page.go_on.click()
