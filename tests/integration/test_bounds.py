"""Numbers and texts at their extremes, tried on everything that the API's own description names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from interview.services import Services
from interview.web.routes.api import api
from tests.builders import RESUME
from tests.integration.test_candidate import ME, create

pytestmark = pytest.mark.sqlite_first

EXTREME_NUMBERS = (
    "-1",
    "-0.5",
    "0.5",
    str(2**31),
    str(2**63),
    str(-(2**63) - 1),
    str(10**30),
    "9" * 5000,
    "1e308",
    "1e999",
    "-1e999",
    "NaN",
    "Infinity",
    "null",
    "true",
    '"12"',
    "[]",
    "{}",
)
EXTREME_TEXTS = ("", "\0", "a\0b", "\ud800", "\U0010ffff", "'; --", "%", "x" * 70_000, "\x1b[2J", "٣", "-1", "1e999")
EXTREME_TIMES = (
    "0001-01-01T00:00:00+23:59",
    "9999-12-31T23:59:59-23:59",
    "1969-12-31T23:59:59Z",
    "9999-12-31T23:59:59Z",
    "2026-01-01T00:00:00",
    "1e999",
    "9" * 30,
    "-1e18",
    "NaN",
)


def resolved(schema: dict[str, Any], described: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        schema = described["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    return schema


def kinds(schema: dict[str, Any], described: dict[str, Any]) -> list[dict[str, Any]]:
    """The alternatives of a schema, without references."""
    schema = resolved(schema, described)
    return [kind for each in schema.get("anyOf", [schema]) for kind in [resolved(each, described)]]


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in api.openapi()["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


def json_body(operation: dict[str, Any]) -> dict[str, Any] | None:
    content = operation.get("requestBody", {}).get("content", {})
    schema = content.get("application/json", {}).get("schema")
    if schema is None:
        return None
    described = api.openapi()
    return next(kind for kind in kinds(schema, described) if "properties" in kind)


def sent_numbers() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every number that a client may send: where it stands, and its schema."""
    described = api.openapi()
    for method, path, operation in operations():
        for parameter in operation.get("parameters", ()):
            for kind in kinds(parameter["schema"], described):
                if kind.get("type") in ("integer", "number"):
                    yield f"{method} {path} {parameter['name']}", kind
        yield from numbers_in(f"{method} {path}", json_body(operation), described)


def numbers_in(
    place: str, schema: dict[str, Any] | None, described: dict[str, Any]
) -> Iterator[tuple[str, dict[str, Any]]]:
    for kind in kinds(schema, described) if schema else ():
        if kind.get("type") in ("integer", "number"):
            yield place, kind
        for name, inner in kind.get("properties", {}).items():
            yield from numbers_in(f"{place} {name}", inner, described)
        if "items" in kind:
            yield from numbers_in(f"{place}[]", kind["items"], described)


def test_every_number_a_client_may_send_has_both_bounds():
    found = dict(sent_numbers())
    assert len(found) >= 10
    for place, schema in found.items():
        assert {"minimum", "maximum"} <= set(schema) or "const" in schema, place


def example(schema: dict[str, Any], described: dict[str, Any]) -> Any:
    """A value that fits a schema."""
    kind = kinds(schema, described)[0]
    if "enum" in kind:
        return kind["enum"][0]
    if kind.get("type") == "object":
        return {name: example(kind["properties"][name], described) for name in kind.get("required", ())}
    if kind.get("type") == "array":
        return [example(kind["items"], described)]
    return {"integer": kind.get("minimum", 0), "boolean": True, "string": "x"}[kind["type"]]


def places(services: Services) -> dict[str, str]:
    resume = services.resumes.add(ME, "cv.pdf", RESUME, "hash", ())
    services.creation.create(ME, "1.2.3.4", question_count=1, follow_up_count=0, resume_id=resume.id)
    target = services.targets.add(ME, title="Engineer")
    return {
        "session_id": create(services).id,
        "resume_id": resume.id,
        "target_id": target.id,
        "story_id": services.stories.add(ME, text="I rewrote the import.").id,
        "share_id": "0" * 32,
        "mentor_id": "0" * 32,
        "index": "0",
        "language": "en",
        "table": "weeks",
    }


def refusal_is_clear(reply: Any) -> bool:
    body = reply.json()
    return set(body) == {"code", "message"} and len(body["message"]) < 500


def calls_with(
    client: TestClient, services: Services, values: tuple[str, ...], wanted: tuple[str, ...]
) -> Iterator[tuple[str, str, Any]]:
    """(place, value as JSON, reply) for each value in each parameter and field of one of the wanted types."""
    described = api.openapi()
    for method, path, operation in operations():
        there = places(services)
        address = path.format(**there)
        for parameter in operation.get("parameters", ()):
            if parameter["in"] == "query" and any(
                k.get("type") in wanted for k in kinds(parameter["schema"], described)
            ):
                required = {
                    other["name"]: there["session_id"] for other in operation["parameters"] if other.get("required")
                }
                for value in values:
                    plain = value if "integer" in wanted else json.loads(value)[:5000]
                    given = {**required, parameter["name"]: plain}
                    query = "&".join(f"{name}={quote(text, errors='replace')}" for name, text in given.items())
                    yield f"{method} {path}?{parameter['name']}", value, client.request(method, f"{address}?{query}")
        body = json_body(operation)
        if body is None:
            continue
        for name, schema in body.get("properties", {}).items():
            alternatives = kinds(schema, described)
            listed = [i for k in alternatives if k.get("type") == "array" for i in kinds(k["items"], described)]
            for is_list, candidates in ((False, alternatives), (True, listed)):
                if not any(candidate.get("type") in wanted for candidate in candidates):
                    continue
                for value in values:
                    fitting = example(body, described)
                    fitting[name] = "@@@"
                    sent = json.dumps(fitting).replace('"@@@"', f"[{value}]" if is_list else value)
                    reply = client.request(method, address, content=sent, headers={"Content-Type": "application/json"})
                    yield f"{method} {path} {name}", value, reply


def out_of_range(value: str, schema: dict[str, Any]) -> bool:
    try:
        number = float(json.loads(value))
    except (TypeError, ValueError):
        return True
    return not schema["minimum"] <= number <= schema["maximum"] or number != int(number)


def test_no_extreme_number_in_a_parameter_or_a_body_is_answered_with_a_failure_of_ours(client, services):
    tried = 0
    for place, value, reply in calls_with(client, services, EXTREME_NUMBERS, ("integer", "number")):
        tried += 1
        assert reply.status_code < 500, (place, value[:40], reply.text)
        if value not in ("null", "true", '"12"'):
            assert reply.status_code == 422, (place, value[:40], reply.text)
            assert refusal_is_clear(reply), (place, value[:40], reply.text)
    assert tried > 150


@pytest.mark.long
def test_no_extreme_text_is_answered_with_a_failure_of_ours(client, services):
    values = tuple(json.dumps(text) for text in EXTREME_TEXTS)
    for place, value, reply in calls_with(client, services, values, ("string",)):
        assert reply.status_code < 500, (place, value[:40], reply.text)


@pytest.mark.long
def test_no_extreme_text_in_an_address_is_answered_with_a_failure_of_ours(client, services):
    for method, path, operation in operations():
        for text in ("%00", "a%00b", "%ff", "%ED%A0%80", "x" * 5000, "..%2f..", "-1", "1e999"):
            if "{" not in path:
                continue
            address = path.split("{", maxsplit=1)[0] + text + path.split("}", maxsplit=1)[1]
            body = json_body(operation)
            sent = json.dumps(example(body, api.openapi())) if body else None
            reply = client.request(method, address, content=sent, headers={"Content-Type": "application/json"})
            assert reply.status_code < 500, (method, address[:80], reply.text)
            assert reply.status_code >= 400, (method, address[:80], reply.text)


@pytest.mark.parametrize("name", ["since", "until"])
@pytest.mark.parametrize("value", EXTREME_TIMES)
def test_a_time_past_the_calendar_or_without_a_zone_is_refused(client, name, value):
    reply = client.get(f"/interview/sessions?{name}={quote(value)}")
    assert reply.status_code == 422, reply.text
    assert name in reply.json()["message"]


@pytest.mark.parametrize("name", ["since", "until"])
def test_the_latest_and_the_earliest_time_are_searched_for(client, name):
    for value in ("1970-01-01T00:00:00Z", "9998-12-31T23:59:59Z", datetime(2026, 1, 1).astimezone().isoformat()):
        assert client.get(f"/interview/sessions?{name}={quote(value)}").status_code == 200


@pytest.mark.parametrize("value", ["0", "-1", "101", str(10**30), "NaN"])
def test_a_page_of_the_history_has_one_to_a_hundred_lines(client, value):
    reply = client.get(f"/interview/sessions?limit={value}")
    assert (reply.status_code, reply.json()["code"]) == (422, "INPUT_INVALID")
    assert "limit" in reply.json()["message"]


def test_the_largest_revision_can_still_be_counted_on_from(client, services):
    session = create(services)
    path = f"/interview/sessions/{session.id}/answers"
    first = client.put(path, json={"questionIndex": 0, "answer": "words", "revision": 2**30})
    assert (first.status_code, first.json()["stored"]) == (200, True)
    after = client.put(path, json={"questionIndex": 0, "answer": "more words"})
    assert (after.status_code, after.json()["stored"]) == (200, True)
