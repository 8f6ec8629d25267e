"""The system is asked to keep a window out of pictures exactly while it shows what a passphrase opened."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QComboBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from detectors_app.content.wording import load_wording
from detectors_app.domain.preferences import Preferences
from detectors_app.widgets.buttons import SmallButton
from detectors_app.widgets.capture_system import (
    WDA_EXCLUDEFROMCAPTURE,
    WDA_MONITOR,
    NothingOffered,
    WindowsAffinity,
    affinity_for,
    this_system,
)
from detectors_app.widgets.discretion import Discretion
from detectors_app.widgets.fields import PassphraseField
from detectors_app.widgets.frame import AppFrame
from tests.conftest import ExpectLogs
from tests.widgets.conftest import Dress


@dataclass
class FakeSystem:
    """Keeps what each window was told last."""

    is_offered: bool = True
    refuses: bool = False
    out: dict[int, bool] = field(default_factory=dict)
    asked: int = 0

    def keep_out(self, window_id: int, *, out: bool) -> None:
        self.asked += 1
        if self.refuses:
            raise OSError(5, "refused")
        self.out[window_id] = out


class Room:
    """A window, whether a passphrase has opened something, and what the system was told of the window."""

    def __init__(self, app: QApplication, qtbot: QtBot, system: FakeSystem, preferences: Preferences) -> None:
        words = load_wording()
        self.is_open = False
        self.system = system
        self.frame = AppFrame("Site Notes", "Hide", "Shift ×3", "Sign in")
        self.plain = QWidget()
        self.discretion = Discretion(app, system=system, owns=lambda _: False)
        self.frame.show_page(self.plain)
        self.discretion.join(self.frame, words, preferences, lambda: self.is_open)
        qtbot.addWidget(self.frame)
        self.frame.show()

    def is_out(self) -> bool:
        return self.system.out.get(int(self.frame.winId()), False)

    def go(self, page: QWidget, *, is_open: bool = False) -> None:
        self.is_open = is_open
        self.frame.show_page(page)

    def switch(self) -> SmallButton:
        found = self.frame.findChild(SmallButton, "sharing")
        assert found is not None
        return found


@pytest.fixture
def rooms(qapp: QApplication, qtbot: QtBot, dress: Dress) -> Iterator[list[Room]]:
    made: list[Room] = []
    yield made
    for room in made:
        qapp.clipboard().changed.disconnect(room.discretion.clipboard.on_changed)
        room.discretion.deleteLater()


def room(
    rooms: list[Room], qapp: QApplication, qtbot: QtBot, system: FakeSystem | None = None, *, shared: bool = False
) -> Room:
    rooms.append(Room(qapp, qtbot, system or FakeSystem(), Preferences(allow_sharing=shared)))
    return rooms[-1]


def test_it_is_kept_out_while_something_is_open(rooms: list[Room], qapp: QApplication, qtbot: QtBot) -> None:
    """Off at first; on with what a passphrase opened, whichever page that is; off under the cover and afterwards."""
    here = room(rooms, qapp, qtbot)
    assert here.system.asked == 0
    here.go(QWidget(), is_open=True)
    assert here.is_out()
    here.frame.cover_with(QWidget())
    assert not here.is_out()
    here.frame.uncover()
    assert here.is_out()
    here.go(here.plain)
    assert not here.is_out()


def test_it_is_kept_out_while_a_passphrase_is_typed(rooms: list[Room], qapp: QApplication, qtbot: QtBot) -> None:
    """A page with a passphrase's field is kept out by itself."""
    here = room(rooms, qapp, qtbot)
    page = QWidget()
    QVBoxLayout(page).addWidget(PassphraseField("unlock", "Passphrase", "", "Show", "Hide"))
    here.go(page)
    assert here.is_out()


def test_a_list_over_the_window_is_kept_out_too(rooms: list[Room], qapp: QApplication, qtbot: QtBot) -> None:
    """To the system an open list is a window of its own."""
    here = room(rooms, qapp, qtbot)
    page = QWidget()
    combo = QComboBox(page)
    combo.addItems(["one", "two"])
    here.go(page, is_open=True)
    combo.showPopup()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    assert here.system.out[int(popup.winId())]
    combo.hidePopup()


def test_a_window_made_anew_is_told_again(rooms: list[Room], qapp: QApplication, qtbot: QtBot) -> None:
    """A window that the system makes anew, as at a change of its flags, has lost what it was told."""
    here = room(rooms, qapp, qtbot)
    here.go(QWidget(), is_open=True)
    here.system.out.clear()
    qapp.sendEvent(here.frame, QEvent(QEvent.Type.WinIdChange))
    assert here.is_out()


def test_sharing_can_be_allowed_until_it_is_hidden(rooms: list[Room], qapp: QApplication, qtbot: QtBot) -> None:
    """The switch stands beside Hide where it does something, says how it is, and goes back by itself."""
    here = room(rooms, qapp, qtbot)
    assert not here.switch().isVisible()
    here.go(QWidget(), is_open=True)
    switch = here.switch()
    assert switch.isVisible()
    switch.click()
    assert not here.is_out()
    assert (switch.isChecked(), switch.text()) == (True, load_wording()("sharing.allowed"))
    here.go(QWidget(), is_open=True)
    assert not here.is_out()
    here.frame.cover_with(QWidget())
    assert not switch.isVisible()
    here.frame.uncover()
    assert here.is_out()
    assert not switch.isChecked()
    switch.click()
    switch.click()
    assert here.is_out()


def test_a_person_may_share_always(rooms: list[Room], qapp: QApplication, qtbot: QtBot) -> None:
    """With sharing allowed in the settings the system is never asked, and no switch is needed."""
    here = room(rooms, qapp, qtbot, shared=True)
    here.go(QWidget(), is_open=True)
    assert here.system.asked == 0
    assert not here.switch().isVisible()


def test_nothing_is_promised_where_nothing_is_offered(rooms: list[Room], qapp: QApplication, qtbot: QtBot) -> None:
    """No switch tells of a protection that is not there."""
    here = room(rooms, qapp, qtbot, FakeSystem(is_offered=False))
    here.go(QWidget(), is_open=True)
    assert here.system.asked == 0
    assert not here.switch().isVisible()


def test_nothing_is_promised_where_the_system_refuses(
    rooms: list[Room], qapp: QApplication, qtbot: QtBot, expect_logs: ExpectLogs
) -> None:
    """A refusal, as in a remote session, takes the switch away: it would tell what is not so."""
    expect_logs("capture.refused")
    here = room(rooms, qapp, qtbot, FakeSystem(refuses=True))
    here.go(QWidget(), is_open=True)
    assert here.system.asked > 0
    assert not here.switch().isVisible()


def test_windows_is_asked_by_its_version() -> None:
    """From 2004 on the window is left out of pictures; before that it is a black box in them."""
    assert affinity_for(19041) == affinity_for(26100) == WDA_EXCLUDEFROMCAPTURE
    assert affinity_for(18363) == WDA_MONITOR


def test_only_windows_offers_it() -> None:
    """Elsewhere nothing is offered, and asking does nothing."""
    system = this_system()
    if sys.platform == "win32":
        assert isinstance(system, WindowsAffinity)
    else:
        assert isinstance(system, NothingOffered)
        assert not system.is_offered
        system.keep_out(1, out=True)
