"""A part that Python has emptied, while Qt still keeps it, stays quiet."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from detectors_app.widgets.focus_ring import FocusRing
from detectors_app.widgets.page import Page
from detectors_app.widgets.theme import apply_theme
from detectors_app.widgets.tokens import load_tokens


def test_an_emptied_ring_and_page_ignore_the_focus(qtbot: QtBot, qapp: object) -> None:
    """Collected garbage is emptied before Qt lets go of it: a change of focus in between is no error."""
    apply_theme(qapp, load_tokens())  # type: ignore[arg-type]  # pytest-qt's application is a QApplication
    page = Page("page")
    qtbot.addWidget(page)
    ring = FocusRing(page)
    vars(ring).clear()
    ring.on_focus_changed(None, None)
    kept = dict(vars(page))
    vars(page).clear()
    page.on_focus_changed(None, page)
    vars(page).update(kept)
