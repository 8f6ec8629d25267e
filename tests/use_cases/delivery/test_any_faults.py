"""Whatever goes wrong in whatever order: exactly one of each report, and no word that nobody signed."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from detectors_app.domain.concern import About, Written
from detectors_app.domain.delivery import State
from detectors_app.domain.errors import TransientFault
from detectors_app.domain.ids import CONCERNS, EnvelopeId
from detectors_app.protocol.problems import ProblemType
from detectors_app.use_cases.rows import UnknownCursor
from tests.made_up import Council, sign_key
from tests.use_cases.bench import Bench, more

_COUNCIL = Council()

FAULTS = st.sampled_from(
    ["cut", "portal", "busy", "lost reply", "too large", "clock", "forgot", "removed", "forged no", "lost", "cursor"]
)
CALLS = st.sampled_from(["put_envelope", "feed", "held", "get_trust", "enrol"])
ACTS = st.sampled_from(["report", "urgent", "read", "restart", "ask", "answer", "add"])
STEPS = st.lists(st.one_of(st.tuples(CALLS, FAULTS), ACTS), max_size=25)


def _make(bench: Bench, call: str, fault: str) -> None:
    """Arrange one thing to go wrong."""
    world = bench.world
    plain = {"cut": TransientFault("network.cut_off"), "portal": TransientFault("network.sign_in_page")}
    if fault in plain:
        world.faults[call].append(plain[fault])
    elif fault == "busy":
        world.faults[call].append(TransientFault("service.busy", retry_after_s=120))
    elif fault == "lost reply":
        world.after[call].append(TransientFault("network.cut_off"))
    elif fault == "cursor":
        world.faults["feed"].append(UnknownCursor())
    elif fault == "lost":
        for item in bench.laptop.outbox():
            world.lose(CONCERNS, item.id)
    elif fault == "forged no":
        world.sign_with = sign_key()
        world.faults[call].append(world.refusal(ProblemType.TOO_LARGE))
        world.sign_with = None
    else:
        types = {"too large": ProblemType.TOO_LARGE, "clock": ProblemType.CLOCK, "removed": ProblemType.REMOVED}
        world.faults[call].append(world.refusal(types.get(fault, ProblemType.UNKNOWN_KEY)))


def _act(bench: Bench, act: str, asked: set[EnvelopeId]) -> None:
    if act in {"ask", "answer", "add"}:
        _talk(bench, act, asked)
    elif act == "restart":
        bench.laptop.close()
        bench.laptop = bench.open()
    elif act == "read":
        held = {key[1] for key in bench.world.envelopes}
        for item in bench.laptop.outbox():
            if item.id in held and bench.identity().registered:
                bench.read_by(bench.council.lee, item)
                return
    else:
        bench.report(urgent=act == "urgent")


def _talk(bench: Bench, act: str, asked: set[EnvelopeId]) -> None:
    """Ask about a concern that the service held once, answer what waits longest, or add to the first."""
    laptop = bench.laptop
    concerns = [each for each in laptop.outbox() if each.about is None]
    waiting = [each for each in laptop.questions() if each.waits]
    if act == "ask" and concerns and bench.identity().registered:
        asked.add(bench.ask(bench.council.jo, concerns[0], f"question {len(asked)}"))
    about = About(concerns[0].id) if act == "add" and concerns else None
    if act == "answer" and waiting:
        about = About(waiting[0].concern, waiting[0].id)
    if about is not None:
        laptop.report(laptop.new_concern_id(), more(), Written.LOCKED, about=about)


@settings(max_examples=25)
@given(steps=STEPS)
def test_whatever_happens_each_report_arrives_once(steps: list[str | tuple[str, str]]) -> None:
    """Any faults in any order, then a quiet line for some days: all held once, SENT or READ, and READ stays READ.

    What was asked is there once, whatever the line did, and each answer answers one question.
    """
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder) / "laptop", _COUNCIL).enrol()
        read: set[EnvelopeId] = set()
        asked: set[EnvelopeId] = set()
        for step in steps:
            _act(bench, step, asked) if isinstance(step, str) else _make(bench, *step)
            bench.laptop.sync()
            states = {each.id: each for each in bench.laptop.outbox()}
            assert all(states[each].state in {State.READ, State.DONE} for each in read)
            read |= {each.id for each in states.values() if each.state is State.READ}
            assert all(each.receipt for each in states.values() if each.state is State.SENT)
            assert all(each.read_receipt for each in states.values() if each.state is State.READ)
            bench.pass_time(minutes=7)
        _line_mended(bench)
        assert sorted(each.id for each in bench.laptop.questions()) == sorted(asked)
        answers = [each.question for each in bench.laptop.outbox() if each.question]
        assert len(set(answers)) == len(answers)
        for item in bench.laptop.outbox():
            assert item.state in {State.SENT, State.READ}
            arrived = [key for key in bench.world.order[CONCERNS] if key[1] == item.id]
            assert arrived == [(CONCERNS, item.id, item.sha256)]
        bench.laptop.close()


def _line_mended(bench: Bench) -> None:
    bench.world.faults.clear()
    bench.world.after.clear()
    for _ in range(4):
        bench.pass_time(days=1, minutes=1)
        bench.laptop.sync()
