"""`detectors status` warns of contacts that nobody has approved or checked."""

from __future__ import annotations

from pathlib import Path

from detectors_app.cli.world import make_world
from detectors_app.content.contacts import load_contacts
from detectors_app.mailbox.in_thread import free_port
from tests.cli.command import called


def test_status_warns_of_contacts_on_laptop_and_desk(tmp_path: Path) -> None:
    """Both say that the contacts wait for approval, and how many numbers are due for a check."""
    world = make_world(tmp_path / "council", port=free_port())
    keys = [each.key for each in load_contacts().entries()]
    for folder, more, passphrase in (
        (world.sam.folder, (), ""),
        (world.jo.folder, ("--passphrase-fd", "0"), world.jo.passphrase),
    ):
        ran = called("status", "--data", folder, "--json", *more, passphrases=passphrase)
        assert ran.json["contacts"] == {"approved_by": None, "due": keys}
        assert "awaiting approval" in ran.err
        assert f"{len(keys)} numbers were not checked in the last 90 days" in ran.err
