"""Reads what belongs to a film beside its picture: captions and transcript; damage to them stops no film."""

from __future__ import annotations

from pathlib import Path

from detectors_app.content.captions import Cue, load_captions
from detectors_app.content.transcript import load_transcript
from detectors_app.content.wording import Wording
from detectors_app.domain.errors import Invalid
from detectors_app.staff.transcript_view import said


def cues_of(file: Path) -> tuple[Cue, ...]:
    """Give the captions; where they are damaged the film goes without."""
    try:
        return load_captions(file)
    except Invalid:
        return ()


def paragraphs_of(file: Path, cues: tuple[Cue, ...], words: Wording) -> tuple[str, ...]:
    """Give the film's words; where they are damaged its captions stand for them."""
    try:
        return load_transcript(file).paragraphs
    except Invalid:
        return tuple(said(each, words) for each in cues)
