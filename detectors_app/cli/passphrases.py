"""Ask for passphrases at the terminal or take them from a file descriptor; never from argument or environment."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Callable

from detectors_app.content.passphrase_strength import check
from detectors_app.content.wording import Wording
from detectors_app.domain.errors import Invalid

MOST_BYTES = 64 * 1024
_READ_BYTES = 4096


class Passphrases:
    """Gives one passphrase after the other: lines of a descriptor where one is named, else by prompt."""

    def __init__(
        self,
        words: Wording,
        descriptor: int | None,
        *,
        prompt: Callable[[str], str] = getpass.getpass,
        shown: Callable[[str], str] = input,
    ) -> None:
        """Read nothing yet. `prompt` hides what is typed, `shown` does not."""
        self._words = words
        self._descriptor = descriptor
        self._prompt, self._shown = prompt, shown
        self._lines: list[str] | None = None

    def known(self, key: str, **facts: str | int) -> str:
        """Ask for a passphrase that exists. `key` names the prompt's sentence. Raises Invalid."""
        if self._descriptor is not None:
            return self._next_line()
        return self._ask(self._words(key, **facts))

    def new(self, key: str, **facts: str | int) -> str:
        """Ask for a new passphrase, twice at a terminal. Raises Invalid: too short or too weak, or the two differ."""
        first = self.known(key, **facts)
        check(first)
        if self._descriptor is None and self._ask(self._words("cli.passphrase.again")) != first:
            raise Invalid("passphrase.differ", where="passphrase")
        return first

    def code(self, key: str) -> str:
        """Ask for a set-up code, which is shown while it is typed. Raises Invalid."""
        return self._next_line() if self._descriptor is not None else self._ask(self._words(key), self._shown)

    def _ask(self, sentence: str, prompt: Callable[[str], str] | None = None) -> str:
        if not sys.stdin.isatty():
            raise Invalid("passphrase.no_way", where="passphrase")
        try:
            return (prompt or self._prompt)(sentence + " ")
        except EOFError as error:
            raise Invalid("passphrase.no_way", where="passphrase") from error

    def _next_line(self) -> str:
        if self._lines is None:
            self._lines = _lines_of(self._descriptor if self._descriptor is not None else -1)
        if not self._lines:
            raise Invalid("passphrase.too_few_lines", where="--passphrase-fd")
        return self._lines.pop(0)


def _lines_of(descriptor: int) -> list[str]:
    data = b""
    try:
        while len(data) <= MOST_BYTES and (piece := os.read(descriptor, _READ_BYTES)):
            data += piece
        text = data.decode()
    except (OSError, OverflowError, UnicodeDecodeError):
        # The cause would quote part of what was read, so it is not kept.
        raise Invalid("passphrase.descriptor", where="--passphrase-fd") from None
    if len(data) > MOST_BYTES:
        raise Invalid("passphrase.descriptor", where="--passphrase-fd")
    return text.splitlines()
