"""docs/operating.md can be walked from its first line to its last, with the passphrases typed at a terminal."""

from __future__ import annotations

import re
import signal
import sys
from pathlib import Path

import pytest

from detectors_app.mailbox.in_thread import free_port
from tests.cli.walk import DOCUMENT, Block, Terminal, blocks
from tests.made_up_packs import course_files, write_course

REFERENCE = re.compile(r"SN-[0-9A-Z]{6}")
CODE = re.compile(r"(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}")
PASSPHRASES = [
    (r"same once more", ""),  # Filled in with whatever was typed before.
    (r"[Cc]ode", ""),  # Filled in with the code that was said last.
    (r"authority 1 |authority-1\.key", "first holder's words"),
    (r"authority 2 |authority-2\.key", "second holder's words"),
    (r"authority 3 |authority-3\.key", "third holder's words"),
    (r"laptop", "a caretaker's passphrase"),
    (r"[Pp]assphrase", "an officer's passphrase"),
]


class Typist(Terminal):
    """A terminal at which the same passphrase is typed once more where it is asked for."""

    typed = ""

    def _answer(self, leader: int, said: bytes, answered: int) -> int:
        self.passphrases[0] = (self.passphrases[0][0], self.typed)
        now = super()._answer(leader, said, answered)
        if now != answered:
            last = said.decode(errors="replace").splitlines()[-1]
            self.typed = next(words for pattern, words in self.passphrases if re.search(pattern, last))
        return now


@pytest.mark.skipif(sys.platform == "win32", reason="types at a POSIX terminal")
@pytest.mark.end_to_end
@pytest.mark.timeout(400)
def test_the_documented_lines_set_up_a_council_that_works(tmp_path: Path) -> None:
    """Each line ends with 0, and at the end the laptop says that the duty team has read the trial."""
    port, metrics_port = free_port(), free_port()
    terminal = Typist(tmp_path, list(PASSPHRASES))
    said: list[str] = []
    write_course(tmp_path / "early-detectors", course_files(99, course="early-detectors"))
    try:
        for block in blocks(DOCUMENT):
            _walk(terminal, block, said, {"8443": str(port), "8444": str(metrics_port)})
        codes = terminal.stop()
    finally:
        for process in terminal.background:
            process.kill()
    everything = "\n".join(said)
    assert "Read by the duty team" in everything
    assert "trusts list 1" in everything
    assert "A new version of the course early-detectors is here." in everything
    assert set(codes) <= {0, -signal.SIGTERM}, "uvicorn closes everything, then ends by the signal it was sent"
    assert REFERENCE.search(everything)
    assert "Traceback" not in everything
    for _, words in PASSPHRASES[2:]:
        assert words not in everything


def _walk(terminal: Terminal, block: Block, said: list[str], numbers: dict[str, str]) -> None:
    text = block.text
    for shown, real in numbers.items():
        text = text.replace(shown, real)
    if block.language == "json":
        (terminal.folder / block.name).write_text(text, encoding="utf-8")
        return
    for line in text.splitlines():
        if block.name == "background":
            terminal.start(line, until="listens")
            continue
        found = REFERENCE.findall("\n".join(said))
        codes = CODE.findall("\n".join(said))
        terminal.passphrases[1] = (terminal.passphrases[1][0], codes[-1] if codes else "")
        said.append(terminal.run(line.replace("REFERENCE", found[-1] if found else "REFERENCE")))


def test_every_line_of_the_document_is_one_of_our_commands() -> None:
    """A line that is not walked would rot: all blocks of shell in the document are marked."""
    text = DOCUMENT.read_text(encoding="utf-8")
    assert text.count("```sh") == text.count("```sh walk")
    lines = [line for block in blocks(DOCUMENT) if block.language == "sh" for line in block.text.splitlines()]
    assert all(line.startswith("detectors ") for line in lines)
    assert len(lines) > 20
