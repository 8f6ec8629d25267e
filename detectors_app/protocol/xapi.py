"""A completion as an xAPI statement, "cmi5-shaped": same words, same ids each time it is made; sends nothing.

cmi5 describes courses launched in a browser, which ours are not: its shape is followed (the verb *satisfied*, the
registration, the account as actor), its name as a category is left out, and no conformance is claimed. Every
completion gives one *satisfied* and nothing more, whichever way it came about: *passed* here and *waived* there would
single out whoever asked for another way.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NewType
from uuid import UUID, uuid5

import msgspec

from detectors_app.domain.completion import Completion

StatementId = NewType("StatementId", UUID)

SATISFIED = "https://w3id.org/xapi/adl/verbs/satisfied"
"""cmi5, section 9.3.9."""
COURSE = "https://w3id.org/xapi/cmi5/activitytype/course"
VERSION = "1.0.3"
"""The version of xAPI that is spoken (IEEE 9274.1.1 reads it too)."""


@dataclass(frozen=True, slots=True)
class XapiStatement:
    """One statement: its id, and the JSON of it, which never changes once it was sent."""

    id: StatementId
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Named:
    """What a course is called among learning records. `language` is that of the title (BCP 47)."""

    iri: str
    title: str
    language: str = "en-GB"


def statement_of(completion: Completion, course: Named, home_page: str) -> XapiStatement:
    """Give the statement of a completion. `home_page` names whose account names they are (xAPI, 4.1.2.4).

    The registration is the completion's own id: learner, course and cycle. The actor is the learner's id, never a
    name, an e-mail address or the staff number.
    """
    identifier = statement_id(completion, course)
    said = {
        "id": str(identifier),
        "actor": {"objectType": "Agent", "account": {"homePage": home_page, "name": str(completion.learner)}},
        "verb": {"id": SATISFIED, "display": {"en": "satisfied"}},
        "object": {
            "objectType": "Activity",
            "id": course.iri,
            "definition": {"type": COURSE, "name": {course.language: course.title}},
        },
        "context": {"registration": str(completion.id), "revision": str(completion.version)},
        "timestamp": f"{completion.on.isoformat()}T00:00:00Z",
    }
    return XapiStatement(identifier, msgspec.json.encode(said))


def statement_id(completion: Completion, course: Named) -> StatementId:
    """Give the id that any desk gives this statement (UUIDv5 of registration, course and verb)."""
    return StatementId(uuid5(completion.id, f"{course.iri}|{SATISFIED}"))


def batch(statements: tuple[XapiStatement, ...]) -> bytes:
    """Write several statements as one JSON array."""
    return b"[" + b",".join(each.body for each in statements) + b"]"


def names_all(answer: bytes, statements: tuple[XapiStatement, ...]) -> bool:
    """Say whether a record store's answer lists the ids of all these statements."""
    try:
        listed = msgspec.json.decode(answer, type=list[str])
    except (ValueError, msgspec.MsgspecError):
        return False
    return {str(each.id) for each in statements} <= {each.lower() for each in listed}
