"""Plain words: what people read is at school grade 6 or below, in sentences of twenty words at most."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator

import pytest

from detectors_app.content.contacts import contact_texts, read_contacts
from detectors_app.content.form_words import form_texts
from detectors_app.content.forms import CONCERN, form_as_written, versions
from detectors_app.content.paths import resources_dir
from detectors_app.domain.concern import ADDITION
from tests.content.reading import grade, plain, sentences, word_count

MOST_WORDS = 20
HARDEST_GRADE = 6.0
BLOCK_WORDS = 40

NOT_READ_BY_STAFF = "cli."
"""The command line's words are for those who run the service, beside documents of their own."""

SEARCH_WORDS = ".search"
"""Keys whose words nobody is shown: they are only searched."""

LONG_SENTENCES: dict[str, str] = {}
"""Key: why its sentence must be longer. None must."""

HARD_BLOCKS = {
    "cover.first.1": "a list of jobs without full stops, which counts as one long sentence; it tells nobody what to do",
}
"""Block: why it may be harder to read."""


def texts() -> Iterator[tuple[str, str]]:
    """Give every text that a person reads, by key."""
    for path in sorted((resources_dir() / "locale" / "en").glob("*.json")):
        sentences = json.loads(path.read_text(encoding="utf-8")).items()
        yield from ((key, text) for key, text in sentences if not key.startswith(NOT_READ_BY_STAFF))
    yield from (pair for pair in contact_texts(read_contacts()) if not pair[0].endswith(SEARCH_WORDS))
    for form_id in (CONCERN, ADDITION):
        for version in versions(form_id):
            yield from form_texts(form_as_written(version, form_id))


TEXTS = dict(texts())


def whole_sentences(text: str) -> list[str]:
    """Give the sentences of a text that are sentences: labels and headings end without a stop."""
    return [each for each in sentences(text) if each.rstrip('”’"').endswith((".", "!", "?"))]


def blocks() -> dict[str, str]:
    """Give what stands together on a screen: sentences by the key of their screen, question or kind of error."""
    found: dict[str, list[str]] = defaultdict(list)
    for key, text in TEXTS.items():
        first, second, *rest = key.split(".")
        name = f"{first}.{second}.{rest[0]}" if first == "form" and rest else first
        name = f"{first}.{second}" if first in {"error", "contacts", "desk"} else name
        found[name] += whole_sentences(text)
    joined = {name: " ".join(parts) for name, parts in found.items()}
    alone = {key: " ".join(sentences(text)) for key, text in TEXTS.items()}
    return {name: text for name, text in {**alone, **joined}.items() if word_count(text) >= BLOCK_WORDS}


BLOCKS = blocks()


def test_sentences_are_short() -> None:
    """No sentence has more than twenty words; what is filled in counts as one."""
    long = {key: each for key, text in TEXTS.items() for each in sentences(text) if word_count(each) > MOST_WORDS}
    assert {key: each for key, each in long.items() if key not in LONG_SENTENCES} == {}


@pytest.mark.parametrize("name", sorted(BLOCKS))
def test_blocks_are_easy(name: str) -> None:
    """A block of forty words or more reads at grade 6 or below."""
    assert grade(BLOCKS[name]) <= HARDEST_GRADE or name in HARD_BLOCKS, round(grade(BLOCKS[name]), 1)


def test_every_exception_is_needed() -> None:
    """An exception whose text has been mended is taken out, and each gives its reason."""
    long = {key for key, text in TEXTS.items() if any(word_count(each) > MOST_WORDS for each in sentences(text))}
    hard = {name for name, text in BLOCKS.items() if grade(text) > HARDEST_GRADE}
    assert set(LONG_SENTENCES) <= long
    assert set(HARD_BLOCKS) <= hard
    assert all([*LONG_SENTENCES.values(), *HARD_BLOCKS.values()])


def test_the_blocks_cover_what_staff_read() -> None:
    """Among the blocks are the form, the help, the staff's screens, the desk's and the errors."""
    firsts = {name.partition(".")[0] for name in BLOCKS}
    assert {"form", "contacts", "error", "desk", "sent", "home", "setup"} <= firsts
    assert len(BLOCKS) > 30


def test_the_measure_tells_easy_from_hard() -> None:
    """The measure knows a child's sentence from an official's, and counts syllables from the dictionary."""
    easy = "The dog ran to the door. It was shut. He sat down and he wept."
    hard = (
        "Notwithstanding the aforementioned considerations, safeguarding practitioners are anticipated to demonstrate "
        "professional curiosity and to operationalise multi-agency information-sharing arrangements appropriately."
    )
    assert grade(easy) < 2
    assert grade(hard) > 15
    assert word_count(plain("Don’t ring {phone:csn_duty}, {name}.")) == 4
    assert sentences("One. Two: three?\n\nFour") == ["One.", "Two: three?", "Four"]
