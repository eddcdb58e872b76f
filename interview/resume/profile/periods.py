"""The times of work that a resume tells by dates: each with the title on its line, or else on the line above or below.

Study is not work. Of which trade a time is, is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from interview.occupations.occupation import Occupation
from interview.occupations.recognise import is_title
from interview.resume.profile.dates import Span, of_one_date, range_places, says_an_end, spans, without_dates
from interview.resume.profile.deeds import is_duty
from interview.resume.profile.kinds import begins_with_a_deed
from interview.resume.profile.labels import Label, label_of, unlabelled
from interview.resume.profile.no_work import is_break, is_no_work
from interview.resume.profile.prose import is_private
from interview.resume.profile.roles import PARTS, role_in_small, role_of, title_at_end
from interview.resume.profile.sections import Line, Section
from interview.resume.profile.side_jobs import is_for_nothing, is_of_free_time
from interview.resume.profile.table_jobs import jobs_in_tables
from interview.resume.profile.told_jobs import is_sentence, tells_a_job
from interview.resume.profile.trades import tells_a_trade
from interview.resume.profile.whose_sentence import is_of_another

# Where somebody studies others work: a university hospital, a school, a golf course, a firm in "Boston, MA".
_WHERE = (
    r"\b(?:university|college|institute|school|academy|ba|ma|coll[eè]ge|lyc[eé]e|gymnasium|"
    r"(?:real|haupt|grund|berufs|hoch)schule|liceo|liceum|[eé]cole|escuela|scuola|szkoła|courses?|minor|faculty)\b|大学|学院"
)
_STUDY = re.compile(
    r"\b(?:bachelor|master|bsc|msc|b\.sc|m\.sc|phd|degree|diploma|studied|bootcamp|thesis|a-levels|gcse|licence in|"
    r"studies|semester)\b|本科|硕士|专业",
    re.I,
)
_STUDY_OR_WORK = re.compile(_WHERE, re.I)
_WORK = (Section.EXPERIENCE, Section.HEAD, Section.SUMMARY, Section.ASIDE, Section.SKILLS)
STUDENT = re.compile(r"\bstudents?\b|\bundergraduate\b|在读", re.I)
_ROLE = re.compile(r"\b(?:role|designation|position)\s*[:：]", re.IGNORECASE)
# "Various temporary warehouse work"
_WORK_OF_A_KIND = re.compile(r"(?:[\w-]+\s+){1,4}(?:work|jobs)", re.I)
_TITLE_WORDS = 6
# Place and dates stand below employer and title, and below what the firm is.
_MOST_HEAD_LINES = 3
# A line with so many is a row of a table, and says nothing of the next one.
_FEWEST_CELLS = 3
Names = Callable[[str], Occupation | None]


@dataclass(frozen=True)
class Period:
    """A time of work: when, by which title ("" for none), and the line that has its dates."""

    span: Span
    title: str
    occupation: Occupation | None
    line: Line


def has_a_title(line: Line, named: Names) -> bool:
    """Whether a title stands in the line as one, and not in a sentence."""
    parts = PARTS.split(without_dates(line.text))
    return not line.is_bullet and any(len(part.split()) <= _TITLE_WORDS and named(part) for part in parts)


def periods_of(lines: Sequence[Line], today: date, named: Names) -> Iterator[Period]:
    """Every range of dates that is work, with the title in its row of a table, on its line, or else above or below."""
    rows = list(jobs_in_tables(lines, today))
    yield from (Period(row.span, row.title, named(row.title), row.line) for row in rows)
    in_tables = {id(row.line) for row in rows}
    for place, line in enumerate(lines):
        is_work = line.section in _WORK or _is_of_an_employer(lines, place)
        found = _spans_of(lines, place, today)
        if not is_work or id(line) in in_tables or not found or is_study(lines, place):
            continue
        if tells_a_job(line) or is_of_another(line.text):
            continue
        around = [line]
        around += [each for each in lines[max(0, place - 1) : place] if _is_near(each, named)]
        around += [each for each in lines[place + 1 : place + 2] if _is_near(each, named)]
        around += [each for each in head_above(lines, place)[1:] if _is_near(each, named)]
        is_outside = line.section is not Section.EXPERIENCE or is_sentence(line.text)
        own_text = without_dates(line.text)
        if is_no_work(own_text or _beside(lines, place)) or (is_outside and is_of_free_time(line.text)):
            continue
        texts = [without_dates(each.text) for each in around if each is line or not range_places(each.text)]
        own = "" if named(texts[0]) is not None else _role_in(texts[0]) or _work_of_a_kind(texts[0])
        # What stands beside a title of its own is somebody else's, or another word of the same letters.
        title = own if tells_a_trade(own) else next((text for text in texts if named(text) is not None), "")
        occupation = named(title) if title else None
        title = title or own or next((role for text in texts if (role := _role_in(text))), "")
        if not title and is_sentence(line.text) and is_private(line.text):
            continue
        for span in found:
            yield Period(span, title, occupation, line)


def _spans_of(lines: Sequence[Line], place: int, today: date) -> list[Span]:
    """The ranges of dates of a line, and of the head of a job with one date what that says."""
    line = lines[place]
    found = spans(line.text, today)
    if found or line.section is not Section.EXPERIENCE or line.is_bullet:
        return found
    if not _is_of_a_job(lines, place):
        return []
    below = [
        each.text
        for each in lines[place + 1 : place + 3]
        if not range_places(each.text) and (says_an_end(each.text) or not begins_with_a_deed(each.text))
    ]
    of_one = of_one_date(line.text, below, today)
    return [] if of_one is None else [of_one]


def _is_of_a_job(lines: Sequence[Line], place: int) -> bool:
    """Whether a line with one date is that of a job, with its title there, above or below: what was done or used since,
    and where somebody is a member, is none."""
    line = lines[place]
    text = without_dates(line.text)
    if begins_with_a_deed(text) or is_duty(text) or is_for_nothing(text):
        return False
    below = (each for each in _own_lines_below(lines, place, 2) if each.section is line.section)
    beside = (*lines[max(0, place - 1) : place], *below, *head_above(lines, place))
    return any(map(_is_titled, (line, *_without_dates_of_their_own(beside))))


def breaks_of(lines: Sequence[Line], today: date) -> Iterator[Line]:
    """The lines with the dates of times that are no work and do not end a trade: leave, an illness, children."""
    for place, line in enumerate(lines):
        if spans(line.text, today) and is_break(without_dates(line.text) or _beside(lines, place)):
            yield line


def _beside(lines: Sequence[Line], place: int) -> str:
    """What stands above dates on a line of their own, or else below them."""
    above = head_above(lines, place)
    below = [line for line in lines[place + 1 : place + 2] if not (line.is_bullet or line.after_blank)]
    return next((line.text for line in (*above, *below)), "")


def head_above(lines: Sequence[Line], place: int) -> list[Line]:
    """The lines right above the dates that begin a block with them, the nearest first: a head of several lines."""
    found: list[Line] = []
    while place > 0 and len(found) < _MOST_HEAD_LINES and not (lines[place].after_blank or lines[place].after_heading):
        place -= 1
        if lines[place].is_bullet or range_places(lines[place].text):
            return []
        found.append(lines[place])
    return found if found and (found[-1].after_blank or found[-1].after_heading) else []


def _is_of_an_employer(lines: Sequence[Line], place: int) -> bool:
    """Whether a line stands where a project names by labels the employer and the role that somebody had there."""
    around = [line.text for line in lines[max(0, place - 1) : place + 2] if line.section is Section.PROJECTS]
    above = [line.text for line in lines[max(0, place - 3) : place] if line.section is Section.PROJECTS]
    has_employer = any(label_of(text) is Label.EMPLOYER for text in (*around, *above))
    return lines[place].section is Section.PROJECTS and has_employer and any(map(_ROLE.search, around))


def _role_in(text: str) -> str:
    """The title of a job in its line, also one that somebody writes without capitals ("team member"), or that only a
    list tells ("Concierge")."""
    if label_of(text) is Label.POSITION and (title := _labelled_title(text)):
        return title
    if role := role_of(text):
        return role
    parts = list(map(str.strip, PARTS.split(text)))
    if title := next((each for each in parts if is_title(each) or title_at_end(each)), ""):
        return title
    return role_in_small(text)


def _work_of_a_kind(text: str) -> str:
    return next(filter(_WORK_OF_A_KIND.fullmatch, PARTS.split(text)), "")


def _labelled_title(text: str) -> str:
    """The whole title behind a label, up to a comma: "Analyst – QA"."""
    title = unlabelled(text).split(",")[0].strip()
    return title if len(title.split()) <= _TITLE_WORDS else ""


def is_study(lines: Sequence[Line], place: int) -> bool:
    """Whether the line at a place tells of study: a school is an employer, too, where a job's title stands beside it,
    above or below."""
    line = lines[place]
    is_sure = _STUDY.search(line.text) is not None
    if not is_sure and _STUDY_OR_WORK.search(line.text) is None:
        return False
    if line.section is not Section.EXPERIENCE or STUDENT.search(line.text):
        return True
    beside = () if is_sure else (*lines[max(0, place - 1) : place], *_own_lines_below(lines, place, 1))
    return not any(map(_is_titled, (line, *_without_dates_of_their_own(beside))))


def _own_lines_below(lines: Sequence[Line], place: int, most: int) -> Sequence[Line]:
    """The lines below up to the next dates, unless one is the title over those, which have none below them."""
    below = range(place + 1, min(place + 4, len(lines)))
    following = next((at for at in below if range_places(lines[at].text)), None)
    below_that = [] if following is None else lines[following + 1 : following + 2]
    is_of_next = following is not None and not any(not each.is_bullet and _is_titled(each) for each in below_that)
    return () if is_of_next else lines[place + 1 : following][:most]


def _without_dates_of_their_own(lines: Iterable[Line]) -> Iterator[Line]:
    """Those that tell of no other time, and are no bullets."""
    return (each for each in lines if not each.is_bullet and not range_places(each.text))


def _is_titled(line: Line) -> bool:
    text = without_dates(line.text)
    return bool(role_of(text)) or any(map(title_at_end, PARTS.split(text)))


def _is_near(line: Line, named: Names) -> bool:
    """Whether a line beside a period may have its title: one that names no occupation may have another."""
    is_row = line.text.count("|") >= _FEWEST_CELLS
    if line.is_bullet or is_row or is_of_another(line.text):
        return False
    return named(line.text) is None or has_a_title(line, named)
