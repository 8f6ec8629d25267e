"""Keeps a person's preferences in a small open file, read before the first paint; holds nothing secret.

They lie outside the encrypted store because the first paint needs them, and because none of them says anything about
what the program is for.
"""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from detectors_app.domain.preferences import Look, Preferences

FILE = "preferences.json"


def read_preferences(folder: Path) -> Preferences:
    """Give what was chosen.

    A file that is missing, damaged or from another version is passed over: no choice is worth not starting for.
    """
    try:
        kept = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Preferences()
    return _preferences(kept if isinstance(kept, dict) else {})


def write_preferences(folder: Path, preferences: Preferences) -> None:
    """Keep what was chosen, durably, in place of what was. Raises EnvironmentFault; what was kept before stays then."""
    from detectors_app.storage.durable_file import make_folder, replace

    make_folder(folder)
    replace(folder / FILE, json.dumps(asdict(preferences), indent=1).encode())


def _preferences(kept: dict[str, Any]) -> Preferences:
    usual = Preferences()
    chosen: dict[str, Any] = {
        each.name: _one(kept.get(each.name), getattr(usual, each.name)) for each in fields(Preferences)
    }
    preferences = Preferences(**chosen)
    return preferences if preferences.is_sound() else usual


def _one(kept: object, usual: object) -> object:
    if isinstance(usual, Look):
        return next((each for each in Look if each == kept), usual)
    return kept if type(kept) is type(usual) else usual
