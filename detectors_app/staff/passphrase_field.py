"""A new passphrase: a field that can show it, how hard it is to guess, and the same once more; sets no passphrase.

field = NewPassphrase(words, "setup")
field.begin(("Sam Sample", "caretaker"))       # what others know of its owner
field.returned.connect(self.on_go_on)
passphrase = field.chosen()                    # None: what is missing stands at the field that has the focus now
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from detectors_app.content.passphrase_strength import Strength, judge, warm_up
from detectors_app.content.wording import Wording
from detectors_app.domain.passphrases import BEST_SCORE, LEAST_LETTERS
from detectors_app.widgets.announce import announce
from detectors_app.widgets.fields import LabelledField, PassphraseField
from detectors_app.widgets.icons import IconLabel
from detectors_app.widgets.text import Words
from detectors_app.widgets.theme import theme_of

MOST_LETTERS = 4000
SAID_AFTER_MS = 900
"""A screen reader is told once the typing pauses, so that it does not talk over the keys."""
_WIDTH_PX = 480


class StrengthMeter(QWidget):
    """A bar of four parts, an icon and words: the same thing three times, never by colour alone."""

    def __init__(self, words: Wording, name: str) -> None:
        super().__init__()
        self._words = words
        theme = theme_of(self)
        self.bar = QProgressBar()
        self.bar.setObjectName(f"{name}.strength")
        self.bar.setRange(0, BEST_SCORE)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(theme.scaled(12))
        self.bar.setMaximumWidth(theme.scaled(_WIDTH_PX))
        self.bar.setAccessibleName(words("passphrase.meter"))
        self._icon = IconLabel("info", "ink_soft", 20)
        self._said = Words("", "body", bold=True)
        self._said.setObjectName(f"{name}.strength_words")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._said, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.bar)
        column.addLayout(row)
        self._due = QTimer(self, singleShot=True, interval=SAID_AFTER_MS)
        self._due.timeout.connect(self.on_pause)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Show an empty bar, with what it will say."""
        self._show(0, "info", "ink_soft", self._words("passphrase.meter"))
        self._due.stop()

    def show_strength(self, strength: Strength) -> None:
        """Show what was found, and say it once the typing pauses."""
        self._show(_parts(strength), *_look(strength), self._sentence(strength))
        self._due.start()

    def sentence(self) -> str:
        """Give the words that are shown."""
        return self._said.text()

    @Slot()
    def on_pause(self) -> None:
        """Tell a screen reader."""
        announce(self.bar, self.sentence())

    def _show(self, parts: int, icon: str, role: str, sentence: str) -> None:
        self.bar.setValue(parts)
        self.bar.setAccessibleDescription(sentence)
        self._icon.set_icon(icon, role)
        self._said.set_colour(role)
        self._said.setText(sentence)

    def _sentence(self, strength: Strength) -> str:
        words = self._words
        if strength.missing_letters:
            said = words.count("passphrase.left", strength.missing_letters)
        else:
            said = words(f"passphrase.score.{strength.score}")
        advice = "" if strength.advice is None else words(f"passphrase.advice.{strength.advice}")
        return f"{said} {advice}".strip()


class NewPassphrase(QWidget):
    """The two fields and the meter between them. The names of its parts begin with `name`."""

    edited = Signal()
    returned = Signal()
    """Return was pressed in the second field."""

    def __init__(self, words: Wording, name: str, *, label: str = "passphrase.label") -> None:
        super().__init__()
        self._words = words
        self._known: tuple[str, ...] = ()
        self.field = PassphraseField(
            f"{name}.passphrase",
            words(label),
            words("passphrase.hint", letters=LEAST_LETTERS),
            words("passphrase.show"),
            words("passphrase.hide"),
        )
        self.meter = StrengthMeter(words, name)
        self.again = LabelledField(
            f"{name}.again",
            words("passphrase.again"),
            words("passphrase.again_hint"),
            width_px=_WIDTH_PX,
            hidden=True,
            max_length=MOST_LETTERS,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.field)
        column.addWidget(self.meter)
        column.addSpacing(12)
        column.addWidget(self.again)
        self.field.editor.setMaxLength(MOST_LETTERS)
        self.field.edited.connect(self.on_edited)
        self.field.returned.connect(self.on_first_returned)
        self.field.button.clicked.connect(self.on_show_pressed)
        self.again.edited.connect(self.edited)
        self.again.editor.returnPressed.connect(self.returned)

    def begin(self, known: Iterable[str] = ()) -> None:
        """Begin with empty fields. `known` is what others know of the owner: it is guessed first."""
        self._known = tuple(known)
        self.forget()
        QTimer.singleShot(0, self, self.on_idle)
        self.take_focus()

    def know(self, known: Iterable[str]) -> None:
        """Take what others know of the owner, as it is being written beside this."""
        self._known = tuple(known)
        if self.field.text():
            self.meter.show_strength(judge(self.field.text(), self._known))

    def forget(self) -> None:
        """Forget what was typed, and hide the letters again."""
        self.field.clear()
        self.again.set_text("")
        self.again.editor.setEchoMode(QLineEdit.EchoMode.Password)
        self._mend()
        self.meter.show_nothing()

    def take_focus(self) -> None:
        """Put the focus on the first field."""
        self.field.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def chosen(self) -> str | None:
        """Give the passphrase, or None and say at the field what is missing."""
        self._mend()
        first, second = self.field.text(), self.again.text()
        problem = self._problem(first)
        if problem is not None:
            self.refuse(problem)
            return None
        if first != second:
            self.again.set_problem(self._words("passphrase.differ"))
            self.again.set_text("")
            self.again.first().setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        return first

    def refuse(self, key: str) -> None:
        """Say at the first field what is wrong with it."""
        self.field.set_problem(self._words(key, letters=LEAST_LETTERS))
        self.take_focus()

    @Slot()
    def on_idle(self) -> None:
        """Load what judges, between the page's first sight and the first key."""
        warm_up()

    @Slot(str)
    def on_edited(self, text: str) -> None:
        """Show how hard it is to guess."""
        if text:
            self.meter.show_strength(judge(text, self._known))
        else:
            self.meter.show_nothing()
        self.edited.emit()

    @Slot()
    def on_first_returned(self) -> None:
        """Go on to the second field."""
        self.again.first().setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def on_show_pressed(self) -> None:
        """Show or hide both: what is seen once needs no hiding beside it."""
        self.again.editor.setEchoMode(self.field.editor.echoMode())
        hints = self.again.editor.inputMethodHints()
        private = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        self.again.editor.setInputMethodHints(hints | private)

    def hideEvent(self, event: QEvent) -> None:
        """Hide the letters whenever the page goes, as under the cover; what was typed stays."""
        super().hideEvent(event)  # type: ignore[arg-type]  # QHideEvent, which nothing here needs to name
        if self.field.editor.echoMode() == QLineEdit.EchoMode.Normal:
            self.field.on_show_pressed()
            self.on_show_pressed()

    def _mend(self) -> None:
        self.field.set_problem(None)
        self.again.set_problem(None)

    def _problem(self, passphrase: str) -> str | None:
        if not passphrase.strip():
            return "passphrase.missing"
        strength = judge(passphrase, self._known)
        if strength.missing_letters:
            return "passphrase.short"
        return None if strength.is_enough else "passphrase.weak"


def _parts(strength: Strength) -> int:
    """Give how many of the four parts are filled: one at least, and one alone while it is too short."""
    return 1 if strength.missing_letters else max(strength.score, 1)


def _look(strength: Strength) -> tuple[str, str]:
    if strength.is_enough:
        return "check-circle", "good"
    return ("info", "ink") if strength.missing_letters else ("warning", "safety")
