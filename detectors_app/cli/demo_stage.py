"""The demo's stage: staff window, duty desk and service in one process; starts them, and ends them in order."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from detectors_app.widgets.qt_start import QtWidgets  # the first module that imports Qt

from detectors_app.cli.demo import PICTURES  # isort: skip
from detectors_app.cli.demo_story import Step, Story  # isort: skip
from detectors_app.cli.demo_strip import ControlStrip  # isort: skip
from detectors_app.cli.demo_verdict import digest_of, judge  # isort: skip
from detectors_app.cli.exit_codes import Exit  # isort: skip
from detectors_app.cli.files import make_folder  # isort: skip
from detectors_app.cli.output import Output  # isort: skip
from detectors_app.cli.world import World, make_world  # isort: skip
from detectors_app.desk.application import DeskApplication  # isort: skip
from detectors_app.domain.errors import TransientFault  # isort: skip
from detectors_app.mailbox.in_thread import free_port  # isort: skip
from detectors_app.staff.application import StaffApplication  # isort: skip
from detectors_app.staff.laptop import Laptop  # isort: skip

QUICK = 0.05
"""What stands for chance in every wait: a twentieth of the longest."""
STAFF_PX = (1280, 800)
DESK_PX = (1280, 800)


@dataclass(slots=True)
class Stage:
    """All that is on it."""

    app: QtWidgets.QApplication
    world: World
    staff: StaffApplication
    desk: DeskApplication


@contextmanager
def _stage(folder: Path, out: Output) -> Iterator[Stage]:
    """Set the stage, and clear it."""
    began_s = time.monotonic()
    world = make_world(folder / "council", port=free_port())
    out.say("cli.demo.made", seconds=f"{time.monotonic() - began_s:.1f}")
    app = QtWidgets.QApplication.instance() or QtWidgets.QApplication(sys.argv[:1])
    if not isinstance(app, QtWidgets.QApplication):
        raise TypeError
    staff = StaffApplication(app, world.sam.folder, out.words, open_laptop=lambda: _open_laptop(world))
    desk = DeskApplication(app, world.jo.folder, out.words)
    desk.garbage.start()  # One is enough: both windows live on this thread.
    try:
        yield Stage(app, world, staff, desk)
    finally:
        world.close()  # First, because it ends the waits that both programs have at the service.
        staff.stop()
        desk.presenter.stop()
        desk.garbage.stop()


def _open_laptop(world: World) -> Laptop:
    """Open the made-up laptop; one alone need not spread its tries over time as a fleet does."""
    return Laptop.open(world.sam.folder, chance=lambda: QUICK)


def play(folder: Path, said: str, out: Output) -> Exit:
    """Play the story and judge it. Gives OK only for the same words and a verified receipt."""
    pictures = folder / PICTURES
    make_folder(pictures)
    with _stage(folder, out) as stage:
        story = _story(stage, said, pictures, out)
        trouble = _try(story)
    verdict = judge(stage.world, said)
    out.say("cli.demo.pictures", path=str(pictures))
    out.say("cli.demo.good" if verdict.good and not trouble else "cli.demo.bad")
    if trouble:
        out.problem(out.words.error(trouble))
    out.result(
        folder=str(folder),
        pictures=sorted(str(each) for each in pictures.glob("*.png")),
        said=digest_of(said),
        opened=verdict.opened_sha256,
        same_words=verdict.same_words,
        read_receipt=verdict.receipt_verified,
        steps=[{"step": each.key.rpartition(".")[2], "seconds": round(each.seconds, 2)} for each in story.steps],
    )
    return Exit.OK if verdict.good and not trouble else Exit.NOT_YET


def _story(stage: Stage, said: str, pictures: Path, out: Output) -> Story:
    staff, desk = stage.staff.window, stage.desk.window.frame
    staff.resize(*STAFF_PX)
    desk.resize(*DESK_PX)
    stage.staff.show()
    desk.show()

    def tell(step: Step) -> None:
        seconds = f"{step.seconds:5.1f}"
        out.say("cli.demo.done", step=out.words(step.key), seconds=seconds, picture=step.pictures[-1].name)

    return Story(stage.world, out.words, staff, desk, said, pictures, stage.staff.lanes.wake, tell)


def _try(story: Story) -> TransientFault | None:
    try:
        story.play()
    except TransientFault as fault:
        return fault
    return None


def show(folder: Path, out: Output) -> Exit:
    """Open both windows and the strip, and stay until the strip is closed."""
    with _stage(folder, out) as stage:
        strip = ControlStrip(stage.world, out.words, stage.staff.lanes.wake)
        strip.closed.connect(stage.app.quit)
        _lay_out(stage.app, stage.staff.window, stage.desk.window.frame, strip)
        stage.staff.show()
        stage.desk.window.frame.show()
        strip.show()
        stage.desk.presenter.sign_in(stage.world.jo.passphrase)
        out.say("cli.demo.open")
        stage.app.exec()
    out.result(folder=str(folder), pictures=[])
    return Exit.OK


def _lay_out(
    app: QtWidgets.QApplication, staff: QtWidgets.QWidget, desk: QtWidgets.QWidget, strip: QtWidgets.QWidget
) -> None:
    """Put the staff window at the top left, the desk behind it to the right and below, the strip at the top right."""
    room = app.primaryScreen().availableGeometry()
    staff.move(room.topLeft())
    desk.move(
        max(room.left(), room.right() - desk.width()),
        max(room.top(), min(room.bottom() - desk.height(), room.top() + staff.height() // 2)),
    )
    size = strip.sizeHint()
    strip.move(room.right() - size.width(), room.top())
