"""What a content pack may hold: paths that stay inside and fit every system, pieces that add up."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors_app.domain import packs
from detectors_app.domain.course import CourseId
from detectors_app.domain.errors import Invalid
from detectors_app.domain.packs import (
    MOST_BYTES,
    PIECE_BYTES,
    Pack,
    PackedFile,
    Piece,
    check_pack,
    check_path,
    compare_packs,
    is_course_id,
    pieces_needed,
)
from detectors_app.domain.trust import BundleVerdict
from tests.made_up_packs import course_files, pack_of

PACK = pack_of(course_files(1), 1)


def wrong(pack: Pack) -> str:
    with pytest.raises(Invalid) as caught:
        check_pack(pack)
    return caught.value.key


def with_path(path: str) -> Pack:
    added = PackedFile(path, 0, ())
    return replace(PACK, files=tuple(sorted((*PACK.files, added), key=lambda each: each.path)))


@pytest.mark.parametrize(
    "path",
    [
        "recognise.md",
        "recognise.easy.bn.md",
        "film/noticing.mp4",
        "film/en.vtt",
        "pictures/a/door_2.SVG",
        "a-b.yaml",
        "_x.md",
        "console.md",
        "com.md",
        "com12.md",
    ],
)
def test_what_authors_write_is_a_path(path: str) -> None:
    """Usual names, with capitals, hyphens, and what only begins like a device."""
    check_path(path)
    check_pack(with_path(path))


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/a.md",
        "a//b.md",
        "a/",
        "./a.md",
        "../a.md",
        "a/../b.md",
        "a/./b.md",
        "..md/..",
        "C:a.md",
        "C:/a.md",
        "\\\\server\\a.md",
        "a\\b.md",
        "a b.md",
        " a.md",
        "a.md ",
        "a.md.",
        ".hidden.md",
        "x/.git/a.md",
        "-a.md",
        "~a.md",
        "con.md",
        "CON.md",
        "x/nul.md",
        "aux/a.md",
        "lpt1.md",
        "COM0.easy.md",
        "ä.md",
        "a\u202egpj.md",
        "a\0.md",
        "a\n.md",
        "a*.md",
        "a?.md",
        "a|b.md",
        "a<b>.md",
        'a".md',
        "a:stream.md",
        "b/c/d/e/f.md",
        "x" * 118 + ".md",
    ],
)
def test_what_leads_out_or_fits_not_every_system_is_no_path(path: str) -> None:
    """Upwards, absolute, drives, devices, streams, blanks, dots at an end, marks, too deep, too long."""
    with pytest.raises(Invalid):
        check_path(path)
    assert wrong(with_path(path)) in {"pack.path", "pack.kind_of_file"}


@pytest.mark.parametrize(
    "path", ["play.exe", "a.py", "a.html", "a.js", "a", "a.md.lnk", "a.dll", "macro.docm", "a.zip"]
)
def test_what_a_computer_could_run_is_no_file_of_a_course(path: str) -> None:
    """Whoever signed it."""
    assert wrong(with_path(path)) == "pack.kind_of_file"


@given(st.text(max_size=40))
def test_no_path_that_is_taken_leaves_the_folder(path: str) -> None:
    """Whatever is written, what passes joins to a place inside, in plain letters."""
    try:
        check_path(path)
    except Invalid:
        return
    parts = path.split("/")
    assert path.isascii()
    assert not {"", ".", ".."}.intersection(parts)
    assert not set(path) & set('\\:*?"<>| \0')


def test_paths_are_apart_where_capitals_count_for_nothing() -> None:
    """Two that are one on Windows, one that is another's folder, the same twice, and another order are refused."""
    assert wrong(with_path("First.md")) == "pack.same_twice"
    assert wrong(with_path("first.md/x.md")) == "pack.same_twice"
    assert wrong(with_path("FIRST.MD/x.md")) == "pack.same_twice"
    assert wrong(replace(PACK, files=(*PACK.files, PACK.files[-1]))) == "pack.same_twice"
    assert wrong(replace(PACK, files=PACK.files[::-1])) == "pack.malformed"


def test_a_pack_has_its_course() -> None:
    """A list without course.yaml is none."""
    assert wrong(replace(PACK, files=PACK.files[1:])) == "pack.no_course"


@pytest.mark.parametrize("name", ["", "A", "a b", "../a", "a/b", ".a", "con", "lpt1", "x" * 61, "é", "-a", "a_b"])
def test_a_course_is_also_a_folders_name(name: str) -> None:
    """What is no name for a folder everywhere is no course."""
    assert not is_course_id(name)
    assert wrong(replace(PACK, course=CourseId(name))) == "pack.malformed"


@pytest.mark.parametrize("version", [0, -1, 1_000_000])
def test_versions_are_small_numbers_from_one(version: int) -> None:
    """They fit every database's integers."""
    assert wrong(replace(PACK, version=version)) == "pack.malformed"


def test_pieces_add_up() -> None:
    """As many as the size needs, each a digest, one digest of one size."""
    file = PACK.files[0]

    def changed(**values: object) -> Pack:
        return replace(PACK, files=(replace(file, **values), *PACK.files[1:]))  # type: ignore[arg-type]

    for pack in (
        changed(pieces=()),
        changed(pieces=file.pieces * 2),
        changed(size=-1, pieces=()),
        changed(size=0),
        changed(size=PIECE_BYTES + 1),
        changed(pieces=("x" * 64,)),
        changed(pieces=(file.pieces[0].upper().replace("0", "A"),)),
        changed(pieces=PACK.files[1].pieces),
    ):
        assert wrong(pack) == "pack.pieces"


def test_a_pack_has_its_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """So much and no more, so many and no more."""
    pieces = tuple(f"{number:064x}" for number in range(pieces_needed(MOST_BYTES)))
    assert wrong(replace(PACK, files=(*PACK.files, PackedFile("z.mp4", MOST_BYTES, pieces)))) == "pack.too_large"
    monkeypatch.setattr(packs, "MOST_FILES", 3)
    assert wrong(PACK) == "pack.too_large"


@given(st.integers(0, 5 * PIECE_BYTES))
def test_a_file_is_cut_without_gap_or_overlap(size: int) -> None:
    """The pieces follow each other, the last one ends where the file does."""
    file = PackedFile("a.md", size, tuple(f"{number:064x}" for number in range(pieces_needed(size))))
    at = 0
    for piece in file.cut():
        assert piece.offset == at
        assert 0 < piece.size <= PIECE_BYTES
        at += piece.size
    assert at == size


def test_a_piece_that_stands_twice_is_one() -> None:
    """Two files of the same bytes are fetched once."""
    file = PackedFile("a.md", 3, ("0" * 64,))
    pack = replace(PACK, files=(file, replace(file, path="b.md")))
    assert (pack.pieces(), pack.size) == ({"0" * 64: 3}, 6)
    assert list(file.cut()) == [Piece("0" * 64, 0, 3)]


@pytest.mark.parametrize(
    "held, offered, brought, verdict",
    [
        (None, (1, b"x"), 0, BundleVerdict.TAKE),
        (None, (1, b"x"), 1, BundleVerdict.OLDER),
        (None, (2, b"x"), 1, BundleVerdict.TAKE),
        ((1, b"x"), (2, b"y"), 0, BundleVerdict.TAKE),
        ((1, b"x"), (2, b"y"), 2, BundleVerdict.OLDER),
        ((2, b"x"), (1, b"y"), 0, BundleVerdict.OLDER),
        ((2, b"x"), (2, b"x"), 0, BundleVerdict.SAME),
        ((2, b"x"), (2, b"y"), 0, BundleVerdict.TWO_FORMS),
    ],
)
def test_only_a_newer_one_is_taken(
    held: tuple[int, bytes] | None, offered: tuple[int, bytes], brought: int, verdict: BundleVerdict
) -> None:
    """Newer than what is held and than what the program brings."""
    assert compare_packs(held, offered, brought) is verdict
