"""What every schema has in common, and the body of an error."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.alias_generators import to_camel

from interview.errors import Code

Name = Annotated[str, Field(min_length=1, max_length=120)]
# Above every place that an interview can have, so that one it lacks is still answered as not found.
QuestionIndex = Annotated[
    int, Field(ge=0, le=999, description="Place of the question in the order asked, follow-ups counted, from 0")
]
QuestionNumber = Annotated[
    int,
    Field(
        ge=1,
        description="Number of the main question, as pages and documents say it; a follow-up has that of its question, "
        "and a question that was left out leaves a gap",
    ),
]
# Far enough from both ends of the calendar that no time zone leads past them.
Moment = Annotated[AwareDatetime, Field(ge=datetime(1970, 1, 1, tzinfo=UTC), le=datetime(9999, 1, 1, tzinfo=UTC))]


def _day(value: object) -> object:
    """What stands in a field for a date, where nothing was written in it sends ""; a number of seconds is no day."""
    if not isinstance(value, str | date | None):
        raise ValueError("a day is written as YYYY-MM-DD")
    return value or None


MaybeDay = Annotated[date | None, BeforeValidator(_day, json_schema_input_type=date | Literal[""] | None)]


class Schema(BaseModel):
    """camelCase outside, snake_case inside."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid")


class ErrorSchema(BaseModel):
    """The body of every error."""

    code: Code = Field(description="For programs: stays the same")
    message: str = Field(description="For people, in the language of `Accept-Language`; its words may change")
