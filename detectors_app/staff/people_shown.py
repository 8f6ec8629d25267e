"""Who can be chosen on a shared laptop, ready to show: the names they gave, and nothing of their work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from detectors_app.content.moments import in_sentence
from detectors_app.content.wording import Wording
from detectors_app.domain.ids import PersonId

if TYPE_CHECKING:
    from detectors_app.use_cases.rows import PersonRow


@dataclass(frozen=True, slots=True)
class PersonShown:
    """One person of the list. `more` tells selves of one name apart."""

    id: PersonId
    name: str = field(repr=False)
    more: str
    is_current: bool


def name_of(person: PersonRow, words: Wording) -> str:
    """Give the name they gave, or say that they gave none."""
    return person.name.strip() or words("people.no_name")


def people_shown(
    people: Sequence[PersonRow], current: PersonId, now: datetime, words: Wording
) -> tuple[PersonShown, ...]:
    """Give everyone who can be chosen: who uses it now comes first, then those who came last.

    An earlier self is there for whoever remembers the old passphrase after all; one that never had a key is not.
    """
    after = {each.before: each for each in people if each.before is not None}
    shown = [
        PersonShown(each.id, name_of(each, words), _more(each, after.get(each.id), now, words), each.id == current)
        for each in people
        if each.seal_public or each.id not in after
    ]
    return tuple(sorted(shown, key=lambda each: (not each.is_current, -each.id)))


def are_several(people: Sequence[PersonRow]) -> bool:
    """Say whether more than one person has used the laptop, later selves not counted."""
    return sum(each.before is None for each in people) > 1


def _more(person: PersonRow, later: PersonRow | None, now: datetime, words: Wording) -> str:
    if later is not None:
        when = in_sentence(later.made_at, now, words) if later.made_at else ""
        return words("people.earlier", when=when)
    return words("people.with_passphrase" if person.seal_public else "people.without_passphrase")
