"""Which work a resume tells of today: an occupation of the list, or else a title in its own words.

What somebody calls themselves at the top comes first, then a study that goes on or ended lately, what a sentence says
of today, and the latest job. What is over, wished for or another's names no work of today.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date

from interview.core.job_title import WORDS
from interview.occupations.kin import is_kin
from interview.occupations.occupation import Occupation, occupations
from interview.occupations.recognise import in_words, is_title
from interview.resume.profile.dates import spans
from interview.resume.profile.names import without_letters
from interview.resume.profile.past_work import is_past
from interview.resume.profile.periods import STUDENT, Names, Period, has_a_title
from interview.resume.profile.roles import PARTS, role_of, title_at_end
from interview.resume.profile.sections import Line, Section
from interview.resume.profile.title_fields import WISHED
from interview.resume.profile.told_jobs import Told, tells_a_job
from interview.resume.profile.trades import shares_a_word, tells_a_trade
from interview.resume.profile.whose_sentence import is_of_another

# Of study that ended so recently work beside it says less than the field that was studied.
_RECENT_MONTHS = 18
# Who leads something was mostly one of those that they lead: a head of year teaches.
_LEADS_OTHERS = re.compile(r"(?:head|director|vp|vice president) of\b", re.IGNORECASE)
_SAYS_WHO = (Section.HEAD, Section.SUMMARY, Section.EXPERIENCE, Section.ASIDE)
HEAD_LINES = 4
_FEWEST_OF_A_SENTENCE, _MOST_CALLED = 10, 8
# What was done names the people it was done for or with.
_OF_OTHERS = re.compile(
    r"(?!looking|seeking|applying)\w+(?:ed|ing) (?:the|our|his|her|their|to|with|by|for|an?|all|\d+)\b", re.I
)
_CRAFT = re.compile(rf"\b(?:{WORDS})\b", re.I)


def occupation_of(
    lines: Sequence[Line],
    periods: Sequence[Period],
    today: date,
    named: Names,
    doubted: Collection[str],
    of_today: Told | None,
) -> tuple[Occupation | None, bool]:
    """What somebody calls themselves in the head, what they study or studied until lately, or their latest job, none of
    them `doubted`; and whether that is a beginning."""
    head = head_of(lines)
    for text in map(without_letters, head):
        if (found := named(text)) is not None:
            return found, False
        if STUDENT.search(text) and (found := _led_to(text)) is not None and found.occupation not in doubted:
            return found, True
    studied = _studied(lines, today)
    if studied is not None and studied.occupation not in doubted:
        same = [each for each in periods if each.occupation and each.occupation.profession == studied.profession]
        latest = max(same, key=lambda each: each.span.last, default=None)
        return (latest.occupation if latest and latest.occupation else studied), True
    if of_today is not None:
        return named(of_today.title), False
    found = _held(periods) or _said(lines, named)
    today_as = _title_today(lines, periods)
    if found is not None and (_is_other(today_as, found) if today_as else is_past(found.profession, lines, today)):
        found = _wished(lines, named)
    return found or next(filter(None, map(named, head)), None), False


def _is_other(title: str, found: Occupation) -> bool:
    """Whether a title that no list has is of another trade. Who leads others is of the work that was theirs before."""
    leads = not tells_a_trade(title) or _LEADS_OTHERS.match(title)
    return not leads and not may_be(title, found, found.name)


def _held(periods: Sequence[Period]) -> Occupation | None:
    known = [each for each in periods if each.occupation is not None]
    return max(known, key=end_of).occupation if known else None


def end_of(period: Period) -> tuple[int, int]:
    """By what the latest of several is found: its end, and of those that end together the one that began last."""
    return period.span.last, period.span.first


def _said(lines: Sequence[Line], named: Names) -> Occupation | None:
    """The first that somebody names where they say who they are."""
    said = [
        _called(line.text)
        for line in lines
        if line.section in _SAYS_WHO
        and not (tells_a_job(line) or is_of_another(line.text))
        and (line.section is not Section.EXPERIENCE or has_a_title(line, named))
        and not _OF_OTHERS.match(line.text)
    ]
    return next((found for found in map(named, said) if found is not None), None)


def _wished(lines: Sequence[Line], named: Names) -> Occupation | None:
    """What somebody says that they want to work as."""
    wishes = (line.text for line in lines if line.section is Section.SUMMARY and WISHED.search(line.text))
    return next((found for found in map(named, wishes) if found is not None), None)


def in_own_words(lines: Sequence[Line], periods: Sequence[Period], grown: Sequence[Period]) -> str:
    """What the resume calls the work of today, "" where it does not tell or the title is that of another work."""
    if grown:
        return role_of(grown[0].title) or grown[0].title
    last = max((each.span.last for each in periods), default=None)
    titles = (each.title for each in periods if each.span.last == last and each.occupation is None)
    return next(filter(None, titles), "") or _title_inhead_of(lines)


def _title_inhead_of(lines: Sequence[Line]) -> str:
    head = head_of(lines)
    # In front of the first mark of the first line stands the name.
    texts = [" | ".join(PARTS.split(head[0])[1:]), *head[1:]] if head else []
    titles = (role_of(text) or (text if is_title(text) else _title_at_an_end(text)) for text in texts)
    return next(filter(None, titles), "")


def _title_at_an_end(text: str) -> str:
    return next(filter(None, map(title_at_end, PARTS.split(text))), "")


def _title_today(lines: Sequence[Line], periods: Sequence[Period]) -> str:
    """The title of the work of today where no list has it: what an older job, a training or a side job is called says
    nothing of it. "" where the latest job has a title that is known, or none is told."""
    # Of two that go on, the one that stands first: beside it the other is a side job.
    titled = sorted((each for each in periods if each.title), key=lambda each: -each.span.last)
    latest = next(iter(titled), None)
    is_last = latest is not None and latest.span.last == max(each.span.last for each in periods)
    if latest is None or not (latest.occupation is None or is_last):
        return _title_inhead_of(lines)
    # Who leads is of the trade that was theirs right before.
    telling = next((each for each in titled if each.occupation or tells_a_trade(each.title)), latest)
    if latest.occupation is not None:
        return ""
    return latest.title if telling.occupation else telling.title


def head_of(lines: Sequence[Line]) -> list[str]:
    """What may say at the top of a resume who somebody is."""
    head = [line for line in lines if line.section is Section.HEAD][:HEAD_LINES]
    return [_called(line.text) for line in head if not _is_of_others(line)]


def _is_of_others(line: Line) -> bool:
    return _OF_OTHERS.match(line.text) is not None or tells_a_job(line) or is_of_another(line.text)


def _called(text: str) -> str:
    """What somebody may call themselves in a text: of a sentence its beginning, as further on others are named."""
    words = text.split()
    is_long = text.endswith(".") and len(words) >= _FEWEST_OF_A_SENTENCE
    return " ".join(words[:_MOST_CALLED]) if is_long else text


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


def may_be(title: str, occupation: Occupation, called: str) -> bool:
    """Whether a title that no list has is of an occupation by its words."""
    title = role_of(title) or title
    own, other = (_CRAFT.sub(" ", each) for each in (called, title))
    return is_kin(title, occupation.profession) or shares_a_word(own, other)
