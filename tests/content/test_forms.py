"""The form's data holds together, and a slip in it is named by file and place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from detectors_app.content.contacts import load_contacts
from detectors_app.content.forms import addition_form, current_form, load_form, read_form
from detectors_app.content.paths import resources_dir
from detectors_app.domain.errors import Invalid
from detectors_app.domain.form import Answer, Question, is_shown, problems, shown_fields, starting_answers
from detectors_app.domain.ids import FieldId
from detectors_app.domain.urgency import is_restricted, is_urgent

FORMS = sorted((resources_dir() / "form").glob("*-*.json"))


def question(name: str) -> Question:
    return next(each for each in current_form().questions() if each.id == name)


def answers(**given: Answer) -> dict[FieldId, Answer]:
    return {FieldId(key.replace("__", ".")): value for key, value in given.items()}


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_every_version_ever_sent_can_be_read(path: Path) -> None:
    """Every form file reads without a fault: conditions, ids and screens name what is there, once."""
    form = read_form(path, load_contacts())
    assert load_form(form.id, form.version) == form


def test_the_form_asks_for_exactly_six_answers() -> None:
    """Only six questions are required."""
    required = [each.id for each in current_form().questions() if each.required]
    assert required == ["danger", "place", "when", "signs", "consent", "you"]
    assert all(each.problem for each in current_form().questions() if each.required)


def test_six_answers_are_enough_to_send() -> None:
    """With the six answers nothing else keeps a concern from being sent."""
    six = answers(
        danger="no", place__kind="job", place__job="WO-123", when__at="2026-11-12", happened="x", consent="not_spoken",
        you__phone="07700 900123",
    )  # fmt: skip
    assert problems(current_form(), six) == ()


@pytest.mark.parametrize("missing", ["danger", "place.job", "when.at", "happened", "consent", "you.phone"])
def test_each_of_the_six_is_missed(missing: str) -> None:
    """Without any one of the six, the form says which; the kind of place alone is not a place."""
    six = answers(
        danger="no", place__kind="job", place__job="WO-123", when__at="2026-11-12", happened="x", consent="not_spoken",
        you__phone="07700 900123",
    )  # fmt: skip
    del six[FieldId(missing)]
    assert [each.question for each in problems(current_form(), six)] == [
        "signs" if missing == "happened" else missing.split(".", maxsplit=1)[0]
    ]


@pytest.mark.parametrize(
    "given, urgent",
    [
        (answers(danger="yes"), True),
        (answers(danger="unsure"), True),
        (answers(danger="no"), False),
        (answers(danger="no", can_wait="no"), True),
        (answers(danger="no", can_wait="unknown"), False),
    ],
)
def test_danger_and_what_cannot_wait_are_urgent(given: dict[FieldId, Answer], *, urgent: bool) -> None:
    """Danger, doubt about it, and what cannot wait are urgent; nothing else is."""
    assert is_urgent(current_form(), given) is urgent
    marked = {(q.id, o.value) for q in current_form().questions() for f in q.fields for o in f.options if o.urgent}
    assert marked == {("danger", "yes"), ("danger", "unsure"), ("can_wait", "no")}


@pytest.mark.parametrize("link, restricted", [("know", True), ("works_here", True), ("neither", False)])
def test_a_link_restricts_who_sees_it(link: str, *, restricted: bool) -> None:
    """Knowing someone there, or someone there working for the council, limits access and asks whom to leave out."""
    given = answers(link=(link,))
    assert is_restricted(current_form(), given) is restricted
    assert is_shown(question("left_out"), given) is restricted


@pytest.mark.parametrize(
    "name, given, shown",
    [
        ("police", answers(danger="yes", danger__done="called"), True),
        ("police", answers(danger="yes", danger__done="passed"), False),
        ("before", answers(place__kind="elsewhere"), False),
        ("before", answers(place__kind="job"), True),
        ("before", answers(), True),
        ("child_worry", answers(children="yes"), True),
        ("child_worry", answers(who__kind="child"), True),
        ("child_worry", answers(children="no", who__kind="adult"), False),
        ("contact", answers(consent="agrees"), True),
        ("contact", answers(consent="against"), True),
        ("contact", answers(consent="unsafe"), False),
        ("can_wait", answers(danger="no"), True),
        ("can_wait", answers(danger="unsure"), False),
    ],
)
def test_questions_are_skipped_as_agreed(name: str, given: dict[FieldId, Answer], *, shown: bool) -> None:
    """Each condition of the form shows its question exactly when it should."""
    assert is_shown(question(name), given) is shown


def test_a_worry_about_a_child_gives_the_number_at_once() -> None:
    """Choosing that one is worried about a child shows Children's services' numbers."""
    notes = [option.note for each in question("child_worry").fields for option in each.options if option.note]
    contacts = load_contacts()
    assert len(notes) == 1
    assert contacts.phone("childrens_services") in notes[0]
    assert contacts.phone("childrens_out_of_hours") in notes[0]


def test_danger_interrupts_and_every_choice_goes_on() -> None:
    """The interrupt's choices are the four options of its field, shown with it."""
    danger = question("danger")
    assert danger.interrupt is not None
    (choices,) = [each for each in danger.fields if each.id == danger.interrupt.field]
    assert [each.value for each in choices.options] == ["called", "other_called", "passed", "cannot_call"]
    assert shown_fields(danger, answers(danger="yes")) == danger.fields


def test_a_new_concern_starts_with_the_person_and_asking_first() -> None:
    """The person's name, job and team are filled in, and their name is not told to others unasked."""
    given = starting_answers(current_form(), {"name": "Sam Sample", "role": "caretaker", "team": ""})
    assert given == answers(you__name="Sam Sample", you__role="caretaker", tell_others="ask")


def test_the_required_path_is_at_most_twelve_screens() -> None:
    """Someone with nothing in danger sees at most twelve screens."""
    given = answers(danger="no")
    by_id = {each.id: each for each in current_form().questions()}
    screens = [screen for step in current_form().steps for screen in step.screens]
    assert sum(any(is_shown(by_id[each], given) for each in screen) for screen in screens) <= 12


def test_the_safety_wording_names_its_approval() -> None:
    """Every form file stands in the approval file, and what it marks as safety wording is there."""
    approval = json.loads((resources_dir() / "form" / "approval.json").read_text(encoding="utf-8"))
    listed = {(each["form"], each["version"]): each["safety_wording"] for each in approval["forms"]}
    for path in FORMS:
        form = read_form(path, load_contacts())
        assert set(listed[form.id, form.version]) <= {each.id for each in form.questions()}


def _broken(tmp_path: Path, change: str) -> Path:  # noqa: C901 - one arm a fault
    plain: dict[str, Any] = json.loads(FORMS[-1].read_text(encoding="utf-8"))
    step, first = plain["steps"][0], plain["steps"][0]["questions"][0]
    match change:
        case "member":
            first["fields"][0]["lable"] = "x"
        case "type":
            first["required"] = "yes"
        case "condition":
            first["fields"][1]["when"] = [{"field": "danger", "values": ["maybe"]}]
        case "twice":
            first["fields"][1]["id"] = "danger"
        case "question twice":
            step["questions"][1]["id"] = "danger"
        case "screens":
            step["screens"] = [["danger"]]
        case "enough":
            first["enough"] = ["nothing"]
        case "version":
            plain["version"] = 99
        case "phone":
            first["ask"] = "{phone:nobody}"
        case "cut":
            path = tmp_path / FORMS[-1].name
            path.write_bytes(FORMS[-1].read_bytes()[:500])
            return path
    path = tmp_path / FORMS[-1].name
    path.write_text(json.dumps(plain), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "change, place",
    [
        ("member", "fields[0].lable"),
        ("type", "$.steps[0].questions[0].required"),
        ("condition", "when: danger"),
        ("twice", "twice: danger"),
        ("question twice", "twice: danger"),
        ("screens", "screens: safe"),
        ("enough", "no field: nothing"),
        ("version", "id, version"),
        ("phone", "nobody"),
        ("cut", FORMS[-1].name),
    ],
)
def test_a_slip_in_the_form_is_named(tmp_path: Path, change: str, place: str) -> None:
    """A broken form file is refused, and the error says where it is broken."""
    path = _broken(tmp_path, change)
    with pytest.raises(Invalid) as caught:
        read_form(path, load_contacts())
    assert place in caught.value.where


@pytest.mark.parametrize("name, version", [("concern", 999), ("other", 1), ("../contacts/en", 1), ("concern", 0)])
def test_an_unknown_version_is_none(name: str, version: int) -> None:
    """A version that this program does not know is None, and no id leads outside the folder."""
    assert load_form(name, version) is None


def test_an_addition_is_one_text_that_hides_and_hurries_nothing() -> None:
    """It asks one thing, must be answered, and marks nothing urgent or limited: that is the concern's to say."""
    form = addition_form()
    (field,) = form.fields()
    assert (field.options, form.steps[0].questions[0].required) == ((), True)
    assert problems(form, {field.id: "made up"}) == ()
    assert not is_urgent(form, {field.id: "made up"})
    assert not is_restricted(form, {field.id: "made up"})
