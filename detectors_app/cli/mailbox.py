"""`detectors mailbox init|serve`: the service's settings and card, and the service itself in the foreground."""

from __future__ import annotations

import argparse
import secrets
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from detectors_app.cli.exit_codes import Exit
from detectors_app.cli.files import make_folder, read_file, refuse_existing, write_new
from detectors_app.cli.folders import Kind, folder_for
from detectors_app.cli.output import Output
from detectors_app.cli.trust_papers import LARGEST_PAPER_BYTES
from detectors_app.domain.errors import EnvironmentFault, Invalid, Refused
from detectors_app.mailbox import run
from detectors_app.mailbox.config import FILE_NAME, ServiceConfig, new_config, read_config, sqlite_url, write_config
from detectors_app.mailbox.run import check_workers
from detectors_app.mailbox.service import load_trust
from detectors_app.protocol.cards import service_card
from detectors_app.protocol.enrolment import decode_enrolment_file
from detectors_app.protocol.keys import sign_id
from detectors_app.protocol.problems import ProblemType
from detectors_app.signing.chain import open_bundle
from detectors_app.signing.keys import SigningKey
from detectors_app.use_cases.mail.ports import Denied

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


def serve(args: argparse.Namespace, out: Output) -> Exit:
    """Run the service until it is stopped; a trust file is taken in first."""
    folder = folder_for(args, Kind.SERVICE)
    path = folder / FILE_NAME
    if not path.exists():
        raise Invalid("service.not_set_up", where=str(folder))
    config = read_config(path)
    if args.database:
        config = replace(config, database_url=args.database)
    check_workers(config, args.workers)
    if args.trust:
        _take_trust(config, args.trust, out)
    metrics_port = args.port + 1 if args.metrics_port is None else args.metrics_port
    _check_ports(args.host, args.port, metrics_port)
    out.say("cli.mailbox.serving", host=args.host, port=args.port, metrics_port=metrics_port)
    out.result(host=args.host, port=args.port, metrics_port=metrics_port, workers=args.workers)
    run.serve(config, args.host, args.port, metrics_port, args.workers)
    return Exit.OK


def _check_ports(host: str, port: int, metrics_port: int) -> None:
    """Take both ports and let them go again, so that nothing is announced that will not be. Raises EnvironmentFault."""
    for each_host, each_port in ((host, port), (run.OPERATOR_HOST, metrics_port)):
        try:
            run.listen(each_host, each_port).close()
        except (OSError, OverflowError) as error:
            raise EnvironmentFault("service.port_taken", host=each_host, port=each_port) from error


def _take_trust(config: ServiceConfig, path: Path, out: Output) -> None:
    """Take a trust file in; the service goes on with what it has where that is newer."""
    file = decode_enrolment_file(read_file(path, most_bytes=LARGEST_PAPER_BYTES))
    open_bundle(file.bundle, file.authorities)
    try:
        load_trust(config, file, datetime.now(UTC))
    except Denied as no:
        if no.type is not ProblemType.OLDER_BUNDLE:
            raise Refused("service.trust", where=str(path)) from no
        out.say("cli.mailbox.older_trust")
