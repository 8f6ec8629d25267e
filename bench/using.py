"""How much memory an hour of use adds: sixty rounds, one a minute, without the pauses between them."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

from bench.measure import Row
from bench.using_session import WARM_ROUNDS

ROUNDS = 60
MOST_GROWTH = 0.05
_AT_EACH_END = 5
PATIENCE_S = 900


def memory(data: Path, passphrase: str) -> list[Row]:
    """Compare the last rounds with the first ones after all pages were made once."""
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "bench.using_session", str(data), passphrase, str(ROUNDS)]
    done = subprocess.run(command, check=True, env=env, capture_output=True, text=True, timeout=PATIENCE_S)
    kib: list[int] = json.loads(done.stdout.splitlines()[-1])[WARM_ROUNDS:]
    begin, end = statistics.median(kib[:_AT_EACH_END]), statistics.median(kib[-_AT_EACH_END:])
    growth = end / begin - 1
    return [
        Row(
            "memory after an hour of use against its start",
            f"{growth:+.1%}",
            f"{begin / 1024:.0f} to {end / 1024:.0f} MiB, highest {max(kib) / 1024:.0f}, {ROUNDS} rounds",
            "<= +5 %",
            growth <= MOST_GROWTH,
        )
    ]
