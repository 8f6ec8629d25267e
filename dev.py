#!/usr/bin/env python3
"""Checks the Python version, then hands over to `tools/`; any Python can read this file."""

import sys

MINIMUM = (3, 11)

if sys.version_info < MINIMUM:
    sys.exit(
        "This needs Python {}.{} or newer; this is Python {}.{} ({}).\n"
        "Install a newer Python from python.org or your system's packages, then: python3.11 dev.py ...".format(
            MINIMUM[0], MINIMUM[1], sys.version_info[0], sys.version_info[1], sys.executable
        )
    )

from tools.commands import main  # noqa: E402 - an older Python could not read what it imports

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
