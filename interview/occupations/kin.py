"""Whether a title that no list has belongs to a profession all the same, by the words of the titles that are known.

A word tells a profession where most titles with it are of that one, as "tax" tells accounting. What somebody makes or
does in a craft ("engineer") is of many, and counts only for those who work in one of these. A rank tells nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from interview.occupations.occupation import occupations
from interview.occupations.recognise import in_words

_CRAFTS = ("engineer", "developer", "designer", "nurse", "teacher")
# In fewer titles a word may stand by chance, and where a smaller share is of one profession it is of none.
_FEWEST_TITLES, _MOSTLY = 2, 0.6
_FEWEST_LETTERS = 3


def is_kin(title: str, profession: str) -> bool:
    """Whether the words of a title tell this profession, or it ends in a craft that is in it."""
    words = in_words(title)
    counts = _counts()
    return any(_tells(counts[word], profession) for word in words if word in counts) or any(
        craft in words and counts[craft][profession] >= _FEWEST_TITLES for craft in _CRAFTS if craft in counts
    )


def forget_words() -> None:
    """Count again at the next look: there are other occupations now."""
    _counts.cache_clear()


def _tells(count: Counter[str], profession: str) -> bool:
    return count[profession] >= _FEWEST_TITLES and count[profession] >= _MOSTLY * count.total()


@lru_cache(maxsize=1)
def _counts() -> Mapping[str, Counter[str]]:
    """In how many titles of each profession a word stands."""
    counts: dict[str, Counter[str]] = {}
    for each in occupations().values():
        for title in (*each.titles_alone, *each.titles):
            for word in set(in_words(title)):
                if len(word) >= _FEWEST_LETTERS and word.isalpha():
                    counts.setdefault(word, Counter())[each.profession] += 1
    return counts
