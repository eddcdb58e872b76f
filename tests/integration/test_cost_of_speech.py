"""Words written down and read aloud count in the budgets of an interview and of a person's day, and in its report."""

from __future__ import annotations

import io
import json
import wave
from collections.abc import Callable
from typing import Any

import pytest

from interview.core.cost import MICRO, Price, Spent, Tokens
from interview.core.spending import Payer
from interview.documents.cost_words import told
from interview.errors import Code, InterviewError
from interview.i18n.translate import ENGLISH, words
from interview.model.prices import Prices, read_prices
from interview.model.transcription import BYTES_A_SECOND, seconds_of
from interview.services import Services
from interview.web.schemas.reports import exported
from tests.integration.test_candidate import ME, create
from tests.openai_server import OpenAIServer

pytestmark = pytest.mark.sqlite_first

QUESTION = "Why did you move the nightly job?"
Make = Callable[..., Services]


@pytest.fixture
def speaking(with_model: Make, tmp_path: Any) -> Make:
    """Services with prices of speech: 60 cents a minute written down, 1 dollar for a thousand characters read aloud."""
    table = tmp_path / "prices.yaml"
    table.write_text(
        'as_of: "2026-11-01"\nproviders:\n- {name: ours, source: here, hosts: [127.0.0.1], models: '
        "[{name: ears, minute: 0.6}, {name: voice, characters: 1000}]}\n"
    )

    def made(**changes: Any) -> Services:
        values = {"openai_transcription_model": "ears", "openai_speech_model": "voice", "prices_file": table} | changes
        return with_model(**values)

    return made


def heard(services: Services, session_id: str, seconds: int = 60) -> str:
    assert services.transcriber is not None
    return services.transcriber.transcribe(bytes(seconds * BYTES_A_SECOND), "audio/webm", "en", Payer(ME, session_id))


def read(services: Services, session_id: str) -> None:
    assert services.speaker is not None
    services.speaker.speak(QUESTION, Payer(ME, session_id))


def refused(work: Callable[[], object]) -> InterviewError:
    with pytest.raises(InterviewError) as caught:
        work()
    return caught.value


def test_a_minute_and_a_character_have_their_price_and_both_count_for_their_interview(speaking: Make) -> None:
    services = speaking()
    session_id = create(services, mains=1).id
    before = services.spending.of_session(ME, session_id)
    heard(services, session_id)
    read(services, session_id)
    spent = services.spending.of_session(ME, session_id)
    assert (spent.calls, spent.speech, spent.without_price) == (before.calls + 2, 2, 0)
    assert (spent.micro_dollars or 0) - (before.micro_dollars or 0) == 600_000 + 1_000 * len(QUESTION)
    assert spent.tokens == before.tokens
    assert "That includes requests for writing down and reading aloud: 2." in told(ENGLISH, spent)


def test_how_long_the_server_says_that_it_listened_counts_before_what_the_size_says(
    speaking: Make, server: OpenAIServer
) -> None:
    services = speaking()
    server.behave("ok", operation="transcribe", changes={"usage": {"type": "duration", "seconds": 6.2}})
    heard(services, "s1")
    assert services.spending.of_session(ME, "s1").micro_dollars == 70_000


@pytest.mark.parametrize("kind", ["session", "person_day"])
def test_a_budget_that_speech_used_up_stops_speech_and_says_what_to_do_meanwhile(
    speaking: Make, server: OpenAIServer, kind: str
) -> None:
    services = speaking(**{f"model_budget_{kind}_cents": 50})
    heard(services, "s1")
    asked = server.count()
    for_recording, for_reading = refused(lambda: heard(services, "s1")), refused(lambda: read(services, "s1"))
    assert server.count() == asked
    assert {for_recording.code, for_reading.code} == {Code.AI_BUDGET_REACHED}
    assert "Type your answer meanwhile." in ENGLISH.message(for_recording.message)
    assert "the question stands on the page" in ENGLISH.message(for_reading.message)
    assert (for_recording.retry_after is not None) == (kind == "person_day")
    if kind == "session":
        assert heard(services, "another")


def test_speech_without_a_known_price_is_counted_in_requests_and_leaves_the_other_money_known(speaking: Make) -> None:
    services = speaking(prices_file=None, model_budget_session_cents=500)
    session_id = create(services, mains=1).id
    before = services.spending.of_session(ME, session_id)
    heard(services, session_id)
    spent = services.spending.of_session(ME, session_id)
    assert (spent.micro_dollars, spent.speech, spent.without_price) == (before.micro_dollars, 1, 1)
    assert "whose price is not known here: 1." in told(ENGLISH, spent)
    assert "这里不知道其价格" in told(words("zh"), spent)
    services.candidate.complete(ME, session_id)
    cost = json.loads(exported(services.evaluator.report(ME, session_id)))["cost"]
    assert (cost["speechRequests"], cost["speechWithoutPrice"]) == (1, 1)
    assert (cost["amount"], cost["currency"]) == ((before.micro_dollars or 0) / MICRO, "USD")
    assert (cost["tokensRead"], cost["pricesOf"]) == (spent.tokens.read, None)


def test_a_call_that_fails_costs_nothing(speaking: Make, server: OpenAIServer) -> None:
    services = speaking()
    server.behave("500", operation="transcribe")
    refused(lambda: heard(services, "s1"))
    spent = services.spending.of_session(ME, "s1")
    assert (spent.calls, spent.speech, spent.micro_dollars) == (1, 0, 0)


def test_the_json_report_knows_no_cost_where_no_model_was_called_and_no_money_without_a_price(with_model: Make) -> None:
    services = with_model(openai_price_per_million="", openai_model="gpt-4o-mini")
    session_id = create(services, mains=1).id
    services.candidate.complete(ME, session_id)
    cost = json.loads(exported(services.evaluator.report(ME, session_id)))["cost"]
    assert cost["tokensRead"] > 0
    assert (cost["amount"], cost["pricesOf"]) == (None, None)


@pytest.mark.parametrize(
    ("spent", "said"),
    [
        (Spent(2, Tokens(), 30_000, "2026-11-01", 2), "reading aloud: 2, about 3 US cents"),
        (Spent(2, Tokens(), 0, "", 2), "reading aloud: 2, at no charge."),
        (Spent(2, Tokens(), 0, "", 2, 2), "not known here: 2."),
        (Spent(3, Tokens(100, 10), None, "", 2), "10 tokens. Requests for writing down and reading aloud: 2."),
    ],
)
def test_what_speech_cost_is_said_as_far_as_it_is_known(spent: Spent, said: str) -> None:
    assert said in told(ENGLISH, spent)


def test_a_price_of_tokens_says_nothing_of_sound_nor_the_other_way_round() -> None:
    assert not Price(1, 1).is_for(Tokens(seconds=60))
    assert not Price(0, 0, minute=6_000).is_for(Tokens(10, 10))
    prices = Prices(read_prices())
    minute = prices.of("https://api.openai.com/v1", "whisper-1")
    assert minute is not None
    assert (minute.of(Tokens(seconds=60)), minute.of(Tokens(seconds=1)), minute.is_free) == (6_000, 100, False)


def test_a_recording_without_a_lost_header_is_as_long_as_it_says() -> None:
    sound = io.BytesIO()
    with wave.open(sound, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(bytes(2 * 16_000 * 3))
    assert seconds_of(sound.getvalue(), "wav") == 3
    assert seconds_of(b"RIFF" + bytes(BYTES_A_SECOND), "wav") == 2
