"""Which skills of a line are alternatives ("Go, Java or Rust"), and which are named only to say that nobody needs them.

It looks at the words between the names alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from interview.resume.profile.lexicon import Hit

_OR = re.compile(r"\bor\b|/|\boder\b|\bou\b|或", re.I)
# Between two members of a list: a comma or an "or", perhaps with a few words such as "another broker (".
_BETWEEN = re.compile(
    r"[\s(]*(?:[\w+#.-]+\s+){0,2}?(?:[,/、，]|\bor\b|\boder\b|或者?)[\s,]*(?:[\w+#.-]+\s+){0,3}[\s(]*", re.I
)
_OR_BEHIND = re.compile(r"\s*,?\s+or\b", re.I)
_AND = re.compile(r"\band\b(?!/or)|&|[;:.]\s|\bplus\b|和|与", re.I)
_CLAUSE = re.compile(r"(?<=[;；。!?])\s*|(?<=\.)\s+|,\s+but\s+")
_NOT_NEEDED = re.compile(
    r"\b(?:do(?:es)?|will|would|need|are|is)\s*(?:n[o']t|not)\s+(?:be\s+)?"
    r"(?:need|have to|asked|touch|use|code)\b|\bno need\b|\bneed(?:n't| not)\b|"
    r"\bnot (?:asked|expected)\b|\b(?:another|other|a different) team\b|"
    r"\bteams?\b.{0,30}\b(?:does|do|takes? care of|handles?|looks? after) (?:that|this|it|them)\b|不需要|无需",
    re.I,
)
_OF_WHAT_WAS_SAID = re.compile(r"\b(?:it|that|this|them|those|these)\b", re.I)


def groups(text: str, hits: Sequence[Hit]) -> list[list[Hit]]:
    """The hits of a line in order, alternatives together."""
    found: list[list[Hit]] = []
    chain: list[Hit] = []
    has_or = False
    for hit in hits:
        between = text[chain[-1].end : hit.start] if chain else ""
        if chain and _BETWEEN.fullmatch(between) and not _AND.search(between):
            has_or |= _OR.search(between) is not None
            chain.append(hit)
            continue
        found += _closed(chain, text, has_or)
        chain, has_or = [hit], False
    return [*found, *_closed(chain, text, has_or)]


def _closed(chain: list[Hit], text: str, has_or: bool) -> list[list[Hit]]:
    """A list that is over: alternatives where an "or" stands in it or right behind it."""
    if has_or or (len(chain) > 1 and _OR_BEHIND.match(text, chain[-1].end)):
        return [chain]
    return [[one] for one in chain]


def not_needed(text: str, hit: Hit) -> bool:
    """Whether the clause of a name, or the next one about it, says that it is not needed."""
    ends = [0, *(match.end() for match in _CLAUSE.finditer(text)), len(text)]
    place = max(number for number, end in enumerate(ends) if end <= hit.start)
    clause = text[ends[place] : ends[place + 1]]
    after = text[ends[place + 1] : ends[place + 2]] if place + 2 < len(ends) else ""
    if _NOT_NEEDED.search(clause):
        return True
    return _NOT_NEEDED.search(after) is not None and _OF_WHAT_WAS_SAID.search(after) is not None
