"""Files that a lead names: read whole or refused with a reason, written whole or not at all."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from detectors_app.desk.lead_files import read_named, save_named
from detectors_app.domain.errors import DetectorsError, EnvironmentFault, Invalid


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    """Blanks and quotation marks around a path that was pasted do not matter."""
    file = tmp_path / "staff.csv"
    file.write_bytes(b"a,b\n")
    assert read_named(f'  "{file}" ', 100) == b"a,b\n"


@pytest.mark.parametrize(
    "name, content, key",
    [
        (" ", None, "file.not_named"),
        ("gone.csv", None, "file.missing"),
        (".", None, "file.is_folder"),
        ("empty.csv", b" \n", "file.empty"),
        ("long.csv", b"x" * 101, "file.too_large"),
        ("a\0b", None, "file.unreadable"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, content: bytes | None, key: str) -> None:
    """Each way has words of its own."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(DetectorsError) as caught:
        read_named(str(tmp_path / name) if name.strip() else name, 100)
    assert caught.value.key == key


def test_a_file_that_is_there_is_written_over_only_when_told(tmp_path: Path) -> None:
    """The one before stays whole until then."""
    file = tmp_path / "figures.csv"
    assert save_named(str(file), b"one", over=False) == file
    with pytest.raises(Invalid) as caught:
        save_named(str(file), b"two", over=False)
    assert caught.value.key == "lead.file.exists"
    assert file.read_bytes() == b"one"
    save_named(str(file), b"two", over=True)
    assert file.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    "name, key", [("", "file.not_named"), (".", "file.is_folder"), ("no/x", "file.no_such_folder")]
)
def test_a_place_that_cannot_be_says_why(tmp_path: Path, name: str, key: str) -> None:
    """Nothing is made on the way there."""
    with pytest.raises(Invalid) as caught:
        save_named(str(tmp_path / name) if name else name, b"x", over=False)
    assert caught.value.key == key
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="the limit that stands for a full disk is POSIX's")
@pytest.mark.parametrize("over", [False, True])
def test_a_full_disk_leaves_what_was_there(tmp_path: Path, over: bool) -> None:  # noqa: FBT001 - pytest hands it in
    """It says that there is no space; the old file is whole, and nothing half-written lies about."""
    import resource

    file = tmp_path / "figures.csv"
    if over:
        file.write_bytes(b"old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(EnvironmentFault) as caught:
            save_named(str(file), b"x" * 5000, over=over)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert caught.value.key == "file.no_space"
    assert [each.name for each in tmp_path.iterdir()] == (["figures.csv"] if over else [])
    assert not over or file.read_bytes() == b"old"
