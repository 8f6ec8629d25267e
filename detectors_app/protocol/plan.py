"""The plan: the file people write by hand to say what the next trust bundle shall hold; makes no bundle of it.

Unlike everything else that is read, a plan may leave members out and be laid out as its writer likes. Unknown or
repeated members are still refused, and the error names the line or the member.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from detectors_app.domain.errors import Invalid
from detectors_app.domain.ids import KeyId
from detectors_app.domain.policy import Policy
from detectors_app.domain.trust import BoxReaders, Removal, Role

LARGEST_PLAN_BYTES = 1024 * 1024
USUAL_FRESH_DAYS = 30
_WHERE = re.compile(r"`\$\.?([^`]*)`")


@dataclass(frozen=True, slots=True)
class PlannedPerson:
    """One who shall read: the card's file, and a role or name to take instead of the card's."""

    card: str
    role: Role | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class PlannedRemoval:
    """A key that shall no longer write or read, from that day."""

    key: KeyId
    why: Removal
    on: date


@dataclass(frozen=True, slots=True)
class Plan:
    """What the next bundle shall hold. Files are named relative to the plan. What is left out stays as it was before.

    `fresh_days` counts from the signing. With `boxes` left out, officers read concerns and casework, leads learning.
    """

    version: int | None = None
    fresh_days: int = USUAL_FRESH_DAYS
    address: str = ""
    authorities: str = ""
    services: tuple[str, ...] = ()
    people: tuple[PlannedPerson, ...] = ()
    boxes: tuple[BoxReaders, ...] = ()
    removed: tuple[PlannedRemoval, ...] = ()
    lowest_version: int | None = None
    policy: Policy | None = None
    content: str = ""


def decode_plan(data: bytes) -> Plan:
    """Read a plan. Raises Invalid, whose `where` is a line or a member."""
    if len(data) > LARGEST_PLAN_BYTES:
        raise Invalid("json.too_large", where="plan")
    plain = _plain(data)
    try:
        plan = msgspec.convert(plain, Plan)
    except msgspec.ValidationError as error:
        found = _WHERE.search(str(error))
        raise Invalid("plan.member", where=found.group(1) if found else "") from None
    unknown = _unknown(plain, msgspec.to_builtins(plan), "")
    if unknown:
        raise Invalid("plan.unknown_member", where=unknown)
    return plan


def _plain(data: bytes) -> object:
    try:
        plain: object = json.loads(data, object_pairs_hook=_no_repeats)
    except json.JSONDecodeError as error:
        raise Invalid("plan.not_json", where=f"{error.lineno}:{error.colno}") from None
    except (ValueError, RecursionError):
        raise Invalid("plan.not_json", where="1:1") from None
    return plain


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise Invalid("plan.same_twice", where=name)
        found[name] = value
    return found


def _unknown(plain: object, known: object, path: str) -> str:
    """Give the path of the first member that the plan has and its value does not."""
    if isinstance(plain, dict) and isinstance(known, dict):
        for name, value in plain.items():
            below = f"{path}.{name}" if path else name
            wrong = below if name not in known else _unknown(value, known[name], below)
            if wrong:
                return wrong
    if isinstance(plain, list) and isinstance(known, list | tuple):
        for place, value in enumerate(plain):
            wrong = _unknown(value, known[place], f"{path}[{place}]")
            if wrong:
                return wrong
    return ""
