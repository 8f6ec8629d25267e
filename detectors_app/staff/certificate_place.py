"""*My certificates*: which of its pages is wanted, copying and saving; keeps neither a name nor where it was saved.

list ── a row ──▶ certificate ── Save as PDF ──▶ where ── the name is taken ──▶ replace it?
  ▲                  │  ▲                          │                               │
  └──────────────────┘  └────────── saved ─────────┴───────────────────────────────┘
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal, Slot
from PySide6.QtGui import QGuiApplication

from detectors_app.content.wording import Wording
from detectors_app.domain.errors import DetectorsError, Refused
from detectors_app.staff.asking import Ask
from detectors_app.staff.training_beside_page import BesidePage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from detectors_app.staff.ask_page import AskPage
    from detectors_app.staff.certificate_list_page import CertificatesPage
    from detectors_app.staff.certificate_page import CertificatePage
    from detectors_app.staff.certificate_save_page import CertificateSavePage
    from detectors_app.staff.laptop import Laptop
    from detectors_app.use_cases.learning.rows import Certificate

Documents = Callable[[], Path]


@dataclass(frozen=True, slots=True)
class CertificatesRead:
    """All certificates. `held`: a course is done and waits for the staff number."""

    certificates: tuple[Certificate, ...] = ()
    held: bool = False


def read(laptop: Laptop) -> CertificatesRead:
    """Read what is shown, on the store's lane."""
    return CertificatesRead(laptop.certificates(), any(each.held_back for each in laptop.training().courses))


def documents() -> Path:
    """Give the folder where the person keeps documents, their home where there is none."""
    found = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return found if found.is_dir() else Path.home()


class CertificatePlace(QObject):
    """Everything behind *My certificates*."""

    page_wanted = Signal(object)
    page_ended = Signal(object)
    left = Signal()
    support_wanted = Signal()
    another_way_wanted = Signal()
    failed = Signal(object)
    """DetectorsError: they could not be read."""

    def __init__(self, words: Wording, ask: Ask, folder: Documents = documents, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words, self._ask, self._documents = words, ask, folder
        self._read: Sequence[Certificate] = ()
        self.one: CertificatePage | None = None
        self.where: CertificateSavePage | None = None
        self.replace: AskPage | None = None
        self.page: BesidePage | None = None

    @cached_property
    def list(self) -> CertificatesPage:
        """Give the list."""
        from detectors_app.staff.certificate_list_page import CertificatesPage

        page = CertificatesPage(self._words)
        page.opened.connect(self.on_opened)
        page.left.connect(self.on_left)
        self._join(page)
        return page

    @Slot()
    def on_wanted(self) -> None:
        """Read them, then show them."""
        self._ask(read, self.on_read, self.failed.emit)

    def on_read(self, read: CertificatesRead) -> None:
        """Show them."""
        self._end_all()
        self._read = read.certificates
        self.list.show_certificates(read.certificates, held=read.held)
        self._show(self.list)

    @Slot(str)
    def on_opened(self, certificate: str) -> None:
        """Show one."""
        from detectors_app.staff.certificate_page import CertificatePage

        found = next((each for each in self._read if str(each.id) == certificate), None)
        if found is None:
            return
        self._end_all()
        self.one = CertificatePage(self._words, found)
        self.one.left.connect(self.on_list)
        self.one.copy_wanted.connect(self.on_copy)
        self.one.save_wanted.connect(self.on_save_wanted)
        self._join(self.one)
        self._show(self.one)

    @Slot()
    def on_list(self) -> None:
        """Show the list again; the name that was typed is forgotten."""
        opened = "" if self.one is None else str(self.one.certificate.id)
        self._show(self.list)
        self.list.take_focus_on(opened)
        self._end_all()

    @Slot(str)
    def on_copy(self, text: str) -> None:
        """Put the text on the clipboard, over which the window's guard watches."""
        QGuiApplication.clipboard().setText(text)

    @Slot()
    def on_save_wanted(self) -> None:
        """Show where it can be saved."""
        from detectors_app.staff.certificate_save_page import CertificateSavePage
        from detectors_app.staff.certificate_words import usual_name

        if self.one is None or self.where is not None:
            return
        name = usual_name(self.one.certificate, self._words)
        self.where = CertificateSavePage(self._words, name, self._documents())
        self.where.left.connect(self.on_one)
        self.where.saved_at.connect(self.on_save_at)
        self._join(self.where)
        self._show(self.where)

    @Slot()
    def on_one(self) -> None:
        """Show the certificate again."""
        if self.one is not None:
            self._show(self.one)
        self._end_saving()

    @Slot(str)
    def on_save_at(self, path: str) -> None:
        """Save it there, if nothing is there."""
        self._save(Path(path), replace=False)

    @Slot()
    def come_back(self) -> None:
        """Show again what was shown last."""
        if self.page is not None:
            self._show(self.page)

    @Slot()
    def on_left(self) -> None:
        """Go back to training, and forget what was read."""
        self._end_all()
        self._read, self.page = (), None
        self.list.show_certificates(())
        self.left.emit()

    def _save(self, path: Path, *, replace: bool) -> None:
        from detectors_app.staff.certificate_file import saving
        from detectors_app.staff.certificate_pdf import draw

        if self.one is None:
            return
        asked_for = self.where

        def then(_: None) -> None:
            if self.where is asked_for:
                self._on_saved(path)

        def failed(error: DetectorsError) -> None:
            if self.where is asked_for:
                self._on_not_saved(path, error)

        self._ask(saving(path, draw(self.one.paper), replace=replace), then, failed)

    def _on_saved(self, path: Path) -> None:
        words = self._words
        self.on_one()
        if self.one is not None:
            more = words("training.certificate.saved_more", folder=str(path.parent))
            self.one.say(words("training.certificate.saved", name=path.name), more)

    def _on_not_saved(self, path: Path, error: DetectorsError) -> None:
        if isinstance(error, Refused):
            self._ask_to_replace(path)
        elif self.where is not None:
            self._on_not_replaced()
            self.where.show_failed(error)

    def _ask_to_replace(self, path: Path) -> None:
        from detectors_app.staff.ask_page import AskPage

        words = self._words
        self.replace = AskPage(
            "training_replace",
            words("training.certificate.replace"),
            words("training.certificate.replace_more", name=path.name),
            words("training.certificate.replace_yes"),
            words("training.certificate.replace_no"),
        )
        self.replace.agreed.connect(lambda: self._save(path, replace=True))
        self.replace.refused.connect(self._on_not_replaced)
        self.page_wanted.emit(self.replace)
        self.replace.take_focus()

    def _on_not_replaced(self) -> None:
        if self.where is not None:
            self.where.busy = False
            self._show(self.where)
            self.where.name.first().setFocus()
        self._end(self.replace)
        self.replace = None

    def _show(self, page: BesidePage) -> None:
        self.page = page
        self.page_wanted.emit(page)
        page.take_focus()

    def _end_saving(self) -> None:
        for page in (self.replace, self.where):
            self._end(page)
        self.replace = self.where = None

    def _end_all(self) -> None:
        self._end_saving()
        self._end(self.one)
        self.one = None

    def _end(self, page: QWidget | None) -> None:
        if page is not None:
            self.page_ended.emit(page)

    def _join(self, page: BesidePage) -> None:
        page.support_wanted.connect(self.support_wanted)
        page.another_way_wanted.connect(self.another_way_wanted)
