"""Where a laptop's concrete parts meet: store, keys, seals, forms and the network; decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING

from detectors_app.content.forms import load_form
from detectors_app.protocol.envelope import Letter
from detectors_app.sealing.envelope import seal
from detectors_app.sealing.passphrase import Cost
from detectors_app.signing import chain
from detectors_app.staff.keys import LaptopKeys
from detectors_app.use_cases.laptop import LaptopParts
from detectors_app.use_cases.ports import LaptopStore, Service, Signer

if TYPE_CHECKING:
    from detectors_app.staff.laptop import ServiceAt


def parts_for(
    store: LaptopStore,
    clock: Callable[[], datetime],
    chance: Callable[[], float],
    token_bytes: Callable[[int], bytes],
    cost: Cost | None,
) -> LaptopParts:
    """Give everything the verbs need, with the chance bound in."""

    def seal_letter(letter: Letter, sign: Callable[[bytes], bytes]) -> bytes:
        return seal(letter, sign, token_bytes)

    return LaptopParts(
        store=store,
        keys=LaptopKeys(token_bytes, cost),
        seal=seal_letter,
        notary=chain,
        forms=load_form,
        now=clock,
        chance=chance,
        token_bytes=token_bytes,
    )


def service_over_network(clock: Callable[[], datetime]) -> ServiceAt:
    """Give what makes the real client; the network's libraries are loaded with the first one."""

    def make(address: str, signer: Signer) -> Service:
        from detectors_app.signing.http import sign_request
        from detectors_app.transport.client import Client

        return Client(address, signer, sign_request=sign_request, clock=clock)

    return make


@cache
def program_version() -> str:
    """Give the installed version, empty where the program runs from a bare checkout."""
    try:
        return metadata.version("detectors-app")
    except metadata.PackageNotFoundError:
        return ""
