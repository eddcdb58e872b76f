"""Clients of Redis or Valkey from a URL: one server (redis://, rediss:// with TLS, unix://) or those that a group of
Sentinels names (redis+sentinel://:password@host:port,host:port/service).

Redis Cluster is refused: the queue's library moves jobs between keys that a cluster keeps on different machines.
"none" says that there is no Redis: nothing is written to one, so that nothing of a deletion is left in one.
"""

from __future__ import annotations

from enum import StrEnum
from urllib.parse import unquote, urlsplit

from redis import ConnectionPool, Redis, RedisError
from redis.backoff import NoBackoff
from redis.connection import AbstractConnection
from redis.exceptions import ConnectionError as NotConnected
from redis.exceptions import OutOfMemoryError, ReadOnlyError
from redis.retry import Retry
from redis.sentinel import Sentinel

from interview.settings import NO_REDIS

LOCAL = "redis://127.0.0.1:6379/0"
SENTINEL = "redis+sentinel://"
NONE = NO_REDIS
_PROBE_S = 1


class NoRedis(NotConnected):
    """There is no Redis, and none is waited for."""


class _Nowhere(AbstractConnection):
    """A connection of an installation without Redis."""

    def repr_pieces(self) -> list[tuple[str, str]]:
        return []

    def _connect(self) -> None:
        raise NoRedis(NONE)

    def _host_error(self) -> str:
        return NONE


class RedisState(StrEnum):
    """How Redis stands: `full` and `read-only` answer, but nothing new can be queued in them; `none` is set so, and no
    outage."""

    UP = "up"
    FULL = "full"
    READ_ONLY = "read-only"
    AWAY = "away"
    NONE = NO_REDIS


def quick_client(url: str) -> Redis:
    """A client for requests of people: half a second to connect, one for a reply, and no retries.

    A dead Redis must cost a request half a second at most, and the database is next.
    """
    return _client(url, socket_connect_timeout=0.5, socket_timeout=1)


def waiting_client(url: str) -> Redis:
    """A client without a bound for a reply: the worker waits in a blocking call for the next job."""
    return _client(url, socket_connect_timeout=5)


def _client(url: str, **bounds: float) -> Redis:
    retry = Retry(NoBackoff(), 0)
    if url == NONE:
        return Redis(connection_pool=ConnectionPool(connection_class=_Nowhere, retry=retry))
    if not url.startswith(SENTINEL):
        return Redis.from_url(url, retry=retry, **bounds)
    place = urlsplit(url)
    hosts = place.netloc.rpartition("@")[2].split(",")
    password = unquote(place.password) if place.password else None
    # A Sentinel that does not answer at once is passed over for the next one.
    sentinel = Sentinel(  # type: ignore[no-untyped-call]
        [_address(host) for host in hosts], socket_timeout=0.5, socket_connect_timeout=0.5
    )
    master: Redis = sentinel.master_for(  # type: ignore[no-untyped-call]
        place.path.strip("/"), password=password, retry=retry, **bounds
    )
    return master


def _address(host: str) -> tuple[str, int]:
    name, _, port = host.rpartition(":")
    return name.strip("[]"), int(port)


def state_of(redis: Redis, namespace: str) -> RedisState:
    """How it stands, tried by writing: one that only answers takes no new job."""
    try:
        redis.set(f"{namespace}:probe", "1", ex=_PROBE_S)
    except OutOfMemoryError:
        return RedisState.FULL
    except ReadOnlyError:
        return RedisState.READ_ONLY
    except NoRedis:
        return RedisState.NONE
    except (RedisError, OSError):
        return RedisState.AWAY
    return RedisState.UP
