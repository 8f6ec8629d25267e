"""Makes the page of each kind of block; joins nothing and takes no step."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from detectors_app.content.wording import Wording
from detectors_app.domain.blocks import PracticeForm, Quiz, Reading, Scenario, StopHere, Support
from detectors_app.domain.course import Course, Module
from detectors_app.domain.progress import ModuleProgress
from detectors_app.domain.training import is_done
from detectors_app.staff.training_base import Around, TrainingPage
from detectors_app.staff.training_pause_pages import PracticePage, StopHerePage
from detectors_app.staff.training_quiz_page import QuizPage
from detectors_app.staff.training_reading_page import EasyPage, ReadingPage
from detectors_app.staff.training_scenario_page import ScenarioPage
from detectors_app.staff.training_support_page import SupportPage

Shown = Reading | Scenario | Quiz | Support | PracticeForm | StopHere
"""Every block but a film, whose page is made apart: it alone loads Qt's multimedia."""


def page_of(
    block: Shown,
    course: Course,
    module: Module,
    progress: ModuleProgress,
    words: Wording,
    around: Around,
    today: date,
) -> TrainingPage:
    """Give a block's page as the trainee left it; the easy words for a page of words, where `around` says so."""
    made: TrainingPage
    done = is_done(module, progress, block)
    match block:
        case Reading() if around.easy:
            made = EasyPage(words, module.easy_read, module.title, course.folder, around)
        case Reading():
            made = ReadingPage(words, block, course.folder, around)
        case Scenario():
            made = ScenarioPage(words, block, around, progress.scenario(block.id), done=done)
        case Quiz():
            made = QuizPage(words, block, module.mastery, progress.quiz(block.id), around)
        case Support():
            made = SupportPage(words, today, around)
        case PracticeForm():
            made = PracticePage(words, block, course.folder, around, done=done)
        case StopHere():
            made = StopHerePage(words, around)
        case _:
            assert_never(block)
    return made
