"""Which signal of the training pages goes to which slot of their place; makes no page, and decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detectors_app.staff.training_about_page import AboutYouPage
    from detectors_app.staff.training_page import YourTrainingPage
    from detectors_app.staff.training_place import TrainingPlace
    from detectors_app.staff.training_player import TrainingPlayer


def join_yours(place: TrainingPlace, page: YourTrainingPage) -> None:
    """Join *Your training*."""
    page.home_pressed.connect(place.on_home)
    page.module_wanted.connect(place.on_module)
    page.certificates_wanted.connect(place.certificates_wanted)
    page.quick_wanted.connect(place.quick_wanted)
    page.practice_wanted.connect(place.practice_wanted)
    page.another_way_wanted.connect(place.another_way_wanted)
    page.support_wanted.connect(place.on_support)
    page.about_you_wanted.connect(place.on_about_you)


def join_about_you(place: TrainingPlace, page: AboutYouPage) -> None:
    """Join the page of the first visit."""
    page.settled.connect(place.on_settled)
    page.back_pressed.connect(place.on_wanted)
    page.another_way_wanted.connect(place.another_way_wanted)
    page.support_wanted.connect(place.on_support)


def join_player(place: TrainingPlace, player: TrainingPlayer) -> None:
    """Join the pages of a module."""
    player.page_wanted.connect(place.page_wanted)
    player.page_ended.connect(place.page_ended)
    player.left.connect(place.on_stopped)
    player.next_wanted.connect(place.on_next)
    player.support_wanted.connect(place.on_support)
    player.help_wanted.connect(place.on_help)
    player.another_way_wanted.connect(place.another_way_wanted)
    player.staff_number_wanted.connect(place.on_about_you)
    player.real_wanted.connect(place.real_wanted)
    player.easy_changed.connect(place.on_easy_changed)
