"""Reads YAML of the plain kind, each value with its line; knows nothing of courses.

No anchors, aliases or tags, no second document, nothing deeper than a few levels; `yes` and `no` are words, a day or a
time is text. It is built from the parser's events, so that nothing is made of a value before it was looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from detectors_app.content.course_findings import Source

DEEPEST = 12
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,8})")
_BROKEN = re.compile(r"-?[0-9]{1,9}\.[0-9]{1,9}")
_PLAIN: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}


class Unread:
    """In the place of a value that could not be understood; why was noted, and nothing more is to be said of it."""


@dataclass(frozen=True, slots=True)
class Node:
    """A value and where it stands; `named_line` is the line of its name in a mapping."""

    line: int
    value: str | int | float | bool | tuple[Node, ...] | dict[str, Node] | Unread | None
    named_line: int = 0


class _Stop(Exception):  # noqa: N818 - it says that reading ended, after what is wrong was noted
    """What is wrong was noted; nothing after it can be understood."""


def read_yaml(text: str, source: Source, first_line: int = 1) -> Node | None:
    """Give what a text holds, None where nothing; `Unread` where what is wrong was noted.

    Lines count from `first_line`.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        return _document(YAML(typ="safe").parse(text), source, first_line)
    except _Stop:
        pass
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = error.problem or error.context or type(error).__name__
        source.wrong(first_line + (mark.line if mark else 0), "yaml", problem=_one_line(problem))
    except (YAMLError, ValueError, OverflowError, RecursionError) as error:
        source.wrong(first_line, "yaml", problem=_one_line(type(error).__name__))
    return Node(first_line, Unread())


def _one_line(text: str) -> str:
    return " ".join(str(text).split())[:120]


def _document(events: Iterator[Any], source: Source, first_line: int) -> Node | None:
    found: Node | None = None
    for event in events:
        kind = type(event).__name__
        if kind == "DocumentStartEvent" and found is not None:
            source.wrong(first_line + event.start_mark.line, "yaml_second")
            raise _Stop
        if kind in {"ScalarEvent", "SequenceStartEvent", "MappingStartEvent", "AliasEvent"}:
            found = _Builder(events, source, first_line).node(event, 0)
    return found


class _Builder:
    """Makes nodes of events."""

    def __init__(self, events: Iterator[Any], source: Source, first_line: int) -> None:
        self._events = events
        self._source = source
        self._first = first_line

    def node(self, event: Any, depth: int) -> Node:  # noqa: ANN401 - the library gives its events no common type
        kind = type(event).__name__
        line = self._first + event.start_mark.line
        if kind == "AliasEvent" or event.anchor is not None or event.tag is not None:
            self._source.wrong(line, "yaml_alias")
            raise _Stop
        if kind == "ScalarEvent":
            return Node(line, _scalar(event))
        if depth >= DEEPEST:
            self._source.wrong(line, "yaml_deep")
            raise _Stop
        return Node(line, self._items(depth) if kind == "SequenceStartEvent" else self._members(depth))

    def _items(self, depth: int) -> tuple[Node, ...]:
        found = []
        for event in self._events:
            if type(event).__name__ == "SequenceEndEvent":
                break
            found.append(self.node(event, depth + 1))
        return tuple(found)

    def _members(self, depth: int) -> dict[str, Node]:
        found: dict[str, Node] = {}
        for event in self._events:
            if type(event).__name__ == "MappingEndEvent":
                break
            name = self.node(event, depth + 1)
            held = self.node(next(self._events), depth + 1)
            plain = event.value if type(event).__name__ == "ScalarEvent" else None
            if not plain:
                self._source.wrong(name.line, "yaml_name")
            elif plain in found:
                self._source.wrong(name.line, "twice", name=plain)
            else:
                found[plain] = Node(held.line, held.value, name.line)
        return found


def _scalar(event: Any) -> str | int | float | bool | None:  # noqa: ANN401 - as above
    text = str(event.value)
    if event.style:  # of a plain scalar the C parser says "", the other None
        return text
    if text in _PLAIN:
        return _PLAIN[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    return float(text) if _BROKEN.fullmatch(text) else text
