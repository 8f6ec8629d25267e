"""`detectors homes`: IT takes in the council's list, is told each bad line, and loses nothing by a wrong file."""

from __future__ import annotations

from pathlib import Path

import pytest

from detectors_app.cli.world import World, make_world
from detectors_app.mailbox.in_thread import free_port
from detectors_app.staff.laptop import Laptop
from tests.cli.command import ROOT, Ran, called
from tests.made_up_homes import as_csv

HEADING = "UPRN,PAO_TEXT,STREET,POSTCODE\n"
SAMPLE = ROOT / "resources" / "homes" / "sample.csv"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return make_world(tmp_path_factory.mktemp("homes") / "council", port=free_port())


def homes(world: World, *arguments: str | Path) -> Ran:
    return called("homes", *arguments, "--data", world.sam.folder)


def test_the_sample_that_is_shipped_is_the_made_up_list() -> None:
    """Its lines are made, not gathered: every one says so, and making them again gives the same file."""
    assert SAMPLE.read_text(encoding="utf-8") == as_csv(300)
    assert all(line.endswith("made up") for line in SAMPLE.read_text(encoding="utf-8").splitlines()[1:])


def test_a_list_is_taken_in_told_and_searched(tmp_path: Path) -> None:
    """None at first; then the sample, marked made up; then the council's own."""
    world = make_world(tmp_path / "council", port=free_port())  # of its own: the others may have a list by then
    assert [homes(world, command).code for command in ("status", "sample", "status")] == [5, 0, 0]
    assert "made up" in homes(world, "status").out
    assert homes(world, "status", "--json").json["made_up"] is True
    with Laptop.open(world.sam.folder) as laptop:
        assert laptop.homes.search("12 exam").homes[0].first_line in {"Flat 12, Example House", "12 Example Row"}
    own = tmp_path / "own.csv"
    own.write_text(HEADING + "1,A HOUSE,,NW0 0AA\n2,,,\nx,B HOUSE,,\n", encoding="utf-8")
    ran = homes(world, "import", own)
    assert ran.code == 0
    assert "Lines: 3" in ran.out
    assert "Lines: 4" in ran.out
    assert "made up" not in ran.out
    told = homes(world, "import", own, "--json").json
    assert (told["count"], told["lines"], told["left_out"]) == (1, 3, 2)
    assert told["faults"] == {
        "no_address": {"count": 1, "lines": [3]},
        "uprn_wrong": {"count": 1, "lines": [4]},
    }


@pytest.mark.parametrize(
    "name, data, key",
    [
        ("none.csv", None, "file.missing"), (".", None, "file.is_folder"), ("nul\0", None, "file.unreadable"),
        ("empty.csv", b"", "homes.empty"), ("noise.csv", b"\x7f\0\1\2" * 500, "homes.not_text"),
        ("columns.csv", b"A,B\n1,2\n", "homes.columns"), ("bad.csv", f"{HEADING},,,\n".encode(), "homes.none_good"),
        ("short.csv", f"{HEADING}1,A,,\n".encode(), "homes.much_smaller"),
    ],
)  # fmt: skip
def test_a_wrong_file_leaves_the_list_as_it_was(
    world: World, tmp_path: Path, name: str, data: bytes | None, key: str
) -> None:
    """Each way to be wrong has its own words, and the homes stay."""
    before = tmp_path / "before.csv"
    before.write_text(HEADING + "".join(f"{at},OLD HOUSE {at},,\n" for at in range(1, 9)), encoding="utf-8")
    assert homes(world, "import", before, "--smaller").code == 0
    if data is not None:
        (tmp_path / name).write_bytes(data)
    ran = homes(world, "import", f"{tmp_path}/{name}", "--json")
    assert ran.error_key == key
    assert ran.code == (1 if key == "file.unreadable" else 3)
    assert homes(world, "status", "--json").json["count"] == 8


def test_a_long_report_names_fifty_lines_and_counts_the_rest(world: World, tmp_path: Path) -> None:
    """Nobody reads more; and coding and column trouble is told in words."""
    bad = tmp_path / "bad.csv"
    bad.write_bytes(f"{HEADING}1,CAFÉ HOUSE,,\n".encode("cp1252") + b",,,\n" * 60)
    said = homes(world, "import", bad, "--smaller").out
    assert "52 and 10 more" in said
    assert "Windows-1252" in said


def test_only_a_laptop_has_a_list(world: World) -> None:
    """A desk has none."""
    assert called("homes", "status", "--data", world.jo.folder, "--json").error_key == "folder.no_laptop"
