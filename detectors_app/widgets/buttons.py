"""Buttons: real QPushButtons, dressed by the proxy style through their `look`."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from detectors_app.widgets.boxes import fill_rect, paint_button
from detectors_app.widgets.direction import mirrored
from detectors_app.widgets.icons import IconLabel, icon
from detectors_app.widgets.text import Words
from detectors_app.widgets.theme import font_of, set_role, theme_of
from detectors_app.widgets.tokens import Theme

_MOST_PX = 480
"""Words longer than this may be broken over lines where there is no room for them on one."""
_LINK_PX = 240
"""As above, of a link."""


class HouseButton(QPushButton):
    """A button with bold words, an optional icon, and a height by kind."""

    def __init__(
        self,
        text: str,
        name: str,
        *,
        look: str,
        ink: str,
        icon_name: str = "",
        target: str = "button",
        pad_px: int = 26,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setObjectName(name)
        self.setProperty("look", look)
        self._height_px, self._pad_px, self._icon_name = theme_of(self).target_px[target], pad_px, icon_name
        self.setFont(font_of(self, "body", bold=True))
        set_role(self, QPalette.ColorRole.ButtonText, ink)
        if icon_name:
            self.setIcon(icon(icon_name, theme_of(self).colour(ink), theme_of(self).scaled(20)))
            side = theme_of(self).scaled(20)
            self.setIconSize(QSize(side, side))
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAutoDefault(True)

    def sizeHint(self) -> QSize:
        """Give room for the words on one line and a target that a gloved finger finds."""
        width = self.fontMetrics().horizontalAdvance(self.text()) + self._around()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Never cut the words: a long line may be broken, a short one is kept whole."""
        width = min(self.sizeHint().width(), max(_MOST_PX, self._longest_word() + self._around()))
        return QSize(width, self.heightForWidth(width))

    def hasHeightForWidth(self) -> bool:
        """Say that words that take more lines need more height."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height in pixels that the words need at this width."""
        from PySide6.QtCore import Qt

        # The words are painted in a little more than is reckoned here, so that no line breaks for one pixel.
        room = QRect(0, 0, max(width - self._around() + 2, 1), 10_000)
        lines = self.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), self.text())
        return max(theme_of(self).scaled(self._height_px), lines.height() + 12)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height that this width needs: a layout alone may cut the words."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def _around(self) -> int:
        return 2 * self._pad_px + (theme_of(self).scaled(20) + 10 if self._icon_name else 0)

    def _longest_word(self) -> int:
        return max((self.fontMetrics().horizontalAdvance(word) for word in self.text().split()), default=0)


class PrimaryButton(HouseButton):
    """The page's main action."""

    def __init__(self, text: str, name: str, *, icon_name: str = "") -> None:
        super().__init__(text, name, look="primary", ink="on_fill", icon_name=icon_name)


class SecondaryButton(HouseButton):
    """Another action."""

    def __init__(self, text: str, name: str, *, icon_name: str = "") -> None:
        super().__init__(text, name, look="secondary", ink="ink", icon_name=icon_name)


class SmallButton(HouseButton):
    """An action inside a banner or beside a field."""

    def __init__(self, text: str, name: str, *, icon_name: str = "", main: bool = False) -> None:
        look, ink = ("primary", "on_fill") if main else ("secondary", "ink")
        super().__init__(text, name, look=look, ink=ink, icon_name=icon_name, target="small_button", pad_px=18)


class DangerButton(HouseButton):
    """An action inside an urgent banner."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text, name, look="danger", ink="on_urgent", target="small_button", pad_px=18)


class FilterButton(HouseButton):
    """One of a few views of a list; stays down while chosen."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text, name, look="filter", ink="ink", target="small_button", pad_px=18)
        self.setCheckable(True)


class LinkButton(QPushButton):
    """Underlined words that lead somewhere, such as *Back* or *Change*."""

    def __init__(self, text: str, name: str, *, icon_name: str = "", role: str = "accent", bold: bool = False) -> None:
        super().__init__(text)
        self.setObjectName(name)
        self.setProperty("look", "link")
        self._icon_name, self._role = icon_name, role
        font = font_of(self, "body", bold=bold)
        font.setUnderline(True)
        self.setFont(font)
        set_role(self, QPalette.ColorRole.ButtonText, role)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Hold the words on one line, and a target of 24 px at the least."""
        width = self.fontMetrics().horizontalAdvance(self.text()) + self._beside()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Never cut the words: where there is little room a long line may be broken."""
        words = (self.fontMetrics().horizontalAdvance(word) for word in self.text().split())
        width = min(self.sizeHint().width(), max(_LINK_PX, *words, 0) + self._beside())
        return QSize(width, self.heightForWidth(width))

    def hasHeightForWidth(self) -> bool:
        """Say that words that take more lines need more height."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height in pixels that the words need at this width."""
        from PySide6.QtCore import Qt

        room = QRect(0, 0, max(width - self._beside() + 2, 1), 10_000)
        lines = self.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), self.text())
        return max(lines.height() + 4, theme_of(self).target_px["least"])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height that this width needs."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def _beside(self) -> int:
        return 2 + (
            theme_of(self).scaled(20) if self._icon_name else 0
        )  # 2: letters are wider than their sum in whole pixels

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words where they begin, with no button around them."""
        from PySide6.QtCore import Qt

        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(QPen(theme_of(self).colour(self._role)))
        turned = self.isRightToLeft()
        words = self.rect()
        if self._icon_name:
            side = theme_of(self).scaled(16)
            made = icon(self._icon_name, theme_of(self).colour(self._role), side)
            place = QRect(-4, (self.height() - side) // 2, side, side)
            made.paint(painter, mirrored(place, words, right_to_left=turned))
            words = words.adjusted(0, 0, -theme_of(self).scaled(20), 0)
            words = words if turned else words.translated(theme_of(self).scaled(20), 0)
        begin = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, int(begin) | int(Qt.TextFlag.TextWordWrap), self.text())
        painter.end()


class BoxButton(QPushButton):
    """A button that holds parts of its own and paints its box itself, so that the first paint needs no style."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box by the button's look."""
        painter = QPainter(self)
        box, look = QRectF(self.rect()), str(self.property("look"))
        paint_button(painter, box, theme_of(self), look, down=self.isDown(), over=self.underMouse())
        painter.end()


class HideButton(BoxButton):
    """The same spot on every page: hides everything. Shows the gesture that does the same.

    On the cover the spot is the way back, which looks as plain as any other button (`plain`).
    """

    def __init__(
        self, text: str, gesture: str, name: str = "hide", *, icon_name: str = "eye-off", plain: bool = False
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("look", "secondary" if plain else "hide")
        ink = "ink" if plain else "on_hide"
        self.setAccessibleName(text)
        self.setAccessibleDescription(gesture)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(10)
        if plain:
            row.addStretch(1)
        row.addWidget(IconLabel(icon_name, ink, 20))
        row.addWidget(Words(text, "body", bold=True, role=ink))
        if plain:
            row.addStretch(1)
        if gesture and not theme_of(self).is_large:
            row.addWidget(_Bar())
            row.addWidget(Words(gesture, "small", role="on_hide"))
        for label in self.findChildren(QLabel):
            label.setWordWrap(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Be 44 px high, grown half as much as the text, and as wide as the words."""
        layout = self.layout()
        width = layout.sizeHint().width() if layout is not None else 0
        return QSize(width, hide_height_px(theme_of(self)))

    def minimumSizeHint(self) -> QSize:
        """Never cut the words."""
        return self.sizeHint()


def hide_height_px(theme: Theme) -> int:
    """Give how high Hide is: the room above and below its words need not grow with them."""
    return round(theme.target_px["hide"] * (1 + theme.text_factor) / 2) + 4 * theme.is_large


class _Bar(QWidget):
    """The thin line between the word and the gesture."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(1)
        self.setFixedHeight(18)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line."""
        painter = QPainter(self)
        fill_rect(painter, QRectF(self.rect()), theme_of(self).colour("on_hide"))
        painter.end()
