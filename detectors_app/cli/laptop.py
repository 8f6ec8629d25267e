"""`detectors enrol|record`: make a laptop or desk known, and queue a concern as the form does; opens no window."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path

from detectors_app.cli.answers_file import LARGEST_BYTES, Checked, check_answers
from detectors_app.cli.exit_codes import Exit, Usage
from detectors_app.cli.files import read_file
from detectors_app.cli.folders import Kind, find_folder
from detectors_app.cli.output import Output
from detectors_app.cli.passphrases import Passphrases
from detectors_app.cli.trust_papers import LARGEST_PAPER_BYTES
from detectors_app.cli.words_file import read_bytes
from detectors_app.content.configuration import load_configuration
from detectors_app.desk.casebook import Casebook
from detectors_app.domain.concern import Written
from detectors_app.domain.errors import Invalid
from detectors_app.domain.form import Form, Problem
from detectors_app.domain.ids import FieldId, reference
from detectors_app.domain.urgency import left_out_officers
from detectors_app.protocol.enrolment import EnrolmentFile, decode_enrolment_file
from detectors_app.signing.chain import open_bundle
from detectors_app.staff.laptop import Laptop
from detectors_app.staff.set_up_code import file_of_code


def enrol(args: argparse.Namespace, out: Output) -> Exit:
    """Take an enrolment or trust file, or what a typed code stands for; the same again changes nothing."""
    if (args.file is None) is not args.code or (args.address and not args.code):
        raise Usage("FILE|--code")
    passphrases = Passphrases(out.words, args.passphrase_fd)
    data = _by_code(args, passphrases) if args.code else read_file(args.file, most_bytes=LARGEST_PAPER_BYTES)
    file = decode_enrolment_file(data)
    open_bundle(file.bundle, file.authorities)
    folder, kind = find_folder(args)
    if kind is Kind.DESK:
        return _enrol_desk(folder, data, passphrases, out)
    if kind is Kind.SERVICE:
        raise Invalid("folder.is_service", where=str(folder))
    if kind is None and not file.grants:
        raise Invalid("enrolment.no_grant", where="grants")
    return _enrol_laptop(folder, data, file, passphrases, out)


def _by_code(args: argparse.Namespace, passphrases: Passphrases) -> bytes:
    """Fetch the file of a code that is asked for: an argument would stand in the shell's history."""
    address = args.address or load_configuration().service_address
    if not address:
        raise Invalid("code.no_address", where="--address")
    return file_of_code(passphrases.code("cli.enrol.code"), address)


def _enrol_desk(folder: Path, data: bytes, passphrases: Passphrases, out: Output) -> Exit:
    with closing(Casebook.sign_in(folder, passphrases.known("cli.desk.passphrase"))) as casebook:
        version = casebook.pin(data)
    out.say("cli.enrol.desk.done", version=version)
    out.result(kind=Kind.DESK.value, data=str(folder), bundle=version)
    return Exit.OK


def _enrol_laptop(folder: Path, data: bytes, file: EnrolmentFile, passphrases: Passphrases, out: Output) -> Exit:
    with Laptop.open(folder) as laptop:
        ask = file.grants and not laptop.has_passphrase
        laptop.enrol(data, passphrases.new("cli.enrol.laptop.passphrase") if ask else None)
        version = laptop.status().bundle_version
    out.say("cli.enrol.laptop.done")
    out.result(kind=Kind.LAPTOP.value, data=str(folder), bundle=version)
    return Exit.OK


def record(args: argparse.Namespace, out: Output) -> Exit:
    """Check the answers, seal them and queue them. Nothing is saved while anything is wrong with them."""
    checked = check_answers(read_bytes(args.answers, "--answers", most_bytes=LARGEST_BYTES))
    folder, kind = find_folder(args)
    if kind is not Kind.LAPTOP:
        raise Invalid("folder.no_laptop", where=str(folder))
    with Laptop.open(folder) as laptop:
        found = checked.problems or _unknown_officers(checked, laptop)
        if found:
            return _tell_problems(checked.form, found, out)
        item = laptop.report(
            laptop.new_concern_id(), checked.concern, written=Written.LOCKED, told_phone=args.told_phone
        )
    name, said = reference(item.id), out.words(f"delivery.{item.state.value}")
    out.say("cli.record.done", reference=name, state=said)
    out.result(id=str(item.id), reference=name, state=item.state.value, urgent=item.urgent)
    return Exit.OK


def _unknown_officers(checked: Checked, laptop: Laptop) -> tuple[Problem, ...]:
    """Refuse a name that is not in the list: a slip of the pen would leave nobody out."""
    known = {each.officer for each in laptop.readers_named()}
    if left_out_officers(checked.form, checked.concern.answers) <= known:
        return ()
    return (Problem("left_out", FieldId("left_out"), key="form.unknown_option"),)


def _tell_problems(form: Form, problems: tuple[Problem, ...], out: Output) -> Exit:
    said = [{"question": each.question, "field": each.field, "text": _text(form, each, out)} for each in problems]
    if not out.as_json:
        for one in said:
            out.problem(out.words("cli.record.problem", field=one["field"], text=one["text"]))
    out.failure("concern.not_finished", out.words("cli.record.problems"), Exit.REFUSED, problems=said)
    return Exit.REFUSED


def _text(form: Form, problem: Problem, out: Output) -> str:
    if problem.text:
        return problem.text
    longest = next((each.max_length for each in form.fields() if each.id == problem.field), 0)
    return out.words(problem.key, max_length=longest)
