"""Whom a question may be put to, and whose question a laptop believes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from detectors_app.domain.casework import Case, Mark, fold
from detectors_app.domain.concern import About, Addition, AdditionDraft, Concern, Draft, about_of, words_of
from detectors_app.domain.errors import Invalid, Refused
from detectors_app.domain.ids import CASEWORK, CONCERNS, BoxName, EnvelopeId, KeyId, OfficerId
from detectors_app.domain.questions import (
    LONGEST_QUESTION,
    Question,
    asked_through,
    checked_question,
    proves_asked,
    why_not_ask,
)
from detectors_app.domain.receipts import Sent
from detectors_app.domain.trust import Bundle, Reader, Removal, Removed, Role
from tests.domain.test_casework import added, arrived, case_id
from tests.made_up import NOW

JO = OfficerId("jo")
BUNDLE = Bundle(1, NOW, NOW + timedelta(days=1), (), (), "", (), ())
WORDS = Concern("addition", 1, {})


def case(*changes: dict[str, object]) -> Case:
    """Give a case of as many texts as there are changes."""
    texts = [arrived(sha=f"{place}", minutes=place) for place in range(len(changes))]
    changed = [replace(text, **change) for text, change in zip(texts, changes, strict=True)]  # type: ignore[arg-type]
    return fold(changed)[case_id()]


def test_a_question_is_trimmed_and_bounded() -> None:
    """Blank words are none, and a question is no letter."""
    assert checked_question("  Which door?\n") == "Which door?"
    assert len(checked_question("x" * LONGEST_QUESTION)) == LONGEST_QUESTION
    with pytest.raises(Invalid, match=r"question\.empty"):
        checked_question(" \n ")
    with pytest.raises(Invalid, match=r"question\.too_long"):
        checked_question("x" * (LONGEST_QUESTION + 1))


def test_it_goes_to_who_wrote_the_latest_text_that_can_be_answered() -> None:
    """A person who has a new key since is asked by the new one."""
    found = case({"reply_to": b"old"}, {"reply_to": b"new"}, {})
    assert why_not_ask(found, BUNDLE, JO) == ""
    assert asked_through(found, BUNDLE, JO).reply_to == b"new"
    with_answer = fold([*found.arrivals, replace(added(minutes=9), reply_to=b"newest")])[case_id()]
    assert asked_through(with_answer, BUNDLE, JO).reply_to == b"newest"


UNCHECKED = frozenset({Mark.NO_CERTIFICATE})


@pytest.mark.parametrize(
    "changes, key",
    [
        ([{}], "question.no_reply_to"),
        ([{"reply_to": b"k", "marks": UNCHECKED}, {}], "question.laptop_unknown"),
        ([{"reply_to": b"k", "left_out": (JO,)}], "case.not_a_reader"),
    ],
)
def test_where_it_cannot_be_asked_it_says_why(changes: list[dict[str, object]], key: str) -> None:
    """No key to answer by, a laptop that nothing shows, an officer who should not see it."""
    found = case(*changes)
    assert why_not_ask(found, BUNDLE, JO) == key
    with pytest.raises(Refused, match=key):
        asked_through(found, BUNDLE, JO)


@pytest.mark.parametrize("why", list(Removal))
def test_a_removed_laptop_is_asked_nothing(why: Removal) -> None:
    """Nobody knows in whose hands it is; another laptop's removal is no reason."""
    found = case({"reply_to": b"k"})
    removed = replace(BUNDLE, removed=(Removed(case_id().sender, why, NOW),))
    assert why_not_ask(found, removed, JO) == "question.laptop_removed"
    other = replace(BUNDLE, removed=(Removed(KeyId("f" * 16), why, NOW),))
    assert why_not_ask(found, other, JO) == ""


SENT = Sent(CONCERNS, case_id().id, "a", (KeyId("1" * 16),))
READER = Reader(JO, Role.OFFICER, "Jo", b"", b"s")
KEY = KeyId("1" * 16)


@pytest.mark.parametrize(
    "box, sha256, officer, key, proven",
    [
        (CONCERNS, "a", READER, KEY, True),
        (CASEWORK, "a", READER, KEY, False),
        (CONCERNS, "b", READER, KEY, False),
        (CONCERNS, "a", None, KEY, False),
        (CONCERNS, "a", replace(READER, role=Role.CUSTODIAN), KEY, False),
        (CONCERNS, "a", READER, KeyId("2" * 16), False),
    ],
)
def test_a_question_is_believed_from_a_reader_of_it(
    box: BoxName, sha256: str, officer: Reader | None, key: KeyId, *, proven: bool
) -> None:
    """As a receipt is: about these bytes, from an officer they were sealed to."""
    question = Question(box, case_id().id, sha256, NOW, b"")
    assert proves_asked(question, SENT, officer, key) is proven


def test_whatever_holds_words_gives_them() -> None:
    """A concern, a draft, an addition and its draft; only the last two belong to something else."""
    about = About(EnvelopeId(case_id().id))
    addition = Addition(about, WORDS)
    for content in (WORDS, Draft(WORDS, 1)):
        assert (words_of(content), about_of(content)) == (WORDS, None)
    for added_one in (addition, AdditionDraft(addition, 0)):
        assert (words_of(added_one), about_of(added_one)) == (WORDS, about)
