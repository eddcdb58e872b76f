"""The report: how grading is going, then the numbers and what to do with them."""

import streamlit as st

from interview.core.annotations import may_be_predicted
from interview.core.report import Report
from interview.core.session import InterviewSession, SessionKind
from interview.documents import printed
from interview.documents.kept_views import kept_view
from interview.documents.report_view import ReportView, report_view
from interview.i18n.names import duration
from interview.i18n.translate import Words, sentences, words_or
from interview.web import html_components, report_head, report_questions, sharing, ui
from interview.web.kept_form.kept_answers import kept_answers
from interview.web.resume_names import name_of_session

candidate = ui.services().candidate
evaluator = ui.services().evaluator
owner = ui.owner()
POLL_EVERY_S = 3
MINUTE_S = 60
# From here on how long grading takes is told in whole minutes.
WHOLE_MINUTES_FROM_S = 60
# In the address: what holds the report back outlives a reload and a change of the language.
GUESSING, GUESS = "expect", "guess"


def told(report: Report) -> ReportView:
    """The report in the words of its language, or of the pages where there are none for it."""
    repeated = ui.services().practice_again.comparisons(owner, report)
    say = words_or(report.session.language, ui.words())
    return report_view(report, say, ui.zone(), repeated) if repeated else kept_view(report, say, ui.zone())


def progress(session_id: str) -> None:
    """Real counts and the grades so far; drawn again every three seconds, and as a whole report when it is done."""
    report = evaluator.report(owner, session_id)
    if not report.is_under_way:
        st.rerun()
    view = told(report)
    say = view.say
    evaluator.enqueue_stalled(session_id)
    offer_guess(report, say)
    done, total = report.done, report.totals.total
    st.progress(done / total, text=counted(report, say))
    if view.error:
        # What an error asks the reader to do is done by itself here.
        failed = say("The last attempt did not work. It is tried again by itself; you need not do anything.")
        st.info(failed, icon=":material/autorenew:")
        ui.draw(
            html_components.folded(say("For support"), html_components.block(view.error, "mi-quiet")), language=say.tag
        )
    else:
        st.caption(say("This page follows by itself. You can close it and come back; grading goes on."))
    report_questions.draw(report, view)


def followed(session_id: str) -> None:
    """progress(), whose errors are said here: the page around it is not drawn again."""
    with ui.errors():
        progress(session_id)


def counted(report: Report, say: Words) -> str:
    """How far grading is, with an estimate where there is ground for one."""
    done, total = report.done, report.totals.total
    if report.seconds_left is None:
        return say("Grading your answers: {done} of {total} done", done=done, total=total)
    left = max(1, round(report.seconds_left))
    # Nobody knows it to the second when it takes minutes.
    about = duration(left if left < WHOLE_MINUTES_FROM_S else MINUTE_S * round(left / MINUTE_S), say)
    return say("Grading your answers: {done} of {total} done, about {time} left", done=done, total=total, time=about)


def offer_guess(report: Report, say: Words) -> None:
    """While grading goes on, a way to say first what score is expected; it holds the report back."""
    if report.session.kind is not SessionKind.INTERVIEW or not may_be_predicted(report.session):
        return
    if st.button(say("Guess your score first"), icon=":material/psychology:"):
        st.query_params[GUESSING] = "1"
        st.rerun()


def guess(report: Report, say: Words) -> None:
    """The expected score, asked before any total is shown. It is stored once; until then the address keeps it."""
    session_id = report.session.id
    st.subheader(say("What score do you expect?"), anchor=False)
    told = say("Of 100, for the whole interview. You can say it once; the report then shows both.")
    st.caption(sentences((told, say("You need not guess."))))
    _forget_the_guess_of_another(session_id)
    score = st.text_input(
        say("Your guess, 0 to 100"), key=GUESS, on_change="ignore", live="0ms", bind="query-params", width=220
    ).strip()
    with st.container(horizontal=True):
        is_left = st.button(say("Show the report"), type="primary")
        is_kept = st.button(say("Keep my guess"))
    is_number = score.isdecimal() and len(score) <= len("100")
    if is_kept and not is_number:
        st.warning(say("Type a number from 0 to 100, or go on to the report."), icon=":material/edit:")
    with ui.errors():
        if is_kept and is_number:
            candidate.predict(owner, session_id, int(score))
        if is_left or (is_kept and is_number):
            del st.query_params[GUESSING]
            st.rerun()
    st.fragment(_how_far, run_every=POLL_EVERY_S if report.is_under_way else None)(session_id, report.is_under_way)


def _how_far(session_id: str, was_under_way: bool) -> None:
    """How far grading is while somebody thinks of a guess; no grade is told. Once it is over, nobody looks again."""
    with ui.errors():
        report = evaluator.report(owner, session_id)
        evaluator.enqueue_stalled(session_id)
        say = words_or(report.session.language, ui.words())
        if report.is_under_way:
            st.progress(report.done / report.totals.total, text=counted(report, say))
            return
        if was_under_way:
            st.rerun()
        if report.is_ready:
            st.caption(say("Your report is ready."))
        else:
            st.caption(sentences((_in_spite_of_failure(report, say), say("The report says more."))))


def _forget_the_guess_of_another(session_id: str) -> None:
    """A field begins with what was typed in it before, also in another interview's report."""
    if st.session_state.setdefault("guess_of", session_id) != session_id:
        st.session_state["guess_of"] = session_id
        st.session_state.pop(GUESS, None)
        st.query_params.pop(GUESS, None)


def _in_spite_of_failure(report: Report, say: Words) -> str:
    """What became of the answers where grading failed: what was graded before that stays. Questions that never get a
    score are none of these."""
    graded = report.totals.graded
    left = report.totals.ungraded - sum(turn.question.without_score is not None for turn in report.session.turns)
    if not graded:
        return say("Your answers are safe, but they could not be graded.")
    if not left:
        return say("Your answers are safe and graded, but the last step of grading did not work.")
    return say(
        "Your answers are safe. {graded} of {total} {graded:is|are} graded; the rest could not be graded.",
        graded=graded,
        total=graded + left,
    )


def failure(report: Report, view: ReportView) -> None:
    """Grading failed: what happened, and the way on."""
    assert report.evaluation is not None
    say, code = view.say, report.evaluation.error_code or ""
    said = sentences((_in_spite_of_failure(report, say), ui.escape(view.error)))
    st.error(said, icon=":material/error:")
    ui.draw(html_components.folded(say("For support"), html_components.block(code, "mi-quiet")), language=say.tag)
    st.button(
        say("Grade again"),
        type="primary",
        icon=":material/refresh:",
        on_click=report_questions.grade_again,
        args=(report.session.id,),
    )


def finished(heading: str, report: Report, view: ReportView) -> None:
    """Grading is done: the first screen under the page's `heading`, the files, and what is still missing."""
    say = view.say
    if view.error:
        ui.draw(heading, language=say.tag)
        heading = ""
        st.warning(
            say(
                "Grading again did not get to the end. Answers without a new grade stay as they were. {error}",
                error=ui.escape(view.error),
            ),
            icon=":material/error:",
        )
    report_head.draw(heading, report, view)
    lacks_summary = report.summary is None and not report.comes_again
    if view.can_be_graded_again or lacks_summary:
        st.button(
            say("Grade what is missing") if view.can_be_graded_again else say("Write the summary"),
            icon=":material/refresh:",
            on_click=report_questions.grade_again,
            args=(report.session.id,),
        )


def _of_time(session: InterviewSession, say: Words) -> str:
    """Why an interview ended that nobody ended; "" for any other."""
    if not session.ended_by_time:
        return ""
    if not any((turn.answer.text or "").strip() for turn in session.turns):
        return say("Time was up, so the interview ended.")
    return say("Time was up, so the interview ended. What you had written by then was handed in.")


def show(session_id: str) -> None:
    report = evaluator.report(owner, session_id)
    view = told(report)
    say = view.say
    named = printed.named(view, name_of_session(report.session, say))
    title = html_components.page_title(say("Your report"), " · ".join([*named, view.when]))
    ended = _of_time(report.session, say)
    heading = title + html_components.block(ended) if ended else title
    is_held_back = GUESSING in st.query_params and may_be_predicted(report.session)
    if report.is_ready and not is_held_back:
        finished(heading, report, view)
        kept_answers(session_id, say)
        report_questions.draw(report, view)
        sharing.panel(report, view)
        ui.draw(html_components.block(printed.intended_use(say), "mi-quiet"), language=say.tag)
        return
    ui.draw(heading, language=say.tag)
    if report.evaluation is None:
        st.info(say("The interview is not finished, so there is no report yet."), icon=":material/info:")
        if st.button(say("Go on with the interview"), type="primary", icon=":material/play_arrow:"):
            ui.go("answer", session=session_id)
    elif is_held_back:
        guess(report, say)
    elif report.is_under_way:
        st.fragment(followed, run_every=POLL_EVERY_S)(session_id)
    else:
        failure(report, view)
        report_questions.draw(report, view)
    if report.evaluation is not None:
        kept_answers(session_id, say)


if not ui.session_id():
    say = ui.words()
    st.title(say("No report chosen"), anchor=False)
    st.markdown(say("Pick an interview from the history."))
    if st.button(say("Open the history"), type="primary"):
        ui.go("history")
else:
    show(ui.session_id())
