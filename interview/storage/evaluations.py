"""The verbs for evaluations. Claims and finishes are compare-and-set: exactly one worker wins."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, func, or_, select, update
from sqlmodel import Session, col

from interview.core.evaluation import ENQUEUE_AGAIN_AFTER, EvaluateStatus, Evaluation
from interview.core.grading import Summary
from interview.core.session import SessionStatus
from interview.errors import Code, Conflict, InterviewError
from interview.messages import Message
from interview.storage import read_model, rows
from interview.storage.tables import EvaluationRow, GradeRequestRow, SessionRow
from interview.storage.writing import rowcount


def insert_evaluation(db: Session, evaluation: Evaluation) -> None:
    """Add the evaluation of a session that was just completed."""
    db.add(
        EvaluationRow(
            session_id=evaluation.session_id,
            owner=evaluation.owner,
            status=evaluation.status.value,
            created_at=evaluation.created_at,
        )
    )
    db.flush()


def find_evaluation(db: Session, owner: str, session_id: str) -> tuple[Evaluation, Summary | None] | None:
    """The evaluation of a session and its summary, or None while the interview goes on."""
    row = db.get(EvaluationRow, session_id)
    if row is None or row.owner != owner:
        return None
    return rows.evaluation(row), rows.summary(row.summary)


def lock_completed(db: Session, owner: str, session_id: str) -> Summary | None:
    """The summary of a completed evaluation, which nobody can begin anew until the transaction ends.

    Conflict with INTERVIEW_REPORT_NOT_READY while there is none or grading is under way.
    """
    query = select(EvaluationRow).where(col(EvaluationRow.session_id) == session_id, col(EvaluationRow.owner) == owner)
    row = db.scalars(query.with_for_update()).one_or_none()
    if row is None or row.status != EvaluateStatus.COMPLETED.value:
        raise Conflict(Code.INTERVIEW_REPORT_NOT_READY, Message.of("error.settle_later"))
    return rows.summary(row.summary)


def put_summary(db: Session, session_id: str, summary: Summary) -> None:
    """Replace the summary of an evaluation."""
    query = update(EvaluationRow).where(col(EvaluationRow.session_id) == session_id)
    db.execute(query.values(summary=rows.summary_to_json(summary)))


def mark_summary_older(db: Session, session_id: str) -> None:
    """Note that verdicts changed after the summary was written, where there is one."""
    query = select(col(EvaluationRow.summary)).where(col(EvaluationRow.session_id) == session_id)
    summary = rows.summary(db.scalar(query))
    if summary is not None and not summary.is_older:
        put_summary(db, session_id, replace(summary, is_older=True))


def claim_evaluation(
    db: Session, owner: str, session_id: str, worker: str, now: datetime, lease_until: datetime
) -> Evaluation | None:
    """Take a waiting or abandoned evaluation; None when another worker has it or there is nothing to do."""
    claimed = db.execute(
        update(EvaluationRow)
        .where(col(EvaluationRow.session_id) == session_id, col(EvaluationRow.owner) == owner, _claimable(now))
        .values(
            status=EvaluateStatus.PROCESSING.value,
            attempt=col(EvaluationRow.attempt) + 1,
            claimed_by=worker,
            lease_until=lease_until,
            started_at=func.coalesce(col(EvaluationRow.started_at), now),
            error=None,
            error_code=None,
        )
    )
    if rowcount(claimed) != 1:
        return None
    found = find_evaluation(db, owner, session_id)
    return found[0] if found else None


def extend_lease(db: Session, session_id: str, worker: str, lease_until: datetime) -> bool:
    """Whether the evaluation is still this worker's; if so its lease is extended."""
    return _update_claimed(db, session_id, worker, lease_until=lease_until)


def finish_evaluation(
    db: Session,
    session_id: str,
    worker: str,
    now: datetime,
    summary: Summary | None,
    *,
    again_at: datetime | None = None,
) -> bool:
    """Mark as COMPLETED; False when the claim was lost, and then nothing is written.

    `again_at` is when what a day's budget stopped can be graded.
    """
    return _complete(
        db,
        session_id,
        worker,
        finished_at=now,
        summary=rows.summary_to_json(summary) if summary else None,
        error_code=Code.AI_BUDGET_REACHED.value if again_at else None,
        not_before=again_at,
    )


def list_stopped_by_budget(db: Session, now: datetime) -> list[Evaluation]:
    """Finished evaluations of every owner whose rest, stopped by a day's budget, can be graded now; at most 100."""
    query = select(EvaluationRow).where(
        col(EvaluationRow.status) == EvaluateStatus.COMPLETED.value,
        # When an attempt that failed was to be made again was before the end.
        col(EvaluationRow.not_before) > col(EvaluationRow.finished_at),
        col(EvaluationRow.not_before) <= now,
    )
    return [rows.evaluation(row) for row in db.scalars(query.order_by(col(EvaluationRow.not_before)).limit(100))]


def fail_evaluation(
    db: Session, session_id: str, worker: str, now: datetime, error: InterviewError, retry_at: datetime | None
) -> bool:
    """Record a failed attempt: back to PENDING until `retry_at`, or FAILED for good. False when the claim was lost."""
    final = retry_at is None
    return _update_claimed(
        db,
        session_id,
        worker,
        status=(EvaluateStatus.FAILED if final else EvaluateStatus.PENDING).value,
        failures=col(EvaluationRow.failures) + 1,
        error_code=error.code.value,
        error=rows.message_to_json(error.message),
        not_before=retry_at,
        finished_at=now if final else None,
        claimed_by=None,
        lease_until=None,
        enqueued_at=None,
    )


def keep_report(
    db: Session,
    session_id: str,
    worker: str,
    now: datetime,
    error: InterviewError,
    *,
    again_at: datetime | None = None,
) -> bool:
    """Grading again failed for good: the report stays COMPLETED with the grades it has, and says so. False: claim lost.

    `again_at` is when what a day's budget had stopped is tried again.
    """
    return _complete(
        db,
        session_id,
        worker,
        failures=col(EvaluationRow.failures) + 1,
        error_code=error.code.value,
        error=rows.message_to_json(error.message),
        finished_at=now,
        not_before=again_at,
    )


def _complete(db: Session, session_id: str, worker: str, **values: Any) -> bool:
    """Mark as COMPLETED, and then only drop what was asked for anew: another worker may be at it."""
    status = EvaluateStatus.COMPLETED.value
    is_mine = _update_claimed(db, session_id, worker, status=status, claimed_by=None, lease_until=None, **values)
    if is_mine:
        db.execute(delete(GradeRequestRow).where(col(GradeRequestRow.session_id) == session_id))
    return is_mine


def _update_claimed(db: Session, session_id: str, worker: str, **values: Any) -> bool:
    mine = (
        col(EvaluationRow.session_id) == session_id,
        col(EvaluationRow.claimed_by) == worker,
        col(EvaluationRow.status) == EvaluateStatus.PROCESSING.value,
    )
    done = rowcount(db.execute(update(EvaluationRow).where(*mine).values(**values))) == 1
    if done and "status" in values:
        read_model.mark_stale(db, session_id)
    return done


def restart_evaluation(db: Session, owner: str, session_id: str) -> bool:
    """Back to PENDING from COMPLETED or FAILED, with a fresh number of attempts; False when it is under way."""
    ended = col(EvaluationRow.status).in_((EvaluateStatus.COMPLETED.value, EvaluateStatus.FAILED.value))
    query = (
        update(EvaluationRow)
        .where(col(EvaluationRow.session_id) == session_id, col(EvaluationRow.owner) == owner, ended)
        .values(
            status=EvaluateStatus.PENDING.value,
            attempt=0,
            failures=0,
            error=None,
            error_code=None,
            not_before=None,
            enqueued_at=None,
            started_at=None,
            finished_at=None,
        )
    )
    restarted = rowcount(db.execute(query)) == 1
    if restarted:
        read_model.mark_stale(db, session_id)
    return restarted


def _claimable(now: datetime) -> Any:
    waiting = and_(
        col(EvaluationRow.status) == EvaluateStatus.PENDING.value,
        or_(col(EvaluationRow.not_before).is_(None), col(EvaluationRow.not_before) <= now),
    )
    abandoned = and_(
        col(EvaluationRow.status) == EvaluateStatus.PROCESSING.value,
        or_(col(EvaluationRow.lease_until).is_(None), col(EvaluationRow.lease_until) < now),
    )
    return or_(waiting, abandoned)


def list_stalled(db: Session, now: datetime, session_id: str | None = None) -> list[Evaluation]:
    """Evaluations of every owner, or of one session, that should be running and are not, at most 100.

    They wait and are due, or the lease of who claimed them ran out, and the queue was not told in the last seconds.
    """
    query = select(EvaluationRow).where(_is_stalled(now)).limit(100)
    if session_id is not None:
        query = query.where(col(EvaluationRow.session_id) == session_id)
    return [rows.evaluation(row) for row in db.scalars(query)]


def _is_stalled(now: datetime) -> Any:
    not_enqueued = or_(
        col(EvaluationRow.enqueued_at).is_(None), col(EvaluationRow.enqueued_at) <= now - ENQUEUE_AGAIN_AFTER
    )
    return and_(_claimable(now), not_enqueued)


def note_enqueued(db: Session, session_id: str, now: datetime) -> bool:
    """Note that the queue is being told; False when somebody else just did."""
    query = update(EvaluationRow).where(col(EvaluationRow.session_id) == session_id, _is_stalled(now))
    return rowcount(db.execute(query.values(enqueued_at=now))) == 1


def count_stalled(db: Session, now: datetime) -> int:
    """How many evaluations wait although they are due, or were left by a worker that is gone."""
    query = select(func.count()).select_from(EvaluationRow).where(_claimable(now))
    return db.scalar(query) or 0


def waits_since(db: Session, now: datetime) -> datetime | None:
    """Since when the interview waits that has waited longest and could be graded; None when none waits.

    A grading that is asked for again does not count: when that was is not kept.
    """
    since = func.min(func.coalesce(col(EvaluationRow.not_before), col(EvaluationRow.created_at)))
    query = (
        select(since)
        .join(SessionRow, col(SessionRow.id) == col(EvaluationRow.session_id))
        .where(_claimable(now), col(SessionRow.status) == SessionStatus.COMPLETED.value)
    )
    return db.scalar(query)


def list_failed(db: Session, limit: int = 20) -> list[Evaluation]:
    """The last evaluations that ended in an error, over all owners, newest first."""
    query = (
        select(EvaluationRow)
        .where(col(EvaluationRow.error_code).is_not(None))
        .order_by(col(EvaluationRow.created_at).desc())
        .limit(limit)
    )
    return [rows.evaluation(row) for row in db.scalars(query)]


def count_evaluations(db: Session) -> dict[str, int]:
    """How many evaluations there are per status, over all owners (for operators)."""
    query = select(col(EvaluationRow.status), func.count()).group_by(col(EvaluationRow.status))
    return {row[0]: row[1] for row in db.execute(query)}


def forget_enqueued(db: Session, session_id: str) -> None:
    """Note that the queue could not be told, so that the next look tells it at once."""
    db.execute(update(EvaluationRow).where(col(EvaluationRow.session_id) == session_id).values(enqueued_at=None))
