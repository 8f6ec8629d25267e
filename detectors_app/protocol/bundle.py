"""The trust bundle's bytes: into the domain's value and back; verifies no signature."""

from __future__ import annotations

from detectors_app.domain.errors import Invalid
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
    """Check the rules, every key's length, that no key id stands twice, and that nobody present is removed."""
    check_bundle(bundle)
    people = [seal_id(each.seal) for each in bundle.people]
    people += [sign_id(public) for each in bundle.people for public in (each.sign, *each.desks) if public]
    single = (bundle.content_key,) if bundle.content_key else ()
    others = [sign_id(public) for public in (*bundle.authorities, *bundle.services, *single)]
    if len({*people, *others}) != len(people) + len(others):
        raise Invalid("bundle.same_twice", where="keys")
    if {each.key for each in bundle.removed}.intersection(people):
        raise Invalid("bundle.removed", where="removed")
