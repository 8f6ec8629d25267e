"""What was found wrong and mended stays mended."""

from __future__ import annotations

import subprocess
import sys

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from detectors_app.widgets.fields import LabelledField, PassphraseField
from detectors_app.widgets.page import Page
from detectors_app.widgets.tokens import ThemeName
from tests.widgets.conftest import Dress
from tests.widgets.test_parts import colour_at, framed

EMIT = """
import detectors_app.widgets.qt_start
from PySide6.QtCore import QObject, Signal
class Teller(QObject):
    told = Signal(int)
teller = Teller()
for number in range(20_000):
    teller.told.emit(number)
"""


def test_signals_can_be_emitted_all_day() -> None:
    """PySide6 drops a reference to True at each emit: twenty thousand do not end the program."""
    subprocess.run([sys.executable, "-c", EMIT], check=True)


def test_a_passphrase_that_is_shown_is_learned_by_no_keyboard(qtbot: QtBot, dress: Dress) -> None:
    """Qt takes its hints away when the letters are shown: ours are put back."""
    dress()
    field = PassphraseField("p", "Passphrase", "", "Show", "Hide")
    qtbot.addWidget(field)
    private = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
    field.on_show_pressed()
    assert field.editor.echoMode() == QLineEdit.EchoMode.Normal
    assert field.editor.inputMethodHints() & private == private


def test_high_contrast_outlines_sheets_alone(qtbot: QtBot, dress: Dress) -> None:
    """What has no ground of its own gets no outline in high contrast, which would run through its words."""
    theme = dress(ThemeName.HIGH_CONTRAST)
    field = LabelledField("when", "When?")
    qtbot.addWidget(field)
    field.resize(300, 120)
    assert colour_at(field, 299, 40) == theme.colour("ground").name()


def test_what_has_the_focus_is_in_sight(qtbot: QtBot, dress: Dress) -> None:
    """The page scrolls so that the foot bar never covers what has the focus."""
    dress()
    gallery = framed(qtbot)
    gallery.resize(1280, 720)
    page = gallery.findChild(Page, "parts")
    assert page is not None
    for name in ("passphrase", "when"):
        field = gallery.findChild(QLineEdit, name)
        assert field is not None
        field.setFocus()
        QApplication.processEvents()
        top = field.mapTo(page, field.rect().topLeft()).y()
        assert top >= 0
        assert top + field.height() <= page.foot.y()
