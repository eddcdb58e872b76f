"""Which other works a title may name: a receptionist may be one of a hotel, of a surgery or of an office.

Titles are compared by their words. Which of them is meant is told by a text, which is not read here.
"""

from __future__ import annotations

from collections.abc import Iterable, Set

from interview.occupations.occupation import Occupation
from interview.occupations.recognise import Words, by_title, in_words
from interview.resume.profile.trades import words_of_trade


def title_in(lines: Iterable[str], work: Occupation) -> Words:
    """The longest title of a work all of whose words stand in one of the lines, () for none."""
    told = [frozenset(in_words(line)) for line in lines]
    titles = (words for title in work.titles if any(frozenset(words := in_words(title)) <= each for each in told))
    return max(titles, key=len, default=())


def namesakes(title: Words, work: Occupation) -> list[Occupation]:
    """Works of other professions that have a title which ends in this one and says more than a rank beside it, where
    this is one word: two say which."""
    ending = (each for words, each in by_title().items() if len(title) == 1 and _says_which(words, title))
    return _different(each for each in ending if each.profession != work.profession)


def _says_which(words: Words, title: Words) -> bool:
    return words[-1:] == title and words_of_trade(" ".join(words)) > frozenset(title)


def with_words(title: Set[str]) -> list[Occupation]:
    """Works that have a title with all of these words, none for no words."""
    return _different(each for words, each in by_title().items() if title and title <= set(words))


def _different(works: Iterable[Occupation]) -> list[Occupation]:
    return list({each.occupation: each for each in works}.values())
