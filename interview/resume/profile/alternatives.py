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
# A name in brackets behind another says more of that one, and is no end of a list: "Python (pandas) or R".
_ASIDE = re.compile(r"\s*\(\s*")
_BEHIND_ASIDE = re.compile(r"\s*\)")
_OR_BEHIND = re.compile(r"\s*,?\s+or\b", re.I)
_AND = re.compile(r"\band\b(?!/or)|&|[;:.]\s|\bplus\b|和|与", re.I)
# A new item of a list, however short: "bookkeeping, experience of Xero or Sage" has two alternatives, not three.
_NEW_ITEM = re.compile(r"\b(?:experienced?|knowledge|skills?|understanding|able|familiar\w*|good|strong)\b", re.I)
_CLAUSE = re.compile(r"(?<=[;；。!?])\s*|(?<=\.)\s+|,\s+but\s+")
_NOT_NEEDED = re.compile(
    r"\b(?:do(?:es)?|will|would|need|are|is)\s*(?:n[o']t|not)\s+(?:be\s+)?"
    r"(?:need|have to|asked|touch|use|code)\b|\bno need\b|\bneed(?:n't| not)\b|"
    r"\bnot (?:asked|expected)\b|\b(?:another|other|a different) team\b|"
    r"\bteams?\b.{0,30}\b(?:does|do|takes? care of|handles?|looks? after) (?:that|this|it|them)\b|不需要|无需",
    re.I,
)
# What somebody is to learn later is nothing that they must have now.
_TO_BE_LEARNT = re.compile(
    r"\b(?:willing(?:ness)?|eager|keen|happy|ready|open|interest(?:ed)?)\s+(?:to|in)\s+"
    r"(?:be(?:ing)? trained in|train(?:ing)? in|study(?:ing)?|learn(?:ing)?|work(?:ing)? towards?)\b[^,;.]*"
    r"|\b(?:full )?training (?:is |will be )?(?:given|provided|offered) (?:in|on|for)\b[^,;.]*",
    re.I,
)
# Right in front of a name: what there is none of.
_NONE_OF = re.compile(
    r"(?:\bno\s+(?:[\w-]+\s+)?|\bno\s+(?:[\w-]+\s+){1,4}(?:or|nor)\s+(?:[\w-]+\s+)?"
    r"|\bno\s+(?:[\w-]+\s+)?(?:experience|knowledge|background)\s+(?:with|of|in)\s+"
    r"|(?:n['’]t|\bnot)\s+(?:involve|include)\s+(?:[\w-]+\s+){0,2})$",
    re.I,
)
# What an employer gives asks for nothing.
_OFFERED = re.compile(
    r"\W*(?:(?:in return,? )?we (?:also )?(?:offer|provide|pay)\b|in return\b"
    r"|(?:our |the |your )?(?:benefits|perks) (?:are|include)\b"
    r"|我们(?:还|将)?提供)",
    re.I,
)
_OF_WHAT_WAS_SAID = re.compile(r"\b(?:it|that|this|them|those|these)\b", re.I)


def groups(text: str, hits: Sequence[Hit]) -> list[list[Hit]]:
    """The hits of a line in order, alternatives together."""
    found: list[list[Hit]] = []
    chain: list[Hit] = []
    for hit in hits:
        between = text[chain[-1].end : hit.start] if chain else ""
        if chain and _ASIDE.fullmatch(between) and _is_closed_before_or(text, hit):
            chain.append(hit)
            continue
        between = _BEHIND_ASIDE.sub("", between, count=1) if _is_aside(chain, text) else between
        if chain and _BETWEEN.fullmatch(between) and not (_AND.search(between) or _NEW_ITEM.search(between)):
            chain.append(hit)
            continue
        found += _closed(chain, text)
        chain = [hit]
    return [*found, *_closed(chain, text)]


def _is_closed_before_or(text: str, hit: Hit) -> bool:
    behind = _BEHIND_ASIDE.match(text, hit.end)
    return behind is not None and _OR_BEHIND.match(text, behind.end()) is not None


def _is_aside(chain: list[Hit], text: str) -> bool:
    """Whether the last of a list stands in brackets behind the one before it."""
    return len(chain) > 1 and _ASIDE.fullmatch(text[chain[-2].end : chain[-1].start]) is not None


def _closed(chain: list[Hit], text: str) -> list[list[Hit]]:
    """A list that is over, in its items: alternatives where an "or" stands before the last of them or right behind it.
    What a comma adds behind that is another item: "Iceberg or Delta Lake, Kubernetes" has two."""
    items: list[list[Hit]] = []
    has_or = False
    for hit in chain:
        is_or = bool(items) and _OR.search(text[items[-1][-1].end : hit.start]) is not None
        if items and (is_or or not has_or):
            items[-1].append(hit)
            has_or |= is_or
        else:
            items.append([hit])
            has_or = False
    if items and not has_or and not _OR_BEHIND.match(text, chain[-1].end):
        items[-1:] = [[one] for one in items[-1]]
    return items


def not_needed(text: str, hit: Hit) -> bool:
    """Whether the clause of a name, or the next one about it, says that it is not needed, or not yet, or that
    there is none, or that it is offered."""
    if any(match.start() < hit.start < match.end() for match in _TO_BE_LEARNT.finditer(text)):
        return True
    ends = [0, *(match.end() for match in _CLAUSE.finditer(text)), len(text)]
    place = max(number for number, end in enumerate(ends) if end <= hit.start)
    clause = text[ends[place] : ends[place + 1]]
    after = text[ends[place + 1] : ends[place + 2]] if place + 2 < len(ends) else ""
    if _NOT_NEEDED.search(clause) or _OFFERED.match(clause) or _NONE_OF.search(text[ends[place] : hit.start]):
        return True
    return _NOT_NEEDED.search(after) is not None and _OF_WHAT_WAS_SAID.search(after) is not None
