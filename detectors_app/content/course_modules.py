"""Makes a module of its file and of its Easy Read twin; knows nothing of the course around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from detectors_app.content.course_blocks import read_block
from detectors_app.content.course_files import is_inside, read_text
from detectors_app.content.course_findings import Gathered, Source
from detectors_app.content.course_markdown import Page, read_pages, slug
from detectors_app.content.course_members import Members, is_id
from detectors_app.content.course_split import Fenced, Sheet, Words, split
from detectors_app.content.course_yaml import Node, Unread, read_yaml
from detectors_app.content.languages import ENGLISH
from detectors_app.domain.blocks import Block, BlockId, Quiz, Reading, Scenario
from detectors_app.domain.course import Job, Module, ModuleId, Note, questions_of

MASTERY = 800
_LONGEST_MINUTES = 90


class MoveOn(StrEnum):
    """When a module is done: cmi5's word for it. Ours know one rule."""

    COMPLETED_AND_PASSED = "CompletedAndPassed"


def read_module(folder: Path, module_id: str, gathered: Gathered) -> Module | None:
    """Read one module in the language wanted, in English where it is not translated. None where it cannot be read.

    What is wrong is noted.
    """
    name = in_language(folder, f"{module_id}.md", gathered.language)
    source = Source(gathered, name)
    text = read_text(folder, name, source)
    sheet = None if text is None else split(text, source)
    if sheet is None:
        return None
    front = _front(sheet, source)
    return None if front is None else _module(folder, module_id, sheet, Members(front, source), source)


def in_language(folder: Path, name: str, language: str) -> str:
    """Give the name of a file's translation where it is there: ``recognise.bn.md`` beside ``recognise.md``."""
    stem, dot, suffix = name.rpartition(".")
    translated = f"{stem}.{language}{dot}{suffix}"
    there = language != ENGLISH and is_inside(folder, translated) and (folder / translated).is_file()
    return translated if there else name


def _titled(titles: Mapping[str, str], source: Source) -> str:
    """Give a module's title in the language of a file, as its name says: ``recognise.bn.md``, else English."""
    language = source.gathered.language
    return titles.get(language if f".{language}." in source.file else ENGLISH, titles.get(ENGLISH, ""))


def _front(sheet: Sheet, source: Source) -> Node | None:
    if sheet.front is None:
        source.wrong(1, "front_missing")
        return None
    node = read_yaml(sheet.front.text, source, sheet.front.line)
    if node is None:
        source.wrong(1, "front_missing")
    return None if node is None or isinstance(node.value, Unread) else node


def _module(folder: Path, module_id: str, sheet: Sheet, given: Members, source: Source) -> Module:
    named = given.id("id")
    if named and named != module_id:
        source.wrong(given.line_of("id"), "module_id", name=named, wanted=module_id)
    title, titles = given.tongue("title")
    for each in ("minutes", "easy_read", "jobs"):
        source.mark(each, given.line_of(each))
    minutes = given.number("minutes", None, 1, _LONGEST_MINUTES)
    given.one_of("move_on", MoveOn, MoveOn.COMPLETED_AND_PASSED)
    mastery = given.share("mastery", MASTERY)
    outcomes = given.words("outcomes")
    jobs = tuple(Job(each) for each in given.ids("jobs", optional=True))
    before = len(source.gathered.findings)
    blocks = _Blocks(folder, _titled(titles, source), source).read(sheet)
    known = None if len(source.gathered.findings) > before else blocks
    notes = tuple(_note(each, known, source) for each in given.items("notes", optional=True))
    easy = _easy_read(folder, given, titles, source)
    given.close()
    found = Module(ModuleId(module_id), title, minutes, blocks, mastery, outcomes, notes, jobs, easy)
    for twice in (each for each, count in Counter(each.id for each in questions_of(found)).items() if count > 1):
        source.wrong(source.gathered.line(source.file, f"question {twice}"), "same_id", name=twice)
    if not blocks:
        source.wrong(1, "module_empty")
    return found


def _note(node: Node, blocks: tuple[Block, ...] | None, source: Source) -> Note:
    """Give a note. Without blocks, because something is wrong in them, it is not said to lead nowhere."""
    given = Members(node, source)
    tag, where = given.id("tag"), given.take("where", optional=True)
    skippable = given.take("skippable", optional=True) is None or given.flag("skippable")
    given.close()
    source.mark(f"note {tag}", node.line)
    place = where.value if where is not None and isinstance(where.value, str) else ""
    name, _, scene = place.partition("/")
    block = next((each for each in blocks or () if each.id == name), None)
    known = isinstance(block, Scenario) and block.scene(scene) is not None if scene else block is not None
    if place and not known and blocks is not None:
        source.wrong(node.line, "note_where", name=place[:80])
    return Note(tag, BlockId(name) if name else None, scene, skippable)


class _Blocks:
    """Makes the blocks of one module, in order, each with an id of its own."""

    def __init__(self, folder: Path, title: str, source: Source) -> None:
        self._folder = folder
        self._title = title
        self._source = source
        self._kinds: Counter[str] = Counter()
        self._ids: set[str] = set()
        self._titled = False

    def read(self, sheet: Sheet) -> tuple[Block, ...]:
        found: list[Block] = []
        for part in sheet.parts:
            if isinstance(part, Fenced):
                self._kinds[part.kind] += 1
                block = read_block(part, self._id_of(part), self._folder, self._source)
                found += [block] if block is not None else []
            else:
                found += self._pages(part)
        if not self._titled:
            self._source.wrong(1, "title_missing", title=self._title)
        return tuple(found)

    def _id_of(self, part: Fenced) -> str:
        """Give the id that a block names (whether it is one is looked at with its other members), or make one."""
        given = part.attributes.get("id")
        name = str(given.value) if given is not None else f"{part.kind}-{self._kinds[part.kind]}"
        self._take(name, part.line)
        return name

    def _take(self, name: str, line: int) -> None:
        if name in self._ids:
            self._source.wrong(line, "same_id", name=name[:64])
        self._ids.add(name)
        self._source.mark(name, line)

    def _pages(self, part: Words) -> Iterator[Block]:
        file = self._source.file
        for page in read_pages(part.text, part.line, self._folder, self._source, lambda line: f"{file}:{line}"):
            if page.level == 1:
                yield from self._title_page(page)
            elif page.level == 0:
                self._source.wrong(page.line, "no_heading")
            else:
                yield self._reading(page)

    def _title_page(self, page: Page) -> Iterator[Block]:
        """The module's title makes a page only where words follow it."""
        if self._titled or page.written != self._title:
            self._source.wrong(page.line, "title_other", title=self._title)
        self._titled = True
        if page.parts:
            yield self._reading(page)

    def _reading(self, page: Page) -> Reading:
        if not page.parts:
            self._source.wrong(page.line, "page_empty", name=page.written[:60])
        name = page.id or slug(page.written) or f"page-{len(self._ids) + 1}"
        self._take(name, page.line)
        return Reading(BlockId(name), page.title, tuple(page.parts))


def _easy_read(folder: Path, given: Members, titles: Mapping[str, str], source: Source) -> tuple[Reading, ...]:
    """Read the Easy Read twin; none where the module names none (a linter says so) or its file is not there."""
    name = given.text("easy_read", optional=True)
    line = given.line_of("easy_read")
    if not name:
        return ()
    if "/" in name or not name.endswith(".md") or not is_inside(folder, name):
        source.wrong(line, "path", name=name[:80])
        return ()
    chosen = in_language(folder, name, source.gathered.language)
    twin = Source(source.gathered, chosen)
    source.gathered.twins[source.file] = chosen
    text = read_text(folder, chosen, twin)
    if text is None:
        return ()
    return tuple(_ideas(text, _titled(titles, twin), folder, twin))


def _ideas(text: str, title: str, folder: Path, source: Source) -> Iterator[Reading]:
    ids: set[str] = set()
    pages = read_pages(text, 1, folder, source, lambda line: f"{source.file}:{line}")
    if not pages or pages[0].level != 1 or pages[0].written != title:
        source.wrong(pages[0].line if pages else 1, "title_other", title=title)
    for page in pages:
        name = page.id or slug(page.written)
        name = name if is_id(name) and name not in ids else f"idea-{len(ids) + 1}"
        if page.level == 1 and page is not pages[0]:
            source.wrong(page.line, "heading_level")
        elif page.level == 2 and not page.parts:  # noqa: PLR2004 - `##`
            source.wrong(page.line, "page_empty", name=page.written[:60])
        elif page.parts:
            ids.add(name)
            source.mark(name, page.line)
            yield Reading(BlockId(name), page.title, tuple(page.parts))


def same_shape(one: Module, other: Module) -> Iterator[str]:
    """Name every block, scene or question in which two languages of a module differ, so that progress fits both."""
    for first, second in zip(one.blocks, other.blocks, strict=False):
        if type(first) is not type(second):
            yield str(first.id)
            return
        if _skeleton(first) != _skeleton(second):
            yield str(first.id)
    if len(one.blocks) != len(other.blocks):
        yield f"{len(one.blocks)} / {len(other.blocks)}"


def _skeleton(block: Block) -> object:
    """Give what of a block must not change with the language."""
    if isinstance(block, Reading):
        return None
    if isinstance(block, Scenario):
        ways = [(each.id, [(way.go, way.best) for way in each.choices]) for each in block.scenes]
        return block.id, block.start, ways
    if isinstance(block, Quiz):
        return block.id, [(each.id, each.kind, [way.right for way in each.options]) for each in block.questions]
    return block.id
