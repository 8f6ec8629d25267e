"""Show a certificate of the laptop's to the service, then wipe the one-time key; makes no key."""

from __future__ import annotations

from dataclasses import replace

from detectors_app.domain.errors import TransientFault
from detectors_app.domain.trust import Bundle
from detectors_app.protocol.statement import Statement
from detectors_app.use_cases.delivery.courier import Courier
from detectors_app.use_cases.rows import Identity


def enrol_at_service(courier: Courier) -> int:
    """Register the certificate of the line's box where it is not registered yet, and give how many were.

    The answer lost, the same is asked again and answered alike. Raises TransientFault, SignedNo.
    """
    with courier.parts.store.unit() as unit:
        held = unit.bundle()
        waiting = [each for each in unit.identities() if not each.registered and each.box == courier.line.box]
    done = 0
    for identity in waiting:
        if held is not None and identity.certificate is not None:
            _register(courier, identity, identity.certificate, held.bundle)
            done += 1
    return done


def _register(courier: Courier, identity: Identity, certificate: Statement, bundle: Bundle) -> None:
    # Without a certificate to show again: the service cannot have forgotten what it never knew.
    asking = replace(courier.asking(identity, bundle), certificate=None)
    one_time = courier.parts.keys.signer(identity.one_time_seed)
    enrolled = asking.ask(lambda: asking.service.enrol(certificate, one_time))
    if (enrolled.key, enrolled.box) != (courier.parts.keys.signer(identity.sign_seed).id, identity.box):
        raise TransientFault("service.unverified")
    with courier.parts.store.unit() as unit:
        unit.put_identity(replace(identity, one_time_seed=b"", registered=True))
