"""`detectors authority`: two different people sign what they were shown, and nothing is ever overwritten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detectors_app.cli.custodian import CARD_NAME as CUSTODIAN_CARD
from detectors_app.protocol.cards import person_card, read_person_card, service_card
from detectors_app.protocol.enrolment import decode_enrolment_file
from detectors_app.signing.chain import open_bundle
from tests.cli.command import Ran, detectors
from tests.made_up import Council, officer

PASSPHRASES = ("first holder's words", "second holder's words", "third holder's words")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with keys, cards and a plan, as after the first steps of docs/operating.md."""
    folder = tmp_path_factory.mktemp("authorities")
    council = Council()
    made = detectors("authority", "init", "--out", folder, "--passphrase-fd", "0", passphrases="\n".join(PASSPHRASES))
    assert made.code == 0, made.err
    assert detectors("authority", "custodian", "--shares", "3", "--need", "2", "--out", folder).code == 0
    (folder / "jo.json").write_bytes(person_card(council.jo.reader))
    (folder / "lee.json").write_bytes(person_card(council.lee.reader))
    (folder / "service.json").write_bytes(service_card(council.address, council.service.public))
    plan = {
        "authorities": "authorities.card.json",
        "services": ["service.json"],
        "people": [{"card": "jo.json"}, {"card": "lee.json"}, {"card": CUSTODIAN_CARD}],
    }
    (folder / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    return folder


def sign(desk: Path, paper: Path, holder: int, out: Path, *more: str | Path) -> Ran:
    """Sign a paper as one of the holders."""
    key = desk / f"authority-{holder}.key.json"
    command = ("authority", "sign", paper, "--key", key, "--out", out, "--json", "--passphrase-fd", "0", *more)
    return detectors(*command, passphrases=PASSPHRASES[holder - 1])


def trust_file(desk: Path, folder: Path) -> Path:
    """Let two holders sign the plan."""
    assert sign(desk, desk / "plan.json", 1, folder / "once.json").code == 0
    assert sign(desk, folder / "once.json", 3, folder / "trust.json").code == 0
    return folder / "trust.json"


def test_two_holders_make_a_trust_file_that_verifies(desk: Path, tmp_path: Path) -> None:
    """What the second signs is byte for byte what the first signed, and the file holds no grant."""
    once = sign(desk, desk / "plan.json", 1, tmp_path / "once.json")
    assert (once.code, once.json["complete"], once.json["signatures"]) == (0, False, 1)
    assert "Jo Example" in once.err
    twice = sign(desk, tmp_path / "once.json", 3, tmp_path / "trust.json")
    assert (twice.code, twice.json["complete"]) == (0, True)
    file = decode_enrolment_file((tmp_path / "trust.json").read_bytes())
    assert open_bundle(file.bundle, file.authorities).version == 1
    assert file.grants == ()
    shown = detectors("authority", "show", tmp_path / "trust.json", "--json")
    assert [each["id"] for each in shown.json["people"]] == ["jo-example", "lee-pretend", "custodian"]


def test_one_holder_cannot_sign_twice(desk: Path, tmp_path: Path) -> None:
    """Two signatures mean two people."""
    assert sign(desk, desk / "plan.json", 1, tmp_path / "once.json").code == 0
    again = sign(desk, tmp_path / "once.json", 1, tmp_path / "trust.json")
    assert (again.code, again.error_key) == (3, "authority.already_signed")
    assert not (tmp_path / "trust.json").exists()


def test_a_finished_list_is_not_signed_again(desk: Path, tmp_path: Path) -> None:
    """A trust file needs no third signature."""
    third = sign(desk, trust_file(desk, tmp_path), 2, tmp_path / "more.json")
    assert (third.code, third.error_key) == (3, "authority.complete")


def test_a_changed_list_is_refused_before_anyone_signs(desk: Path, tmp_path: Path) -> None:
    """The second holder is never asked to sign what the first did not."""
    assert sign(desk, desk / "plan.json", 1, tmp_path / "once.json").code == 0
    statement = json.loads((tmp_path / "once.json").read_bytes())
    other = json.loads((tmp_path / "once.json").read_bytes())
    other["bytes"] = statement["bytes"][:-8] + "AAAAAAA="
    (tmp_path / "changed.json").write_text(json.dumps(other), encoding="utf-8")
    refused = sign(desk, tmp_path / "changed.json", 2, tmp_path / "trust.json")
    assert refused.code in {3, 4}
    assert not (tmp_path / "trust.json").exists()


def test_a_wrong_passphrase_ends_with_4_and_writes_nothing(desk: Path, tmp_path: Path) -> None:
    """Exit code 4 says: wrong passphrase."""
    key = desk / "authority-1.key.json"
    command = ("authority", "sign", desk / "plan.json", "--key", key, "--out", tmp_path / "once.json", "--json")
    wrong = detectors(*command, "--passphrase-fd", "0", passphrases="not the right words")
    assert (wrong.code, wrong.error_key) == (4, "passphrase.wrong")
    assert not (tmp_path / "once.json").exists()


def test_a_strangers_key_cannot_sign(desk: Path, tmp_path: Path) -> None:
    """Only the authorities of this list, or of the one before, count."""
    others = tmp_path / "others"
    made = detectors("authority", "init", "--out", others, "--passphrase-fd", "0", passphrases="\n".join(PASSPHRASES))
    assert made.code == 0
    refused = sign(others, desk / "plan.json", 1, tmp_path / "once.json")
    assert (refused.code, refused.error_key) == (3, "authority.not_one")


def test_the_next_list_changes_only_what_its_plan_says(desk: Path, tmp_path: Path) -> None:
    """An officer comes, the rest stays, and the version grows by one."""
    trust = trust_file(desk, tmp_path)
    kim = officer("Kim Unreal").reader
    (tmp_path / "kim.json").write_bytes(person_card(kim))
    cards = [str(desk / "jo.json"), str(desk / "lee.json"), "kim.json", str(desk / CUSTODIAN_CARD)]
    plan = {"people": [{"card": each} for each in cards]}
    (tmp_path / "next.json").write_text(json.dumps(plan), encoding="utf-8")
    previous = ("--previous", trust)
    assert sign(desk, tmp_path / "next.json", 2, tmp_path / "once-2.json", *previous).code == 0
    done = sign(desk, tmp_path / "once-2.json", 1, tmp_path / "trust-2.json", *previous)
    assert (done.code, done.json["version"], len(done.json["people"])) == (0, 2, 4)
    assert "New: Kim Unreal" in done.err
    assert "As before: Jo Example" in done.err
    older = sign(desk, tmp_path / "once-2.json", 3, tmp_path / "trust-3.json", "--previous", tmp_path / "trust-2.json")
    assert (older.code, older.error_key) == (3, "plan.version")


def test_authorities_change_hands_only_by_the_old_ones(desk: Path, tmp_path: Path) -> None:
    """New authorities are named in a list that two of the old ones sign; the file pins the old ones for that list."""
    trust = trust_file(desk, tmp_path)
    new = tmp_path / "new"
    made = detectors("authority", "init", "--out", new, "--passphrase-fd", "0", passphrases="\n".join(PASSPHRASES))
    assert made.code == 0
    (tmp_path / "next.json").write_text('{"authorities": "new/authorities.card.json"}', encoding="utf-8")
    previous = ("--previous", trust)
    assert sign(new, tmp_path / "next.json", 1, tmp_path / "x.json", *previous).error_key == "authority.not_one"
    assert sign(desk, tmp_path / "next.json", 1, tmp_path / "once-2.json", *previous).code == 0
    done = sign(desk, tmp_path / "once-2.json", 2, tmp_path / "trust-2.json", *previous)
    assert done.code == 0, done.out
    assert "Careful" in done.err
    file = decode_enrolment_file((tmp_path / "trust-2.json").read_bytes())
    bundle = open_bundle(file.bundle, file.authorities)
    assert set(bundle.authorities).isdisjoint(file.authorities)
    (tmp_path / "third.json").write_text("{}", encoding="utf-8")
    later = ("--previous", tmp_path / "trust-2.json")
    assert sign(new, tmp_path / "third.json", 1, tmp_path / "once-3.json", *later).code == 0
    assert sign(new, tmp_path / "once-3.json", 2, tmp_path / "trust-3.json", *later).code == 0


def test_init_never_overwrites_keys(desk: Path) -> None:
    """The same command again is refused and the keys stay."""
    before = (desk / "authority-1.key.json").read_bytes()
    again = detectors("authority", "init", "--out", desk, "--json", "--passphrase-fd", "0", passphrases="\n".join(PASSPHRASES))  # fmt: skip  # noqa: E501
    assert (again.code, again.error_key) == (3, "file.exists")
    assert (desk / "authority-1.key.json").read_bytes() == before


def test_a_short_passphrase_makes_no_key(tmp_path: Path) -> None:
    """Twelve letters at least, for each holder, before anything is written."""
    lines = f"{PASSPHRASES[0]}\nshort\n{PASSPHRASES[2]}"
    short = detectors("authority", "init", "--out", tmp_path / "a", "--json", "--passphrase-fd", "0", passphrases=lines)
    assert (short.code, short.error_key) == (3, "passphrase.too_short")
    assert not (tmp_path / "a").exists()


def test_a_drill_joins_the_custodians_shares(desk: Path) -> None:
    """Any two of three give the card's key; one does not."""
    card = read_person_card((desk / CUSTODIAN_CARD).read_bytes())
    shares = [desk / f"custodian-share-{number}.json" for number in (1, 2, 3)]
    from detectors_app.protocol.keys import seal_id

    for some in (shares[:2], shares[1:], shares):
        joined = detectors("authority", "custodian-join", *some, "--json")
        assert (joined.code, joined.json["key"]) == (0, seal_id(card.seal))
    few = detectors("authority", "custodian-join", shares[0], "--json")
    assert (few.code, few.error_key) == (3, "custodian.too_few")
    assert detectors("authority", "custodian-join", shares[0], shares[0], "--json").error_key == "custodian.same_twice"
