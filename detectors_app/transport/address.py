"""Where the service is: https, or http on this very machine; looks nothing up."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from detectors_app.domain.errors import Invalid


class Address:
    """The service's address from the trust bundle. `loopback` says that it is this machine."""

    def __init__(self, address: str) -> None:
        """Check it. Raises Invalid unless it is https, or http to a loopback address, with no path of its own."""
        try:
            parts = urlsplit(address)
            host, _ = parts.hostname or "", parts.port
        except ValueError:
            raise Invalid("address.malformed", where="address") from None
        self.loopback = _is_loopback(host)
        plain = parts.scheme == "http" and self.loopback
        if not host or not (parts.scheme == "https" or plain) or parts.username is not None:
            raise Invalid("address.not_secure", where="address")
        if parts.path not in {"", "/"} or parts.query or parts.fragment:
            raise Invalid("address.malformed", where="address")
        self._origin = f"{parts.scheme}://{parts.netloc}"

    def url(self, path: str) -> str:
        """Give the whole URL of a path that starts with a slash."""
        return self._origin + path


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
