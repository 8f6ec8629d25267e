"""What the view of a field may need beside the field itself; makes no view."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detectors_app.content.wording import Wording
    from detectors_app.domain.ids import OfficerId


@dataclass(frozen=True, slots=True)
class FieldParts:
    """`officers` may be named as not to see it; `predict`: input methods may suggest and learn words."""

    words: Wording
    officers: tuple[tuple[OfficerId, str], ...] = field(default=(), repr=False)
    predict: bool = False
