"""Sentences live in the catalogue and numbers in the contacts: code and other data hold neither."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from detectors_app.content.paths import resources_dir

PACKAGE = Path(__file__).parents[2] / "detectors_app"
MADE_UP = "screens.py"
"""Files so named hold made-up people and what they say, for pictures; none of it is the product’s wording."""

SCREENS = [
    path
    for part in ("staff", "desk", "widgets")
    for path in sorted((PACKAGE / part).rglob("*.py"))
    if not path.name.endswith(MADE_UP)
]
WORDS = re.compile(r"[A-Za-z’']{2,} [A-Za-z’']+ [A-Za-z’']+")
PHONE = re.compile(r"(?<![\w.])(?:\+44 ?|0)\d(?:[ -]?\d){8,9}(?!\w)|\b116 ?123\b")
NOT_SHOWN = {"debug", "info", "warning", "error", "exception", "setObjectName"}


def _aside(tree: ast.Module) -> set[int]:
    """Give the string nodes that no user sees: docstrings, logged events, object names, what is raised."""
    found: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            found.add(id(node.value))
        called = node.func.attr if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else ""
        if called in NOT_SHOWN or isinstance(node, ast.Raise | ast.Assert):
            found |= {id(inner) for inner in ast.walk(node)}
    return found


def sentences(source: str) -> Iterator[str]:
    """Give every string literal of three words or more that could reach a screen."""
    tree = ast.parse(source)
    aside = _aside(tree)
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in aside else None
        if isinstance(text, str) and isinstance(node, ast.Constant) and WORDS.search(text):
            yield f"line {node.lineno}: {text}"


@pytest.mark.parametrize("path", SCREENS, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_sentence_stands_in_a_screen(path: Path) -> None:
    """No module of the windows holds a sentence: safeguarding staff review the catalogue, not code."""
    assert list(sentences(path.read_text(encoding="utf-8"))) == []


def test_the_check_finds_a_sentence() -> None:
    """The check sees a sentence in a label, and lets docstrings, logs and names pass."""
    assert list(sentences('label.setText("Please ring us now")'))
    assert not list(sentences('"""Says so and so."""\nlog.info("all went very well")\nx.setObjectName("a b c")'))


TEXTS = [
    *(path for path in PACKAGE.rglob("*.py") if not path.name.endswith(MADE_UP)),
    *(path for path in resources_dir().rglob("*.json") if path.parent.name != "contacts"),
]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_numbers_stand_in_the_contacts_alone(path: Path) -> None:
    """No phone number stands outside the contacts, so that one change changes it everywhere."""
    assert PHONE.findall(path.read_text(encoding="utf-8")) == []


def test_the_check_finds_a_number() -> None:
    """The check knows a number when it sees one."""
    assert PHONE.search("Ring 020 7946 0000 now")
    assert not PHONE.search("0800 bytes, 16 * 1024")
