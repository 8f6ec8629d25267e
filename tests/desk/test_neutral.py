"""Hidden from any screen, the desk's window holds the same: the cover, and nothing of what lies under it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication

from detectors_app.content.wording import load_wording
from detectors_app.desk.screens import window_states
from detectors_app.widgets.frame import AppFrame

PLANTED = ("Example House", "I heard a man shout", "Sam Sample", "Jo Example", "SN-")


def heard(tree: QAccessibleInterface) -> Iterator[str]:
    """Give every text of the tree, whether it can be seen or not."""
    for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value, QAccessible.Text.Help):
        yield tree.text(kind)
    for at in range(tree.childCount()):
        child = tree.child(at)
        if child.isValid():
            yield from heard(child)


def everything(frame: AppFrame) -> list[str]:
    """Give all that another program could read of the window."""
    said = [frame.windowTitle(), frame.windowIconText(), frame.toolTip()]
    return said + [text for text in heard(QAccessible.queryAccessibleInterface(frame)) if text]


def test_under_the_cover_every_screen_is_alike(qapp: QApplication, tmp_path: Path) -> None:
    """What can be read of the hidden desk tells neither what was open nor who is signed in."""
    covers: dict[str, list[str]] = {}
    seen = ""
    for name, frame in window_states(qapp, tmp_path, load_wording()):
        if frame.is_covered:
            continue
        qapp.processEvents()
        seen += "\n".join(everything(frame))
        frame.hide_asked.emit()
        qapp.processEvents()
        covers[name] = everything(frame)
        frame.uncover()
    assert [each for each in PLANTED if each not in seen] == []  # else what is looked for is shown nowhere
    first = covers["sign-in"]
    assert {name: said for name, said in covers.items() if said != first} == {}
    assert [each for each in PLANTED if any(each in text for text in first)] == []
