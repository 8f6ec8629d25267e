"""A desk without a window: made, signed in, pinned, filled, read, and granted from, on real stores."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from detectors_app.desk.casebook import Casebook
from detectors_app.domain.errors import CannotOpen, Invalid, Refused, TransientFault
from detectors_app.domain.ids import CASEWORK, CONCERNS, LEARNING, OfficerId, device_box
from detectors_app.domain.trust import Role
from detectors_app.protocol.enrolment import decode_enrolment_file, encode_enrolment_file
from detectors_app.sealing.set_up_file import keys_of
from detectors_app.signing import chain
from tests.desk.conftest import DANGER, PASSPHRASE, QUICK, Town
from tests.made_up import Council
from tests.use_cases.casework.world import World


@pytest.fixture
def jo(town: Town) -> Casebook:
    book = town.open("Jo Example")
    book.pin(town.trust_file())
    return book


def test_a_concern_is_taken_in_shown_read_and_told(town: Town, jo: Casebook) -> None:
    """The whole way: sync, list, show, read; the laptop's receipt and the officers' note are at the service."""
    laptop = town.laptop()
    sent = town.send(laptop, DANGER)
    assert jo.sync().new == (sent,)
    (row,) = jo.inbox().rows
    assert (row.unread, row.urgent, [each.name for each in row.flags][:1]) == (True, True, ["danger"])
    page = jo.case(row.reference)
    assert jo.case(str(sent)) == jo.case(row.id) == page
    assert not page.read_by_me
    assert (jo.read(page), jo.read(page)) == (1, 0)
    assert jo.status().waiting > 0
    jo.deliver()
    assert jo.status().waiting == 0
    boxes = {each.box for each in town.world.service.shelf}
    assert boxes == {CONCERNS, CASEWORK, device_box(laptop.keys.sign.id)}
    assert (jo.case(row.id).read_by_me, jo.inbox().unread) == (True, ())
    jo.close()


def test_two_officers_agree(town: Town, jo: Casebook) -> None:
    """What one has read, the other sees as read, and by whom."""
    lee = town.open("Lee Pretend")
    lee.pin(town.trust_file())
    town.send(town.laptop(), DANGER)
    jo.sync()
    lee.sync()
    jo.read(jo.case(jo.inbox().rows[0].id))
    jo.sync()
    lee.sync()
    page = lee.case(lee.inbox().rows[0].id)
    assert [each.name for each in page.readings] == ["Jo Example"]
    assert (page.read_by_me, page.row.unread) == (False, False)
    jo.close()
    lee.close()


def test_a_code_opens_what_was_handed_in(town: Town, jo: Casebook) -> None:
    """The service is given the file sealed and its grants in the open; the manager alone has the code."""
    day = (town.world.clock() + timedelta(days=14)).date()
    file = jo.grant(CONCERNS, "Van 9", day, "Sam Sample", "caretaker", "Pretend Estate")
    given, again = jo.keep_by_code(file), jo.keep_by_code(file)
    assert (given.last_day, given.code == again.code) == (day, False)
    assert given.code not in repr(given)
    kept = town.services[-1].files
    keys = keys_of(given.code)
    assert keys.open(kept[keys.id].sealed) == file
    assert kept[keys.id].grants == tuple(each.statement for each in decode_enrolment_file(file).grants)
    with pytest.raises(Invalid, match=r"enrolment\.no_grant"):
        jo.keep_by_code(town.trust_file())
    jo.close()


def test_the_service_is_told_of_the_grant_for_concerns_alone(town: Town, jo: Casebook) -> None:
    """A file with both grants names one: told of both, the service could join a laptop's two keys."""
    day = (town.world.clock() + timedelta(days=14)).date()
    files = [decode_enrolment_file(jo.grant(box, box, day, "", "", "")) for box in (LEARNING, CONCERNS)]
    both = encode_enrolment_file(replace(files[0], grants=(*files[0].grants, *files[1].grants)))
    given, alone = jo.keep_by_code(both), jo.keep_by_code(encode_enrolment_file(files[0]))
    kept = town.services[-1].files
    assert [each.statement for each in files[1].grants] == [*kept[keys_of(given.code).id].grants]
    assert [each.statement for each in files[0].grants] == [*kept[keys_of(alone.code).id].grants]
    jo.close()


def test_a_wrong_passphrase_opens_nothing(town: Town) -> None:
    """It says so, and the right one still works."""
    with pytest.raises(CannotOpen, match=r"passphrase\.wrong"):
        town.open("Jo Example", "four other made up words")
    town.open("Jo Example").close()


def test_a_desk_is_made_once_and_never_over_another(town: Town, tmp_path: Path) -> None:
    """A second desk in the same folder is refused; a short passphrase makes none; no desk says so."""
    with pytest.raises(Refused, match="exists"):
        Casebook.create(town.folder("Jo Example"), OfficerId("x"), "X", Role.OFFICER, PASSPHRASE, cost=QUICK)
    with pytest.raises(Invalid, match="too_short"):
        Casebook.create(tmp_path / "short", OfficerId("x"), "X", Role.OFFICER, "short", cost=QUICK)
    with pytest.raises(Invalid, match="not_set_up"):
        Casebook.sign_in(tmp_path / "short", PASSPHRASE)


def test_a_damaged_key_file_says_so(town: Town) -> None:
    """Cut short, it is refused and left as it is."""
    path = town.folder("Jo Example") / "desk.key"
    path.write_bytes(path.read_bytes()[:-5])
    with pytest.raises(Invalid, match="malformed"):
        town.open("Jo Example")


def test_before_a_trust_file_there_is_nothing_and_it_says_so(town: Town) -> None:
    """An unpinned desk lists nothing and syncs nothing."""
    book = town.open("Jo Example")
    assert (book.inbox().rows, book.status().bundle, book.status().name) == ((), 0, "Jo Example")
    for call in (book.sync, book.deliver, lambda: book.listen(0), lambda: book.case("SN-000000")):
        with pytest.raises(Invalid, match="no_bundle"):
            call()
    book.close()


def test_only_a_trust_file_of_our_authorities_with_us_in_it_is_pinned(town: Town, jo: Casebook) -> None:
    """Other authorities, a list without this desk, one version twice: refused. The same again is harmless."""
    assert jo.pin(town.trust_file()) == 1
    stranger = Town(World(town.world.folder / "stranger", Council()), {}, [])
    with pytest.raises(CannotOpen):
        jo.pin(stranger.trust_file())
    with pytest.raises(Refused, match="not_in_bundle"):
        town.open("Lee Pretend").pin(stranger.trust_file())
    town.world.bundle = town.world.council.bundle(address="https://elsewhere.example")
    with pytest.raises(Refused, match="two_forms"):
        jo.pin(town.trust_file())
    town.world.bundle = town.world.council.bundle(2)
    assert jo.pin(town.trust_file()) == 2
    town.world.bundle = town.world.council.bundle(1)
    assert jo.pin(town.trust_file()) == 2
    jo.close()


def test_only_a_manager_grants(town: Town, jo: Casebook) -> None:
    """The enrolment file holds a grant that the bundle's manager signed; an officer makes none, no past day counts."""
    day = (town.world.clock() + timedelta(days=14)).date()
    file = decode_enrolment_file(jo.grant(CONCERNS, "Van 9", day, "Sam Sample", "caretaker", "Pretend Estate"))
    grant = chain.open_grant(file.grants[0].statement, town.world.bundle)
    assert (grant.label, grant.last_day, grant.manager, file.name) == ("Van 9", day, jo.officer, "Sam Sample")
    with pytest.raises(Invalid, match="day_gone"):
        jo.grant(CONCERNS, "Van 9", day - timedelta(days=20), "", "", "")
    lee = town.open("Lee Pretend")
    lee.pin(town.trust_file())
    with pytest.raises(Refused, match="managers_only"):
        lee.grant(CONCERNS, "Van 9", day, "", "", "")
    jo.close()
    lee.close()


def test_no_answer_is_said_and_nothing_is_lost(town: Town, jo: Casebook) -> None:
    """With the service gone, reading still works here, and goes out when it is back."""
    town.send(town.laptop(), DANGER)
    jo.sync()
    town.services[-1].down = True
    jo.read(jo.case(jo.inbox().rows[0].id))
    with pytest.raises(TransientFault):
        jo.deliver()
    assert jo.status().waiting > 0
    town.services[-1].down = False
    town.world.clock.move(hours=1)
    jo.sync()
    assert jo.status().waiting == 0
    jo.close()


def test_an_unknown_case_is_refused(jo: Casebook) -> None:
    """A reference that nobody has is no crash."""
    with pytest.raises(Invalid, match="unknown"):
        jo.case("SN-000000")
    jo.close()


def test_listening_brings_what_came(town: Town, jo: Casebook) -> None:
    """A waiting poll gives what is there, on another connection of the same desk."""
    twin = jo.twin()
    sent = town.send(town.laptop(), DANGER)
    assert twin.listen(5) == (sent,)
    assert len(jo.inbox().rows) == 1
    twin.close()
    jo.close()


def test_nothing_of_a_concern_lies_open_in_the_folder(town: Town, jo: Casebook) -> None:
    """Words that were taken in and read are in no file of the desk's folder as they are."""
    town.send(town.laptop(), DANGER | {"happened": "planted-words-4711"})
    jo.sync()
    jo.read(jo.case(jo.inbox().rows[0].id))
    jo.close()
    for path in town.folder("Jo Example").rglob("*"):
        if path.is_file():
            assert b"planted-words-4711" not in path.read_bytes()
            assert PASSPHRASE.encode() not in path.read_bytes()
