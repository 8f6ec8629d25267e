"""The laptop's façade: cheap to import, whole over its parts, and several at once on one folder."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from detectors_app.content.forms import current_form
from detectors_app.domain.concern import Written
from detectors_app.domain.delivery import State
from detectors_app.domain.errors import CannotOpen
from detectors_app.domain.ids import CONCERNS
from detectors_app.protocol import strict_json
from detectors_app.staff.laptop import Laptop
from detectors_app.storage.key_place import FilePlace
from detectors_app.storage.laptop_tables import STEPS
from detectors_app.transport.client import Client
from tests.faults.planted import search
from tests.use_cases.bench import PASSPHRASE, Bench, finished

_ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """Give a laptop that is set up."""
    made = Bench(tmp_path / "laptop").enrol()
    yield made
    made.laptop.close()


def test_importing_it_loads_neither_store_nor_network_nor_qt() -> None:
    """The first paint does not wait for SQL, keys, HTTP or forms."""
    code = "import sys, detectors_app.staff.laptop; print(*sorted(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], cwd=_ROOT, capture_output=True, text=True, check=True)
    heavy = {"sqlalchemy", "sqlcipher3", "cryptography", "requests", "keyring", "PySide6", "msgspec"}
    assert not heavy & set(ran.stdout.split())


def test_two_lanes_on_one_folder_see_one_store(bench: Bench) -> None:
    """What one lane saves the other sends, at once and from another thread."""
    item = bench.report()
    outcome: list[object] = []

    def deliver() -> None:
        lane = bench.open()
        outcome.append(lane.sync().sent)
        lane.close()

    thread = threading.Thread(target=deliver)
    thread.start()
    thread.join(timeout=30)
    assert outcome == [(item.id,)]
    assert bench.item(item.id).state is State.SENT


def test_two_deliverers_at_once_send_each_report_once(bench: Bench) -> None:
    """Two lanes race over twenty reports: the service has each once, and nothing is left."""
    bench.laptop.sync()
    waiting = {bench.report().id for _ in range(20)}
    lanes = [bench.open(), bench.open()]
    threads = [threading.Thread(target=lane.sync) for lane in lanes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    bench.pass_time(minutes=2)
    bench.laptop.sync()
    assert bench.world.calls.count("put_envelope") == 20
    assert {key[1] for key in bench.world.order[CONCERNS]} == waiting
    for lane in lanes:
        lane.close()


def test_a_lost_key_is_said_at_opening(bench: Bench) -> None:
    """Key file gone, store there: CannotOpen, and no new key or store is made."""
    bench.laptop.close()
    (bench.folder / "laptop.key").unlink()
    before = (bench.folder / "laptop.db").read_bytes()
    with pytest.raises(CannotOpen, match=r"key\.lost"):
        bench.open()
    assert not (bench.folder / "laptop.key").exists()
    assert (bench.folder / "laptop.db").read_bytes() == before


def test_it_goes_on_where_it_was_closed(bench: Bench) -> None:
    """Drafts, queue and settings outlast the program."""
    concern_id = bench.laptop.new_concern_id()
    bench.laptop.save_draft(concern_id, finished(), 2, Written.LOCKED)
    item = bench.report(urgent=True)
    before = bench.laptop.status()
    bench.laptop.close()
    with bench.open() as again:
        assert again.status() == before
        assert again.status().urgent_waiting == (item.id,)
        assert again.resume_draft(concern_id, PASSPHRASE).step == 2


def test_the_status_is_plain_data(bench: Bench) -> None:
    """It can be written as JSON, says where the key lies, and nothing of anyone's words."""
    bench.report()
    text = strict_json.encode(bench.laptop.status()).decode()
    assert '"key_place":"file"' in text
    assert f'"store_version":{len(STEPS)}' in text
    assert "planted" not in text
    assert "planted" not in repr(bench.laptop) + repr(bench.laptop.outbox()) + repr(bench.laptop.drafts())


def test_the_current_form_and_any_known_one(bench: Bench) -> None:
    """With no name the newest; by name and version that one, or None."""
    form = current_form()
    assert bench.laptop.form() == form
    assert bench.laptop.form(form.id, form.version) == form
    assert bench.laptop.form("concern", 999) is None


def test_ids_are_random_uuids(bench: Bench) -> None:
    """Version 4, and never twice."""
    ids = [bench.laptop.new_concern_id() for _ in range(50)]
    assert {each.version for each in ids} == {4}
    assert len(set(ids)) == 50


def test_by_itself_it_speaks_through_the_real_client(tmp_path: Path) -> None:
    """With nothing given, clock, chance, key place and network are the real ones."""
    council_bench = Bench(tmp_path / "one").enrol()
    laptop = Laptop.open(tmp_path / "two", key_place=FilePlace(tmp_path / "two"))
    from detectors_app.protocol.enrolment import encode_enrolment_file

    laptop.enrol(encode_enrolment_file(council_bench.council.enrolment_file()))
    with laptop._store.unit() as unit:
        identity = unit.identity(CONCERNS)
    assert identity is not None
    client = laptop._service_for(identity)
    assert isinstance(client, Client)
    assert laptop._service_for(identity) is client
    laptop.close()
    council_bench.laptop.close()


def test_no_planted_word_in_any_file(bench: Bench) -> None:
    """Draft, queue and sent: every file of the folder searched in every coat, while open and after: nothing."""
    bench.laptop.save_draft(bench.laptop.new_concern_id(), finished(), 2, Written.LOCKED)
    bench.report()
    bench.laptop.sync()
    words = ["planted words", PASSPHRASE, "Sam Sample", "Pretend Estate", "Lee Pretend"]
    assert search([bench.folder], words) == []
    bench.laptop.close()
    assert search([bench.folder], words) == []
