"""The overall scores of sessions, and which interviews have one that stands beside others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from datetime import datetime
from itertools import islice

from sqlalchemy import Select, and_, bindparam, exists, func, not_, select
from sqlmodel import Session, col

from interview.core.evaluation import EvaluateStatus
from interview.core.grading import Outcome, Scores
from interview.core.question import Position
from interview.core.rubric import rubric_for
from interview.core.session import SessionKind
from interview.core.settling import has_marks_to_come
from interview.core.totals import ends, overall
from interview.storage import rows
from interview.storage.blank_answers import without_blanks
from interview.storage.tables import EvaluationRow, GradeRow, ResumeTextRow, SessionRow, TurnRow

_GIVEN = select(
    col(GradeRow.session_id),
    col(GradeRow.main),
    col(GradeRow.follow_up),
    col(GradeRow.rubric_version),
    *map(col, (GradeRow.accuracy, GradeRow.completeness, GradeRow.clarity, GradeRow.low, GradeRow.high)),
).where(
    col(GradeRow.session_id).in_(bindparam("ids", expanding=True)),
    col(GradeRow.superseded_at).is_(None),
    col(GradeRow.outcome) != Outcome.UNGRADED.value,
)

_JUDGED = select(GradeRow).where(
    col(GradeRow.session_id).in_(bindparam("ids", expanding=True)),
    col(GradeRow.superseded_at).is_(None),
    col(GradeRow.outcome) == Outcome.GRADED.value,
)

# Nothing but the name of an occupation was known: what is kept as its resume is that name.
IS_OF_NOBODY = and_(
    col(SessionRow.resume_id).is_(None), func.coalesce(col(SessionRow.resume_name) == col(ResumeTextRow.text), False)
)
"""For a query that joins the resume's text, which may be none."""
_TURNS = select(func.count()).where(col(TurnRow.session_id) == col(SessionRow.id)).correlate(SessionRow)
IS_ONE_QUESTION = and_(IS_OF_NOBODY, _TURNS.scalar_subquery() == 1)
"""The same as `InterviewSession.is_one_question`, for a query like that."""
_GRADED = (
    select(col(SessionRow.id))
    .join(EvaluationRow, col(EvaluationRow.session_id) == col(SessionRow.id))
    .join(ResumeTextRow, col(ResumeTextRow.id) == col(SessionRow.text_id), isouter=True)
    .where(
        col(SessionRow.owner) == bindparam("owner"),
        col(SessionRow.kind) == SessionKind.INTERVIEW.value,
        col(EvaluationRow.status) == EvaluateStatus.COMPLETED.value,
        exists()
        .where(col(TurnRow.session_id) == col(SessionRow.id), without_blanks(col(TurnRow.answer)) != "")
        .correlate(SessionRow),
        not_(IS_ONE_QUESTION),
    )
    .limit(bindparam("limit"))
    .offset(bindparam("offset"))
)
_EARLIER = _GRADED.where(col(SessionRow.created_at) < bindparam("at")).order_by(
    col(SessionRow.created_at).desc(), col(SessionRow.id)
)
_LATER = _GRADED.where(col(SessionRow.created_at) >= bindparam("at"), col(SessionRow.id) != bindparam("id")).order_by(
    col(SessionRow.created_at), col(SessionRow.id)
)


def list_beside(db: Session, owner: str, session_id: str, at: datetime, limit: int) -> list[str]:
    """Ids of the owner's interviews that stand beside the session begun `at` a moment, oldest first: at most `limit`
    whose score is a measure, the latest before it, and if there are fewer, the first after it; one of the same moment
    counts as after it. As on Progress, retakes and reviews are none, nor is the one question that is tried before
    anything is known, nor what was left without an answer."""
    earlier = list(islice(_that_count(db, _EARLIER, limit, owner=owner, at=at), limit))
    later = _that_count(db, _LATER, limit, owner=owner, at=at, id=session_id)
    return [*reversed(earlier), *islice(later, limit - len(earlier))]


def _that_count(db: Session, query: Select[str], at_once: int, **of: object) -> Iterator[str]:
    offset = 0
    while ids := list(db.scalars(query, {**of, "limit": at_once, "offset": offset})):
        scores = overall_scores(db, ids)
        yield from (id for id in ids if id in scores and scores[id][0] is not None)
        offset += at_once


def overall_scores(db: Session, session_ids: list[str]) -> dict[str, tuple[int | None, int | None, int | None]]:
    """Overall score, the ends of where it most likely is, of one owner's sessions by id.

    The owner is not asked for again, or SQLite would read everything they have.
    """
    if not session_ids:
        return {}
    found: dict[str, list[tuple[Position, Scores]]] = {}
    versions: dict[str, set[str]] = {}
    for session_id, main, follow_up, version, *given in db.execute(_GIVEN, {"ids": session_ids}):
        found.setdefault(session_id, []).append((Position(main, follow_up), Scores(*given)))
        versions.setdefault(session_id, set()).add(version)
    rubrics = {session_id: rubric_for(known) for session_id, known in versions.items()}
    return {
        session_id: (overall(scored, rubrics[session_id]), *(ends(scored, rubrics[session_id]) or (None, None)))
        for session_id, scored in found.items()
    }


def with_marks_to_come(db: Session, session_ids: Sequence[str]) -> Set[str]:
    """Which of one owner's sessions have a key point of which nothing is known until the candidate marks it."""
    if not session_ids:
        return frozenset()
    judged = db.scalars(_JUDGED, {"ids": session_ids})
    return {row.session_id for row in judged if has_marks_to_come([rows.grade(row)])}
