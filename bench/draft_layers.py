"""What one saved draft takes of a processor, layer by layer, in the process of who measures: no server, no network."""

from __future__ import annotations

import asyncio
import gc
import json
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import psycopg
from starlette.types import ASGIApp
from starlette.types import Message as HttpMessage

from bench.pages import ANSWER, RESUME
from tests.servers import PROXY_SECRET

PERSON = "bench@example.org"
USUAL = "application/json; charset=utf-8"
"""A content type that the short way of a draft (interview/web/draft_saves.py) leaves to the usual one."""


class Drafts:
    """One interview and its owner, on this database and Redis; each draft is newer than the one before."""

    def __init__(self, database: str, redis_url: str, folder: Path) -> None:
        from interview.services import build
        from interview.settings import Settings

        self._database = database
        values: dict[str, Any] = {
            "data_dir": folder,
            "database_url": database,
            "redis_url": redis_url,
            "user_header": "X-Person",
            "proxy_secret": PROXY_SECRET,
            # Nobody waits for their turn here.
            "rate_limit_requests": "100000/second",
        }
        self.services = build(Settings(_env_file=None, **values))
        self.owner = self.services.accounts.owner_of([PERSON])
        made = self.services.creation.create(
            self.owner, self.owner, question_count=5, follow_up_count=1, resume_text=RESUME, force=True
        )
        self.session_id = made.session.id
        self._revision = 0

    def commit(self, count: int) -> float:
        """ms of the commit of one changed row."""
        with psycopg.connect(self._database.replace("+psycopg", ""), application_name="bench") as db:

            def one() -> None:
                self._revision += 1
                text = f"{ANSWER} {self._revision}"
                db.execute("UPDATE turn SET draft = %s WHERE session_id = %s AND main = 4", (text, self.session_id))
                db.commit()

            return _cpu_ms(one, count)

    def use_case(self, count: int, *, in_memory: bool) -> float:
        """ms of the use case; where the interview is not in memory, it is read under a lock."""

        def one() -> None:
            self._revision += 1
            if not in_memory:
                self.services.cache.forget(self.owner, [self.session_id])
            text = f"{ANSWER} {self._revision}"
            self.services.candidate.save_draft(self.owner, self.session_id, 0, text, self._revision, writer="bench")

        return _cpu_ms(one, count)

    def request(self, app: ASGIApp, root: str, count: int, kind: str = "application/json") -> float:
        """ms of a request to this app, which is below `root`."""

        async def one() -> None:
            self._revision += 1
            body = {
                "questionIndex": 0,
                "answer": f"{ANSWER} {self._revision}",
                "revision": self._revision,
                "baseRevision": self._revision - 1,
                "writer": "bench",
            }
            await _asked(app, root, f"/interview/sessions/{self.session_id}/answers", json.dumps(body).encode(), kind)

        return asyncio.run(_cpu_ms_async(one, count))

    def behind_the_door(self) -> ASGIApp:
        """The API behind everything of ours that a request meets before it (app.py), without Streamlit's part."""
        from starlette.routing import Router

        from interview.web.door import Door
        from interview.web.gate import Gate
        from interview.web.measured import Measured
        from interview.web.mounting import mounted
        from interview.web.routes.api import api
        from interview.web.unlisted import Unlisted

        inner = Gate(Unlisted(Router([mounted("/api", api)])), lambda: self.services)
        return Measured(Door(inner, secret=PROXY_SECRET))


def layers(database: str, redis_url: str, folder: Path, count: int) -> dict[str, float]:
    """ms of a processor by what was measured; each holds those before it, but `usual` and `not in memory`."""
    from interview.web.routes.api import api
    from interview.web.routes.caller import process_services

    drafts = Drafts(database, redis_url, folder)
    api.dependency_overrides[process_services] = lambda: drafts.services
    # As in the web process (app.py).
    gc.freeze()
    sys.setswitchinterval(0.0005)
    door = drafts.behind_the_door()
    try:
        return {
            "commit": drafts.commit(count),
            "use case": drafts.use_case(count, in_memory=True),
            "door": drafts.request(door, "/api", count),
            "use case, not in memory": drafts.use_case(count, in_memory=False),
            "door, usual way": drafts.request(door, "/api", count, USUAL),
        }
    finally:
        api.dependency_overrides.clear()
        drafts.services.store.engine.dispose()


def _cpu_ms(run: Callable[[], object], count: int) -> float:
    run()
    began = time.process_time()
    for _ in range(count):
        run()
    return 1000 * (time.process_time() - began) / count


async def _cpu_ms_async(run: Callable[[], Awaitable[object]], count: int) -> float:
    await run()
    began = time.process_time()
    for _ in range(count):
        await run()
    return 1000 * (time.process_time() - began) / count


async def _asked(app: ASGIApp, root: str, path: str, body: bytes, kind: str) -> None:
    """Send a draft as a web server hands it on; SystemExit where it is not saved."""
    told: dict[str, str] = {
        "Host": "127.0.0.1",
        "Content-Type": kind,
        "Content-Length": str(len(body)),
        "X-Person": PERSON,
        "X-Interview-Proxy": PROXY_SECRET,
    }
    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "PUT",
        "scheme": "http",
        "path": root + path,
        "raw_path": (root + path).encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(name.lower().encode(), value.encode()) for name, value in told.items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }
    statuses: list[int] = []

    async def receive() -> HttpMessage:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: HttpMessage) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    await app(scope, receive, send)
    if statuses != [200]:
        raise SystemExit(f"a draft was not saved: {statuses}")
