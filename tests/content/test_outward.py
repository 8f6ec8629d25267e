"""What onlookers see of the program is neutral, and the person's choice comes before IT's."""

from __future__ import annotations

import pytest

from detectors_app.content.configuration import Configuration
from detectors_app.content.outward import ICONS, Outward, icon_choices, outward_of, usual_outward
from detectors_app.content.paths import resources_dir
from detectors_app.content.wording import load_wording
from detectors_app.domain.preferences import LONGEST_NAME, Preferences

IT = Configuration(display_name="Van Stock", icon="list")


def test_the_person_comes_before_it_and_it_before_the_usual() -> None:
    """Each of name and icon is taken from the first who set it."""
    words = load_wording()
    assert outward_of(Preferences(), Configuration(), words) == usual_outward(words) == Outward("Site Notes", ICONS[0])
    assert outward_of(Preferences(), IT, words) == Outward("Van Stock", "list")
    assert outward_of(Preferences(display_name="Rota"), IT, words) == Outward("Rota", "list")
    assert outward_of(Preferences(icon="clock"), IT, words) == Outward("Van Stock", "clock")


@pytest.mark.parametrize("name", ["", "   ", "\n", "\u202e\u200b"])
def test_a_name_that_cannot_be_seen_is_none(name: str) -> None:
    """Blank, or only signs without a shape, it would leave the window without a name."""
    assert outward_of(Preferences(display_name=name), Configuration(), load_wording()).name == "Site Notes"


def test_a_name_is_one_short_line() -> None:
    """Line ends and signs that turn the writing round do not reach a title."""
    words = load_wording()
    assert outward_of(Preferences(), Configuration(display_name=" Van\n\tStock\u202e "), words).name == "Van Stock"
    assert len(outward_of(Preferences(), Configuration(display_name="x" * 99), words).name) == LONGEST_NAME


@pytest.mark.parametrize("icon", ["shield", "people", "../secret", "flag"])
def test_an_icon_that_is_not_offered_is_none(icon: str) -> None:
    """Only the neutral ones are shown, whoever asks for another."""
    outward = outward_of(Preferences(icon=icon), Configuration(icon=icon), load_wording())
    assert outward.icon == ICONS[0]


def test_every_icon_is_there_and_has_words() -> None:
    """Each choice can be shown and said, and the usual one is the empty choice."""
    choices = icon_choices(load_wording())
    assert [name or ICONS[0] for name, _ in choices] == list(ICONS)
    assert choices[0][0] == ""
    assert len({said for _, said in choices}) == len(ICONS)
    assert all((resources_dir() / "icons" / f"{name}.svg").is_file() for name in ICONS)
