"""From plan and cards to bundle: what is left out stays, what is removed stays removed, nothing grows backwards."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from detectors_app.domain.errors import Invalid
from detectors_app.domain.ids import CASEWORK, CONCERNS, LEARNING, KeyId
from detectors_app.domain.policy import Policy
from detectors_app.domain.trust import BoxReaders, Removal, Role
from detectors_app.protocol.cards import SERVICE_CARD, ServiceCard
from detectors_app.protocol.plan import Plan, PlannedPerson, PlannedRemoval
from detectors_app.use_cases.enrolment.plan import Cards, Turn, make_bundle, summarise
from tests.made_up import NOW, Council, officer, sign_key

PEOPLE = (PlannedPerson("jo"), PlannedPerson("lee"), PlannedPerson("custodian"))


def cards_of(council: Council) -> Cards:
    """Give the cards that the council's people would hand in."""
    people = (council.jo.reader, council.lee.reader, council.custodian)
    service = ServiceCard(SERVICE_CARD, council.address, council.service.public)
    return Cards(people, (service,), tuple(key.public for key in council.authorities))


def test_a_first_plan_needs_only_cards() -> None:
    """Boxes, policy and version have safe defaults: officers read concerns and casework."""
    council = Council()
    bundle = make_bundle(Plan(people=PEOPLE), cards_of(council), NOW)
    assert (bundle.version, bundle.address, bundle.policy) == (1, council.address, Policy())
    assert [each.box for each in bundle.boxes] == [CONCERNS, CASEWORK]
    assert bundle.box(CONCERNS).readers == ("jo-example", "lee-pretend", "custodian")
    assert bundle.fresh_until == NOW + timedelta(days=30)


def test_a_lead_reads_learning_and_not_concerns() -> None:
    """A training lead gets the learning box with the custodian, and no other."""
    council = Council()
    lead = officer("Pat Invented", Role.LEAD).reader
    cards = cards_of(council)
    more = Cards((*cards.people, lead), cards.services, cards.authorities)
    bundle = make_bundle(Plan(people=(*PEOPLE, PlannedPerson("pat"))), more, NOW)
    assert bundle.box(LEARNING).readers == ("custodian", "pat-invented")
    assert "pat-invented" not in bundle.box(CONCERNS).readers


def test_what_a_later_plan_leaves_out_stays_as_it_was() -> None:
    """With the list in force given, an empty plan makes the next version of the same."""
    council = Council()
    first = make_bundle(Plan(people=PEOPLE), cards_of(council), NOW)
    second = make_bundle(Plan(), Cards(), NOW + timedelta(days=1), first)
    assert second.version == 2
    assert (second.people, second.services, second.authorities) == (first.people, first.services, first.authorities)


def test_the_former_service_key_and_the_removed_are_carried_on() -> None:
    """Old receipts stay valid and nobody removed comes back by being forgotten."""
    council = Council()
    gone = PlannedRemoval(KeyId("0" * 16), Removal.STOLEN, date(2026, 11, 12))
    first = make_bundle(Plan(people=PEOPLE, removed=(gone,)), cards_of(council), NOW)
    key = sign_key().public
    second = make_bundle(Plan(), Cards(services=(ServiceCard(SERVICE_CARD, "", key),)), NOW, first)
    assert second.services == (key, council.service.public)
    assert [each.key for each in second.removed] == ["0" * 16]
    found = PlannedRemoval(KeyId("0" * 16), Removal.RETIRED, date(2026, 11, 13))
    again = make_bundle(Plan(removed=(found,)), Cards(), NOW, second)
    assert [each.why for each in again.removed] == [Removal.RETIRED]


def test_the_content_key_comes_by_its_card_and_stays() -> None:
    """A plan that names a card gives the key, one that names none keeps it, and a change is shown before signing."""
    council = Council()
    first = make_bundle(Plan(people=PEOPLE), cards_of(council), NOW)
    assert (first.content_key, summarise(first).new_content_key) == (b"", False)
    second = make_bundle(Plan(), Cards(content_key=council.content.public), NOW, first)
    third = make_bundle(Plan(), Cards(), NOW, second)
    assert (second.content_key, third.content_key) == (council.content.public, council.content.public)
    assert (summarise(second, first).new_content_key, summarise(third, second).new_content_key) == (True, False)


def test_the_plan_may_set_role_name_boxes_and_policy() -> None:
    """What the plan says goes before what the card says."""
    council = Council()
    people = (PlannedPerson("jo", name="J. Example"), PlannedPerson("lee", Role.MANAGER), PlannedPerson("custodian"))
    boxes = (BoxReaders(CONCERNS, (council.jo.reader.officer, council.lee.reader.officer)),)
    plan = Plan(people=people, boxes=boxes, policy=Policy(idle_minutes=2), address="https://b.example/", version=7)
    bundle = make_bundle(plan, cards_of(council), NOW)
    assert [each.role for each in bundle.people] == [Role.MANAGER, Role.MANAGER, Role.CUSTODIAN]
    assert bundle.people[0].name == "J. Example"
    assert (bundle.boxes, bundle.policy.idle_minutes, bundle.version) == (boxes, 2, 7)
    assert bundle.address == "https://b.example"


@pytest.mark.parametrize(
    "plan,key",
    [
        (Plan(), "plan.no_people"),
        (Plan(people=PEOPLE, version=0), "plan.version"),
        (Plan(people=PEOPLE, fresh_days=0), "plan.fresh_days"),
        (Plan(people=PEOPLE, fresh_days=367), "plan.fresh_days"),
        (Plan(people=PEOPLE, address="http://notes.example"), "plan.address"),
        (Plan(people=PEOPLE, policy=Policy(keep_days=1)), "bundle.malformed"),
        (
            Plan(people=PEOPLE, removed=(PlannedRemoval(KeyId("1" * 16), Removal.STOLEN, date(2026, 1, 1)),) * 2),
            "plan.same_twice",
        ),
    ],
)
def test_a_plan_that_cannot_stand_is_refused(plan: Plan, key: str) -> None:
    """Each fault has its own words."""
    with pytest.raises(Invalid) as caught:
        make_bundle(plan, cards_of(Council()), NOW)
    assert caught.value.key == key


def test_a_plan_without_service_or_address_is_refused() -> None:
    """Laptops need an address, and receipts a key."""
    cards = cards_of(Council())
    with pytest.raises(Invalid, match=r"plan\.no_service"):
        make_bundle(Plan(people=PEOPLE), Cards(cards.people, (), cards.authorities), NOW)


def test_the_summary_shows_who_came_changed_and_went() -> None:
    """An authority sees every person and what became of them since the last list."""
    council = Council()
    first = make_bundle(Plan(people=PEOPLE), cards_of(council), NOW)
    new = officer("Kim Unreal").reader
    people = (PlannedPerson("jo", name="J"), PlannedPerson("kim"), PlannedPerson("custodian"))
    keys = (*first.authorities[:2], sign_key().public)
    gone = PlannedRemoval(KeyId("2" * 16), Removal.RETIRED, date(2026, 11, 12))
    second = make_bundle(
        Plan(people=people, removed=(gone,)), Cards((council.jo.reader, new, council.custodian), (), keys), NOW, first
    )
    summary = summarise(second, first)
    assert {each.officer: each.turn for each in summary.people} == {
        "jo-example": Turn.CHANGED, "kim-unreal": Turn.NEW, "custodian": Turn.SAME, "lee-pretend": Turn.GONE,
    }  # fmt: skip
    assert summary.new_authorities
    assert [each.key for each in summary.newly_removed] == ["2" * 16]
    alone = summarise(first)
    assert {each.turn for each in alone.people} == {Turn.NEW}
    assert not alone.new_authorities
    assert alone.people[0].boxes == (CONCERNS, CASEWORK)
