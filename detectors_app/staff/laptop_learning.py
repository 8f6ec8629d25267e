"""The façade's part on training: courses, steps, completions, quick questions; knows no Qt and nothing of a concern.

All that it is handed of the reporting side is one date, by `quiet_until`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detectors_app.staff.laptop_delivery import LEASE_S, DeliveringLaptop

if TYPE_CHECKING:
    from datetime import date

    from detectors_app.domain.course import Course, CourseId, Job, ModuleId
    from detectors_app.domain.progress import ModuleProgress, Step
    from detectors_app.use_cases.delivery.learning_round import LearningReport
    from detectors_app.use_cases.learning.ports import LearningParts
    from detectors_app.use_cases.learning.rows import Certificate, QuickKey, QuickQuestion, StepTaken, Training


class LearningLaptop(DeliveringLaptop):
    """What the training pages ask and do. It needs no passphrase: nothing in it is about a resident."""

    __slots__ = ()

    def training(self, *, shown: bool = True) -> Training:
        """Say how who is using the laptop stands in every course; the first time it is `shown`, remember since when.

        Raises Invalid where a course cannot be read, EnvironmentFault and CannotOpen from the store.
        """
        from detectors_app.use_cases.learning.overview import training
        from detectors_app.use_cases.learning.settle import begin

        parts = self._learning()
        if shown:
            begin(parts)
        return training(parts, self.quiet_until())

    def course(self, course_id: CourseId) -> Course | None:
        """Give the course of that name as it is in force, None where there is none. Raises Invalid."""
        return next((each for each in self.courses() if each.id == course_id), None)

    def take_step(self, course_id: CourseId, module_id: ModuleId, step: Step) -> StepTaken:
        """Take one step of a module, durably before this returns; the last one completes the course.

        Raises Invalid where no course has such a module, EnvironmentFault where the step could not be kept.
        """
        from detectors_app.use_cases.learning.record_progress import take_step

        return take_step(self._learning(), course_id, module_id, step)

    def module_progress(self, course_id: CourseId, module_id: ModuleId) -> ModuleProgress:
        """Give how far they are in a module. Raises Invalid where no course has such a module."""
        from detectors_app.use_cases.learning.record_progress import module_progress

        return module_progress(self._learning(), course_id, module_id)

    def settle_learner(self, job: Job, staff: str) -> None:
        """Keep their job and staff number; what is complete already is sent under it.

        Raises Invalid (`staff_number.empty`, `staff_number.malformed`), EnvironmentFault.
        """
        from detectors_app.use_cases.learning.settle import settle_learner

        settle_learner(self._learning(), job, staff)

    def settle_job(self, job: Job) -> None:
        """Keep their job; the staff number may be given later. Raises EnvironmentFault."""
        from detectors_app.use_cases.learning.settle import settle_job

        settle_job(self._learning(), job)

    def hand_over_completions(self) -> int:
        """Queue what waited for the laptop's learning keys, or for a list of who reads it; give how many."""
        from detectors_app.use_cases.learning.complete import hand_over

        return hand_over(self._learning())

    def sync_learning(self, *, at_once: bool = False) -> LearningReport:
        """Do one round with the service for training records, where its time has come.

        It belongs on a thread of its own: `sync` carries the concerns, and waits for none of this.
        Raises EnvironmentFault and CannotOpen from the store alone.
        """
        from detectors_app.use_cases.delivery.learning_round import learning_round

        self.hand_over_completions()
        return learning_round(self._courier(LEASE_S), at_once=at_once)

    def certificates(self) -> tuple[Certificate, ...]:
        """Give one for each course completed, the latest first."""
        from detectors_app.use_cases.learning.certificates import certificates

        return certificates(self._learning())

    def quick_questions(self, quiet_until: date | None) -> tuple[QuickQuestion, ...]:
        """Give two questions to ask again, or none; none before the date."""
        from detectors_app.use_cases.learning.refreshers import quick_questions

        return quick_questions(self._learning(), quiet_until)

    def answer_quick(self, key: QuickKey, chosen: frozenset[int]) -> bool:
        """Note when to ask it again, and say whether it was right. Raises Invalid where the question is gone."""
        from detectors_app.use_cases.learning.refreshers import answer_quick

        return answer_quick(self._learning(), key, chosen)

    def next_quick(self) -> date | None:
        """Give the day from which two questions are due again, None where that is not known."""
        from detectors_app.use_cases.learning.refreshers import next_quick

        return next_quick(self._learning())

    def want_quick(self, on: bool) -> None:  # noqa: FBT001 - the one thing that it says
        """Keep whether they want the two quick questions."""
        from detectors_app.use_cases.learning.settle import want_quick

        want_quick(self._learning(), on=on)

    def quiet_until(self) -> date | None:
        """Give the day until which nothing is asked of them, by when they last began or sent a concern."""
        from detectors_app.use_cases.reporting.quiet import quiet_until

        with self._store.unit() as unit:
            return quiet_until(unit)

    def _learning(self) -> LearningParts:
        from detectors_app.staff.spacing import FsrsSpacing
        from detectors_app.use_cases.learning.ports import LearningParts

        parts = self.parts
        return LearningParts(
            store=self._store,
            keys=parts.keys,
            seal=parts.seal,
            courses=self.courses,
            spacing=FsrsSpacing(),
            now=parts.now,
            token_bytes=parts.token_bytes,
        )
