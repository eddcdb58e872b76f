"""A quote as whole sentences of the answer it comes from, so that nobody reads their own words torn off.

It copies; it never mends or shortens.
"""

from __future__ import annotations

import re

from interview.core.evidence import quote_spans
from interview.text.sentences import RUN_ON, is_unmarked, sentences

# So many sentences are said again to somebody who has just said them.
_MOST = 2
_MARK_WITHIN = re.compile(r"[,;:()]")
# In quotation marks or without, and how the sentence around it goes on.
_SAID_WITHIN, _GOES_ON = re.compile(r"[?!]+[\"'”’][ \t]*\Z"), re.compile(r"[a-z]")
_ASKED_WITHIN, _JOINS = re.compile(r"[?!]+[ \t]*\Z"), re.compile(r"(?:and|but|so|because|or)\b")
_END_WITHOUT_SPACE = re.compile(r"[。！？]+[”’」』）\"')]*")

# Fewer words say nothing to who reads them alone.
_FEWEST = 4
# Before a number that goes on so many words are said, so that it is known what was counted.
_BEFORE_A_NUMBER = 6
_WORD = re.compile(r"\S+")
_ONES = "one|two|three|four|five|six|seven|eight|nine"
NUMBER = (
    rf"(?:\d[\d.,]*|{_ONES}|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|"
    r"seventy|eighty|ninety|hundred|thousand|million)"
)
"""A pattern of a number, in figures or of one word."""
_NUMBER_LAST = re.compile(rf"\b{NUMBER}$", re.I)
_NUMBER_FIRST = re.compile(rf"(?:and |point )?{NUMBER}\b", re.I)
_REST_OF_A_NUMBER = re.compile(rf"\s+(?:(?:and|point)\s+)?{NUMBER}(?:\s+(?:and\s+)?{NUMBER})*(?:\s+\w+)?\b", re.I)


def whole_sentences(quote: str, text: str) -> str:
    """The sentences of `text` that the quote stands in; pieces that lie apart are joined by " … ". A quote that does
    not stand there comes back as it is, and so does one from what runs on without marks: that would be all of it. There
    a few words get what stands before them, and a number is not cut in two."""
    spans = quote_spans(quote, text) if quote else ()
    if not spans:
        return quote
    known = [(start, end) for start, end in sentence_spans(text) if not _runs_on(text[start:end])]
    found: list[tuple[int, int]] = []
    for start, end in spans:
        inside = [each for each in known if each[0] < end and each[1] > start]
        first = min([start, *(each[0] for each in inside)])
        last = max([end, *(each[1] for each in inside)])
        if not inside:
            first, last = _readable(text, first, last)
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return " … ".join(" ".join(text[start:end].split()) for start, end in found)


def _readable(text: str, start: int, end: int) -> tuple[int, int]:
    """A part of what runs on without marks, with _FEWEST words, and with the whole of a number that it ends or begins
    in: "and eighty pounds" is no quote."""
    begin, last = next((each for each in sentence_spans(text) if each[0] <= start < each[1]), (0, len(text)))
    if (number := _REST_OF_A_NUMBER.match(text, end, last)) is not None and _NUMBER_LAST.search(text[start:end]):
        end = number.end()
    before = list(_WORD.finditer(text, begin, start))
    lacking = _FEWEST - len(text[start:end].split())
    if _NUMBER_FIRST.match(text[start:end]) and _NUMBER_LAST.search(text[begin:start].rstrip()):
        lacking = _BEFORE_A_NUMBER
    return (before[-lacking:][0].start() if before and lacking > 0 else start), end


def said_without_marks(text: str) -> str:
    """The sentences of a text that run on without a mark, one on each line, with single spaces as in quotes."""
    found = (text[start:end] for start, end in sentence_spans(text))
    return "\n".join(" ".join(part.split()) for part in found if _runs_on(part))


def _runs_on(sentence: str) -> bool:
    return is_unmarked(sentence) or (len(sentence.split()) > RUN_ON and _MARK_WITHIN.search(sentence) is None)


def one_or_two(quote: str, text: str) -> str:
    """The one whole sentence of `text` that the quote stands in, or the two that follow each other; "" where it stands
    nowhere, in more of them, or in pieces with something else between them."""
    spans = quote_spans(quote, text) if quote else ()
    if not spans:
        return ""
    start, end = spans[0][0], spans[-1][1]
    inside = [each for each in sentence_spans(text) if each[0] < end and each[1] > start]
    if not 1 <= len(inside) <= _MOST or not all(any(a < e and b > s for s, e in spans) for a, b in inside):
        return ""
    if inside[0][0] > start or inside[-1][1] < end:
        return ""
    return " ".join(text[inside[0][0] : inside[-1][1]].split())


def next_sentence(quote: str, text: str) -> str:
    """The sentence that follows a quote of one or more whole sentences; "" where none does."""
    if not quote.strip():
        return ""
    told = [" ".join(text[start:end].split()) for start, end in sentence_spans(text)]
    _, found, rest = " ".join(told).partition(" ".join(quote.split()))
    behind = rest.lstrip(" .!?…。！？")
    return next((each for each in told if found and behind.startswith(each)), "")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Where sentences begin and end, also of a script that leaves no space between them. What somebody asks or calls
    within one ends none: "I ask 'any allergies?' because the chart may be wrong"."""
    found: list[tuple[int, int]] = []
    for sentence in sentences(text):
        start = sentence.start
        if found and _goes_on(text, found[-1][0], start):
            start = found.pop()[0]
        for match in _END_WITHOUT_SPACE.finditer(text, sentence.start, sentence.end):
            found.append((start, match.end()))
            start = match.end()
        if start < sentence.end:
            found.append((start, sentence.end))
    return found


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether a sentence that begins at `start` goes on at `end`, behind what somebody asks or calls in it."""
    said = text[start:end]
    if _SAID_WITHIN.search(said):
        return _GOES_ON.match(text, end) is not None
    return _ASKED_WITHIN.search(said) is not None and _JOINS.match(text, end) is not None
