"""Identities as rows, the same on a laptop and a desk; knows no table."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from detectors_app.use_cases.rows import Identity


def identity_of(row: Any) -> Identity:  # noqa: ANN401 - SQLAlchemy types a row by its columns' number
    """Give the identity that a row holds."""
    return Identity(**{each.name: getattr(row, each.name) for each in fields(Identity)})


def identity_values(identity: Identity) -> dict[str, Any]:
    """Give the row of an identity."""
    return {each.name: getattr(identity, each.name) for each in fields(Identity)}
