"""The day in a request: what is taken for none, what is refused, and that the description says the same."""

import pytest
from pydantic import ValidationError

from interview.web.schemas.stories import OwnQuestionsSchema
from interview.web.schemas.targets import TargetWantedSchema


@pytest.mark.parametrize("schema", [OwnQuestionsSchema, TargetWantedSchema])
def test_an_empty_field_for_a_day_is_described_as_it_is_taken(
    schema: type[OwnQuestionsSchema] | type[TargetWantedSchema],
):
    name = "day" if schema is OwnQuestionsSchema else "interviewOn"
    described = schema.model_json_schema()["properties"][name]["anyOf"]
    assert [{key: each[key] for key in each if key != "type"} for each in described] == [
        {"format": "date"},
        {"const": ""},
        {},
    ]
    for nothing in ("", None):
        assert schema.model_validate({name: nothing}).model_dump(by_alias=True)[name] is None


@pytest.mark.parametrize("wrong", [0, False, [], {}, 86_400, "tomorrow"])
def test_what_is_no_day_is_refused_and_not_taken_for_none(wrong: object):
    with pytest.raises(ValidationError):
        TargetWantedSchema.model_validate({"interviewOn": wrong})
