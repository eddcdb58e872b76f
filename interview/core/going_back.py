"""Going back to a submitted answer before the interview is over: when it may be done, and what it does to a session.

The words stay: what was submitted is the draft again, and is kept beside it until it is submitted anew. Grades are no
business of it; whoever stores the change takes those away that were given meanwhile.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from interview.core.mode import Mode
from interview.core.session import InterviewSession, not_current
from interview.core.turn import Feedback, Submitted, Turn
from interview.errors import Code, Conflict
from interview.messages import Message


def may_go_back(session: InterviewSession) -> bool:
    """Whether submitted answers of this interview can be changed now."""
    return session.mode is Mode.PRACTICE and not session.is_complete and session.undecided is None


def is_changing(session: InterviewSession) -> bool:
    """Whether a submitted answer is open again. Another one is opened after it: of two, one would be out of sight."""
    return any(turn.answer.reopened and not turn.answer.is_submitted for turn in session.turns)


def reopen(session: InterviewSession, index: int, at: datetime) -> InterviewSession:
    """The session with a submitted answer open again, so that its question is current; a no-op when it is open.

    Words that were not used, of a change that was given up or of a question that was skipped, are in the box again. Its
    revision goes up, so that nothing saved before it was opened overwrites what is written now. Conflict while another
    question is being thought of or another answer changed and when the interview is over, Invalid in real mode.
    """
    session.check_mode()
    turn = session.turn_at(index)
    if session.is_complete:
        raise Conflict(Code.INTERVIEW_ALREADY_COMPLETED, Message.of("error.interview_finished"))
    if session.undecided is not None or index >= session.shown_count:
        raise not_current()
    text, submitted_at = turn.answer.text, turn.answer.submitted_at
    if text is None or submitted_at is None:
        return session
    if is_changing(session):
        raise Conflict(Code.INTERVIEW_NOT_CURRENT_QUESTION, Message.of("error.changing_another"))
    answer = replace(
        turn.answer,
        draft=turn.answer.unused or text,
        revision=turn.answer.revision + 1,
        writer="",
        text=None,
        submitted_at=None,
        reopened=True,
        feedback=turn.answer.feedback if turn.answer.feedback is Feedback.NONE else Feedback.CHANGED,
        before=Submitted(text, submitted_at, turn.answer.reopened, turn.answer.feedback),
    )
    # The question one comes from was seen, whether or not that was noted: words for it that are on their way are kept.
    came_from = session.current
    shown = session if came_from is None or came_from.was_shown else session.show_question(at)
    return shown.replace_turn(index, replace(turn, answer=answer))


def keep_as_it_was(session: InterviewSession, index: int) -> InterviewSession:
    """The session with an answer that is open again submitted as it was before; a no-op when it is submitted.

    What was written since stays beside it as words that are not used. Conflict for one that was not opened again.
    """
    turn = session.turn_at(index)
    if turn.answer.is_submitted:
        return session
    before = turn.answer.before
    if before is None or session.is_complete:
        raise not_current()
    answer = replace(
        turn.answer,
        text=before.text,
        submitted_at=before.at,
        reopened=before.reopened,
        feedback=before.feedback,
        before=None,
    )
    return session.replace_turn(index, replace(turn, answer=answer))


def taken_back(before: InterviewSession, after: InterviewSession) -> tuple[Turn, ...]:
    """Turns whose grade, given early, cannot stand: of main questions with an answer that is open again."""
    submitted = {turn.position for turn in before.turns if turn.answer.is_submitted}
    open_again = {
        turn.position.main for turn in after.turns if turn.position in submitted and not turn.answer.is_submitted
    }
    return tuple(turn for turn in after.turns if turn.position.main in open_again)


def marked(session: InterviewSession) -> tuple[tuple[int, Turn], ...]:
    """(questionIndex, turn) of submitted answers that the candidate marked to look at once more."""
    return tuple(
        (index, turn) for index, turn in enumerate(session.turns) if turn.answer.flagged and turn.answer.is_submitted
    )


def next_ends_it(session: InterviewSession) -> bool:
    """Whether the current answer, once it is submitted, ends the interview, unless a follow-up comes behind it."""
    current = session.current
    if current is None or any(turn.is_open for turn in session.turns if turn is not current):
        return False
    is_to_be_looked_at = current.answer.flagged and may_go_back(session)
    return not is_to_be_looked_at and not _is_looked_at(session)


def _is_looked_at(session: InterviewSession) -> bool:
    """Whether answers wait to be looked at before the end."""
    return may_go_back(session) and bool(marked(session))


def ends_by_itself(before: InterviewSession, after: InterviewSession) -> bool:
    """Whether a change ends the interview: it closed the last open question, and no answer waits to be looked at."""
    was_open = before.current is not None or before.undecided is not None
    is_open = after.current is not None or after.undecided is not None
    return was_open and not is_open and not _is_looked_at(after)
