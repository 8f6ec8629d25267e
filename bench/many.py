"""What ten thousand queued and sent concerns cost Home, beside ten: reading how things stand, beginning, saving."""

from __future__ import annotations

import secrets
import shutil
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from bench.measure import Row, percentile, quartiles
from detectors_app.domain.concern import Concern, Written
from detectors_app.domain.delivery import State
from detectors_app.domain.ids import CONCERNS, EnvelopeId, KeyId
from detectors_app.staff import jobs
from detectors_app.staff.laptop import Laptop
from detectors_app.storage.key_place import FilePlace
from detectors_app.use_cases.rows import OutboxItem
from tests.faults.answers import answers_saying

MANY, FEW, RUNS = 10_000, 10, 60
SEALED_BYTES = 16 * 1024
MOST = 1.2


def home_with_many(data: Path, scratch: Path) -> list[Row]:
    """Measure each in turn on two copies of one laptop, so that what else the machine does falls on both alike."""
    folders = {count: Path(shutil.copytree(data, scratch / f"with-{count}")) for count in (MANY, FEW)}
    laptops = {count: Laptop.open(folder, key_place=FilePlace(folder)) for count, folder in folders.items()}
    for count, laptop in laptops.items():
        _fill(laptop, count)
    said = Concern("concern", 1, answers_saying("Came to fit a new bathroom lock. " * 8))
    acts: dict[str, Callable[[Laptop], object]] = {
        "Home reads how things stand": jobs.look,
        "a concern is begun": jobs.begin,
        "a batch of keystrokes is saved": lambda laptop: laptop.save_draft(
            EnvelopeId(UUID(int=7)), said, 2, Written.LOCKED
        ),
        "a concern is handed over": lambda laptop: laptop.report(laptop.new_concern_id(), said, Written.LOCKED),
    }
    rows = [_row(name, laptops, act) for name, act in acts.items()]
    for laptop in laptops.values():
        laptop.close()
    return rows


def _row(name: str, laptops: dict[int, Laptop], act: Callable[[Laptop], object]) -> Row:
    for laptop in laptops.values():
        act(laptop)
    pairs = [(_ms(act, laptops[MANY]), _ms(act, laptops[FEW])) for _ in range(RUNS)]
    many, few = quartiles([each for each, _ in pairs])[1], quartiles([each for _, each in pairs])[1]
    low, _, high = quartiles([ours / base for ours, base in pairs])
    return Row(
        f"{name}: with {MANY:,} sent and queued / with {FEW}",
        f"{many / few:.2f} x",
        f"{low:.2f} to {high:.2f}; {many:.1f} and {few:.1f} ms, p99 {percentile([each for each, _ in pairs], 99):.1f}",
        "<= 1.2",
        many / few <= MOST,
    )


def _ms(act: Callable[[Laptop], object], laptop: Laptop) -> float:
    begin_s = time.perf_counter()
    act(laptop)
    return (time.perf_counter() - begin_s) * 1000


def _fill(laptop: Laptop, count: int) -> None:
    """Put in half of them sent, half still queued, a few urgent; sealed bytes of the usual size."""
    begin = datetime.now(UTC) - timedelta(days=80)
    with laptop.parts.store.unit() as unit:
        for at in range(count):
            state = State.QUEUED if at % 2 else State.SENT
            unit.add_to_outbox(
                OutboxItem(
                    CONCERNS,
                    EnvelopeId(uuid4()),
                    secrets.token_hex(32),
                    secrets.token_bytes(SEALED_BYTES),
                    SEALED_BYTES,
                    (KeyId("0" * 16),),
                    begin + timedelta(minutes=at),
                    urgent=False,
                    state=state,
                )
            )
