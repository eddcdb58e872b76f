"""Which skills of a line are alternatives: "Go, Java or Rust".

It looks at the words between the names alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

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


def parted(text: str, members: Sequence[Hit], wished: Collection[Hit]) -> Iterator[list[Hit]]:
    """Alternatives in two where only some are wished for and a comma parts them: "Strong SQL, Python or R a plus". Of
    "Java or ideally Kotlin" either will do."""
    part: list[Hit] = []
    for hit in members:
        is_other = bool(part) and (hit in wished) != (part[-1] in wished)
        if is_other and not _OR.search(text[part[-1].end : hit.start]):
            yield part
            part = []
        part.append(hit)
    yield part


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
