"""Files that people name: each way to be wrong has its own words, and nothing is overwritten or half written."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from detectors_app.cli.files import make_folder, read_file, refuse_existing, write_new
from detectors_app.domain.errors import DetectorsError, Invalid
from tests.cli.command import environment


def key_of(work: object) -> str:
    """Run it and give the error's key."""
    assert callable(work)
    with pytest.raises(DetectorsError) as caught:
        work()
    return caught.value.key


def test_each_bad_file_has_its_own_words(tmp_path: Path) -> None:
    """Missing, a folder, empty, blank, too large, in no folder, with a name that cannot be."""
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "blank").write_bytes(b" \n\n")
    (tmp_path / "large").write_bytes(b"x" * 11)
    for name, key in [
        ("missing", "file.missing"), ("", "file.is_folder"), ("empty", "file.empty"), ("blank", "file.empty"),
        ("large", "file.too_large"), ("large/below", "file.missing"), ("nul\0", "file.unreadable"),
    ]:  # fmt: skip
        assert key_of(lambda name=name: read_file(tmp_path / name, most_bytes=10)) == key, name


@pytest.mark.skipif(sys.platform == "win32", reason="a name may be as long as the folder allows")
def test_a_name_too_long_is_told() -> None:
    """What the system will not open is not readable."""
    assert key_of(lambda: read_file(Path("x" * 5000), most_bytes=10)) == "file.unreadable"


def test_a_written_file_is_whole_and_private(tmp_path: Path) -> None:
    """The bytes are there, nobody else may read them, and nothing is left beside."""
    write_new(tmp_path / "key", b"secret")
    assert (tmp_path / "key").read_bytes() == b"secret"
    assert [each.name for each in tmp_path.iterdir()] == ["key"]
    if os.name == "posix":
        assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """A second write is refused and leaves the first as it was."""
    write_new(tmp_path / "key", b"first")
    assert key_of(lambda: write_new(tmp_path / "key", b"second")) == "file.exists"
    assert key_of(lambda: refuse_existing(tmp_path / "key")) == "file.exists"
    assert (tmp_path / "key").read_bytes() == b"first"
    assert len(list(tmp_path.iterdir())) == 1


def test_of_many_at_once_one_wins(tmp_path: Path) -> None:
    """Sixteen writers of one name: one succeeds, fifteen are told that it is there, and the file is the winner's."""

    def attempt(number: int) -> int | None:
        try:
            write_new(tmp_path / "key", b"%d" % number)
        except Invalid:
            return None
        return number

    with ThreadPoolExecutor(16) as pool:
        won = [each for each in pool.map(attempt, range(16)) if each is not None]
    assert [(tmp_path / "key").read_bytes()] == [b"%d" % each for each in won]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """Writing makes no folder by itself."""
    assert key_of(lambda: write_new(tmp_path / "no" / "key", b"x")) == "file.no_such_folder"
    (tmp_path / "file").write_bytes(b"x")
    assert key_of(lambda: make_folder(tmp_path / "file")) == "file.not_a_folder"


@pytest.mark.skipif(sys.platform == "win32", reason="the limit that stands for a full disk is POSIX")
def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    """No space: the words say so, and no half file stands."""
    code = (
        "import resource, sys, pathlib\nfrom detectors_app.cli.files import write_new\n"
        "from detectors_app.domain.errors import EnvironmentFault\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: write_new(pathlib.Path(sys.argv[1]), b'x' * 5000)\n"
        "except EnvironmentFault as error: print(error.key)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "key"], env=environment(), capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "file.no_space"
    assert list(tmp_path.iterdir()) == []
