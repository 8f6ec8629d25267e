"""The one tree of errors that the programs expect; anything else is a bug and reaches the crash dialog.

    DetectorsError
    ├── EnvironmentFault   the machine is at fault: disk full, keystore missing, folder read-only
    ├── TransientFault     try again later: no network, the service is busy
    ├── Refused            not again as it is: the service or a rule said no
    ├── Invalid            the user, or whoever made the file, can mend it
    └── CannotOpen         tampered with, cut off, or sealed to another key

An error carries a wording key and harmless facts (names of fields, counts), never prose, never content.
"""

from __future__ import annotations


class DetectorsError(Exception):
    """An expected failure. `key` is looked up in the wording catalogue under ``error.``."""

    def __init__(self, key: str, **facts: str | int) -> None:
        """Keep the wording key and the facts its sentence needs; facts must never hold a person's words."""
        super().__init__(key)
        self.key = key
        self.facts = facts

    def __str__(self) -> str:
        """Give the wording key alone, so that a log line can show nothing else."""
        return self.key


class EnvironmentFault(DetectorsError):  # noqa: N818 - the design's word for it
    """The machine cannot do it now: disk full, keystore missing, read-only folder."""


class TransientFault(DetectorsError):  # noqa: N818 - the design's word for it
    """It may work later; nothing is known to be lost. `retry_after_s` is what the service asked for."""

    def __init__(self, key: str, *, retry_after_s: int | None = None, **facts: str | int) -> None:
        """Keep how long the service asked us to wait, in seconds, where it said so."""
        super().__init__(key, **facts)
        self.retry_after_s = retry_after_s


class Refused(DetectorsError):  # noqa: N818 - the design's word for it
    """A rule or the service said no; the same again will be refused again."""


class Invalid(DetectorsError):  # noqa: N818 - the design's word for it
    """What was given is not well formed; whoever gave it can mend it. `where` names the place."""

    def __init__(self, key: str, *, where: str = "", **facts: str | int) -> None:
        """Keep the place that is wrong: a field's id, a file's member, never its value."""
        super().__init__(key, where=where, **facts)
        self.where = where


class CannotOpen(DetectorsError):  # noqa: N818 - the design's word for it
    """An envelope, store or key file does not open: altered, cut off, or for another key."""
