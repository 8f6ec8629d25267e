"""Reads all the memory of another process that can be read: what a core dump of it would hold. Linux only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

_CHUNK_BYTES = 16 * 1024 * 1024
_NO_MEMORY = ("[vvar]", "[vsyscall]", "[vvar_vclock]")


def coats_in_memory(word: str) -> set[bytes]:
    """Give how a program may hold a word: as bytes, as Qt does, and as Python does beside wider letters."""
    return {word.encode("utf-8"), word.encode("utf-16-le"), word.encode("utf-32-le")}


def found_in(pid: int, patterns: Iterable[bytes]) -> dict[bytes, int]:
    """Count each pattern in the memory of a process. Raises PermissionError where the system forbids to look."""
    wanted = tuple(patterns)
    longest = max(len(each) for each in wanted)
    counts = dict.fromkeys(wanted, 0)
    for piece in _pieces(pid, longest - 1):
        for each in wanted:
            counts[each] += piece.count(each)
    return {each: count for each, count in counts.items() if count}


def _pieces(pid: int, overlap: int) -> Iterator[bytes]:
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for start, end in _readable(pid):
            for at in range(start, end, _CHUNK_BYTES):
                memory.seek(at)
                try:
                    yield memory.read(min(_CHUNK_BYTES + overlap, end - at))
                except OSError:  # a part of a device, or given back meanwhile
                    continue


def _readable(pid: int) -> Iterator[tuple[int, int]]:
    for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
        place, rights, *_ = line.split()
        if rights.startswith("r") and not line.endswith(_NO_MEMORY):
            start, _, end = place.partition("-")
            yield int(start, 16), int(end, 16)
