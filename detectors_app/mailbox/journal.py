"""The service's log: one JSON line an event, with ids, states, durations and types of error; never content."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime

NAME = "detectors"


class JsonLines(logging.Formatter):
    """Writes an event's name and its facts. An exception is named by its type alone: its text may quote content."""

    def format(self, record: logging.LogRecord) -> str:
        """Give one line of JSON."""
        line = {
            "at": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage() if record.name.startswith(NAME) else record.name,
            **getattr(record, "facts", {}),
        }
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
        return json.dumps(line)


def keep_journal(level: int = logging.INFO) -> None:
    """Write the log to standard error; of libraries, only that something is wrong and in which of them."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger(NAME).setLevel(level)
