"""Ranges of dates in the lines of a resume, in the ways in which people write them.

One grammar: a date, what stands between, and a date or words that say it goes on. A year of two digits is read only
where something beside it makes it one: an apostrophe, a month, or the other end. Impossible ranges count for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from interview.resume.profile.sections import LONGEST_LINE
from interview.text.words import FUNCTION_WORDS

_LONGEST_MEMORY = 60
_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1
    )
} | {"spr": 3, "sum": 6, "aut": 9, "fal": 9, "win": 12}

_YEAR = r"(?:19|20)\d\d(?!\d)"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_NAMED_MONTH = (
    r"(?<![a-z])(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}|spring|summer|autumn|fall|winter)"
)
_APOSTROPHE = r"['’‘´`]"
# With a year of four digits: a date wherever it stands.
_DATE = (
    rf"(?:{_NAMED_MONTH}\.?,?[\s/-]{{0,3}}{_YEAR}"
    rf"|(?:(?:0?[1-9]|[12]\d|3[01])\s?[/.]\s?)?{_MONTH}\s?[/.-]\s?{_YEAR}"
    rf"|(?:19|20)\d\d\s?[-./]\s?(?:1[0-2]|0?[1-9])(?!\d)"
    r"|(?:19|20)\d\d\s?年(?:\s?(?:1[0-2]|0?[1-9])\s?月?份?)?"
    rf"|{_YEAR})"
)
# With one of two digits: a date only in a range, and only behind a whole name of a month, a slash or an apostrophe.
_WHOLE_MONTH = (
    r"(?<![a-z])(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR_MONTH = rf"{_APOSTROPHE}\d\d[./](?:1[0-2]|0[1-9])(?!\d)"
_SHORT = (
    rf"(?:{_WHOLE_MONTH}\.?[\s/-]{{0,2}}{_APOSTROPHE}?\d\d(?![\d,]|,?\s+(?:19|20)\d\d)"
    rf"|{_MONTH}/{_APOSTROPHE}?\d\d(?![\d/.%])|{_YEAR_MONTH}|{_APOSTROPHE}\d\d(?!\d))"
)
_NOW = (
    r"(?:(?:the\s{1,3})?pres(?:ent)?(?![a-z])\.?|current(?:ly)?|now|today|this day|ongoing|still|date"
    # Who writes in English keeps these words of their own language.
    r"|heute|aktuell|laufend|aujourd['’]hui|ce jour|oggi|(?:la )?actualidad|hoy|至今|迄今|现在|今)"
)
_UNTIL = r"(?:\bup\s{1,3})?\b(?:to|till?|until|thru|through|bis|à)\b"
# "05-2021 / 01-2022": a slash only behind a month.
_BETWEEN = rf"(?:[-–—―~～]{{1,3}}>?|→|(?<=[-./]\d{{4}}\s)/(?=\s\d)|{_UNTIL}|至|到|(?=至今))"
# "2019 - until now", "and ongoing", "2016 onwards".
_GOES_ON = rf"(?:(?:{_BETWEEN}\s{{0,3}}(?:{_UNTIL}\s{{1,3}})?|\band\s{{1,3}}){_NOW}(?![a-z])|\bonwards?\b)"
# A dash before a closing bracket, or glued to the year before a name, or an arrow to nowhere: "(2020 –)", "2019- Acme",
# "2016 →", Behind a dash at the end of a line the other date may stand below.
_OPEN = r"(?:[-–—―]{1,2}\s{0,3}(?=[)）\]])|(?<=\d)[-–—][ ]{1,12}(?=[A-Z])|→\s{0,3}(?=$|[)）\],;]))"
_RANGE = re.compile(
    rf"(?:\bfrom\s{{1,3}})?(?<![\d/.])(?P<start>{_DATE}|{_SHORT})\s{{0,3}}"
    rf"(?:{_BETWEEN}\s{{0,3}}(?P<end>{_DATE}|{_SHORT})|(?P<on>{_GOES_ON})|(?P<open>(?-i:{_OPEN})))"
    # "2020-22": what could be a month is one. "from 99 to 2003", but not "from 80 to 2000 users".
    rf"|(?<![\d/.])(?P<year>{_YEAR})\s?[-–—]\s?(?P<short>1[3-9]|[2-9]\d)(?![\d/.%]|\s?[-–—]\s?\d)"
    rf"|(?P<since>(?<=[(（])\s?(?:since|from)\s{{1,3}}(?:{_DATE}|{_SHORT})(?=\s?[)）,;]))"
    rf"|\bfrom\s{{1,3}}(?P<from>0\d|[6-9]\d)\s{{1,3}}{_UNTIL}\s{{1,3}}(?P<to>{_YEAR}|0\d|[1-9]\d(?=\s*[.,;)]))",
    re.I,
)
_TWO_DIGITS = re.compile(r"\d\d")
_SINCE = re.compile(
    rf"(?<![(（])(?<![(（]\s)\bsince\s{{1,3}}(?P<start>{_DATE}|{_SHORT})|(?P<zh>{_DATE})\s?(?:起|以来)", re.I
)

_SINCE_THEN = r"(?:since|from|as of|started(?: in)?)\s{1,3}"
# In front of a name or behind it, apart from it: "The Salt House, from 2021", "as of 2021 The Salt House", "2021 on".
_AT_AN_END = re.compile(
    rf"\A\s*(?:{_SINCE_THEN}(?P<start>{_DATE}|{_SHORT})|(?P<year>{_DATE}) (?-i:on))"
    r"(?=\s+(?-i:[A-Z][\w'’]*[a-z])|\s*[|:,–—-]|\s*\Z)"
    rf"|[,|:–—-]\s*{_SINCE_THEN}(?P<last>{_DATE}|{_SHORT})\s*\Z",
    re.I,
)
# Behind a dash at the end of a line, where no other date stands below; since it was founded a firm goes on, and no job.
_FOUNDED = ("founded", "founded in", "established", "established in", "est", "est.", "gegründet", "gegr.")
_OWN_FIRM = re.compile(r"(?<=\b(?:own|our) (?:firm|shop))\W+(?:established|founded)(?: in)?\b", re.I)
_NOT_FOUNDED = "".join(rf"(?<!\b{re.escape(word)}\s)" for word in _FOUNDED)
_ENDS_OPEN = re.compile(rf"{_NOT_FOUNDED}(?<![\d/.])(?P<start>{_DATE}|{_SHORT})\s?[-–—―]{{1,2}}\s*\Z", re.I)
# "Left in 2019", "Company closed May 2020": nothing else stands there, or it is what somebody did in that year.
_ENDED = (
    r"(?:(?:company|firm|shop|store|branch|hotel|business|contract|job|post) )?(?:left|finished|ended|closed(?: down)?|"
    r"made redundant|redundant|laid off|quit|resigned|retired|bis|ende|mitte|anfang)(?: (?:the )?(?:company|firm|job))?"
)
_BEGINS_WITH_A_DATE = re.compile(
    rf"\W*(?:{_UNTIL}\s+)?(?:(?:the )?(?:end|middle|beginning) of )?(?P<end>{_DATE}|{_SHORT})(?!\s*[-–—:：])"
    rf"|\W*{_ENDED}\W+(?:in )?(?P<closed>{_DATE})\W*$",
    re.I,
)
# A few words with a year below a dash, or two figures, may be the end that it leaves open.
_MAY_BE_AN_END = re.compile(rf"\W*(?:(?:[a-z][\w-]*\W+){{0,3}}{_YEAR}|\d\d)\W*")
_LABELLED_BY_A_DATE = re.compile(rf"\W*{_DATE}\s*[:：]", re.I)

_SINCE_SOMETHING = re.compile(rf"\bsince\s{{1,3}}(?:[\w'’]+\s{{1,3}}){{1,6}}?(?P<start>{_DATE})", re.I)
_LONE = re.compile(rf"(?<!\d){_DATE}", re.I)


@dataclass(frozen=True)
class Span:
    """Months of work, both ends included, counted from year 0."""

    first: int
    last: int


@dataclass(frozen=True)
class _Range:
    place: tuple[int, int]
    start: str
    end: str | None


def spans(text: str, today: date) -> list[Span]:
    """The possible date ranges in a text, in its order; `today` stands for "present"."""
    found = [(each.start, each.end) for each in _ranges(text)]
    found += [(match["start"] or match["zh"], None) for match in _SINCE.finditer(text)]
    return [span for start, end in found if (span := _span(start, end, today)) is not None]


def of_one_date(text: str, below: Sequence[str], today: date) -> Span | None:
    """The time of a job whose line has one date at either end: "from 2018" and "2021 on The Salt House" last to this
    day, and so does "2018 –" unless one of the lines `below` begins with the other date; None where one may be it."""
    text = _OWN_FIRM.sub(" ", text)
    if found := _AT_AN_END.search(text):
        return _span(found["start"] or found["year"] or found["last"], None, today)
    found = _ENDS_OPEN.search(text)
    if found is None:
        return None
    ends = [end["end"] or end["closed"] for end in map(_BEGINS_WITH_A_DATE.match, below) if end is not None]
    if not ends and any(map(_MAY_BE_AN_END.fullmatch, below)):
        return None
    return _span(found["start"], ends[0] if ends else None, today)


def says_an_end(text: str) -> bool:
    """Whether a line begins with the date of an end, or says no more than it: "Left in 2019"."""
    return _BEGINS_WITH_A_DATE.match(text) is not None


def is_labelled_by_a_date(text: str) -> bool:
    """Whether a text says what was at a date: "2021: led the new ward"."""
    return _LABELLED_BY_A_DATE.match(text) is not None


def since_something(text: str, today: date) -> Span | None:
    """What goes on since something that has a date: "since she qualified in 2016", "since the 2017 harvest"."""
    found = _SINCE_SOMETHING.search(text)
    return _span(found["start"], None, today) if found else None


def since_first_date(text: str, today: date) -> Span | None:
    """From the first date in a text to this day."""
    found = _LONE.search(text)
    return _span(found.group(), None, today) if found else None


def range_places(text: str) -> list[tuple[int, int]]:
    """Where date ranges stand in a text, possible or not."""
    return [each.place for each in _ranges(text)]


def has_a_date(text: str) -> bool:
    """Whether a year stands in a text, in a range or alone."""
    return re.search(rf"(?<!\d){_YEAR}", text) is not None or bool(range_places(text))


def is_over(text: str) -> bool:
    """Whether a text has date ranges, and none of them goes on to this day."""
    found = list(_ranges(text))
    return bool(found) and all(each.end is not None for each in found)


def without_dates(text: str) -> str:
    """The first 300 characters of a text without date ranges and lone dates at either end."""
    text = text[:LONGEST_LINE]
    for start, end in reversed(range_places(text)):
        text = f"{text[:start]} {text[end:]}"
    text = _AT_AN_END.sub(" ", text)
    text = re.sub(
        rf"\(\s*\)|（\s*）|^\s*{_DATE}(?:\s+|\s*$)|[\s(（]+(?:{_DATE})\s*[)）]?\s*[-–—]?\s*$", " ", text, flags=re.I
    )
    return re.sub(
        r"[\s,，|·•:–—-]+$|^[\s,，|·•:–—-]+|\(\s*\)|（\s*）",
        "",
        re.sub(r"\s+", " ", re.sub(r"\t|[ ]{3,}", " | ", text)),
    ).strip()


def _ranges(text: str) -> Iterator[_Range]:
    # Every line is looked at many times, and most have no year.
    if _TWO_DIGITS.search(text) is None:
        return
    for match in _RANGE.finditer(text):
        if match["year"]:
            start, end = match["year"], match["year"][:2] + match["short"]
            is_one = start < end
        elif match["since"]:
            start, end, is_one = match["since"].split(maxsplit=1)[1], None, True
        elif match["from"]:
            start, end = f"'{match['from']}", match["to"] if len(match["to"]) > 2 else f"'{match['to']}"
            is_one = _counts_nothing(text, match.end())
        else:
            start, end = match["start"], match["end"]
            is_one = not _in_parts(start, end) or (start[-2:] != end[-2:] and _counts_nothing(text, match.end()))
        if is_one:
            yield _Range(match.span(), start, end)


def _counts_nothing(text: str, end: int) -> bool:
    """Whether no thing is counted by the figure that ends there."""
    following = re.match(r"\s+([^\W\d_]+)", text[end:])
    return following is None or following[1].lower() in FUNCTION_WORDS


def _in_parts(start: str, end: str | None) -> bool:
    """Whether both ends may be parts of something, and not months: "from 7/10 to 9/10"."""
    return all(re.fullmatch(r"\d{1,2}/\d\d", each or "") for each in (start, end))


def _span(start: str, end: str | None, today: date) -> Span | None:
    now = today.year * 12 + today.month - 1
    first = _months(start, today, at_end=False)
    last = now if end is None else _months(end, today, at_end=True)
    if first is not None and last is not None and first // 12 == (last + 1) // 12:
        last = max(first, last)
    if first is None or last is None or first > last or first > now:
        return None
    if first < (today.year - _LONGEST_MEMORY) * 12 or last > now + 12:
        return None
    return Span(first, min(last, now))


def _months(text: str, today: date, *, at_end: bool) -> int | None:
    """Months from year 0 to a date; a year alone begins with its first month, and ends before it."""
    short = r"\d\d(?=[./])" if re.fullmatch(_YEAR_MONTH, text) else r"\d\d$"
    found = re.search(r"(?:19|20)\d\d", text) or re.search(short, text)
    if found is None:
        return None
    year = int(found.group())
    if year < 100:
        year += 2000 if year <= today.year % 100 + 1 else 1900
    rest = text[: found.start()] + " " + text[found.end() :]
    numbers = [int(number) for number in re.findall(r"\d{1,2}", rest)]
    name = re.search(r"[a-z]{3}", rest.lower())
    if numbers:
        # Of a day and a month the second is the month, unless it cannot be.
        month = next((number for number in reversed(numbers) if 1 <= number <= 12), 1)
    elif name is not None:
        month = _MONTHS.get(name.group(), 1)
    else:
        month = 0 if at_end else 1
    return year * 12 + month - 1
