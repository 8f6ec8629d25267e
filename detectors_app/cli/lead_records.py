"""`detectors lead records …`: sending completions to the council's learning record store, without a window."""

from __future__ import annotations

import argparse

from detectors_app.cli.exit_codes import Exit
from detectors_app.cli.lead import open_book
from detectors_app.cli.output import Output
from detectors_app.cli.passphrases import Passphrases
from detectors_app.desk.learning_book import LearningBook
from detectors_app.domain.record_store import RecordStore


def set_store(args: argparse.Namespace, out: Output) -> Exit:
    """Set where to send; the account's secret is asked for like a passphrase, after the lead's own."""
    passphrases = Passphrases(out.words, args.passphrase_fd)
    with open_book(args, passphrases, out) as (_, book):
        secret = passphrases.known("cli.lead.records.secret")
        book.set_record_store(RecordStore(args.address, args.account, secret, args.home_page))
        _say(book, out)
    return Exit.OK


def status(args: argparse.Namespace, out: Output) -> Exit:
    """Say where it goes, and how much is on its way."""
    with open_book(args, Passphrases(out.words, args.passphrase_fd), out) as (_, book):
        _say(book, out)
    return Exit.OK


def send(args: argparse.Namespace, out: Output) -> Exit:
    """Send everything due now. Gives NOT_YET where something is still waiting."""
    with open_book(args, Passphrases(out.words, args.passphrase_fd), out) as (_, book):
        book.send_records()
        _say(book, out)
        return Exit.NOT_YET if book.records().counts.waiting else Exit.OK


def stop(args: argparse.Namespace, out: Output) -> Exit:
    """Send nothing more, and forget the secret."""
    with open_book(args, Passphrases(out.words, args.passphrase_fd), out) as (_, book):
        book.set_record_store(None)
        _say(book, out)
    return Exit.OK


def _say(book: LearningBook, out: Output) -> None:
    stands = book.records()
    counts, address = stands.counts, stands.where.address if stands.where is not None else ""
    if stands.where is None:
        out.say("cli.lead.records.none")
    else:
        out.say("cli.lead.records.to", address=address)
        out.say("cli.lead.records.counts", held=counts.held, waiting=counts.waiting, parked=counts.parked)
    if stands.trouble:
        out.say(f"error.{stands.trouble}")
    out.result(
        address=address, sent=counts.held, waiting=counts.waiting, held_back=counts.parked, trouble=stands.trouble
    )
