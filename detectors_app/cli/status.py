"""`detectors status`: what lives in a data folder and how it stands, in numbers, times and ids alone."""

from __future__ import annotations

import argparse
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from detectors_app.cli.exit_codes import Exit
from detectors_app.cli.folders import Kind, find_folder
from detectors_app.cli.output import Output
from detectors_app.cli.passphrases import Passphrases
from detectors_app.content.configuration import Configuration, configuration_path, load_configuration
from detectors_app.domain.delivery import Word, word
from detectors_app.domain.errors import Invalid
from detectors_app.domain.ids import reference
from detectors_app.staff.one_instance import is_running
from detectors_app.use_cases.rows import OutboxItem

_TIME = "%Y-%m-%d %H:%M"
WORD_KEYS = {Word.SAVED: "delivery.queued", Word.SENT: "delivery.sent", Word.READ: "delivery.read"}


def status(args: argparse.Namespace, out: Output) -> Exit:
    """Say how it stands. Gives NOT_YET where nothing lives there."""
    folder, kind = find_folder(args)
    if kind is Kind.LAPTOP:
        return _laptop(folder, out)
    if kind is Kind.DESK:
        return _desk(folder, Passphrases(out.words, args.passphrase_fd), out)
    if kind is Kind.SERVICE:
        return _service(folder, out)
    out.say("cli.status.none", path=str(folder))
    out.result(kind=None, data=str(folder))
    return Exit.NOT_YET


def _laptop(folder: Path, out: Output) -> Exit:
    from detectors_app.staff.laptop import Laptop

    with Laptop.open(folder) as laptop:
        stands, people, items = laptop.status(), laptop.people(), laptop.outbox()
        policy_minutes = laptop.policy().idle_minutes
    idle_minutes, idle_from = _say_program(folder, policy_minutes, out)
    name = people[0].name if people else ""
    out.say("cli.status.laptop", name=name, version=stands.bundle_version)
    out.say("cli.status.store", path=str(folder))
    out.say("cli.status.key_place", place=stands.key_place)
    if stands.people > 1:
        out.say("cli.status.people", count=stands.people)
    out.say("cli.status.waiting", count=stands.waiting, drafts=stands.drafts)
    if stands.training_waiting:
        out.say("cli.status.training_waiting", count=stands.training_waiting)
    _say_reached(out, stands.last_reached)
    out.say(f"cli.status.capture.{_capture(folder)}")
    for each in items:
        key = "cli.record.done" if each.about is None else "cli.concern.added"
        name = reference(each.added_to or each.id)
        out.say(key, reference=name, state=out.words(WORD_KEYS[word(each.state)]))
    out.result(
        kind=Kind.LAPTOP.value,
        data=str(folder),
        version=stands.version,
        store_version=stands.store_version,
        name=name,
        people=stands.people,
        enrolled=stands.enrolled,
        registered=stands.registered,
        bundle=stands.bundle_version,
        bundle_fresh=stands.bundle_fresh,
        capture=_capture(folder),
        key_place=stands.key_place,
        running=is_running(folder),
        idle_minutes=idle_minutes,
        idle_minutes_from=idle_from,
        last_reached=_iso(stands.last_reached),
        paused=stands.paused,
        waiting=stands.waiting,
        drafts=stands.drafts,
        training_waiting=stands.training_waiting,
        contacts=_contacts(out),
        outbox=[_item(each) for each in items],
    )
    return Exit.OK


def _say_program(folder: Path, policy_minutes: int, out: Output) -> tuple[int, str]:
    """Say whether the program runs, and after how many idle minutes it locks, by whose wish: policy or IT."""
    out.say("cli.status.running" if is_running(folder) else "cli.status.not_running")
    try:
        configuration = load_configuration()
    except Invalid as error:
        out.problem(out.words.error(error))
        configuration = Configuration()
    minutes = configuration.idle_minutes_of(policy_minutes)
    set_by = "policy" if minutes == policy_minutes else "configuration"
    out.say(f"cli.status.idle.{set_by}", minutes=minutes, path=str(configuration_path()))
    return minutes, set_by


def _desk(folder: Path, passphrases: Passphrases, out: Output) -> Exit:
    from detectors_app.desk.casebook import Casebook

    with closing(Casebook.sign_in(folder, passphrases.known("cli.desk.passphrase"))) as casebook:
        stands = casebook.status()
    out.say("cli.status.desk", name=stands.name, version=stands.bundle)
    out.say("cli.status.store", path=str(folder))
    out.say("cli.status.unread", count=stands.unread, urgent=stands.urgent_unread)
    if stands.missing or stands.unopened:
        out.say("cli.status.missing", missing=stands.missing, unopened=stands.unopened)
    _say_reached(out, stands.last_reached)
    out.say(f"cli.status.capture.{_capture(folder)}")
    out.result(
        kind=Kind.DESK.value,
        data=str(folder),
        officer=stands.officer,
        name=stands.name,
        role=stands.role.value if stands.role else None,
        bundle=stands.bundle,
        fresh_until=_iso(stands.fresh_until),
        last_reached=_iso(stands.last_reached),
        unread=stands.unread,
        urgent_unread=stands.urgent_unread,
        unopened=stands.unopened,
        missing=stands.missing,
        waiting=stands.waiting,
        capture=_capture(folder),
        contacts=_contacts(out),
    )
    return Exit.OK


def _service(folder: Path, out: Output) -> Exit:
    from detectors_app.mailbox.config import FILE_NAME, read_config
    from detectors_app.signing.keys import SigningKey

    config = read_config(folder / FILE_NAME)
    key = SigningKey(config.signing_seed).id
    out.say("cli.status.service", address=config.public_address, kid=key)
    out.result(kind=Kind.SERVICE.value, data=str(folder), address=config.public_address, key=key)
    return Exit.OK


def _contacts(out: Output) -> dict[str, object]:
    """Warn of help and contacts that nobody has approved, or that were not checked for too long."""
    contacts = out.words.contacts
    due = contacts.due(datetime.now(UTC).astimezone().date())
    if contacts.approved_by is None:
        out.say("cli.status.contacts_not_approved")
    if due:
        out.line(out.words.count("cli.status.contacts_due", len(due), days=contacts.warn_after_days))
    return {"approved_by": contacts.approved_by, "due": [each.key for each in due]}


def _capture(folder: Path) -> str:
    """Say whether windows on this folder are kept out of pictures of the screen: `kept_out`, `shared` or `none`."""
    from detectors_app.storage.preferences_file import read_preferences
    from detectors_app.widgets.capture_system import this_system

    if not this_system().is_offered:
        return "none"
    return "shared" if read_preferences(folder).allow_sharing else "kept_out"


def _say_reached(out: Output, moment: datetime | None) -> None:
    when = moment.astimezone().strftime(_TIME) if moment else out.words("cli.status.never")
    out.say("cli.status.last_reached", when=when)


def _item(each: OutboxItem) -> dict[str, object]:
    return {
        "id": str(each.id),
        "reference": reference(each.added_to or each.id),
        "added_to": str(each.added_to) if each.added_to else None,
        "state": each.state.value,
        "word": word(each.state).value,
        "urgent": each.urgent,
        "made_at": _iso(each.made_at),
        "sent_at": _iso(each.sent_at),
        "read_at": _iso(each.read_at),
        "read_by": each.read_by,
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
