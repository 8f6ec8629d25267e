"""`detectors homes import|sample|status`: the list in which the staff app finds a home; opens no window."""

from __future__ import annotations

import argparse
from pathlib import Path

from detectors_app.cli.exit_codes import Exit
from detectors_app.cli.folders import Kind, find_folder
from detectors_app.cli.output import Output
from detectors_app.domain.errors import EnvironmentFault, Invalid
from detectors_app.domain.home_rows import Fault
from detectors_app.staff.laptop import Laptop
from detectors_app.staff.laptop_homes import sample_list
from detectors_app.use_cases.homes.import_homes import Faulty, ImportReport
from detectors_app.use_cases.homes.ports import AboutHomes

_TIME = "%Y-%m-%d %H:%M"


def import_list(args: argparse.Namespace, out: Output) -> Exit:
    """Take in a property list and say what was wrong with which line."""
    return _take_in(args.file, args, out, smaller=args.smaller)


def sample(args: argparse.Namespace, out: Output) -> Exit:
    """Take in the made-up homes that come with the program."""
    return _take_in(sample_list(), args, out, smaller=False)


def status(args: argparse.Namespace, out: Output) -> Exit:
    """Say which list is in use. Gives NOT_YET without one."""
    with _laptop(args) as laptop:
        about = laptop.homes.about()
    if about is None:
        out.say("cli.homes.none")
        out.result(count=0, made_up=None, imported_at=None)
        return Exit.NOT_YET
    _say_about(about, out)
    out.result(**_plain(about))
    return Exit.OK


def _take_in(file: Path, args: argparse.Namespace, out: Output, *, smaller: bool) -> Exit:
    with _laptop(args) as laptop:
        if file.is_dir():
            raise Invalid("file.is_folder", where=str(file))
        try:
            report = laptop.homes.import_file(file, smaller=smaller)
        except (FileNotFoundError, NotADirectoryError) as error:
            raise Invalid("file.missing", where=str(file)) from error
        except (OSError, ValueError) as error:
            raise EnvironmentFault("file.unreadable", path=str(file)) from error
    _say_report(report, out)
    faults = {fault.value: {"count": each.count, "lines": each.lines} for fault, each in report.faults.items()}
    told = {"lines": report.lines, "left_out": report.left_out, "windows_1252": report.windows_1252, "faults": faults}
    if report.about is None:
        out.failure("homes.none_good", out.words("error.homes.none_good"), Exit.REFUSED, **told)
        return Exit.REFUSED
    _say_about(report.about, out)
    out.result(**_plain(report.about), **told)
    return Exit.OK


def _laptop(args: argparse.Namespace) -> Laptop:
    folder, kind = find_folder(args)
    if kind is not Kind.LAPTOP:
        raise Invalid("folder.no_laptop", where=str(folder))
    return Laptop.open(folder)


def _say_report(report: ImportReport, out: Output) -> None:
    out.say("cli.homes.read", lines=report.lines, left_out=report.left_out)
    for fault in Fault:
        if fault in report.faults:
            faulty = report.faults[fault]
            what = out.words(f"cli.homes.fault.{fault.value}")
            out.say("cli.homes.fault", what=what, count=faulty.count, lines=_lines(faulty, out))
    if report.windows_1252:
        out.say("cli.homes.windows_1252", count=report.windows_1252)


def _lines(faulty: Faulty, out: Output) -> str:
    named = ", ".join(str(each) for each in faulty.lines)
    more = faulty.count - len(faulty.lines)
    return out.words("cli.homes.lines_more", lines=named, more=more) if more else named


def _say_about(about: AboutHomes, out: Output) -> None:
    out.say("cli.homes.about", count=about.count, when=about.imported_at.astimezone().strftime(_TIME))
    if about.made_up:
        out.say("cli.homes.made_up")


def _plain(about: AboutHomes) -> dict[str, object]:
    return {"count": about.count, "made_up": about.made_up, "imported_at": about.imported_at.isoformat()}
