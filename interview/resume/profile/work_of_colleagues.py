"""What an advertisement tells of the work of others: "engineers who work in React", "our developers build it in Go".

People of the trade that is advertised are those that somebody is to be one of, and what they work with is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from interview.resume.profile.roles import names_who_works

_WORD = r"(?!(?:and|or|of|who|that|which|you|your|we|i|to|in|with|for)\b)[\w/&’'-]+"
_DOERS = rf"(?P<doers>{_WORD}(?:\s+{_WORD}){{0,3}}?)"
_WORK = (
    r"(?:(?:all|also|already|mostly|mainly|currently|\w+ly)\s+)?(?:works?\s+(?:in|with|on)|builds?|built|writes?|wrote|uses?|"
    r"runs?|codes?|develops?|maintains?|programs?)\b"
)
# Up to where that is told: then the text turns to the reader again.
_TO_ITS_END = r"(?:(?!\byou\b|\byour\b|[.!?](?:\s|$)|[;:]).)*"
_TOLD = (
    re.compile(
        r"(?:^|[.,;:(–—]\s*|\s-\s|\b(?:and|while|because|where|as)\s+)(?:our|the|another|other)?\s*"
        rf"{_DOERS}\s+{_WORK}{_TO_ITS_END}",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:join(?:ing)?|alongside|beside|with|among|meet|support(?:ing)?|help(?:ing)?|our|their|between|"
        r"report(?:ing)? to)\b"
        rf"[^.;:]{{0,60}}?\s{_DOERS}\s+(?:who|that)\s+{_WORK}{_TO_ITS_END}",
        re.IGNORECASE,
    ),
)
_TEAM = re.compile(
    r"(?:data|platform|it|office|sales|finance|dev|development|engineering|software|tech|digital|marketing|security|operations|"
    r"design|support|infrastructure|qa|product|web|mobile|analytics|research|hr|legal|other|another)\s+(?:team|department)s?",
    re.IGNORECASE,
)
_COLLEAGUES = re.compile(r"(?:colleagues|coders|coworkers|co-workers)", re.IGNORECASE)
_OF_SOFTWARE = re.compile(
    r"\b(?:engineer(?:s|ing)?|developers?|development|dev|programmers?|coders?|software|tech(?:nical)?|cto|architect|devops|"
    r"sre|swe|sde|(?:back|front)[ -]?end|full[ -]?stack)\b",
    re.IGNORECASE,
)
_MADE_IN = re.compile(
    r"\bour (?:product|platform|app|software|website|back-?end|front-?end)s?\s+"
    rf"(?:is|are)\s+(?:written|coded|programmed){_TO_ITS_END}",
    re.IGNORECASE,
)
_SHORTEST, _STEM = 4, 6


def told_of_colleagues(text: str, title: str) -> Iterator[tuple[int, int]]:
    """Where a text tells what people of another trade than that of the advertised `title` work with, or what they have
    written a product in."""
    for pattern in _TOLD:
        for match in pattern.finditer(text):
            if _are_people(match["doers"]) and not _is_one_trade(match["doers"], title):
                yield match.start("doers"), match.end()
    if title and not _OF_SOFTWARE.search(title):
        yield from (match.span() for match in _MADE_IN.finditer(text))


def _are_people(doers: str) -> bool:
    last = doers.rpartition(" ")[2]
    is_many = last.endswith("s") and names_who_works(last.removesuffix("s"))
    return is_many or _COLLEAGUES.fullmatch(last) is not None or _TEAM.search(doers) is not None


def _is_one_trade(doers: str, title: str) -> bool:
    if _OF_SOFTWARE.search(doers) and _OF_SOFTWARE.search(title):
        return True
    return not _stems(doers).isdisjoint(_stems(title))


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in re.findall(r"[^\W\d_]+", text.lower()) if len(word) >= _SHORTEST} - {
        "team",
        "senior",
    }
