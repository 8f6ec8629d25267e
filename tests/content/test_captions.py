"""Captions are read in order, with who speaks; a slip in them is named with its line."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors_app.content.captions import Cue, load_captions
from detectors_app.content.film_length import film_length_ms
from detectors_app.content.wording import load_wording
from detectors_app.domain.errors import Invalid
from tests.authored_course import CAPTIONS


def load(folder: Path, text: str | bytes) -> tuple[Cue, ...]:
    path = folder / "en.vtt"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return load_captions(path)


def test_cues_have_times_speaker_and_words(tmp_path: Path) -> None:
    """Who speaks comes from the voice span; line ends within a caption stay."""
    assert load(tmp_path, CAPTIONS) == (
        Cue(0, 3500, "Narrator", "A van stops at a door."),
        Cue(3500, 6000, "Mr Smith", "I said it is fine."),
        Cue(6000, 9800, "Narrator", "She looks down.\nIt is very quiet."),
    )


@pytest.mark.parametrize(
    "text, cue",
    [
        ("1\n00:01.000 --> 00:02.000\nA &amp; B <i>so</i>", Cue(1000, 2000, "", "A & B so")),
        ("01:00:01.250 --> 01:00:02.000 align:start\n<v.loud Ann Lee>Hi</v>", Cue(3601250, 3602000, "Ann Lee", "Hi")),
        ("NOTE a b\nc\n\n00:01.000 --> 00:02.000\nA", Cue(1000, 2000, "", "A")),
        ("STYLE\n::cue {}\n\n00:01.000 --> 00:02.000\nA", Cue(1000, 2000, "", "A")),
    ],
)
def test_the_forms_that_a_caption_may_have(tmp_path: Path, text: str, cue: Cue) -> None:
    """Names, settings, remarks and styles are understood and not shown."""
    assert load(tmp_path, f"WEBVTT\n\n{text}\n") == (cue,)
    assert load(tmp_path, b"\xef\xbb\xbf" + f"WEBVTT - x\n\n{text}".replace("\n", "\r\n").encode()) == (cue,)


@pytest.mark.parametrize(
    "text, key, line",
    [
        ("", "captions_header", 1),
        ("\nWEBVTT\n", "captions_header", 1),
        ("WEBVTTX\n", "captions_header", 1),
        ("1\n00:00:01,000 --> 00:00:02,000\nA\n", "captions_header", 1),
        ("WEBVTT\n", "captions_none", 1),
        ("WEBVTT\n\n00:01.000 -> 00:02.000\nA\n", "captions_cue", 3),
        ("WEBVTT\n\n00:01.000 --> 00:02\nA\n", "captions_cue", 3),
        ("WEBVTT\n\n00:61.000 --> 00:62.000\nA\n", "captions_cue", 3),
        ("WEBVTT\n\nStray words\n", "captions_cue", 3),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nA\n00:03.000 --> 00:04.000\nB\n", "captions_cue", 3),
        ("WEBVTT\n\n00:02.000 --> 00:01.000\nA\n", "captions_span", 3),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n", "captions_empty", 3),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n<v A></v>\n", "captions_empty", 3),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>B\n<v C>D\n", "captions_voices", 3),
        ("WEBVTT\n\n00:03.000 --> 00:04.000\nA\n\n00:01.000 --> 00:02.000\nB\n", "captions_order", 6),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\n\xff\n", "not_text", 4),
        (b"WEBVTT\n\n\x00\n", "control", 3),
        (b"WEBVTT\n" + b"x" * (1 << 20), "too_large", 1),
    ],
)
def test_a_slip_is_named_with_its_line(tmp_path: Path, text: str | bytes, key: str, line: int) -> None:
    """The error names the file, the line and what is wrong, in a sentence."""
    with pytest.raises(Invalid) as caught:
        load(tmp_path, text)
    assert (caught.value.key, caught.value.where) == (f"course.{key}", f"en.vtt:{line}")
    assert load_wording().error(caught.value).startswith(f"en.vtt:{line}: ")


def test_captions_that_are_missing_are_named(tmp_path: Path) -> None:
    """A file that is not there, or a folder in its place."""
    with pytest.raises(Invalid, match=r"course\.no_file"):
        load_captions(tmp_path / "en.vtt")
    (tmp_path / "en.vtt").mkdir()
    with pytest.raises(Invalid, match=r"course\.no_file"):
        load_captions(tmp_path / "en.vtt")


@given(data=st.binary(max_size=200), at=st.integers(0, len(CAPTIONS)), length=st.integers(0, 40))
def test_chance_never_breaks_it(tmp_path_factory: pytest.TempPathFactory, data: bytes, at: int, length: int) -> None:
    """Whatever stands in the file: cues in order, or an error that the author can mend."""
    whole = CAPTIONS.encode()
    folder = tmp_path_factory.getbasetemp()
    with suppress(Invalid):
        cues = load(folder, whole[:at] + data + whole[at + length :])
        assert [each.from_ms for each in cues] == sorted(each.from_ms for each in cues)
        assert all(each.from_ms < each.to_ms and each.text for each in cues)


# --- how long a film is -----------------------------------------------------------------------------------------------


def box(kind: bytes, body: bytes, *, large: bool = False) -> bytes:
    if large:
        return (1).to_bytes(4) + kind + (len(body) + 16).to_bytes(8) + body
    return (len(body) + 8).to_bytes(4) + kind + body


def mvhd(scale: int, duration: int, version: int = 0) -> bytes:
    width = 8 if version else 4
    times = bytes(2 * width) + scale.to_bytes(4) + duration.to_bytes(width)
    return box(b"mvhd", bytes([version, 0, 0, 0]) + times + bytes(80))


@pytest.mark.parametrize(
    "data, length",
    [
        (box(b"ftyp", b"isom") + box(b"moov", mvhd(1000, 90_500)), 90_500),
        (box(b"ftyp", b"isom") + box(b"mdat", bytes(999)) + box(b"moov", box(b"free", b"x") + mvhd(600, 600)), 1000),
        (box(b"moov", mvhd(90_000, 90_000 * 7200, 1), large=True), 7_200_000),
        ((0).to_bytes(4) + b"moov" + mvhd(1000, 5), 5),
        (box(b"moov", mvhd(0, 5)), None),
        (box(b"moov", b""), None),
        (box(b"moov", box(b"mvhd", b"\x00")), None),
        (box(b"ftyp", b"isom"), None),
        ((4).to_bytes(4) + b"ftyp" + bytes(100), None),
        (b"not a film", None),
        (b"", None),
    ],
)
def test_the_length_of_a_film(tmp_path: Path, data: bytes, length: int | None) -> None:
    """It is read from the file's own table, wherever that lies; of what is no such file nothing is said."""
    path = tmp_path / "film.mp4"
    path.write_bytes(data)
    assert film_length_ms(path) == length
    assert film_length_ms(tmp_path / "none.mp4") is None
