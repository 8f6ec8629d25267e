"""Shows a course to its author as a trainee sees it, and anew whenever a file of it is saved; keeps nothing.

the modules ── one ──▶ its pages, by the trainee's own player ── stop here ──▶ the modules
      ▲  a file is saved: read on a lane, then the same page again; a fault stands above the last whole course
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from detectors_app.widgets.qt_start import QtCore, QtWidgets  # the first module that imports Qt

from detectors_app.content.courses import load_course  # isort: skip
from detectors_app.content.gesture_words import gesture_words  # isort: skip
from detectors_app.content.wording import Wording  # isort: skip
from detectors_app.domain.course import Course, ModuleId  # isort: skip
from detectors_app.domain.errors import DetectorsError, Invalid  # isort: skip
from detectors_app.domain.preferences import Preferences  # isort: skip
from detectors_app.domain.progress import ModuleProgress  # isort: skip
from detectors_app.staff.content_watch import CourseWatch  # isort: skip
from detectors_app.staff.return_key import ReturnKey  # isort: skip
from detectors_app.staff.training_help import TrainingHelp  # isort: skip
from detectors_app.staff.training_player import TrainingPlayer  # isort: skip
from detectors_app.widgets.announce import announce  # isort: skip
from detectors_app.widgets.banners import Banner, BannerKind  # isort: skip
from detectors_app.widgets.buttons import LinkButton  # isort: skip
from detectors_app.widgets.direction import set_direction  # isort: skip
from detectors_app.widgets.dressing import first_theme  # isort: skip
from detectors_app.widgets.frame import AppFrame  # isort: skip
from detectors_app.widgets.garbage import WindowThreadGarbage  # isort: skip
from detectors_app.widgets.lane import Lane  # isort: skip
from detectors_app.widgets.page import Page  # isort: skip
from detectors_app.widgets.text import body, heading1, small  # isort: skip
from detectors_app.widgets.theme import apply_theme  # isort: skip

_LEAVE_MS = 5000


def run(folder: Path, words: Wording, module: str = "") -> int:
    """Show the course of a folder until the window is closed; give the exit code."""
    app = QtWidgets.QApplication.instance() or QtWidgets.QApplication([*sys.argv[:1], "-style", "fusion"])
    if not isinstance(app, QtWidgets.QApplication):
        raise TypeError
    set_direction(app, right_to_left=words.is_right_to_left)
    apply_theme(app, first_theme(app, Preferences()))
    garbage = WindowThreadGarbage()
    garbage.start()
    preview = Preview(folder, words, module)
    preview.frame.show()
    code = app.exec()
    garbage.stop()
    preview.stop()
    return code


class ModulesPage(Page):
    """What the course has, to begin at any of it."""

    module_wanted = QtCore.Signal(str)

    def __init__(self, words: Wording, course: Course | None) -> None:
        super().__init__("preview")
        self.main.addWidget(heading1(words("cli.content.preview.title") if course is None else course.title))
        if course is not None and course.summary:
            self.main.addWidget(body(course.summary))
        self.main.addWidget(small(words("cli.content.preview.about")))
        self._links: list[LinkButton] = []
        for each in course.modules if course is not None else ():
            said = words("cli.content.preview.module", title=each.title, minutes=each.minutes)
            link = LinkButton(said, f"preview.{each.id}", icon_name="play")
            link.setProperty("module", each.id)
            link.clicked.connect(self.on_link)
            self.main.addWidget(link, 0, QtCore.Qt.AlignmentFlag.AlignLeft)
            self._links.append(link)
        self.finish()

    def take_focus(self) -> None:
        """Put the focus on the first module."""
        if self._links:
            self._links[0].setFocus(QtCore.Qt.FocusReason.OtherFocusReason)

    @QtCore.Slot()
    def on_link(self) -> None:
        """Tell which module is wanted."""
        link = self.sender()
        if isinstance(link, LinkButton):
            self.module_wanted.emit(str(link.property("module")))


class Preview(QtCore.QObject):
    """The window of a preview, and what it shows."""

    shown = QtCore.Signal()
    """The course, or a fault in it, as its files were when they were read last."""

    def __init__(
        self,
        folder: Path,
        words: Wording,
        module: str = "",
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Make the window, and begin to read. `module` names the one to begin with, empty for all to choose from."""
        super().__init__()
        self._folder, self._words, self._now = folder, words, now
        self._module = ModuleId(module)
        self.course: Course | None = None
        self.fault: DetectorsError | None = None
        self.player: TrainingPlayer | None = None
        self._modules: ModulesPage | None = None
        self.frame = AppFrame(
            words("cli.content.preview.title"),
            words("frame.hide"),
            gesture_words(words, Preferences().hide_key).short,
            words("frame.sign_in"),
        )
        self.frame.hide_asked.connect(self.frame.showMinimized)
        self.banner = Banner(BannerKind.URGENT, "", name="preview.fault")
        self.banner.hide()
        whole = self.frame.centralWidget()
        column = whole.layout() if whole is not None else None
        if isinstance(column, QtWidgets.QVBoxLayout):
            column.insertWidget(1, self.banner)
        ReturnKey(self.frame)
        self._help = TrainingHelp(words, now, self)
        self._help.page_wanted.connect(self.frame.show_page)
        self._help.left.connect(self.on_help_left)
        self._lane: Lane[None] = Lane("reading", lambda: None, parent=self)
        self._watch = CourseWatch(folder, self)
        self._watch.changed.connect(self.read)
        self._show_modules()
        self.read()

    def stop(self) -> None:
        """Let a reading that is under way end."""
        self._lane.stop(_LEAVE_MS)

    # --- reading ----------------------------------------------------------------------------------------------------

    @QtCore.Slot()
    def read(self) -> None:
        """Read the files anew, beside the window."""
        folder, language = self._folder, self._words.language
        self._lane.run(lambda _: load_course(folder, language), self.on_read, self.on_not_read)

    def on_read(self, course: Course) -> None:
        """Show the course, at the page that was shown before."""
        self.course = course
        self._say(None)
        wanted = self._module
        if not wanted:
            self._show_modules()
        elif course.module(wanted) is None:
            self._module = ModuleId("")
            self._show_modules()
            self._say(Invalid("course.no_module", where=str(self._folder), name=wanted))
        else:
            self._show_module(wanted, self._progress())
        self.shown.emit()

    def on_not_read(self, error: Exception) -> None:
        """Say the fault; what was whole last stays below it."""
        if isinstance(error, DetectorsError):
            self._say(error)
        self.shown.emit()

    def _say(self, error: DetectorsError | None) -> None:
        self.fault = error
        self.banner.setVisible(error is not None)
        if error is not None:
            self.banner.say(self._words("cli.content.preview.fault"), self._words.error(error))
            announce(self.banner, self.banner.accessibleName())

    # --- what is shown ----------------------------------------------------------------------------------------------

    @QtCore.Slot(str)
    def on_module(self, module: str) -> None:
        """Show a module from its beginning."""
        self._module = ModuleId(module)
        self._show_module(self._module, None)

    @QtCore.Slot()
    def on_left(self) -> None:
        """Show all modules again."""
        self._module = ModuleId("")
        self._show_modules()

    @QtCore.Slot()
    def on_support(self) -> None:
        """Show where support is, as a trainee would see it."""
        self._help.show_support()

    @QtCore.Slot()
    def on_help_left(self) -> None:
        """Go back to where one was."""
        page = self._modules if self.player is None else self.player.page
        if page is not None:
            self.frame.show_page(page)

    def _progress(self) -> ModuleProgress | None:
        """Give how far the module was gone through; a finished one goes on, or it would begin at its first page."""
        player = self.player
        same = player is not None and player.module.id == self._module
        return replace(player.progress, finished_on=None) if same and player is not None else None

    def _show_module(self, module: ModuleId, progress: ModuleProgress | None) -> None:
        if self.course is None:
            return
        before, self.player = self.player, TrainingPlayer(self._words, self.course, now=self._now, parent=self)
        self._join(self.player)
        self.player.begin(module, progress)
        self._end(before)
        self._drop_modules()

    def _show_modules(self) -> None:
        before, self.player = self.player, None
        old, self._modules = self._modules, ModulesPage(self._words, self.course)
        self._modules.module_wanted.connect(self.on_module)
        self.frame.show_page(self._modules)
        self._modules.take_focus()
        self._end(before)
        if old is not None:
            self.frame.drop_page(old)

    def _drop_modules(self) -> None:
        page, self._modules = self._modules, None
        if page is not None:
            self.frame.drop_page(page)

    def _end(self, player: TrainingPlayer | None) -> None:
        if player is not None:
            player.end()
            player.deleteLater()

    def _join(self, player: TrainingPlayer) -> None:
        player.page_wanted.connect(self.frame.show_page)
        player.page_ended.connect(self.frame.drop_page)
        player.left.connect(self.on_left)
        player.next_wanted.connect(self.on_module)
        player.support_wanted.connect(self.on_support)
        player.another_way_wanted.connect(self.on_support)
        player.help_wanted.connect(self._help.show_help)
