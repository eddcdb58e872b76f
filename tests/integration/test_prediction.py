"""A guess counts once, and only before the totals were shown."""

from dataclasses import replace
from pathlib import Path

import pytest

from interview.core.grading import Settled, Verdict
from interview.core.question import Position
from interview.documents import markdown, mentor_file
from interview.documents.report_view import report_view
from interview.documents.side_by_side import Pair, side_by_side
from interview.errors import Conflict, InterviewError, Invalid
from interview.i18n.translate import ENGLISH
from interview.messages import Message
from interview.services import services as services_of_process
from interview.trends import tables
from interview.trends.captions import calibration
from interview.web import html_components
from tests.app_test import AppTest
from tests.integration.test_candidate import ME, at_once, create
from tests.servers import ROOT

pytestmark = pytest.mark.sqlite_first


@pytest.fixture
def finished(services):
    session = create(services, mains=1, follow_ups=0)
    return services.candidate.submit_answer(ME, session.id, 0, "some words")


def test_a_guess_before_the_report_stands_beside_the_result(services, finished):
    services.candidate.predict(ME, finished.id, 60)
    services.evaluator.run(ME, finished.id, "w")
    report = services.evaluator.report(ME, finished.id)
    assert report.session.predicted_score == 60
    assert report.prediction_note == Message.of("guess.higher", expected=60, points=report.totals.overall - 60)
    said = f"You expected 60; the result is {report.totals.overall - 60:g} points higher."
    assert ENGLISH.message(report.prediction_note) == said


def test_a_guess_is_taken_while_the_finished_report_was_not_opened_and_never_after(services, finished):
    services.evaluator.run(ME, finished.id, "w")
    services.candidate.report_opened(ME, finished.id)
    with pytest.raises(Conflict):
        services.candidate.predict(ME, finished.id, 60)
    assert services.candidate.view(ME, finished.id).predicted_score is None


@pytest.fixture
def compared(services, monkeypatch: pytest.MonkeyPatch, database_url: str, tmp_path: Path):
    """Opens the page that puts two interviews side by side."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("REDIS_URL", services.settings.redis_url)
    services_of_process.cache_clear()

    def show(first: str, second: str) -> None:
        opened = AppTest.from_file(str(ROOT / "pages" / "compare.py"), default_timeout=20)
        opened.query_params["first"], opened.query_params["second"] = first, second
        assert not opened.run().exception

    yield show
    services_of_process().store.engine.dispose()
    services_of_process.cache_clear()


def test_no_guess_is_taken_once_the_page_of_two_interviews_showed_the_score(services, finished, compared):
    waiting = create(services, mains=1, follow_ups=0, force=True)
    services.candidate.submit_answer(ME, waiting.id, 0, "some words")
    services.evaluator.run(ME, finished.id, "w")
    compared(finished.id, waiting.id)
    with pytest.raises(Conflict):
        services.candidate.predict(ME, finished.id, 60)
    assert services.candidate.predict(ME, waiting.id, 60).predicted_score == 60


def test_a_second_guess_does_not_replace_the_first(services, finished):
    services.candidate.predict(ME, finished.id, 60)
    services.candidate.predict(ME, finished.id, 60)
    with pytest.raises(Conflict):
        services.candidate.predict(ME, finished.id, 61)
    assert services.candidate.view(ME, finished.id).predicted_score == 60


def test_of_guesses_that_race_one_counts(services, finished):
    found = at_once(5, lambda i: services.candidate.predict(ME, finished.id, 50 + i))
    kept = [each.predicted_score for each in found if not isinstance(each, InterviewError)]
    assert kept == [services.candidate.view(ME, finished.id).predicted_score]


def test_nobody_guesses_during_the_interview_or_out_of_range(services, finished):
    under_way = create(services, force=True)
    with pytest.raises(Conflict):
        services.candidate.predict(ME, under_way.id, 50)
    for score in (-1, 101):
        with pytest.raises(Invalid):
            services.candidate.predict(ME, finished.id, score)


def test_opening_the_report_again_writes_nothing(services, finished):
    services.evaluator.run(ME, finished.id, "w")
    first = services.candidate.report_opened(ME, finished.id)
    again = services.candidate.report_opened(ME, finished.id)
    assert (again.version, again.totals_shown_at) == (first.version, first.totals_shown_at)


def test_the_trend_knows_the_guess_of_each_interview(services, finished):
    services.candidate.predict(ME, finished.id, 60)
    services.evaluator.run(ME, finished.id, "w")
    (point,) = services.analytics.points(ME)
    assert (point.session_id, point.predicted) == (finished.id, 60)
    said = calibration([point])
    assert said == f"The one guess that can be compared was {point.overall - 60:g} points too low."


def test_guesses_too_high_and_too_low_even_out_in_the_mean_but_not_in_the_distance(services, finished):
    services.candidate.predict(ME, finished.id, 60)
    services.evaluator.run(ME, finished.id, "w")
    (point,) = services.analytics.points(ME)
    ups = [replace(point, predicted=predicted, overall=50) for predicted in (40, 60, None)]
    assert calibration(ups) == (
        "The 2 guesses that can be compared were on average neither too high nor too low, and 10 points away from the "
        "result."
    )
    assert calibration(ups[2:]) == ""


@pytest.fixture
def marked(services, finished):
    """An interview whose score the candidate's own word moved, with a guess that was right before that."""
    services.evaluator.run(ME, finished.id, "w")
    before = services.evaluator.report(ME, finished.id)
    services.candidate.predict(ME, finished.id, before.totals.overall)
    for point in before.grades[Position(0)].points:
        word = Settled.NOT_SAID if point.verdict is Verdict.COVERED else Settled.SAID
        services.evaluator.settle(ME, finished.id, 0, point.point.id, word)
    after = services.evaluator.report(ME, finished.id)
    assert after.totals.overall != before.totals.overall
    return before, after


def test_a_guess_is_held_against_the_interviewer_and_not_against_own_marks(services, finished, marked):
    before, after = marked
    assert after.by_interviewer.overall == before.totals.overall
    said = ENGLISH.message(after.prediction_note)
    assert said == (f"You expected {before.totals.overall}, and that is the interviewer's score before your own marks.")
    (point,) = services.analytics.points(ME)
    assert (point.overall, point.guessed_at) == (after.totals.overall, before.totals.overall)
    assert calibration([point]) == (
        "The one guess that can be compared was right. Compared is the interviewer's score before your own marks."
    )
    [row] = tables.interviews([point], str)
    assert (row["Score of 100"], row["Before your own marks"]) == (after.totals.overall, before.totals.overall)


def test_a_score_that_own_words_moved_says_so_beside_the_number(services, finished, marked):
    before, after = marked
    told = f"{after.totals.overall} with your word; {before.totals.overall} by the interviewer."
    view = report_view(after, ENGLISH)
    assert view.own_word is not None
    assert told in html_components.score_head(view.overall, "", own_word=view.own_word.told(ENGLISH))
    assert told in markdown.write(view, None)
    for_mentor = mentor_file.write(report_view(after, ENGLISH.for_mentors)).decode()
    assert "with the person&#39;s own word" in for_mentor
    assert "your word" not in for_mentor
    count, total = after.settled
    assert f"You settled {count} of {total} verdicts yourself; your word counts." in view.notes
    assert view.own_word is not None
    assert report_view(before, ENGLISH).own_word is None


def test_own_marks_taken_back_leave_nothing_to_say(services, finished, marked):
    _, after = marked
    for point in after.grades[Position(0)].points:
        services.evaluator.settle(ME, finished.id, 0, point.point.id, None)
    again = services.evaluator.report(ME, finished.id)
    assert not again.judged
    assert ENGLISH.message(again.prediction_note).endswith("that is the result.")


def test_side_by_side_the_interviewers_own_scores_stand_where_own_marks_count(services, finished, marked):
    before, after = marked
    found = side_by_side(before, after)
    assert found.by_interviewer == Pair("Before your own marks", 100, before.totals.overall, before.totals.overall, 0)
    assert side_by_side(before, before).by_interviewer is None
    assert found.questions == (1, 1)
