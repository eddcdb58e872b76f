"""What a model costs, over real HTTP and on real databases: counted for whom, held to budgets, also side by side."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from interview.core.cost import Spent, Tokens
from interview.core.grading import Outcome
from interview.core.spending import Amount, Budgets, Limit, Payer, charged_to
from interview.errors import Code, Unavailable
from interview.messages import Message
from interview.model.completion import Completion
from interview.model.metered import _used
from interview.services import Services
from interview.storage import model_calls
from interview.storage.tables import ModelCallRow
from interview.use_cases.spending import Spending
from tests.integration.test_candidate import ME, create
from tests.openai_server import OpenAIServer

pytestmark = pytest.mark.sqlite_first

WORDS = "A generator keeps only its current state in memory, because items are made one at a time."

Make = Callable[..., Services]


def answered(services: Services, mains: int = 2, follow_ups: int = 0, **more: Any) -> str:
    """A completed interview, written as far as it goes, with an answer to everything."""
    session = create(services, mains=mains, follow_ups=follow_ups, force=True, **more)
    services.preparer.run(ME, session.id, "w")
    while not session.is_complete:
        index = session.turns.index(session.current)
        session = services.candidate.submit_answer(ME, session.id, index, f"{WORDS} Number {index}.")
    return str(session.id)


def graded(services: Services, session_id: str) -> Any:
    services.evaluator.run(ME, session_id, "w")
    return services.evaluator.report(ME, session_id)


def outcomes(report: Any) -> list[Outcome]:
    return [grade.outcome for _, _, grade in report.lines()]


def rows(services: Services) -> list[ModelCallRow]:
    with services.store.reading() as db:
        return list(db.scalars(select(ModelCallRow).order_by(ModelCallRow.id)))  # type: ignore[arg-type]


def test_every_call_is_counted_for_its_interview_and_its_owner(with_model: Make, server: OpenAIServer):
    services = with_model()
    report = graded(services, answered(services, follow_ups=1))
    session_id = report.session.id
    noted = rows(services)
    assert len(noted) == server.count()
    assert {(row.owner, row.session_id, row.is_open, row.outcome) for row in noted} == {(ME, session_id, False, "ok")}
    assert [row.operation for row in noted][:1] == ["open"]
    assert {row.operation for row in noted} == {"open", "details", "write", "follow_up", "grade", "summarise"}
    assert {row.served_model for row in noted} == {f"{services.settings.model}-2026-11"}
    spent = services.spending.of_session(ME, session_id)
    assert spent.calls == len(noted)
    assert spent.tokens == Tokens(sum(row.tokens_in for row in noted), sum(row.tokens_out for row in noted))
    assert spent.micro_dollars == 10 * spent.tokens.all > 0
    assert services.spending.of_session("somebody", session_id) == Spent()
    assert services.spending.by_day() == [(datetime.now(UTC).date(), spent)]


def test_a_model_without_a_known_price_has_tokens_and_no_money(with_model: Make):
    services = with_model(openai_price_per_million="", openai_model="gpt-4o-mini")
    session_id = answered(services)
    spent = services.spending.of_session(ME, session_id)
    assert spent.tokens.read > 0
    assert spent.micro_dollars is None
    forecast = services.spending.forecast(5, 1)
    assert forecast is not None
    assert (forecast.money, forecast.is_free) == (None, False)


def test_a_model_on_this_computer_costs_nothing(with_model: Make, server: OpenAIServer):
    port = server.base_url.rpartition(":")[2].partition("/")[0]
    services = with_model(openai_price_per_million="", local_model_ports=f"{port},0,0")
    spent = services.spending.of_session(ME, answered(services))
    assert (spent.micro_dollars, spent.as_of) == (0, "")
    forecast = services.spending.forecast(5, 1)
    assert forecast is not None
    assert forecast.is_free


def test_a_price_set_here_counts_under_whichever_name_the_server_says_it_served(with_model: Make):
    services = with_model(openai_price_per_million="10,10", openai_model="gpt-4o-mini")
    spent = services.spending.of_session(ME, answered(services))
    assert spent.micro_dollars == 10 * spent.tokens.all > 0
    assert spent.as_of == ""


def test_where_one_model_of_a_server_is_charged_another_is_not_said_to_be_free(with_model: Make):
    services = with_model(openai_price_per_million="10,10", openai_grade_model="another-one")
    session_id = answered(services)
    assert services.spending.of_session(ME, session_id).micro_dollars is not None
    graded(services, session_id)
    assert services.spending.of_session(ME, session_id).micro_dollars is None
    forecast = services.spending.forecast(5, 1)
    assert forecast is not None
    assert (forecast.money, forecast.is_free) == (None, False)


def test_a_call_that_waits_for_others_does_not_say_that_the_budget_is_used_up(with_model: Make):
    store = with_model().store
    meter = Spending(
        store=store,
        budgets=Budgets(person_day=Limit(tokens=100)),
        price_of=lambda *_: None,
        models={},
        longest_call=timedelta(minutes=1),
        now=lambda: datetime.now(UTC),
    )
    payer = Payer(ME, "e" * 32)
    under_way = meter.begin(payer, "u", "m", Tokens(90), 1)
    began = time.monotonic()
    with pytest.raises(Unavailable) as caught:
        meter.begin(payer, "u", "m", Tokens(90), 0.3)
    assert 0.3 <= time.monotonic() - began < 5
    assert caught.value.code is Code.AI_BUDGET_HELD
    assert 0 < (caught.value.retry_after or 0) < 120
    meter.end(under_way, Tokens(5), "")
    assert meter.begin(payer, "u", "m", Tokens(90), 0.3).id


def test_waiting_for_a_budget_is_part_of_the_time_of_a_follow_up(with_model: Make, server: OpenAIServer):
    services = with_model(model_budget_session_tokens=10_000, follow_up_timeout_s=2)
    session = create(services, mains=1, follow_ups=1)
    services.preparer.run(ME, session.id, "w")
    services.spending.begin(Payer(ME, session.id), "u", "m", Tokens(10_000), 1)
    client = charged_to(services.interviewer, Payer(ME, session.id))
    began = time.monotonic()
    with pytest.raises(Unavailable) as caught:
        client.follow_up(session, session.turns[0])
    assert time.monotonic() - began < 2
    assert caught.value.code is Code.AI_BUDGET_HELD
    after = services.candidate.submit_answer(ME, session.id, 0, WORDS)
    assert server.count("follow_up") == 0
    assert len(after.turns) == 2


def test_a_call_counts_as_under_way_as_long_as_its_server_may_take(with_model: Make):
    patient = with_model(openai_timeout_s=600, model_budget_session_tokens=100)
    payer = Payer(ME, "f" * 32)
    at = datetime.now(UTC) - timedelta(minutes=90)
    with patient.store.transaction() as db:
        model_calls.begin_call(db, payer, "m", Amount(100), at)
    with pytest.raises(Unavailable) as caught:
        patient.spending.begin(payer, "u", "m", Tokens(1), 0.1)
    assert caught.value.code is Code.AI_BUDGET_HELD


def test_a_failed_call_costs_nothing_and_one_that_came_late_what_was_sent(with_model: Make, server: OpenAIServer):
    services = with_model(openai_timeout_s=0.5)
    session_id = answered(services)
    before = services.spending.of_session(ME, session_id).tokens
    server.always("429", retry_after=120)
    graded(services, session_id)
    assert services.spending.of_session(ME, session_id).tokens == before
    server.always("hang", seconds=1)
    services.evaluator.grade_again(ME, session_id)
    graded(services, session_id)
    late = services.spending.of_session(ME, session_id).tokens
    assert late.read > before.read
    assert late.written == before.written


def test_a_reply_that_does_not_say_what_it_used_is_estimated():
    told = {"choices": [{"message": {"content": "x" * 400}}], "usage": None}
    assert _used(Completion.model_validate(told), 70) == Tokens(70, 100)
    usage = {"prompt_tokens": 50, "completion_tokens": 5, "prompt_tokens_details": {"cached_tokens": 40}}
    assert _used(Completion.model_validate({**told, "usage": usage}), 70) == Tokens(50, 5, 40)


def test_a_call_of_a_process_that_is_gone_counts_as_what_it_could_have_used(with_model: Make):
    services = with_model()
    now = datetime.now(UTC)
    payer = Payer(ME, "c" * 32)
    with services.store.transaction() as db:
        model_calls.begin_call(db, payer, "m", Amount(40, 7), now)
    longest = timedelta(minutes=3)
    with services.store.reading() as db:
        held = model_calls.used_by_session(db, payer, now + longest, longest)
        gone = model_calls.used_by_session(db, payer, now + longest + timedelta(seconds=1), longest)
    assert (held.spent, held.held) == (Amount(), Amount(40, 7))
    assert (gone.spent, gone.held) == (Amount(40, 7), Amount())
    assert services.spending.of_session(ME, payer.session_id) == Spent()


def test_a_deleted_interview_leaves_counts_of_nobody_as_soon_as_no_budget_asks(
    with_model: Make, monkeypatch: pytest.MonkeyPatch
):
    services = with_model(model_budget_person_day_tokens=1)
    session_id = answered(services)
    kept = answered(with_model(), mains=1)
    services.candidate.delete(ME, session_id)
    gone = [row for row in rows(services) if row.session_id != kept]
    assert {(row.owner, row.session_id) for row in gone} == {(ME, None)}
    assert services.spending.is_used_up(ME)
    at = datetime.now(UTC)
    monkeypatch.setattr(services.spending, "_now", lambda: at)
    assert services.spending.forget() == 0
    at += timedelta(days=1)
    assert services.spending.forget() == len(gone)
    assert services.spending.forget() == 0
    assert {(row.owner, row.session_id) for row in rows(services)} == {(None, None), (ME, kept)}
    assert len(services.spending.by_day()) == 1
    at += model_calls.KEPT
    assert services.spending.forget() == len(gone)
    assert {(row.owner, row.session_id) for row in rows(services)} == {(ME, kept)}


def test_a_budget_is_refused_when_the_database_is_away_and_only_then(with_model: Make, monkeypatch: pytest.MonkeyPatch):
    def away(*_: object, **__: object) -> None:
        raise Unavailable(Code.STORE_UNAVAILABLE, Message.of("error.store_unavailable"))

    plain, held = with_model(), with_model(model_budget_session_tokens=9)
    monkeypatch.setattr(model_calls, "begin_call", away)
    payer = Payer(ME, "d" * 32)
    ticket = plain.spending.begin(payer, "u", "m", Tokens(1), 1)
    plain.spending.end(ticket, Tokens(1), "")
    assert ticket.id is None
    with pytest.raises(Unavailable):
        held.spending.begin(payer, "u", "m", Tokens(1), 1)
