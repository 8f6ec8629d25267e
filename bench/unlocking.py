"""How long a passphrase takes to open a person's part, beside the bare key derivation it must cost; opens no window."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from bench.measure import Row, alternate, ratio_row, time_row
from detectors_app.protocol import strict_json
from detectors_app.sealing.passphrase import WrappedSecret, unwrap
from detectors_app.staff.laptop import Laptop
from detectors_app.storage.key_place import FilePlace
from detectors_app.use_cases.enrolment.person import Newcomer

_PASSPHRASE = "nine quiet lanterns wander"  # noqa: S105 - a made-up person's
_MOST_MS = 100


def unlocks(data: Path) -> list[Row]:
    """Measure from the passphrase to the list of what is theirs: the try counted durably, the key, the list read.

    The wrap is tuned on this machine, as every real one is.
    """
    with Laptop.open(data, key_place=FilePlace(data)) as laptop:
        before = laptop.shared().person
        laptop.add_person(Newcomer("Alex Example"), _PASSPHRASE)
        person = laptop.person()
        if person is None:
            raise LookupError
        wrapped = strict_json.decode(person.wrapped, WrappedSecret, where="bench")

        def ours() -> None:
            laptop.unlock(_PASSPHRASE)
            laptop.shared()

        pairs = alternate(lambda: _ms(ours), lambda: _ms(lambda: unwrap(wrapped, _PASSPHRASE)))
        laptop.use_as(before)
    beyond = [max(whole - bare, 0.0) for whole, bare in pairs]
    return [
        time_row(
            "unlock, beyond the key derivation", beyond,
            target=f"<= {_MOST_MS} ms", met=lambda ms: ms <= _MOST_MS,
            note=f"the derivation alone takes {sorted(bare for _, bare in pairs)[len(pairs) // 2]:.0f} ms here",
        ),
        ratio_row("unlock / key derivation", pairs),
    ]  # fmt: skip


def _ms(act: Callable[[], object]) -> float:
    begin_s = time.perf_counter()
    act()
    return (time.perf_counter() - begin_s) * 1000
