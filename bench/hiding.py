"""How long the cover takes: from the release of the last key until it is painted, beside a bare window's own swap.

    python3 dev.py bench hiding

The window is the real one, on a real store, driven by key events as the system sends them. It is hidden from Home, from
the form's longest page, from the check of the answers, in the middle of typing, and while 10,000 concerns of the outbox
are being read on the store's lane. The first hide makes the cover; it is measured like any other.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from uuid import uuid4

from bench.measure import Row, percentile, ratio_row
from detectors_app.widgets.qt_start import QtCore, QtWidgets

from detectors_app.content.forms import current_form  # isort: skip
from detectors_app.content.wording import load_wording  # isort: skip
from detectors_app.domain.concern import Concern, Draft, Written  # isort: skip
from detectors_app.domain.ids import EnvelopeId, FieldId  # isort: skip
from detectors_app.staff import walk  # isort: skip
from detectors_app.staff.application import StaffApplication  # isort: skip
from detectors_app.staff.laptop import Laptop  # isort: skip
from detectors_app.staff.screens import ANSWERS  # isort: skip
from detectors_app.storage.key_place import FilePlace  # isort: skip
from tests.faults.answers import answers_saying  # isort: skip

TARGET_MS = 200
TIMES = 40
OUTBOX = 10_000
PATIENCE_S = 120
CHECK_STEP = 99
SHIFTS = 3


def hides(data: Path) -> list[Row]:
    """Measure on the laptop of a data folder, which is filled up for it."""
    _fill(data)
    app = QtWidgets.QApplication.instance() or QtWidgets.QApplication(["site-notes", "-style", "fusion"])
    if not isinstance(app, QtWidgets.QApplication):
        raise TypeError
    bare = _BareWindow()
    rows, ours_ms, pairs = [], [], []
    with _program(app, data) as program:
        for name, prepare in _screens(program):
            took = [_hide_once(app, program, prepare) for _ in range(TIMES)]
            rows.append(_row(f"hide {name}", took))
            ours_ms += took
            pairs += [(each, bare.swap(app)) for each in took]
    whole = _row("hide from any of these", ours_ms, target=True)
    return [*rows, whole, ratio_row("hide / a bare window's swap of two pages", pairs)]


def _row(name: str, took_ms: list[float], *, target: bool = False) -> Row:
    p99, worst = percentile(took_ms, 99), max(took_ms)
    spread = f"p99 {p99:.1f}, worst {worst:.1f}, {len(took_ms)} runs"
    goal = f"p99 <= {TARGET_MS} ms" if target else ""
    return Row(name, f"{percentile(took_ms, 50):.1f} ms", spread, goal, p99 <= TARGET_MS if target else None)


def _screens(program: StaffApplication) -> Iterator[tuple[str, Callable[[], None]]]:
    window = program.window
    yield "from Home", lambda: None
    yield "while 10,000 concerns are read", window.overview.refresh
    window.writing.on_record()
    _wait(lambda: window.writing.recording is not None)
    recording = window.writing.recording
    if recording is None:
        raise LookupError
    form = current_form()
    answers = {FieldId(key): value for key, value in ANSWERS.items()}
    now = datetime.now(UTC)
    longest = max(walk.screens(form), key=lambda each: sum(len(question.fields) for question in each.questions)).index
    for name, step in (("from the longest page", longest), ("from the check of the answers", CHECK_STEP)):
        recording.resume(Draft(Concern(form.id, form.version, answers), step), now)
        _wait(lambda: not window.hiding.is_covering)
        yield name, lambda: None
    recording.resume(Draft(Concern(form.id, form.version, answers), longest), now)
    yield "while typing", partial(_type, window)
    recording.presenter.autosave.forget()


def _type(window: QtWidgets.QWidget) -> None:
    """Type as fast as a person can, so that drawing and saving are under way."""
    from PySide6.QtTest import QTest

    areas = [each for each in window.findChildren(QtWidgets.QPlainTextEdit) if each.isVisible()]
    if areas:
        areas[0].setFocus()
        QTest.keyClicks(areas[0], "he shouted again ")


def _hide_once(app: QtWidgets.QApplication, program: StaffApplication, prepare: Callable[[], None]) -> float:
    """Hide once and come back; give the milliseconds from the last key's release to the painted cover."""
    from PySide6.QtTest import QTest

    window = program.window
    prepare()
    handle = window.windowHandle()
    for _ in range(SHIFTS - 1):
        QTest.keyClick(handle, QtCore.Qt.Key.Key_Shift)
    QTest.keyPress(handle, QtCore.Qt.Key.Key_Shift)
    painted = _Painted()
    app.installEventFilter(painted)
    begin_s = time.perf_counter()
    QTest.keyRelease(handle, QtCore.Qt.Key.Key_Shift)
    while not painted.seen:
        app.processEvents()
    took_ms = (time.perf_counter() - begin_s) * 1000
    app.removeEventFilter(painted)
    if not window.hiding.is_covering:
        raise RuntimeError
    window.locking.on_sign_in()
    _wait(lambda: not window.hiding.is_covering)
    for _ in range(3):
        app.processEvents()
    return took_ms


class _Painted(QtCore.QObject):
    """Notices when the cover is painted; the loop that asks goes on only after the whole window was."""

    seen = False

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:  # noqa: N802 - Qt's name
        """Look for the cover's paint."""
        if event.type() == QtCore.QEvent.Type.Paint and watched.objectName() == "cover":
            self.seen = True
        return False


class _BareWindow:
    """The least that a swap of two pages takes."""

    def __init__(self) -> None:
        self.window = QtWidgets.QMainWindow()
        self.pages = QtWidgets.QStackedWidget()
        for text in ("one", "two"):
            page = QtWidgets.QPlainTextEdit(text)
            page.setObjectName("cover")
            page.viewport().setObjectName("cover")
            self.pages.addWidget(page)
        self.window.setCentralWidget(self.pages)
        self.window.resize(1280, 800)
        self.window.show()

    def swap(self, app: QtWidgets.QApplication) -> float:
        """Swap once; give the milliseconds until the other page is painted."""
        painted = _Painted()
        app.installEventFilter(painted)
        begin_s = time.perf_counter()
        self.pages.setCurrentIndex(1 - self.pages.currentIndex())
        while not painted.seen:
            app.processEvents()
        took_ms = (time.perf_counter() - begin_s) * 1000
        app.removeEventFilter(painted)
        return took_ms


@contextmanager
def _program(app: QtWidgets.QApplication, data: Path) -> Iterator[StaffApplication]:
    program = StaffApplication(
        app, data, load_wording(), open_laptop=lambda: Laptop.open(data, key_place=FilePlace(data)), listen_s=0
    )
    program.window.resize(1280, 800)
    program.garbage.start()
    program.show()
    try:
        _wait(lambda: program.window.overview.looked is not None)
        yield program
    finally:
        program.window.hide()
        program.stop(20_000)
        program.garbage.stop()


def _wait(come: Callable[[], bool]) -> None:
    until_s = time.monotonic() + PATIENCE_S
    while not come():
        if time.monotonic() > until_s:
            raise TimeoutError
        QtCore.QCoreApplication.processEvents()
        time.sleep(0.001)


def _fill(data: Path) -> None:
    """Put 10,000 concerns into the outbox: one really sealed, the others its copies under names of their own."""
    with Laptop.open(data, key_place=FilePlace(data)) as laptop:
        said = Concern("concern", 1, answers_saying("Came to fit a new bathroom lock. " * 8))
        laptop.report(laptop.new_concern_id(), said, Written.LOCKED)
        item = laptop.outbox()[0]
        store = laptop.parts.store
        with store.unit() as unit:
            for _ in range(OUTBOX):
                unit.add_to_outbox(replace(item, id=EnvelopeId(uuid4())))


if __name__ == "__main__":
    sys.exit("python3 dev.py bench hiding")
