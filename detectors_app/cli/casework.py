"""`detectors casework list|show|read|ask`: the duty desk without a window; what it prints is for the officer alone."""

from __future__ import annotations

import argparse
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

from detectors_app.cli.exit_codes import Exit
from detectors_app.cli.folders import Kind, folder_for
from detectors_app.cli.output import Output
from detectors_app.cli.passphrases import Passphrases
from detectors_app.cli.words_file import read_words
from detectors_app.content.answers import say_answers
from detectors_app.desk.casebook import Casebook
from detectors_app.desk.inbox import Asking, CasePage, Row, known_form
from detectors_app.domain.casework import Arrived
from detectors_app.domain.errors import TransientFault

_TIME = "%Y-%m-%d %H:%M"


def _sign_in(args: argparse.Namespace, out: Output) -> Casebook:
    passphrase = Passphrases(out.words, args.passphrase_fd).known("cli.desk.passphrase")
    return Casebook.sign_in(folder_for(args, Kind.DESK), passphrase)


def list_cases(args: argparse.Namespace, out: Output) -> Exit:
    """List the cases in inbox order. Gives NOT_YET where there is none."""
    with closing(_sign_in(args, out)) as casebook:
        inbox = casebook.inbox()
    for row in inbox.rows:
        out.line(_line(out, row))
    if not inbox.rows:
        out.say("cli.casework.none")
    out.result(
        cases=[_row(row) for row in inbox.rows],
        missing=[{"laptop": each.laptop, "label": each.label, "count": each.count} for each in inbox.missing],
        unopened=[{"box": each.box, "sha256": each.sha256, "problem": each.problem} for each in inbox.unopened],
    )
    return Exit.OK if inbox.rows else Exit.NOT_YET


def show(args: argparse.Namespace, out: Output) -> Exit:
    """Show one case. Tells nobody anything."""
    with closing(_sign_in(args, out)) as casebook:
        page = casebook.case(args.id)
    _say_page(out, page)
    out.result(case=_page(page))
    return Exit.OK


def read(args: argparse.Namespace, out: Output) -> Exit:
    """Say *I have read this*. Gives NOT_YET where the service could not be told at once; `sync` tells it later."""
    with closing(_sign_in(args, out)) as casebook:
        page = casebook.case(args.id)
        _say_page(out, page)
        new = casebook.read(page)
        told = _deliver(casebook)
    out.say("cli.casework.read.done" if told else "cli.casework.read.waiting", reference=page.row.reference)
    out.result(case=_page(page), newly_read=new, delivered=told)
    return Exit.OK if told else Exit.NOT_YET


def ask(args: argparse.Namespace, out: Output) -> Exit:
    """Ask the person who sent a concern. NOT_YET where the service does not have it yet; `sync` sends it later."""
    words = read_words(args.words)
    with closing(_sign_in(args, out)) as casebook:
        row = casebook.case(args.id).row
        question = casebook.ask(row.id, words)
        told = _deliver(casebook)
    out.say("cli.casework.ask.done" if told else "cli.casework.ask.waiting", reference=row.reference)
    out.result(question=str(question), reference=row.reference, delivered=told)
    return Exit.OK if told else Exit.NOT_YET


def _deliver(casebook: Casebook) -> bool:
    try:
        casebook.deliver()
    except TransientFault:
        return False
    return casebook.status().waiting == 0


def _line(out: Output, row: Row) -> str:
    return out.words(
        "cli.casework.case",
        reference=row.reference,
        urgent=out.words("cli.casework.urgent.yes" if row.urgent else "cli.casework.urgent.no"),
        state=out.words("cli.casework.state.unread" if row.unread else "cli.casework.state.read"),
        arrived=row.arrived_at.astimezone().strftime(_TIME),
        id=str(row.id.id),
    )


def _say_page(out: Output, page: CasePage) -> None:
    out.line(_line(out, page.row))
    for arrived in page.arrivals:
        _say_arrived(out, arrived)
    for asked in page.asks:
        out.say("cli.casework.asked_by", name=asked.name, when=asked.at.astimezone().strftime(_TIME), words=asked.words)
    for each in page.readings:
        out.say("cli.casework.read_by", name=each.name, when=each.at.astimezone().strftime(_TIME))


def _say_arrived(out: Output, arrived: Arrived) -> None:
    concern = arrived.concern
    if arrived.added:
        came = arrived.stored_at.astimezone().strftime(_TIME)
        out.say("cli.casework.answer" if arrived.question else "cli.casework.added", when=came)
    for mark in sorted(arrived.marks):
        out.say("cli.casework.mark", mark=mark.value)
    form = known_form(concern.form, concern.version)
    if form is None:
        for field, answer in concern.answers.items():
            out.line(f"{field}: {answer if isinstance(answer, str) else ', '.join(answer)}")
        return
    for step in say_answers(form, concern.answers, out.words, datetime.now(UTC).astimezone().date()):
        for said in step.said:
            if said.text:
                out.line(f"{said.question.short}: {said.text}")


def _row(row: Row) -> dict[str, Any]:
    return {
        "id": str(row.id.id),
        "sender": row.id.sender,
        "reference": row.reference,
        "urgent": row.urgent,
        "unread": row.unread,
        "limited": row.limited,
        "arrived_at": row.arrived_at.isoformat(),
        "due_at": row.due_at.isoformat(),
        "flags": [each.name for each in row.flags],
        "marks": sorted(mark.value for mark in row.case.marks),
    }


def _page(page: CasePage) -> dict[str, Any]:
    return _row(page.row) | {
        "read_by_me": page.read_by_me,
        "left_out": list(page.left_out),
        "texts": [_arrived(each) for each in page.arrivals],
        "asks": [_ask(each) for each in page.asks],
        "cannot_ask": page.cannot_ask,
        "readings": [{"officer": each.officer, "name": each.name, "at": each.at.isoformat()} for each in page.readings],
    }


def _ask(asked: Asking) -> dict[str, Any]:
    return {
        "question": str(asked.id),
        "officer": asked.officer,
        "name": asked.name,
        "at": asked.at.isoformat(),
        "words": asked.words,
        "answered": asked.answered,
    }


def _arrived(arrived: Arrived) -> dict[str, Any]:
    concern = arrived.concern
    answers = {str(key): list(value) if isinstance(value, tuple) else value for key, value in concern.answers.items()}
    return {
        "id": str(arrived.id),
        "added": arrived.added,
        "question": str(arrived.question) if arrived.question else None,
        "sha256": arrived.sha256,
        "stored_at": arrived.stored_at.isoformat(),
        "made_at": arrived.made_at.isoformat(),
        "written": arrived.written.value,
        "laptop": arrived.label,
        "form": concern.form,
        "version": concern.version,
        "answers": answers,
    }
