"""`detectors laptop people|use|new|passphrase|forgotten`: who uses a laptop, and their passphrases; opens no window."""

from __future__ import annotations

import argparse
from pathlib import Path

from detectors_app.cli.exit_codes import Exit
from detectors_app.cli.folders import Kind, find_folder
from detectors_app.cli.output import Output
from detectors_app.cli.passphrases import Passphrases
from detectors_app.domain.errors import Invalid, Refused
from detectors_app.domain.ids import PersonId
from detectors_app.domain.people import is_earlier_self
from detectors_app.staff.laptop import Laptop
from detectors_app.use_cases.enrolment.person import Newcomer
from detectors_app.use_cases.people import befores_of
from detectors_app.use_cases.rows import PersonRow


def people(args: argparse.Namespace, out: Output) -> Exit:
    """List who uses the laptop, by number; nothing of what they wrote."""
    with Laptop.open(_folder(args)) as laptop:
        everyone, current = laptop.people(), laptop.shared().person
    befores = befores_of(everyone)
    rows = [_row(each, current, earlier=is_earlier_self(each.id, befores)) for each in everyone]
    for row in rows:
        key = "cli.people.now" if row["current"] else "cli.people.earlier" if row["earlier"] else "cli.people.one"
        out.say(key, number=int(str(row["number"])), name=str(row["name"]))
    out.result(people=rows)
    return Exit.OK


def use(args: argparse.Namespace, out: Output) -> Exit:
    """Let one of the people use the laptop from now on. Everyone's work goes on being sent."""
    with Laptop.open(_folder(args)) as laptop:
        laptop.use_as(PersonId(args.number))
    out.say("cli.people.used", number=args.number)
    out.result(number=args.number)
    return Exit.OK


def new(args: argparse.Namespace, out: Output) -> Exit:
    """Let someone new use the laptop, under a passphrase of their own."""
    with Laptop.open(_folder(args)) as laptop:
        passphrase = Passphrases(out.words, args.passphrase_fd).new("cli.people.passphrase")
        number = laptop.add_person(Newcomer(args.name, args.role, args.team), passphrase)
    out.say("cli.people.used", number=number)
    out.result(number=number)
    return Exit.OK


def passphrase(args: argparse.Namespace, out: Output) -> Exit:
    """Change the passphrase of who is using the laptop."""
    passphrases = Passphrases(out.words, args.passphrase_fd)
    with Laptop.open(_folder(args)) as laptop:
        if not laptop.has_passphrase:
            raise Refused("person.no_passphrase")
        present = passphrases.known("cli.people.present")
        laptop.change_passphrase(present, passphrases.new("cli.people.passphrase"))
    out.say("cli.people.changed")
    out.result()
    return Exit.OK


def forgotten(args: argparse.Namespace, out: Output) -> Exit:
    """Begin anew under a new passphrase; says first what cannot be opened any more."""
    with Laptop.open(_folder(args)) as laptop:
        for key in ("lost", "safe"):
            out.say(f"cli.people.{key}")
        number = laptop.begin_anew(Passphrases(out.words, args.passphrase_fd).new("cli.people.passphrase"))
    out.say("cli.people.used", number=number)
    out.result(number=number)
    return Exit.OK


def _folder(args: argparse.Namespace) -> Path:
    folder, kind = find_folder(args)
    if kind is not Kind.LAPTOP:
        raise Invalid("folder.no_laptop", where=str(folder))
    return folder


def _row(person: PersonRow, current: PersonId, *, earlier: bool) -> dict[str, object]:
    return {
        "number": person.id,
        "name": person.name,
        "role": person.role,
        "team": person.team,
        "current": person.id == current,
        "earlier": earlier,
        "before": person.before,
        "has_passphrase": bool(person.seal_public),
    }
