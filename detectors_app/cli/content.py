"""`detectors content lint|preview`: looks courses over for their authors, and shows them as a trainee sees them."""

from __future__ import annotations

import argparse
from pathlib import Path

from detectors_app.cli.display import has_display
from detectors_app.cli.exit_codes import Exit
from detectors_app.cli.output import Output
from detectors_app.content.course_findings import Finding, Severity
from detectors_app.content.courses import COURSE_FILE, bundled_folders
from detectors_app.content.wording import load_wording
from detectors_app.domain.errors import EnvironmentFault, Invalid


def lint(args: argparse.Namespace, out: Output) -> Exit:
    """Name everything that is wrong or doubtful, a line each. Gives REFUSED where there is an error.

    Raises Invalid: a folder holds no course.
    """
    folders: list[Path] = [*args.folders] or list(bundled_folders())
    for folder in folders:
        if not (folder / COURSE_FILE).is_file():
            raise Invalid("course.no_course", where=str(folder))
    plain, errors = look_over(folders, out)
    if errors:
        return refuse(plain, out)
    out.result(courses=[str(each) for each in folders], findings=plain)
    return Exit.OK


def look_over(folders: list[Path], out: Output) -> tuple[list[dict[str, object]], int]:
    """Say everything that is wrong or doubtful; give it for a program, and count the errors."""
    found = [(folder, each) for folder in folders for each in _found(folder)]
    for folder, each in found:
        out.line(_said(folder, each, out))
    errors = sum(each.severity is Severity.ERROR for _, each in found)
    out.say("cli.content.lint.done", courses=len(folders), errors=errors, warnings=len(found) - errors)
    return [_plain(folder, each, out) for folder, each in found], errors


def refuse(plain: list[dict[str, object]], out: Output) -> Exit:
    """Say that there is an error among what was found."""
    out.failure("course.faults", out.words("error.course.faults"), Exit.REFUSED, findings=plain)
    return Exit.REFUSED


def preview(args: argparse.Namespace, out: Output) -> Exit:
    """Show a course until its window is closed. Raises Invalid: no course; EnvironmentFault: no display."""
    folder: Path = args.folder
    if not (folder / COURSE_FILE).is_file():
        raise Invalid("course.no_course", where=str(folder))
    words = load_wording(args.language)
    if not has_display():
        raise EnvironmentFault("display.none")
    from detectors_app.staff.content_preview import run

    code = run(folder, words, args.module)
    out.result(closed=True)
    return Exit.OK if code == 0 else Exit.BUG


def _found(folder: Path) -> tuple[Finding, ...]:
    from detectors_app.content.course_lint import lint_course

    return lint_course(folder)


def _said(folder: Path, finding: Finding, out: Output) -> str:
    """Give the line for a finding; its file is named so that an editor finds it from here."""
    text = out.words(f"error.{finding.key}", where=f"{folder / finding.file}:{finding.line}", **finding.facts)
    return text if finding.severity is Severity.ERROR else out.words("cli.content.lint.warning", finding=text)


def _plain(folder: Path, finding: Finding, out: Output) -> dict[str, object]:
    return {
        "file": str(folder / finding.file),
        "line": finding.line,
        "key": finding.key,
        "severity": finding.severity.value,
        "text": _said(folder, finding, out),
    }
