"""Swapping a question that is not answered yet for another one: when it may be done, and what is remembered of it.

No score, no count and no total of an interview knows of it. It chooses no question.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from interview.core.mode import Mode
from interview.core.plan import Slot
from interview.core.question import Position, Question, QuestionKind
from interview.core.rounds import ABOUT_YOU, DESIGN, WITH_ABOUT_YOU, Round
from interview.core.session import InterviewSession, SessionKind, not_current
from interview.core.turn import Awaits, Turn
from interview.errors import Code, Conflict, Invalid
from interview.messages import Message


class SwapReason(StrEnum):
    """not_my_field: its topic is not asked again either, where it is one of knowledge · had_it: only the question."""

    NOT_MY_FIELD = "not_my_field"
    HAD_IT = "had_it"


@dataclass(frozen=True)
class SwappedQuestion:
    """A question that was taken away from its place, where it was the `swaps`-th (from 0), and why.

    `topic` is the id of the topic of knowledge it asked about, "" where none is known; `bank_id` is "" where it did not
    come from the bank.
    """

    position: Position
    swaps: int
    text: str
    bank_id: str
    topic: str
    category: str
    reason: SwapReason
    at: datetime


def swapped(turn: Turn, topic: str, reason: SwapReason, at: datetime) -> SwappedQuestion:
    """What is remembered of a turn whose question goes."""
    asked = turn.question
    return SwappedQuestion(turn.position, turn.swaps, asked.text, asked.bank_id, topic, asked.category, reason, at)


def asking(session: InterviewSession, index: int, swaps: int | None) -> InterviewSession:
    """The session, where the question at `index` is the one that is meant (`swaps`, see Turn; None: whichever it is).

    Conflict where that one was swapped, so that no words for it become words for another.
    """
    if swaps is not None and swaps != session.turn_at(index).swaps:
        raise Conflict(Code.INTERVIEW_NOT_CURRENT_QUESTION, Message.of("error.question_swapped"))
    return session


def may_swap(session: InterviewSession) -> bool:
    """Whether the current question can be swapped, as far as nothing is written yet: never in real mode, nor one that
    was answered before."""
    turn = session.current
    return (
        turn is not None
        and not turn.is_unwritten
        and not turn.position.is_follow_up
        and not turn.answer.reopened
        and _has_others(session)
        and session.mode is Mode.PRACTICE
    )


def _has_others(session: InterviewSession) -> bool:
    """Whether there are other questions for it: not where these very ones were wished for."""
    return session.kind is SessionKind.INTERVIEW and session.round is not Round.OWN


def check_swap(session: InterviewSession, index: int, swaps: int | None = None) -> Turn:
    """The turn whose question is to be swapped: a main question that is the current one and has no words yet.

    `swaps` is which question of this place is meant (see Turn). Conflict when the interview has moved on or something
    was written, Invalid for a question that cannot be swapped at all.
    """
    session.check_mode()
    turn = asking(session, index, swaps).turn_at(index)
    if session.is_complete:
        raise Conflict(Code.INTERVIEW_ALREADY_COMPLETED, Message.of("error.interview_finished"))
    if index != session.current_index or session.undecided is not None or turn.is_unwritten:
        raise not_current()
    if turn.answer.reopened:
        raise Conflict(Code.INTERVIEW_ANSWER_BEGUN, Message.of("error.answer_begun"))
    if not may_swap(session):
        is_follow_up = turn.position.is_follow_up
        raise Invalid(
            Code.INPUT_INVALID, Message.of("error.swap_follow_up" if is_follow_up else "error.swap_asked_again")
        )
    if turn.answer.draft.strip():
        raise Conflict(Code.INTERVIEW_ANSWER_BEGUN, Message.of("error.answer_begun"))
    return turn


def swap(
    session: InterviewSession, index: int, swaps: int, question: Question, awaits: Awaits = Awaits.NOTHING
) -> InterviewSession:
    """The session with `question`, which `awaits` something or nothing, in place of the one that is there, of which
    nothing is left; raises as above."""
    turn = check_swap(session, index, swaps)
    other = Turn(turn.position, question, swaps=swaps + 1, awaits=awaits)
    return session.replace_turn(index, other)


def slot_of(round: Round, question: Question, topic: str) -> Slot:
    """What is to be filled in place of a question about `topic` (its id, or ""): the same kind, difficulty and, where
    the kind of interview asks for it, topic."""
    of_round: tuple[str, ...] = ()
    if topic and round is Round.TOPIC:
        of_round = (topic,)
    elif topic in DESIGN and round is Round.DESIGN:
        of_round = DESIGN
    elif topic == ABOUT_YOU and round in WITH_ABOUT_YOU:
        of_round = (ABOUT_YOU,)
    kind = QuestionKind.SKILL if of_round else question.kind
    return Slot(kind, question.difficulty, topics=of_round, is_replacement=True)
