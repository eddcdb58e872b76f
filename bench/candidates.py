"""People who take an interview, without a browser: they type, save as the answer box does, submit and see the page.

Each has a connection and an open page of their own, and a name as a sign-in proxy sends it.
"""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from websockets.exceptions import WebSocketException

from bench.tabs import BadRun, Tab

SAVE_EVERY_S = 2.0
SAVES_AN_ANSWER = 4
# 60 words a minute; people type 52 on average (Dhakal et al. 2018, 168,000 people).
WORDS_A_SAVE = 2
SENTENCE = "I measured where the time went, changed one thing, and measured again under load; step {0} of {1}. "
TOO_MANY = 429
_TRIES = 3


class Connection:
    """HTTP over one connection that is kept; what was not answered is asked again, as the answer box does."""

    def __init__(self, port: int, headers: dict[str, str]) -> None:
        self._port = port
        told = {"Host": f"127.0.0.1:{port}", "Content-Type": "application/json", **headers}
        self._head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self.repeats = 0

    async def call(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """(status, parsed reply); OSError when three tries found nobody."""
        for tried in range(1, _TRIES + 1):
            try:
                return await self._call(method, path, body)
            except (OSError, asyncio.IncompleteReadError):
                self.close()
                self.repeats += 1
                if tried == _TRIES:
                    raise OSError(f"{method} {path} was not answered") from None
        raise AssertionError

    async def _call(self, method: str, path: str, body: Any) -> tuple[int, Any]:
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._streams
        data = b"" if body is None else json.dumps(body).encode()
        writer.write(f"{method} {path} HTTP/1.1\r\n{self._head}Content-Length: {len(data)}\r\n\r\n".encode() + data)
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = int(head.partition("content-length:")[2].partition("\r\n")[0])
        content = await reader.readexactly(length)
        return int(head.split()[1]), json.loads(content) if content else None

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


class AnswerPage(Tab):
    """The page of an interview, which shows something else after each answer."""

    async def again(self) -> None:
        await self._ask()
        await self._messages()


@dataclass
class Tally:
    """What a group of candidates did: seconds by action, errors by action and what was said, calls repeated."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    errors: Counter[str] = field(default_factory=Counter)
    repeats: int = 0

    def took(self, action: str, began: float) -> None:
        self.seconds.setdefault(action, []).append(time.perf_counter() - began)


@dataclass
class Candidate:
    """One person in one interview. `sent` are answers that were acknowledged, in their order."""

    port: int
    headers: dict[str, str]
    session_id: str
    tally: Tally
    sent: list[str] = field(default_factory=list)
    drafts: dict[int, str] = field(default_factory=dict)

    async def take(self, begins_after_s: float, until: float) -> None:
        """Answer until nothing is left, or until this moment of perf_counter(): then the interview is ended."""
        await asyncio.sleep(begins_after_s)
        connection = Connection(self.port, self.headers)
        page = AnswerPage(self.port, "answer", f"session={self.session_id}", (), self.headers)
        try:
            await self._timed("open the page", page.open())
            while time.perf_counter() < until and await self._answer(connection, page, until):
                pass
            if time.perf_counter() >= until:
                path = f"/api/interview/sessions/{self.session_id}/complete"
                await self._called("end the interview", connection, "POST", path)
        except (OSError, BadRun, TimeoutError, WebSocketException) as exc:
            self.tally.errors[f"{type(exc).__name__}: {exc}"[:120]] += 1
        finally:
            self.tally.repeats += connection.repeats
            connection.close()
            await page.close()

    async def _answer(self, connection: Connection, page: AnswerPage, until: float) -> bool:
        """Type and submit one answer; whether another question follows."""
        path = f"/api/interview/sessions/{self.session_id}"
        current = await self._called("ask for the question", connection, "GET", f"{path}/question")
        if current is None or current["completed"]:
            return False
        index, text = current["question"]["questionIndex"], ""
        for revision in range(1, SAVES_AN_ANSWER + 1):
            text += SENTENCE.format(revision, index)
            await self._save(connection, index, text, revision)
        if time.perf_counter() > until:
            return False
        reply = await self._called(
            "submit an answer", connection, "POST", f"{path}/answers", {"questionIndex": index, "answer": text}
        )
        if reply is None:
            return False
        self.sent.append(text)
        self.drafts.pop(index, None)
        await self._timed("see the page after it", page.again())
        return bool(reply["hasNextQuestion"])

    async def type_on(self, begins_after_s: float, until: float, before: int) -> None:
        """Type at the first question and save every two seconds, until this moment of perf_counter(); so many words are
        there `before`. One draft in eight ends with a sentence."""
        await asyncio.sleep(begins_after_s)
        connection, revision = Connection(self.port, self.headers), 0
        words = "".join(SENTENCE.format(step, 0) for step in range(1, 60)).split()
        try:
            while time.perf_counter() < until:
                revision += 1
                await self._save(connection, 0, " ".join(words[: before + revision * WORDS_A_SAVE]), revision)
        except OSError as exc:
            self.tally.errors[f"{type(exc).__name__}: {exc}"[:120]] += 1
        finally:
            self.tally.repeats += connection.repeats
            connection.close()

    async def _save(self, connection: Connection, index: int, text: str, revision: int) -> None:
        """Save a draft, and be at the next when two seconds are over."""
        began = time.perf_counter()
        draft = {
            "questionIndex": index,
            "answer": text,
            "revision": revision,
            "baseRevision": revision - 1,
            "writer": "bench",
        }
        path = f"/api/interview/sessions/{self.session_id}/answers"
        saved = await self._called("save a draft", connection, "PUT", path, draft)
        if saved is not None and saved["stored"]:
            self.drafts[index] = text
        await asyncio.sleep(max(0.0, SAVE_EVERY_S - (time.perf_counter() - began)))

    async def _called(self, action: str, connection: Connection, method: str, path: str, body: Any = None) -> Any:
        began = time.perf_counter()
        status, reply = await connection.call(method, path, body)
        while status == TOO_MANY:
            # Whoever is told to wait waits, and presses again.
            self.tally.repeats += 1
            await asyncio.sleep(1)
            status, reply = await connection.call(method, path, body)
        self.tally.took(action, began)
        if status >= 400:
            self.tally.errors[f"{action}: {status} {reply.get('code', '')}"] += 1
            return None
        return reply

    async def _timed(self, action: str, work: Any) -> None:
        began = time.perf_counter()
        await work
        self.tally.took(action, began)


def out_of_step(chance: random.Random) -> float:
    """Seconds after which somebody begins: nobody types in time with the others."""
    return chance.uniform(0.0, SAVES_AN_ANSWER * SAVE_EVERY_S)
