"""Looks a whole course over for its author: everything at once, each with its file and line; changes nothing.

Reading a course already finds what cannot be right. Here is what more a good course needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from detectors_app.content.captions import Cue, read_captions
from detectors_app.content.course_files import read_text
from detectors_app.content.course_findings import Finding, Gathered, Source
from detectors_app.content.course_modules import in_language
from detectors_app.content.course_pictures import fault_of
from detectors_app.content.course_words import lint_words
from detectors_app.content.courses import COURSE_FILE, read_course
from detectors_app.content.film_length import film_length_ms
from detectors_app.content.languages import ENGLISH
from detectors_app.content.wording import load_wording
from detectors_app.domain.blocks import Film, Picture, Quiz, Scenario, StopHere
from detectors_app.domain.course import Course, Module, Taught, questions_of
from detectors_app.domain.errors import Invalid

MOST_MINUTES = 10
"""Between two places to stop."""
FEWEST_SCENARIOS = 3
FEWEST_QUESTIONS = 5
_LATE_MS = 500
"""How much later than the film the last caption may end: players round."""
_QUIET_MS = 20_000
"""How long the end of a film may be without a word, before it is worth a look."""
_LANGUAGE = re.compile(r"\.([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\.md")


def lint_course(folder: Path) -> tuple[Finding, ...]:
    """Give everything that is wrong or doubtful in a course, in English and in each of its translations."""
    english = _looked_over(folder, ENGLISH)
    known = {(each.where, each.key) for each in english}
    more = (each for language in _languages(folder) for each in _looked_over(folder, language))
    return (*english, *(each for each in more if (each.where, each.key) not in known))


def _languages(folder: Path) -> tuple[str, ...]:
    """Give the languages that files of a course are in, besides English."""
    names = (each.name for each in folder.glob("*.md")) if folder.is_dir() else ()
    found = {match[1] for match in map(_LANGUAGE.search, names) if match is not None}
    return tuple(sorted(found - {ENGLISH, "easy"}))


def _looked_over(folder: Path, language: str) -> tuple[Finding, ...]:
    try:
        course, gathered = read_course(folder, language)
    except Invalid as error:
        return (Finding(COURSE_FILE, 1, error.key, error.facts),)
    _files(folder, gathered)
    if course is not None:
        _course(course, gathered)
        for each in course.modules:
            _Looked(folder, each, gathered).over(course)
    lint_words(gathered)
    return gathered.in_order()


def _files(folder: Path, gathered: Gathered) -> None:
    for each in gathered.files:
        if not (folder / each.path).is_file():
            Source(gathered, each.file).wrong(each.line, each.key, name=each.path)
        elif each.key == "no_picture":
            source = Source(gathered, each.path)
            text = read_text(folder, each.path, source)
            if text is not None and fault_of(text):
                source.wrong(1, "picture_svg", name=fault_of(text))


def _course(course: Course, gathered: Gathered) -> None:
    source = Source(gathered, COURSE_FILE)
    words = load_wording()
    if not course.approval.is_given:
        source.doubtful(gathered.line(COURSE_FILE, "approval"), "unapproved")
    if course.substance_since > 1 and course.taught is Taught.LAPTOP and not course.catch_up:
        source.doubtful(gathered.line(COURSE_FILE, "catch_up"), "catch_up_none")
    for each in course.jobs:
        if f"job.{each}" not in words:
            source.wrong(gathered.line(COURSE_FILE, "audience"), "job", name=each)


class _Looked:
    """One module, looked over."""

    def __init__(self, folder: Path, module: Module, gathered: Gathered) -> None:
        self._folder = folder
        self._module = module
        self._gathered = gathered
        self._source = Source(gathered, in_language(folder, f"{module.id}.md", gathered.language))
        self._twin = Source(gathered, gathered.twins.get(self._source.file, self._source.file))

    def _line(self, name: str) -> int:
        return self._gathered.line(self._source.file, name)

    def over(self, course: Course) -> None:
        """Note all that it lacks. What does not change with the language is told of the English alone."""
        if self._gathered.language == ENGLISH:
            self._length()
            self._practice(course)
            self._names()
        self._easy_read()
        for each in self._module.blocks:
            if isinstance(each, Film):
                self._film(each)

    def _length(self) -> None:
        stops = sum(isinstance(each, StopHere) for each in self._module.blocks)
        if self._module.minutes > MOST_MINUTES * (stops + 1):
            self._source.doubtful(self._line("minutes"), "minutes", minutes=self._module.minutes)

    def _practice(self, course: Course) -> None:
        quiz = next((each for each in self._module.blocks if isinstance(each, Quiz)), None)
        if quiz is None or course.taught is not Taught.LAPTOP:
            return
        scenarios = sum(isinstance(each, Scenario) for each in self._module.blocks)
        questions = sum(1 for _ in questions_of(self._module))
        if scenarios < FEWEST_SCENARIOS:
            self._source.doubtful(self._line(quiz.id), "scenarios_few", count=scenarios, least=FEWEST_SCENARIOS)
        if questions < FEWEST_QUESTIONS:
            self._source.doubtful(self._line(quiz.id), "questions_few", count=questions, least=FEWEST_QUESTIONS)

    def _names(self) -> None:
        words = load_wording()
        for each in self._module.notes:
            if each.tag and f"training.note.{each.tag}" not in words:
                self._source.wrong(self._line(f"note {each.tag}"), "note_tag", name=each.tag)
        for job in self._module.jobs:
            if f"job.{job}" not in words:
                self._source.wrong(self._line("jobs"), "job", name=job)

    def _easy_read(self) -> None:
        if not self._module.easy_read:
            self._source.wrong(self._line("easy_read"), "easy_none")
        for each in self._module.easy_read:
            pictures = sum(isinstance(part, Picture) for part in each.parts)
            if pictures != 1:
                self._twin.wrong(self._gathered.line(self._twin.file, each.id), "easy_picture", count=pictures)

    def _film(self, film: Film) -> None:
        captions, transcript = self._folder / film.captions, self._folder / film.transcript
        source = Source(self._gathered, film.captions)
        cues = read_captions(self._folder, film.captions, source) if film.captions and captions.is_file() else ()
        if cues:
            self._ends(film, cues, source)
        if cues and film.transcript and transcript.is_file():
            _same_words(self._folder, film.transcript, cues, source)

    def _ends(self, film: Film, cues: tuple[tuple[int, Cue], ...], source: Source) -> None:
        length = film_length_ms(self._folder / film.source) if film.source else None
        last_line, last = max(cues, key=lambda each: each[1].to_ms)
        if length is not None and last.to_ms > length + _LATE_MS:
            source.wrong(last_line, "captions_end", at=_clock(last.to_ms), end=_clock(length))
        elif length is not None and last.to_ms < length - _QUIET_MS:
            source.doubtful(last_line, "captions_end", at=_clock(last.to_ms), end=_clock(length))
        end = last.to_ms if length is None else length
        for place, each in enumerate(film.skips):
            if each.to_ms > end:
                line = self._line(f"{film.id} scene {place}")
                self._source.wrong(line, "skip_late", at=_clock(each.to_ms), end=_clock(end))


def _same_words(folder: Path, transcript: str, cues: tuple[tuple[int, Cue], ...], source: Source) -> None:
    """Note each caption whose words the transcript lacks: who reads it instead must miss nothing."""
    text = read_text(folder, transcript, Source(source.gathered, transcript))
    spoken = "" if text is None else f" {' '.join(_plain_words(text))} "
    for line, cue in cues if text is not None else ():
        words = " ".join(_plain_words(cue.text))
        source.note(line, cue.text)
        if f" {words} " not in spoken:
            source.wrong(line, "transcript", name=" ".join(cue.text.split())[:50])


def _plain_words(text: str) -> Iterator[str]:
    return (each.lower().replace("’", "'") for each in re.findall(r"[\w’'-]+", text))


def _clock(time_ms: int) -> str:
    minutes, seconds = divmod(time_ms // 1000, 60)
    return f"{minutes}:{seconds:02}"
