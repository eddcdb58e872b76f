"""The ways to one's own data: over the API each person reaches theirs alone, and an operator anybody's by command."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from fastapi.testclient import TestClient

from interview.command_line import people
from interview.core.accounts import ALONE
from interview.services import Services
from interview.web.routes.api import api
from interview.web.routes.caller import process_services
from tests.browser.walking import RESUME
from tests.servers import ROOT, PostgresServer

pytestmark = pytest.mark.sqlite_first

HEADER = "X-Person"
ADA, EVE = {HEADER: "ada"}, {HEADER: "eve"}
MakeServices = Callable[..., Services]


def asked_for(client: TestClient, person: dict[str, str]) -> str:
    """A resume and an interview made from it, as a person asks for them; the id of the resume."""
    file = {"file": (f"{person[HEADER]}.txt", f"{person[HEADER]} Example\n{RESUME}".encode())}
    made = client.post("/resumes", files=file, headers=person).json()
    wanted = {"resumeId": made["resumeId"], "questionCount": 1, "followUpCount": 0}
    assert client.post("/interview/sessions", json=wanted, headers=person).status_code == 201
    return str(made["resumeId"])


@pytest.fixture
def centre(make_services: MakeServices, sqlite_url: str) -> Services:
    return make_services(
        sqlite_url, user_header=HEADER, rate_limit_costly="2/hour", retention_days=90, sign_out_url="/oauth2/sign_out"
    )


@pytest.fixture
def client(centre: Services) -> Iterator[TestClient]:
    api.dependency_overrides[process_services] = lambda: centre
    try:
        yield TestClient(api)
    finally:
        api.dependency_overrides.clear()


def test_everybody_counts_takes_and_erases_their_own_data_alone(client: TestClient):
    resume_of_ada, resume_of_eve = asked_for(client, ADA), asked_for(client, EVE)
    kept = client.get("/my-data", headers=ADA).json()
    assert (kept["rows"]["session"], kept["rows"]["resume"], kept["retentionDays"]) == (1, 1, 90)
    reply = client.get("/my-data/export", headers=ADA)
    assert (reply.status_code, reply.headers["content-type"]) == (200, "application/zip")
    with zipfile.ZipFile(io.BytesIO(reply.content)) as file:
        content = b"".join(file.read(name) for name in file.namelist())
    assert resume_of_ada.encode() in content
    assert b"eve Example" not in content
    assert client.delete("/my-data", headers=ADA).status_code == 422
    receipt = client.delete("/my-data?confirm=everything", headers=ADA).json()
    assert receipt["rows"] == kept["rows"]
    assert receipt["isComplete"]
    assert client.get("/my-data", headers=ADA).json()["rows"] == {}
    assert [each["resumeId"] for each in client.get("/resumes", headers=EVE).json()] == [resume_of_eve]
    assert client.get("/my-data").status_code == 401


def test_a_resume_goes_with_or_without_its_interviews_and_nobody_elses_does(client: TestClient):
    resume = asked_for(client, ADA)
    assert client.delete(f"/resumes/{resume}", headers=EVE).status_code == 404
    receipt = client.delete(f"/resumes/{resume}?withInterviews=true", headers=ADA).json()
    assert (receipt["rows"]["resume"], receipt["rows"]["session"]) == (1, 1)
    assert client.delete(f"/resumes/{resume}", headers=ADA).status_code == 404
    another = asked_for(client, ADA)
    assert "session" not in client.delete(f"/resumes/{another}", headers=ADA).json()["rows"]
    assert client.get("/interview/sessions", headers=ADA).json()["total"] == 1


def test_taking_everything_is_counted_for_each_person(client: TestClient):
    assert [client.get("/my-data/export", headers=ADA).status_code for _ in range(3)] == [200, 200, 429]
    assert client.get("/my-data/export", headers=EVE).status_code == 200


def test_tables_of_the_trends_are_files_of_their_owner(client: TestClient):
    reply = client.get("/interview/trends/weeks", headers=ADA)
    assert (reply.status_code, reply.headers["content-type"]) == (200, "text/csv; charset=utf-8")
    assert reply.headers["content-disposition"] == 'attachment; filename="mock-interview-weeks.csv"'
    assert client.get("/interview/trends/weeks").status_code == 401
    assert client.get("/interview/trends/nothing", headers=ADA).status_code == 422


def test_signing_out_has_the_browser_forget_first_and_ends_at_the_proxy(client: TestClient):
    assert client.get("/sign-out").status_code == 422, "another website leads here"
    reply = client.get("/sign-out", headers={"Sec-Fetch-Site": "same-origin"})
    assert 'location.replace("/oauth2/sign_out")' in reply.text
    assert reply.headers["clear-site-data"] == '"cache", "storage"'
    assert reply.text.index("mi:") < reply.text.index("location.replace")


MANAGE = (sys.executable, "-m", "interview.command_line")


def test_an_operator_exports_and_erases_a_person_by_name(
    centre: Services, client: TestClient, sqlite_url: str, tmp_path: Path
):
    asked_for(client, ADA)
    asked_for(client, EVE)

    def settings() -> dict[str, str]:
        return {
            **os.environ,
            "DATABASE_URL": sqlite_url,
            "DATA_DIR": str(tmp_path),
            "USER_HEADER": HEADER,
            "PROXY_SECRET": "a-secret-of-more-than-twenty-signs",
            "REDIS_URL": centre.settings.redis_url,
        }

    def manage(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [*MANAGE, *arguments]
        nobody = subprocess.DEVNULL
        return subprocess.run(
            command, cwd=ROOT, env=settings(), stdin=nobody, capture_output=True, text=True, check=False
        )

    def at_terminal(*arguments: str, typed: str) -> tuple[int, str]:
        leader, terminal = os.openpty()
        os.write(leader, f"{typed}\n".encode())
        done = subprocess.run(
            [*MANAGE, *arguments], cwd=ROOT, env=settings(), stdin=terminal, capture_output=True, text=True, check=False
        )
        os.close(terminal)
        os.close(leader)
        return done.returncode, done.stdout

    for path in (tmp_path, *tmp_path.iterdir()):
        path.chmod(0o700 if path.is_dir() else 0o600)
    file = tmp_path / "ada.zip"
    done = manage("export", "ada", str(file))
    assert done.returncode == 0, done.stderr
    assert file.stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(file) as found:
        assert any(name.startswith("resumes/") for name in found.namelist())
    assert manage("export", "ada", str(file)).returncode == 1
    assert "There is no folder" in manage("export", "ada", str(tmp_path / "nowhere" / "ada.zip")).stderr
    assert list(tmp_path.glob("*.unfinished")) == []
    assert manage("erase", "Ada", "--yes").returncode == 1
    unasked = manage("erase", "ada")
    assert unasked.returncode == 1
    assert "--yes" in unasked.stderr
    kept = centre.own_data.count(centre.accounts.owner_of(["ada"]))
    assert kept["session"] == 1
    for typed, status in (("eve", 1), ("ada", 0)):
        code, told = at_terminal("erase", "ada", typed=typed)
        assert (code, f"{kept['resume']:>8,} resume" in told) == (status, True)
        assert (centre.own_data.count(centre.accounts.owner_of(["ada"])) == kept) is (status == 1)
    asked_for(client, ADA)
    erased = manage("erase", "ada", "--yes")
    assert erased.returncode == 0, erased.stderr
    assert "1 session" in erased.stdout
    assert "Nothing of it is left." in erased.stdout
    assert centre.own_data.count(centre.accounts.owner_of(["ada"])) == {}
    assert centre.own_data.count(centre.accounts.owner_of(["eve"]))["session"] == 1


def test_an_operator_is_told_what_went_where_postgresql_cannot_write_its_files_anew(
    make_services: MakeServices,
    postgres: PostgresServer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    url = postgres.new_database(postgres.migrated)
    built = make_services(f"{url}?options=-c%20lock_timeout%3D200")
    built.stories.add(ALONE, title="Mine", text="Words.", tags=())
    monkeypatch.setattr(people, "_services", lambda: built)
    with psycopg.connect(url.replace("+psycopg", "")) as reader:
        reader.execute("LOCK TABLE measurement IN ACCESS SHARE MODE")
        assert people.erase(ALONE, is_sure=True) == 0
    told = capsys.readouterr().out
    assert "1 story" in told
    assert "VACUUM FULL" in told
    assert "worker" not in told
    assert "Nothing of it is left." not in told
    assert people.erase(ALONE, is_sure=True) == 0
    assert "Nothing of it is left." in capsys.readouterr().out
