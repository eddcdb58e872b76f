"""The owner's interviews over time: an in-memory DuckDB copy of the scores, brought up to date before each look.

Only sessions that changed are read again; deleted ones go. Scores come from core's formula, so a trend never
disagrees with its report. Nothing is written to disk, loaded or fetched; texts of answers are never copied.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from interview.core.grading import Outcome, Scores, overall
from interview.core.rubric import RUBRIC
from interview.errors import Code, Failed
from interview.reports.yardstick import yardstick
from interview.storage import facts
from interview.storage.store import Store

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_CHUNK = 500
_SCHEMA = """
SET autoinstall_known_extensions = false;
SET autoload_known_extensions = false;
SET enable_external_access = false;
SET threads = 2;
SET memory_limit = '256MB';
SET lock_configuration = true;
CREATE TABLE session (
    owner VARCHAR, id VARCHAR, began TIMESTAMP, resume_name VARCHAR, is_finished BOOLEAN, answered INTEGER,
    scored INTEGER, total INTEGER, overall DOUBLE, accuracy DOUBLE, completeness DOUBLE, clarity DOUBLE,
    measure VARCHAR, predicted INTEGER
);
CREATE TABLE category_score (
    owner VARCHAR, session_id VARCHAR, category VARCHAR, score DOUBLE, weight DOUBLE, answers INTEGER
);
"""
_POINTS = """
SELECT id, began, resume_name, overall, accuracy, completeness, clarity, measure, scored, total,
       overall - avg(overall) OVER (
           PARTITION BY measure ORDER BY began, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING),
       predicted
FROM session WHERE owner = ? AND overall IS NOT NULL ORDER BY began, id
"""
_CATEGORIES = """
SELECT category, sum(score * weight) / sum(weight), sum(answers), count(*),
       arg_max(score, (began, id)),
       (sum(score * weight) - arg_max(score * weight, (began, id)))
           / nullif(sum(weight) - arg_max(weight, (began, id)), 0)
FROM category_score JOIN session ON session.id = category_score.session_id AND session.owner = category_score.owner
WHERE session.owner = ? AND measure = ?
GROUP BY category ORDER BY 2 DESC, category
"""
_ACTIVITY = """
WITH week AS (
    SELECT date_trunc('week', began) AS monday, count(*) FILTER (is_finished) AS interviews, sum(answered) AS answers
    FROM session WHERE owner = ? GROUP BY 1
), every AS (
    SELECT unnest(generate_series(min(monday)::TIMESTAMP, max(monday)::TIMESTAMP, INTERVAL 7 DAY)) AS monday FROM week
)
SELECT every.monday::DATE, coalesce(interviews, 0), coalesce(answers, 0)
FROM every LEFT JOIN week ON week.monday::TIMESTAMP = every.monday ORDER BY 1
"""


@dataclass(frozen=True)
class ScorePoint:
    """One graded session. Scores as in its report: overall 0–100, accuracy 0–40, completeness and clarity 0–30.

    `measure` names interviewer and rubric; `against_earlier` is the overall score minus the mean of all earlier
    sessions of the same measure, None for the first. `scored` of `total` answers have a score. `predicted` is what the
    candidate expected, 0–100, None when they did not say.
    """

    session_id: str
    at: datetime
    resume_name: str
    overall: float
    accuracy: float
    completeness: float
    clarity: float
    measure: str
    scored: int
    total: int
    against_earlier: float | None
    predicted: int | None = None


@dataclass(frozen=True)
class CategoryStrength:
    """A category over all sessions of one measure: weighted means, 0–100. `earlier` leaves the latest session out."""

    category: str
    mean: float
    answers: int
    sessions: int
    latest: float
    earlier: float | None


@dataclass(frozen=True)
class Week:
    """Finished interviews and submitted answers of interviews begun in the week from `monday` (UTC)."""

    monday: date
    interviews: int
    answers: int


class Analytics:
    """Answers for all pages of one process, from any thread; connects to nothing until first asked."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._database: DuckDBPyConnection | None = None
        self._known: dict[str, dict[str, facts.SessionState]] = {}

    def points(self, owner: str) -> list[ScorePoint]:
        """The owner's sessions with an overall score, oldest first; never averaged over different measures."""
        return [_point(row) for row in self._ask(owner, _POINTS, owner)]

    def categories(self, owner: str, measure: str) -> list[CategoryStrength]:
        """The owner's categories over the sessions of one measure, strongest first."""
        return [
            CategoryStrength(row[0], round(row[1], 1), int(row[2]), row[3], row[4], _rounded(row[5]))
            for row in self._ask(owner, _CATEGORIES, owner, measure)
        ]

    def activity(self, owner: str) -> list[Week]:
        """Every week from the first interview to the latest, those without one too."""
        return [Week(row[0], row[1], int(row[2])) for row in self._ask(owner, _ACTIVITY, owner)]

    def _ask(self, owner: str, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """Failed (INTERNAL_ERROR) when DuckDB cannot answer, Unavailable when the store cannot be read."""
        import duckdb

        try:
            with self._up_to_date(owner).cursor() as cursor:
                return cursor.execute(query, list(values)).fetchall()
        except duckdb.Error as exc:
            raise Failed(
                Code.INTERNAL_ERROR, "The trends could not be worked out. Your reports and scores are not affected."
            ) from exc

    def _up_to_date(self, owner: str) -> DuckDBPyConnection:
        """Bring the copy of the owner's sessions up to date; returns the database."""
        with self._lock:
            if self._database is None:
                self._database = _open()
            # States before facts: what changes in between looks changed again next time.
            with self._store.reading() as db:
                states = facts.session_states(db, owner)
                known = self._known.get(owner, {})
                changed = [session_id for session_id, state in states.items() if known.get(session_id) != state]
                gone = [session_id for session_id in known if session_id not in states]
                rows = _Rows(owner)
                for start in range(0, len(changed), _CHUNK):
                    chunk = changed[start : start + _CHUNK]
                    rows.add(facts.session_facts(db, owner, chunk), facts.grade_facts(db, owner, chunk))
            if changed or gone:
                rows.replace_in(self._database, [*changed, *gone])
            self._known[owner] = states
            return self._database


class _Rows:
    """Rows of both tables on their way into DuckDB."""

    def __init__(self, owner: str) -> None:
        self._owner = owner
        self._sessions: list[tuple[Any, ...]] = []
        self._categories: list[tuple[Any, ...]] = []

    def add(self, sessions: Iterable[facts.SessionFact], grades: Iterable[facts.GradeFact]) -> None:
        by_session: dict[str, list[facts.GradeFact]] = {}
        for grade in grades:
            by_session.setdefault(grade.session_id, []).append(grade)
        for session in sessions:
            self._add(session, by_session.get(session.id, []) if session.is_graded else [])

    def _add(self, session: facts.SessionFact, grades: Sequence[facts.GradeFact]) -> None:
        total = _mean(grades, lambda scores: scores)
        measure = yardstick((grade.outcome, grade.graded_by, grade.rubric_version) for grade in grades).label
        at = session.created_at.astimezone(UTC).replace(tzinfo=None)
        self._sessions.append(
            (
                self._owner,
                session.id,
                at,
                session.resume_name,
                session.is_finished,
                session.answered,
                sum(grade.scores is not None for grade in grades),
                len(grades),
                total,
                _mean(grades, lambda scores: Scores(scores.accuracy, 0, 0)),
                _mean(grades, lambda scores: Scores(0, scores.completeness, 0)),
                _mean(grades, lambda scores: Scores(0, 0, scores.clarity)),
                measure if total is not None else None,
                session.predicted_score,
            )
        )
        scored = [grade for grade in grades if grade.scores is not None]
        for category in dict.fromkeys(grade.category for grade in scored):
            inside = [grade for grade in scored if grade.category == category]
            weight = sum(_weight(grade) for grade in inside)
            answers = sum(grade.outcome is Outcome.GRADED for grade in inside)
            score = _mean(inside, lambda scores: scores)
            self._categories.append((self._owner, session.id, category, score, weight, answers))

    def replace_in(self, database: DuckDBPyConnection, session_ids: Sequence[str]) -> None:
        with database.cursor() as cursor:
            cursor.begin()
            for table, key in (("session", "id"), ("category_score", "session_id")):
                cursor.execute(
                    f"DELETE FROM {table} WHERE owner = ? AND {key} IN (SELECT unnest(?::VARCHAR[]))",  # noqa: S608
                    [self._owner, list(session_ids)],
                )
            _insert(cursor, "session", self._sessions)
            _insert(cursor, "category_score", self._categories)
            cursor.commit()


def _open() -> DuckDBPyConnection:
    import duckdb

    database = duckdb.connect(":memory:")
    database.execute(_SCHEMA)
    return database


def _insert(cursor: DuckDBPyConnection, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    if rows:
        columns = ", ".join(["unnest(?)"] * len(rows[0]))
        cursor.execute(f"INSERT INTO {table} SELECT {columns}", [list(c) for c in zip(*rows, strict=True)])


def _mean(grades: Iterable[facts.GradeFact], part: Callable[[Scores], Scores]) -> float | None:
    """Core's weighted mean over one part of the scores: the other parts are 0 and add nothing to the total."""
    return overall((grade.position, part(grade.scores)) for grade in grades if grade.scores is not None)


def _weight(grade: facts.GradeFact) -> float:
    return RUBRIC.follow_up_weight if grade.position.is_follow_up else RUBRIC.main_weight


def _point(row: tuple[Any, ...]) -> ScorePoint:
    values = list(row)
    values[1] = values[1].replace(tzinfo=UTC)
    values[-2] = _rounded(values[-2])
    return ScorePoint(*values)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
