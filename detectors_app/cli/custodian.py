"""`detectors authority custodian|custodian-join`: the key that nobody holds alone; keeps nothing of it."""

from __future__ import annotations

import argparse
import secrets
from dataclasses import dataclass
from pathlib import Path

from detectors_app.cli.exit_codes import Exit
from detectors_app.cli.files import make_folder, read_file, refuse_existing, write_new
from detectors_app.cli.output import Output
from detectors_app.domain.errors import Invalid
from detectors_app.domain.ids import OfficerId
from detectors_app.domain.trust import Reader, Role
from detectors_app.protocol import strict_json
from detectors_app.protocol.cards import person_card
from detectors_app.sealing.keys import SealKey
from detectors_app.sealing.shares import Share, join, split

MAGIC = "EDE1 custodian share"
CARD_NAME = "custodian.card.json"
LARGEST_BYTES = 16 * 1024


@dataclass(frozen=True, slots=True)
class ShareFile:
    """One share on its stick."""

    magic: str
    share: Share


def make(args: argparse.Namespace, out: Output) -> Exit:
    """Make the custodian's key, write its card and its shares, and forget it."""
    folder: Path = args.out
    key = SealKey.generate(secrets.token_bytes)
    shares = split(key, need=args.need, shares=args.shares)
    paths = [folder / f"custodian-share-{share.index}.json" for share in shares]
    refuse_existing(folder / CARD_NAME, *paths)
    make_folder(folder)
    for path, share in zip(paths, shares, strict=True):
        write_new(path, strict_json.encode(ShareFile(MAGIC, share)))
    reader = Reader(OfficerId("custodian"), Role.CUSTODIAN, out.words("cli.custodian.name"), key.public)
    write_new(folder / CARD_NAME, person_card(reader), private=False)
    out.say("cli.authority.custodian.done", shares=args.shares, path=str(folder), need=args.need)
    out.result(key=key.id, need=args.need, shares=[str(path) for path in paths], card=str(folder / CARD_NAME))
    return Exit.OK


def drill(args: argparse.Namespace, out: Output) -> Exit:
    """Check that the shares give the card's key; write nothing."""
    key = join([_read(path) for path in args.shares])
    out.say("cli.authority.join.done", kid=key.id)
    out.result(key=key.id)
    return Exit.OK


def _read(path: Path) -> Share:
    file = strict_json.decode(read_file(path, most_bytes=LARGEST_BYTES), ShareFile, where=str(path))
    if file.magic != MAGIC:
        raise Invalid("card.other_kind", where=MAGIC)
    return file.share
