"""What the pages say: safety before all, words as they came, nothing from outside that can harm the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from uuid import UUID

import pytest

from detectors_app.content.wording import load_wording
from detectors_app.desk.concern_words import say_concern
from detectors_app.desk.inbox import Rows, known_form, make_inbox, make_page
from detectors_app.desk.inbox_words import RowWords, SaidBefore, say_inbox
from detectors_app.desk.plain_words import MOST_LETTERS, capped, one_line, plain
from detectors_app.desk.said_times import duration, moment, moment_inside, target
from detectors_app.desk.screens import JO, LEE, NOW, _added, _bundle, made_up_cases
from detectors_app.desk.shown_words import ConcernWords, Sign, Tone
from detectors_app.domain.casework import Arrived, Case, Mark, WasAsked, WasRead
from detectors_app.domain.concern import Concern
from detectors_app.domain.form import Answer
from detectors_app.domain.ids import EnvelopeId, FieldId
from detectors_app.domain.policy import Policy
from detectors_app.use_cases.casework.memory import Casework

WORDS = load_wording()
SAFE: dict[str, Answer] = {
    "danger": "no",
    "consent": "agrees",
    "contact.how": "Text only",
    "contact.number": "07700 900456",
}


def case(answers: Mapping[str, Answer], *, version: int = 1, marks: frozenset[Mark] = frozenset()) -> Case:
    """Give one made-up case with these answers."""
    one = made_up_cases()[0]
    given = {FieldId(key): value for key, value in answers.items()}
    arrived = replace(one.latest, concern=Concern("concern", version, given), marks=marks, label="")
    return replace(one, arrivals=(arrived,))


def page(shown: Case) -> ConcernWords:
    return say_concern(make_page(shown, _bundle(), JO), NOW, WORDS)


@pytest.mark.parametrize(
    "answers",
    [
        {},
        SAFE | {"consent": "unsafe"},
        SAFE | {"contact.how": " ", "contact.number": ""},
        SAFE | {"contact.how": "", "contact.number": "", "contact.times": "Tuesdays"},
        {"contact.how": "Text only"},
    ],
)
def test_without_a_safe_way_the_banner_forbids_every_way(answers: dict[str, Answer]) -> None:
    """Blank, not asked, times alone, or no agreement: do not phone, text, write or visit."""
    first = page(case(answers)).banners[0]
    assert (first.tone, first.bold) == (Tone.SAFETY, "No safe way known. Do not phone, text, write or visit.")


def test_a_safe_way_that_was_given_comes_first_and_alone() -> None:
    """Even then the banner stands before any phone number, and allows nothing else."""
    first = page(case(SAFE)).banners[0]
    assert first.bold.startswith("Only this way")
    assert "07700 900456" in first.text


def test_an_unchecked_sender_gives_no_safe_way() -> None:
    """A safe way from someone whom nobody can check may be a trap."""
    assert page(case(SAFE, marks=frozenset({Mark.NO_CERTIFICATE}))).banners[0].bold.startswith("No safe way")


def test_two_texts_must_both_give_the_way() -> None:
    """With two texts under one reference, one that gives no safe way forbids them all."""
    with_way, without = case(SAFE), case({})
    both = replace(with_way, arrivals=(*with_way.arrivals, replace(without.latest, sha256="f" * 64)))
    said = page(both)
    assert said.banners[0].bold.startswith("No safe way")
    assert [each.heading for each in said.texts] == ["Text 1, came in Today, 08:05", "Text 2, came in Today, 08:05"]


def test_a_risk_to_staff_is_second_wherever_it_was_told() -> None:
    """Ticks and words both raise it; "none" and "I don't know" do not."""
    told: tuple[dict[str, Answer], ...] = ({"staff_risk": ("dog",)}, {"staff_risk.words": "a big dog"})
    for answers in told:
        assert page(case(answers)).banners[1].bold == "Risk to staff:"
    assert len(page(case({"staff_risk": ("none",)})).banners) == 1


def test_every_mark_is_said() -> None:
    """Nothing about how it came is kept from the officer."""
    said = page(case({}, marks=frozenset(Mark)))
    assert len(said.banners) == 1 + len(Mark)


def test_an_unknown_form_shows_answers_as_they_came() -> None:
    """By their fields' ids, with a warning, urgent."""
    said = page(case({"x.y": "words", "z": ("one", "two")}, version=99))
    assert [(each.name, each.text) for each in said.texts[0].facts] == [("x.y", "words"), ("z", "one; two")]
    assert any(each.tone is Tone.URGENT for each in said.banners)


def test_answers_the_form_does_not_know_are_shown_after_the_rest() -> None:
    """No answer is dropped because a question is not asked any more."""
    facts = page(case({"danger": "no", "odd.field": "odd words"})).texts[0].facts
    assert (facts[-1].name, facts[-1].text) == ("odd.field", "odd words")


def test_endless_text_and_endless_answers_are_cut_and_say_so() -> None:
    """The page stays usable and tells how much is missing."""
    said = page(case({"happened": "x" * (MOST_LETTERS + 5)} | {f"f{n}": "y" for n in range(400)}))
    assert "5 more letters" in said.texts[0].story
    assert "100 more answers" in said.texts[0].facts[-1].text


def test_characters_that_turn_lines_round_are_taken_out() -> None:
    """No answer can make another line read differently."""
    assert plain("a\u202eb\x00c\nd\u200b") == "abc\nd"
    assert one_line("a\nb  c", 10) == "a b c"
    assert one_line("a" * 50, 10) == "a" * 9 + "…"
    assert capped("abc", 2) == ("ab", 1)


@pytest.mark.parametrize("form_id, version", [("../concern", 1), ("concern\x00", 1), ("x" * 500, 1), ("concern", -1)])
def test_a_forms_name_from_outside_is_only_a_name(form_id: str, version: int) -> None:
    """It leads to no other file and to no crash."""
    assert known_form(form_id, version) is None


def test_waiting_is_said_in_whole_units() -> None:
    """Minutes, hours and minutes, days; times that no calendar holds as they came."""
    assert [duration(each, WORDS) for each in (59, 3600, 8460, 200_000)] == [
        "0 min",
        "1 h 0 min",
        "2 h 21 min",
        "2 days",
    ]
    assert [target(each, WORDS) for each in (60, 480, 90)] == ["1 hour", "8 hours", "90 minutes"]
    odd = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14)))
    assert moment(odd, NOW, WORDS) == moment_inside(odd, NOW, WORDS) == odd.isoformat()


def test_the_inbox_says_who_is_late_and_what_is_read() -> None:
    """Urgent first; the banner names the one that has waited longest; a read one waits no more."""
    cases = made_up_cases()
    said = say_inbox(make_inbox(Casework(cases, (), ()), Policy()), Policy(), NOW, WORDS)
    assert said.late_id == cases[0].id
    assert "2 h 26 min" in said.late_text
    assert [row.urgent for row in said.rows] == [True, True, True, False, False]
    first = said.rows[0]
    assert first.matches("example house")
    assert first.matches(first.reference.replace("-", "").lower())
    assert not first.matches("elsewhere")
    assert "Urgent" in first.spoken()
    assert "Example House" in first.spoken()
    done = replace(cases[0], reads=(WasRead(cases[0].id.id, cases[0].id, cases[0].latest.sha256, LEE, NOW),))
    said = say_inbox(make_inbox(Casework((done,), (), ()), Policy()), Policy(), NOW, WORDS)
    assert (said.unread, said.late_id, said.rows[0].waiting) == (0, None, "Read Today, 10:31")


def test_the_time_line_runs_from_the_newest() -> None:
    """Read by whom, late, came in, written, noticed."""
    first = made_up_cases()[0]
    read = replace(first, reads=(WasRead(first.id.id, first.id, first.latest.sha256, LEE, NOW),))
    signs = [each.sign for each in page(read).entries]
    assert signs == [Sign.READ, Sign.CAME, Sign.WRITTEN, Sign.SEEN]
    assert "Lee Pretend" in page(read).entries[0].detail
    assert page(read).can_read
    assert page(first).entries[0].sign is Sign.LATE


def test_no_words_stand_in_a_repr() -> None:
    """A log line or a traceback cannot show what was said."""
    shown = case({"happened": "planted-words-4711"})
    said = page(shown)
    assert isinstance(shown.latest, Arrived)
    for value in (shown, said, make_page(shown, _bundle(), JO), make_inbox(Casework((shown,), (), ()), Policy())):
        assert "planted-words-4711" not in repr(value)


def test_rows_said_before_are_what_they_would_be_said_anew() -> None:
    """Whatever time it is, whatever was read or came meanwhile, remembering changes no word."""
    cases, policy, rows, said = made_up_cases(), Policy(), Rows(), SaidBefore()
    read = tuple(replace(each, reads=(WasRead(each.id.id, each.id, each.latest.sha256, JO, NOW),)) for each in cases)
    for after in (timedelta(), timedelta(minutes=1), timedelta(hours=5), timedelta(days=1), timedelta(days=3)):
        for some in (cases, cases[1:], (read[0], *cases[1:]), read):
            inbox, now = make_inbox(Casework(some, (), ()), policy, rows), NOW + after
            once = say_inbox(inbox, policy, now, WORDS, said)
            assert once == say_inbox(make_inbox(Casework(some, (), ()), policy), policy, now, WORDS)
            again = say_inbox(inbox, policy, now, WORDS, said)
            assert all(one is other for one, other in zip(once.rows, again.rows, strict=True))
    later = make_inbox(Casework(cases, (), ()), Policy(urgent_target_min=5), rows)
    assert say_inbox(later, Policy(urgent_target_min=5), NOW, WORDS, said) == say_inbox(
        make_inbox(Casework(cases, (), ()), Policy(urgent_target_min=5)), Policy(urgent_target_min=5), NOW, WORDS
    )


def test_what_nobody_read_stands_first_and_says_what_it_answers() -> None:
    """An unread answer comes before the concern, below its question; once read, after it."""
    case = made_up_cases()[0]
    asked = WasAsked(EnvelopeId(UUID(int=7)), case.id, LEE, NOW - timedelta(minutes=50), "Which door?")
    answer = _added(case.id, 8, "The bedroom.", minutes_ago=12, question=asked.event)
    read = WasRead(case.id.id, case.id, case.latest.sha256, JO, NOW)
    told = replace(case, arrivals=(*case.arrivals, answer), reads=(read,), asks=(asked,))
    first, second = say_concern(make_page(told, _bundle(), JO), NOW, WORDS).texts
    assert (first.story, first.asked, first.asked_by) == ("The bedroom.", "Which door?", "Lee Pretend asked")
    assert (second.title, second.asked) == ("What they saw and heard", "")
    done = replace(told, reads=(read, replace(read, sha256=answer.sha256)))
    assert [each.asked for each in say_concern(make_page(done, _bundle(), JO), NOW, WORDS).texts] == ["", "Which door?"]
    assert made_row(told).why == "New answer"
    assert (made_row(done).why, made_row(replace(done, arrivals=case.arrivals)).target) == ("", "No answer yet")


def made_row(case: Case) -> RowWords:
    """Give a case as the inbox says it."""
    inbox = make_inbox(Casework((case,), (), ()), Policy())
    return say_inbox(inbox, Policy(), NOW, WORDS).rows[0]


def test_an_addition_to_nothing_gives_no_safe_way() -> None:
    """Where only additions came, nobody has told of a safe way, and the page says that the concern is missing."""
    case = made_up_cases()[1]
    more = _added(case.id, 8, "There is a dog.", minutes_ago=5)
    unknown = replace(more, concern=Concern("addition", 99, {FieldId("new"): "words"}))
    for each, said in ((more, ""), (unknown, "words")):
        shown = say_concern(make_page(replace(case, arrivals=(each,), reads=()), _bundle(), JO), NOW, WORDS)
        assert shown.banners[0].bold == WORDS("desk.no_safe_way")
        assert any(WORDS("desk.mark.no_concern") in banner.bold for banner in shown.banners)
        assert [fact.text for text in shown.texts for fact in text.facts] == [said] * bool(said)
    assert shown.cannot_ask
    assert made_row(replace(case, arrivals=(more,), reads=())).why == "New words"
