"""Certificates: there when a course is done, true to the record, saved as a PDF that a screen reader can read."""

from __future__ import annotations

import errno
import io
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream
from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from detectors_app.cli.world import World, make_world
from detectors_app.content.languages import LONG, MIRRORED
from detectors_app.content.wording import load_wording
from detectors_app.desk.casebook import Casebook
from detectors_app.desk.learning_book import LearningBook
from detectors_app.domain.completion import complete
from detectors_app.domain.course import CourseId
from detectors_app.domain.errors import DetectorsError, EnvironmentFault, Invalid, Refused
from detectors_app.domain.ids import CONCERNS, LEARNING
from detectors_app.staff.certificate_file import LONGEST, file_name, save, why_not
from detectors_app.staff.certificate_pdf import draw
from detectors_app.staff.certificate_tags import tagged
from detectors_app.staff.certificate_words import LONGEST_NAME, Fact, Paper, paper_of, usual_name
from detectors_app.staff.laptop import Laptop
from detectors_app.storage.key_place import FilePlace
from detectors_app.use_cases.learning.rows import Certificate
from detectors_app.widgets.clipboard import MARKS, ClipboardGuard
from tests.made_up import Council
from tests.made_up_course import CARETAKING, EARLY, WAY, courses
from tests.staff.conftest import window_on
from tests.staff.hands import Hands
from tests.use_cases.bench import PASSPHRASE, Bench
from tests.widgets.conftest import Dress, dress  # noqa: F401 - a fixture

WORDS = load_wording()
NAME = "Zoë Office-Affleck"
TYPED = "Sam Sample"


def certificate(title: str = "Early Detectors: noticing domestic abuse") -> Certificate:
    done = complete("A1234", CourseId("early-detectors"), 3, 2026, date(2026, 11, 12))
    return Certificate(done, title, "7K2M-Q4TR", sent=False)


Pdf: TypeAlias = Any
"""A PDF as its reader gives it: what is in it has no types."""


def read(paper: Paper) -> Pdf:
    return PdfReader(io.BytesIO(tagged(draw(paper))))


def elements(reader: Pdf) -> list[Pdf]:
    """Give the paragraphs in the order of the tree, each once; a paragraph out of its place fails."""
    tree = reader.root_object["/StructTreeRoot"].get_object()
    (document,) = (each.get_object() for each in tree["/K"])
    assert document["/S"] == "/Document"
    found = [each.get_object() for each in document["/K"]]
    (page_number, by_mark) = tree["/ParentTree"].get_object()["/Nums"]
    assert page_number == reader.pages[0]["/StructParents"]
    assert [each.get_object() for each in by_mark.get_object()] == found
    assert [each["/K"] for each in found] == list(range(len(found)))
    return found


def marks(reader: Pdf) -> list[str]:
    """Give what is painted within which mark, in order; paint outside of every mark fails."""
    content, opened, found = ContentStream(reader.pages[0].get_contents(), reader), 0, list[str]()
    for operands, operator in content.operations:
        if operator in {b"BDC", b"BMC"}:
            opened += 1
            found.append(f"{operands[0]} {operands[1]['/MCID']}" if operator == b"BDC" else str(operands[0]))
        elif operator == b"EMC":
            opened -= 1
        elif operator in {b"Tj", b"TJ", b"f", b"S"}:
            assert opened == 1, operator
    assert opened == 0
    return found


# --- what it says -----------------------------------------------------------------------------------------------------


def test_it_says_what_when_which_version_and_the_code_alone() -> None:
    """Never a score, a way or a reason; a name only if there is one."""
    assert paper_of(certificate(), WORDS).as_text().splitlines() == [
        "Certificate of training",
        "Early Detectors: noticing domestic abuse",
        "Done on: 12 November 2026",
        "Version: 3",
        "Code: 7K2M-Q4TR",
        "A training lead can check this code.",
    ]
    named = paper_of(certificate(), WORDS, NAME)
    assert f"Name: {NAME}" in named.paragraphs()
    assert NAME not in repr(named)


@pytest.mark.usefixtures("dress")
def test_the_pdf_says_the_same_in_the_same_order() -> None:
    """Letter for letter, with spaces as spaces and no letters drawn as one; the name too."""
    paper = paper_of(certificate(), WORDS, NAME)
    text = read(paper).pages[0].extract_text()
    assert " ".join(text.split()) == " ".join(paper.paragraphs())
    assert "\t" not in text


@pytest.mark.usefixtures("dress")
def test_the_pdf_is_tagged() -> None:
    """Each paragraph is a marked one of the tree, in reading order; what is decoration is marked as such."""
    reader = read(paper_of(certificate(), WORDS, NAME))
    tags = [str(each["/S"]) for each in elements(reader)]
    assert tags == ["/P", "/H1", "/P", "/P", "/P", "/P", "/P"]
    assert marks(reader) == ["/Artifact", *(f"{tag} {number}" for number, tag in enumerate(tags))]
    assert (len(reader.pages), reader.pages[0]["/Tabs"]) == (1, "/S")
    assert reader.root_object["/MarkInfo"] == {"/Marked": True}


@pytest.mark.usefixtures("dress")
def test_the_pdf_names_its_title_and_language_and_nobody() -> None:
    """The title is shown instead of the file's name; no author, no time, no laptop."""
    reader = read(paper_of(certificate(), WORDS))
    title = "Certificate of training: Early Detectors: noticing domestic abuse"
    assert reader.metadata == {"/Title": title}
    assert reader.root_object["/Lang"] == "en"
    assert reader.root_object["/ViewerPreferences"] == {"/DisplayDocTitle": True}
    assert reader.xmp_metadata is not None
    assert reader.xmp_metadata.dc_title == {"x-default": title}
    assert (reader.xmp_metadata.xmp_create_date, reader.xmp_metadata.dc_creator) == (None, [])


@pytest.mark.usefixtures("dress")
def test_its_letters_are_in_it() -> None:
    """Noto Sans is embedded, as much of it as is used: it looks the same on every machine."""
    fonts = read(paper_of(certificate(), WORDS)).pages[0]["/Resources"]["/Font"].values()
    below = [font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object() for font in fonts]
    assert {str(each["/FontName"]).partition("+")[2] for each in below} == {"NotoSans-Regular", "NotoSans-Bold"}
    assert all(0 < len(each["/FontFile2"].get_object().get_data()) < 100_000 for each in below)


@pytest.mark.usefixtures("dress")
def test_a_name_in_any_letters_is_said_right() -> None:
    """What joins or runs from right to left is said in the tags; a sign of some language of marks is a sign."""
    for name in ("سارة مثال", "নমুনা"):
        found = elements(read(paper_of(certificate(), WORDS, name)))
        assert [each.get("/ActualText") for each in found] == [None, None, f"Name: {name}", *[None] * 4]
    odd = paper_of(certificate("Ängste & <b>Mut</b> “fi”"), WORDS, "O'Hara <i>")
    assert "Ängste & <b>Mut</b> “fi”" in read(odd).pages[0].extract_text()
    assert str(read(odd).xmp_metadata.dc_title["x-default"]).endswith("Ängste & <b>Mut</b> “fi”")


@pytest.mark.usefixtures("dress")
def test_it_is_one_page_however_long_its_words() -> None:
    """The longest name, a long title, a language from right to left: all of it is there, on one page, in one order."""
    words = load_wording(MIRRORED)
    paper = paper_of(certificate("Words " * 30), words, "W" * LONGEST_NAME)
    reader = read(replace(paper, facts=(*paper.facts, *(Fact("Longer than usual label", "value " * 12),) * 3)))
    assert len(reader.pages) == 1
    assert reader.root_object["/Lang"] == MIRRORED
    assert len(elements(reader)) == 10
    assert "/ActualText" in elements(reader)[0]


# --- the file ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed, name",
    [
        ("certificate", "certificate.pdf"),
        (" my own.PDF ", "my own.pdf"),
        ("12.11.2026", "12.11.2026.pdf"),
        ("Zeugnis für Zoë", "Zeugnis für Zoë.pdf"),
        ("console", "console.pdf"),
        ("র\u200dযাব", "র\u200dযাব.pdf"),
        ("x" * LONGEST, f"{'x' * LONGEST}.pdf"),
    ],
)
def test_a_name_gets_its_ending(typed: str, name: str) -> None:
    """Whatever is a name on every system is taken as it is."""
    assert file_name(typed) == name


@pytest.mark.parametrize(
    "typed", ["a/b", "a\\b", "a:b", "what?", "a\nb", "..", ".hidden", "dot.", "nul", "Con.x", "lpt1.pdf"]
)
def test_a_name_that_cannot_be_is_refused(typed: str) -> None:
    """What would leave the folder, or what some system does not take, is said before anything is written."""
    with pytest.raises(Invalid, match=r"certificate\.file_name"):
        file_name(typed)


@pytest.mark.parametrize("language", ["en", LONG, MIRRORED])
def test_the_usual_name_is_one_in_every_language(language: str) -> None:
    """It says the day, and neither the person nor the course."""
    name = usual_name(certificate(), load_wording(language))
    assert file_name(name) == f"{name}.pdf"
    assert name.endswith("-2026-11-12")


def test_no_name_and_one_too_long_are_refused() -> None:
    """Each with words of its own."""
    for typed in ("", "   ", ".pdf"):
        with pytest.raises(Invalid, match=r"certificate\.no_file_name"):
            file_name(typed)
    with pytest.raises(Invalid, match=r"certificate\.file_name"):
        file_name("x" * (LONGEST + 1))


def test_what_is_there_is_replaced_only_if_that_is_wanted(tmp_path: Path) -> None:
    """The old file stays until then; nothing else lies in the folder afterwards."""
    path = tmp_path / "certificate.pdf"
    save(path, b"first", replace=False)
    with pytest.raises(Refused, match=r"certificate\.taken"):
        save(path, b"second", replace=False)
    assert path.read_bytes() == b"first"
    save(path, b"second", replace=True)
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [(path.name, b"second")]


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    """A stick that was pulled out, say; the same where a file stands in its place."""
    (tmp_path / "file").touch()
    for folder in ("gone", "file"):
        with pytest.raises(EnvironmentFault, match=r"certificate\.folder_gone"):
            save(tmp_path / folder / "certificate.pdf", b"", replace=False)


@pytest.mark.parametrize(
    "number, key",
    [
        (errno.ENOSPC, "certificate.full"),
        (errno.EROFS, "certificate.read_only"),
        (errno.EACCES, "certificate.read_only"),
        (errno.ENAMETOOLONG, "certificate.file_name"),
        (errno.ENOENT, "certificate.folder_gone"),
        (errno.EIO, "certificate.not_saved"),
    ],
)
def test_what_the_system_says_is_told_in_words(number: int, key: str) -> None:
    """A full disk, a folder that only lets one read, a broken disk: each has its sentence."""
    told = why_not(OSError(number, ""))
    assert told.key == key
    assert WORDS.error(told) == WORDS(f"error.{key}")
    assert why_not(None).key == "certificate.not_saved"


# --- in the window ----------------------------------------------------------------------------------------------------


@pytest.fixture
def trained(tmp_path: Path) -> Iterator[Bench]:
    """Give a laptop for both boxes whose person has just completed a course."""
    council = Council()
    council.add_lead()
    bench = Bench(tmp_path / "laptop", council).enrol(PASSPHRASE, CONCERNS, LEARNING)
    bench.laptop.sync()
    bench.laptop.settle_learner(CARETAKING, "C-12")
    for module, step in WAY:
        bench.laptop.take_step(EARLY, module, step)
    yield bench
    bench.laptop.close()


@pytest.fixture
def hands(trained: Bench, qtbot: QtBot, qapp: QApplication) -> Iterator[Hands]:
    with window_on(trained, qtbot, qapp) as made:
        yield made


def to_certificates(hands: Hands) -> None:
    hands.press("home.training")
    hands.press("training.certificates")
    hands.find("training.certificates.heading")


def test_it_waits_and_is_sent_after_a_round_with_the_service(trained: Bench, hands: Hands) -> None:
    """The list says where it is in plain words, and knows it anew each time it is opened."""
    to_certificates(hands)
    hands.sees("12 November 2026, version 1")
    hands.sees(WORDS("training.certificate.waiting"))
    hands.press("training.certificates.back")
    assert trained.laptop.sync_learning(at_once=True).sent
    hands.press("training.certificates")
    hands.sees(WORDS("training.certificate.sent"))


def test_without_one_it_says_how_to_get_one(bench: Bench, qtbot: QtBot, qapp: QApplication) -> None:
    """Nothing done: how one comes by it. Done without a staff number: what is missing."""
    with window_on(bench, qtbot, qapp) as hands:
        hands.window.beside.on_certificates()
        hands.sees(WORDS("training.certificate.none_more"))
        for module, step in WAY:
            bench.laptop.take_step(EARLY, module, step)
        hands.window.beside.on_certificates()
        hands.sees(WORDS("training.certificate.none_held"))


def test_it_is_saved_where_one_says_and_replaced_only_if_one_says(hands: Hands, tmp_path: Path) -> None:
    """By keyboard: name, folder, save; a name that is taken is asked about, and the file is the sheet."""
    folder = tmp_path / "usb"
    folder.mkdir()
    hands.window.beside.certificates._documents = lambda: folder
    to_certificates(hands)
    hands.go_to("training.certificate.early-detectors.2026")
    hands.key(Qt.Key.Key_Return)
    hands.find("training.certificate.paper")
    hands.write("training.certificate.give_name", TYPED)
    hands.sees(TYPED)
    hands.go_to("training.certificate.save")
    hands.key(Qt.Key.Key_Return)
    hands.find("training.save.chooser.list")
    hands.go_to("training.save.here")
    hands.key(Qt.Key.Key_Return)
    hands.sees("Saved as training-certificate-2026-11-12.pdf.")
    saved = folder / "training-certificate-2026-11-12.pdf"
    first = saved.read_bytes()
    place = hands.window.beside.certificates
    assert place.one is not None
    paper = place.one.paper
    assert " ".join(PdfReader(saved).pages[0].extract_text().split()) == " ".join(paper.paragraphs())

    hands.press("training.certificate.save")
    hands.press("training.save.here")
    hands.press("training_replace.no")
    assert saved.read_bytes() == first
    hands.find("training.save.name", QLineEdit).setText("CON")
    hands.press("training.save.here")
    hands.sees(WORDS("error.certificate.file_name"))
    saved.write_bytes(b"old")
    hands.find("training.save.name", QLineEdit).setText(saved.stem)
    hands.press("training.save.here")
    hands.press("training_replace.yes")
    hands.sees("Saved as")
    assert saved.read_bytes() != b"old"
    assert [each.name for each in folder.iterdir()] == [saved.name]


def test_a_folder_that_goes_while_one_looks_is_said_calmly(hands: Hands, tmp_path: Path) -> None:
    """The page stays, says why, and lets one choose another folder."""
    folder = tmp_path / "usb"
    folder.mkdir()
    hands.window.beside.certificates._documents = lambda: folder
    to_certificates(hands)
    hands.press("training.certificate.early-detectors.2026")
    hands.press("training.certificate.save")
    hands.find("training.save.here")
    folder.rmdir()
    hands.press("training.save.here")
    hands.sees(WORDS("error.certificate.folder_gone"))
    (tmp_path / "other").mkdir()
    place = hands.window.beside.certificates
    assert place.where is not None
    place.where.chooser.open_at(tmp_path / "other")
    hands.press("training.save.here")
    hands.sees("Saved as")


def test_a_name_is_forgotten_with_the_page(hands: Hands) -> None:
    """Neither going back to the list nor leaving keeps it."""
    to_certificates(hands)
    hands.press("training.certificate.early-detectors.2026")
    hands.write("training.certificate.give_name", TYPED)
    hands.press("training.certificate.back")
    assert hands.focus().objectName() == "training.certificate.early-detectors.2026"
    hands.press("training.certificate.early-detectors.2026")
    assert hands.find("training.certificate.give_name", QLineEdit).text() == ""
    assert TYPED not in " ".join(hands.texts())


def test_copied_text_is_marked_as_nobodys_history(hands: Hands, qapp: QApplication) -> None:
    """What is copied is all that the sheet says, and passes the clipboard's guard."""

    def ours(shelf: QClipboard.Mode) -> bool:
        return shelf == QClipboard.Mode.Clipboard

    guard = ClipboardGuard(qapp.clipboard(), owns=ours)
    to_certificates(hands)
    hands.press("training.certificate.early-detectors.2026")
    hands.write("training.certificate.give_name", TYPED)
    hands.press("training.certificate.copy")
    hands.sees(WORDS("training.certificate.copied_more"))
    held = qapp.clipboard().mimeData()
    assert held.text().splitlines()[2] == f"Name: {TYPED}"
    assert set(MARKS) <= set(held.formats())
    guard.forget()
    assert qapp.clipboard().text() == ""
    qapp.clipboard().changed.disconnect(guard.on_changed)


def test_a_store_that_does_not_answer_is_said_on_the_training_page(hands: Hands) -> None:
    """Nothing is lost and nothing else opens."""
    to_certificates(hands)
    hands.press("training.certificates.back")
    error: DetectorsError = EnvironmentFault("store.disk_full", path="notes")
    hands.window.beside.certificates.failed.emit(error)
    hands.sees(WORDS.error(error)[:30])


# --- the whole way ----------------------------------------------------------------------------------------------------


@pytest.fixture
def real(tmp_path: Path) -> Iterator[World]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    made = make_world(tmp_path / "council", port=port)
    made.network_on()
    yield made
    made.close()


@pytest.mark.end_to_end
def test_the_code_checks_at_the_leads_desk(real: World) -> None:
    """Completed, sent through the real service, taken in by the lead: the code names that very record."""
    sam = real.sam.folder
    with Laptop.open(sam, key_place=FilePlace(sam), courses=courses) as laptop:
        laptop.settle_learner(CARETAKING, "C-12")
        for module, step in WAY:
            laptop.take_step(EARLY, module, step)
        laptop.sync()
        (shown,) = laptop.certificates()
        assert not shown.sent
        assert laptop.sync_learning(at_once=True).sent
        (shown,) = laptop.certificates()
        assert shown.sent
    casebook = Casebook.sign_in(real.pat.folder, real.pat.passphrase)
    book = LearningBook(casebook, courses())
    assert book.check(shown.code) is None
    casebook.sync()
    found = book.check(shown.code.replace("-", " ").lower())
    assert found is not None
    assert found.completion == shown.completion
    casebook.close()
