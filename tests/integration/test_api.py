"""The HTTP API over the real process: the journey of a client that has nothing but curl."""

import json
import socket
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from interview.errors import Code
from tests.servers import App, wait_until

pytestmark = pytest.mark.sqlite_first

RESUME = """Ada Example
Skills: Python, PostgreSQL, Docker, Git
Experience
Backend Developer, Example Ltd, 2019 - 2024
Built a billing service in Python and PostgreSQL that sends 20,000 invoices a month.
"""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory):
    started = App(tmp_path_factory.mktemp("api"))
    yield started
    started.stop()


def upload(app: App, name: str, data: bytes, headers: dict[str, str] | None = None):
    boundary = uuid.uuid4().hex
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = head.encode() + data + f"\r\n--{boundary}--\r\n".encode()
    kind = {"Content-Type": f"multipart/form-data; boundary={boundary}", **(headers or {})}
    request = urllib.request.Request(app.url + "/api/resumes", body, kind)
    try:
        with urllib.request.urlopen(request, timeout=60) as reply:
            return reply.status, json.load(reply)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


JOB = "Requirements\n- Experience with Python and Kafka\n- Terraform is a plus"


def test_a_job_description_is_looked_at_stored_and_covered_step_by_step(app: App):
    asked = {"resumeText": RESUME, "jobText": JOB}
    status, preview = app.call("POST", "/api/interview/outlook", asked)
    assert (status, preview["languages"], preview["language"]) == (200, ["en", "zh"], "en")
    assert [found["skill"] for found in preview["requirements"]] == ["Python", "Kafka", "Terraform"]
    assert preview["requirements"][0]["inResume"]
    assert preview["requirements"][1]["line"] == "Experience with Python and Kafka"
    assert ("git-collaboration", "Git and collaboration") in [(each["id"], each["name"]) for each in preview["topics"]]

    session = new_session(app, jobText=JOB, questionCount=1, leaveOut=["python", "Git and collaboration"])
    (question,) = session["questions"]
    assert question["reason"] == "The job asks for: “Experience with Python and Kafka”"
    assert [found["asked"] for found in session["requirements"]] == [False] * 3
    path = f"/api/interview/sessions/{session['sessionId']}"
    app.call("POST", f"{path}/answers", {"questionIndex": 0, "answer": ""})
    found = app.get(path)[1]["requirements"]
    assert [requirement["skill"] for requirement in found if requirement["asked"]] == ["Kafka"]
    assert app.get(f"{path}/report")[1]["requirements"] == found


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ({"leaveOut": ["basket weaving"]}, "basket weaving"),
        ({"moreOf": ["Phrenology"]}, "Phrenology"),
        ({"language": "fr"}, "The practice interviewer speaks English and Chinese only."),
        ({"jobText": "x" * 20_001}, "jobText"),
    ],
)
def test_a_wish_that_cannot_be_met_is_refused_and_named(app: App, wish, words):
    status, error = app.call("POST", "/api/interview/sessions", {"resumeText": RESUME, "forceCreate": True, **wish})
    assert (status, error["code"]) == (422, Code.INPUT_INVALID)
    assert words in error["message"]


def test_questions_that_come_again_are_told_in_notes(app: App):
    plain = "Bo Example\nSkills: Gardening\nI looked after the roses of a park for three summers."
    notes: list[str] = []
    for _ in range(6):
        notes += new_session(app, resumeText=plain, questionCount=24)["notes"]
    assert any(note.startswith("You have had nearly all of these questions") for note in notes)


def test_an_interview_for_a_job_needs_no_resume(app: App):
    assert {"id": "registered-nurse", "name": "Registered nurse"} in app.get("/api/interview/occupations")[1]
    wanted = {"occupation": "registered-nurse", "level": "junior", "round": "phone", "forceCreate": True}
    status, session = app.call("POST", "/api/interview/sessions", wanted)
    assert (status, session["resumeName"], session["round"]) == (201, "Registered nurse", "phone")
    status, error = app.call("POST", "/api/interview/sessions", {"occupation": "wizard"})
    assert (status, error["code"]) == (422, Code.INPUT_INVALID)
    assert "wizard" in error["message"]


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ({"occupation": "registered-nurse", "round": "design"}, "does not belong to this work"),
        ({"occupation": "registered-nurse", "round": "topic"}, "Name the topic"),
    ],
)
def test_a_round_that_makes_no_sense_is_refused(app: App, wish, words):
    status, error = app.call("POST", "/api/interview/sessions", {"forceCreate": True, **wish})
    assert (status, error["code"]) == (422, Code.INPUT_INVALID)
    assert words in error["message"]


def new_session(app: App, **more):
    wanted = {"resumeText": RESUME, "questionCount": 2, "followUpCount": 0, "forceCreate": True, **more}
    status, session = app.call("POST", "/api/interview/sessions", wanted)
    assert status == 201, session
    return session


def test_from_an_uploaded_resume_to_a_report_and_a_pdf(app: App):
    status, resume = upload(app, "ada.txt", RESUME.encode())
    assert status == 201
    assert {"Python", "PostgreSQL"} <= set(resume["skills"])
    assert resume["fileName"] == "ada.txt"
    wanted = {"resumeId": resume["resumeId"], "questionCount": 3, "followUpCount": 1}
    status, session = app.call("POST", "/api/interview/sessions", wanted)
    assert (status, session["status"], session["currentIndex"], session["totalQuestions"]) == (201, "CREATED", 0, 6)
    path = f"/api/interview/sessions/{session['sessionId']}"

    status, saved = app.call("PUT", f"{path}/answers", {"questionIndex": 0, "answer": "half an ans", "revision": 1})
    assert (status, saved["stored"]) == (200, True)
    current = app.get(f"{path}/question")[1]
    assert (current["completed"], current["question"]["draft"]) == (False, "half an ans")
    assert app.get(f"{path}/report")[1]["code"] == Code.INTERVIEW_REPORT_NOT_READY

    asked = current["question"]
    answers = []
    while asked:
        answers.append(f"Because of {asked['category']} we measured first, then changed it; it went from 9 s to 1 s.")
        body = {"questionIndex": asked["questionIndex"], "answer": answers[-1]}
        status, reply = app.call("POST", f"{path}/answers", body)
        assert status == 200
        asked = reply["nextQuestion"] if reply["hasNextQuestion"] else None

    report = wait_until(lambda: _ready(app, path), 60, "the report")
    assert [question["answer"] for question in report["questions"]] == answers
    assert report["gradedBy"] == ["practice"]
    assert 0 <= report["overallLow"] <= report["overallHigh"] <= 100
    assert report["progress"] == {"graded": len(answers), "total": len(answers)}
    for question in report["questions"]:
        assert 0 <= question["scoreLow"] <= question["scoreHigh"] <= 100
        assert question["clarity"] is None
        if question["score"] is not None:
            parts = question["accuracy"] + question["completeness"]
            # Each of the two parts and the score are rounded for themselves.
            assert question["score"] == pytest.approx(100 * parts / 70, abs=100 / 70 + 0.5)
    status, pdf = app.get(f"{path}/export?format=pdf")
    assert (status, pdf[:5]) == (200, b"%PDF-")
    exported = app.get(f"{path}/export?format=json")[1]
    assert exported["overallScore"] == report["overallScore"]
    assert exported["schemaVersion"]
    utc, there, unknown = (
        app.get(f"{path}/export?format=md{zone}")[1]
        for zone in ("", "&timeZone=Pacific/Kiritimati", "&timeZone=../../Nowhere")
    )
    assert utc == unknown != there
    assert any(line["sessionId"] == session["sessionId"] for line in app.get("/api/interview/sessions")[1]["sessions"])


def _ready(app: App, path: str):
    report = app.get(f"{path}/report")[1]
    return report if report["evaluateStatus"] == "COMPLETED" else None


def test_the_same_file_again_is_recognised(app: App):
    first = upload(app, "one.txt", RESUME.encode() + b"\nHobby: chess problems")[1]
    again = upload(app, "two.txt", RESUME.encode() + b"\r\nHobby: chess problems\r\n")[1]
    assert again["resumeId"] == first["resumeId"]


def test_corrections_are_kept_and_keep_the_line_of_what_was_read(app: App):
    resume = upload(app, "fix.txt", RESUME.encode() + b"\nCycling")[1]
    changes = {"skills": ["Python", "Rust"], "level": "senior"}
    status, corrected = app.call("PATCH", f"/api/resumes/{resume['resumeId']}", changes)
    assert (status, corrected["skills"], corrected["level"]) == (200, ["Python", "Rust"], "senior")
    assert corrected["projects"] == resume["projects"]


def test_the_unfinished_interview_is_found_and_continued(app: App):
    resume = upload(app, "open.txt", RESUME.encode() + b"\nSailing")[1]["resumeId"]
    assert app.get(f"/api/interview/sessions/unfinished/{resume}")[0] == 404
    status, first = app.call("POST", "/api/interview/sessions", {"resumeId": resume, "questionCount": 1})
    assert (status, first["isNew"]) == (201, True)
    status, again = app.call("POST", "/api/interview/sessions", {"resumeId": resume, "questionCount": 1})
    assert (status, again["isNew"], again["sessionId"]) == (200, False, first["sessionId"])
    assert app.get(f"/api/interview/sessions/unfinished/{resume}")[1]["sessionId"] == first["sessionId"]


def test_questions_still_to_come_are_not_told(app: App):
    session = new_session(app)
    assert [question["questionIndex"] for question in session["questions"]] == [0]


def test_an_older_revision_is_answered_with_the_newer_text(app: App):
    path = f"/api/interview/sessions/{new_session(app)['sessionId']}/answers"
    app.call("PUT", path, {"questionIndex": 0, "answer": "newer", "revision": 5})
    status, reply = app.call("PUT", path, {"questionIndex": 0, "answer": "older", "revision": 4})
    assert (status, reply["stored"], reply["answer"], reply["revision"]) == (200, False, "newer", 5)


def test_ending_early_and_deleting(app: App):
    path = f"/api/interview/sessions/{new_session(app)['sessionId']}"
    app.call("PUT", f"{path}/answers", {"questionIndex": 0, "answer": "the open draft", "revision": 1})
    status, ended = app.call("POST", f"{path}/complete")
    assert (status, ended["status"]) == (200, "COMPLETED")
    assert ended["questions"][0]["answer"] == "the open draft"
    assert app.call("POST", f"{path}/answers", {"questionIndex": 1, "answer": "late"})[0] == 409
    assert app.call("DELETE", path)[0] == 200
    assert app.get(path)[1]["code"] == Code.INTERVIEW_SESSION_NOT_FOUND


def test_a_file_over_the_limit_is_refused(app: App):
    status, reply = upload(app, "big.txt", b"word " * (11 * 1024 * 1024 // 5))
    assert (status, reply["code"]) == (422, Code.RESUME_FILE_TOO_LARGE)


def test_a_file_of_another_kind_is_refused_with_what_is_possible(app: App):
    status, reply = upload(app, "cv.odt", b"PK\x03\x04 something")
    assert (status, reply["code"]) == (422, Code.RESUME_FILE_TYPE_NOT_SUPPORTED)
    assert ".pdf" in reply["message"]


def test_a_page_of_another_website_cannot_write(app: App):
    status, reply = upload(app, "cv.txt", RESUME.encode(), {"Sec-Fetch-Site": "cross-site"})
    assert (status, reply["code"]) == (403, Code.INPUT_INVALID)


def test_text_no_database_can_hold_is_stored_without_it(app: App):
    path = f"/api/interview/sessions/{new_session(app)['sessionId']}/answers"
    status, saved = app.call("PUT", path, {"questionIndex": 0, "answer": "a\u0000b\ud800c", "revision": 1})
    assert (status, saved["answer"], saved["stored"]) == (200, "ab\ufffdc", True)


def test_the_interface_is_described(app: App):
    described = app.get("/api/openapi.json")[1]
    assert "/interview/sessions/{session_id}/answers" in described["paths"]
    assert app.get("/api/docs")[0] == 200


def test_rate_limits_answer_with_a_time(tmp_path: Path):
    app = App(tmp_path, RATE_LIMIT_CREATE="1/minute")
    try:
        new_session(app)
        request = urllib.request.Request(
            app.url + "/api/interview/sessions",
            json.dumps({"resumeText": RESUME, "forceCreate": True}).encode(),
            {"Content-Type": "application/json"},
        )
        with pytest.raises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(request, timeout=30)
        assert caught.value.code == 429
        assert 1 <= int(caught.value.headers["Retry-After"]) <= 61
        assert json.load(caught.value)["code"] == Code.RATE_LIMIT_EXCEEDED
    finally:
        app.stop()


def test_a_hint_and_a_mark_are_recorded_and_shown_in_the_report(app: App):
    session = new_session(app, questionCount=1)
    path = f"/api/interview/sessions/{session['sessionId']}"
    assert session["questions"][0]["hasHint"]
    status, hint = app.call("POST", f"{path}/hint", {"questionIndex": 0})
    assert status == 200
    assert len(hint["hint"]) > 10
    assert app.call("PUT", f"{path}/flag", {"questionIndex": 0, "flagged": True})[0] == 200
    app.call("POST", f"{path}/complete")
    question = wait_until(lambda: _ready(app, path), 60, "the report")["questions"][0]
    assert (question["hintShown"], question["flagged"]) == (True, True)


def test_what_lacks_most_is_practised_with_one_call_and_once_at_a_time(app: App):
    path = f"/api/interview/sessions/{new_session(app)['sessionId']}"
    status, refused = app.call("POST", f"{path}/practice")
    assert (status, refused["code"]) == (409, Code.INTERVIEW_REPORT_NOT_READY)
    app.call("POST", f"{path}/complete")
    asked = wait_until(lambda: _ready(app, path), 60, "the report")["questions"]
    status, session = app.call("POST", f"{path}/practice")
    assert (status, session["isNew"], session["kind"], session["totalQuestions"]) == (201, True, "review", len(asked))
    assert app.get(f"/api/interview/sessions/{session['sessionId']}/question")[1]["question"]["question"] in {
        question["question"] for question in asked
    }
    status, again = app.call("POST", f"{path}/practice")
    assert (status, again["sessionId"]) == (200, session["sessionId"])


def answer_to(app: App, head: str, parts: Iterator[bytes]) -> bytes:
    """The reply of the real server to a request sent part by part."""
    with socket.create_connection(("127.0.0.1", app.port), timeout=30) as connection:
        connection.sendall(head.encode())
        for part in parts:
            connection.sendall(part)
        found = b""
        while more := connection.recv(65_536):
            found += more
    return found


def test_the_real_server_counts_a_chunked_body_as_it_comes(app: App):
    head = (
        "PATCH /api/interview/sessions/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    piece = b"10000\r\n" + b"x" * 65_536 + b"\r\n"
    reply = answer_to(app, head, iter([piece] * 20 + [b"0\r\n\r\n"]))
    assert reply.startswith(b"HTTP/1.1 422")
    assert Code.REQUEST_TOO_LARGE.encode() in reply
    small = head.replace("/x ", "/y ")
    reply = answer_to(app, small, iter([b"d\r\n" + b'{"title": 12}' + b"\r\n", b"0\r\n\r\n"]))
    assert reply.startswith(b"HTTP/1.1 422")


def test_a_job_is_kept_covered_and_deleted(app: App):
    status, target = app.call("POST", "/api/interview/targets", {"jobText": JOB, "interviewOn": "2026-12-03"})
    assert (status, target["interviewOn"]) == (201, "2026-12-03")
    path = f"/api/interview/targets/{target['targetId']}"
    session = new_session(app, targetId=target["targetId"], questionCount=1, leaveOut=["python"])
    assert session["targetId"] == target["targetId"]
    app.call(
        "POST", f"/api/interview/sessions/{session['sessionId']}/answers", {"questionIndex": 0, "answer": "A log."}
    )
    status, found = app.get(path)
    assert (status, found["interviews"]) == (200, 1)
    assert {one["skill"]: one["interviews"] for one in found["requirements"]}["Kafka"] == 1
    assert "Kafka" not in found["stillOpen"]
    words = {"title": "Engineer", "company": "Northwind", "jobText": JOB, "interviewOn": ""}
    status, edited = app.call("PUT", path, {**words, "seen": target["mark"]})
    assert (status, edited["name"], edited["interviewOn"]) == (200, "Engineer, Northwind", None)
    status, again = app.call("PUT", path, {**words, "seen": target["mark"]})
    assert (status, again["name"]) == (200, "Engineer, Northwind"), "a reply that was lost is asked for again"
    status, error = app.call("PUT", path, {**words, "company": "Southwind", "seen": target["mark"]})
    assert (status, error["code"]) == (409, Code.TARGET_CHANGED)
    assert app.get(path)[1]["target"] == edited
    assert app.call("DELETE", path)[0] == 204
    status, error = app.get(path)
    assert (status, error["code"]) == (404, Code.TARGET_NOT_FOUND)
