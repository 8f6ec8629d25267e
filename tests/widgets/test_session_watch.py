"""A sleep and a locked screen are heard: over a real bus of this test's own, and from Windows' messages."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from uuid import uuid4

import pytest
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusUnixFileDescriptor, QDBusVirtualObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from detectors_app.widgets.session_watch import SessionWatch, session_watch
from detectors_app.widgets.session_watch_linux import (
    LOGIND,
    LOGIND_PATH,
    MANAGER,
    SCREEN_SAVERS,
    SESSION,
    BusWatch,
)
from detectors_app.widgets.session_watch_windows import (
    PBT_APMSUSPEND,
    WM_POWERBROADCAST,
    WM_WTSSESSION_CHANGE,
    WTS_SESSION_LOCK,
    Message,
    WindowsWatch,
)

BEGINS, ENDS = True, False

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="D-Bus is Linux's")


@pytest.fixture(scope="module")
def bus_address() -> Iterator[str]:
    """Run a bus of our own. Where there is no dbus-daemon, that is a failure: nothing else shows that we hear."""
    daemon = shutil.which("dbus-daemon")
    assert daemon, "dbus-daemon is missing: install the package dbus-daemon (Debian 11: dbus)"
    with subprocess.Popen(
        [daemon, "--session", "--print-address", "--nofork", "--nopidfile"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as running:
        assert running.stdout is not None
        yield running.stdout.readline().strip()
        running.terminate()


class Logind(QDBusVirtualObject):
    """Answers as logind does: *Inhibit* gives an open file, and the wish lasts until the asker closes it."""

    def __init__(self, bus: QDBusConnection) -> None:
        super().__init__()
        self._bus = bus
        self.asked: list[list[object]] = []
        self.wished = -1

    def introspect(self, path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:  # noqa: N802 - Qt names it
        assert (message.interface(), message.member()) == (MANAGER, "Inhibit")
        self.asked.append(message.arguments())
        self.wished, handed = os.pipe()
        os.set_blocking(self.wished, False)
        connection.send(message.createReply([QDBusUnixFileDescriptor(handed)]))
        os.close(handed)
        return True

    def tells(self, path: str, interface: str, name: str, *arguments: object) -> None:
        """Send a signal to everyone on the bus."""
        signal = QDBusMessage.createSignal(path, interface, name)
        signal.setArguments(list(arguments))
        assert self._bus.send(signal)

    def waits(self) -> bool:
        """Say whether anybody still wants the sleep to wait: the other end of the pipe is open."""
        try:
            return os.read(self.wished, 1) != b""
        except BlockingIOError:
            return True


@pytest.fixture
def logind(bus_address: str, qapp: QApplication) -> Iterator[Logind]:
    """Put a logind of our own on our bus."""
    name = uuid4().hex
    bus = QDBusConnection.connectToBus(bus_address, name)
    made = Logind(bus)
    assert bus.registerVirtualObject(LOGIND_PATH, made)
    assert bus.registerService(LOGIND)
    yield made
    bus.unregisterService(LOGIND)
    bus.unregisterObject(LOGIND_PATH)
    QDBusConnection.disconnectFromBus(name)


@pytest.fixture
def watch(bus_address: str, logind: Logind, qtbot: QtBot) -> Iterator[BusWatch]:
    """Give a watch on our bus, which stands for the system's and for the session's."""
    name = uuid4().hex
    bus = QDBusConnection.connectToBus(bus_address, name)
    made = BusWatch("Site Notes", system=bus, session=bus)
    made.start()
    qtbot.waitUntil(lambda: made.delays_sleep)
    yield made
    made.deleteLater()
    QDBusConnection.disconnectFromBus(name)


@linux_only
def test_a_sleep_is_heard_and_waits_until_it_may(watch: BusWatch, logind: Logind, qtbot: QtBot) -> None:
    """The machine waits for us under a neutral name, until we let it; after it woke it is asked again."""
    assert logind.asked == [["sleep", "Site Notes", "Site Notes", "delay"]]
    with qtbot.waitSignal(watch.left):
        logind.tells(LOGIND_PATH, MANAGER, "PrepareForSleep", BEGINS)
    assert logind.waits()
    watch.let_sleep()
    qtbot.waitUntil(lambda: not logind.waits())
    with qtbot.assertNotEmitted(watch.left, wait=50):
        logind.tells(LOGIND_PATH, MANAGER, "PrepareForSleep", ENDS)
        qtbot.waitUntil(lambda: watch.delays_sleep)
    assert len(logind.asked) == 2


@linux_only
def test_a_locked_session_is_heard(watch: BusWatch, logind: Logind, qtbot: QtBot) -> None:
    """The signal that `loginctl lock-session` sends, from whichever session."""
    with qtbot.waitSignal(watch.left):
        logind.tells(f"{LOGIND_PATH}/session/_31", SESSION, "Lock")


@linux_only
@pytest.mark.parametrize("saver", SCREEN_SAVERS)
def test_each_desktops_screen_saver_is_heard(watch: BusWatch, logind: Logind, qtbot: QtBot, saver: str) -> None:
    """Beginning counts, ending does not."""
    path = "/" + saver.replace(".", "/")
    with qtbot.assertNotEmitted(watch.left, wait=50):
        logind.tells(path, saver, "ActiveChanged", ENDS)
    with qtbot.waitSignal(watch.left):
        logind.tells(path, saver, "ActiveChanged", BEGINS)


@linux_only
def test_without_a_bus_nothing_is_heard_and_nothing_breaks(qapp: QApplication) -> None:
    """A bus that is not there does no harm."""
    nowhere = QDBusConnection("nowhere")
    watch = BusWatch("Site Notes", system=nowhere, session=nowhere)
    watch.start()
    assert not watch.delays_sleep
    watch.let_sleep()


@linux_only
def test_linux_gets_the_buses(qapp: QApplication) -> None:
    """The program's own choice on this system."""
    assert isinstance(session_watch("Site Notes"), BusWatch)


@pytest.mark.parametrize(
    "message,wparam,left",
    [
        (WM_POWERBROADCAST, PBT_APMSUSPEND, True),
        (WM_POWERBROADCAST, 0x12, False),  # woke up by itself
        (WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK, True),
        (WM_WTSSESSION_CHANGE, 0x8, False),  # unlocked
        (0x000F, WTS_SESSION_LOCK, False),  # WM_PAINT
    ],
)
def test_windows_messages(qapp: QApplication, qtbot: QtBot, message: int, wparam: int, left: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """Sleep and lock are leaving; waking, unlocking and all else is not."""
    watch = WindowsWatch()
    told: list[bool] = []
    watch.left.connect(lambda: told.append(True))
    watch.on_message(Message(None, message, wparam, 0))
    assert bool(told) is left


def test_a_windows_message_is_laid_out_as_windows_does() -> None:
    """On 64 bits, as in winuser.h: window 8 bytes, message 4 (and 4 of padding), wparam 8, lparam 8."""
    if ctypes.sizeof(ctypes.c_void_p) == 8:
        assert (Message.message.offset, Message.wparam.offset, Message.lparam.offset) == (8, 16, 24)


def test_a_system_that_tells_nothing(qapp: QApplication) -> None:
    """Starting and letting sleep do nothing, and nothing is told."""
    watch = SessionWatch()
    watch.start()
    watch.let_sleep()
