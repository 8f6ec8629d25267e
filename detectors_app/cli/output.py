"""How a command speaks: sentences of the catalogue for people, or one JSON object; decides nothing."""

from __future__ import annotations

import json
import sys
from typing import TextIO

from detectors_app.content.wording import Wording


class Output:
    """Where a command's words go. With `as_json` the only thing on `out` is one JSON object, at the end."""

    def __init__(self, words: Wording, *, as_json: bool, out: TextIO | None = None, err: TextIO | None = None) -> None:
        """Speak to the process's own streams unless told otherwise."""
        self.words = words
        self.as_json = as_json
        self._out = sys.stdout if out is None else out
        self._err = sys.stderr if err is None else err

    def say(self, key: str, **facts: str | int) -> None:
        """Say a sentence of the catalogue."""
        self.line(self.words(key, **facts))

    def line(self, text: str) -> None:
        """Print a line for people: on the error stream where the other carries JSON."""
        print(text, file=self._err if self.as_json else self._out, flush=True)

    def problem(self, text: str) -> None:
        """Print what went wrong."""
        print(text, file=self._err, flush=True)

    def result(self, **members: object) -> None:
        """Print the command's JSON object, where JSON was asked for."""
        if self.as_json:
            print(json.dumps({"ok": True, **members}, ensure_ascii=False), file=self._out, flush=True)

    def answer(self, value: object) -> None:
        """Print a machine-readable answer that is the point of the command, asked for as JSON or not."""
        print(json.dumps(value, ensure_ascii=False, indent=None if self.as_json else 2), file=self._out, flush=True)

    def failure(self, key: str, text: str, code: int, **more: object) -> None:
        """Print why it could not be done: a line for people, or the JSON object."""
        if self.as_json:
            error = {"key": key, "text": text, "exit": code, **more}
            print(json.dumps({"ok": False, "error": error}, ensure_ascii=False), file=self._out, flush=True)
        else:
            self.problem(text)
