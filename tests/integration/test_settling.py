"""Settling over database and API: everything follows, nothing is lost, and it is undone again."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import func, select

from interview.core.evaluation import EvaluateStatus
from interview.core.grading import Outcome, Settled, Verdict
from interview.core.identity import PRACTICE
from interview.documents import exports
from interview.documents.report_view import report_view
from interview.errors import Code, Conflict, Invalid, NotFound
from interview.i18n.translate import ENGLISH
from interview.messages import Message
from interview.storage.tables import GradeRow
from interview.web.schemas.reports import exported
from tests.fakes import judgement
from tests.integration.test_candidate import ME, at_once
from tests.integration.test_evaluation import completed, run

pytestmark = pytest.mark.sqlite_first

__all__ = ["completed"]


@pytest.fixture
def graded(services, interviewer, completed):
    """Graded, with every key point missed."""
    interviewer.on_grade = all_are(Verdict.MISSED)
    return run(services, completed)


def all_are(verdict: Verdict):
    return lambda turns: tuple(judgement(turn, verdict) for turn in turns)


def point(report, index: int, number: int = 0) -> str:
    return report.session.turn_at(index).question.key_points[number].id


def settle(services, report, index: int, word: Settled | None, number: int = 0):
    return services.evaluator.settle(ME, report.session.id, index, point(report, index, number), word)


def everything(services, report) -> dict[str, Any]:
    """What the product says of this interview, wherever it says it."""
    report = services.evaluator.report(ME, report.session.id)
    [line] = services.candidate.sessions(ME)[0]
    trends = services.analytics.look(ME)
    return {
        "file": json.loads(exported(report)),
        "overall": report.totals.overall,
        "history": line.overall,
        "trends": [each.overall for each in trends.measured],
        "missed": [each.missed for each in trends.missed],
        "due": services.practice_again.due(ME).points + (services.practice_again.due(ME).next_at is not None),
        "markdown": exports.render("md", report, [], {})[0],
    }


def test_a_settled_verdict_moves_report_history_trends_and_files_alike_and_is_undone(services, graded):
    before = everything(services, graded)
    for index in (0, 1, 3):
        for number in range(len(graded.session.turn_at(index).question.key_points)):
            settle(services, graded, index, Settled.SAID, number)
    after = everything(services, graded)
    assert after["overall"] > before["overall"]
    assert after["history"] == after["overall"] == after["file"]["overallScore"]
    assert after["trends"] == [after["overall"]]
    assert before["missed"]
    assert not after["missed"]
    assert before["due"] > 0
    assert after["due"] == 0
    assert "Your own word." in after["markdown"].decode()
    evidence = after["file"]["questions"][0]["evidence"][0]
    assert (evidence["verdict"], evidence["judged"], evidence["settled"]) == ("covered", "missed", "said")
    for index in (0, 1, 3):
        for number in range(len(graded.session.turn_at(index).question.key_points)):
            settle(services, graded, index, None, number)
    assert everything(services, graded) == before


def test_another_word_for_the_same_point_takes_the_place_of_the_first(services, graded):
    for word in (Settled.SAID, Settled.WRONG, Settled.PARTLY, Settled.PARTLY):
        report = settle(services, graded, 0, word)
        assert report.grades[report.session.turn_at(0).position].points[0].settled is word
    assert report.earlier == {}


def test_of_five_threads_that_settle_different_points_every_word_is_kept(services, graded):
    places = [(0, 0), (0, 1), (1, 0), (3, 0), (3, 1)]
    words = [random.Random(number).choice(list(Settled)) for number in range(len(places))]
    at_once(len(places), lambda i: settle(services, graded, places[i][0], words[i], places[i][1]))
    report = services.evaluator.report(ME, graded.session.id)
    kept = [report.grades[report.session.turn_at(i).position].points[number].settled for i, number in places]
    assert kept == words


def test_grading_again_keeps_the_word_and_shows_the_grade_before(services, interviewer, graded):
    settle(services, graded, 0, Settled.SAID)
    interviewer.on_grade = all_are(Verdict.CONTRADICTED)
    services.evaluator.grade_again(ME, graded.session.id, 0)
    report = run(services, graded.session, "w2")
    position = report.session.turn_at(0).position
    first = report.grades[position].points[0]
    assert (first.verdict, first.judged, first.settled) == (Verdict.COVERED, Verdict.CONTRADICTED, Settled.SAID)
    [earlier] = report.earlier[position]
    assert {each.verdict for each in earlier.points} == {Verdict.MISSED}
    assert not earlier.settled
    undone = settle(services, report, 0, None)
    assert undone.grades[position].points[0].verdict is Verdict.CONTRADICTED
    assert undone.earlier[position] == (earlier,)


def test_the_note_that_a_models_summary_is_older_goes_with_a_new_one(services, interviewer, graded):
    def notes():
        return report_view(services.evaluator.report(ME, graded.session.id), ENGLISH).notes

    said = ENGLISH.message(Message.of("summary.is_older"))
    assert said not in notes()
    settle(services, graded, 0, Settled.SAID)
    assert said in notes()
    services.evaluator.grade_again(ME, graded.session.id)
    assert run(services, graded.session, "w2").settled[0] == 1
    assert said not in notes()


def test_clicks_leave_one_row_behind(services, graded):
    def rows() -> int:
        with services.store.reading() as db:
            return db.scalar(select(func.count()).select_from(GradeRow))

    before = rows()
    for word in (Settled.SAID, Settled.WRONG, None, Settled.PARTLY):
        settle(services, graded, 0, word)
    assert rows() == before + 1


def test_while_grading_is_under_way_nothing_is_settled_and_the_reason_is_said(services, interviewer, graded):
    services.evaluator.grade_again(ME, graded.session.id, 0)
    with pytest.raises(Conflict) as raised:
        settle(services, graded, 0, Settled.SAID)
    assert (raised.value.code, raised.value.message.code) == (Code.INTERVIEW_REPORT_NOT_READY, "error.settle_later")


def test_what_nobody_judged_is_refused(services, graded):
    assert graded.grades[graded.session.turn_at(2).position].outcome is Outcome.UNANSWERED
    with pytest.raises(Invalid):
        settle(services, graded, 2, Settled.SAID)
    with pytest.raises(Invalid):
        services.evaluator.settle(ME, graded.session.id, 0, "no such point", Settled.SAID)


def test_somebody_elses_verdicts_are_not_there(services, graded):
    with pytest.raises(NotFound):
        services.evaluator.settle("somebody", graded.session.id, 0, point(graded, 0), Settled.SAID)
    assert services.evaluator.report(ME, graded.session.id).settled[0] == 0


def test_the_practice_interviewers_summary_is_said_again_and_a_models_stays(services, interviewer, graded):
    summary = graded.summary
    assert settle(services, graded, 0, Settled.SAID).summary == replace(summary, is_older=True)
    interviewer.identity = PRACTICE
    services.evaluator.grade_again(ME, graded.session.id)
    report = run(services, graded.session, "w3")
    assert report.evaluation.status is EvaluateStatus.COMPLETED
    assert report.summary.written_by == PRACTICE
    assert settle(services, report, 1, Settled.SAID).summary != report.summary
