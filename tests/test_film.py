"""The film that is shipped: made of its one file of words, whole, calm, and agreeing with the module that shows it."""

from __future__ import annotations

import re
import struct
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from detectors_app.content.captions import load_captions
from detectors_app.content.courses import load_course
from detectors_app.content.paths import resources_dir
from detectors_app.content.transcript import load_transcript
from detectors_app.domain.blocks import Film
from detectors_app.domain.course import ModuleId
from tools import film_tools, virtual_environment
from tools.film import words
from tools.film.frames import frame
from tools.film.scenes import SCENES
from tools.film.story import FILE, load_story

ROOT = Path(__file__).resolve().parents[1]
COURSE = resources_dir() / "courses" / "early-detectors"
FILM = COURSE / "film" / "noticing.mp4"
STORY = load_story()
MOST_BYTES = 4 << 20


@pytest.fixture(scope="module")
def block() -> Film:
    """Give the block that shows the film."""
    module = load_course(COURSE).module(ModuleId("noticing"))
    assert module is not None
    return next(each for each in module.blocks if isinstance(each, Film))


def test_captions_and_transcript_are_those_of_the_story() -> None:
    """Whoever changes a word changes it in one file and makes the film anew."""
    assert (COURSE / "film" / "en.vtt").read_text(encoding="utf-8") == words.captions(STORY)
    assert (COURSE / "film" / "en.md").read_text(encoding="utf-8") == words.transcript(STORY)


def test_module_and_story_name_the_same_hard_part(block: Film) -> None:
    """Where it begins and ends, what it is, and the sentence told instead."""
    hard = STORY.hard
    assert [(each.from_ms, each.to_ms, each.note, each.instead) for each in block.skips] == [
        (hard.from_s * 1000, hard.to_s * 1000, hard.note, hard.instead)
    ]


def test_the_hard_part_cuts_no_sentence_in_two(block: Film) -> None:
    """Whoever skips it hears every other line whole, and nothing of what is in it."""
    part = block.skips[0]
    for cue in load_captions(COURSE / block.captions):
        within = part.from_ms <= cue.from_ms and cue.to_ms <= part.to_ms
        assert within or cue.to_ms <= part.from_ms or part.to_ms <= cue.from_ms, cue
        assert within == (not cue.speaker), cue


def test_everything_said_is_in_captions_and_transcript(block: Film) -> None:
    """The captions hold each line that is said or heard; the transcript what is seen besides, in the film's order."""
    cues = load_captions(COURSE / block.captions)
    assert [(each.speaker, each.text.strip("[]")) for each in cues] == [(each.who, each.text) for each in STORY.said]
    paragraphs = load_transcript(COURSE / block.transcript).paragraphs
    assert [re.sub(r"^\*\*\w+:\*\* ", "", each) for each in paragraphs[1:]] == [each.text for each in STORY.lines]
    for before, after in pairwise(cues):
        assert before.to_ms <= after.from_ms


def test_captions_stay_long_enough_to_be_read() -> None:
    """No more than 17 letters a second, as broadcasters hold."""
    for line in STORY.said:
        assert len(line.text) / (line.to_s - line.at_s) <= 17, line.text


def test_the_story_is_short() -> None:
    """Between 80 and 110 seconds."""
    assert 80 <= STORY.length_s <= 110


@pytest.mark.parametrize("broken", [("at_s = 9.7", "at_s = 9.0"), ("to_s = 102.6", "to_s = 105.5")])
def test_lines_that_do_not_fit_are_refused(broken: tuple[str, str], tmp_path: Path) -> None:
    """Two voices at once, and a line after the end, are the author's mistakes."""
    file = tmp_path / "film.toml"
    text = FILE.read_text(encoding="utf-8")
    assert broken[0] in text
    file.write_text(text.replace(*broken), encoding="utf-8")
    with pytest.raises(ValueError, match="s: "):
        load_story(file)


# --- the file ---------------------------------------------------------------------------------------------------------


def boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Give the boxes of an MP4 (ISO 14496-12): kind, and what is in it."""
    at = 0
    while at + 8 <= len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        yield kind, data[at + 8 : at + size]
        at += size


def inside(data: bytes, *kinds: bytes) -> list[bytes]:
    found = [data]
    for kind in kinds:
        found = [body for each in found for its, body in boxes(each) if its == kind]
    return found


def length_s(track: bytes) -> float:
    """Give the length that a track's own header tells."""
    header = inside(track, b"mdia", b"mdhd")[0]
    scale, length = struct.unpack(">II", header[12:20])
    return float(length / scale)


def test_the_film_has_a_picture_and_two_narrations_of_its_length() -> None:
    """H.264 with two AAC tracks, the second told to be a description; the index stands before the pictures."""
    data = FILM.read_bytes()
    assert len(data) <= MOST_BYTES
    kinds = [kind for kind, _ in boxes(data)]
    assert kinds.index(b"moov") < kinds.index(b"mdat")
    tracks = inside(data, b"moov", b"trak")
    handlers = [inside(each, b"mdia", b"hdlr")[0] for each in tracks]
    assert [each[8:12] for each in handlers] == [b"vide", b"soun", b"soun"]
    assert [each[24:].rstrip(b"\0") for each in handlers[1:]] == [b"Narration", b"Narration with audio description"]
    for track, codec in zip(tracks, (b"avc1", b"mp4a", b"mp4a"), strict=True):
        assert codec in inside(track, b"mdia", b"minf", b"stbl", b"stsd")[0]
        assert length_s(track) == pytest.approx(STORY.length_s, abs=0.1)


def test_there_is_a_key_frame_every_second() -> None:
    """Going to any second shows it at once."""
    picture = inside(FILM.read_bytes(), b"moov", b"trak")[0]
    table = inside(picture, b"mdia", b"minf", b"stbl", b"stss")[0]
    (count,) = struct.unpack(">I", table[4:8])
    keys = struct.unpack(f">{count}I", table[8 : 8 + 4 * count])
    assert keys[0] == 1
    assert all(after - before <= 25 for before, after in pairwise(keys))


@pytest.mark.long
def test_the_film_decodes_to_its_end(qtbot: QtBot) -> None:
    """Every picture from the first to the last, by the decoder that the product has."""
    from PySide6.QtMultimedia import QMediaPlayer, QVideoSink

    owner = QObject()
    player, sink = QMediaPlayer(owner), QVideoSink(owner)
    errors, starts = list[str](), list[int]()
    player.errorOccurred.connect(lambda _kind, text: errors.append(text))
    sink.videoFrameChanged.connect(lambda each: starts.append(each.startTime()))
    player.setVideoSink(sink)
    player.setSource(QUrl.fromLocalFile(str(FILM)))
    player.setPlaybackRate(20)
    player.play()
    qtbot.waitUntil(lambda: player.mediaStatus() == QMediaPlayer.MediaStatus.EndOfMedia, timeout=90_000)
    assert errors == []
    assert max(starts) >= (STORY.length_s - 0.2) * 1_000_000
    assert len(starts) > STORY.length_s * 10


# --- the drawings -----------------------------------------------------------------------------------------------------


def brightness(image: QImage) -> float:
    """Give the mean of a picture's pixels, from 0 to 255."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8).scaled(16, 9)
    return sum(grey.pixelColor(x, y).lightness() for x in range(16) for y in range(9)) / 144


def test_nothing_flashes_or_leaps(qapp: QApplication) -> None:
    """From one fifth of a second to the next the whole picture's light changes by a tenth at the most."""
    light = [brightness(frame(STORY, place / 5, (160, 90))) for place in range(round(STORY.length_s * 5))]
    assert max(abs(after - before) for before, after in pairwise(light)) < 25.5


def test_every_scene_is_drawn_and_shown() -> None:
    """No scene is named that cannot be drawn, none is drawn for nothing, and they come in order."""
    assert {name for _, name in STORY.scenes} == set(SCENES)
    assert [at_s for at_s, _ in STORY.scenes] == sorted(at_s for at_s, _ in STORY.scenes)


# --- what makes it ----------------------------------------------------------------------------------------------------


def test_what_makes_the_film_is_in_neither_environment() -> None:
    """Its lock has exact versions and hashes, and nothing of it is needed to run or check the product."""
    lock = (ROOT / film_tools.LOCK).read_text(encoding="utf-8")
    assert re.search(r"(?m)^imageio-ffmpeg==[^ ]+ ", lock)
    assert "://" not in lock
    group = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]["film"]
    assert [each.split(">")[0] for each in group] == ["imageio-ffmpeg"]
    for each in (virtual_environment.RUNTIME, virtual_environment.EVERYTHING):
        assert "imageio" not in (ROOT / each).read_text(encoding="utf-8")
    said = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    version = re.search(r"(?m)^imageio-ffmpeg==([^ ]+)", lock)
    assert version is not None
    assert f"| `imageio-ffmpeg` | {version[1]} |" in said


def test_one_module_alone_knows_the_library_that_plays() -> None:
    """Qt Multimedia is loaded when a film is opened and by nothing else; whoever lacks it lacks only films."""
    knows = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "detectors_app").rglob("*.py")
        if re.search(r"(?m)^ *(from|import) PySide6\.QtMultimedia", path.read_text(encoding="utf-8"))
    }
    assert knows == {"detectors_app/staff/film_player.py"}
    top = re.compile(r"(?m)^(from|import) PySide6\.QtMultimedia")
    assert not top.search((ROOT / "detectors_app/staff/film_player.py").read_text(encoding="utf-8"))
