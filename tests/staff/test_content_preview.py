"""The preview shows a course as a trainee sees it, anew when a file is saved, and a fault instead of a traceback."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from detectors_app.content.wording import load_wording
from detectors_app.domain.blocks import BlockId
from detectors_app.domain.progress import Answered, Chose
from detectors_app.staff.content_preview import ModulesPage, Preview
from detectors_app.staff.content_watch import CourseWatch
from detectors_app.staff.training_player import TrainingPlayer
from detectors_app.widgets.theme import apply_theme
from detectors_app.widgets.tokens import ThemeName, load_tokens
from tests.authored_course import DOOR, write_course

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
READ_MS = 15_000


@pytest.fixture
def folder(tmp_path: Path, qapp: QApplication) -> Path:
    apply_theme(qapp, load_tokens(ThemeName.LIGHT))
    return write_course(tmp_path / "course")


@pytest.fixture
def opened(folder: Path, qtbot: QtBot) -> Iterator[Preview]:
    """Give a preview of the module, read for the first time."""
    preview = Preview(folder, load_wording(), "door", now=lambda: NOW)
    with qtbot.waitSignal(preview.shown, timeout=READ_MS):
        preview.frame.show()
    yield preview
    preview.frame.close()
    preview.stop()


def seen(preview: Preview) -> QWidget | None:
    """Give the page that is shown."""
    return preview.frame.page


def is_playing(preview: Preview) -> bool:
    """Say whether a module is gone through."""
    return preview.player is not None


def playing(preview: Preview) -> TrainingPlayer:
    assert preview.player is not None
    return preview.player


def save(preview: Preview, qtbot: QtBot, file: str, text: str) -> None:
    """Save a file as an editor does, and wait until the preview has read it."""
    with qtbot.waitSignal(preview.shown, timeout=READ_MS):
        (preview._folder / file).write_text(text, encoding="utf-8")


def texts(widget: QWidget | None) -> str:
    """Give all that can be read on a page."""
    assert widget is not None
    return "\n".join(each.text() for each in widget.findChildren(QLabel))


def test_it_begins_as_for_a_trainee(opened: Preview) -> None:
    """The module's first page, of the trainee's own player, with no fault to tell."""
    assert opened.frame.page is playing(opened).page
    assert playing(opened).module.title == "At the door"
    assert not opened.banner.isVisibleTo(opened.frame)
    assert opened.fault is None


def test_a_saved_file_is_shown_at_the_same_place(opened: Preview, qtbot: QtBot) -> None:
    """What was answered and chosen stays, the page too, and its words are the new ones."""
    playing(opened).on_open("radiator")
    playing(opened).on_stepped(Chose(BlockId("radiator"), "hall", 1))
    playing(opened).on_open("check")
    playing(opened).on_stepped(Answered(BlockId("check"), "proof", (1,)))
    playing(opened).on_open("signs")
    save(opened, qtbot, "door.md", DOOR.replace("He stands **very** near.", "He stands in the door."))
    player = playing(opened)
    assert player.progress.place.block == "signs"
    assert [each.choice for each in player.progress.scenario(BlockId("radiator")).path] == [1]
    assert player.progress.quiz(BlockId("check")).answer("proof") is not None
    assert opened.frame.page is player.page
    assert "He stands in the door." in texts(player.page)


def test_a_page_that_is_gone_gives_way(opened: Preview, qtbot: QtBot) -> None:
    """Where the page that was shown is taken out, the next that is not done is shown."""
    playing(opened).on_open("practice")
    without = DOOR[: DOOR.index("::: practice")] + DOOR[DOOR.index("::: support") :]
    save(opened, qtbot, "door.md", without)
    assert opened.fault is None
    assert opened.frame.page is playing(opened).page


def test_a_fault_is_shown_with_file_and_line(opened: Preview, qtbot: QtBot) -> None:
    """The last whole course stays below the fault, and the fault goes when it is mended."""
    playing(opened).on_open("signs")
    page = opened.frame.page
    save(opened, qtbot, "door.md", DOOR.replace("go: van", "go: lift"))
    line = 1 + DOOR[: DOOR.index("go: van")].count("\n")
    assert opened.banner.isVisibleTo(opened.frame)
    assert f"door.md:{line}: " in opened.banner.accessibleName()
    assert opened.frame.page is page
    save(opened, qtbot, "door.md", DOOR)
    assert not opened.banner.isVisibleTo(opened.frame)


def test_a_course_broken_from_the_start_is_shown_with_its_fault(folder: Path, qtbot: QtBot) -> None:
    """There is a window with the fault, and the course once it is mended."""
    (folder / "course.yaml").write_text("id: [", encoding="utf-8")
    preview = Preview(folder, load_wording(), now=lambda: NOW)
    with qtbot.waitSignal(preview.shown, timeout=READ_MS):
        preview.frame.show()
    assert "course.yaml:" in preview.banner.accessibleName()
    write_course(folder)
    qtbot.waitUntil(lambda: preview.fault is None and preview.course is not None, timeout=READ_MS)
    assert isinstance(preview.frame.page, ModulesPage)
    preview.frame.close()
    preview.stop()


def test_modules_are_chosen_from(folder: Path, qtbot: QtBot) -> None:
    """Without a module named, all are offered; *Stop here* leads back to them."""
    preview = Preview(folder, load_wording(), now=lambda: NOW)
    with qtbot.waitSignal(preview.shown, timeout=READ_MS):
        preview.frame.show()
    link = preview.frame.findChild(QAbstractButton, "preview.door")
    assert link is not None
    link.click()
    assert seen(preview) is playing(preview).page
    playing(preview).left.emit()
    assert isinstance(seen(preview), ModulesPage)
    assert not is_playing(preview)
    preview.frame.close()
    preview.stop()


def test_a_module_that_is_not_there_is_told(folder: Path, qtbot: QtBot) -> None:
    """The modules there are are offered, and the slip is named."""
    preview = Preview(folder, load_wording(), "window", now=lambda: NOW)
    with qtbot.waitSignal(preview.shown, timeout=READ_MS):
        preview.frame.show()
    assert "window" in preview.banner.accessibleName()
    assert isinstance(preview.frame.page, ModulesPage)
    preview.frame.close()
    preview.stop()


def test_help_leads_back(opened: Preview) -> None:
    """Links, help and support work as for a trainee, and come back to the page."""
    page = playing(opened).page
    playing(opened).on_link("contact:csn_duty")
    assert opened.frame.page is not page
    opened.on_help_left()
    assert opened.frame.page is page
    playing(opened).on_link("support")
    assert opened.frame.page is not page


def test_files_put_in_anothers_place_and_new_folders_are_noticed(folder: Path, qtbot: QtBot) -> None:
    """Editors replace files; authors add folders: both are noticed, more than once."""
    watch = CourseWatch(folder)
    for at in range(3):
        with qtbot.waitSignal(watch.changed, timeout=READ_MS):
            (folder / "new").write_text(f"{DOOR}\n{at}", encoding="utf-8")
            (folder / "new").replace(folder / "door.md")
    with qtbot.waitSignal(watch.changed, timeout=READ_MS):
        (folder / "pictures" / "more").mkdir()
    with qtbot.waitSignal(watch.changed, timeout=READ_MS):
        (folder / "pictures" / "more" / "a.svg").write_text("x", encoding="utf-8")
