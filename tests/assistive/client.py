"""An assistive client: knows nothing of the program but its accessible tree; presses, ticks, writes and listens.

Run by the system's own Python, which has the accessibility library. The steps are a JSON list of ``[verb, name,
text]``; the names are what a person hears. Prints a JSON object: what was announced, and the step that failed.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gi  # type: ignore[import-not-found]  # the system's own; it is not in this project's environment

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # type: ignore[import-not-found]  # noqa: E402 - the version comes first

PATIENCE_S = 30
LOOK_AGAIN_MS = 50
DEEPEST = 40
PRESSED = ("Press", "press", "click", "Toggle", "toggle", "SetFocus")
ROLES = {
    "press": {Atspi.Role.PUSH_BUTTON, Atspi.Role.LINK, Atspi.Role.TOGGLE_BUTTON},
    "choose": {Atspi.Role.RADIO_BUTTON},
    "tick": {Atspi.Role.CHECK_BOX},
    "write": {Atspi.Role.TEXT, Atspi.Role.ENTRY, Atspi.Role.PARAGRAPH},
}

heard: list[str] = []
focused: list[str] = []


def nodes(node: Any, depth: int = 0) -> Iterator[Any]:  # noqa: ANN401 - the library has no types
    """Give a node and all below it, of what is shown now."""
    yield node
    if depth > DEEPEST:
        return
    for place in range(node.get_child_count()):
        child = node.get_child_at_index(place)
        if child is not None and child.get_state_set().contains(Atspi.StateType.SHOWING):
            yield from nodes(child, depth + 1)


def windows() -> Iterator[Any]:
    """Give the top windows of every program that has one."""
    desktop = Atspi.get_desktop(0)
    for place in range(desktop.get_child_count()):
        program = desktop.get_child_at_index(place)
        if program is not None:
            for number in range(program.get_child_count()):
                window = program.get_child_at_index(number)
                if window is not None:
                    yield window


def shown() -> Iterator[Any]:
    """Give every node that is shown."""
    for window in windows():
        yield from nodes(window)


def is_named(node: Any, name: str) -> bool:  # noqa: ANN401 - as above
    """Say whether a person hears this name at the node; a field may be named by its label."""
    if node.get_name() == name:
        return True
    for relation in node.get_relation_set() or ():
        if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY:
            return any(relation.get_target(at).get_name() == name for at in range(relation.get_n_targets()))
    return False


def find(verb: str, name: str) -> Any:  # noqa: ANN401 - as above
    """Give the node to act on, None where it is not shown (yet)."""
    try:
        return next((each for each in shown() if each.get_role() in ROLES[verb] and is_named(each, name)), None)
    except GLib.Error:
        return None  # the tree changed while it was read


def says(name: str) -> bool:
    """Say whether some node shown says these words."""
    try:
        return any(name in (each.get_name() or "") for each in shown())
    except GLib.Error:
        return False


def act(verb: str, name: str, text: str) -> bool:
    """Do one step; False where it cannot be done (yet)."""
    if verb == "hear":
        return any(name in each for each in heard)
    if verb == "see":
        return says(name)
    node = find(verb, name)
    if node is None:
        return False
    try:
        if verb == "write":
            return bool(node.set_text_contents(text))
        names = [node.get_action_name(at) for at in range(node.get_n_actions())]
        wanted = next((at for at, each in enumerate(names) if each in PRESSED), None)
        return wanted is not None and bool(node.do_action(wanted))
    except GLib.Error:
        return False


class Walk:
    """Takes the steps one after the other, looking again until each can be done."""

    def __init__(self, steps: list[tuple[str, str, str]]) -> None:
        """Begin at the first."""
        self.steps, self.at, self.since_s = steps, 0, time.monotonic()

    def look(self) -> bool:
        """Try the step that is next."""
        if self.at == len(self.steps):
            Atspi.event_quit()
            return False
        if act(*self.steps[self.at]):
            self.at, self.since_s = self.at + 1, time.monotonic()
        if time.monotonic() - self.since_s > PATIENCE_S:
            Atspi.event_quit()
            return False
        return True


def on_announced(event: Any) -> None:  # noqa: ANN401 - as above
    """Hear an announcement."""
    heard.append(str(event.any_data))


def on_focus(event: Any) -> None:  # noqa: ANN401 - as above
    """Hear where the focus went."""
    if event.detail1:
        focused.append(event.source.get_name() or "")


def main() -> int:
    """Walk, and tell."""
    Atspi.init()
    told = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    walk = Walk([(verb, name, text) for verb, name, text in ((*each, "")[:3] for each in told)])
    listeners = [Atspi.EventListener.new(on_announced), Atspi.EventListener.new(on_focus)]
    listeners[0].register("object:announcement")
    listeners[1].register("object:state-changed:focused")
    GLib.timeout_add(LOOK_AGAIN_MS, walk.look)
    Atspi.event_main()
    stuck = None if walk.at == len(walk.steps) else list(walk.steps[walk.at])
    tree = [] if stuck is None else [f"{each.get_role_name()}: {each.get_name()}" for each in shown()]
    sys.stdout.write(json.dumps({"heard": heard, "focused": focused, "stuck": stuck, "tree": tree}) + "\n")
    return 0 if stuck is None else 1


if __name__ == "__main__":
    sys.exit(main())
