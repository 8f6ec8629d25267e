"""What the view of a field may need beside the field itself; makes no view."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detectors_app.content.wording import Wording
    from detectors_app.domain.ids import OfficerId
    from detectors_app.staff.home_search import HomeSearch


@dataclass(frozen=True, slots=True)
class FieldParts:
    """`officers` may be named as not to see it; `predict`: input methods may suggest and learn words.

    `practice`: nothing of it is kept or sent, and everything that asks to do something says so first.
    """

    words: Wording
    officers: tuple[tuple[OfficerId, str], ...] = field(default=(), repr=False)
    predict: bool = False
    practice: bool = False
    homes: HomeSearch | None = None
    """Finds homes in the council's list; None where there cannot be one."""
    job_number_pattern: str = ""
    """How a job number looks, as a regular expression; empty where any will do."""

    def marked(self, text: str) -> str:
        """Give text that begins with *Practice* where it is."""
        return self.words("practice.marked", text=text) if self.practice and text else text
