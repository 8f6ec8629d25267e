"""The plan's reader: lenient about what is left out, strict about what is there."""

from __future__ import annotations

import pytest

from detectors_app.domain.errors import Invalid
from detectors_app.protocol.plan import LARGEST_PLAN_BYTES, Plan, decode_plan


def test_an_empty_plan_changes_nothing() -> None:
    """A plan may leave everything out."""
    assert decode_plan(b"{}") == Plan()


def test_a_plan_may_be_laid_out_by_hand() -> None:
    """Order, spaces and left-out members are the writer's own."""
    plan = decode_plan(b'{ "people": [ {"role": "manager", "card": "jo.json"} ],\n "policy": {"idle_minutes": 3} }')
    assert plan.people[0].card == "jo.json"
    assert plan.policy is not None
    assert plan.policy.idle_minutes == 3


@pytest.mark.parametrize(
    "data,key,where",
    [
        (b"{", "plan.not_json", "1:2"),
        (b'{"version": 1,\n "people" }', "plan.not_json", "2:11"),
        (b"\xff", "plan.not_json", "1:1"),
        (b"[" * 100_000, "plan.not_json", "1:1"),
        (b"[]", "plan.member", ""),
        (b'{"version": "2"}', "plan.member", "version"),
        (b'{"people": [{"card": 1}]}', "plan.member", "people[0].card"),
        (b'{"people": [{"card": "a", "rol": 1}]}', "plan.unknown_member", "people[0].rol"),
        (b'{"peeple": []}', "plan.unknown_member", "peeple"),
        (b'{"version": 1, "version": 2}', "plan.same_twice", "version"),
        (b" " * (LARGEST_PLAN_BYTES + 1), "json.too_large", "plan"),
    ],
)
def test_a_wrong_plan_names_the_place(data: bytes, key: str, where: str) -> None:
    """Whoever wrote the plan is told where it is wrong."""
    with pytest.raises(Invalid) as caught:
        decode_plan(data)
    assert (caught.value.key, caught.value.where) == (key, where)
