"""Courses made by chance: valid ones load and have no fault, damaged ones are refused by name and never crash."""

from __future__ import annotations

from importlib.util import find_spec
from itertools import count
from pathlib import Path

import pytest
import ruamel.yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from detectors_app.content.contacts import Contacts
from detectors_app.content.course_findings import Gathered, Severity, Source
from detectors_app.content.course_lint import lint_course
from detectors_app.content.course_scenes import best_way_ends, ending, reached
from detectors_app.content.course_split import Fenced, split
from detectors_app.content.course_yaml import Node, read_yaml
from detectors_app.content.courses import load_course
from detectors_app.domain.blocks import BlockId, Choice, Scenario, Scene
from detectors_app.domain.errors import Invalid
from tests.authored_course import COURSE, DOOR, EASY, FILES, write_course

NAMES = ("a", "b", "c", "d", "e", "f")
_numbers = count()


# --- scenes against a plain search ------------------------------------------------------------------------------------


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    names = NAMES[: draw(st.integers(1, len(NAMES)))]
    scenes = []
    for name in names:
        ways = draw(st.lists(st.sampled_from(names), max_size=3))
        best = draw(st.integers(0, len(ways) - 1)) if ways else 0
        scenes.append(Scene(name, "x", tuple(Choice("x", way, "x", best=at == best) for at, way in enumerate(ways))))
    return Scenario(BlockId("s"), "x", names[0], tuple(scenes), "x")


def leads_to_an_end(scenario: Scenario, scene: Scene, *, best: bool) -> bool:
    """Walk every way (or the best one) of as many steps as there are scenes: longer ones only go round."""
    now = {scene.id}
    for _ in range(len(scenario.scenes) + 1):
        scenes = [each for each in scenario.scenes if each.id in now]
        if any(each.is_end for each in scenes):
            return True
        now = {way.go for each in scenes for way in each.choices if way.best or not best}
    return False


@given(scenario=scenarios())
def test_scenes_are_judged_as_a_plain_search_would(scenario: Scenario) -> None:
    """What is reached, what ends and where the best choices end is what walking step by step finds."""
    scenes = {each.id: each for each in scenario.scenes}
    seen = {scenario.start}
    for _ in scenes:
        seen |= {way.go for name in seen for way in scenes[name].choices}
    assert reached(scenes, scenario.start) == seen
    assert ending(scenes) == {each.id for each in scenario.scenes if leads_to_an_end(scenario, each, best=False)}
    assert best_way_ends(scenario) == {
        each.id for each in scenario.scenes if leads_to_an_end(scenario, each, best=True)
    }


# --- whole courses ----------------------------------------------------------------------------------------------------

SENTENCES = st.sampled_from(
    ["Go on.", "He talks for her.", 'It is late: go \\"now\\"!', "She said “no”.", "A {phone:csn_duty} b."]
)
PARTS = st.sampled_from([
    "Look at **this**, and [ask](help).", "- one\n- **two**", "1. one\n2. two", "### Small",
    "![A door](pictures/door.svg)", "Ring {phone:csn_duty} or {phone:emergency}.", "Two  spaces\nand a line.",
])  # fmt: skip


SIGNS = [b":::", b"---\n", b"&a ", b"*a ", b"{", b"}", b'"', b"\n", b"\t"]


@st.composite
def stories(draw: st.DrawFn) -> str:
    """A story in which each scene leads on, its best choice nearer to the end."""
    length = draw(st.integers(1, 5))
    lines = [f'outcome: "{draw(SENTENCES)}"', "scenes:"]
    for at in range(length):
        lines += [f"  s{at}:", f'    text: "{draw(SENTENCES)}"', "    choices:"]
        lines += [f'      - {{say: "{draw(SENTENCES)}", go: s{at + 1}, best: true}}']
        back = draw(st.integers(0, at))
        lines += [f'      - {{say: "{draw(SENTENCES)}", then: "{draw(SENTENCES)}", go: s{back}}}']
    return "\n".join([*lines, f'  s{length}: {{text: "{draw(SENTENCES)}"}}'])


@st.composite
def questions(draw: st.DrawFn, at: int) -> str:
    kind = draw(st.sampled_from(["single", "multiple", "story"]))
    wrong = draw(st.integers(1, 3))
    right = draw(st.integers(1, 2)) if kind == "multiple" else 1
    story = f'  story: "{draw(SENTENCES)}"\n' if kind == "story" else ""
    options = draw(st.permutations(["right: true, "] * right + [""] * wrong))
    made = "\n".join(f'    - {{text: "{draw(SENTENCES)}", {each}why: "{draw(SENTENCES)}"}}' for each in options)
    return f'- id: q{at}\n  type: {kind}\n{story}  ask: "{draw(SENTENCES)}"\n  options:\n{made}'


@st.composite
def modules(draw: st.DrawFn) -> str:
    """A module of blocks in any order."""
    blocks = []
    for at in range(draw(st.integers(1, 6))):
        kind = draw(st.sampled_from(["page", "scenario", "quiz", "stop", "support", "practice"]))
        if kind == "page":
            blocks.append("\n\n".join([f"## Page {at}", *draw(st.lists(PARTS, min_size=1, max_size=4))]))
        elif kind == "scenario":
            blocks.append(f'::: scenario id=b{at} title="A story" start=s0\n{draw(stories())}\n:::')
        elif kind == "quiz":
            made = [draw(questions(at * 10 + each)) for each in range(draw(st.integers(1, 3)))]
            blocks.append(f'::: quiz title="A check"\n{chr(10).join(made)}\n:::')
        elif kind == "practice":
            blocks.append('::: practice title="Try it"\nSome words.\n:::')
        else:
            blocks.append(f"::: {kind}\n:::")
    title = draw(st.sampled_from(["At the door", "A: “b” & c", "Über"]))
    front = f'---\nid: door\ntitle: {{en: "{title}"}}\nminutes: 5\neasy_read: door.easy.md\n---\n'
    return f"{front}# {title}\n\n" + "\n\n".join(blocks) + "\n"


@settings(max_examples=60, deadline=None)
@given(module=modules())
def test_every_valid_course_loads_and_has_no_fault(tmp_path_factory: pytest.TempPathFactory, module: str) -> None:
    """Whatever an author makes of the blocks by the rules is read, and the linter finds no error in it."""
    folder = tmp_path_factory.getbasetemp() / f"valid-{next(_numbers)}"
    title = module.partition("\n# ")[2].partition("\n")[0]
    write_course(folder, {"door.md": module, "door.easy.md": EASY.replace("# At the door", f"# {title}")})
    course = load_course(folder)
    assert len(course.modules[0].blocks) == module.count("\n## ") + module.count("\n::: ")
    assert [each for each in lint_course(folder) if each.severity is Severity.ERROR] == []


@settings(max_examples=150, deadline=None)
@given(
    file=st.sampled_from(["course.yaml", "door.md", "door.easy.md"]),
    share=st.floats(0, 1),
    cut=st.integers(0, 30),
    data=st.one_of(st.binary(max_size=12), st.sampled_from(SIGNS)),
)
def test_damage_is_refused_by_name_or_harmless(
    tmp_path_factory: pytest.TempPathFactory, file: str, share: float, cut: int, data: bytes
) -> None:
    """Bytes changed by chance: either it is still a course, or the error names the file and a line that it has."""
    folder = tmp_path_factory.getbasetemp() / "damaged"
    write_course(folder)
    whole = FILES[file].encode()
    at = int(share * len(whole))
    damaged = whole[:at] + data + whole[at + cut :]
    (folder / file).write_bytes(damaged)
    name, _, line = where_refused(folder).rpartition(":")
    lines = damaged.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") if name == file else 999
    assert name in FILES
    assert 1 <= int(line) <= lines + 2


def where_refused(folder: Path) -> str:
    """Give where the fault is; of a course that is still one, its beginning."""
    try:
        load_course(folder)
    except Invalid as error:
        return error.where
    return "course.yaml:1"


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=300))
def test_any_bytes_are_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Any bytes at all in the place of a file: an error, and none but `Invalid`."""
    folder = tmp_path_factory.getbasetemp() / "any"
    for file in ("course.yaml", "door.md"):
        write_course(folder)
        (folder / file).write_bytes(data)
        with pytest.raises(Invalid):
            load_course(folder)


class PurePython(YAML):
    """The parser as it is without its part in C."""

    def __init__(self, *, typ: str) -> None:
        super().__init__(typ=typ, pure=True)


def read(text: str) -> tuple[Node | None, list[str]]:
    source = Source(Gathered(Contacts((), None, 0)), "x.yaml")
    node = read_yaml(text, source)
    return node, [each.where for each in source.gathered.findings]


def test_both_parsers_read_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Values and lines do not change with the parser, so a course is the same course on every machine."""
    assert find_spec("_ruamel_yaml") is not None, "the quick one is installed here"
    parts = split(DOOR, Source(Gathered(Contacts((), None, 0)), "x.md")).parts
    fenced = [each.body.text for each in parts if isinstance(each, Fenced)]
    quick = [read(each) for each in (COURSE, *fenced)]
    monkeypatch.setattr(ruamel.yaml, "YAML", PurePython)
    assert [read(each) for each in (COURSE, *fenced)] == quick
    assert not any(found for _, found in quick)


@settings(max_examples=40, deadline=None)
@given(text=st.text(alphabet="ab: -[]{}\"'&*!|>#\n,?%@`", max_size=120))
def test_any_yaml_is_refused_or_read(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Signs that mean something in YAML, in any order, end in a course or in an error with its line."""
    folder = write_course(tmp_path_factory.getbasetemp() / "signs", {"course.yaml": f"{COURSE}{text}"})
    assert where_refused(folder).startswith("course.yaml:")
