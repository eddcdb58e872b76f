"""One question of a report as it is printed: its words, answer, score, key points and feedback, cut to a length.

It decides no score; every number comes from the report.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from interview.core.evidence import RemarkKind
from interview.core.grading import Grade, Outcome, Verdict
from interview.core.practice_again import TwoAnswers
from interview.core.question import Position
from interview.core.report import Report
from interview.core.rubric import RUBRIC
from interview.core.session import Turn
from interview.documents.rich_text import Excerpt, Passage, excerpt
from interview.i18n.names import interviewer_name
from interview.i18n.translate import Words
from interview.text.excerpts import one_line

MOST_ANSWER_CHARS = 20_000
MOST_CHARS = 160_000
LEAST_ANSWER_CHARS = 4_000
_MOST_WORDS = 6_000
MOST_NAME = 60
SIGNS = {Verdict.COVERED: "✓", Verdict.TOUCHED: "◐", Verdict.MISSED: "○", Verdict.CONTRADICTED: "✕"}
_REMARK_SIGNS = {RemarkKind.STRENGTH: "+", RemarkKind.WEAKNESS: "–"}


@dataclass(frozen=True)
class Bar:
    """A value out of a maximum; None when nothing was scored. `number` says it in words."""

    label: str
    value: float | None
    maximum: float
    number: str


@dataclass(frozen=True)
class Point:
    """A key point with its verdict as sign and word."""

    sign: str
    verdict: str
    text: str
    quote: str


@dataclass(frozen=True)
class Before:
    """The earlier answer to a question that came again. `change` says what the points did, "" off one scale."""

    when: str
    mark: str
    answer: Excerpt
    change: str
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    caution: str


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
    before: Before | None


def bar(say: Words, label: str, value: float | None, maximum: float) -> Bar:
    """A bar with its number in words."""
    number = say("not graded") if value is None else say("{value:g} of {maximum:g}", value=value, maximum=maximum)
    return Bar(label, value, maximum, number)


def category(say: Words, name: str) -> str:
    """A category's name on one line; only the ones that the code gives are translated."""
    return say(one_line(name, MOST_NAME))


def text(written: str) -> tuple[Passage, ...]:
    """An interviewer's text as passages."""
    return excerpt(written, limit=_MOST_WORDS).passages


def groups(
    report: Report, say: Words, repeated: Mapping[Position, TwoAnswers], zone: tzinfo
) -> tuple[tuple[Entry, ...], ...]:
    """Main questions with their follow-ups behind them. `repeated` has both answers where a question came again."""
    limit = _answer_limit([len(turn.answer.text or "") for _, turn, _ in report.lines()])
    found: dict[int, list[Entry]] = {}
    for index, turn, grade in report.lines():
        both = repeated.get(turn.position)
        before = _before(say, both, limit, zone) if both is not None else None
        found.setdefault(turn.position.main, []).append(_entry(say, index, turn, grade, limit, before))
    return tuple(tuple(group) for group in found.values())


def _answer_limit(lengths: Sequence[int]) -> int:
    """Characters printed per answer: MOST_ANSWER_CHARS, less only when all answers together pass MOST_CHARS."""
    if sum(min(length, MOST_ANSWER_CHARS) for length in lengths) <= MOST_CHARS:
        return MOST_ANSWER_CHARS
    return max(LEAST_ANSWER_CHARS, MOST_CHARS // len(lengths))


def _entry(say: Words, index: int, turn: Turn, grade: Grade | None, limit: int, before: Before | None) -> Entry:
    scores = grade.scores if grade else None
    position = turn.position
    return Entry(
        index=index,
        main=position.main,
        anchor=f"question-{position.main}-{position.follow_up}",
        title=title(say, position),
        short=one_line(turn.question.text, 80),
        follow_up=position.is_follow_up,
        question=text(turn.question.text),
        category=category(say, turn.question.category),
        about=_about(say, turn),
        answer=excerpt(turn.answer.text or "", grade.quotes if grade else (), limit),
        status=status(say, turn, grade),
        score=scores.total if scores else None,
        mark=mark(say, grade),
        band=say(RUBRIC.band(scores.total).name) if scores else "",
        bars=tuple(bar(say, say(d.name.capitalize()), getattr(scores, d.name), d.maximum) for d in RUBRIC.dimensions)
        if scores and grade and grade.outcome is Outcome.GRADED
        else (),
        points=tuple(
            Point(SIGNS[p.verdict], say(p.verdict.value.capitalize()), one_line(p.point), one_line(p.quote))
            for p in (grade.points if grade else ())
        ),
        remarks=tuple(
            Point(_REMARK_SIGNS[r.kind], say(r.kind.value.capitalize()), say.said(one_line(r.text)), one_line(r.quote))
            for r in (grade.further_remarks if grade else ())
        ),
        feedback=text(grade.feedback) if grade else (),
        flags=tuple(note(say, each) for each in grade.notes) if grade else (),
        reference=text(turn.question.reference_answer),
        before=before,
    )


def title(say: Words, position: Position) -> str:
    """What to call a question: its number, or which follow-up to which question it is."""
    if not position.is_follow_up:
        return say("Question {number}", number=position.main + 1)
    return say("Follow-up {follow_up} to question {number}", follow_up=position.follow_up, number=position.main + 1)


def mark(say: Words, grade: Grade | None) -> str:
    """The score as a bare number."""
    return say("not graded") if grade is None or grade.scores is None else f"{grade.scores.total:g}"


def out_of_100(say: Words, grade: Grade | None) -> str:
    """The score with its maximum, in words."""
    if grade is None or grade.scores is None:
        return say("not graded")
    return say("{value:g} of {maximum:g}", value=grade.scores.total, maximum=100)


def note(say: Words, written: str) -> str:
    """A note about a grade, beginning with a capital letter."""
    line = one_line(written)
    return say.said(line[:1].upper() + line[1:])


def status(say: Words, turn: Turn, grade: Grade | None) -> str:
    """What to say of a question that has no score of its own; "" when it was graded."""
    if grade is None:
        return say("Not graded yet, and left out of every average.")
    if grade.outcome is Outcome.UNGRADED:
        reason = say.said(one_line(grade.reason))
        return say("Not graded, and left out of every average. {reason}", reason=reason).strip()
    if grade.outcome is Outcome.UNANSWERED:
        if turn.answer.text is None:
            return say("The interview was ended before this question was answered: 0 of 100 by rule.")
        return say("Unanswered: 0 of 100 by rule.")
    return ""


def change(say: Words, changes: Mapping[str, float]) -> str:
    """What the points of a repeated answer did, in all and per dimension; "" without changes."""
    if not changes:
        return ""
    parts = (say("{dimension} {change:+g}", dimension=say(d.name), change=changes[d.name]) for d in RUBRIC.dimensions)
    return say("{change:+g} points: {parts}", change=changes["score"], parts=say.listed(parts))


def before_title(say: Words, before: Before) -> str:
    """What to call the earlier answer: when it was given, and its score."""
    if not before.when:
        return say("Your earlier answer, {score}", score=before.mark)
    return say("Your earlier answer, {day}, {score}", day=before.when, score=before.mark)


def _before(say: Words, both: TwoAnswers, limit: int, zone: tzinfo) -> Before:
    earlier, grade = both.earlier, both.earlier_grade
    at = earlier.answer.submitted_at
    return Before(
        when=say.day(at, zone) if at else "",
        mark=out_of_100(say, grade),
        answer=excerpt(earlier.answer.text or "", grade.quotes if grade else (), limit),
        change=change(say, both.changes),
        gained=tuple(map(one_line, both.gained)),
        lost=tuple(map(one_line, both.lost)),
        caution=say(both.caution) if both.caution else "",
    )


def _about(say: Words, turn: Turn) -> str:
    parts = [category(say, turn.question.category), say(turn.question.difficulty.value)]
    if turn.question.asked_by:
        who = one_line(interviewer_name(turn.question.asked_by, say), MOST_NAME)
        parts.append(say("asked by: {who}", who=who))
    return " · ".join(parts)
