"""A scenario as a conversation that can be read and gone back through; emits the steps, and keeps none of them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from detectors_app.content.wording import Wording
from detectors_app.domain.blocks import Scenario
from detectors_app.domain.progress import SKIPPED, BeganAgain, Chose, ScenarioProgress, Skipped, WentBack
from detectors_app.staff.training_base import Around, TrainingPage
from detectors_app.staff.training_scenario_shown import ScenarioShown, Told, scenario_shown
from detectors_app.widgets.announce import announce
from detectors_app.widgets.answered_row import AnsweredGroup
from detectors_app.widgets.beginning import at_beginning
from detectors_app.widgets.buttons import SmallButton
from detectors_app.widgets.direction import sided
from detectors_app.widgets.help_card import HelpCard
from detectors_app.widgets.option_row import Choice
from detectors_app.widgets.panels import Panel
from detectors_app.widgets.text import Words, body, hint, rich
from detectors_app.widgets.theme import theme_of


class ScenarioPage(TrainingPage):
    """What was said and chosen above, in order; below it the scene that is now, and what one might do."""

    def __init__(
        self, words: Wording, block: Scenario, around: Around, progress: ScenarioProgress, *, done: bool
    ) -> None:
        super().__init__(words, "scenario", block.title, around)
        self._block = block
        self._shown: ScenarioShown | None = None
        self._conversation: QWidget | None = None
        self._group: AnsweredGroup | None = None
        self._scene: Words | None = None
        self._missing = Words(words("training.scene.choose_first"), "body", bold=True, role="safety")
        self._missing.setObjectName("training.scene.choose_first")
        self._card = HelpCard(name="training.scene.card", surface=True)
        self._note = body("")
        self.skip = SmallButton(words("training.scene.skip"), "training.scene.skip", icon_name="skip")
        self._lay_card()
        self.go_on_pressed.connect(self.on_go_on)
        self.skip.clicked.connect(self.on_skip)
        self.show_progress(progress, done=done)

    # --- showing ----------------------------------------------------------------------------------------------------

    def show_progress(self, progress: ScenarioProgress, *, done: bool) -> None:
        """Show how far it is. The focus goes to what is new; before the page is shown it stays."""
        before, shown = self._shown, scenario_shown(self._block, progress, done=done)
        self._shown = shown
        self._lay(shown)
        self.go_on.setText(self.words("training.go_on" if self._is_over(shown) else "training.scene.see"))
        if before is not None:
            self.set_tab_order()
            self._tell(before, shown)

    def on_digit(self, focus: QWidget, digit: int) -> bool:  # noqa: ARG002 - nothing is typed here: any focus will do
        """Choose the option of that digit."""
        return self._group is not None and self._group.press(digit)

    # --- what is pressed --------------------------------------------------------------------------------------------

    @Slot()
    def on_go_on(self) -> None:
        """See what happens, or leave the scenario where it is over."""
        shown = self._shown
        if shown is None:
            return
        if self._is_over(shown):
            self.done_with.emit()
            return
        chosen = self._group.value() if self._group is not None else ""
        if chosen:
            self.stepped.emit(Chose(self._block.id, shown.scene.id, int(chosen)))
            return
        self._missing.show()
        announce(self._missing, self._missing.text())
        if self._group is not None:
            self._group.first().setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def on_back(self) -> None:
        """Take the last choice back."""
        self.stepped.emit(WentBack(self._block.id))

    @Slot()
    def on_again(self) -> None:
        """Go through it from its start."""
        self.stepped.emit(BeganAgain(self._block.id))

    @Slot()
    def on_skip(self) -> None:
        """Skip the scene that has a note, else all of it: it counts as done, and nobody asks why."""
        if self._shown is not None and not self._is_over(self._shown):
            scene = self._shown.scene
            self.stepped.emit(Chose(self._block.id, scene.id, SKIPPED) if scene.note else Skipped(self._block.id))

    @Slot(str)
    def on_chosen(self, _value: str) -> None:
        """Need nothing more said."""
        self._missing.hide()

    # --- laying out -------------------------------------------------------------------------------------------------

    def _lay(self, shown: ScenarioShown) -> None:
        if self._conversation is not None:
            self._missing.setParent(None)
            self.body.removeWidget(self._conversation)
            self._conversation.hide()
            self._conversation.deleteLater()
        self._conversation, self._group = QWidget(), None
        column = QVBoxLayout(self._conversation)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for each in shown.told:
            column.addWidget(self._told(each))
        said = self.words.contacts.fill(shown.scene.text)
        self._scene = body(self.words("training.scene.left_out") if shown.left_out else said)
        self._scene.setObjectName("training.scene.now")
        self._scene.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._scene.setProperty("no_ring", True)
        column.addWidget(self._scene)
        if self._is_over(shown):
            column.addWidget(self._outcome())
        else:
            self._lay_choices(shown, column)
        column.addLayout(self._ways_back(shown))
        self.body.addWidget(self._conversation)
        self._conversation.show()
        self._card.setVisible(not self._is_over(shown))
        self._note.setText(shown.scene.note or self.words("training.scene.no_note"))

    def _lay_choices(self, shown: ScenarioShown, column: QVBoxLayout) -> None:
        words = self.words
        ask = Words(words("training.scene.ask"), "lead", bold=True)
        column.addWidget(ask)
        column.addWidget(self._missing)
        self._missing.hide()
        choices = [Choice(str(each.place), each.say) for each in shown.choices]
        keys = words("field.key", digit="{digit}")
        group = AnsweredGroup("training.scene", choices, label=words("training.scene.ask"), key_words=keys)
        for each in shown.choices:
            if each.tried:
                row, came = group.row(each.place), words("training.scene.could", what=each.came)
                row.show_tried()
                row.say_mark("refresh", words("training.scene.tried"), "ink_soft")
                if each.came:
                    row.say_below(came, bar="safety")
                said = " ".join((words("training.scene.tried"), came.replace("**", "") if each.came else ""))
                row.button.setAccessibleDescription(said.strip())
        group.keyboard_used.connect(group.show_digits)
        group.value_changed.connect(self.on_chosen)
        self._group = group
        column.addWidget(group)

    def _told(self, each: Told) -> QWidget:
        """Lay what was said, what was done and what came of it."""
        words = self.words
        panel = Panel(None, None, bar="line", bar_px=3)
        column = QVBoxLayout(panel)
        column.setContentsMargins(*sided(16, 0, 0, 0))
        column.setSpacing(6)
        column.addWidget(hint(words.contacts.fill(each.scene)))
        for did, came in each.tried:
            column.addWidget(rich(words("training.scene.you_tried", what=did, came=came), role="ink_soft"))
        did = words("training.scene.skipped") if each.skipped else words("training.scene.you_did", what=each.did)
        column.addWidget(rich(did))
        if each.came:
            column.addWidget(rich(words("training.scene.came", what=each.came)))
        return panel

    def _outcome(self) -> QWidget:
        panel = Panel("good_tint", "good", width=2)
        panel.setObjectName("training.scene.outcome")
        column = QVBoxLayout(panel)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(4)
        column.addWidget(Words(self.words("training.scene.outcome"), "body", bold=True, role="good"))
        column.addWidget(body(self.words.contacts.fill(self._block.outcome)))
        return panel

    def _ways_back(self, shown: ScenarioShown) -> QVBoxLayout | QHBoxLayout:
        ways: QVBoxLayout | QHBoxLayout = QVBoxLayout() if theme_of(self).is_large else QHBoxLayout()
        ways.setContentsMargins(0, 4, 0, 0)
        ways.setSpacing(12)
        words = self.words
        if shown.may_go_back:
            back = SmallButton(words("training.scene.back"), "training.scene.back")
            back.clicked.connect(self.on_back)
            at_beginning(ways, back)
        if self._is_over(shown):
            key = "training.scene.take" if shown.left_out else "training.scene.again"
            again = SmallButton(words(key), "training.scene.again", icon_name="refresh")
            again.clicked.connect(self.on_again)
            at_beginning(ways, again)
        ways.addStretch(1)
        return ways

    def _lay_card(self) -> None:
        words = self.words
        self._card.add_heading(words("training.scene.card"))
        self._card.column.addWidget(self._note)
        at_beginning(self._card.column, self.skip)
        self._card.add_line(words("training.scene.counts"), soft=True)
        self.put_beside(self._card)

    def _tell(self, before: ScenarioShown, shown: ScenarioShown) -> None:
        """Put the focus on what is new, and say it aloud."""
        tried = {each.place for each in shown.choices if each.tried}
        new = tried - {each.place for each in before.choices if each.tried}
        if self._group is not None and before.scene is shown.scene and len(new) == 1:
            row = self._group.row(new.pop())
            row.button.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(row.button, row.button.accessibleDescription())
        elif self._scene is not None:
            self._scene.setFocus(Qt.FocusReason.OtherFocusReason)
            over = [self._block.outcome] if self._is_over(shown) else []
            announce(self._scene, " ".join([self._scene.text(), *over]))

    @staticmethod
    def _is_over(shown: ScenarioShown) -> bool:
        return shown.ended or shown.left_out
