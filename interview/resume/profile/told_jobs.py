"""Jobs that are told in sentences: "I have been bosun of the Sgurr for twelve years", "Presently working as Analyst".

What somebody is "as" is a title whatever it is called; behind "I am" stands many a word, and only what names people who
work is one. A sentence about the parish, a club or a brother tells no job. What is not told of a job stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from interview.resume.profile.dates import Span, range_places, since_first_date, since_something, spans
from interview.resume.profile.paragraphs import unwrapped
from interview.resume.profile.roles import names_who_works
from interview.resume.profile.sections import Line, Section
from interview.resume.profile.side_jobs import is_of_free_time
from interview.resume.profile.told_years import NUMBER, as_years
from interview.resume.profile.whose_sentence import is_for_family, is_ones_own
from interview.text.words import FUNCTION_WORDS

_TOLD_IN = (Section.HEAD, Section.SUMMARY, Section.EXPERIENCE)
_MOST_WORDS = 6
# What is longer is no sentence.
_LONGEST = 1_000
# What follows a title: where, for whom, since when, or another clause.
_ENDS = (
    r"(?=\s+(?:at|in|with|for|on|to|from|by|since|until|till|under|aboard|and|or|but|where|who|whom|which|that|when|while|"
    r"before|after|because|during|through|via|within|then|again|mostly|mainly|only|there|here|of|m/s|i|he|she|we|is|was|has|"
    r"have|had|\d\S*)\b|\s*[,;:()|–—]|\.(?:\s|$)|\s-|\s*$)"
)
_OF = r"(?:\s+of\s+(?:the\s+)?[\w'’-]+)"
_WORD = r"(?:(?:Jr|Sr|Asst|Dy|Asstt)\.|[^\W\d_][\w'’&/+-]*|/|–(?=\s[A-Z]{2}))"
_ARTICLE = r"(?:(?:an?|the|our|their|its|his|her|my)\s+)?"
_TITLE = (
    rf"{_ARTICLE}(?P<title>(?:head|director|officer|master|mistress|chief|clerk){_OF}|"
    rf"{_WORD}(?:\s+{_WORD}){{0,{_MOST_WORDS - 1}}}?){_ENDS}"
)
_NAME = r"(?-i:[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){0,2})"
_WHO = rf"(?:\bI|\b(?:s?he|they)|^{_NAME})"
_NOW = r"(?:(?:now|currently|presently|at present|at the moment|still|today)\s+)?"
_VERB = (
    r"(?:(?<=\bI\s)|(?<=\bnow\s)|(?<=\balso\s)|(?<=\bstill\s)|(?<=\bcurrently\s)|(?<=\bwe\s))work|"
    r"work(?:s|ed|ing)|employed|engaged|associated|attached|posted|sail(?:s|ed|ing)?|serv(?:es?|ed|ing)|"
    r"practi[sc](?:es?|ed|ing)|appointed|hired|taken on|joined|started|began|begun|came|went|moved|returned|signed on"
)
_FRAMES = (
    # "works nights as a carer", "joined the home in April as a carer"
    rf"\b(?P<verb>{_VERB})\b(?P<between>[^.;]{{0,60}}?)\bas\s+{_TITLE}",
    # "five of them as AB", "spent three years in Leeds as a buyer"
    rf"\b(?P<long>{NUMBER})\s+(?:years?|of\s+(?:them|those|these|which))\b[^.;,]{{0,60}}?\bas\s+{_TITLE}",
    # "have been bosun of"
    rf"(?:\b(?:have|has)|['’]ve)\s+(?:\w+\s+)?been\s+{_TITLE}",
    rf"{_WHO}(?:\s+am|\s+is|['’]m)\s+{_NOW}{_TITLE}",
    rf"{_WHO}\s+was\s+{_TITLE}",
    rf"\b(?:made|promoted(?:\s+(?:to|as))?|became|rose\s+to)\s+{_TITLE}",
    # "Beekeeper turned orchard manager"
    rf"^[\w' -]{{3,40}}?\s+turned\s+{_TITLE}",
)
# "your notice for a farm assistant", "to apply for the post of clerk"
_APPLIED_FOR = re.compile(
    r"\b(?:appl(?:y|ying|ication)|considered|advert\w*|ad|notice|post|position|vacancy|job|place|opening)\b[^.;]{0,80}?"
    r"\b(?:for|of|as)\s+(?:(?:the|an?|your)\s+(?:post|position|role|job|vacancy|place)\s+(?:of|as|for)\s+)?"
    rf"(?=an?\s|the\s|your\s|[A-Z]){_TITLE}",
    re.IGNORECASE,
)
_ANY = re.compile("|".join(re.sub(r"\?P<\w+>", "?:", each) for each in _FRAMES), re.IGNORECASE)
_PATTERNS = [re.compile(each, re.IGNORECASE) for each in _FRAMES]
_AS, _LONG, _BEEN, _IS, _WAS, _MADE, _TURNED = range(len(_FRAMES))
# Behind "as" these are no title.
_NO_TITLE = re.compile(
    r"(?:per|part|team|one|well|such|usual|group|whole|result|follows?|possible|needed|required|link|bridge|base|basis|"
    r"it|if|though|soon|long|far|much|many|normal|expected|standard|directed|members?|contact|point|volunteers?|"
    r"before|above|assigned|and|to|a|the|my|an)",
    re.IGNORECASE,
)
_INSIDE = ("of", "the", "and")
_EMPLOYED = re.compile(
    r"work(?:s|ed|ing)?|employed|engaged|associated|attached|posted|sail(?:s|ed|ing)?|practi[sc](?:es?|ed|ing)|"
    r"appointed|hired|taken on|signed on",
    re.IGNORECASE,
)
_AT_A_FIRM = re.compile(
    r"\s+(?:of|at|for)\s+[^,.;]{0,40}?\b(?:firm|company|employer|ltd|limited|inc|plc|gmbh|llc|mills?|works|factory|plant|"
    r"foundry|forge|quarry|tannery|workshops?|shipyard|brewery|bakery|laundry)\b",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"(?:joined|started|began|begun|came|went|moved|returned|signed on|appointed|hired|taken on|employed|engaged|"
    r"associated|attached|posted)",
    re.IGNORECASE,
)
_NOW_RIGHT_BEFORE = re.compile(
    r"(?:\b(?:now|currently|presently|at present|still|am|is|been)|['’]m)\s+(?:\w+\s+)?$", re.IGNORECASE
)
# "My father works as", "who works as": somebody else does.
_OF_OTHERS = re.compile(r"\b(?:my|his|her|their|our)\s+(?:\w+\s+){1,2}$|\bwho\s+$", re.IGNORECASE)
_SPENT = re.compile(r"\b(?:spent|was|were)\b", re.IGNORECASE)
_HAS = re.compile(r"\b(?:have|has)\b|['’]ve\b", re.IGNORECASE)
_FOR_YEARS = re.compile(
    rf"\bfor\s+(?:(?:the|over|more|than|about|nearly|almost|some|last|past|around|these)\s+){{0,4}}{NUMBER}\s+(?:years|yrs)\b",
    re.IGNORECASE,
)
_BEGINS_A_SENTENCE = re.compile(
    r"(?:I|he|she|they|we|my|as|presently|currently|now|previously|formerly|at present|working|worked|employed|serving|"
    r"served|sailing|sailed|before|after|since|from)\b(?!:)",
    re.IGNORECASE,
)
_I = re.compile(r"\bI\b(?!\.)")
_NAME_WORD = re.compile(r"\b[A-Z][\w'’-]+")


@dataclass(frozen=True)
class Told:
    """A job that a sentence tells: `span` is None where it does not say when. `begins` says that only its beginning is
    told, `is_next` that it is the next step of the one before."""

    title: str
    line: Line
    span: Span | None
    is_today: bool = False
    begins: bool = False
    is_next: bool = False


def told_jobs(lines: Sequence[Line], today: date) -> list[Told]:
    """The jobs that sentences of a resume tell, in its order."""
    told = [(line, text) for line, text in unwrapped(list(_that_tell(lines)))]
    is_first_person = any(_I.search(text) for _, text in told)
    names = _NAME_WORD.findall(lines[0].text) if lines else []
    found = [
        each
        for line, text in told
        if _ANY.search(text[:_LONGEST])
        for each in _in_sentence(line, text, today, is_first_person=is_first_person, names=names)
    ]
    return _with_beginnings(found)


def _that_tell(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines that may tell a job; items below the head of a job tell what was done there."""
    has_heads = any(
        line.section is Section.EXPERIENCE and not line.is_bullet and range_places(line.text) for line in lines
    )
    for line in lines:
        if _may_tell(line) and not (has_heads and line.is_bullet and line.section is Section.EXPERIENCE):
            yield line


def _with_beginnings(found: Sequence[Told]) -> list[Told]:
    """Jobs of which only the beginning is told last until the next one begins, and the last of them is that of today,
    where that does not say since when."""
    steps = [each for each in found if each.begins and each.span is not None]
    ended = [
        replace(each, span=Span(each.span.first, following.span.first - 1))
        for each, following in pairwise(steps)
        if each.span and following.span and following.span.first > each.span.first
    ]
    of_today = next((each for each in found if each.is_today), None)
    others = [each for each in found if not each.begins]
    if of_today is None or of_today.span is not None or not steps:
        return [*others, *ended]
    first = len(steps) - 1
    while first and steps[first].is_next:
        first -= 1
    whole = replace(of_today, span=steps[first].span)
    return [whole if each is of_today else each for each in others] + ended[:first]


def title_applied_for(lines: Sequence[Line]) -> str:
    """The work that somebody says they apply for, "" where they say none."""
    told = (text for _, text in unwrapped([line for line in lines if line.section in (Section.HEAD, Section.SUMMARY)]))
    found = (match["title"] for text in told for match in _APPLIED_FOR.finditer(text))
    return next(filter(names_who_works, found), "")


def tells_a_job(line: Line) -> bool:
    """Whether a line is a sentence that tells a job, and no head of one."""
    return (
        _may_tell(line)
        and _ANY.search(line.text[:_LONGEST]) is not None
        and any(_titles(line.text, is_first_person=False))
    )


def is_sentence(text: str) -> bool:
    """Whether a text is a sentence by its end or its beginning, and no head of a job."""
    return text.endswith(".") or _BEGINS_A_SENTENCE.match(text) is not None


def _may_tell(line: Line) -> bool:
    return line.section in _TOLD_IN and (line.section is not Section.EXPERIENCE or is_sentence(line.text))


def _titles(text: str, *, is_first_person: bool) -> Iterator[tuple[int, re.Match[str], str]]:
    """(which frame, where, which title), in the order of the sentence."""
    text = text[:_LONGEST]
    found: dict[int, tuple[int, re.Match[str], str]] = {}
    for frame, pattern in enumerate(_PATTERNS):
        for match in pattern.finditer(text):
            title = match["title"].strip(" /–")
            if frame in (_IS, _WAS) and is_first_person and not match.group().startswith("I"):
                continue
            known = found.get(match.start("title"))
            is_nearer = known is None or match.start() > known[1].start()
            if is_nearer and _is_title(title, match, is_as=frame in (_AS, _LONG)):
                found[match.start("title")] = (frame, match, title)
    return iter(sorted(found.values(), key=lambda each: each[1].start("title")))


def _is_title(title: str, match: re.Match[str], *, is_as: bool) -> bool:
    words = title.split()
    if not words or _NO_TITLE.fullmatch(words[0]) or _NO_TITLE.fullmatch(words[-1]):
        return False
    if any(word.lower() in FUNCTION_WORDS and word not in _INSIDE for word in words):
        return False
    behind = match.string[match.end("title") :]
    if is_for_family(behind):
        return False
    is_employed = is_as and _EMPLOYED.fullmatch(match.groupdict().get("verb") or "") is not None
    if names_who_works(title, is_at_work=is_employed or _AT_A_FIRM.match(behind) is not None):
        return True
    # Who works "as a" something is that, also where nobody else is called so; who came or lived as one may be anybody.
    has_article = (
        match.start("title") > 0 and re.search(r"\ban?\s+$", match.string[: match.start("title")], re.I) is not None
    )
    return is_employed and (has_article or title[0].isupper())


def _in_sentence(
    line: Line, text: str, today: date, *, is_first_person: bool, names: Collection[str]
) -> Iterator[Told]:
    titles = list(_titles(text, is_first_person=is_first_person))
    for place, (frame, match, title) in enumerate(titles):
        begin = titles[place - 1][1].end() if place else 0
        end = titles[place + 1][1].start() if place + 1 < len(titles) else len(text)
        is_own = is_ones_own(text, _end_of_verb(frame, match), is_first_person=is_first_person, names=names)
        if not is_own or is_of_free_time(text[begin:end]):
            continue
        yield _told(frame, match, title, line, (text[match.start() : end], text[begin:end]), today)


def _end_of_verb(frame: int, match: re.Match[str]) -> int:
    if frame == _AS:
        return match.end("verb")
    return match.end("long") if frame == _LONG else match.start("title")


def _told(frame: int, match: re.Match[str], title: str, line: Line, parts: tuple[str, str], today: date) -> Told:
    """`parts` may say when: what stands behind the beginning of the frame, and all that belongs to this title."""
    behind, whole = parts
    before = whole[: len(whole) - len(behind)]
    known = spans(behind, today) or spans(whole, today)
    if not known and (frame == _MADE or (frame == _AS and _is_beginning(match["verb"], before))):
        return Told(title, line, since_first_date(behind, today), begins=True, is_next=frame == _MADE)
    goes_on = not known or known[-1].last == _month(today)
    span = known[-1] if known else None
    is_today = goes_on and _is_in_the_present(frame, match, before, is_open=span is not None)
    if span is None and is_today:
        span = since_something(behind, today) or _for_years(frame, match, whole, today)
    return Told(title, line, span, is_today=is_today)


def _is_beginning(verb: str, before: str) -> bool:
    return _BEGINS.fullmatch(verb) is not None and not _NOW_RIGHT_BEFORE.search(before)


def _is_in_the_present(frame: int, match: re.Match[str], before: str, *, is_open: bool) -> bool:
    if frame == _LONG:
        return _HAS.search(before) is not None and not _SPENT.search(before)
    if frame != _AS:
        return frame != _WAS
    verb = match["verb"].lower()
    if verb.endswith("s"):
        return not _OF_OTHERS.search(before)
    if verb == "work":
        return True
    # "I enjoy working as" says nothing of today, "Presently working as" does, and so does "since 2015".
    begins = verb.endswith("ing") and not before.strip()
    return begins or _NOW_RIGHT_BEFORE.search(before) is not None or is_open


def _for_years(frame: int, match: re.Match[str], part: str, today: date) -> Span | None:
    stated = match if frame == _LONG else _FOR_YEARS.search(part)
    if stated is None:
        return None
    return months_until(today, as_years(stated))


def months_until(today: date, years: float) -> Span:
    """So many years that end today."""
    now = _month(today)
    return Span(now - round(12 * years) + 1, now)


def _month(today: date) -> int:
    return today.year * 12 + today.month - 1
