"""A certificate as it was drawn, before it is told what its paragraphs are; knows neither Qt nor what tags them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Leaf:
    """What one page of the drawn document holds: its tag (`P`, `H1`), empty for what is only decoration; its words."""

    tag: str
    text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A PDF with a page for every leaf, its title, and its language as a BCP 47 tag."""

    pdf: bytes = field(repr=False)
    leaves: tuple[Leaf, ...]
    title: str
    language: str
