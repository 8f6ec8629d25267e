"""The real window wears the name, the icon and the way to hide that were chosen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from detectors_app.content.configuration import VARIABLE
from detectors_app.domain.preferences import Preferences
from detectors_app.storage.preferences_file import write_preferences
from detectors_app.widgets.buttons import HideButton
from detectors_app.widgets.outward import SYSTEM_NAME, introduce
from tests.staff.conftest import window_on
from tests.use_cases.bench import Bench


@pytest.fixture(autouse=True)
def own_name(qapp: QApplication) -> Iterator[None]:
    """Leave the application under the name that other tests know."""
    yield
    introduce(qapp, "Site Notes")


def test_the_usual_name_is_neutral(bench: Bench, qtbot: QtBot, qapp: QApplication) -> None:
    """Title, application and what the system calls its windows say the neutral name."""
    with window_on(bench, qtbot, qapp) as staff:
        assert staff.window.windowTitle() == qapp.applicationName() == qapp.applicationDisplayName() == "Site Notes"
        assert qapp.desktopFileName() == SYSTEM_NAME


def test_it_wears_what_the_person_chose(
    bench: Bench, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The person's name and key count, whatever IT has set; the button says the key, and Shift does nothing."""
    named = bench.folder.parent / "site-notes.toml"
    named.write_text('display_name = "Van Stock"\nicon = "clock"\n', encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(named))
    write_preferences(bench.folder, Preferences(display_name="Rota", hide_key="F12"))
    with window_on(bench, qtbot, qapp) as staff:
        assert staff.window.windowTitle() == qapp.applicationName() == "Rota"
        assert "Rota" in staff.texts()
        assert staff.find("hide", HideButton).accessibleDescription() == "F12"
        handle = staff.window.windowHandle()
        for _ in range(3):
            QTest.keyClick(handle, Qt.Key.Key_Shift)
        assert not staff.window.is_covered
        QTest.keyClick(handle, Qt.Key.Key_F12)
        staff.find("cover")
        assert staff.window.windowTitle() == "Rota"


def test_it_wears_what_it_has_set(
    bench: Bench, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the person chose nothing, IT's name stands in the title and on the bar."""
    named = bench.folder.parent / "site-notes.toml"
    named.write_text('display_name = "Van Stock"\n', encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(named))
    with window_on(bench, qtbot, qapp) as staff:
        assert staff.window.windowTitle() == "Van Stock"
        assert any(each.text() == "Van Stock" for each in staff.window.bar.findChildren(QLabel))
