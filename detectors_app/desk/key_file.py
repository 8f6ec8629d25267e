"""The desk's key file: the store's key under the officer's passphrase; keeps neither and opens no store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from detectors_app.domain.errors import EnvironmentFault, Invalid, Refused
from detectors_app.protocol import strict_json
from detectors_app.sealing.passphrase import Cost, WrappedSecret, unwrap, wrap
from detectors_app.storage.durable_file import write_new

FILE = "desk.key"
STORE_KEY_BYTES = 32


def make_key(data: Path, passphrase: str, cost: Cost, token_bytes: Callable[[int], bytes]) -> bytes:
    """Make the store's key, keep it wrapped, and give it.

    Raises Invalid (passphrase too short), Refused (a desk is here already), EnvironmentFault (cannot write).
    """
    key = token_bytes(STORE_KEY_BYTES)
    wrapped = strict_json.encode(wrap(key, passphrase, cost, token_bytes))
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_new(data / FILE, wrapped)
    except FileExistsError:
        raise Refused("desk.exists", path=str(data)) from None
    except OSError as error:
        raise EnvironmentFault("store.cannot_write", path=str(data)) from error
    return key


def read_key(data: Path, passphrase: str) -> bytes:
    """Give the store's key. Raises CannotOpen (wrong passphrase), Invalid (damaged, or no desk here)."""
    try:
        wrapped = strict_json.decode((data / FILE).read_bytes(), WrappedSecret, where=FILE)
    except FileNotFoundError:
        raise Invalid("desk.not_set_up", path=str(data)) from None
    except OSError as error:
        raise EnvironmentFault("store.cannot_read", path=str(data)) from error
    return unwrap(wrapped, passphrase)


def is_set_up(data: Path) -> bool:
    """Say whether a desk is here."""
    return (data / FILE).is_file()
