"""A whole session with a planted word in every place a person can write in; run as a program of its own.

`python -m tests.faults.session FOLDER` makes a council there, records with and without unlocking, sends, reads, and
ends as a power cut would, nothing closed. It prints the planted words, and nothing else, as one JSON list.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
from pathlib import Path

from detectors_app.cli.world import make_world
from detectors_app.content.forms import current_form
from detectors_app.desk.casebook import Casebook
from detectors_app.domain.concern import About, Concern, Written
from detectors_app.domain.form import FieldKind
from detectors_app.domain.ids import EnvelopeId, FieldId
from detectors_app.domain.progress import Answered, Chose
from detectors_app.mailbox.in_thread import free_port
from detectors_app.staff.laptop import Laptop
from detectors_app.storage.key_place import FilePlace
from tests.faults.answers import answers_saying
from tests.made_up_course import CARETAKING, CHECK, EARLY, RECOGNISE, STORY, WAY, course, renamed

_planted: list[str] = []


def plant(place: str) -> str:
    """Give a word that stands nowhere else, for one place."""
    word = f"Zx{secrets.token_hex(5)}Qv{place[:3]}"
    _planted.append(word)
    return word


def planted_concern() -> Concern:
    """Give a concern with a planted word in every field that takes words."""
    form = current_form()
    answers = answers_saying(plant("happened"), urgent=True)
    for each in form.fields():
        if each.kind in {FieldKind.TEXT, FieldKind.LONG_TEXT} and each.id != "happened":
            answers[FieldId(each.id)] = f"{plant(each.id)} Å"[: each.max_length]
    return Concern(form.id, form.version, answers)


def sendable(concern: Concern) -> Concern:
    """Give the concern without what its own answers hide."""
    from detectors_app.domain.form import without_hidden

    form = current_form()
    return Concern(concern.form, concern.version, without_hidden(form, concern.answers))


def record(laptop: Laptop, passphrase: str) -> None:
    """Draft, resume, send, leave a draft, send one as it is: locked and unlocked."""
    first, second, third, fourth = (laptop.new_concern_id() for _ in range(4))
    for step in range(3):
        laptop.save_draft(first, planted_concern(), step, Written.LOCKED)
    laptop.unlock(passphrase)
    resumed = laptop.resume_draft(first)
    laptop.report(first, sendable(resumed.concern), Written.UNLOCKED)
    laptop.save_draft(second, planted_concern(), 1, Written.UNLOCKED)
    laptop.lock()
    laptop.save_draft(third, planted_concern(), 2, Written.LOCKED)
    laptop.send_as_it_is(third)
    _report(laptop, fourth)


def _report(laptop: Laptop, concern_id: EnvelopeId) -> None:
    laptop.report(concern_id, sendable(planted_concern()), Written.LOCKED)


def learn(laptop: Laptop) -> None:
    """Go through a course whose every name is planted, wrong and right, and complete it under a planted number."""
    names = {each: plant(each) for each in ("hall", "risk", "q1", "q2", "q3")}
    taught = renamed(course(), names)
    laptop.courses = lambda: (taught,)
    laptop.settle_learner(CARETAKING, plant("staff"))
    _planted.append(_planted[-1].upper())
    wrong = (Answered(CHECK, "q1", (0,)), Chose(STORY, "hall", 0), Chose(STORY, "risk", 0))
    for name, step in (*((RECOGNISE, each) for each in wrong), *WAY):
        laptop.take_step(EARLY, name, renamed(step, names))
    if len(laptop.certificates()) != 1:
        raise LookupError("certificates")


def answer(laptop: Laptop, passphrase: str) -> None:
    """Open both questions, answer one, begin to answer the other, and add something unasked."""
    laptop.unlock(passphrase)
    first, second = (About(each.concern, each.id) for each in laptop.questions())
    opened = [laptop.open_question(each.id) for each in laptop.questions()]
    if not set(opened) < set(_planted):
        raise LookupError("questions")
    laptop.save_draft(laptop.new_concern_id(), _more("begun answer"), 0, Written.UNLOCKED, second)
    laptop.report(laptop.new_concern_id(), _more("answer"), Written.UNLOCKED, about=first)
    laptop.lock()
    laptop.report(laptop.new_concern_id(), _more("addition"), Written.LOCKED, about=About(first.concern))


def _more(place: str) -> Concern:
    return Concern("addition", 1, {FieldId("more"): plant(place)})


def main(folder: Path) -> None:
    """Play the session and stop dead."""
    world = make_world(folder / "world", port=free_port())
    _planted.extend([world.sam.passphrase, world.jo.passphrase, world.lee.passphrase])
    laptop = Laptop.open(world.sam.folder, key_place=FilePlace(world.sam.folder))
    record(laptop, world.sam.passphrase)
    learn(laptop)
    laptop.sync()
    world.network_on()
    laptop.wake()
    for _ in range(3):
        laptop.sync()
    if len(laptop.sync_learning(at_once=True).sent) != 1:
        raise LookupError("completions")
    casebook = Casebook.sign_in(world.jo.folder, world.jo.passphrase)
    casebook.sync()
    for row in casebook.inbox().rows:
        casebook.read(casebook.case(row.case.id))
    case = casebook.inbox().rows[0].id
    for place in ("answered", "waiting"):
        casebook.ask(case, plant(f"{place} question"))
    casebook.sync()
    laptop.sync()
    answer(laptop, world.sam.passphrase)
    laptop.sync()
    casebook.sync()
    read = [item for item in laptop.outbox() if item.read_receipt]
    sys.stdout.write(json.dumps({"planted": _planted, "read": len(read)}) + "\n")
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
