"""Says whether windows can be shown here; opens none, and loads nothing, for a window waits for the answer."""

from __future__ import annotations

import os
import sys


def has_display() -> bool:
    """Say whether windows can be shown here."""
    if sys.platform in {"win32", "darwin"}:
        return True
    if os.environ.get("QT_QPA_PLATFORM", "") in {"offscreen", "minimal"}:
        return False
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
