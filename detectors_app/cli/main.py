"""The `detectors` command: runs the command asked for, and turns expected errors into words and exit codes."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import cast

from detectors_app.cli.arguments import build_parser
from detectors_app.cli.exit_codes import Exit, Usage, exit_of
from detectors_app.cli.output import Output
from detectors_app.content.wording import load_wording
from detectors_app.domain.errors import DetectorsError, Invalid

Command = Callable[[argparse.Namespace, Output], Exit]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code. Expected errors never show a traceback, unexpected ones no content."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    out = Output(load_wording(), as_json="--json" in given)
    try:
        return int(_run(given, out))
    except DetectorsError as error:
        return _fail(out, error)
    except KeyboardInterrupt:
        out.problem(out.words("cli.stopped"))
        return Exit.STOPPED
    except BrokenPipeError:
        sys.stdout = None  # The reader went away; flushing at exit would only say so again.
        return Exit.NOT_NOW
    except Exception as error:  # noqa: BLE001 - the last frame: a bug is told by its type, never by its content
        name = type(error).__name__
        out.failure("cli.bug", out.words("cli.bug", type=name), Exit.BUG, type=name)
        return Exit.BUG


def _run(given: list[str], out: Output) -> Exit:
    args = build_parser(out.words, given[0] if given else "").parse_args(given)
    module, _, function = str(args.run).partition(":")
    command = cast("Command", getattr(import_module(module), function))
    return command(args, out)


def _fail(out: Output, error: DetectorsError) -> int:
    code = exit_of(error)
    more: dict[str, object] = {"where": error.where} if isinstance(error, Invalid) and error.where else {}
    out.failure(error.key, out.words.error(error), code, **more)
    if isinstance(error, Usage) and not out.as_json:
        out.problem(out.words("cli.usage.help"))
    return code


if __name__ == "__main__":
    sys.exit(main())
