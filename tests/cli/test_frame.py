"""The frame of the command line: help at once, one JSON object, the documented exit codes, no traceback."""

from __future__ import annotations

import subprocess
import sys

import pytest

from detectors_app.cli.exit_codes import Exit, Usage, exit_of
from detectors_app.domain.errors import (
    CannotOpen,
    DetectorsError,
    EnvironmentFault,
    Invalid,
    Refused,
    TransientFault,
)
from tests.cli.command import ROOT, detectors, environment

PLANTED = "planted words"
SLOW = ("PySide6", "sqlalchemy", "cryptography", "requests", "keyring", "fastapi", "uvicorn", "msgspec", "sqlcipher3")


def test_help_needs_no_slow_library() -> None:
    """`detectors --help` answers at once: nothing heavy is imported for it."""
    code = (
        "import sys\nfrom detectors_app.cli.main import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        f"print([each for each in {SLOW} if each in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    assert done.stderr.strip() == "[]"
    assert "authority" in done.stdout


@pytest.mark.parametrize(
    "error,code",
    [
        (EnvironmentFault("x"), Exit.NOT_NOW),
        (TransientFault("x"), Exit.NOT_NOW),
        (Refused("x"), Exit.REFUSED),
        (Invalid("x"), Exit.REFUSED),
        (Usage("x"), Exit.USAGE),
        (CannotOpen("x"), Exit.CANNOT_OPEN),
    ],
)
def test_each_kind_of_error_has_its_exit_code(error: DetectorsError, code: Exit) -> None:
    """The branch of the error tree decides, and nothing else."""
    assert exit_of(error) is code


@pytest.mark.parametrize(
    "arguments",
    [
        (), ("nonsense",), ("authority",), ("authority", "sign"), ("mailbox", "serve", "--port", "70000"),
        ("mailbox", "serve", "--port", "-1"), ("mailbox", "serve", "--port", "٣"), ("desk", "init", "--role", "queen"),
        ("status", "--passphrase-fd", "x"), ("record",), ("demo", "--hea"),
    ],
)  # fmt: skip
def test_a_wrong_command_line_ends_with_2(arguments: tuple[str, ...]) -> None:
    """Usage errors are told in one line, as JSON where JSON was asked for."""
    plain = detectors(*arguments)
    assert plain.code == 2
    assert "Traceback" not in plain.err
    assert "--help" in plain.err
    told = detectors(*arguments, "--json")
    assert (told.code, told.error_key) == (2, "cli.usage")


def test_a_bug_shows_its_type_and_no_content(capsys: pytest.CaptureFixture[str]) -> None:
    """What nobody expected ends with 70, one line, and not a word of what was being handled."""
    import detectors_app.cli.form as module
    from detectors_app.cli.main import main

    def broken(*_: object) -> None:
        raise RuntimeError(PLANTED)

    real, module.form = module.form, broken  # type: ignore[assignment]  # the fault is the point
    try:
        assert main(["form"]) == Exit.BUG
    finally:
        module.form = real
    said = capsys.readouterr()
    assert "RuntimeError" in said.err
    assert "planted" not in said.err + said.out
