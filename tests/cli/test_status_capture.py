"""`detectors status` says what pictures of the screen show, and promises nothing where the system offers nothing."""

from __future__ import annotations

import sys
from pathlib import Path

from detectors_app.cli.world import make_world
from detectors_app.domain.preferences import Preferences
from detectors_app.mailbox.in_thread import free_port
from detectors_app.storage.preferences_file import write_preferences
from tests.cli.command import called


def test_status_says_how_it_is_on_this_system(tmp_path: Path) -> None:
    """Kept out on Windows unless the person shares; elsewhere it says that one has to hide first."""
    world = make_world(tmp_path / "council", port=free_port())
    offered = sys.platform == "win32"
    ran = called("status", "--data", world.sam.folder, "--json")
    assert ran.json["capture"] == ("kept_out" if offered else "none")
    assert offered or "Hide before you share the screen" in ran.err
    write_preferences(world.sam.folder, Preferences(allow_sharing=True))
    assert called("status", "--data", world.sam.folder, "--json").json["capture"] == ("shared" if offered else "none")
    desk = called(
        "status", "--data", world.jo.folder, "--json", "--passphrase-fd", "0", passphrases=world.jo.passphrase
    )
    assert desk.json["capture"] == ("kept_out" if offered else "none")
