"""A secret under a passphrase: opened by it alone, dear to guess, never shown."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import replace

import pytest

from detectors_app.domain.errors import CannotOpen, Invalid
from detectors_app.sealing.passphrase import LEAST_MEMORY_KIB, LEAST_PASSES, MOST_PASSES, Cost, tune, unwrap, wrap

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
PHRASE = "four plain words here"
SECRET = b"s" * 32


def test_the_passphrase_gives_the_secret_back() -> None:
    """The same passphrase opens, however its letters are composed."""
    wrapped = wrap(SECRET, "caf\u00e9 by the river", CHEAP, secrets.token_bytes)
    assert unwrap(wrapped, "cafe\u0301 by the river") == SECRET


def test_a_wrong_passphrase_is_said_plainly() -> None:
    """One letter off: CannotOpen, with nothing of either in it."""
    wrapped = wrap(SECRET, PHRASE, CHEAP, secrets.token_bytes)
    with pytest.raises(CannotOpen, match=r"passphrase\.wrong"):
        unwrap(wrapped, PHRASE + "x")


def test_any_change_to_the_wrap_is_refused() -> None:
    """Salt, nonce, sealed bytes or a cheaper cost: it does not open."""
    wrapped = wrap(SECRET, PHRASE, CHEAP, secrets.token_bytes)
    for changed in (
        replace(wrapped, salt=b"x" * 16),
        replace(wrapped, nonce=b"x" * 12),
        replace(wrapped, sealed=wrapped.sealed[:-1]),
        replace(wrapped, sealed=b""),
        replace(wrapped, cost=replace(CHEAP, passes=2)),
    ):
        with pytest.raises(CannotOpen):
            unwrap(changed, PHRASE)


@pytest.mark.parametrize(
    "changes",
    [
        {"cost": Cost(2**40, 1, 1)},
        {"cost": Cost(7, 1, 1)},
        {"cost": Cost(64, 0, 1)},
        {"cost": Cost(64, MOST_PASSES + 1, 1)},
        {"cost": Cost(64, 1, 0)},
        {"cost": Cost(1024, 1, 17)},
        {"salt": b"short"},
        {"nonce": b"short"},
    ],
)
def test_mad_parameters_are_not_tried(changes: dict[str, object]) -> None:
    """A planted file cannot make the machine work for days or take all its memory."""
    wrapped = replace(wrap(SECRET, PHRASE, CHEAP, secrets.token_bytes), **changes)  # type: ignore[arg-type]  # one member
    with pytest.raises(Invalid, match=r"passphrase\.parameters"):
        unwrap(wrapped, PHRASE)


@pytest.mark.parametrize("short", ["", "eleven char", "  short        "])
def test_a_short_passphrase_is_refused(short: str) -> None:
    """Twelve letters at least, blanks around not counted."""
    with pytest.raises(Invalid, match=r"passphrase\.too_short"):
        wrap(SECRET, short, CHEAP, secrets.token_bytes)


def test_half_a_letter_is_refused_without_its_passphrase() -> None:
    """What is no text is refused, and the error does not hold it."""
    broken = PHRASE + "\ud800"
    wrapped = wrap(SECRET, PHRASE, CHEAP, secrets.token_bytes)
    with pytest.raises(Invalid) as making:
        wrap(SECRET, broken, CHEAP, secrets.token_bytes)
    with pytest.raises(Invalid) as trying:
        unwrap(wrapped, broken)
    for caught in (making, trying):
        assert caught.value.key == "passphrase.not_text"
        assert caught.value.__cause__ is None
        assert caught.value.__suppress_context__


def test_a_wrap_shows_no_sealed_bytes() -> None:
    """What is sealed stays out of logs."""
    assert "sealed" not in repr(wrap(SECRET, PHRASE, CHEAP, secrets.token_bytes))


def machine(per_pass_s: float, noise_s: Iterator[float]) -> Cost:
    """Tune on a made-up machine on which a pass takes so long, and each attempt some noise more."""
    now_s = 0.0

    def attempt(cost: Cost) -> None:
        nonlocal now_s
        now_s += cost.passes * per_pass_s + next(noise_s)

    return tune(lambda: now_s, attempt)


def test_a_slow_machine_keeps_the_least_cost() -> None:
    """Where one try takes 250 ms already, RFC 9106's second choice stands."""
    assert machine(0.1, iter([0.0, 0.0])) == Cost(LEAST_MEMORY_KIB, LEAST_PASSES)


def test_a_fast_machine_takes_more_passes() -> None:
    """The cost grows until a try takes 250 ms."""
    cost = machine(0.02, iter([0.0] * 20))
    assert cost.passes * 0.02 >= 0.25


def test_noise_never_makes_guessing_cheap() -> None:
    """One attempt slowed by something else does not end the tuning: the faster one counts."""
    assert machine(0.02, iter([5.0, 0.0] * 10)).passes * 0.02 >= 0.25


def test_tuning_ends() -> None:
    """However fast the machine, there is a most."""
    assert machine(0.0, iter([0.0] * 100)).passes == MOST_PASSES


def test_tuning_times_the_real_thing() -> None:
    """By default what is timed is one derivation."""
    ticks = iter([0.0, 1.0, 1.0, 2.0])
    assert tune(lambda: next(ticks)) == Cost()
