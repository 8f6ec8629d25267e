"""The trust bundle's bytes: into the domain's value and back; verifies no signature."""

from __future__ import annotations

from detectors_app.domain.trust import Bundle, check_bundle
from detectors_app.protocol import strict_json
from detectors_app.protocol.keys import seal_id, sign_id


def encode_bundle(bundle: Bundle) -> bytes:
    """Write a bundle's bytes for signing. Raises Invalid where it would leave a box unread."""
    _check(bundle)
    return strict_json.encode(bundle)


def decode_bundle(data: bytes) -> Bundle:
    """Read a bundle's bytes, after its signatures were verified. Raises Invalid."""
    bundle = strict_json.decode(data, Bundle, where="bundle")
    _check(bundle)
    return bundle


def _check(bundle: Bundle) -> None:
    """Check the rules, and that every key has its right length."""
    check_bundle(bundle)
    for person in bundle.people:
        seal_id(person.seal)
        for public in (person.sign, *person.desks):
            if public:
                sign_id(public)
    for public in (*bundle.authorities, *bundle.services):
        sign_id(public)
