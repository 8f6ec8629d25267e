"""What is painted by hand is mirrored too: bars, chevrons, progress, the arrow of a choice, a table's chosen row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QComboBox, QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from detectors_app.content.paths import resources_dir
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.buttons import LinkButton, PrimaryButton
from detectors_app.widgets.desk_nav import DeskNav
from detectors_app.widgets.direction import at_start, mirrored, set_direction, sided
from detectors_app.widgets.fields import LabelledArea
from detectors_app.widgets.icons import DIRECTED, IconLabel
from detectors_app.widgets.panels import Panel
from detectors_app.widgets.row_model import Cell, TableRow
from detectors_app.widgets.search_field import SearchField
from detectors_app.widgets.tables import RowTable
from detectors_app.widgets.text import Words
from tests.widgets.conftest import Dress

ALIKE = 0.995
"""Part of the points that must be the mirror's: curves are painted from their left."""


@pytest.fixture(autouse=True)
def _straight(qapp: QApplication, dress: Dress) -> Iterator[None]:
    dress()
    yield
    set_direction(qapp, right_to_left=False)


def both(qtbot: QtBot, qapp: QApplication, make: Callable[[], QWidget]) -> tuple[QImage, QImage]:
    """Give a part's picture in each direction."""
    pictures = []
    for right_to_left in (False, True):
        set_direction(qapp, right_to_left=right_to_left)
        part = make()
        qtbot.addWidget(part)
        part.resize(240, 60)
        part.show()
        QApplication.processEvents()
        pictures.append(part.grab().toImage())
    return pictures[0], pictures[1]


def alike(one: QImage, other: QImage) -> float:
    """Give the part of the points that are nearly the same."""
    assert one.size() == other.size()
    points = [QPoint(x, y) for x in range(one.width()) for y in range(one.height())]
    near = sum(abs(one.pixelColor(at).lightness() - other.pixelColor(at).lightness()) < 40 for at in points)
    return near / len(points)


def progress() -> QWidget:
    made = QProgressBar()
    made.setRange(0, 100)
    made.setValue(30)
    made.setTextVisible(False)
    return made


def chosen_row() -> QWidget:
    table = RowTable("t", "t", [("", 0)])
    table.set_rows([TableRow("a", (Cell(""),))])
    table.selectRow(0)
    table.clearFocus()
    return table


def nav() -> QWidget:
    made = DeskNav([("inbox", "", "minus")])
    made.show_place("inbox")
    return made


@pytest.mark.parametrize(
    "make",
    [
        lambda: Panel("surface", None, bar="urgent"),
        lambda: Banner(BannerKind.URGENT, ""),
        progress,
        QComboBox,
        chosen_row,
        nav,
    ],
    ids=["panel", "banner", "progress", "combo box", "chosen row", "place"],
)
def test_a_part_without_words_is_its_mirror(qtbot: QtBot, qapp: QApplication, make: Callable[[], QWidget]) -> None:
    """From right to left a part looks as in a mirror, and otherwise than before."""
    before, after = both(qtbot, qapp, make)
    assert alike(before.flipped(Qt.Orientation.Horizontal), after) >= ALIKE
    assert alike(before, after) < 1


@pytest.mark.parametrize("name", sorted(path.stem for path in (resources_dir() / "icons").glob("*.svg")))
def test_an_icon_is_turned_only_where_it_has_a_direction(qtbot: QtBot, qapp: QApplication, name: str) -> None:
    """Chevrons and lists point and begin with the words; ticks, clocks and the telephone look the same everywhere."""
    before, after = both(qtbot, qapp, lambda: IconLabel(name))
    turned = before.flipped(Qt.Orientation.Horizontal) if name in DIRECTED else before
    assert alike(turned, after) >= (ALIKE if name in DIRECTED else 1)


def inked(image: QImage) -> tuple[int, int]:
    """Give the first and the last column with something dark in it."""
    columns = [
        x for x in range(image.width()) if any(image.pixelColor(x, y).lightness() < 110 for y in range(image.height()))
    ]
    return columns[0], columns[-1]


def test_a_links_words_and_chevron_stand_at_the_other_side(qtbot: QtBot, qapp: QApplication) -> None:
    """*Back* begins at the right, its chevron before it."""

    def make() -> QWidget:
        holder = QWidget()
        LinkButton("Back", "back", icon_name="chevron-left").setParent(holder)
        link = holder.findChild(LinkButton)
        assert link is not None
        link.setGeometry(0, 0, 240, 48)
        return holder

    before, after = both(qtbot, qapp, make)
    left, right = inked(before)
    turned_left, turned_right = inked(after)
    assert left < 8
    assert turned_right > 231
    assert abs((right - left) - (turned_right - turned_left)) <= 4


def test_a_buttons_icon_comes_before_its_words(qtbot: QtBot, qapp: QApplication) -> None:
    """The icon of a button is painted where its words begin: at their right."""
    made = []
    for right_to_left in (False, True):
        set_direction(qapp, right_to_left=right_to_left)
        button = PrimaryButton("iiiiiiiiii", "b", icon_name="minus")
        qtbot.addWidget(button)
        button.resize(240, 48)
        button.show()
        QApplication.processEvents()
        image = button.grab().toImage()
        light = [x for x in range(40, 200) if image.pixelColor(x, 24).lightness() > 200]
        runs = [x for x in light if x + 1 in light and x + 6 in light and x + 3 in light]
        made.append(runs[0])
    assert made[0] < 120 < made[1]


def test_words_stand_at_the_right_whatever_their_letters(qtbot: QtBot, qapp: QApplication) -> None:
    """English that is not translated yet, and a number alone, begin where Arabic does."""
    for text in ("English", "\u2066999\u2069", "العربية"):
        _, after = both(qtbot, qapp, partial(Words, text))
        assert inked(after)[1] > 230


@pytest.mark.parametrize("text", ["الصباح", "English"])
def test_what_is_written_begins_at_the_right(qtbot: QtBot, qapp: QApplication, text: str) -> None:
    """In a long field lines begin at the right, in whichever letters somebody writes."""
    set_direction(qapp, right_to_left=True)
    area = LabelledArea("a", "")
    area.set_text(text)
    qtbot.addWidget(area)
    area.resize(240, 200)
    area.show()
    QApplication.processEvents()
    picture = area.editor.viewport().grab().toImage()
    assert inked(picture)[0] > picture.width() / 2


def test_a_search_fields_icon_stands_where_words_begin(qtbot: QtBot, qapp: QApplication) -> None:
    """The magnifier is at the right, as far from the edge as else at the left, and the words leave it room there."""
    lefts = []
    for right_to_left in (False, True):
        set_direction(qapp, right_to_left=right_to_left)
        field = SearchField("s", "")
        qtbot.addWidget(field)
        field.resize(240, 40)
        field.show()
        mark = field.findChild(IconLabel)
        assert mark is not None
        lefts.append(mark.x() if not right_to_left else field.width() - mark.x() - mark.width())
        beside = field.textMargins()
        assert (beside.right() > beside.left()) is right_to_left
    assert lefts[0] == lefts[1] == 12


def test_margins_and_places_are_turned_only_from_right_to_left(qapp: QApplication) -> None:
    """What is laid out by hand is given as its mirror, from right to left alone."""
    assert sided(1, 2, 3, 4) == (1, 2, 3, 4)
    set_direction(qapp, right_to_left=True)
    assert sided(1, 2, 3, 4) == (3, 2, 1, 4)
    inside, part = QRect(10, 0, 100, 20), QRect(12, 5, 30, 10)
    assert mirrored(part, inside, right_to_left=False) == part
    assert mirrored(part, inside, right_to_left=True) == QRect(78, 5, 30, 10)
    assert mirrored(mirrored(part, inside, right_to_left=True), inside, right_to_left=True) == part
    assert at_start(inside.toRectF(), 4, right_to_left=True).left() == 106
    assert at_start(inside.toRectF(), 4, right_to_left=False).left() == 10
