"""What grows from a set-up code: where its file is kept, and the key it is sealed under; sends and keeps nothing.

HKDF-SHA256 (RFC 5869) from the code's twenty letters, one label for the id and one for the key, so that neither says
anything of the other. A code has 90 random bits: to guess one, even with its sealed file in hand, takes 2⁸⁹ tries.
The key seals one file, once: AES-256-GCM with a random nonce, the id as what is sealed along. The file is padded to a
size class first, so that its length does not tell the length of a name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from detectors_app.domain.errors import CannotOpen
from detectors_app.protocol.padding import least_size, pad, size_class, unpad
from detectors_app.protocol.set_up_code import FileId, read_code

ID_LABEL = b"EDE1 set-up code id"
KEY_LABEL = b"EDE1 set-up code key"
FILE_LABEL = b"EDE1 set-up file "
_ID_BYTES = 16
_KEY_BYTES = 32
_NONCE_BYTES = 12
_TAG_BYTES = 16


@dataclass(frozen=True, slots=True)
class CodeKeys:
    """A code's id, which the service is told, and its key, which it never is."""

    id: FileId
    _key: bytes = field(repr=False)

    def seal(self, file: bytes, token_bytes: Callable[[int], bytes]) -> bytes:
        """Seal an enrolment file: nonce (12) ‖ ciphertext ‖ tag (16). Raises Invalid past the largest size class."""
        overhead = _NONCE_BYTES + _TAG_BYTES
        room = size_class(least_size(_NONCE_BYTES, len(file), 0, _TAG_BYTES)) - overhead
        nonce = token_bytes(_NONCE_BYTES)
        return nonce + AESGCM(self._key).encrypt(nonce, pad(file, b"", room), self._along)

    def open(self, sealed: bytes) -> bytes:
        """Give the file. Raises CannotOpen where it was not sealed under this code, or has changed since."""
        try:
            padded = AESGCM(self._key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], self._along)
        except (InvalidTag, ValueError) as error:
            raise CannotOpen("code.file") from error
        return unpad(padded, 0)[0]

    @property
    def _along(self) -> bytes:
        return FILE_LABEL + self.id.encode()


def keys_of(code: str) -> CodeKeys:
    """Give what grows from a code, however it is typed. Raises Invalid as `read_code`."""
    letters = read_code(code).encode()
    return CodeKeys(FileId(_grown(letters, ID_LABEL, _ID_BYTES).hex()), _grown(letters, KEY_LABEL, _KEY_BYTES))


def _grown(letters: bytes, label: bytes, size: int) -> bytes:
    return HKDF(SHA256(), size, salt=None, info=label).derive(letters)
