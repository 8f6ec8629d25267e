"""Knows which system libraries Qt asks for on Linux and which package brings each; it asks `ldd`, not Qt.

Qt blames the wrong library when one is missing (it names xcb-cursor whatever is gone), so we look for ourselves.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from tools import apt
from tools.terminal import CannotContinue, run_quietly, say, warn

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

# What every start of the product loads, shown or not.
OFFSCREEN = (
    "lib/libQt6Core.so.6",
    "lib/libQt6DBus.so.6",
    "lib/libQt6Gui.so.6",
    "lib/libQt6Network.so.6",
    "lib/libQt6Svg.so.6",
    "lib/libQt6Widgets.so.6",
    "plugins/imageformats/libqsvg.so",
    "plugins/platforms/libqoffscreen.so",
)
# What a real window loads beside that: X11, and Wayland's client.
WINDOW = (
    "lib/libQt6WaylandClient.so.6",
    "plugins/platforms/libqwayland.so",
    "plugins/platforms/libqxcb.so",
    "plugins/xcbglintegrations/libqxcb-glx-integration.so",
)
# What plays a film; Qt brings FFmpeg along and asks the system for its sound alone.
FILM = (
    "lib/libQt6Multimedia.so.6",
    "plugins/multimedia/libffmpegmediaplugin.so",
)

# Library -> names of its package on Debian and Ubuntu, the newest naming first (64-bit time: `t64`).
PACKAGES: dict[str, tuple[str, ...]] = {
    "libEGL.so.1": ("libegl1",),
    "libGL.so.1": ("libgl1",),
    "libGLX.so.0": ("libglx0",),
    "libGLdispatch.so.0": ("libglvnd0",),
    "libX11-xcb.so.1": ("libx11-xcb1",),
    "libX11.so.6": ("libx11-6",),
    "libXau.so.6": ("libxau6",),
    "libXdmcp.so.6": ("libxdmcp6",),
    "libXext.so.6": ("libxext6",),
    "libXrandr.so.2": ("libxrandr2",),
    "libbrotlicommon.so.1": ("libbrotli1",),
    "libbrotlidec.so.1": ("libbrotli1",),
    "libcom_err.so.2": ("libcom-err2",),
    "libdbus-1.so.3": ("libdbus-1-3",),
    "libexpat.so.1": ("libexpat1",),
    "libffi.so.8": ("libffi8",),
    "libfontconfig.so.1": ("libfontconfig1",),
    "libfreetype.so.6": ("libfreetype6",),
    "libgcc_s.so.1": ("libgcc-s1",),
    "libglib-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libgssapi_krb5.so.2": ("libgssapi-krb5-2",),
    "libgthread-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libk5crypto.so.3": ("libk5crypto3",),
    "libkeyutils.so.1": ("libkeyutils1",),
    "libkrb5.so.3": ("libkrb5-3",),
    "libkrb5support.so.0": ("libkrb5support0",),
    "libpcre2-8.so.0": ("libpcre2-8-0",),
    "libpng16.so.16": ("libpng16-16t64", "libpng16-16"),
    "libpulse.so.0": ("libpulse0",),
    "libstdc++.so.6": ("libstdc++6",),
    "libsystemd.so.0": ("libsystemd0",),
    "libwayland-client.so.0": ("libwayland-client0",),
    "libwayland-cursor.so.0": ("libwayland-cursor0",),
    "libwayland-egl.so.1": ("libwayland-egl1",),
    "libxcb-cursor.so.0": ("libxcb-cursor0",),
    "libxcb-glx.so.0": ("libxcb-glx0",),
    "libxcb-icccm.so.4": ("libxcb-icccm4",),
    "libxcb-image.so.0": ("libxcb-image0",),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1",),
    "libxcb-randr.so.0": ("libxcb-randr0",),
    "libxcb-render-util.so.0": ("libxcb-render-util0",),
    "libxcb-render.so.0": ("libxcb-render0",),
    "libxcb-shape.so.0": ("libxcb-shape0",),
    "libxcb-shm.so.0": ("libxcb-shm0",),
    "libxcb-sync.so.1": ("libxcb-sync1",),
    "libxcb-util.so.1": ("libxcb-util1",),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0",),
    "libxcb-xkb.so.1": ("libxcb-xkb1",),
    "libxcb.so.1": ("libxcb1",),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0",),
    "libxkbcommon.so.0": ("libxkbcommon0",),
    "libz.so.1": ("zlib1g",),
    "libzstd.so.1": ("libzstd1",),
}


def ldd(qt: Path, files: Iterable[str]) -> str:
    """Ask the system's loader about Qt's `files`; those a later Qt no longer ships are passed over."""
    return run_quietly(["ldd", *(qt / name for name in files if (qt / name).exists())]).stdout


def missing(listing: str) -> list[str]:
    """Read ldd's answer: the libraries it did not find, each once, in order. Qt's own come with the wheel."""
    names = {line.split("=>")[0].strip() for line in listing.splitlines() if line.rstrip().endswith("=> not found")}
    return sorted(name for name in names if not name.startswith("libQt6"))


def ensure(qt: Path, files: Sequence[str], *, only_for: str = "") -> None:
    """Find, then install or name, what Qt's `files` miss here; a gap that stays ends the command.

    With `only_for`, such as ``films``, the command goes on: nothing else needs what is missing.

    Raises:
        CannotContinue: something is missing and we may not, or cannot, install it.
    """
    if not sys.platform.startswith("linux"):
        return
    gap = missing(ldd(qt, files))
    if not gap:
        return
    wanted = sorted({PACKAGES[name] for name in gap if name in PACKAGES})
    if apt.install(wanted, "that Qt needs") and not (gap := missing(ldd(qt, files))):
        say("Qt has all the system libraries it needs.")
        return
    _give_up(gap, only_for)


def _give_up(gap: list[str], only_for: str) -> None:
    packages = sorted({" or ".join(PACKAGES.get(name, (f"(whatever brings {name})",))) for name in gap})
    line = f"Qt misses {', '.join(gap)}. Install these system packages: {', '.join(packages)}"
    if not only_for:
        raise CannotContinue(line)
    warn(f"Note: {line} (only {only_for} need them).")
