"""The envelope of a reply is read whatever its shape, and only what is no reply at all is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview.model.completion import Completion, completion_of
from interview.model.failures import DECLINED, FILTERED, BrokenReply, NotACompletion
from interview.model.server_errors import ErrorInReply

_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def of(message: Any, reason: Any = "stop", **fields: Any) -> Completion:
    return completion_of(json.dumps({"choices": [{"message": message, "finish_reason": reason}], **fields}))


def content(message: Any, reason: Any = "stop") -> str | None:
    return of(message, reason).choices[0].message.content


@given(
    st.dictionaries(
        st.sampled_from(["content", "refusal", "reasoning", "reasoning_content", "tool_calls", "function_call"]), _JSON
    ),
    _JSON,
    _JSON,
)
@settings(max_examples=300, deadline=None)
def test_no_type_in_an_envelope_makes_the_reading_fail(message: Any, reason: Any, usage: Any) -> None:
    found = of(message, reason, usage=usage, model=usage, system_fingerprint=reason)
    assert len(found.choices) == 1
    assert found.usage is None or min(found.usage.prompt_tokens, found.usage.completion_tokens) >= 0


@given(st.binary(max_size=200) | _JSON.map(lambda value: json.dumps(value).encode()))
@settings(max_examples=300, deadline=None)
def test_any_body_is_a_completion_or_one_of_three_errors(body: bytes) -> None:
    try:
        found = completion_of(body)
    except (NotACompletion, BrokenReply, ErrorInReply):
        return
    assert isinstance(found, Completion)
    assert b"choices" in body


def test_content_comes_as_text_or_parts_or_not_at_all() -> None:
    assert content({"content": "a"}) == "a"
    assert content({"content": [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]}) == "ab"
    assert content({"content": [{"type": "image_url", "image_url": {}}, "c"]}) == "c"
    assert content({"content": None}) is None


def test_thoughts_count_only_where_nothing_else_was_said_and_the_reply_is_whole() -> None:
    thoughts = 'Maybe {"a": 1}? No: {"a": 2} it is.'
    assert content({"content": " ", "reasoning_content": thoughts}) == '{"a": 2}'
    assert content({"content": "said", "reasoning_content": thoughts}) == "said"
    assert content({"content": "", "reasoning": thoughts}, "length") in ("", None)
    assert content({"content": "", "thinking": "only prose"}) in ("", None)


def test_a_call_of_a_function_is_read_as_words_unless_there_are_better_ones() -> None:
    call = [{"function": {"name": "emit", "arguments": '{"a": 1}'}}]
    assert content({"content": None, "tool_calls": call}) == '{"a": 1}'
    assert content({"content": "Calling emit.", "tool_calls": call}) == '{"a": 1}'
    assert content({"content": '{"a": 2}', "tool_calls": call}) == '{"a": 2}'
    assert content({"function_call": {"arguments": {"a": 3}}}) == '{"a": 3}'


@pytest.mark.parametrize(
    ("usage", "expected"),
    [
        ({"prompt_tokens": 8, "completion_tokens": 2}, (8, 2)),
        ({"prompt_tokens": 8.0, "completion_tokens": "2"}, (8, 2)),
        ({"input_tokens": 8, "output_tokens": None}, (8, 0)),
        ({"prompt_tokens": -1, "completion_tokens": True}, (0, 0)),
        ({"prompt_tokens": "many", "completion_tokens": [2]}, (0, 0)),
    ],
)
def test_tokens_are_counted_however_they_are_written(usage: Any, expected: tuple[int, int]) -> None:
    found = of({"content": "a"}, usage=usage).usage
    assert found is not None
    assert (found.prompt_tokens, found.completion_tokens) == expected


def test_what_served_a_reply_is_kept() -> None:
    found = of({"content": "a"}, model="m-2026", system_fingerprint="fp_1", service_tier="x")
    assert (found.model, found.system_fingerprint, found.usage) == ("m-2026", "fp_1", None)


@pytest.mark.parametrize(
    ("reason", "known"),
    [
        ("MAX_TOKENS", "length"),
        ("length", "length"),
        ("SAFETY", "content_filter"),
        ("eos", "eos"),
        (7, None),
        ("", None),
    ],
)
def test_ends_of_other_names_are_known(reason: Any, known: str | None) -> None:
    assert of({"content": "a"}, reason).choices[0].finish_reason == known


def test_a_refusal_and_a_filter_are_told_apart() -> None:
    assert of({"refusal": "No."}).choices[0].refused is DECLINED
    assert of({"content": "half"}, "content_filter").choices[0].refused is FILTERED
    assert of({"content": "a", "refusal": None}).choices[0].refused is None


@pytest.mark.parametrize(
    "body",
    [
        '{"error": {"message": "x"}}',
        '{"error": "x"}',
        '{"detail": "x"}',
        '{"message": "x"}',
        '[{"error": {}, "detail": "x"}]',
    ],
)
def test_an_error_inside_a_success_is_an_error(body: str) -> None:
    with pytest.raises(ErrorInReply):
        completion_of(body)


def test_a_null_error_beside_a_reply_is_none() -> None:
    assert of({"content": "a"}, error=None, detail="x").choices[0].message.content == "a"


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("<html>", NotACompletion),
        ("hello", NotACompletion),
        ('{"ok": true}', NotACompletion),
        ("7", NotACompletion),
        ("", BrokenReply),
        ('{"choices": [', BrokenReply),
    ],
)
def test_what_is_no_completion_is_said_to_be_none(body: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        completion_of(body)
