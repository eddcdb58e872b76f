"""Where the time of one saved draft goes while nobody else is there: the commit, the use case, the request."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

from bench.candidates import Candidate, Connection
from bench.pages import ANSWER, RESUME
from bench.processes import Spread, spread

OWNER = "bench"
# One person's requests are let in as fast as RATE_LIMIT_REQUESTS says; what waits for that is not measured here.
PAUSE_S = 0.25


def timed(run: Callable[[int], object], count: int) -> Spread:
    """The first run is not counted: it prepares what the others use."""
    seconds = []
    for number in range(count + 1):
        began = time.perf_counter()
        run(number)
        seconds.append(time.perf_counter() - began)
    return spread(seconds[1:])


def parts(database: str, redis_url: str, folder: Path, person: Candidate, count: int) -> list[tuple[str, Spread]]:
    """The parts by name, each within the one behind it. `person` has an interview on a web process of this database."""
    from interview.services import build
    from interview.settings import Settings

    built = build(Settings(_env_file=None, data_dir=folder, database_url=database, redis_url=redis_url))
    session = built.creation.create(
        OWNER, OWNER, question_count=1, follow_up_count=0, resume_text=RESUME, force=True
    ).session
    try:
        with psycopg.connect(database.replace("+psycopg", ""), application_name="bench") as db:

            def commit(number: int) -> None:
                db.execute("UPDATE turn SET draft = %s WHERE session_id = %s", (f"{ANSWER} {number}", session.id))
                db.commit()

            bare = timed(commit, count)

        def save(number: int) -> None:
            built.candidate.save_draft(OWNER, session.id, 0, f"{ANSWER} {number}", number + 1, writer="bench")

        used = timed(save, count)
    finally:
        built.store.engine.dispose()
    return [
        ("the commit of one changed row", bare),
        ("the use case, in the process", used),
        ("the request, alone", asyncio.run(_requests(person, count))),
    ]


async def _requests(person: Candidate, count: int) -> Spread:
    connection = Connection(person.port, person.headers)
    path = f"/api/interview/sessions/{person.session_id}/answers"
    seconds = []
    for number in range(count + 1):
        began = time.perf_counter()
        body = {"questionIndex": 0, "answer": f"{ANSWER} {number}", "revision": number + 1, "writer": "bench"}
        status, reply = await connection.call("PUT", path, body)
        if status != 200:
            raise SystemExit(f"a draft was not saved: {status} {reply}")
        seconds.append(time.perf_counter() - began)
        await asyncio.sleep(PAUSE_S)
    connection.close()
    return spread(seconds[1:])
