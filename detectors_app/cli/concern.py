"""`detectors concern questions|question|answer|add`: what the duty team asks, and more to what was sent."""

from __future__ import annotations

import argparse
from pathlib import Path
from uuid import UUID

from detectors_app.cli.exit_codes import Exit
from detectors_app.cli.folders import Kind, find_folder
from detectors_app.cli.output import Output
from detectors_app.cli.passphrases import Passphrases
from detectors_app.cli.words_file import read_words
from detectors_app.domain.concern import About, Concern, Written
from detectors_app.domain.errors import Invalid, Refused
from detectors_app.domain.form import Form
from detectors_app.domain.ids import EnvelopeId, reference
from detectors_app.staff.laptop import Laptop
from detectors_app.use_cases.questions import Asked
from detectors_app.use_cases.rows import OutboxItem

_TIME = "%Y-%m-%d %H:%M"


def questions(args: argparse.Namespace, out: Output) -> Exit:
    """List the questions, without their words. Gives NOT_YET where there is none."""
    with Laptop.open(_folder(args)) as laptop:
        found = laptop.questions()
    for each in found:
        out.say(
            "cli.concern.question.waits" if each.waits else "cli.concern.question.answered",
            reference=reference(each.concern), when=each.asked_at.astimezone().strftime(_TIME), id=str(each.id),
        )  # fmt: skip
    if not found:
        out.say("cli.concern.none")
    out.result(questions=[_asked(each) for each in found])
    return Exit.OK if found else Exit.NOT_YET


def question(args: argparse.Namespace, out: Output) -> Exit:
    """Show what is asked; needs the person's passphrase."""
    with Laptop.open(_folder(args)) as laptop:
        asked = _find(laptop, args.id)
        words = laptop.open_question(
            asked.id, Passphrases(out.words, args.passphrase_fd).known("cli.concern.passphrase")
        )
    out.line(words)
    out.result(**_asked(asked), words=words)
    return Exit.OK


def answer(args: argparse.Namespace, out: Output) -> Exit:
    """Queue an answer to a question; needs no passphrase."""
    words = read_words(args.words)
    with Laptop.open(_folder(args)) as laptop:
        asked = _find(laptop, args.id)
        return _send(laptop, About(asked.concern, asked.id), words, args, out)


def add(args: argparse.Namespace, out: Output) -> Exit:
    """Queue something more to a concern that was sent or waits to be; needs no passphrase."""
    words = read_words(args.words)
    with Laptop.open(_folder(args)) as laptop:
        return _send(laptop, About(_concern(laptop, args.id)), words, args, out)


def _send(laptop: Laptop, about: About, words: str, args: argparse.Namespace, out: Output) -> Exit:
    form = laptop.addition_form()
    _check_length(form, words)
    (field,) = form.fields()
    written = Concern(form.id, form.version, {field.id: words})
    item = laptop.report(laptop.new_concern_id(), written, Written.LOCKED, about=about, told_phone=args.told_phone)
    name, said = reference(about.concern), out.words(f"delivery.{item.state.value}")
    out.say("cli.concern.added", reference=name, state=said)
    out.result(id=str(item.id), added_to=str(about.concern), reference=name, state=item.state.value)
    return Exit.OK


def _check_length(form: Form, words: str) -> None:
    (field,) = form.fields()
    if len(words) > field.max_length:
        raise Invalid("addition.too_long", where="words", longest=field.max_length)


def _find(laptop: Laptop, wanted: str) -> Asked:
    found = next((each for each in laptop.questions() if str(each.id) == wanted.strip().lower()), None)
    if found is None:
        raise Refused("question.not_here")
    return found


def _concern(laptop: Laptop, wanted: str) -> EnvelopeId:
    """Give the concern of a reference or full id. Raises Refused: none, or several of one reference."""
    found = [each.id for each in laptop.outbox() if each.about is None and _is(each, wanted.strip())]
    if len(found) != 1:
        raise Refused("case.several" if found else "addition.no_concern", count=len(found))
    return found[0]


def _is(item: OutboxItem, wanted: str) -> bool:
    return wanted.upper() in {reference(item.id), str(UUID(int=item.id.int)).upper()}


def _folder(args: argparse.Namespace) -> Path:
    folder, kind = find_folder(args)
    if kind is not Kind.LAPTOP:
        raise Invalid("folder.no_laptop", where=str(folder))
    return folder


def _asked(each: Asked) -> dict[str, object]:
    return {
        "id": str(each.id),
        "concern": str(each.concern),
        "reference": reference(each.concern),
        "asked_at": each.asked_at.isoformat(),
        "came_at": each.came_at.isoformat(),
        "answered": not each.waits,
    }
