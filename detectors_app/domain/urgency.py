"""When a concern is urgent, and who may not see it; decided by what the form marks, never by a score."""

from __future__ import annotations

from detectors_app.domain.form import Answers, FieldKind, Form, chosen_options, shown_fields
from detectors_app.domain.ids import OfficerId


def is_urgent(form: Form | None, answers: Answers) -> bool:
    """Say whether any chosen option is marked urgent; a form that is not known here counts as urgent."""
    return form is None or any(option.urgent for _, _, option in chosen_options(form, answers))


def is_restricted(form: Form | None, answers: Answers) -> bool:
    """Say whether a chosen option limits who may see it (someone there works for the council, say)."""
    return form is not None and any(option.restricted for _, _, option in chosen_options(form, answers))


def left_out_officers(form: Form, answers: Answers) -> frozenset[OfficerId]:
    """Give the officers whom the person named as not to see this."""
    named: set[OfficerId] = set()
    shown = (each for question in form.questions() for each in shown_fields(question, answers))
    for each in shown:
        if each.kind is FieldKind.OFFICERS:
            given = answers.get(each.id, ())
            named.update(OfficerId(value) for value in ((given,) if isinstance(given, str) else given))
    return frozenset(named)
