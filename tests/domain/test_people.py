"""Earlier selves: whose they are, and who is someone else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detectors_app.domain.ids import FIRST_PERSON, PersonId
from detectors_app.domain.people import is_earlier_self, is_someone_else, selves

SAM, SAM_AGAIN, LEE, SAM_LATER = FIRST_PERSON, PersonId(2), PersonId(3), PersonId(4)
BEFORES = {SAM: None, SAM_AGAIN: SAM, LEE: None, SAM_LATER: SAM_AGAIN}


def test_a_person_is_all_that_they_were() -> None:
    """The present self first; nobody's later self and nobody else's."""
    assert selves(SAM_LATER, BEFORES) == (SAM_LATER, SAM_AGAIN, SAM)
    assert selves(SAM, BEFORES) == (SAM,)
    assert selves(LEE, BEFORES) == (LEE,)
    assert selves(PersonId(9), BEFORES) == (9,)


def test_who_forgot_a_passphrase_is_not_someone_else() -> None:
    """The first person stays the laptop's own through every new beginning."""
    assert [is_someone_else(each, BEFORES) for each in BEFORES] == [False, False, True, False]
    assert [is_earlier_self(each, BEFORES) for each in BEFORES] == [True, True, False, False]


@given(st.dictionaries(st.integers(1, 8).map(PersonId), st.none() | st.integers(1, 8).map(PersonId)))
def test_even_a_ring_has_an_end(befores: dict[PersonId, PersonId | None]) -> None:
    """Whatever a damaged store says, nobody is counted twice and it comes to an end."""
    for each in befores:
        found = selves(each, befores)
        assert len(set(found)) == len(found)
