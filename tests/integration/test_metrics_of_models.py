"""What a model's calls add to the figures, over real HTTP: calls, tokens, dollars, repeats, refusals."""

from collections.abc import Callable
from typing import Any

import pytest

from interview import metrics
from interview.errors import Code
from interview.services import Services
from tests.integration.test_spending import answered, graded, rows
from tests.openai_server import OpenAIServer

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def counted(name: str, **labels: str) -> float:
    """The sum of what has these labels."""
    return sum(
        sample.value
        for family in metrics.REGISTRY.collect()
        for sample in family.samples
        if sample.name == f"mock_interview_{name}_total" and labels.items() <= sample.labels.items()
    )


def test_figures_say_of_an_interview_what_the_database_says(with_model: Callable[..., Services], server: OpenAIServer):
    names: list[tuple[str, dict[str, Any]]] = [
        ("model_calls", {"outcome": "ok"}),
        ("model_tokens", {"direction": "read"}),
        ("model_tokens", {"direction": "written"}),
        ("model_dollars", {}),
    ]
    before = [counted(name, **labels) for name, labels in names]
    services = with_model()
    graded(services, answered(services, follow_ups=1))
    noted = rows(services)
    more = [counted(name, **labels) - was for (name, labels), was in zip(names, before, strict=True)]
    money = sum(row.micro_dollars or 0 for row in noted) / 1_000_000
    assert more[:3] == [len(noted), sum(row.tokens_in for row in noted), sum(row.tokens_out for row in noted)]
    assert money > 0
    assert more[3] == pytest.approx(money)


def test_a_call_that_is_repeated_and_one_that_failed_are_counted(
    with_model: Callable[..., Services], server: OpenAIServer
):
    services = with_model()
    session_id = answered(services)
    repeated = counted("model_retries", operation="grade")
    failed = counted("model_calls", operation="grade", outcome=Code.AI_RATE_LIMITED.value)
    server.behave("429", retry_after=0)
    assert graded(services, session_id).totals.graded == 2
    assert counted("model_retries", operation="grade") == repeated + 1
    assert counted("model_calls", operation="grade", outcome=Code.AI_RATE_LIMITED.value) == failed + 1


def test_a_call_that_a_budget_refuses_is_counted(with_model: Callable[..., Services]):
    services = with_model()
    session_id = answered(services)
    before = counted("budget_refusals", code=Code.AI_BUDGET_REACHED.value)
    graded(with_model(model_budget_session_tokens=1), session_id)
    assert counted("budget_refusals", code=Code.AI_BUDGET_REACHED.value) > before
