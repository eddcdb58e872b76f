"""Rate limits on Redis, in this process's memory while Redis is away or where there is none."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from enum import StrEnum

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage, RedisStorage, storage_from_string
from limits.strategies import MovingWindowRateLimiter
from redis import RedisError

from interview.core.accounts import ALONE
from interview.errors import Code, Unavailable
from interview.messages import Message
from interview.storage.redis_connection import NONE
from interview.storage.turns import Turns

log = logging.getLogger("interview.limits")


# A token cannot be guessed; whoever tries this often has no link, and need not keep the database busy.
_WRONG_LINKS = parse("20/minute")
# Each costs the operator a call. A page keeps what it has heard, and nobody listens to a question every two seconds.
_READ_ALOUD = parse("30/minute")
# Whoever speaks without a hand pauses for a second and a half before their words are sent.
_WRITTEN_DOWN = parse("60/minute")


class Costly(StrEnum):
    """What costs the server so much that one person may not do it without end, besides asking a model."""

    UPLOAD = "upload"
    FILE = "file"
    OUTLOOK = "outlook"
    PDF = "pdf"
    GRADE_AGAIN = "grade-again"
    EXPORT = "export"
    ERASE = "erase"


@dataclass(frozen=True)
class Rates:
    """All as "5/minute": new interviews of one visitor, answers of everybody together and of one person, and each
    costly thing of one person."""

    create: str = "5/minute"
    answer: str = "10/second"
    answer_person: str = "2/second"
    costly: str = "30/minute"


class Limits:
    """Counts in the Redis of `redis_url`, under the name of the installation. `turns` are for what takes long here."""

    def __init__(self, redis_url: str, namespace: str, rates: Rates) -> None:
        options = {"socket_timeout": 0.5, "socket_connect_timeout": 0.5}
        url = redis_url.replace("unix://", "redis+unix://", 1) if redis_url.startswith("unix://") else redis_url
        self._own = MovingWindowRateLimiter(MemoryStorage())
        self._shared = self._own
        if redis_url != NONE:
            # Or the client of Valkey, which came with its server, would be loaded for nothing.
            RedisStorage.DEPENDENCIES = {"redis": RedisStorage.DEPENDENCIES["redis"]}
            self._shared = MovingWindowRateLimiter(storage_from_string(url, wrap_exceptions=False, **options))
        self.turns = Turns()
        self._namespace = namespace
        self._create = parse(rates.create)
        self._answer = parse(rates.answer)
        self._answer_person = parse(rates.answer_person)
        self._costly = parse(rates.costly)

    def hit_create(self, visitor: str) -> None:
        """Count one creation; Unavailable(RATE_LIMIT_EXCEEDED) when this visitor made too many."""
        self._hit(self._create, "create", visitor, "error.too_many_interviews")

    def hit_swap(self, visitor: str) -> None:
        """Count one new question as a creation, which may cost as much; Unavailable when there were too many."""
        self._hit(self._create, "create", visitor, "error.too_many_swaps")

    def hit_answer(self, owner: str) -> None:
        """Count one submitted answer; Unavailable(RATE_LIMIT_EXCEEDED) when this person, or the app, is too busy.

        Theirs comes first, so that one person never uses up what is for all. Whoever is alone has the app's alone.
        """
        if owner != ALONE:
            self._hit(self._answer_person, "answer", owner, "error.too_many_answers_of_yours")
        self._hit(self._answer, "answer", "all", "error.too_many_answers")

    def hit_costly(self, what: Costly, owner: str) -> None:
        """Count something that costs the server much; Unavailable(RATE_LIMIT_EXCEEDED) when one of many people did it
        too often."""
        if owner != ALONE:
            self._hit(self._costly, what, owner, "error.too_many_at_once")

    def hit_read_aloud(self, owner: str) -> None:
        """Count one text read aloud by a model; Unavailable(RATE_LIMIT_EXCEEDED) when this person had too many."""
        self._hit(_READ_ALOUD, "speech", owner, "error.too_many_read_aloud")

    def hit_written_down(self, owner: str) -> None:
        """Count one recording written down by a model; Unavailable(RATE_LIMIT_EXCEEDED) when there were too many."""
        self._hit(_WRITTEN_DOWN, "transcription", owner, "error.too_many_recordings")

    def check_wrong_links(self, visitor: str) -> None:
        """Unavailable(RATE_LIMIT_EXCEEDED) when this visitor tried too many links that do not work."""
        self._hit(_WRONG_LINKS, "link", visitor, "error.too_many_wrong_links", only_look=True)

    def hit_wrong_link(self, visitor: str) -> None:
        """Count one link that does not work; the same error when there were too many."""
        self._hit(_WRONG_LINKS, "link", visitor, "error.too_many_wrong_links")

    def _hit(self, rate: RateLimitItem, what: str, who: str, message: str, *, only_look: bool = False) -> None:
        key = (self._namespace, what, who)
        limiter = self._shared
        try:
            allowed = limiter.test(rate, *key) if only_look else limiter.hit(rate, *key)
        except (RedisError, OSError):
            log.warning("redis is away; counting in memory")
            limiter = self._own
            allowed = limiter.test(rate, *key) if only_look else limiter.hit(rate, *key)
        if allowed:
            return
        wait = self._wait(limiter, rate, key)
        raise Unavailable(
            Code.RATE_LIMIT_EXCEEDED,
            Message.of(
                message, wait=Message.of("error.wait_one") if wait == 1 else Message.of("error.wait", seconds=wait)
            ),
            retry_after=wait,
        )

    def _wait(self, limiter: MovingWindowRateLimiter, rate: RateLimitItem, key: tuple[str, str, str]) -> int:
        try:
            reset = limiter.get_window_stats(rate, *key).reset_time
        except (RedisError, OSError):
            return rate.get_expiry()
        return max(1, round(reset - time.time() + 0.5))
