"""What a good answer holds, written for a question that was asked without: it is there before an answer is graded.

It writes nothing over what is there already, and knows nothing of grades.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime

from interview.core.interviewer import Brief, QuestionWriter
from interview.core.plan import Slot
from interview.core.preparation import detailed, to_detail
from interview.core.profile import Profile
from interview.core.question import Position, Question
from interview.core.session import InterviewSession
from interview.core.turn import Turn
from interview.errors import InterviewError
from interview.storage import preparations, session_writes, store
from interview.storage.store import Store

_LOOK_AGAIN_S = 0.1


def brief_for(session: InterviewSession, question: Question, told: Brief | None) -> Brief:
    """What the interviewer is told for the details of a question; without what it was `told`, what the session has."""
    slot = Slot(question.kind, question.difficulty)
    if told is None:
        told = Brief(
            Profile(),
            session.resume_text,
            (slot,),
            language=session.language,
            job=session.job,
            round=session.round,
            detail_marks=session.detail_marks,
        )
    return replace(told, slots=(slot,))


def write_missing(
    database: Store,
    writer: QuestionWriter | None,
    session: InterviewSession,
    parallel: int,
    now: Callable[[], datetime],
    may_go_on: Callable[[], None],
) -> dict[Position, InterviewError]:
    """Write what a finished interview lacks, at most `parallel` calls at once; returns what went wrong, by place.

    What a worker was writing when the interview ended is waited for, as the same call made twice is paid for twice;
    `may_go_on` raises where that takes too long.
    """
    owner, session_id = session.owner, session.id
    if not to_detail(session) or writer is None:
        return {}
    while _is_at_work(database, session_id, now()):
        may_go_on()
        time.sleep(_LOOK_AGAIN_S)
    with database.reading() as db:
        lacking = to_detail(store.get_session(db, owner, session_id))
    with database.reading() as db:
        left = preparations.find_preparation(db, owner, session_id)
    told = None if left is None else left.brief

    def write(turn: Turn) -> InterviewError | None:
        try:
            question = writer.details(brief_for(session, turn.question, told), turn.question)
        except InterviewError as exc:
            return exc
        with database.transaction() as db:
            before = store.get_session(db, owner, session_id, lock=True)
            after = detailed(before, turn.position, question)
            if after is not before:
                session_writes.put_session(db, before, after, now())
        return None

    with ThreadPoolExecutor(max_workers=parallel, thread_name_prefix="details") as pool:
        outcomes = pool.map(write, lacking)
    return {turn.position: error for turn, error in zip(lacking, outcomes, strict=True) if error is not None}


def _is_at_work(database: Store, session_id: str, now: datetime) -> bool:
    with database.reading() as db:
        return preparations.is_claimed(db, session_id, now)


def nothing_left(database: Store, session: InterviewSession) -> None:
    """Forget what was needed to write an interview that is over and whole."""
    if not to_detail(session):
        with database.transaction() as db:
            preparations.drop_preparation(db, session.id)
