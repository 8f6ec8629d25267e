"""Without a window: it delivers and listens, and calls a person for three reasons only, in words that say none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from detectors_app.content.wording import load_wording
from detectors_app.domain.errors import CannotOpen, TransientFault
from detectors_app.domain.preferences import Preferences
from detectors_app.staff.background_program import BackgroundProgram
from detectors_app.staff.laptop import Laptop
from detectors_app.staff.needs import STUCK_AFTER, Need, stands
from detectors_app.storage.preferences_file import write_preferences
from tests.conftest import ExpectLogs
from tests.staff.hands import PATIENCE_MS
from tests.use_cases.bench import Bench


@pytest.fixture
def bench(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """Give a laptop that is set up."""
    made = Bench(tmp_path_factory.mktemp("laptop")).enrol()
    yield made
    made.laptop.close()


@pytest.fixture
def program(bench: Bench, qapp: QApplication) -> Iterator[BackgroundProgram]:
    """Run that laptop without a window, under a name of its person's own."""
    write_preferences(bench.folder, Preferences(display_name="Rounds"))
    made = BackgroundProgram(
        qapp, bench.folder, load_wording(), open_laptop=bench.open, now=lambda: bench.now, listen_s=0
    )
    yield made
    assert made.lanes.stop(20_000)
    made.garbage.stop()
    made.deleteLater()


def test_it_delivers(program: BackgroundProgram, bench: Bench, qtbot: QtBot) -> None:
    """What waits goes, with nobody there and no window."""
    item = bench.report()
    program.start()
    qtbot.waitUntil(lambda: bench.item(item.id).sent_at is not None, timeout=PATIENCE_MS)
    assert not any(each.isVisible() for each in QApplication.topLevelWidgets())


def test_it_calls_a_person_once_for_what_could_not_be_sent(
    program: BackgroundProgram, bench: Bench, qtbot: QtBot
) -> None:
    """An urgent concern that does not go is told once, under the name chosen; nothing else is."""
    bench.world.faults["enrol"] = [TransientFault("network.offline")] * 1000
    bench.report(urgent=True)
    told: list[frozenset[Need]] = []
    program.background.needed.connect(told.append)
    with qtbot.waitSignal(program.background.stands_changed, timeout=PATIENCE_MS):
        program.start()
    assert told == []
    bench.pass_time(seconds=STUCK_AFTER.total_seconds())
    for _ in range(2):
        with qtbot.waitSignal(program.background.stands_changed, timeout=PATIENCE_MS):
            program.background.look()
    assert told == [frozenset({Need.URGENT})]
    assert program.tray.icon.toolTip() == "Rounds"


def test_the_notice_says_nothing_of_what_for() -> None:
    """The same words for every reason."""
    assert load_wording()("background.needs_you", name="Rounds") == "Rounds needs you"


def test_a_store_that_does_not_open_is_tried_again(
    bench: Bench, qapp: QApplication, qtbot: QtBot, expect_logs: ExpectLogs
) -> None:
    """At sign-in the key may come later than the program."""
    expect_logs("background.failed")
    shut = [True]

    def opened() -> Laptop:
        if shut:
            raise CannotOpen("store.key_lost")
        return bench.open()

    program = BackgroundProgram(qapp, bench.folder, load_wording(), open_laptop=opened, listen_s=0)
    program.start()
    qtbot.waitUntil(program.background._again.isActive, timeout=PATIENCE_MS)
    shut.clear()
    with qtbot.waitSignal(program.background.stands_changed, timeout=PATIENCE_MS):
        program.background._again.timeout.emit()
    assert program.lanes.stop(20_000)
    program.garbage.stop()


def test_who_has_phoned_is_not_called(bench: Bench) -> None:
    """Held back and phoned about is dealt with; what is not urgent waits without a word."""
    bench.report()
    item = bench.report(urgent=True)
    bench.pass_time(seconds=STUCK_AFTER.total_seconds())
    assert stands(bench.laptop).needs == {Need.URGENT}
    bench.laptop.mark_phoned(item.id)
    assert stands(bench.laptop).needs == set()


def test_the_tray_opens_and_closes(program: BackgroundProgram, qtbot: QtBot) -> None:
    """A click opens, and so does the notice; the other button's click does not."""
    with qtbot.waitSignals([program.open_asked, program.open_asked]):
        program.tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
        program.tray.icon.messageClicked.emit()
    with qtbot.assertNotEmitted(program.open_asked):
        program.tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Context)
    with qtbot.waitSignal(program.close_asked):
        program.tray._menu.actions()[1].trigger()
