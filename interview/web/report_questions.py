"""The questions of a report: answer with its evidence, score, key points, feedback, reference answer, and what to do.

A main question and its follow-ups stand in one box. Nothing is worked out here.
"""

from __future__ import annotations

import streamlit as st

from interview.core.grading import Grade, Outcome
from interview.core.practice_again import TwoAnswers
from interview.core.report import Report
from interview.core.rubric import RUBRIC
from interview.core.session import Turn
from interview.documents import question_view as entries
from interview.i18n.names import interviewer_name
from interview.i18n.translate import Words
from interview.web import html_components as pieces
from interview.web import job_requirements as requirements
from interview.web import practice_again as again
from interview.web import ui


def draw(report: Report, say: Words) -> None:
    """What the job asked for, then every question."""
    wanted = requirements.after(report.session.job, report.session.probed, say)
    ui.draw(*wanted, pieces.title(say("Question by question")), language=say.tag)
    repeated = ui.built().learning.comparisons(report.session.owner, report)
    boxes: list[list[tuple[int, Turn, Grade | None]]] = []
    for line in report.lines():
        if line[1].position.is_follow_up and boxes:
            boxes[-1].append(line)
        else:
            boxes.append([line])
    for lines in boxes:
        with st.container(border=True):
            _box(report, lines, repeated.get(lines[0][1].position), say)


class _Parts:
    """Parts that wait to be drawn as one element, which they are before the next widget: elements cost every run."""

    def __init__(self, say: Words) -> None:
        self._language = say.tag
        self._waiting: list[str] = []

    def add(self, *parts: str) -> None:
        self._waiting += parts

    def draw(self) -> None:
        if any(self._waiting):
            ui.draw(*self._waiting, language=self._language)
        self._waiting = []


def _box(report: Report, lines: list[tuple[int, Turn, Grade | None]], both: TwoAnswers | None, say: Words) -> None:
    """A main question, its follow-ups, and the way to answer it again. `both` is the main question's other answer."""
    parts = _Parts(say)
    for index, turn, grade in lines:
        if turn.position.is_follow_up:
            parts.add(pieces.LINE)
        _question(parts, turn, grade, None if turn.position.is_follow_up else both, say)
        _earlier(parts, report, turn, say)
        _reference(parts, report, turn, say)
        _regrading(parts, report, index, turn, grade, say)
    parts.draw()
    first, main, _ = lines[0]
    if not report.is_under_way and not main.position.is_follow_up:
        again.ask_again(report.session.id, first, say)


def _question(parts: _Parts, turn: Turn, grade: Grade | None, both: TwoAnswers | None, say: Words) -> None:
    """The question, the answer, or both answers when it came again, and what the interviewer made of it."""
    question, answer = turn.question, turn.answer
    who = interviewer_name(question.asked_by, say)
    chips = [
        say("Follow-up") if turn.position.is_follow_up else entries.title(say, turn.position),
        entries.category(say, question.category),
        say("Asked by {who}", who=who),
        *[say("Marked for later")] * answer.flagged,
        *[say("Hint shown")] * answer.hint_shown,
        *[say("Needs review")] * bool(grade and grade.needs_review),
    ]
    parts.add(pieces.chips(chips), pieces.block(question.text, "mi-question mi-small"))
    if both is not None:
        parts.add(*again.side_by_side(both, say))
    else:
        parts.add(pieces.answer(answer.text, grade.quotes if grade else (), say))
    _verdict(parts, turn, grade, say)


def _verdict(parts: _Parts, turn: Turn, grade: Grade | None, say: Words) -> None:
    if grade is None:
        parts.add(pieces.block(say("Not graded yet."), "mi-quiet"))
        return
    if grade.scores is None:
        parts.draw()
        st.warning(ui.escape(entries.status(say, turn, grade)), icon=":material/help:")
        return
    if grade.outcome is Outcome.UNANSWERED:
        parts.add(pieces.block(entries.status(say, turn, grade), "mi-quiet"))
    else:
        dimensions = [(say(d.name.capitalize()), getattr(grade.scores, d.name), d.maximum) for d in RUBRIC.dimensions]
        parts.add(pieces.bars([(say("Score"), grade.scores.total, 100)], say), pieces.bars(dimensions, say))
    parts.add(
        pieces.points([(point.verdict.value, point.point, point.quote) for point in grade.points], say),
        pieces.block(grade.feedback) if grade.feedback else "",
        pieces.remarks([(remark.kind.value, say.said(remark.text), remark.quote) for remark in grade.further_remarks]),
        *(pieces.flagged(entries.note(say, note)) for note in grade.notes),
    )


def _earlier(parts: _Parts, report: Report, turn: Turn, say: Words) -> None:
    """The grades that an answer had before."""
    for old in report.earlier.get(turn.position, ()):
        who = interviewer_name(old.provenance.graded_by, say)
        said = say("Earlier grade: {score}, {who}.", score=entries.out_of_100(say, old), who=who)
        parts.add(pieces.block(said, "mi-quiet"))


def _reference(parts: _Parts, report: Report, turn: Turn, say: Words) -> None:
    """The reference answer behind a click. While grades come in, it is alone in its element, and so stays open."""
    reference = turn.question.reference_answer or say("There is no reference answer for this question.")
    if report.is_under_way:
        parts.draw()
    parts.add(pieces.folded(say("Reference answer"), pieces.block(reference)))
    if report.is_under_way:
        parts.draw()


def _regrading(parts: _Parts, report: Report, index: int, turn: Turn, grade: Grade | None, say: Words) -> None:
    """One answer graded again alone: because it has no grade, or as a second opinion."""
    if report.is_under_way:
        if turn in report.waiting and grade is not None:
            parts.add(pieces.block(say("This answer is being graded again."), "mi-quiet"))
        return
    if grade is None or grade.outcome is Outcome.UNANSWERED:
        return
    if grade.outcome is Outcome.UNGRADED:
        parts.draw()
        st.button(
            say("Grade this answer again"),
            icon=":material/refresh:",
            key=f"again-{index}",
            on_click=grade_again,
            args=(report.session.id, index),
        )
    elif ui.built().evaluator.has_opinions:
        parts.draw()
        st.button(
            say("Second opinion"),
            icon=":material/balance:",
            type="tertiary",
            key=f"opinion-{index}",
            help=say(
                "Grades this answer {count} times more and shows the median and the spread.",
                count=RUBRIC.second_opinions,
            ),
            on_click=grade_again,
            args=(report.session.id, index, True),
        )


def grade_again(session_id: str, index: int | None = None, second_opinion: bool = False) -> None:
    """Ask for grades once more: of one answer, or of what is missing."""
    ui.built().evaluator.grade_again(ui.owner(), session_id, index, second_opinion=second_opinion)
