"""The whole of asking and answering by the command line, over a real service: asked, answered, read, and told so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from detectors_app.cli.exit_codes import Exit
from detectors_app.cli.world import World, make_world
from detectors_app.domain.concern import Concern, Written
from detectors_app.mailbox.in_thread import free_port
from detectors_app.staff.laptop import Laptop
from detectors_app.storage.key_place import FilePlace
from tests.cli.command import Ran, called
from tests.faults.answers import answers_saying

SECRET = ("--passphrase-fd", "0")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = make_world(tmp_path / "council", port=free_port())
    made.network_on()
    yield made
    made.close()


class Hands:
    """The two who use the command line."""

    def __init__(self, world: World) -> None:
        self.world = world

    def sam(self, *line: str | Path, unlocked: bool = False) -> Ran:
        secret, words = (SECRET, self.world.sam.passphrase) if unlocked else ((), "")
        return called(*line, "--data", self.world.sam.folder, "--json", *secret, passphrases=words)

    def jo(self, *line: str | Path) -> Ran:
        folder, words = self.world.jo.folder, self.world.jo.passphrase
        return called(*line, "--data", folder, "--json", *SECRET, passphrases=words)

    def outbox(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.sam("status").json["outbox"]
        return found


def _send(world: World, hands: Hands) -> str:
    with Laptop.open(world.sam.folder, key_place=FilePlace(world.sam.folder)) as laptop:
        concern = Concern("concern", 1, answers_saying("made up"))
        laptop.report(laptop.new_concern_id(), concern, Written.LOCKED)
    assert hands.sam("sync", "--once").code == Exit.OK
    return str(hands.outbox()[0]["reference"])


@pytest.fixture
def hands(world: World) -> Hands:
    return Hands(world)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    return tmp_path / "words.txt"


def test_asked_answered_read_and_told_so(world: World, hands: Hands, paper: Path) -> None:
    """From the officer's question to *Read* on the laptop, over real HTTP."""
    name = _send(world, hands)
    hands.jo("sync", "--once")
    hands.jo("casework", "read", name)
    paper.write_text("Which door was it?\n", encoding="utf-8")
    asked = hands.jo("casework", "ask", name, "--words", paper)
    assert (asked.code, asked.json["delivered"], asked.json["reference"]) == (Exit.OK, True, name)
    assert hands.sam("concern", "questions").code == Exit.NOT_YET
    assert "asks you something" in hands.sam("sync", "--once").err
    (waiting,) = hands.sam("concern", "questions").json["questions"]
    assert (waiting["id"], waiting["reference"], waiting["answered"]) == (asked.json["question"], name, False)
    shown = hands.sam("concern", "question", waiting["id"], unlocked=True)
    assert shown.json["words"] == "Which door was it?"
    paper.write_text("The back door.", encoding="utf-8")
    sent = hands.sam("concern", "answer", waiting["id"], "--words", paper)
    assert (sent.code, sent.json["reference"], sent.json["state"]) == (Exit.OK, name, "queued")
    hands.sam("sync", "--once")
    assert hands.sam("concern", "questions").json["questions"][0]["answered"]
    hands.jo("sync", "--once")
    case = hands.jo("casework", "show", name).json["case"]
    assert (case["unread"], case["marks"], case["cannot_ask"]) == (True, [], "")
    assert [(each["words"], each["answered"]) for each in case["asks"]] == [("Which door was it?", True)]
    answer = case["texts"][1]
    assert (answer["added"], answer["question"], answer["answers"]) == (True, waiting["id"], {"more": "The back door."})
    assert (
        "Which door was it?"
        in called("casework", "show", name, "--data", world.jo.folder, *SECRET, passphrases=world.jo.passphrase).out
    )
    assert hands.jo("casework", "read", name).json["newly_read"] == 1
    hands.sam("sync", "--once")
    assert {(each["added_to"] is None, each["word"], each["reference"]) for each in hands.outbox()} == {
        (True, "read", name), (False, "read", name),
    }  # fmt: skip


def test_more_is_added_without_being_asked(world: World, hands: Hands, paper: Path) -> None:
    """By the reference, before or after it was sent; the person sees to what."""
    name = _send(world, hands)
    paper.write_text("And a red van.", encoding="utf-8")
    assert hands.sam("concern", "add", name, "--words", paper).code == Exit.OK
    assert [each["added_to"] is None for each in hands.outbox()] == [False, True]
    ran = called("status", "--data", world.sam.folder)
    assert f"Added to {name}" in ran.out


@pytest.mark.parametrize(
    "line, words, key",
    [
        (("concern", "add", "SN-000000"), b"x", "addition.no_concern"),
        (("concern", "answer", "0"), b"x", "question.not_here"),
        (("concern", "add", "SN-000000"), b"\xff\xfe", "file.not_text"),
        (("concern", "add", "SN-000000"), b" \n", "file.empty"),
        (("concern", "add", "SN-000000"), b"x" * (256 * 1024 + 1), "file.too_large"),
    ],
)
def test_what_cannot_be_sent_says_why(hands: Hands, paper: Path, line: tuple[str, ...], words: bytes, key: str) -> None:
    """A concern or question that is not here, or words that are none: 3, and nothing is queued."""
    paper.write_bytes(words)
    ran = hands.sam(*line, "--words", paper)
    assert (ran.code, ran.error_key, hands.outbox()) == (Exit.REFUSED, key, [])


def test_too_long_an_addition_says_how_long_it_may_be(world: World, hands: Hands, paper: Path) -> None:
    """Its form's own bound, told before anything is sealed."""
    name = _send(world, hands)
    paper.write_text("x" * 4001, encoding="utf-8")
    ran = hands.sam("concern", "add", name, "--words", paper)
    assert (ran.error_key, ran.json["error"]["where"]) == ("addition.too_long", "words")
    assert "4000" in ran.json["error"]["text"]


def test_a_question_waits_on_the_desk_without_a_service(world: World, hands: Hands, paper: Path) -> None:
    """It is kept, and says that it has not gone."""
    name = _send(world, hands)
    hands.jo("sync", "--once")
    world.network_off()
    paper.write_text("Which door?", encoding="utf-8")
    ran = hands.jo("casework", "ask", name, "--words", paper)
    assert (ran.code, ran.json["delivered"]) == (Exit.NOT_YET, False)


def test_only_a_laptop_is_asked(world: World, paper: Path) -> None:
    """In a desk's folder there is nobody to answer."""
    ran = called("concern", "questions", "--data", world.jo.folder, "--json")
    assert ran.error_key == "folder.no_laptop"
