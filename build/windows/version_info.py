"""Prints what Windows shows of the program's file, as PyInstaller takes it; builds nothing.

    python build/windows/version_info.py > dist/version_info.txt
    pyinstaller --version-file dist/version_info.txt --name site-notes ...

Everything in it can be read by anyone who looks at the file, the task manager or the list of programs: it says the
neutral name and no more.
"""
# ruff: noqa: INP001 - a recipe beside others, no package

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILE = "site-notes"


def version_info(name: str, version: str) -> str:
    """Give the file's text for a neutral name and a version such as 1.2.3."""
    numbers = tuple(int(each) if each.isdigit() else 0 for each in (*version.split("."), "0", "0", "0"))[:4]
    strings = {
        "CompanyName": name,
        "FileDescription": name,
        "FileVersion": version,
        "InternalName": FILE,
        "LegalCopyright": "",
        "OriginalFilename": f"{FILE}.exe",
        "ProductName": name,
        "ProductVersion": version,
    }
    table = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in strings.items())
    return (
        "VSVersionInfo(\n"
        f"  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0, OS=0x40004,\n"
        "    fileType=0x1, subtype=0x0, date=(0, 0)),\n"
        f"  kids=[StringFileInfo([StringTable('080904B0', [{table}])]),\n"
        "    VarFileInfo([VarStruct('Translation', [2057, 1200])])])\n"
    )


def main() -> None:
    """Print it for this checkout."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    words = json.loads((ROOT / "resources/locale/en/common.json").read_text(encoding="utf-8"))
    sys.stdout.write(version_info(words["app.name"], project["version"]))


if __name__ == "__main__":
    main()
