"""A report as it is printed: what PDF and Markdown say, in which words and order, in the language of the interview.

It decides no score and draws nothing; every number comes from the report.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo

from interview.core.practice_again import TwoAnswers, to_practise
from interview.core.question import Position
from interview.core.report import Report
from interview.core.rubric import RUBRIC
from interview.documents.job_coverage import Coverage, wanted
from interview.documents.question_view import Bar, Entry, bar, category, groups, text
from interview.documents.rich_text import Passage
from interview.i18n.names import interviewer_name
from interview.i18n.translate import Words, words
from interview.text.excerpts import one_line

MOST_LACKING = 2
PRACTICE_NOTE = "Practice grading measures how far an answer agrees with a reference answer, not whether it is true."
NOBODY = "Nobody: no answer needed grading"
NO_SUMMARY = "There is no summary: the interviewer could not write one. The grades in this report are complete."
NOTHING_GRADED = "No answer has a score, so there is no overall score. The answers and reference answers are below."


@dataclass(frozen=True)
class Practice:
    """A question worth practising, by its number and category, and the key points it still lacks."""

    title: str
    points: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """Everything on paper but the trends. `groups` are main questions with their follow-ups behind them.

    `say` are the words of its language; `job` is the first line of the job description, `expected` the guess beside
    the result, both "" without one.
    """

    say: Words
    session_id: str
    resume_name: str
    job: str
    started: str
    finished: str
    overall: float | None
    band: str
    band_meaning: str
    coverage: str
    expected: str
    graded_by: str
    rubric_version: str
    rubric: str
    notes: tuple[str, ...]
    feedback: tuple[Passage, ...]
    no_summary: str
    strengths: tuple[str, ...]
    improvements: tuple[str, ...]
    practise: tuple[Practice, ...]
    wanted: Coverage | None
    dimensions: tuple[Bar, ...]
    categories: tuple[Bar, ...]
    groups: tuple[tuple[Entry, ...], ...]


def sheet(report: Report, zone: tzinfo = UTC, repeated: Mapping[Position, TwoAnswers] | None = None) -> Sheet:
    """The report in words. `zone` is the time zone of every time shown, `repeated` holds the answers of retakes."""
    numbers, session, summary = report.totals, report.session, report.summary
    say = words(session.language)
    band = RUBRIC.band(numbers.overall) if numbers.overall is not None else None
    versions = say.listed(report.rubric_versions)
    return Sheet(
        say=say,
        session_id=session.id,
        resume_name=resume_name(say, report),
        job=one_line(session.job.title, 80),
        started=say.moment(session.created_at, zone),
        finished=_finished(say, report, zone),
        overall=numbers.overall,
        band=say(band.name) if band else say("Not graded"),
        band_meaning=say(band.meaning) if band else "",
        coverage=coverage(say, report),
        expected=say.said(report.prediction_note),
        graded_by=graded_by(say, report),
        rubric_version=versions,
        rubric=_rubric(say, versions),
        notes=notes(say, report),
        feedback=text(summary.overall_feedback) if summary else (),
        no_summary="" if summary else say(NO_SUMMARY),
        strengths=tuple(map(one_line, summary.strengths)) if summary else (),
        improvements=tuple(map(one_line, summary.improvements)) if summary else (),
        practise=practise(say, report),
        wanted=wanted(session.job, session.probed, say),
        dimensions=dimensions(say, report),
        categories=categories(say, report),
        groups=groups(report, say, repeated or {}, zone),
    )


def coverage(say: Words, report: Report) -> str:
    """What the overall score rests on, in one sentence."""
    numbers = report.totals
    parts = [say("{graded} of {total} answers graded", graded=numbers.graded, total=numbers.total)]
    if numbers.unanswered:
        parts.append(say("{count} unanswered, counted as 0", count=numbers.unanswered))
    if numbers.ungraded:
        parts.append(say("{count} not graded, left out of the score", count=numbers.ungraded))
    return say("; ").join(parts)


def graded_by(say: Words, report: Report) -> str:
    """Who gave the scores."""
    names = say.listed(interviewer_name(name, say) for name in report.graded_by)
    return one_line(names, 200) or say(NOBODY)


def dimensions(say: Words, report: Report) -> tuple[Bar, ...]:
    """The mean of each dimension."""
    found = report.totals.dimensions
    return tuple(bar(say, say(d.name.capitalize()), found.get(d.name), d.maximum) for d in RUBRIC.dimensions)


def categories(say: Words, report: Report) -> tuple[Bar, ...]:
    """The mean of each category."""
    return tuple(bar(say, category(say, name), value, 100) for name, value in report.totals.categories.items())


def practise(say: Words, report: Report) -> tuple[Practice, ...]:
    """What to practise next: the main questions that lack most, each with the key points it lacks."""
    return tuple(
        Practice(
            say(
                "Question {number}, {category}",
                number=each.position.main + 1,
                category=category(say, each.category),
            ),
            _lacking(say, each.points),
        )
        for each in to_practise(report.session, report.grades)
    )


def _lacking(say: Words, points: Sequence[str]) -> tuple[str, ...]:
    named = [one_line(point).rstrip(".。") for point in points[:MOST_LACKING]]
    more = len(points) - MOST_LACKING
    return (*named, say("and {count} more", count=more)) if more > 0 else tuple(named)


def resume_name(say: Words, report: Report) -> str:
    """What the resume is called."""
    line = one_line(report.session.resume_name, 100)
    return say("Pasted text") if line in ("", "Pasted text") else line


def _finished(say: Words, report: Report, zone: tzinfo) -> str:
    at = report.session.completed_at
    if at is None:
        return ""
    early = any(turn.answer.text is None for turn in report.session.turns)
    moment = say.moment(at, zone)
    return say("{moment}, ended early", moment=moment) if early else moment


def notes(say: Words, report: Report) -> tuple[str, ...]:
    """What should be known beside the numbers, in sentences."""
    found = [say.said(note) for note in report.notes]
    if report.totals.overall is None:
        found.append(say(NOTHING_GRADED))
    feedback = report.summary.overall_feedback if report.summary else ""
    if "practice" in report.graded_by and PRACTICE_NOTE not in feedback:
        found.append(say(PRACTICE_NOTE))
    return tuple(found)


def _rubric(say: Words, versions: str) -> str:
    parts = say.listed(say("{dimension} {points}", dimension=say(d.name), points=d.maximum) for d in RUBRIC.dimensions)
    return say(
        "Scores follow rubric {versions}: {parts}. A main question weighs {main:g}, a follow-up {follow_up:g}. "
        "Unanswered questions count 0; answers that could not be graded are left out.",
        versions=versions,
        parts=parts,
        main=RUBRIC.main_weight,
        follow_up=RUBRIC.follow_up_weight,
    )
