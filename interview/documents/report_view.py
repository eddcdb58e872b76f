"""A report as a reader is told of it: page, PDF, Markdown and JSON all write this one view, each in its own way.

Texts are whole and in one language. It decides no score and draws nothing; every number comes from the report.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo

from interview.core.grading import Summary
from interview.core.identity import PRACTICE, InterviewerId
from interview.core.mode import Mode
from interview.core.practice_again import TwoAnswers
from interview.core.question import Position
from interview.core.report import Report
from interview.core.rubric import Rubric, rubric_of
from interview.core.session import InterviewSession
from interview.core.settling import has_marks_to_come
from interview.core.story import Story
from interview.documents import marks_asked, score_parts
from interview.documents.agreement import agreement
from interview.documents.cost_words import told
from interview.documents.headline import Headline, headline
from interview.documents.job_coverage import JobCoverage, job_coverage
from interview.documents.mentor_view import MentorNotes, mentor_notes
from interview.documents.own_word import OwnWord, own_word
from interview.documents.practice_view import Practice, practices
from interview.documents.question_view import Bar, QuestionView, bar
from interview.documents.question_words import groups
from interview.documents.who_graded import coverage, nobody_judged, who_graded
from interview.i18n.explanation import explanations
from interview.i18n.names import band_name, category_name, source_name
from interview.i18n.translate import Words
from interview.messages import Message

WHAT_IS_MEASURED = Message.of("summary.what_is_measured")
SAID_IN_THE_HEAD = frozenset(
    f"summary.{name}"
    for name in (
        *("reached", "open", "nothing_graded", "unanswered", "unanswered_one", "rests_on", "rests_on_one"),
        *("look_up", "write_something", "find_out", "of_oneself", "nearest", "own_part", "what_is_measured"),
    )
)
# What the counts beside the score say.
_COUNTS = "summary.recognised"
_ASKS_TO_SETTLE = frozenset(f"summary.{name}" for name in ("open",))
NOTHING_GRADED = "No answer has a score, so there is no overall score. Your answers are below."


@dataclass(frozen=True)
class Counts:
    """How many of the `total` answers the overall score rests on, and how many it leaves out."""

    graded: int
    unanswered: int
    ungraded: int
    total: int


@dataclass(frozen=True)
class ReportView:
    """Everything but the trends. `groups` are main questions with their follow-ups behind them.

    `overall` is None without a score or where too much is open: then `band` says so. `low` and `high` are the least and
    the most it can be; `made_of` counts its key points. `say` are the words of its language. `title` is the candidate's
    own name for the interview, `job` the title in the job description, `expected` the guess beside the result, `error`
    what stopped the last grading; all "" without one. `head` is what to know first; `further_feedback`,
    `further_strengths` and `further_improvements` are what the interviewer's summary says beside it and the counts;
    `feedback_for_others` is the summary without what asks the candidate to settle. `agreement` is how far those who
    graded agree with others, `cost` what a model used. `cuts` say what an interviewer did not see, `how_taken` what was
    unusual about the interview; `notes` are these and what else to know beside the numbers.
    """

    say: Words
    session_id: str
    title: str
    resume_name: str
    role: str
    job: str
    when: str
    started: str
    finished: str
    overall: int | None
    low: int | None
    high: int | None
    to_settle: int
    band: str
    made_of: str
    counts: Counts
    coverage: str
    predicted_score: int | None
    own_word: OwnWord | None
    expected: str
    graders: tuple[InterviewerId, ...]
    graded_by: str
    agreement: tuple[str, ...]
    rubric_version: str
    rubric: str
    measured_by: Rubric
    formulas: tuple[str, ...]
    error: str
    cuts: tuple[str, ...]
    how_taken: tuple[str, ...]
    notes: tuple[str, ...]
    feedback: str
    no_summary: str
    strengths: tuple[str, ...]
    further_strengths: tuple[str, ...]
    improvements: tuple[str, ...]
    head: Headline
    further_feedback: str
    feedback_for_others: str
    further_improvements: tuple[str, ...]
    practise: tuple[Practice, ...]
    job_coverage: JobCoverage | None
    dimensions: tuple[Bar, ...]
    categories: tuple[Bar, ...]
    groups: tuple[tuple[QuestionView, ...], ...]
    mentor_notes: tuple[MentorNotes, ...] = ()
    cost: str = ""

    @property
    def can_be_graded_again(self) -> bool:
        """Whether another try could give a grade that is missing."""
        return any(question.can_be_graded_again for group in self.groups for question in group)


def report_view(
    report: Report,
    say: Words,
    zone: tzinfo = UTC,
    repeated: Mapping[Position, TwoAnswers] | None = None,
    stories: Mapping[Position, Story] | None = None,
) -> ReportView:
    """The report in words. `zone` is the time zone of every time shown, `repeated` holds the answers of retakes,
    `stories` the candidate's own that stand beside reference answers."""
    numbers, session, evaluation = report.totals, report.session, report.evaluation
    is_own_mark = nobody_judged(report)
    # What is summed up of the candidate's own marks would read as if somebody had judged the answers.
    summary = None if is_own_mark else report.summary
    band = report.rubric.band(numbers.overall) if numbers.overall is not None else None
    versions = say.listed(report.rubric_versions)
    cuts = tuple(map(say.message, report.notes))
    made_of = _made_of(report, is_own_mark, say)
    return ReportView(
        say=say,
        session_id=session.id,
        title=session.title,
        resume_name=source_name(session.resume_name, say),
        role=report.role,
        job=session.job.title,
        when=say.when(session.created_at, zone),
        started=say.moment(session.created_at, zone),
        finished=_finished(say, report, zone),
        overall=numbers.overall,
        low=numbers.low,
        high=numbers.high,
        to_settle=report.to_settle,
        band=band_name(band, say) if band else _unnamed(say, report),
        made_of=made_of,
        counts=Counts(numbers.graded, numbers.unanswered, numbers.ungraded, numbers.total),
        coverage=coverage(report, say),
        predicted_score=session.predicted_score,
        own_word=own_word(report),
        expected=say.message(report.prediction_note) if report.prediction_note else "",
        graders=report.graded_by,
        graded_by=who_graded(report, say),
        agreement=() if is_own_mark else agreement(report, say, zone),
        rubric_version=versions,
        rubric=score_parts.rules(say, report, rubric_of(report.rubric_versions[0]), versions),
        measured_by=report.rubric,
        formulas=explanations(report.rubric_versions, say),
        error=say.message(evaluation.error) if evaluation and evaluation.error else "",
        cuts=cuts,
        how_taken=(how_taken := _mode(say, session)),
        notes=(*how_taken, *cuts, *_further_notes(say, report)),
        feedback=say.messages(summary.overall_feedback) if summary else "",
        no_summary="" if report.summary else _no_summary(say, report),
        strengths=tuple(map(say.message, summary.strengths)) if summary else (),
        further_strengths=tuple(say.message(said) for said in summary.strengths if not made_of or said.code != _COUNTS)
        if summary
        else (),
        improvements=tuple(map(say.message, summary.improvements)) if summary else (),
        head=headline(report, say),
        further_feedback=say.messages(_further(summary.overall_feedback)) if summary else "",
        feedback_for_others=_for_others(say, summary),
        further_improvements=tuple(map(say.message, _further(summary.improvements))) if summary else (),
        practise=tuple(practices(report, say)),
        job_coverage=job_coverage(session.job, session.probed, say, has_resume=session.has_resume),
        dimensions=score_parts.of_report(report, say),
        categories=tuple(
            bar(say, name, category_name(name, say), value, 100) for name, value in numbers.categories.items()
        ),
        groups=groups(report, say, zone, repeated or {}, stories or {}),
        mentor_notes=mentor_notes(report, say, zone),
        cost=told(say, report.spent),
    )


def _no_summary(say: Words, report: Report) -> str:
    if report.is_out_of_budget:
        return say("There is no summary: the budget for the model was used up.")
    if report.evaluation is not None and report.evaluation.comes_again:
        return say(
            "There is no summary yet: the budget for the model was used up. Writing one is tried again by itself "
            "within about a day."
        )
    if report.totals.ungraded:
        return say("There is no summary.")
    return say("There is no summary. The grades in this report are complete.")


def _further(messages: Sequence[Message]) -> Iterator[Message]:
    """What the head of the report does not say already."""
    return (message for message in messages if message.code not in SAID_IN_THE_HEAD)


def _for_others(say: Words, summary: Summary | None) -> str:
    found = summary.overall_feedback if summary else ()
    return say.messages(message for message in found if message.code not in _ASKS_TO_SETTLE)


def _unnamed(say: Words, report: Report) -> str:
    """What stands in place of a band: that nothing is graded, or the range and how to narrow it."""
    low, high, count = report.totals.low, report.totals.high, report.to_settle
    if low is None or high is None:
        return say("Not graded")
    if has_marks_to_come(report.grades.values()):
        return say(
            "Not decided yet. To see your score, choose for {count} key {count:point|points} whether you said "
            "{count:it|them}.",
            count=count,
        )
    return marks_asked.of_report(say, report)


def _made_of(report: Report, is_own_mark: bool, say: Words) -> str:
    if report.totals.overall is None:
        return ""
    if is_own_mark:
        return say("It comes from the marks of whoever answered.")
    return score_parts.in_counts(report, say)


def _finished(say: Words, report: Report, zone: tzinfo) -> str:
    at = report.session.completed_at
    if at is None:
        return ""
    moment = say.moment(at, zone)
    if report.session.is_time_up(at):
        return say("{moment}, when the time was up", moment=moment)
    early = any(turn.answer.text is None for turn in report.session.turns)
    return say("{moment}, ended early", moment=moment) if early else moment


def _mode(say: Words, session: InterviewSession) -> tuple[str, ...]:
    """How it was taken, where that was not as practice that tells nothing before the end."""
    if session.with_feedback:
        return (say("Practice with feedback after each answer."),)
    if session.mode is Mode.PRACTICE:
        return ()
    return (say("Real mode: {minutes} minutes for everything, no hints, no way back.", minutes=session.minutes),)


def _what_comes_next(report: Report) -> Message:
    """Who does something about what a budget stopped."""
    if not report.is_out_of_days_budget:
        return Message.of("report.budget_of_interview")
    return Message.of("report.budget_of_day" if report.comes_again else "report.budget_of_day_over")


def _further_notes(say: Words, report: Report) -> list[str]:
    found = []
    if report.totals.low is None:
        found.append(say(NOTHING_GRADED))
    if report.is_out_of_budget:
        found.append(say.message(_what_comes_next(report)))
    summary = report.summary
    settled, judged = report.settled
    if settled:
        found.append(say.message(Message.of("grade.settled", count=settled, total=judged)))
    # With every mark taken back the summary fits again, unless answers were graded again and others could not be.
    may_differ = settled or (report.evaluation is not None and report.evaluation.error is not None)
    if summary is not None and summary.is_older and may_differ:
        found.append(say.message(Message.of("summary.is_older")))
    if report.has_several_graders:
        found.append(say.message(Message.of("report.several_graders")))
    if PRACTICE in report.graded_by:
        found.append(say.message(WHAT_IS_MEASURED))
    return found
