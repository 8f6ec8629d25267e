"""What every test shares: repeatable chance, a made-up council, and no log line of WARNING or worse unforeseen."""

from __future__ import annotations

import gc
import importlib
import logging
import os
import pkgutil
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.made_up import Council

settings.register_profile(
    "repeatable",
    derandomize=True,
    deadline=None,  # a busy machine is no fault of the code
    max_examples=60,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("search", settings.get_profile("repeatable"), derandomize=False, max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before any test imports Qt: no window is ever shown

ExpectLogs = Callable[..., None]


LONG = ("faults", "end_to_end", "long")
"""Markers of tests that take many seconds each."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the long tests, whatever the order drawn: both workers then end at about the same time."""
    items.sort(key=lambda item: all(item.get_closest_marker(each) is None for each in LONG))


class _Loud(logging.Handler):
    """Keeps every record of WARNING or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def expect_logs() -> Iterator[ExpectLogs]:
    """Fail a test that logs WARNING or worse, save lines whose beginnings it named: `expect_logs("delivery.")`."""
    loud, allowed = _Loud(), list[str]()
    root = logging.getLogger()
    root.addHandler(loud)
    yield lambda *beginnings: allowed.extend(beginnings)
    root.removeHandler(loud)
    lines = [(each.name, each.levelname, each.getMessage()) for each in loud.records]
    unforeseen = [line for line in lines if not line[2].startswith(tuple(allowed))]
    assert not unforeseen, f"log lines that nobody foresaw: {unforeseen}"


@pytest.fixture(autouse=True)
def take_down_windows() -> Iterator[None]:
    """Take down what a test left open: every part that lives on is dressed anew with each later change of the look."""
    qt = sys.modules.get("PySide6.QtWidgets")
    before = _top_widgets(qt)
    yield
    qt = sys.modules.get("PySide6.QtWidgets")
    left = _top_widgets(qt) - before
    for each in left:
        each.deleteLater()
    if left:
        core = sys.modules["PySide6.QtCore"]
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)


def _top_widgets(qt: Any) -> set[Any]:  # noqa: ANN401 - the module itself, where a test has loaded it
    return set() if qt is None or qt.QApplication.instance() is None else set(qt.QApplication.topLevelWidgets())


MANY_OBJECTS = 200_000
"""So many made since the last look: about 100 MB at the most, and a look every few hundred tests."""


@pytest.fixture(autouse=True)
def collect_here() -> Iterator[None]:
    """Collect garbage between tests, on the thread that makes the windows.

    A collection on a lane's thread may take away a Qt object that belongs to the window's, which ends the process; the
    programs themselves collect on the window's thread too (widgets/garbage.py).
    """
    gc.disable()
    yield
    if gc.get_count()[0] > MANY_OBJECTS:
        gc.collect()


COVERED = ("domain", "protocol", "use_cases", "sealing", "signing")


@pytest.fixture(scope="session", autouse=True)
def import_rules() -> None:
    """Import the rules on this thread: what a Qt thread imports first, the measuring of coverage does not see."""
    for name in COVERED:
        package = importlib.import_module(f"detectors_app.{name}")
        for each in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(each.name)


@pytest.fixture(scope="session")
def council() -> Council:
    """Give one made-up council for all tests that change nothing of it."""
    return Council()
