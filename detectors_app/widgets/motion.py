"""Keeps the screen still where the person or the system asks for it: no blinking cursor. Nothing else ever moves."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

_USUAL = "usual_flash_ms"
_EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)


def apply_motion(app: QApplication, *, reduce: bool) -> None:
    """Let the cursor blink as the system has it, or stand still. Lists and menus open at once in any case."""
    for effect in _EFFECTS:
        app.setEffectEnabled(effect, False)
    usual = app.property(_USUAL)
    if not isinstance(usual, int):
        usual = app.cursorFlashTime()
        app.setProperty(_USUAL, usual)
    app.setCursorFlashTime(0 if reduce or _system_wants_it(app) else usual)


def _system_wants_it(app: QApplication) -> bool:
    hints = app.styleHints()  # kept by name: PySide takes what it gave away with it
    return hints.accessibility().motionPreference() == Qt.MotionPreference.ReducedMotion
