"""How the window's thread asks for work on another one and hears of it: the shape only; lanes fit into it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

from detectors_app.domain.errors import DetectorsError

if TYPE_CHECKING:
    from detectors_app.staff.laptop import Laptop

T = TypeVar("T")


class Ask(Protocol):
    """Runs `job` with that thread's own façade; then calls one of the two on the window's thread, never both."""

    def __call__(
        self, job: Callable[[Laptop], T], then: Callable[[T], None], failed: Callable[[DetectorsError], None]
    ) -> None:
        """Start the job. Jobs run one after the other, in the order asked."""


class AskWhileShown:
    """Asks for one window. Once that window is retired, what it asked for is still done and nobody is told."""

    def __init__(self, ask: Ask) -> None:
        self._ask, self._shown = ask, True

    def __call__(
        self, job: Callable[[Laptop], T], then: Callable[[T], None], failed: Callable[[DetectorsError], None]
    ) -> None:
        """Start the job (Ask)."""
        self._ask(job, self._while_shown(then), self._while_shown(failed))

    def retire(self) -> None:
        """Tell nobody from now on."""
        self._shown = False

    def _while_shown(self, tell: Callable[[T], None]) -> Callable[[T], None]:
        def told(value: T) -> None:
            if self._shown:
                tell(value)

        return told
