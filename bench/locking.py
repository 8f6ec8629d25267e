"""How long a lock takes: what was just typed sealed, and Home painted by a fresh process in place of this one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from bench.measure import LEAST_PAIRS, Row, percentile, time_row

WITHIN_MS = 1000.0
PATIENCE_S = 60


def _locked_ms(folder: Path) -> float:
    done = subprocess.run(
        [sys.executable, "-m", "bench.relocked", str(folder)],
        check=True,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        env=os.environ | {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")},
    )
    return float(done.stdout.splitlines()[-1])


def locks(folder: Path) -> list[Row]:
    """Measure locks in the middle of writing, each in a program begun for it."""
    _locked_ms(folder)  # the first warms the caches of the disk and is thrown away
    values = [_locked_ms(folder) for _ in range(LEAST_PAIRS)]
    met = percentile(values, 99) <= WITHIN_MS
    return [
        time_row(
            "lock: sealed, and a fresh process has painted Home",
            values,
            target=f"p99 <= {WITHIN_MS:.0f} ms",
            met=lambda _: met,
        )
    ]
