"""`detectors desk init|grant`: an officer's keys, and enrolment files or codes for laptops; opens no window."""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from detectors_app.cli.exit_codes import Exit, Usage
from detectors_app.cli.files import make_folder, refuse_existing, write_new
from detectors_app.cli.folders import Kind, folder_for
from detectors_app.cli.output import Output
from detectors_app.cli.passphrases import Passphrases
from detectors_app.desk.casebook import Casebook
from detectors_app.domain.errors import Invalid, TransientFault
from detectors_app.domain.ids import CONCERNS, LEARNING, BoxName, OfficerId, spelt
from detectors_app.domain.trust import Role
from detectors_app.protocol.cards import read_person_card
from detectors_app.protocol.enrolment import EnrolmentFile, decode_enrolment_file, encode_enrolment_file
from detectors_app.protocol.keys import seal_id

LONGEST_GRANT_DAYS = 90
LONGEST_NAME = 80
_LABEL_LETTERS = 6
_OFFICER_ID = re.compile(r"[a-z0-9][a-z0-9-]{1,39}")


def init(args: argparse.Namespace, out: Output) -> Exit:
    """Make a desk: the officer's keys under a passphrase, and the card with their public halves."""
    refuse_existing(args.card)
    name = _short(args.name, "--name")
    officer = OfficerId(args.id or _id_of(name))
    if not _OFFICER_ID.fullmatch(officer):
        raise Invalid("desk.id", where="--id")
    data = folder_for(args, Kind.DESK)
    passphrase = Passphrases(out.words, args.passphrase_fd).new("cli.desk.passphrase.new")
    card = Casebook.create(data, officer, name, Role(args.role), passphrase)
    write_new(args.card, card, private=False)
    key = seal_id(read_person_card(card).seal)
    out.say("cli.desk.init.done", name=name, path=str(args.card), kid=key)
    out.result(data=str(data), officer=officer, role=args.role, key=key, card=str(args.card))
    return Exit.OK


def grant(args: argparse.Namespace, out: Output) -> Exit:
    """Make the enrolment file of one laptop, with one grant a box; write it, or keep it at the service for a code."""
    if args.out is None and not args.code:
        raise Usage("--out|--code")
    if args.out is not None:
        refuse_existing(args.out)
    if not 1 <= args.days <= LONGEST_GRANT_DAYS:
        raise Invalid("grant.days", where="--days", longest=LONGEST_GRANT_DAYS)
    label = _short(args.label, "--label")
    boxes = [BoxName(each) for each in dict.fromkeys(args.box or (CONCERNS, LEARNING))]
    labels = _labels(label, boxes)
    last_day = (datetime.now(UTC) + timedelta(days=args.days)).date()
    passphrase = Passphrases(out.words, args.passphrase_fd).known("cli.desk.passphrase")
    with closing(Casebook.sign_in(folder_for(args, Kind.DESK), passphrase)) as casebook:
        person = (args.name.strip(), args.role.strip(), args.team.strip())
        files = [decode_enrolment_file(casebook.grant(box, labels[box], last_day, *person)) for box in boxes]
        whole = replace(files[0], grants=tuple(each for file in files for each in file.grants))
        facts = _keep(casebook, whole, label, out) if args.code else {}
    if args.out is not None:
        facts |= _write(args.out, whole, label, last_day, out)
    training_label = labels.get(LEARNING, label)
    if training_label != label:
        out.say("cli.desk.grant.training_label", label=label, training_label=training_label)
    out.result(**facts, label=label, boxes=boxes, labels=labels, last_day=last_day.isoformat())
    return Exit.OK


def _labels(label: str, boxes: Sequence[BoxName]) -> dict[BoxName, str]:
    """Give each box's grant its label. Beside concerns, training gets one of its own: one label would join two keys."""
    spare = f"T-{spelt(uuid4(), _LABEL_LETTERS)}"
    return {each: spare if each == LEARNING and CONCERNS in boxes else label for each in boxes}


def _keep(casebook: Casebook, file: EnrolmentFile, label: str, out: Output) -> dict[str, str]:
    """Keep the file at the service; say the code before anything else can go wrong, for it is kept nowhere."""
    try:
        given = casebook.keep_by_code(encode_enrolment_file(file))
    except TransientFault as fault:
        raise TransientFault("grant.not_kept") from fault
    out.say("cli.desk.grant.code", label=label, code=given.code)
    out.say("cli.desk.grant.tell", last_day=given.last_day.isoformat())
    out.say("cli.desk.grant.address", address=file.address)
    return {"code": given.code, "address": file.address}


def _write(path: Path, file: EnrolmentFile, label: str, last_day: date, out: Output) -> dict[str, str]:
    make_folder(path.parent)
    write_new(path, encode_enrolment_file(file))
    out.say("cli.desk.grant.done", label=label, path=str(path), last_day=last_day.isoformat())
    return {"out": str(path)}


def _short(text: str, where: str) -> str:
    """Give a name without what would break a line. Raises Invalid where nothing, or too much, is left."""
    kept = "".join(each for each in text if unicodedata.category(each)[0] != "C").strip()
    if not 1 <= len(kept) <= LONGEST_NAME:
        raise Invalid("desk.name", where=where, longest=LONGEST_NAME)
    return kept


def _id_of(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40]
