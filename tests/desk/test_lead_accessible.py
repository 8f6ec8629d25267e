"""Every training page can be used by somebody who does not see it, and by keys alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.qtbot import QtBot

from detectors_app.content.wording import load_wording
from detectors_app.desk.lead_figures_words import Line
from detectors_app.desk.lead_table import ORDERS, order_of, ordered, rows_of
from detectors_app.desk.screens import window_states
from detectors_app.domain.figures import Figure
from detectors_app.widgets.frame import AppFrame
from detectors_app.widgets.tokens import Targets, ThemeName, load_tokens
from tests.staff.test_accessible import nodes, unnamed, vague
from tests.widgets.tab_walk import never_reached, out_of_order, stops


def lead_screens(qapp: QApplication, folder: Path, factor: float = 1.0) -> Iterator[tuple[str, AppFrame]]:
    theme = load_tokens(ThemeName.LIGHT, factor, Targets.POINTER)
    for name, frame in window_states(qapp, folder, load_wording(), theme):
        if name.startswith("lead-"):
            frame.resize(1280, 800)
            for _ in range(3):
                QApplication.processEvents()
            yield name, frame


def tree(frame: AppFrame) -> list[QAccessibleInterface]:
    root = QAccessible.queryAccessibleInterface(frame)
    assert root is not None
    return list(nodes(root))


def test_everything_has_a_name_and_a_role(qapp: QApplication, tmp_path: Path) -> None:
    """On every training page all that can take the focus says what it is and what it is called."""
    wrong: dict[str, list[str]] = {}
    seen = 0
    for name, frame in lead_screens(qapp, tmp_path):
        seen += 1
        found = [*unnamed(tree(frame)), *vague(tree(frame))]
        wrong |= {name: found} if found else {}
    assert wrong == {}
    assert seen > 20


@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_tab_goes_everywhere_and_round(qapp: QApplication, qtbot: QtBot, tmp_path: Path, factor: float) -> None:
    """Tab reaches everything that can be worked, from top to bottom, and is caught nowhere."""
    wrong: dict[str, list[str]] = {}
    for name, frame in lead_screens(qapp, tmp_path, factor):
        reached = stops(frame)
        found = [*never_reached(frame, reached), *out_of_order(reached)]
        wrong |= {name: found} if found else {}
    assert wrong == {}


def test_a_bar_is_said_as_a_number(qapp: QApplication, tmp_path: Path) -> None:
    """What a bar shows stands in words in its cell, to assistive clients too; what is hidden says so."""
    for name, frame in lead_screens(qapp, tmp_path):
        if name == "lead-figures-team":
            table = frame.findChild(QTableView, "lead.figures.table")
            assert table is not None
            model = table.model()
            said = {model.index(row, 0).data(): model.index(row, 1).data() for row in range(model.rowCount())}
            heard = {node.text(QAccessible.Text.Name) for node in tree(frame)}
            assert said["Repairs east"] == "84%"
            assert said["Cleaning nights"] == said["Cleaning north"] == "Not shown"
            assert {"84%", "Repairs east", "Not shown", "52"} <= heard


def test_large_text_says_a_row_in_one_sentence(qapp: QApplication, tmp_path: Path) -> None:
    """Where columns find no room, a row is one cell that says all of it."""
    for name, frame in lead_screens(qapp, tmp_path, 2.0):
        if name == "lead-figures-team":
            table = frame.findChild(QTableView, "lead.figures.table")
            assert table is not None
            rows = [table.model().index(row, 0).data() for row in range(table.model().rowCount())]
            assert "Repairs east. 52 of 62 are up to date. 0 still have time. 10 are late. 84%" in rows


LINES = [
    Line("a", "A", Figure(5, 10, 5)),
    Line("b", "B", None),
    Line("c", "C", Figure(20, 0, 10)),
    Line("d", "D", Figure(9, 3, 0)),
]


@pytest.mark.parametrize(
    "order, keys",
    [
        ("given", "abcd"),
        ("least", "acdb"),
        ("most", "dcab"),
        ("overdue", "cadb"),
        ("due", "adcb"),
        ("required", "cadb"),
    ],
)
def test_rows_stand_in_the_order_asked_for(order: str, keys: str) -> None:
    """What is not shown comes last, so that its place tells nothing of it."""
    assert "".join(each.key for each in ordered(LINES, order)) == keys


def test_every_column_asks_for_an_order() -> None:
    """A press on a heading is the same as a choice in the list of orders."""
    columns = len(rows_of(LINES, load_wording(), stacked=False)[0].cells)
    assert {order_of(column) for column in range(columns)} <= set(ORDERS)
