"""`detectors lead records …`: the record store set, asked about, sent to and given up, by command."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from detectors_app.cli.world import World, make_world
from detectors_app.mailbox.in_thread import free_port
from tests.cli.command import Ran, called

HOME = "https://staff.example.org"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = make_world(tmp_path_factory.mktemp("records") / "council", port=free_port())
    made.network_on()
    yield made
    made.close()


def records(world: World, *arguments: str | Path, secret: str = "") -> Ran:
    given = ("lead", "records", *arguments, "--data", world.pat.folder, "--passphrase-fd", "0")
    return called(*given, passphrases=f"{world.pat.passphrase}\n{secret}\n" if secret else world.pat.passphrase)


def test_a_record_store_is_set_asked_about_and_given_up(world: World) -> None:
    """What is set is said, what cannot be reached waits, and nothing ever shows the secret."""
    assert records(world, "status", "--json").json["address"] == ""
    address = f"http://127.0.0.1:{free_port()}/xAPI"
    chosen = ("set", "--address", address, "--account", "lead", "--home-page", HOME)
    done = records(world, *chosen, secret="PLANTED-SECRET")
    assert done.code == 0
    assert address in done.out
    assert "PLANTED-SECRET" not in done.out + done.err
    number = "N001"
    called("lead", "session", "--course", "neighbourhoods-1", "--on", "2026-10-01", "--staff", number, "--unknown",
           "--data", world.pat.folder, "--passphrase-fd", "0", passphrases=world.pat.passphrase)  # fmt: skip
    called("sync", "--once", "--data", world.pat.folder, "--passphrase-fd", "0", passphrases=world.pat.passphrase)
    sent = records(world, "send", "--json")
    assert sent.code == 5
    assert (sent.json["sent"], sent.json["held_back"]) == (0, 0)
    assert sent.json["trouble"]
    assert records(world, "stop").code == 0
    assert records(world, "status", "--json").json == {
        "ok": True, "address": "", "sent": 0, "waiting": 0, "held_back": 0, "trouble": "",
    }  # fmt: skip


def test_an_address_that_is_not_safe_is_refused(world: World) -> None:
    """Nobody's records go over a line that others read."""
    chosen = ("set", "--address", "http://records.example.org", "--account", "lead", "--home-page", HOME)
    refused = records(world, *chosen, secret="made-up")
    assert refused.code == 3
    assert "https://" in refused.err
