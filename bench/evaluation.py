"""How long grading takes: parallel batches against one after the other, with a model of a fixed latency.

    python -m bench.evaluation [--questions 24] [--seconds 2]

Both designs grade the same interview over real HTTP with the same interviewer. "Sequential" takes the batches one after
the other and stores everything at the end; "sequential, stored per batch" differs only in that.
"""

from __future__ import annotations

import argparse
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from interview.core.batching import batches
from interview.core.evaluation import EvaluateStatus, Evaluation
from interview.core.grading import Grade
from interview.core.reply_matching import match
from interview.core.session import InterviewSession, SessionStatus
from interview.core.totals import totals
from interview.core.turn import Answer
from interview.model.interviewer import ModelInterviewer
from interview.storage import evaluations, grades, session_writes, store
from interview.storage.migrate import upgrade
from interview.storage.store import Store
from interview.use_cases.grading.early import EarlyGrader
from interview.use_cases.grading.run import Bounds, GradingRun
from tests.long_interviews import OWNER, insert, interview
from tests.openai_server import OpenAIServer

LOOK_EVERY_S = 0.02
BOUNDS = Bounds()


@dataclass(frozen=True)
class Measured:
    """Seconds from the end of the interview until the first grade can be seen, and until the report is there."""

    title: str
    first_s: float
    whole_s: float
    calls: int


def now() -> datetime:
    return datetime.now(UTC)


def watch(database: Store, session_id: str, work: Callable[[], object]) -> tuple[float, float]:
    """(seconds until the first grade is visible to another reader, seconds of the whole work)."""
    began = time.monotonic()
    first = [0.0]
    done = threading.Event()

    def look() -> None:
        while not done.wait(LOOK_EVERY_S):
            with database.reading() as db:
                if grades.current_grades(db, OWNER, session_id):
                    first[0] = time.monotonic() - began
                    return

    watcher = threading.Thread(target=look)
    watcher.start()
    work()
    whole = time.monotonic() - began
    watcher.join(1)
    done.set()
    return first[0] or whole, whole


def sequential(database: Store, model: ModelInterviewer, session: InterviewSession, *, per_batch: bool) -> None:
    """The design to beat: batches in order, then the summary."""
    made: list[Grade] = []
    for batch in batches(session.turns, BOUNDS.batch_size):
        reply = model.grade(batch)
        made += match(batch, reply.judgements, reply.provenance)[0]
        if per_batch:
            with database.transaction() as db:
                grades.put_grades(db, OWNER, session.id, made[-len(batch) :], now())
    by_position = {grade.position: grade for grade in made}
    model.summarise(session, made, totals(session, by_position))
    if not per_batch:
        with database.transaction() as db:
            grades.put_grades(db, OWNER, session.id, made, now())


def ours(database: Store, model: ModelInterviewer, session: InterviewSession) -> None:
    """The product's own run of one worker."""
    with database.transaction() as db:
        claim = evaluations.claim_evaluation(db, OWNER, session.id, "bench", now(), now() + BOUNDS.lease)
    assert claim is not None
    GradingRun(database, model, BOUNDS, claim, "bench", now).go()


def under_way(session: InterviewSession) -> InterviewSession:
    """The same interview before its last answer was given."""
    last = replace(session.turns[-1], answer=Answer(draft=session.turns[-1].answer.text or ""))
    turns = (*session.turns[:-1], last)
    return replace(session, turns=turns, status=SessionStatus.IN_PROGRESS, completed_at=None)


def with_early_grades(database: Store, model: ModelInterviewer, session: InterviewSession) -> None:
    """Everything but the last answer is graded before the interview ends; not part of the time."""
    open_session = under_way(session)
    with database.transaction() as db:
        store.insert_session(db, open_session, take_slot=True, slot=f"key-{session.id}")
    early = EarlyGrader(database, model, BOUNDS, now)
    while early.look("bench-early"):
        pass
    with database.transaction() as db:
        before = store.get_session(db, OWNER, session.id, lock=True)
        session_writes.put_session(db, before, before.complete(now()), now())
        evaluations.insert_evaluation(db, Evaluation(session.id, OWNER, EvaluateStatus.PENDING, now()))


def measure(folder: Path, questions: int, seconds: float) -> list[Measured]:
    url = f"sqlite:///{folder / 'bench.db'}"
    upgrade(url)
    database = Store(url)
    results = []
    designs: list[tuple[str, Callable[[ModelInterviewer, InterviewSession], None], bool]] = [
        ("sequential", lambda model, session: sequential(database, model, session, per_batch=False), False),
        (
            "sequential, stored per batch",
            lambda model, session: sequential(database, model, session, per_batch=True),
            False,
        ),
        ("ours", lambda model, session: ours(database, model, session), False),
        ("ours, graded early", lambda model, session: ours(database, model, session), True),
    ]
    with OpenAIServer() as server:
        for title, work, early in designs:
            server.reset()
            model = ModelInterviewer(server.base_url, "key", "bench", timeout_s=30)
            session = interview(questions, silent=False, follow_ups=False)
            if early:
                with_early_grades(database, model, session)
                server.reset()
            else:
                insert(database, session)
            server.always("hang", seconds=seconds)
            first, whole = watch(database, session.id, partial(work, model, session))
            with database.reading() as db:
                assert len(grades.current_grades(db, OWNER, session.id)) == questions
            results.append(Measured(title, first, whole, server.count()))
            model.close()
    return results


def main() -> None:
    parser = argparse.ArgumentParser(description="Grading in parallel against one batch after the other.")
    parser.add_argument("--questions", type=int, default=24)
    parser.add_argument("--seconds", type=float, default=2.0)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        results = measure(Path(folder), chosen.questions, chosen.seconds)
    base = results[0].whole_s
    print(
        f"{chosen.questions} questions, {chosen.seconds:g} s a call, "
        f"batches of {BOUNDS.batch_size}, {BOUNDS.parallel} at once"
    )
    print(f"{'design':<30}{'first grade s':>14}{'whole s':>10}{'ratio':>8}{'calls':>7}")
    for result in results:
        print(
            f"{result.title:<30}{result.first_s:>14.2f}{result.whole_s:>10.2f}"
            f"{result.whole_s / base:>8.2f}{result.calls:>7}"
        )


if __name__ == "__main__":
    main()
