"""Runs every bench and prints the one table: `python3 dev.py bench [NAME…]`; the names are in `ALL`, all by default."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bench.desk import growth
from bench.homes import finding
from bench.locking import locks
from bench.many import home_with_many
from bench.measure import Row, print_table
from bench.saving import first_answer, saves
from bench.service import puts
from bench.start import first_paint
from bench.typing import tick_gaps
from bench.unlocking import unlocks
from bench.using import memory
from detectors_app.cli.world import make_world
from detectors_app.mailbox.in_thread import free_port

ALL = ("start", "saving", "typing", "unlock", "lock", "hiding", "homes", "many", "using", "service", "desk")


def main(wanted: list[str]) -> int:
    """Run what is wanted, all by default."""
    chosen = wanted or list(ALL)
    if unknown := set(chosen) - set(ALL):
        sys.stderr.write(f"not a bench: {', '.join(sorted(unknown))}; there are {', '.join(ALL)}\n")
        return 2
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        world = make_world(Path(folder) / "world", port=free_port())
        if "start" in chosen:
            rows += first_paint(world.sam.folder)
        if "saving" in chosen:
            rows += [*first_answer(world.sam.folder), *saves(world.sam.folder, Path(folder))]
        if "typing" in chosen:
            rows += tick_gaps(world.sam.folder)
        if "many" in chosen:
            rows += home_with_many(world.sam.folder, Path(folder))
        if "using" in chosen:
            world.network_on()
            rows += memory(world.sam.folder, world.sam.passphrase)
            world.network_off()
        if "unlock" in chosen:
            rows += unlocks(world.sam.folder)
        if "lock" in chosen:
            rows += locks(make_world(Path(folder) / "locking", port=free_port()).sam.folder)
        if "hiding" in chosen:
            from bench.hiding import hides  # it brings Qt's windows in, which nothing before needs

            rows += hides(make_world(Path(folder) / "hiding", port=free_port()).sam.folder)
    if "homes" in chosen:
        rows += finding()
    if "service" in chosen:
        rows += puts()
    if "desk" in chosen:
        rows += growth()
    print_table(rows)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
