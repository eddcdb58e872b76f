"""What pages ask of the database is found through an index, so that a long history does not slow them down."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from sqlalchemy import event, text

from interview.core.history import HistoryFilter, LineState
from interview.storage import graded_answers, history, read_model, reports, scored_interviews, settled_verdicts
from tests.integration.test_candidate import ME, create

pytestmark = pytest.mark.sqlite_first

LOOKS = {
    "a report": lambda db, ids: reports.get_report(db, ME, ids[0]),
    "the grades that may come again": lambda db, ids: graded_answers.latest_grades(db, ME, 1000),
    "the judged answers of sessions": lambda db, ids: graded_answers.judged_answers(
        db, ME, graded_answers.grades_of(db, ids)
    ),
    "a page of the history": lambda db, ids: history.list_sessions(db, ME),
    "what a search finds": lambda db, ids: history.list_sessions(db, ME, wanted=HistoryFilter("number elsewhere")),
    "the number of sessions": lambda db, ids: history.count_sessions(db, ME),
    "who held interviews": lambda db, ids: history.list_interviewers(db, ME),
    "earlier reports": lambda db, ids: scored_interviews.list_beside(db, ME, ids[0], datetime.now(UTC), 24),
    "sessions with settled verdicts": lambda db, ids: settled_verdicts.settled_sessions(db, ME),
    "the settled verdicts of a session": lambda db, ids: settled_verdicts.settled_answers(db, ME, ids[0]),
    "what was settled last": lambda db, ids: settled_verdicts.latest_language(db, ME),
    "how the trend facts stand": lambda db, ids: read_model.standing_of(db, ME),
    "the trend facts": lambda db, ids: read_model.read_facts(db, ME),
}
# Bounded by a number of grades, the newest ones.
BOUNDED = ("the grades that may come again", "what was settled last")
# What ANALYZE finds in 10,000 interviews of one owner with 1,000,000 answers.
STATISTICS = (
    ("session", "sqlite_autoindex_session_1", "10000 1"),
    ("session", "ix_session_owner_created_at", "10000 10000 1"),
    ("grade", "ix_grade_owner_id", "1000000 1000000 1"),
    ("grade", "ix_grade_session_id", "1000000 100 2 1"),
)
LARGE = ("session", "turn", "grade", "evaluation", "session_facts")


@pytest.fixture
def ids(services):
    """Sessions of two owners, graded."""
    made = []
    for _ in range(3):
        session = create(services, mains=1, follow_ups=0, force=True)
        services.candidate.submit_answer(ME, session.id, 0, "words")
        services.evaluator.run(ME, session.id, "w")
        made.append(session.id)
    return made


def plans(services, look, ids):
    """The database's plan for each query of a look, as text."""
    is_sqlite = services.store.engine.dialect.name == "sqlite"
    sent = []

    def note(_connection, cursor, statement, values, *_more):
        if statement.startswith("SELECT"):
            sent.append((statement, values))

    with services.store.reading() as db:
        event.listen(services.store.engine, "before_cursor_execute", note)
        try:
            look(db, ids)
        finally:
            event.remove(services.store.engine, "before_cursor_execute", note)
        if not is_sqlite:
            # With three rows PostgreSQL would rather read the whole table.
            db.execute(text("SET LOCAL enable_seqscan = off"))
        connection = db.connection().connection.driver_connection
        explain = "EXPLAIN QUERY PLAN " if is_sqlite else "EXPLAIN "
        cursor = connection.cursor()
        for statement, values in sent:
            cursor.execute(explain + statement, values)
            yield statement, "\n".join(str(row) for row in cursor.fetchall())


def test_a_search_for_other_words_puts_no_statement_together(services, ids, monkeypatch):
    def search(text):
        wanted = HistoryFilter(text, state=LineState.GRADED, since=datetime(2000, 1, 1, tzinfo=UTC))
        return services.history.search(ME, wanted, limit=len(ids))

    assert search("number")[1] == len(ids)

    def forbidden(*_arguments):
        raise AssertionError("a statement is put together")

    for maker in ("select", "exists", "bindparam"):
        monkeypatch.setattr(history, maker, forbidden)
    assert search("number 99? or some words more") == ([], 0)


def test_how_many_there_are_is_asked_only_where_the_page_does_not_show_it(services, ids):
    def looks(limit, offset):
        asked = [statement for statement, _ in plans(services, lambda db, _ids: find(db, limit, offset), ids)]
        return sum("count(*)" in statement for statement in asked)

    def find(db, limit, offset):
        assert history.find_page(db, ME, limit=limit, offset=offset)[1] == len(ids)

    assert [looks(4, 0), looks(2, 2), looks(3, 0), looks(2, 0), looks(3, 9)] == [0, 0, 1, 1, 1]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_sqlite_never_takes_everything_of_an_owner_for_the_grades_of_some_sessions(services, ids):
    found = {name: "".join(plan for _, plan in plans(services, look, ids)) for name, look in LOOKS.items()}
    assert [name for name, plan in found.items() if "ix_grade_owner" in plan] == list(BOUNDED)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("name", BOUNDED)
def test_the_latest_grades_are_read_from_the_newest_on_even_by_a_planner_that_knows_its_tables(services, ids, name):
    with services.store.transaction() as db:
        db.execute(text("ANALYZE"))
        db.execute(text("DELETE FROM sqlite_stat1"))
        for table, index, counts in STATISTICS:
            db.execute(text(f"INSERT INTO sqlite_stat1 VALUES ('{table}', '{index}', '{counts}')"))
    services.store.engine.dispose()
    ((_, plan),) = plans(services, LOOKS[name], ids)
    assert "ORDER BY" not in plan


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_no_large_table_is_read_as_a_whole_for(services, ids, look):
    found = list(plans(services, look, ids))
    assert found
    for statement, plan in found:
        whole = re.findall(r"(?:SCAN|Seq Scan on) (\w+)(?! USING)", plan)
        assert not set(whole) & set(LARGE), f"{statement}\n{plan}"


def test_a_page_of_the_history_reads_the_turns_of_that_page_only(services, ids):
    lines = services.history.search(ME, HistoryFilter(), limit=2)[0]
    assert [line.id for line in lines] == ids[:0:-1]
    assert [line.questions for line in lines] == [1, 1]
    with services.store.reading() as db:
        later = history.list_sessions(db, ME, limit=2, offset=2)
        none = history.list_sessions(db, ME, wanted=HistoryFilter(since=datetime(2100, 1, 1, tzinfo=UTC)))
    assert [line.id for line in later] == ids[:1]
    assert none == []
