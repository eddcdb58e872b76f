"""One look at what was chosen: puts the questions of queries.py to a DuckDB connection, and reads the answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any

from interview.core.rubric import DimensionName
from interview.core.whole_numbers import whole, whole_parts
from interview.trends import queries
from interview.trends.values import (
    AnswerTime,
    Best,
    CategoryLine,
    CategoryStrength,
    Choices,
    Chosen,
    ScorePoint,
    Week,
    WithoutScore,
)

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LATEST_ANSWERS = 1000
# The better of two is no best yet.
FEWEST_FOR_BEST = 3


@dataclass(frozen=True)
class Most:
    """How many points of a line, weeks and missed key points a look holds, the latest of the former; None for all."""

    points: int | None = None
    weeks: int | None = None
    missed: int | None = None


ON_A_PAGE = Most(points=120, weeks=53, missed=6)
ALL = Most()


def choices(cursor: DuckDBPyConnection, owner: str) -> Choices:
    """What can be chosen from, over everything of this owner."""
    found: dict[str, list[str]] = {}
    for kind, value, _ in cursor.execute(queries.CHOICES, {"owner": owner}).fetchall():
        found.setdefault(kind, []).append(value)
    (interviews,) = found.pop("interviews")
    measures = tuple(found.pop("measures", ()))
    by_name = {kind: tuple(sorted(values, key=str.casefold)) for kind, values in found.items()}
    return Choices(int(interviews), measures=measures, **by_name)


class Look:
    """One look at what was chosen, on a connection of its own."""

    def __init__(self, cursor: DuckDBPyConnection, owner: str, chosen: Chosen, most: Most = ALL) -> None:
        self._cursor = cursor
        self._chosen = chosen
        self._most = most
        of = {"owner": owner}
        filters = {"resume": chosen.resume, "role": chosen.role}
        dates = {"since": _plain(chosen.since), "until": _plain(chosen.until)}
        self.ask(queries.CHOOSE, **of, **filters, **dates)
        self.ask(queries.SCORES, **of, measure=chosen.measure)

    def ask(self, query: str, **values: Any) -> list[tuple[Any, ...]]:
        return self._cursor.execute(query, values).fetchall()

    def one(self, query: str, **values: Any) -> tuple[Any, ...]:
        return self.ask(query, **values)[0]

    def points(self) -> tuple[list[ScorePoint], int]:
        """The latest points, oldest first, and how many there are in all."""
        rows = self.ask(queries.POINTS, category=self._chosen.category, most=self._most.points)
        return [_point(row[:-1]) for row in reversed(rows)], rows[0][-1] if rows else 0

    def strengths(self, measure: str) -> tuple[CategoryStrength, ...]:
        return tuple(
            CategoryStrength(row[0], whole(row[1]), row[2], row[3], row[4], whole(row[5]), _rounded(row[6]))
            for row in self.ask(queries.STRENGTHS, category=self._chosen.category, measure=measure)
        )

    def without_score(self) -> WithoutScore | None:
        """The latest graded interview without a score; None without any, or where a category stands for the whole."""
        rows = [] if self._chosen.category else self.ask(queries.WITHOUT_SCORE, measure=self._chosen.measure)
        return next((WithoutScore(session_id, _aware(at), count) for session_id, at, count in rows), None)

    def lines(self, measure: str) -> tuple[CategoryLine, ...]:
        found: dict[str, list[tuple[datetime, float]]] = {}
        rows = self.ask(queries.LINES, category=self._chosen.category, measure=measure, most=self._most.points)
        for category, at, score in rows:
            found.setdefault(category, []).append((_aware(at), whole(score)))
        return tuple(CategoryLine(category, tuple(points)) for category, points in found.items())

    def times(self) -> tuple[AnswerTime, ...]:
        rows = self.ask(queries.TIMES, category=self._chosen.category, most=self._most.points)
        return tuple(AnswerTime(_aware(at), seconds) for at, seconds in reversed(rows))

    def weeks(self, zone: tzinfo) -> tuple[Week, ...]:
        """The latest weeks of this time zone, oldest first, those without an interview between them included."""
        answers: dict[date, list[int]] = defaultdict(list)
        for began, answered in self.ask(queries.ACTIVITY):
            day = _aware(began).astimezone(zone).date()
            answers[day - timedelta(days=day.weekday())].append(answered)
        if not answers:
            return ()
        first, last = min(answers), max(answers)
        mondays = [first + timedelta(weeks=n) for n in range((last - first).days // 7 + 1)]
        every = [Week(monday, len(answers[monday]), sum(answers[monday])) for monday in mondays]
        return tuple(every if self._most.weeks is None else every[-self._most.weeks :])

    def best(self, measure: str, left_out: Sequence[str]) -> Best | None:
        """The best interview of a measure without those `left_out`; None while there are fewer than FEWEST_FOR_BEST."""
        session_id, overall, at, count = self.one(queries.BEST, measure=measure, left_out=list(left_out))
        return None if count < FEWEST_FOR_BEST else Best(session_id, overall, _aware(at), count)

    def latest(self) -> list[str]:
        """The latest sessions that together hold about a thousand answers."""
        rows = self.ask(queries.LATEST, measure=self._chosen.measure, most=LATEST_ANSWERS)
        return [row[0] for row in rows]


def _point(row: Sequence[Any]) -> ScorePoint:
    session_id, began, resume_name, role, overall, *parts, measure, scored, total, against_earlier = row[:-3]
    predicted, by_interviewer, has_own_word = row[-3:]
    number = whole(overall)
    names = [name.value for name in DimensionName]
    given = {name: value for name, value in zip(names, parts, strict=True) if value is not None}
    shown = whole_parts(given, number)
    return ScorePoint(
        session_id=session_id,
        at=_aware(began),
        resume_name=resume_name,
        overall=number,
        accuracy=shown[DimensionName.ACCURACY],
        completeness=shown[DimensionName.COMPLETENESS],
        clarity=shown.get(DimensionName.CLARITY),
        measure=measure,
        scored=scored,
        total=total,
        against_earlier=_rounded(against_earlier),
        predicted=predicted,
        role=role,
        by_interviewer=_rounded(by_interviewer),
        has_own_word=has_own_word,
    )


def _aware(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC)


def _plain(moment: datetime | None) -> datetime | None:
    return moment.astimezone(UTC).replace(tzinfo=None) if moment else None


def _rounded(value: float | None) -> int | None:
    return None if value is None else whole(value)
