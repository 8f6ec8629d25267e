"""Someone who uses an assistive client records a concern and hears that it was sent, with no mouse and no screen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from detectors_app.cli.world import make_world
from detectors_app.content.forms import current_form
from detectors_app.content.wording import Wording, load_wording
from detectors_app.desk.casebook import Casebook
from detectors_app.domain.form import Answer, Answers, FieldKind, FormField, shown_fields
from detectors_app.domain.ids import FieldId
from detectors_app.mailbox.in_thread import free_port
from detectors_app.staff import walk

VARIABLE = "DETECTORS_ASSISTIVE_PYTHON"
USUAL = "/usr/bin/python3"
SESSION = Path(__file__).with_name("session.py")
WORDS = "Two holes in the bedroom door"
ANSWERS: dict[str, Answer] = {
    "danger": "no",
    "place.kind": "job",
    "place.job": "WO-1",
    "when.at": "today",
    "signs": ("inside_locks",),
    "happened": WORDS,
    "consent": "not_spoken",
    "you.phone": "extension 1",
}

Step = tuple[str, ...]

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="AT-SPI is Linux's; elsewhere the accessible tree itself is tested"
)


def by_answer(ask: str, form_field: FormField, answer: Answer, words: Wording) -> list[Step]:
    """Give the steps that answer one field, by what is heard of it."""
    said = {each.value: each.text for each in form_field.options}
    if form_field.kind is FieldKind.DATE:
        return [("choose", words("field.today"))]
    if form_field.kind is FieldKind.ONE_OF:
        return [("choose", said[str(answer)])]
    if form_field.kind is FieldKind.TICKS:
        return [("tick", said[each]) for each in answer]
    return [("write", form_field.label or ask, str(answer))]


def from_start_to_sent(words: Wording) -> list[Step]:
    """Give every step from Home on; each screen must be heard before it is answered."""
    form = current_form()
    answers: Answers = {FieldId(key): value for key, value in ANSWERS.items()}
    steps: list[Step] = [("see", words("home.title")), ("press", words("home.record"))]
    for screen in walk.screens(form):
        if not walk.is_asked(screen, answers):
            continue
        steps.append(("hear", screen.questions[0].ask))
        for question in screen.questions:
            for each in shown_fields(question, answers):
                if each.id in answers:
                    steps += by_answer(question.ask, each, answers[each.id], words)
        steps.append(("press", words("nav.continue")))
    sent = words("delivery.sent")
    return [*steps, ("see", words("check.title")), ("press", words("check.send")), ("see", sent), ("hear", sent)]


@pytest.mark.long
@pytest.mark.end_to_end
@pytest.mark.timeout(180)
def test_an_assistive_client_records_and_sends_a_concern(tmp_path: Path) -> None:
    """From Home to *Sent to Safety Net* over the accessibility bus; the duty desk then has the very words."""
    words = load_wording()
    world = make_world(tmp_path / "world", port=free_port())
    steps = tmp_path / "steps.json"
    steps.write_text(json.dumps(from_start_to_sent(words)), encoding="utf-8")
    world.network_on()
    try:
        command = ["dbus-run-session", "--", sys.executable, str(SESSION), os.environ.get(VARIABLE, USUAL), str(steps)]
        env = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
        done = subprocess.run(
            [*command, str(world.sam.folder)], check=False, capture_output=True, text=True, env=env, timeout=150
        )
        told = json.loads(next(line for line in done.stdout.splitlines() if line.startswith("{")))
        assert (done.returncode, told["stuck"]) == (0, None), (told, done.stderr[-2000:])
        with closing(Casebook.sign_in(world.jo.folder, world.jo.passphrase)) as desk:
            desk.sync()
            (row,) = desk.inbox().rows
            (arrived,) = desk.case(row.id).arrivals
            assert arrived.concern.answers[FieldId("happened")] == WORDS
    finally:
        world.close()
