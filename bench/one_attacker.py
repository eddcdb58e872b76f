"""What one person who has signed in can do to an installation without a pause, one attack after another.

Each attack of ATTACKS runs in a process of its own, so that it takes no time from the typists of bench/typists.py: many
threads that do one thing again and again. They are those of a trial of this product in which one person froze
everybody, and further verbs that cost the server much.
"""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import random
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing.synchronize import Event
from typing import Any

from websockets.exceptions import InvalidHandshake, WebSocketException
from websockets.sync.client import connect
from websockets.typing import Origin

from bench.autosave import ANSWER, RESUME
from bench.tabs import BadRun, Tab
from interview.core.posting import MAX_JOB_CHARS
from interview.core.turn import MAX_ANSWER_CHARS
from interview.resume.files.outcome import MAX_CHARACTERS
from interview.web.guard import TEXT_BYTES, UPLOAD_BYTES
from tests.resume_files import one_page_pdf, stream

PATIENCE_S = 30
_MB = 1024 * 1024
KEYS = 600_000
UPLOADS = 45
QUESTIONS = 60
SESSIONS = "/api/interview/sessions"
JSON = {"Content-Type": "application/json"}
# Whoever is told to wait comes back at once; a refused websocket would otherwise take all of its own process.
BREATH_S = 0.001


@dataclass(frozen=True)
class Attacker:
    """Who attacks: the port of the app, the headers that say who it is, and interviews of theirs: one to answer, one of
    which only drafts are saved, and one with a report."""

    port: int
    headers: Mapping[str, str]
    session: str = ""
    drafted: str = ""
    finished: str = ""

    def call(self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] = JSON) -> int:
        """The status of one request; 0 where there was no answer."""
        return self.ask(method, path, body, headers)[0]

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] = JSON
    ) -> tuple[int, bytes]:
        """Status and content of one request, on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        try:
            connection.request(method, path, body, {**self.headers, **headers})
            reply = connection.getresponse()
            return reply.status, reply.read()
        except (OSError, http.client.HTTPException):
            return 0, b""
        finally:
            connection.close()


@dataclass(frozen=True)
class Attack:
    """`at_once` threads call `strike` without a pause. `begin` is called once before, for what all of them need.
    `fills_redis`: Redis has no room meanwhile. `counts_submits`: whether others can still submit is counted."""

    words: str
    at_once: int
    strike: Callable[[Attacker], int]
    begin: Callable[[Attacker], None] | None = None
    fills_redis: bool = False
    counts_submits: bool = False


def run(name: str, attacker: Attacker, started: Event, stop: Event, told: Any) -> None:
    """Attack until `stop`; sets `started`, and puts on the queue `told` how often which status came."""
    # Elsewhere an attacker has a computer of their own.
    os.nice(19)
    attack, counts, lock = ATTACKS[name], Counter[int](), threading.Lock()
    if attack.begin is not None:
        attack.begin(attacker)

    def go_on() -> None:
        while not stop.is_set():
            status = attack.strike(attacker)
            with lock:
                counts[status] += 1
            time.sleep(BREATH_S)

    for _ in range(attack.at_once):
        threading.Thread(target=go_on, daemon=True).start()
    started.set()
    stop.wait()
    with lock:
        told.put(dict(counts))


def _keys(most_bytes: int | None) -> bytes:
    pieces = [b'"key%d":1' % number for number in range(KEYS)]
    body = b'{"questionIndex":0,"answer":"words",' + b",".join(pieces) + b"}"
    return body if most_bytes is None else body[: body.rindex(b",", 0, most_bytes - 1)] + b"}"


_MANY_KEYS, _KEYS_THAT_FIT = _keys(None), _keys(TEXT_BYTES)


def _hostile_pdf() -> bytes:
    """A form that draws itself twice: a few hundred bytes to be read without end."""
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X 6 0 R>>>>"
    return one_page_pdf(stream(b"/X Do"), b"/XObject<</X 6 0 R>>", stream(b"/X Do /X Do", form))


def _form(name: str, content: bytes, media_type: str) -> tuple[bytes, dict[str, str]]:
    head = (
        f'--b\r\nContent-Disposition: form-data; name="{name}"; filename="cv.pdf"\r\nContent-Type: {media_type}\r\n\r\n'
    )
    return head.encode() + content + b"\r\n--b--\r\n", {"Content-Type": "multipart/form-data; boundary=b"}


_PDF = _form("file", _hostile_pdf(), "application/pdf")
_RECORDING = _form("audio", bytes(UPLOAD_BYTES - _MB), "audio/webm")
_SOURCE = json.dumps(
    {
        "resumeText": (f"{RESUME}\nPython, Java, Go and SQL at Example Ltd. since 2019.\n" * 3000)[:MAX_CHARACTERS],
        "jobText": ("- Experience with Kafka, Kubernetes and Python\n" * 3000)[:MAX_JOB_CHARS],
    }
).encode()
_USUAL_ANSWER = json.dumps({"questionIndex": 0, "answer": ANSWER}).encode()
_LONGEST_ANSWER = json.dumps({"questionIndex": 0, "answer": "long words " * (MAX_ANSWER_CHARS // 11)}).encode()


def _answer(index: int) -> bytes:
    return json.dumps(
        {"questionIndex": index, "answer": f"I measured it first, and wrote a test. {uuid.uuid4()}"}
    ).encode()


def submit_next(attacker: Attacker) -> int:
    """Submit an answer to the current question of their interview; the status."""
    status, content = attacker.ask("GET", f"{SESSIONS}/{attacker.session}")
    if status != 200:
        return status
    index = json.loads(content)["currentIndex"]
    return attacker.call("POST", f"{SESSIONS}/{attacker.session}/answers", _answer(index))


def _keep_submitting(attacker: Attacker) -> None:
    """Answer on and on beside what else is done: while a follow-up hangs, each waits for it."""

    def go_on() -> None:
        while submit_next(attacker) in (200, 429):
            time.sleep(BREATH_S)

    threading.Thread(target=go_on, daemon=True).start()


def _from_elsewhere(attacker: Attacker) -> int:
    """A websocket as a page of another website opens it."""
    try:
        with connect(
            f"ws://127.0.0.1:{attacker.port}/_stcore/stream",
            origin=Origin("http://elsewhere.example"),
            additional_headers=attacker.headers,
            proxy=None,
        ):
            return 101
    except (InvalidHandshake, WebSocketException, OSError):
        return 403


def _run_a_page(attacker: Attacker) -> int:
    """A tab that runs its page twice, as fast as it can, and is closed."""
    try:
        asyncio.run(_two_runs(attacker))
    except (BadRun, WebSocketException, TimeoutError, OSError):
        return 0
    return 200


async def _two_runs(attacker: Attacker) -> None:
    tab = Tab(attacker.port, "history", "", (), headers=dict(attacker.headers))
    try:
        await tab.open()
        await tab.look()
    finally:
        await tab.close()


def _put_answer(body: bytes) -> Callable[[Attacker], int]:
    return lambda attacker: attacker.call("PUT", f"{SESSIONS}/{attacker.drafted}/answers", body)


def _wrong_answer(attacker: Attacker) -> int:
    return attacker.call("POST", f"{SESSIONS}/{uuid.uuid4().hex}/answers", _answer(0))


def _search(attacker: Attacker) -> int:
    return attacker.call("GET", f"{SESSIONS}?text={random.choice('abcdefgh')}&limit=100")


def _now_and_then(attacker: Attacker) -> int:
    time.sleep(1)
    return _search(attacker)


def _of_finished(method: str, path: str) -> Callable[[Attacker], int]:
    return lambda attacker: attacker.call(method, f"{SESSIONS}/{attacker.finished}/{path}")


ATTACKS = {
    "keys": Attack(f"saves a draft with {KEYS:,} unknown JSON keys", 4, _put_answer(_MANY_KEYS)),
    "keys-that-fit": Attack("the same, as many as fit into a body that is read", 4, _put_answer(_KEYS_THAT_FIT)),
    "uploads": Attack(
        f"uploads a PDF of {len(_hostile_pdf())} bytes that never ends",
        UPLOADS,
        lambda attacker: attacker.call("POST", "/api/resumes", *_PDF),
    ),
    "websockets": Attack("opens websockets as another website's page", 16, _from_elsewhere),
    "questions": Attack(
        "asks for the question while its follow-up hangs",
        QUESTIONS,
        lambda attacker: attacker.call("GET", f"{SESSIONS}/{attacker.session}/question"),
        begin=_keep_submitting,
    ),
    "wrong-answers": Attack("answers interviews that are not there", 16, _wrong_answer, counts_submits=True),
    "redis": Attack("searches the history once a second, while Redis has no room", 1, _now_and_then, fills_redis=True),
    "outlook": Attack(
        "looks ahead from the longest resume and job",
        8,
        lambda attacker: attacker.call("POST", "/api/interview/outlook", _SOURCE),
    ),
    "pdf": Attack("downloads a report as PDF", 8, _of_finished("GET", "export")),
    "grade-again": Attack("has everything graded again", 8, _of_finished("POST", "evaluation")),
    "transcription": Attack(
        "has recordings of 9 MB written down",
        8,
        lambda attacker: attacker.call("POST", f"{SESSIONS}/{attacker.session}/transcription", *_RECORDING),
    ),
    "export": Attack("downloads everything", 4, lambda attacker: attacker.call("GET", "/api/my-data/export")),
    "drafts": Attack("saves drafts of a usual length", 8, _put_answer(_USUAL_ANSWER)),
    "long-drafts": Attack("saves drafts of the greatest length", 8, _put_answer(_LONGEST_ANSWER)),
    "search": Attack("searches the history", 16, _search),
    "pages": Attack("runs a page in many tabs", 16, _run_a_page),
}
