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

from interview.core.profile import Level
from interview.occupations.occupation import Occupation
from interview.occupations.recognise import recognised
from interview.resume.profile.dates import spans
from interview.resume.profile.employers import without_asides
from interview.resume.profile.experience import worked_years
from interview.resume.profile.levels import (
    SENIOR_FROM,
    has_no_work_yet,
    is_learner,
    learns_a_trade,
    level_in_profession,
    studies_now,
)
from interview.resume.profile.names import without_name
from interview.resume.profile.paragraphs import with_sentences
from interview.resume.profile.periods import Period, breaks_of, is_study, periods_of
from interview.resume.profile.roles import role_of
from interview.resume.profile.same_employer import promoted_from
from interview.resume.profile.sections import Line, Section
from interview.resume.profile.side_jobs import below_heading_of_side_jobs, is_for_nothing, is_of_honour, is_side_job
from interview.resume.profile.told_jobs import Told, is_sentence, title_applied_for, told_jobs
from interview.resume.profile.told_years import as_stated, years_said_in_trade, years_told
from interview.resume.profile.trades import Held, InTrade, is_general, years_in_trade
from interview.resume.profile.undated_jobs import undated_job_of_today
from interview.resume.profile.which_work import HEAD_LINES, end_of, head_of, in_own_words, may_be, occupation_of

# Who has been out of training for more months is no apprentice.
_LONGEST_SEARCH = 24
# A sentence that says none of these tells of a life, and not of a job.
_OF_WORK = re.compile(
    r"\b(?:posts?|jobs?|positions?|work(?:ed|ing)?|employ(?:ed|ment)|ran|run|managed|firm|company)\b", re.IGNORECASE
)


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
    told = told_jobs(lines, today)
    periods = [*periods_of(lines, today, named)]
    periods += [Period(each.span, each.title, named(each.title), each.line) for each in told if each.span]
    beside = {id(each) for each in _side_jobs(periods, lines)}
    main = _without_parts([each for each in periods if id(each) not in beside])
    no_jobs = {id(line) for line in breaks_of(lines, today)}
    lines_of_main = _without(lines, no_jobs | {id(each.line) for each in periods if id(each) in beside})
    of_today = None if _goes_on(main, told, today) else _told_of_today(lines, told, today)
    grown = _grown_from(main, lines)
    occupation, is_beginning = occupation_of(lines_of_main, main, today, named, doubted, of_today)
    if occupation is not None and not is_beginning and _is_promoted_out(grown, occupation):
        occupation = None
    current = of_today.title if of_today else _latest(main)
    is_learning = _learns_on(main, current, today) or _is_learning(lines, current, has_worked=bool(main))
    if occupation is None and is_learning and not current:
        occupation = named(title_applied_for(lines))
    if occupation is None:
        return _unlisted(lines, main, grown, of_today, is_learning=is_learning)
    called = " ".join(text for text in head_of(lines) if named(text) is occupation)
    # Who leads today leads those of the trade that was theirs.
    leads = [each for each in main if each.title == current and is_general(current)]
    of_it = [each for each in periods if each in grown or each in leads or _is_of(each, occupation, called)]
    own = [each for each in of_it if each.title or id(each) not in beside]
    years = worked_years(each.span for each in own)
    if years is None and not periods:
        years = _wrapped(lines, today) or years_told(lines)
    years = max((each for each in (years, years_said_in_trade(lines)) if each is not None), default=None)
    years = as_stated(years, lines)
    if is_learning and (years is None or years < SENIOR_FROM):
        return Career(occupation, years, Level.JUNIOR)
    return Career(occupation, years, level_in_profession(_titles(lines, own), years, is_beginning=is_beginning))


def _unlisted(
    lines: Sequence[Line], main: Sequence[Period], grown: Sequence[Period], of_today: Told | None, *, is_learning: bool
) -> Career:
    """What is known of a work that no list has."""
    title = (of_today.title if of_today else "") or in_own_words(lines, main, grown)
    title = title or (title_applied_for(lines) if is_learning else "")
    held = [Held(each.span, each.title, each.occupation is not None, each in grown) for each in main]
    years = worked_years([of_today.span]) if of_today and of_today.span and not held else None
    level = Level.JUNIOR if is_learning else None
    return Career(None, years, level, years_in_trade(held, title), title)


def _learns_on(main: Sequence[Period], current: str, today: date) -> bool:
    """Whether somebody learns the trade of their latest job and has not ended long ago."""
    last = max((each.span.last for each in main), default=None)
    is_near = last is None or last >= today.year * 12 + today.month - 1 - _LONGEST_SEARCH
    return is_near and learns_a_trade(current)


def _is_learning(lines: Sequence[Line], current: str, *, has_worked: bool) -> bool:
    told = [line.text for line in lines if line.section in (Section.HEAD, Section.SUMMARY)]
    if any(map(is_learner, told)) or (not current and any(map(studies_now, told))):
        return True
    return not has_worked and has_no_work_yet(told)


def _latest(main: Sequence[Period]) -> str:
    """The title of the latest job; of two that go on the first is the work, and the other beside it."""
    last = max((each.span.last for each in main), default=None)
    return next((each.title for each in main if each.title and each.span.last == last), "")


def _side_jobs(periods: Sequence[Period], lines: Sequence[Line]) -> list[Period]:
    """Jobs that say that they are beside another, where one does not say so and ended no earlier, offices of honour
    where one of these was held at the same time, and what is done for nothing where there is any."""
    below = below_heading_of_side_jobs(lines)
    free = [
        each
        for each in periods
        if id(each.line) in below or is_for_nothing(each.line.text) or is_for_nothing(each.title)
    ]
    honour = [each for each in periods if is_of_honour(each.line.text) or is_of_honour(each.title)]
    beside = [each for each in periods if each in free or is_side_job(each.line.text) or is_side_job(each.title)]
    main = [each for each in periods if each not in beside]
    last = max((each.span.last for each in main), default=0)
    # Who is without a job is not what they do for nothing.
    return [
        each
        for each in beside
        if (main and each in free)
        or (each.span.last <= last and (each not in honour or any(_is_beside(each, job) for job in main)))
    ]


def _is_beside(one: Period, other: Period) -> bool:
    return one.span.first <= other.span.last and other.span.first <= one.span.last


def _without_parts(periods: Sequence[Period]) -> list[Period]:
    """Periods without those that have no title and lie within others that have one, as parts of these or beside them,
    and without those of sentences about what is over."""
    months: set[int] = set()
    for each in periods:
        if each.title:
            months.update(range(each.span.first, each.span.last + 1))
    last = max(months, default=0)
    return [
        each
        for each in periods
        if each.title
        or not (
            months.issuperset(range(each.span.first, each.span.last + 1))
            or (each.span.last < last and is_sentence(each.line.text) and not _OF_WORK.search(each.line.text))
        )
    ]


def _goes_on(main: Sequence[Period], told: Sequence[Told], today: date) -> bool:
    """Whether the head of a job with a title says that it goes on."""
    now = today.year * 12 + today.month - 1
    in_sentences = {id(each.line) for each in told}
    heads = [each for each in main if not (id(each.line) in in_sentences or is_sentence(each.line.text))]
    return any(each.title and each.span.last == now for each in heads)


def _told_of_today(lines: Sequence[Line], told: Sequence[Told], today: date) -> Told | None:
    return next((each for each in told if each.is_today), None) or undated_job_of_today(lines, today)


def _grown_from(main: Sequence[Period], lines: Sequence[Line]) -> list[Period]:
    """The latest job with a title and those at its employer that led to it; none where none did."""
    titled = [each for each in main if each.title]
    latest = max(titled, key=end_of, default=None)
    before = promoted_from(latest, titled, lines) if latest else []
    return [latest, *before] if latest and before else []


def _is_promoted_out(grown: Sequence[Period], occupation: Occupation) -> bool:
    """Whether the latest job has a general title of those who lead ("operations supervisor") and grew out of another
    trade, which is the one that is led."""
    if not grown or grown[0].occupation is not occupation or not is_general(role_of(without_asides(grown[0].title))):
        return False
    return any(
        not is_general(each.title) and (each.occupation is None or each.occupation.profession != occupation.profession)
        for each in grown[1:]
    )


def _without(lines: Sequence[Line], left_out: Set[int]) -> list[Line]:
    return [line for line in lines if id(line) not in left_out]


def _named(text: str, *, names_software: bool, doubted: Collection[str]) -> Occupation | None:
    found = recognised(text, names_software=names_software)
    return None if found is not None and found.occupation in doubted else found


def _is_of(period: Period, occupation: Occupation, called: str) -> bool:
    """Whether a period is of an occupation; `called` is what somebody calls themselves in it. Crafts such as that of an
    engineer are many."""
    if period.occupation is None:
        return not period.title or may_be(period.title, occupation, called)
    return period.occupation.profession == occupation.profession


def _wrapped(lines: Sequence[Line], today: date) -> float | None:
    """Years of dates that stand on more than one line each."""
    in_experience = (place for place, line in enumerate(lines) if line.section is Section.EXPERIENCE)
    work = (lines[place].text for place in in_experience if not is_study(lines, place))
    return worked_years(spans("\n".join(work), today))


def _titles(lines: Sequence[Line], own: Sequence[Period]) -> str:
    """The head of a resume, and the title of the latest job of an occupation."""
    head = [line.text for line in lines if line.section is Section.HEAD][:HEAD_LINES]
    latest = max(own, key=lambda each: (each.span.last, each.span.first), default=None)
    return "\n".join([*head, latest.title if latest else ""])
