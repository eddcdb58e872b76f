"""The owner's interviews over time, answered by an in-memory DuckDB copy of the trend facts that the database keeps.

The copy is brought up to date before each look: only what changed is read again, and what was deleted goes. What was
answered is used again while the rows behind it have not changed. Nothing is written to disk, loaded or fetched; texts
of answers are never copied.
"""

from __future__ import annotations

import json
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, tzinfo
from typing import TYPE_CHECKING, Any, TypeVar

from sqlmodel import Session

from interview.core.practice_again import GradedAnswer
from interview.errors import Code, Failed
from interview.messages import Message
from interview.storage import graded_answers, read_model, trend_facts
from interview.storage.read_model import Standing
from interview.storage.store import Store
from interview.storage.versioned_lru import VersionedLru
from interview.trends import lookup, queries
from interview.trends.lookup import ALL, ON_A_PAGE, Look, Most
from interview.trends.missed_points import most_missed
from interview.trends.noise_band import band
from interview.trends.session_facts import SHAPE, worked_out
from interview.trends.values import Best, Choices, Chosen, ScorePoint, Trends

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

EVERYTHING = Chosen()
_MOST_OWNERS = 50
# Filters can be put together in more ways than anybody looks at.
_MOST_ANSWERS = 20
# Few: on SQLite nobody else writes while a chunk is worked out.
_WORKED_OUT_AT_ONCE = 50
_READ_AT_ONCE = 500
_LONGEST_S = 5.0
T = TypeVar("T")
_READ = queries.READ.format(shape=json.dumps(SHAPE))


class Analytics:
    """Answers for all pages of one process, from any thread; connects to nothing until first asked."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Condition()
        # Looks that read the copy now, and deletions that wait for them: what goes is taken from under nobody.
        self._looking = self._waiting = 0
        self._database: DuckDBPyConnection | None = None
        self._known: OrderedDict[str, _Copy] = OrderedDict()
        self._judged: VersionedLru[list[GradedAnswer]] = VersionedLru(_MOST_OWNERS)
        self._answered: VersionedLru[dict[Hashable, Any]] = VersionedLru(_MOST_OWNERS)

    def standing(self, owner: str) -> Standing:
        """How the owner's rows stand, once those that are stale were worked out, for five seconds at most. Whoever
        asks several things of the same moment asks for it once and hands it on.

        Unavailable when the store cannot be read; so below.
        """
        ends = time.monotonic() + _LONGEST_S
        while True:
            with self._store.reading() as db:
                found = read_model.standing_of(db, owner)
            if not found.waiting or time.monotonic() > ends:
                return found
            self._work_out(owner)

    def choices(self, owner: str, standing: Standing | None = None) -> Choices:
        """What can be chosen from; without any measure there is no graded interview yet.

        Failed (INTERNAL_ERROR) when DuckDB cannot answer; so below.
        """

        def choices(_waiting: int) -> Choices:
            return self._asked(owner, lambda cursor: lookup.choices(cursor, owner))

        return self._once(owner, "choices", choices, standing)

    def look(
        self, owner: str, chosen: Chosen = EVERYTHING, standing: Standing | None = None, zone: tzinfo = UTC
    ) -> Trends:
        """Everything the trends page shows, with weeks as they are in this time zone; at most 120 points and 53 weeks,
        the latest ones, and six key points."""

        def look(waiting: int) -> Trends:
            return self._asked(owner, lambda cursor: self._looked(cursor, owner, chosen, ON_A_PAGE, zone, waiting))

        return self._once(owner, (chosen, zone), look, standing)

    def whole(self, owner: str, chosen: Chosen = EVERYTHING, zone: tzinfo = UTC) -> Trends:
        """The same without a bound, for files: all but the key points of answers before the latest 1,000."""
        waiting = self.standing(owner).waiting
        return self._asked(owner, lambda cursor: self._looked(cursor, owner, chosen, ALL, zone, waiting))

    def points(self, owner: str, chosen: Chosen = EVERYTHING) -> list[ScorePoint]:
        """All points of what is chosen, oldest first, however many."""
        self.standing(owner)
        return self._asked(owner, lambda cursor: Look(cursor, owner, chosen).points()[0])

    def best(self, owner: str, measure: str, standing: Standing | None = None) -> Best | None:
        """The best interview of those measured in the same way, all but single questions and rounds of the person's own
        questions; None while these are few."""
        return self._once(owner, ("best", measure), lambda _: self._best(owner, measure), standing)

    def _best(self, owner: str, measure: str) -> Best | None:
        with self._store.reading() as db:
            left_out = trend_facts.not_whole(db, owner)
        found = self._asked(owner, lambda cursor: Look(cursor, owner, EVERYTHING).best(measure, left_out))
        if found is None:
            return None
        with self._store.reading() as db:
            return replace(found, has_own_word=trend_facts.has_own_word(db, found.session_id))

    def forget(self, owner: str, _session_ids: Sequence[str]) -> None:
        """Drop the copy of an owner of whom something was deleted; the next look makes a new one. With the last copy
        the database goes, as what it frees it does not overwrite."""
        with self._lock:
            self._waiting += 1
            self._lock.wait_for(lambda: not self._looking)
            self._waiting -= 1
            if self._database is not None and self._known.pop(owner, None) is not None:
                _forget(self._database, owner)
                if not self._known:
                    self._database.close()
                    self._database = None
            self._lock.notify_all()
        self._judged.drop(owner)
        self._answered.drop(owner)

    def _once(self, owner: str, question: Hashable, answer: Callable[[int], T], standing: Standing | None) -> T:
        """What was answered when the owner's rows stood like this (None: as they do now); `answer` is told how many
        rows still wait."""
        now = standing or self.standing(owner)
        if now.waiting:
            return answer(now.waiting)
        known = self._answered.find(owner, now.mark)
        if known is None or (question not in known and len(known) >= _MOST_ANSWERS):
            known = {}
            self._answered.put(owner, now.mark, known)
        if question not in known:
            known[question] = answer(0)
        found: T = known[question]
        return found

    def _asked(self, owner: str, question: Callable[[DuckDBPyConnection], T]) -> T:
        import duckdb

        try:
            with self._up_to_date(owner) as cursor:
                return question(cursor)
        except duckdb.Error as exc:
            raise Failed(Code.INTERNAL_ERROR, Message.of("error.trends_failed")) from exc

    @contextmanager
    def _up_to_date(self, owner: str) -> Iterator[DuckDBPyConnection]:
        """A connection to the database in which the copy of the owner's rows is up to date and stays."""
        with self._lock:
            self._lock.wait_for(lambda: not self._waiting)
            database = self._brought_up_to_date(owner)
            self._looking += 1
        try:
            with database.cursor() as cursor:
                yield cursor
        finally:
            with self._lock:
                self._looking -= 1
                self._lock.notify_all()

    def _looked(
        self, cursor: DuckDBPyConnection, owner: str, chosen: Chosen, most: Most, zone: tzinfo, waiting: int
    ) -> Trends:
        look = Look(cursor, owner, chosen, most)
        points, found = look.points()
        measure = chosen.measure or (points[-1].measure if points else "")
        return Trends(
            points=tuple(points),
            found=found,
            measure=measure,
            band=band(*look.one(queries.VARIATION, category=chosen.category, measure=measure)),
            strengths=look.strengths(measure),
            lines=look.lines(measure),
            missed=most_missed(self._judgements(owner, look.latest()), chosen.category, most.missed),
            weeks=look.weeks(zone),
            times=look.times(),
            waiting=waiting,
            without_score=look.without_score(),
        )

    def _work_out(self, owner: str) -> None:
        """Work out some of the trend facts that are stale."""
        with self._store.transaction() as db:
            ids = read_model.lock_stale(db, owner, _WORKED_OUT_AT_ONCE)
            turns = _by_session(trend_facts.turn_facts(db, ids))
            grades = _by_session(trend_facts.grade_facts(db, ids))
            read_model.put_facts(
                db,
                {
                    each.id: worked_out(each, turns.get(each.id, []), grades.get(each.id, []))
                    for each in trend_facts.session_facts(db, ids)
                },
            )

    def _brought_up_to_date(self, owner: str) -> DuckDBPyConnection:
        """The database with the newest copy of the owner's rows; of few owners, but for a moment in which many look."""
        if self._database is None:
            self._database = _open()
        copy = self._known.get(owner, _Copy())
        with self._store.reading() as db:
            mark = read_model.standing_of(db, owner).mark
            if mark != copy.mark:
                copy = self._refreshed(db, owner, copy, mark)
        self._known[owner] = copy
        self._known.move_to_end(owner)
        while len(self._known) > _MOST_OWNERS and not self._looking:
            _forget(self._database, self._known.popitem(last=False)[0])
        return self._database

    def _refreshed(self, db: Session, owner: str, copy: _Copy, mark: tuple[int, int]) -> _Copy:
        assert self._database is not None
        if not copy.stamps:
            found = read_model.read_facts(db, owner)
            _replace(self._database, owner, [], found)
            return _Copy(mark, {session_id: stamp for session_id, stamp, _ in found})
        stamps = read_model.fact_stamps(db, owner)
        changed = [session_id for session_id, stamp in stamps.items() if copy.stamps.get(session_id) != stamp]
        gone = [session_id for session_id in copy.stamps if session_id not in stamps]
        chunks = [changed[start : start + _READ_AT_ONCE] for start in range(0, len(changed), _READ_AT_ONCE)]
        found = [row for chunk in chunks for row in read_model.read_facts(db, owner, chunk)]
        _replace(self._database, owner, [*changed, *gone], found)
        kept = {each: stamp for each, stamp in copy.stamps.items() if stamps.get(each) == stamp}
        return _Copy(mark, {**kept, **{session_id: stamp for session_id, stamp, _ in found}})

    def _judgements(self, owner: str, session_ids: Sequence[str]) -> list[GradedAnswer]:
        """How the answers of these sessions were judged, oldest first; read again only when a grade changed."""
        with self._store.reading() as db:
            grades = graded_answers.grades_of(db, session_ids)
            known = self._judged.find(owner, grades)
            if known is None:
                known = graded_answers.judged_answers(db, owner, grades)
                self._judged.put(owner, grades, known)
        return known


@dataclass(frozen=True)
class _Copy:
    """What of an owner is in DuckDB: the stamps by session, and the read model's mark at that time."""

    mark: tuple[int, int] | None = None
    stamps: Mapping[str, int] = field(default_factory=dict)


def _open() -> DuckDBPyConnection:
    import duckdb

    database = duckdb.connect(":memory:")
    database.execute(queries.SCHEMA)
    return database


def _replace(database: DuckDBPyConnection, owner: str, old: Sequence[str], new: Sequence[tuple[str, int, str]]) -> None:
    with database.cursor() as cursor:
        cursor.begin()
        for table in queries.TABLES:
            cursor.execute(queries.FORGET.format(table=table), [owner, list(old)])
        if new:
            cursor.execute(_READ, {"ids": [row[0] for row in new], "texts": [row[2] for row in new]})
            cursor.execute(queries.INSERT_SESSIONS, [owner])
            cursor.execute(queries.INSERT_SCORES, [owner])
        cursor.commit()


def _forget(database: DuckDBPyConnection, owner: str) -> None:
    with database.cursor() as cursor:
        for table in queries.TABLES:
            cursor.execute(queries.FORGET_OWNER.format(table=table), [owner])


def _by_session(rows: Sequence[Any]) -> Mapping[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.session_id, []).append(row)
    return found
