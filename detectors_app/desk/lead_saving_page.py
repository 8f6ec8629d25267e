"""A training page whose list can be saved as a spreadsheet; it asks where to, and writes nothing itself."""

from __future__ import annotations

from PySide6.QtCore import Slot

from detectors_app.content.wording import Wording
from detectors_app.desk.lead_page import LeadPage
from detectors_app.desk.lead_presenter import LeadPresenter
from detectors_app.desk.lead_save import SavePanel
from detectors_app.desk.lead_state import LeadPlaceName


class SavingPage(LeadPage):
    """Each page lays `saving` in where it belongs, and shows its own words."""

    def __init__(self, place: LeadPlaceName, words: Wording, lead: LeadPresenter) -> None:
        super().__init__(place, words)
        self._lead = lead
        self.saving = SavePanel(f"lead.{place.value}.save", words, words(f"lead.{place.value}.file"))
        self.saving.save_asked.connect(self.on_save)

    @Slot()
    def on_export(self) -> None:
        """Ask where to."""
        self.say_nothing()
        self.saving.begin()

    @Slot(str, bool)
    def on_save(self, path: str, over: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Save everything that is chosen, not only what is shown."""
        self.say_nothing()
        self._lead.save(self.place, path, over=over)

    def show_trouble(self, text: str) -> None:
        """Say what went wrong where it went wrong."""
        if self.saving.isVisible():
            self.saving.show_failed(text)
        else:
            super().show_trouble(text)

    def show_done(self, text: str) -> None:
        """Say that it is saved."""
        self.saving.end()
        super().show_done(text)
