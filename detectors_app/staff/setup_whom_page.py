"""Setting up: who the laptop is for, to be confirmed before anything of the file is kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from detectors_app.content.wording import Wording
from detectors_app.staff.laptop_setup import ForWhom
from detectors_app.staff.setup_page import SetUpPage
from detectors_app.widgets.buttons import SecondaryButton
from detectors_app.widgets.panels import Panel
from detectors_app.widgets.summary_list import SummaryList, SummaryRow
from detectors_app.widgets.text import body, hint


class SetUpWhomPage(SetUpPage):
    """Name, role, team and laptop, as the manager wrote them."""

    agreed = Signal()
    disagreed = Signal()

    def __init__(self, words: Wording) -> None:
        super().__init__(words, "whom", words("setup.whom_title"), step=0, back=True)
        self.heading.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._place = Panel("surface", "line")
        self._column = QVBoxLayout(self._place)
        self._column.setContentsMargins(24, 12, 24, 12)
        self._list: QWidget | None = None
        self.lay(hint(words("setup.whom_more")), self._place, body(words("setup.whom_wrong")))
        self.add_go_on(words("setup.whom_yes")).clicked.connect(self.on_go_on)
        self.no = SecondaryButton(words("setup.whom_no"), "setup.not_me")
        self.foot.row.insertWidget(1, self.no)
        self.no.clicked.connect(self.disagreed)

    def show_whom(self, whom: ForWhom) -> None:
        """Show who it is for; what the manager left out is said to be."""
        words = self.words
        if self._list is not None:
            self._column.removeWidget(self._list)
            self._list.hide()
            self._list.deleteLater()
        given = (("name", whom.name), ("role", whom.role), ("team", whom.team), ("label", whom.label))
        rows = [
            SummaryRow(key, words(f"setup.whom_{key}"), text or words("setup.whom_not_given")) for key, text in given
        ]
        self._list = SummaryList("", rows, name="setup.whom")
        self._column.addWidget(self._list)

    def take_focus(self) -> None:
        """Put the focus on the heading, so that Return alone does not agree."""
        self.heading.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def on_go_on(self) -> None:
        """Agree, once."""
        if not self.busy:
            self.mend()
            self.agreed.emit()
