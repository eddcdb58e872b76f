"""A finished report kept in memory is shown only while the database still says the same, whoever changed it."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from interview.core.grading import Verdict
from interview.errors import Code, Failed, NotFound
from interview.messages import written
from interview.storage import reports
from interview.storage.reports import get_report
from tests.fakes import judgement
from tests.integration.test_candidate import ME, create

pytestmark = pytest.mark.sqlite_first


@pytest.fixture
def worker(make_services, database_url):
    """Another process: what it changes, `services` can only learn from the database."""
    return make_services(database_url)


@pytest.fixture
def finished(services, worker):
    session = create(services, mains=2, follow_ups=0)
    services.candidate.submit_answer(ME, session.id, 0, "first answer")
    services.candidate.submit_answer(ME, session.id, 1, "second answer")
    worker.evaluator.run(ME, session.id, "w")
    return session


def all_sent_by(services, look):
    """The statements that `look` sends to the database, with their values."""
    sent = []

    def note(_connection, _cursor, statement, values, *_more):
        sent.append((statement, values))

    event.listen(services.store.engine, "before_cursor_execute", note)
    try:
        look()
    finally:
        event.remove(services.store.engine, "before_cursor_execute", note)
    return sent


def sent_by(services, look):
    """The queries that `look` sends to the database, with their values."""
    sent = all_sent_by(services, look)
    return [(statement, values) for statement, values in sent if statement.startswith("SELECT")]


def statements(services, look):
    return len(sent_by(services, look))


def test_a_finished_report_is_read_once_and_then_only_asked_for_changes(services, finished):
    first = statements(services, lambda: services.evaluator.report(ME, finished.id))
    assert first > 1
    assert statements(services, lambda: services.evaluator.report(ME, finished.id)) == 1


def test_to_ask_for_changes_opens_no_transaction(services, finished):
    services.evaluator.report(ME, finished.id)
    asked = all_sent_by(services, lambda: services.evaluator.report(ME, finished.id))
    assert [statement.split()[0] for statement, _ in asked] == ["SELECT"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_opening_a_report_reads_rows_of_its_own_session_only(services, finished):
    opened = sent_by(services, lambda: services.evaluator.report(ME, finished.id))
    assert len(opened) > 1
    with services.store.engine.connect() as connection:
        for statement, values in opened:
            steps = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)]
            reads = [step for step in steps if step.startswith(("SCAN", "SEARCH"))]
            assert reads
            # Measurements of graders are nobody's.
            assert [step for step in reads if "id=?" not in step and "measurement" not in step] == []


def graded_again(worker, interviewer, session_id):
    interviewer.on_grade = lambda turns: tuple(judgement(turn, Verdict.MISSED) for turn in turns)
    worker.evaluator.grade_again(ME, session_id, 0)
    worker.evaluator.run(ME, session_id, "w")


def grading_again_failed(worker, interviewer, session_id):
    interviewer.fail_with["grade"] = Failed(Code.AI_API_KEY_INVALID, written("The key is not accepted."))
    worker.evaluator.grade_again(ME, session_id, 0)
    worker.evaluator.run(ME, session_id, "w")


CHANGES = {
    "renamed": lambda worker, _i, id: worker.history.label(ME, id, title="Another name", tags=["mock"]),
    "opened": lambda worker, _i, id: worker.candidate.report_opened(ME, id),
    "guessed": lambda worker, _i, id: worker.candidate.predict(ME, id, 40),
    "asked to grade again": lambda worker, _i, id: worker.evaluator.grade_again(ME, id, 0, second_opinion=True),
    "graded again": graded_again,
    "grading again failed": grading_again_failed,
}


@pytest.mark.parametrize("change", CHANGES)
def test_no_change_is_missed(services, worker, interviewer, finished, change):
    before = services.evaluator.report(ME, finished.id)
    CHANGES[change](worker, interviewer, finished.id)
    with services.store.reading() as db:
        now = get_report(db, ME, finished.id)
    assert now != before
    for _ in range(2):
        shown = services.evaluator.report(ME, finished.id)
        assert shown.session == now.session
        assert shown.evaluation == now.evaluation
        assert (shown.grades, shown.requested, shown.earlier) == (now.grades, now.requested, now.earlier)
        assert shown.totals == now.totals


def test_a_kept_report_is_neither_shown_after_its_deletion_nor_to_somebody_else(services, worker, finished):
    services.evaluator.report(ME, finished.id)
    with pytest.raises(NotFound):
        services.evaluator.report("u-somebody", finished.id)
    worker.history.delete(ME, [finished.id])
    with pytest.raises(NotFound):
        services.evaluator.report(ME, finished.id)


def test_a_very_long_report_is_not_kept(services, finished, monkeypatch):
    monkeypatch.setattr(reports, "MOST_CHARS", 5)
    for _ in range(2):
        assert statements(services, lambda: services.evaluator.report(ME, finished.id)) > 1
