"""A reply put together from its bytes, however they are cut and whatever stands between them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.model.streaming import Arriving


def chunk(delta: dict[str, Any], **more: Any) -> str:
    return f"data: {json.dumps({'choices': [{'index': 0, 'delta': delta}], **more}, ensure_ascii=False)}\n\n"


def arrived(*pieces: str | bytes) -> Arriving:
    arriving = Arriving()
    for piece in pieces:
        arriving.take(piece.encode() if isinstance(piece, str) else piece)
    arriving.end()
    return arriving


def message(arriving: Arriving) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(arriving.body())["choices"][0]["message"]
    return found


END = "data: [DONE]\n\n"


@given(st.data())
def test_it_does_not_matter_where_the_bytes_are_cut(data: st.DataObject) -> None:
    text = ": hello\n\n" + chunk({"role": "assistant"}) + chunk({"content": "你好 "}) + chunk({"content": "{}"}) + END
    whole = text.encode()
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=12)))
    pieces = [whole[start:end] for start, end in zip([0, *cuts], [*cuts, len(whole)], strict=True)]
    arriving = arrived(*pieces)
    assert (arriving.text, arriving.is_whole, arriving.is_stream) == ("你好 {}", True, True)


@given(st.binary(max_size=300))
def test_no_bytes_are_too_strange(content: bytes) -> None:
    arriving = arrived(content)
    assert isinstance(arriving.body(), str)
    assert isinstance(arriving.model, str)


@given(
    st.lists(
        st.recursive(
            st.none() | st.integers() | st.text(max_size=5),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from(
                        [
                            "choices",
                            "delta",
                            "content",
                            "text",
                            "tool_calls",
                            "function",
                            "index",
                            "message",
                            "usage",
                            "error",
                            "x_groq",
                        ]
                    ),
                    inner,
                    max_size=4,
                )
            ),
        ),
        max_size=4,
    )
)
def test_no_event_is_too_strange(events: list[Any]) -> None:
    arriving = arrived(*(f"data: {json.dumps(event)}\n\n" for event in events), END)
    body = json.loads(arriving.body())
    assert isinstance(body["choices"], list)
    assert len(body["choices"]) <= 1


@pytest.mark.parametrize("line", ["\r\n", "\n"])
def test_lines_may_end_in_either_way(line: str) -> None:
    assert arrived((chunk({"content": "a"}) + END).replace("\n", line)).text == "a"


def test_an_event_may_take_several_lines() -> None:
    assert arrived('data: {"choices": [{"delta":\ndata: {"content": "a"}}]}\n\n', END).text == "a"


def test_thoughts_refusals_calls_and_counts_come_along() -> None:
    arriving = arrived(
        chunk({"reasoning": "Hm, "}, model="served", system_fingerprint="fp"),
        chunk({"reasoning_content": "well."}),
        chunk({"tool_calls": [{"index": 0, "function": {"name": "answer", "arguments": '{"a":'}}]}),
        chunk({"tool_calls": [{"index": 0, "function": {"arguments": " 1}"}}]}),
        chunk({"refusal": "No."}),
        'data: {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}\n\n',
        'data: {"choices": [], "usage": {"prompt_tokens": 7, "completion_tokens": 3}}\n\n',
        END,
    )
    said = message(arriving)
    assert (said["reasoning_content"], said["refusal"]) == ("Hm, well.", "No.")
    assert said["tool_calls"][0]["function"] == {"name": "answer", "arguments": '{"a": 1}'}
    body = json.loads(arriving.body())
    assert (body["usage"]["prompt_tokens"], body["choices"][0]["finish_reason"]) == (7, "stop")
    assert (arriving.model, arriving.fingerprint) == ("served", "fp")


def test_other_choices_than_the_first_are_passed_over() -> None:
    second = 'data: {"choices": [{"index": 1, "delta": {"content": "b"}}]}\n\n'
    assert arrived(chunk({"content": "a"}), second, END).text == "a"


def test_an_error_on_the_way_is_told_and_can_be_left_out() -> None:
    arriving = arrived(chunk({"content": "a"}), 'data: {"error": {"message": "overloaded"}}\n\n')
    assert not arriving.is_whole
    assert json.loads(arriving.body())["error"] == {"message": "overloaded"}
    assert "error" not in json.loads(arriving.body(without_error=True))


def test_a_body_in_one_piece_stays_as_it_is() -> None:
    whole = '{"model": "m", "choices": [{"message": {"content": "data: no stream"}}]}'
    arriving = arrived(" \n", whole[:9], whole[9:])
    assert (arriving.is_stream, arriving.is_whole, arriving.model) == (False, True, "m")
    assert json.loads(arriving.body()) == json.loads(whole)
