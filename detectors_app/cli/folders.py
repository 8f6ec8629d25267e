"""Which folder a command works in, and whether a laptop, a desk or a service lives there; opens nothing."""

from __future__ import annotations

import argparse
from enum import StrEnum
from pathlib import Path

from detectors_app.domain.errors import Invalid

APPLICATION = "Site Notes"


class Kind(StrEnum):
    """What lives in a data folder."""

    LAPTOP = "laptop"
    DESK = "desk"
    SERVICE = "service"


_SIGNS = {Kind.DESK: "desk.key", Kind.SERVICE: "service.json", Kind.LAPTOP: "laptop.db"}
"""The file that shows it (docs/operating.md, *What lies where*)."""


def folder_for(args: argparse.Namespace, kind: Kind) -> Path:
    """Give the folder named by `--data`, else the usual one. Raises Invalid where a file is in its place."""
    folder = Path(args.data) if args.data is not None else usual_folder(kind)
    if folder.exists() and not folder.is_dir():
        raise Invalid("file.not_a_folder", where=str(folder))
    return folder


def usual_folder(kind: Kind) -> Path:
    """Give where this person's data of that kind lies on this system."""
    import platformdirs

    return platformdirs.user_data_path(APPLICATION, appauthor=False, roaming=False) / kind.value


def kind_in(folder: Path) -> Kind | None:
    """Say what lives in a folder; None where nothing does yet."""
    return next((kind for kind, name in _SIGNS.items() if (folder / name).exists()), None)


def find_folder(args: argparse.Namespace) -> tuple[Path, Kind | None]:
    """Give the folder a command is about and what lives there: `--data`, else whichever usual one is set up."""
    if args.data is not None:
        folder = folder_for(args, Kind.LAPTOP)
        return folder, kind_in(folder)
    for kind in (Kind.LAPTOP, Kind.DESK):
        if kind_in(usual_folder(kind)) is kind:
            return usual_folder(kind), kind
    return usual_folder(Kind.LAPTOP), None
