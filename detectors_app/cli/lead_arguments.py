"""The arguments of `detectors lead …`; imports no command's code."""

from __future__ import annotations

from pathlib import Path

from detectors_app.cli.arguments import Commands, add_passphrase
from detectors_app.content.wording import Wording
from detectors_app.domain.figures import By


def add_lead(commands: Commands, words: Wording) -> None:
    """Add `lead …`."""
    lead = commands.below(commands.add("lead", "main:none"), "lead", required=True)
    staff = lead.below(lead.add("staff", "main:none"), "staff", required=True)
    for name, run in (("preview", "lead:preview_staff"), ("import", "lead:import_staff")):
        one = staff.add(name, run)
        one.add_argument("file", type=Path, metavar="FILE", help=words("cli.help.lead.file"))
        one.add_argument("--as-of", default=None, metavar="DAY", help=words("cli.help.lead.as_of"))
        if name == "import":
            one.add_argument("--smaller", action="store_true", help=words("cli.help.lead.smaller"))
        add_passphrase(one, words)
    session = lead.add("session", "lead:session")
    session.add_argument("--course", required=True, metavar="COURSE", help=words("cli.help.lead.course"))
    session.add_argument("--on", default=None, metavar="DAY", help=words("cli.help.lead.held_on"))
    who = session.add_mutually_exclusive_group(required=True)
    who.add_argument("--staff", default="", metavar="NUMBERS", help=words("cli.help.lead.numbers"))
    who.add_argument("--file", type=Path, default=None, metavar="FILE", help=words("cli.help.lead.numbers_file"))
    session.add_argument("--unknown", action="store_true", help=words("cli.help.lead.unknown"))
    add_passphrase(session, words)
    withdraw = lead.add("withdraw", "lead:withdraw")
    withdraw.add_argument("entry", metavar="ENTRY", help=words("cli.help.lead.entry"))
    add_passphrase(withdraw, words)
    _figures(lead, words)
    _records(lead, words)


def _figures(lead: Commands, words: Wording) -> None:
    figures = lead.add("figures", "lead:figures")
    figures.add_argument("--by", choices=[each.value for each in By], default=None, help=words("cli.help.lead.by"))
    reminders = lead.add("reminders", "lead:reminders")
    reminders.add_argument("--team", default=None, metavar="TEAM", help=words("cli.help.lead.team"))
    reminders.add_argument("--out", type=Path, default=None, metavar="FILE", help=words("cli.help.lead.out"))
    for each in (figures, reminders):
        each.add_argument("--course", default=None, metavar="COURSE", help=words("cli.help.lead.course"))
    export = lead.add("export", "lead:export")
    export.add_argument("--out", type=Path, required=True, metavar="FILE", help=words("cli.help.lead.out"))
    for each in (figures, reminders, export):
        each.add_argument("--on", default=None, metavar="DAY", help=words("cli.help.lead.on"))
        add_passphrase(each, words)
    check = lead.add("check", "lead:check")
    check.add_argument("code", metavar="CODE", help=words("cli.help.lead.code"))
    add_passphrase(check, words)


def _records(lead: Commands, words: Wording) -> None:
    records = lead.below(lead.add("records", "main:none"), "records", required=True)
    where = records.add("set", "lead_records:set_store")
    for name, shown in (("address", "URL"), ("account", "NAME"), ("home-page", "URL")):
        sentence = words(f"cli.help.lead.records.{name.replace('-', '_')}")
        where.add_argument(f"--{name}", required=True, metavar=shown, help=sentence)
    add_passphrase(where, words)
    for name in ("status", "send", "stop"):
        add_passphrase(records.add(name, f"lead_records:{name}"), words)
