"""What a model's calls add to the figures, over real HTTP: calls, tokens, dollars, repeats, refusals."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from interview import metrics
from interview.core.spending import Payer
from interview.errors import Code, InterviewError
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


@pytest.fixture
def with_speech(with_model: Callable[..., Services], tmp_path: Path) -> Callable[..., Services]:
    """Services with prices of speech: a cent a second written down, 1 dollar for a thousand characters read aloud."""
    table = tmp_path / "prices.yaml"
    table.write_text(
        'as_of: "2026-11-01"\nproviders:\n- {name: ours, source: here, hosts: [127.0.0.1], models: '
        "[{name: ears, minute: 0.6}, {name: voice, characters: 1000}]}\n"
    )

    def made(**changes: Any) -> Services:
        named = {"openai_transcription_model": "ears", "openai_speech_model": "voice"}
        return with_model(prices_file=table, **named, **changes)

    return made


def test_speech_is_in_the_figures_with_what_it_used_cost_and_failed_at(
    with_speech: Callable[..., Services], server: OpenAIServer
):
    services = with_speech()
    assert services.transcriber is not None
    assert services.speaker is not None
    names: list[tuple[str, dict[str, str]]] = [
        ("model_calls", {"operation": "transcribe", "outcome": "ok"}),
        ("model_calls", {"operation": "transcribe", "outcome": Code.AI_API_KEY_INVALID.value}),
        ("model_calls", {"operation": "speak", "outcome": "ok"}),
        ("speech_seconds", {}),
        ("speech_characters", {}),
        ("model_dollars", {"operation": "transcribe"}),
        ("model_dollars", {"operation": "speak"}),
    ]
    before = [counted(name, **labels) for name, labels in names]
    server.behave("ok", operation="transcribe", changes={"usage": {"seconds": 30}})
    services.transcriber.transcribe(b"x", "audio/webm", "en", Payer("p", "s"))
    server.behave("401", operation="transcribe")
    with pytest.raises(InterviewError):
        services.transcriber.transcribe(b"x", "audio/webm", "en", Payer("p", "s"))
    services.speaker.speak("Why Go?", Payer("p", "s"))
    more = [counted(name, **labels) - was for (name, labels), was in zip(names, before, strict=True)]
    assert more[:5] == [1, 1, 1, 30, 7]
    assert more[5:] == pytest.approx([0.3, 0.007])


def test_speech_that_a_budget_refuses_is_counted(with_speech: Callable[..., Services]):
    services = with_speech(model_budget_session_cents=1)
    assert services.transcriber is not None
    before = counted("budget_refusals", code=Code.AI_BUDGET_REACHED.value)
    services.transcriber.transcribe(bytes(4_000), "audio/webm", "en", Payer("p", "s"))
    with pytest.raises(InterviewError):
        services.transcriber.transcribe(bytes(4_000), "audio/webm", "en", Payer("p", "s"))
    assert counted("budget_refusals", code=Code.AI_BUDGET_REACHED.value) == before + 1
