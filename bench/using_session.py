"""An hour's use in a process of its own, without its pauses: record, hide, send, help, unlock; tells its memory."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from detectors_app.content.wording import load_wording
from detectors_app.domain.form import Answer
from detectors_app.domain.ids import FieldId
from detectors_app.staff.application import StaffApplication
from detectors_app.widgets.qt_start import QtCore, QtWidgets

LOOK_MS = 5
STUCK_LOOKS = 3000
WARM_ROUNDS = 10
"""Pages are made when they are first needed: what they take is no growth."""

ANSWERS: dict[str, Answer] = {
    "danger": "no",
    "place.kind": "elsewhere",
    "place.elsewhere": "The stairs by the bins",
    "when.at": "2026-11-12",
    "signs": ("inside_locks",),
    "happened": "Came to fit a new bathroom lock. It is the third one this year. " * 4,
    "consent": "not_spoken",
    "you.phone": "extension 1",
}

Done = Callable[[], bool]


class Hour(QtCore.QObject):
    """Goes through the rounds; each step is tried until it can be done."""

    def __init__(self, staff: StaffApplication, passphrase: str, rounds: int) -> None:
        super().__init__()
        self._staff, self._passphrase, self._rounds = staff, passphrase, rounds
        self._memory_kib: list[int] = []
        self._steps = self._walk()
        self._now: Done = next(self._steps)
        self._looks = 0
        self._timer = QtCore.QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.on_look)
        self._timer.start()

    @QtCore.Slot()
    def on_look(self) -> None:
        """Try the step that is next; leave when there is none, or when one can never be done."""
        self._looks += 1
        if self._looks > STUCK_LOOKS:
            shown = self._staff.window.page
            name = "" if shown is None else shown.objectName()
            sys.stderr.write(f"stuck in round {len(self._memory_kib) + 1}, on the page {name}\n")
            sys.stderr.flush()
            os._exit(1)
        if not self._now():
            return
        self._looks = 0
        following = next(self._steps, None)
        if following is None:
            print(json.dumps(self._memory_kib), flush=True)
            os._exit(0)
        self._now = following

    def _walk(self) -> Iterator[Done]:
        yield lambda: self._staff.window.overview.looked is not None
        for _ in range(self._rounds + WARM_ROUNDS):
            yield from self._one_round()

    def _one_round(self) -> Iterator[Done]:
        press = self._press
        yield press("home.record")
        yield self._answer
        yield press("hide")
        yield press("sign_in")
        yield lambda: press("check.send")() or self._unlock()
        yield lambda: press("sent.home")() or (press("check.send")() and False)
        yield press("home.contacts")
        yield press("help.home")
        yield press("home.concerns")
        yield self._unlock
        yield press("concerns.home")
        yield press("home.settings")
        yield press("settings.home")
        yield self._weigh

    def _press(self, name: str) -> Done:
        def done() -> bool:
            found = self._staff.window.findChildren(QtWidgets.QAbstractButton, name)
            shown = [each for each in found if each.isVisible()]
            if shown:
                shown[0].click()
            return bool(shown)

        return done

    def _answer(self) -> bool:
        recording = self._staff.window.writing.recording
        if recording is None:
            return False
        for key, value in ANSWERS.items():
            recording.presenter.on_answered(FieldId(key), value)
        recording.on_check_reached()
        return True

    def _unlock(self) -> bool:
        if self._staff.window.places.lock_presenter.is_unlocked:
            return True
        fields = self._staff.window.findChildren(QtWidgets.QLineEdit, "unlock.passphrase")
        if fields and fields[0].isVisible() and not fields[0].text():
            fields[0].setText(self._passphrase)
            return self._press("unlock.open")()
        return False

    def _weigh(self) -> bool:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        self._memory_kib.append(int(status.partition("VmRSS:")[2].split()[0]))
        return True


def main(data: str, passphrase: str, rounds: int) -> int:
    """Play it once; prints the memory after each round, in KiB."""
    app = QtWidgets.QApplication(sys.argv[:1])
    staff = StaffApplication(app, Path(data), load_wording())
    staff.garbage.start()
    hour = Hour(staff, passphrase, rounds)
    staff.show()
    code = app.exec()
    del hour
    return code


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
