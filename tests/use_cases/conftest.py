"""A laptop on the bench for every test that asks for one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.use_cases.bench import Bench


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """Give a laptop that is set up and has not reached the service yet."""
    made = Bench(tmp_path / "laptop").enrol()
    yield made
    made.laptop.close()
