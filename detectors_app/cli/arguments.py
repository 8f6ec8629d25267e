"""The commands and their arguments; imports no command's code, so that `--help` answers at once."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NoReturn

from detectors_app.cli.exit_codes import Usage
from detectors_app.content.wording import Wording
from detectors_app.domain.preferences import TEXT_PERCENTS, Look

LARGEST_PORT = 65535
_HERE = "detectors_app.cli."
STAFF = "staff"
"""The command whose window must come at once: it does not wait until all that the other commands take is laid out."""


class Parser(argparse.ArgumentParser):
    """A parser that raises instead of ending the process, so that JSON can be answered in JSON."""

    def error(self, message: str) -> NoReturn:
        """Refuse what was typed."""
        raise Usage(message)


class _Version(argparse.Action):
    """Says the version; looks it up only when it is asked for, because that is slow."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from importlib.metadata import PackageNotFoundError, version

        try:
            print(version("detectors-app"))
        except PackageNotFoundError:
            print("0")
        parser.exit(0)


class Commands:
    """Adds commands with their help from the catalogue."""

    def __init__(self, words: Wording, group: argparse._SubParsersAction[Parser], path: str) -> None:
        self._words = words
        self._group = group
        self._path = path

    def add(self, name: str, run: str) -> Parser:
        """Add one command; `run` is ``module:function``, imported only when the command is run."""
        sentence = self._words(f"cli.help.{self._path}{name}")
        parser = self._group.add_parser(name, help=sentence, description=sentence, allow_abbrev=False)
        _common(parser, self._words)
        parser.set_defaults(run=_HERE + run)
        return parser

    def below(self, parser: Parser, name: str, *, required: bool) -> Commands:
        """Begin the commands of a group."""
        below = parser.add_subparsers(dest=f"{name}_command", required=required, parser_class=Parser, metavar="COMMAND")
        return Commands(self._words, below, f"{self._path}{name}.")


def _common(parser: argparse.ArgumentParser, words: Wording) -> None:
    missing = argparse.SUPPRESS  # A group's own value must not be undone by its command's default.
    parser.add_argument("--data", type=Path, default=missing, metavar="DIR", help=words("cli.help.data"))
    parser.add_argument("--json", action="store_true", default=missing, help=words("cli.help.json"))


def build_parser(words: Wording, first: str = "") -> argparse.ArgumentParser:
    """Give the parser of the whole command line, or of `staff` alone where that is the `first` word."""
    parser = Parser(prog="detectors", description=words("cli.help"), epilog=words("cli.help.end"), allow_abbrev=False)
    parser.add_argument("--version", action=_Version, nargs=0, help=words("cli.help.version"))
    parser.set_defaults(data=None, json=False, passphrase_fd=None)
    group = parser.add_subparsers(dest="command", required=True, parser_class=Parser, metavar="COMMAND")
    commands = Commands(words, group, "")
    _staff(commands, words)
    if first == STAFF:
        return parser
    _windows(commands, words)
    _authority(commands, words)
    _mailbox(commands, words)
    _laptop(commands, words)
    _people(commands, words)
    _concern(commands, words)
    _casework(commands, words)
    from detectors_app.cli.lead_arguments import add_lead  # not before the staff window's first paint

    add_lead(commands, words)
    _words(commands, words)
    _content(commands, words)
    return parser


def add_passphrase(parser: argparse.ArgumentParser, words: Wording) -> None:
    """Let a command take its passphrases from a descriptor."""
    parser.add_argument(
        "--passphrase-fd", type=_whole_number, default=None, metavar="N", help=words("cli.help.passphrase_fd")
    )


def _staff(commands: Commands, words: Wording) -> None:
    staff = commands.add(STAFF, "windows:staff")
    staff.add_argument("--background", action="store_true", help=words("cli.help.staff.background"))
    staff.add_argument("--exit-after-first-paint", action="store_true", help=argparse.SUPPRESS)


def _windows(commands: Commands, words: Wording) -> None:
    desk = commands.add("desk", "windows:desk")
    below = commands.below(desk, "desk", required=False)
    init = below.add("init", "desk:init")
    init.add_argument("--name", required=True, help=words("cli.help.desk.name"))
    init.add_argument("--id", default="", help=words("cli.help.desk.id"))
    init.add_argument("--role", choices=("officer", "manager", "lead"), default="officer")
    init.add_argument("--card", type=Path, required=True, metavar="FILE", help=words("cli.help.desk.card"))
    add_passphrase(init, words)
    grant = below.add("grant", "desk:grant")
    grant.add_argument("--out", type=Path, default=None, metavar="FILE", help=words("cli.help.desk.out"))
    grant.add_argument("--code", action="store_true", help=words("cli.help.desk.code"))
    grant.add_argument("--label", required=True, help=words("cli.help.desk.label"))
    grant.add_argument("--name", default="", help=words("cli.help.desk.for_name"))
    grant.add_argument("--role", default="", help=words("cli.help.desk.for_role"))
    grant.add_argument("--team", default="", help=words("cli.help.desk.for_team"))
    grant.add_argument("--days", type=_whole_number, default=14, help=words("cli.help.desk.days"))
    grant.add_argument("--box", action="append", choices=("concerns", "learning"), help=words("cli.help.desk.box"))
    add_passphrase(grant, words)
    screens = commands.add("screens", "screens:screens")
    screens.add_argument("--out", type=Path, required=True, metavar="DIR", help=words("cli.help.screens.out"))
    screens.add_argument("--language", default="en", metavar="CODE", help=words("cli.help.screens.language"))
    looks = [each.value for each in Look if each is not Look.SYSTEM]
    screens.add_argument("--look", choices=looks, default=Look.LIGHT.value, help=words("cli.help.screens.look"))
    screens.add_argument("--text", type=int, choices=TEXT_PERCENTS, default=100, help=words("cli.help.screens.text"))
    demo = commands.add("demo", "demo:demo")
    demo.add_argument("--headless", action="store_true", help=words("cli.help.demo.headless"))
    demo.add_argument("--say", default=None, metavar="TEXT", help=words("cli.help.demo.say"))


def _authority(commands: Commands, words: Wording) -> None:
    authority = commands.below(commands.add("authority", "main:none"), "authority", required=True)
    init = authority.add("init", "authority:init")
    init.add_argument("--out", type=Path, required=True, metavar="DIR", help=words("cli.help.authority.out"))
    add_passphrase(init, words)
    sign = authority.add("sign", "authority:sign")
    sign.add_argument("paper", type=Path, metavar="PLAN|STATEMENT", help=words("cli.help.authority.paper"))
    sign.add_argument("--key", type=Path, required=True, metavar="FILE", help=words("cli.help.authority.key"))
    sign.add_argument("--out", type=Path, required=True, metavar="FILE", help=words("cli.help.authority.sign_out"))
    sign.add_argument("--previous", type=Path, metavar="FILE", help=words("cli.help.authority.previous"))
    add_passphrase(sign, words)
    show = authority.add("show", "authority:show")
    show.add_argument("paper", type=Path, metavar="FILE", help=words("cli.help.authority.show_file"))
    show.add_argument("--previous", type=Path, metavar="FILE", help=words("cli.help.authority.previous"))
    content_key = authority.add("content-key", "content_packs:make_key")
    content_key.add_argument("--out", type=Path, required=True, metavar="DIR", help=words("cli.help.authority.out"))
    add_passphrase(content_key, words)
    custodian = authority.add("custodian", "custodian:make")
    custodian.add_argument("--shares", type=_whole_number, required=True, metavar="N", help=words("cli.help.shares"))
    custodian.add_argument("--need", type=_whole_number, required=True, metavar="K", help=words("cli.help.need"))
    custodian.add_argument("--out", type=Path, required=True, metavar="DIR", help=words("cli.help.custodian.out"))
    join = authority.add("custodian-join", "custodian:drill")
    join.add_argument("shares", type=Path, nargs="+", metavar="SHARE", help=words("cli.help.custodian.join"))


def _mailbox(commands: Commands, words: Wording) -> None:
    mailbox = commands.below(commands.add("mailbox", "main:none"), "mailbox", required=True)
    init = mailbox.add("init", "mailbox:init")
    init.add_argument("--address", required=True, metavar="URL", help=words("cli.help.mailbox.address"))
    init.add_argument("--database", default=None, metavar="URL", help=words("cli.help.mailbox.database"))
    init.add_argument("--card", type=Path, default=None, metavar="FILE", help=words("cli.help.mailbox.card"))
    serve = mailbox.add("serve", "mailbox:serve")
    serve.add_argument("--trust", type=Path, default=None, metavar="FILE", help=words("cli.help.mailbox.trust"))
    serve.add_argument("--database", default=None, metavar="URL", help=words("cli.help.mailbox.database"))
    serve.add_argument("--host", default="127.0.0.1", help=words("cli.help.mailbox.host"))
    serve.add_argument("--port", type=_port, default=8443, help=words("cli.help.mailbox.port"))
    serve.add_argument("--metrics-port", type=_port, default=None, help=words("cli.help.mailbox.metrics_port"))
    serve.add_argument("--workers", type=_whole_number, default=1, help=words("cli.help.mailbox.workers"))


def _laptop(commands: Commands, words: Wording) -> None:
    enrol = commands.add("enrol", "laptop:enrol")
    enrol.add_argument("file", type=Path, nargs="?", default=None, metavar="FILE", help=words("cli.help.enrol.file"))
    enrol.add_argument("--code", action="store_true", help=words("cli.help.enrol.code"))
    enrol.add_argument("--address", default="", metavar="URL", help=words("cli.help.enrol.address"))
    add_passphrase(enrol, words)
    commands.add("form", "form:form")
    record = commands.add("record", "laptop:record")
    record.add_argument("--answers", required=True, metavar="FILE|-", help=words("cli.help.record.answers"))
    record.add_argument("--told-phone", action="store_true", help=words("cli.help.record.told_phone"))
    sync = commands.add("sync", "sync:sync")
    sync.add_argument("--once", action="store_true", help=words("cli.help.sync.once"))
    add_passphrase(sync, words)
    status = commands.add("status", "status:status")
    add_passphrase(status, words)
    homes = commands.below(commands.add("homes", "main:none"), "homes", required=True)
    take_in = homes.add("import", "homes:import_list")
    take_in.add_argument("file", type=Path, metavar="FILE", help=words("cli.help.homes.file"))
    take_in.add_argument("--smaller", action="store_true", help=words("cli.help.homes.smaller"))
    homes.add("sample", "homes:sample")
    homes.add("status", "homes:status")
    training = commands.below(commands.add("training", "main:none"), "training", required=True)
    training.add("status", "training:status")


def _people(commands: Commands, words: Wording) -> None:
    laptop = commands.below(commands.add("laptop", "main:none"), "laptop", required=True)
    laptop.add("people", "people:people")
    use = laptop.add("use", "people:use")
    use.add_argument("number", type=_whole_number, metavar="NUMBER", help=words("cli.help.laptop.number"))
    new = laptop.add("new", "people:new")
    new.add_argument("--name", required=True, help=words("cli.help.desk.for_name"))
    new.add_argument("--role", default="", help=words("cli.help.desk.for_role"))
    new.add_argument("--team", default="", help=words("cli.help.desk.for_team"))
    add_passphrase(new, words)
    for name in ("passphrase", "forgotten"):
        add_passphrase(laptop.add(name, f"people:{name}"), words)


def _concern(commands: Commands, words: Wording) -> None:
    concern = commands.below(commands.add("concern", "main:none"), "concern", required=True)
    concern.add("questions", "concern:questions")
    question = concern.add("question", "concern:question")
    question.add_argument("id", metavar="ID", help=words("cli.help.concern.question_id"))
    add_passphrase(question, words)
    for name, which in (("answer", "question_id"), ("add", "id")):
        one = concern.add(name, f"concern:{name}")
        one.add_argument("id", metavar="ID", help=words(f"cli.help.concern.{which}"))
        one.add_argument("--words", required=True, metavar="FILE|-", help=words("cli.help.concern.words"))
        one.add_argument("--told-phone", action="store_true", help=words("cli.help.record.told_phone"))


def _casework(commands: Commands, words: Wording) -> None:
    casework = commands.below(commands.add("casework", "main:none"), "casework", required=True)
    add_passphrase(casework.add("list", "casework:list_cases"), words)
    for name in ("show", "read", "ask"):
        one = casework.add(name, f"casework:{name}")
        one.add_argument("id", metavar="ID", help=words("cli.help.casework.id"))
        if name == "ask":
            one.add_argument("--words", required=True, metavar="FILE|-", help=words("cli.help.casework.words"))
        add_passphrase(one, words)


def _words(commands: Commands, words: Wording) -> None:
    group = commands.below(commands.add("words", "main:none"), "words", required=True)
    export = group.add("export", "words:export")
    export.add_argument("language", metavar="LANGUAGE", help=words("cli.help.words.language"))
    export.add_argument("file", type=Path, metavar="FILE", help=words("cli.help.words.export_file"))
    take_in = group.add("import", "words:take_in")
    take_in.add_argument("file", type=Path, metavar="FILE", help=words("cli.help.words.import_file"))
    take_in.add_argument("--out", type=Path, default=None, metavar="DIR", help=words("cli.help.words.out"))
    status = group.add("status", "words:status")
    status.add_argument("language", nargs="?", default="", metavar="LANGUAGE", help=words("cli.help.words.language"))


def _content(commands: Commands, words: Wording) -> None:
    group = commands.below(commands.add("content", "main:none"), "content", required=True)
    lint = group.add("lint", "content:lint")
    lint.add_argument("folders", type=Path, nargs="*", metavar="FOLDER", help=words("cli.help.content.folders"))
    preview = group.add("preview", "content:preview")
    preview.add_argument("folder", type=Path, metavar="FOLDER", help=words("cli.help.content.folder"))
    preview.add_argument("--module", default="", metavar="M", help=words("cli.help.content.module"))
    preview.add_argument("--language", default="en", metavar="L", help=words("cli.help.content.language"))
    build = group.add("build", "content_packs:build")
    build.add_argument("folder", type=Path, metavar="FOLDER", help=words("cli.help.content.folder"))
    build.add_argument("--key", type=Path, required=True, metavar="FILE", help=words("cli.help.content.key"))
    build.add_argument("--out", type=Path, default=None, metavar="FILE", help=words("cli.help.content.out"))
    add_passphrase(build, words)
    publish = group.add("publish", "content_packs:publish")
    publish.add_argument("file", type=Path, metavar="PACKFILE", help=words("cli.help.content.pack"))
    add_passphrase(publish, words)


def _whole_number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST_PORT)) + 1):
        raise argparse.ArgumentTypeError(text)
    return int(text)


def _port(text: str) -> int:
    port = _whole_number(text)
    if port > LARGEST_PORT:
        raise argparse.ArgumentTypeError(text)
    return port
