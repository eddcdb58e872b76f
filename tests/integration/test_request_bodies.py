"""How large and how nested a request may be: what is over is refused before it is parsed, and no legal call is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from interview.core.posting import MAX_JOB_CHARS
from interview.core.turn import MAX_ANSWER_CHARS
from interview.errors import Code
from interview.resume.read import MAX_FILE_BYTES
from interview.services import Services
from interview.use_cases.history import MOST_AT_ONCE
from interview.web import guard
from interview.web.json_bounds import MOST_LEVELS
from tests.builders import RESUME
from tests.integration.test_candidate import ME, create

pytestmark = pytest.mark.sqlite_first

MB = 1024 * 1024


@pytest.fixture
def services(make_services, sqlite_url) -> Services:
    return make_services(sqlite_url)


def send(client: TestClient, method: str, path: str, content: Any) -> Any:
    return client.request(method, path, content=content, headers={"Content-Type": "application/json"})


def in_chunks(body: bytes) -> Iterator[bytes]:
    """Sent without a Content-Length."""
    for start in range(0, len(body), 65_536):
        yield body[start : start + 65_536]


BODIES = [
    ("PATCH", "/interview/sessions/x", b'{"title": "'),
    ("POST", "/interview/sessions/delete", b'{"sessionIds": ["'),
    ("PUT", "/interview/sessions/x/flag", b'{"flagged": "'),
    ("PATCH", "/resumes/x", b'{"level": "'),
    ("DELETE", "/resumes/x", b'{"why": "'),
    ("PUT", "/interview/sessions/x/transcription", b'{"file": "'),
    ("POST", "/nowhere", b'{"a": "'),
]


@pytest.mark.parametrize("chunked", [False, True], ids=["whole", "chunked"])
@pytest.mark.parametrize(("method", "path", "begin"), BODIES)
def test_a_body_over_a_megabyte_is_refused_with_what_to_do(client, method, path, begin, chunked):
    body = begin + b"x" * MB + b'"}'
    reply = send(client, method, path, in_chunks(body) if chunked else body)
    assert (reply.status_code, reply.json()["code"]) == (422, Code.REQUEST_TOO_LARGE)
    assert "1.0 MB" in reply.json()["message"]
    assert "Shorten" in reply.json()["message"]


@pytest.mark.parametrize("chunked", [False, True], ids=["whole", "chunked"])
def test_up_to_a_megabyte_is_read(client, chunked):
    body = b'{"title": "' + b"x" * (MB - 13) + b'"}'
    assert len(body) == guard.BODY_BYTES
    reply = send(client, "PATCH", "/interview/sessions/x", in_chunks(body) if chunked else body)
    assert (reply.status_code, reply.json()["code"]) == (422, Code.INPUT_INVALID)
    assert "title" in reply.json()["message"]


@pytest.mark.parametrize("letter", ["x", "中", "\U0001f642", '"', "\n"])
@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_the_longest_answer_is_taken_however_it_is_written(client, services, letter, ascii_only, method):
    session = create(services)
    answer = letter * MAX_ANSWER_CHARS
    body = json.dumps({"questionIndex": 0, "answer": answer}, ensure_ascii=ascii_only).encode()
    reply = send(client, method, f"/interview/sessions/{session.id}/answers", body)
    assert reply.status_code == 200, reply.text
    answered = services.candidate.view(ME, session.id).turns[0].answer
    assert (answered.draft if method == "PUT" else answered.text) == answer


def test_the_longest_resume_and_job_are_taken_however_they_are_written(client):
    resume = "技能：Python, SQL\n" + "我在公司里用数据库做了一个账单系统。" * 10_000
    job = ("要求 Python\n" * 4_000)[:MAX_JOB_CHARS]
    body = json.dumps({"resumeText": resume, "jobText": job}).encode()
    assert len(body) > MB
    reply = send(client, "POST", "/interview/outlook", body)
    assert reply.status_code == 200, reply.text


@pytest.mark.parametrize("chunked", [False, True], ids=["whole", "chunked"])
def test_an_answer_over_every_bound_is_refused(client, services, chunked):
    session = create(services)
    body = json.dumps({"questionIndex": 0, "answer": "x" * guard.TEXT_BYTES}).encode()
    reply = send(client, "PUT", f"/interview/sessions/{session.id}/answers", in_chunks(body) if chunked else body)
    assert (reply.status_code, reply.json()["code"]) == (422, Code.REQUEST_TOO_LARGE)
    assert services.candidate.view(ME, session.id).turns[0].answer.draft == ""


def test_an_upload_keeps_the_bound_of_its_file(client):
    # What is read of it is no matter here.
    text = RESUME + "\n" * 3 * MB
    reply = client.post("/resumes", files={"file": ("cv.txt", text.encode())})
    assert reply.json().get("code") != Code.REQUEST_TOO_LARGE
    over = client.post("/resumes", files={"file": ("cv.txt", b"x" * (MAX_FILE_BYTES + 1))})
    assert (over.status_code, over.json()["code"]) == (422, Code.RESUME_FILE_TOO_LARGE)


def largest_correction() -> bytes:
    project = {"name": "n" * 120, "role": "r", "technologies": ["t"] * 40, "line": "l"}
    return json.dumps({"skills": ["s"] * 100, "projects": [project] * 40, "level": "senior"}).encode()


def test_the_largest_call_is_taken(client, services):
    resume = services.resumes.add(ME, "cv.pdf", RESUME, "hash", ())
    assert send(client, "PATCH", f"/resumes/{resume.id}", largest_correction()).status_code == 200
    ids = [f"{number:032x}" for number in range(MOST_AT_ONCE)]
    assert send(client, "POST", "/interview/sessions/delete", json.dumps({"sessionIds": ids})).status_code == 200


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'{"skills": [' + b'"a",' * 10_000 + b'"a"]}', "has more parts"),
        (b"{" + b",".join(b'"k%d": 1' % n for n in range(10_000)) + b"}", "has more parts"),
        (b"[" * (MOST_LEVELS + 1) + b"]" * (MOST_LEVELS + 1), "is nested deeper"),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "is nested deeper"),
        (b"[" * 500_000, "is nested deeper"),
        (b'{"a": "\xff\\"", "b": ' + b"[" * 100_000, "is nested deeper"),
    ],
    ids=["items", "keys", "one level too many", "objects", "never closed", "behind a string"],
)
def test_more_structure_than_a_call_needs_is_refused_before_it_is_parsed(client, monkeypatch, body, said):
    def parsed(*_arguments: Any, **_more: Any) -> Any:
        raise AssertionError("the body was parsed")

    monkeypatch.setattr("starlette.requests.json.loads", parsed)
    reply = send(client, "PATCH", "/resumes/x", body)
    monkeypatch.undo()
    assert (reply.status_code, reply.json()["code"]) == (422, Code.REQUEST_TOO_COMPLEX)
    assert said in reply.json()["message"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "utf-16-be"])
def test_json_in_another_encoding_hides_nothing_from_the_count(client, encoding):
    """U+2200 and U+5B5B hold the bytes of a quotation mark and of a bracket."""
    body = json.dumps({"a": "\u2200\u5b5b", "b": [[[[[[[[[[]]]]]]]]]]}, ensure_ascii=False).encode(encoding)
    reply = send(client, "PATCH", "/resumes/x", body)
    assert (reply.status_code, reply.json()["code"]) == (422, Code.INPUT_INVALID)
    assert "UTF-8" in reply.json()["message"]


@pytest.mark.parametrize(
    "body", [b"\xff\xfe", b'{"level": "\xff"}', b'{"level": ' + b"9" * 5000 + b"}", b"{", b"nul", b""]
)
def test_what_is_no_json_is_refused_with_a_sentence(client, body):
    reply = send(client, "PATCH", "/resumes/x", body)
    assert (reply.status_code, reply.json()["code"]) == (422, Code.INPUT_INVALID)
    assert reply.json()["message"]


def test_a_refusal_does_not_send_back_what_was_sent(client):
    reply = send(client, "PATCH", "/resumes/x", json.dumps({"k" * 100_000: 1}))
    assert (reply.status_code, reply.json()["code"]) == (422, Code.INPUT_INVALID)
    assert len(reply.json()["message"]) < 200


@pytest.mark.parametrize("path", ["/resumes", "/interview/own-questions/transcription?language=en"])
@pytest.mark.parametrize("body", [b"--x\r\nTrue--x--\r\n", b"no form", b""])
def test_a_form_that_is_none_is_refused_with_a_sentence(client, path, body):
    told = {"Content-Type": "multipart/form-data; boundary=x"}
    reply = client.post(path, content=body, headers=told)
    assert (reply.status_code, reply.json()["code"]) == (422, Code.INPUT_INVALID)


def test_what_cannot_be_read_as_a_form_says_how_to_send_it_in_the_language_of_the_caller(client):
    told = {"Content-Type": "multipart/form-data; boundary=x"}
    for language, words in (("en", "Send it as a form"), ("zh", "请以表单")):
        reply = client.post("/resumes", content=b"--x\r\nTrue--x--\r\n", headers={**told, "Accept-Language": language})
        assert words in reply.json()["message"]
