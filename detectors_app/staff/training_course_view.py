"""One course on *Your training*: how far it is, and its modules as rows to press; says only what it is given."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from detectors_app.content.wording import Wording
from detectors_app.domain.course import Taught
from detectors_app.domain.progress import WHOLE
from detectors_app.staff.training_words import how_far, where_stopped
from detectors_app.use_cases.learning.rows import CourseStands, ModuleStands
from detectors_app.widgets.buttons import BoxButton, SmallButton
from detectors_app.widgets.icons import IconLabel
from detectors_app.widgets.panels import Panel
from detectors_app.widgets.text import Words, body, heading2, hint, set_rich, small
from detectors_app.widgets.theme import theme_of

_BAR_PX, _BAR_WIDE_PX = 12, 200
_NUMBER_PX, _ROW_PX = 22, 57


class CourseView(QWidget):
    """A course with its modules; one taught in sessions is a line."""

    module_wanted = Signal(str, str)
    """CourseId, ModuleId."""

    def __init__(self, stands: CourseStands, words: Wording, *, titled: bool) -> None:
        super().__init__()
        self._stands, self._words = stands, words
        self.setObjectName(f"training.course.{stands.course.id}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(10)
        if titled:
            column.addWidget(heading2(stands.course.title))
        if stands.course.taught is Taught.SESSIONS:
            column.addWidget(self._sessions())
            return
        column.addLayout(self._how_far())
        rows = QVBoxLayout()
        rows.setSpacing(0)
        now = stands.next_module
        for number, each in enumerate(stands.modules, 1):
            row = self._now_row(each, number) if each is now else self._row(each, number)
            rows.addWidget(row)
        column.addLayout(rows)

    @Slot()
    def on_pressed(self) -> None:
        """Tell which module is wanted."""
        self.module_wanted.emit(self._stands.course.id, self.sender().property("module"))

    def _how_far(self) -> QVBoxLayout | QHBoxLayout:
        stands, large = self._stands, theme_of(self).is_large
        first, more = how_far(stands, self._words)
        line: QVBoxLayout | QHBoxLayout = QVBoxLayout() if large else QHBoxLayout()
        line.setSpacing(8 if large else 16)
        if stands.next_module is not None:
            bar = QProgressBar()
            bar.setObjectName("training.progress")
            bar.setAccessibleName(first)
            bar.setTextVisible(False)
            bar.setFixedSize(_BAR_WIDE_PX, _BAR_PX)
            bar.setRange(0, max(1, len(stands.modules)) * WHOLE)
            bar.setValue(sum(WHOLE if each.finished else each.share for each in stands.modules))
            line.addWidget(bar, 0, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
        else:
            line.addWidget(IconLabel("check-circle", "good", 20))
        words = Words("", "body", role="ink_soft")
        set_rich(words, f"**{first}** {more}".strip())
        line.addWidget(words, 0 if large else 1)
        return line

    def _sessions(self) -> Panel:
        stands, words = self._stands, self._words
        panel = Panel("surface", "line")
        column = QVBoxLayout(panel)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(4)
        if stands.completed_on is not None:
            column.addWidget(_done_mark(how_far(stands, words)[0]))
        column.addWidget(hint(words("training.sessions")))
        return panel

    def _row(self, stands: ModuleStands, number: int) -> QWidget:
        words, module = self._words, stands.module
        row = ModuleRow(f"training.module.{module.id}")
        state = words("training.done" if stands.finished else "training.not_started")
        if not stands.finished and stands.progress is not None:
            state = words("training.begun")
        minutes = words.count("training.minutes", module.minutes)
        row.setAccessibleName(module.title)
        row.setAccessibleDescription(f"{minutes}. {state}")
        line = QHBoxLayout(row)
        self._lay_words(line, stands, number, note="")
        line.addWidget(_done_mark(state) if stands.finished else _one_line(state))
        row.setProperty("module", module.id)
        row.clicked.connect(self.on_pressed)
        return row

    def _now_row(self, stands: ModuleStands, number: int) -> QWidget:
        words, module = self._words, stands.module
        row = Panel("accent_tint", "line")
        row.setObjectName(f"training.now.{module.id}")
        line = QHBoxLayout(row)
        note = where_stopped(stands, words)
        begun = bool(note)
        self._lay_words(line, stands, number, note=words("training.kept_place", where=note) if begun else "")
        button = SmallButton(words("training.carry_on" if begun else "training.begin"), "training.carry_on", main=True)
        button.setAccessibleName(f"{button.text()}: {module.title}")
        button.setAccessibleDescription(note)
        button.setProperty("module", module.id)
        button.clicked.connect(self.on_pressed)
        line.addWidget(button)
        return row

    def _lay_words(self, line: QHBoxLayout, stands: ModuleStands, number: int, *, note: str) -> None:
        """Lay the number, the title with the minutes, and a line below."""
        line.setContentsMargins(20, 12, 20, 12)
        line.setSpacing(16)
        count = Words(str(number), "body", bold=True, role="ink_soft")
        count.setMinimumWidth(theme_of(self).scaled(_NUMBER_PX))
        line.addWidget(count)
        words = QVBoxLayout()
        words.setSpacing(2)
        title = QVBoxLayout() if theme_of(self).is_large else QHBoxLayout()
        title.setSpacing(2 if theme_of(self).is_large else 12)
        title.addWidget(Words(stands.module.title, "body", bold=True))
        minutes = small(self._words.count("training.minutes", stands.module.minutes))
        title.addWidget(minutes, 0 if theme_of(self).is_large else 1)
        words.addLayout(title)
        if note:
            words.addWidget(body(note))
        line.addLayout(words, 1)


class ModuleRow(BoxButton):
    """A wide row to press, with a module's words inside."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("look", "row")
        self.setMinimumHeight(theme_of(self).scaled(_ROW_PX))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Be as large as the words inside."""
        layout = self.layout()
        return super().sizeHint() if layout is None else layout.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Never cut the words."""
        layout = self.layout()
        return super().minimumSizeHint() if layout is None else layout.minimumSize()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height that this width needs."""
        super().resizeEvent(event)
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            self.setMinimumHeight(max(theme_of(self).scaled(_ROW_PX), layout.heightForWidth(self.width())))


def _one_line(text: str) -> Words:
    words = Words(text, "body", role="ink_soft")
    words.setWordWrap(theme_of(words).is_large)
    return words


def _done_mark(text: str) -> QWidget:
    mark = QWidget()
    mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    row = QHBoxLayout(mark)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(IconLabel("check-circle", "good", 20))
    words = Words(text, "body", bold=True, role="good")
    words.setWordWrap(theme_of(words).is_large)
    row.addWidget(words, 1)
    return mark
