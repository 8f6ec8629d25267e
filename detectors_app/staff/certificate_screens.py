"""Pictures of certificates, quick questions and another way, with made-up courses; part of staff/screens.py."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from detectors_app.content.paths import resources_dir
from detectors_app.domain.blocks import Question, Quiz
from detectors_app.domain.completion import complete
from detectors_app.domain.course import CourseId, ModuleId
from detectors_app.domain.errors import EnvironmentFault, Invalid, Refused
from detectors_app.staff.another_way_page import Lighter
from detectors_app.staff.certificate_place import CertificatesRead
from detectors_app.staff.quick_jobs import QuickRead
from detectors_app.staff.quick_page import QuickPage
from detectors_app.staff.training_jobs import ModuleOpened, TrainingRead
from detectors_app.staff.training_screens import RESPOND, blocks, course, progress, training
from detectors_app.use_cases.learning.rows import Certificate, QuickKey, QuickQuestion

if TYPE_CHECKING:
    from datetime import datetime

    from detectors_app.staff.training_beside import TrainingBeside
    from detectors_app.staff.window import StaffWindow

_EARLY = CourseId("early-detectors")


def certificates() -> tuple[Certificate, ...]:
    """Give two, one of them on its way."""
    first = complete("A1234", _EARLY, 2, 2025, date(2025, 11, 10))
    latest = complete("A1234", _EARLY, 3, 2026, date(2026, 11, 12))
    title = "Early Detectors: noticing domestic abuse"
    return (
        Certificate(latest, title, "7K2M-Q4TR", sent=False),
        Certificate(first, title, "03HX-9PZA", sent=True),
    )


def questions() -> tuple[Question, ...]:
    """Give the made-up course's."""
    return tuple(each for block in blocks() if isinstance(block, Quiz) for each in block.questions)


def beside_states(window: StaffWindow, now: datetime) -> Iterator[str]:
    """Bring the window into each of these states in turn, and name it."""
    beside = window.beside
    window.on_home_wanted()
    window.training.on_read_to_show(TrainingRead(training()))
    yield from _certificate_states(beside)
    yield from _quick_states(beside, now)
    yield from _other_states(window)
    window.on_home_wanted()


def _certificate_states(beside: TrainingBeside) -> Iterator[str]:
    place = beside.certificates
    place.on_read(CertificatesRead())
    yield "certificates-none"
    place.on_read(CertificatesRead(certificates()))
    yield "certificates"
    place.on_opened(str(certificates()[0].id))
    yield "certificate"
    if place.one is None:
        raise LookupError
    place.one.name.editor.setText("Sam Sample")
    place.one.on_copy()
    yield "certificate-named"
    place.on_opened(str(certificates()[1].id))
    yield "certificate-sent"
    place.on_save_wanted()
    if place.where is None:
        raise LookupError
    place.where.chooser.open_at(resources_dir() / "courses")
    yield "certificate-save"
    place.where.show_failed(Invalid("certificate.file_name", where="file"))
    yield "certificate-save-name"
    place.where.name.set_problem(None)
    place.where.show_failed(EnvironmentFault("certificate.read_only"))
    yield "certificate-save-failed"
    path = resources_dir() / "courses" / "training-certificate.pdf"
    place._on_not_saved(path, Refused("certificate.taken"))  # noqa: SLF001 - what the store would answer
    yield "certificate-replace"
    place._on_saved(path)  # noqa: SLF001 - as above
    yield "certificate-saved"
    place.on_list()
    place.on_left()


def _quick_states(beside: TrainingBeside, now: datetime) -> Iterator[str]:
    quick, asked = beside.quick, questions()
    keyed = tuple(QuickQuestion(QuickKey(_EARLY, ModuleId("respond"), each.id), each) for each in asked[1:3])
    quick.on_read(QuickRead(keyed))
    yield "quick"
    _go_on(beside)
    yield "quick-choose-first"
    _choose(beside, 0)
    yield "quick-reasons"
    quick.on_done()
    _choose(beside, 1)
    quick.on_answered(keyed[1].key, frozenset({1}))
    if isinstance(quick.page, QuickPage):
        quick.page.show_not_kept(quick.page.words("training.quick.not_kept"))
    yield "quick-not-kept"
    quick._end(QuickRead(next_on=(now + timedelta(days=15)).date()))  # noqa: SLF001 - what the store would answer
    yield "quick-end"
    for name, read in (("quick-none", QuickRead()), ("quick-off", QuickRead(wanted=False))):
        quick.on_read(read)
        yield name
    quick.on_left()


def _go_on(beside: TrainingBeside) -> None:
    page = beside.quick.page
    if isinstance(page, QuickPage):
        page.on_go_on()


def _choose(beside: TrainingBeside, option: int) -> None:
    page = beside.quick.page
    if isinstance(page, QuickPage):
        page.options.press(option + 1)
        page.on_go_on()


def _other_states(window: StaffWindow) -> Iterator[str]:
    beside = window.beside
    beside.on_another_way()
    yield "another-way"
    beside.on_other_left()
    window.training.on_opened(ModuleOpened(course(), progress()), RESPOND)
    beside.on_another_way()
    yield "another-way-from-a-module"
    beside.on_lighter(Lighter.SUPPORT)
    yield "another-way-support"
    beside.on_help_left()
    beside.on_other_left()
    window.training.keeping.forget()
    window.training.end_module()
