"""What a budget of an interview, or of a person and day, stops, says and never lowers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from interview.core.cost import Price, Tokens
from interview.core.evaluation import EvaluateStatus
from interview.core.follow_ups import planned_follow_up
from interview.core.grading import Outcome
from interview.core.identity import PRACTICE, model_interviewer
from interview.core.report import Report
from interview.core.spending import NO_BUDGET, Budgets, Limit, Payer, day_begun
from interview.documents.report_view import report_view
from interview.errors import Code, Failed, InterviewError, Unavailable
from interview.i18n.translate import ENGLISH
from interview.messages import Message
from interview.services import Services
from interview.use_cases.spending import Spending
from tests.builders import RESUME
from tests.integration.test_candidate import ME, at_once, create
from tests.integration.test_spending import WORDS, Make, answered, graded, outcomes, rows
from tests.openai_server import OpenAIServer

pytestmark = pytest.mark.sqlite_first


TOMORROW = Message.of("ungraded.budget_of_day")


def at_day(services: Services, monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    """So many days from now, just after midnight."""
    at = day_begun(datetime.now(UTC)) + timedelta(days=days, minutes=1)
    for part in (services.spending, services.evaluator, services.evaluator._enqueuer):
        monkeypatch.setattr(part, "_now", lambda: at)


def said_beside(report: Report) -> tuple[str, ...]:
    return report_view(report, ENGLISH).notes


def test_eight_gradings_side_by_side_in_two_processes_go_beyond_a_budget_by_one_call_at_most(with_model: Make):
    """Calls of 100 tokens that were expected to have as many, against a budget of 350."""
    one, other = with_model(), with_model()
    budgets = Budgets(session=Limit(tokens=350))
    meters = [
        Spending(
            store=each.store,
            budgets=budgets,
            price_of=lambda *_: None,
            models={},
            longest_call=timedelta(minutes=1),
            now=lambda: datetime.now(UTC),
        )
        for each in (one, other)
    ]
    payer = Payer(ME, "a" * 32)

    def call(number: int) -> bool:
        meter = meters[number % 2]
        ticket = meter.begin(payer, "http://elsewhere", "m", Tokens(60, 40), 60)
        meter.end(ticket, Tokens(60, 40), "")
        return True

    results = at_once(8, call)
    began = [result for result in results if result is True]
    refused = [result for result in results if isinstance(result, InterviewError)]
    assert (len(began), len(refused)) == (4, 4)
    assert {error.code for error in refused} == {Code.AI_BUDGET_REACHED}
    assert meters[0].of_session(ME, payer.session_id).tokens.all == 400


def test_eight_answers_graded_at_once_stop_at_the_budget_of_the_interview(with_model: Make, server: OpenAIServer):
    plain = with_model()
    session_id = answered(plain, mains=8)
    asked = plain.spending.of_session(ME, session_id).tokens.all
    one_answer = 1_500
    budget = asked + 2 * one_answer
    services = with_model(
        model_budget_session_tokens=budget,
        openai_model=plain.settings.model,
        evaluation_batch_size=1,
        evaluation_parallel=8,
    )
    report = graded(services, session_id)
    used = services.spending.of_session(ME, session_id).tokens.all
    largest = max(row.tokens_in + row.tokens_out for row in rows(services) if row.operation == "grade")
    # No more than three of eight get through: each holds about 900 tokens until it is known what it took.
    assert budget <= used <= asked + 3 * largest
    assert report.evaluation.status is EvaluateStatus.COMPLETED
    assert set(outcomes(report)) == {Outcome.GRADED, Outcome.UNGRADED}
    without = [grade for grade in report.grades.values() if grade.outcome is Outcome.UNGRADED]
    assert {grade.reason for grade in without} == {Message.of("ungraded.budget_of_interview")}
    assert all(grade.scores is None for grade in without)
    assert report.totals.graded + report.totals.ungraded == 8
    scores = [grade.scores.total for grade in report.grades.values() if grade.scores is not None]
    assert abs(report.totals.overall - sum(scores) / len(scores)) < 1
    assert report.summary is None


@pytest.mark.parametrize("parallel", [1, 2])
def test_every_answer_that_a_budget_stopped_says_so_however_few_are_graded_at_once(with_model: Make, parallel: int):
    plain = with_model()
    session_id = answered(plain, mains=5)
    services = with_model(
        model_budget_session_tokens=plain.spending.of_session(ME, session_id).tokens.all + 1,
        openai_model=plain.settings.model,
        evaluation_batch_size=1,
        evaluation_parallel=parallel,
    )
    report = graded(services, session_id)
    assert report.evaluation.status is EvaluateStatus.COMPLETED
    assert report.missing == ()
    assert sorted(outcomes(report)) == [Outcome.GRADED, *[Outcome.UNGRADED] * 4]
    without = [grade for grade in report.grades.values() if grade.outcome is Outcome.UNGRADED]
    assert {grade.reason for grade in without} == {Message.of("ungraded.budget_of_interview")}


def test_what_a_days_budget_stopped_is_graded_by_itself_the_day_after(
    with_model: Make, server: OpenAIServer, monkeypatch: pytest.MonkeyPatch
):
    plain = with_model()
    session_id = answered(plain)
    services = with_model(model_budget_person_day_tokens=1, openai_model=plain.settings.model)
    report = graded(services, session_id)
    assert (report.evaluation.status, report.evaluation.error_code) == ("COMPLETED", Code.AI_BUDGET_REACHED)
    assert {grade.reason for grade in report.grades.values()} == {TOMORROW}
    assert report.totals.overall is None
    assert server.count("grade") == 0
    assert services.evaluator.grade_what_budgets_stopped() == 0
    at_day(services, monkeypatch, 1)
    assert services.evaluator.grade_what_budgets_stopped() == 1
    services.evaluator.run(ME, session_id, "w")
    assert services.evaluator.grade_what_budgets_stopped() == 0
    again = services.evaluator.report(ME, session_id)
    assert outcomes(again) == [Outcome.GRADED, Outcome.GRADED]
    assert server.count("grade") == 1


def test_what_a_days_budget_stopped_is_tried_again_though_the_model_was_away_the_day_after(
    with_model: Make, server: OpenAIServer, monkeypatch: pytest.MonkeyPatch
):
    plain = with_model()
    session_id = answered(plain)
    services = with_model(model_budget_person_day_tokens=1, openai_model=plain.settings.model)
    graded(services, session_id)
    at_day(services, monkeypatch, 1)
    server.always("401")
    assert services.evaluator.grade_what_budgets_stopped() == 1
    away = graded(services, session_id)
    assert away.evaluation.error is not None
    assert away.evaluation.error_code != Code.AI_BUDGET_REACHED
    assert ENGLISH.message(Message.of("report.budget_of_day")) in said_beside(away)
    assert services.evaluator.grade_what_budgets_stopped() == 0
    server.reset()
    at_day(services, monkeypatch, 2)
    assert services.evaluator.grade_what_budgets_stopped() == 1
    after = graded(services, session_id)
    assert outcomes(after) == [Outcome.GRADED, Outcome.GRADED]
    # One call a day: the summary is left.
    assert report_view(after, ENGLISH).no_summary.startswith("There is no summary yet: the budget")
    at_day(services, monkeypatch, 3)
    assert services.evaluator.grade_what_budgets_stopped() == 1
    assert graded(services, session_id).summary is not None
    at_day(services, monkeypatch, 4)
    assert services.evaluator.grade_what_budgets_stopped() == 0


def test_what_a_days_budget_stopped_is_tried_again_though_somebody_pressed_the_button_while_the_model_was_away(
    with_model: Make, server: OpenAIServer, monkeypatch: pytest.MonkeyPatch
):
    plain = with_model()
    session_id = answered(plain)
    graded(with_model(model_budget_person_day_tokens=1, openai_model=plain.settings.model), session_id)
    server.always("401")
    plain.evaluator.grade_again(ME, session_id)
    assert graded(plain, session_id).evaluation.error is not None
    server.reset()
    at_day(plain, monkeypatch, 1)
    assert plain.evaluator.grade_what_budgets_stopped() == 1
    assert outcomes(graded(plain, session_id)) == [Outcome.GRADED, Outcome.GRADED]


def test_where_the_model_was_away_while_grading_again_nothing_that_no_budget_stopped_is_tried_by_itself(
    with_model: Make, server: OpenAIServer, monkeypatch: pytest.MonkeyPatch
):
    services = with_model(evaluation_attempts=2)
    session_id = answered(services)
    graded(services, session_id)
    server.always("500")
    services.evaluator.grade_again(ME, session_id)
    at_day(services, monkeypatch, 1)
    graded(services, session_id)
    at_day(services, monkeypatch, 2)
    after = graded(services, session_id)
    assert (after.evaluation.status, after.evaluation.failures) == (EvaluateStatus.COMPLETED, 2)
    at_day(services, monkeypatch, 4)
    assert services.evaluator.grade_what_budgets_stopped() == 0


def test_a_score_that_is_there_stays_when_the_budget_stops_grading_it_again(with_model: Make):
    plain = with_model()
    session_id = answered(plain)
    before = graded(plain, session_id)
    services = with_model(model_budget_person_day_tokens=1, openai_model=plain.settings.model)
    services.evaluator.grade_again(ME, session_id)
    after = graded(services, session_id)
    assert [grade.scores for grade in after.grades.values()] == [grade.scores for grade in before.grades.values()]
    assert after.totals.overall == before.totals.overall


def test_questions_come_from_the_bank_and_say_so_once_the_budget_is_used_up(with_model: Make, server: OpenAIServer):
    services = with_model(model_budget_person_day_cents=1)
    assert not services.spending.is_used_up(ME)
    answered(services)
    assert services.spending.is_used_up(ME)
    asked = server.count()
    created = services.creation.create(
        ME, "1.2.3.4", question_count=3, follow_up_count=0, occupation="accountant", force=True
    )
    assert server.count() == asked
    assert created.session.interviewer == model_interviewer(services.settings.model)
    assert {turn.question.asked_by for turn in created.session.turns} == {PRACTICE}
    assert {turn.question.reason for turn in created.session.turns} == {NO_BUDGET}
    assert created.notes == (Message.of("setup.no_budget"),)


def test_where_the_budget_is_used_up_and_the_bank_has_too_few_questions_no_question_is_said_to_be_the_models(
    with_model: Make,
):
    services = with_model(model_budget_person_day_cents=1)
    answered(services)
    for _ in range(12):
        created = services.creation.create(
            ME, "1.2.3.4", question_count=24, follow_up_count=0, resume_text=RESUME, force=True
        )
        if (count := len(created.session.turns)) < 24:
            break
    assert count < 24
    code = "setup.fewer_no_budget_one" if count == 1 else "setup.fewer_no_budget"
    fewer = Message.of(code, count=count, wanted=24)
    assert "not asked before" in ENGLISH.message(fewer)
    assert created.notes == (fewer, Message.of("setup.no_budget"))


def test_the_budget_of_one_person_is_not_anothers(with_model: Make):
    services = with_model(model_budget_person_day_tokens=1)
    answered(services)
    assert services.spending.is_used_up(ME)
    assert not services.spending.is_used_up("somebody")


def test_the_planned_follow_up_is_asked_once_the_budget_is_used_up(with_model: Make, server: OpenAIServer):
    plain = with_model()
    begun = create(plain, mains=1, follow_ups=1)
    plain.preparer.run(ME, begun.id, "w")
    session = plain.candidate.view(ME, begun.id)
    services = with_model(model_budget_session_tokens=1, openai_model=plain.settings.model)
    after = services.candidate.submit_answer(ME, session.id, 0, WORDS)
    assert server.count("follow_up") == 0
    planned = planned_follow_up(session, session.turns[0].position)
    assert planned is not None
    assert after.turns[1].question.text == planned.text


def test_without_a_planned_follow_up_the_interview_goes_on_once_the_budget_is_used_up(
    with_model: Make, server: OpenAIServer
):
    services = with_model(model_budget_session_tokens=1)
    session = create(services, mains=2, follow_ups=1)
    assert services.preparer.run(ME, session.id, "w")
    assert server.count() == 1
    after = services.candidate.submit_answer(ME, session.id, 0, WORDS)
    assert after.turns[0].answer.text == WORDS
    assert after.current == session.turns[1]
    assert session.turns[1].question.asked_by == PRACTICE


@pytest.mark.parametrize(
    ("budgets", "error"),
    [(Budgets(session=Limit(tokens=1)), Failed), (Budgets(person_day=Limit(micro_dollars=1)), Unavailable)],
)
def test_reaching_a_budget_says_when_it_is_over(with_model: Make, budgets: Budgets, error: type[InterviewError]):
    store = with_model().store
    at = datetime(2026, 11, 26, 22, 0, tzinfo=UTC)
    meter = Spending(
        store=store,
        budgets=budgets,
        price_of=lambda *_: Price(9, 9),
        models={},
        longest_call=timedelta(minutes=1),
        now=lambda: at,
    )
    payer = Payer(ME, "b" * 32)
    meter.end(meter.begin(payer, "u", "m", Tokens(1), 1), Tokens(5), "")
    with pytest.raises(error) as caught:
        meter.begin(payer, "u", "m", Tokens(1), 1)
    assert caught.value.code is Code.AI_BUDGET_REACHED
    assert caught.value.retry_after == (7_200 if error is Unavailable else None)
