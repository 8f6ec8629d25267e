"""Which signal of the staff window's parts goes to which of its slots; makes no part, and decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detectors_app.staff.window import StaffWindow


def join(window: StaffWindow) -> None:
    """Join everything, once every part is made."""
    home, places = window.home, window.places
    window.overview.looked_changed.connect(window.on_looked)
    window.overview.looking_failed.connect(window.on_looking_failed)
    home.record_pressed.connect(window.writing.on_record)
    home.practice_pressed.connect(window.writing.on_practice)
    home.contacts_pressed.connect(places.on_help)
    home.concerns_pressed.connect(places.on_concerns)
    home.continue_pressed.connect(places.on_continue)
    home.send_as_it_is_pressed.connect(places.on_send_as_it_is)
    home.phoned_pressed.connect(window.on_phoned_about)
    places.page_wanted.connect(window.on_page_wanted)
    places.home_wanted.connect(window.on_home_wanted)
    places.phoned.connect(window.overview.on_phoned)
    places.sent_as_it_is.connect(window.on_sent)
    places.resumed.connect(window.writing.on_resumed)
    places.answer_wanted.connect(window.writing.on_answer_wanted)
    places.failed.connect(window.on_failed)
    places.unlocked_changed.connect(window.overview.refresh)
    places.came_back.connect(window.hiding.focus_again)
    _join_writing(window)
    home.settings_pressed.connect(window.settings.on_wanted)
    window.settings.page_wanted.connect(window.on_page_wanted)
    window.settings.home_wanted.connect(window.on_home_wanted)
    window.settings.preferences_changed.connect(window.preferences_changed)
    _join_setting_up(window)
    _join_people(window)
    _join_training(window)


def _join_people(window: StaffWindow) -> None:
    people, home, settings = window.people, window.home, window.settings
    people.page_wanted.connect(window.on_page_wanted)
    people.home_wanted.connect(window.on_home_wanted)
    people.record_wanted.connect(window.writing.on_record)
    window.writing.left.connect(people.on_left)  # after Home is shown, which may then give way
    home.someone_else_pressed.connect(people.on_someone_else)
    home.passphrase_pressed.connect(people.on_choose)
    settings.someone_else_wanted.connect(people.on_someone_else)
    settings.passphrase_wanted.connect(people.on_change_passphrase)


def _join_writing(window: StaffWindow) -> None:
    writing, locking = window.writing, window.locking
    window.hiding.hidden.connect(writing.on_hidden)
    writing.page_wanted.connect(window.on_page_wanted)
    writing.page_ended.connect(window.drop_page)
    writing.left.connect(window.on_home_wanted)
    writing.sent.connect(window.on_sent)
    writing.settled.connect(window.on_settled)
    writing.failed.connect(window.on_failed)
    locking.uncovered.connect(window.on_uncovered)
    window.places.lock_asked.connect(locking.on_lock)
    window.closing.saved.connect(window.close)
    window.hide_asked.connect(locking.on_hide)
    window.sign_in_asked.connect(locking.on_sign_in)


def _join_setting_up(window: StaffWindow) -> None:
    setting_up = window.setting_up
    setting_up.page_wanted.connect(window.on_page_wanted)
    setting_up.home_wanted.connect(window.on_home_wanted)
    setting_up.set_up.connect(window.overview.refresh)
    practising = setting_up.practising
    practising.practised.connect(window.on_practised)
    window.settings.practise_wanted.connect(practising.on_wanted)
    window.hide_asked.connect(practising.on_hide_asked)
    window.locking.uncovered.connect(practising.on_uncovered)


def _join_training(window: StaffWindow) -> None:
    training = window.training
    window.home.training_pressed.connect(training.on_wanted)
    training.line_changed.connect(window.home.show_training)
    training.page_wanted.connect(window.on_page_wanted)
    training.page_ended.connect(window.drop_page)
    training.home_wanted.connect(window.on_home_wanted)
    training.failed.connect(window.on_failed)
    training.practice_wanted.connect(window.writing.on_practice)
    training.real_wanted.connect(window.writing.on_real_wanted)
    window.hiding.hidden.connect(training.on_hidden)
    window.beside.page_wanted.connect(window.on_page_wanted)
    window.beside.page_ended.connect(window.drop_page)
