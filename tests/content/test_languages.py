"""Other languages lie key by key over English; what they lack is said in English, and nothing is lost on the way."""

from __future__ import annotations

import json
import re
import string
from pathlib import Path

import pytest
from babel.core import Locale
from babel.localedata import locale_identifiers

from detectors_app.content.catalogue import Translation, load_translation
from detectors_app.content.contacts import contact_texts, load_contacts, read_contacts
from detectors_app.content.form_words import form_texts, with_words
from detectors_app.content.forms import current_form, form_as_written, load_form, versions
from detectors_app.content.languages import (
    LONG,
    MIRRORED,
    PSEUDO,
    is_right_to_left,
    languages,
    plural_forms,
    plural_of,
)
from detectors_app.content.paths import resources_dir
from detectors_app.content.pseudo import disguise
from detectors_app.content.wording import Wording, chosen_wording, load_wording
from detectors_app.domain.errors import Invalid

ENGLISH = load_wording()
ARABIC = re.compile(r"[\u0600-\u06ff]")


def laid_over(tmp_path: Path, language: str, sentences: dict[str, str], english: dict[str, str]) -> Wording:
    for code, texts in (("en", english), (language, sentences)):
        (tmp_path / code).mkdir()
        (tmp_path / code / "staff.json").write_text(json.dumps(texts), encoding="utf-8")
    return load_wording(language, tmp_path)


def test_what_is_not_translated_is_said_in_english(tmp_path: Path) -> None:
    """A translated key is said in the language, one that is not in English; an unknown key stays a bug."""
    words = laid_over(tmp_path, "fr", {"a": "un"}, {"a": "one", "b": "two {x}"})
    assert (words("a"), words("b", x=2)) == ("un", "two 2")
    assert words.language == "fr"
    assert words.keys() == {"a", "b"}
    with pytest.raises(KeyError):
        words("c")


@pytest.mark.parametrize(
    "number, said",
    [(0, "zero"), (1, "one"), (2, "two"), (3, "few"), (11, "many"), (100, "other")],
)
def test_a_language_counts_by_its_own_forms(tmp_path: Path, number: int, said: str) -> None:
    """Arabic has six plural forms, as CLDR has them; each count finds its own."""
    forms = {f"n.{form}": form for form in ("zero", "one", "two", "few", "many", "other")}
    words = laid_over(tmp_path, "ar", forms, {"n.one": "1 in English", "n.other": "{number} in English"})
    assert words.count("n", number) == said


def test_a_plural_form_that_is_missing_falls_back(tmp_path: Path) -> None:
    """Without its form a count is said with `other`; with no form at all in English, by English's rule."""
    english = {"n.one": "1 thing", "n.other": "{number} things", "m.one": "1 more", "m.other": "{number} more"}
    words = laid_over(tmp_path, "pl", {"n.other": "{number} rzeczy"}, english)
    assert [words.count("n", number) for number in (1, 2)] == ["1 rzeczy", "2 rzeczy"]
    assert [words.count("m", number) for number in (1, 2)] == ["1 more", "2 more"]


@pytest.mark.parametrize(
    "code, forms",
    [
        ("en", ("one", "other")),
        (LONG, ("one", "other")),
        ("ar", ("zero", "one", "two", "few", "many", "other")),
        ("pl", ("one", "few", "many", "other")),
        ("bn", ("one", "other")),
        ("so", ("one", "other")),
        ("zh", ("other",)),
    ],
)
def test_each_language_has_its_plural_forms(code: str, forms: tuple[str, ...]) -> None:
    """The forms are CLDR's, `other` last; each count falls in one of them."""
    assert plural_forms(code) == forms
    assert {plural_of(code)(number) for number in range(200)} <= set(forms)


def test_every_english_count_has_both_forms() -> None:
    """Where a sentence has `one` it has `other`: no count is left without words."""
    keys = ENGLISH.keys()
    ones = {key.removesuffix(".one") for key in keys if key.endswith(".one") and not key.startswith("cli.")}
    assert {each for each in ones if f"{each}.other" not in keys} == set()
    assert [key for key in keys if key.endswith(".many")] == []


def test_a_language_nobody_knows_is_refused_where_it_matters() -> None:
    """There is no translating into a language that CLDR does not know; to count in it is to count in English."""
    with pytest.raises(Invalid, match=r"language\.unknown"):
        plural_forms("xx-nothing")
    assert plural_of("xx-nothing")(1) == "one"


def test_directions_are_those_of_cldr() -> None:
    """Every locale that Babel knows runs the way that our short list says."""
    for identifier in locale_identifiers():
        code = identifier.replace("_", "-")
        assert is_right_to_left(code) is (Locale.parse(identifier).text_direction == "rtl"), code
    assert is_right_to_left(MIRRORED)
    assert not is_right_to_left(LONG)


def test_languages_are_listed_with_their_own_names(tmp_path: Path) -> None:
    """A language is offered as soon as there are files for it, English first; the pseudo-languages never."""
    assert next(each.code for each in languages()) == "en"
    assert not set(PSEUDO) & {each.code for each in languages()}
    for code, name in (("ar", "العربية"), ("en", "English"), ("bn", "")):
        (tmp_path / code).mkdir()
        texts = {"language.own_name": name} if name else {"a": "b"}
        (tmp_path / code / "x.json").write_text(json.dumps(texts), encoding="utf-8")
    (tmp_path / "empty").mkdir()
    found = [(each.code, each.name, each.right_to_left) for each in languages(tmp_path)]
    assert found == [("en", "English", False), ("ar", "العربية", True), ("bn", "bn", False)]
    (tmp_path / "bn" / "x.json").write_text("{", encoding="utf-8")
    with pytest.raises(Invalid):
        languages(tmp_path)


@pytest.mark.parametrize("language", ["", "en", "xx", "../en", "a/b"])
def test_a_choice_never_keeps_the_program_from_starting(language: str) -> None:
    """A language that is gone, or a name that leads elsewhere, is English."""
    assert chosen_wording(language)("home.title") == ENGLISH("home.title")


def test_no_name_of_a_language_leads_outside() -> None:
    """A language is a code, not a path."""
    with pytest.raises(Invalid):
        load_translation("../contacts")


@pytest.mark.parametrize("language", PSEUDO)
def test_pseudo_languages_keep_what_must_be_kept(language: str) -> None:
    """Placeholders, numbers and file patterns come through every sentence unharmed, and every sentence can be said."""
    words = load_wording(language)
    for key in sorted(ENGLISH.keys()):
        was, made = ENGLISH._sentences[key], words._sentences[key]
        assert re.findall(r"\{[^{}]*\}|\(\*[^)]*\)|\d+", was) == re.findall(r"\{[^{}]*\}|\(\*[^)]*\)|\d+", made), key
        facts = {name for _, name, _, _ in string.Formatter().parse(was) if name and name != "phone"}
        assert words(key, **dict.fromkeys(facts, "x"))
    assert words.contacts.find("csn_duty").number == "020 7974 2526"  # type: ignore[union-attr]  # it is there


def test_the_long_one_is_two_fifths_longer() -> None:
    """The whole catalogue grows by two fifths at least, and no letter stays as it was."""
    before = sum(len(text) for text in ENGLISH._sentences.values())
    after = sum(len(disguise(text, LONG)) for text in ENGLISH._sentences.values())
    assert after >= before * 1.4
    assert disguise("Call {phone:csn_duty} **now** (*.json) 55", LONG).startswith(
        "[Çååļļ {phone:csn_duty} **ñööŵ** (*.json) 55"
    )


def test_the_mirrored_one_is_in_arabic_letters() -> None:
    """Real letters from right to left stand in every sentence that has letters; facts are kept apart from it."""
    words = load_wording(MIRRORED)
    assert words.is_right_to_left
    plain = [
        text for text in words._sentences.values() if not re.search(r"[A-Za-z]{2}", re.sub(r"\{[^}]*\}", "", text))
    ]
    assert len(plain) > len(words.keys()) * 0.98
    assert all(
        ARABIC.search(text) for key, text in words._sentences.items() if re.search(r"^\w+ ", ENGLISH._sentences[key])
    )
    assert "\u2068SN-1\u2069" in words("home.phoned_more", reference="SN-1")
    assert "\u2068" not in words.count("link.waiting", 3)


@pytest.mark.parametrize("version", versions())
def test_the_form_changes_its_words_and_nothing_else(version: int) -> None:
    """In another language ids, values, rules and numbers are as they were; each text a person reads is another."""
    english, mirrored = load_form("concern", version), load_form("concern", version, MIRRORED)
    assert english is not None
    assert mirrored is not None
    blank = [with_words(each, lambda _key, _text: "x") for each in (english, mirrored)]
    assert blank[0] == blank[1]
    for (key, was), (_, made) in zip(form_texts(english), form_texts(mirrored), strict=True):
        assert (was != made) is bool(re.search("[A-Za-z]", was)), key
    assert current_form(MIRRORED).title != current_form().title


def test_the_forms_keys_are_its_own() -> None:
    """No two texts of a form share a key, unless they are the same heading of a group."""
    for version in versions():
        found: dict[str, str] = {}
        for key, text in form_texts(form_as_written(version)):
            assert found.setdefault(key, text) == text
        assert f"form.concern-{version}.danger.stop.heading" in found
        assert "{phone:emergency}" in found[f"form.concern-{version}.danger.stop.heading"]


def test_contacts_take_their_words_from_the_language_and_their_numbers_from_one_place(tmp_path: Path) -> None:
    """Names and advice change with the language; numbers, sources and dates do not."""
    mirrored, english = load_contacts(MIRRORED), load_contacts()
    for was, made in zip(english.entries(), mirrored.entries(), strict=True):
        assert (was.key, was.number, was.source, was.last_checked) == (
            made.key,
            made.number,
            made.source,
            made.last_checked,
        )
        assert was.about != made.about
    texts = dict(contact_texts(read_contacts()))
    say = Translation("fr", {"contacts.now": "Danger"})
    assert say("contacts.now", texts["contacts.now"]) == "Danger"
    assert say("contacts.camden", texts["contacts.camden"]) == texts["contacts.camden"]


def test_only_english_is_shipped() -> None:
    """No machine's translation of safety words is shipped, and no pseudo-language as a file."""
    assert [each.name for each in sorted((resources_dir() / "locale").iterdir()) if each.is_dir()] == ["en"]
