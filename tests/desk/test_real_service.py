"""The desk against the real service on loopback: arrives, is read, and closing cuts a waiting poll."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from detectors_app.cli.world import World, make_world
from detectors_app.content.wording import load_wording
from detectors_app.desk.application import DeskApplication
from detectors_app.desk.casebook import Casebook
from detectors_app.domain.errors import TransientFault


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
def test_a_round_with_the_real_service_comes_to_its_end(real: World) -> None:
    """Trust, feeds, acks and the daily question all pass the real gate, signed by the desk's key."""
    book = Casebook.sign_in(real.jo.folder, real.jo.passphrase)
    done = book.sync()
    assert (done.new, done.put_back) == ((), 0)
    assert book.status().last_reached is not None
    assert book.listen(0) == ()
    real.network_off()
    with pytest.raises(TransientFault):
        book.sync()
    book.close()


@pytest.mark.end_to_end
def test_closing_does_not_wait_for_a_long_poll(real: World, qapp: QApplication, qtbot: QtBot) -> None:
    """The window's end waits only for the question to the service that is just being asked."""
    desk = DeskApplication(qapp, real.jo.folder, load_wording())
    with qtbot.waitSignal(desk.presenter.signed_in, timeout=20_000):
        desk.presenter.sign_in(real.jo.passphrase)
    with qtbot.waitSignal(
        desk.presenter.link_changed, timeout=20_000, check_params_cb=lambda icon, *_: icon == "check"
    ):
        pass
    assert desk.presenter.stop()
    desk.window.frame.close()
