"""Walks a window by Tab alone: where it comes to, in which order, and what it never reaches."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QRadioButton, QScrollArea, QWidget

from detectors_app.widgets.page import Page

MOST_STOPS = 200
_SAME_LINE_PX, _COLUMN_PX = 24, 100


def stops(window: QWidget) -> list[QWidget]:
    """Give every stop in turn, from the present one until one comes again. A trap gives too few."""
    seen: list[QWidget] = []
    for _ in range(MOST_STOPS):
        now: QWidget | None = window.focusWidget()
        if now is None or now in seen:
            break
        seen.append(now)
        window.focusNextChild()
    return seen


def never_reached(window: QWidget, reached: list[QWidget]) -> list[str]:
    """Give what can be worked and Tab never comes to. Of a group of options one is enough: arrows do the rest."""
    groups = {id(each.group()) for each in reached if isinstance(each, QRadioButton)}
    return [
        f"{type(each).__name__} {each.objectName()}"
        for each in window.findChildren(QWidget)
        if each.isVisible()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(each, QScrollArea)
        and each not in reached
        and not (isinstance(each, QRadioButton) and id(each.group()) in groups)
    ]


def out_of_order(reached: list[QWidget]) -> list[str]:
    """Give each stop of a page's main column that stands above the stop before it; coming round again is none."""
    places = [(each.objectName(), top) for each in reached if (top := _place(each)) is not None]
    rises = [
        (top.y(), name)
        for (_, before), (name, top) in zip(places, [*places[1:], *places[:1]], strict=True)
        if top.y() + _SAME_LINE_PX < before.y() and not _next_column(before, top)
    ]
    return [name for _, name in sorted(rises)[1:]]


def _place(part: QWidget) -> QPoint | None:
    page = _page_of(part)
    if page is None or not page._inside.isAncestorOf(part) or _at_the_side(part, page):
        return None
    return part.mapTo(page._inside, QPoint(0, 0))


def _next_column(before: QPoint, top: QPoint) -> bool:
    return top.x() > before.x() + _COLUMN_PX


def _at_the_side(part: QWidget, page: Page) -> bool:
    return page.side.geometry().contains(part.mapTo(page._inside, QPoint(1, 1)))


def _page_of(part: QWidget) -> Page | None:
    holder: QWidget | None = part
    while holder is not None and not isinstance(holder, Page):
        holder = holder.parentWidget()
    return holder
