"""Whether a name that software is made with is meant as such: Python is also a snake, Kafka a writer, R a gas.

What somebody works as and names that can be nothing else speak for it in the whole resume; without them a doubtful name
needs another one beside it. It collects no skills.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from interview.resume.profile.denials import denied
from interview.resume.profile.items import LABELLED, bare, pieces
from interview.resume.profile.lexicon import Hit, Lexicon
from interview.resume.profile.sections import Line, Section
from interview.text.words import FUNCTION_WORDS

_ENOUGH_NAMES, _ENOUGH_ITEMS = 2, 3
_LONGEST_AMOUNT = 24
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

_NAME = re.compile(r"((?:[^\W\d_][\w.'’-]*\s+){1,3}[^\W\d_][\w.'’-]*)(?:,\s*[A-Z][A-Za-z.-]{1,7})+$")
# "GCC 2015" and "AWS D1.1" are an edition of a contract and a code of welding.
_NUMBERED = re.compile(r" (?:[A-Z]{0,2}\d[\w.]*)\b")
# Short forms of skills that are also those of currencies: "CAD 18M", but neither "CAD 3D" nor "PHP 7.4".
_CURRENCIES = frozenset({"CAD", "PHP"})
_AMOUNT = r"(?:\d[\d.,]*\s?(?:k|m|mn|mio|bn|thousand|million|billion)|\d{1,3}(?:[., ]\d{3})+|(?!(?:19|20)\d\d\b)\d{3,})"
_AMOUNT_BEHIND, _AMOUNT_BEFORE = re.compile(rf"\s?{_AMOUNT}\b", re.I), re.compile(rf"(?<![\w.,]){_AMOUNT}\s?\Z", re.I)
_WORD_BEHIND = re.compile(r"\s+([^\W\d_]{2,})")
_BEFORE = re.compile(r"([^\W\d_][\w-]*) \Z")
_SAYS_HOW = re.compile(
    r"(?:al|ive|ed|ic|ous|able|ful|ing)$|^(?:good|strong|basic|solid|some|of|server|system|network|app)s?$", re.I
)
# Nobody is the user of a firm, or has introduced one.
_INTRODUCED = re.compile(
    r"\b(?:(?:introduc|implement|deploy|configur|administer|automat|us)(?:ed|ing|es?|s)|roll(?:ed|ing)\s+out|"
    r"built\s+(?:on|in|with)|migrat\w+\s+(?:\w+\s+){0,3}to)\s+\Z",
    re.IGNORECASE,
)
_USERS = re.compile(r"\)?\s+(?:(?:super|key|power)[\s-]?)?(?:users?|admin(?:istrator)?s?)\b", re.IGNORECASE)
_LONGEST_WORK = 60
_CAPITALS = re.compile(r"[A-Z]{2,5}")
_LIST = re.compile(r"[\s,;/|•·+&()、，；]*(?:(?:and|or)\s+)?")


def is_doubtful(hit: Hit) -> bool:
    """Whether the name of a technology may well be a word, a person or a short form of something else."""
    return hit.entry.is_software and (not hit.is_certain or _LIKE_A_WORD.fullmatch(hit.surface) is not None)


def works_with_software(lines: Iterable[Line], known: Lexicon) -> bool:
    """Whether two names that can be nothing else, or a list of names, tell that somebody does."""
    sure: set[str] = set()
    for place, line in enumerate(lines):
        if line.section is Section.EDUCATION or (place == 0 and is_name_with_letters(line, known)):
            continue
        named = list(known.find(line.text))
        lacking = denied(line.text, named)
        hits = [hit for hit in named if hit.entry.is_software and not hit.is_field and hit not in lacking]
        sure |= {hit.entry.name for hit in hits if _is_evident(hit) and not _is_numbered(line.text, hit)}
        items = _items(line.text)
        if len(sure) >= _ENOUGH_NAMES or len({hit.entry for hit in hits if hit.surface in items}) >= _ENOUGH_ITEMS:
            return True
    return False


def meant(text: str, hits: Sequence[Hit], *, is_list: bool = False) -> Iterator[Hit]:
    """Those of the hits in a text that are meant, where nothing else tells that somebody works with software: beside a
    name that can be nothing else, in a text about software or in Chinese, and in a list of skills as an item alone. A
    short form with a number behind it names something else, and one that is also short for other things speaks for
    others only."""
    items = _items(text) if is_list else frozenset()
    is_of_software = _SOFTWARE.search(text) is not None
    evident = {hit.entry for hit in hits if _is_evident(hit)}
    for place, hit in enumerate(hits):
        is_long = len(hit.surface) > SHORT and (is_of_software or hit.surface in items)
        beside = [*hits[max(0, place - 1) : place], *hits[place + 1 : place + 2]]
        if _is_numbered(text, hit):
            continue
        is_sure = not (is_doubtful(hit) or (hit.is_everyday and _is_short_form(hit)))
        is_meant = is_sure or is_long or not evident <= {hit.entry}
        if is_meant or any(_stand_together(text, hit, other) for other in beside):
            yield hit


def is_a_currency(text: str, hit: Hit) -> bool:
    """Whether a short form stands beside an amount and is that of its money: "CAD 18M"."""
    if hit.surface not in _CURRENCIES:
        return False
    before, behind = text[max(0, hit.start - _LONGEST_AMOUNT) : hit.start], _WORD_BEHIND.match(text, hit.end)
    is_of_a_thing = behind is not None and behind[1].lower() not in FUNCTION_WORDS
    is_behind_amount = _AMOUNT_BEFORE.search(before) is not None and not is_of_a_thing
    return is_behind_amount or _AMOUNT_BEHIND.match(text, hit.end) is not None


def is_worked_with(text: str, hit: Hit) -> bool:
    """Whether a name that may also be that of a firm is what somebody introduced or used: "Introduced Workday"."""
    before = _INTRODUCED.search(text, max(0, hit.start - _LONGEST_WORK), hit.start)
    return before is not None or _USERS.match(text, hit.end) is not None


def is_name_with_letters(line: Line, known: Lexicon) -> bool:
    """Whether a line in the head is a name and the letters behind it: "Ada B. Moss, RN, BSN"."""
    named = _NAME.match(line.text) if line.section is Section.HEAD else None
    return named is not None and not any(known.find(named[1]))


def _is_numbered(text: str, hit: Hit) -> bool:
    return _is_short_form(hit) and _NUMBERED.match(text, hit.end) is not None


def _is_short_form(hit: Hit) -> bool:
    return hit.entry.is_software and _CAPITALS.fullmatch(hit.surface) is not None


def is_of_something_else(text: str, hit: Hit, hits: Sequence[Hit]) -> bool:
    """Whether an everyday word of those who run computers has another thing in front of it, and nothing of software in
    the text: budget monitoring, timber logging."""
    if not (hit.is_field and hit.entry.is_of_machines):
        return False
    before = _BEFORE.search(text, 0, hit.start)
    is_a_thing = before is not None and before[1].lower() not in FUNCTION_WORDS and not _SAYS_HOW.search(before[1])
    return is_a_thing and not any(other.entry.is_software and not other.is_field for other in hits)


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
