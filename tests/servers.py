"""Real servers for tests, on free ports and in folders of their own: Redis, PostgreSQL, and the whole app."""

from __future__ import annotations

import contextlib
import glob
import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from redis import Redis, RedisError

from interview.storage.migrate import upgrade
from interview.storage.private_files import make_private_folder
from tests.empty_tables import empty_tables

ROOT = Path(__file__).resolve().parent.parent
PROXY_SECRET = "a-secret-of-more-than-twenty-signs"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(condition: Callable[[], Any], seconds: float = 30, what: str = "") -> Any:
    """The condition's first true value; fails after `seconds`. It asks more rarely as time goes by."""
    end = time.monotonic() + seconds
    pause = 0.05
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"not within {seconds} s: {what or condition}")
        time.sleep(pause)
        pause = min(1.2 * pause, 0.25)


class RedisServer:
    """A Redis-compatible server of our own that can be stopped, killed, flushed and started again.

    A `durable` one comes back with everything that it had confirmed; any other comes back empty.
    """

    def __init__(self, folder: Path, *, durable: bool = False) -> None:
        self._folder = folder
        self._durable = durable
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._process: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        binary = shutil.which("valkey-server") or shutil.which("redis-server")
        assert binary, "no Redis-compatible server is installed; run `make setup`"
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self._folder), "--save", ""]
        options += ["--appendonly", "yes" if self._durable else "no", "--appendfsync", "always"]
        self._process = subprocess.Popen([binary, *options], stdout=subprocess.DEVNULL)
        wait_until(self._answers, 30, "Redis answers")

    def _answers(self) -> bool:
        with contextlib.suppress(RedisError, OSError), Redis.from_url(self.url) as client:
            return bool(client.ping())
        return False

    def flush(self) -> None:
        with Redis.from_url(self.url) as client:
            client.flushall()

    def everything(self) -> str:
        """All keys with what they hold, as text."""
        found = []
        with Redis.from_url(self.url) as client:
            for key in client.scan_iter():
                read: Callable[[Any], Any] = {
                    b"string": client.get,
                    b"hash": client.hgetall,
                    b"set": client.smembers,
                    b"list": lambda name: client.lrange(name, 0, -1),
                    b"zset": lambda name: client.zrange(name, 0, -1),
                    b"stream": client.xrange,
                }.get(client.type(key), lambda _name: "gone since")
                found.append(f"{key!r} {read(key)!r}")
        return "\n".join(found)

    def stop(self, number: int = signal.SIGKILL) -> None:
        if self._process is not None:
            self._process.send_signal(number)
            self._process.wait()
            self._process = None


class PostgresServer:
    """A PostgreSQL cluster of our own that hands out empty databases. Unless it is `durable`, it waits for no disk; a
    durable one takes as many connections as several processes need."""

    def __init__(self, folder: Path, *, durable: bool = False) -> None:
        self._data = folder / "cluster"
        self._free: list[str] = []
        binaries = sorted(glob.glob("/usr/lib/postgresql/*/bin"))
        initdb = shutil.which("initdb") or (binaries and f"{binaries[-1]}/initdb")
        assert initdb, "PostgreSQL is not installed; run `make setup`"
        self._bin = Path(initdb).parent
        self._data.mkdir()
        self._become: Callable[[], None] | None = None
        if os.geteuid() == 0:
            account = pwd.getpwnam("postgres")
            for place in (folder, self._data):
                os.chown(place, account.pw_uid, account.pw_gid)
            for parent in [folder, *folder.parents]:
                if parent.stat().st_uid == 0 and parent != Path("/"):
                    parent.chmod(parent.stat().st_mode | 0o011)

            def become() -> None:
                os.setgid(account.pw_gid)
                os.setuid(account.pw_uid)

            self._become = become
        self._run("initdb", "-D", str(self._data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        self.port = free_port()
        spared = () if durable else ("fsync", "full_page_writes", "autovacuum")
        off = " ".join(f"-c {name}=off" for name in spared) + (" -c max_connections=400" if durable else "")
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 {off} -c unix_socket_directories="
        self._run("pg_ctl", "-D", str(self._data), "-w", "-l", str(self._data / "log"), "-o", options, "start")

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._bin / program), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, preexec_fn=self._become, cwd=self._data)

    def new_database(self, template: str = "template1") -> str:
        """The URL of a copy of this database."""
        name = f"t_{uuid.uuid4().hex[:12]}"
        with psycopg.connect(f"postgresql://postgres@127.0.0.1:{self.port}/postgres", autocommit=True) as db:
            db.execute(f"CREATE DATABASE {name} TEMPLATE {template}")  # type: ignore[call-overload]
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{name}"

    def borrow(self) -> str:
        """The URL of a migrated database in which nothing is; give it back once nobody is connected."""
        return self._free.pop() if self._free else self.new_database(self.migrated)

    def give_back(self, url: str) -> None:
        """Empty a borrowed database for the next test: a fiftieth of what a new one costs."""
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as db:
            db.execute("SET session_replication_role = replica; SET lock_timeout = '1s'")
            found = db.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
            try:
                for (name,) in found:
                    if name != "alembic_version":
                        db.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(name)))
            except psycopg.errors.LockNotAvailable:
                # Somebody who was killed in the middle still holds it.
                return
        self._free.append(url)

    @cached_property
    def migrated(self) -> str:
        """The name of a database that was migrated, for copies of it: they cost a third of the migrations."""
        url = self.new_database()
        upgrade(url)
        return url.rpartition("/")[2]

    @property
    def process(self) -> int:
        """The id of the process whose children serve."""
        return int((self._data / "postmaster.pid").read_text().split()[0])

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self._data), "-m", "immediate", "stop")


class App:
    """The whole app as `make run` starts it, on its own port and data folder. It finds tables in which nothing
    is: a fifth of a start would go into the migrations."""

    begins_with_tables = True

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._environment = {
            "RATE_LIMIT_CREATE": "1000/minute",
            "RATE_LIMIT_ANSWER": "1000/second",
            "RATE_LIMIT_ANSWER_PERSON": "1000/second",
            "RATE_LIMIT_COSTLY": "1000/minute",
            "RATE_LIMIT_REQUESTS": "1000/second",
            # What else runs on the computer of whoever runs the tests is none of their business.
            "LOCAL_MODEL_PORTS": "0,0,0",
            # Where people sign in, the proxy proves itself.
            **({"PROXY_SECRET": PROXY_SECRET} if "USER_HEADER" in environment else {}),
            # What must name the app's own address says {url}.
            **{name: value.replace("{url}", self.url) for name, value in environment.items()},
            "PORT": str(self.port),
            "DATA_DIR": str(folder / "data"),
        }
        self._process: subprocess.Popen[bytes] | None = None
        database = folder / "data" / "interview.db"
        if self.begins_with_tables and "DATABASE_URL" not in environment and not database.exists():
            make_private_folder(database.parent)
            database.touch(0o600)
            database.write_bytes(empty_tables())
        self.start()

    @property
    def pid(self) -> int:
        """The process that starts and watches all others."""
        assert self._process is not None
        return self._process.pid

    @property
    def proof(self) -> dict[str, str]:
        """What the sign-in proxy sends with every request; nothing where nobody signs in."""
        secret = self._environment.get("PROXY_SECRET")
        return {"X-Interview-Proxy": secret} if secret else {}

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """What an operator does by hand, with the app's own settings."""
        command = [sys.executable, "-m", "interview.command_line", *arguments]
        environment = os.environ | self._environment
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)

    def start(self) -> None:
        keep = ("PATH", "HOME", "LANG", "TMPDIR")
        environment = {key: os.environ[key] for key in keep if key in os.environ} | self._environment
        log = (self.folder / "run.log").open("ab")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "interview.command_line", "run"],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        log.close()
        wait_until(self.is_healthy, 60, "the app is healthy")

    def is_healthy(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, (self.folder / "run.log").read_text()
        try:
            return bool(self.get("/api/health")[1]["status"] in ("ok", "degraded"))
        except (OSError, ValueError):
            return False

    def children(self) -> dict[str, int]:
        """Process ids by part: "web", "worker", "redis"."""
        found = {}
        assert self._process is not None
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            with contextlib.suppress(OSError, ValueError):
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
                command = (entry / "cmdline").read_text()
                if parent == self._process.pid and command:
                    part = "worker" if "worker.py" in command else "web" if "streamlit" in command else "redis"
                    found[part] = int(entry.name)
        return found

    def kill(self, part: str) -> None:
        os.kill(self.children()[part], signal.SIGKILL)

    def is_whole(self) -> bool:
        """Whether every part runs and the web process serves."""
        return set(self.children()) == {"web", "worker", "redis"} and self.is_healthy()

    def delete_everything(self) -> None:
        """Delete every interview and resume, as a person would; waits first for parts that were killed."""
        wait_until(self.is_whole, 60, "all parts of the app are there")
        while lines := self.get("/api/interview/sessions?limit=100")[1]["sessions"]:
            ids = [line["sessionId"] for line in lines]
            assert self.call("POST", "/api/interview/sessions/delete", {"sessionIds": ids})[0] == 200
        for resume in self.get("/api/resumes")[1]:
            assert self.call("DELETE", f"/api/resumes/{resume['resumeId']}")[0] == 200

    def stop(self, number: int = signal.SIGTERM, seconds: float = 60) -> float:
        """Ends the app; returns the seconds it took, which on a busy machine are more."""
        if self._process is None:
            return 0.0
        before = time.monotonic()
        self._process.send_signal(number)
        self._process.wait(timeout=seconds)
        self._process = None
        return time.monotonic() - before

    def get(self, path: str) -> tuple[int, Any]:
        return self.call("GET", path)

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        """(status, parsed JSON or bytes) of one request; `_` in a header's name stands for `-`."""
        data = None if body is None else json.dumps(body).encode()
        proof = self._environment.get("PROXY_SECRET", "")
        told = (
            {"Content-Type": "application/json"}
            | ({"X-Interview-Proxy": proof} if proof else {})
            | {name.replace("_", "-"): value for name, value in headers.items()}
        )
        request = urllib.request.Request(self.url + path, data, told, method=method)
        try:
            with urllib.request.urlopen(request, timeout=90) as reply:
                status, content, kind = reply.status, reply.read(), reply.headers.get_content_type()
        except urllib.error.HTTPError as error:
            status, content, kind = error.code, error.read(), error.headers.get_content_type()
        return status, json.loads(content) if content and kind == "application/json" else content


class NewApp(App):
    """One that was never started before: it makes its tables itself."""

    begins_with_tables = False
