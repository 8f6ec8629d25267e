"""How long a passphrase takes to open a person's part, beside the key derivation that it must cost; opens no window."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.measure import LEAST_PAIRS, Row, quartiles, ratio_row, time_row
from detectors_app.staff.laptop import Laptop
from detectors_app.storage.key_place import FilePlace
from detectors_app.use_cases.enrolment.person import Newcomer
from detectors_app.use_cases.laptop import Keys

_PASSPHRASE = "nine quiet lanterns wander"  # noqa: S105 - a made-up person's
_MOST_MS = 100


class _TimedKeys:
    """The laptop's own keys, with the derivation timed where it happens: nothing else that the machine does counts."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self.took_ms: list[float] = []

    def unwrap(self, wrapped: bytes, passphrase: str) -> bytes:
        seeds: list[bytes] = []
        self.took_ms.append(_ms(lambda: seeds.append(self._keys.unwrap(wrapped, passphrase))))
        return seeds[0]

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever else the keys can
        return getattr(self._keys, name)


def unlocks(data: Path) -> list[Row]:
    """Measure from the passphrase to the list of what is theirs: the try counted durably, the key, the list read.

    The wrap is tuned on this machine, as every real one is.
    """
    with Laptop.open(data, key_place=FilePlace(data)) as laptop:
        before = laptop.shared().person
        laptop.add_person(Newcomer("Alex Example"), _PASSPHRASE)
        keys = _TimedKeys(laptop.parts.keys)
        laptop.parts = replace(laptop.parts, keys=keys)

        def opened() -> None:
            laptop.unlock(_PASSPHRASE)
            laptop.shared()

        whole = [_ms(opened) for _ in range(LEAST_PAIRS + 1)]
        laptop.use_as(before)
    pairs = list(zip(whole, keys.took_ms, strict=True))[1:]
    return [
        time_row(
            "unlock, beyond the key derivation", [ours - bare for ours, bare in pairs],
            target=f"<= {_MOST_MS} ms", met=lambda ms: ms <= _MOST_MS,
            note=f"the derivation takes {quartiles(keys.took_ms)[1]:.0f} ms here",
        ),
        ratio_row("unlock / key derivation", pairs),
    ]  # fmt: skip


def _ms(act: Callable[[], object]) -> float:
    begin_s = time.perf_counter()
    act()
    return (time.perf_counter() - begin_s) * 1000
