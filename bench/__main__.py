"""Runs every bench and prints the one table: `python3 dev.py bench [NAME…]`; the names are in `ALL`, all by default."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench.desk import growth
from bench.homes import finding
from bench.locking import locks
from bench.many import home_with_many
from bench.measure import Row, print_table
from bench.packs import fetching
from bench.saving import first_answer, saves
from bench.service import puts
from bench.start import first_paint
from bench.training import counting
from bench.typing import tick_gaps
from bench.unlocking import unlocks
from bench.using import memory
from detectors_app.cli.world import World, make_world
from detectors_app.mailbox.in_thread import free_port

Bench = Callable[[World, Path], list[Row]]


def _saving(world: World, folder: Path) -> list[Row]:
    return [*first_answer(world.sam.folder), *saves(world.sam.folder, folder)]


def _hiding(world: World, _: Path) -> list[Row]:
    from bench.hiding import hides  # it brings Qt's windows in, which nothing before needs

    return hides(world.sam.folder)


def _using(world: World, _: Path) -> list[Row]:
    world.network_on()
    try:
        return memory(world.sam.folder, world.sam.passphrase)
    finally:
        world.network_off()


ALL: dict[str, Bench] = {
    "start": lambda world, _: first_paint(world.sam.folder),
    "saving": _saving,
    "typing": lambda world, _: tick_gaps(world.sam.folder),
    "unlock": lambda world, _: unlocks(world.sam.folder),
    "lock": lambda world, _: locks(world.sam.folder),
    "hiding": _hiding,
    "homes": lambda _world, _folder: finding(),
    "many": lambda world, folder: home_with_many(world.sam.folder, folder),
    "using": _using,
    "service": lambda _world, _folder: puts(),
    "desk": lambda _world, _folder: growth(),
    "training": lambda _world, _folder: counting(),
    "packs": lambda _world, _folder: fetching(),
}


def main(wanted: list[str]) -> int:
    """Run what is wanted, all by default, each in a made-up council of its own."""
    if unknown := set(wanted) - set(ALL):
        sys.stderr.write(f"not a bench: {', '.join(sorted(unknown))}; there are {', '.join(ALL)}\n")
        return 2
    rows: list[Row] = []
    for name, bench in ALL.items():
        if name in wanted or not wanted:
            with tempfile.TemporaryDirectory() as folder:
                rows += bench(make_world(Path(folder) / "world", port=free_port()), Path(folder))
    print_table(rows)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
