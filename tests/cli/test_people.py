"""The people of a laptop by the command line: listed by number, changed over, passphrases changed and forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest

from detectors_app.cli.exit_codes import Exit
from tests.cli.command import Ran, called
from tests.use_cases.bench import PASSPHRASE, Bench

SECRET = ("--passphrase-fd", "0")
OTHER = "seven purple herons dance"
NEW = "nine quiet lanterns wander"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the folder of a laptop that is set up."""
    bench = Bench(tmp_path / "laptop").enrol()
    bench.report()
    bench.laptop.close()
    return tmp_path / "laptop"


def laptop(folder: Path, *line: str, passphrases: str = "") -> Ran:
    """Run a command of the group."""
    secret = SECRET if passphrases else ()
    return called("laptop", *line, "--data", folder, "--json", *secret, passphrases=passphrases)


def test_someone_new_and_back(folder: Path) -> None:
    """The newcomer uses it at once and sees none of the first one's; back, it is there; status counts them."""
    assert laptop(folder, "new", "--name", "Alex Example", passphrases=OTHER).json["number"] == 2
    rows = laptop(folder, "people").json["people"]
    assert [(each["number"], each["name"], each["current"]) for each in rows] == [
        (1, "Sam Sample", False),
        (2, "Alex Example", True),
    ]
    status = called("status", "--data", folder, "--json").json
    assert (status["people"], status["name"], status["waiting"], status["outbox"]) == (2, "Sam Sample", 1, [])
    assert laptop(folder, "use", "1").code == Exit.OK
    assert len(called("status", "--data", folder, "--json").json["outbox"]) == 1
    missing = laptop(folder, "use", "7")
    assert (missing.code, missing.error_key) == (Exit.REFUSED, "person.not_here")
    said = called("laptop", "people", "--data", folder)
    assert said.out.splitlines() == ["1: Sam Sample (using it now)", "2: Alex Example"]


def test_a_passphrase_is_changed(folder: Path) -> None:
    """By the present one; a wrong one ends with its own code, and so does a weak new one."""
    assert laptop(folder, "passphrase", passphrases=f"not the right one\n{NEW}").code == Exit.CANNOT_OPEN
    weak = laptop(folder, "passphrase", passphrases=f"{PASSPHRASE}\naaaaaaaaaaaaaa")
    assert (weak.code, weak.error_key) == (Exit.REFUSED, "passphrase.too_weak")
    assert laptop(folder, "passphrase", passphrases=f"{PASSPHRASE}\n{NEW}").code == Exit.OK
    assert laptop(folder, "passphrase", passphrases=f"{PASSPHRASE}\n{OTHER}").code == Exit.CANNOT_OPEN
    assert laptop(folder, "passphrase", passphrases=f"{NEW}\n{OTHER}").code == Exit.OK


def test_a_forgotten_one_begins_anew(folder: Path) -> None:
    """What is lost is said; the earlier self stays in the list."""
    begun = laptop(folder, "forgotten", passphrases=NEW)
    assert begun.json["number"] == 2
    assert "Drafts and questions so far cannot be opened any more." in begun.err
    rows = laptop(folder, "people").json["people"]
    assert [(each["earlier"], each["before"], each["current"]) for each in rows] == [
        (True, None, False),
        (False, 1, True),
    ]
    assert "1: Sam Sample (with an earlier passphrase)" in called("laptop", "people", "--data", folder).out


def test_nobody_without_a_laptop(tmp_path: Path) -> None:
    """A folder in which nothing lives is refused, and nothing is made in it."""
    assert laptop(tmp_path / "nowhere", "people").error_key == "folder.no_laptop"
    assert not (tmp_path / "nowhere").exists()
