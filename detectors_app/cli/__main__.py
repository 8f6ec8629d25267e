"""Lets `python -m detectors_app.cli` stand for the `detectors` command."""

import sys

from detectors_app.cli.main import main

sys.exit(main())
