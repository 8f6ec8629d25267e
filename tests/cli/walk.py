"""Runs the command lines of docs/operating.md as they stand, at a terminal of their own, and answers their prompts."""

from __future__ import annotations

import os
import re
import select
import shlex
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.cli.command import ROOT, environment

_BLOCK = re.compile(r"^```(\w+) walk ?([\w.-]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINE_S = 90


@dataclass(frozen=True)
class Block:
    """A block of the document: command lines (`sh`), or a file's text (`json`) with its name."""

    language: str
    name: str
    text: str


def blocks(document: Path) -> list[Block]:
    """Give the blocks marked `walk`, in their order."""
    return [Block(*found.groups()) for found in _BLOCK.finditer(document.read_text(encoding="utf-8"))]


@dataclass
class Terminal:
    """A folder in which lines are run. `passphrases` answers a prompt by a pattern found in it."""

    folder: Path
    passphrases: list[tuple[str, str]]
    background: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def run(self, line: str) -> str:
        """Run one line at a terminal of its own and give what it said. Fails where it does not end with 0."""
        import pty

        leader, follower = pty.openpty()
        process = subprocess.Popen(
            self._command(line), cwd=self.folder, env=environment(), stdin=follower, stdout=follower, stderr=follower,
            start_new_session=True,
            preexec_fn=_take_terminal,  # noqa: PLW1509 - getpass wants the terminal to be the new session's own
        )  # fmt: skip
        os.close(follower)
        try:
            said = self._talk(leader, process)
        finally:
            os.close(leader)
            if process.poll() is None:
                process.kill()
        assert process.wait() == 0, f"{line}\n{said}"
        return said

    def start(self, line: str, until: str) -> None:
        """Start a line in the background and wait until it says so."""
        process = subprocess.Popen(
            self._command(line), cwd=self.folder, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.background.append(process)
        assert process.stdout is not None
        while until not in (said := process.stdout.readline().decode()):
            assert said or process.poll() is None, "it ended"

    def stop(self) -> list[int]:
        """Stop what runs in the background as systemd would; give the exit codes."""
        for process in self.background:
            process.send_signal(signal.SIGTERM)
        codes = [process.wait(timeout=LINE_S) for process in self.background]
        for process in self.background:
            if process.stdout is not None:
                process.stdout.close()
        return codes

    def _command(self, line: str) -> list[str]:
        words = shlex.split(line)
        assert words[0] == "detectors", line
        return [sys.executable, "-m", "detectors_app.cli", *words[1:]]

    def _talk(self, leader: int, process: subprocess.Popen[bytes]) -> str:
        said, answered, end_s = b"", 0, time.monotonic() + LINE_S
        while time.monotonic() < end_s:
            if select.select([leader], [], [], 0.2)[0]:
                try:
                    piece = os.read(leader, 65536)
                except OSError:  # Linux says so when the other side has closed the terminal.
                    return said.decode()
                said += piece
                answered = self._answer(leader, said, answered)
            elif process.poll() is not None:
                return said.decode()
        raise AssertionError(said.decode())

    def _answer(self, leader: int, said: bytes, answered: int) -> int:
        """Type the passphrase where the last thing said is a prompt not yet answered."""
        last = said[answered:].decode(errors="replace")
        if not last.endswith(": "):
            return answered
        for pattern, passphrase in self.passphrases:
            if re.search(pattern, said.decode(errors="replace").splitlines()[-1]):
                os.write(leader, passphrase.encode() + b"\n")
                return len(said)
        raise AssertionError(last)


def _take_terminal() -> None:
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


DOCUMENT = ROOT / "docs" / "operating.md"
