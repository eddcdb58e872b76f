"""The report: how grading is going, then the numbers and what to do with them."""

from typing import Literal

import streamlit as st

from interview.core.evaluation import EvaluateStatus
from interview.core.explanation import explanation
from interview.core.grading import Grade, Outcome
from interview.core.repeating import TwoAnswers
from interview.core.report import Report
from interview.core.rubric import RUBRIC
from interview.core.session import SessionKind, Turn
from interview.reports import exports
from interview.web import again, pieces, requirements, ui
from interview.web.wire.reports import exported

candidate = ui.built().candidate
evaluator = ui.built().evaluator
learning = ui.built().learning
owner = ui.owner()
POLL_EVERY_S = 3


def progress(session_id: str) -> None:
    """Real counts and the grades so far; drawn again every three seconds, and as a whole report when it is done."""
    report = evaluator.report(owner, session_id)
    if not report.is_under_way:
        st.rerun()
    evaluator.requeue_stranded(session_id)
    offer_guess(report)
    done, total = report.done, report.totals.total
    st.progress(done / total, text=f"Grading your answers: {done} of {total} done{remaining(report)}")
    assert report.evaluation is not None
    if report.evaluation.error:
        st.info(
            f"The last attempt did not work: {ui.escape(report.evaluation.error)} It is tried again by itself.",
            icon=":material/autorenew:",
        )
    else:
        st.caption("This page follows by itself. You can close it and come back; grading goes on.")
    questions(report)


def offer_guess(report: Report) -> None:
    """While grading goes on, a way to say first what score is expected; it holds the report back."""
    if report.session.kind is not SessionKind.INTERVIEW or not report.session.may_be_predicted:
        return
    if st.button("Guess your score first", icon=":material/psychology:"):
        st.session_state[f"guessing-{report.session.id}"] = True
        st.rerun()


def guess(report: Report) -> None:
    """The expected score, asked before any total is shown. It is stored once."""
    session_id = report.session.id
    st.subheader("What score do you expect?")
    st.caption("Of 100, for the whole interview. You can say it once; the report then shows both. Grading goes on.")
    with st.form("guess", border=False):
        score = st.number_input("Your guess, 0 to 100", 0, 100, None, 1)
        with st.container(horizontal=True):
            kept = st.form_submit_button("Keep my guess", type="primary")
            left = st.form_submit_button("Go on without", type="tertiary")
    if kept and score is None:
        st.warning("Type a number from 0 to 100, or go on without.", icon=":material/edit:")
    if kept and score is not None:
        candidate.predict(owner, session_id, score)
    if left or (kept and score is not None):
        del st.session_state[f"guessing-{session_id}"]
        st.rerun()


def remaining(report: Report) -> str:
    """An estimate from how long earlier calls took; nothing while there were none."""
    if report.seconds_left is None:
        return ""
    return f", about {max(1, round(report.seconds_left))} s left"


def grade_again(session_id: str, index: int | None = None, second_opinion: bool = False) -> None:
    evaluator.grade_again(owner, session_id, index, second_opinion=second_opinion)


def failure(report: Report) -> None:
    """Grading failed: what happened, and the way on."""
    assert report.evaluation is not None
    code = report.evaluation.error_code or ""
    st.error(
        f"Your answers are safe, but they could not be graded. {ui.escape(report.evaluation.error or '')}  \n"
        f":small[{ui.escape(code)}]",
        icon=":material/error:",
    )
    st.button("Grade again", type="primary", icon=":material/refresh:", on_click=grade_again, args=(report.session.id,))


def coverage(report: Report) -> str:
    numbers = report.totals
    parts = [f"{numbers.graded} of {numbers.total} answers graded"]
    if numbers.unanswered:
        parts.append(f"{numbers.unanswered} unanswered, counted as 0")
    if numbers.ungraded:
        parts.append(f"{numbers.ungraded} not graded, left out of the score")
    return " · ".join(parts)


def first_screen(report: Report) -> None:
    numbers = report.totals
    assert report.evaluation is not None
    if report.evaluation.error:
        st.warning(
            f"Grading again did not work, so the report is as it was. {ui.escape(report.evaluation.error)}",
            icon=":material/error:",
        )
    if report.session.totals_shown_at is None:
        candidate.report_opened(owner, report.session.id)
    ui.score_head(numbers.overall, coverage(report))
    if report.prediction_note:
        st.markdown(report.prediction_note)
    signed = ", ".join(ui.who(name) for name in report.graded_by) or "nobody: no answer needed grading"
    st.caption(f"Graded by {ui.escape(signed)}, rubric {ui.escape(', '.join(report.rubric_versions))}.")
    if "practice" in report.graded_by:
        st.caption(
            "Practice grading measures how far an answer agrees with the reference answer, not whether it is true."
        )
    ui.draw(pieces.bars([(d.name.capitalize(), numbers.dimensions.get(d.name), d.maximum) for d in RUBRIC.dimensions]))
    with st.expander("How the numbers are computed"):
        ui.draw(pieces.listed(explanation()))
    for note in report.notes:
        st.caption(f":material/content_cut: {ui.escape(note)}")
    st.subheader("By category")
    ui.draw(pieces.bars([(name, value, 100) for name, value in numbers.categories.items()]))
    summary(report)


def summary(report: Report) -> None:
    if report.summary is None:
        st.info("There is no summary: the interviewer could not write one. The grades below are complete.")
        return
    ui.block(report.summary.overall_feedback)
    for title, items in (("Strengths", report.summary.strengths), ("To improve", report.summary.improvements)):
        if items:
            st.subheader(title)
            ui.draw(pieces.listed(items))


def wanted_by_the_job(report: Report) -> None:
    """Requirements of the job description that were asked about, are still unprobed, or are missing in the resume."""
    if report.session.job.requirements:
        st.subheader("What the job asks for")
        requirements.after(report.session.job, report.session.probed)


def questions(report: Report) -> None:
    """Every main question in a box of its own, its follow-ups below it in the same box."""
    wanted_by_the_job(report)
    st.subheader("Question by question")
    repeated = learning.comparisons(owner, report)
    box = st.container()
    for index, turn, grade in report.lines():
        if not turn.position.is_follow_up:
            box = st.container(border=True)
        with box:
            if turn.position.is_follow_up:
                st.divider()
            question(report, index, turn, grade, repeated.get(turn.position))


def question(report: Report, index: int, turn: Turn, grade: Grade | None, both: TwoAnswers | None) -> None:
    kind = "Follow-up" if turn.position.is_follow_up else f"Question {turn.position.main + 1}"
    chips = [kind, turn.question.category, f"Asked by {ui.who(turn.question.asked_by)}"]
    chips += ["Marked for later"] * turn.answer.flagged + ["Hint shown"] * turn.answer.hint_shown
    chips += ["Needs review"] * bool(grade and grade.needs_review)
    parts = [pieces.chips(chips), pieces.block(turn.question.text, "mi-question mi-small")]
    if both is not None:
        ui.draw(*parts)
        again.side_by_side(both)
        parts = []
    else:
        parts.append(pieces.answer(turn.answer.text, grade.quotes if grade else ()))
    verdict(parts, grade)
    regrading(report, index, turn, grade)
    with st.expander("Reference answer", key=f"reference-{index}"):
        ui.block(turn.question.reference_answer or "There is no reference answer for this question.")
    if not report.is_under_way and not turn.position.is_follow_up:
        again.ask_again(report.session.id, index)


def regrading(report: Report, index: int, turn: Turn, grade: Grade | None) -> None:
    """One answer graded again alone: because it has no grade, or as a second opinion; and what it had before."""
    for old in report.earlier.get(turn.position, ()):
        said = "not graded" if old.scores is None else f"{old.scores.total:g} of 100"
        st.caption(f"Earlier grade: {said}, {ui.escape(ui.who(old.provenance.graded_by))}.")
    if report.is_under_way:
        if turn in report.waiting and grade is not None:
            st.caption("This answer is being graded again.")
        return
    if grade is None or grade.outcome is Outcome.UNANSWERED:
        return
    if grade.outcome is Outcome.UNGRADED:
        st.button(
            "Grade this answer again",
            icon=":material/refresh:",
            key=f"again-{index}",
            on_click=grade_again,
            args=(report.session.id, index),
        )
    elif evaluator.has_opinions:
        st.button(
            "Second opinion",
            icon=":material/balance:",
            type="tertiary",
            key=f"opinion-{index}",
            help=f"Grades this answer {RUBRIC.second_opinions} times more and shows the median and the spread.",
            on_click=grade_again,
            args=(report.session.id, index, True),
        )


def verdict(above: list[str], grade: Grade | None) -> None:
    """What the interviewer made of an answer, in one element with the parts `above` it."""
    if grade is None:
        ui.draw(*above, pieces.block("Not graded yet.", "mi-quiet"))
        return
    if grade.scores is None:
        if above:
            ui.draw(*above)
        st.warning(f"Not graded, and left out of every average. {ui.escape(grade.reason)}", icon=":material/help:")
        return
    if grade.outcome is Outcome.UNANSWERED:
        said = [pieces.block("Unanswered: 0 of 100 by rule.", "mi-quiet")]
    else:
        dimensions = [(d.name.capitalize(), getattr(grade.scores, d.name), d.maximum) for d in RUBRIC.dimensions]
        said = [pieces.bars([("Score", grade.scores.total, 100)]), pieces.bars(dimensions)]
    ui.draw(
        *above,
        *said,
        pieces.points([(point.verdict.value, point.point, point.quote) for point in grade.points]),
        pieces.block(grade.feedback) if grade.feedback else "",
        pieces.remarks([(remark.kind.value, remark.text, remark.quote) for remark in grade.remarks]),
    )
    for note in grade.notes:
        st.caption(f":material/flag: {ui.escape(note[:1].upper() + note[1:])}")


def downloads(report: Report) -> None:
    """The report as a file. Each is made when it is asked for, so that opening the page costs nothing for it."""

    def rendered(kind: Literal["pdf", "md"]) -> bytes:
        return exports.render(kind, report, evaluator.earlier_reports(owner, report), zone=ui.zone())[0]

    with st.container(horizontal=True):
        st.download_button(
            "Download PDF",
            lambda: rendered("pdf"),
            file_name=exports.file_name(report, "pdf"),
            mime="application/pdf",
            type="primary",
            icon=":material/download:",
        )
        st.download_button(
            "Markdown",
            lambda: rendered("md"),
            file_name=exports.file_name(report, "md"),
            mime="text/markdown",
            type="tertiary",
        )
        st.download_button(
            "JSON",
            lambda: exported(report),
            file_name=exports.file_name(report, "json"),
            mime="application/json",
            type="tertiary",
        )


def show(session_id: str) -> None:
    report = evaluator.report(owner, session_id)
    st.title("Your report")
    st.caption(f"{ui.escape(report.session.name)} · {ui.when(report.session.created_at)}")
    if report.evaluation is None:
        st.info("The interview is not finished, so there is no report yet.", icon=":material/info:")
        if st.button("Go on with the interview", type="primary", icon=":material/play_arrow:"):
            ui.go("answer", session=session_id)
        return
    if st.session_state.get(f"guessing-{session_id}") and report.session.may_be_predicted:
        guess(report)
        return
    if report.is_under_way:
        st.fragment(progress, run_every=POLL_EVERY_S)(session_id)
        return
    if report.evaluation.status is EvaluateStatus.FAILED:
        failure(report)
    else:
        first_screen(report)
        downloads(report)
        if report.totals.ungraded:
            st.button("Grade what is missing", icon=":material/refresh:", on_click=grade_again, args=(session_id,))
    questions(report)


if not ui.session_id():
    st.title("No report chosen")
    st.markdown("Pick an interview from the history.")
    if st.button("Open the history", type="primary"):
        ui.go("history")
else:
    show(ui.session_id())
