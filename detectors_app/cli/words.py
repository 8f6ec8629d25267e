"""`detectors words`: gives translators their file, takes it back with a report, says what is not translated."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from detectors_app.cli.exit_codes import Exit
from detectors_app.cli.files import make_folder, read_file, refuse_existing, write_new
from detectors_app.cli.output import Output
from detectors_app.content.catalogue import MADE_FROM, load_translation
from detectors_app.content.languages import ENGLISH, PSEUDO, languages
from detectors_app.content.paths import resources_dir
from detectors_app.content.translation import Entry, Standing, entries, standing
from detectors_app.content.translation_sheet import files_of, language_of, read_sheet, write_sheet
from detectors_app.domain.errors import Invalid

_MOST_BYTES = 8 << 20


def export(args: argparse.Namespace, out: Output) -> Exit:
    """Write the file for a translator. Raises Invalid: no such language, or the file exists."""
    language = _foreign(args.language)
    stands, wanted = standing(language), entries(language)
    states = {each.key: out.words("cli.words.safety") for each in wanted if each.is_safety}
    states |= {each.key: out.words("cli.words.changed") for each in stands.changed}
    write_new(args.file, write_sheet(language, wanted, load_translation(language).sentences, states), private=False)
    out.say("cli.words.export.done", path=str(args.file), lines=len(wanted), missing=len(stands.missing))
    out.result(out=str(args.file), language=language, lines=len(wanted), missing=len(stands.missing))
    return Exit.OK


def take_in(args: argparse.Namespace, out: Output) -> Exit:
    """Make a language's files of what came back. Raises Invalid: no such file, or the language is there already.

    Lines with a fault are named and left out: they stay in English. Gives NOT_YET where there are any.
    """
    data = read_file(args.file, most_bytes=_MOST_BYTES)
    language = _foreign(language_of(data))
    wanted = entries(language)
    sheet = read_sheet(data, wanted)
    folder = (args.out or resources_dir() / "locale") / language
    refuse_existing(folder)
    make_folder(folder)
    folder.chmod(0o755)  # sentences are for everyone, unlike a folder of keys
    for name, text in files_of(sheet, wanted, MADE_FROM):
        write_new(folder / name, text, private=False)
    for each in sheet.wrong:
        out.say("cli.words.wrong", line=each.line, name=each.key, why=out.words(f"cli.words.fault.{each.fault.value}"))
    blank = len(wanted) - len(sheet.taken) - len({each.key for each in sheet.wrong} & {each.key for each in wanted})
    out.say("cli.words.import.done", path=str(folder), taken=len(sheet.taken), wrong=len(sheet.wrong), blank=blank)
    wrong = [{"line": each.line, "key": each.key, "fault": each.fault.value} for each in sheet.wrong]
    out.result(out=str(folder), language=language, taken=len(sheet.taken), blank=blank, wrong=wrong)
    return Exit.NOT_YET if sheet.wrong else Exit.OK


def status(args: argparse.Namespace, out: Output) -> Exit:
    """Say how far each language is, or one with every key it lacks. Gives NOT_YET where something is not translated."""
    chosen = [_foreign(args.language)] if args.language else [each.code for each in languages() if each.code != ENGLISH]
    stands = [standing(each) for each in chosen]
    if not stands:
        out.say("cli.words.none")
    for each in stands:
        _say(each, out, every=bool(args.language))
    out.result(languages=[_plain(each) for each in stands])
    return Exit.NOT_YET if any(each.missing or each.changed for each in stands) else Exit.OK


def _say(stands: Standing, out: Output, *, every: bool) -> None:
    safety = sum(each.is_safety for each in stands.missing)
    out.say(
        "cli.words.status",
        language=stands.language,
        translated=stands.translated,
        total=stands.total,
        safety=safety,
        changed=len(stands.changed),
    )
    approval = "cli.words.approved" if stands.approved_by else "cli.words.approval"
    out.say(approval, language=stands.language, who=stands.approved_by or "")
    if every:
        _list("cli.words.missing", stands.missing, out)
        _list("cli.words.again", stands.changed, out)


def _list(key: str, found: Iterable[Entry], out: Output) -> None:
    for each in found:
        out.say(key, name=each.key, english=each.english)


def _plain(stands: Standing) -> dict[str, object]:
    return {
        "language": stands.language,
        "total": stands.total,
        "translated": stands.translated,
        "missing": [each.key for each in stands.missing],
        "changed": [each.key for each in stands.changed],
        "safety_missing": sum(each.is_safety for each in stands.missing),
        "approved_by": stands.approved_by,
    }


def _foreign(language: str) -> str:
    """Give a code back that can be translated into. Raises Invalid: English, or a made-up language."""
    if language == ENGLISH or language in PSEUDO or Path(language).name != language:
        raise Invalid("language.unknown", where=language)
    return language
