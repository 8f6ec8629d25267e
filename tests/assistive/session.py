"""One session with a screen and an accessibility bus: starts the program and the client, and ends all of it.

Run as ``dbus-run-session -- python session.py CLIENT_PYTHON STEPS DATA``; prints what the client prints.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
CLIENT_S = 100


def screen() -> tuple[subprocess.Popen[bytes], str]:
    """Start a screen that shows nothing, and give its name."""
    readable, writable = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writable), "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
        pass_fds=[writable],
        stderr=subprocess.DEVNULL,
    )
    os.close(writable)
    with os.fdopen(readable) as told:
        return server, f":{told.readline().strip()}"


def main(client_python: str, steps: str, data: str) -> int:
    """Let the client work the program; give the client's exit code."""
    server, display = screen()
    env = os.environ | {
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "XDG_SESSION_TYPE": "x11",
    }
    launcher = next(each for each in LAUNCHERS if Path(each).exists())
    started = [server, subprocess.Popen([launcher, "--launch-immediately"], env=env, stderr=subprocess.DEVNULL)]
    start = "from detectors_app.cli.main import main; import sys; sys.argv[0] = 'detectors'; sys.exit(main())"
    started.append(subprocess.Popen([sys.executable, "-c", start, "staff", "--data", data], env=env))
    client = Path(__file__).with_name("client.py")
    try:
        return subprocess.run([client_python, client, steps], env=env, check=False, timeout=CLIENT_S).returncode
    finally:
        for each in reversed(started):
            each.terminate()
        for each in reversed(started):
            each.wait(20)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
