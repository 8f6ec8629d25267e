"""Scroll bars, combo boxes, headings and rows are flat and in the theme's colours; the ring outlives its page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from detectors_app.widgets.frame import AppFrame
from detectors_app.widgets.page import Page
from detectors_app.widgets.row_model import Cell, TableRow
from detectors_app.widgets.tables import RowTable
from detectors_app.widgets.text import Words
from detectors_app.widgets.tile_button import TileButton
from detectors_app.widgets.tokens import ThemeName
from tests.widgets.conftest import Dress


def picture(widget: QWidget) -> QImage:
    widget.show()
    QApplication.processEvents()
    return widget.grab().toImage()


def colours(image: QImage, left: int, right: int, top: int, bottom: int) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(left, right) for y in range(top, bottom)}


@pytest.mark.parametrize("name", list(ThemeName))
def test_a_scroll_bar_is_a_sunken_groove_with_a_handle_in_the_edges_colour(
    qtbot: QtBot, dress: Dress, name: ThemeName
) -> None:
    """Its handle has the edge's colour and its groove the sunken one; there is no gradient and no arrow."""
    theme = dress(name)
    bar = QScrollBar()
    qtbot.addWidget(bar)
    bar.setRange(0, 100)
    bar.setPageStep(50)
    bar.resize(bar.sizeHint().width(), 300)
    image = picture(bar)
    middle = bar.width() // 2
    assert colours(image, middle, middle + 1, 12, 80) == {theme.colour("edge").name()}
    assert colours(image, 0, bar.width(), 200, 300) == {theme.colour("sunken").name()}


@pytest.mark.parametrize("name", list(ThemeName))
def test_a_combo_box_is_flat(qtbot: QtBot, dress: Dress, name: ThemeName) -> None:
    """Its ground is one colour from top to bottom, within an edge of 2 px."""
    theme = dress(name)
    box = QComboBox()
    qtbot.addWidget(box)
    box.resize(200, 48)
    image = picture(box)
    assert colours(image, 100, 101, 4, 44) == {theme.colour("surface").name()}
    assert colours(image, 0, 2, 24, 25) == {theme.colour("edge").name()}


def test_headings_stand_above_their_cells_words(qtbot: QtBot, dress: Dress) -> None:
    """A heading's first letter begins where its cells' first letters begin."""
    theme = dress()
    table = RowTable("table", "Table", [("HHH", 200), ("HHH", 0)])
    qtbot.addWidget(table)
    table.set_rows([TableRow("1", (Cell("HHH"), Cell("HHH")))])
    table.resize(500, 200)
    image = picture(table)
    header = table.horizontalHeader().height()

    def first_inked(top: int, bottom: int) -> int:
        paper = {theme.colour(role).name() for role in ("sunken", "surface", "line")}
        return next(x for x in range(4, 200) if colours(image, x, x + 1, top, bottom) - paper)

    assert abs(first_inked(10, header - 6) - first_inked(header + 8, header + 30)) <= 1


def test_a_row_to_press_has_an_edge_in_high_contrast(qtbot: QtBot, dress: Dress) -> None:
    """Black on black, only its edge shows where a row can be pressed."""
    theme = dress(ThemeName.HIGH_CONTRAST)
    row = TileButton("My concerns", "See what was sent.", "my", icon_name="list")
    qtbot.addWidget(row)
    row.resize(600, 80)
    assert colours(picture(row), 0, 1, 40, 41) == {theme.colour("edge").name()}


def test_words_take_every_size_there_is(qtbot: QtBot, dress: Dress) -> None:
    """Each named size makes words of that many points."""
    theme = dress()
    assert {"small", "body", "lead", "h2", "h1", "display"} <= set(theme.size_pt)
    for size in theme.size_pt:
        words = Words("x", size)
        qtbot.addWidget(words)
        assert words.font().pointSizeF() == theme.points(size)


def test_the_ring_outlives_the_page_it_was_on(qtbot: QtBot, dress: Dress) -> None:
    """A page that has the focus can be dropped, and the ring goes round the next part all the same."""
    dress()
    frame = AppFrame("Site Notes", "Hide", "Shift x3", "Sign in")
    qtbot.addWidget(frame)
    frame.show()
    frame.activateWindow()
    for number in range(3):
        page = Page(f"page{number}")
        field = QLineEdit()
        page.main.addWidget(field)
        page.finish()
        frame.show_page(page)
        field.setFocus()
        qtbot.waitUntil(field.hasFocus)
        frame.drop_page(page)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QApplication.processEvents()
