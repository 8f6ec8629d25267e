"""A staff window on a real store, with a made-up council's service in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from detectors_app.content.wording import load_wording
from detectors_app.staff.application import StaffApplication
from detectors_app.staff.laptop import Laptop
from tests.staff.hands import Hands
from tests.use_cases.bench import Bench


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """Give a laptop that is set up."""
    made = Bench(tmp_path / "laptop").enrol()
    yield made
    made.laptop.close()


@pytest.fixture
def staff(bench: Bench, qtbot: QtBot, qapp: QApplication) -> Iterator[Hands]:
    """Give the window on that laptop, Home shown and the store read."""
    yield from open_staff(bench, qtbot, qapp)


def open_staff(
    bench: Bench, qtbot: QtBot, qapp: QApplication, open_laptop: Callable[[], Laptop] | None = None
) -> Iterator[Hands]:
    """Open a window; close it again at the end."""
    made = StaffApplication(
        qapp, bench.folder, load_wording(), open_laptop=open_laptop or bench.open, now=lambda: bench.now, listen_s=0
    )
    made.window.resize(1280, 800)
    made.garbage.start()
    made.show()
    try:
        qtbot.waitUntil(lambda: made.window.overview.looked is not None, timeout=20_000)
        yield Hands(made, qtbot)
    finally:
        made.window.close()
        ended = made.stop(20_000)
        made.garbage.stop()
        made.window.deleteLater()
        made.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert ended


window_on = contextmanager(open_staff)
"""A window for the length of a `with`: what a restart needs."""
