"""Whether a title that no list has belongs to a profession all the same, by the words of the titles that are known.

A word tells a profession where many titles have it and most of these are of that one, as "tax" tells accounting; a
word that never stands without the same other one ("full" without "stack") tells nothing without it. What somebody makes
or does in a craft ("engineer") is of many, and counts only for those who work in one of these. A title with a word
that tells another profession is of none, and what no word tells, a rank included, is another's work.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from interview.occupations.occupation import occupations
from interview.occupations.recognise import in_words

_CRAFTS = ("engineer", "developer", "designer", "nurse", "teacher")
# In fewer titles a word may stand by chance ("trainer" in HR), and of a smaller share it is also of others.
_FEWEST_TITLES, _MOSTLY = 5, 0.8
# In so many titles a craft is at home in a profession.
_FEWEST_OF_A_CRAFT = 2
_FEWEST_LETTERS = 3
_Titles = Sequence[tuple[str, frozenset[str]]]
"""Titles with a word in them: of which profession, and all words of each."""


def is_kin(title: str, profession: str) -> bool:
    """Whether the words of a title tell this profession and no other, or it ends in a craft that is in it."""
    words = set(in_words(title))
    told = _told(words)
    return told <= {profession} and (bool(told) or _is_of_its_craft(words, profession))


def forget_words() -> None:
    """Look again at the next title: there are other occupations now."""
    _by_word.cache_clear()


def _told(words: Iterable[str]) -> set[str]:
    """The professions that words tell which stand together."""
    together = set(words)
    told = set()
    for word in together:
        titles = _by_word().get(word, ())
        profession, count = max(Counter(of for of, _ in titles).items(), key=lambda each: each[1], default=("", 0))
        if count < _FEWEST_TITLES or count < _MOSTLY * len(titles):
            continue
        if frozenset.intersection(*(beside for of, beside in titles if of == profession)) <= together:
            told.add(profession)
    return told


def _is_of_its_craft(words: Iterable[str], profession: str) -> bool:
    titles = (title for craft in _CRAFTS if craft in words for title in _by_word().get(craft, ()))
    return sum(of == profession for of, _ in titles) >= _FEWEST_OF_A_CRAFT


@lru_cache(maxsize=1)
def _by_word() -> Mapping[str, _Titles]:
    """The known titles by each of their words."""
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for each in occupations().values():
        for title in (*each.titles_alone, *each.titles):
            words = frozenset(in_words(title))
            for word in words:
                if len(word) >= _FEWEST_LETTERS and word.isalpha():
                    found.setdefault(word, []).append((each.profession, words))
    return found
