"""What the project's own tools promise: locked files, rules that can fail, a command that finds what is missing."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from detectors_app.content.paths import resources_dir
from tools import apt, coverage_floor, postgres, system_libraries, terminal, virtual_environment
from tools.commands import COMMANDS, HELP, main

ROOT = Path(__file__).resolve().parent.parent
LOCKS = (virtual_environment.RUNTIME, virtual_environment.EVERYTHING)


def settings() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def required(group: list[str]) -> set[str]:
    return {normal(re.split(r"[\[<>=~! ;]", line)[0]) for line in group}


def locked(lock: str) -> dict[str, str]:
    """Give each locked name with everything that is written for it, hashes included."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"(?m)^(?=[a-z0-9])", text)[1:]
    return {normal(entry.split("==")[0]): entry for entry in entries}


def imported(path: Path) -> set[str]:
    """Give the first part of every name that a file imports, wherever in the file it does."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add((node.module or "").split(".")[0])
    return names


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_requirement_has_an_exact_version_and_hashes(lock: str) -> None:
    """Every line of a lock file names one version and at least one SHA-256."""
    entries = locked(lock)
    assert len(entries) > 30
    for name, entry in entries.items():
        assert re.match(r"[a-z0-9-]+==[^ ]+ ", entry), name
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry), name


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_files_name_no_registry(lock: str) -> None:
    """A lock file holds for every registry: no address, no option but hashes."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"(?m)^\s*--(?!hash=)", text)
    assert " @ " not in text


def test_everything_asked_for_is_locked_and_tests_run_what_is_shipped() -> None:
    """The runtime lock covers the dependencies, and the larger lock has the very same versions of them."""
    project = settings()
    runtime, everything = (locked(lock) for lock in LOCKS)
    assert required(project["project"]["dependencies"]) <= runtime.keys()
    assert required(project["dependency-groups"]["dev"]) <= everything.keys()
    for name, entry in runtime.items():
        # A check may want it on more systems, never in another version.
        assert everything[name].split()[0] == entry.split()[0]


def test_every_dependency_is_explained_with_its_locked_version() -> None:
    """docs/dependencies.md names each dependency asked for, and the version of each that the product uses."""
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    project = settings()
    wanted = required(project["project"]["dependencies"])
    assert {name for name in wanted | required(project["dependency-groups"]["dev"]) if f"`{name}`" not in text} == set()
    runtime = locked(LOCKS[0])
    for name in wanted:
        version = runtime[name].split("==")[1].split()[0]
        assert re.search(rf"(?m)^\| `{name}`.*\| {re.escape(version)} \|", text), f"{name} {version}"


def test_build_is_not_ignored() -> None:
    """build/ holds recipes: no line of .gitignore hides it, and environments are hidden."""
    lines = {line.strip().strip("/*") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()}
    assert "build" not in lines
    assert ".venv" in lines
    assert (ROOT / "build" / "README.md").is_file()


def test_dev_py_and_its_tools_import_only_the_standard_library() -> None:
    """What runs before anything is installed needs nothing installed."""
    files = [ROOT / "dev.py", *(ROOT / "tools").glob("*.py")]
    assert len(files) > 5
    for path in files:
        assert imported(path) <= sys.stdlib_module_names | {"tools"}, path.name


def test_dev_py_can_be_read_by_older_pythons() -> None:
    """A Python too old for the project can still read the line that says so."""
    ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 0))


def test_domain_imports_only_the_standard_library_and_itself() -> None:
    """The rules stand on Python alone."""
    for path in (ROOT / "detectors_app" / "domain").rglob("*.py"):
        assert imported(path) <= sys.stdlib_module_names | {"detectors_app"}, path.name


def test_every_command_is_in_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    """`--help` lists each command; an unknown one is refused with exit code 2 and names the way to help."""
    listed = {line.split()[0] for line in HELP.splitlines()[1:] if line.strip()}
    assert listed == set(COMMANDS)
    assert main(["sing"]) == 2
    assert "dev.py --help" in capsys.readouterr().err
    assert main(["--help"]) == 0


def test_makefile_offers_every_command() -> None:
    """The Makefile is an alias for each command and nothing more."""
    lines = (ROOT / "Makefile").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    assert set(lines[1].split(":")[0].split()) == set(COMMANDS)


def test_resources_are_found_in_a_checkout() -> None:
    """A checkout's resources lie beside the package."""
    assert resources_dir() == ROOT / "resources"


LDD = """\
\tlinux-vdso.so.1 (0x00007ffc)
\tlibxcb-icccm.so.4 => not found
\tlibGL.so.1 => /lib/x86_64-linux-gnu/libGL.so.1 (0x00007f)
\tlibQt6Core.so.6 => not found
\tlibxcb-icccm.so.4 => not found
\tlibEGL.so.1 => not found
"""


def test_missing_libraries_are_read_from_ldd() -> None:
    """Each missing system library is named once; Qt's own, which come with the wheel, are not."""
    assert system_libraries.missing(LDD) == ["libEGL.so.1", "libxcb-icccm.so.4"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="system libraries are looked for on Linux only")
def test_every_library_qt_needs_has_a_known_package() -> None:
    """Whatever Qt loads here that is not the C library itself or Qt's own is in the table of packages."""
    listing = system_libraries.ldd(virtual_environment.qt_folder(), QT_FILES)
    needed = direct_needs(listing)
    assert {"libxcb-cursor.so.0", "libpulse.so.0"} <= needed
    assert needed - system_libraries.PACKAGES.keys() == set()


QT_FILES = (*system_libraries.OFFSCREEN, *system_libraries.WINDOW, *system_libraries.FILM)


def direct_needs(listing: str) -> set[str]:
    """Give the libraries that Qt's own files name; what those need in turn, apt brings along by itself.

    A file names each library it needs as a string of its own, so no further tool is needed to read them.
    """
    base = {"libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libresolv.so.2"}
    found: set[str] = set()
    qt = virtual_environment.qt_folder()
    pairs = [line.split("=>") for line in listing.splitlines() if "=>" in line]
    resolved = {name.strip() for name, place in pairs if str(qt) not in place}  # the wheel brings the rest
    for name in QT_FILES:
        data = (qt / name).read_bytes() if (qt / name).exists() else b""
        found |= {soname for soname in resolved if b"\0" + soname.encode() + b"\0" in data}
    return {name for name in found if not name.startswith(("libQt6", "libicu")) and name not in base}


def test_nothing_is_installed_when_nothing_is_wanted() -> None:
    """No need, no apt-get."""
    assert apt.install([], "for nothing") is True


def test_postgres_is_found_where_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """DETECTORS_PG_BIN wins when both programs are there, and is passed over when they are not."""
    monkeypatch.setenv(postgres.VARIABLE, str(tmp_path))
    assert postgres.find() != tmp_path
    for name in ("initdb", "postgres"):
        program = tmp_path / (f"{name}.exe" if sys.platform == "win32" else name)
        program.write_bytes(b"")
        program.chmod(0o755)
    assert postgres.find() == tmp_path


def test_a_missing_program_is_a_failure_not_a_crash() -> None:
    """Asking a program that is not there gives the shell's code for it."""
    assert terminal.run_quietly(["no-such-program-anywhere"]).returncode == 127


def test_stamp_follows_the_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed lock file changes what the environment must match."""
    monkeypatch.setattr(virtual_environment, "ROOT", tmp_path)
    (tmp_path / "a.lock").write_text("x==1\n", encoding="utf-8")
    before = virtual_environment.digest("a.lock")
    (tmp_path / "a.lock").write_text("x==2\n", encoding="utf-8")
    assert virtual_environment.digest("a.lock") != before


def test_coverage_gaps_are_named() -> None:
    """A line or branch never run, and a module never measured, each give a line; whole or other modules give none."""
    report = {
        "files": {
            "detectors_app/domain/whole.py": {"missing_lines": [], "missing_branches": []},
            "detectors_app/domain/holed.py": {"missing_lines": [3, 4], "missing_branches": [[7, 9]]},
            "detectors_app/staff/page.py": {"missing_lines": [1], "missing_branches": []},
        }
    }
    modules = [*report["files"], "detectors_app/domain/forgotten.py"]
    assert coverage_floor.gaps(report, ["domain"], modules) == [
        "detectors_app/domain/forgotten.py: not measured at all",
        "detectors_app/domain/holed.py: branches 7->9 never taken",
        "detectors_app/domain/holed.py: lines 3, 4 never run",
    ]


def test_coverage_floor_holds_the_rules() -> None:
    """The five packages that decide and seal are held to full coverage, and exist."""
    names = coverage_floor.fully_covered()
    assert set(names) == {"domain", "protocol", "use_cases", "sealing", "signing"}
    assert all((ROOT / "detectors_app" / name / "__init__.py").is_file() for name in names)


@pytest.fixture
def skeleton(tmp_path: Path) -> Path:
    """A copy of the house with empty rooms and the same contracts."""
    for source in (ROOT / "detectors_app").rglob("__init__.py"):
        target = tmp_path / source.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("", encoding="utf-8")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def contracts(folder: Path) -> tuple[int, str]:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c(['--no-cache'])"]
    environment = terminal.environment({"PYTHONPATH": str(folder)})
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_contracts_hold_for_empty_rooms(skeleton: Path) -> None:
    """The contracts are kept by the layout itself, so a broken one is the code's doing."""
    code, said = contracts(skeleton)
    assert code == 0, said


BREAKS = {
    "upwards": ("domain/x.py", "import detectors_app.protocol", "1. Imports point inward"),
    "sideways": ("storage/x.py", "import detectors_app.transport", "1. Imports point inward"),
    "programs": ("staff/x.py", "import detectors_app.desk", "1. Imports point inward"),
    "no layer": ("helpers/__init__.py", "", "1. Imports point inward"),
    "widgets": ("widgets/x.py", "import detectors_app.storage", "1. Shared widgets"),
    "library": ("use_cases/x.py", "import sqlalchemy", "2. Domain, protocol and use cases"),
    "domain": ("domain/x.py", "import msgspec", "2. Domain knows the standard library"),
    "qt": ("sealing/x.py", "from PySide6.QtCore import QObject", "3. No Qt outside"),
    "mailbox": ("mailbox/x.py", "import detectors_app.sealing", "4. The service holds no reader key"),
}


@pytest.mark.parametrize("case", sorted(BREAKS))
def test_each_contract_can_fail(skeleton: Path, case: str) -> None:
    """One import the wrong way, or a package on no layer, breaks the contract that forbids it."""
    where, line, contract = BREAKS[case]
    path = skeleton / "detectors_app" / where
    path.parent.mkdir(exist_ok=True)
    path.write_text(line + "\n", encoding="utf-8")
    code, said = contracts(skeleton)
    assert code == 1, said
    assert re.search(re.escape(contract) + r".* BROKEN", said), said


@pytest.mark.parametrize("other", ["reporting", "casework"])
def test_learning_is_held_apart_from_the_day_it_is_added(skeleton: Path, other: str) -> None:
    """Learning may stand beside concerns, but neither may know the other."""
    learning = skeleton / "detectors_app" / "use_cases" / "learning"
    learning.mkdir(exist_ok=True)
    (learning / "__init__.py").write_text("", encoding="utf-8")
    assert contracts(skeleton)[0] == 0
    (learning / "x.py").write_text(f"import detectors_app.use_cases.{other}\n", encoding="utf-8")
    code, said = contracts(skeleton)
    assert code == 1, said
    assert re.search(r"5\. Learning and " + other + r".* BROKEN", said), said
