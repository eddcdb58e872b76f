"""The sample report: an interview that nobody gave, with answers written for it and grades that this product gave them.

It is made from data and stored nowhere, so nothing counts it. Its grades were written by scripts/write_sample.py; they
are never worked out here, and a test grades the answers again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from interview import yaml_files
from interview.core.evaluation import EvaluateStatus, Evaluation
from interview.core.grading import Grade
from interview.core.identity import PRACTICE
from interview.core.interviewer import Brief, Interviewer
from interview.core.profile import Profile
from interview.core.question import Position
from interview.core.reply_matching import match
from interview.core.report import Report
from interview.core.session import InterviewSession, SessionStatus
from interview.core.summing_up import sum_up
from interview.core.turn import Answer, Turn
from interview.practice.choice import Choice
from interview.practice.interviewer import question_from
from interview.question_bank.bank import load_bank

FOLDER = Path(__file__).parent / "sample_data"
GRADES = FOLDER / "grades.json"
SAMPLE_ID = "sample"
_GRADES = TypeAdapter(tuple[Grade, ...])
# Some day: the sample tells of no time, and what is kept must not depend on when it was made.
_DAY = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class _Written:
    """An answer of the sample, to a question of the bank."""

    question: str
    answer: str


@lru_cache(maxsize=1)
def sample_report() -> Report:
    """The finished report, with the grades that are kept."""
    return _reported(_session(), _GRADES.validate_json(GRADES.read_text(encoding="utf-8")))


def graded_now(interviewer: Interviewer) -> str:
    """What is to be kept: the grades that this interviewer gives the answers now, as JSON."""
    session = _session()
    reply = interviewer.grade(session.turns)
    grades, missing = match(session.turns, reply.judgements, replace(reply.provenance, milliseconds=0))
    if missing:
        raise ValueError("an answer of the sample got no grade")
    return _GRADES.dump_json(tuple(grades), indent=1).decode() + "\n"


def _reported(session: InterviewSession, grades: Sequence[Grade]) -> Report:
    by_position: Mapping[Position, Grade] = {grade.position: grade for grade in grades}
    evaluation = Evaluation(SAMPLE_ID, "", EvaluateStatus.COMPLETED, _DAY, finished_at=_DAY)
    report = Report(session, evaluation, by_position, is_sample=True)
    return replace(report, summary=sum_up(session, grades, report.totals, written_by=PRACTICE))


def _session() -> InterviewSession:
    written = [_Written(**entry) for entry in _read()]
    return InterviewSession(
        id=SAMPLE_ID,
        owner="",
        resume_name="",
        resume_text="",
        turns=tuple(_turn(main, each) for main, each in enumerate(written)),
        created_at=_DAY,
        completed_at=_DAY,
        totals_shown_at=_DAY,
        status=SessionStatus.EVALUATED,
        follow_up_count=0,
    )


def _turn(main: int, written: _Written) -> Turn:
    topic, asked = load_bank().by_id[written.question]
    question = replace(question_from(Choice(topic, asked), Brief(Profile(), "", ())), reason=None)
    return Turn(Position(main), question, Answer(written.answer, text=written.answer, submitted_at=_DAY))


def _read() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml_files.read(FOLDER / "interview.yaml")
    return found
