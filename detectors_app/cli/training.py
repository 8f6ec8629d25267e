"""`detectors training status`: how training stands on a laptop, in counts alone; names no person and no answer."""

from __future__ import annotations

import argparse
from collections import Counter

from detectors_app.cli.exit_codes import Exit
from detectors_app.cli.folders import Kind, folder_for
from detectors_app.cli.output import Output
from detectors_app.staff.laptop import Laptop
from detectors_app.use_cases.learning.rows import CourseState


def status(args: argparse.Namespace, out: Output) -> Exit:
    """Count the courses of who is using the laptop by how they stand, and the records that wait."""
    with Laptop.open(folder_for(args, Kind.LAPTOP)) as laptop:
        training, waiting = laptop.training(shown=False), laptop.status().training_waiting
    states = Counter(each.state for each in training.courses)
    complete = states[CourseState.DONE] + states[CourseState.REFRESH] + states[CourseState.CATCH_UP]
    held_back = sum(each.held_back for each in training.courses)
    out.say("cli.training.courses", count=len(training.courses), complete=complete, begun=states[CourseState.BEGUN])
    out.say("cli.training.waiting", count=waiting, held_back=held_back)
    out.result(
        courses=len(training.courses),
        states={each.value: states[each] for each in CourseState},
        held_back=held_back,
        waiting=waiting,
    )
    return Exit.OK
