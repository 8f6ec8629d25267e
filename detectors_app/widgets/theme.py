"""Dresses Qt in the tokens: palette, fonts, and the house style once there is time for it; knows no screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from detectors_app.content.paths import resources_dir
from detectors_app.widgets import qt_start  # noqa: F401 - the first import of Qt goes through it
from detectors_app.widgets.tokens import Theme

_THEME = "theme"
_PALETTE_GROUPS = (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled)


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Give the application its palette, font and style. Loads the two shipped fonts the first time."""
    begin_theme(app, theme)
    put_style_on(app)


def begin_theme(app: QApplication, theme: Theme) -> None:
    """Give the application what its first paint needs: all but the style, for which Qt loads hundreds of names."""
    if app.property(_THEME) is None:
        _load_fonts()
    app.setProperty(_THEME, theme)
    app.setPalette(palette_of(theme))
    font = QFont()
    font.setFamilies(list(theme.families))
    font.setPointSizeF(theme.points("body"))
    app.setFont(font)


def put_style_on(app: QApplication) -> None:
    """Put on the house style, which paints flat parts and the focus ring."""
    from detectors_app.widgets.house_style import HouseStyle

    app.setStyle(HouseStyle(app.property(_THEME)))


def _load_fonts() -> None:
    for name in ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"):
        QFontDatabase.addApplicationFont(str(resources_dir() / "fonts" / name))


def palette_of(theme: Theme) -> QPalette:
    """Give the palette of a theme; a disabled part looks like any other, since nothing is greyed out."""
    palette = QPalette()
    for seat, role in theme.palette.items():
        seat_role = QPalette.ColorRole[seat]
        for group in _PALETTE_GROUPS:
            palette.setColor(group, seat_role, theme.colour(role))
    return palette


def theme_of(_widget: QWidget) -> Theme:
    """Give the theme that the widget is dressed in: the application's."""
    app = QApplication.instance()
    theme = None if app is None else app.property(_THEME)
    if not isinstance(theme, Theme):
        raise LookupError(_THEME)  # noqa: TRY004 - nobody put a theme on
    return theme


def font_of(widget: QWidget, size: str, *, bold: bool = False) -> QFont:
    """Give the theme's font at a named size."""
    theme = theme_of(widget)
    font = QFont()
    font.setFamilies(list(theme.families))
    font.setPointSizeF(theme.points(size))
    font.setBold(bold)
    return font


def set_role(widget: QWidget, seat: QPalette.ColorRole, role: str) -> None:
    """Colour one seat of a widget's palette by role."""
    palette = widget.palette()
    palette.setColor(seat, theme_of(widget).colour(role))
    widget.setPalette(palette)


class PointerOnButtons(QObject):
    """Shows the hand over anything that can be pressed."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Set the cursor when a button is first shown."""
        if event.type() == QEvent.Type.Polish and isinstance(watched, QAbstractButton):
            show_hand(watched)
        return False


def show_hand(button: QAbstractButton) -> None:
    """Show the hand over a button."""
    from PySide6.QtCore import Qt

    button.setCursor(Qt.CursorShape.PointingHandCursor)
