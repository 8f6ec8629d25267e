"""What a certificate says, as plain words in their order; knows neither page nor file, and never how it was earned."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from detectors_app.content.wording import Wording
from detectors_app.use_cases.learning.rows import Certificate

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a certificate: what it is, and its value."""

    label: str
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Paper:
    """A certificate in words. `language` is a BCP 47 tag; `facts` begin with the person's name, if they gave one."""

    kind: str
    course: str
    facts: tuple[Fact, ...]
    note: str
    language: str
    right_to_left: bool = False

    def paragraphs(self) -> tuple[str, ...]:
        """Give everything it says, one paragraph after the other."""
        return (self.kind, self.course, *(f"{each.label}: {each.value}" for each in self.facts), self.note)

    def as_text(self) -> str:
        """Give everything as text to copy."""
        return "\n".join(self.paragraphs())


def paper_of(certificate: Certificate, words: Wording, name: str = "") -> Paper:
    """Put a certificate into words; a name only where there is one."""
    done = certificate.completion
    facts = [Fact(words("training.certificate.name"), name)] if name else []
    facts += [
        Fact(words("training.certificate.day"), whole_day(done.on, words)),
        Fact(words("training.certificate.version"), str(done.version)),
        Fact(words("training.certificate.code"), certificate.code),
    ]
    return Paper(
        kind=words("training.certificate.kind"),
        course=certificate.title,
        facts=tuple(facts),
        note=words("training.certificate.check"),
        language=words.language,
        right_to_left=words.is_right_to_left,
    )


def whole_day(day: date, words: Wording) -> str:
    """Give "12 November 2026"."""
    return words("training.certificate.date", day=day.day, month=words(f"time.month.{day.month}"), year=day.year)


def usual_name(certificate: Certificate, words: Wording) -> str:
    """Give how its file is called where nobody says otherwise: it names neither person nor course."""
    return f"{words('training.certificate.file')}-{certificate.completion.on.isoformat()}"


def where_it_is(certificate: Certificate, words: Wording) -> str:
    """Say whether the training lead has it."""
    return words("training.certificate.sent" if certificate.sent else "training.certificate.waiting")
