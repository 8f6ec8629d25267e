"""A key file, an authority's or the content key's: an Ed25519 seed under a passphrase, which it does not ask for."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

from detectors_app.cli.files import read_file
from detectors_app.domain.errors import CannotOpen, Invalid
from detectors_app.protocol import strict_json
from detectors_app.sealing.passphrase import Cost, WrappedSecret, unwrap, wrap
from detectors_app.signing.keys import SigningKey

MAGIC = "EDE1 authority key"
CONTENT_MAGIC = "EDE1 content key"
_NOT_ONE = {MAGIC: "authority.key_file", CONTENT_MAGIC: "pack.key_file"}
LARGEST_BYTES = 16 * 1024


@dataclass(frozen=True, slots=True)
class AuthorityKeyFile:
    """What a key file holds. `magic` says whose key it is; `public` is the Ed25519 public key, 32 bytes."""

    magic: str
    public: bytes
    wrapped: WrappedSecret


def make_key_file(passphrase: str, cost: Cost, magic: str = MAGIC) -> tuple[bytes, bytes]:
    """Give (the key file's bytes, the public key) of a fresh key. Raises Invalid for a short passphrase."""
    key = SigningKey.generate(secrets.token_bytes)
    wrapped = wrap(key.seed, passphrase, cost, secrets.token_bytes)
    return strict_json.encode(AuthorityKeyFile(magic, key.public, wrapped)), key.public


def read_key_file(path: Path, magic: str = MAGIC) -> AuthorityKeyFile:
    """Read a key file of that kind without opening it. Raises Invalid, EnvironmentFault."""
    data = read_file(path, most_bytes=LARGEST_BYTES)
    try:
        file = strict_json.decode(data, AuthorityKeyFile, where=str(path))
    except Invalid as error:
        raise Invalid(_NOT_ONE[magic], where=str(path)) from error
    if file.magic != magic:
        raise Invalid(_NOT_ONE[magic], where=str(path))
    return file


def open_key_file(file: AuthorityKeyFile, passphrase: str) -> SigningKey:
    """Give the key. Raises CannotOpen for a wrong passphrase or a public half that is not its own."""
    key = SigningKey(unwrap(file.wrapped, passphrase))
    if key.public != file.public:
        raise CannotOpen("signature.wrong")
    return key
