"""What the window says about delivery is never more than the store shows, and *I have phoned* is remembered."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from detectors_app.content.wording import load_wording
from detectors_app.domain.delivery import State
from detectors_app.domain.errors import TransientFault
from detectors_app.domain.ids import CONCERNS, EnvelopeId, reference
from detectors_app.staff import jobs
from detectors_app.staff.screens import NoStore
from detectors_app.staff.window import StaffWindow
from detectors_app.use_cases.rows import DeliveryChange, OutboxItem
from detectors_app.widgets.theme import apply_theme
from detectors_app.widgets.tokens import load_tokens
from tests.made_up import NOW
from tests.staff.conftest import window_on
from tests.staff.hands import Hands
from tests.use_cases.bench import Bench


def item(state: State = State.QUEUED, *, urgent: bool = False) -> OutboxItem:
    return OutboxItem(CONCERNS, EnvelopeId(UUID(int=5)), "", b"", 0, (), NOW, urgent, state)


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot) -> StaffWindow:
    """Give a window that no store answers: it shows only what it is told."""
    apply_theme(qapp, load_tokens())
    made = StaffWindow(load_wording(), NoStore(), lambda: NOW)
    qtbot.addWidget(made)
    made.complete()
    made.show()
    return made


def line(window: StaffWindow) -> str:
    """Give the header's line."""
    label = window.findChild(QLabel, "sync_line")
    assert isinstance(label, QLabel)
    return label.text()


def says(window: StaffWindow, text: str) -> bool:
    """Say whether these words are visible."""
    return any(text in each.text() for each in window.findChildren(QLabel) if each.isVisible())


def looked(*outbox: OutboxItem, last_reached: datetime | None = None) -> jobs.Looked:
    return jobs.Looked(set_up=True, has_passphrase=True, outbox=outbox, last_reached=last_reached)


def tell(window: StaffWindow, seen: jobs.Looked) -> None:
    """Hand the window what the store would have answered."""
    window.overview.on_looked(seen)


def test_before_the_first_contact_nothing_is_called_sent(window: StaffWindow) -> None:
    """A laptop that never reached the service says so."""
    assert line(window) == ""
    tell(window, looked())
    assert line(window) == "Not reached yet"


def test_what_was_just_queued_counts_at_once(window: StaffWindow) -> None:
    """The moment *Save and send* is answered, header and foot count it, before the store is read again."""
    tell(window, looked(last_reached=NOW))
    assert line(window).startswith("All sent. Last checked")
    window.on_sent(item())
    assert line(window) == "1 not sent yet"
    window.on_home_wanted()
    assert any("1 waiting to send." in each.text() for each in window.findChildren(QLabel) if each.isVisible())


def test_a_held_one_is_not_called_sent(window: StaffWindow, qtbot: QtBot) -> None:
    """What the service did not take counts as not sent; Home says to phone, with the number."""
    tell(window, looked(item(State.PARKED), last_reached=NOW))
    assert line(window) == "1 not sent yet"
    qtbot.waitUntil(
        lambda: (
            says(window, "Held back: please phone") and says(window, "020\N{NO-BREAK SPACE}7974\N{NO-BREAK SPACE}2526")
        )
    )


def test_an_old_contact_is_told_with_its_day(window: StaffWindow) -> None:
    """*Last checked* names the day: a time alone would sound like today."""
    tell(window, looked(last_reached=NOW.replace(day=NOW.day - 1)))
    assert "yesterday" in line(window)


def test_the_cover_shows_no_line(window: StaffWindow) -> None:
    """News that come while the window is hidden are shown after it."""
    tell(window, looked(last_reached=NOW))
    window.locking.on_hide()
    tell(window, looked(item(), last_reached=NOW))
    assert not any("sent" in each.text() for each in window.findChildren(QLabel) if each.isVisible())
    window.locking.on_sign_in()
    assert line(window) == "1 not sent yet"


def test_the_header_follows_the_store(staff: Hands, bench: Bench) -> None:
    """On a real store: queued by another program, then sent, then sent back by the service."""
    queued = bench.report()
    staff.program.lanes.changed.emit()
    staff.qtbot.waitUntil(lambda: "not sent yet" in line(staff.window) or "All sent" in line(staff.window))
    staff.program.lanes.deliver()
    staff.qtbot.waitUntil(lambda: "All sent" in line(staff.window), timeout=20_000)
    assert bench.item(queued.id).state is State.SENT
    with bench.laptop.parts.store.unit() as unit:
        unit.change_outbox(DeliveryChange(CONCERNS, queued.id, State.PARKED))
    staff.program.lanes.changed.emit()
    staff.qtbot.waitUntil(lambda: line(staff.window) == "1 not sent yet", timeout=20_000)


def test_i_have_phoned_survives_a_restart(bench: Bench, qtbot: QtBot, qapp: QApplication) -> None:
    """Told once on Home, it is kept in the store: after a restart Home says quietly that you phoned."""
    bench.world.faults["enrol"] = [TransientFault("network.offline")] * 1000
    kept = bench.report(urgent=True)
    with window_on(bench, qtbot, qapp) as staff:
        staff.sees("Urgent: not sent yet. Phone now.")
        staff.press("home.phoned")
        staff.sees("You told us that you phoned.")
    assert bench.item(kept.id).phoned
    with window_on(bench, qtbot, qapp) as staff:
        staff.find(f"home.rung.{reference(kept.id)}")
        staff.sees("You told us that you phoned.")
        assert not any("Phone now" in each for each in staff.texts())
