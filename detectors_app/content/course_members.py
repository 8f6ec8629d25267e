"""Takes the members of a YAML mapping one by one, each of the kind that is wanted, and notes what is left over."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import TypeVar

from detectors_app.content.course_findings import Source
from detectors_app.content.course_yaml import Node, Unread
from detectors_app.content.languages import ENGLISH

_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
_TIME = re.compile(r"(?:([0-9]{1,2}):)?([0-5]?[0-9]):([0-5][0-9])(?:\.([0-9]{1,3}))?")
_MARKUP = re.compile(r"\*\*|\]\(|<[A-Za-z/!]")
WHOLE = 1000
_Kind = TypeVar("_Kind", bound=StrEnum)


def is_id(text: str) -> bool:
    """Say whether this can name a course, a module, a block …: small letters, digits and hyphens."""
    return _ID.fullmatch(text) is not None


class Members:
    """The members of one mapping. Each call takes one; `close` notes those that nobody asked for."""

    def __init__(self, node: Node, source: Source) -> None:
        """Take them from a node; one that is no mapping is noted, and then everything is missing without a word."""
        self.source = source
        self.line = node.line
        self.given = node.value if isinstance(node.value, dict) else None
        self._asked: set[str] = set()
        if self.given is None and not isinstance(node.value, Unread):
            source.wrong(node.line, "wants_map")

    def take(self, name: str, *, optional: bool = False) -> Node | None:
        """Give one member; one that is missing is noted unless it may be."""
        self._asked.add(name)
        found = (self.given or {}).get(name)
        if found is None and self.given is not None and not optional:
            self.source.wrong(self.line, "missing", name=name)
        return found

    def line_of(self, name: str) -> int:
        """Give where a member stands, or where it is missed."""
        found = (self.given or {}).get(name)
        return self.line if found is None else found.line

    def text(self, name: str, *, optional: bool = False) -> str:
        """Give a member that is text, empty where there is none."""
        return self._text(name, self.take(name, optional=optional))

    def said(self, name: str, *, optional: bool = False) -> str:
        """Give words that a trainee reads as they stand: no bold, no links."""
        return self._said(name, self.take(name, optional=optional))

    def tongue(self, name: str, *, optional: bool = False) -> tuple[str, dict[str, str]]:
        """Give words that are written as ``{en: "…", bn: "…"}``: those shown, and all as written, by language."""
        node = self.take(name, optional=optional)
        if node is None:
            return "", {}
        if not isinstance(node.value, dict) or ENGLISH not in node.value:
            self.source.wrong(node.line, "wants_tongue", name=name)
            return "", {}
        chosen = node.value.get(self.source.gathered.language, node.value[ENGLISH])
        return self._said(name, chosen), {key: self._text(name, each) for key, each in node.value.items()}

    def flag(self, name: str) -> bool:
        """Give a member that is true or false; false where it is missing."""
        node = self.take(name, optional=True)
        if node is not None and not isinstance(node.value, bool):
            self.source.wrong(node.line, "wants_flag", name=name)
        return node is not None and node.value is True

    def number(self, name: str, default: int | None, least: int, most: int) -> int:
        """Give a whole number within bounds."""
        node = self.take(name, optional=default is not None)
        if node is None:
            return least if default is None else default
        if not isinstance(node.value, int) or isinstance(node.value, bool) or not least <= node.value <= most:
            self.source.wrong(node.line, "wants_number", name=name, least=least, most=most)
            return least
        return node.value

    def share(self, name: str, default: int) -> int:
        """Give a share between 0 and 1 as per mille."""
        node = self.take(name, optional=True)
        if node is None:
            return default
        if not isinstance(node.value, int | float) or isinstance(node.value, bool) or not 0 < node.value <= 1:
            self.source.wrong(node.line, "wants_share", name=name)
            return default
        return round(node.value * WHOLE)

    def items(self, name: str, *, optional: bool = False) -> tuple[Node, ...]:
        """Give a member that is a list."""
        node = self.take(name, optional=optional)
        if node is None:
            return ()
        if not isinstance(node.value, tuple):
            self.source.wrong(node.line, "wants_list", name=name)
            return ()
        return node.value

    def words(self, name: str) -> tuple[str, ...]:
        """Give a list of sentences for a trainee; none where it is missing."""
        return tuple(self._said(name, each) for each in self.items(name, optional=True))

    def ids(self, name: str, *, optional: bool = False) -> tuple[str, ...]:
        """Give a list of ids, each once."""
        found: list[str] = []
        for each in self.items(name, optional=optional):
            text = self._id(name, each)
            if text in found:
                self.source.wrong(each.line, "same_id", name=text)
            elif text:
                found.append(text)
        return tuple(found)

    def id(self, name: str, *, optional: bool = False) -> str:
        """Give an id, empty where there is none."""
        node = self.take(name, optional=optional)
        return "" if node is None else self._id(name, node)

    def one_of(self, name: str, kind: type[_Kind], default: _Kind | None) -> _Kind:
        """Give a member that is one of some words."""
        node = self.take(name, optional=default is not None)
        fallback = default or next(iter(kind))
        if node is None:
            return fallback
        if node.value in {each.value for each in kind}:
            return kind(str(node.value))
        self.source.wrong(node.line, "one_of", name=name, known=", ".join(kind))
        return fallback

    def time_ms(self, name: str) -> int:
        """Give a time of a film, written ``0:40``, ``01:02:03`` or ``00:40.5``, in milliseconds."""
        node = self.take(name)
        found = _TIME.fullmatch(node.value) if node is not None and isinstance(node.value, str) else None
        if found is None:
            if node is not None:
                self.source.wrong(node.line, "wants_time", name=name)
            return 0
        hours, minutes, seconds, rest = found.groups()
        return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int((rest or "0").ljust(3, "0"))

    def day(self, name: str) -> date | None:
        """Give a day, written ``2026-11-22``; None where it is null or missing."""
        node = self.take(name, optional=True)
        if node is None or node.value is None:
            return None
        try:
            return date.fromisoformat(str(node.value))
        except ValueError:
            self.source.wrong(node.line, "wants_day", name=name)
            return None

    def close(self) -> None:
        """Note every member that nobody asked for: a slip of the pen must not pass silently."""
        for name, node in (self.given or {}).items():
            if name not in self._asked:
                known = ", ".join(sorted(self._asked))
                self.source.wrong(node.named_line or node.line, "unknown", name=name[:40], known=known)

    def _text(self, name: str, node: Node | None) -> str:
        if node is None:
            return ""
        if not isinstance(node.value, str) or not node.value.strip():
            self.source.wrong(node.line, "wants_text", name=name)
            return ""
        return " ".join(node.value.split())

    def _said(self, name: str, node: Node | None) -> str:
        text = self._text(name, node)
        if node is None or not text:
            return ""
        if _MARKUP.search(text):
            self.source.wrong(node.line, "plain", name=name)
        return self.source.say(node.line, text)

    def _id(self, name: str, node: Node) -> str:
        text = self._text(name, node)
        if text and not is_id(text):
            self.source.wrong(node.line, "id", name=text[:64])
            return ""
        return text
