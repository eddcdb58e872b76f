"""Interviews of a database from before trend facts are in the trends as they are in their reports."""

from __future__ import annotations

import pytest
from alembic import command
from sqlalchemy import MetaData, create_engine, insert

from interview.core.grading import Outcome, Verdict
from interview.core.rubric import RUBRIC
from interview.storage import evaluations
from interview.storage.migrate import upgrade
from interview.storage.revisions import config
from tests.builders import NOON, RESUME
from tests.integration.test_candidate import ME
from tests.report_builders import graded as graded_turn
from tests.report_builders import report, turn
from tests.report_builders import session as interview_of

pytestmark = pytest.mark.sqlite_first


def before_the_roll_up(database_url, made):
    """The database as it was before trend facts, with a report as it was stored then."""
    engine = create_engine(database_url)
    with engine.begin() as connection:
        newest = MetaData()
        newest.reflect(connection)
        newest.drop_all(connection)
        chosen = config()
        chosen.attributes["connection"] = connection
        command.upgrade(chosen, "0002")
    with engine.begin() as connection:
        then = MetaData()
        then.reflect(connection)
        for table, rows in rows_of_then(made).items():
            connection.execute(insert(then.tables[table]), rows)
    engine.dispose()


def rows_of_then(made):
    of = {"session_id": made.session.id, "owner": ME}
    who = "model:scripted"
    held = {
        "id": made.session.id,
        "owner": ME,
        "resume_key": "key",
        "resume_name": "cv.pdf",
        "resume_text": RESUME,
        "status": "EVALUATED",
        "follow_up_count": 1,
        "interviewer": who,
        "language": "en",
        "job_text": "",
        "requirements": [],
        "kind": "interview",
        "title": "",
        "tags": "",
        "version": 1,
        "created_at": NOON,
        "updated_at": NOON,
        "completed_at": NOON,
    }
    turns = [
        {
            **of,
            "main": turn.position.main,
            "follow_up": turn.position.follow_up,
            "question": turn.question.text,
            "details": {
                "difficulty": "medium",
                "key_points": [point.text for point in turn.question.key_points],
                "reference_answer": turn.question.reference_answer,
                "misconceptions": [],
                "planned_follow_ups": [],
                "reason": "",
                "hint": "",
                "bank_id": "",
                "probes": [],
                "repeats": None,
            },
            "category": turn.question.category,
            "asked_by": who,
            "draft": "",
            "revision": 0,
            "writer": "",
            "answer": turn.answer.text,
            "submitted_at": NOON,
            "flagged": False,
            "hint_shown": False,
        }
        for turn in made.session.turns
    ]
    graded = [
        {
            **of,
            "main": grade.position.main,
            "follow_up": grade.position.follow_up,
            "outcome": grade.outcome.value,
            "accuracy": grade.scores.accuracy,
            "completeness": grade.scores.completeness,
            "clarity": grade.scores.clarity,
            "feedback": "Well told.",
            "reason": "",
            "details": {
                "points": [
                    {"point": each.point.text, "verdict": each.verdict.value, "quote": each.quote, "credit": None}
                    for each in grade.points
                ],
                "flags": [],
                "remarks": [],
                "dropped_quotes": 0,
                "opinions": [],
                "agreement": None,
            },
            "graded_by": "rule" if grade.outcome is Outcome.UNANSWERED else who,
            "rubric_version": RUBRIC.version,
            "prompt_version": "",
            "tokens": 0,
            "milliseconds": 0,
            "created_at": NOON,
        }
        for grade in made.grades.values()
    ]
    evaluation = {**of, "status": "COMPLETED", "attempt": 1, "failures": 0, "created_at": NOON}
    return {"session": [held], "turn": turns, "evaluation": [evaluation], "grade": graded}


def test_interviews_from_before_the_roll_up_are_worked_out_at_the_first_look(make_services, database_url):
    turns = [turn(0), turn(0, "Then I look at the rows it reads.", 1), turn(1, "pass"), turn(2, "Some words.")]
    verdicts = (Verdict.COVERED, Verdict.TOUCHED, Verdict.MISSED)
    scored = [graded_turn(each, verdicts, quotes=("", "", "")) for each in turns]
    made = report(interview_of(turns, id="then"), scored)
    before_the_roll_up(database_url, made)
    assert upgrade(database_url)
    services = make_services(database_url)
    (point,) = services.analytics.points(ME)
    assert (point.session_id, point.overall) == ("then", made.totals.overall)
    assert services.evaluator.report(ME, "then").totals == made.totals
    with services.store.reading() as db:
        assert evaluations.count_evaluations(db) == {"COMPLETED": 1}
