"""What is asked, what must be answered, and what no longer counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors_app.domain.flags import Flag, raise_flags
from detectors_app.domain.form import (
    Answer,
    FieldKind,
    Form,
    FormField,
    Interrupt,
    Option,
    Problem,
    Question,
    Step,
    Test,
    answered,
    chosen_options,
    interrupts,
    is_moment,
    is_shown,
    problems,
    shown_fields,
    starting_answers,
    without_hidden,
)
from detectors_app.domain.ids import FieldId, OfficerId
from detectors_app.domain.urgency import is_restricted, is_urgent, left_out_officers


def fid(name: str) -> FieldId:
    return FieldId(name)


YES_NO = (Option("yes", "Yes", urgent=True, flag="danger"), Option("no", "No"))
DANGER = Question(
    "danger",
    "Is anyone in danger?",
    "Danger",
    (
        FormField(fid("danger"), FieldKind.ONE_OF, options=YES_NO),
        FormField(fid("done"), FieldKind.TEXT, max_length=5, when=(Test(fid("danger"), ("yes",)),), flag="done"),
    ),
    required=True,
    problem="Say if anyone is in danger.",
    interrupt=Interrupt((Test(fid("danger"), ("yes",)),), "Call now", "", "", "", fid("done"), ""),
)
SEEN = Question(
    "seen",
    "What did you see?",
    "Seen",
    (
        FormField(
            fid("ticks"),
            FieldKind.TICKS,
            options=(Option("hurt", "Hurt", flag="injury"), Option("staff", "Works here", restricted=True)),
            flag="seen",
        ),
        FormField(fid("when"), FieldKind.DATE),
    ),
    required=True,
    problem="Tick one or write.",
    also_answered_by=(fid("words"),),
    enough=(fid("ticks"),),
)
WORDS = Question(
    "words", "In your words", "Words", (FormField(fid("words"), FieldKind.LONG_TEXT, max_length=20, flag="words"),)
)
CALL = Question(
    "call",
    "Did you call?",
    "Call",
    (FormField(fid("call"), FieldKind.TEXT, prefill="name"),),
    when=(Test(fid("done"), ("", "no"), negate=True),),
)
HIDE = Question(
    "hide",
    "Who may not see it?",
    "Hide",
    (FormField(fid("hide"), FieldKind.OFFICERS, start="lee"),),
    when=(Test(fid("danger"), ("no",), negate=True),),
)
FORM = Form(
    "concern", 1, "Concern", (Step("one", "One", (DANGER, SEEN), ()), Step("two", "Two", (WORDS, CALL, HIDE), ()))
)
GOOD: dict[FieldId, Answer] = {fid("danger"): "no", fid("ticks"): ("hurt",)}


def faults(**answers: Answer) -> list[tuple[str, str]]:
    merged = GOOD | {fid(key): value for key, value in answers.items()}
    return [(each.field, each.key or each.text) for each in problems(FORM, merged)]


def test_a_test_holds_for_one_value_or_one_tick() -> None:
    """Any of the values given is enough; negated, none may be given; nothing given counts as none."""
    assert Test(fid("a"), ("x",)).holds({fid("a"): "x"})
    assert Test(fid("a"), ("x",)).holds({fid("a"): ("w", "x")})
    assert not Test(fid("a"), ("x",)).holds({})
    assert Test(fid("a"), ("x",), negate=True).holds({})


def test_good_answers_have_no_problem() -> None:
    """What is complete may go."""
    assert faults() == []
    assert faults(when="2026-11-12 09:41", words="some words", danger="yes", done="fast") == []


def test_a_required_question_says_its_own_words_and_where_to_go() -> None:
    """The first field that would be enough is where the person is taken."""
    assert problems(FORM, {fid("ticks"): ("hurt",)}) == (Problem("danger", fid("danger"), DANGER.problem),)
    assert faults(ticks=(), when="2026-11-12") == [("ticks", SEEN.problem)]


def test_a_sentence_is_as_good_as_a_tick() -> None:
    """A field of another question answers too, where the form says so; blanks answer nothing."""
    assert faults(ticks=(), words="I saw it") == []
    assert faults(ticks=(), words="  ") == [("ticks", SEEN.problem)]


@pytest.mark.parametrize(
    "answers, fault",
    [
        ({"ticks": "hurt"}, ("ticks", "form.want_list")),
        ({"words": ("a",)}, ("words", "form.want_text")),
        ({"ticks": ("hurt", "new")}, ("ticks", "form.unknown_option")),
        ({"ticks": ("hurt", "hurt")}, ("ticks", "form.same_twice")),
        ({"when": "yesterday"}, ("when", "form.bad_date")),
        ({"words": "x" * 21}, ("words", "form.too_long")),
        ({"danger": "perhaps"}, ("danger", "form.unknown_option")),
        ({"stranger": "x"}, ("stranger", "form.unknown_field")),
    ],
)
def test_what_cannot_be_sent_is_named(answers: dict[str, Answer], fault: tuple[str, str]) -> None:
    """Each fault names its field and a wording key, never the words."""
    assert faults(**answers) == [fault]


def test_a_hidden_question_asks_for_nothing() -> None:
    """What is not shown has no problems."""
    assert not is_shown(HIDE, {fid("danger"): "no"})
    assert shown_fields(HIDE, {fid("danger"): "no"}) == ()
    assert faults(hide="lee") == []


@pytest.mark.parametrize(
    "text, good",
    [
        ("2026-11-12", True),
        ("2026-11-12 09:41", True),
        ("2026-11-12 9:41", False),
        ("2026-02-30", False),
        ("2026-11-12T09:41", False),
        ("٢٠٢٦-11-12", False),
        ("", False),
    ],
)
def test_a_moment_is_a_day_or_a_day_and_time(text: str, *, good: bool) -> None:
    """One spelling, so that every desk reads the same day."""
    assert is_moment(text) is good


def test_danger_interrupts_and_lets_go_on() -> None:
    """The interrupt is shown for danger alone; a question without one never stops anybody."""
    assert interrupts(DANGER, {fid("danger"): "yes"})
    assert not interrupts(DANGER, {fid("danger"): "no"})
    assert not interrupts(SEEN, {fid("danger"): "yes"})


def test_answers_to_what_is_no_longer_asked_fall_away_to_the_last() -> None:
    """Dropping one answer may hide another question; blanks and unknown fields go too."""
    before: dict[FieldId, Answer] = {
        fid("danger"): "no",
        fid("done"): "rang",
        fid("hide"): ("lee",),
        fid("words"): " ",
        fid("stranger"): "x",
        fid("ticks"): ("hurt",),
    }
    assert without_hidden(FORM, before) == GOOD


def test_an_answer_that_only_a_dropped_one_hid_stays() -> None:
    """A says nothing of B, B was hidden by a stale C: with C gone, B counts."""
    chain = Form(
        "f",
        1,
        "F",
        (
            Step(
                "s",
                "S",
                (
                    Question("a", "", "", (FormField(fid("a"), FieldKind.TEXT),)),
                    Question("c", "", "", (FormField(fid("c"), FieldKind.TEXT),), when=(Test(fid("a"), ("1",)),)),
                    Question(
                        "b", "", "", (FormField(fid("b"), FieldKind.TEXT),), when=(Test(fid("c"), ("x",), negate=True),)
                    ),
                ),
                (),
            ),
        ),
    )
    assert without_hidden(chain, {fid("a"): "2", fid("c"): "x", fid("b"): "mine"}) == {fid("a"): "2", fid("b"): "mine"}


ANSWERS = st.dictionaries(
    st.sampled_from([each.id for each in FORM.fields()] + [fid("stranger")]),
    st.one_of(
        st.sampled_from(["yes", "no", "", " ", "2026-11-12"]), st.tuples(st.sampled_from(["hurt", "staff", "lee"]))
    ),
)


@given(ANSWERS)
def test_what_is_kept_is_shown_filled_and_stable(answers: dict[FieldId, Answer]) -> None:
    """Hiding is a fixpoint: everything kept is asked and filled, was given so, and a second pass changes nothing."""
    kept = without_hidden(FORM, answers)
    shown = {each.id for question in FORM.questions() for each in shown_fields(question, kept)}
    assert kept.keys() <= shown
    assert kept.items() <= answers.items()
    assert without_hidden(FORM, kept) == kept


def test_a_new_concern_starts_with_what_is_known() -> None:
    """A field starts with its own option or with what the person's record says; nothing known, nothing filled."""
    assert starting_answers(FORM, {"name": "Sam"}) == {fid("call"): "Sam", fid("hide"): "lee"}
    assert starting_answers(FORM, {}) == {fid("hide"): "lee"}


def test_chosen_options_come_in_the_forms_order() -> None:
    """Only what is still asked and chosen counts."""
    chosen = chosen_options(FORM, {fid("ticks"): ("staff", "hurt"), fid("danger"): "yes"})
    assert [option.value for _, _, option in chosen] == ["yes", "hurt", "staff"]


def test_answered_counts_questions() -> None:
    """A question counts once, and not at all while blank."""
    assert answered(FORM, {}) == 0
    assert answered(FORM, GOOD | {fid("when"): "2026-11-12", fid("words"): ""}) == 2


def test_urgency_is_what_the_form_marks() -> None:
    """A marked option makes it urgent; a form this desk does not know counts as urgent, never as restricted."""
    assert is_urgent(FORM, {fid("danger"): "yes"})
    assert not is_urgent(FORM, GOOD)
    assert is_urgent(None, GOOD)
    assert is_restricted(FORM, {fid("ticks"): ("staff",)})
    assert not is_restricted(FORM, GOOD)
    assert not is_restricted(None, GOOD)


def test_officers_named_are_left_out_while_asked() -> None:
    """A name counts while its question is asked, as list or as text."""
    assert left_out_officers(FORM, {fid("hide"): ("lee", "jo")}) == {OfficerId("lee"), OfficerId("jo")}
    assert left_out_officers(FORM, {fid("hide"): "lee"}) == {OfficerId("lee")}
    assert left_out_officers(FORM, {fid("danger"): "no", fid("hide"): ("lee",)}) == frozenset()


def test_flags_come_in_the_forms_order_with_the_words_that_raised_them() -> None:
    """Options raise their flag by their text, filled fields by the person's words; blanks raise none."""
    answers: dict[FieldId, Answer] = {
        fid("danger"): "yes",
        fid("done"): "rang",
        fid("ticks"): ("staff", "hurt"),
        fid("words"): " ",
    }
    assert raise_flags(FORM, answers) == (
        Flag("danger", "Yes"),
        Flag("done", "rang"),
        Flag("injury", "Hurt"),
        Flag("seen", "Hurt; Works here"),
    )
    assert raise_flags(FORM, {fid("words"): "help"}) == (Flag("words", "help"),)


def test_what_was_written_comes_before_a_bare_yes() -> None:
    """A bare "Yes" is said with its question, and gives way to words under the same flag."""
    child = (Option("yes", "Yes", flag="child"), Option("no", "No"))
    ages = FormField(fid("ages"), FieldKind.TEXT, flag="child")
    question = Question(
        "children", "Are there children?", "Children", (FormField(fid("c"), FieldKind.ONE_OF, options=child), ages)
    )
    form = Form("f", 1, "F", (Step("s", "S", (question,), (("children",),)),))
    assert raise_flags(form, {fid("c"): "yes"}) == (Flag("child", "Children: Yes"),)
    assert raise_flags(form, {fid("c"): "yes", fid("ages"): "about 4"}) == (Flag("child", "about 4"),)
    assert raise_flags(form, {fid("c"): "no"}) == ()


def test_an_unknown_form_raises_its_own_flag() -> None:
    """A concern on a newer form than this desk knows is looked at, not passed over."""
    assert raise_flags(None, GOOD) == (Flag("unknown_form", ""),)
