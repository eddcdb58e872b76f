"""Session snapshots in Redis, to spare the database on views. It fails soft: without Redis everything is a miss.

A snapshot carries the version of the row it was made from and is used only while that is still the row's version,
so an old one can never be shown, whatever Redis lost, kept or brought back. One of a release whose sessions have other
fields, which serves beside this one while an installation is brought up to date, counts for nothing. The few looked at
last stay in memory, under the same rule: a page asks for its interview in every run.
"""

from __future__ import annotations

import hashlib
import json
import logging
import time
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter, ValidationError
from redis import Redis, RedisError, ResponseError

from interview import metrics
from interview.core.session import InterviewSession
from interview.storage.redis_connection import NoRedis, RedisState, state_of
from interview.storage.versioned_lru import VersionedLru

log = logging.getLogger("interview.cache")

_SESSION = TypeAdapter(InterviewSession)
_PAUSE_S = 2.0
# A long interview with its resume has 60,000; what is far larger is read from the database, and leaves room for others.
MOST_BYTES = 200_000
# As many as type at once in one process that is full of them: a draft is decided on the one in memory.
MOST_IN_MEMORY = 256
# Redis answers nobody else while it looks at so many keys: about a millisecond.
_AT_ONCE = 1000
# Another process that deletes an interview tells nobody: here it is forgotten at the first look at any after so long.
KEPT_IN_MEMORY_S = 300.0


@lru_cache(maxsize=1)
def _shape() -> bytes:
    """Which fields a session has in this release, in a line before each snapshot: one without some would be read as if
    nothing were in them. An earlier release takes such a snapshot for none."""
    schema = json.dumps(_SESSION.json_schema(), sort_keys=True)
    return hashlib.sha256(schema.encode()).hexdigest()[:16].encode() + b"\n"


class Cache:
    """`ttl_s` is how long an untouched snapshot stays. After an error Redis is left alone for two seconds."""

    def __init__(self, redis: Redis, namespace: str, ttl_s: int) -> None:
        self._redis = redis
        self._namespace = namespace
        self._ttl_s = ttl_s
        self._away_until = 0.0
        self._in_memory: VersionedLru[InterviewSession] = VersionedLru(MOST_IN_MEMORY, KEPT_IN_MEMORY_S)

    def find(self, owner: str, session_id: str, version: int) -> InterviewSession | None:
        """The snapshot of exactly this version, or None."""
        found = self._in_memory.find((owner, session_id), version)
        if found is not None:
            metrics.cache_lookups.labels("memory").inc()
            return found
        found = self._find(owner, session_id, version)
        if found is not None:
            self._in_memory.put((owner, session_id), version, found)
        result = "away" if self._is_away() else "miss" if found is None else "hit"
        metrics.cache_lookups.labels(result).inc()
        return found

    def last_known(self, owner: str, session_id: str) -> InterviewSession | None:
        """What this process knew last of a session, of whatever version: for who writes only where the database still
        has that version."""
        return self._in_memory.last((owner, session_id))

    def know(self, session: InterviewSession) -> None:
        """Keep in memory alone what was made from what is there. The snapshot in Redis is then one of an earlier
        version, and counts for nothing."""
        self._in_memory.put((session.owner, session.id), session.version, session)

    def _find(self, owner: str, session_id: str, version: int) -> InterviewSession | None:
        if self._is_away():
            return None
        try:
            data = self._redis.get(self._key(owner, session_id))
        except (RedisError, OSError):
            self._went_away()
            return None
        if not isinstance(data, bytes):
            return None
        if not data.startswith(_shape()):
            return None
        try:
            session = _SESSION.validate_json(data.removeprefix(_shape()))
        except ValidationError:
            return None
        return session if session.version == version and session.owner == owner else None

    def put(self, session: InterviewSession) -> None:
        """Keep a snapshot until it is replaced, dropped or `ttl_s` old; one of more than MOST_BYTES is not kept."""
        if self._is_away():
            return
        data = _shape() + _SESSION.dump_json(session)
        if len(data) > MOST_BYTES:
            return
        self._in_memory.put((session.owner, session.id), session.version, session)
        try:
            self._redis.set(self._key(session.owner, session.id), data, ex=self._ttl_s)
        except (RedisError, OSError):
            self._went_away()

    def drop(self, owner: str, session_id: str) -> bool:
        """Forget a session; False when Redis is away, and may still have it."""
        self._in_memory.drop((owner, session_id))
        try:
            self._redis.delete(self._key(owner, session_id))
        except NoRedis:
            return True
        except (RedisError, OSError):
            self._went_away()
            return False
        return True

    def drop_all(self) -> bool:
        """Forget every snapshot in Redis; False when it is away."""
        cursor: int | None = None
        try:
            while cursor != 0:
                found: Any = self._redis.scan(cursor or 0, match=self._key("*", "*"), count=_AT_ONCE)
                cursor, keys = found
                if keys:
                    self._redis.delete(*keys)
        except NoRedis:
            return True
        except (RedisError, OSError):
            return False
        return True

    def forget(self, owner: str, session_ids: Sequence[str]) -> None:
        """Forget in memory what was deleted, whether Redis answers or not."""
        for session_id in session_ids:
            self._in_memory.drop((owner, session_id))

    def state(self) -> RedisState:
        """How the Redis with the snapshots stands right now."""
        return state_of(self._redis, self._namespace)

    def count(self, owner: str, session_ids: Sequence[str]) -> int | None:
        """How many of these sessions have a snapshot; None when Redis is away."""
        try:
            return int(self._redis.exists(*(self._key(owner, each) for each in session_ids))) if session_ids else 0
        except (RedisError, OSError):
            return None

    def rewrite_files(self) -> bool:
        """Have a Redis that writes its changes to disk write its files anew, so that what was deleted is in none of
        them; False when that has to be tried again. One that lets nobody ask is its operator's."""
        try:
            known = dict(self._redis.info("persistence"))
            if known.get("aof_rewrite_in_progress") or known.get("rdb_bgsave_in_progress"):
                # It may have begun before the deletion.
                return False
            if known.get("aof_enabled"):
                self._redis.bgrewriteaof()
            elif dict(self._redis.config_get("save")).get("save"):
                self._redis.bgsave()
        except ResponseError as exc:
            log.warning("redis was not let write its files anew (%s)", type(exc).__name__)
        except NoRedis:
            return True
        except (RedisError, OSError):
            return False
        return True

    def _key(self, owner: str, session_id: str) -> str:
        return f"{self._namespace}:session:{owner}:{session_id}"

    def _is_away(self) -> bool:
        return time.monotonic() < self._away_until

    def _went_away(self) -> None:
        self._away_until = time.monotonic() + _PAUSE_S
        log.warning("redis is away; reading from the database")
