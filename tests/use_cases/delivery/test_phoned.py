"""*I have phoned* is kept beside the concern, whatever delivery does meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from detectors_app.domain.delivery import State
from detectors_app.domain.errors import Refused
from tests.use_cases.bench import Bench


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """Give a laptop that is set up."""
    made = Bench(tmp_path / "laptop").enrol()
    yield made
    made.laptop.close()


def test_it_is_kept_and_changes_nothing_else(bench: Bench) -> None:
    """Told twice, the concern stands as it stood, and is marked; another store object sees it."""
    before = bench.report(urgent=True)
    bench.laptop.mark_phoned(before.id)
    bench.laptop.mark_phoned(before.id)
    again = bench.open()
    (item,) = again.outbox()
    again.close()
    assert item.phoned
    assert (item.state, item.tries, item.next_attempt_at) == (State.QUEUED, 0, before.next_attempt_at)


def test_it_outlives_the_sending(bench: Bench) -> None:
    """Once sent, the mark is still there."""
    item = bench.report(urgent=True)
    bench.laptop.mark_phoned(item.id)
    bench.laptop.sync()
    assert (bench.item(item.id).state, bench.item(item.id).phoned) == (State.SENT, True)


def test_an_unknown_concern_is_refused(bench: Bench) -> None:
    """What is not in the outbox cannot be marked."""
    with pytest.raises(Refused, match=r"store\.not_here"):
        bench.laptop.mark_phoned(bench.laptop.new_concern_id())
