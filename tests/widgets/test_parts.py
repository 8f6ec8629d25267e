"""The parts are painted in their look, named for a screen reader, and never cut off."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.buttons import DangerButton, HideButton, PrimaryButton, SecondaryButton
from detectors_app.widgets.fields import LabelledArea, LabelledField
from detectors_app.widgets.frame import AppFrame
from detectors_app.widgets.option_row import Choice, OptionGroup, OptionRow, TickGroup
from detectors_app.widgets.problem_list import ProblemList
from detectors_app.widgets.text import rich
from detectors_app.widgets.tokens import ThemeName
from tests.widgets.conftest import Dress
from tests.widgets.gallery import parts_page

LONG = (
    "You said you were not sure that everyone is safe. This laptop has no signal, so please phone the duty line now. "
)


@pytest.fixture
def gallery(qtbot: QtBot, dress: Dress) -> AppFrame:
    """Give every part in one window, light, at 100 %."""
    dress()
    return framed(qtbot)


def framed(qtbot: QtBot) -> AppFrame:
    frame = AppFrame("Site Notes", "Hide", "Shift x3", "Sign in")
    qtbot.addWidget(frame)
    frame.show_page(parts_page())
    frame.show()
    frame.activateWindow()
    QApplication.processEvents()
    return frame


def colour_at(widget: QWidget, x: int, y: int) -> str:
    return QColor(widget.grab().toImage().pixelColor(x, y)).name()


@pytest.mark.parametrize("name", list(ThemeName))
@pytest.mark.parametrize(
    "make, role",
    [(PrimaryButton, "fill"), (SecondaryButton, "surface"), (DangerButton, "urgent")],
)
def test_a_button_is_flat_and_in_its_role(
    qtbot: QtBot, dress: Dress, name: ThemeName, make: type[PrimaryButton], role: str
) -> None:
    """A button's ground is one colour from top to bottom: no gradient."""
    theme = dress(name)
    button = make("Continue", "continue")
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    column = {colour_at(button, 8, y) for y in range(6, button.height() - 6)}
    assert column == {theme.colour(role).name()}


@pytest.mark.parametrize("name", list(ThemeName))
def test_a_chosen_row_differs_by_more_than_colour(qtbot: QtBot, dress: Dress, name: ThemeName) -> None:
    """A chosen row has the accent's border, 2 px wide, and its mark is filled."""
    theme = dress(name)
    group = OptionGroup("q", [Choice("yes", "Yes"), Choice("no", "No")])
    qtbot.addWidget(group)
    group.resize(300, 140)
    group.set_value("yes")
    chosen, other = group.findChildren(OptionRow)
    group.grab()
    middle = chosen.height() // 2
    assert [colour_at(chosen, x, middle) for x in (0, 1)] == [theme.colour("accent").name()] * 2
    assert colour_at(other, 1, middle) == theme.colour("surface").name()
    mark = chosen.button.geometry().center()
    assert colour_at(chosen, mark.x(), mark.y()) == theme.colour("accent").name()


def test_the_whole_row_can_be_pressed(qtbot: QtBot, dress: Dress) -> None:
    """A press at a row's far end chooses it, and says so once."""
    dress()
    group = OptionGroup("q", [Choice("yes", "Yes"), Choice("no", "No")])
    qtbot.addWidget(group)
    group.resize(400, 140)
    group.show()
    row = group.findChildren(OptionRow)[1]
    with qtbot.waitSignal(group.value_changed, check_params_cb=lambda value: value == "no"):
        QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.rect().center() + row.rect().topRight() / 3)
    assert group.value() == "no"


def test_an_answer_that_stands_alone(qtbot: QtBot, dress: Dress) -> None:
    """*None of these* takes the others away, and any other takes it away."""
    dress()
    group = TickGroup("q", [Choice("a", "A"), Choice("b", "B"), Choice("none", "None of these", alone=True)])
    qtbot.addWidget(group)
    boxes = {each.objectName().removeprefix("q."): each for each in group.findChildren(QAbstractButton)}
    boxes["a"].click()
    boxes["b"].click()
    assert group.values() == ("a", "b")
    boxes["none"].click()
    assert group.values() == ("none",)
    boxes["a"].click()
    assert group.values() == ("a",)


def test_setting_values_tells_nobody(qtbot: QtBot, dress: Dress) -> None:
    """What the program fills in is no answer of the person's."""
    dress()
    one, many = OptionGroup("q", [Choice("yes", "Yes")]), TickGroup("r", [Choice("a", "A")])
    for each in (one, many):
        qtbot.addWidget(each)
    with qtbot.assertNotEmitted(one.value_changed), qtbot.assertNotEmitted(many.values_changed):
        one.set_value("yes")
        many.set_values(("a",))
    assert (one.value(), many.values()) == ("yes", ("a",))


def shown_labels(window: QWidget) -> list[QLabel]:
    return [each for each in window.findChildren(QLabel) if each.isVisible() and each.text()]


@pytest.mark.parametrize("factor", [0.9, 1.0, 2.0])
@pytest.mark.parametrize("name", [ThemeName.LIGHT, ThemeName.HIGH_CONTRAST])
def test_no_words_are_cut_off(qtbot: QtBot, dress: Dress, name: ThemeName, factor: float) -> None:
    """At every size of text, each label has the room that its words need at its width."""
    dress(name, factor)
    frame = framed(qtbot)
    frame.resize(1280, 800)
    QApplication.processEvents()
    for label in shown_labels(frame):
        needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        assert label.height() >= needed, label.text()
        if not label.wordWrap():
            assert label.width() >= label.sizeHint().width(), label.text()


@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_long_words_in_a_narrow_place_are_whole(qtbot: QtBot, dress: Dress, factor: float) -> None:
    """A long text beside an icon in a narrow column gets all the lines it needs."""
    dress(ThemeName.LIGHT, factor)
    holder = QWidget()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    column.addWidget(Banner(BannerKind.URGENT, "Not sent.", LONG * 3))
    column.addWidget(rich("**Cannot speak?** " + LONG))
    column.addStretch(1)
    holder.resize(420, 2400)
    holder.show()
    QApplication.processEvents()
    for label in shown_labels(holder):
        assert label.height() >= label.heightForWidth(label.width())


@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_buttons_hold_their_words(qtbot: QtBot, dress: Dress, factor: float) -> None:
    """No button is narrower or lower than its words, nor smaller than the least target."""
    dress(ThemeName.LIGHT, factor)
    frame = framed(qtbot)
    for button in frame.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.height() >= 24, button.objectName()
            assert button.height() >= button.fontMetrics().height() or not button.text(), button.text()
            assert button.width() >= button.fontMetrics().horizontalAdvance(button.text()), button.text()


def test_everything_that_takes_the_focus_has_a_name(gallery: AppFrame) -> None:
    """Whatever Tab reaches has a name for a screen reader, and an object name for a test."""
    reached = [
        each
        for each in gallery.findChildren(QWidget)
        if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert len(reached) > 20
    for each in reached:
        interface = QAccessible.queryAccessibleInterface(each)
        assert interface is not None
        assert interface.text(QAccessible.Text.Name).strip(), each.objectName()
        assert each.objectName(), type(each)


def test_tab_walks_all_and_comes_back(gallery: AppFrame) -> None:
    """Tab reaches Hide and the page's parts, is caught nowhere, and comes back to where it began."""
    hide = gallery.findChild(HideButton, "hide")
    assert hide is not None
    hide.setFocus()
    walked = []
    for _ in range(80):
        QTest.keyClick(gallery.focusWidget(), Qt.Key.Key_Tab)
        walked.append(gallery.focusWidget())
        if walked[-1] is hide:
            break
    assert walked[-1] is hide
    names = [each.objectName() for each in walked]
    for wanted in ("carry_on", "record", "when", "happened", "passphrase", "continue", "later"):
        assert wanted in names
    assert names.index("continue") < names.index("later")


def test_a_problem_is_shown_said_and_taken_away(qtbot: QtBot, dress: Dress) -> None:
    """A problem stands in words at the field and in its description beside the hint; None takes both away."""
    dress()
    for field in (LabelledField("when", "When?", "A day is enough."), LabelledArea("what", "What?", "Keep to facts.")):
        qtbot.addWidget(field)
        field.show()
        hint = field.editor.accessibleDescription()
        field.set_problem("Enter the day")
        assert field.editor.accessibleDescription() == f"Enter the day {hint}"
        assert field.problem.isVisible()
        field.set_problem(None)
        assert field.editor.accessibleDescription() == hint
        assert not field.problem.isVisible()


def test_nothing_typed_is_learned_or_trapped(qtbot: QtBot, dress: Dress) -> None:
    """Fields ask keyboards to learn nothing, and Tab leaves a field of many lines."""
    dress()
    private = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
    for field in (LabelledField("when", "When?"), LabelledArea("what", "What?")):
        qtbot.addWidget(field)
        assert field.editor.inputMethodHints() & private == private
    area = LabelledArea("what", "What?")
    qtbot.addWidget(area)
    assert area.editor.tabChangesFocus()


def test_the_problem_list_names_its_field(qtbot: QtBot, dress: Dress) -> None:
    """The list takes the focus, says all its problems, and a link tells which field to go to."""
    dress()
    problems = ProblemList("There is a problem")
    qtbot.addWidget(problems)
    problems.show()
    problems.activateWindow()
    problems.show_problems([("when", "Enter the day")])
    qtbot.waitUntil(problems.hasFocus)
    assert problems.accessibleName() == "There is a problem. Enter the day"
    link = problems.findChild(QAbstractButton, "problem.when")
    assert link is not None
    with qtbot.waitSignal(problems.problem_chosen, check_params_cb=lambda field: field == "when"):
        link.click()


def test_markup_shows_what_a_person_wrote_as_it_is(dress: Dress, qtbot: QtBot) -> None:
    """Only our own bold marks are markup: whatever looks like HTML is shown letter by letter."""
    dress()
    label = rich("**Duty line** <b>x</b> & <img src='file:///a'>")
    qtbot.addWidget(label)
    assert label.text() == "<b>Duty line</b> &lt;b&gt;x&lt;/b&gt; &amp; &lt;img src='file:///a'&gt;"


@pytest.mark.parametrize("size", [(1280, 800), (1280, 720), (1024, 720)])
def test_hide_stands_in_the_same_spot(gallery: AppFrame, size: tuple[int, int]) -> None:
    """Hide ends 24 px from the right edge, at every size, and the cover changes nothing of that."""
    gallery.resize(*size)
    QApplication.processEvents()
    hide = gallery.findChild(HideButton, "hide")
    sign_in = gallery.findChild(HideButton, "sign_in")
    assert hide is not None
    assert sign_in is not None
    assert gallery.width() - hide.geometry().right() - 1 == 24
    gallery.cover_with(QWidget())
    QApplication.processEvents()
    assert not hide.isVisible()
    assert gallery.width() - sign_in.geometry().right() - 1 == 24
