"""The service keeps the learning box to leads, and to a manager only where the list of people names them its reader."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detectors_app.domain.ids import CASEWORK, CONCERNS, LEARNING, BoxName
from detectors_app.domain.permissions import Action
from detectors_app.domain.trust import BoxReaders
from detectors_app.protocol.problems import ProblemType
from detectors_app.use_cases.mail.identify import check_allowed, desks
from detectors_app.use_cases.mail.ports import Caller, Denied
from tests.made_up import Council, Officer

DESK_ACTIONS = (Action.READ, Action.WRITE, Action.ACK, Action.HELD)


@pytest.fixture(scope="module")
def council() -> Council:
    made = Council()
    made.add_lead()
    return made


def caller(council: Council, who: Officer, *, named: bool = False) -> Caller:
    """Give a desk as the service knows it from the list of people, its officer named for `learning` or not."""
    bundle = council.bundle()
    if named:
        others = tuple(each for each in bundle.boxes if each.box != LEARNING)
        everyone = (*bundle.box(LEARNING).readers, council.jo.reader.officer, council.lee.reader.officer)
        bundle = replace(bundle, boxes=(*others, BoxReaders(LEARNING, everyone)))
    return desks(bundle)[who.desk.id][1]


def is_let(asker: Caller, action: Action, box: BoxName) -> bool:
    try:
        check_allowed(asker, action, box)
    except Denied as no:
        return no.type is not ProblemType.FORBIDDEN
    return True


@pytest.mark.parametrize("action", DESK_ACTIONS)
def test_a_lead_reads_the_learning_box_alone(council: Council, action: Action) -> None:
    """Neither concerns nor casework are given to a lead's desk."""
    pat = caller(council, council.pat)
    assert {box for box in (CONCERNS, CASEWORK, LEARNING) if is_let(pat, action, box)} == {LEARNING}


@pytest.mark.parametrize("action", DESK_ACTIONS)
@pytest.mark.parametrize("named", [False, True])
def test_an_officer_never_does(council: Council, action: Action, named: bool) -> None:  # noqa: FBT001 - a parameter
    """Not even where a list of people names them by mistake."""
    lee = caller(council, council.lee, named=named)
    assert {box for box in (CONCERNS, CASEWORK, LEARNING) if is_let(lee, action, box)} == {CONCERNS, CASEWORK}


@pytest.mark.parametrize("action", DESK_ACTIONS)
def test_a_manager_must_be_named(council: Council, action: Action) -> None:
    """The role alone is not enough here."""
    assert not is_let(caller(council, council.jo), action, LEARNING)
    assert is_let(caller(council, council.jo, named=True), action, LEARNING)
