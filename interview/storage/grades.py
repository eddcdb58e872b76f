"""The verbs for grades and for requests to grade once more. What a later grade replaces stays as history.

A settled grade is a row of its own behind the interviewer's: the candidate's word outlives that it is graded again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, or_, select, update
from sqlmodel import Session, col

from interview.core.grading import Grade, Outcome, Provenance, Settled
from interview.core.identity import InterviewerId
from interview.core.question import Position
from interview.core.settling import settle
from interview.storage import read_model, rows
from interview.storage.places import is_grade_at
from interview.storage.tables import GradeRequestRow, GradeRow, SessionRow


def current_grades(db: Session, owner: str, session_id: str) -> dict[Position, Grade]:
    """The current grade per position, as far as there are any."""
    query = select(GradeRow).where(
        col(GradeRow.session_id) == session_id, col(GradeRow.owner) == owner, col(GradeRow.superseded_at).is_(None)
    )
    grades = [rows.grade(row) for row in db.scalars(query)]
    return {grade.position: grade for grade in sorted(grades, key=lambda grade: grade.position)}


def earlier_grades(db: Session, owner: str, session_id: str) -> dict[Position, tuple[Grade, ...]]:
    """Grades of interviewers that later ones replaced, per position, oldest first; settling replaces none."""
    query = select(GradeRow).where(
        col(GradeRow.session_id) == session_id,
        col(GradeRow.owner) == owner,
        or_(col(GradeRow.settled_from).is_(None), col(GradeRow.superseded_at).is_(None)),
    )
    # Ordered here: asked to, SQLite would walk through all grades of the owner, which it finds in this order.
    known = sorted(db.scalars(query), key=lambda row: row.id or 0)
    standing = {row.settled_from or row.id for row in known if row.superseded_at is None}
    found: dict[Position, tuple[Grade, ...]] = {}
    for row in known:
        if row.settled_from is None and row.id not in standing:
            grade = rows.grade(row)
            found[grade.position] = (*found.get(grade.position, ()), grade)
    return found


def judged_grades(db: Session, owner: str, session_id: str) -> dict[Position, Grade]:
    """What interviewers gave the answers in which the candidate's own word counts now, before that."""
    standing = select(col(GradeRow.settled_from)).where(
        col(GradeRow.session_id) == session_id, col(GradeRow.owner) == owner, col(GradeRow.superseded_at).is_(None)
    )
    grades = map(rows.grade, db.scalars(select(GradeRow).where(col(GradeRow.id).in_(standing))))
    return {grade.position: grade for grade in grades}


def last_signed(db: Session, graded_by: InterviewerId) -> Provenance | None:
    """How this interviewer signed its last grade with a score; None without any."""
    query = (
        select(GradeRow)
        .where(
            col(GradeRow.graded_by_kind) == graded_by.kind.value,
            col(GradeRow.graded_by_model) == graded_by.model,
            col(GradeRow.outcome) == Outcome.GRADED.value,
        )
        .order_by(col(GradeRow.id).desc())
        .limit(1)
    )
    row = db.scalars(query).first()
    return None if row is None else rows.grade(row).provenance


def requested_grades(db: Session, session_id: str) -> dict[Position, int]:
    """Answers that shall be graded once more, with the number of opinions."""
    query = select(GradeRequestRow).where(col(GradeRequestRow.session_id) == session_id)
    return {Position(row.main, row.follow_up): row.opinions for row in db.scalars(query)}


def request_grades(db: Session, session_id: str, wanted: Mapping[Position, int]) -> None:
    """Ask for new grades; what is there stays until its successor is."""
    db.execute(delete(GradeRequestRow).where(col(GradeRequestRow.session_id) == session_id))
    for position, opinions in wanted.items():
        db.add(
            GradeRequestRow(session_id=session_id, main=position.main, follow_up=position.follow_up, opinions=opinions)
        )
    db.flush()


def drop_requests(db: Session, session_id: str, positions: Collection[Position]) -> None:
    """Forget requests for these answers."""
    for position in positions:
        place = (
            col(GradeRequestRow.session_id) == session_id,
            col(GradeRequestRow.main) == position.main,
            col(GradeRequestRow.follow_up) == position.follow_up,
        )
        db.execute(delete(GradeRequestRow).where(*place))


def put_grades(db: Session, owner: str, session_id: str, grades: Sequence[Grade], now: datetime) -> None:
    """Store grades as the current ones, with their requests fulfilled; earlier ones stay in history.

    What the candidate settled of the answers counts for the new grades too.
    """
    positions = [grade.position for grade in grades]
    words = {position: known.settled for position, known in current_grades(db, owner, session_id).items()}
    _supersede(db, session_id, positions, now)
    drop_requests(db, session_id, positions)
    for grade in grades:
        _add(db, owner, session_id, grade, words.get(grade.position, {}), now)
    db.flush()
    read_model.mark_stale(db, session_id)


def forget_grades(db: Session, session_id: str, positions: Collection[Position]) -> None:
    """Delete the grades of answers that are written anew: they judge words that are no answer any more."""
    for position in positions:
        db.execute(delete(GradeRow).where(is_grade_at(session_id, position)))


def settle_point(
    db: Session, owner: str, session_id: str, position: Position, point: str, word: Settled | None, now: datetime
) -> None:
    """Count the candidate's word on a key point, or with None what the interviewer said, from now on.

    The caller has locked the session; the answer has a current grade.
    """
    place = (is_grade_at(session_id, position), col(GradeRow.owner) == owner)
    current = db.scalars(select(GradeRow).where(*place, col(GradeRow.superseded_at).is_(None))).one()
    own = db.get_one(GradeRow, current.settled_from) if current.settled_from else current
    words = {**rows.grade(current).settled, point: word}
    _supersede(db, session_id, [position], now)
    kept = {name: each for name, each in words.items() if each is not None}
    _add_settled(db, own, rows.grade(own), kept, now)
    db.flush()
    # Only now, or the new row might get the id of the old one, and whoever remembers that would notice nothing.
    db.execute(
        delete(GradeRow).where(
            *place, col(GradeRow.settled_from).is_not(None), col(GradeRow.superseded_at).is_not(None)
        )
    )
    # By its last change is known how long an interview is kept.
    db.execute(update(SessionRow).where(col(SessionRow.id) == session_id).values(updated_at=now))
    read_model.mark_stale(db, session_id)


def _add(db: Session, owner: str, session_id: str, grade: Grade, words: Mapping[str, Settled], now: datetime) -> None:
    own = GradeRow(session_id=session_id, owner=owner, created_at=now, **rows.grade_columns(grade))
    settled = settle(grade, words)
    own.superseded_at = None if settled == grade else now
    db.add(own)
    if settled != grade:
        db.flush()
        _add_settled(db, own, grade, words, now)


def _add_settled(db: Session, own: GradeRow, grade: Grade, words: Mapping[str, Settled], now: datetime) -> None:
    # What the interviewer's call cost is counted with its own row.
    columns = {**rows.grade_columns(settle(grade, words)), "tokens": 0}
    db.add(GradeRow(session_id=own.session_id, owner=own.owner, created_at=now, settled_from=own.id, **columns))


def _supersede(db: Session, session_id: str, positions: Sequence[Position], now: datetime) -> None:
    for position in positions:
        current = is_grade_at(session_id, position), col(GradeRow.superseded_at).is_(None)
        db.execute(update(GradeRow).where(*current).values(superseded_at=now))
