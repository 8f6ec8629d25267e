"""What every page of a module has: the way back, easy words, support, *Stop here*, and whether the place is kept."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from detectors_app.content.wording import Wording
from detectors_app.staff.saved_line import SavedLine
from detectors_app.staff.tab_order import follow, stops_in
from detectors_app.staff.training_keeping import Keeping, KeepState
from detectors_app.staff.training_side import TrainingSide
from detectors_app.widgets.announce import announce
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from detectors_app.widgets.page import Page
from detectors_app.widgets.text import heading1, hint

SCROLL_SETTLES_MS = 400
_WHOLE = 1000
_SIDE_TOP_PX = 36


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a page's own part: caption, which ways lead off it, and whose words these are.

    `easy` is None where there are no easy words, else whether they are shown. `kept` is false in a preview.
    """

    caption: str = ""
    before: bool = False
    easy: bool | None = None
    approved: bool = True
    kept: bool = True


class TrainingPage(Page):
    """One page of a module. Whoever shows it says how keeping goes, and hears what is wanted."""

    go_on_pressed = Signal()
    stepped = Signal(object)
    """A Step was taken on the page."""
    done_with = Signal()
    """Go on to the next page of the module."""
    link_wanted = Signal(str)
    """A link of the text was pressed: `help`, `support` or `contact:…`."""
    left = Signal()
    """*Stop here*, or back to the training page."""
    before_wanted = Signal()
    easy_wanted = Signal(bool)
    support_wanted = Signal()
    another_way_wanted = Signal()
    scrolled = Signal(int)
    """How far down, in per mille, once the scrolling rests."""

    def __init__(self, words: Wording, name: str, title: str, around: Around) -> None:
        super().__init__(f"training_{name}", foot=True)
        self.words, self._around = words, around
        self.main.setSpacing(8)
        self._top = self._lay_top()
        self._not_kept = Banner(BannerKind.SAFETY, "", name="training.not_kept")
        self._not_kept.hide()
        self._caption = hint(around.caption)
        self.heading = heading1(title)
        self.heading.setObjectName("training.heading")
        self.heading.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # it is read out first; Tab has no business there
        self.heading.setProperty("no_ring", True)
        holder = QWidget()
        self.body = QVBoxLayout(holder)
        self.body.setContentsMargins(0, 4, 0, 0)
        self.body.setSpacing(12)
        self._holder = holder
        for widget in (self._not_kept, self._caption, self.heading, holder):
            self.main.addWidget(widget)
        self._caption.setVisible(bool(around.caption))
        self._beside = TrainingSide(words, approved=around.approved)
        self._beside.support_wanted.connect(self.support_wanted)
        self._beside.another_way_wanted.connect(self.another_way_wanted)
        self.side.addSpacing(_SIDE_TOP_PX)
        self.side.addWidget(self._beside)
        self.finish()
        self._lay_foot()
        self._wanted_scroll = 0
        self._rest = QTimer(self, singleShot=True, interval=SCROLL_SETTLES_MS)
        self._rest.timeout.connect(self.on_scroll_rests)
        self.area.verticalScrollBar().valueChanged.connect(self._rest.start)

    # --- what it is made of -----------------------------------------------------------------------------------------

    def put_beside(self, card: QWidget) -> None:
        """Put the page's own card above support."""
        self._beside.put_first(card)

    def say_caption(self, text: str) -> None:
        """Change the words above the heading."""
        self._caption.setText(text)

    def lead_on(self) -> None:
        """Let the main button lead to the next page at once."""
        self.go_on_pressed.connect(self.done_with)

    def begin(self, scroll: int = 0) -> None:
        """Show the page from where it was left, and take the focus."""
        self.set_tab_order()
        self._wanted_scroll = scroll
        self.area.verticalScrollBar().rangeChanged.connect(self.on_range_changed)
        self.on_range_changed()
        self.take_focus()

    def take_focus(self) -> None:
        """Put the focus on the heading: it is read out, and Return alone answers nothing."""
        self.heading.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_tab_order(self) -> None:
        """Let Tab go down the page, then the side, then the foot, also through what was made late."""
        inside = stops_in(self._holder)
        own = [each for each in self._holder.findChildren(QWidget) if each in inside or _is_read_out(each)]
        beside = [each for part in (self._beside, self.foot) for each in stops_in(part)]
        top = [each for each in (self.back, self._before, self._easy) if each is not None]
        follow(top[0], [*top[1:], self.heading, *own, *beside])

    def on_return(self) -> None:
        """Go on, from an answer."""
        if self.go_on.isVisible():
            self.go_on_pressed.emit()

    def on_digit(self, focus: QWidget, digit: int) -> bool:  # noqa: ARG002 - pages with options know what to do
        """Choose the option of that digit; False where there is none."""
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt hands it over
        """Let the second half of a double click do nothing: the reasons, or the next page, would pass unread."""
        return event.type() == QEvent.Type.MouseButtonDblClick

    # --- what is told -----------------------------------------------------------------------------------------------

    @Slot(object)
    def on_keeping_changed(self, keeping: Keeping) -> None:
        """Say whether the place is kept; only once the store has said so."""
        words = self.words
        failed = keeping.state is KeepState.NOT_KEPT and keeping.error is not None
        self._not_kept.setVisible(failed)
        if not self._around.kept:
            self.saved.say(words("training.preview"))
        elif keeping.state is KeepState.KEPT:
            self.saved.say_saved(words("training.kept_short" if self.is_narrow else "training.kept"))
        elif failed and keeping.error is not None:
            self.saved.say(words("training.not_kept_short"))
            self._not_kept.say(words("training.not_kept"), words.error(keeping.error))
            announce(self._not_kept, self._not_kept.accessibleName())
        else:
            self.saved.say(words("training.keeping") if keeping.state is KeepState.KEEPING else "")

    @Slot()
    def on_range_changed(self) -> None:
        """Go to where it was left, once the page is as long as it was."""
        bar = self.area.verticalScrollBar()
        if self._wanted_scroll and bar.maximum():
            bar.setValue(round(bar.maximum() * self._wanted_scroll / _WHOLE))

    @Slot()
    def on_scroll_rests(self) -> None:
        """Tell where the page stands."""
        bar = self.area.verticalScrollBar()
        self._wanted_scroll = 0
        if self.isVisible():
            self.scrolled.emit(round(bar.value() * _WHOLE / bar.maximum()) if bar.maximum() else 0)

    @Slot()
    def on_easy(self) -> None:
        """Tell that the easy words are wanted, or the full ones."""
        self.easy_wanted.emit(not self._around.easy)

    def _bring_into_sight(self, now: QWidget) -> None:
        """Stay where it was left, though the focus is on the heading above."""
        if not (self._wanted_scroll and now is self.heading):
            super()._bring_into_sight(now)

    def _lay_top(self) -> QHBoxLayout:
        words, around = self.words, self._around
        line = QHBoxLayout()
        line.setSpacing(28)
        self.back = LinkButton(words("training.back"), "training.back", icon_name="chevron-left")
        self.back.clicked.connect(self.left)
        line.addWidget(self.back)
        self._before = self._easy = None
        if around.before:
            self._before = LinkButton(words("training.before"), "training.before")
            self._before.clicked.connect(self.before_wanted)
            line.addWidget(self._before)
        line.addStretch(1)
        if around.easy is not None:
            self._easy = LinkButton(words("training.full" if around.easy else "training.easy"), "training.easy")
            self._easy.clicked.connect(self.on_easy)
            line.addWidget(self._easy)
        self.main.addLayout(line)
        return line

    def _lay_foot(self) -> None:
        words = self.words
        self.go_on = PrimaryButton(words("training.go_on"), "training.go_on")
        self.stop = SecondaryButton(words("training.stop"), "training.stop")
        self.saved = SavedLine()
        for widget in (self.go_on, self.stop):
            self.foot.row.addWidget(widget)
        self.foot.row.addStretch(1)
        self.foot.row.addWidget(self.saved)
        self.go_on.installEventFilter(self)
        self.go_on.clicked.connect(self.go_on_pressed)
        self.stop.clicked.connect(self.left)


def _is_read_out(part: QWidget) -> bool:
    """Say whether the focus may be put there, though Tab does not stop: its place in the order counts all the same."""
    return part.focusPolicy() == Qt.FocusPolicy.ClickFocus
