"""How long the trends take over 10,000 interviews with 1,000,000 graded answers, against plain SQL on the same rows.

    python bench/trends.py [SESSIONS]

Generates one owner's history on SQLite and on PostgreSQL, lets the product work out its trend facts, then looks from
fresh processes and compares the numbers. PostgreSQL is a server of its own without durability; both hold the same rows.
"""

from __future__ import annotations

import json
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import psycopg
from sqlalchemy import text

from bench.only_help import explained
from interview.core.comparability import Scale
from interview.core.grading import Grade, Outcome, PointJudgement, Scores, Verdict
from interview.core.identity import PRACTICE
from interview.core.key_point import statements
from interview.core.question import Position, Question
from interview.core.turn import Turn
from interview.i18n.names import point_text
from interview.storage.migrate import upgrade
from interview.storage.rows import grade_columns, turn_row
from interview.storage.store import Store
from tests.servers import PostgresServer

ANSWERS = 100
OWNER = "local"
CATEGORIES = ("Python", "Databases", "Linux", "Design", "Testing", "Networking", "Behavioural", "Projects")
POINTS = statements("Look at the query plan", "Add an index that fits the filter", "Check the number of rows read")
FIRST = datetime(2021, 1, 4, 8, tzinfo=UTC)
COLUMNS = {
    "session": (
        "id owner resume_key resume_name status follow_up_count interviewer_kind interviewer_model"
        " language job_text requirements kind title tags predicted_score version created_at updated_at completed_at"
    ),
    "turn": (
        "session_id main follow_up owner question details category asked_by_kind asked_by_model draft revision writer"
        " answer submitted_at first_shown_at flagged hint_shown"
    ),
    "evaluation": "session_id owner status attempt failures created_at",
    "grade": (
        "session_id main follow_up owner outcome accuracy completeness clarity details graded_by_kind graded_by_model"
        " rubric_version prompt_version tokens milliseconds created_at"
    ),
    "session_facts": "session_id owner is_stale stamp facts",
}
WEIGHT = "CASE WHEN g.follow_up > 0 THEN 0.5 ELSE 1.0 END"
GRADES = "grade g JOIN session s ON s.id = g.session_id WHERE s.owner = 'local' AND g.superseded_at IS NULL"
PER_SESSION = f"""
SELECT s.id, s.created_at, min(g.graded_by_kind) AS graded_by_kind,
    sum((g.accuracy + g.completeness + g.clarity) * {WEIGHT}) / sum({WEIGHT}) AS overall,
    sum(g.accuracy * {WEIGHT}) / sum({WEIGHT}), sum(g.completeness * {WEIGHT}) / sum({WEIGHT}),
    sum(g.clarity * {WEIGHT}) / sum({WEIGHT})
FROM {GRADES} GROUP BY s.id, s.created_at"""
PLAIN = {
    "progression": f"{PER_SESSION} ORDER BY s.created_at, s.id",
    "variation": f"""
SELECT count(*), avg(overall), avg(abs(overall - before)) FROM (
    SELECT overall, lag(overall) OVER (ORDER BY created_at, id) AS before FROM ({PER_SESSION}) AS each_one
    WHERE graded_by_kind = 'practice') AS pairs""",
    "categories": f"""
SELECT t.category, sum((g.accuracy + g.completeness + g.clarity) * {WEIGHT}) / sum({WEIGHT})
FROM grade g JOIN session s ON s.id = g.session_id
JOIN turn t ON t.session_id = g.session_id AND t.main = g.main AND t.follow_up = g.follow_up
WHERE s.owner = 'local' AND g.superseded_at IS NULL AND g.graded_by_kind = 'practice' GROUP BY t.category
ORDER BY 2 DESC""",
    "category lines": f"""
SELECT s.id, t.category, sum((g.accuracy + g.completeness + g.clarity) * {WEIGHT}) / sum({WEIGHT})
FROM grade g JOIN session s ON s.id = g.session_id
JOIN turn t ON t.session_id = g.session_id AND t.main = g.main AND t.follow_up = g.follow_up
WHERE s.owner = 'local' AND g.superseded_at IS NULL AND g.graded_by_kind = 'practice' GROUP BY s.id, t.category""",
}
SECONDS = {
    "sqlite": "(julianday(submitted_at) - julianday(first_shown_at)) * 86400",
    "postgresql": "extract(epoch FROM submitted_at - first_shown_at)",
}
MONDAY = {
    "sqlite": "date(created_at, 'weekday 0', '-6 days')",
    "postgresql": "date_trunc('week', created_at AT TIME ZONE 'UTC')::date",
}


def plain(kind: str) -> dict[str, str]:
    """The page's aggregates in SQL on the rows themselves."""
    times = f"""
SELECT session_id, avg(seconds) FROM (
    SELECT session_id, {SECONDS[kind]} AS seconds,
        row_number() OVER (PARTITION BY session_id ORDER BY {SECONDS[kind]}) AS place,
        count(*) OVER (PARTITION BY session_id) AS many
    FROM turn WHERE owner = 'local' AND submitted_at IS NOT NULL) AS ranked
WHERE place IN ((many + 1) / 2, (many + 2) / 2) GROUP BY session_id"""
    activity = f"""
SELECT {MONDAY[kind]} AS monday, count(DISTINCT session.id), count(*) FROM session
JOIN turn ON turn.session_id = session.id WHERE session.owner = 'local' GROUP BY 1 ORDER BY 1"""
    return {**PLAIN, "times": times, "activity": activity}


def generated(sessions: int) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    """Rows of all tables, a hundred interviews at a time; the same ones for the same number."""
    chance = random.Random(11)
    question = Question("", "", key_points=POINTS, reference_answer="Look at the plan.", asked_by=PRACTICE)
    details = json.dumps(turn_row("", OWNER, Turn(Position(0), question)).details)
    for start in range(0, sessions, 100):
        rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in COLUMNS}
        for number in range(start, min(start + 100, sessions)):
            interview(chance, number, details, rows)
        yield from rows.items()


def interview(chance: random.Random, number: int, details: str, rows: dict[str, list[tuple[Any, ...]]]) -> None:
    name, at = f"{number:032x}", FIRST + timedelta(hours=4.5 * number)
    by = ("practice", "") if chance.random() < 0.7 else ("model", "m")
    resume = f"cv-{number % 5}.pdf"
    rows["session"].append(
        (
            *(name, OWNER, "key", resume, "EVALUATED", 1, *by, "en", "", "[]", "interview", "", ""),
            *(chance.randint(30, 90), 2, at, at, at + timedelta(hours=2)),
        )
    )
    rows["evaluation"].append((name, OWNER, "COMPLETED", 1, 0, at))
    rows["session_facts"].append((name, OWNER, True, 0, ""))
    for place in range(ANSWERS):
        main, follow_up = place // 2, place % 2
        shown = at + timedelta(minutes=place)
        sent = shown + timedelta(seconds=chance.randint(5, 55))
        category = CATEGORIES[(number + main) % len(CATEGORIES)]
        text = f"Question {main} about {category}?"
        rows["turn"].append(
            (
                *(name, main, follow_up, OWNER, text, details, category, *by, "", 1, "", "An answer.", sent, shown),
                *(False, False),
            )
        )
        verdicts = chance.choices((Verdict.COVERED, Verdict.TOUCHED, Verdict.MISSED), k=len(POINTS))
        scores = (chance.randint(0, 400) / 10, chance.randint(0, 300) / 10, chance.randint(0, 300) / 10)
        rows["grade"].append(
            (name, main, follow_up, OWNER, "graded", *scores, judged(tuple(verdicts)), *by, "2026.2", "", 0, 0, sent)
        )


@cache
def judged(verdicts: tuple[Verdict, ...]) -> str:
    """The details of a grade, as JSON."""
    points = tuple(PointJudgement(point, verdict) for point, verdict in zip(POINTS, verdicts, strict=True))
    return json.dumps(grade_columns(Grade(Position(0), Outcome.GRADED, Scores(0, 0, 0), points))["details"])


def fill_sqlite(path: Path, sessions: int) -> None:
    db = sqlite3.connect(path)
    db.execute("PRAGMA synchronous=OFF")
    sqlite3.register_adapter(datetime, lambda value: value.strftime("%Y-%m-%d %H:%M:%S.%f"))
    for table, rows in generated(sessions):
        names = COLUMNS[table].split()
        marks = ", ".join("?" * len(names))
        db.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows)
    db.commit()
    db.close()


def fill_postgres(url: str, sessions: int) -> None:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=False) as db, db.cursor() as cursor:
        for table, rows in generated(sessions):
            copy_to = f"COPY {table} ({', '.join(COLUMNS[table].split())}) FROM STDIN"
            with cursor.copy(copy_to) as copy:
                for row in rows:
                    copy.write_row(row)
        cursor.execute("ANALYZE")
        db.commit()


def look(url: str) -> None:
    """What a fresh process needs: the page's whole look cold and again, its memory, and the numbers."""
    from interview.trends.analytics import Analytics

    store = Store(url)
    store.ping()
    analytics = Analytics(store)
    begun, cpu = time.perf_counter(), time.process_time()
    choices = analytics.choices(OWNER)
    trends = analytics.look(OWNER)
    cold, cpu = time.perf_counter() - begun, time.process_time() - cpu
    again = min(timed(lambda: analytics.look(OWNER)) for _ in range(5))
    begun = time.perf_counter()
    points = analytics.points(OWNER)
    every = time.perf_counter() - begun
    mine = next(each for each in choices.measures if Scale.of_code(each).graded_by == (PRACTICE,))
    from interview.trends.values import Chosen

    chosen = analytics.look(OWNER, Chosen(measure=mine))
    values = {
        "cold": cold,
        "cpu": cpu,
        "again": again,
        "every": every,
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "points": [[p.session_id, p.overall, p.accuracy, p.completeness, p.clarity] for p in points],
        "categories": [[each.category, each.mean] for each in chosen.strengths],
        "variation": [chosen.found, chosen.band.middle if chosen.band else None],
        "weeks": [[str(week.monday), week.interviews, week.answers] for week in trends.weeks],
        "times": [each.seconds for each in trends.times],
        "missed": [[point_text(each.point), each.missed, each.asked] for each in trends.missed],
        "waiting": trends.waiting,
    }
    print(json.dumps(values))


def timed(call: Any) -> float:
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


def agrees(mine: dict[str, Any], theirs: dict[str, list[Any]]) -> None:
    """The page's numbers are those of the plain queries, up to the last digit that is shown."""
    expected = [(row[0], *row[3:]) for row in theirs["progression"]]
    assert len(expected) == len(mine["points"])
    for ours, raw in zip(mine["points"], expected, strict=True):
        assert ours[0] == raw[0]
        assert all(abs(a - float(b)) < 0.051 for a, b in zip(ours[1:], raw[1:], strict=True)), (ours, raw)
    raw_means = {row[0]: float(row[1]) for row in theirs["categories"]}
    assert raw_means.keys() == {name for name, _ in mine["categories"]}
    assert all(abs(mean - raw_means[name]) < 0.11 for name, mean in mine["categories"])
    count, mean, _ = theirs["variation"][0]
    assert mine["variation"][0] == count
    assert abs(mine["variation"][1] - float(mean)) < 0.11
    weeks = [[str(row[0]), row[1], row[2]] for row in theirs["activity"]]
    assert mine["weeks"] == weeks[-len(mine["weeks"]) :]
    medians = {row[0]: float(row[1]) for row in theirs["times"]}
    order = [row[0] for row in theirs["progression"]][-len(mine["times"]) :]
    assert all(abs(a - medians[name]) < 0.06 for a, name in zip(mine["times"], order, strict=True))


def measure(kind: str, url: str) -> dict[str, Any]:
    store = Store(url)
    first = timed(lambda: work_out(url))
    done = subprocess.run([sys.executable, __file__, "--look", url], capture_output=True, text=True, check=True)
    mine: dict[str, Any] = json.loads(done.stdout)
    assert mine["waiting"] == 0
    found: dict[str, list[Any]] = {}
    seconds: dict[str, float] = {}
    with store.reading() as db:
        for name, query in plain(kind).items():
            begun = time.perf_counter()
            found[name] = [tuple(row) for row in db.execute(text(query))]
            seconds[name] = time.perf_counter() - begun
    agrees(mine, found)
    store.engine.dispose()
    total = sum(seconds.values())
    print(f"\n{kind}: the look is right: it agrees with plain SQL")
    print(f"  all trend facts, once after an upgrade         {first:8.1f} s")
    print(f"  look, cold, in a fresh process                 {mine['cold']:8.3f} s   ({mine['cpu']:.3f} s CPU)")
    print(f"  look again                                     {mine['again']:8.3f} s")
    print(f"  every point for the CSV                        {mine['every']:8.3f} s")
    print(f"  most memory of that process                    {mine['mb']:8} MB")
    for name, took in seconds.items():
        print(f"  plain SQL, {name:35} {took:8.3f} s")
    print(
        f"  plain SQL in all                               {total:8.3f} s   {total / mine['cold']:.1f} times the look"
    )
    return mine


def work_out(url: str) -> None:
    from interview.trends.analytics import Analytics

    store = Store(url)
    while Analytics(store).look(OWNER).waiting:
        pass
    store.engine.dispose()


def main(sessions: int) -> None:
    print(f"{sessions:,} interviews, {sessions * ANSWERS:,} graded answers of one owner")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "interview.db"
        upgrade(f"sqlite:///{path}")
        print(f"SQLite filled in {timed(lambda: fill_sqlite(path, sessions)):.0f} s, {path.stat().st_size >> 20} MB")
        on_sqlite = measure("sqlite", f"sqlite:///{path}")
    with tempfile.TemporaryDirectory() as folder:
        server = PostgresServer(Path(folder))
        try:
            url = server.new_database()
            upgrade(url)
            print(f"\nPostgreSQL filled in {timed(lambda: fill_postgres(url, sessions)):.0f} s")
            on_postgres = measure("postgresql", url)
        finally:
            server.stop()
    timings = ("cold", "cpu", "again", "every", "mb")
    assert {k: v for k, v in on_sqlite.items() if k not in timings} == {
        k: v for k, v in on_postgres.items() if k not in timings
    }
    print("\nboth databases give the same numbers")


if __name__ == "__main__":
    arguments = explained(__doc__)
    arguments.add_argument("sessions", nargs="?", type=int, default=10_000)
    arguments.add_argument("--look", metavar="DATABASE", help="only look once at a database that is filled")
    given = arguments.parse_args()
    if given.look:
        look(given.look)
    else:
        main(given.sessions)
