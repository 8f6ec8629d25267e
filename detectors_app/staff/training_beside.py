"""Joins to training what lies beside its modules: certificates, quick questions, another way; each is made when wanted.

It shows nothing by itself: no count, no reminder, no page that was not asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from detectors_app.content.wording import Wording
from detectors_app.domain.errors import DetectorsError
from detectors_app.staff.asking import Ask

if TYPE_CHECKING:
    from detectors_app.staff.another_way_page import AnotherWayPage, Lighter
    from detectors_app.staff.certificate_place import CertificatePlace
    from detectors_app.staff.quick_place import QuickPlace
    from detectors_app.staff.training_help import TrainingHelp
    from detectors_app.staff.training_place import TrainingPlace

Back = Callable[[], None]


class TrainingBeside(QObject):
    """Whoever shows pages hears of `page_wanted`, and takes away what `page_ended` names."""

    page_wanted = Signal(object)
    """QWidget to show."""
    page_ended = Signal(object)
    """QWidget that is not needed any more."""

    def __init__(
        self,
        words: Wording,
        ask: Ask,
        now: Callable[[], datetime],
        training: TrainingPlace,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._ask, self._now, self._training = words, ask, now, training
        self._from_help: Back = training.come_back
        self._from_other: Back = training.come_back
        self.other: AnotherWayPage | None = None
        training.certificates_wanted.connect(self.on_certificates)
        training.quick_wanted.connect(self.on_quick)
        training.another_way_wanted.connect(self.on_another_way)

    # --- made when first needed -------------------------------------------------------------------------------------

    @cached_property
    def certificates(self) -> CertificatePlace:
        """Give *My certificates*."""
        from detectors_app.staff.certificate_place import CertificatePlace

        place = CertificatePlace(self._words, self._ask, parent=self)
        self._join(place)
        return place

    @cached_property
    def quick(self) -> QuickPlace:
        """Give *Two quick questions*."""
        from detectors_app.staff.quick_place import QuickPlace

        place = QuickPlace(self._words, self._ask, self._now, self)
        self._join(place)
        return place

    @cached_property
    def help(self) -> TrainingHelp:
        """Give help and support, with the way back to where one was."""
        from detectors_app.staff.training_help import TrainingHelp

        made = TrainingHelp(self._words, self._now, self)
        made.page_wanted.connect(self.page_wanted)
        made.left.connect(self.on_help_left)
        return made

    # --- going there and back ---------------------------------------------------------------------------------------

    @Slot()
    def on_certificates(self) -> None:
        """Show *My certificates*."""
        self.certificates.on_wanted()

    @Slot()
    def on_quick(self) -> None:
        """Show two quick questions, if there are any."""
        self.quick.on_wanted()

    @Slot()
    def on_another_way(self) -> None:
        """Show another way, from a training page: what can be made lighter there is offered at once."""
        from detectors_app.staff.another_way_page import Lighter

        player = self._training.player
        offers = [Lighter.SUPPORT]
        if player is not None:
            offers = [*([Lighter.EASY] if player.module.easy_read else []), Lighter.STOP, Lighter.SUPPORT]
        self._show_other(offers, self._training.come_back)

    @Slot(object)
    def on_lighter(self, wanted: Lighter) -> None:
        """Do what was chosen there."""
        from detectors_app.staff.another_way_page import Lighter

        player = self._training.player
        if wanted is Lighter.SUPPORT or player is None:
            self._show_support(self._come_back_to_other)
            return
        if wanted is Lighter.STOP:
            self._training.on_stopped()
        else:
            player.on_easy_wanted(True)
        self._end_other()

    @Slot()
    def on_other_left(self) -> None:
        """Go back to where one was."""
        self._from_other()
        self._end_other()

    @Slot()
    def on_help_left(self) -> None:
        """Go back to the page from which support was wanted."""
        self._from_help()

    @Slot(object)
    def on_failed(self, error: DetectorsError) -> None:
        """Say on *Your training* what could not be read."""
        self._training.yours.say(self._words.error(error))

    def _show_other(self, offers: list[Lighter], back: Back) -> None:
        from detectors_app.staff.another_way_page import AnotherWayPage

        self._end_other()
        self._from_other = back
        self.other = AnotherWayPage(self._words, self._now().astimezone().date(), offers)
        self.other.left.connect(self.on_other_left)
        self.other.chosen.connect(self.on_lighter)
        self.other.support_wanted.connect(partial(self._show_support, self._come_back_to_other))
        self._come_back_to_other()

    def _come_back_to_other(self) -> None:
        if self.other is not None:
            self.page_wanted.emit(self.other)
            self.other.take_focus()

    def _end_other(self) -> None:
        page, self.other = self.other, None
        if page is not None:
            self.page_ended.emit(page)

    def _show_support(self, back: Back) -> None:
        self._from_help = back
        self.help.show_support()

    def _join(self, place: CertificatePlace | QuickPlace) -> None:
        from detectors_app.staff.another_way_page import Lighter

        place.page_wanted.connect(self.page_wanted)
        place.page_ended.connect(self.page_ended)
        place.left.connect(self._training.come_back)
        place.failed.connect(self.on_failed)
        place.support_wanted.connect(partial(self._show_support, place.come_back))
        place.another_way_wanted.connect(partial(self._show_other, [Lighter.SUPPORT], place.come_back))
