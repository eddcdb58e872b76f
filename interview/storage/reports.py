"""Reads everything known about a session's grading in one look. Finished reports stay in memory while they are true."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Row, Select, bindparam, func, select
from sqlmodel import Session, SQLModel

from interview.core.evaluation import EvaluateStatus
from interview.core.measured import Measurement, model_graders
from interview.core.report import Report
from interview.storage import evaluations, grades, measurements, mentors, model_calls, store
from interview.storage.store import Store
from interview.storage.tables import EvaluationRow, GradeRow, MeasurementRow, SessionRow
from interview.storage.versioned_lru import VersionedLru

MOST_REPORTS = 128
MOST_CHARS = 100_000

_Mark = tuple[int, datetime | None, str | None, int | None, int | None]


def get_report(db: Session, owner: str, session_id: str, published: Sequence[Measurement] = ()) -> Report:
    """The report as far as it is there; NotFound when the owner has no such session. `published` are measurements of
    graders that come with the product."""
    session = store.get_session(db, owner, session_id)
    evaluation, summary = evaluations.find_evaluation(db, owner, session_id) or (None, None)
    current = grades.current_grades(db, owner, session_id)
    measured = {each.graded_as: each for each in published}
    measured |= measurements.measurements_of(db, model_graders(current.values()))
    return Report(
        session,
        evaluation,
        current,
        summary,
        requested=grades.requested_grades(db, session_id),
        earlier=grades.earlier_grades(db, owner, session_id),
        judged=grades.judged_grades(db, owner, session_id) if any(each.settled for each in current.values()) else {},
        mentors=mentors.list_mentors(db, owner, session_id),
        measurements=measured,
        spent=model_calls.spent_by_session(db, owner, session_id),
    )


class FinishedReports:
    """The finished reports looked at last: at most MOST_REPORTS, none of more than MOST_CHARS of resume and answers.
    `published` as in get_report()."""

    def __init__(self, published: Sequence[Measurement] = ()) -> None:
        self._published = published
        self._kept: VersionedLru[Report] = VersionedLru(MOST_REPORTS)

    def find(self, database: Store, owner: str, session_id: str) -> Report | None:
        """What get() gives, where it is in memory; None where it has to be read."""
        mark = _mark_of(database.first(_mark_query(), {"session_id": session_id, "owner": owner}))
        return self._kept.find((owner, session_id), mark)

    def get(self, db: Session, owner: str, session_id: str) -> Report:
        """The same as get_report()."""
        mark = _mark_of(db.execute(_mark_query(), {"session_id": session_id, "owner": owner}).first())
        known = self._kept.find((owner, session_id), mark)
        if known is not None:
            return known
        report = get_report(db, owner, session_id, self._published)
        if mark is not None and report.is_ready and _chars(report) <= MOST_CHARS:
            self._kept.put((owner, session_id), mark, report)
        return report

    def forget(self, owner: str, session_ids: Sequence[str]) -> None:
        """Drop the reports of sessions that were deleted."""
        for session_id in session_ids:
            self._kept.drop((owner, session_id))


def _mark_of(row: Row[*tuple[Any, ...]] | None) -> _Mark | None:
    """Another value after each change of a finished report; None while there is none."""
    return (row[0], row[1], row[2], row[3], row[4]) if row else None


@cache
def _mark_query() -> Select[_Mark]:
    """Made once, from columns of tables: this runs each time somebody looks at a report."""
    session, evaluation, grade, measurement = (
        SQLModel.metadata.tables[str(row.__tablename__)].c
        for row in (SessionRow, EvaluationRow, GradeRow, MeasurementRow)
    )
    wanted: BindParameter[str] = bindparam("session_id")
    latest_grade = select(func.max(grade.id)).where(grade.session_id == wanted).scalar_subquery()
    latest_measurement = select(func.max(measurement.id)).scalar_subquery()
    return select(
        session.version, evaluation.finished_at, evaluation.error_code, latest_grade, latest_measurement
    ).where(
        session.id == wanted,
        evaluation.session_id == session.id,
        session.owner == bindparam("owner"),
        evaluation.status == EvaluateStatus.COMPLETED.value,
    )


def _chars(report: Report) -> int:
    return len(report.session.resume_text) + sum(len(turn.answer.text or "") for turn in report.session.turns)
