"""Which part of a request a refusal is about, in the words of servers that people use, and what is sent instead."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.core.model_servers import Learned
from interview.model.known_servers import KnownServers
from interview.model.refusals import Refusal, refusal_of
from interview.model.reply_schemas import SHAPES, server_schema
from interview.model.requests import plain, request
from interview.model.what_is_taken import LEVELS, Part, Way, way_of, without_what_was_refused

ALL = frozenset(Part)
CAP = 10_500
NOW = datetime(2026, 11, 3, tzinfo=UTC)


class Refused(Exception):
    def __init__(self, status: int, body: Any) -> None:
        self.status_code = status
        self.body = body


def step(body: Any, status: int = 400, way: Way | None = None, sent: tuple[str, ...] = (), guesses: Any = ()) -> Any:
    refusal = refusal_of(Refused(status, body), sent)
    assert refusal is not None
    return without_what_was_refused(refusal, way or Way(), ALL, CAP, guesses)


def said(message: str, **more: Any) -> dict[str, Any]:
    return {"message": message, **more}


@pytest.mark.parametrize(
    ("body", "part"),
    [
        (said("Unsupported parameter: 'max_tokens' is not supported with this model.", param="max_tokens"), Part.CAP),
        (said("litellm.UnsupportedParamsError: perplexity does not support parameters: ['seed']"), Part.SEED),
        (said("litellm.BadRequestError: O-series models don't support temperature=0.0.", param=None), Part.TEMPERATURE),
        ({"detail": [{"type": "extra_forbidden", "loc": ["body", "seed"], "msg": "Extra inputs"}]}, Part.SEED),
        ([{"error": {"code": 400, "message": 'Unknown name "seed": Cannot find field.'}}], Part.SEED),
        ("'response_format' is not supported by this model", Part.FORMAT),
        ({"message": "'response_format.type' must be 'json_schema' or 'text'"}, Part.FORMAT),
        (said("This response_format type is unavailable now", type="invalid_request_error"), Part.FORMAT),
        (said("Unknown parameter: 'response_format.schema'.", param="response_format.schema"), Part.EXTRAS),
        (
            said("Invalid schema for response_format 'X': 'minItems' is not permitted.", param="response_format"),
            Part.EXTRAS,
        ),
        (said("Unsupported parameter(s): `stream_options`"), Part.USAGE),
        (said("Stream options can only be defined when `stream=True`.", param="stream_options"), Part.USAGE),
        (said("Your organization must be verified to stream this model.", param="stream"), Part.STREAM),
        (said("Developer instruction is not enabled for models/gemma-3-4b-it"), Part.ROLE),
        (said("Conversation roles must alternate user/assistant/user/assistant/..."), Part.ROLE),
        (said("'messages.0.role' : value must be one of user, assistant", param="messages.0.role"), Part.ROLE),
        (
            said("Unsupported value: 'reasoning_effort' does not support 'minimal'.", param="reasoning_effort"),
            Part.EFFORT,
        ),
        (
            said("Provider returned error", metadata={"raw": '{"detail": "temperature is deprecated"}'}),
            Part.TEMPERATURE,
        ),
    ],
    ids=lambda value: str(value)[:50],
)
def test_the_part_that_a_server_names_is_left_out(body: Any, part: Part) -> None:
    found = step(body)
    assert (found.part, found.is_named) == (part, True)


@pytest.mark.parametrize(
    "body",
    [
        said("API key not valid. Please pass a valid API key.", status="INVALID_ARGUMENT"),
        said("You exceeded your current quota, please check your plan and billing details.", code="insufficient_quota"),
        said(
            "The response was filtered due to the prompt triggering content management policy.", code="content_filter"
        ),
        said("The model `gpt-9` does not exist or you do not have access to it.", code="model_not_found"),
        said("Failed to generate JSON. Please adjust your prompt.", code="json_validate_failed"),
        said("This model's maximum context length is 8192 tokens, but your messages have 9000.", code=400),
        said("prompt is too long: 210000 tokens > 200000 maximum"),
    ],
    ids=lambda body: str(body)[:40],
)
def test_what_else_may_be_wrong_leaves_nothing_out_and_lets_nobody_guess(body: Any) -> None:
    assert step(body, guesses=tuple(Part)) is None


@pytest.mark.parametrize("status", [401, 402, 403, 404, 405, 409, 429, 502, 503, 504, 529])
def test_no_other_status_is_a_refusal_of_a_part(status: int) -> None:
    assert refusal_of(Refused(status, said("seed, temperature and json_schema are not supported")), ()) is None


def test_a_404_counts_where_it_says_that_nobody_takes_the_request_as_it_is() -> None:
    found = step(said("No endpoints found that support the requested parameters"), 404, guesses=tuple(Part))
    assert not found.is_named
    assert step(said("No endpoints found that support tool use, json_schema"), 404).part is Part.FORMAT


def test_a_500_counts_where_it_names_the_format_and_nowhere_else() -> None:
    assert step(said("json_schema is not implemented"), 500).part is Part.FORMAT
    assert step(said("the stream ended at a temperature"), 500, guesses=tuple(Part)) is None
    assert step(said("Internal server error"), 500, guesses=tuple(Part)) is None


def test_of_two_parts_the_one_named_first_goes_first_and_what_is_not_sent_is_not_named() -> None:
    body = said("Unsupported parameters: temperature, seed")
    assert step(body).part is Part.TEMPERATURE
    refusal = refusal_of(Refused(400, body), ())
    assert refusal is not None
    found = without_what_was_refused(refusal, Way(), ALL - {Part.TEMPERATURE}, CAP, ())
    assert found is not None
    assert found.part is Part.SEED


RESUME = (
    "I set the seed and the temperature of a json_schema with max_tokens, told the system role to stream, was strict."
)


@given(st.integers(0, 40), st.integers(70, len(RESUME)))
def test_words_of_the_request_name_no_part(start: int, end: int) -> None:
    told = said(f"Cannot serve this: {RESUME[start:end]}")
    found = step(told, sent=(RESUME,))
    assert found is None


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["error", "message", "detail", "loc", "param", "raw", "code"]), inner)
        ),
    )
)
def test_no_body_of_an_error_is_too_strange(body: Any) -> None:
    assert isinstance(refusal_of(Refused(400, body), ("text",)), Refusal)


@pytest.mark.parametrize(
    ("message", "cap"),
    [
        ("max_tokens is too large: 10500. This model supports at most 8192 completion tokens.", 8192),
        ("Invalid max_tokens value, the valid range of max_tokens is [1, 8192]", 8192),
        (
            "max_tokens: 10500 > 4096, which is the maximum allowed number of output tokens for claude-3-20240307",
            4096,
        ),
        ("`max_tokens` must be less than or equal to `8000`", 8000),
    ],
)
def test_the_largest_cap_that_a_server_names_is_taken(message: str, cap: int) -> None:
    found = step(said(message))
    assert (found.part, found.way.most_tokens, found.way.level(Part.CAP)) == (Part.CAP, cap, "max_tokens")
    again = step(said(message), way=found.way)
    assert again.way.level(Part.CAP) == "none"


def test_a_cap_takes_its_other_name_before_it_is_left_out() -> None:
    first = step(said("Use 'max_completion_tokens' instead.", param="max_tokens"))
    assert first.way.level(Part.CAP) == "max_completion_tokens"
    second = step(said("Unknown name: max_completion_tokens"), way=first.way)
    assert second.way.level(Part.CAP) == "none"


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_a_plain_schema_has_types_and_names_alone(shape: Any) -> None:
    text = json.dumps(plain(server_schema(shape)))
    assert not [word for word in ("$ref", "$defs", "maxItems", "minimum", "additionalProperties") if word in text]
    assert all(f'"{name}"' in text for name in shape.model_fields)


def test_every_way_makes_a_request_that_says_the_same() -> None:
    shape = SHAPES["grade"]
    messages = [{"role": "system", "content": "Do."}, {"role": "user", "content": "This."}]
    for part, levels in LEVELS.items():
        for level in levels:
            made = request("m", messages, shape, Way().at(part, level), cap=10, effort="low")
            text = " ".join(str(message["content"]) for message in made.body["messages"])
            assert ("Do." in text, "This." in text) == (True, True)
            json.dumps(made.body)
    bare = Way()
    for part, levels in LEVELS.items():
        bare = bare.at(part, levels[-1])
    made = request("m", messages, shape, bare, cap=10, effort="low")
    assert made.body == {"model": "m", "messages": [{"role": "user", "content": "Do.\n\nThis."}]}
    assert not made.sent


def test_what_an_older_or_newer_release_wrote_down_is_passed_over() -> None:
    found = [Learned("seed", "none", NOW), Learned("colour", "red", NOW), Learned("format", "yaml", NOW)]
    assert way_of(found) == Way().at(Part.SEED, "none")


def test_of_two_findings_the_later_one_holds_whoever_made_it() -> None:
    written = [Learned("seed", "none", NOW), Learned("usage", "none", NOW)]
    known = KnownServers(read=lambda _server, _model: written)
    assert known.way("s", "m").level(Part.SEED) == "none"
    known.learn("s", "m", Part.SEED, "sent")
    assert known.way("s", "m").level(Part.SEED) == "sent"
    assert known.way("s", "m").level(Part.USAGE) == "none"
