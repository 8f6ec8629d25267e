"""`detectors lead …`: the training lead's desk without a window; what it prints has names and is for the lead alone."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from detectors_app.cli.exit_codes import Exit
from detectors_app.cli.files import read_file, write_new
from detectors_app.cli.folders import Kind, folder_for
from detectors_app.cli.output import Output
from detectors_app.cli.passphrases import Passphrases
from detectors_app.desk.casebook import Casebook
from detectors_app.desk.learning_book import LearningBook
from detectors_app.desk.learning_sheets import figures_csv, reminders_csv
from detectors_app.desk.learning_words import (
    job_words,
    say_age,
    say_denominator,
    say_hidden,
    say_job,
    say_row,
    say_why,
    titles_of,
)
from detectors_app.domain.course import CourseId
from detectors_app.domain.errors import Invalid, TransientFault
from detectors_app.domain.figures import By, Figure, FigureTable
from detectors_app.domain.ids import EnvelopeId
from detectors_app.use_cases.learning.import_staff import MOST_BYTES
from detectors_app.use_cases.learning.lead_rows import StaffPreview
from detectors_app.use_cases.learning.sessions import MOST_BYTES as MOST_NUMBERS_BYTES

LINES_NAMED = 50


@contextmanager
def open_book(
    args: argparse.Namespace, passphrases: Passphrases, out: Output
) -> Iterator[tuple[Casebook, LearningBook]]:
    """Sign the lead in, for as long as a command takes. Raises CannotOpen, Invalid, EnvironmentFault."""
    casebook = Casebook.sign_in(folder_for(args, Kind.DESK), passphrases.known("cli.desk.passphrase"))
    try:
        yield casebook, LearningBook(casebook, job_words=job_words(out.words))
    finally:
        casebook.close()


def _book(args: argparse.Namespace, out: Output) -> AbstractContextManager[tuple[Casebook, LearningBook]]:
    return open_book(args, Passphrases(out.words, args.passphrase_fd), out)


def preview_staff(args: argparse.Namespace, out: Output) -> Exit:
    """Say what a staff list would change. Keeps nothing."""
    with _book(args, out) as (_, book):
        preview = book.preview_staff(read_file(args.file, most_bytes=MOST_BYTES), _day(args.as_of))
    _say_preview(preview, out)
    out.result(**_plain(preview))
    return Exit.OK


def import_staff(args: argparse.Namespace, out: Output) -> Exit:
    """Take a staff list in. Gives NOT_YET where the other leads do not have it yet; `sync` sends it later."""
    with _book(args, out) as (casebook, book):
        preview = book.preview_staff(read_file(args.file, most_bytes=MOST_BYTES), _day(args.as_of))
        _say_preview(preview, out)
        book.accept_staff(preview, smaller=args.smaller)
        told = _deliver(casebook)
    out.say("cli.lead.staff.taken" if told else "cli.lead.waiting", people=preview.good)
    out.result(**_plain(preview), delivered=told)
    return Exit.OK if told else Exit.NOT_YET


def session(args: argparse.Namespace, out: Output) -> Exit:
    """Enter who was at a session, or went another way that was agreed."""
    numbers = args.staff if args.file is None else read_file(args.file, most_bytes=MOST_NUMBERS_BYTES)
    with _book(args, out) as (casebook, book):
        preview = book.preview_session(CourseId(args.course), _day(args.on), numbers)
        if preview.unknown and not args.unknown:
            out.say("cli.lead.session.unknown", numbers=", ".join(preview.unknown))
            raise Invalid("learning.session.unknown", where="staff numbers", count=len(preview.unknown))
        entry = book.record_session(preview)
        told = _deliver(casebook)
    people = len(preview.people) + len(preview.unknown)
    out.say("cli.lead.session.done", people=people, already=len(preview.already), entry=str(entry))
    if not told:
        out.say("cli.lead.waiting")
    out.result(entry=str(entry), people=people, already=len(preview.already), delivered=told)
    return Exit.OK if told else Exit.NOT_YET


def withdraw(args: argparse.Namespace, out: Output) -> Exit:
    """Take back an entry that was wrong."""
    try:
        entry = EnvelopeId(UUID(args.entry))
    except ValueError as error:
        raise Invalid("learning.session.no_such_entry", where="entry") from error
    with _book(args, out) as (casebook, book):
        book.withdraw_session(entry)
        told = _deliver(casebook)
    out.say("cli.lead.withdrawn" if told else "cli.lead.waiting")
    out.result(entry=str(entry), delivered=told)
    return Exit.OK if told else Exit.NOT_YET


def figures(args: argparse.Namespace, out: Output) -> Exit:
    """Show one table, with of whom it speaks and how old the data is."""
    by = By(args.by or (By.TEAM if args.course else By.COURSE))
    with _book(args, out) as (_, book):
        course = None if args.course is None else CourseId(args.course)
        table, age, title = book.figures(course, _day(args.on), by), book.age(), titles_of(book.courses())
    out.line(say_denominator(table, out.words))
    for row in table.rows:
        out.line(_line(say_row(row.key, by, title, out.words), row.figure, out))
    out.line(_line(out.words("lead.everyone"), table.total, out))
    for each in (say_hidden(table, out.words), *say_age(age, out.words)):
        out.line(each)
    out.result(table=_table(table), age=_dated(asdict(age)))
    return Exit.OK


def reminders(args: argparse.Namespace, out: Output) -> Exit:
    """List who is to be reminded, by team; into a file where one is named. Gives NOT_YET where there is nobody."""
    with _book(args, out) as (_, book):
        course = None if args.course is None else CourseId(args.course)
        found = book.reminders(_day(args.on), course, args.team)
        age, title = book.age(), titles_of(book.courses())
    if args.out is not None:
        write_new(args.out, reminders_csv(found, age, title, out.words))
        out.say("cli.lead.written", path=str(args.out))
    else:
        for each in found:
            what = (each.team, each.staff, each.name, say_job(each.job, out.words), title(each.course))
            out.line(" · ".join((*what, say_why(each, out.words))))
    if not found:
        out.say("cli.lead.nobody")
    out.result(reminders=[_dated(asdict(each)) for each in found])
    return Exit.OK if found else Exit.NOT_YET


def export(args: argparse.Namespace, out: Output) -> Exit:
    """Write all figures of a day for a spreadsheet."""
    day = _day(args.on)
    with _book(args, out) as (_, book):
        ways = (By.TEAM, By.JOB, By.MONTH)
        tables = [book.overview(day), *(book.figures(each.id, day, by) for each in book.courses() for by in ways)]
        age, title = book.age(), titles_of(book.courses())
    write_new(args.out, figures_csv(tables, age, title, out.words))
    out.say("cli.lead.written", path=str(args.out))
    out.result(out=str(args.out), tables=len(tables))
    return Exit.OK


def check(args: argparse.Namespace, out: Output) -> Exit:
    """Say which completion a certificate's code names. Gives NOT_YET where the records have none."""
    with _book(args, out) as (_, book):
        found, title = book.check(args.code), titles_of(book.courses())
    if found is None:
        out.say("cli.lead.check.none")
        out.result(completion=None)
        return Exit.NOT_YET
    done = found.completion
    who = found.name or done.staff
    out.say("cli.lead.check.found", name=who, team=found.team, course=title(done.course), day=done.on.isoformat())
    told = {"staff": done.staff, "name": found.name, "team": found.team, "course": done.course}
    out.result(completion={**told, "version": done.version, "on": done.on.isoformat()})
    return Exit.OK


def _day(text: str | None) -> date:
    if text is None:
        return datetime.now().astimezone().date()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Invalid("cli.day", where=text) from error


def _deliver(casebook: Casebook) -> bool:
    try:
        casebook.deliver()
    except TransientFault:
        return False
    return True


def _say_preview(preview: StaffPreview, out: Output) -> None:
    out.say("cli.lead.staff.read", lines=preview.lines, good=preview.good)
    for each in preview.bad:
        named = ", ".join(str(line) for line in each.lines[:LINES_NAMED])
        more = len(each.lines) - LINES_NAMED
        lines = out.words("cli.homes.lines_more", lines=named, more=more) if more > 0 else named
        out.say(
            "cli.lead.staff.fault", what=out.words(f"lead.fault.{each.fault.value}"), count=len(each.lines), lines=lines
        )
    if preview.windows_1252:
        out.say("cli.homes.windows_1252", count=preview.windows_1252)
    for job in preview.unknown_jobs:
        out.say("cli.lead.staff.job", job=job)
    out.say("cli.lead.staff.changes", vanished=preview.vanished, **asdict(preview.changes))


def _plain(preview: StaffPreview) -> dict[str, Any]:
    return {
        "as_of": preview.staff.as_of.isoformat(),
        "lines": preview.lines,
        "good": preview.good,
        "faults": {each.fault.value: list(each.lines) for each in preview.bad},
        "changes": asdict(preview.changes),
        "vanished": preview.vanished,
        "unknown_jobs": list(preview.unknown_jobs),
        "windows_1252": preview.windows_1252,
        "much_smaller": preview.much_smaller,
    }


def _line(name: str, figure: Figure | None, out: Output) -> str:
    if figure is None:
        return out.words("cli.lead.figures.hidden", name=name)
    parts = {"completed": figure.completed, "due": figure.due, "overdue": figure.overdue}
    return out.words("cli.lead.figures.line", name=name, required=figure.required, percent=figure.percent, **parts)


def _table(table: FigureTable) -> dict[str, Any]:
    counted = table.denominator
    return {
        "by": table.by.value,
        "course": table.course,
        "day": table.day.isoformat(),
        "rows": [{"key": row.key, "figure": _figure(row.figure)} for row in table.rows],
        "total": _figure(table.total),
        "denominator": None if counted is None else _dated(asdict(counted)),
    }


def _figure(figure: Figure | None) -> dict[str, int] | None:
    return None if figure is None else {**asdict(figure), "required": figure.required, "percent": figure.percent}


def _dated(members: dict[str, Any]) -> dict[str, Any]:
    return {name: each.isoformat() if isinstance(each, date) else each for name, each in members.items()}
