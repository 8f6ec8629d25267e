"""Where a laptop's store key lies: the system's keystore, or a file where there is none; opens no store."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from detectors_app.domain.errors import CannotOpen, EnvironmentFault, Invalid
from detectors_app.storage.durable_file import make_folder, write_new
from detectors_app.storage.engine import KEY_BYTES

FILE = "laptop.key"
SERVICE = "Site Notes"
"""The entry's name in the system's keystore; says nothing about what is kept."""
_REAL_PRIORITY = 1
"""keyring gives 1 and more to what really keeps secrets (keyring.backend, `recommended`)."""


class KeyPlace(Protocol):
    """A place for one key. `name` is told in the status: ``keystore`` or ``file``."""

    @property
    def name(self) -> str:
        """Give the place's name."""

    def read(self) -> bytes | None:
        """Give the key, None where none is kept. Raises EnvironmentFault, CannotOpen."""

    def write_new(self, key: bytes) -> None:
        """Keep the key durably. Raises FileExistsError where one is kept already, EnvironmentFault."""


class FilePlace:
    """The key in a file that only its owner reads."""

    name = "file"

    def __init__(self, folder: Path) -> None:
        """Name the file; touches nothing."""
        self.path = folder / FILE

    def read(self) -> bytes | None:
        """Give the key, None where there is no file. Raises CannotOpen for a damaged one."""
        try:
            text = self.path.read_text(encoding="ascii")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise EnvironmentFault("key.cannot_read", path=os.fspath(self.path)) from error
        return _decode(text)

    def write_new(self, key: bytes) -> None:
        """Keep the key durably. Raises FileExistsError, EnvironmentFault."""
        make_folder(self.path.parent)
        write_new(self.path, key.hex().encode())
        _restrict(self.path)


class KeystorePlace:
    """The key in the system's keystore, through `keyring`."""

    name = "keystore"

    def __init__(self, folder: Path) -> None:
        """Name the entry by the folder, so that two data folders never share a key."""
        self._account = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]

    def read(self) -> bytes | None:
        """Give the key, None where none is kept. Raises EnvironmentFault where the keystore does not answer."""
        import keyring
        from keyring.errors import KeyringError

        try:
            text = keyring.get_password(SERVICE, self._account)
        except KeyringError as error:
            raise EnvironmentFault("key.keystore") from error
        return None if text is None else _decode(text)

    def write_new(self, key: bytes) -> None:
        """Keep the key and read it back. Raises FileExistsError, EnvironmentFault."""
        import keyring
        from keyring.errors import KeyringError

        if self.read() is not None:
            raise FileExistsError(self._account)
        try:
            keyring.set_password(SERVICE, self._account, key.hex())
        except KeyringError as error:
            raise EnvironmentFault("key.keystore") from error
        if self.read() != key:
            raise EnvironmentFault("key.keystore")


def choose_place(folder: Path) -> KeyPlace:
    """Give the keystore where a real one is there, else a file; a key file that exists is never passed over."""
    file = FilePlace(folder)
    if file.path.exists() or not _keystore_is_real():
        return file
    return KeystorePlace(folder)


def _keystore_is_real() -> bool:
    import keyring

    priority: float = keyring.get_keyring().priority
    return priority >= _REAL_PRIORITY


def store_key(
    place: KeyPlace, store: Path, token_bytes: Callable[[int], bytes], *, spare: KeyPlace | None = None
) -> tuple[bytes, KeyPlace]:
    """Give the store's key and the place it lies in; a new one is made only where there is no store yet.

    `spare` takes a new key where the first place does not work (a keystore that is there in name only).
    Raises CannotOpen where the store is there and its key is not, EnvironmentFault where no place works.
    """
    try:
        key = place.read()
    except EnvironmentFault:
        if spare is None or store.exists():
            raise
        return store_key(spare, store, token_bytes)
    if key is not None:
        return key, place
    if store.exists():
        raise CannotOpen("key.lost", path=os.fspath(store.parent))
    return _make(place, store, token_bytes, spare)


def _make(
    place: KeyPlace, store: Path, token_bytes: Callable[[int], bytes], spare: KeyPlace | None
) -> tuple[bytes, KeyPlace]:
    key = token_bytes(KEY_BYTES)
    try:
        place.write_new(key)
    except FileExistsError:
        # Another start of the program was quicker: its key is the one.
        return store_key(place, store, token_bytes, spare=spare)
    except EnvironmentFault:
        if spare is None:
            raise
        return store_key(spare, store, token_bytes)
    return key, place


def _decode(text: str) -> bytes:
    try:
        key = bytes.fromhex(text.strip())
    except ValueError as error:
        raise CannotOpen("key.damaged") from error
    if len(key) != KEY_BYTES:
        raise CannotOpen("key.damaged") from Invalid("key.wrong_length", where="store key")
    return key


def _restrict(path: Path) -> None:
    """Take everybody else's access away on Windows, where a file's mode says nothing; elsewhere it is 0600 already.

    The file lies in the person's own profile, which others cannot enter; this is a second wall, so a failure passes.
    """
    if sys.platform == "win32":
        icacls = Path(os.environ["SYSTEMROOT"]) / "System32" / "icacls.exe"
        owner = f"{os.environ['USERDOMAIN']}\\{os.environ['USERNAME']}:F"
        subprocess.run([icacls, path, "/inheritance:r", "/grant:r", owner], check=False, capture_output=True)  # noqa: S603
