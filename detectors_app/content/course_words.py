"""Measures the words of a course: how long its sentences are, how hard its pages read, no phone number among them."""

from __future__ import annotations

import re
from collections import defaultdict

from detectors_app.content.course_findings import Gathered, Said, Source
from detectors_app.content.languages import ENGLISH
from detectors_app.content.reading_age import can_measure, grade, sentences, whole_sentences, word_count

MOST_WORDS = 20
MOST_EASY_WORDS = 15
MOST_EASY_SENTENCES = 4
HARDEST_GRADE = 6.0
FEWEST_WORDS = 40
"""Fewer than these say nothing of how hard a page is."""
_EASY = ".easy."
_PHONE = re.compile(r"(?<![\w.])(?:\+44 ?|0)\d(?:[ -]?\d){8,9}(?!\w)|\b116 ?123\b")


def lint_words(gathered: Gathered) -> None:
    """Note every sentence that is too long, page that is too hard, and number that stands in a text.

    How hard a text is can be told of English alone.
    """
    texts = list(dict.fromkeys(gathered.texts))
    for each in texts:
        if _PHONE.search(each.text.replace("\u00a0", " ")):
            Source(gathered, each.file).wrong(each.line, "digits")
    if gathered.language != ENGLISH:
        return
    for each in texts:
        _sentences(each, gathered)
    _groups(texts, gathered)


def _sentences(said: Said, gathered: Gathered) -> None:
    is_easy = _EASY in said.file
    most, key = (MOST_EASY_WORDS, "easy_long") if is_easy else (MOST_WORDS, "long")
    for each in sentences(said.text):
        if word_count(each) > most:
            Source(gathered, said.file).wrong(said.line, key, count=word_count(each), most=most)


def _groups(texts: list[Said], gathered: Gathered) -> None:
    """Judge what stands together, by its sentences alone: labels and headings are no sentences."""
    groups: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for each in texts:
        groups[each.file, each.group].append(each)
    for (file, _), said in groups.items():
        found = [sentence for each in said for sentence in whole_sentences(each.text)]
        if _EASY in file and len(found) > MOST_EASY_SENTENCES:
            Source(gathered, file).doubtful(said[0].line, "easy_many", count=len(found), most=MOST_EASY_SENTENCES)
        text = " ".join(found)
        if word_count(text) >= FEWEST_WORDS and can_measure() and grade(text) > HARDEST_GRADE:
            Source(gathered, file).wrong(said[0].line, "grade", grade=f"{grade(text):.1f}", most=int(HARDEST_GRADE))
    if not can_measure():
        Source(gathered, "course.yaml").doubtful(1, "not_measured")
