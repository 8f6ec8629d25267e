"""Remakes the lock files from pyproject.toml, for every system at once; only this needs uv."""

from __future__ import annotations

import os

from tools import record_store
from tools.film_tools import LOCK as FILM
from tools.terminal import CannotContinue, run, say
from tools.virtual_environment import EVERYTHING, RUNTIME, uv

OLDEST_PYTHON = "3.11"


def remake(words: list[str]) -> int:
    """Resolve again, keeping versions that still fit; `--upgrade` among `words` takes the newest.

    Raises:
        CannotContinue: uv is not installed.
    """
    tool = uv()
    if tool is None:
        raise CannotContinue("Making lock files needs uv: see docs.astral.sh/uv, then run this again.")
    # The hashes must be those of PyPI's own files, whatever mirror this machine is set to use.
    for name in [name for name in os.environ if name.startswith("UV_")]:
        del os.environ[name]
    common = ["--quiet", "--universal", "--generate-hashes", "--no-config"]
    common += ["--python-version", OLDEST_PYTHON, "--default-index", "https://pypi.org/simple", "--no-emit-index-url"]
    common += ["--custom-compile-command", "python3 dev.py lock", *words]
    # The larger lock is held to the smaller one, so that tests run what is shipped.
    ours = [tool, "pip", "compile", "pyproject.toml", *common]
    code = (
        run([*ours, "-o", RUNTIME])
        or run([*ours, "--group", "dev", "-c", RUNTIME, "-o", EVERYTHING])
        or run([tool, "pip", "compile", record_store.WANTED, *common, "-o", record_store.LOCK])
        or run([tool, "pip", "compile", "--group", "film", *common, "-o", FILM])
    )
    say("Remade the lock files." if code == 0 else "The lock files could not be made.")
    return code
