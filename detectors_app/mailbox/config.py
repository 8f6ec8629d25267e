"""The service's settings file `service.json`: its keys, database and public address; starts nothing."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from detectors_app.domain.errors import EnvironmentFault, Invalid
from detectors_app.protocol import strict_json
from detectors_app.protocol.keys import SIGN_SEED_BYTES
from detectors_app.use_cases.mail.ports import Quota
from detectors_app.use_cases.ports import TokenBytes

FILE_NAME = "service.json"
MAGIC = "EDE1 service"
CURSOR_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is let through. Generous: they stop floods, not people. Rates are requests a second for one key."""

    rate_per_s: float = 20.0
    burst: int = 200
    quota: Quota = field(default_factory=Quota)
    body_timeout_s: int = 120


@dataclass(frozen=True, slots=True)
class ServiceConfig:
    """All that one service needs to start. `public_address` is what requests are signed for: scheme and authority.

    `database_url` is SQLAlchemy's; `cursor_key` (32 bytes) seals cursors, `signing_seed` (32 bytes) signs receipts.
    """

    magic: str
    public_address: str
    database_url: str = field(repr=False)
    signing_seed: bytes = field(repr=False)
    cursor_key: bytes = field(repr=False)
    limits: Limits = field(default_factory=Limits)


def new_config(public_address: str, database_url: str, token_bytes: TokenBytes) -> ServiceConfig:
    """Make settings with fresh keys. Raises Invalid for an address with a path or of another scheme."""
    config = ServiceConfig(
        magic=MAGIC,
        public_address=public_address.rstrip("/"),
        database_url=database_url,
        signing_seed=token_bytes(SIGN_SEED_BYTES),
        cursor_key=token_bytes(CURSOR_KEY_BYTES),
    )
    return _checked(config)


def sqlite_url(path: Path) -> str:
    """Give the database URL of a SQLite file."""
    return f"sqlite:///{path.as_posix()}"


def write_config(config: ServiceConfig, path: Path) -> None:
    """Write the settings for the owner's eyes only, whole or not at all. Raises EnvironmentFault."""
    try:
        handle, name = tempfile.mkstemp(prefix=".service-", dir=path.parent)  # made with mode 0600
        with os.fdopen(handle, "wb") as file:
            file.write(strict_json.encode(config))
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError as error:
        raise EnvironmentFault("service.config_unwritable", path=str(path)) from error


def read_config(path: Path) -> ServiceConfig:
    """Read the settings. Raises EnvironmentFault where there are none, Invalid if malformed or open to all."""
    try:
        if os.name == "posix" and path.stat().st_mode & 0o077:
            raise Invalid("service.config_open_to_all", where=str(path))
        data = path.read_bytes()
    except OSError as error:
        raise EnvironmentFault("service.config_missing", path=str(path)) from error
    return _checked(strict_json.decode(data, ServiceConfig, where=FILE_NAME))


def _checked(config: ServiceConfig) -> ServiceConfig:
    scheme, _, authority = config.public_address.partition("://")
    if scheme not in {"https", "http"} or not authority or any(mark in authority for mark in "/?#@ "):
        raise Invalid("service.config_malformed", where="public_address")
    keys = (config.signing_seed, SIGN_SEED_BYTES), (config.cursor_key, CURSOR_KEY_BYTES)
    if config.magic != MAGIC or any(len(key) != size for key, size in keys):
        raise Invalid("service.config_malformed", where=FILE_NAME)
    return config
