"""Ask the service for a newer trust bundle, and give it ours where it lags behind; signs none."""

from __future__ import annotations

from contextlib import suppress

from detectors_app.domain.errors import CannotOpen, Invalid
from detectors_app.domain.ids import CONCERNS
from detectors_app.domain.trust import BundleVerdict
from detectors_app.use_cases.delivery.asking import SignedNo
from detectors_app.use_cases.delivery.courier import Courier, identity_of
from detectors_app.use_cases.enrolment.take_bundle import take_bundle

UNBELIEVED = "unbelieved_bundle"
"""The note that says the service's last bundle was not to be believed: an error's wording key."""


def ask_trust(courier: Courier) -> BundleVerdict | None:
    """Take what is newer, hand in what the service lacks; None where there was nobody to ask.

    A bundle that does not verify is noted and left. Raises TransientFault, SignedNo.
    """
    with courier.parts.store.unit() as unit:
        held, identity = unit.bundle(), identity_of(unit, CONCERNS)
    if held is None or identity is None:
        return None
    asking = courier.asking(identity, held.bundle)
    offered = asking.ask(lambda: asking.service.get_trust(held.bundle.version))
    if offered is None:
        return BundleVerdict.SAME
    try:
        verdict = take_bundle(courier.parts, offered)
    except (CannotOpen, Invalid) as error:
        _note(courier, error.key)
        return None
    _note(courier, "bundle.two_forms" if verdict is BundleVerdict.TWO_FORMS else "")
    if verdict is BundleVerdict.OLDER:
        with suppress(SignedNo):  # It took a newer one meanwhile: the next round brings it.
            asking.ask(lambda: asking.service.put_trust(held.statement))
    return verdict


def _note(courier: Courier, key: str) -> None:
    with courier.parts.store.unit() as unit:
        unit.put_note(UNBELIEVED, key)
