"""What readers of texts remember of anybody's goes when something is deleted: each is marked where it remembers."""

from __future__ import annotations

import re
from typing import Protocol, TypeVar
from weakref import WeakSet


class Remembering(Protocol):
    """What keeps results, as functools.lru_cache does."""

    def cache_clear(self) -> None: ...


Kept = TypeVar("Kept", bound=Remembering)

_remembering: WeakSet[Remembering] = WeakSet()


def forgets(function: Kept) -> Kept:
    """Have a function that remembers texts, or results from them, drop these at every deletion."""
    _remembering.add(function)
    return function


def forget_texts() -> None:
    """Drop what is remembered of texts, also patterns that were made of their words."""
    for function in list(_remembering):
        function.cache_clear()
    re.purge()
