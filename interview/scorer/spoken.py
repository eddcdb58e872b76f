"""Spoken and dialect English as it is usually written: "dinnae" is read as "do not", "missin'" as "missing".

The judge learned from people who write so, too, but each of these words is rare, and a "not" is too small to be missed.
Only spellings that mean nothing else are known here (docs/decisions/0132-in-other-voices.md).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).parent / "spoken_words.txt"
"""On each line a spelling, a tab, and the plain words. Of three authors who each wrote a list, two at least agreed."""

# With the apostrophes inside, before and behind: of a quoted word those around it are none of its own.
_WORD = re.compile(r"(?<![\w'])'?[A-Za-z]+(?:'[A-Za-z]+)*'?(?![\w'])")
# Of shorter words too many end so: "main", "join", "bin".
_DROPPED, _LEAST = "in", 5


@lru_cache(maxsize=1)
def spoken_words() -> Mapping[str, str]:
    """Plain words by the spelling, in small letters."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


def in_plain_words(text: str, asked: Collection[str], known: Collection[str]) -> str:
    """The text as it would be written; what is `asked` (words in small letters) stays, and an "in" at the end is an
    "ing" where that makes a `known` word of one that is not."""
    return _WORD.sub(lambda found: _plain(found.group(), asked, known), text.replace("’", "'"))


def _plain(word: str, asked: Collection[str], known: Collection[str]) -> str:
    for bare in dict.fromkeys((word, word.rstrip("'"), word.strip("'"))):
        small = bare.lower()
        if small in asked:
            return word
        meant = spoken_words().get(small) or _with_its_g(small, known)
        if meant:
            return word.replace(bare, meant.capitalize() if bare.strip("'")[:1].isupper() else meant, 1)
    return word


def _with_its_g(word: str, known: Collection[str]) -> str:
    bare = word.removesuffix("'")
    ends_so = bare.endswith(_DROPPED) and len(bare) >= _LEAST
    return f"{bare}g" if ends_so and bare not in known and f"{bare}g" in known else ""
