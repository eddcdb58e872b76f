"""Which occupation a line of text names: the longest known title in it.

Titles are compared by their words, so that case, hyphens and punctuation make no difference. "Developer (PHP)" is also
looked at as "PHP developer". A word that is a title in many crafts counts only alone: a property developer makes no
software. A line that names none gives None; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from interview.occupations.occupation import FOLDER, Occupation, occupations

# A heading or a job's line is short; a title found deep in a long sentence says little of who writes it.
MOST_CHARS = 200
_ASIDE = re.compile(r"\(([^()]{2,40})\)")
_WORD = re.compile(r"[a-z0-9+#.]*[a-z0-9+#]|&")
_JOINED = ((re.compile(r"\bfront[\s-]+end\b"), "frontend"), (re.compile(r"\bback[\s-]+end\b"), "backend"))
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
# Words beside a title that say how far somebody is in it, for whom or since when, and make no other craft of it.
_BEFORE = re.compile(
    r"an?|the|as|am|i|is|was|and|or|former|senior|sr|junior|jr|lead|leading|chief|head|principal|staff|graduate|trainee|"
    r"apprentice|associate|assistant|freelance|independent|contract|professional|certified|qualified|licensed|"
    r"experienced|full|part|time|self|taught|employed|expert|master|mid|level|entry|working|fellow"
)
_BEHIND = re.compile(r"an?|and|or|at|for|from|in|on|since|until|to|with|who|i{1,3}|iv|\d.*")
_PARTS = re.compile(r"[,;|()\[\]:·•@/–—]|\.\s|\s-\s")
# Two words with a sign between them, such as "Turner & Townsend", are the name of a firm.
_FIRM = re.compile(r"([A-Z][\w'’-]*)\s*&\s*([A-Z][\w'’-]*)(?:\s+[A-Z][\w'’-]*)*")
_OWNS = re.compile(r"['’]s\b")
_MAKERS = ("developer", "engineer", "analyst", "designer", "nurse", "leader")
_JOINING = "and"
Words = tuple[str, ...]


def recognised(text: str, folder: Path = FOLDER, *, names_software: bool = False) -> Occupation | None:
    """The occupation whose title is the longest in the text, of equals the first to stand there. Where somebody
    `names_software`, a developer of whatever it is makes some, and an architect with nothing beside it builds no houses
    for sure."""
    text = text[:MOST_CHARS]
    by_words, by_signs, longest = _titles(folder)

    def is_sure(words: Words, known: Occupation) -> bool:
        if words in _beside_software(folder) and not names_software:
            return False
        if words not in _alone(folder) or (names_software and known.is_technical):
            return True
        may_be_software = names_software and words in _ends_of_software(folder)
        return not may_be_software and _stands_alone(words, text, by_words)

    found = _longest(_phrases(text, longest), by_words, is_sure) or _longest(_of_two(text), by_words, is_sure)
    if found is None and _CHINESE.search(text):
        signs = [title for title in by_signs if title in text]
        found = by_signs[max(signs, key=len)] if signs else None
    return found


def _longest(
    phrases: Iterable[tuple[int, Words]],
    by_words: Mapping[Words, Occupation],
    is_sure: Callable[[Words, Occupation], bool],
) -> Occupation | None:
    best: tuple[int, int] | None = None
    found: Occupation | None = None
    for place, words in phrases:
        known = by_words.get(words)
        rank = (len(words), -place)
        if known is None or (best is not None and rank <= best):
            continue
        if is_sure(words, known):
            best, found = rank, known
    return found


def is_title(text: str, folder: Path = FOLDER) -> bool:
    """Whether a text is the title of an occupation and nothing else."""
    by_words, by_signs, _ = _titles(folder)
    return in_words(text) in by_words or text.strip() in by_signs


def is_title_alone(word: str) -> bool:
    """Whether a word is the title of an occupation only where it stands alone, as a surname does not."""
    return in_words(word) in _alone(FOLDER)


@lru_cache(maxsize=1)
def last_words() -> frozenset[str]:
    """What titles of occupations end in, those of something ("head of data") apart."""
    return frozenset(words[-1] for words in by_title() if "of" not in words)


def by_title() -> Mapping[Words, Occupation]:
    """Every English title in its words, with the occupation that it names."""
    return _titles(FOLDER)[0]


def forget_titles() -> None:
    """Read the titles again at the next look: there are other occupations now."""
    _titles.cache_clear()
    last_words.cache_clear()
    _alone.cache_clear()
    _beside_software.cache_clear()
    _ends_of_software.cache_clear()


def _stands_alone(title: Words, text: str, known: Collection[Words]) -> bool:
    """Whether a title has nothing beside it in its part of the text that makes another craft or a thing of it."""
    for part in _PARTS.split(text):
        firm = _FIRM.fullmatch(part.strip())
        if firm and not all(in_words(word) in known for word in firm.groups()):
            continue
        words = in_words(_OWNS.sub(" s", part))
        for place in range(len(words) - len(title) + 1):
            end = place + len(title)
            if words[place:end] != title:
                continue
            is_free = place == 0 or _BEFORE.fullmatch(words[place - 1])
            if is_free and (end == len(words) or _BEHIND.fullmatch(words[end])):
                return True
    return False


def in_words(text: str) -> Words:
    """A title or a line in comparable words: lower case, "front end" in one, plural and punctuation left out."""
    text = text.lower().replace("’", "'").replace("'s", "")
    for pattern, joined in _JOINED:
        text = pattern.sub(joined, text)
    words = _WORD.findall(text.replace("&", " and ").replace("-", " ").replace("/", " / "))
    return tuple(words)


def _phrases(text: str, longest: int) -> Iterator[tuple[int, Words]]:
    """Runs of words of at most `longest`, with their place; with an aside in brackets put before its title, too."""
    asides = _ASIDE.findall(text)
    plain = in_words(_ASIDE.sub(" | ", text))
    lines = [plain, *(in_words(aside) for aside in asides)]
    for words in lines:
        for start in range(len(words)):
            for end in range(start + 1, min(len(words), start + longest) + 1):
                yield start, words[start:end]
    yield from _as_makers(plain, longest)
    for aside in asides:
        for part in re.split(r"[,/;]", aside):
            for place, word in enumerate(plain):
                yield place, (*in_words(part), word)


def _as_makers(words: Words, longest: int) -> Iterator[tuple[int, Words]]:
    """ "iOS lead" as "iOS developer": who leads a craft works in it. Which craft, the words before it say: a lead of
    something unknown is no developer."""
    for place, word in enumerate(words):
        if word == "lead":
            for maker in _MAKERS:
                for start in range(max(0, place + 1 - longest), place):
                    yield start, (*words[start:place], maker)


def _of_two(text: str) -> Iterator[tuple[int, Words]]:
    """ "Marketing & events manager" as "marketing manager" and "events manager": who is both is either."""
    words = in_words(_ASIDE.sub(" | ", text))
    for place, word in enumerate(words[:-2]):
        if word == _JOINING and place:
            yield place - 1, (words[place - 1], words[place + 2])
            yield place + 1, words[place + 1 : place + 3]


@lru_cache(maxsize=4)
def _titles(folder: Path) -> tuple[Mapping[Words, Occupation], Mapping[str, Occupation], int]:
    """Occupations by the words of their titles and by Chinese titles, and how many words the longest has. Of one title,
    that of a pack counts: whoever runs the app knows the people it is for."""
    every = occupations(folder).values()
    by_words = {in_words(title): each for each in every for title in _all_titles(each)}
    by_signs = {title: each for each in every for title in each.titles_zh}
    return by_words, by_signs, max(map(len, by_words), default=0)


def _all_titles(occupation: Occupation) -> Words:
    return (*occupation.titles_alone, *occupation.titles_beside_software, *occupation.titles)


def is_short_form(word: str, folder: Path = FOLDER) -> bool:
    """Whether a word, such as QA, names a work beside software and another work elsewhere."""
    return any(in_words(word) == words[:1] for words in _beside_software(folder))


@lru_cache(maxsize=4)
def _beside_software(folder: Path) -> frozenset[Words]:
    """Short forms that mean an occupation only where software is named; one that a pack gives always does."""
    every = occupations(folder).values()
    always = {in_words(title) for each in every for title in each.titles}
    return frozenset(in_words(title) for each in every for title in each.titles_beside_software) - always


@lru_cache(maxsize=4)
def _alone(folder: Path) -> frozenset[Words]:
    """Titles that count only alone; one that a pack gives among its titles always does."""
    every = occupations(folder).values()
    always = {in_words(title) for each in every for title in each.titles}
    return frozenset(in_words(title) for each in every for title in each.titles_alone) - always


@lru_cache(maxsize=4)
def _ends_of_software(folder: Path) -> frozenset[Words]:
    """The last words of the titles of those who make software: "architect" of "software architect"."""
    technical = (each for each in occupations(folder).values() if each.is_technical)
    return frozenset(in_words(title)[-1:] for each in technical for title in each.titles)
