"""An installation is brought up to date while people type: who may go on, who must end, and that nothing is lost."""

from __future__ import annotations

import contextlib
import http.client
import io
import json
import random
import signal
import subprocess
import tarfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest
from alembic import command
from sqlalchemy import create_engine, text

from interview.storage import at_work, migrate
from interview.storage.at_work import announced_engine, others
from interview.storage.migrate import OlderAtWork, TablesInUse, upgrade
from interview.storage.revisions import config, newest_revision
from tests.machines import Machines
from tests.servers import ROOT, PostgresServer, RedisServer, wait_until

# The code of the day before sign-in at a provider came, and its newest migration; the one behind it only adds.
BEFORE, BEFORE_REVISION = "822781319f8aedffe5053e63a207730c5badf97e", "0024"
RESUME = "Ada Example\nSkills: Python, PostgreSQL, Docker\nBuilt a billing service that sends 20,000 invoices."


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without tables, of both kinds."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'interview.db'}"
    return str(request.getfixturevalue("postgres").new_database())


def make(url: str, revision: str) -> None:
    """Tables of an earlier release."""
    engine = create_engine(url)
    with engine.begin() as connection:
        chosen = config()
        chosen.attributes["connection"] = connection
        command.upgrade(chosen, revision)
    engine.dispose()


def revision_of(url: str) -> str:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())
    engine.dispose()
    return found


@contextlib.contextmanager
def connected(url: str, revision: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A process whose release has this newest migration, as long as it is connected."""
    monkeypatch.setattr(at_work, "newest_revision", lambda: revision)
    engine = announced_engine(url)
    with engine.connect():
        monkeypatch.setattr(at_work, "newest_revision", newest_revision)
        yield
    engine.dispose()


def test_a_process_of_the_release_before_goes_on_where_the_migration_only_adds(empty_url: str, monkeypatch):
    make(empty_url, "0024")
    with connected(empty_url, "0024", monkeypatch):
        assert upgrade(empty_url)
        assert revision_of(empty_url) == newest_revision()


def test_a_process_that_the_migration_would_break_is_named_and_nothing_is_changed_until_it_has_ended(
    empty_url: str, monkeypatch
):
    make(empty_url, "0022")
    monkeypatch.setattr(migrate, "LEAVING_S", 0.0)
    with connected(empty_url, "0022", monkeypatch), pytest.raises(OlderAtWork, match="release with 0022"):
        upgrade(empty_url)
    assert revision_of(empty_url) == "0022"
    assert upgrade(empty_url)


def test_who_is_connected_says_its_release_and_is_gone_with_its_connection(empty_url: str, monkeypatch):
    make(empty_url, "0022")
    engine = announced_engine(empty_url)
    with connected(empty_url, "0022", monkeypatch), engine.connect() as connection:
        assert {each.revision for each in others(connection)} - {newest_revision()} == {"0022"}
    with engine.connect() as connection:
        # PostgreSQL ends a connection's process a moment after the connection.
        wait_until(lambda: {each.revision for each in others(connection)} <= {newest_revision()}, 30, "it is gone")
    engine.dispose()


def test_a_connection_without_a_name_counts_as_an_earlier_release_and_one_of_a_tool_does_not(
    postgres: PostgresServer, monkeypatch
):
    url = postgres.new_database()
    make(url, "0022")
    monkeypatch.setattr(migrate, "LEAVING_S", 0.0)
    plain = url.replace("+psycopg", "")
    with psycopg.connect(plain), pytest.raises(OlderAtWork, match=r"process (?s:.*)pg_terminate_backend"):
        upgrade(url)
    with psycopg.connect(plain, application_name="psql"):
        assert upgrade(url)


def test_a_connection_without_a_name_of_another_account_holds_up_nothing(postgres: PostgresServer, monkeypatch):
    url = postgres.new_database()
    make(url, "0022")
    monkeypatch.setattr(migrate, "LEAVING_S", 0.0)
    plain = url.replace("+psycopg", "")
    with psycopg.connect(plain, application_name="psql", autocommit=True) as owner:
        owner.execute("CREATE ROLE monitoring LOGIN PASSWORD 'monitoring'")
        try:
            with psycopg.connect(plain, user="monitoring", password="monitoring"):
                assert upgrade(url)
        finally:
            owner.execute("DROP ROLE monitoring")


def test_a_migration_that_waits_for_a_table_lets_everybody_else_write_to_it(postgres: PostgresServer):
    url = postgres.new_database()
    make(url, "0020")
    plain = url.replace("+psycopg", "")
    done: list[bool] = []
    with psycopg.connect(plain, application_name="a backup") as backup:
        backup.execute("SELECT count(*) FROM turn")
        migration = threading.Thread(target=lambda: done.append(upgrade(url)))
        migration.start()
        with psycopg.connect(plain, application_name="somebody", autocommit=True) as somebody:
            waits = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'turn'::regclass"
            for _ in range(2):
                wait_until(lambda: somebody.execute(waits).fetchone() == (1,), 30, "the migration waits")
                somebody.execute("UPDATE turn SET draft = 'more words'")
        assert done == []
    migration.join(60)
    assert done == [True]


def test_a_table_that_is_never_free_is_said_after_a_while(postgres: PostgresServer, monkeypatch):
    url = postgres.new_database()
    make(url, "0020")
    monkeypatch.setattr(migrate, "PATIENCE_S", 0.0)
    with psycopg.connect(url.replace("+psycopg", ""), application_name="a backup") as backup:
        backup.execute("SELECT count(*) FROM turn")
        with pytest.raises(TablesInUse):
            upgrade(url)
    assert revision_of(url) == "0020"


class Candidate(threading.Thread):
    """Answers one interview after the other, each request at whichever web process, until it is told to stop; repeats
    what was not answered, and remembers what was acknowledged."""

    def __init__(self, machines: Machines, serving: list[str]) -> None:
        super().__init__(daemon=True)
        self._machines, self._serving = machines, serving
        self._chance = random.Random(0)
        self.is_over = threading.Event()
        self.answers: dict[str, list[str]] = {}
        self.drafts: Counter[str] = Counter()
        self.repeats = 0
        self.wrong: list[Any] = []

    def run(self) -> None:
        try:
            while not self.is_over.is_set():
                self._interview()
        except Exception as exc:
            self.wrong.append(exc)

    def _call(self, method: str, path: str, body: Any = None) -> Any:
        for _ in range(200):
            name = self._chance.choice(self._serving)
            address = self._machines.address(name).removeprefix("http://")
            connection = http.client.HTTPConnection(address, timeout=30)
            try:
                told = {"Content-Type": "application/json"}
                connection.request(method, path, None if body is None else json.dumps(body), told)
                reply = connection.getresponse()
                content = json.loads(reply.read())
            except (OSError, http.client.HTTPException, ValueError):
                # A process that ends answers nobody; whoever waited asks again.
                self.repeats += 1
                time.sleep(0.1)
                continue
            finally:
                connection.close()
            if reply.status >= 400:
                raise AssertionError(f"{method} {path} at {name}: {reply.status} {content}")
            self.drafts[name] += method == "PUT"
            return content
        raise AssertionError(f"{method} {path} was not answered")

    def _interview(self) -> None:
        wanted = {"resumeText": f"{RESUME}\n{id(self)}-{len(self.answers)}", "questionCount": 2, "followUpCount": 1}
        path = f"/api/interview/sessions/{(made := self._call('POST', '/api/interview/sessions', wanted))['sessionId']}"
        given = self.answers.setdefault(made["sessionId"], [])
        while not (current := self._call("GET", f"{path}/question"))["completed"]:
            question, words = current["question"], ""
            assert question["questionIndex"] == len(given), "an acknowledged answer is asked for again"
            for revision in range(1, 4):
                words += f"In step {revision} of answer {len(given)} we measured first and changed one thing then. "
                body = {"questionIndex": question["questionIndex"], "answer": words, "revision": revision}
                assert self._call("PUT", f"{path}/answers", body)["answer"] == words
                assert self._call("GET", f"{path}/question")["question"]["draft"] == words
            self._call("POST", f"{path}/answers", {"questionIndex": question["questionIndex"], "answer": words})
            given.append(words)


@pytest.fixture
def code_before(tmp_path: Path) -> Path:
    """The code of the release before, out of the history of this checkout."""
    folder = tmp_path / "before"
    made = subprocess.run(["git", "archive", BEFORE], cwd=ROOT, capture_output=True)
    assert made.returncode == 0, f"the history of this checkout lacks {BEFORE}: {made.stderr.decode()}"
    with tarfile.open(fileobj=io.BytesIO(made.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return folder


@pytest.fixture
def machines(tmp_path: Path, postgres: PostgresServer, redis_server: RedisServer, code_before: Path):
    url = postgres.new_database()
    often = dict.fromkeys(("RATE_LIMIT_CREATE", "RATE_LIMIT_ANSWER", "RATE_LIMIT_ANSWER_PERSON"), "100000/second")
    made = Machines(
        tmp_path, "", {"old": code_before}, DATABASE_URL=url, REDIS_URL=redis_server.url, LEASE_S="3", **often
    )
    yield made
    made.stop()


def is_graded(url: str, session_ids: set[str]) -> bool:
    with psycopg.connect(url.replace("+psycopg", "")) as db:
        found = db.execute("SELECT session_id FROM evaluation WHERE status = 'COMPLETED'").fetchall()
    return session_ids <= {session_id for (session_id,) in found}


@pytest.mark.long
@pytest.mark.timeout(900)
def test_two_releases_serve_at_once_through_a_migration_and_nothing_is_lost(machines: Machines):
    url = machines.settings["DATABASE_URL"]
    migrated = machines.manage("old", "migrate")
    assert migrated.returncode == 0, migrated.stderr
    assert revision_of(url) == BEFORE_REVISION
    machines.start_both("old")
    wait_until(partial(machines.serves, "old"), 90, "the release before serves")
    serving = ["old"]
    candidates = [Candidate(machines, serving) for _ in range(4)]

    def all_have(name: str, drafts: int) -> bool:
        assert [each.wrong for each in candidates if each.wrong] == []
        return all(each.drafts[name] >= drafts for each in candidates)

    for each in candidates:
        each.start()
    wait_until(partial(all_have, "old", 6), 90, "everybody types")
    # New processes find older tables: nobody is sent to them yet.
    machines.start_both("new")
    wait_until(partial(machines.serves, "new", "/api/health/live"), 90, "the new web process is there")
    assert not machines.serves("new", "/api/health/ready")
    migrated = machines.manage("new", "migrate")
    assert (migrated.returncode, migrated.stdout) == (0, "The database is up to date now.\n"), migrated.stderr
    wait_until(partial(machines.serves, "new", "/api/health/ready"), 30, "the new web process is ready")
    assert machines.serves("old")
    serving.append("new")
    at_old = min(each.drafts["old"] for each in candidates)
    wait_until(lambda: all_have("old", at_old + 12) and all_have("new", 12), 120, "everybody types at both")
    serving.remove("old")
    for part in ("web", "worker"):
        machines.kill(part, "old", signal.SIGTERM)
    at_new = max(each.drafts["new"] for each in candidates)
    wait_until(partial(all_have, "new", at_new + 6), 120, "everybody types at the new one")
    for each in candidates:
        each.is_over.set()
    for each in candidates:
        each.join(120)
        assert each.wrong == []
    told = {session_id: given for each in candidates for session_id, given in each.answers.items()}
    wait_until(partial(is_graded, url, set(told)), 120, "all is graded")
    with psycopg.connect(url.replace("+psycopg", "")) as db:
        rows = db.execute("SELECT session_id, answer FROM turn ORDER BY session_id, main, follow_up").fetchall()
        twice = db.execute(
            "SELECT count(*) FROM grade WHERE superseded_at IS NULL"
            " GROUP BY session_id, main, follow_up HAVING count(*) > 1"
        ).fetchall()
    kept = {session_id: [answer for of, answer in rows if of == session_id] for session_id in told}
    print(
        f"\n{len(told)} interviews, {sum(map(len, told.values()))} answers,"
        f" {sum(each.drafts['old'] for each in candidates)} drafts at the release before and"
        f" {sum(each.drafts['new'] for each in candidates)} at this one,"
        f" {sum(each.repeats for each in candidates)} calls repeated"
    )
    assert (kept, twice) == (told, [])
