"""The documents say what the code does: tests they name exist, and what they list is all there is."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from detectors_app.content.configuration import FILE, VARIABLE, Configuration
from detectors_app.domain.packs import Pack, PackedFile
from detectors_app.domain.policy import Policy
from detectors_app.domain.trust import Bundle, Reader
from detectors_app.protocol.enrolment import Certificate, EnrolmentFile, Grant
from detectors_app.protocol.pack import PackHeld
from detectors_app.protocol.padding import CLASSES, KIB
from detectors_app.protocol.payload import CaseRead, Kind, Payload
from detectors_app.protocol.problems import KINDS, ProblemType
from detectors_app.protocol.receipts import DeletionBody, FeedItem, HeldAnswer, RefusedBody, RemovalBody
from detectors_app.protocol.statement import Label

ROOT = Path(__file__).resolve().parent.parent
PROTOCOL = (ROOT / "docs" / "protocol.md").read_text(encoding="utf-8")
DESIGN = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
OPERATING = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
THREATS = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")


def test_every_test_that_the_threat_model_names_exists() -> None:
    """A promise never points to a proof that is not there."""
    named = set(re.findall(r"`([a-z_]+(?:/[a-z_]+)+\.py)`", THREATS))
    assert len(named) > 10
    assert [each for each in sorted(named) if not (ROOT / "tests" / each).is_file()] == []


@pytest.mark.parametrize("label", Label)
def test_every_label_is_in_the_protocol(label: Label) -> None:
    """A second implementation knows every kind of statement."""
    assert f"`{label.value}`" in PROTOCOL


@pytest.mark.parametrize("problem", ProblemType)
def test_every_problem_is_in_the_protocol_with_its_status(problem: ProblemType) -> None:
    """Type and status stand on one line of the table."""
    name = problem.value.rpartition(":")[2]
    (line,) = [each for each in PROTOCOL.splitlines() if each.startswith("|") and f"`{name}`" in each]
    assert str(KINDS[problem].status.value) in line
    assert line.rstrip(" |").endswith("| yes" if KINDS[problem].final else "| no")


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_payload_is_in_the_protocol(kind: Kind) -> None:
    """Nothing goes under a seal that is not written down."""
    assert f"| `{kind.value}`" in PROTOCOL


@pytest.mark.parametrize(
    "shape",
    [
        Bundle,
        CaseRead,
        Certificate,
        DeletionBody,
        EnrolmentFile,
        FeedItem,
        Grant,
        HeldAnswer,
        Pack,
        PackedFile,
        PackHeld,
        Payload,
        Policy,
        Reader,
        RefusedBody,
        RemovalBody,
    ],
)
def test_every_member_is_in_the_protocol_in_its_order(shape: type) -> None:
    """JSON has its members in the order of the document, and none that it does not name."""
    members = [each.name for each in fields(shape)]
    within_one_paragraph_or_row = r"`(?:(?!\n\n|\n\|).)*?`"
    assert re.search("`" + within_one_paragraph_or_row.join(members) + "`", PROTOCOL, re.DOTALL), members


def test_every_size_is_in_the_protocol() -> None:
    """The eight sizes, in words."""
    assert "16 KiB, 64 KiB, 256 KiB, 512 KiB, 1, 2, 4 or 8 MiB" in PROTOCOL
    assert [each // KIB for each in CLASSES] == [16, 64, 256, 512, 1024, 2048, 4096, 8192]


def test_the_readme_leads_to_every_document() -> None:
    """Whoever begins at the README finds all there is to read, and the decisions' own page all decisions."""
    links = set(re.findall(r"\]\(docs/([a-z-]+\.md)\)", README))
    assert links == {each.name for each in (ROOT / "docs").glob("*.md")}
    decisions = ROOT / "docs" / "decisions"
    listed = re.findall(
        r"^\| \[(\d{4})\]\((\d{4}-[a-z0-9-]+\.md)\)", (decisions / "README.md").read_text("utf-8"), re.MULTILINE
    )
    assert [name for _, name in listed] == sorted(each.name for each in decisions.glob("0*.md"))
    assert [number for number, _ in listed] == [f"{at:04d}" for at in range(1, len(listed) + 1)]


def test_the_pictures_that_documents_show_are_all_there_are() -> None:
    """No picture is missing, and none lies about that nobody is shown; together they stay small."""
    shown = set(re.findall(r"!\[[^\]]+\]\((?:docs/)?pictures/([a-z0-9-]+\.png)\)", DESIGN + README))
    pictures = list((ROOT / "docs" / "pictures").iterdir())
    assert shown == {each.name for each in pictures}
    assert sum(each.stat().st_size for each in pictures) < 1_500_000


def test_what_the_design_names_is_there() -> None:
    """Tests and modules that the design rests on exist."""
    named = set(re.findall(r"`(tests/[a-z_/]+\.py)`", DESIGN))
    assert len(named) > 8
    assert [each for each in sorted(named) if not (ROOT / each).is_file()] == []
    modules = set(re.findall(r"`(widgets/[a-z_]+\.py)`", DESIGN))
    assert [each for each in sorted(modules) if not (ROOT / "detectors_app" / each).is_file()] == []


def test_every_setting_of_the_configuration_file_is_described() -> None:
    """IT finds the file's name, its variable and each of its settings on one page."""
    section = OPERATING.partition("## One configuration file")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `([a-z_]+)` \|", section, re.MULTILINE) == list(Configuration._fields)
    assert FILE in section
    assert VARIABLE in section
