"""A lock leaves nothing behind: a fresh process takes the old one's place, and its memory holds no word and no key."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from detectors_app.domain.ids import FieldId
from tests.faults.memory import coats_in_memory, found_in
from tests.use_cases.bench import PASSPHRASE, Bench

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows a process's memory as a file"),
]

ROOT = Path(__file__).parents[2]
PATIENCE_S = 60.0
PLACE = "Zx the stairs by the fourth Qv"
HAPPENED = ("Zx he would not let her answer Qv", "Zx ‘été’ \N{KEY} two holes in the door Qv")


class Process:
    """The staff program, worked from outside."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.run = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.staff_process", str(folder), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        self._lines: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.run.stdout is not None
        for line in self.run.stdout:
            self._lines.put(line)
        self._lines.put('{"says": "gone"}')

    def order(self, line: str) -> None:
        """Tell it what to do."""
        assert self.run.stdin is not None
        self.run.stdin.write(f"{line}\n")
        self.run.stdin.flush()

    def hear(self, what: str) -> dict[str, Any]:
        """Wait until it says so."""
        end_s = time.monotonic() + PATIENCE_S
        while (left_s := end_s - time.monotonic()) > 0:
            told: dict[str, Any] = json.loads(self._lines.get(timeout=left_s))
            if told["says"] == what:
                return told
            assert told["says"] != "waited in vain", told
            assert told["says"] != "gone", f"it ended instead of: {what}"
        raise AssertionError(what)

    def ended(self) -> int:
        """Wait for its end, and give its exit code."""
        return self.run.wait(PATIENCE_S)

    def close(self) -> None:
        """End it, if it goes on still, and let go of it."""
        self.run.kill()
        self.run.wait()
        self._reader.join(PATIENCE_S)
        for each in (self.run.stdin, self.run.stdout):
            assert each is not None
            each.close()


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """Give a laptop that is set up; nothing of its own holds the folder's lock."""
    made = Bench(tmp_path / "laptop").enrol()
    yield made
    made.laptop.close()


@contextmanager
def started(folder: Path, *arguments: str) -> Iterator[Process]:
    """Run the program for as long as a `with`."""
    made = Process(folder, *arguments)
    try:
        yield made
    finally:
        made.close()


@pytest.fixture
def process(bench: Bench) -> Iterator[Process]:
    """Run the program with its window."""
    with started(bench.folder) as made:
        yield made


def ends_at_once(folder: Path, *arguments: str) -> None:
    """Start the program where one runs already: it ends with 0, with no window of its own."""
    with started(folder, *arguments) as second:
        second.hear("ended")
        assert second.ended() == 0


def write(process: Process, folder: Path) -> None:
    """Unlock and write the planted words."""
    words = folder / "orders"
    words.write_text("\n".join([PASSPHRASE, PLACE, *HAPPENED]), encoding="utf-8")
    process.order(f"write {words}")
    process.hear("written")


def seed_of(bench: Bench) -> bytes:
    """Give the person's private key, as whoever knows the passphrase can."""
    with bench.laptop.parts.store.unit() as unit:
        person = unit.person()
    assert person is not None
    return bench.laptop.parts.keys.unwrap(person.wrapped, PASSPHRASE)


def kept(bench: Bench) -> str:
    """Give what the draft in the store says happened."""
    (draft,) = bench.laptop.drafts()
    answers = bench.laptop.resume_draft(draft.id, PASSPHRASE).concern.answers
    assert answers[FieldId("place.elsewhere")] == PLACE
    return str(answers[FieldId("happened")])


def planted(bench: Bench) -> set[bytes]:
    """Give all that must be gone, in every form a process may hold it."""
    words = (PLACE, *HAPPENED, PASSPHRASE)
    return {coat for word in words for coat in coats_in_memory(word)} | {seed_of(bench)}


def test_the_memory_of_the_locked_program_holds_no_word_and_no_key(
    process: Process, bench: Bench, tmp_path: Path
) -> None:
    """Before the lock the search finds the words and the key; after it nothing, and the draft is whole."""
    assert process.hear("window")["begun"] == "by hand"
    write(process, tmp_path)
    before = found_in(process.run.pid, planted(bench))
    assert seed_of(bench) in before
    for word in (PLACE, *HAPPENED):
        assert coats_in_memory(word) & set(before), word
    process.order("lock")
    assert process.hear("painted")["page"] == "home"
    window = process.hear("window")
    assert window["dumpable"] == 0
    process.order("look")
    assert process.hear("shown")["draft"]
    assert found_in(int(window["pid"]), planted(bench)) == {}
    assert int(window["pid"]) == process.run.pid  # the very process: nothing of the old one is left anywhere
    assert kept(bench) == "\n".join(HAPPENED)


def test_locked_under_the_cover_it_comes_back_covered(process: Process, bench: Bench, tmp_path: Path) -> None:
    """Someone may be looking: the first thing that the fresh process shows is the neutral screen."""
    process.hear("window")
    write(process, tmp_path)
    process.order("hide")
    process.hear("hidden")
    assert coats_in_memory(HAPPENED[0]) & set(found_in(process.run.pid, planted(bench)))
    process.order("lock")
    assert process.hear("painted")["page"] == "cover"
    assert process.hear("window")["page"] == "cover"
    assert found_in(process.run.pid, planted(bench)) == {}
    assert kept(bench) == "\n".join(HAPPENED)


def test_what_holds_nothing_is_not_replaced(process: Process, bench: Bench) -> None:
    """A locked Home stays as it is when nobody is there."""
    process.hear("window")
    process.order("lock")
    process.order("look")
    assert process.hear("shown")["page"] == "home"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_in_mid_typing_loses_nothing(
    process: Process, bench: Bench, tmp_path: Path, number: signal.Signals
) -> None:
    """The words typed a moment before are saved, and the program ends well."""
    process.hear("window")
    write(process, tmp_path)
    os.kill(process.run.pid, number)
    process.hear("ended")
    assert process.ended() == 0
    assert kept(bench) == "\n".join(HAPPENED)


def test_closing_in_mid_typing_loses_nothing(process: Process, bench: Bench, tmp_path: Path) -> None:
    """Closed by its own button, the program saves and ends."""
    process.hear("window")
    write(process, tmp_path)
    process.order("close")
    process.hear("ended")
    assert process.ended() == 0
    assert kept(bench) == "\n".join(HAPPENED)


def test_a_second_start_raises_the_first(process: Process, bench: Bench) -> None:
    """The second program ends with 0 and shows no window; the first goes on."""
    process.hear("window")
    ends_at_once(bench.folder)
    ends_at_once(bench.folder, "--background")
    process.order("look")
    assert process.hear("shown")["page"] == "home"


def test_after_a_kill_nothing_stale_is_in_the_way(process: Process, bench: Bench) -> None:
    """A program that was killed leaves a socket and a lock file behind; the next start has its window at once."""
    process.hear("window")
    process.run.kill()
    process.run.wait()
    with started(bench.folder) as following:
        following.hear("window")
        ends_at_once(bench.folder)


def test_the_background_becomes_a_window_and_the_window_the_background(bench: Bench, tmp_path: Path) -> None:
    """Started without a window, asked for one, written in, closed, and without one again, the memory clean."""
    with started(bench.folder, "--background") as process:
        assert process.hear("background")["begun"] == "by hand"
        assert process.hear("stands")["set_up"]
        ends_at_once(bench.folder)
        assert process.hear("window")["page"] == "home"
        write(process, tmp_path)
        process.order("close")
        assert process.hear("background")["begun"] == "background"
        assert found_in(process.run.pid, planted(bench)) == {}
        assert kept(bench) == "\n".join(HAPPENED)
        os.kill(process.run.pid, signal.SIGTERM)
        process.hear("ended")
        assert process.ended() == 0
