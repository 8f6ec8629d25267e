"""The words of a film are read as they stand, and damage is named by its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from detectors_app.content.transcript import Transcript, load_transcript
from detectors_app.content.wording import load_wording
from detectors_app.domain.errors import Invalid


def test_paragraphs_are_kept_in_order(tmp_path: Path) -> None:
    """A title, then paragraphs with an empty line between them; broken lines are joined."""
    file = tmp_path / "en.md"
    file.write_bytes("﻿# Noticing\r\n\r\n**Ann:** Hello\r\nthere.\r\n\r\n\r\nA door.\r\n".encode())
    assert load_transcript(file) == Transcript("Noticing", ("**Ann:** Hello there.", "A door."))


@pytest.mark.parametrize("content", [b"", b"# Only a title\n", b"\xff\xfe\x00", b"x" * (1 << 20) + b"y"])
def test_what_says_nothing_is_refused(tmp_path: Path, content: bytes) -> None:
    """An empty file, one without a paragraph, one that is no text and one far too long are named."""
    file = tmp_path / "en.md"
    file.write_bytes(content)
    with pytest.raises(Invalid) as raised:
        load_transcript(file)
    assert "en.md" in load_wording().error(raised.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """A file that is not there is named too."""
    with pytest.raises(Invalid):
        load_transcript(tmp_path / "none.md")
