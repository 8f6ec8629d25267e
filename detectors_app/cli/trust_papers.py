"""The papers that go between authorities: plan, list signed once, trust file; asks nobody and prints nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from detectors_app.cli.files import read_file
from detectors_app.domain.errors import Invalid
from detectors_app.domain.trust import Bundle
from detectors_app.protocol.bundle import decode_bundle, encode_bundle
from detectors_app.protocol.cards import (
    LARGEST_CARD_BYTES,
    read_authorities_card,
    read_content_card,
    read_person_card,
    read_service_card,
)
from detectors_app.protocol.enrolment import MAGIC, EnrolmentFile, decode_enrolment_file
from detectors_app.protocol.plan import Plan, decode_plan
from detectors_app.protocol.statement import Label, Statement, decode_statement
from detectors_app.signing.chain import AUTHORITIES_NEEDED, open_bundle
from detectors_app.signing.statements import verify_statement
from detectors_app.use_cases.enrolment.plan import Cards, make_bundle

LARGEST_PAPER_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Trusted:
    """A trust file that verified: its bundle, and the public keys that may sign the next one."""

    bundle: Bundle
    authorities: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """What is to be signed: the statement so far (perhaps unsigned), its bundle, and who may sign it."""

    statement: Statement
    bundle: Bundle
    authorities: tuple[bytes, ...]


def read_trust_file(path: Path) -> Trusted:
    """Read and verify a trust file. Raises Invalid, CannotOpen, EnvironmentFault."""
    file = decode_enrolment_file(read_file(path, most_bytes=LARGEST_PAPER_BYTES))
    bundle = _open_trust(file)
    return Trusted(bundle, bundle.authorities)


def _open_trust(file: EnrolmentFile) -> Bundle:
    if file.magic != MAGIC:
        raise Invalid("card.other_kind", where=MAGIC)
    return open_bundle(file.bundle, file.authorities)


def read_paper(path: Path, previous: Trusted | None, now: datetime) -> Paper:
    """Read a plan, a list signed once, or a trust file, by the members it has. Raises Invalid, CannotOpen."""
    data = read_file(path, most_bytes=LARGEST_PAPER_BYTES)
    members = _members(data)
    if {"bytes", "signatures"} <= members:
        return _signed(decode_statement(data, where=str(path)), previous)
    if "grants" in members:
        file = decode_enrolment_file(data)
        return Paper(file.bundle, _open_trust(file), file.authorities)
    if members & {"bytes", "signatures", "magic"}:
        raise Invalid("authority.paper", where=str(path))
    return _planned(decode_plan(data), path.parent, previous, now)


def _members(data: bytes) -> set[str]:
    try:
        plain = msgspec.json.decode(data)
    except (msgspec.DecodeError, RecursionError):
        return set()  # The plan's own reader says where it is wrong.
    return set(plain) if isinstance(plain, dict) else set()


def _signed(statement: Statement, previous: Trusted | None) -> Paper:
    bundle = decode_bundle(statement.bytes)
    authorities = previous.authorities if previous else bundle.authorities
    verify_statement(Label.BUNDLE, statement, authorities)
    if previous and bundle.version <= previous.bundle.version:
        raise Invalid("plan.version", where="version", least=previous.bundle.version + 1)
    return Paper(statement, bundle, authorities)


def _planned(plan: Plan, folder: Path, previous: Trusted | None, now: datetime) -> Paper:
    cards = Cards(
        people=tuple(read_person_card(_card(folder, each.card)) for each in plan.people),
        services=tuple(read_service_card(_card(folder, each)) for each in plan.services),
        authorities=read_authorities_card(_card(folder, plan.authorities)) if plan.authorities else (),
        content_key=read_content_card(_card(folder, plan.content)) if plan.content else b"",
    )
    if not cards.authorities and previous is None:
        raise Invalid("plan.no_authorities", where="authorities")
    bundle = make_bundle(plan, cards, now, previous.bundle if previous else None)
    signers = previous.authorities if previous else bundle.authorities
    return Paper(Statement(encode_bundle(bundle), ()), bundle, signers)


def _card(folder: Path, name: str) -> bytes:
    return read_file(folder / name, most_bytes=LARGEST_CARD_BYTES)


def finish(statement: Statement, paper: Paper) -> EnrolmentFile:
    """Give the trust file of a list that two have signed; it pins those who may sign this very list."""
    verify_statement(Label.BUNDLE, statement, paper.authorities, least=AUTHORITIES_NEEDED)
    return EnrolmentFile(MAGIC, paper.authorities, paper.bundle.address, statement, (), "", "", "")
