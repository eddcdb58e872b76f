"""Settled verdicts as labelled data: JSON Lines, from which a judge of answers can be taught or measured.

Texts are data: encoded as JSON and nothing else. No line says whose it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from interview.core.grading import Settled, Verdict
from interview.core.key_point import StoryPart
from interview.core.question import QuestionKind
from interview.i18n.names import source_told
from interview.use_cases.history import SettledAnswer
from interview.web.schemas.base import Schema

FILE_NAME = "mock-interview-verdicts.jsonl"
MEDIA_TYPE = "application/x-ndjson"
# JSON allows them inside a text, but some readers take them for the end of a line.
_LINE_ENDS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "\x85\u2028\u2029"}


class SettledVerdictSchema(Schema):
    """One line: a key point of an answer with what the interviewer said of it and what the candidate said.

    The label is `settled`. Lines of one answer follow each other and repeat question and answer. The version's first
    number changes when a reader must change.
    """

    schema_version: Literal["1.1"] = "1.1"
    language: str = Field(description='Of question and answer, as "en"')
    question_id: str = Field(
        description='Of the bank; a follow-up has that of its main question. "" for other questions'
    )
    question: str = Field(description="As it was asked")
    source: str = Field(description='The pack it is from and its licence, in English words; "" for none')
    kind: QuestionKind = Field(
        description="project: about work of the resume; skill: knowledge; behavioural: something lived through at work"
    )
    is_follow_up: bool
    reference_answer: str = Field(description="An answer that makes every key point")
    point_id: str = Field(description="The same wherever this key point is asked")
    key_point: str = Field(description='A statement that a good answer makes; "" where a part of a story is looked for')
    story_part: StoryPart | None = Field(description="The part of a story that is looked for; null for a statement")
    answer: str = Field(description="The whole answer, as it was submitted")
    judged: Verdict = Field(description="What the interviewer said")
    quote: str = Field(description='Words of the answer on which that rests; "" for none')
    graded_by: str = Field(description='The interviewer: "practice" or "model:NAME"')
    rubric_version: str
    prompt_version: str = Field(
        description="With what it judged: of a model its prompt, of the practice interviewer its weights"
    )
    settled: Settled = Field(
        description="The candidate's own word: said it, partly, did not say it (not_said), had it wrong (wrong)"
    )
    answered_at: datetime = Field(description="When the answer was submitted")


def lines(answers: Iterable[SettledAnswer]) -> Iterator[bytes]:
    """The file, a line at a time, each with its end; interview by interview as `answers` gives them."""
    for answer in answers:
        for verdict in _verdicts(answer):
            yield (verdict.model_dump_json(by_alias=True).translate(_LINE_ENDS) + "\n").encode()


def _verdicts(of: SettledAnswer) -> Iterator[SettledVerdictSchema]:
    question, answer, provenance = of.turn.question, of.turn.answer, of.grade.provenance
    for point in of.grade.points:
        if point.settled is None:
            continue
        yield SettledVerdictSchema(
            language=of.language,
            question_id=question.bank_id,
            question=question.text,
            source=source_told(question.source),
            kind=question.kind,
            is_follow_up=of.turn.position.is_follow_up,
            reference_answer=question.reference_answer,
            point_id=point.point.id,
            key_point=point.point.text,
            story_part=point.point.part,
            answer=answer.text,
            judged=point.judged,
            quote=point.quote,
            graded_by=str(provenance.graded_by),
            rubric_version=provenance.rubric_version,
            prompt_version=provenance.prompt_version,
            settled=point.settled,
            answered_at=answer.submitted_at,
        )


def schema() -> dict[str, Any]:
    """The JSON Schema of a line."""
    made = SettledVerdictSchema.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}
