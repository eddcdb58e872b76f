"""Servers that refuse one optional part of a request, each in the words and the nesting of one that people use.

Texts are those of public issues about these servers. None is the reason of another failure.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from starlette.responses import JSONResponse, Response

Body = dict[str, Any]


def _o_series(body: Body) -> Response | None:
    """OpenAI's thinking models: `param` names it, and the text says what to send instead."""
    if "max_tokens" in body:
        text = (
            "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
        )
        return _openai(text, "max_tokens", "unsupported_parameter")
    if body.get("temperature", 1) != 1:
        text = "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) is supported."
        return _openai(text, "temperature", "unsupported_value")
    return None


def _litellm(body: Body) -> Response | None:
    """LiteLLM's proxy in front of gpt-5: nothing but the text says which."""
    for name in ("temperature", "seed"):
        if name in body and body[name] != 1:
            text = (
                f"litellm.UnsupportedParamsError: gpt-5 models don't support {name}={body[name]}. To drop unsupported "
                "params set `litellm.drop_params = True`. Received Model Group=gpt-5\nAvailable Fallbacks=None"
            )
            return JSONResponse({"error": {"message": text, "type": "None", "param": None, "code": "400"}}, 400)
    return None


def _mistral(body: Body) -> Response | None:
    """Mistral: 422 with a list of what is surplus."""
    surplus = [name for name in ("stream_options", "seed", "max_completion_tokens") if name in body]
    if not surplus:
        return None
    detail = [
        {"type": "extra_forbidden", "loc": ["body", name], "msg": "Extra inputs are not permitted", "input": body[name]}
        for name in surplus
    ]
    message = {"object": "error", "message": {"detail": detail}, "type": "invalid_request_error", "code": "1001"}
    return JSONResponse(message, 422)


def _gemini(body: Body) -> Response | None:
    """Google's endpoint: the error stands in a list."""
    if "seed" not in body:
        return None
    text = 'Invalid JSON payload received. Unknown name "seed": Cannot find field.'
    violations = [{"field": "", "description": text}]
    details = [{"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": violations}]
    error = {"code": 400, "message": text, "status": "INVALID_ARGUMENT", "details": details}
    return JSONResponse([{"error": error}], 400)


def _no_system_role(body: Body) -> Response | None:
    """A chat template that knows no instructions, as Gemma's."""
    if body["messages"][0]["role"] in ("system", "developer"):
        return JSONResponse({"object": "error", "message": "System role not supported", "code": 400}, 400)
    return None


def _developer_role(body: Body) -> Response | None:
    if body["messages"][0]["role"] == "system":
        text = "Unsupported value: 'messages[0].role' does not support 'system' with this model."
        return _openai(text, "messages[0].role", "unsupported_value")
    return None


def _unnamed_format(body: Body) -> Response | None:
    """A response format is refused, and nothing is said of it."""
    return JSONResponse({"error": "Bad Request"}, 400) if "response_format" in body else None


def _strict_schema(body: Body) -> Response | None:
    """A schema is taken without bounds."""
    if '"maxItems"' not in json.dumps(body.get("response_format")):
        return None
    text = "Invalid schema for response_format 'GradesReply': In context=(), 'maxItems' is not permitted."
    return _openai(text, "response_format", "invalid_request_error")


def _no_stream(body: Body) -> Response | None:
    if not body.get("stream"):
        return None
    text = "Your organization must be verified to stream this model."
    return _openai(text, "stream", "unsupported_value")


def _no_effort(body: Body) -> Response | None:
    """Through OpenRouter: the provider's own error is a text of JSON."""
    if "reasoning_effort" not in body:
        return None
    raw = json.dumps({"error": {"message": "Unrecognized request argument supplied: reasoning_effort"}})
    metadata = {"raw": raw, "provider_name": "Anyone"}
    return JSONResponse({"error": {"message": "Provider returned error", "code": 400, "metadata": metadata}}, 400)


def _small_cap(body: Body) -> Response | None:
    cap = body.get("max_tokens", 0)
    if cap <= 4096:
        return None
    text = f"max_tokens is too large: {cap}. This model supports at most 4096 completion tokens."
    return _openai(text, "max_tokens", "invalid_value")


def _cap_beyond_context(body: Body) -> Response | None:
    """vLLM: prompt and cap together are too long, the prompt alone is not."""
    if "max_tokens" not in body and "max_completion_tokens" not in body:
        return None
    text = (
        "This model's maximum context length is 4096 tokens. However, you requested 11700 tokens (1200 in the "
        "messages, 10500 in the completion). Please reduce the length of the messages or completion."
    )
    return JSONResponse(
        {"object": "error", "message": text, "type": "BadRequestError", "param": None, "code": 400}, 400
    )


def _everything(body: Body) -> Response | None:
    """One that repeats the request, which speaks of every part."""
    text = f"I do not understand {json.dumps(body)[:200]} {body['messages'][-1]['content']}"
    return JSONResponse({"error": {"message": text, "param": None}}, 400)


def _openai(text: str, param: str, code: str) -> Response:
    error = {"message": text, "type": "invalid_request_error", "param": param, "code": code}
    return JSONResponse({"error": error}, 400)


REFUSALS: dict[str, Callable[[Body], Response | None]] = {
    "o_series": _o_series,
    "litellm": _litellm,
    "mistral": _mistral,
    "gemini": _gemini,
    "no_system_role": _no_system_role,
    "developer_role": _developer_role,
    "unnamed_format": _unnamed_format,
    "strict_schema": _strict_schema,
    "no_stream": _no_stream,
    "no_effort": _no_effort,
    "small_cap": _small_cap,
    "cap_beyond_context": _cap_beyond_context,
    "everything": _everything,
}
