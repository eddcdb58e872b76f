"""A report as it is printed: what PDF and Markdown say, in which words and order, with texts cut to a length.

It decides no score and draws nothing; every number comes from the report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from interview.core.evidence import RemarkKind
from interview.core.grading import Grade, Outcome, Verdict
from interview.core.report import Report
from interview.core.rubric import RUBRIC
from interview.core.session import Turn
from interview.reports.passages import Excerpt, Passage, excerpt, one_line
from interview.reports.yardstick import interviewer_name

MOST_ANSWER_CHARS = 20_000
MOST_CHARS = 160_000
LEAST_ANSWER_CHARS = 4_000
_MOST_WORDS = 6_000
_MOST_NAME = 60
SIGNS = {Verdict.COVERED: "✓", Verdict.TOUCHED: "◐", Verdict.MISSED: "○", Verdict.CONTRADICTED: "✕"}
_REMARK_SIGNS = {RemarkKind.STRENGTH: "+", RemarkKind.WEAKNESS: "–"}

PRACTICE_NOTE = "Practice grading measures how far an answer agrees with a reference answer, not whether it is true."
NOBODY = "Nobody: no answer needed grading"
NO_SUMMARY = "There is no summary: the interviewer could not write one. The grades in this report are complete."
NOTHING_GRADED = "No answer has a score, so there is no overall score. The answers and reference answers are below."


@dataclass(frozen=True)
class Bar:
    """A value out of a maximum; None when nothing was scored."""

    label: str
    value: float | None
    maximum: float

    @property
    def number(self) -> str:
        return "not graded" if self.value is None else f"{self.value:g} of {self.maximum:g}"


@dataclass(frozen=True)
class Point:
    """A key point with its verdict as sign and word."""

    sign: str
    verdict: str
    text: str
    quote: str


@dataclass(frozen=True)
class Entry:
    """One question with everything said about it. `score` is None unless there is a score; `status` then says why."""

    index: int
    main: int
    anchor: str
    title: str
    short: str
    follow_up: bool
    question: tuple[Passage, ...]
    category: str
    about: str
    answer: Excerpt
    status: str
    score: float | None
    mark: str
    band: str
    bars: tuple[Bar, ...]
    points: tuple[Point, ...]
    remarks: tuple[Point, ...]
    feedback: tuple[Passage, ...]
    flags: tuple[str, ...]
    reference: tuple[Passage, ...]


@dataclass(frozen=True)
class Sheet:
    """Everything on paper but the trends. `groups` are main questions with their follow-ups behind them."""

    session_id: str
    language: str
    resume_name: str
    started: str
    finished: str
    early: bool
    overall: float | None
    band: str
    band_meaning: str
    coverage: str
    graded_by: str
    rubric_version: str
    notes: tuple[str, ...]
    feedback: tuple[Passage, ...]
    no_summary: str
    strengths: tuple[str, ...]
    improvements: tuple[str, ...]
    summary_by: str
    dimensions: tuple[Bar, ...]
    categories: tuple[Bar, ...]
    groups: tuple[tuple[Entry, ...], ...]


def sheet(report: Report, zone: tzinfo = UTC) -> Sheet:
    """The report in words. `zone` is the time zone of every time shown."""
    numbers = report.totals
    band = RUBRIC.band(numbers.overall) if numbers.overall is not None else None
    session, summary = report.session, report.summary
    notes = list(report.notes)
    if numbers.overall is None:
        notes.append(NOTHING_GRADED)
    notes += report.notes
    if "practice" in report.graded_by:
        notes.append(PRACTICE_NOTE)
    return Sheet(
        session_id=session.id,
        language=session.language or "en",
        resume_name=one_line(session.resume_name, 100) or "Pasted text",
        started=moment(session.created_at, zone),
        finished=moment(session.completed_at, zone) if session.completed_at else "",
        early=any(turn.answer.text is None for turn in session.turns),
        overall=numbers.overall,
        band=band.name if band else "Not graded",
        band_meaning=band.meaning if band else "",
        coverage=coverage(report),
        graded_by=one_line(", ".join(map(interviewer_name, report.graded_by)), 200) or NOBODY,
        rubric_version=", ".join(report.rubric_versions),
        notes=tuple(notes),
        feedback=words(summary.overall_feedback) if summary else (),
        no_summary="" if summary else NO_SUMMARY,
        strengths=tuple(map(one_line, summary.strengths)) if summary else (),
        improvements=tuple(map(one_line, summary.improvements)) if summary else (),
        summary_by=interviewer_name(summary.written_by) if summary and summary.written_by else "",
        dimensions=tuple(
            Bar(d.name.capitalize(), numbers.dimensions.get(d.name), d.maximum) for d in RUBRIC.dimensions
        ),
        categories=tuple(Bar(one_line(name, _MOST_NAME), value, 100) for name, value in numbers.categories.items()),
        groups=_groups(report),
    )


def _groups(report: Report) -> tuple[tuple[Entry, ...], ...]:
    limit = _answer_limit([len(turn.answer.text or "") for _, turn, _ in report.lines()])
    groups: dict[int, list[Entry]] = {}
    for index, turn, grade in report.lines():
        groups.setdefault(turn.position.main, []).append(_entry(index, turn, grade, limit))
    return tuple(tuple(group) for group in groups.values())


def _answer_limit(lengths: Sequence[int]) -> int:
    """Characters printed per answer: MOST_ANSWER_CHARS, less only when all answers together pass MOST_CHARS."""
    if sum(min(length, MOST_ANSWER_CHARS) for length in lengths) <= MOST_CHARS:
        return MOST_ANSWER_CHARS
    return max(LEAST_ANSWER_CHARS, MOST_CHARS // len(lengths))


def _entry(index: int, turn: Turn, grade: Grade | None, limit: int) -> Entry:
    points = grade.points if grade else ()
    scores = grade.scores if grade else None
    follow_up = turn.position.is_follow_up
    number = f"Question {turn.position.main + 1}"
    return Entry(
        index=index,
        main=turn.position.main,
        anchor=f"question-{turn.position.main}-{turn.position.follow_up}",
        title=f"Follow-up {turn.position.follow_up} to question {turn.position.main + 1}" if follow_up else number,
        short=one_line(turn.question.text, 80),
        follow_up=follow_up,
        question=words(turn.question.text),
        category=one_line(turn.question.category, _MOST_NAME),
        about=_about(turn),
        answer=excerpt(turn.answer.text or "", grade.quotes if grade else (), limit),
        status=_status(turn, grade),
        score=scores.total if scores else None,
        mark=f"{scores.total:g}" if scores else "not graded",
        band=RUBRIC.band(scores.total).name if scores else "",
        bars=tuple(Bar(d.name.capitalize(), getattr(scores, d.name), d.maximum) for d in RUBRIC.dimensions)
        if scores and grade and grade.outcome is Outcome.GRADED
        else (),
        points=tuple(
            Point(SIGNS[p.verdict], p.verdict.value.capitalize(), one_line(p.point), one_line(p.quote)) for p in points
        ),
        remarks=tuple(
            Point(_REMARK_SIGNS[r.kind], r.kind.value.capitalize(), one_line(r.text), one_line(r.quote))
            for r in (grade.remarks if grade else ())
        ),
        feedback=words(grade.feedback) if grade else (),
        flags=tuple(one_line(note).capitalize() for note in grade.notes) if grade else (),
        reference=words(turn.question.reference_answer),
    )


def _status(turn: Turn, grade: Grade | None) -> str:
    """What to say of a question that has no score of its own; "" when it was graded."""
    if grade is None:
        return "Not graded yet, and left out of every average."
    if grade.outcome is Outcome.UNGRADED:
        return f"Not graded, and left out of every average. {one_line(grade.reason)}".strip()
    if grade.outcome is Outcome.UNANSWERED:
        if turn.answer.text is None:
            return "The interview was ended before this question was answered: 0 of 100 by rule."
        return "Unanswered: 0 of 100 by rule."
    return ""


def coverage(report: Report) -> str:
    """What the overall score rests on, in one sentence."""
    numbers = report.totals
    parts = [f"{numbers.graded} of {numbers.total} answers graded"]
    if numbers.unanswered:
        parts.append(f"{numbers.unanswered} unanswered, counted as 0")
    if numbers.ungraded:
        parts.append(f"{numbers.ungraded} not graded, left out of the score")
    return "; ".join(parts)


def moment(at: datetime, zone: tzinfo = UTC) -> str:
    """A moment with its offset, as "24 November 2026, 14:02 (UTC+01:00)"."""
    local = at.astimezone(zone)
    offset = local.strftime("%z")
    shown = "UTC" if offset == "+0000" else f"UTC{offset[:3]}:{offset[3:5]}"
    return f"{local.day} {local:%B %Y, %H:%M} ({shown})"


def words(text: str) -> tuple[Passage, ...]:
    """An interviewer's text as passages."""
    return excerpt(text, limit=_MOST_WORDS).passages


def _about(turn: Turn) -> str:
    parts = [one_line(turn.question.category, _MOST_NAME), turn.question.difficulty.value]
    if turn.question.asked_by:
        parts.append(f"asked by: {one_line(interviewer_name(turn.question.asked_by), _MOST_NAME)}")
    return ", ".join(parts)
