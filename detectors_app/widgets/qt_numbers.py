"""Numbers of Qt for properties that the first paint needs: to name one, Qt loads all names of `Qt`, 15 ms.

`setProperty` takes the number where Qt's own method wants the name. A test compares each with its name.
"""

from __future__ import annotations

PLAIN_TEXT = 0
"""Qt.TextFormat.PlainText, for `textFormat`."""
RICH_TEXT = 1
"""Qt.TextFormat.RichText, for `textFormat`."""
NO_INTERACTION = 0
"""Qt.TextInteractionFlag.NoTextInteraction, for `textInteractionFlags`."""
NO_FOCUS = 0
"""Qt.FocusPolicy.NoFocus, for `focusPolicy`."""
BAR_ALWAYS_OFF = 1
"""Qt.ScrollBarPolicy.ScrollBarAlwaysOff, for `horizontalScrollBarPolicy`."""
LEFT_TO_RIGHT = 0
"""Qt.LayoutDirection.LeftToRight, for `layoutDirection`."""
RIGHT_TO_LEFT = 1
"""Qt.LayoutDirection.RightToLeft, for `layoutDirection`."""
