"""Courses are read strictly: what is right becomes a `Course`, what is wrong is named with its file and line."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from detectors_app.content.course_markdown import slug
from detectors_app.content.course_members import is_id
from detectors_app.content.courses import bundled_courses, load_course, read_course
from detectors_app.content.wording import load_wording
from detectors_app.domain.blocks import (
    Ask,
    Film,
    Paragraph,
    Picture,
    Points,
    PracticeForm,
    Quiz,
    Reading,
    Run,
    Scenario,
    Skip,
    SmallHeading,
    StopHere,
    Support,
)
from detectors_app.domain.course import Approval, Note, Taught
from detectors_app.domain.errors import Invalid
from tests.authored_course import CAPTIONS, COURSE, DOOR, EASY, FILES, authored_course, write_course
from tests.content.course_faults import FAULTS


def refused(folder: Path, language: str = "en") -> Invalid:
    """Give the error with which a course is refused; it must have a sentence that its facts fill."""
    with pytest.raises(Invalid) as caught:
        load_course(folder, language)
    error = caught.value
    assert f"error.{error.key}" in load_wording()
    assert load_wording().error(error).startswith(f"{error.where}: ")
    return error


def test_a_course_is_what_its_author_wrote(tmp_path: Path) -> None:
    """Every member of course.yaml, and the module's own, arrive."""
    course = authored_course(tmp_path)
    assert (course.id, course.version, course.title) == ("first-steps", 3, "First steps: a made-up course")
    assert course.summary == "What to see and what to do. It is made up."
    assert (course.jobs, course.taught, course.due_days, course.refresh_months) == (
        ("repairs", "cleaning"), Taught.LAPTOP, 42, 12,
    )  # fmt: skip
    assert (course.substance_since, course.catch_up, course.approval) == (2, ("door",), Approval())
    assert course.folder == str(tmp_path)
    (door,) = course.modules
    assert (door.id, door.title, door.minutes, door.mastery) == ("door", "At the door", 8, 800)
    assert door.outcomes == ("Name one sign.", "Say whom to tell.")
    assert door.notes == (
        Note("controlling-behaviour", door.blocks[3].id, "hall"),
        Note("shouting", door.blocks[1].id),
    )
    kinds = [Reading, Film, StopHere, Scenario, Quiz, PracticeForm, Support]
    assert [type(each) for each in door.blocks] == kinds
    assert [each.id for each in door.blocks] == [
        "signs",
        "film",
        "stop-1",
        "radiator",
        "check",
        "practice",
        "support-1",
    ]


def test_running_text_becomes_parts(tmp_path: Path) -> None:
    """Paragraphs, points, small headings and pictures, with bold words, links and numbers."""
    page = authored_course(tmp_path).modules[0].blocks[0]
    assert isinstance(page, Reading)
    first, points, small, numbered, picture = page.parts
    assert first == Paragraph(
        (Run("You are "), Run("not", bold=True), Run(" asked to find out more. You "), Run("tell us", link="help"),
         Run(" what you saw."))
    )  # fmt: skip
    assert isinstance(points, Points)
    assert not points.numbered
    assert points.points[1] == (Run("He stands "), Run("very", bold=True), Run(" near."))
    assert small == SmallHeading("When you are not sure")
    assert isinstance(numbered, Points)
    assert numbered.numbered
    number = load_wording().contacts.phone("csn_duty")
    assert numbered.points[1][:2] == (Run(f"Ring {number} or look at "), Run("who helps", link="contact:csn_duty"))
    assert picture == Picture("pictures/door.svg", "A front door, half open")


def test_blocks_become_what_they_say(tmp_path: Path) -> None:
    """Film, scenario, quiz and practice carry every value that stands in them."""
    _, film, _, story, quiz, practice, _ = authored_course(tmp_path).modules[0].blocks
    assert film == Film(
        film.id, "The visit", "film/visit.mp4", "film/en.vtt", "film/en.md", 900,
        (Skip(4000, 6000, "a raised voice", "He shouts. She goes quiet."),),
    )  # fmt: skip
    assert isinstance(story, Scenario)
    assert (story.start, [each.id for each in story.scenes]) == ("hall", ["hall", "van", "done"])
    assert story.scenes[0].note == "Someone is controlled. Nobody is hurt."
    assert [(each.go, each.best) for each in story.scenes[0].choices] == [
        ("hall", False), ("van", False), ("done", True),
    ]  # fmt: skip
    assert isinstance(quiz, Quiz)
    assert [each.kind for each in quiz.questions[:3]] == [Ask.SINGLE, Ask.MULTIPLE, Ask.STORY]
    assert quiz.questions[1].is_right(frozenset({0, 1}))
    assert [each.refresh for each in quiz.questions[:3]] == [True, True, False]
    assert isinstance(practice, PracticeForm)
    assert practice.parts == (Paragraph((Run("This is the real form. Nothing of it is kept or sent."),)),)


def test_easy_read_is_one_page_an_idea(tmp_path: Path) -> None:
    """Each idea of the Easy Read twin has its heading, its picture and its sentences."""
    easy = authored_course(tmp_path).modules[0].easy_read
    assert [each.title for each in easy] == ["You may see a sign", "You tell someone"]
    assert easy[1].parts[0] == Picture("pictures/talk.svg", "Two people who talk")


def test_a_mark_at_the_beginning_and_other_line_ends_are_taken(tmp_path: Path) -> None:
    """Files as Windows' editor writes them are read alike, and lines are counted alike."""
    plain = authored_course(tmp_path / "plain")
    folder = write_course(tmp_path / "windows")
    for path in [*folder.glob("*.md"), folder / "course.yaml"]:
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_course(folder).modules == plain.modules
    door = folder / "door.md"
    door.write_bytes(door.read_bytes().replace(b"best: true", b"bset: true", 1))
    line = 1 + DOOR[: DOOR.index("best: true")].count("\n")
    assert f"door.md:{line}" in {each.where for each in read_course(folder)[1].in_order()}
    assert (refused(folder).key, refused(folder).where) == ("course.unknown", f"door.md:{line}")


def test_approval_is_read(tmp_path: Path) -> None:
    """Who approved the words, on which day, until when."""
    given = COURSE.replace(
        "by: null, on: null, review_by: null", 'by: "Head of X", on: 2026-11-20, review_by: 2027-11-20'
    )
    approval = load_course(write_course(tmp_path, {"course.yaml": given})).approval
    assert approval == Approval("Head of X", date(2026, 11, 20), date(2027, 11, 20))
    assert approval.is_given


def test_a_course_taught_in_sessions_has_no_modules(tmp_path: Path) -> None:
    """Its completion is recorded by the lead; there is nothing to read on the laptop."""
    text = COURSE.replace("taught: laptop", "taught: sessions").replace("modules: [door]", "modules: []")
    course = load_course(write_course(tmp_path, {"course.yaml": text.replace("catch_up: [door]", "catch_up: []")}))
    assert (course.taught, course.modules) == (Taught.SESSIONS, ())


def test_words_under_the_title_are_a_page(tmp_path: Path) -> None:
    """What stands between the title and the first heading is a page of its own, under the title."""
    text = DOOR.replace("# At the door\n", "# At the door\n\nIt is early.\n")
    module = load_course(write_course(tmp_path, {"door.md": text})).modules[0]
    assert module.blocks[0] == Reading(module.blocks[0].id, "At the door", (Paragraph((Run("It is early."),)),))
    assert module.blocks[0].id == "at-the-door"


@pytest.mark.parametrize(
    "title, made",
    [("Five kinds of abuse", "five-kinds-of-abuse"), ("  It’s — über! ", "its-uber"), ("দরজা", ""), ("---", "")],
)
def test_ids_are_made_of_titles(title: str, made: str) -> None:
    """A page that names no id has one made of its title, of plain letters."""
    assert slug(title) == made
    assert not made or is_id(made)


# --- languages --------------------------------------------------------------------------------------------------------

BENGALI = DOOR.replace("# At the door", "# দরজায়").replace("## What you may see {#signs}", "## আপনি কী দেখতে পারেন")


def test_what_is_not_translated_is_english(tmp_path: Path) -> None:
    """Titles of YAML are in the language asked for; a module without a translation is English, and whole."""
    course = load_course(write_course(tmp_path), "bn")
    assert (course.title, course.modules[0].title) == ("প্রথম পদক্ষেপ", "দরজায়")
    assert course.modules[0].blocks == load_course(tmp_path).modules[0].blocks
    assert load_course(tmp_path, "so").modules == load_course(tmp_path).modules


def test_a_translation_keeps_the_ids(tmp_path: Path) -> None:
    """Whoever changes the language goes on where they were: blocks have the English ids."""
    folder = write_course(tmp_path, {"door.bn.md": BENGALI, "door.easy.bn.md": EASY.replace("# At the door", "# দরজায়")})
    english, bengali = load_course(folder).modules[0], load_course(folder, "bn").modules[0]
    assert [each.id for each in bengali.blocks] == [each.id for each in english.blocks]
    assert isinstance(bengali.blocks[0], Reading)
    assert bengali.blocks[0].title == "আপনি কী দেখতে পারেন"
    assert (bengali.notes, bengali.minutes) == (english.notes, english.minutes)
    assert len(bengali.easy_read) == 2


@pytest.mark.parametrize(
    "old, new",
    [
        ("go: van", "go: done"),
        ("::: stop\n:::\n", ""),
        ('right: true, why: "Yes. A small', 'why: "Yes. A small'),
        ("::: support\n:::\n", "::: stop\n:::\n"),
        ("id: proof", "id: proven"),
        ("id=film", "id=picture"),
    ],
)
def test_a_translation_must_be_built_alike(tmp_path: Path, old: str, new: str) -> None:
    """A translation with other blocks, scenes or right options is refused in its language, and English still loads."""
    changed = BENGALI.replace(old, new, 1)
    assert changed != BENGALI
    folder = write_course(tmp_path, {"door.bn.md": changed})
    assert load_course(folder).modules
    assert refused(folder, "bn").where.startswith("door.bn.md:")


def test_made_up_languages_disguise_every_word(tmp_path: Path) -> None:
    """The languages for trying screens out change what is read, and no id, file or number."""
    plain, long = authored_course(tmp_path).modules[0], load_course(tmp_path, "en-XA").modules[0]
    assert [each.id for each in long.blocks] == [each.id for each in plain.blocks]
    assert len(long.title) > len(plain.title)
    assert load_wording().contacts.phone("csn_duty") in repr(long).replace("\\xa0", "\u00a0")


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "file, old, new, key, below", FAULTS, ids=[f"{each[3]}-{at}" for at, each in enumerate(FAULTS)]
)
def test_a_fault_is_named_with_its_file_and_line(
    tmp_path: Path, file: str, old: str, new: str, key: str, below: int | None
) -> None:
    """One thing changed for the worse: the error names the file, the line and what is wrong."""
    before = FILES[file]
    assert old in before, "the made-up course has changed"
    folder = write_course(tmp_path, {file: before.replace(old, new, 1)})
    findings = read_course(folder)[1].in_order()
    error = refused(folder)
    assert key in {each.key.removeprefix("course.") for each in findings}, [(each.where, each.key) for each in findings]
    assert error.where.rpartition(":")[0] in FILES
    if below is not None:
        line = max(1, before[: before.index(old)].count("\n") + 1 + below)
        assert (file, line, key) in {(each.file, each.line, each.key.removeprefix("course.")) for each in findings}, [
            (each.where, each.key) for each in findings
        ]


@pytest.mark.parametrize("file", ["course.yaml", "door.md", "door.easy.md"])
@pytest.mark.parametrize(
    "data, key",
    [
        (b"", None),
        (b"\xff\xfe\x00", "not_text"),
        (b"a: b\nc: \xe9\n", "not_text"),
        (b"\x00", "control"),
        ("a\u2028b".encode(), "control"),
        (b"x" * (257 * 1024), "too_large"),
        (b"[" * 100_000, None),
        (b"> " * 100_000, None),
        (b"- " * 20_000, None),
        (b"a: &a [b]\n" * 1000, None),
        (b'"', None),
        (b"---\n", None),
        (b"---\n---\n", None),
        (b"---\n- a\n---\n", None),
        (b"3\n", None),
        (b"null\n", None),
        (b":::\n", None),
        (b"::: quiz\n", None),
    ],
)  # fmt: skip
def test_what_is_no_course_is_refused(tmp_path: Path, file: str, data: bytes, key: str | None) -> None:
    """Empty, huge, deep, cut off, of another kind or no text at all: refused by name, never with another error."""
    folder = write_course(tmp_path)
    (folder / file).write_bytes(data)
    error = refused(folder)
    assert error.where.startswith(f"{file}:")
    if key is not None:
        assert error.key == f"course.{key}"


@pytest.mark.parametrize("file", ["course.yaml", "door.md"])
def test_a_file_that_is_missing_is_named(tmp_path: Path, file: str) -> None:
    """A course without its files is refused; so is one whose file is a folder."""
    folder = write_course(tmp_path)
    (folder / file).unlink()
    assert (refused(folder).key, refused(folder).where) == ("course.no_file", f"{file}:1")
    (folder / file).mkdir()
    assert refused(folder).key == "course.no_file"


def test_a_folder_that_is_missing_is_refused(tmp_path: Path) -> None:
    """So is a file in its place."""
    assert refused(tmp_path / "none").key == "course.no_file"
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert refused(tmp_path / "file").key == "course.no_file"


@pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")
@pytest.mark.parametrize("file", ["course.yaml", "door.md", "door.easy.md", "film/visit.mp4", "pictures/door.svg"])
def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path, file: str) -> None:
    """A file that is a link to one elsewhere is as good as none: a course cannot read what it did not bring."""
    folder = write_course(tmp_path / "course")
    outside = tmp_path / "outside"
    outside.write_text(FILES[file], encoding="utf-8")
    (folder / file).unlink()
    (folder / file).symlink_to(outside)
    assert refused(folder).key in {"course.no_file", "course.path", "course.picture_place"}


def test_a_story_must_come_to_an_end(tmp_path: Path) -> None:
    """Scenes that only lead to each other are refused; so are best choices that go round for ever."""
    round_and_round = (
        'scenes:\n  hall: {text: "A.", choices: [{say: "B", go: van, best: true}]}\n'
        '  van: {text: "C.", choices: [{say: "D", go: hall, best: true}]}\n'
    )
    begun, end = DOOR.index("scenes:\n  hall"), DOOR.index(":::\n\n::: quiz")
    keys = []
    for more in ("", '  done: {text: "E."}\n'):
        text = DOOR[:begun] + round_and_round + more + DOOR[end:]
        text = text.replace('[{say: "D"', '[{say: "F", go: done}, {say: "D"') if more else text
        changed = {"door.md": text.replace("radiator/hall", "radiator")}
        findings = read_course(write_course(tmp_path, changed))[1].in_order()
        keys.append([(each.key, each.facts["name"]) for each in findings])
    endless, circle = keys
    assert endless == [("course.scene_endless", "hall"), ("course.scene_endless", "van")]
    assert circle == [("course.scene_circle", "hall"), ("course.scene_circle", "van")]


@pytest.mark.parametrize("block", ["film", "scenario", "quiz"])
def test_a_slip_inside_a_block_is_all_that_is_told(tmp_path: Path, block: str) -> None:
    """Where YAML cannot be understood, that is said once: not also that all it would have held is missing."""
    begun = DOOR.index(f"::: {block}")
    at = DOOR.index("\n", begun) + 1
    findings = read_course(write_course(tmp_path, {"door.md": f'{DOOR[:at]}x: "y\n{DOOR[at:]}'}))[1].in_order()
    assert [each.key for each in findings] == ["course.yaml"]
    assert findings[0].line > DOOR[:begun].count("\n")


def test_facts_are_short(tmp_path: Path) -> None:
    """However long what was written, an error stays readable."""
    folder = write_course(tmp_path, {"door.md": DOOR.replace("[tell us](help)", f"[tell us](x{'y' * 5000})")})
    assert len(load_wording().error(refused(folder))) < 300


def test_the_first_fault_is_told_first(tmp_path: Path) -> None:
    """Of several faults the first in the first file is raised."""
    text = DOOR.replace("minutes: 8", "minutes: 0").replace("go: van", "go: lift")
    assert refused(write_course(tmp_path, {"door.md": text})).where == "door.md:4"
    slip = text.replace("best: true", "bset: true")
    assert refused(write_course(tmp_path, {"door.md": slip})).key == "course.unknown", "what the others come from"


def test_the_courses_that_come_with_the_program_load() -> None:
    """Each is whole, and no two have the same id."""
    found = bundled_courses()
    assert len({each.id for each in found}) == len(found)
    assert all(Path(each.folder).name == each.id for each in found)
    assert bundled_courses() is found


def test_captions_are_not_needed_to_load(tmp_path: Path) -> None:
    """A film that is not made yet does not keep the course from being read: the linter tells of it."""
    folder = write_course(tmp_path, {"film/en.vtt": CAPTIONS})
    (folder / "film" / "visit.mp4").unlink()
    assert load_course(folder).modules
