"""What somebody works as, and for how long: occupation, years in its profession and level.

Jobs of another profession count for nothing, study is not work, and who begins something new is at its beginning
there. A period whose line has no job title at all belongs to the profession that the rest of the resume tells, and so
does one with a title that no list has, where its words are of that profession. A side job names no work.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import partial

from interview.core.job_title import WORDS
from interview.core.profile import Level
from interview.occupations.kin import is_kin
from interview.occupations.occupation import Occupation, occupations
from interview.occupations.recognise import in_words, is_title, recognised
from interview.resume.profile.dates import spans
from interview.resume.profile.experience import worked_years
from interview.resume.profile.levels import level_in_profession
from interview.resume.profile.names import without_name
from interview.resume.profile.paragraphs import with_sentences
from interview.resume.profile.past_work import is_past
from interview.resume.profile.periods import STUDENT, Names, Period, has_a_title, is_study, periods_of
from interview.resume.profile.roles import role_of
from interview.resume.profile.sections import Line, Section
from interview.resume.profile.side_jobs import is_side_job
from interview.resume.profile.title_fields import WISHED
from interview.resume.profile.told_years import years_said_in_trade, years_told
from interview.resume.profile.trades import Held, InTrade, shares_a_word, tells_a_trade, years_in_trade

# Of study that ended so recently work beside it says less than the field that was studied.
_RECENT_MONTHS = 18
# Who leads something was mostly one of those that they lead: a head of year teaches.
_LEADS_OTHERS = re.compile(r"(?:head|director|vp|vice president) of\b", re.IGNORECASE)
_SAYS_WHO = (Section.HEAD, Section.SUMMARY, Section.EXPERIENCE, Section.ASIDE)
_HEAD_LINES = 4
# What was done names the people it was done for or with.
_OF_OTHERS = re.compile(
    r"(?!looking|seeking|applying)\w+(?:ed|ing) (?:the|our|his|her|their|to|with|by|for|an?|all|\d+)\b", re.I
)
_CRAFT = re.compile(rf"\b(?:{WORDS})\b", re.I)


@dataclass(frozen=True)
class Career:
    """`occupation` is None where the resume names none that is known; `years` are those in its profession, None where
    the resume does not tell. Without one `in_trade` says how long somebody has been at their trade, where titles do,
    and `title` what they call their work of today."""

    occupation: Occupation | None
    years: float | None
    level: Level | None
    in_trade: InTrade | None = None
    title: str = ""


def read_career(
    lines: Sequence[Line], today: date, *, names_software: bool = False, doubted: Collection[str] = ()
) -> Career:
    """From the lines of a resume. `level` is None where no occupation is known; `names_software` says that it surely
    names what software is made with; titles of `doubted` occupations are titles that no list has."""
    named = partial(_named, names_software=names_software, doubted=doubted)
    lines = list(with_sentences(without_name(lines)))
    periods = list(periods_of(lines, today, named))
    beside = {id(each.line) for each in _side_jobs(periods)}
    main, lines_of_main = [each for each in periods if id(each.line) not in beside], _without(lines, beside)
    occupation, is_beginning = _occupation(lines_of_main, main, today, named, doubted)
    if occupation is None:
        held = [Held(each.span, each.title, each.occupation is not None) for each in main]
        return Career(None, None, None, years_in_trade(held), _in_own_words(lines, main))
    called = " ".join(text for text in _head(lines) if named(text) is occupation)
    own = [each for each in periods if _is_of(each, occupation, called)]
    years = worked_years(each.span for each in own)
    if years is None and not periods:
        years = _wrapped(lines, today) or years_told(lines)
    years = max((each for each in (years, years_said_in_trade(lines)) if each is not None), default=None)
    return Career(occupation, years, level_in_profession(_titles(lines, own), years, is_beginning=is_beginning))


def _side_jobs(periods: Sequence[Period]) -> list[Period]:
    """Jobs that say that they are beside another, where one does not say so and ended no earlier."""
    last = max((each.span.last for each in periods if not is_side_job(each.line.text)), default=0)
    return [each for each in periods if is_side_job(each.line.text) and each.span.last <= last]


def _without(lines: Sequence[Line], left_out: Set[int]) -> list[Line]:
    return [line for line in lines if id(line) not in left_out]


def _named(text: str, *, names_software: bool, doubted: Collection[str]) -> Occupation | None:
    found = recognised(text, names_software=names_software)
    return None if found is not None and found.occupation in doubted else found


def _occupation(
    lines: Sequence[Line], periods: Sequence[Period], today: date, named: Names, doubted: Collection[str]
) -> tuple[Occupation | None, bool]:
    """What somebody calls themselves in the head, what they study or studied until lately, or their latest job, none of
    them `doubted`; and whether that is a beginning."""
    for text in _head(lines):
        if (found := named(text)) is not None:
            return found, False
        if STUDENT.search(text) and (found := _led_to(text)) is not None and found.occupation not in doubted:
            return found, True
    studied = _studied(lines, today)
    if studied is not None and studied.occupation not in doubted:
        same = [each for each in periods if each.occupation and each.occupation.profession == studied.profession]
        latest = max(same, key=lambda each: each.span.last, default=None)
        return (latest.occupation if latest and latest.occupation else studied), True
    found = _held(periods) or _said(lines, named)
    today_as = _title_today(lines, periods)
    if found is not None and (_is_other(today_as, found) if today_as else is_past(found.profession, lines, today)):
        found = _wished(lines, named)
    return found, False


def _is_other(title: str, found: Occupation) -> bool:
    """Whether a title that no list has is of another trade. Who leads others is of the work that was theirs before."""
    leads = not tells_a_trade(title) or _LEADS_OTHERS.match(title)
    return not leads and not _may_be(title, found, found.name)


def _held(periods: Sequence[Period]) -> Occupation | None:
    known = [each for each in periods if each.occupation is not None]
    return max(known, key=_end_of).occupation if known else None


def _end_of(period: Period) -> tuple[int, int]:
    return period.span.last, period.span.first


def _said(lines: Sequence[Line], named: Names) -> Occupation | None:
    """The first that somebody names where they say who they are."""
    said = [
        line.text
        for line in lines
        if line.section in _SAYS_WHO
        and (line.section is not Section.EXPERIENCE or has_a_title(line, named))
        and not _OF_OTHERS.match(line.text)
    ]
    return next((found for found in map(named, said) if found is not None), None)


def _wished(lines: Sequence[Line], named: Names) -> Occupation | None:
    """What somebody says that they want to work as."""
    wishes = (line.text for line in lines if line.section is Section.SUMMARY and WISHED.search(line.text))
    return next((found for found in map(named, wishes) if found is not None), None)


def _in_own_words(lines: Sequence[Line], periods: Sequence[Period]) -> str:
    """What the resume calls the work of today, "" where it does not tell or the title is that of another work."""
    last = max((each.span.last for each in periods), default=None)
    titles = (each.title for each in periods if each.span.last == last and each.occupation is None)
    return next(filter(None, titles), "") or _title_in_head(lines)


def _title_in_head(lines: Sequence[Line]) -> str:
    titles = (role_of(text) or (text if is_title(text) else "") for text in _head(lines)[1:])
    return next(filter(None, titles), "")


def _title_today(lines: Sequence[Line], periods: Sequence[Period]) -> str:
    """The title of the work of today where no list has it: what an older job, a training or a side job is called says
    nothing of it. "" where the latest job has a title that is known, or none is told."""
    # Of two that go on, the one that stands first: beside it the other is a side job.
    latest = max((each for each in periods if each.title), key=lambda each: each.span.last, default=None)
    is_last = latest is not None and latest.span.last == max(each.span.last for each in periods)
    if latest is not None and (latest.occupation is None or is_last):
        return "" if latest.occupation else latest.title
    return _title_in_head(lines)


def _head(lines: Sequence[Line]) -> list[str]:
    """What may say at the top of a resume who somebody is."""
    head = [line.text for line in lines if line.section is Section.HEAD][:_HEAD_LINES]
    return [text for text in head if not _OF_OTHERS.match(text)]


def _studied(lines: Sequence[Line], today: date) -> Occupation | None:
    """The first job that a field of study leads to, where the study goes on or ended lately."""
    now = today.year * 12 + today.month - 1
    for place, line in enumerate(lines):
        if line.section is not Section.EDUCATION:
            continue
        ends = [span.last for span in spans(line.text, today)]
        ends += [12 * int(year) + 11 for year in re.findall(r"\b20\d\d\b", line.text)]
        if not ends and place + 1 < len(lines):
            ends = [span.last for span in spans(lines[place + 1].text, today)]
        if not ends or max(ends) < now - _RECENT_MONTHS:
            continue
        if (found := _led_to(line.text)) is not None:
            return found
    return None


def _led_to(text: str) -> Occupation | None:
    """The first job that a field of study in a line leads to."""
    words = f" {' '.join(in_words(text))} "
    known = occupations().values()
    return next((each for each in known if any(f" {study} " in words for study in each.studies)), None)


def _is_of(period: Period, occupation: Occupation, called: str) -> bool:
    """Whether a period is of an occupation; `called` is what somebody calls themselves in it. Crafts such as that of an
    engineer are many."""
    if period.occupation is None:
        return not period.title or _may_be(period.title, occupation, called)
    return period.occupation.profession == occupation.profession


def _may_be(title: str, occupation: Occupation, called: str) -> bool:
    """Whether a title that no list has is of an occupation by its words."""
    title = role_of(title) or title
    own, other = (_CRAFT.sub(" ", each) for each in (called, title))
    return is_kin(title, occupation.profession) or shares_a_word(own, other)


def _wrapped(lines: Sequence[Line], today: date) -> float | None:
    """Years of dates that stand on more than one line each."""
    work = (line.text for line in lines if line.section is Section.EXPERIENCE and not is_study(line))
    return worked_years(spans("\n".join(work), today))


def _titles(lines: Sequence[Line], own: Sequence[Period]) -> str:
    """The head of a resume, and the title of the latest job of an occupation."""
    head = [line.text for line in lines if line.section is Section.HEAD][:_HEAD_LINES]
    latest = max(own, key=lambda each: (each.span.last, each.span.first), default=None)
    return "\n".join([*head, latest.title if latest else ""])
