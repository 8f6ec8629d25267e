"""Finding a home: a line, how many were found, and the list below it; what is typed is an answer too. Keeps nothing."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from detectors_app.content.wording import Wording
from detectors_app.domain.errors import DetectorsError
from detectors_app.domain.home_match import Found, marks
from detectors_app.domain.homes import Home, typed_words
from detectors_app.staff.home_search import HomeSearch
from detectors_app.widgets.announce import announce
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.finder import FinderLine, FoundList, FoundRow
from detectors_app.widgets.text import hint

ANNOUNCED_AFTER_MS = 600
"""How long typing rests before a screen reader is told what was found: it would speak over each letter else."""


class HomeFinder(QWidget):
    """The line above the list. `search` is None where there is no list: then it is a line for the address."""

    typed = Signal(str)
    """What stands in the line, as the person changed it."""
    chosen = Signal(object)
    """Home."""

    def __init__(self, name: str, words: Wording, search: HomeSearch | None, *, most: int) -> None:
        super().__init__()
        self._words, self._search = words, search
        self._homes: tuple[Home, ...] = ()
        self._made_up = Banner(BannerKind.INFO, "", name=f"{name}.made_up")
        self._made_up.hide()
        self.line = FinderLine(name, words("homes.line"), words("homes.clear"), most=most)
        self.status = hint("")
        self.status.setObjectName(f"{name}.status")
        self.list = FoundList(f"{name}.found", words("homes.found_list"), "home", words("homes.choose"))
        self.list.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self._made_up, self.line, self.status, self.list):
            column.addWidget(widget)
        self._say_later = QTimer(self, singleShot=True, interval=ANNOUNCED_AFTER_MS)
        self._say_later.timeout.connect(self.on_rested)
        self._say("homes.nothing_kept" if search else "")
        self.line.textChanged.connect(self.on_text_changed)
        self.line.moved.connect(self.on_moved)
        self.line.entered.connect(self.on_entered)
        self.line.escaped.connect(self.on_escaped)
        self.list.row_chosen.connect(self.on_row_chosen)
        if search is not None:
            self._join(search)

    def text(self) -> str:
        """Give what stands in the line."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Write in the line without telling anyone or looking for it."""
        blocked = self.line.blockSignals(True)
        self.line.setText(text)
        self.line.blockSignals(blocked)
        self.line.on_text_changed(text)
        self._shut()

    def rest(self) -> None:
        """Let go of what was found, and of what is still looked for."""
        if self._search is not None:
            self._search.forget()
        self._say_later.stop()
        self._shut()

    @Slot(str)
    def on_text_changed(self, text: str) -> None:
        """Tell what was typed and look for it."""
        self.typed.emit(text)
        if self._search is None:
            return
        if text.strip():
            self._search.look_for(text)
        else:
            self._search.forget()
            self._shut()

    @Slot(str, object)
    def on_answered(self, text: str, found: Found) -> None:
        """Show what was found, unless the line says something else by now."""
        if text != self.line.text() or not self.isVisible():
            return
        typed = typed_words(text)
        self._homes = found.homes
        self.list.set_rows([_row(each, typed) for each in found.homes])
        self._show_list(shown=bool(found.homes))
        if not typed:
            self._say("homes.nothing_kept")
        elif found.more:
            self._say("homes.more", count=len(found.homes))
        elif found.homes:
            self.status.setText(self._words.count("homes.found", len(found.homes)))
        else:
            self._say("homes.none")
        self._say_later.start()

    @Slot(object)
    def on_failed(self, _error: DetectorsError) -> None:
        """Say that the list cannot be read; what is typed is kept all the same."""
        self._shut()
        self._say("homes.failed")

    @Slot()
    def on_known(self) -> None:
        """Say so where the homes are made up."""
        about = self._search.about if self._search is not None else None
        made_up = about is not None and about.made_up
        self._made_up.say(self._words("homes.made_up") if made_up else "")
        self._made_up.setVisible(made_up)

    @Slot(int)
    def on_moved(self, rows: int) -> None:
        """Go on in the list, or open it again."""
        if self.list.isHidden():
            if self._homes:
                self._show_list(shown=True)
            return
        row = self.list.move(rows)
        if row is not None:
            place, count = self.list.current_row() + 1, len(self._homes)
            announce(self.line, self._words("homes.row", home=row.words, place=place, count=count))
            self._scroll_to_row()

    @Slot()
    def on_entered(self) -> None:
        """Choose the row that is marked."""
        self.on_row_chosen(self.list.current_row())

    @Slot(int)
    def on_row_chosen(self, row: int) -> None:
        """Choose a home."""
        if 0 <= row < len(self._homes):
            home = self._homes[row]
            self.rest()
            self.chosen.emit(home)

    @Slot()
    def on_escaped(self) -> None:
        """Shut the list and keep what was typed; where it is shut already, empty the line."""
        if self.list.isHidden():
            self.line.clear()
        else:
            self._show_list(shown=False)
            self._say("homes.kept")
            announce(self.line, self.status.text())

    @Slot()
    def on_rested(self) -> None:
        """Tell a screen reader what was found."""
        announce(self.line, self.status.text())

    def _scroll_to_row(self) -> None:
        """Let the page scroll to the marked row, where the text is large or the window small."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        inside = None if around is None else around.widget()
        if around is not None and inside is not None:
            row = self.list.visualRect(self.list.currentIndex())
            at = self.list.viewport().mapTo(inside, row.center())
            around.ensureVisible(at.x(), at.y(), 0, row.height())

    def _join(self, search: HomeSearch) -> None:
        search.answered.connect(self.on_answered)
        search.failed.connect(self.on_failed)
        search.known.connect(self.on_known)
        self.on_known()

    def _shut(self) -> None:
        self._homes = ()
        self.list.set_rows(())
        self._show_list(shown=False)
        self._say("homes.nothing_kept" if self._search is not None else "")

    def _show_list(self, *, shown: bool) -> None:
        self.list.setVisible(shown)
        self.line.takes_return = shown

    def _say(self, key: str, **facts: object) -> None:
        self.status.setText(self._words(key, **facts) if key else "")
        self.status.setVisible(bool(key))


def _row(home: Home, typed: tuple[str, ...]) -> FoundRow:
    first, second = home.first_line, home.second_line
    return FoundRow(first, second, marks(first, typed), marks(second, typed))
