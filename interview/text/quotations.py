"""What a text puts between quotation marks, and whether that is whole where it comes from: a term, or a clause or
sentence that is not cut in its middle.
"""

from __future__ import annotations

import re

from interview.core.evidence import quote_spans

# German and Polish open below; French puts its marks outwards, and some German print inwards.
QUOTED = re.compile(r"„([^“”\"]*)[“”\"]|“([^”]*)”|\"([^\"]*)\"|「([^」]*)」|『([^』]*)』|«([^«»]*)»|»([^«»]*)«")

# Up to so many words are a term, which is whole wherever it stands; in a script without gaps, so many characters.
TERM_WORDS, TERM_CHARACTERS = 4, 8
_WIDE = re.compile(r"[\u3400-\u9fff]")
_JOINS = r"(?:and|but|so|because|since|which|while|when|then|or|if|that|although|though|until|as|after|before)"
_MARKS = r".,;:!?\"“”„«»「」『』。，；：！？、–—\n"
_BEFORE = re.compile(rf"(?:\A|[{_MARKS}(\[-]\s*|\b(?:{_JOINS}|I|we)\s+)\Z", re.IGNORECASE)
_AFTER = re.compile(rf"\s*(?:\Z|[{_MARKS})\]]|-\s|{_JOINS}\b)", re.IGNORECASE)


def quotations(text: str) -> tuple[str, ...]:
    """What stands between quotation marks, in order."""
    return tuple(next(part for part in match.groups() if part is not None) for match in QUOTED.finditer(text))


def stands_whole(quote: str, text: str) -> bool:
    """Whether `text` has the quote in one piece, and not as the torn-off part of a clause."""
    spans = quote_spans(quote, text)
    if len(spans) != 1:
        return False
    start, end = spans[0]
    wide = len(_WIDE.findall(quote))
    if wide <= TERM_CHARACTERS and len(_WIDE.sub(" ", quote).split()) <= TERM_WORDS:
        return True
    return _BEFORE.search(text[:start]) is not None and _AFTER.match(text[end:]) is not None
