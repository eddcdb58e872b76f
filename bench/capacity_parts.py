"""Single measurements for bench/capacity.py: requests to an app that runs, and functions on texts of growing length."""

from __future__ import annotations

import http.client
import json
import statistics
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from bench.autosave import open_session
from bench.pages import ANSWER, RESUME
from bench.processes import Spread, spread
from tests.resume_files import many_pages
from tests.servers import App

JSON = {"Content-Type": "application/json"}
FACTORS = (1, 10, 100)
OWNER = "local"


def asked(app: App, method: str, path: str, bodies: list[Any]) -> Spread:
    """The times of one request after the other on a connection that is kept; SystemExit where one fails."""
    connection = http.client.HTTPConnection("127.0.0.1", app.port, timeout=60)
    seconds = []
    for body in bodies:
        data = None if body is None else json.dumps(body)
        began = time.perf_counter()
        connection.request(method, path, data, JSON)
        reply = connection.getresponse()
        content = reply.read()
        seconds.append(time.perf_counter() - began)
        if reply.status >= 400:
            raise SystemExit(f"{method} {path}: {reply.status} {content[:200]!r}")
    connection.close()
    return spread(seconds)


def drafts(app: App, count: int) -> Spread:
    """Somebody types one answer, a draft after the other."""
    session_id = open_session(app)
    bodies = [
        {
            "questionIndex": 0,
            "answer": f"{ANSWER} {number}",
            "revision": number + 1,
            "baseRevision": number,
            "writer": "bench",
        }
        for number in range(count)
    ]
    return asked(app, "PUT", f"/api/interview/sessions/{session_id}/answers", bodies)


def submissions(app: App, count: int) -> Spread:
    """The last answer of an interview of one question, which ends it and asks for its grading."""
    seconds = []
    for _ in range(max(2, count)):
        session_id = open_session(app)
        body = {"questionIndex": 0, "answer": ANSWER}
        seconds.append(asked(app, "POST", f"/api/interview/sessions/{session_id}/answers", [body]).p50 / 1000)
    return spread(seconds)


def views(app: App, count: int) -> Spread:
    """One interview with its questions and answers, read again and again."""
    session_id = open_session(app)
    return asked(app, "GET", f"/api/interview/sessions/{session_id}", [None] * count)


def without_cache(app: App, session_id: str, count: int) -> tuple[float, float]:
    """ms of a view inside the process: with the snapshot in Redis, and from the database because Redis is away."""
    from interview.services import build
    from interview.settings import Settings

    folder = app.folder / "data"
    found = []
    for socket in (folder / "redis" / "redis.sock", folder / "redis" / "away.sock"):
        built = build(Settings(_env_file=None, data_dir=folder, redis_url=f"unix://{socket}"))
        found.append(median_ms(lambda built=built: built.candidate.view(OWNER, session_id), count))  # type: ignore[misc]
        built.store.engine.dispose()
    return found[0], found[1]


def median_ms(run: Callable[[], object], count: int) -> float:
    """The median of some runs in ms; the first, which loads what is needed, is none of them."""
    run()
    seconds = []
    for _ in range(max(1, count)):
        began = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - began)
    return 1000 * statistics.median(seconds)


def growth_of_texts(count: int) -> list[tuple[str, list[float], str]]:
    """Reading resumes: files of 1, 10 and 100 pages in their child process, and texts of 500 to 50,000 characters."""
    from interview.resume.files.launch import reply_of_child
    from interview.resume.profile.reader import understand

    line = f"{RESUME}\n"
    texts = ["Experience\n" + (line * (500 * factor // len(line) + 1))[: 500 * factor] for factor in FACTORS]
    today = date(2026, 11, 1)
    return [
        (
            "read a PDF of 1, 10, 100 pages",
            [median_ms(partial(reply_of_child, "pdf", many_pages(factor)), min(5, count)) for factor in FACTORS],
            "ms",
        ),
        (
            "understand a resume of 500 to 50,000 characters",
            [median_ms(partial(understand, text, today=today), count) for text in texts],
            "ms",
        ),
    ]


def judgements(count: int) -> tuple[str, list[float], str]:
    """Judging one answer of 15, 150 and 1,500 words by five key points, on one thread."""
    from bench.grader_speed import QUESTION
    from bench.ladder import bank_questions, judged
    from interview.scorer.grader import Grader

    question = bank_questions()[QUESTION]
    words = (question["reference"].split() * 12)[: 15 * FACTORS[-1]]
    grader = Grader(1)
    times = [
        median_ms(partial(judged, grader, question, " ".join(words[: 15 * factor])), count if factor < 100 else 2)
        for factor in FACTORS
    ]
    return "judge an answer of 15, 150, 1,500 words", times, "ms"
