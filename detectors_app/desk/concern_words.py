"""A concern's page in words: banners first, then what was seen and heard, the facts, the reporter, the time line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from detectors_app.content.answers import say_field, say_question
from detectors_app.content.wording import Wording
from detectors_app.desk.inbox import Asking, CasePage, known_form
from detectors_app.desk.plain_words import capped, one_line
from detectors_app.desk.said_times import moment, moment_inside
from detectors_app.desk.shown_words import BannerWords, ConcernWords, Entry, Fact, Sign, TextWords, Tone
from detectors_app.domain.casework import Arrived, Mark
from detectors_app.domain.form import Answer, Answers, Form, Question, is_shown, shown_fields
from detectors_app.domain.ids import FieldId

CONSENT, CONTACT, RISK = "consent", "contact", "staff_risk"
HAPPENED, WORDS, WHEN = "happened", "words", "when"
"""The form's questions that have a place of their own on the page; in a form without them it is empty."""
SAFE_WAY = (FieldId("contact.how"), FieldId("contact.number"))
NO_RISK = frozenset({"none", "unknown"})
_MOST_FACTS = 300
_BANNER_LETTERS = 300


@dataclass(frozen=True, slots=True)
class Speaker:
    """The catalogue, and the day on which it is read: "today" means the reader's."""

    wording: Wording
    today: date

    def __call__(self, key: str, **facts: object) -> str:
        """Give the sentence."""
        return self.wording(key, **facts)


def say_concern(page: CasePage, now: datetime, wording: Wording) -> ConcernWords:
    """Give the page in words."""
    words = Speaker(wording, now.astimezone().date())
    own = page.row.case.texts
    several = len(own) > 1
    unread = {each.sha256 for each in page.row.case.unread}
    new: list[TextWords] = []
    known: list[TextWords] = []
    for each in page.row.case.additions:
        (new if each.sha256 in unread else known).append(say_addition(each, page.asks, now, words))
    told = (_text(each, number, several=several, now=now, words=words) for number, each in enumerate(own, 1))
    texts = (*new, *told, *known)  # What nobody has read stands first: nobody should have to look for it.
    written = words("desk.written", when=moment_inside(page.row.case.latest.made_at, now, words.wording))
    mine = [each for each in page.readings if page.read_by_me]
    return ConcernWords(
        banners=(_safe_way(own, words), *_risks(own, words), *_marks(page, words)),
        reference=page.row.reference,
        how_soon=words("desk.urgent" if page.row.urgent else "desk.usual"),
        urgent=page.row.urgent,
        written=written,
        texts=texts,
        entries=_entries(page, now, words),
        can_read=not page.read_by_me,
        read_line=words("desk.read_by_you", when=moment(mine[-1].at, now, words.wording)) if mine else "",
        cannot_ask=words(f"desk.cannot_ask.{page.cannot_ask}") if page.cannot_ask else "",
    )


def _form(arrived: Arrived) -> Form | None:
    return known_form(arrived.concern.form, arrived.concern.version)


def _question(arrived: Arrived, question_id: str) -> Question | None:
    """Give the question where it was asked."""
    form = _form(arrived)
    found = next((each for each in form.questions() if each.id == question_id), None) if form else None
    return found if found is not None and is_shown(found, arrived.concern.answers) else None


def _said(arrived: Arrived, question_id: str, words: Speaker) -> str:
    question = _question(arrived, question_id)
    return "" if question is None else say_question(question, arrived.concern.answers, words.wording, words.today)


def _safe_way(arrivals: Sequence[Arrived], words: Speaker) -> BannerWords:
    """Say that there is no safe way, unless every text gives one; then that one alone."""
    given = [_given_way(each, words) for each in arrivals]
    if not given or not all(given):
        told = one_line(_said(arrivals[-1], CONSENT, words), _BANNER_LETTERS) if arrivals else ""
        known = words("desk.no_safe_way.told", answer=told) if told else words("desk.no_safe_way.why")
        return BannerWords(Tone.SAFETY, words("desk.no_safe_way"), known)
    way = one_line("; ".join(dict.fromkeys(given)), _BANNER_LETTERS)
    return BannerWords(Tone.SAFETY, words("desk.safe_way"), words("desk.safe_way.text", way=way))


def _given_way(arrived: Arrived, words: Speaker) -> str:
    question = _question(arrived, CONTACT)
    if question is None or Mark.NO_CERTIFICATE in arrived.marks:
        return ""
    answers = arrived.concern.answers
    if not any(_filled(answers.get(each, "")) for each in SAFE_WAY):
        return ""
    return ". ".join(
        _labelled(each.label, said)
        for each in shown_fields(question, answers)
        if (said := one_line(say_field(each, answers.get(each.id, ""), words.wording, words.today), 120))
    )


def _labelled(label: str, said: str) -> str:
    """Put the field's own label before its answer."""
    return " ".join(filter(None, (label if label.endswith("?") or not label else f"{label}:", said)))


def _filled(answer: Answer) -> bool:
    return bool(answer.strip()) if isinstance(answer, str) else bool(answer)


def _risks(arrivals: Sequence[Arrived], words: Speaker) -> list[BannerWords]:
    """Give a banner for each text that tells of a risk to whoever visits, in whatever field it tells it."""
    said = []
    for arrived in arrivals:
        question = _question(arrived, RISK)
        if question is None:
            continue
        chosen = [each for each in question.fields if _tells(each.id, arrived)]
        parts = [say_field(each, arrived.concern.answers[each.id], words.wording, words.today) for each in chosen]
        if parts:
            said.append(one_line(". ".join(parts), _BANNER_LETTERS))
    return [BannerWords(Tone.SAFETY, words("desk.risk"), each) for each in dict.fromkeys(said)]


def _tells(field_id: FieldId, arrived: Arrived) -> bool:
    answer = arrived.concern.answers.get(field_id, "")
    values = (answer,) if isinstance(answer, str) else answer
    return any(value.strip() and value not in NO_RISK for value in values)


def _marks(page: CasePage, words: Speaker) -> list[BannerWords]:
    found = []
    for mark in sorted(page.row.case.marks):
        names = ", ".join(one_line(each, 60) for each in page.left_out)
        text = words("desk.mark.left_out", names=names) if mark is Mark.RESTRICTED and names else ""
        text = text or words(f"desk.mark.{mark.value}.text")
        found.append(BannerWords(Tone.INFO, words(f"desk.mark.{mark.value}"), text))
    if any(_form(each) is None for each in page.arrivals):
        found.append(BannerWords(Tone.URGENT, words("desk.unknown_form"), words("desk.unknown_form.text")))
    return found


def _text(arrived: Arrived, number: int, *, several: bool, now: datetime, words: Speaker) -> TextWords:
    heading = (
        words("desk.text_number", number=number, when=moment(arrived.stored_at, now, words.wording)) if several else ""
    )
    form, answers = _form(arrived), arrived.concern.answers
    if form is None:
        return TextWords(heading, "", "", "", _raw(answers, words))
    spoken = _question(arrived, WORDS)
    who = _said_in(spoken, FieldId("words.who"), arrived, words)
    blank = [each.short for each in _asked(form, answers) if not _said(arrived, each.id, words)]
    return TextWords(
        heading=heading,
        story=_cut(_said(arrived, HAPPENED, words), words),
        spoken_by=words("desk.spoken_by", who=one_line(who, 120)) if who else words("desk.spoken"),
        spoken=_cut(_said_in(spoken, FieldId("words"), arrived, words), words),
        facts=_facts(arrived, form, words),
        blank=words("desk.blank", names=", ".join(blank)) if blank else "",
        title=words("desk.heading.story"),
    )


def say_addition(arrived: Arrived, asks: Sequence[Asking], now: datetime, words: Speaker) -> TextWords:
    """Give what was added, below the question that it answers; of a form not known here, every answer as it came."""
    kind = "answer" if arrived.question else "added"
    heading = words(f"desk.addition.{kind}", when=moment_inside(arrived.stored_at, now, words.wording))
    form, answers = _form(arrived), arrived.concern.answers
    said = [_said(arrived, each.id, words) for each in form.questions()] if form else []
    known = {each.id for each in form.fields()} if form else set()
    asked = next((each for each in asks if each.id == arrived.question), None)
    return TextWords(
        heading=heading,
        story=_cut("\n".join(filter(None, said)), words),
        spoken_by="",
        spoken="",
        facts=_raw({key: value for key, value in answers.items() if key not in known}, words),
        asked_by=words("desk.addition.asked_by", name=one_line(asked.name, 60)) if asked else "",
        asked=_cut(asked.words, words) if asked else "",
    )


def _asked(form: Form, answers: Answers) -> list[Question]:
    return [each for each in form.questions() if is_shown(each, answers)]


def _said_in(question: Question | None, field_id: FieldId, arrived: Arrived, words: Speaker) -> str:
    if question is None:
        return ""
    answers = arrived.concern.answers
    found = (each for each in shown_fields(question, answers) if each.id == field_id)
    return next((say_field(each, answers.get(each.id, ""), words.wording, words.today) for each in found), "")


def _facts(arrived: Arrived, form: Form, words: Speaker) -> tuple[Fact, ...]:
    """Give every other answer by the form's own questions, and last what the form does not know."""
    answers = arrived.concern.answers
    rows = [
        Fact(each.short, _cut(said, words))
        for each in _asked(form, answers)
        if each.id not in {HAPPENED, WORDS} and (said := _said(arrived, each.id, words))
    ]
    asked = {each.id for question in _asked(form, answers) for each in shown_fields(question, answers)}
    rest = {key: value for key, value in answers.items() if key not in asked}
    return (*rows, *_raw(rest, words))


def _raw(answers: Answers, words: Speaker) -> tuple[Fact, ...]:
    """Give answers as they came, by their fields' ids."""
    items = list(answers.items())
    rows = [
        Fact(one_line(str(key), 60), _cut(value if isinstance(value, str) else "; ".join(value), words))
        for key, value in items[:_MOST_FACTS]
    ]
    more = len(items) - _MOST_FACTS
    return (*rows, Fact("", words("desk.more_answers", count=more))) if more > 0 else tuple(rows)


def _cut(text: str, words: Speaker) -> str:
    shown, more = capped(text)
    return f"{shown}\n{words('desk.cut', count=more)}" if more else shown


def _entries(page: CasePage, now: datetime, words: Speaker) -> tuple[Entry, ...]:
    found: list[tuple[datetime, Entry]] = []
    for each in page.readings:
        by = f"{moment(each.at, now, words.wording)}. {one_line(each.name, 60)}"
        found.append((each.at, Entry(Sign.READ, words("desk.line.read"), by)))
    if page.row.late_s(now) > 0:
        late = Entry(Sign.LATE, words("desk.line.late"), moment(page.row.due_at, now, words.wording))
        found.append((page.row.due_at, late))
    for asked in page.asks:
        by = f"{moment(asked.at, now, words.wording)}. {one_line(asked.name, 60)}: {one_line(asked.words, 200)}"
        title = words("desk.line.asked" if asked.answered else "desk.line.asked.waiting")
        found.append((asked.at, Entry(Sign.ASKED, title, by)))
    for arrived in page.arrivals:
        found += _came(arrived, now, words)
    ordered = [entry for _, entry in sorted(found, key=lambda each: each[0], reverse=True)]
    seen = one_line(_said(page.row.case.latest, WHEN, words), 80)
    return (*ordered, Entry(Sign.SEEN, words("desk.line.seen"), seen)) if seen else tuple(ordered)


def _came(arrived: Arrived, now: datetime, words: Speaker) -> list[tuple[datetime, Entry]]:
    when, label = moment(arrived.stored_at, now, words.wording), one_line(arrived.label, 60)
    came = words("desk.line.came.from", when=when, laptop=label) if label else when
    if arrived.added:
        sign = Sign.ANSWERED if arrived.question else Sign.ADDED
        return [(arrived.stored_at, Entry(sign, words(f"desk.line.{sign.value}"), came))]
    saved = Entry(
        Sign.WRITTEN, words(f"desk.line.written.{arrived.written.value}"), moment(arrived.made_at, now, words.wording)
    )
    return [(arrived.stored_at, Entry(Sign.CAME, words("desk.line.came"), came)), (arrived.made_at, saved)]
