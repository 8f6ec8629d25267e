"""Home: what a person can do, what waits, and whom to ring; painted before anything else is loaded."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from detectors_app.content.wording import Wording
from detectors_app.widgets.buttons import SmallButton
from detectors_app.widgets.icons import IconLabel
from detectors_app.widgets.page import Page
from detectors_app.widgets.text import Words, heading1, small
from detectors_app.widgets.tile_button import TileButton

if TYPE_CHECKING:
    from detectors_app.staff.home_shown import DraftShown, HomeShown, LinkShown, PhoneShown
    from detectors_app.widgets.banners import Banner

MOST_DRAFTS = 3


class HomePage(Page):
    """Drafts and calls to make above, the tiles, a plain line at the foot."""

    record_pressed = Signal()
    training_pressed = Signal()
    contacts_pressed = Signal()
    concerns_pressed = Signal()
    continue_pressed = Signal(str)
    """The draft's id."""
    send_as_it_is_pressed = Signal(str)
    phoned_pressed = Signal(str)
    """The concern's id."""
    practice_pressed = Signal()
    settings_pressed = Signal()
    someone_else_pressed = Signal()
    passphrase_pressed = Signal()
    """Who uses the laptop wants to choose a first passphrase."""

    def __init__(self, words: Wording) -> None:
        super().__init__("home", foot=True)
        self._words = words
        self.main.addWidget(heading1(words("home.title")))
        self._failed: Banner | None = None
        self._banners = QVBoxLayout()
        self._banners.setSpacing(12)
        self.main.addLayout(self._banners)
        self.record = TileButton(
            words("home.record"), words("home.record_more"), "home.record", icon_name="pencil", main=True
        )
        self.main.addWidget(self.record)
        self.main.addSpacing(8)
        rows = QVBoxLayout()
        rows.setSpacing(0)
        self.training = TileButton(
            words("training.tile"), words("training.tile_more"), "home.training", icon_name="book"
        )
        self.contacts = TileButton(
            words("home.contacts"), words("home.contacts_more"), "home.contacts", icon_name="question"
        )
        self.concerns = TileButton(
            words("home.concerns"),
            words("home.concerns_more"),
            "home.concerns",
            icon_name="list",
            note=words("home.concerns_locked"),
            note_icon="lock",
        )
        rows.addWidget(self.training)
        rows.addWidget(self.contacts)
        rows.addWidget(self.concerns)
        self.main.addLayout(rows)
        self.finish()
        self.record.clicked.connect(self.record_pressed)
        self.training.clicked.connect(self.training_pressed)
        self.contacts.clicked.connect(self.contacts_pressed)
        self.concerns.clicked.connect(self.concerns_pressed)
        self._laid: tuple[object, ...] = ((), (), False, 0)
        self._person: Words | None = None
        self._links: list[QWidget] = []
        self._waiting: Words | None = None
        self._line: Words | None = None

    def complete(self) -> None:
        """Add what stands beside and below the tiles, once those have been painted: nobody waits for it."""
        from detectors_app.staff.side import danger_now

        self.side.insertSpacing(0, 52)
        self.side.insertWidget(1, danger_now(self._words))
        self._add_foot()
        self._add_links()

    def _add_foot(self) -> None:
        self.foot.row.addWidget(IconLabel("clock", "ink_soft", 20))
        self._waiting, self._line = small("", bold=True, role="ink"), small("")
        for label in (self._waiting, self._line):
            label.setWordWrap(False)
            self.foot.row.addWidget(label)
        self._line.setObjectName("home.link")
        self.foot.row.addStretch(1)

    def _add_links(self) -> None:
        from PySide6.QtWidgets import QHBoxLayout

        from detectors_app.widgets.buttons import LinkButton

        line = QHBoxLayout()
        line.setContentsMargins(0, 8, 0, 0)
        line.setSpacing(32)
        wanted = (
            ("home.practice", self.practice_pressed),
            ("home.someone_else", self.someone_else_pressed),
            ("home.settings", self.settings_pressed),
        )
        for key, pressed in wanted:
            link = LinkButton(self._words(key), key)
            link.clicked.connect(pressed)
            line.addWidget(link)
            self._links.append(link)
        line.addStretch(1)
        self._person = small("")
        self._person.setObjectName("home.person")
        self._person.hide()
        self.main.insertWidget(self.main.count() - 1, self._person)
        self.main.insertLayout(self.main.count() - 1, line)

    def take_focus(self) -> None:
        """Put the focus on *Record a concern*."""
        self.record.setFocus()

    def show_home(self, shown: HomeShown, now: datetime) -> None:
        """Show what waits. Nothing moves where nothing changed."""
        if shown.ready:
            self._show_link(shown.link, now)
            self._show_person(shown.person)
        wanted = (shown.drafts, shown.to_phone, shown.passphrase_missing, shown.questions)
        if wanted != self._laid:
            self._lay_banners(shown, now)
        self._laid = wanted

    @Slot(str)
    def show_training(self, line: str) -> None:
        """Say how the training stands."""
        self.training.say(line)

    def show_failed(self, text: str) -> None:
        """Say that something did not work; empty takes it away."""
        from detectors_app.widgets.banners import Banner, BannerKind

        if self._failed is None and text:
            self._failed = Banner(BannerKind.URGENT, "", name="home.failed")
            self.main.insertWidget(1, self._failed)
        if self._failed is not None:
            self._failed.say(text)
            self._failed.setVisible(bool(text))

    @Slot()
    def on_draft_pressed(self) -> None:
        """Tell which draft, and what is wanted of it."""
        button = self.sender()
        wanted = {"continue": self.continue_pressed, "send": self.send_as_it_is_pressed, "phoned": self.phoned_pressed}
        wanted[button.property("wanted")].emit(button.property("its_id"))

    def _show_link(self, link: LinkShown, now: datetime) -> None:
        if self._waiting is None or self._line is None:
            return
        from detectors_app.content.moments import in_sentence

        words = self._words
        parts = [words("link.waiting_more")] if link.waiting else []
        last = link.last_reached
        parts.append(words("link.last", when=in_sentence(last, now, words)) if last else words("link.never"))
        self._waiting.setText(words.count("link.waiting", link.waiting) if link.waiting else words("link.nothing"))
        self._line.setText(" ".join(parts))

    def _show_person(self, sentence: str) -> None:
        if self._person is not None:
            self._person.setText(sentence)
            self._person.setVisible(bool(sentence))

    def _lay_banners(self, shown: HomeShown, now: datetime) -> None:
        while (item := self._banners.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for each in shown.to_phone:
            self._lay(self._phone_banner(each))
        if shown.passphrase_missing:
            self._lay(self._passphrase_banner())
        if shown.questions:
            self._lay(self._question_banner(shown.questions))
        for draft in shown.drafts[:MOST_DRAFTS]:
            self._lay(self._draft_banner(draft, now))
        more = len(shown.drafts) - MOST_DRAFTS
        if more > 0:
            self._banners.addWidget(Words(self._words("home.drafts_more", number=more), "small"))

    def _lay(self, banner: QWidget) -> None:
        self._banners.addWidget(banner)
        from detectors_app.staff.tab_order import end_with

        end_with(banner, (self.record, self.training, self.contacts, self.concerns, *self._links))

    def _phone_banner(self, each: PhoneShown) -> QWidget:
        from detectors_app.widgets.banners import Banner, BannerKind

        if each.phoned:
            text = self._words("home.phoned_more", reference=each.reference)
            return Banner(BannerKind.INFO, self._words("home.phoned_said"), text, name=f"home.rung.{each.reference}")
        title = self._words("home.held" if each.held else "home.urgent")
        text = self._words("home.urgent_more", reference=each.reference)
        banner = Banner(BannerKind.URGENT, title, text, name=f"home.phone.{each.reference}")
        banner.add_action(self._small("home.phoned", "phoned", str(each.id)))
        return banner

    def _passphrase_banner(self) -> QWidget:
        from detectors_app.widgets.banners import Banner, BannerKind

        title, text = self._words("home.no_passphrase"), self._words("home.no_passphrase_more")
        banner = Banner(BannerKind.INFO, title, text, name="home.no_passphrase", icon_name="key")
        choose = SmallButton(self._words("home.choose_passphrase"), "home.choose_passphrase")
        choose.clicked.connect(self.passphrase_pressed)
        banner.add_action(choose)
        return banner

    def _question_banner(self, number: int) -> QWidget:
        from detectors_app.widgets.banners import Banner, BannerKind

        title, text = self._words.count("asked.home", number), self._words("asked.home_more")
        banner = Banner(BannerKind.INFO, title, text, name="home.asked", icon_name="message")
        see = SmallButton(self._words("asked.see"), "home.asked.see", icon_name="lock")
        see.clicked.connect(self.concerns_pressed)
        banner.add_action(see)
        return banner

    def _draft_banner(self, draft: DraftShown, now: datetime) -> QWidget:
        from detectors_app.content.moments import in_sentence
        from detectors_app.widgets.banners import Banner, BannerKind

        started = in_sentence(draft.started_at, now, self._words)
        key = "home.draft_check" if draft.step is None else "home.draft_more"
        title = "home.draft"
        if draft.added_to:
            key, title = "asked.draft_more", "asked.draft.answer" if draft.answers else "asked.draft.added"
        key = key if draft.opens else "home.draft_shut"
        text = self._words(key, started=started, step=draft.step, reference=draft.added_to)
        banner = Banner(BannerKind.INFO, self._words(title), text, name="home.draft", icon_name="document")
        if draft.opens:
            banner.add_action(self._small("home.continue", "continue", str(draft.id), icon_name="lock"))
        banner.add_action(self._small("home.send_as_it_is", "send", str(draft.id)))
        return banner

    def _small(self, key: str, wanted: str, its_id: str, icon_name: str = "") -> SmallButton:
        button = SmallButton(self._words(key), key, icon_name=icon_name)
        button.setProperty("wanted", wanted)
        button.setProperty("its_id", its_id)
        button.clicked.connect(self.on_draft_pressed)
        return button
