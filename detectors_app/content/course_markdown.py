"""Reads the running text of a course into pages of paragraphs, points and pictures; anything else is an error.

Markdown is understood by `markdown-it-py`, without HTML. What our own widgets do not draw is refused by name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from detectors_app.content.course_files import is_inside
from detectors_app.content.course_findings import Named, Source
from detectors_app.content.course_members import is_id
from detectors_app.domain.blocks import Paragraph, Part, Picture, Points, Run, SmallHeading

if TYPE_CHECKING:
    from pathlib import Path

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

PLACES = ("help", "support")
"""What a link may name besides a contact."""
CONTACT = "contact:"
PICTURES = "pictures/"
_HEADING_ID = re.compile(r"(.*?)[ \t]*\{#([^{}]*)\}")
_HTML = re.compile(r"<[A-Za-z/!?]")
_SPACES = re.compile(r"[ \t\n]+")
_NAMES = {
    "blockquote": "> …", "code_block": "    …", "fence": "```", "hr": "---", "code_inline": "`…`", "em": "*…*",
}  # fmt: skip
"""What is refused, as an author would write it."""


@dataclass(slots=True)
class Page:
    """What stands under one heading. `level` is 1 or 2, 0 for words before any; `id` is empty unless it was given."""

    line: int
    level: int
    title: str = ""
    written: str = ""
    id: str = ""
    parts: list[Part] = field(default_factory=list)


def read_pages(text: str, line: int, folder: Path, source: Source, group: Callable[[int], str]) -> list[Page]:
    """Give the pages of a text whose first line is `line`. `group` names what is on the page that begins at a line."""
    return _Reader(text, line, folder, source, group).pages()


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).disable("reference")


def slug(title: str) -> str:
    """Make an id of a title; empty where it has no plain letter or digit."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")[:60].strip("-")


class _Reader:
    """Walks over the tokens of one text."""

    def __init__(self, text: str, line: int, folder: Path, source: Source, group: Callable[[int], str]) -> None:
        self._tokens = _markdown().parse(text)
        self._first = line
        self._folder = folder
        self._source = source
        self._group = group
        self._line = line

    def pages(self) -> list[Page]:
        found = [Page(self._first, 0)]
        at = 0
        while at < len(self._tokens):
            end = self._end_of(at)
            token = self._tokens[at]
            self._line = self._first + (token.map[0] if token.map else 0)
            if token.type == "heading_open" and token.tag in {"h1", "h2"} and token.markup.startswith("#"):
                found.append(self._headed(token, self._tokens[at + 1]))
            else:
                self._source.group = self._group(found[-1].line)
                found[-1].parts += self._parts(token, self._tokens[at:end])
            at = end
        return [each for each in found if each.level or each.parts]

    def _end_of(self, at: int) -> int:
        """Give the place after a token and all that is within it."""
        level = self._tokens[at].level
        while self._tokens[at].nesting != -1 or self._tokens[at].level != level:
            if self._tokens[at].nesting == 0 and self._tokens[at].level == level:
                break
            at += 1
        return at + 1

    def _headed(self, token: Token, inline: Token) -> Page:
        self._source.group = self._group(self._line)
        found = _HEADING_ID.fullmatch(inline.content)
        written = found[1] if found else inline.content
        if found and not is_id(found[2]):
            self._source.wrong(self._line, "id", name=found[2][:64])
        if any(each.type != "text" for each in inline.children or ()):
            self._refuse("**…**")
        if not written:
            self._source.wrong(self._line, "heading_empty")
        page_id = found[2] if found and is_id(found[2]) else ""
        return Page(self._line, int(token.tag[1]), self._source.say(self._line, written), written, page_id)

    def _parts(self, token: Token, tokens: list[Token]) -> Iterator[Part]:
        if token.type == "paragraph_open":
            yield from self._paragraph(tokens[1])
        elif token.type in {"bullet_list_open", "ordered_list_open"}:
            points = tuple(self._points(tokens[1:-1]))
            yield Points(points, numbered=token.type == "ordered_list_open")
        elif token.type == "heading_open" and token.tag == "h3" and token.markup.startswith("#"):
            if any(each.type != "text" for each in tokens[1].children or ()) or not tokens[1].content:
                self._refuse("### **…**")
            yield SmallHeading(self._source.say(self._line, tokens[1].content))
        elif token.type == "heading_open":
            self._source.wrong(self._line, "heading_level")
        else:
            self._refuse(_NAMES.get(token.type.removesuffix("_open"), token.type))

    def _paragraph(self, inline: Token) -> Iterator[Part]:
        children = inline.children or []
        pictures = [each for each in children if each.type == "image"]
        if not pictures:
            yield Paragraph(self._runs(inline))
        elif len(children) == 1:
            yield from self._picture(pictures[0])
        else:
            self._source.wrong(self._line, "picture_alone")

    def _points(self, tokens: list[Token]) -> Iterator[tuple[Run, ...]]:
        """Give each point's words; a point is one paragraph and nothing else."""
        items = [at for at, each in enumerate(tokens) if each.type == "list_item_open" and each.level == 1]
        for at in items:
            token = tokens[at]
            self._line = self._first + (token.map[0] if token.map else 0)
            inside = [each.type for each in tokens[at + 1 : at + 5]]
            if inside[:4] == ["paragraph_open", "inline", "paragraph_close", "list_item_close"]:
                yield self._runs(tokens[at + 2])
            else:
                self._source.wrong(self._line, "point")

    def _picture(self, image: Token) -> Iterator[Part]:
        file, says = str(image.attrs.get("src", "")), _SPACES.sub(" ", image.content).strip()
        if not says:
            self._source.wrong(self._line, "picture_says")
        if not file.startswith(PICTURES) or not file.endswith(".svg") or not is_inside(self._folder, file):
            self._source.wrong(self._line, "picture_place", name=file[:80])
            return
        self._source.gathered.files.append(Named(self._source.file, self._line, file, "no_picture"))
        yield Picture(file, self._source.say(self._line, says) if says else "")

    def _runs(self, inline: Token) -> tuple[Run, ...]:
        found: list[Run] = []
        bold, link = False, ""
        for each in inline.children or ():
            if each.type in {"text", "softbreak", "hardbreak"}:
                text = each.content if each.type == "text" else " "
                found = _joined(found, Run(self._words(text), bold=bold, link=link))
            elif each.type in {"strong_open", "strong_close"}:
                bold = each.type == "strong_open"
            elif each.type in {"link_open", "link_close"}:
                link = self._link(str(each.attrs.get("href", ""))) if each.type == "link_open" else ""
            else:
                self._refuse(_NAMES.get(each.type.removesuffix("_open"), each.type), of=each.type)
        self._note(inline)
        return tuple(found)

    def _words(self, text: str) -> str:
        if _HTML.search(text):
            self._refuse("<…>")
        return self._source.filled(self._line, _SPACES.sub(" ", text))

    def _note(self, inline: Token) -> None:
        """Note a whole paragraph as it is read, with its numbers still by name."""
        parts = (each.content if each.type == "text" else " " for each in inline.children or () if _is_read(each.type))
        text = _SPACES.sub(" ", "".join(parts)).strip()
        if text:
            self._source.note(self._line, text)

    def _link(self, target: str) -> str:
        if target in PLACES:
            return target
        if not target.startswith(CONTACT):
            self._source.wrong(self._line, "link", name=target[:80])
        elif self._source.gathered.contacts.find(target.removeprefix(CONTACT)) is None:
            self._source.wrong(self._line, "contact", name=target.removeprefix(CONTACT)[:80])
        else:
            return target
        return ""

    def _refuse(self, name: str, of: str = "") -> None:
        if not of.endswith("_close"):
            self._source.wrong(self._line, "markdown", name=name)


def _is_read(kind: str) -> bool:
    return kind in {"text", "softbreak", "hardbreak"}


def _joined(runs: list[Run], run: Run) -> list[Run]:
    """Add a run to those before, as one with the last where they look alike."""
    if runs and (runs[-1].bold, runs[-1].link) == (run.bold, run.link):
        return [*runs[:-1], Run(runs[-1].text + run.text, run.bold, run.link)]
    return [*runs, run] if run.text else runs
