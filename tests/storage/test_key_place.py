"""The store's key: made once, never over another, and a lost one is said and never replaced."""

from __future__ import annotations

import secrets
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as FailKeyring
from keyring.errors import KeyringLocked

from detectors_app.domain.errors import CannotOpen, EnvironmentFault
from detectors_app.storage.key_place import FilePlace, KeyPlace, KeystorePlace, choose_place, store_key


class _Keystore(KeyringBackend):
    """A keystore in memory that may be locked."""

    priority = 5
    viable = False  # Keeps the library from finding it by itself and handing it to other tests.

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # the library gives it no types
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False
        self.forgetful = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise KeyringLocked
        if not self.forgetful:
            self.kept[(service, username)] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[(service, username)]


@pytest.fixture(autouse=True)
def no_keystore() -> Iterator[None]:
    """Take this machine's own keystore away, whatever it has."""
    before = keyring.get_keyring()
    keyring.set_keyring(FailKeyring())  # type: ignore[no-untyped-call]  # the library gives it no types
    yield
    keyring.set_keyring(before)


@pytest.fixture
def keystore(no_keystore: None) -> _Keystore:
    """Give a real keystore, as far as anyone can tell."""
    made = _Keystore()
    keyring.set_keyring(made)
    return made


def test_without_a_keystore_a_file_of_the_owners(tmp_path: Path) -> None:
    """Made once with mode 0600, read back ever after."""
    place = choose_place(tmp_path)
    key, used = store_key(place, tmp_path / "laptop.db", secrets.token_bytes)
    assert (place.name, used.name, len(key)) == ("file", "file", 32)
    again, _ = store_key(choose_place(tmp_path), tmp_path / "laptop.db", secrets.token_bytes)
    assert again == key
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "laptop.key").stat().st_mode) == 0o600


def test_a_key_is_never_written_over_another(tmp_path: Path) -> None:
    """Whoever comes second is told, and the first key stays."""
    place = FilePlace(tmp_path)
    place.write_new(b"1" * 32)
    with pytest.raises(FileExistsError):
        place.write_new(b"2" * 32)
    assert place.read() == b"1" * 32
    assert [each.name for each in tmp_path.iterdir()] == ["laptop.key"]


def test_a_lost_key_is_said_and_no_new_one_made(tmp_path: Path) -> None:
    """The store is there, the key is not: CannotOpen, and the folder as it was."""
    store = tmp_path / "laptop.db"
    store.write_bytes(b"sealed")
    with pytest.raises(CannotOpen, match=r"key\.lost"):
        store_key(choose_place(tmp_path), store, secrets.token_bytes)
    assert [each.name for each in tmp_path.iterdir()] == ["laptop.db"]


@pytest.mark.parametrize("text", ["", "zz", "00" * 31, "00" * 33])
def test_a_damaged_key_file_is_said(tmp_path: Path, text: str) -> None:
    """Not 32 bytes of hex: CannotOpen, and the file stays."""
    (tmp_path / "laptop.key").write_text(text)
    with pytest.raises(CannotOpen, match=r"key\.damaged"):
        choose_place(tmp_path).read()
    assert (tmp_path / "laptop.key").read_text() == text


def test_a_key_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    """A folder in its place, or letters that are none: the environment's fault."""
    (tmp_path / "laptop.key").mkdir()
    with pytest.raises(EnvironmentFault, match=r"key\.cannot_read"):
        FilePlace(tmp_path).read()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    """A file where the folder should be."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(EnvironmentFault):
        FilePlace(tmp_path / "file" / "more").write_new(bytes(32))


def test_the_keystore_is_used_where_there_is_one(tmp_path: Path, keystore: _Keystore) -> None:
    """The key lies there under a neutral name, by folder; no file is made; two folders have two keys."""
    key, place = store_key(choose_place(tmp_path), tmp_path / "laptop.db", secrets.token_bytes)
    other, _ = store_key(choose_place(tmp_path / "b"), tmp_path / "b" / "laptop.db", secrets.token_bytes)
    assert (place.name, list(tmp_path.iterdir()), key != other) == ("keystore", [], True)
    assert {service for service, _ in keystore.kept} == {"Site Notes"}
    assert store_key(choose_place(tmp_path), tmp_path / "laptop.db", secrets.token_bytes)[0] == key


def test_a_key_file_is_never_passed_over(tmp_path: Path, keystore: _Keystore) -> None:
    """A laptop that began with a file goes on with it when a keystore turns up."""
    FilePlace(tmp_path).write_new(b"1" * 32)
    assert choose_place(tmp_path).read() == b"1" * 32
    assert not keystore.kept


def test_a_locked_keystore_is_waited_for_once_there_is_a_store(tmp_path: Path, keystore: _Keystore) -> None:
    """The store is there: the keystore's fault is said, and no file key is made instead."""
    place = choose_place(tmp_path)
    (tmp_path / "laptop.db").write_bytes(b"sealed")
    keystore.locked = True
    with pytest.raises(EnvironmentFault, match=r"key\.keystore"):
        store_key(place, tmp_path / "laptop.db", secrets.token_bytes, spare=FilePlace(tmp_path))
    assert not (tmp_path / "laptop.key").exists()


@pytest.mark.parametrize("trouble", ["locked", "forgetful"])
def test_a_keystore_in_name_only_gives_way_to_a_file_at_the_first_start(
    tmp_path: Path, keystore: _Keystore, trouble: str
) -> None:
    """It raises, or forgets: the new key goes into a file, and the status says so; without a spare it is said."""
    setattr(keystore, trouble, True)
    with pytest.raises(EnvironmentFault, match=r"key\.keystore"):
        store_key(KeystorePlace(tmp_path), tmp_path / "laptop.db", secrets.token_bytes)
    _, place = store_key(choose_place(tmp_path), tmp_path / "laptop.db", secrets.token_bytes, spare=FilePlace(tmp_path))
    assert place.name == "file"


def test_a_keystore_key_is_never_written_over(tmp_path: Path, keystore: _Keystore) -> None:
    """As with the file."""
    place = KeystorePlace(tmp_path)
    place.write_new(b"1" * 32)
    with pytest.raises(FileExistsError):
        place.write_new(b"2" * 32)
    assert place.read() == b"1" * 32


def test_of_two_first_starts_both_get_one_key(tmp_path: Path) -> None:
    """The slower one takes the quicker one's key."""

    class Racing(FilePlace):
        def write_new(self, key: bytes) -> None:
            FilePlace(tmp_path).write_new(b"1" * 32)
            super().write_new(key)

    racing: KeyPlace = Racing(tmp_path)
    assert store_key(racing, tmp_path / "laptop.db", secrets.token_bytes)[0] == b"1" * 32


def test_a_keystore_that_forgets_between_two_calls_is_said(tmp_path: Path, keystore: _Keystore) -> None:
    """Set fails after a good read: the keystore's fault, not ours."""
    place = KeystorePlace(tmp_path)

    class Locking(_Keystore):
        def set_password(self, service: str, username: str, password: str) -> None:
            raise KeyringLocked

    keyring.set_keyring(Locking())
    with pytest.raises(EnvironmentFault, match=r"key\.keystore"):
        place.write_new(bytes(32))
