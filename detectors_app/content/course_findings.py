"""Gathers what is wrong in a course's files, each with its file and line; reads no file and judges nothing itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from detectors_app.content.contacts import Contacts
from detectors_app.content.languages import ENGLISH, PSEUDO
from detectors_app.domain.errors import Invalid

_SLIP = "course.unknown"


class Severity(StrEnum):
    """An error must be mended before anyone learns from the course; a warning should be looked at."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. `error.<key>` in the catalogue says it, and what to do, with `where` and `facts`."""

    file: str
    line: int
    key: str
    facts: Mapping[str, str | int] = field(default_factory=lambda: MappingProxyType({}))
    severity: Severity = Severity.ERROR

    @property
    def where(self) -> str:
        """Give file and line as editors write them."""
        return f"{self.file}:{self.line}"

    def as_error(self) -> Invalid:
        """Give the error that says it."""
        return Invalid(self.key, where=self.where, **self.facts)


class Said(NamedTuple):
    """Some words that a trainee reads, as written; `group` is what stands together on a page."""

    file: str
    line: int
    text: str
    group: str


class Named(NamedTuple):
    """A file that a course names, relative to its folder. `key` is the finding where it is missing."""

    file: str
    line: int
    path: str
    key: str


@dataclass(slots=True)
class Gathered:
    """All that is found out while a course is read in one language."""

    contacts: Contacts
    language: str = ENGLISH
    findings: list[Finding] = field(default_factory=list)
    texts: list[Said] = field(default_factory=list)
    files: list[Named] = field(default_factory=list)
    lines: dict[tuple[str, str], int] = field(default_factory=dict)
    """By file and name (a member, a block's id): where it stands, for what can only be judged of the whole."""
    twins: dict[str, str] = field(default_factory=dict)
    """By a module's file: the file of its Easy Read."""

    def line(self, file: str, name: str) -> int:
        """Give where a name stands in a file; its first line where it does not."""
        return self.lines.get((file, name), 1)

    def in_order(self) -> tuple[Finding, ...]:
        """Give all that was found: file after file as they were read, each from its top, nothing twice."""
        files = list(dict.fromkeys(each.file for each in self.findings))
        found = {(each.where, each.key, *each.facts.items()): each for each in self.findings}
        return tuple(sorted(found.values(), key=lambda each: (files.index(each.file), each.line)))

    def raise_first(self) -> None:
        """Raise the first error as Invalid. A name that is misspelt goes before what it leads to in its file."""
        wrong = [each for each in self.in_order() if each.severity is Severity.ERROR]
        if wrong:
            slips = [each for each in wrong if each.key == _SLIP and each.file == wrong[0].file]
            raise (slips or wrong)[0].as_error()


class Source:
    """One file of a course while it is read: what is wrong and what is said in it, with its name."""

    def __init__(self, gathered: Gathered, file: str) -> None:
        """Gather under this file's name."""
        self.gathered = gathered
        self.file = file
        self.group = file

    def wrong(self, line: int, key: str, /, **facts: str | int) -> None:
        """Note an error."""
        self.gathered.findings.append(Finding(self.file, line, f"course.{key}", MappingProxyType(facts)))

    def doubtful(self, line: int, key: str, /, **facts: str | int) -> None:
        """Note a warning."""
        found = Finding(self.file, line, f"course.{key}", MappingProxyType(facts), Severity.WARNING)
        self.gathered.findings.append(found)

    def mark(self, name: str, line: int) -> None:
        """Remember where a name stands."""
        self.gathered.lines[self.file, name] = line

    def say(self, line: int, text: str) -> str:
        """Take words for a trainee: note them, put numbers for ``{phone:key}``, give them as they are shown."""
        self.note(line, text)
        return self.filled(line, text)

    def note(self, line: int, text: str) -> None:
        """Note words that a trainee reads, for whoever measures them."""
        self.gathered.texts.append(Said(self.file, line, text, self.group))

    def filled(self, line: int, text: str) -> str:
        """Put numbers for ``{phone:key}``, in a pseudo-language if that is wanted."""
        if self.gathered.language in PSEUDO:
            from detectors_app.content.pseudo import disguise

            text = disguise(text, self.gathered.language)
        try:
            return self.gathered.contacts.fill(text)
        except Invalid as error:
            self.wrong(line, "contact", name=error.where)
            return text
