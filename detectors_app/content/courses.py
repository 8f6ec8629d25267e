"""Reads courses from their folders into the domain's `Course`, strictly; keeps nothing and shows nothing.

What it needs to understand them is imported when the first course is read: a window has been painted by then.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from detectors_app.content.languages import ENGLISH
from detectors_app.content.paths import resources_dir
from detectors_app.domain.course import Approval, Change, Course, CourseId, Job, Module, ModuleId, Taught
from detectors_app.domain.errors import Invalid

if TYPE_CHECKING:
    from detectors_app.content.course_findings import Gathered, Source
    from detectors_app.content.course_members import Members

COURSE_FILE = "course.yaml"
_COURSE_KIB = 64
_MOST_MODULES = 40
_LARGEST_VERSION = 1_000_000


def load_course(folder: Path, language: str = ENGLISH) -> Course:
    """Read one course. Raises Invalid with the first fault; its `where` names file and line, ``recognise.md:12``.

    What is not translated is English.
    """
    course, gathered = read_course(folder, language)
    gathered.raise_first()
    if course is None:  # pragma: no cover - a course that could not be read has left its reason among the findings
        raise Invalid("course.no_file", where=f"{COURSE_FILE}:1", name=COURSE_FILE)
    return course


@cache
def bundled_courses(language: str = ENGLISH) -> tuple[Course, ...]:
    """Give the courses that come with the program, by their folders' names. Raises Invalid, as `load_course`.

    They are read once and cost some tenths of a second: never before the first paint.
    """
    found = tuple(load_course(each, language) for each in bundled_folders())
    for place, each in enumerate(found):
        if each.id in {other.id for other in found[:place]}:
            raise Invalid("course.same_id", where=f"{Path(each.folder).name}/{COURSE_FILE}:1", name=each.id)
    return found


def bundled_folders() -> tuple[Path, ...]:
    """Give the folder of every course that comes with the program."""
    place = resources_dir() / "courses"
    return tuple(sorted(each.parent for each in place.glob(f"*/{COURSE_FILE}"))) if place.is_dir() else ()


def read_course(folder: Path, language: str = ENGLISH) -> tuple[Course | None, Gathered]:
    """Read as much of a course as can be understood, and all that is wrong with it, in the order of its files."""
    from detectors_app.content.contacts import load_contacts
    from detectors_app.content.course_files import read_text
    from detectors_app.content.course_findings import Gathered, Source
    from detectors_app.content.course_members import Members
    from detectors_app.content.course_yaml import Unread, read_yaml

    gathered = Gathered(load_contacts(language), language)
    source = Source(gathered, COURSE_FILE)
    text = read_text(folder, COURSE_FILE, source, most_kib=_COURSE_KIB)
    node = None if text is None else read_yaml(text, source)
    if node is None and text is not None:
        source.wrong(1, "empty")
    if node is None or isinstance(node.value, Unread):
        return None, gathered
    return _course(folder, Members(node, source), source), gathered


def _course(folder: Path, given: Members, source: Source) -> Course:
    title, summary = given.tongue("title")[0], given.tongue("summary", optional=True)[0]
    version = given.number("version", None, 1, _LARGEST_VERSION)
    taught = given.one_of("taught", Taught, Taught.LAPTOP)
    modules = given.ids("modules", optional=taught is Taught.SESSIONS)
    found = Course(
        id=CourseId(given.id("id")),
        version=version,
        iri=_iri(given, source),
        title=title,
        jobs=_jobs(given),
        modules=(),
        due_days=given.number("due_days", 42, 1, 3650),
        refresh_months=given.number("refresh_months", 12, 0, 120),
        change=given.one_of("change", Change, Change.WORDING),
        substance_since=given.number("substance_since", 1, 1, _LARGEST_VERSION),
        catch_up=tuple(ModuleId(each) for each in given.ids("catch_up", optional=True)),
        taught=taught,
        approval=_approval(given),
        summary=summary,
        folder=str(folder),
    )
    for each in ("approval", "catch_up", "audience"):
        source.mark(each, given.line_of(each))
    _fits(found, modules, given, source)
    given.close()
    return replace(found, modules=tuple(_modules(folder, modules[:_MOST_MODULES], source)))


def _iri(given: Members, source: Source) -> str:
    iri = given.text("iri")
    if iri and (not iri.startswith("https://") or not iri.isascii() or any(each in iri for each in ' "<>{}\\')):
        source.wrong(given.line_of("iri"), "iri")
    return iri


def _jobs(given: Members) -> tuple[Job, ...]:
    from detectors_app.content.course_members import Members

    node = given.take("audience")
    if node is None:
        return ()
    audience = Members(node, given.source)
    jobs = audience.ids("required")
    audience.close()
    return tuple(Job(each) for each in jobs)


def _approval(given: Members) -> Approval:
    from detectors_app.content.course_members import Members

    node = given.take("approval", optional=True)
    if node is None:
        return Approval()
    approval = Members(node, given.source)
    by = approval.take("by", optional=True)
    name = "" if by is None or by.value is None else approval.text("by")
    found = Approval(name, approval.day("on"), approval.day("review_by"))
    approval.close()
    if found.by and found.on is None:
        given.source.wrong(node.line, "approval")
    return found


def _fits(course: Course, modules: tuple[str, ...], given: Members, source: Source) -> None:
    """Note what is well written and still cannot be right."""
    if (course.taught is Taught.SESSIONS) is bool(modules) and given.given is not None:
        source.wrong(given.line_of("modules"), "modules_sessions" if modules else "modules_none")
    if len(modules) > _MOST_MODULES:
        source.wrong(given.line_of("modules"), "modules_many", most=_MOST_MODULES)
    if course.substance_since > course.version:
        source.wrong(given.line_of("substance_since"), "substance_since", version=course.version)
    if course.change is Change.SUBSTANCE and course.substance_since != course.version:
        source.wrong(given.line_of("change"), "substance", version=course.version)
    for each in course.catch_up:
        if each not in modules:
            source.wrong(given.line_of("catch_up"), "catch_up", name=each)


def _modules(folder: Path, names: tuple[str, ...], source: Source) -> list[Module]:
    from detectors_app.content.course_modules import read_module

    found = (_in_its_language(folder, each, source) or read_module(folder, each, source.gathered) for each in names)
    return [each for each in found if each is not None]


def _in_its_language(folder: Path, name: str, source: Source) -> Module | None:
    """Give a module's translation under the ids of the English one, noting where the two differ."""
    from detectors_app.content.course_findings import Gathered, Source
    from detectors_app.content.course_modules import in_language, read_module, same_shape

    gathered = source.gathered
    file = in_language(folder, f"{name}.md", gathered.language)
    if file == f"{name}.md":
        return None
    english = read_module(folder, name, Gathered(gathered.contacts))
    translated = read_module(folder, name, gathered)
    if english is None or translated is None:
        return translated
    for place in same_shape(english, translated):
        Source(gathered, file).wrong(1, "translation", name=place)
    names = [each.id for each in english.blocks]
    blocks = tuple(replace(each, id=its) for each, its in zip(translated.blocks, names, strict=False))
    easy = translated.easy_read or english.easy_read
    return replace(english, blocks=blocks, title=translated.title, outcomes=translated.outcomes, easy_read=easy)
