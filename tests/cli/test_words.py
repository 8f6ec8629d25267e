"""`detectors words`: out to the translator, back with a report, and a list of what is missing."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from detectors_app.cli.exit_codes import Exit
from detectors_app.content.languages import languages
from detectors_app.content.wording import load_wording
from tests.cli.command import called


def test_there_and_back_makes_a_language(tmp_path: Path) -> None:
    """What was exported and filled in is imported as a language that the program then speaks; the rest is English."""
    file, out = tmp_path / "ar.csv", tmp_path / "locale"
    assert called("words", "export", "ar", file, "--json").json["lines"] > 900
    with file.open(encoding="utf-8-sig", newline="") as text:
        rows = list(csv.reader(text))
    for row in rows[1:]:
        row[2] = "أهلا" if row[0] == "home.title" else "{wrong}" if row[0] == "home.record" else row[2]
    with file.open("w", encoding="utf-8", newline="") as text:
        csv.writer(text).writerows(rows)
    ran = called("words", "import", file, "--out", out, "--json")
    assert ran.code == Exit.NOT_YET
    assert (ran.json["taken"], [each["fault"] for each in ran.json["wrong"]]) == (1, ["placeholders"])
    (out / "en").symlink_to(Path(load_wording.__code__.co_filename).parents[2] / "resources" / "locale" / "en")
    assert load_wording("ar", out)("home.title") == "أهلا"
    assert load_wording("ar", out)("home.record") == load_wording()("home.record")
    assert [each.code for each in languages(out)] == ["en", "ar"]
    again = called("words", "import", file, "--out", out, "--json")
    assert (again.code, again.json["error"]["key"]) == (Exit.REFUSED, "file.exists")


def test_the_report_is_said_in_words(tmp_path: Path) -> None:
    """A line that is not taken is named with its number, its key and why."""
    file = tmp_path / "fr.csv"
    file.write_text("key,english,fr\nhome.titel,x,y\n", encoding="utf-8")
    ran = called("words", "import", file, "--out", tmp_path / "o")
    assert "Line 2, home.titel: there is no such key" in ran.out
    assert "0 lines were taken" in ran.out


def test_status_lists_what_is_not_translated() -> None:
    """With no language there is only English; of one that is named, every key that it lacks is listed."""
    assert called("words", "status").code == Exit.OK
    ran = called("words", "status", "bn")
    assert ran.code == Exit.NOT_YET
    assert "Not translated: home.title: What do you need to do?" in ran.out
    plain = called("words", "status", "bn", "--json").json["languages"][0]
    assert plain["total"] == len(plain["missing"])
    assert plain["safety_missing"] > 100


@pytest.mark.parametrize("language", ["en", "en-XA", "../x", "nothing"])
def test_there_is_nothing_to_translate_into_these(tmp_path: Path, language: str) -> None:
    """English, a made-up language and a code that nobody knows are refused."""
    ran = called("words", "export", language, tmp_path / "x.csv", "--json")
    assert (ran.code, ran.json["error"]["key"]) == (Exit.REFUSED, "language.unknown")
    assert not (tmp_path / "x.csv").exists()
