"""Whether a name that software is made with is meant as such: Python is also a snake, Kafka a writer, R a gas.

What somebody works as and names that can be nothing else speak for it in the whole resume; without them a doubtful name
needs another one beside it. It collects no skills.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from interview.resume.profile.items import LABELLED, bare, pieces
from interview.resume.profile.lexicon import Hit, Lexicon
from interview.resume.profile.sections import Line, Section

_ENOUGH_NAMES, _ENOUGH_ITEMS = 2, 3
SHORT = 2
"""A name of so few letters may be short for anything."""
# Small letters with a capital in front at most, or two letters.
_LIKE_A_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]{1,2}")
# PostgreSQL, Node.js, C++, SQL: no word of a sentence looks like this.
_LIKE_NO_WORD = re.compile(r"[a-z][A-Z]|[A-Za-z][+#]|\w\.[a-z]|[A-Z]{3}")
# A writer or a snake has none of these.
_SOFTWARE = re.compile(
    r"\b(?:scripts?|scripting|cod(?:ed|ing|er)|source code|software|programming|programmed|databases?|"
    r"web ?(?:site|app)s?|APIs?|automat(?:ed|ion)|app|apps)\b|[\u3400-\u9fff]",
    re.IGNORECASE,
)

_LIST = re.compile(r"[\s,;/|•·+&()、，；]*(?:(?:and|or)\s+)?")


def is_doubtful(hit: Hit) -> bool:
    """Whether the name of a technology may well be a word, a person or a short form of something else."""
    return hit.entry.is_software and (not hit.is_certain or _LIKE_A_WORD.fullmatch(hit.surface) is not None)


def works_with_software(lines: Iterable[Line], known: Lexicon) -> bool:
    """Whether two names that can be nothing else, or a list of names, tell that somebody does."""
    sure: set[str] = set()
    for line in lines:
        if line.section is Section.EDUCATION:
            continue
        hits = [hit for hit in known.find(line.text) if hit.entry.is_software and not hit.is_field]
        sure |= {hit.entry.name for hit in hits if _is_evident(hit)}
        items = _items(line.text)
        if len(sure) >= _ENOUGH_NAMES or len({hit.entry for hit in hits if hit.surface in items}) >= _ENOUGH_ITEMS:
            return True
    return False


def meant(text: str, hits: Sequence[Hit], *, is_list: bool = False) -> Iterator[Hit]:
    """Those of the hits in a text that are meant, where nothing else tells that somebody works with software: beside a
    name that can be nothing else, in a text about software or in Chinese, and in a list of skills as an item alone."""
    has_sure = any(_is_evident(hit) for hit in hits)
    items = _items(text) if is_list else frozenset()
    is_of_software = _SOFTWARE.search(text) is not None
    for place, hit in enumerate(hits):
        is_long = len(hit.surface) > SHORT and (is_of_software or hit.surface in items)
        beside = [*hits[max(0, place - 1) : place], *hits[place + 1 : place + 2]]
        if not is_doubtful(hit) or has_sure or is_long or any(_stand_together(text, hit, other) for other in beside):
            yield hit


def _items(text: str) -> frozenset[str]:
    label = LABELLED.match(text)
    return frozenset(bare(piece) for _, piece in pieces(text, label.end() if label else 0))


def _is_evident(hit: Hit) -> bool:
    return hit.entry.is_software and not is_doubtful(hit) and _LIKE_NO_WORD.search(hit.surface) is not None


def _stand_together(text: str, one: Hit, other: Hit) -> bool:
    """Whether two names of technologies are neighbours in a list; two everyday words, such as espresso and mocha, say
    nothing of each other."""
    first, second = sorted((one, other), key=lambda hit: hit.start)
    is_told = other.entry.is_software and one.entry != other.entry and not (one.is_everyday and other.is_everyday)
    return is_told and _LIST.fullmatch(text, first.end, second.start) is not None
