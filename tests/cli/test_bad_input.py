"""Bad input of every kind ends with the documented code and a sentence, and changes nothing."""

from __future__ import annotations

import json
import os
import re
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from detectors_app.cli.world import CHEAPEST, World, make_world
from detectors_app.mailbox.in_thread import free_port
from detectors_app.staff.laptop import Laptop
from tests.cli.command import Ran, called, detectors

DESK_EXISTS = "desk.exists"
ANSWERS: dict[str, Any] = {
    "danger": "no", "place.kind": "elsewhere", "place.elsewhere": "Invented Street", "when.at": "2026-01-05",
    "happened": "A made-up thing.", "consent": "not_spoken", "you.phone": "extension 1",
}  # fmt: skip


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Give a made-up council whose service does not listen."""
    made = make_world(tmp_path_factory.mktemp("world") / "council", port=free_port(), cost=CHEAPEST)
    yield made
    made.close()


def waiting(world: World) -> int:
    """Count what the laptop holds."""
    with Laptop.open(world.sam.folder) as laptop:
        return len(laptop.outbox()) + len(laptop.drafts())


def record(world: World, data: bytes, folder: Path, *more: str) -> Ran:
    """Record from a file of these bytes."""
    path = folder / "answers.json"
    path.write_bytes(data)
    return called("record", "--answers", path, "--data", world.sam.folder, "--json", *more)


def file_of(**changes: object) -> bytes:
    """Give an answers file with changes."""
    return json.dumps({"form": "concern", "version": 1, "answers": ANSWERS} | changes).encode()


@pytest.mark.parametrize(
    "data,key",
    [
        (b"", "file.empty"),
        (b" \n", "file.empty"),
        (b"{", "answers.not_json"),
        (b"\xff\xfe", "answers.not_json"),
        (b"[" * 100_000, "answers.not_json"),
        (b"[]", "answers.members"),
        (b"null", "answers.members"),
        (b"x" * (1024 * 1024 + 1), "file.too_large"),
        (file_of()[:-20], "answers.not_json"),
        (file_of(version="1"), "answers.members"),
        (file_of(more=1), "answers.members"),
        (file_of(answers=[]), "answers.members"),
        (file_of(answers={"danger": 1}), "answers.members"),
        (file_of(form="other"), "answers.unknown_form"),
        (file_of(form="../locale/en/cli"), "answers.unknown_form"),
        (file_of(version=99), "answers.unknown_form"),
        (b'{"form": "concern", "form": "concern", "version": 1, "answers": {}}', "answers.same_twice"),
        (file_of(answers={}), "concern.not_finished"),
        (file_of(answers=ANSWERS | {"danger": "perhaps"}), "concern.not_finished"),
        (file_of(answers=ANSWERS | {"nonsense": "x"}), "concern.not_finished"),
        (file_of(answers=ANSWERS | {"happened": "x" * 100_000}), "concern.not_finished"),
        (file_of(answers=ANSWERS | {"when.at": "yesterday"}), "concern.not_finished"),
        (file_of(answers=ANSWERS | {"link": ["works_here"], "left_out": ["no-such-officer"]}), "concern.not_finished"),
    ],
)
def test_bad_answers_are_told_and_nothing_is_saved(world: World, tmp_path: Path, data: bytes, key: str) -> None:
    """Each fault has its words; what was written is not repeated in them."""
    before = waiting(world)
    ran = record(world, data, tmp_path)
    assert (ran.code, ran.error_key) == (3, key)
    assert "made-up thing" not in ran.out + ran.err
    assert waiting(world) == before


def test_problems_name_field_and_question(world: World, tmp_path: Path) -> None:
    """A program finds each fault by its field, a person by its sentence."""
    told = record(world, file_of(answers=ANSWERS | {"consent": "", "happened": "x" * 100_000}), tmp_path).json
    found = {each["field"]: each["text"] for each in told["error"]["problems"]}
    assert set(found) == {"consent", "happened"}
    assert all(found.values())


def test_good_answers_are_queued_and_say_so(world: World, tmp_path: Path) -> None:
    """The reference, the id and the state come back; hidden answers fall away as in the form."""
    before = waiting(world)
    told = record(world, file_of(answers=ANSWERS | {"police.reference": "not asked for"}), tmp_path)
    assert (told.code, told.json["state"], told.json["urgent"]) == (0, "queued", False)
    assert told.json["reference"].startswith("SN-")
    assert waiting(world) == before + 1


def test_two_at_once_are_two_concerns(world: World, tmp_path: Path) -> None:
    """Eight commands on one laptop at the same time: eight concerns, none lost, none doubled."""
    path = tmp_path / "answers.json"
    path.write_bytes(file_of())
    before = waiting(world)
    command = ("record", "--answers", path, "--data", world.sam.folder, "--json")
    with ThreadPoolExecutor(8) as pool:
        ran = list(pool.map(lambda _: detectors(*command), range(8)))
    assert [each.code for each in ran] == [0] * 8
    assert len({each.json["id"] for each in ran}) == 8
    assert waiting(world) == before + 8


@pytest.mark.parametrize(
    "arguments,code,key",
    [
        (("record", "--answers", "{no}", "--data", "{sam}"), 3, "file.missing"),
        (("record", "--answers", "{folder}", "--data", "{sam}"), 3, "file.is_folder"),
        (("record", "--answers", "{good}", "--data", "{folder}/empty"), 3, "folder.no_laptop"),
        (("record", "--answers", "{good}", "--data", "{jo}"), 3, "folder.no_laptop"),
        (("record", "--answers", "{good}", "--data", "{good}"), 3, "file.not_a_folder"),
        (("enrol", "{no}", "--data", "{folder}/new"), 3, "file.missing"),
        (("enrol", "{good}", "--data", "{folder}/new"), 3, "json.malformed"),
        (("enrol", "{trust}", "--data", "{folder}/new"), 3, "enrolment.no_grant"),
        (("enrol", "{trust}", "--data", "{service}"), 3, "folder.is_service"),
        (("enrol", "{cut}", "--data", "{folder}/new"), 3, "json.malformed"),
        (("enrol", "{trust}", "--data", "{jo}"), 3, "passphrase.no_way"),
        (("enrol", "{trust}", "--data", "{jo}", "--passphrase-fd", "0"), 4, "passphrase.wrong"),
        (("enrol", "{trust}", "--data", "{jo}", "--passphrase-fd", "77"), 3, "passphrase.descriptor"),
        (("sync", "--once", "--data", "{folder}/empty"), 3, "folder.nothing_here"),
        (("sync", "--once", "--data", "{service}"), 3, "folder.nothing_here"),
        (("sync", "--once", "--data", "{sam}"), 1, None),
        (("casework", "list", "--data", "{folder}/empty", "--passphrase-fd", "0"), 3, "desk.not_set_up"),
        (("casework", "list", "--data", "{jo}", "--passphrase-fd", "0"), 4, "passphrase.wrong"),
        (("mailbox", "serve", "--data", "{folder}/empty"), 3, "service.not_set_up"),
        (("mailbox", "serve", "--data", "{service}", "--trust", "{good}"), 3, "json.malformed"),
        (("mailbox", "serve", "--data", "{service}", "--workers", "4"), 3, "service.workers"),
        (("mailbox", "serve", "--data", "{service}", "--port", "{taken}"), 1, "service.port_taken"),
        (("mailbox", "init", "--data", "{service}", "--address", "https://notes.example"), 3, "file.exists"),
        (("mailbox", "init", "--data", "{folder}/s", "--address", "notes.example"), 3, "service.config_malformed"),
        (("mailbox", "init", "--data", "{folder}/s", "--address", "https://a.b/x"), 3, "service.config_malformed"),
        (("desk", "init", "--data", "{jo}", "--name", "J2", "--card", "{no}", "--passphrase-fd", "0"), 3, DESK_EXISTS),
        (("desk", "init", "--data", "{folder}/d", "--name", " ", "--card", "{folder}/c"), 3, "desk.name"),
        (("desk", "init", "--data", "{folder}/d", "--name", "Jo", "--id", "../x", "--card", "{cut}2"), 3, "desk.id"),
        (("desk", "grant", "--data", "{jo}", "--out", "{good}", "--label", "x"), 3, "file.exists"),
        (("desk", "grant", "--data", "{jo}", "--out", "{folder}/g", "--label", "x", "--days", "0"), 3, "grant.days"),
        (("authority", "sign", "{good}", "--key", "{good}", "--out", "{folder}/o"), 3, "authority.key_file"),
        (("authority", "show", "{good}"), 3, "plan.unknown_member"),
        (("authority", "show", "{cut}"), 3, "plan.not_json"),
        (("authority", "custodian", "--shares", "2", "--need", "3", "--out", "{folder}/c"), 3, "custodian.shares"),
        (("authority", "custodian-join", "{good}"), 3, "json.malformed"),
    ],
)  # fmt: skip
def test_bad_arguments_and_files(
    world: World, tmp_path: Path, arguments: tuple[str, ...], code: int, key: str | None
) -> None:
    """Every command tells what is wrong, with its documented code, and never by a traceback."""
    (tmp_path / "good.json").write_bytes(file_of())
    (tmp_path / "trust.json").write_bytes(world.trust)
    (tmp_path / "cut.json").write_bytes(world.trust[: len(world.trust) // 2])
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        names = {
            "no": tmp_path / "no.json", "folder": tmp_path, "good": tmp_path / "good.json", "sam": world.sam.folder,
            "jo": world.jo.folder, "service": world.folder / "service", "trust": tmp_path / "trust.json",
            "cut": tmp_path / "cut.json", "taken": taken.getsockname()[1],
        }  # fmt: skip
        ran = called(*(each.format(**names) for each in arguments), "--json", passphrases="a wrong passphrase\n")
    assert ran.code == code, ran
    assert key is None or ran.error_key == key
    assert ran.json["error"]["text"]
    assert "Traceback" not in ran.err


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="an administrator may read everything")
def test_a_file_that_may_not_be_read_is_told(world: World, tmp_path: Path) -> None:
    """Exit code 1: mend the machine, then the same again."""
    path = tmp_path / "answers.json"
    path.write_bytes(file_of())
    path.chmod(0)
    ran = called("record", "--answers", path, "--data", world.sam.folder, "--json")
    assert (ran.code, ran.error_key) == (1, "file.unreadable")


def test_status_says_what_lives_where(world: World, tmp_path: Path) -> None:
    """Laptop, desk, service, nothing: each has its own shape, as docs/cli.md says."""
    laptop = called("status", "--data", world.sam.folder, "--json")
    assert (laptop.code, laptop.json["kind"], laptop.json["key_place"]) == (0, "laptop", "file")
    secret = world.jo.passphrase
    desk = called("status", "--data", world.jo.folder, "--json", "--passphrase-fd", "0", passphrases=secret)
    assert (desk.code, desk.json["kind"], desk.json["role"], desk.json["bundle"]) == (0, "desk", "manager", 1)
    service = called("status", "--data", world.folder / "service", "--json")
    assert (service.code, service.json["kind"]) == (0, "service")
    nothing = called("status", "--data", tmp_path / "nothing", "--json")
    assert (nothing.code, nothing.json["kind"]) == (5, None)
    assert not (tmp_path / "nothing").exists()


def test_an_empty_desk_has_none_yet(world: World) -> None:
    """Exit code 5: there is none."""
    secret = world.lee.passphrase
    ran = called("casework", "list", "--data", world.lee.folder, "--json", "--passphrase-fd", "0", passphrases=secret)
    assert (ran.code, ran.json["cases"]) == (5, [])


def test_a_laptop_is_set_up_by_a_code(world: World, tmp_path: Path) -> None:
    """The manager's code and the address set a laptop up; spent, it says so; file and code both ways at once work."""
    secret = world.jo.passphrase
    grant = ("desk", "grant", "--data", world.jo.folder, "--code", "--label", "Laptop 3")
    fd = ("--json", "--passphrase-fd", "0")
    off = called(*grant, *fd, passphrases=secret)
    assert (off.code, off.error_key) == (1, "grant.not_kept")
    world.network_on()
    try:
        made = called(*grant, *fd, "--out", tmp_path / "file", passphrases=secret)
        assert (made.code, (tmp_path / "file").exists()) == (0, True), made.out
        code, address = made.json["code"], made.json["address"]
        assert made.json["boxes"] == ["concerns", "learning"]
        assert made.json["labels"]["concerns"] == "Laptop 3"
        assert re.fullmatch(r"T-[0-9A-HJKMNP-TV-Z]{6}", made.json["labels"]["learning"])
        command = ("enrol", "--code", "--address", address, "--data", tmp_path / "laptop", *fd)
        slip = called(*command, passphrases=code[:-1] + ("0" if code[-1] != "0" else "1"))
        assert (slip.code, slip.error_key) == (3, "code.slip")
        ran = called(*command, passphrases=f"{code.lower()}\nlong enough to be one")
        assert (ran.code, ran.json["kind"]) == (0, "laptop"), ran.out
        assert called("sync", "--once", "--data", tmp_path / "laptop", "--json").code == 0
        spent = called(*command, passphrases=code)
        assert (spent.code, spent.error_key) == (3, "code.unknown")
    finally:
        world.network_off()


@pytest.mark.parametrize(
    "arguments",
    [("enrol",), ("enrol", "x", "--code"), ("enrol", "x", "--address", "y"), ("desk", "grant", "--label", "x")],
)
def test_neither_file_nor_code_is_a_wrong_line(arguments: tuple[str, ...]) -> None:
    """One of the two must be given, and an address only with a code."""
    ran = called(*arguments, "--json")
    assert (ran.code, ran.error_key) == (2, "cli.usage")


def test_a_code_without_an_address_is_told_so(tmp_path: Path) -> None:
    """Where IT set no address, it must be given; nothing is asked for before."""
    ran = called("enrol", "--code", "--data", tmp_path / "x", "--json", "--passphrase-fd", "0")
    assert (ran.code, ran.error_key) == (3, "code.no_address")


def test_the_same_enrolment_file_twice_is_harmless(world: World, tmp_path: Path) -> None:
    """A laptop that is set up stays as it is."""
    grant = tmp_path / "laptop.json"
    secret = world.jo.passphrase
    common = ("--json", "--passphrase-fd", "0", "--label", "Laptop 2")
    made = called("desk", "grant", "--data", world.jo.folder, "--out", grant, *common, passphrases=secret)
    assert made.code == 0, made.out
    command = ("enrol", grant, "--data", tmp_path / "laptop", "--json", "--passphrase-fd", "0")
    assert called(*command, passphrases="too short").error_key == "passphrase.too_short"
    for _ in range(2):
        ran = called(*command, passphrases="long enough to be one")
        assert (ran.code, ran.json["kind"]) == (0, "laptop")
    lee = world.lee.passphrase
    no = called("desk", "grant", "--data", world.lee.folder, "--out", tmp_path / "x", *common, passphrases=lee)
    assert (no.code, no.error_key) == (3, "grant.managers_only")
