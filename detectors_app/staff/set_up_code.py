"""From a typed code to the enrolment file: what grows from it, fetched and opened; keeps nothing, knows no Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from detectors_app.domain.errors import Invalid, TransientFault

if TYPE_CHECKING:
    from detectors_app.protocol.set_up_code import FileId

Fetch = Callable[[str, "FileId"], bytes]
"""Gives the sealed file kept at an address under an id (transport.set_up_file fits)."""

CODE_KEYS = {
    "network.cut_off": "code.cut_off",
    "network.too_slow": "code.cut_off",
    "network.offline": "code.offline",
    "network.sign_in_page": "code.sign_in_page",
    "network.not_secure": "code.not_secure",
    "network.proxy": "code.proxy",
}
"""What a fault means to one who sets a laptop up, who has saved nothing yet. Any other is the service's."""


def file_of_code(code: str, address: str, fetch: Fetch | None = None) -> bytes:
    """Give the enrolment file that a code stands for. Nothing is used up: it can be asked for again.

    Raises Invalid (mistyped, found before anything is sent; no address or none that can be used), Refused (the service
    has nothing for it), TransientFault (not reached), CannotOpen (what came was not sealed under this code).
    """
    from detectors_app.sealing.set_up_file import keys_of
    from detectors_app.transport.set_up_file import fetch_sealed_file

    keys = keys_of(code)
    if not address.strip():
        raise Invalid("code.no_address", where="address")
    try:
        sealed = (fetch or fetch_sealed_file)(_whole(address), keys.id)
    except Invalid as error:
        raise Invalid("code.address", where="address") from error
    except TransientFault as fault:
        raise TransientFault(CODE_KEYS.get(fault.key, "code.service")) from fault
    return keys.open(sealed)


def _whole(address: str) -> str:
    """Give a typed address with its scheme: nobody reads `https` out on the telephone."""
    plain = address.strip().rstrip("/")
    return plain if "://" in plain else f"https://{plain}"
