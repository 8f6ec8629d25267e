"""Who asks for stillness gets it, from the settings or the system; who does not, has a cursor that blinks as usual."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStyle

from detectors_app.widgets.motion import apply_motion
from tests.widgets.conftest import Dress


@pytest.fixture
def usual(qapp: QApplication) -> Iterator[int]:
    """Give how the cursor blinks, and let it do so afterwards."""
    apply_motion(qapp, reduce=False)
    flash_ms = qapp.cursorFlashTime()
    yield flash_ms
    apply_motion(qapp, reduce=False)


def test_the_cursor_stands_still_and_blinks_again(qapp: QApplication, usual: int) -> None:
    """Chosen and given up, as often as one likes."""
    assert usual > 0
    for _ in range(2):
        apply_motion(qapp, reduce=True)
        assert qapp.cursorFlashTime() == 0
        apply_motion(qapp, reduce=False)
        assert qapp.cursorFlashTime() == usual


def test_nothing_slides_or_fades(qapp: QApplication, dress: Dress, usual: int) -> None:
    """Menus, lists and tips open at once, and the style moves no part."""
    for effect in Qt.UIEffect:
        if effect is not Qt.UIEffect.UI_General:
            assert not qapp.isEffectEnabled(effect)
    assert qapp.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) == 0
