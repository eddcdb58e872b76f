"""Mistyped words, hesitations and spoken spellings taken out of what the judge reads, as the people who grade read over
them.

A word is changed only where no known word is written so and one is a single slip of the hand away. Capitals, numbers
and whatever stands in the question stay as they are; what the person wrote is neither changed nor quoted otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from string import ascii_lowercase

from interview.scorer.spoken import in_plain_words

KNOWN_WORDS = Path(__file__).parent / "known_words.txt"
"""Rarer words of our own texts, written by scripts/write_known_words.py."""

# Of shorter words too many are one letter from each other; longer ones are no words, but links or a hand on the keys.
_WORD = re.compile(r"\b[a-z]{5,24}\b")
SHORTEST_KNOWN = 4
SHORTEST_STEM = 3
_ENDINGS = (
    *("s", "es", "d", "ed", "r", "er", "rs", "ers", "ing", "y", "ly", "al", "ness", "less", "ful", "est", "en"),
    *("ment", "ments", "able", "ible", "ably", "ibly", "ive", "ist", "ists", "ity", "ation", "ations"),
    *("ize", "ized", "izing", "ization", "ise", "ised", "ising", "isation"),
)
# Sounds of thinking, with the commas that a transcriber puts around them: a comma left behind reads like one of them.
_SOUND = r"(?:u[hm]+|uhm|erm|h?mm+)"
# "like", "you know" and "I mean" say nothing only between commas, or before one at the beginning.
_FILLERS = rf"(?:(?:{_SOUND}|you know|I mean|like),\s+)+"
_FIRST = re.compile(rf"^{_FILLERS}", re.IGNORECASE)
_AMONG = re.compile(rf",\s*{_FILLERS}", re.IGNORECASE)
_SOUNDS = re.compile(
    rf"(?:^|(?<=\s)){_SOUND}(?:,|(?=\s*[.!?]|$))\s*|,\s*{_SOUND}\b(?=[\s.!?]|$)",
    re.IGNORECASE,
)


def rarer_words(rank: int) -> dict[str, int]:
    """The rarer words, all of this rank."""
    return dict.fromkeys(KNOWN_WORDS.read_text(encoding="utf-8").split(), rank)


def as_meant(text: str, asked: Collection[str], known: Mapping[str, int]) -> str:
    """The text as it is read. `asked` are the words of the question and its key points, in small letters; `known` are
    other words with their rank, the most usual first."""
    fluent = _SOUNDS.sub("", _AMONG.sub(" ", _FIRST.sub("", text)))
    plain = in_plain_words(fluent, asked, known)
    made = _WORD.sub(lambda found: _spelled(found.group(), asked, known), plain)
    return made if made.strip() else text


def _spelled(word: str, asked: Collection[str], known: Mapping[str, int]) -> str:
    if word in known or word in asked or _is_a_form(word, asked, known):
        return word
    if meant := sorted({*_usual_slips(word), *_letters_too_many(word)}.intersection(asked)):
        return meant[0] if len(meant) == 1 else word
    return min((each for each in _usual_slips(word) if each in known), key=known.__getitem__, default=word)


def _is_a_form(word: str, asked: Collection[str], known: Mapping[str, int]) -> bool:
    """Whether it is a known word with a usual ending."""
    return any(stem in known or stem in asked for ending in _ENDINGS for stem in _stems(word, ending))


def _stems(word: str, ending: str) -> Iterator[str]:
    """What the word may be a form of: "stopped" of "stop", "tried" of "try", "moving" of "move"."""
    stem = word.removesuffix(ending)
    if stem == word or len(stem) < SHORTEST_STEM:
        return
    yield from (stem, stem + "e")
    if stem[-1] == stem[-2]:
        yield stem[:-1]
    if stem[-1] == "i":
        yield stem[:-1] + "y"


def _usual_slips(word: str) -> Iterator[str]:
    """Words of which this one may be mistyped: a letter left out inside, one typed twice, or two neighbours changed
    round. The first letter is hardly ever wrong. Names of things people work with look like other slips of plain words:
    "redis" of "reds", "mutex" of "mute", "mongo" of "mongol"."""
    for at in range(1, len(word)):
        if word[at] == word[at - 1]:
            yield word[:at] + word[at + 1 :]
        if at + 1 < len(word) and word[at] != word[at + 1]:
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        for letter in ascii_lowercase:
            yield word[:at] + letter + word[at:]


def _letters_too_many(word: str) -> Iterator[str]:
    """Words with a letter less, or with one more at the end: only words that were asked about are meant by these."""
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]
    for letter in ascii_lowercase:
        yield word + letter
