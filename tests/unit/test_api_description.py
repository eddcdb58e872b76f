"""What the API says of itself: the kinds of its files, the shape of its errors, every status that can come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from interview.errors import Code
from interview.occupations.occupation import occupations
from interview.web.routes.api import api
from interview.web.schemas.options import CreateSchema

FILES = {
    "GET /interview/verdicts": {"application/x-ndjson"},
    "GET /interview/sessions/{session_id}/export": {"application/pdf", "text/markdown", "application/json"},
    "GET /interview/sessions/{session_id}/mentor-file": {"text/html"},
    "GET /interview/trends/{table}": {"text/csv"},
    "GET /my-data/export": {"application/zip"},
    "GET /sign-out": {"text/html"},
}
MAY_BE_OPEN_ALREADY = (
    "POST /interview/sessions",
    "POST /interview/own-questions",
    "POST /interview/sessions/{session_id}/retake",
    "POST /interview/sessions/{session_id}/practice",
    "POST /interview/due",
)


def replies() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(operation, status, what is said of it) of all operations."""
    for path, methods in api.openapi()["paths"].items():
        for method, operation in methods.items():
            for status, reply in operation["responses"].items():
                yield f"{method.upper()} {path}", status, reply


def shape(name: str) -> dict[str, Any]:
    found: dict[str, Any] = api.openapi()["components"]["schemas"][name]
    return found


def test_every_file_is_described_by_its_own_kind():
    found = {operation: set(reply["content"]) for operation, status, reply in replies() if status == "200"}
    assert {operation: found[operation] for operation in FILES} == FILES


def test_every_error_is_described_as_json_with_a_code_of_ours():
    kinds = {
        (kind, content["schema"]["$ref"])
        for operation, status, reply in replies()
        if int(status) >= 400 and operation != "GET /health/ready"
        for kind, content in reply["content"].items()
    }
    assert kinds == {("application/json", "#/components/schemas/ErrorSchema")}
    assert shape("ErrorSchema")["properties"]["code"]["$ref"] == "#/components/schemas/Code"
    assert shape("Code")["enum"] == [code.value for code in Code]


@pytest.mark.parametrize("operation", MAY_BE_OPEN_ALREADY)
def test_an_interview_that_is_open_already_is_described_beside_a_new_one(operation):
    said = {status: reply["content"] for name, status, reply in replies() if name == operation}
    assert said["200"] == said["201"]


def test_what_the_door_answers_is_described_everywhere():
    for status in ("408", "421"):
        assert {name for name, said, _ in replies() if said == status} == {name for name, _, _ in replies()}


def test_a_process_that_is_not_ready_is_described_by_what_it_says():
    (reply,) = (reply for name, status, reply in replies() if (name, status) == ("GET /health/ready", "503"))
    assert reply["content"]["application/json"]["schema"]["additionalProperties"] == {"type": "string"}


@pytest.mark.parametrize(
    "name",
    ["CreateSchema", "PreviewAskedSchema", "AnswerSchema", "QuestionSchema", "CurrentSchema", "ErrorSchema"],
)
def test_what_a_program_meets_first_has_texts(name: str):
    known = {"round", "mode", "swaps", "question", "nextQuestion", "hintShown"}
    fields = shape(name)["properties"]
    assert [field for field, said in fields.items() if field not in known and not said.get("description")] == []


def test_the_interview_that_is_shown_asks_for_what_there_is():
    about = TestClient(api).get("/openapi.json").json()["info"]["description"]
    shown = re.search(r"asked='(.+?)'", about)
    assert shown is not None
    wanted = CreateSchema.model_validate_json(shown[1])
    assert wanted.occupation in occupations()
    paths = set(api.openapi()["paths"])
    asked = {path.replace("$id", "{session_id}") for path in re.findall(r"\$api(/interview/sessions\S*)", about)}
    assert len(asked) == 5
    assert asked <= paths
    assert "X-Interview-Permit" in about
    assert "PROXY_SECRET" in about


def test_the_page_names_kinds_of_files_and_the_values_of_a_choice():
    page = TestClient(api).get("/docs").text
    assert "<li>200: The report, application/pdf or text/markdown or application/json</li>" in page
    assert "<code>RESUME_NOT_FOUND</code>, <code>TARGET_NOT_FOUND</code>" in page
    assert "anything" not in page
