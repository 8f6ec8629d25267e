"""`detectors form`: the schema says what the form's own rules say."""

from __future__ import annotations

from detectors_app.cli.answers_file import check_answers
from detectors_app.cli.form import blank_of, schema_of
from detectors_app.content.forms import current_form
from detectors_app.protocol import strict_json
from tests.cli.command import detectors


def test_the_schema_names_every_field_and_its_options() -> None:
    """Whoever fills it in by program finds each field, its options and its length."""
    form = current_form()
    answer = detectors("form", "--json").json
    assert answer["ok"] is True
    properties = answer["schema"]["properties"]["answers"]["properties"]
    assert list(properties) == [each.id for each in form.fields()]
    assert "unsafe" in properties["consent"]["x-options"]
    assert answer["blank"] == blank_of(form)
    required = [each["id"] for each in answer["schema"]["x-questions"] if each["required"]]
    assert required == [each.id for each in form.questions() if each.required]
    assert len(required) == 6


def test_the_blank_is_read_and_lacks_only_what_is_required() -> None:
    """An empty answer counts as none, so the blank gives the required questions back, and no other fault."""
    form = current_form()
    checked = check_answers(strict_json.encode(blank_of(form)))
    assert {each.question for each in checked.problems} == {each.id for each in form.questions() if each.required}
    assert all(each.text for each in checked.problems)
    assert checked.concern.answers == {}


def test_the_schema_is_about_the_newest_form() -> None:
    """The const members keep answers and form together."""
    form = current_form()
    schema = schema_of(form)
    assert schema["title"] == form.title
    assert isinstance(schema["properties"], dict)
    assert schema["properties"]["version"] == {"const": form.version}
