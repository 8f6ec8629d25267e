"""Reads whom to ring from `resources/contacts`; other texts ask it for a number by `{phone:key}` and hold none."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from detectors_app.content.paths import resources_dir
from detectors_app.domain.errors import Invalid

_NO_BREAK = "\u00a0"
_PHONE = re.compile(r"\{phone:([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Contact:
    """One role and its number, None where the council has not given it. `last_checked` is None until someone has."""

    key: str
    name: str
    number: str | None
    about: str
    source: str
    last_checked: date | None


@dataclass(frozen=True, slots=True)
class ContactGroup:
    """Contacts under one heading, in the order to show."""

    key: str
    title: str
    entries: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class Contacts:
    """Every contact of one language; `approved_by` is None while the service has not approved them."""

    groups: tuple[ContactGroup, ...]
    approved_by: str | None
    warn_after_days: int

    def find(self, key: str) -> Contact | None:
        """Give the contact with this key."""
        return next((each for group in self.groups for each in group.entries if each.key == key), None)

    def phone(self, key: str) -> str:
        """Give what `{phone:key}` stands for: the number, or the role's name where no number is set.

        A number's spaces do not break: half a number at the end of a line is a wrong number.
        Raises Invalid for a key that is not there.
        """
        found = self.find(key)
        if found is None:
            raise Invalid("contacts.unknown", where=key)
        return found.number.replace(" ", _NO_BREAK) if found.number else found.name

    def fill(self, text: str) -> str:
        """Put numbers for every `{phone:key}`. Raises Invalid for a key that is not there."""
        return _PHONE.sub(lambda found: self.phone(found[1]), text)

    def __format__(self, key: str) -> str:
        """Give a number, so that `str.format(phone=contacts)` understands `{phone:key}`."""
        return self.phone(key)

    def is_due(self, contact: Contact, today: date) -> bool:
        """Say whether someone should check this number again (or for the first time)."""
        return contact.last_checked is None or (today - contact.last_checked).days > self.warn_after_days


def load_contacts(language: str = "en", folder: Path | None = None) -> Contacts:
    """Read the contacts of a language. Raises Invalid, naming the file and the place."""
    path = (folder or resources_dir() / "contacts") / f"{language}.json"
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        return _contacts(plain)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Invalid("contacts.malformed", where=f"{path.name}: {error}") from error


def _contacts(plain: dict[str, object]) -> Contacts:
    groups = plain["groups"]
    if not isinstance(groups, list):
        raise TypeError("groups")
    approved_by, days = plain["approved_by"], plain["warn_after_days"]
    if not isinstance(days, int) or not isinstance(approved_by, str | None):
        raise TypeError("approved_by")
    found = Contacts(tuple(_group(each) for each in groups), approved_by, days)
    keys = [each.key for group in found.groups for each in group.entries]
    if len(set(keys)) != len(keys):
        raise ValueError("a key stands twice")  # noqa: TRY003 - for whoever edits the file
    return found


def _group(plain: dict[str, object]) -> ContactGroup:
    entries = plain["entries"]
    if not isinstance(entries, list):
        raise TypeError("entries")
    return ContactGroup(_text(plain, "key"), _text(plain, "title"), tuple(_contact(each) for each in entries))


def _contact(plain: dict[str, object]) -> Contact:
    number = None if plain["number"] is None else _text(plain, "number")
    checked = None if plain["last_checked"] is None else date.fromisoformat(_text(plain, "last_checked"))
    return Contact(
        _text(plain, "key"), _text(plain, "name"), number, _text(plain, "about"), _text(plain, "source"), checked
    )


def _text(plain: dict[str, object], member: str) -> str:
    value = plain[member]
    if not isinstance(value, str) or not value:
        raise TypeError(member)
    return value
