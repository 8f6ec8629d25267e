"""Parts a module's file into its front matter, its running text and its `:::` blocks; understands none of them.

It goes by whole lines, so that everything keeps its line number, and so that a block which is never closed is an
error instead of swallowing the rest of the module.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from detectors_app.content.course_findings import Source
from detectors_app.content.course_yaml import Node

_BORDER = "---"
_FENCE = ":::"
_OPENING = re.compile(r":::[ \t]*([A-Za-z-]+)[ \t]*(.*)")
_ATTRIBUTE = re.compile(r"""[ \t]*([a-z_]+)=(?:"([^"]*)"|([^\s"=]+))(?=[ \t]|$)""")


@dataclass(frozen=True, slots=True)
class Words:
    """Running text, with the number of its first line."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Fenced:
    """A block: its kind, its attributes as members, and what stands in it."""

    line: int
    kind: str
    attributes: dict[str, Node]
    body: Words


@dataclass(frozen=True, slots=True)
class Sheet:
    """A module's file in its parts. `front` is None where there is none."""

    front: Words | None
    parts: tuple[Words | Fenced, ...]


def split(text: str, source: Source) -> Sheet:
    """Part a file, noting what is not closed or not opened."""
    lines = text.split("\n")
    front, at = _front(lines, source)
    parts: list[Words | Fenced] = []
    begun = at
    while at < len(lines):
        if not lines[at].lstrip().startswith(_FENCE):
            at += 1
            continue
        parts += _words(lines, begun, at)
        opening = at
        at = _end_of(lines, at)
        block = _fenced(lines, opening, at, source)
        parts += [block] if block is not None else []
        begun = at = at + 1
    parts += _words(lines, begun, len(lines))
    return Sheet(front, tuple(parts))


def _front(lines: list[str], source: Source) -> tuple[Words | None, int]:
    if lines[0].rstrip() != _BORDER:
        return None, 0
    for at in range(1, len(lines)):
        if lines[at].rstrip() == _BORDER:
            return Words(2, "\n".join(lines[1:at])), at + 1
    source.wrong(1, "front_open")
    return None, len(lines)


def _words(lines: list[str], begun: int, end: int) -> list[Words]:
    text = "\n".join(lines[begun:end])
    return [Words(begun + 1, text)] if text.strip() else []


def _end_of(lines: list[str], opening: int) -> int:
    """Give where a block ends: at its closing line, or before the next opening, or after the last line."""
    if lines[opening].strip() == _FENCE:
        return opening
    for at in range(opening + 1, len(lines)):
        if lines[at].lstrip().startswith(_FENCE):
            return at if lines[at].rstrip() == _FENCE else at - 1
    return len(lines)


def _fenced(lines: list[str], opening: int, end: int, source: Source) -> Fenced | None:
    line = opening + 1
    found = _OPENING.fullmatch(lines[opening].rstrip())
    if found is None:
        source.wrong(line, "fence_stray")
        return None
    if end >= len(lines) or lines[end].rstrip() != _FENCE or end == opening:
        source.wrong(line, "fence_open", name=found[1])
        return None
    return Fenced(line, found[1], _attributes(found[2], line, source), Words(line + 1, "\n".join(lines[line:end])))


def _attributes(text: str, line: int, source: Source) -> dict[str, Node]:
    found: dict[str, Node] = {}
    at = 0
    for each in _ATTRIBUTE.finditer(text):
        if each.start() != at:
            break
        at = each.end()
        if each[1] in found:
            source.wrong(line, "twice", name=each[1])
        found[each[1]] = Node(line, each[3] if each[2] is None else each[2], line)
    if text[at:].strip():
        source.wrong(line, "attributes")
    return found
