"""One question at a time, with an editor that saves by itself."""

import streamlit as st

from interview.core.session import InterviewSession, SessionKind, Turn
from interview.i18n.names import source_told
from interview.i18n.translate import words
from interview.web import html_components, ui
from interview.web.answer_box import answer_box

candidate = ui.services().candidate
owner = ui.owner()


def head(session: InterviewSession, turn: Turn) -> None:
    number, total = session.current_index + 1, session.expected_total
    st.progress((number - 1) / total, text=f"Question {number} of up to {total}")
    kind = "Follow-up" if turn.position.is_follow_up else "Main question"
    chips = (kind, turn.question.category, turn.question.difficulty.value.capitalize(), ui.who(turn.question.asked_by))
    # Why a follow-up is asked would tell what was seen in the answer; the report says it.
    why = None if turn.position.is_follow_up else turn.question.reason
    say = words(session.language)
    said = f"Why this question: {say.message(why)}" if why else ""
    below = (html_components.block(line, "mi-quiet") for line in (said, source_told(turn.question.source, say)) if line)
    ui.draw(html_components.chips(chips), html_components.heading(turn.question.text), *below)


def aids(session: InterviewSession, turn: Turn) -> None:
    """A hint on demand, a mark for later, and a way to stop for now."""
    index = session.current_index
    has_hint = bool(turn.question.hint) and not turn.answer.hint_shown
    with st.container(horizontal=True):
        if has_hint and st.button("Show a hint", icon=":material/lightbulb:", type="tertiary"):
            candidate.show_hint(owner, session.id, index)
            st.rerun()
        mark = "Remove the mark" if turn.answer.flagged else "Mark for later"
        if st.button(mark, icon=":material/flag:", type="tertiary"):
            candidate.flag(owner, session.id, index, not turn.answer.flagged)
            st.rerun()
        if st.button("Pause", icon=":material/pause:", type="tertiary"):
            ui.go("start")
    if has_hint:
        st.caption("The report notes a hint; your score does not change.")
    if turn.answer.hint_shown:
        st.info(f"Hint: {ui.escape(turn.question.hint)}", icon=":material/lightbulb:")


def conversation(session: InterviewSession) -> None:
    """What was asked and said so far."""
    said = session.turns[: session.current_index]
    if not said:
        return
    with st.expander(f"The conversation so far ({len(said)})", icon=":material/forum:"):
        parts = []
        for turn in said:
            parts += [
                html_components.block(turn.question.text, "mi-quiet"),
                html_components.block(turn.answer.text or "Skipped", "mi-answer"),
            ]
        ui.draw(*parts)


@st.dialog("End the interview now?")
def end_early(session: InterviewSession) -> None:
    now = candidate.view(owner, session.id)
    answered = sum(turn.answer.is_submitted for turn in now.turns)
    current = now.current
    has_draft = current is not None and bool(current.answer.draft.strip())
    open_questions = sum(not turn.answer.is_submitted for turn in now.turns) - has_draft
    st.markdown(f"- **{answered}** answered: graded")
    if has_draft:
        st.markdown("- **1** draft, in the box now: counts as your answer and is graded")
    st.markdown(f"- **{open_questions}** without an answer: count 0 in the overall score")
    st.caption("After that no answer can be changed.")
    if st.button("End and get the report", type="primary", icon=":material/flag:"):
        to_report(candidate.complete(owner, session.id))


def to_report(session: InterviewSession) -> None:
    """On to the report, which first asks whoever comes from the last answer what score they expect; not of one question
    alone."""
    is_asked = session.kind is SessionKind.INTERVIEW and not session.is_one_question
    st.session_state[f"guessing-{session.id}"] = is_asked
    ui.go("report", session=session.id)


def show(session: InterviewSession) -> None:
    turn = session.current
    if turn is None:
        to_report(session)
        return
    head(session, turn)
    permit = ui.services().write_tokens.issue(owner, session.id)
    if answer_box(session, permit, can_speak=ui.services().transcriber is not None):
        end_early(session)
    aids(session, turn)
    conversation(session)


if not ui.session_id():
    st.title("No interview chosen")
    st.markdown("Start one from your resume, or pick one from the history.")
    if st.button("Go to the start", type="primary"):
        ui.go("start")
else:
    show(candidate.current(owner, ui.session_id()))
