"""`detectors authority content-key` and `detectors content build|publish`: from a course's folder to every laptop."""

from __future__ import annotations

import argparse
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from detectors_app.cli.content import look_over, refuse
from detectors_app.cli.exit_codes import Exit
from detectors_app.cli.files import make_folder, refuse_existing, write_new
from detectors_app.cli.folders import Kind, folder_for
from detectors_app.cli.key_files import CONTENT_MAGIC, make_key_file, open_key_file, read_key_file
from detectors_app.cli.output import Output
from detectors_app.cli.passphrases import Passphrases
from detectors_app.content.courses import COURSE_FILE, load_course
from detectors_app.desk.casebook import Casebook
from detectors_app.domain.errors import Invalid
from detectors_app.protocol.cards import content_card
from detectors_app.protocol.keys import sign_id
from detectors_app.protocol.pack import encode_pack
from detectors_app.protocol.statement import Label
from detectors_app.sealing.passphrase import tune
from detectors_app.signing.statements import sign_statement
from detectors_app.storage.pack_file import CourseOnDisk, PackFile, write_pack_file
from detectors_app.use_cases.learning.build_pack import build_pack

KEY_NAME, CARD_NAME = "content.key.json", "content.card.json"
KIB = 1024


def make_key(args: argparse.Namespace, out: Output) -> Exit:
    """Make the content key's file, under its holder's passphrase, and the card that a plan names it by."""
    folder: Path = args.out
    refuse_existing(folder / KEY_NAME, folder / CARD_NAME)
    passphrase = Passphrases(out.words, args.passphrase_fd).new("cli.authority.passphrase.content")
    data, public = make_key_file(passphrase, tune(), CONTENT_MAGIC)
    make_folder(folder)
    write_new(folder / KEY_NAME, data)
    write_new(folder / CARD_NAME, content_card(public), private=False)
    out.say("cli.authority.content.done", path=str(folder), kid=sign_id(public))
    out.result(file=str(folder / KEY_NAME), card=str(folder / CARD_NAME), key=sign_id(public))
    return Exit.OK


def build(args: argparse.Namespace, out: Output) -> Exit:
    """Look a course over, list its files, sign the list, and write all of it as one file. Nothing is sent."""
    folder: Path = args.folder
    if not (folder / COURSE_FILE).is_file():
        raise Invalid("course.no_course", where=str(folder))
    plain, errors = look_over([folder], out)
    if errors:
        return refuse(plain, out)
    key_file = read_key_file(args.key, CONTENT_MAGIC)
    course, files = load_course(folder), CourseOnDisk(folder)
    path: Path = args.out or Path(f"{course.id}-{course.version}.pack")
    refuse_existing(path)
    pack = build_pack(course, files, datetime.now(UTC))
    passphrase = Passphrases(out.words, args.passphrase_fd).known("cli.authority.passphrase", path=str(args.key))
    statement = sign_statement(Label.PACK, encode_pack(pack), open_key_file(key_file, passphrase))
    write_pack_file(path, statement, pack, files)
    if not course.approval.is_given:
        out.say("cli.content.build.awaiting")
    out.say(
        "cli.content.build.done",
        course=course.id, version=course.version, path=str(path), files=len(pack.files), kib=-(-pack.size // KIB),
    )  # fmt: skip
    out.result(
        out=str(path), course=course.id, version=course.version, change=pack.change.value, files=len(pack.files),
        bytes=pack.size, key=sign_id(key_file.public), approved=course.approval.is_given,
    )  # fmt: skip
    return Exit.OK


def publish(args: argparse.Namespace, out: Output) -> Exit:
    """Verify a pack's file as every laptop will, and hand it in at the service."""
    file = PackFile.open(args.file)
    passphrase = Passphrases(out.words, args.passphrase_fd).known("cli.desk.passphrase")
    with closing(Casebook.sign_in(folder_for(args, Kind.DESK), passphrase)) as casebook:
        pack, published = casebook.packs.publish(file)
    out.say("cli.content.publish.done", course=pack.course, version=pack.version, kib=-(-published.bytes // KIB))
    out.result(course=pack.course, version=pack.version, pieces=published.pieces, bytes=published.bytes)
    return Exit.OK
