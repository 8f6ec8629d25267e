"""*My certificates*: one row for each, which opens it; shows what it is given."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from detectors_app.content.wording import Wording
from detectors_app.staff.certificate_words import where_it_is, whole_day
from detectors_app.staff.training_beside_page import BesidePage
from detectors_app.use_cases.learning.rows import Certificate
from detectors_app.widgets.text import body, hint
from detectors_app.widgets.tile_button import TileButton


class CertificatesPage(BesidePage):
    """All certificates, the latest first."""

    opened = Signal(str)
    """A completion's id."""

    def __init__(self, words: Wording) -> None:
        super().__init__(words, "certificates", words("training.certificate.title"), words("training.back"))
        self.main.addWidget(hint(words("training.certificate.only_done")))
        self._rows: QWidget | None = None
        self._at = self.main.count()
        self.end_page()

    def show_certificates(self, certificates: Sequence[Certificate], *, held: bool = False) -> None:
        """Show these; where there are none, how one comes by them. `held`: all that lacks is the staff number."""
        old, self._rows = self._rows, QWidget()
        if old is not None:
            self.main.removeWidget(old)
            old.hide()
            old.deleteLater()
        column = QVBoxLayout(self._rows)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(12)
        for each in certificates:
            column.addWidget(self._row(each))
        if not certificates:
            column.addWidget(body(self.words("training.certificate.none"), bold=True))
            column.addWidget(hint(self.words(f"training.certificate.none_{'held' if held else 'more'}")))
        self.main.insertWidget(self._at, self._rows)
        self.set_tab_order(self._rows)

    def take_focus_on(self, certificate: str) -> None:
        """Put the focus back on the row that was opened."""
        rows = () if self._rows is None else self._rows.findChildren(TileButton)
        row = next((each for each in rows if each.property("certificate") == certificate), None)
        (row or self.heading).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def on_pressed(self) -> None:
        """Tell which one is to be opened."""
        self.opened.emit(self.sender().property("certificate"))

    def _row(self, certificate: Certificate) -> TileButton:
        done, words = certificate.completion, self.words
        when = words("training.certificate.row", day=whole_day(done.on, words), version=done.version)
        row = TileButton(
            certificate.title,
            when,
            f"training.certificate.{done.course}.{done.cycle}",
            icon_name="certificate",
            note=where_it_is(certificate, words),
            note_icon="check-circle" if certificate.sent else "clock",
        )
        row.setProperty("certificate", str(certificate.id))
        row.clicked.connect(self.on_pressed)
        return row
