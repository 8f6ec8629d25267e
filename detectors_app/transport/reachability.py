"""Why nothing came through, as a wording key: offline, TLS, cut off; knows the libraries' errors, tries nothing."""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import Iterator

from detectors_app.domain.errors import TransientFault

_OFFLINE = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL}


def fault(error: BaseException) -> TransientFault:
    """Give the fault that an error of `requests` or the system means. The cause is looked for all the way down."""
    return TransientFault(_key(tuple(_causes(error))))


_SLOW = {"Timeout", "ConnectTimeout", "ReadTimeout", "ConnectTimeoutError", "ReadTimeoutError", "TimeoutError"}


def _key(causes: tuple[BaseException, ...]) -> str:
    """Judge by the deepest thing known: TLS before names, names before sockets, what `requests` calls it last."""
    names = {type(each).__name__ for each in causes}
    found = {
        "network.not_secure": any(isinstance(each, ssl.SSLError) for each in causes),
        "network.proxy": "ProxyError" in names,
        "network.offline": any(_is_offline(each) for each in causes),
        "service.not_there": any(isinstance(each, ConnectionRefusedError) for each in causes),
        "network.too_slow": bool(names & _SLOW),
    }
    return next((key for key, holds in found.items() if holds), "network.cut_off")


def _is_offline(error: BaseException) -> bool:
    """No name was found, or no way to the network."""
    return isinstance(error, socket.gaierror) or (isinstance(error, OSError) and error.errno in _OFFLINE)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Walk what an error says it comes from: cause, context, urllib3's `reason`, errors in its arguments."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        each = waiting.pop()
        if each is None or id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        reason = getattr(each, "reason", None)
        inner = [inside for inside in (reason, *each.args) if isinstance(inside, BaseException)]
        waiting += [each.__cause__, each.__context__, *inner]
