"""What a model may reply, as pydantic models with every bound in them, and the JSON schema a server is given.

A reply that breaks a bound is not mended here: ranges are never clamped, because a level of 9 says nothing true.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from interview.core.grading import Verdict
from interview.core.question import Difficulty
from interview.core.rubric import RUBRIC

FEWEST_KEY_POINTS = 3
"""Of one question: a score that rested on fewer would say little."""
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return _UNPRINTABLE.sub("", value)
    return [_printable(item) for item in value] if isinstance(value, list) else value


def _no_bool(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError("a number is needed, not true or false")
    return value


def _without_repeats(values: list[str]) -> list[str]:
    if len({" ".join(value.lower().split()) for value in values}) < len(values):
        raise ValueError("two entries are the same")
    return values


class Move(StrEnum):
    """What may be asked behind an answer, one at a time: about a claim in it · an easier step · one that digs deeper ·
    nothing more."""

    PROBE = "probe"
    EASE = "ease"
    DEEPER = "deeper"
    ON = "on"


class Claim(StrEnum):
    """What is missing beside a claim that is probed: for a figure what it was before · the own part · the other way ·
    the reason · the end · for a tool what spoke for it · for two things how they go together."""

    BASELINE = "baseline"
    OWN_PART = "own_part"
    ALTERNATIVE = "alternative"
    REASON = "reason"
    END = "end"
    TOOL = "tool"
    CLASH = "clash"
    NONE = "none"


def _spelt(value: object) -> object:
    """A word of a fixed list, however it is spaced and written in capitals."""
    return value.strip().strip(".\"'").lower() if isinstance(value, str) else value


def _known_move(value: object) -> object:
    """A move that nobody knows is none."""
    spelt = _spelt(value)
    return spelt if not isinstance(spelt, str) or spelt in set(Move) else Move.ON


def _known_claim(value: object) -> object:
    spelt = _spelt(value)
    return spelt if not isinstance(spelt, str) or spelt in set(Claim) else Claim.NONE


def _label(value: object) -> object:
    """A label that was written as a number, as its digits."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _or_none(value: object) -> object:
    """What a model writes where it has nothing to say."""
    return "" if value is None else value


def _that_say_something(value: object) -> object:
    """Without remarks too short to say anything."""
    if not isinstance(value, list):
        return value
    return [item for item in value if not (isinstance(item, dict) and _is_too_short(item.get("text")))]


def _is_too_short(text: object) -> bool:
    return text is None or (isinstance(text, str) and len(text.strip()) < LEAST_SENTENCE)


# Least lengths are those of Chinese, which says in ten characters what English says in thirty.
LEAST_SENTENCE = 3
_Number = Annotated[int, Field(ge=1, le=100), BeforeValidator(_no_bool)]
_Sentence = Annotated[str, Field(min_length=LEAST_SENTENCE, max_length=400)]
_Sentences = Annotated[list[_Sentence], AfterValidator(_without_repeats)]


class Shape(BaseModel):
    """A reply. `list_field` names the list whose complete items are still worth having when the rest is broken."""

    model_config = ConfigDict(extra="ignore", frozen=True, str_strip_whitespace=True)
    list_field: ClassVar[str] = ""

    @model_validator(mode="before")
    @classmethod
    def _drop_unprintable(cls, values: Any) -> Any:
        return {key: _printable(value) for key, value in values.items()} if isinstance(values, dict) else values


class FollowUpPlan(Shape):
    text: Annotated[str, Field(min_length=6, max_length=600)]
    targets: Annotated[list[_Number], Field(max_length=6)]
    key_points: Annotated[_Sentences, Field(min_length=1, max_length=6)]
    reference_answer: Annotated[str, Field(min_length=10, max_length=4000)]


class AskedItem(Shape):
    """A question without what a good answer holds: what has to be there before somebody can begin to answer."""

    text: Annotated[str, Field(min_length=6, max_length=800)]
    category: Annotated[str, Field(min_length=1, max_length=60)]
    reason: Annotated[str, Field(max_length=400)]
    requirement: Annotated[int, Field(ge=0, le=100), BeforeValidator(_no_bool)] = 0


class DetailsItem(Shape):
    """What belongs to a question that is there."""

    key_points: Annotated[_Sentences, Field(min_length=FEWEST_KEY_POINTS, max_length=6)]
    reference_answer: Annotated[str, Field(min_length=10, max_length=4000)]
    hint: Annotated[str, Field(max_length=500)]
    follow_ups: Annotated[list[FollowUpPlan], Field(max_length=3)]


class WrittenItem(DetailsItem, AskedItem):
    """A whole question, its words first."""


class QuestionItem(WrittenItem):
    slot: _Number
    difficulty: Difficulty


class AngleItem(Shape):
    place: _Number
    about: Annotated[str, Field(min_length=2, max_length=300)]


class AnglesReply(Shape):
    list_field: ClassVar[str] = "places"
    places: Annotated[list[AngleItem], Field(min_length=1, max_length=60)]


class QuestionsReply(Shape):
    list_field: ClassVar[str] = "questions"
    questions: Annotated[list[QuestionItem], Field(min_length=1, max_length=60)]


class FollowUpReply(Shape):
    move: Annotated[Move, BeforeValidator(_known_move)]
    claim: Annotated[Claim, BeforeValidator(_known_claim)]
    plan: Annotated[int, Field(ge=0, le=100), BeforeValidator(_no_bool)] = 0
    anchor: Annotated[str, Field(max_length=400)]
    text: Annotated[str, Field(max_length=600)]
    key_points: Annotated[_Sentences, Field(max_length=6)]
    reference_answer: Annotated[str, Field(max_length=4000)]
    hint: Annotated[str, Field(max_length=500)]


class PointItem(Shape):
    """The evidence is asked for before the verdict, so that the verdict follows from it, and advice on what is lacking
    after it. `reason` is a model's own thought, which nobody can check: it is neither shown nor kept."""

    number: _Number
    quote: Annotated[str, Field(max_length=1500)]
    reason: Annotated[str, Field(max_length=1500)] = ""
    verdict: Annotated[
        Literal[Verdict.COVERED, Verdict.TOUCHED, Verdict.MISSED, Verdict.CONTRADICTED], BeforeValidator(_spelt)
    ]
    advice: Annotated[str, Field(max_length=1500), BeforeValidator(_or_none)] = ""


class RemarkItem(Shape):
    text: _Sentence
    quote: Annotated[str, Field(max_length=1500)]


_Remarks = Annotated[list[RemarkItem], Field(default_factory=list, max_length=3), BeforeValidator(_that_say_something)]


class GradeItem(Shape):
    """It has no field for praise: what is right is told from the verdicts."""

    label: Annotated[str, Field(min_length=1, max_length=20), BeforeValidator(_label)]
    points: Annotated[list[PointItem], Field(min_length=1, max_length=20)]
    clarity_level: Annotated[int, Field(ge=0, le=len(RUBRIC.clarity_levels) - 1), BeforeValidator(_no_bool)]
    weaknesses: _Remarks
    addresses_grader: bool


class GradesReply(Shape):
    list_field: ClassVar[str] = "grades"
    grades: Annotated[list[GradeItem], Field(min_length=1, max_length=100)]


class SummaryReply(Shape):
    """It has no field for praise, as GradeItem."""

    improvements: Annotated[list[_Sentence], Field(max_length=3)]


SHAPES: dict[str, type[Shape]] = {
    "ask": QuestionsReply,
    "open": AskedItem,
    "plan": AnglesReply,
    "write": WrittenItem,
    "details": DetailsItem,
    "follow_up": FollowUpReply,
    "grade": GradesReply,
    "summarise": SummaryReply,
}

_NOT_FOR_SERVERS = {"title", "description", "default", "minLength", "maxLength"}


def server_schema(shape: type[Shape]) -> dict[str, Any]:
    """The JSON schema of a shape in the part strict servers accept: no text lengths, every field required."""
    schema: dict[str, Any] = _for_servers(shape.model_json_schema())
    return schema


def _for_servers(node: Any) -> Any:
    if isinstance(node, list):
        return [_for_servers(item) for item in node]
    if not isinstance(node, dict):
        return node
    if node.get("type") == "object":
        names = {name: _for_servers(value) for name, value in node["properties"].items()}
        rest = {key: _for_servers(value) for key, value in node.items() if key == "$defs"}
        return {"type": "object", "properties": names, "required": list(names), "additionalProperties": False, **rest}
    return {key: _for_servers(value) for key, value in node.items() if key not in _NOT_FOR_SERVERS}
