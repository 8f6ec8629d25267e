"""Content packs at the service, over real HTTP, on both databases: who may hand in what, and who gets what."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path

import pytest
from sqlalchemy import func, select

from detectors_app.domain.errors import Invalid, TransientFault
from detectors_app.domain.ids import CASEWORK, CONCERNS, LEARNING
from detectors_app.domain.packs import PIECE_BYTES, Pack
from detectors_app.domain.trust import BoxReaders, Role
from detectors_app.mailbox.config import sqlite_url
from detectors_app.mailbox.migrations import STEPS
from detectors_app.mailbox.store import Store
from detectors_app.mailbox.tables import PACK_NEEDS, PACK_PIECES, PACKS, SCHEMA_VERSION
from detectors_app.protocol import strict_json
from detectors_app.protocol.pack import PackHeld, decode_pack_statement, statement_sha256
from detectors_app.protocol.problems import ProblemType
from detectors_app.protocol.statement import Label, Signature, Statement
from detectors_app.signing.statements import sign_statement
from detectors_app.transport.client import Client
from detectors_app.use_cases.mail import keep_packs
from tests.made_up import Council, Officer, officer, sign_key
from tests.made_up_packs import COURSE, Files, course_files, digest, film, pack_of, pieces_of, signed
from tests.mailbox.test_people import denied
from tests.mailbox.town import Town


def hand_in(client: Client, statement: Statement, files: Files) -> int:
    """Publish a pack; give how many pieces had to be handed in."""
    pieces, missing = pieces_of(files), client.offer_pack(statement).missing
    for sha256 in missing:
        client.put_pack_piece(sha256, pieces[sha256])
    assert client.offer_pack(statement).missing == ()
    return len(missing)


def made(town: Town, version: int, **changes: bytes) -> tuple[Files, Pack, Statement]:
    """Make a pack of the content key's."""
    files = course_files(version, more={f"film/{name}.mp4": data for name, data in changes.items()})
    pack = pack_of(files, version)
    return files, pack, signed(pack, town.council.content)


def is_unknown(call: Callable[..., object], *args: object) -> bool:
    """Say whether the service answers that it has no such thing, which it may have later."""
    with pytest.raises(TransientFault) as caught:
        call(*args)
    return caught.value.facts["status"] == HTTPStatus.NOT_FOUND


def count(town: Town, table: object) -> int:
    store = Store(town.config.database_url)
    try:
        with store.writers.begin() as connection:
            return int(connection.execute(select(func.count()).select_from(table)).scalar_one())  # type: ignore[arg-type]
    finally:
        store.close()


def test_a_pack_is_announced_handed_in_and_given_out_by_digest(town: Town) -> None:
    """Whoever is enrolled, laptop or desk, gets the statement and every piece, byte for byte."""
    files, _, statement = made(town, 1, noticing=film())
    jo, (_, laptop) = town.desk(town.council.jo), town.enrolled()
    hand_in(jo, statement, files)
    for client in (laptop, town.desk(town.council.lee)):
        assert client.packs().packs == (PackHeld(COURSE, 1, statement_sha256(statement)),)
        assert decode_pack_statement(client.pack_bytes(statement_sha256(statement))) == statement
        for sha256, piece in pieces_of(files).items():
            assert client.pack_bytes(sha256) == piece


def test_nothing_is_in_force_before_the_last_piece(town: Town) -> None:
    """A pack that was announced is not listed, and the one before stays, until all is there."""
    jo = town.desk(town.council.jo)
    first, _, old = made(town, 1, noticing=film())
    hand_in(jo, old, first)
    files, _, new = made(town, 2, noticing=film())
    missing = jo.offer_pack(new).missing
    assert set(missing) == set(pieces_of(files)) - set(pieces_of(first))
    for sha256 in missing:
        assert jo.packs().packs[0].version == 1
        assert jo.pack_bytes(digest(first["course.yaml"])) == first["course.yaml"]
        assert is_unknown(jo.pack_bytes, statement_sha256(new))
        jo.put_pack_piece(sha256, pieces_of(files)[sha256])
    assert jo.packs().packs[0].version == 1
    assert jo.offer_pack(new).missing == ()
    assert jo.packs().packs[0].version == 2


def test_what_did_not_change_is_not_handed_in_again_and_what_nobody_needs_goes(town: Town) -> None:
    """A new wording costs its own pieces alone; the old ones are dropped once the new statement is in force."""
    jo, same = town.desk(town.council.jo), film()
    old, _, one = made(town, 1, noticing=same, first=film(10))
    hand_in(jo, one, old)
    new, _, two = made(town, 2, noticing=same)
    assert hand_in(jo, two, new) == 1  # course.yaml
    assert count(town, PACK_PIECES) == len(pieces_of(new))
    assert is_unknown(jo.pack_bytes, digest(old["course.yaml"]))
    assert (count(town, PACKS), count(town, PACK_NEEDS)) == (1, len(pieces_of(new)))


def test_the_same_again_changes_nothing(town: Town) -> None:
    """Statement and pieces may be handed in as often as the line is cut."""
    jo = town.desk(town.council.jo)
    files, _, statement = made(town, 1, noticing=film())
    hand_in(jo, statement, files)
    assert hand_in(jo, statement, files) == 0
    for sha256, piece in pieces_of(files).items():
        jo.put_pack_piece(sha256, piece)
    assert count(town, PACK_PIECES) == len(pieces_of(files))


def test_older_and_another_form_are_refused(town: Town) -> None:
    """A lower version, and the version in force with other words, are each a final no."""
    jo = town.desk(town.council.jo)
    files, pack, statement = made(town, 2)
    hand_in(jo, statement, files)
    assert denied(town, jo.offer_pack, made(town, 1)[2]) == ProblemType.OLDER_PACK
    other = signed(replace(pack, made_at=pack.made_at.replace(year=2025)), town.council.content)
    assert denied(town, jo.offer_pack, other) == ProblemType.TWO_FORMS
    assert jo.packs().packs == (PackHeld(COURSE, 2, statement_sha256(statement)),)


def test_one_that_is_coming_gives_way(town: Town) -> None:
    """A pack that was announced and never handed in stands in nobody's way, and its pieces go."""
    jo = town.desk(town.council.jo)
    given_up, _, five = made(town, 5, noticing=film())
    for sha256 in jo.offer_pack(five).missing[:-1]:
        jo.put_pack_piece(sha256, pieces_of(given_up)[sha256])
    files, _, four = made(town, 4)
    hand_in(jo, four, files)
    assert jo.packs().packs[0].version == 4
    assert count(town, PACK_PIECES) == len(pieces_of(files))


def test_only_what_the_content_key_signed_is_announced(small_town: Town) -> None:
    """Signed by another key, under another label, with one signature more, altered, or no list at all: refused."""
    jo, key = small_town.desk(small_town.council.jo), small_town.council.content
    _, pack, good = made(small_town, 1)
    wrong = [
        signed(pack, sign_key()),
        signed(pack, small_town.council.jo.sign),
        signed(pack, small_town.council.authorities[0]),
        sign_statement(Label.BUNDLE, good.bytes, key),
        Statement(good.bytes.replace(b"made-up", b"made-uq"), good.signatures),
        Statement(good.bytes, (*good.signatures, Signature(sign_key().id, bytes(64)))),
        Statement(good.bytes, ()),
        sign_statement(Label.PACK, b"{}", key),
    ]
    for each in wrong:
        assert denied(small_town, jo.offer_pack, each) == ProblemType.MALFORMED
    assert jo.packs().packs == ()


def test_without_a_content_key_no_pack_is_taken(tmp_path: Path) -> None:
    """A bundle that names none lets nobody publish."""

    class Keyless(Council):
        def bundle(self, version: int = 1, **changes: object):  # type: ignore[no-untyped-def]  # noqa: ANN202
            return super().bundle(version, **({"content_key": b""} | changes))

    with Town(sqlite_url(tmp_path / "service.db"), council=Keyless()) as town:
        jo = town.desk(town.council.jo)
        assert denied(town, jo.offer_pack, made(town, 1)[2]) == ProblemType.MALFORMED


def test_a_piece_that_no_announced_pack_names_is_not_kept(town: Town) -> None:
    """Nobody stores bytes at the service that the content key did not sign, and none under another's digest."""
    jo = town.desk(town.council.jo)
    files, _, statement = made(town, 1)
    piece = files["first.md"]
    assert is_unknown(jo.put_pack_piece, digest(piece), piece)
    jo.offer_pack(statement)
    for other in (piece[:-1], piece[:-1] + b"x"):
        assert denied(town, jo.put_pack_piece, digest(piece), other) == ProblemType.MALFORMED
    assert denied(town, jo.put_pack_piece, digest(piece), piece + b"x") == ProblemType.TOO_LARGE
    assert is_unknown(jo.put_pack_piece, "no-digest", piece)
    assert count(town, PACK_PIECES) == 0


def with_lead() -> tuple[Council, Officer]:
    """Make a council with a training lead."""
    council, lead = Council(), officer("Kim Madeup", Role.LEAD)
    council.extra.append(lead.reader)
    usual = council.bundle

    def bundle(version: int = 1, **changes: object):  # type: ignore[no-untyped-def]  # noqa: ANN202
        officers = (council.jo.reader.officer, council.lee.reader.officer, council.custodian.officer)
        leads = (lead.reader.officer, council.custodian.officer)
        boxes = (BoxReaders(CONCERNS, officers), BoxReaders(CASEWORK, officers), BoxReaders(LEARNING, leads))
        return usual(version, **({"boxes": boxes} | changes))

    council.bundle = bundle  # type: ignore[method-assign]
    return council, lead


def test_managers_and_leads_hand_in_and_nobody_else(tmp_path: Path) -> None:
    """An officer and a laptop are each refused, announcing and handing in."""
    council, lead = with_lead()
    with Town(sqlite_url(tmp_path / "service.db"), council=council) as town:
        files, _, statement = made(town, 1)
        piece = files["first.md"]
        for client in (town.desk(council.lee), town.enrolled()[1], town.enrolled(LEARNING)[1]):
            assert denied(town, client.offer_pack, statement) == ProblemType.FORBIDDEN
            assert denied(town, client.put_pack_piece, digest(piece), piece) == ProblemType.FORBIDDEN
        hand_in(town.desk(lead), statement, files)
        newer, _, two = made(town, 2)
        hand_in(town.desk(council.jo), two, newer)
        assert town.enrolled(LEARNING)[1].packs().packs[0].version == 2


def test_a_stranger_gets_nothing(small_town: Town) -> None:
    """Packs are no secret, and still only for those enrolled."""
    stranger = small_town.client(sign_key())
    for call in (stranger.packs, lambda: stranger.pack_bytes("0" * 64)):
        assert denied(small_town, call) == ProblemType.UNKNOWN_KEY


def test_with_a_new_content_key_the_old_keys_pack_stands_in_no_ones_way(town: Town) -> None:
    """After a change of key the same version, signed anew, is taken: nobody believes the one before."""
    jo = town.desk(town.council.jo)
    files, pack, statement = made(town, 3)
    hand_in(jo, statement, files)
    town.council.content = sign_key()
    jo.put_trust(town.council.signed_bundle(town.council.bundle(2)))
    assert denied(town, jo.offer_pack, statement) == ProblemType.MALFORMED
    anew = signed(pack, town.council.content)
    assert hand_in(jo, anew, files) == 0
    assert jo.packs().packs == (PackHeld(COURSE, 3, statement_sha256(anew)),)


def test_so_many_courses_and_no_more(small_town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Past the limit a new course waits; a new version of one that is here does not."""
    monkeypatch.setattr(keep_packs, "MOST_COURSES", 2)
    jo = small_town.desk(small_town.council.jo)
    for name in ("one", "two"):
        files = course_files(1, course=name)
        hand_in(jo, signed(pack_of(files, 1, course=name), small_town.council.content), files)
    files = course_files(1, course="three")
    with pytest.raises(TransientFault):
        jo.offer_pack(signed(pack_of(files, 1, course="three"), small_town.council.content))
    files = course_files(2, course="two")
    hand_in(jo, signed(pack_of(files, 2, course="two"), small_town.council.content), files)
    assert [(each.course, each.version) for each in jo.packs().packs] == [("one", 1), ("two", 2)]


def test_a_service_that_ended_in_the_middle_of_dropping_goes_on_with_it(town: Town) -> None:
    """What no pack needs is taken away at the next start, a few at a time."""
    town.service.stop()
    store = Store(town.config.database_url)
    for _ in range(2 * keep_packs.AT_ONCE + 3):
        body = secrets.token_bytes(9)
        store.write(lambda unit, body=body: unit.add_piece(digest(body), body))  # type: ignore[misc]  # bound per turn
    store.close()
    town.start()
    assert count(town, PACK_PIECES) == 0


def test_a_full_piece_and_an_empty_file(town: Town) -> None:
    """A file of exactly one piece is one piece, and an empty file none."""
    jo = town.desk(town.council.jo)
    files, pack, statement = made(town, 1, whole=secrets.token_bytes(PIECE_BYTES), none=b"")
    assert [len(each.pieces) for each in pack.files] == [1, 0, 1, 1, 1, 1]
    hand_in(jo, statement, files)
    assert jo.pack_bytes(digest(files["film/whole.mp4"])) == files["film/whole.mp4"]


def test_a_database_of_the_second_version_gets_the_tables(tmp_path: Path, small_town: Town) -> None:
    """A service that ran before packs were kept keeps all it has and takes them in from now on."""
    store = Store(sqlite_url(tmp_path / "old.db"))
    with store.writers.begin() as connection:
        for step in (1, 2):
            STEPS[step](connection)
            connection.execute(SCHEMA_VERSION.insert().values(version=step, applied_at=0))
    store.open(small_town.clock())
    with store.writers.begin() as connection:
        assert [connection.execute(select(each)).all() for each in (PACKS, PACK_NEEDS, PACK_PIECES)] == [[], [], []]
    store.close()


def test_a_path_that_leads_out_is_refused_even_with_the_right_signature(small_town: Town) -> None:
    """The content key's word does not let a pack write where it likes."""
    _, pack, _ = made(small_town, 1)
    outside = replace(pack, files=(replace(pack.files[0], path="../x.md"), *pack.files[1:]))
    with pytest.raises(Invalid):
        signed(outside, small_town.council.content)
    forced = sign_statement(Label.PACK, strict_json.encode(outside), small_town.council.content)
    jo = small_town.desk(small_town.council.jo)
    assert denied(small_town, jo.offer_pack, forced) == ProblemType.MALFORMED


def test_a_course_of_one_empty_file_needs_no_piece(small_town: Town) -> None:
    """It is in force as soon as it is announced; whether it is any course is for those who fetch it to say."""
    jo, pack = small_town.desk(small_town.council.jo), pack_of({"course.yaml": b""}, 1)
    assert jo.offer_pack(signed(pack, small_town.council.content)).missing == ()
    assert jo.packs().packs[0].version == 1


def test_a_list_that_is_wrong_of_a_pieces_size_never_gets_it(small_town: Town) -> None:
    """Signed by the content key all the same: the piece is refused, and the pack is never in force."""
    files, pack, _ = made(small_town, 1)
    file = pack.files[0]
    wrong = replace(pack, files=(replace(file, size=file.size + 1), *pack.files[1:]))
    jo, statement = small_town.desk(small_town.council.jo), signed(wrong, small_town.council.content)
    jo.offer_pack(statement)
    piece = files[file.path]
    assert denied(small_town, jo.put_pack_piece, digest(piece), piece) == ProblemType.MALFORMED
    assert digest(piece) in jo.offer_pack(statement).missing
