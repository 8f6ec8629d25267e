"""Knows where the resources lie, in a checkout, an installed wheel or a frozen program; it reads none of them."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def resources_dir() -> Path:
    """Give the folder that holds `form/`, `locale/` and the rest.

    A wheel and a frozen program carry it inside the package; a checkout has it beside the package.

    Raises:
        FileNotFoundError: neither is there, so the program was not installed whole.
    """
    for folder in (_PACKAGE / "resources", _PACKAGE.parent / "resources"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(_PACKAGE / "resources")
