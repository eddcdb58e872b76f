"""Which jobs somebody had before at the employer of their latest one, who leads there now: who was promoted is still of
that trade.

The employer stands on the line of the dates, above it, or above the first of several jobs; where none is read, none is
the same. A name counts where something says that it is a firm's: else it may be that of a town.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from interview.resume.profile.dates import range_places, without_dates
from interview.resume.profile.employers import employer_in, is_surely_one, parts_of_head, without_asides
from interview.resume.profile.labels import Label, label_of, unlabelled
from interview.resume.profile.periods import Period, head_above
from interview.resume.profile.roles import role_of, title_at_end
from interview.resume.profile.sections import Line
from interview.resume.profile.trades import is_general, shares_a_word

_LEADS = re.compile(
    r"\b(?:supervis\w+|manager|head|lead|leader|foreman|forewoman|chief|superintendent|commander|sergeant|captain|director|"
    r"co-?ordinator|principal|in charge|master|matron|sister|overseer|senior)\b|主管|经理|班长|组长|队长|店长|主任",
    re.IGNORECASE,
)
_SAME = re.compile(r"\bsame (?:employer|company|firm|place|school|hospital|office|shop)\b", re.IGNORECASE)
_ON_ONES_OWN = re.compile(r"\bself[- ]employed\b|\bfree[- ]?lance", re.IGNORECASE)
_LEGAL_FORM = re.compile(r"[\s,]+(?:inc|ltd|limited|llc|llp|corp|corporation|plc|gmbh)\.?$")
# What an organisation does or is, behind its own word: "Royal Mail", "Delta Distributors", "Hill & Sons".
_ENDS_AS_A_FIRM = re.compile(
    r"\S\s+(?:systems?|services?|group|company|mills?|works|distributors?|transport|transit|railways?|buses|mail|foods?|bread|"
    r"stores?|brewery|prison|police|constabulary|dairy|farms|estates?|shipping|lines?|airways|motors|builders|contractors|"
    r"brothers|bros|sons|factory|plant|foundry|solutions|consulting|energy|steel|textiles|printers|press|media|products|"
    r"supplies|retail|freight|haulage|couriers|warehous(?:e|ing)|manufacturing|engineering|construction|security)\W*$|"
    r"\w\s*&\s*\w",
    re.IGNORECASE,
)
# "HMP Garrow": countries are written so, too.
_BEGINS_AS_ONE = re.compile(r"(?!(?:UK|US|USA|UAE|EU|NY|LA|DC)\b)[A-Z]{3,5}\s+[A-Z]")
_LONGEST_GAP = 12
_LABELS_AROUND = 3


def promoted_from(latest: Period, periods: Sequence[Period], lines: Sequence[Line]) -> list[Period]:
    """The jobs before at the same employer, the latest first, without a gap of more than a year."""
    employers = dict(_employers(periods, lines))
    found: list[Period] = []
    current = latest
    if not _LEADS.search(latest.title) and not is_general(_bare(latest.title)):
        return []
    before = sorted((each for each in periods if each.span.first < latest.span.first), key=lambda each: -each.span.last)
    for each in before:
        is_near = each.span.last >= current.span.first - 1 - _LONGEST_GAP
        if (
            is_near
            and _is_same(employers.get(id(each), ""), employers.get(id(latest), ""))
            and _may_lead_to(each, current)
        ):
            found.append(each)
            current = each
    return found


def _may_lead_to(before: Period, after: Period) -> bool:
    title, other = _bare(after.title), _bare(before.title)
    is_unlisted = before.occupation is None and after.occupation is None
    return is_general(title) or is_general(other) or shares_a_word(title, other) or is_unlisted


def _bare(title: str) -> str:
    plain = without_asides(title)
    return role_of(plain) or plain


def _is_same(one: str, other: str) -> bool:
    """Whether two names are one but for a legal form: "Royal Mail Hospital" is another than "Royal Mail"."""
    return _core(one) == _core(other) != ""


def _core(name: str) -> str:
    return _LEGAL_FORM.sub("", name.lower()).strip()


def _as_firm(name: str) -> str:
    """A name that something says is a firm's, or ""."""
    is_told = is_surely_one(name) or _ENDS_AS_A_FIRM.search(name) or _BEGINS_AS_ONE.match(name)
    return name if is_told else ""


def _employers(periods: Sequence[Period], lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """The employer of each period whose line is known, "" where none is read."""
    places = {id(line): place for place, line in enumerate(lines)}
    above_several, is_group = "", False
    for each in sorted((each for each in periods if id(each.line) in places), key=lambda each: places[id(each.line)]):
        place = places[id(each.line)]
        around = " ".join(line.text for line in lines[place : place + 2])
        own = _labelled(lines, place) or _as_firm(_name_in(each.line.text))
        name_above = _named_above(lines, place)
        above = _as_firm(name_above)
        if _ON_ONES_OWN.search(each.line.text):
            found, is_group = "", False
        elif _SAME.search(around):
            found = above_several
        elif above:
            found, is_group = above, True
        elif own:
            found, is_group = own, False
        elif below := _sure_below(lines, place):
            found, is_group = below, False
        elif name_above or _name_in(each.line.text):
            # A name that may be a town's: what stood above is left behind.
            found, is_group = "", False
        else:
            found = above_several if is_group else ""
        above_several = found
        yield id(each), found


def _name_in(text: str) -> str:
    parts = parts_of_head(unlabelled(without_dates(text)))
    return employer_in(part for part in parts if not (role_of(part) or title_at_end(part)))


def _labelled(lines: Sequence[Line], place: int) -> str:
    around = lines[max(0, place - _LABELS_AROUND) : place + _LABELS_AROUND]
    named = [line.text for line in around if label_of(line.text) is Label.EMPLOYER]
    return _name_in(named[0]) if named else ""


def _named_above(lines: Sequence[Line], place: int) -> str:
    """The first name on the lines that begin a block right above the dates."""
    return next(filter(None, (_name_in(line.text) for line in reversed(head_above(lines, place)))), "")


def _sure_below(lines: Sequence[Line], place: int) -> str:
    below = lines[place + 1 : place + 2]
    if not below or below[0].is_bullet or below[0].after_blank or range_places(below[0].text):
        return ""
    name = _name_in(below[0].text)
    return name if is_surely_one(name) else ""
