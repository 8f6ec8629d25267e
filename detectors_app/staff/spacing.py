"""When a quick question is asked again: FSRS without learning steps, at most a year ahead; keeps no card."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from detectors_app.use_cases.learning.rows import QuickCard, QuickKey

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

LONGEST_DAYS = 365


class FsrsSpacing:
    """Fits use_cases.learning.ports.Spacing. The library is loaded with the first card; chance plays no part."""

    @cached_property
    def _scheduler(self) -> Scheduler:
        from fsrs import Scheduler

        return Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=LONGEST_DAYS, enable_fuzzing=False)

    def first(self, key: QuickKey, now: datetime) -> QuickCard:
        """Give the card of a question that was just met: its module's quiz counts as the first right answer."""
        from fsrs import Card

        return self._rated(key, Card(card_id=0, due=now), now, right=True)

    def after(self, card: QuickCard, now: datetime, *, right: bool) -> QuickCard:
        """Give the card after an answer: later each time it is right, soon again where it is not."""
        from fsrs import Card, State

        known = Card(0, State.Review, None, card.stability, card.difficulty, card.due, card.asked_at)
        return self._rated(card.key, known, now, right=right)

    def _rated(self, key: QuickKey, card: Card, now: datetime, *, right: bool) -> QuickCard:
        from fsrs import Rating

        rated, _ = self._scheduler.review_card(card, Rating.Good if right else Rating.Again, now)
        # The library leaves both open for a card that was never rated; this one just was.
        return QuickCard(key, rated.due, rated.stability or 0.0, rated.difficulty or 0.0, now)
