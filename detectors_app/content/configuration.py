r"""What the council's IT sets for every laptop, in one file outside the program; knows no person's choice.

    # site-notes.toml
    idle_minutes = 3                              # locks sooner than the council's policy; never later
    display_name = "Site Notes"                   # what the window and the task bar say
    icon = "document"                             # one of resources/icons
    service_address = "https://notes.example.org" # for setting up by a typed code
    job_number_pattern = "WO-[0-9]{6}"            # how a job number looks

It lies in /etc/site-notes/ on Linux, /Library/Application Support/Site Notes/ on macOS, %PROGRAMDATA%\Site Notes\ on
Windows, where only an administrator writes; the variable SITE_NOTES_CONFIGURATION names another place.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Any, NamedTuple

from detectors_app.domain.errors import Invalid

FILE = "site-notes.toml"
VARIABLE = "SITE_NOTES_CONFIGURATION"


class Configuration(NamedTuple):
    """The settings; zero or empty where IT has set none."""

    idle_minutes: int = 0
    display_name: str = ""
    icon: str = ""
    service_address: str = ""
    job_number_pattern: str = ""

    def idle_minutes_of(self, policy_minutes: int) -> int:
        """Give after how many idle minutes a laptop locks: the policy's, or fewer."""
        return min(policy_minutes, self.idle_minutes) if self.idle_minutes > 0 else policy_minutes


def configuration_path() -> Path:
    """Give where the file would lie."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA", "C:\\ProgramData")) / "Site Notes" / FILE
    if sys.platform == "darwin":
        return Path("/Library/Application Support/Site Notes") / FILE
    return Path("/etc/site-notes") / FILE


def load_configuration(path: Path | None = None) -> Configuration:
    """Read the file; without one nothing is set.

    Raises Invalid where it is there and not as it should be: `detectors status` says so. A program that has to start
    uses `configuration_or_none_set`.
    """
    place = path or configuration_path()
    try:
        raw = place.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Configuration()
    except OSError as error:
        raise Invalid("configuration.cannot_read", where=str(place)) from error
    return _checked(_parsed(raw, place), place)


def configuration_or_none_set(path: Path | None = None) -> Configuration:
    """Read the file; one that is not as it should be sets nothing, so that writing down a concern stays possible."""
    try:
        return load_configuration(path)
    except Invalid:
        return Configuration()


def _parsed(raw: bytes, place: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(raw.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Invalid("configuration.not_toml", where=str(place)) from error


def _checked(found: dict[str, Any], place: Path) -> Configuration:
    usual = Configuration()
    known = {name: type(getattr(usual, name)) for name in Configuration._fields}
    wrong = [name for name, value in found.items() if type(value) is not known.get(name)]
    if wrong:
        raise Invalid("configuration.setting", where=str(place), setting=wrong[0])
    configuration = Configuration(**found)
    if configuration.idle_minutes < 0:
        raise Invalid("configuration.setting", where=str(place), setting="idle_minutes")
    try:
        re.compile(configuration.job_number_pattern)
    except re.error as error:
        raise Invalid("configuration.setting", where=str(place), setting="job_number_pattern") from error
    return configuration
