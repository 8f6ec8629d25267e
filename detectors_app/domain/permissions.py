"""Who may do what: the table of role, object and action; asks no screen and no server."""

from __future__ import annotations

from enum import StrEnum

from detectors_app.domain.ids import CASEWORK, CONCERNS, LEARNING, BoxName
from detectors_app.domain.trust import Role


class Actor(StrEnum):
    """Who asks: a laptop, or a reader's desk in one of its roles."""

    LAPTOP = "laptop"
    OFFICER = "officer"
    MANAGER = "manager"
    LEAD = "lead"


class Action(StrEnum):
    """What is asked for at the service."""

    WRITE = "write"
    READ = "read"
    ACK = "ack"
    HELD = "held"
    DELETE = "delete"


_OFFICERS = frozenset({Actor.OFFICER, Actor.MANAGER})
_LEADS = frozenset({Actor.LEAD, Actor.MANAGER})
"""A manager only where the list of people names them a reader of the box (see `BY_NAME`)."""

_TABLE: dict[tuple[BoxName, Action], frozenset[Actor]] = {
    (CONCERNS, Action.WRITE): frozenset({Actor.LAPTOP}) | _OFFICERS,
    (CONCERNS, Action.READ): _OFFICERS,
    (CONCERNS, Action.ACK): _OFFICERS,
    (CONCERNS, Action.HELD): frozenset({Actor.LAPTOP}) | _OFFICERS,
    (CONCERNS, Action.DELETE): _OFFICERS,
    (CASEWORK, Action.WRITE): _OFFICERS,
    (CASEWORK, Action.READ): _OFFICERS,
    (CASEWORK, Action.ACK): _OFFICERS,
    (CASEWORK, Action.HELD): _OFFICERS,
    (CASEWORK, Action.DELETE): _OFFICERS,
    (LEARNING, Action.WRITE): frozenset({Actor.LAPTOP}) | _LEADS,
    (LEARNING, Action.READ): _LEADS,
    (LEARNING, Action.ACK): _LEADS,
    (LEARNING, Action.HELD): frozenset({Actor.LAPTOP}) | _LEADS,
    (LEARNING, Action.DELETE): _LEADS,
}
"""A laptop's box is not in the table: any desk writes to it, and that laptop alone reads it."""
BY_NAME = frozenset({LEARNING})
"""Here a desk's role is not enough: the list of people must name its officer a reader of the box."""


def may(actor: Actor, action: Action, box: BoxName, *, own_device_box: bool = False) -> bool:
    """Say whether the table allows it. `own_device_box` is true when a laptop asks about its own box."""
    if box.startswith("device/"):
        if actor is Actor.LAPTOP:
            return own_device_box and action in {Action.READ, Action.HELD, Action.ACK}
        return action in {Action.WRITE, Action.HELD}
    return actor in _TABLE.get((box, action), frozenset())


def actor_of(role: Role) -> Actor | None:
    """Give the actor that a reader's desk acts as; a custodian has no desk."""
    return None if role is Role.CUSTODIAN else Actor(role.value)
