"""How long the window stands still while a person types for three minutes and everything is saved meanwhile."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from bench.measure import Row, percentile

SESSION_S, BARE_S = 180, 60
MOST_P99_MS, MOST_MS = 16.0, 50.0


def tick_gaps(data: Path) -> list[Row]:
    """Measure how late the loop's ticks come, and beside it those of a bare field on the same machine."""
    ours, bare = _late_ms(str(data), SESSION_S), _late_ms("bare", BARE_S)
    ours_p99, bare_p99 = percentile(ours, 99), percentile(bare, 99)
    spread = f"worst {max(ours):.1f} ms, {len(ours)} ticks in {SESSION_S} s"
    return [
        Row("window stands still while typing, p99", f"{ours_p99:.1f} ms", spread, "<= 16 ms", ours_p99 <= MOST_P99_MS),
        Row(
            "window stands still while typing, worst",
            f"{max(ours):.1f} ms",
            f"p99.9 {sorted(ours)[-max(len(ours) // 1000, 1)]:.1f} ms",
            "<= 50 ms",
            max(ours) <= MOST_MS,
        ),
        Row(
            "the same p99 / a bare field's",
            f"{ours_p99 / max(bare_p99, 0.1):.1f} x",
            f"bare: p99 {bare_p99:.1f} ms, worst {max(bare):.1f} ms in {BARE_S} s",
        ),
    ]


def _late_ms(data: str, seconds: int) -> list[float]:
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "bench.typing_session", data, str(seconds)]
    done = subprocess.run(command, check=True, env=env, capture_output=True, text=True, timeout=seconds + 60)
    late: list[float] = json.loads(done.stdout.splitlines()[-1])
    return late
