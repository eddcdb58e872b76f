"""The questions of a report: answer with its evidence, score, key points, feedback, reference answer, and what to do.

A main question and its follow-ups stand in one box. Nothing is worked out here.
"""

from __future__ import annotations

import streamlit as st

from interview.core.grading import Grade, Outcome
from interview.core.repeating import TwoAnswers
from interview.core.report import Report
from interview.core.rubric import RUBRIC
from interview.core.session import Turn
from interview.reports import entries
from interview.reports.words import Words
from interview.reports.yardstick import interviewer_name
from interview.web import again, pieces, requirements, ui


def draw(report: Report, say: Words) -> None:
    """What the job asked for, then every question."""
    requirements.after(report.session.job, report.session.probed, say)
    st.subheader(say("Question by question"))
    repeated = ui.built().learning.comparisons(report.session.owner, report)
    box = st.container()
    for index, turn, grade in report.lines():
        if not turn.position.is_follow_up:
            box = st.container(border=True)
        with box:
            _question(report, index, turn, grade, repeated.get(turn.position), say)


def _question(report: Report, index: int, turn: Turn, grade: Grade | None, both: TwoAnswers | None, say: Words) -> None:
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
    line = pieces.LINE if turn.position.is_follow_up else ""
    parts = [line, pieces.chips(chips), pieces.block(question.text, "mi-question mi-small")]
    if both is not None:
        ui.draw(*parts, language=say.tag)
        again.side_by_side(both, say)
        parts = []
    else:
        parts.append(pieces.answer(answer.text, grade.quotes if grade else (), say))
    reference = question.reference_answer or say("There is no reference answer for this question.")
    folded = pieces.folded(say("Reference answer"), reference)
    # Each element costs every run of the page, so what has nothing in between is drawn as one.
    is_one = grade is not None and grade.scores is not None and not grade.notes and not _is_regraded(report, turn)
    _verdict(parts, folded if is_one else "", turn, grade, say)
    if not is_one:
        _regrading(report, index, turn, grade, say)
        ui.draw(folded, language=say.tag)
    if not report.is_under_way and not turn.position.is_follow_up:
        again.ask_again(report.session.id, index, say)


def _verdict(above: list[str], below: str, turn: Turn, grade: Grade | None, say: Words) -> None:
    """What the interviewer made of an answer, in one element with the parts `above` it and what is `below`, if any."""
    if grade is None:
        ui.draw(*above, pieces.block(say("Not graded yet."), "mi-quiet"), language=say.tag)
        return
    if grade.scores is None:
        if above:
            ui.draw(*above, language=say.tag)
        st.warning(ui.escape(entries.status(say, turn, grade)), icon=":material/help:")
        return
    if grade.outcome is Outcome.UNANSWERED:
        said = [pieces.block(entries.status(say, turn, grade), "mi-quiet")]
    else:
        dimensions = [(say(d.name.capitalize()), getattr(grade.scores, d.name), d.maximum) for d in RUBRIC.dimensions]
        said = [pieces.bars([(say("Score"), grade.scores.total, 100)], say), pieces.bars(dimensions, say)]
    ui.draw(
        *above,
        *said,
        pieces.points([(point.verdict.value, point.point, point.quote) for point in grade.points], say),
        pieces.block(grade.feedback) if grade.feedback else "",
        pieces.remarks([(remark.kind.value, say.said(remark.text), remark.quote) for remark in grade.remarks]),
        below,
        language=say.tag,
    )
    for note in grade.notes:
        st.caption(f":material/flag: {ui.escape(entries.note(say, note))}")


def _is_regraded(report: Report, turn: Turn) -> bool:
    """Whether _regrading() may have something to show for an answer with a score."""
    is_again = report.is_under_way or ui.built().evaluator.has_opinions
    return is_again or bool(report.earlier.get(turn.position, ()))


def _regrading(report: Report, index: int, turn: Turn, grade: Grade | None, say: Words) -> None:
    """One answer graded again alone: because it has no grade, or as a second opinion; and what it had before."""
    for old in report.earlier.get(turn.position, ()):
        who = interviewer_name(old.provenance.graded_by, say)
        said = say("Earlier grade: {score}, {who}.", score=entries.out_of_100(say, old), who=who)
        st.caption(ui.escape(said))
    if report.is_under_way:
        if turn in report.waiting and grade is not None:
            st.caption(say("This answer is being graded again."))
        return
    if grade is None or grade.outcome is Outcome.UNANSWERED:
        return
    if grade.outcome is Outcome.UNGRADED:
        st.button(
            say("Grade this answer again"),
            icon=":material/refresh:",
            key=f"again-{index}",
            on_click=grade_again,
            args=(report.session.id, index),
        )
    elif ui.built().evaluator.has_opinions:
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
