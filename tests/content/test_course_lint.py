"""The linter tells an author everything at once: what is wrong, what is doubtful, where, and what to do."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from detectors_app.content import course_words
from detectors_app.content.course_findings import Finding, Severity
from detectors_app.content.course_lint import lint_course
from detectors_app.content.courses import bundled_folders
from detectors_app.content.wording import load_wording
from tests.authored_course import CAPTIONS, COURSE, DOOR, EASY, FILES, TRANSCRIPT, write_course
from tests.content.test_captions import box, mvhd

SOURCES = Path(course_words.__file__).parent
FILM = box(b"ftyp", b"isom") + box(b"moov", mvhd(1000, 10_000))


def course(folder: Path, **changed: str) -> Path:
    """Write the made-up course with a film of ten seconds, and other files by name: ``door_md``."""
    names = {name.replace(".", "_").replace("/", "_"): name for name in FILES}
    write_course(folder, {names[name]: text for name, text in changed.items()})
    (folder / "film" / "visit.mp4").write_bytes(FILM)
    return folder


def keys(findings: tuple[Finding, ...]) -> set[str]:
    return {each.key.removeprefix("course.") for each in findings}


def found(folder: Path, key: str) -> Finding:
    """Give the one finding of that key; its sentence must be there."""
    (one,) = (each for each in lint_course(folder) if each.key == f"course.{key}")
    assert load_wording()(f"error.{one.key}", where=one.where, **one.facts).startswith(f"{one.where}: ")
    return one


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def test_a_good_course_has_nothing_wrong(tmp_path: Path) -> None:
    """Only what waits for the service, and what would be better with more, is told."""
    findings = lint_course(course(tmp_path))
    assert keys(findings) == {"unapproved", "scenarios_few"}
    assert {each.severity for each in findings} == {Severity.WARNING}
    assert found(tmp_path, "unapproved").where == f"course.yaml:{line_of(COURSE, 'approval')}"


@pytest.mark.parametrize("folder", bundled_folders(), ids=lambda folder: folder.name)
def test_the_courses_that_come_with_the_program_have_no_fault(folder: Path) -> None:
    """No error stands in a course that is given out, and no warning but that the service has not approved it."""
    findings = lint_course(folder)
    assert [(each.where, each.key) for each in findings if each.severity is Severity.ERROR] == []
    assert keys(findings) <= {"unapproved"}


def test_everything_is_told_at_once_in_order(tmp_path: Path) -> None:
    """Several faults in several files: all of them, file by file, from the top, each once."""
    text = DOOR.replace("minutes: 8", "minutes: 0").replace("go: van", "go: lift").replace("(help)", "(www)")
    findings = lint_course(course(tmp_path, door_md=text, door_easy_md=EASY.replace("# At", "# Not at", 1)))
    assert {"wants_number", "scene_unknown", "link", "title_other"} <= keys(findings)
    lines = [each.line for each in findings if each.file == "door.md"]
    assert lines == sorted(lines)
    assert len({(each.where, each.key, *each.facts.items()) for each in findings}) == len(findings)


LONG = "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen."
HARD = (
    "Notwithstanding considerations, practitioners anticipate demonstrating professional curiosity. "
    "Organisational accountability necessitates interdisciplinary communication. "
    "Appropriate documentation facilitates multidisciplinary collaboration considerably. "
    "Subsequently, representatives operationalise information-sharing arrangements accordingly. "
    "Comprehensive safeguarding responsibilities incorporate confidentiality considerations. "
    "Organisations continuously communicate institutional expectations appropriately. "
)
CASES: list[tuple[str, str, str, str, str]] = [
    # file, what stands there, instead, the finding, the words at whose line it is told
    ("door_md", "door.easy.md\n---", "none.easy.md\n---", "no_file", ""),
    ("door_md", "easy_read: door.easy.md\n", "", "easy_none", ""),
    ("door_md", "tag: shouting", "tag: thunder", "note_tag", "tag: thunder"),
    ("door_md", "minutes: 8", "minutes: 21", "minutes", "minutes: 21"),
    ("door_md", "minutes: 8", "minutes: 8\njobs: [wizards]", "job", "jobs"),
    ("door_md", "It could be worse for her later.", "Ring 020 7946 0000.", "digits", "Ring 020"),
    ("door_md", "You may see small", "", "", ""),
    ("door_md", "It could be worse for her later.", f"{LONG[:-1]} and on and on and on.", "long", "One two"),
    ("door_md", "You are **not**", f"{HARD}You are **not**", "grade", "## What you may see"),
    ("door_md", 'to: "00:06"', 'to: "00:16"', "skip_late", "00:16"),
    ("door_md", "pictures/door.svg", "pictures/window.svg", "no_picture", "pictures/window.svg"),
    ("door_md", "film/visit.mp4", "film/other.mp4", "no_film", "film/other.mp4"),
    ("door_md", "film/en.vtt", "film/bn.vtt", "no_file", "film/bn.vtt"),
    ("door_md", "transcript=film/en.md", "transcript=film/bn.md", "no_file", "film/bn.md"),
    ("course_yaml", "[repairs, cleaning]", "[repairs, wizards]", "job", "audience"),
    ("course_yaml", "catch_up: [door]", "catch_up: []", "catch_up_none", "catch_up"),
    ("door_easy_md", "You do not need proof.", LONG, "easy_long", "You may see a small"),
    ("door_easy_md", "You do not need proof.", "A. B. C. D.", "easy_many", "## You may"),
    ("door_easy_md", "![Two people who talk](pictures/talk.svg)\n", "", "easy_picture", "## You tell"),
    ("door_easy_md", "Then people", "\n\n![Two](pictures/talk.svg)\n\nThen people", "easy_picture", "## You tell"),
    ("film_en_vtt", "00:09.800", "00:19.800", "captions_end", "00:06.000 --> 00:19"),
    ("film_en_vtt", "A van stops", "A lorry stops", "transcript", "00:00.000"),
    ("film_en_vtt", "A van stops", "Ring 020 7946 0000. A van stops", "digits", "00:00.000"),
    ("film_en_vtt", "00:03.500 --> 00:06.000", "00:03.500 -> 00:06.000", "captions_cue", "00:03.500 -> "),
    ("film_en_md", "She looks down.", "", "transcript", ""),
]
CASES = [each for each in CASES if each[3]]


@pytest.mark.parametrize("file, old, new, key, at", CASES, ids=[f"{each[3]}-{at}" for at, each in enumerate(CASES)])
def test_what_a_course_lacks_is_told(tmp_path: Path, file: str, old: str, new: str, key: str, at: str) -> None:
    """One thing less than a good course has: one finding more, at its line."""
    name = next(each for each in FILES if each.replace(".", "_").replace("/", "_") == file)
    text = FILES[name].replace(old, new, 1)
    assert text != FILES[name]
    folder = course(tmp_path, **{file: text})
    one = next(each for each in lint_course(folder) if each.key == f"course.{key}")
    assert load_wording()(f"error.{one.key}", where=one.where, **one.facts).startswith(f"{one.where}: ")
    if at:
        assert one.where == f"{name}:{line_of(text, at)}"


def test_a_module_with_few_stories_or_questions_is_worth_a_look(tmp_path: Path) -> None:
    """It is a warning: an author may have a reason."""
    text = DOOR[: DOOR.index("- id: leaflet")] + DOOR[DOOR.index(":::\n\n::: practice") :]
    folder = course(tmp_path, door_md=text)
    for key, count in (("scenarios_few", 1), ("questions_few", 4)):
        one = found(folder, key)
        assert (one.severity, one.facts["count"], one.line) == (Severity.WARNING, count, line_of(text, "::: quiz"))


def test_a_quiet_end_of_a_film_is_worth_a_look(tmp_path: Path) -> None:
    """Captions that end long before the film may belong to another one."""
    folder = course(tmp_path)
    (folder / "film" / "visit.mp4").write_bytes(box(b"moov", mvhd(1000, 60_000)))
    assert found(folder, "captions_end").severity is Severity.WARNING
    (folder / "film" / "visit.mp4").write_bytes(b"of another kind")
    assert "captions_end" not in keys(lint_course(folder)), "nothing is said of a length that is not known"


PLAIN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


@pytest.mark.parametrize(
    "svg, fault",
    [
        (PLAIN.format('<g fill="url(#a)"><use href="#b"/></g><!-- a remark -->'), ""),
        (f'<?xml version="1.0"?>{PLAIN.format("")}', ""),
        (PLAIN.format("<script>x</script>"), "script"),
        (PLAIN.format('<image href="/etc/passwd"/>'), "image"),
        (PLAIN.format('<use href="other.svg#b"/>'), "href"),
        (PLAIN.format('<path fill="url(http://example.com)"/>'), "fill"),
        (PLAIN.format('<path onclick="x"/>'), "onclick"),
        (PLAIN.format("<text>words have a language</text>"), "text"),
        (PLAIN.format("").replace(' viewBox="0 0 9 9"', ""), "svg"),
        (f'<!DOCTYPE svg [<!ENTITY a "b">]>{PLAIN.format("&a;")}', "<!"),
        ("<svg>", "svg"),
        ("", "svg"),
        ("<html/>", "svg"),
    ],
)
def test_a_drawing_is_shapes_alone(tmp_path: Path, svg: str, fault: str) -> None:
    """Nothing in a picture runs, comes from elsewhere, or has words that nobody could translate."""
    found = [each for each in lint_course(course(tmp_path, pictures_door_svg=svg)) if each.key == "course.picture_svg"]
    assert [(each.where, each.facts["name"]) for each in found] == ([("pictures/door.svg:1", fault)] if fault else [])


def test_a_transcript_may_be_written_freely(tmp_path: Path) -> None:
    """Line ends, marks, capitals and other words between do not matter; a caption's own words do."""
    text = TRANSCRIPT.replace("A van stops at a door.", "**Narrator:** a van\nstops — at a door! (He sighs.)")
    assert "transcript" not in keys(lint_course(course(tmp_path, film_en_md=text)))


def test_translations_are_looked_over_too(tmp_path: Path) -> None:
    """A fault in a translation is told under its file; how hard it is to read is not."""
    folder = course(tmp_path)
    bengali = DOOR.replace("# At the door", "# দরজায়").replace("go: van", "go: done")
    (folder / "door.bn.md").write_text(bengali.replace("You fix a radiator.", HARD), encoding="utf-8")
    findings = [each for each in lint_course(folder) if each.file == "door.bn.md"]
    assert {each.key for each in findings} == {"course.scene_unreached", "course.translation"}


def test_a_folder_that_is_no_course_is_told(tmp_path: Path) -> None:
    """Nothing to look at is a fault of its own, not a crash."""
    assert keys(lint_course(tmp_path)) == {"no_file"}
    assert keys(lint_course(tmp_path / "none")) == {"no_file"}


def test_without_the_tools_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has not installed the authors' tools is told plainly that nothing was measured."""
    monkeypatch.setattr(course_words, "can_measure", lambda: False)
    folder = course(tmp_path, door_md=DOOR.replace("You are **not**", f"{HARD}You are **not**"))
    assert "grade" not in keys(lint_course(folder))
    assert found(folder, "not_measured").severity is Severity.WARNING


def keys_in(source: str) -> set[str]:
    """Give every key that a module may note: what `wrong`, `doubtful` and `Named` are handed as strings."""
    calls = [each for each in ast.walk(ast.parse(source)) if isinstance(each, ast.Call)]
    noted = [each.args[1] for each in calls if isinstance(each.func, ast.Attribute) and each.func.attr in NOTING]
    noted += [each.args[3] for each in calls if isinstance(each.func, ast.Name) and each.func.id == "Named"]
    return {
        part.value
        for each in noted
        for part in ast.walk(each)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    }


NOTING = {"wrong", "doubtful"}
BY_NAME = {"easy_long", "long", "no_film", "no_file"}
"""Keys that are chosen a line before they are noted."""
OF_OTHERS = {"faults", "no_course", "no_module", "no_transcript"}
"""Said by the command line, the preview and the reader of transcripts."""


def test_every_fault_has_its_sentence_and_every_sentence_its_fault() -> None:
    """What the code can find and what the catalogue can say are the same."""
    modules = [*SOURCES.glob("course*.py"), SOURCES / "captions.py"]
    used = set().union(*(keys_in(each.read_text(encoding="utf-8")) for each in modules)) | BY_NAME
    whole = load_wording().keys()
    said = {each.removeprefix("error.course.") for each in whole if each.startswith("error.course.")}
    assert said - used == OF_OTHERS
    assert used - said == set()


def test_captions_come_with_the_film(tmp_path: Path) -> None:
    """The made-up captions and the made-up transcript say the same, so that the cases above mean something."""
    assert not keys(lint_course(course(tmp_path, film_en_vtt=CAPTIONS))) & {"transcript", "captions_end"}
