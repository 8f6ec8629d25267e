"""Makes the blocks of a module of what stands between `:::` lines; knows nothing of courses or whole modules."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from detectors_app.content.course_files import is_inside
from detectors_app.content.course_findings import Named, Source
from detectors_app.content.course_markdown import read_pages
from detectors_app.content.course_members import Members
from detectors_app.content.course_scenes import best_way_ends, ending, reached
from detectors_app.content.course_split import Fenced
from detectors_app.content.course_yaml import Node, Unread, read_yaml
from detectors_app.domain.blocks import (
    Ask,
    Block,
    BlockId,
    Choice,
    Film,
    Option,
    PracticeForm,
    Question,
    Quiz,
    Scenario,
    Scene,
    Skip,
    StopHere,
    Support,
)

MUST_SEE = 900
_FEWEST_OPTIONS = 2


def read_block(fenced: Fenced, block_id: str, folder: Path, source: Source) -> Block | None:
    """Give the block, or note what is wrong with it; None where it is of no known kind or cannot be understood."""
    make = _KINDS.get(fenced.kind)
    if make is None:
        source.wrong(fenced.line, "fence_kind", name=fenced.kind[:40], known=", ".join(_KINDS))
        return None
    source.group = f"{source.file}:{fenced.line}"
    return make(fenced, BlockId(block_id), folder, source)


def _members(fenced: Fenced, source: Source, *, body: bool) -> Members:
    """Give a block's attributes, with what stands in it beside them where that is a mapping."""
    members = dict(fenced.attributes)
    node = read_yaml(fenced.body.text, source, fenced.body.line) if body else None
    if node is not None and isinstance(node.value, Unread):
        return Members(node, source)
    if node is not None and not isinstance(node.value, dict):
        source.wrong(node.line, "wants_map")
    elif node is not None and isinstance(node.value, dict):
        for name in set(node.value) & set(members):
            source.wrong(node.value[name].named_line, "twice", name=name)
        members |= node.value
    found = Members(Node(fenced.line, members), source)
    found.id("id", optional=True)
    return found


def _film(fenced: Fenced, block_id: BlockId, folder: Path, source: Source) -> Block:
    given = _members(fenced, source, body=True)
    title = given.said("title")
    files = {name: _file(given, name, folder, source) for name in ("src", "captions", "transcript")}
    must_see = given.share("must_see", MUST_SEE)
    scenes = given.items("scenes", optional=True)
    skips = tuple(_skip(each, source) for each in scenes)
    for place, node in enumerate(scenes):
        source.mark(f"{block_id} scene {place}", node.line)
        if place and skips[place].from_ms < skips[place - 1].to_ms:
            source.wrong(node.line, "skip_order")
    given.close()
    return Film(block_id, title, files["src"], files["captions"], files["transcript"], must_see, skips)


def _file(given: Members, name: str, folder: Path, source: Source) -> str:
    path = given.text(name)
    if path and not is_inside(folder, path):
        source.wrong(given.line_of(name), "path", name=path[:80])
        return ""
    if path:
        key = "no_film" if name == "src" else "no_file"
        source.gathered.files.append(Named(source.file, given.line_of(name), path, key))
    return path


def _skip(node: Node, source: Source) -> Skip:
    given = Members(node, source)
    found = Skip(given.time_ms("from"), given.time_ms("to"), given.said("note"), given.said("instead"))
    if given.given is not None and found.to_ms <= found.from_ms:
        source.wrong(node.line, "skip_span")
    given.close()
    return found


def _scenario(fenced: Fenced, block_id: BlockId, folder: Path, source: Source) -> Block:
    del folder
    given = _members(fenced, source, body=True)
    title, start, outcome = given.said("title"), given.id("start"), given.said("outcome")
    node = given.take("scenes")
    scenes: dict[str, Scene] = {}
    lines: dict[str, int] = {}
    if node is not None and not isinstance(node.value, dict):
        source.wrong(node.line, "wants_map")
    elif node is not None and isinstance(node.value, dict):
        scenes = {name: _scene(name, each, source) for name, each in node.value.items()}
        lines = {name: each.named_line for name, each in node.value.items()}
    given.close()
    found = Scenario(block_id, title, start, tuple(scenes.values()), outcome)
    if scenes and start:
        _hold_together(found, given.line_of("start"), lines, source)
    elif not scenes and node is not None:
        source.wrong(node.line, "scenes_none")
    return found


def _scene(name: str, node: Node, source: Source) -> Scene:
    given = Members(node, source)
    if not Members(Node(node.named_line, {"id": Node(node.named_line, name)}), source).id("id"):
        given.line = node.named_line
    text, note = given.said("text"), given.said("note", optional=True)
    choices = tuple(_choice(each, name, source) for each in given.items("choices", optional=True))
    given.close()
    if choices and sum(each.best for each in choices) != 1:
        source.wrong(node.named_line, "scene_best", name=name)
    return Scene(name, text, choices, note)


def _choice(node: Node, scene: str, source: Source) -> Choice:
    given = Members(node, source)
    say, go = given.said("say"), given.id("go")
    found = Choice(say, go, given.said("then", optional=True), given.flag("best"))
    source.mark(f"{scene} to {go}", node.line)
    given.close()
    if go == scene and not found.what_happens:
        source.wrong(node.line, "choice_then")
    return found


def _hold_together(scenario: Scenario, start_line: int, lines: dict[str, int], source: Source) -> None:
    scenes = {each.id: each for each in scenario.scenes}
    if scenario.start not in scenes:
        source.wrong(start_line, "scene_unknown", name=scenario.start)
        return
    loose = [(each.id, choice.go) for each in scenario.scenes for choice in each.choices if choice.go not in scenes]
    for name, go in loose:
        source.wrong(source.gathered.line(source.file, f"{name} to {go}"), "scene_unknown", name=go)
    if loose:
        return
    known, ends, best = reached(scenes, scenario.start), ending(scenes), best_way_ends(scenario)
    for name in scenes:
        if name not in known:
            source.wrong(lines[name], "scene_unreached", name=name)
        elif name not in ends:
            source.wrong(lines[name], "scene_endless", name=name)
        elif name not in best:
            source.wrong(lines[name], "scene_circle", name=name)


def _quiz(fenced: Fenced, block_id: BlockId, folder: Path, source: Source) -> Block:
    del folder
    given = _members(fenced, source, body=False)
    title = given.said("title")
    given.close()
    node = read_yaml(fenced.body.text, source, fenced.body.line)
    items = node.value if node is not None else ()
    if isinstance(items, Unread):
        items = ()
    elif not isinstance(items, tuple):
        source.wrong(fenced.body.line, "wants_list", name="quiz")
        items = ()
    elif not items:
        source.wrong(fenced.line, "quiz_empty")
    return Quiz(block_id, title, tuple(_question(each, source) for each in items))


def _question(node: Node, source: Source) -> Question:
    given = Members(node, source)
    source.group = f"{source.file}:{node.line}"
    found = Question(
        id=given.id("id"),
        kind=given.one_of("type", Ask, None),
        ask=given.said("ask"),
        options=tuple(_option(each, source) for each in given.items("options")),
        story=given.said("story", optional=True),
        refresh=given.flag("refresh"),
    )
    given.close()
    source.mark(f"question {found.id}", given.line_of("id"))
    if given.given is not None:
        _fits(found, given, source)
    return found


def _fits(question: Question, given: Members, source: Source) -> None:
    right, line = sum(each.right for each in question.options), given.line_of("options")
    if len(question.options) < _FEWEST_OPTIONS:
        source.wrong(line, "options_few", name=question.id)
    elif question.kind is Ask.MULTIPLE and not 0 < right < len(question.options):
        source.wrong(line, "right_some", name=question.id)
    elif question.kind is not Ask.MULTIPLE and right != 1:
        source.wrong(line, "right_one", name=question.id)
    if bool(question.story) is not (question.kind is Ask.STORY):
        source.wrong(given.line_of("story"), "story", name=question.id)


def _option(node: Node, source: Source) -> Option:
    given = Members(node, source)
    found = Option(given.said("text"), given.said("why"), given.flag("right"))
    given.close()
    return found


def _support(fenced: Fenced, block_id: BlockId, folder: Path, source: Source) -> Block:
    del folder
    _nothing_within(fenced, source)
    return Support(block_id)


def _stop(fenced: Fenced, block_id: BlockId, folder: Path, source: Source) -> Block:
    del folder
    _nothing_within(fenced, source)
    return StopHere(block_id)


def _nothing_within(fenced: Fenced, source: Source) -> None:
    _members(fenced, source, body=False).close()
    if fenced.body.text.strip():
        source.wrong(fenced.body.line, "body", name=fenced.kind)


def _practice(fenced: Fenced, block_id: BlockId, folder: Path, source: Source) -> Block:
    given = _members(fenced, source, body=False)
    title = given.said("title")
    given.close()
    group = source.group
    pages = read_pages(fenced.body.text, fenced.body.line, folder, source, lambda _: group)
    for each in pages:
        if each.level:
            source.wrong(each.line, "heading_level")
    return PracticeForm(block_id, title, tuple(part for each in pages for part in each.parts))


_KINDS: dict[str, Callable[[Fenced, BlockId, Path, Source], Block]] = {
    "film": _film,
    "scenario": _scenario,
    "quiz": _quiz,
    "support": _support,
    "practice": _practice,
    "stop": _stop,
}
