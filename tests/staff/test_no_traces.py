"""A session leaves nothing in the person's home: no list of recent files, no settings, no copy of a word."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.planted import search

PLANTED = "planted words of a session"

_SESSION = """
import sys
from detectors_app.widgets.qt_start import QtWidgets
from detectors_app.content.wording import load_wording
from detectors_app.staff.screens import NOW, NoStore, window_states
from detectors_app.staff.window import StaffWindow
from detectors_app.widgets.outward import introduce
from detectors_app.widgets.theme import apply_theme
from detectors_app.widgets.tokens import load_tokens

app = QtWidgets.QApplication(["site-notes", "-style", "fusion"])
apply_theme(app, load_tokens())
introduce(app, "Site Notes")
window = StaffWindow(load_wording(), NoStore(), lambda: NOW)
window.complete()
window.show()
for name in window_states(window, load_wording()):
    for field in window.findChildren(QtWidgets.QLineEdit):
        if field.isVisible() and not field.isReadOnly():
            field.setText(sys.argv[1])
            field.selectAll()
            field.copy()
    for button in window.findChildren(QtWidgets.QAbstractButton):
        if button.objectName() == "setup.browse":
            button.click()
    app.processEvents()
    window.locking.on_hide()
    app.processEvents()
    window.locking.on_sign_in()
window.close()
app.processEvents()
assert window.setting_up.file.findChild(QtWidgets.QListWidget).count() > 0
print("done")
"""


@pytest.mark.skipif(
    sys.platform in {"win32", "darwin"}, reason="there Qt keeps its settings in no folder we could name"
)
def test_a_session_leaves_no_trace(tmp_path: Path) -> None:
    """After every screen, with files looked for and words copied, the home holds what fonts need at most."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "sam-sample.enrolment").touch()
    done = subprocess.run(
        [sys.executable, "-c", _SESSION, PLANTED],
        check=True,
        capture_output=True,
        text=True,
        timeout=300,
        env=_without_home(home),
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout.endswith("done\n")
    left = [path for path in home.rglob("*") if path.is_file() and path.name != "sam-sample.enrolment"]
    assert [path for path in left if "fontconfig" not in str(path)] == []
    assert not search([tmp_path], [PLANTED])


def _without_home(home: Path) -> dict[str, str]:
    """Give an environment in which everything of a person lies in one empty folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    return kept | {"HOME": str(home), "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}
