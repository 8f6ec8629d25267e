"""The demo ends with 0 only when the words came through and the receipt is verified."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import Ran, detectors

SAID = "A made-up story: “Don’t tell anyone,” she said.\nÄ second line, with 😀 in it."


def pictures_of(ran: Ran) -> list[Path]:
    """Give the pictures that the demo says it took."""
    return [Path(each) for each in ran.json["pictures"]]


@pytest.mark.end_to_end
@pytest.mark.timeout(300)
def test_the_demo_carries_the_words_from_window_to_window(tmp_path: Path) -> None:
    """Written in the staff window offline, opened at the desk word for word, read, the receipt back and verified."""
    folder = tmp_path / "demo"
    ran = detectors("demo", "--headless", "--data", folder, "--say", SAID, "--json")
    assert ran.code == 0, ran.out + ran.err
    told = ran.json
    assert told["said"] == told["opened"]
    assert told["same_words"] is True
    assert told["read_receipt"] is True
    assert [each["step"] for each in told["steps"]] == [
        "sign_in", "home", "form", "saved", "network", "arrived", "read", "receipt"
    ]  # fmt: skip
    assert len(pictures_of(ran)) >= len(told["steps"])
    assert all(each.stat().st_size > 1000 for each in pictures_of(ran))
    assert SAID not in ran.out + ran.err
    again = detectors("demo", "--headless", "--data", folder, "--json")
    assert (again.code, again.error_key) == (3, "demo.not_empty")


@pytest.mark.parametrize("words", ["", "  \n", "x" * 100_000, "a\x07b"])
def test_words_that_cannot_be_said_are_refused(tmp_path: Path, words: str) -> None:
    """Nothing is made for them."""
    ran = detectors("demo", "--headless", "--data", tmp_path / "demo", "--say", words, "--json")
    assert (ran.code, ran.error_key) == (3, "demo.say")
    assert not (tmp_path / "demo").exists()
