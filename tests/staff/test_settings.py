"""A choice in the settings counts at once, is kept, and nothing else of the window is lost by it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QRadioButton
from pytestqt.qtbot import QtBot

from detectors_app.content.languages import MIRRORED
from detectors_app.content.wording import load_wording
from detectors_app.domain.preferences import Look, Preferences
from detectors_app.staff import jobs
from detectors_app.staff.asking import AskWhileShown
from detectors_app.staff.window import StaffWindow
from detectors_app.storage.preferences_file import read_preferences, write_preferences
from detectors_app.widgets.dressing import first_theme, forget_system, theme_in, whole_theme
from detectors_app.widgets.option_row import Choice
from detectors_app.widgets.settings_page import Offered, SettingsPage
from detectors_app.widgets.theme import begin_theme, theme_of
from detectors_app.widgets.tokens import ThemeName, load_tokens
from tests.staff.conftest import window_on
from tests.staff.hands import PATIENCE_MS, Hands
from tests.use_cases.bench import Bench


@pytest.fixture(autouse=True)
def usual_look(qapp: QApplication) -> Iterator[None]:
    """Leave the application as other tests expect it."""
    yield
    forget_system(qapp)
    begin_theme(qapp, load_tokens())


def kept(staff: Hands, bench: Bench, wanted: Preferences) -> None:
    staff.qtbot.waitUntil(lambda: read_preferences(bench.folder) == wanted, timeout=PATIENCE_MS)


def choose(staff: Hands, name: str) -> StaffWindow:
    """Choose an option by its space bar, and give the window that comes of it."""
    before = staff.window
    staff.choose(name)
    staff.qtbot.waitUntil(lambda: staff.window is not before, timeout=PATIENCE_MS)
    return staff.window


def test_dark_is_put_on_at_once_and_kept(staff: Hands, bench: Bench, qapp: QApplication) -> None:
    """The window is made anew at the same place, the focus stays on what was chosen, and the next start is dark."""
    staff.press("home.settings")
    staff.window.setGeometry(40, 30, 1200, 760)
    window = choose(staff, "settings.look.dark")
    assert theme_of(window).name is ThemeName.DARK
    assert staff.focus().objectName() == "settings.look.dark"
    assert window.geometry().size().width() == 1200
    kept(staff, bench, Preferences(look=Look.DARK))
    assert first_theme(qapp, read_preferences(bench.folder)).name is ThemeName.DARK


def test_large_words_are_large_at_once(staff: Hands, bench: Bench) -> None:
    """200 % by the keyboard, and back to Home with it."""
    staff.press("home.settings")
    window = choose(staff, "settings.text_percent.200")
    assert theme_of(window).text_factor == 2.0
    staff.press("settings.home")
    staff.find("home.record")
    kept(staff, bench, Preferences(text_percent=200))


def test_a_tick_and_a_name_are_kept(staff: Hands, bench: Bench) -> None:
    """Each alone; one does not undo the other."""
    staff.press("home.settings")
    choose(staff, "settings.more.predict")
    staff.write("settings.name", "Rota")
    before = staff.window
    staff.press("settings.name_use")
    staff.qtbot.waitUntil(lambda: staff.window is not before, timeout=PATIENCE_MS)
    kept(staff, bench, Preferences(predict=True, display_name="Rota"))


def test_a_name_that_is_too_long_is_refused_beside_its_field(staff: Hands, bench: Bench) -> None:
    """It says how long it may be, and nothing changes."""
    staff.press("home.settings")
    staff.write("settings.name", "x" * 41)
    staff.press("settings.name_use")
    staff.sees(load_wording()("settings.name_long", most=40))
    assert read_preferences(bench.folder) == Preferences()


def test_a_choice_that_cannot_be_kept_says_so(staff: Hands, bench: Bench) -> None:
    """It counts until the program ends, and the page of the window made with it says what is wrong."""
    (bench.folder / "preferences.json").mkdir()
    staff.press("home.settings")
    window = choose(staff, "settings.look.dark")
    staff.sees(load_wording()("error.store.cannot_write", path=str(bench.folder)))
    assert theme_of(window).name is ThemeName.DARK


def test_what_was_known_is_shown_by_the_new_window(staff: Hands) -> None:
    """Drafts and delivery are not asked for again before Home says them; being unlocked stays."""
    staff.window.places.lock_presenter.is_unlocked = True
    staff.press("home.settings")
    window = choose(staff, "settings.look.light")
    assert window.overview.looked is not None
    assert window.places.lock_presenter.is_unlocked


def test_another_language_speaks_at_once_and_runs_its_way(staff: Hands, bench: Bench) -> None:
    """With no restart: a language from right to left turns the window, and English turns it back."""
    title = staff.window.words("home.title")
    before = staff.window
    staff.program.on_preferences_changed(Preferences(language=MIRRORED))
    assert staff.window is not before
    assert staff.window.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert staff.window.words("home.title") != title
    kept(staff, bench, Preferences(language=MIRRORED))
    staff.program.on_preferences_changed(Preferences())
    assert staff.window.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert staff.window.words("home.title") == title


def test_languages_are_offered_once_there_are_several(qtbot: QtBot, qapp: QApplication) -> None:
    """By their own names; English, which is the usual one, is chosen until another is."""
    begin_theme(qapp, load_tokens())
    several = Offered(languages=(Choice("", "English"), Choice("so", "Soomaali")))
    for offered, count in ((several, 2), (Offered(languages=several.languages[:1]), 0)):
        page = SettingsPage(load_wording(), Preferences(), offered, "Home")
        qtbot.addWidget(page)
        shown = [each for each in page.findChildren(QRadioButton) if each.objectName().startswith("settings.language")]
        assert len(shown) == count
        assert [each.isChecked() for each in shown] == [True, False][:count]


def test_an_answer_for_the_window_before_reaches_nobody() -> None:
    """What it asked for is done; its parts, which are gone, are not told."""
    waiting: list[Callable[[object], None]] = []
    told: list[object] = []
    ask = AskWhileShown(lambda _, then, failed: waiting.extend((then, failed)))
    ask(jobs.look, told.append, told.append)
    ask.retire()
    for tell in waiting:
        tell("late")
    assert (len(waiting), told) == (2, [])


def test_the_first_paint_wears_what_was_chosen(bench: Bench, qtbot: QtBot, qapp: QApplication) -> None:
    """No flash of another look at the start."""
    write_preferences(bench.folder, Preferences(look=Look.HIGH_CONTRAST, text_percent=125))
    with window_on(bench, qtbot, qapp) as staff:
        theme = theme_of(staff.window)
        assert (theme.name, theme.text_factor) == (ThemeName.HIGH_CONTRAST, 1.25)


def test_as_the_system_has_it_is_dark_where_the_system_is(qapp: QApplication) -> None:
    """By how light its window is."""
    dark = QPalette()
    dark.setColor(QPalette.ColorRole.Window, Qt.GlobalColor.black)
    qapp.setProperty("system_palette", dark)
    assert first_theme(qapp, Preferences()).name is ThemeName.DARK
    assert first_theme(qapp, Preferences(look=Look.LIGHT)).name is ThemeName.LIGHT
    assert whole_theme(qapp, Preferences()).name is ThemeName.DARK


def test_a_systems_own_high_contrast_colours_are_worn(qapp: QApplication) -> None:
    """No colour of ours is left; states then stand in icons, words and outlines."""
    system = QPalette()
    for role, colour in (
        (QPalette.ColorRole.Window, "#000000"),
        (QPalette.ColorRole.Base, "#000000"),
        (QPalette.ColorRole.WindowText, "#ffff00"),
        (QPalette.ColorRole.Link, "#00ffff"),
        (QPalette.ColorRole.Highlight, "#00ff00"),
        (QPalette.ColorRole.HighlightedText, "#000000"),
    ):
        system.setColor(role, colour)
    theme = theme_in(system, 1.0)
    assert theme.name is ThemeName.HIGH_CONTRAST
    assert {each.name() for each in theme.colours.values()} == {"#000000", "#ffff00", "#00ffff", "#00ff00"}
    assert theme.colour("urgent_tint").name() == "#000000"
    assert theme.colour("urgent").name() == "#ffff00"
