"""Every address of the app, asked for by everybody: nobody, people who are out, others, operators, the owner."""

from __future__ import annotations

import http.client
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from interview.core.accounts import key_of, name_of_subject
from scripts.access import ACTORS, PAGES, WHO, Who, replies
from tests.browser.walking import RESUME
from tests.identity_provider import IdentityProvider, Person
from tests.servers import ROOT, App, wait_until

pytestmark = pytest.mark.sqlite_first

MARK = "zanzibarium"
"""A word that is in everything of the owner's, and nowhere else."""


@dataclass
class Centre:
    app: App
    people: dict[str, Person] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Centre]:
    provider = IdentityProvider(tmp_path_factory.mktemp("provider"))
    folder = tmp_path_factory.mktemp("centre")
    app = App(folder, OPERATORS="opal, olga", **provider.settings)
    made = Centre(app)
    names = {"owner": "ada", "other": "bob", "operator": "opal", "revoked": "carl", "expired": "dora"}
    made.people = {actor: Person(app).signed_in(name) for actor, name in names.items()} | {"anonymous": Person(app)}
    made.ids = kept_by(made.people["owner"])
    assert app.manage("revoke", "carl").returncode == 0
    with closing(sqlite3.connect(folder / "data" / "interview.db")) as database, database:
        ended = "UPDATE sign_in SET expires_at = '2020-01-01 00:00:00.000000' WHERE account = ?"
        assert database.execute(ended, (account_of(app, "dora"),)).rowcount == 1
    for actor, status in (("revoked", 403), ("expired", 401)):
        wait_until(partial(is_answered, made.people[actor], status), 10, f"{actor} is out")
    yield made
    for person in made.people.values():
        person.http.close()
    app.stop()
    provider.stop()


def is_answered(person: Person, status: int) -> bool:
    return person.ask("GET", "/api/resumes").status_code == status


def account_of(app: App, name: str) -> str:
    """The account of the provider's subject."""
    return key_of(name_of_subject(app._environment["OIDC_ISSUER"], name))


def kept_by(owner: Person) -> dict[str, str]:
    """One of everything, with the mark in it."""

    def made(path: str, body: dict[str, Any]) -> Any:
        reply = owner.ask("POST", path, json=body)
        assert reply.status_code in (200, 201, 202), reply.text
        return reply.json()

    upload = {"file": ("cv.txt", f"{RESUME}\n{MARK}".encode(), "text/plain")}
    resume = owner.ask("POST", "/api/resumes", files=upload).json()["resumeId"]
    wanted = {"resumeId": resume, "questionCount": 1, "followUpCount": 0, "forceCreate": True}
    done = made("/api/interview/sessions", wanted)["sessionId"]
    made(f"/api/interview/sessions/{done}/answers", {"questionIndex": 0, "answer": f"I measured {MARK} first."})
    report = f"/api/interview/sessions/{done}/report"
    wait_until(lambda: owner.ask("GET", report).json().get("evaluateStatus") == "COMPLETED", 60, "graded")
    share = made(f"/api/interview/sessions/{done}/shares", {"days": 1})
    point = owner.ask("GET", report).json()["questions"][0]["evidence"][0]["pointId"]
    return {
        "session_id": made("/api/interview/sessions", wanted | {"questionCount": 2})["sessionId"],
        "done": done,
        "point": point,
        "resume_id": resume,
        "share_id": share["shareId"],
        "story_id": made("/api/interview/stories", {"title": MARK, "text": f"How I used {MARK}."})["storyId"],
        "target_id": made("/api/interview/targets", {"title": MARK, "jobText": f"We need {MARK} and Python."})[
            "targetId"
        ],
        "mentor_id": "none",
        "language": "en",
        "table": "interviews",
        "index": "0",
        "file_id": "none",
        "path": "none",
    }


# On which of the two interviews a line is tried: the one that is open, unless it needs one that is over.
OVER = (
    "/report",
    "/evaluation",
    "/verdict",
    "/prediction",
    "/export",
    "/retake",
    "/practice",
    "/shares",
    "/mentor",
    "/shares/",
)
SIGNS_OUT = ("GET /auth/logout", "POST /auth/logout")
# After it there is nothing of its owner left, nor a sign-in: asked for last, by the owner alone.
ERASES = "DELETE /api/my-data"
QUERY = {"GET /api/interview/comparison": "?first={done}&second={done}", "GET /api/language/{language}": "?back=/"}


def sent(address: str, ids: dict[str, str]) -> dict[str, Any]:
    """A body that this address takes."""
    first = {"questionIndex": 0}
    session = "/api/interview/sessions/{session_id}"
    bodies: dict[str, dict[str, Any]] = {
        "POST /api/interview/outlook": {"resumeText": RESUME},
        "POST /api/interview/outlook/told": {"resumeText": RESUME},
        "PATCH /api/resumes/{resume_id}": {},
        "POST /api/interview/targets": {"title": "Another job"},
        "PUT /api/interview/targets/{target_id}": {"title": MARK},
        "POST /api/interview/stories": {"title": "Another", "text": "Once I wrote a test."},
        "PUT /api/interview/stories/{story_id}": {"title": MARK, "text": MARK},
        "POST /api/interview/own-questions": {"questions": "What is an index?"},
        "POST /api/interview/sessions": {"resumeText": RESUME, "questionCount": 1, "followUpCount": 0},
        "POST /api/interview/sessions/delete": {"sessionIds": ["none"]},
        f"PATCH {session}": {"title": MARK},
        f"PUT {session}/answers": first | {"answer": f"A draft on {MARK}."},
        f"POST {session}/answers": first | {"answer": f"I did {MARK}."},
        f"POST {session}/swap": first | {"reason": "had_it"},
        f"PUT {session}/flag": first | {"flagged": True},
        f"POST {session}/hint": first,
        f"PUT {session}/verdict": first | {"pointId": ids["point"], "settled": "said"},
        f"POST {session}/prediction": {"score": 50},
        f"POST {session}/retake": first,
        f"POST {session}/shares": {"days": 1},
        "PUT /api/interview/shared/comment": first | {"name": "Mo", "comment": MARK},
        f"POST {session}/mentors": {
            "format": "mock-interview-mentor",
            "version": 1,
            "sessionId": ids["done"],
            "name": "Mo",
            "notes": [],
        },
    }
    if address == "POST /api/resumes":
        return {"files": {"file": ("cv.txt", RESUME.encode(), "text/plain")}}
    if address in (f"POST {session}/transcription", "POST /api/interview/own-questions/transcription"):
        return {"files": {"audio": ("a.webm", b"0", "audio/webm")}}
    return {"json": bodies[address]} if address in bodies else {}


def asked(centre: Centre, actor: str, address: str) -> tuple[int, str]:
    method, path = address.split(" ", 1)
    ids = centre.ids
    if any(part in path for part in OVER):
        ids = ids | {"session_id": ids["done"]}
    path = path.replace("{page or file of the pages}", "history").replace(":path}", "}") + QUERY.get(address, "")
    person = centre.people[actor]
    if "upload_file" in path:
        # Streamlit wants its own cookie back in a header before it looks at anything else.
        person.ask("GET", "/_stcore/health")
        person.http.headers["X-Xsrftoken"] = person.http.cookies.get("_streamlit_xsrf") or ""
    reply = person.ask(method, path.format_map(ids), **sent(address, ids))
    return reply.status_code, reply.text


def socket_of(centre: Centre, actor: str) -> int:
    """The status with which the websocket is answered."""
    told = {"Cookie": centre.people[actor].cookie} if centre.people[actor].cookie else {}
    url = centre.app.url.replace("http", "ws", 1) + "/_stcore/stream"
    try:
        with connect(url, origin=Origin(centre.app.url), additional_headers=told, proxy=None):
            return 101
    except InvalidStatus as exc:
        return exc.response.status_code


def test_every_address_of_the_app_has_a_line_and_every_line_an_address(centre: Centre, tmp_path: Path) -> None:
    told = os.environ | centre.app._environment | {"DATA_DIR": str(tmp_path / "data")}
    walked = subprocess.run(
        [sys.executable, "tests/addresses.py"],
        cwd=ROOT,
        env=told,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    ).stdout.splitlines()
    assert set(walked) == set(WHO)
    assert {page.stem for page in (ROOT / "pages").glob("*.py")} == set(PAGES)


def test_whoever_is_not_in_gets_nothing_from_any_address_but_those_for_everybody(centre: Centre) -> None:
    wrong = []
    for address, who in WHO.items():
        for actor in ("anonymous", "expired", "revoked"):
            if address in SIGNS_OUT and actor != "anonymous":
                continue
            if address.startswith("WEBSOCKET"):
                found, expected = str(socket_of(centre, actor)), "403"
            else:
                found, expected = str(asked(centre, actor, address)[0]), replies(who)[actor]
            if expected == "yes" and found not in ("401", "403", "500"):
                continue
            if found != expected:
                wrong.append((address, actor, expected, found))
    assert not wrong, wrong


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "POST", "TRACE", "BREW"])
def test_no_other_method_opens_an_address(centre: Centre, method: str) -> None:
    paths = (
        "/",
        "/api/resumes",
        "/media/x",
        "/_stcore/metrics",
        "/_stcore/upload_file/a/b",
        "/_stcore/stream",
        "/static/x",
    )
    assert {path: centre.people["anonymous"].ask(method, path).status_code for path in paths} == dict.fromkeys(
        paths, 401
    )


WRITTEN_OTHERWISE = [
    "//api/resumes",
    "/api/health/../resumes",
    "/api/health%2f..%2fresumes",
    "/auth/../api/resumes",
    "/auth/%2e%2e/api/resumes",
    "/auth//api/resumes",
    "/api/language/../resumes",
    "/API/resumes",
    "/_stcore/health/../metrics",
]


@pytest.mark.parametrize("path", WRITTEN_OTHERWISE)
def test_no_way_of_writing_an_address_leads_past_the_gate(centre: Centre, path: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", centre.app.port, timeout=20)
    connection.request("GET", path)
    reply = connection.getresponse()
    body = reply.read().decode(errors="replace")
    connection.close()
    assert reply.status in (400, 401, 404), body
    assert "resumeId" not in body


def test_others_find_nothing_of_the_owner_and_change_nothing(centre: Centre) -> None:
    before = everything(centre)
    wrong = []
    for address, who in WHO.items():
        if who is Who.EVERYBODY or address == ERASES:
            continue
        for actor in ("other", "operator"):
            if address.startswith("WEBSOCKET"):
                assert socket_of(centre, actor) == 101
                continue
            status, text = asked(centre, actor, address)
            expected = replies(who)[actor]
            fits = str(status) == expected if expected.isdigit() else status not in (401, 403, 500)
            if not fits or MARK in text:
                wrong.append((address, actor, expected, status))
    assert not wrong, wrong
    assert everything(centre) == before


def everything(centre: Centre) -> list[Any]:
    """All that the owner has, as the API tells it."""
    ids, owner = centre.ids, centre.people["owner"]
    paths = (
        "/api/resumes",
        "/api/interview/stories",
        "/api/interview/targets",
        "/api/interview/sessions",
        f"/api/interview/sessions/{ids['session_id']}",
        f"/api/interview/sessions/{ids['done']}/report",
        f"/api/interview/sessions/{ids['done']}/shares",
    )
    return [owner.ask("GET", path).json() for path in paths]


def test_the_owner_reaches_all_of_it(centre: Centre) -> None:
    assert socket_of(centre, "owner") == 101
    # What deletes comes last, and the resume after the interviews that were made from it.
    lines = [address for address in WHO if not address.startswith("WEBSOCKET") and address not in SIGNS_OUT]
    lines.sort(
        key=lambda address: (address == ERASES, address.startswith("DELETE"), address.startswith("DELETE /api/resumes"))
    )
    found = {address: asked(centre, "owner", address) for address in lines}
    refused = {address: status for address, (status, _) in found.items() if status in (401, 403, 500)}
    assert refused == {"GET /_stcore/metrics": 403, "GET /metrics": 403}
    missing = {address for address, (status, _) in found.items() if status == 404 and WHO[address] is Who.OWNER}
    assert missing == {"DELETE /api/interview/sessions/{session_id}/mentors/{mentor_id}"}
    assert MARK in found["GET /api/resumes"][1] + found["GET /api/interview/stories"][1]


def test_a_browser_that_asks_for_a_page_is_led_to_signing_in_and_back(centre: Centre) -> None:
    html = {"Accept": "text/html,*/*"}
    for page in PAGES:
        reply = centre.people["anonymous"].ask("GET", f"/{page}?session=x", headers=html)
        assert (reply.status_code, reply.headers["location"]) == (303, f"/auth/sign-in?back=%2F{page}%3Fsession%3Dx")
        told = centre.people["revoked"].ask("GET", f"/{page}", headers=html)
        assert (told.status_code, "SIGN_IN_REVOKED" in told.text) == (403, True)
    assert centre.people["anonymous"].ask("GET", "/api/resumes", headers=html).status_code == 401


def test_all_columns_of_the_page_are_asked_for_here() -> None:
    assert set(ACTORS) == {"anonymous", "expired", "revoked", "other", "operator", "owner"}
