"""Which single keys may hide the screen in place of Shift three times; reads no keyboard.

A key that hides must do nothing else. So none of these is offered:

- keys that write, move, choose or take away: letters, digits, Space, Tab, Return, the arrows and all around them;
- keys that are held with others: Ctrl, Alt, the system's key; and Insert, Caps Lock, Num Lock and Scroll Lock, which
  screen readers and switches between computers hold or listen for;
- keys that mean something everywhere: F1 helps, F4 opens a list, F10 and Menu go to a menu, Print takes a picture;
- F6 to F10, which input methods take for themselves while a word is being put together.

Escape is offered, for many know it as the key that leaves. While an input method puts a word together the first Escape
is the input method's, and the second hides.
"""

from __future__ import annotations

SHIFT_THREE_TIMES = ""
"""The usual way. Windows asks about Sticky Keys at the fifth Shift only."""

HIDE_KEYS = ("Esc", "F2", "F3", "F5", "F11", "F12", "Pause")
"""Portable names, as Qt writes them, in the order in which they are offered."""


def sound_hide_key(name: str) -> str:
    """Give the key, or Shift three times where it is none of those offered: some way to hide there must always be."""
    return name if name in HIDE_KEYS else SHIFT_THREE_TIMES
