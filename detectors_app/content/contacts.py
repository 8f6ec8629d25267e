"""Reads help and whom to ring from `resources/contacts`; other texts ask it for a number by `{phone:key}`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from detectors_app.content.catalogue import Translation, load_translation
from detectors_app.content.languages import ENGLISH, is_right_to_left
from detectors_app.content.paths import resources_dir
from detectors_app.domain.errors import Invalid

_NO_BREAK = "\u00a0"
_LEFT_TO_RIGHT, _END = "\u2066", "\u2069"
"""Isolates (Unicode's UAX 9) keep a number's groups in their order inside words that run from right to left."""
_PHONE = re.compile(r"\{phone:([^{}]*)\}")


class BlockKind(StrEnum):
    """How a block of help is shown: running text, points, things to say or do, or things not to do."""

    TEXT = "text"
    POINTS = "points"
    DO = "do"
    DO_NOT = "do_not"


@dataclass(frozen=True, slots=True)
class Block:
    """Some lines of help under a small heading."""

    key: str
    title: str
    kind: BlockKind
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """One role and its number, None where the council has not given it. `last_checked` is None until someone has.

    `search` holds more words that people may look for it by; nobody is shown them.
    """

    key: str
    name: str
    number: str | None
    about: str
    source: str
    last_checked: date | None
    search: str = ""


@dataclass(frozen=True, slots=True)
class ContactGroup:
    """Help and contacts under one heading, in the order to show."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    entries: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class Contacts:
    """Every contact of one language; `approved_by` is None while the service has not approved them."""

    groups: tuple[ContactGroup, ...]
    approved_by: str | None
    warn_after_days: int
    approved_on: date | None = None
    right_to_left: bool = False

    def entries(self) -> Iterator[Contact]:
        """Give every contact in order."""
        for group in self.groups:
            yield from group.entries

    def find(self, key: str) -> Contact | None:
        """Give the contact with this key."""
        return next((each for each in self.entries() if each.key == key), None)

    def phone(self, key: str) -> str:
        """Give what `{phone:key}` stands for: the number, or the role's name where no number is set.

        Raises Invalid for a key that is not there.
        """
        found = self.find(key)
        if found is None:
            raise Invalid("contacts.unknown", where=key)
        return self.number_of(found) or found.name

    def number_of(self, contact: Contact) -> str:
        """Give a contact's number as it is shown, empty where none is set.

        Its spaces do not break: half a number at the end of a line is a wrong number. Where words run from right to
        left its groups keep their order.
        """
        number = (contact.number or "").replace(" ", _NO_BREAK)
        return f"{_LEFT_TO_RIGHT}{number}{_END}" if number and self.right_to_left else number

    def fill(self, text: str) -> str:
        """Put numbers for every `{phone:key}`. Raises Invalid for a key that is not there."""
        return _PHONE.sub(lambda found: self.phone(found[1]), text)

    def __format__(self, key: str) -> str:
        """Give a number, so that `str.format(phone=contacts)` understands `{phone:key}`."""
        return self.phone(key)

    def is_due(self, contact: Contact, today: date) -> bool:
        """Say whether someone should check this contact again (or for the first time)."""
        return contact.last_checked is None or (today - contact.last_checked).days > self.warn_after_days

    def due(self, today: date) -> tuple[Contact, ...]:
        """Give every contact that someone should check."""
        return tuple(each for each in self.entries() if self.is_due(each, today))


def load_contacts(language: str = ENGLISH, folder: Path | None = None) -> Contacts:
    """Read the contacts, in a language where it has their words; the numbers are the same in each.

    Raises Invalid, naming the file and the place.
    """
    found = read_contacts(folder)
    translation = load_translation(language)
    translated = replace(found, groups=tuple(_translated(each, translation) for each in found.groups))
    spoken = replace(translated, right_to_left=is_right_to_left(language))
    return replace(spoken, groups=tuple(_filled(each, spoken) for each in spoken.groups))


def read_contacts(folder: Path | None = None) -> Contacts:
    """Read the file as written, with `{phone:key}` in its lines. Raises Invalid, naming the file and the place."""
    path = (folder or resources_dir() / "contacts") / f"{ENGLISH}.json"
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        return _contacts(plain)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Invalid("contacts.malformed", where=f"{path.name}: {error}") from error


def contact_texts(contacts: Contacts) -> Iterator[tuple[str, str]]:
    """Give every text that is translated, under a key made of the ids: what a translation overlays."""
    for group in contacts.groups:
        yield f"contacts.{group.key}", group.title
        for block in group.blocks:
            yield f"contacts.{group.key}.{block.key}", block.title
            for place, line in enumerate(block.lines, 1):
                yield f"contacts.{group.key}.{block.key}.{place}", line
        for each in group.entries:
            yield from _entry_texts(each)


def _entry_texts(each: Contact) -> Iterator[tuple[str, str]]:
    yield f"contacts.entry.{each.key}.name", each.name
    yield f"contacts.entry.{each.key}.about", each.about
    if each.search:
        yield f"contacts.entry.{each.key}.search", each.search


def _translated(group: ContactGroup, say: Translation) -> ContactGroup:
    place = f"contacts.{group.key}"
    return replace(
        group,
        title=say(place, group.title),
        blocks=tuple(_translated_block(each, place, say) for each in group.blocks),
        entries=tuple(_translated_entry(each, say) for each in group.entries),
    )


def _translated_block(block: Block, place: str, say: Translation) -> Block:
    place = f"{place}.{block.key}"
    lines = tuple(say(f"{place}.{number}", line) for number, line in enumerate(block.lines, 1))
    return replace(block, title=say(place, block.title), lines=lines)


def _translated_entry(each: Contact, say: Translation) -> Contact:
    texts = {key.rpartition(".")[2]: say(key, text) for key, text in _entry_texts(each)}
    return replace(each, name=texts["name"], about=texts["about"], search=texts.get("search", ""))


def _filled(group: ContactGroup, contacts: Contacts) -> ContactGroup:
    def fill(block: Block) -> Block:
        return replace(block, title=contacts.fill(block.title), lines=tuple(map(contacts.fill, block.lines)))

    return replace(group, blocks=tuple(fill(each) for each in group.blocks))


def _contacts(plain: dict[str, object]) -> Contacts:
    groups = plain["groups"]
    if not isinstance(groups, list):
        raise TypeError("groups")
    approved_by, days = plain["approved_by"], plain["warn_after_days"]
    if not isinstance(days, int) or not isinstance(approved_by, str | None):
        raise TypeError("approved_by")
    found = Contacts(tuple(_group(each) for each in groups), approved_by, days, _day(plain, "approved_on"))
    keys = [key for key, _ in contact_texts(found)]
    if len(set(keys)) != len(keys):
        raise ValueError("a key stands twice")  # noqa: TRY003 - for whoever edits the file
    for _, text in contact_texts(found):
        found.fill(text)
    return found


def _group(plain: dict[str, object]) -> ContactGroup:
    blocks, entries = plain["blocks"], plain["entries"]
    if not isinstance(blocks, list) or not isinstance(entries, list):
        raise TypeError("entries")
    made = tuple(_block(each) for each in blocks)
    return ContactGroup(_text(plain, "key"), _text(plain, "title"), made, tuple(_contact(each) for each in entries))


def _block(plain: dict[str, object]) -> Block:
    lines = plain["lines"]
    if not isinstance(lines, list) or not all(isinstance(each, str) and each for each in lines):
        raise TypeError("lines")
    return Block(_text(plain, "key"), _text(plain, "title"), BlockKind(_text(plain, "kind")), tuple(lines))


def _contact(plain: dict[str, object]) -> Contact:
    return Contact(
        _text(plain, "key"),
        _text(plain, "name"),
        None if plain["number"] is None else _text(plain, "number"),
        _text(plain, "about"),
        _text(plain, "source"),
        _day(plain, "last_checked"),
        _text(plain, "search") if "search" in plain else "",
    )


def _day(plain: dict[str, object], member: str) -> date | None:
    return None if plain[member] is None else date.fromisoformat(_text(plain, member))


def _text(plain: dict[str, object], member: str) -> str:
    value = plain[member]
    if not isinstance(value, str) or not value:
        raise TypeError(member)
    return value
