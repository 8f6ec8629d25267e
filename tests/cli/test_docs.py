"""docs/cli.md says what the command line does: every command, every option, every exit code, every JSON member."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from detectors_app.cli.arguments import build_parser
from detectors_app.cli.exit_codes import Exit
from detectors_app.cli.world import make_world
from detectors_app.content.wording import load_wording
from detectors_app.mailbox.in_thread import free_port
from tests.cli.command import ROOT, Ran, called

DOCUMENT = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")


def commands(parser: argparse.ArgumentParser, path: str = "") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Give every command that can be run, with its parser."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                yield from commands(below, f"{path} {name}".strip())
            if action.required:
                return
    yield path, parser


def test_every_command_and_option_is_described() -> None:
    """Nothing can be typed that the page does not explain, and the page explains nothing that is not there."""
    found = dict(commands(build_parser(load_wording())))
    found.pop("", None)
    headings = re.findall(r"^### `([^`]*)`", DOCUMENT, re.MULTILINE)
    for path, parser in found.items():
        options = [each for action in parser._actions for each in action.option_strings if each.startswith("--")]
        heading = next((each for each in headings if each == path or each.startswith((f"{path} ", f"{path} "))), None)
        assert heading is not None, path
        for option in set(options) - {"--help", "--data", "--json"}:
            assert option in heading, f"{path} {option}"
    assert {" ".join(_words(each)) for each in headings} == set(found)


def _words(heading: str) -> Iterator[str]:
    for word in heading.split():
        if not re.fullmatch(r"[a-z-]+", word) or word.startswith("-"):
            return
        yield word


def test_every_exit_code_is_in_the_table() -> None:
    """The table has a row for each code, and no other."""
    table = DOCUMENT.partition("## Exit codes")[2].partition("\n## ")[0]
    assert {int(each) for each in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)} == {int(each) for each in Exit}


def test_the_json_members_are_those_of_the_page(tmp_path: Path) -> None:
    """What commands answer is what the page promises: neither more nor less."""
    world = make_world(tmp_path / "council", port=free_port())
    jo, sam, service = world.jo.folder, world.sam.folder, world.folder / "service"
    secret = ("--passphrase-fd", "0")
    ran: dict[str, Ran] = {
        "status": called("status", "--data", sam, "--json"),
        "status desk": called("status", "--data", jo, "--json", *secret, passphrases=world.jo.passphrase),
        "status service": called("status", "--data", service, "--json"),
        "casework list": called("casework", "list", "--data", jo, "--json", *secret, passphrases=world.jo.passphrase),
        "form": called("form", "--json"),
        "homes import": called("homes", "sample", "--data", sam, "--json"),
        "homes status": called("homes", "status", "--data", sam, "--json"),
        "training status": called("training", "status", "--data", sam, "--json"),
        "authority custodian": called(
            "authority", "custodian", "--shares", "3", "--need", "2", "--out", tmp_path / "c", "--json"
        ),
        "desk grant": called(
            "desk", "grant", "--data", jo, "--out", tmp_path / "g", "--label", "L", "--json", *secret,
            passphrases=world.jo.passphrase,
        ),
        "desk init": called(
            "desk", "init", "--data", tmp_path / "d", "--name", "Kim", "--card", tmp_path / "k", "--json", *secret,
            passphrases="long enough to be one",
        ),
        "mailbox init": called(
            "mailbox", "init", "--data", tmp_path / "s", "--address", "https://notes.example", "--json"
        ),
        "enrol": called(
            "enrol", tmp_path / "g", "--data", tmp_path / "l", "--json", *secret, passphrases="long enough to be one"
        ),
    }  # fmt: skip
    for name, each in ran.items():
        section = _section(name.partition(" ")[0] if name.startswith("status") else name)
        for member in set(each.json) - {"ok"}:
            assert re.search(rf"\b{member}\b", section), f"{name}: {member}"


def _section(path: str) -> str:
    found = re.search(rf"^### `{path}[ `].*?(?=^##|\Z)", DOCUMENT, re.MULTILINE | re.DOTALL)
    assert found is not None, path
    return found[0]
