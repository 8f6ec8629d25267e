"""What is missing, first on the page, each a link to its answer; takes the focus when it appears."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from detectors_app.widgets.buttons import LinkButton
from detectors_app.widgets.icons import IconLabel
from detectors_app.widgets.panels import Panel
from detectors_app.widgets.text import Words


class ProblemList(Panel):
    """A red-edged box with a heading and one link a problem."""

    problem_chosen = Signal(str)

    def __init__(self, heading: str) -> None:
        super().__init__("surface", "urgent", width=3)
        self.setObjectName("problems")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._heading = heading
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 16, 22, 16)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(IconLabel("urgent", "urgent", 24), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(Words(heading, "h2", bold=True), 1)
        column.addLayout(row)
        self._links = QVBoxLayout()
        self._links.setSpacing(4)
        column.addLayout(self._links)
        self.hide()

    def show_problems(self, problems: Sequence[tuple[str, str]]) -> None:
        """Show (field id, words) pairs and take the focus; none hides the list."""
        while (item := self._links.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for field_id, words in problems:
            link = LinkButton(words, f"problem.{field_id}", role="urgent", bold=True)
            link.setProperty("field_id", field_id)
            link.clicked.connect(self.on_link_pressed)
            self._links.addWidget(link)
        self.setAccessibleName(". ".join((self._heading, *(words for _, words in problems))))
        self.setVisible(bool(problems))
        if problems:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def on_link_pressed(self) -> None:
        """Tell which problem was chosen."""
        link = self.sender()
        if link is not None:
            self.problem_chosen.emit(link.property("field_id"))
