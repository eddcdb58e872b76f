"""One question at a time, with an editor that saves by itself; before the end, what was marked to look at again."""

import streamlit as st

from interview.core.ending import ending, is_judged
from interview.core.going_back import is_changing, marked, may_go_back
from interview.core.mode import Mode
from interview.core.question import Position
from interview.core.session import InterviewSession, SessionKind
from interview.core.turn import Awaits, Turn
from interview.i18n.names import category_name, source_told
from interview.i18n.translate import tag_of, words_or
from interview.web import (
    html_components,
    landing,
    last_feedback,
    pausing,
    practice_again,
    story_reminder,
    ui,
    unused_words,
    waiting,
)
from interview.web.answer_box import answer_box
from interview.web.answer_box.speech import speech_data

candidate = ui.services().candidate
owner = ui.owner()
say = ui.words()
LOOK_AGAIN_S = 3


def facts(session: InterviewSession, turn: Turn) -> str:
    """Where one is and what kind of question it is, in one quiet line."""
    where = say("Question {number} of {total}", number=turn.position.main + 1, total=session.mains)
    kind = say("Follow-up") if turn.position.is_follow_up else say("Main question")
    # How hard a question of a real interview is, nobody knows.
    known = [] if turn.question.is_of_a_real_interview else [say(turn.question.difficulty.value).capitalize()]
    line = (where, kind, category_name(turn.question.category, say), *known, ui.who(turn.question.asked_by))
    special = [say("You are changing your answer")] if turn.answer.reopened else []
    if turn.question.without_score is not None:
        special.append(
            say("This follow-up is for practice and gets no score")
            if turn.position.is_follow_up
            else say("This question is for practice and gets no score")
        )
    if session.mode is Mode.REAL:
        special.append(say("Real mode"))
    return html_components.stack(
        html_components.progress(session.mains_done, session.mains, where),
        html_components.facts([*special, *line]),
        tag=say.tag,
    )


def question(session: InterviewSession, turn: Turn) -> str:
    """The question with why it is asked, and below it the hint where it was asked for."""
    spoken = words_or(session.language, say)
    # Why a follow-up is asked would tell what was seen in the answer; the report says it.
    why = None if turn.position.is_follow_up else turn.question.reason
    below = []
    if why:
        below.append(say("Why this question: {reason}", reason=spoken.message(why)))
    below.append(source_told(turn.question.source, say))
    hint = turn.question.hint if turn.answer.hint_shown else ""
    return html_components.stack(
        html_components.heading(turn.question.text),
        *(html_components.block(line, "mi-quiet") for line in below if line),
        html_components.hint(say("Hint"), hint) if hint else "",
        tag=tag_of(session.language),
    )


def aids(session: InterviewSession, turn: Turn) -> None:
    """A hint on demand, a mark for later, and a way to stop for now: none of them in real mode."""
    if session.mode is Mode.REAL:
        return
    index = session.current_index
    has_hint = bool(turn.question.hint) and not turn.answer.hint_shown
    with st.container(horizontal=True, key="aids"):
        if has_hint and st.button(say("Show a hint"), icon=":material/lightbulb:", type="tertiary"):
            candidate.show_hint(owner, session.id, index)
            st.rerun()
        mark = say("Remove the mark") if turn.answer.flagged else say("Mark for later")
        if st.button(mark, icon=":material/flag:", type="tertiary"):
            candidate.flag(owner, session.id, index, not turn.answer.flagged)
            st.rerun()
        pausing.button(session, say)
    if has_hint:
        st.caption(say("The report notes a hint; your score does not change."))


def coming_aids(session_id: str, position: Position) -> None:
    """The same while the hint is still being written: looked at again, so that it is offered once it is there."""
    with ui.errors():
        session = candidate.view(owner, session_id)
        turn = session.current
        if turn is not None and turn.position == position:
            aids(session, turn)


def as_it_was(turn: Turn) -> None:
    """The answer that is being changed, as it was submitted."""
    before = turn.answer.before
    if before is not None and before.text.strip():
        was = html_components.folded(say("Your answer as you submitted it"), html_components.written(before.text))
        ui.draw(was, language=say.tag)


def conversation(session: InterviewSession) -> None:
    """What was asked and said so far, each answer open to change while that is possible."""
    said = [(index, turn) for index, turn in enumerate(session.turns) if turn.answer.is_submitted]
    if not said:
        return
    count = len(marked(session))
    title = say("The conversation so far ({count})", count=len(said))
    if count:
        title = say("The conversation so far ({count}, {marked} marked)", count=len(said), marked=count)
    box = st.expander(title, icon=":material/forum:", key="conversation", on_change="rerun")
    if not box.open:
        return
    with box:
        if is_changing(session):
            st.caption(say("To change another answer, first submit the one you are changing, or leave it as it was."))
        for index, turn in said:
            mark = [html_components.flagged(say("Marked for later"))] if turn.answer.flagged else []
            said_to(session, index, turn, *mark)


def said_to(session: InterviewSession, index: int, turn: Turn, *below: str) -> None:
    """A question, what was said to it, and the way to change that."""
    answer = html_components.written(turn.answer.text or say("Skipped"), "mi-answer")
    unused = unused_words.folded(turn.answer, say, comes_back=may_go_back(session))
    ui.draw(html_components.block(turn.question.text, "mi-quiet"), answer, *below, unused)
    change = say("Change answer {number}", number=turn.position.main + 1)
    if turn.position.is_follow_up:
        change = say(
            "Change answer {number}, follow-up {follow_up}",
            number=turn.position.main + 1,
            follow_up=turn.position.follow_up,
        )
    may_change = may_go_back(session) and not is_changing(session)
    if may_change and st.button(change, key=f"change-{index}", icon=":material/edit:"):
        candidate.reopen(owner, session.id, index)
        st.rerun()


def end_early(session: InterviewSession) -> None:
    """Ask before the interview ends, and say what becomes of what is there."""
    with ui.errors():
        what_ending_does(session)
        with st.container(horizontal=True):
            if st.button(say("Keep answering"), type="primary"):
                st.rerun()
            if st.button(say("End and get the report"), icon=":material/flag:"):
                to_report(candidate.complete(owner, session.id))


def what_ending_does(session: InterviewSession) -> None:
    """What becomes of each answer when the interview ends now."""
    now = ending(candidate.view(owner, session.id), ui.services().interviewer.judges)
    told = []
    if now.answered:
        told.append(say("**{count}** answered: graded", count=now.answered))
    if now.to_mark:
        told.append(say("**{count}** answered: for you to mark", count=now.to_mark))
    if now.drafts:
        told.append(
            say("**{count}** draft, as it stands now: counts as your answer", count=now.drafts)
            if now.drafts == 1
            else say("**{count}** drafts, as they stand now: count as your answers", count=now.drafts)
        )
    if now.unanswered:
        told.append(
            say("**{count}** without an answer: counts 0 in the overall score", count=now.unanswered)
            if now.unanswered == 1
            else say("**{count}** without an answer: count 0 in the overall score", count=now.unanswered)
        )
    if now.without_score:
        told.append(
            say("**{count}** for practice: gets no score, answered or not", count=now.without_score)
            if now.without_score == 1
            else say("**{count}** for practice: get no score, answered or not", count=now.without_score)
        )
    for line in told:
        st.markdown(f"- {line}")
    st.caption(say("After that no answer can be changed."))


def before_the_end(session: InterviewSession) -> None:
    """No question is left: what was marked can be changed before the report."""
    found = marked(session)
    told = say("That was the last question.")
    if len(found) == 1:
        told = say("That was the last question. You marked this one to look at again.")
    elif found:
        told = say("That was the last question. You marked these to look at again.")
    ui.draw(html_components.page_title(say("Before you finish"), told), language=say.tag)
    for index, turn in found:
        said_to(session, index, turn)
    others = [(index, turn) for index, turn in enumerate(session.turns) if (index, turn) not in found]
    if others:
        with st.expander(say("Your other answers ({count})", count=len(others)), icon=":material/forum:"):
            for index, turn in others:
                said_to(session, index, turn)
    if st.button(say("Finish and get the report"), type="primary", icon=":material/flag:"):
        to_report(candidate.complete(owner, session.id))
    st.caption(say("After that no answer can be changed."))


def to_report(session: InterviewSession) -> None:
    """On to the report, which first asks whoever comes from the last answer what score they expect; not of one question
    alone, nor where they mark their answers themselves."""
    is_whole = session.kind is SessionKind.INTERVIEW and not session.is_one_question
    is_asked = is_whole and is_judged(session, ui.services().interviewer.judges)
    ui.go("report", session=session.id, **({"expect": 1} if is_asked else {}))


def show(session: InterviewSession) -> None:
    turn = session.current
    if session.is_complete:
        to_report(session)
    elif turn is None:
        before_the_end(session)
    elif session.is_waiting:
        st.fragment(waiting.draw, run_every=waiting.LOOK_EVERY_S)(session.id, to_report)
        conversation(session)
    else:
        if landing.is_in_another_language(session, say):
            ui.draw(facts(session, turn), language=say.tag)
            landing.one_in_this_language(session, say)
            ui.draw(question(session, turn), language=say.tag)
        else:
            ui.draw(facts(session, turn), question(session, turn), language=say.tag)
        permit = ui.services().write_tokens.issue(owner, session.id)
        speech = speech_data(session, ui.services(), say)
        if answer_box(session, permit, say, ui.now(), speech=speech):
            st.dialog(say("End the interview now?"))(end_early)(session)
        as_it_was(turn)
        if session.mode is Mode.PRACTICE:
            practice_again.last_time(turn, say, tag_of(session.language))
        if turn.awaits is Awaits.DETAILS:
            st.fragment(coming_aids, run_every=LOOK_AGAIN_S)(session.id, turn.position)
        else:
            aids(session, turn)
        last_feedback.draw(session)
        if session.mode is Mode.PRACTICE:
            story_reminder.your_stories(turn.question)
        conversation(session)


if not ui.session_id():
    st.title(say("No interview chosen"), anchor=False)
    st.markdown(say("Start one from your resume, or pick one from the history."))
    if st.button(say("Go to the start"), type="primary"):
        ui.go("start")
else:
    show(candidate.current(owner, ui.session_id()))
