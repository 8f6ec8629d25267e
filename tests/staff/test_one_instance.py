"""One program a data folder: the lock dies with its process, a second start reaches the first."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from detectors_app.staff.one_instance import FILE, InstanceLock, is_running
from detectors_app.staff.raising import OPEN, STAY, Raiser, ask_running, server_name

_HOLD = """
import sys
from pathlib import Path
from detectors_app.staff.one_instance import InstanceLock
lock = InstanceLock(Path(sys.argv[1]))
print(lock.take(), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def raiser(tmp_path: Path, qtbot: QtBot) -> Iterator[Raiser]:
    """Listen for second starts on a folder."""
    made = Raiser(tmp_path)
    assert made.start()
    yield made
    made.stop()


_ASK = """
import sys
from pathlib import Path
from detectors_app.staff.raising import ask_running
sys.exit(0 if ask_running(Path(sys.argv[1]), sys.argv[2], 20_000) else 1)
"""


def asked(folder: Path, word: str, qtbot: QtBot) -> bool:
    """Ask from another process, while this one's loop runs."""
    command = [sys.executable, "-c", _ASK, str(folder), word]
    with subprocess.Popen(command, cwd=Path(__file__).parents[2]) as other:
        qtbot.waitUntil(lambda: other.poll() is not None, timeout=30_000)
    return other.returncode == 0


def test_the_lock_dies_with_its_process(tmp_path: Path) -> None:
    """While another process holds it, it cannot be taken; killed without a word, it can."""
    folder = tmp_path / "not made yet"
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "True"
        lock = InstanceLock(folder)
        assert not lock.take()
        assert is_running(folder)
        other.kill()
        other.wait()
    assert not is_running(folder)
    assert lock.take()
    assert lock.is_held
    lock.release()


def test_asking_whether_it_runs_makes_nothing(tmp_path: Path) -> None:
    """`status` leaves no trace in a folder where nothing ever ran."""
    assert not is_running(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_a_folder_that_cannot_be_written_keeps_nobody_from_writing(tmp_path: Path) -> None:
    """A file is in the folder's place: the program starts, and says itself what is wrong."""
    (tmp_path / "file").write_text("")
    lock = InstanceLock(tmp_path / "file")
    assert lock.take()
    assert not lock.is_held
    lock.release()


def test_the_lock_file_is_its_owners(tmp_path: Path) -> None:
    """Nobody else can hold it, and so keep the program from its folder's lock."""
    lock = InstanceLock(tmp_path / "made")
    assert lock.take()
    if sys.platform != "win32":
        assert (tmp_path / "made" / FILE).stat().st_mode & 0o777 == 0o600
        assert (tmp_path / "made").stat().st_mode & 0o777 == 0o700
    lock.release()


def test_a_second_start_is_heard(raiser: Raiser, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """`open` asks for the window and hands over what the desktop gave it; `stay` only asks whether one is there."""
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "from the desktop")
    told: list[str] = []
    raiser.open_asked.connect(told.append)
    assert asked(tmp_path, STAY, qtbot)
    assert told == []
    assert asked(tmp_path, OPEN, qtbot)
    assert told == ["from the desktop"]


@pytest.mark.parametrize("line", [b"rubbish\n", b"open" * 1000, b"\xff\xfe\n"])
def test_what_else_comes_is_not_answered(raiser: Raiser, tmp_path: Path, qtbot: QtBot, line: bytes) -> None:
    """Neither a word that is none nor a line without end."""
    told: list[str] = []
    raiser.open_asked.connect(told.append)
    socket = QLocalSocket()
    socket.connectToServer(server_name(tmp_path))
    assert socket.waitForConnected(5_000)
    socket.write(line)
    qtbot.waitUntil(lambda: socket.state() == QLocalSocket.LocalSocketState.UnconnectedState, timeout=5_000)
    assert socket.readAll().isEmpty()
    assert told == []


def test_a_program_that_does_not_answer_is_not_waited_for(tmp_path: Path, qapp: QApplication) -> None:
    """A person must be able to write even where the first program hangs."""
    assert not ask_running(tmp_path, OPEN, 120)


def test_every_way_to_write_a_folder_is_the_same_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name tells nothing of the folder, and lies in the person's own place where the system has one."""
    (tmp_path / "a").mkdir()
    monkeypatch.chdir(tmp_path)
    assert server_name(Path("a")) == server_name(tmp_path / "a" / ".." / "a")
    assert server_name(tmp_path) != server_name(tmp_path / "a")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert Path(server_name(Path("a"))).parent == tmp_path
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "nowhere"))
    assert "/" not in server_name(Path("a"))
