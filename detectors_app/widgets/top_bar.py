"""The bar over every page: name, who is signed in, the link to the service, and Hide at one spot; hides nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal

from detectors_app.widgets.bars import Bar
from detectors_app.widgets.buttons import HideButton, SmallButton, hide_height_px
from detectors_app.widgets.direction import sided
from detectors_app.widgets.icons import IconLabel
from detectors_app.widgets.text import Words
from detectors_app.widgets.theme import theme_of

_RIGHT_PX = 24


class TopBar(Bar):
    """Under the cover it says no more than the name, and the spot of Hide is the way back."""

    hide_asked = Signal()
    sign_in_asked = Signal()
    sharing_allowed = Signal(bool)
    """The switch beside Hide was pressed: whether pictures of the screen may show this window."""

    def __init__(
        self, title: str, icon_name: str, hide_word: str, gesture_word: str, sign_in_word: str, margin_px: int
    ) -> None:
        super().__init__(theme_of(self).frame_px["top_bar"], line_on_top=False)
        self._covered = False
        self._link_said = self._person_said = self._covered_said = ""
        self._allow = self._allowed = ""
        self._share: SmallButton | None = None
        self.row.setContentsMargins(*sided(margin_px, 0, _RIGHT_PX, 0))
        self.row.addWidget(IconLabel(icon_name, "accent", 24))
        self._title = Words(title, "lead", bold=True)
        self._person = Words("", "small", role="ink_soft")
        self._sync_icon = IconLabel("clock", "ink_soft", 20)
        self._sync = Words("", "small", role="ink_soft")
        self._sync.setObjectName("sync_line")
        for line in (self._title, self._person, self._sync):
            line.setWordWrap(False)
        self.row.addWidget(self._title)
        self.row.addSpacing(16)
        self.row.addWidget(self._person)
        self.row.addStretch(1)
        self.row.addWidget(self._sync_icon)
        self.row.addWidget(self._sync)
        self.row.addSpacing(8)
        self._hide = HideButton(hide_word, gesture_word)
        self._sign_in = HideButton(sign_in_word, "", "sign_in", icon_name="key", plain=True)
        self._sign_in.setMinimumWidth(self._hide.sizeHint().width())
        self.row.addWidget(self._hide)
        self.row.addWidget(self._sign_in)
        self._hide.clicked.connect(self.hide_asked)
        self._sign_in.clicked.connect(self.sign_in_asked)
        self._show()

    def set_link(self, icon_name: str, text: str, role: str) -> None:
        """Say how the link to the service is; under the cover, once that is off."""
        self._link_said = text
        self._sync_icon.set_icon(icon_name, role)
        self._show()

    def set_person(self, text: str) -> None:
        """Say who is signed in, empty for nobody; under the cover, once that is off."""
        self._person_said = text
        self._show()

    def say_covered(self, text: str) -> None:
        """Say something neutral for as long as the cover is on, empty to take it back."""
        self._covered_said = text
        self._show()

    def offer_sharing(self, allow: str, allowed: str, why: str) -> None:
        """Make the switch, which is shown only where `set_sharing` says so."""
        self._allow, self._allowed = allow, allowed
        self._share = BarSwitch(allow, "sharing", icon_name="laptop")
        self._share.setCheckable(True)
        self._share.setAccessibleDescription(why)
        self._share.hide()
        self.row.insertWidget(self.row.indexOf(self._hide), self._share)
        self._share.toggled.connect(self.sharing_allowed)

    def set_sharing(self, *, shown: bool, allowed: bool) -> None:
        """Show the switch or not, down while sharing is allowed."""
        if self._share is None:
            return
        blocked = self._share.blockSignals(True)
        self._share.setChecked(allowed)
        self._share.blockSignals(blocked)
        self._share.setText(self._allowed if allowed else self._allow)
        self._share.setVisible(shown)

    def set_covered(self, *, covered: bool) -> None:
        """Show the bar as it is over the neutral screen, or over any page."""
        self._covered, self._covered_said = covered, ""
        self._show()

    def _show(self) -> None:
        link, person = (self._covered_said, "") if self._covered else (self._link_said, self._person_said)
        for line, text in ((self._sync, link), (self._person, person)):
            line.setText(text)
            line.setVisible(bool(text))
        self._sync_icon.setVisible(bool(link) and not self._covered)
        self._hide.setVisible(not self._covered)
        self._sign_in.setVisible(self._covered)


class BarSwitch(SmallButton):
    """A switch as high as Hide beside it, which grows half as much as the text: the bar is no higher for it."""

    def heightForWidth(self, width: int) -> int:  # noqa: ARG002 - its words stay on one line
        """Give the height of Hide."""
        return hide_height_px(theme_of(self))
