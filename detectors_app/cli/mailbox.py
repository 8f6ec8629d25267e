"""`detectors mailbox init|serve`: the service's settings and card, and the service itself in the foreground."""

from __future__ import annotations

import argparse
import secrets

from detectors_app.cli.exit_codes import Exit
from detectors_app.cli.files import make_folder, refuse_existing, write_new
from detectors_app.cli.folders import Kind, folder_for
from detectors_app.cli.output import Output
from detectors_app.mailbox.config import FILE_NAME, new_config, sqlite_url, write_config
from detectors_app.protocol.cards import service_card
from detectors_app.protocol.keys import sign_id
from detectors_app.signing.keys import SigningKey

DATABASE_NAME = "service.db"


def init(args: argparse.Namespace, out: Output) -> Exit:
    """Make the service's keys and settings; print its card."""
    folder = folder_for(args, Kind.SERVICE)
    path = folder / FILE_NAME
    refuse_existing(path, *([args.card] if args.card else []))
    database = args.database or sqlite_url((folder / DATABASE_NAME).absolute())
    config = new_config(args.address, database, secrets.token_bytes)
    make_folder(folder)
    write_config(config, path)
    key = SigningKey(config.signing_seed).public
    card = service_card(config.public_address, key)
    if args.card:
        write_new(args.card, card, private=False)
    out.say("cli.mailbox.init.done", path=str(path))
    out.line(card.decode())
    out.result(settings=str(path), address=config.public_address, key=sign_id(key), card=card.decode())
    return Exit.OK
