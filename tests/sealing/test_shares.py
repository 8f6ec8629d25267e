"""The custodian's key in shares: enough of them make it, fewer or wrong ones do not."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from detectors_app.domain.errors import CannotOpen, Invalid
from detectors_app.sealing.shares import join, split
from tests.made_up import seal_key


def test_any_k_of_n_shares_make_the_key_again() -> None:
    """Every choice of three out of five gives the same seed, in any order."""
    key = seal_key()
    shares = split(key, need=3, shares=5)
    for some in itertools.permutations(shares, 3):
        assert join(some).seed == key.seed
    assert join(shares).seed == key.seed


def test_a_share_alone_never_shows_the_key() -> None:
    """No share holds the seed, and its repr shows neither."""
    key = seal_key()
    for share in split(key, need=2, shares=3):
        assert share.value != key.seed
        assert share.value.hex() not in repr(share)


@pytest.mark.parametrize("need,shares", [(1, 3), (4, 3), (2, 17), (0, 0)])
def test_numbers_that_make_no_sense_are_refused(need: int, shares: int) -> None:
    """At least two are needed, and no more than there are."""
    with pytest.raises(Invalid, match=r"custodian\.shares"):
        split(seal_key(), need=need, shares=shares)


def test_too_few_mixed_or_repeated_shares_are_refused() -> None:
    """The command says which of these it is."""
    ours, theirs = split(seal_key(), need=2, shares=3), split(seal_key(), need=2, shares=3)
    for given, key in [
        ((), "custodian.mixed"),
        ((ours[0], theirs[1]), "custodian.mixed"),
        ((ours[0], ours[0]), "custodian.same_twice"),
        ((ours[0],), "custodian.too_few"),
        ((ours[0], replace(ours[1], value=b"short")), "custodian.malformed"),
    ]:
        with pytest.raises(Invalid) as caught:
            join(given)
        assert caught.value.key == key


def test_a_changed_share_never_gives_a_wrong_key() -> None:
    """The key that comes out is compared with the card's before anyone uses it."""
    shares = split(seal_key(), need=2, shares=2)
    with pytest.raises(CannotOpen, match=r"custodian\.wrong_share"):
        join((shares[0], replace(shares[1], value=bytes(32))))
