"""Which signal of a module's page goes to which slot of the player; makes no page, and decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detectors_app.staff.training_base import TrainingPage
from detectors_app.staff.training_begin_page import BeginPage
from detectors_app.staff.training_end_page import EndPage
from detectors_app.staff.training_pause_pages import LeftOutPage, PracticePage

if TYPE_CHECKING:
    from detectors_app.staff.training_player import TrainingPlayer


def join_page(player: TrainingPlayer, page: TrainingPage) -> None:
    """Join what every page has, and what pages of its kind have besides."""
    page.stepped.connect(player.on_stepped)
    page.done_with.connect(player.on_go_on)
    page.link_wanted.connect(player.on_link)
    page.left.connect(player.left)
    page.before_wanted.connect(player.on_before)
    page.easy_wanted.connect(player.on_easy_wanted)
    page.support_wanted.connect(player.support_wanted)
    page.another_way_wanted.connect(player.another_way_wanted)
    page.scrolled.connect(player.on_scrolled)
    if isinstance(page, BeginPage):
        page.begun.connect(player.on_begun)
    elif isinstance(page, PracticePage):
        page.practice_wanted.connect(player.practice.begin)
    elif isinstance(page, LeftOutPage):
        page.wanted_after_all.connect(player.on_after_all)
    elif isinstance(page, EndPage):
        page.next_wanted.connect(player.on_next)
        page.open_wanted.connect(player.on_open)
        page.staff_number_wanted.connect(player.staff_number_wanted)
