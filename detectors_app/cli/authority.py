"""`detectors authority init|sign|show`: keys above all others, and the trust list that two of them sign."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from detectors_app.cli.exit_codes import Exit
from detectors_app.cli.files import make_folder, refuse_existing, write_new
from detectors_app.cli.key_files import AuthorityKeyFile, make_key_file, open_key_file, read_key_file
from detectors_app.cli.output import Output
from detectors_app.cli.passphrases import Passphrases
from detectors_app.cli.trust_papers import Paper, finish, read_paper, read_trust_file
from detectors_app.cli.trust_summary import as_json, say_summary
from detectors_app.domain.errors import Refused
from detectors_app.protocol.cards import authorities_card
from detectors_app.protocol.enrolment import encode_enrolment_file
from detectors_app.protocol.keys import sign_id
from detectors_app.protocol.statement import Label, encode_statement
from detectors_app.sealing.passphrase import tune
from detectors_app.signing.statements import add_signatures
from detectors_app.use_cases.enrolment.plan import summarise

AUTHORITIES = 3
CARD_NAME = "authorities.card.json"


def init(args: argparse.Namespace, out: Output) -> Exit:
    """Make three key files, each under its holder's passphrase, and the card with their public keys."""
    folder: Path = args.out
    paths = [folder / f"authority-{number}.key.json" for number in range(1, AUTHORITIES + 1)]
    refuse_existing(*paths, folder / CARD_NAME)
    passphrases = Passphrases(out.words, args.passphrase_fd)
    cost = tune()
    made = [
        make_key_file(passphrases.new("cli.authority.passphrase.new", number=number), cost)
        for number in range(1, AUTHORITIES + 1)
    ]
    make_folder(folder)
    for path, (data, _) in zip(paths, made, strict=True):
        write_new(path, data)
    keys = tuple(public for _, public in made)
    write_new(folder / CARD_NAME, authorities_card(keys), private=False)
    out.say("cli.authority.done", path=str(folder))
    out.result(
        keys=[{"file": str(path), "key": sign_id(key)} for path, key in zip(paths, keys, strict=True)],
        card=str(folder / CARD_NAME),
    )
    return Exit.OK


def sign(args: argparse.Namespace, out: Output) -> Exit:
    """Sign a plan's bundle as the first authority, or the same bytes as the second, after showing what they say."""
    refuse_existing(args.out)
    file = read_key_file(args.key)
    previous = read_trust_file(args.previous) if args.previous else None
    paper = read_paper(args.paper, previous, datetime.now(UTC))
    _may_sign(paper, file)
    say_summary(out, summarise(paper.bundle, previous.bundle if previous else None))
    passphrase = Passphrases(out.words, args.passphrase_fd).known("cli.authority.passphrase", path=str(args.key))
    statement = add_signatures(Label.BUNDLE, paper.statement, open_key_file(file, passphrase))
    complete = len(statement.signatures) > 1
    data = encode_enrolment_file(finish(statement, paper)) if complete else encode_statement(statement)
    write_new(args.out, data, private=False)
    out.say("cli.authority.sign.second" if complete else "cli.authority.sign.first", path=str(args.out))
    out.result(out=str(args.out), signatures=len(statement.signatures), complete=complete, **as_json(paper.bundle))
    return Exit.OK


def _may_sign(paper: Paper, file: AuthorityKeyFile) -> None:
    kid = sign_id(file.public)
    if len(paper.statement.signatures) > 1:
        raise Refused("authority.complete")
    if any(each.kid == kid for each in paper.statement.signatures):
        raise Refused("authority.already_signed")
    if file.public not in paper.authorities:
        raise Refused("authority.not_one")


def show(args: argparse.Namespace, out: Output) -> Exit:
    """Show what a paper says, and who has signed it; sign nothing."""
    previous = read_trust_file(args.previous) if args.previous else None
    paper = read_paper(args.paper, previous, datetime.now(UTC))
    say_summary(out, summarise(paper.bundle, previous.bundle if previous else None))
    out.result(signatures=len(paper.statement.signatures), **as_json(paper.bundle))
    return Exit.OK
