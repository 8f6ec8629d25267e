"""`detectors lead …`: a staff list, a session, figures, reminders, an export and a code, over a real service."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from detectors_app.cli.world import World, make_world
from detectors_app.desk.casebook import Casebook
from detectors_app.domain.completion import check_code, complete
from detectors_app.domain.course import CourseId
from detectors_app.domain.ids import CASEWORK, CONCERNS, LEARNING
from detectors_app.mailbox.in_thread import free_port
from detectors_app.protocol.problems import ProblemType
from detectors_app.use_cases.delivery.asking import SignedNo
from tests.cli.command import Ran, called

LEVEL_1 = "neighbourhoods-1"
LONG_AGO = "2019-05-07"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = make_world(tmp_path_factory.mktemp("lead") / "council", port=free_port())
    made.network_on()
    yield made
    made.close()


def lead(world: World, *arguments: str | Path) -> Ran:
    given = ("lead", *arguments, "--data", world.pat.folder, "--passphrase-fd", "0")
    return called(*given, passphrases=world.pat.passphrase)


def staff_file(folder: Path, count: int = 14) -> Path:
    lines = [f"N{number:03};Alex Madeup {number};North;Neighbourhoods;{LONG_AGO}" for number in range(count)]
    path = folder / f"staff-{count}.csv"
    path.write_text("\n".join(["Staff number;Name;Team;Job title;Start date", *lines, ";;South;repairs;x", ""]))
    return path


def test_the_whole_way_of_a_lead(world: World, tmp_path: Path) -> None:
    """List, session, figures, reminders, export, code, withdrawal; the service has it all and can read none of it."""
    assert lead(world, "figures").code == 3
    preview = lead(world, "staff", "preview", staff_file(tmp_path), "--json").json
    assert (preview["good"], preview["faults"], preview["changes"]["joined"]) == (14, {"no_number": [16]}, 14)
    taken = lead(world, "staff", "import", staff_file(tmp_path))
    assert taken.code == 0, taken
    assert "No staff number: 1 (lines 16)" in taken.out

    unknown = lead(world, "session", "--course", LEVEL_1, "--staff", "n000, N999", "--json")
    assert unknown.error_key == "learning.session.unknown"
    done = lead(world, "session", "--course", LEVEL_1, "--staff", "n000, N001 N0%2", "--json")
    assert done.error_key == "learning.session.malformed"
    numbers = tmp_path / "numbers.txt"
    numbers.write_text("Name;Staff number\nA;N000\nB;N001\nC;N002\n")
    done = lead(world, "session", "--course", LEVEL_1, "--file", numbers, "--json")
    assert (done.json["people"], done.json["delivered"]) == (3, True)

    assert "never reached" in lead(world, "figures", "--course", LEVEL_1).out
    secret = ("--passphrase-fd", "0")
    assert called("sync", "--once", "--data", world.pat.folder, *secret, passphrases=world.pat.passphrase).code == 0
    told = lead(world, "figures", "--course", LEVEL_1, "--json").json
    assert told["table"]["total"] == {"completed": 3, "due": 11, "overdue": 0, "required": 14, "percent": 21}
    said = lead(world, "figures", "--course", LEVEL_1, "--by", "month").out
    assert "3 of 14 in post on" in said
    assert "last heard from the service today" in said
    reminders = lead(world, "reminders", "--course", LEVEL_1, "--json").json["reminders"]
    assert (len(reminders), reminders[0]["why"], reminders[0]["days"]) == (11, "due", 90)
    assert lead(world, "reminders", "--team", "Nowhere").code == 5

    for command, name in (("export", "figures.csv"), ("reminders", "reminders.csv")):
        out = tmp_path / name
        assert lead(world, command, "--out", out).code == 0
        assert out.read_bytes().startswith(b"\xef\xbb\xbf")
        assert lead(world, command, "--out", out).code == 3

    today = datetime.now(UTC).astimezone().date()
    cycle = (today.year * 12 + today.month - 1) // 36
    code = check_code(complete("N001", CourseId(LEVEL_1), 1, cycle, today).id)
    found = lead(world, "check", code.lower())
    assert "Alex Madeup 1, North" in found.out
    assert lead(world, "check", "0000 0000").code == 5

    entry = done.json["entry"]
    assert lead(world, "withdraw", entry).code == 0
    assert lead(world, "withdraw", entry).code == 3
    assert lead(world, "withdraw", "not-an-id").code == 3
    assert lead(world, "figures", "--course", LEVEL_1, "--json").json["table"]["total"]["completed"] == 0
    assert b"Madeup" not in (world.folder / "service" / "service.db").read_bytes()


def test_days_are_read_strictly(world: World, tmp_path: Path) -> None:
    """A day to come and a day that is none are refused."""
    tomorrow = (date.today() + timedelta(days=2)).isoformat()  # noqa: DTZ011 - a day to come anywhere
    assert lead(world, "staff", "preview", staff_file(tmp_path), "--as-of", tomorrow).code == 3
    assert lead(world, "figures", "--on", "1/11/2026", "--json").error_key == "cli.day"


def test_a_duty_officer_is_no_lead(world: World, tmp_path: Path) -> None:
    """An officer's desk is not named a reader of the training records: it can take nothing in."""
    ran = called(
        "lead", "staff", "import", staff_file(tmp_path), "--data", world.lee.folder, "--passphrase-fd", "0", "--json",
        passphrases=world.lee.passphrase,
    )  # fmt: skip
    assert ran.error_key == "learning.not_a_reader"


def test_the_service_refuses_the_other_boxes(world: World) -> None:
    """Whatever a desk asks: over the wire a lead is given no concerns, and an officer no training records."""
    for who, box in ((world.pat, CONCERNS), (world.pat, CASEWORK), (world.lee, LEARNING), (world.jo, LEARNING)):
        with closing(Casebook.sign_in(who.folder, who.passphrase)) as casebook:
            assert box not in casebook.boxes()
            with pytest.raises(SignedNo) as told:
                casebook.desk().service.feed(box, after="", limit=1, wait_s=0)
            assert told.value.type == ProblemType.FORBIDDEN
