"""`detectors training status`: counts alone; and what `status` and `sync` tell of training records."""

from __future__ import annotations

from pathlib import Path

from detectors_app.cli.world import make_world
from detectors_app.domain.course import Job
from detectors_app.domain.progress import Skipped
from detectors_app.mailbox.in_thread import free_port
from detectors_app.staff.laptop import Laptop
from tests.cli.command import called

STAFF = "ZX-77Q"


def test_counts_are_told_and_no_name_answer_or_number(tmp_path: Path) -> None:
    """Begun, complete, waiting, sent: the numbers follow, and nothing is said of whose or what."""
    world = make_world(tmp_path / "council", port=free_port())
    where = ("--data", world.sam.folder, "--json")
    told = [called("training", "status", *where)]
    with Laptop.open(world.sam.folder) as laptop:
        course = next(each for each in laptop.courses() if each.id == "early-detectors")
        for module in course.modules_for(Job("caretaking")):
            for block in module.blocks:
                laptop.take_step(course.id, module.id, Skipped(block.id))
    with Laptop.open(world.sam.folder) as laptop:
        assert laptop.training(shown=False).learner.since is None
    assert (told[0].code, told[0].json["states"]["done"], told[0].json["waiting"]) == (0, 0, 0)
    with Laptop.open(world.sam.folder) as laptop:
        laptop.settle_learner(Job("caretaking"), STAFF)
    told.append(called("training", "status", *where))
    assert (told[1].json["states"]["done"], told[1].json["waiting"], told[1].json["held_back"]) == (1, 1, 0)
    told.append(called("status", *where))
    assert (told[2].json["training_waiting"], told[2].json["waiting"], told[2].json["outbox"]) == (1, 0, [])
    world.network_on()
    try:
        told.append(called("sync", "--once", *where))
        assert (told[3].code, told[3].json["training_sent"], told[3].json["training_waiting"]) == (0, 1, 0)
    finally:
        world.close()
    assert not [each for each in told if STAFF in each.out + each.err or course.id in each.out]
