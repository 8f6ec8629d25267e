"""The side of the staff pages: the help card in its fixed order; every number comes from the wording."""

from __future__ import annotations

from detectors_app.content.wording import Wording
from detectors_app.widgets.help_card import HelpCard


def need_help(words: Wording) -> HelpCard:
    """Make the small card that stands beside every step."""
    card = HelpCard(words("needhelp.title"), "help")
    card.add_marked("phone", words("needhelp.danger"), words("needhelp.danger_more"))
    card.add_marked("question", words("needhelp.line"), words("needhelp.line_more"))
    return card


def danger_now(words: Wording) -> HelpCard:
    """Make Home's large card."""
    card = HelpCard(words("needhelp.danger_title"), "help")
    card.add_number(words("needhelp.danger_big"))
    card.add_line(words("needhelp.body"))
    card.add_line(words("needhelp.silent"), soft=True)
    card.add_rule()
    card.add_line(words("needhelp.worry_title"))
    card.add_line(words("needhelp.worry"))
    card.add_line(words("needhelp.worry_more"), soft=True)
    return card
