"""A world for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.use_cases.casework.world import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Give a fresh world."""
    made = World(tmp_path)
    yield made
    made.close()
