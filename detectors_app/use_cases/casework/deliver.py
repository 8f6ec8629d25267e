"""Sends a desk's outbox by the one delivery loop that laptops use too; decides nothing of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from detectors_app.domain.ids import BoxName
from detectors_app.use_cases.casework.desk import Desk
from detectors_app.use_cases.casework.ports import DeskStore, DeskUnit
from detectors_app.use_cases.delivery.courier import ANYTHING, Courier
from detectors_app.use_cases.delivery.deliver_outbox import Delivered, deliver_outbox
from detectors_app.use_cases.ports import Chance, Clock, Notary, Service
from detectors_app.use_cases.rows import Identity

if TYPE_CHECKING:
    from detectors_app.use_cases.laptop import LaptopParts


def deliver(desk: Desk, service: Service, *, owner: str, chance: Chance) -> Delivered:
    """Send everything due; what the network does is in the outcome. `owner` names this worker's lease.

    `service` is the bare one: the loop itself believes no unsigned no. Raises EnvironmentFault, CannotOpen.
    """
    parts = _Parts(_AnyBox(desk.store), desk.notary, desk.now, chance)
    # The loop asks its parts for no more than these, though its type names all that a laptop has.
    courier = Courier(cast("LaptopParts", parts), lambda _: service, owner, line=ANYTHING)
    return deliver_outbox(courier)


@dataclass(frozen=True, slots=True)
class _Parts:
    """What the delivery loop uses."""

    store: _AnyBox
    notary: Notary
    now: Clock
    chance: Chance


@dataclass(frozen=True, slots=True)
class _AnyBox:
    """A desk's store, whose one identity writes to every box: the service knows it from the list of people."""

    store: DeskStore

    @contextmanager
    def unit(self) -> Iterator[_AnyBoxUnit]:
        with self.store.unit() as unit:
            yield _AnyBoxUnit(unit)


@dataclass(frozen=True, slots=True)
class _AnyBoxUnit:
    """A desk's transaction that answers for every box."""

    unit: DeskUnit

    def identity(self, _: BoxName) -> Identity:
        return replace(self.unit.identity(), registered=True)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - everything else is the desk's own
        return getattr(self.unit, name)
