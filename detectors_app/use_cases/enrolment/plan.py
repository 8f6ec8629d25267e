"""From a plan and the cards it names to the next trust bundle, and what changes; reads no file, signs nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

from detectors_app.domain.errors import Invalid
from detectors_app.domain.ids import CASEWORK, CONCERNS, LEARNING, BoxName, KeyId, OfficerId
from detectors_app.domain.policy import Policy
from detectors_app.domain.trust import BoxReaders, Bundle, Reader, Removed, Role, check_bundle
from detectors_app.protocol.cards import ServiceCard
from detectors_app.protocol.keys import seal_id
from detectors_app.protocol.plan import Plan

LONGEST_FRESH_DAYS = 366


@dataclass(frozen=True, slots=True)
class Cards:
    """What the files named by a plan hold, in the plan's order."""

    people: tuple[Reader, ...] = ()
    services: tuple[ServiceCard, ...] = ()
    authorities: tuple[bytes, ...] = ()
    content_key: bytes = b""


def make_bundle(plan: Plan, cards: Cards, now: datetime, previous: Bundle | None = None) -> Bundle:
    """Give the bundle that the plan describes; what it leaves out is taken from the previous one.

    Former service keys and removals are carried on, so that old receipts stay valid and nobody removed comes back.
    Raises Invalid with the member of the plan that is wrong.
    """
    people = _people(plan, cards, previous)
    bundle = Bundle(
        version=_version(plan, previous),
        issued_at=now.astimezone(UTC).replace(microsecond=0),
        fresh_until=now.astimezone(UTC).replace(microsecond=0) + timedelta(days=_fresh_days(plan)),
        authorities=cards.authorities or (previous.authorities if previous else ()),
        services=_services(cards, previous),
        address=_address(plan, cards, previous),
        people=people,
        boxes=plan.boxes or _usual_boxes(people),
        content_key=cards.content_key or (previous.content_key if previous else b""),
        removed=_removed(plan, previous),
        lowest_version=plan.lowest_version or (previous.lowest_version if previous else 1),
        policy=plan.policy or (previous.policy if previous else Policy()),
    )
    check_bundle(bundle)
    return bundle


def _version(plan: Plan, previous: Bundle | None) -> int:
    least = previous.version + 1 if previous else 1
    version = least if plan.version is None else plan.version
    if version < least:
        raise Invalid("plan.version", where="version", least=least)
    return version


def _fresh_days(plan: Plan) -> int:
    if not 1 <= plan.fresh_days <= LONGEST_FRESH_DAYS:
        raise Invalid("plan.fresh_days", where="fresh_days", longest=LONGEST_FRESH_DAYS)
    return plan.fresh_days


def _services(cards: Cards, previous: Bundle | None) -> tuple[bytes, ...]:
    former = previous.services if previous else ()
    services = tuple(dict.fromkeys((*(card.key for card in cards.services), *former)))
    if not services:
        raise Invalid("plan.no_service", where="services")
    return services


def _address(plan: Plan, cards: Cards, previous: Bundle | None) -> str:
    named = plan.address or next((card.address for card in cards.services if card.address), "")
    address = named or (previous.address if previous else "")
    if not address.startswith(("https://", "http://127.0.0.1:", "http://localhost:")):
        raise Invalid("plan.address", where="address")
    return address.rstrip("/")


def _people(plan: Plan, cards: Cards, previous: Bundle | None) -> tuple[Reader, ...]:
    if not plan.people:
        if previous is None:
            raise Invalid("plan.no_people", where="people")
        return previous.people
    return tuple(
        replace(reader, role=planned.role or reader.role, name=planned.name or reader.name)
        for planned, reader in zip(plan.people, cards.people, strict=True)
    )


def _usual_boxes(people: tuple[Reader, ...]) -> tuple[BoxReaders, ...]:
    officers = _with_roles(people, Role.MANAGER, Role.OFFICER, Role.CUSTODIAN)
    boxes = [BoxReaders(CONCERNS, officers), BoxReaders(CASEWORK, officers)]
    if _with_roles(people, Role.LEAD):
        boxes.append(BoxReaders(LEARNING, _with_roles(people, Role.LEAD, Role.CUSTODIAN)))
    return tuple(boxes)


def _with_roles(people: Iterable[Reader], *roles: Role) -> tuple[OfficerId, ...]:
    return tuple(each.officer for each in people if each.role in roles)


def _removed(plan: Plan, previous: Bundle | None) -> tuple[Removed, ...]:
    planned = [Removed(each.key, each.why, datetime.combine(each.on, time(), UTC)) for each in plan.removed]
    named = {each.key for each in planned}
    earlier = [each for each in (previous.removed if previous else ()) if each.key not in named]
    if len(named) != len(planned):
        raise Invalid("plan.same_twice", where="removed")
    return (*earlier, *planned)


class Turn(StrEnum):
    """What became of a person from one bundle to the next."""

    SAME = "same"
    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One line of the summary: `key` is the id of the HPKE key, to be compared by word of mouth with the person."""

    officer: OfficerId
    name: str
    role: Role
    key: KeyId
    boxes: tuple[BoxName, ...]
    turn: Turn


@dataclass(frozen=True, slots=True)
class Summary:
    """What an authority must see before signing."""

    bundle: Bundle
    people: tuple[PersonLine, ...]
    new_authorities: bool
    newly_removed: tuple[Removed, ...]
    new_content_key: bool = False


def summarise(bundle: Bundle, previous: Bundle | None = None) -> Summary:
    """Say in values what a bundle holds, and how it differs from the previous one."""
    before = {each.officer: each for each in previous.people} if previous else {}
    lines = [_line(bundle, each, _turn(each, before.get(each.officer))) for each in bundle.people]
    here = {each.officer for each in bundle.people}
    lines += [_line(bundle, each, Turn.GONE) for each in before.values() if each.officer not in here]
    return Summary(
        bundle,
        tuple(lines),
        new_authorities=previous is not None and set(previous.authorities) != set(bundle.authorities),
        newly_removed=tuple(each for each in bundle.removed if previous is None or each not in previous.removed),
        new_content_key=previous is not None and previous.content_key != bundle.content_key,
    )


def _turn(now: Reader, before: Reader | None) -> Turn:
    if before is None:
        return Turn.NEW
    return Turn.SAME if now == before else Turn.CHANGED


def _line(bundle: Bundle, person: Reader, turn: Turn) -> PersonLine:
    boxes = tuple(each.box for each in bundle.boxes if person.officer in (*each.readers, *each.reserve))
    return PersonLine(person.officer, person.name, person.role, seal_id(person.seal), boxes, turn)
