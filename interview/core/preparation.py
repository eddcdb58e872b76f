"""What is still being written of an interview that has begun, and how it takes its place.

A question that was ever before the candidate never changes. It calls nobody and knows no clock.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from interview.core.ending import ending
from interview.core.identity import InterviewerId
from interview.core.interviewer import Brief
from interview.core.plan import Slot
from interview.core.question import Position, Question
from interview.core.session import InterviewSession
from interview.core.turn import Awaits, Turn
from interview.messages import Message

LATE = timedelta(seconds=90)


@dataclass(frozen=True)
class Preparation:
    """What is needed to write the rest of an interview: what the interviewer was told, with the slot of every main
    question, and what each is to be about ("": not decided).

    `failures` counts the attempts that left something unwritten; `error` is why the last one did. `is_at_work` says
    that somebody tries now. Once `is_given_up` nobody does any more unless the candidate asks for it.
    """

    session_id: str
    owner: str
    brief: Brief
    angles: tuple[str, ...]
    created_at: datetime
    failures: int = 0
    error: Message | None = None
    is_given_up: bool = False
    is_at_work: bool = False


@dataclass(frozen=True)
class Waiting:
    """What somebody is told who waits for a question: which of how many places it has, how many of those that are not
    left out are written (`ready` of `wanted`), and why it does not come (None: nothing is wrong). `may_try_again` says
    that nobody writes it now, and why is known, `may_go_on` that it does not come and another question is there;
    `unanswered` are questions that are there without words of the candidate and would count 0."""

    number: int
    total: int
    ready: int
    wanted: int
    unanswered: int = 0
    problem: Message | None = None
    may_try_again: bool = False
    may_go_on: bool = False


def waiting(session: InterviewSession, left: Preparation | None, at: datetime) -> Waiting | None:
    """What to tell; None where no question is waited for. Longer than a usual call takes is told to be late."""
    current = session.current
    if not session.is_waiting or current is None:
        return None
    mains = [turn for turn in session.turns if not turn.position.is_follow_up]
    since = max((turn.answer.submitted_at for turn in session.turns if turn.answer.submitted_at), default=None)
    rests = left is not None and not left.is_at_work and (left.is_given_up or left.error is not None)
    problem = left.error if left is not None and rests else None
    is_late = rests or (since is not None and at - since > LATE)
    if problem is None and is_late:
        problem = Message.of("error.question_late")
    ready = sum(not turn.is_unwritten for turn in mains)
    unanswered = ending(session).unanswered
    may_go_on = problem is not None and _is_one_behind(session)
    number = current.position.main + 1
    return Waiting(number, session.mains, ready, len(mains), unanswered, problem, rests, may_go_on)


def _is_one_behind(session: InterviewSession) -> bool:
    return any(not turn.is_unwritten for turn in session.turns[session.current_index + 1 :])


def gone_on(session: InterviewSession, position: Position, at: datetime) -> InterviewSession:
    """The session without the question at `position`, so that one behind it can be answered; the same where another one
    is waited for, or none, or no other is there. What nobody wrote was not asked: it cannot count 0.

    The time that somebody waited is not of a real interview's time. It is given back once, when the wait is over.
    """
    current = session.current
    if not session.is_waiting or current is None or current.position != position or not _is_one_behind(session):
        return session
    index = session.current_index
    after = replace(session, turns=(*session.turns[:index], *session.turns[index + 1 :]))
    return after if after.is_waiting else replace(after, ends_at=session.given_back(at).ends_at)


def place(main: int, slot: Slot, stand_in: Question | None, writer: InterviewerId) -> Turn:
    """A place whose question `writer` has still to write, with a question of somebody else until then, if any."""
    empty = Question("", "", slot.kind, slot.difficulty, asked_by=writer)
    return Turn(Position(main), stand_in or empty, awaits=Awaits.QUESTION)


def again(main: int, question: Question, interviewer: InterviewerId) -> Turn:
    """A place for a question that was asked before, by whom its details are written now if they never were."""
    is_bare = interviewer.is_model and question.asked_by == interviewer and not question.key_points
    return Turn(Position(main), question, awaits=Awaits.DETAILS if is_bare else Awaits.NOTHING)


def to_be_written(session: InterviewSession, told: Brief, at: datetime) -> Preparation:
    """What is needed to write the rest of an interview under way, of which nothing was left to write before."""
    mains = [turn.question for turn in session.turns if not turn.position.is_follow_up]
    slots = tuple(Slot(question.kind, question.difficulty) for question in mains)
    return Preparation(session.id, session.owner, replace(told, slots=slots), ("",) * len(slots), at)


def to_write(session: InterviewSession) -> tuple[Turn, ...]:
    """Places whose question is still to be written, in order: none that the candidate has had before them."""
    if session.is_complete:
        return ()
    waiting = enumerate(session.turns)
    return tuple(turn for index, turn in waiting if turn.awaits is Awaits.QUESTION and _is_open(session, index))


def _is_open(session: InterviewSession, index: int) -> bool:
    return session.turns[index].is_unwritten or index >= session.shown_count


def to_detail(session: InterviewSession) -> tuple[Turn, ...]:
    """Questions whose key points are still to be written; an answer to one cannot be graded before."""
    return tuple(turn for turn in session.turns if turn.awaits is Awaits.DETAILS)


def is_being_written(session: InterviewSession) -> bool:
    """Whether anything of it is still to be written."""
    return bool(to_write(session) or to_detail(session))


def written(session: InterviewSession, position: Position, question: Question, at: datetime) -> InterviewSession:
    """The session with a question in the place that waited for it; the same where it is too late.

    The time that somebody waited for it is not of a real interview's time.
    """
    index = next((i for i, turn in enumerate(session.turns) if turn.position == position), None)
    if index is None or session.turns[index] not in to_write(session):
        return session
    is_waited_for = session.is_waiting and session.current_index == index
    known = session.given_back(at) if is_waited_for else session
    turn = replace(session.turns[index], question=question, awaits=Awaits.NOTHING)
    return known.replace_turn(index, turn)


def settled(session: InterviewSession, position: Position) -> InterviewSession:
    """The session with the question that stands in a place for good; the same where none does."""
    turns = tuple(
        replace(turn, awaits=Awaits.NOTHING)
        if turn.position == position and turn.awaits is Awaits.QUESTION and not turn.is_unwritten
        else turn
        for turn in session.turns
    )
    return session if turns == session.turns else replace(session, turns=turns)


def detailed(session: InterviewSession, position: Position, question: Question) -> InterviewSession:
    """The session with the key points, hint and planned follow-ups of a question; the same where they are there or
    another question has taken its place."""
    turns = tuple(
        replace(turn, question=question, awaits=Awaits.NOTHING)
        if turn.position == position and turn.awaits is Awaits.DETAILS and turn.question.text == question.text
        else turn
        for turn in session.turns
    )
    return session if turns == session.turns else replace(session, turns=turns)
