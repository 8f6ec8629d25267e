"""The numbers the council sets, carried by the trust bundle, with their safe bounds; applies none of them."""

from __future__ import annotations

from dataclasses import dataclass

LEAST_KEEP_DAYS = 90
"""The sealed copy stays on the laptop at least so long after reading (protocol, *Delivery on the laptop*)."""

LONGEST_IDLE_MINUTES = 15


@dataclass(frozen=True, slots=True)
class Policy:
    """The council's settings. Targets are in working minutes; `help_address` is shown to staff."""

    urgent_target_min: int = 120
    usual_target_min: int = 480
    idle_minutes: int = 5
    keep_days: int = LEAST_KEEP_DAYS
    help_address: str = ""

    def is_sound(self) -> bool:
        """Say whether every number is within the bounds that keep people safe."""
        return (
            0 < self.urgent_target_min <= self.usual_target_min
            and 1 <= self.idle_minutes <= LONGEST_IDLE_MINUTES
            and self.keep_days >= LEAST_KEEP_DAYS
        )
