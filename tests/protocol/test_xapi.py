"""What a completion looks like as an xAPI statement."""

from __future__ import annotations

import json
from datetime import date
from uuid import UUID

import pytest

from detectors_app.domain.completion import Completion, complete
from detectors_app.domain.course import CourseId
from detectors_app.protocol.xapi import SATISFIED, Named, batch, names_all, statement_id, statement_of

COURSE = Named("https://learning.camden.example/courses/early-detectors", "Early Detectors")
HOME = "https://staff.camden.example"


def completion(staff: str = "X00012", *, on: date = date(2026, 11, 12), cycle: int = 2168) -> Completion:
    return complete(staff, CourseId("early-detectors"), 3, cycle, on)


def test_the_same_completion_gives_the_same_words_under_the_same_id() -> None:
    """Two desks, or one desk twice, say one and the same thing: a repeat is held, never doubled."""
    assert statement_of(completion(), COURSE, HOME) == statement_of(completion(), COURSE, HOME)


def test_the_id_is_of_version_5_and_differs_by_person_course_and_cycle() -> None:
    """No two completions share a statement."""
    found = {statement_id(completion(staff, cycle=cycle), COURSE) for staff in ("X1", "X2") for cycle in (1, 2)}
    assert len(found) == 4
    assert {each.version for each in found} == {5}
    other = statement_id(completion(), Named("https://learning.camden.example/courses/other", "Other"))
    assert other != statement_id(completion(), COURSE)


def test_nothing_names_the_person() -> None:
    """The actor is an account with the learner's id: no name, no address, no staff number."""
    body = statement_of(completion("X00012"), COURSE, HOME).body
    said = json.loads(body)
    assert b"X00012" not in body
    assert b"mailto" not in body
    assert said["actor"] == {
        "objectType": "Agent",
        "account": {"homePage": HOME, "name": str(completion("X00012").learner)},
    }


def test_it_is_one_satisfied_with_the_completion_as_its_registration() -> None:
    """Whichever way the course was taken, the words are the same: nobody is singled out."""
    said = json.loads(statement_of(completion(), COURSE, HOME).body)
    assert said["verb"]["id"] == SATISFIED
    assert said["object"]["id"] == COURSE.iri
    assert said["object"]["definition"]["name"] == {"en-GB": "Early Detectors"}
    assert UUID(said["context"]["registration"]) == completion().id
    assert said["timestamp"] == "2026-11-12T00:00:00Z"
    assert set(said) == {"id", "actor", "verb", "object", "context", "timestamp"}


def test_no_conformance_is_claimed() -> None:
    """The category by which cmi5 marks its own statements is not there."""
    assert b"categories/cmi5" not in statement_of(completion(), COURSE, HOME).body


def test_several_go_as_one_array() -> None:
    """A batch is a JSON array of the very same statements."""
    statements = tuple(statement_of(completion(each), COURSE, HOME) for each in ("X1", "X2"))
    assert json.loads(batch(statements)) == [json.loads(each.body) for each in statements]


@pytest.mark.parametrize("answer", [b"", b"<html>", b"{}", b"[1]", b'["x"]', b"[]", b"\xff"])
def test_an_answer_that_does_not_list_the_ids_proves_nothing(answer: bytes) -> None:
    """A sign-in page with status 200 is no word of a record store."""
    assert not names_all(answer, (statement_of(completion(), COURSE, HOME),))


def test_an_answer_lists_the_ids_in_any_case_and_order() -> None:
    """UUIDs may be written in capitals."""
    statements = tuple(statement_of(completion(each), COURSE, HOME) for each in ("X1", "X2"))
    assert names_all(json.dumps([str(each.id).upper() for each in reversed(statements)]).encode(), statements)
