"""What each exit code says (docs/cli.md), and which error ends with which; prints nothing."""

from __future__ import annotations

from enum import IntEnum

from detectors_app.domain.errors import (
    CannotOpen,
    DetectorsError,
    EnvironmentFault,
    Invalid,
    Refused,
    TransientFault,
)


class Exit(IntEnum):
    """A command's last word. Scripts may rely on these numbers."""

    OK = 0
    NOT_NOW = 1
    """The machine or the network cannot do it now; the same again may work."""
    USAGE = 2
    REFUSED = 3
    """What was given is not valid, or a rule or the service said no."""
    CANNOT_OPEN = 4
    """Wrong passphrase or key, or a damaged file."""
    NOT_YET = 5
    """Done as far as possible, and something is not delivered or there is none yet."""
    BUG = 70
    """Not expected; sysexits.h calls it EX_SOFTWARE."""
    STOPPED = 130
    """Stopped from the keyboard (128 + SIGINT)."""


_OF_ERRORS: tuple[tuple[type[DetectorsError], Exit], ...] = (
    (EnvironmentFault, Exit.NOT_NOW),
    (TransientFault, Exit.NOT_NOW),
    (Refused, Exit.REFUSED),
    (Invalid, Exit.REFUSED),
    (CannotOpen, Exit.CANNOT_OPEN),
)


class Usage(Invalid):
    """The command line itself is wrong; `problem` is the parser's own note on it."""

    def __init__(self, problem: str) -> None:
        """Keep what the parser says, which quotes arguments and never a passphrase: none is given that way."""
        super().__init__("cli.usage", problem=problem)


def exit_of(error: DetectorsError) -> Exit:
    """Give the exit code for an expected error."""
    if isinstance(error, Usage):
        return Exit.USAGE
    return next(code for kind, code in _OF_ERRORS if isinstance(error, kind))
