"""The answer page while the question that comes next is still being written: how far it is, and what can be done.

It looks again by itself and goes on when the question is there; it never leaves somebody without a way on.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from interview.core.mode import Mode
from interview.core.preparation import Waiting
from interview.core.question import Position
from interview.core.session import InterviewSession
from interview.i18n.translate import Words, sentences
from interview.web import html_components, pausing, ui

LOOK_EVERY_S = 1


def draw(session_id: str, to_report: Callable[[InterviewSession], None]) -> None:
    """Drawn again every second, and as the whole page once there is something to answer. Errors are said here: the page
    around it is not drawn again."""
    with ui.errors():
        _look(session_id, to_report)


def _look(session_id: str, to_report: Callable[[InterviewSession], None]) -> None:
    owner, say = ui.owner(), ui.words()
    session = ui.services().candidate.current(owner, session_id)
    found = ui.services().preparer.look(session)
    if found is None:
        st.rerun()
    where = say("Question {number} of {total}", number=found.number, total=found.total)
    facts = [where, *_time_left(session, say)]
    ui.draw(
        html_components.progress(session.mains_done, session.mains, where),
        html_components.facts(facts),
        language=say.tag,
    )
    if found.problem is None:
        _comes(found, say)
    else:
        _does_not_come(session, found, say)
    _ways_on(session, found, to_report, say)


def _time_left(session: InterviewSession, say: Words) -> list[str]:
    """Of a real interview how much time is left, which a wait for a question takes nothing of."""
    seconds = session.seconds_left(ui.now())
    if seconds is None:
        return []
    left = say("{minutes} min left", minutes=-(-seconds // 60))
    if session.waits_since is None:
        return [say("Real mode"), left]
    return [say("Real mode"), say("{left}, the clock stands still while you wait", left=left)]


def _comes(found: Waiting, say: Words) -> None:
    title = say("Your next question is being written")
    told = say("Written so far: {ready} of {wanted} questions.", ready=found.ready, wanted=found.wanted)
    below = say("This page goes on by itself. Your answers are saved.")
    ui.draw(html_components.page_title(title, sentences((told, below))), language=say.tag)


def _does_not_come(session: InterviewSession, found: Waiting, say: Words) -> None:
    title = say("Your next question has not come yet")
    ui.draw(html_components.page_title(title, say("Your answers are saved.")), language=say.tag)
    assert found.problem is not None
    st.warning(ui.escape(say.message(found.problem)), icon=":material/info:")
    if found.may_try_again and st.button(say("Try again"), type="primary", icon=":material/refresh:"):
        ui.services().preparer.try_again(session.owner, session.id)
        st.rerun()


def _ways_on(
    session: InterviewSession, found: Waiting, to_report: Callable[[InterviewSession], None], say: Words
) -> None:
    answered = any((turn.answer.text or "").strip() for turn in session.turns)
    # A real interview has no pause, so there is no other way on.
    may_end = answered or session.mode is Mode.REAL
    with st.container(horizontal=True):
        if found.may_go_on and session.current is not None:
            _without(session, session.current.position, say)
        if may_end and st.button(say("End and get the report"), icon=":material/flag:"):
            to_report(ui.services().candidate.complete(session.owner, session.id))
        if session.mode is Mode.PRACTICE:
            pausing.button(session, say)
    if found.may_go_on:
        st.caption(say("Without it your interview has one question fewer. It was not asked, so it does not count."))
    if may_end:
        st.caption(_of_ending(found.unanswered, say))


def _without(session: InterviewSession, position: Position, say: Words) -> None:
    """The way on without one question. Its button is of this question: a click on it leaves out no other."""
    key = f"without-{session.id}-{position.main}-{position.follow_up}"
    if st.button(say("Go on without this question"), key=key, icon=":material/skip_next:"):
        ui.services().preparer.go_on(session.owner, session.id, position)
        st.rerun()


def _of_ending(unanswered: int, say: Words) -> str:
    """What becomes of the questions when the interview ends now."""
    if not unanswered:
        return say("Ending now grades what you have answered. Questions that are not written yet do not count.")
    if unanswered == 1:
        return say(
            "Ending now grades what you have answered. 1 question is there without an answer and counts 0. Questions "
            "that are not written yet do not count."
        )
    return say(
        "Ending now grades what you have answered. {count} questions are there without an answer and count 0. "
        "Questions that are not written yet do not count.",
        count=unanswered,
    )
