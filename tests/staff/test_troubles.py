"""What a person sees when something goes wrong: few readers, held back, no room on the disk, a bug, broken letters."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtNetwork import QNetworkInformation
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from detectors_app.content.typed import MOST_LETTERS
from detectors_app.domain.concern import About, Concern, Written
from detectors_app.domain.delivery import State
from detectors_app.domain.errors import EnvironmentFault, TransientFault
from detectors_app.domain.ids import CONCERNS, EnvelopeId, FieldId
from detectors_app.staff import crash
from detectors_app.staff.laptop import Laptop
from detectors_app.staff.network_hint import NetworkHint
from detectors_app.storage.key_place import FilePlace
from detectors_app.use_cases.rows import DeliveryChange, DraftRow
from tests.conftest import ExpectLogs
from tests.staff.conftest import window_on
from tests.staff.hands import PATIENCE_MS, Hands
from tests.staff.test_window import SAID, fill, go_on, start
from tests.use_cases.bench import CHEAP, PASSPHRASE, Bench, finished

NUMBER = "020\N{NO-BREAK SPACE}7974\N{NO-BREAK SPACE}2526"
BLOCKS_AT_MOST_S = 1.0


def to_what_happened(staff: Hands) -> None:
    """Go to the long field."""
    start(staff)
    staff.choose("danger.no")
    go_on(staff, "question.place")
    staff.choose("place.kind.job")
    staff.write("place.job", "WO-1")
    go_on(staff, "question.when")
    staff.press("when.at.today")
    go_on(staff, "question.signs")


def test_few_readers_shows_the_number_first(staff: Hands, bench: Bench) -> None:
    """With one officer left nothing goes before the number was shown; who is left out can be changed, or it is sent."""
    concern_id = bench.laptop.new_concern_id()
    concern = finished(left_out=(bench.council.lee.reader.officer,))
    bench.laptop.save_draft(concern_id, concern, 99, Written.LOCKED)
    staff.program.lanes.changed.emit()
    staff.press("home.continue")
    staff.find("unlock.passphrase").setFocus()
    staff.type(PASSPHRASE)
    staff.press("unlock.open")
    staff.press("check.send")
    staff.find("short.heading")
    staff.sees(NUMBER)
    assert bench.laptop.outbox() == ()
    staff.press("short.no")
    staff.find("question.left_out")
    staff.window.writing.recording.on_check_reached()  # type: ignore[union-attr]
    staff.press("check.send")
    staff.press("short.yes")
    staff.find("sent.strip")
    assert len(bench.laptop.outbox()) == 1


def test_held_back_says_to_phone(staff: Hands, bench: Bench) -> None:
    """What the service does not take says *Held back: please phone* with the number, on its page and on Home."""
    bench.world.faults["enrol"] = [TransientFault("network.offline")] * 1000
    fill(staff)
    staff.press("check.send")
    staff.sees("Saved on this laptop. Not sent yet.")
    (item,) = bench.laptop.outbox()
    with bench.laptop.parts.store.unit() as unit:
        unit.change_outbox(DeliveryChange(CONCERNS, item.id, State.PARKED))
    staff.program.lanes.changed.emit()
    staff.sees("Held back: please phone")
    staff.sees(NUMBER)
    staff.press("sent.home")
    staff.sees("Held back: please phone")
    staff.sees(NUMBER)


class FullDisk(Laptop):
    """A laptop whose disk has no room for drafts while `is_full`."""

    __slots__ = ()
    is_full = True

    def save_draft(
        self, concern_id: EnvelopeId, concern: Concern, step: int, written: Written, about: About | None = None
    ) -> DraftRow:
        if self.is_full:
            raise EnvironmentFault("store.disk_full", path="notes")
        return super().save_draft(concern_id, concern, step, written, about)


def test_a_full_disk_takes_no_word_from_the_screen(bench: Bench, qtbot: QtBot, qapp: QApplication) -> None:
    """While the store says no, every letter stays and the page says why; with room again the same is saved."""

    class Disk(FullDisk):
        __slots__ = ()

    def opened() -> Laptop:
        place = FilePlace(bench.folder)
        return Disk.open(bench.folder, clock=lambda: bench.now, key_place=place, service_at=bench._service, cost=CHEAP)

    with window_on(bench, qtbot, qapp, opened) as staff:
        to_what_happened(staff)
        staff.write("happened", SAID)
        staff.sees("There is no space left for notes")
        staff.sees("Not saved yet. Keep this open.")
        assert staff.find("happened", QPlainTextEdit).toPlainText() == SAID
        staff.press("record.finish_later")
        staff.find("question.signs")
        staff.window.close()
        assert staff.window.isVisible()
        assert bench.laptop.drafts() == ()
        Disk.is_full = False
        staff.window.writing.recording.presenter.autosave.save_now()  # type: ignore[union-attr]
        qtbot.waitUntil(lambda: len(bench.laptop.drafts()) == 1, timeout=PATIENCE_MS)
    (draft,) = bench.laptop.drafts()
    assert bench.laptop.resume_draft(draft.id, PASSPHRASE).concern.answers[FieldId("happened")] == SAID


@contextmanager
def hooked(staff: Hands) -> Iterator[None]:
    """Let bugs reach the window's crash page."""
    before = sys.excepthook
    crash.install(staff.program.on_crash)
    try:
        yield
    finally:
        sys.excepthook = before


def test_the_crash_page_shows_no_content(
    staff: Hands, expect_logs: ExpectLogs, caplog: pytest.LogCaptureFixture
) -> None:
    """A bug whose message quotes what a person wrote shows and logs its kind and place alone."""
    expect_logs("crash ")
    start(staff)
    staff.choose("danger.no")
    with hooked(staff):
        sys.excepthook(ValueError, ValueError(SAID), None)
        staff.find("crash")
        assert not any(SAID in each for each in staff.texts())
        staff.sees("ValueError at")
    assert SAID not in caplog.text


def test_a_crash_under_the_cover_stays_under_it(staff: Hands, expect_logs: ExpectLogs) -> None:
    """The neutral screen stays; the page is there after *Sign in*."""
    staff.window.locking.on_hide()
    staff.program.on_crash("KeyError at page.py:1")
    staff.find("cover")
    staff.window.locking.on_sign_in()
    staff.find("crash")


@pytest.mark.parametrize(
    "now,heard",
    [
        (QNetworkInformation.Reachability.Online, True),
        (QNetworkInformation.Reachability.Unknown, True),
        (QNetworkInformation.Reachability.Disconnected, False),
    ],
)
def test_the_network_hint_only_hints(qtbot: QtBot, now: QNetworkInformation.Reachability, heard: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """Anything but *disconnected* is a reason to try; where the system tells nothing, starting does no harm."""
    hint = NetworkHint()
    told: list[bool] = []
    hint.may_be_back.connect(lambda: told.append(True))
    hint.start()
    hint._on_changed(now)
    assert bool(told) is heard


def test_a_hint_brings_delivery_forward(staff: Hands, bench: Bench) -> None:
    """What waits after an attempt in vain goes soon after the network is back."""
    bench.world.faults["enrol"] = [TransientFault("network.offline")] * 2
    item = bench.report()
    staff.program._hint.may_be_back.emit()
    staff.qtbot.waitUntil(lambda: bench.item(item.id).tries + len(bench.world.calls) > 0, timeout=PATIENCE_MS)
    assert bench.item(item.id).state in {State.QUEUED, State.SENT}


def test_broken_letters_are_saved_as_whole_ones(staff: Hands, bench: Bench) -> None:
    """Half a character and a NUL, pasted, do not stop the saving: the rest is kept."""
    to_what_happened(staff)
    paste(staff, f"{SAID}\ud83d\x00!")
    autosave = staff.window.writing.recording.presenter.autosave  # type: ignore[union-attr]
    staff.qtbot.waitUntil(lambda: autosave.is_settled, timeout=PATIENCE_MS)
    (draft,) = bench.laptop.drafts()
    kept = bench.laptop.resume_draft(draft.id, PASSPHRASE).concern.answers[FieldId("happened")]
    assert str(kept).replace("\ufffd", "") == f"{SAID}!"


def test_a_megabyte_is_taken_as_far_as_there_is_room(staff: Hands, bench: Bench) -> None:
    """A huge paste does not block the window; what fits is kept and saved, and the field says what was left out."""
    to_what_happened(staff)
    began = time.perf_counter()
    paste(staff, "word " * 200_000)
    assert time.perf_counter() - began < BLOCKS_AT_MOST_S
    staff.sees("Only the first 20000 letters fit here.")
    autosave = staff.window.writing.recording.presenter.autosave  # type: ignore[union-attr]
    staff.qtbot.waitUntil(lambda: autosave.is_settled, timeout=PATIENCE_MS)
    (draft,) = bench.laptop.drafts()
    kept = bench.laptop.resume_draft(draft.id, PASSPHRASE).concern.answers[FieldId("happened")]
    assert len(kept) == MOST_LETTERS
    staff.press("record.continue")
    staff.sees("This is too long.")


def test_a_huge_line_is_cut_by_its_field(staff: Hands) -> None:
    """A field of one line takes no more than the limit, and line ends in it do no harm."""
    start(staff)
    staff.choose("danger.no")
    go_on(staff, "question.place")
    staff.choose("place.kind.job")
    line = staff.find("place.job", QLineEdit)
    line.insert("x\n" * 500_000)
    assert len(line.text()) <= MOST_LETTERS


def paste(staff: Hands, text: str) -> None:
    """Paste into the long field, as the clipboard would."""
    data = QMimeData()
    data.setText(text)
    staff.find("happened", QPlainTextEdit).insertFromMimeData(data)
