"""Everything that verifies, as one value to hand to use cases; holds no key."""

from __future__ import annotations

from detectors_app.signing import chain
from detectors_app.signing.statements import verify_statement


class Notary:
    """signing.chain and signing.statements behind one name (use_cases.mail.ports.MailNotary)."""

    open_bundle = staticmethod(chain.open_bundle)
    open_certificate = staticmethod(chain.open_certificate)
    open_grant = staticmethod(chain.open_grant)
    open_ack = staticmethod(chain.open_ack)
    open_pack = staticmethod(chain.open_pack)
    verify_statement = staticmethod(verify_statement)


NOTARY = Notary()
