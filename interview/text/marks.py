"""Recognises words that are not kept: by the length of each and a hash of it.

Nothing can be read from a mark, but whoever has it can try a guess: a name is short. It is for words that are to be
found again in a text, not for secrets.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping

from interview.text.contacts import Detail, Found

_CHINESE = re.compile(r"[\u3400-\u9fff]")
# Where a word may begin: Chinese leaves no gaps between words.
_BEGINS = re.compile(r"(?<!\w)\S|[\u3400-\u9fff]")
_IN_A_WORD = re.compile(r"\w")


def marks_of(forms: Mapping[str, Detail]) -> tuple[str, ...]:
    """A mark for each form and kind: kind, length in characters, salt and hash, parted by colons."""
    salt = secrets.token_hex(8)
    return tuple(f"{kind.value}:{len(form)}:{salt}:{_hash(form, salt)}" for form, kind in forms.items() if form)


class Marked:
    """Finds in texts what these marks were made of, as words of their own."""

    def __init__(self, marks: Iterable[str]) -> None:
        self._kinds: dict[tuple[str, str], Detail] = {}
        lengths: defaultdict[int, set[str]] = defaultdict(set)
        for mark in marks:
            kind, length, salt, hashed = mark.split(":")
            self._kinds[salt, hashed] = Detail(kind)
            lengths[int(length)].add(salt)
        self._salts = dict(lengths)

    def find(self, text: str) -> list[Found]:
        """Places of all that is recognised, in order; they may overlap."""
        if not self._kinds:
            return []
        found = []
        for match in _BEGINS.finditer(text):
            start = match.start()
            for length, salts in self._salts.items():
                end = start + length
                if end > len(text) or not _is_whole(text, start, end):
                    continue
                form = text[start:end]
                kinds = (self._kinds.get((salt, _hash(form, salt))) for salt in salts)
                found += [(start, end, kind) for kind in kinds if kind is not None][:1]
        return found


def _is_whole(text: str, start: int, end: int) -> bool:
    if _CHINESE.search(text, start, end):
        return True
    return end == len(text) or not _IN_A_WORD.match(text, end)


def _hash(form: str, salt: str) -> str:
    return hashlib.blake2b(form.encode("utf-8", "surrogatepass"), key=salt.encode(), digest_size=16).hexdigest()
