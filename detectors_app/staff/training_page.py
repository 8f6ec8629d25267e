"""*Your training*: each course with its modules, what may be done besides, and support; shows what it is given."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from detectors_app.content.wording import Wording
from detectors_app.staff.tab_order import follow, stops_in
from detectors_app.staff.training_course_view import CourseView
from detectors_app.staff.training_keeping import Keeping, KeepState
from detectors_app.staff.training_side import TrainingSide
from detectors_app.use_cases.learning.rows import CourseStands, Training
from detectors_app.widgets.announce import announce
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.beginning import at_beginning
from detectors_app.widgets.buttons import LinkButton, SmallButton
from detectors_app.widgets.page import Page
from detectors_app.widgets.text import body, heading1, heading2, hint
from detectors_app.widgets.theme import theme_of

_GAP_PX, _ROOM_PX = 12, 744


class YourTrainingPage(Page):
    """All courses of a trainee."""

    home_pressed = Signal()
    module_wanted = Signal(str, str)
    certificates_wanted = Signal()
    practice_wanted = Signal()
    quick_wanted = Signal()
    another_way_wanted = Signal()
    support_wanted = Signal()
    about_you_wanted = Signal()

    def __init__(self, words: Wording) -> None:
        super().__init__("training")
        self._words = words
        self.back = LinkButton(words("nav.home"), "training.home", icon_name="chevron-left")
        self.back.clicked.connect(self.home_pressed)
        self.heading = heading1(words("training.title"))
        self.heading.setObjectName("training.title")
        self.heading.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.heading.setProperty("no_ring", True)
        self._held = Banner(BannerKind.INFO, "", name="training.held")
        give = SmallButton(words("training.give_number"), "training.give_number")
        give.clicked.connect(self.about_you_wanted)
        self._held.add_action(give)
        self._said = Banner(BannerKind.SAFETY, "", name="training.said")
        self._courses = QVBoxLayout()
        self._courses.setSpacing(16)
        at_beginning(self.main, self.back)
        for part in (self.heading, self._held, self._said):
            self.main.addWidget(part)
        self._held.hide()
        self._said.hide()
        self.main.addLayout(self._courses)
        self._buttons = self._lay_buttons()
        self._beside: TrainingSide | None = None
        self.side.addSpacing(36)
        self.finish()

    def show_training(self, training: Training) -> None:
        """Show how the trainee stands."""
        self._forget()
        courses = sorted(training.courses, key=lambda each: not each.required)
        titled = len(courses) > 1
        for each in courses:
            if not each.required and (each is courses[0] or courses[courses.index(each) - 1].required):
                self._courses.addWidget(heading2(self._words("training.other_courses")))
            self._courses.addWidget(self._course(each, titled=titled))
        if not courses:
            self._courses.addWidget(body(self._words("training.no_courses"), bold=True))
            self._courses.addWidget(hint(self._words("training.no_courses_more")))
        self._held.setVisible(any(each.held_back for each in courses))
        self._held.say(self._words("training.held"), self._words("training.held_back"))
        self._beside = TrainingSide(
            self._words, approved=all(each.course.approval.is_given for each in courses), your_way=True
        )
        self._beside.support_wanted.connect(self.support_wanted)
        self._beside.another_way_wanted.connect(self.another_way_wanted)
        self.side.insertWidget(1, self._beside)
        self._beside.show()
        self._set_tab_order()

    def on_keeping_changed(self, keeping: Keeping) -> None:
        """Say what the store did not take; the steps are kept in memory and tried again."""
        failed = keeping.state is KeepState.NOT_KEPT and keeping.error is not None
        if failed and keeping.error is not None:
            self.say(self._words("training.not_kept"), self._words.error(keeping.error))
        elif self._said.property("keeping"):
            self.say("")
        self._said.setProperty("keeping", failed)

    def say(self, title: str, text: str = "") -> None:
        """Say something above the courses, aloud too; empty takes it away."""
        self._said.say(title, text)
        self._said.setVisible(bool(title))
        if title:
            announce(self._said, self._said.accessibleName())

    def take_focus(self) -> None:
        """Put the focus on what to go on with, else on the heading."""
        carry_on = next((each for each in self.findChildren(SmallButton, "training.carry_on")), None)
        (carry_on or self.heading).setFocus(Qt.FocusReason.OtherFocusReason)

    def _course(self, stands: CourseStands, *, titled: bool) -> CourseView:
        view = CourseView(stands, self._words, titled=titled)
        view.module_wanted.connect(self.module_wanted)
        return view

    def _lay_buttons(self) -> QWidget:
        words, holder = self._words, QWidget()
        wanted = (
            ("training.certificates", "certificate", self.certificates_wanted),
            ("training.practise", "pencil", self.practice_wanted),
            ("training.quick", "refresh", self.quick_wanted),
        )
        buttons = [SmallButton(words(key), key, icon_name=icon_name) for key, icon_name, _ in wanted]
        wide = sum(each.sizeHint().width() + _GAP_PX for each in buttons)
        below = theme_of(self).is_large or wide > _ROOM_PX
        line = QVBoxLayout(holder) if below else QHBoxLayout(holder)
        line.setContentsMargins(0, 4, 0, 0)
        line.setSpacing(_GAP_PX)
        for button, (_, _, pressed) in zip(buttons, wanted, strict=True):
            button.clicked.connect(pressed)
            at_beginning(line, button)
        line.addStretch(1)
        self.main.addWidget(holder)
        self.about_you = LinkButton(words("training.about_you"), "training.about_you")
        self.about_you.clicked.connect(self.about_you_wanted)
        at_beginning(self.main, self.about_you)
        return holder

    def _forget(self) -> None:
        for part in (self._courses.itemAt(each) for each in reversed(range(self._courses.count()))):
            old = None if part is None else part.widget()
            if old is not None:
                self._courses.removeWidget(old)
                old.hide()
                old.setParent(None)
                old.deleteLater()
        if self._beside is not None:
            self.side.removeWidget(self._beside)
            self._beside.hide()
            self._beside.setParent(None)
            self._beside.deleteLater()
            self._beside = None

    def _set_tab_order(self) -> None:
        views = [self._courses.itemAt(each) for each in range(self._courses.count())]
        widgets = [None if each is None else each.widget() for each in views]
        stops = [stop for each in (self._held, *widgets, self._buttons) if each is not None for stop in stops_in(each)]
        beside = [] if self._beside is None else stops_in(self._beside)
        follow(self.back, [self.heading, *stops, self.about_you, *beside])
