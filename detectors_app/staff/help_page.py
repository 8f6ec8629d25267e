"""Help and contacts, offline, from the contacts' data: sections to jump to, a search; knows no number of its own."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from detectors_app.content.contacts import ContactGroup
from detectors_app.content.help_search import Found, search
from detectors_app.content.moments import day_in_words
from detectors_app.content.wording import Wording
from detectors_app.staff.help_parts import BlockView, ContactView
from detectors_app.staff.side import danger_now
from detectors_app.widgets.announce import announce
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.buttons import LinkButton, SmallButton
from detectors_app.widgets.empty_state import EmptyState
from detectors_app.widgets.fields import LabelledField
from detectors_app.widgets.page import Page
from detectors_app.widgets.panels import Line
from detectors_app.widgets.text import Words, body, heading1, small
from detectors_app.widgets.theme import theme_of

_LONGEST_SEARCH = 60
_SETTLES_MS = 300
"""So long a page that is new goes on finding its heights."""


class HelpPage(Page):
    """Everything there is to know on the spot. What is typed to search is forgotten when the page is left."""

    home_pressed = Signal()

    def __init__(self, words: Wording, today: date, back: str = "") -> None:
        """Show everything. `back` says where one came from, if not from Home."""
        super().__init__("help")
        self._words, self._today = words, today
        self._groups = words.contacts.groups
        self._wanted: _Section | None = None
        self.area.verticalScrollBar().rangeChanged.connect(self.on_settling)
        self.back = LinkButton(back or words("nav.home"), "help.home", icon_name="chevron-left")
        self.back.clicked.connect(self.home_pressed)
        self.main.addWidget(self.back)
        self.main.addWidget(heading1(words("help.title")))
        self.main.addWidget(body(words("help.about")))
        self.main.addWidget(self._approval())
        self._lay_search()
        self._contents = self._lay_contents()
        self._sections = {each.key: _Section(each, words, today) for each in self._groups}
        for section in self._sections.values():
            self.main.addWidget(section)
        self.side.addSpacing(40)
        self.side.addWidget(danger_now(words))
        self.finish()

    def take_focus(self) -> None:
        """Put the focus where words are typed."""
        self.search.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget what was typed when another page comes."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.on_cleared()

    @Slot(str)
    def on_typed(self, typed: str) -> None:
        """Show what holds these words, and how much that is."""
        found = search(self._groups, typed)
        for each in found:
            self._sections[each.group].show_found(each)
        count = sum(len(each.blocks) + len(each.entries) for each in found)
        searching = bool(typed.strip())
        self._contents.setVisible(not searching)
        self._clear.setVisible(searching)
        self._empty.setVisible(not count)
        said = self._words.count("help.found", count) if count else self._words("help.none")
        self._count.setText(said if searching else "")
        self._count.setVisible(searching and bool(count))
        if searching:
            announce(self._count, said)

    @Slot()
    def on_cleared(self) -> None:
        """Show everything again."""
        self.search.set_text("")
        self.on_typed("")

    @Slot()
    def on_jump(self) -> None:
        """Go to a section: its heading comes to the top and takes the focus."""
        link = self.sender()
        if isinstance(link, LinkButton):
            self.show_section(link.property("section"))

    def show_section(self, key: str) -> None:
        """Bring a section's heading to the top, with the focus."""
        self._wanted = self._sections[key]
        self._wanted.heading.setFocus(Qt.FocusReason.OtherFocusReason)
        self.on_settling()
        QTimer.singleShot(_SETTLES_MS, self, self.on_settled)

    @Slot()
    def on_settling(self) -> None:
        """Keep that heading at the top while a page that is shown for the first time finds its heights."""
        if self._wanted is not None:
            self.area.verticalScrollBar().setValue(self._wanted.y() - self.main.spacing())

    @Slot()
    def on_settled(self) -> None:
        """Leave the page to whoever scrolls."""
        self._wanted = None

    def _approval(self) -> QWidget:
        """Say who approved all this; while nobody has, or numbers wait to be checked, say that instead."""
        contacts, words = self._words.contacts, self._words
        due = len(contacts.due(self._today))
        more = words.count("help.due", due) if due else ""
        if contacts.approved_by is None or contacts.approved_on is None:
            return Banner(BannerKind.SAFETY, words("help.not_approved"), more, name="help.not_approved")
        when = day_in_words(contacts.approved_on, self._today, words, inside=True)
        return small(" ".join(filter(None, (words("help.approved", who=contacts.approved_by, when=when), more))))

    def _lay_search(self) -> None:
        words = self._words
        self.search = LabelledField(
            "help.search", words("help.search"), words("help.search_hint"), max_length=_LONGEST_SEARCH
        )
        self.search.edited.connect(self.on_typed)
        self._clear = SmallButton(words("help.clear"), "help.clear", icon_name="cross")
        self._clear.clicked.connect(self.on_cleared)
        self._clear.hide()
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.search, 1)
        row.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignBottom)
        self.main.addSpacing(4)
        self.main.addLayout(row)
        self._count = small("")
        self._count.setObjectName("help.count")
        self._count.hide()
        self.main.addWidget(self._count)
        self._empty = EmptyState("search", words("help.none"), words("help.none_more"), "help.none")
        self._empty.hide()
        self.main.addWidget(self._empty)

    def _lay_contents(self) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 8, 0, 0)
        grid.setVerticalSpacing(0)  # the links are as high as a finger needs
        grid.addWidget(Words(self._words("help.on_page"), "body", bold=True), 0, 0, 1, -1)
        rows = len(self._groups) if theme_of(self).is_large else -(-len(self._groups) // 2)
        for place, group in enumerate(self._groups):
            link = LinkButton(group.title, f"help.jump.{group.key}")
            link.setProperty("section", group.key)
            link.clicked.connect(self.on_jump)
            grid.addWidget(link, 1 + place % rows, place // rows, Qt.AlignmentFlag.AlignLeft)
            grid.setColumnStretch(place // rows, 1)
        self.main.addWidget(holder)
        return holder


class _Section(QWidget):
    """One group: a heading that can be jumped to, its contacts, its blocks."""

    def __init__(self, group: ContactGroup, words: Wording, today: date) -> None:
        super().__init__()
        self.setObjectName(f"help.section.{group.key}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 20, 0, 0)
        column.setSpacing(4)
        self.heading = Words(group.title, "h2", bold=True)
        self.heading.setObjectName(f"help.heading.{group.key}")
        self.heading.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # a jump goes there; Tab has no business there
        column.addWidget(self.heading)
        column.addWidget(Line("ink", 2))
        self._blocks = {each.key: BlockView(each) for each in group.blocks}
        self._entries = {each.key: ContactView(each, words, today) for each in group.entries}
        for part in (*self._entries.values(), *self._blocks.values()):
            column.addWidget(part)

    def show_found(self, found: Found) -> None:
        """Show only what was found; nothing found hides the heading too."""
        for key, block in self._blocks.items():
            block.setVisible(key in found.blocks)
        for key, entry in self._entries.items():
            entry.setVisible(key in found.entries)
        self.setVisible(bool(found.blocks or found.entries))
