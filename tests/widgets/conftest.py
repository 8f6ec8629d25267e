"""What the widgets' tests share: a program dressed in one look, and a walk over all that is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from detectors_app.widgets.theme import apply_theme
from detectors_app.widgets.tokens import Theme, ThemeName, load_tokens

Dress = Callable[..., Theme]


@pytest.fixture
def dress(qapp: QApplication, qtbot: QtBot) -> Iterator[Dress]:
    """Give what dresses the program: `dress(ThemeName.DARK, 2.0)`. Light at 100 % afterwards."""

    def put_on(name: ThemeName = ThemeName.LIGHT, text_factor: float = 1.0) -> Theme:
        theme = load_tokens(name, text_factor)
        apply_theme(qapp, theme)
        return theme

    put_on()
    yield put_on
    put_on()
