"""Values made of an object that stays in memory: each is made once, and goes when the object goes.

Nothing here outlives a deletion. Objects are told apart by identity: equal ones cost more to compare than to draw.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Of = TypeVar("Of")
Value = TypeVar("Value")


class KeptWith(Generic[Of, Value]):
    """Threads may share it; two that ask for the same at once may both make it."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[weakref.ref[Of], dict[Hashable, Value]]] = {}

    def __contains__(self, number: int) -> bool:
        return number in self._known

    def find(self, of: Of, key: Hashable, make: Callable[[], Value]) -> Value:
        """What was made of this object for this key, now or before."""
        known = self._known.get(id(of))
        if known is None or known[0]() is not of:
            known = self._known[id(of)] = (weakref.ref(of, self._forget(id(of))), {})
        values = known[1]
        if key not in values:
            values[key] = make()
        return values[key]

    def _forget(self, number: int) -> Callable[[weakref.ref[Of]], None]:
        """What drops everything made of an object when it is gone."""

        def forget(gone: weakref.ref[Of]) -> None:
            known = self._known.get(number)
            if known is not None and known[0] is gone:
                del self._known[number]

        return forget
