"""What was learned of servers and models in this process, and of what other processes wrote down.

Reading and writing is given from outside. Where that fails, the process goes on with what it knows itself.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Final

from interview.core.model_servers import Learned
from interview.model.what_is_taken import MOST_TOKENS, Part, Way, is_lowered, way_of

LOOKED_AT_AGAIN: Final = timedelta(days=1)
"""After this time a part that a server refused is sent once more: servers and models change behind their names."""
_READ_AGAIN: Final = timedelta(minutes=1)
_IN_VAIN_FOR: Final = timedelta(minutes=1)
_ONE_TRIES_FOR: Final = timedelta(minutes=5)

_Key = tuple[str, str]


def _now() -> datetime:
    return datetime.now(UTC)


class KnownServers:
    """One per process, safe to share between threads.

    `read` gives what is written down of a server and model, None where that cannot be known now; `write` adds to it.
    Neither may raise.
    """

    def __init__(
        self,
        read: Callable[[str, str], Iterable[Learned] | None] = lambda _server, _model: None,
        write: Callable[[str, str, Learned], None] = lambda _server, _model, _learned: None,
        now: Callable[[], datetime] = _now,
    ) -> None:
        self._read, self._write, self._now = read, write, now
        self._lock = threading.Lock()
        self._learned: dict[_Key, dict[str, Learned]] = {}
        self._looked: dict[_Key, datetime] = {}
        self._tried: dict[tuple[_Key, Part], datetime] = {}
        self._proven: set[_Key] = set()
        self._in_vain: dict[_Key, datetime] = {}

    def way(self, server: str, model: str) -> Way:
        """How they are asked, by all that is known now."""
        known = self._look((server, model))
        since = self._now() - LOOKED_AT_AGAIN
        return way_of(one for one in known.values() if one.part != MOST_TOKENS or one.at > since)

    def to_try(self, server: str, model: str) -> Part | None:
        """A part to be sent in a fuller form once more, by whoever is told so and nobody else for five minutes.

        What was left out on a mere guess is tried at once, everything else after a day.
        """
        known = self._look((server, model))
        now, way = self._now(), way_of(known.values())
        with self._lock:
            for part in Part:
                one = known.get(part)
                if one is None or not is_lowered(part, way) or (one.is_sure and now - one.at < LOOKED_AT_AGAIN):
                    continue
                tried = self._tried.get(((server, model), part))
                if tried is None or tried <= one.at or now - tried > _ONE_TRIES_FOR:
                    self._tried[(server, model), part] = now
                    return part
        return None

    def learn(self, server: str, model: str, part: str, level: str, *, is_sure: bool = True) -> None:
        """Keep in which form a part is sent from now on, here and for the other processes."""
        found = Learned(part, level, self._now(), is_sure)
        with self._lock:
            self._learned.setdefault((server, model), {})[part] = found
        self._write(server, model, found)

    def prove(self, server: str, model: str) -> None:
        """A request was answered: whatever is refused without a word from now on, its form is hardly the cause."""
        with self._lock:
            self._proven.add((server, model))
            self._in_vain.pop((server, model), None)

    def is_proven(self, server: str, model: str) -> bool:
        with self._lock:
            return (server, model) in self._proven

    def guess_in_vain(self, server: str, model: str) -> None:
        """Leaving out one part after the other was of no use."""
        with self._lock:
            self._in_vain[server, model] = self._now()

    def may_guess(self, server: str, model: str) -> bool:
        """Whether it may be of use; not for a minute after it was not."""
        with self._lock:
            since = self._in_vain.get((server, model))
        return since is None or self._now() - since > _IN_VAIN_FOR

    def _look(self, key: _Key) -> dict[str, Learned]:
        now = self._now()
        with self._lock:
            looked = self._looked.get(key)
            is_fresh = looked is not None and now - looked < _READ_AGAIN
            if not is_fresh:
                self._looked[key] = now
        written = None if is_fresh else self._read(*key)
        with self._lock:
            known = self._learned.setdefault(key, {})
            for one in written or ():
                if one.part not in known or known[one.part].at < one.at:
                    known[one.part] = one
            return dict(known)
