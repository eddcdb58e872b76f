"""Resume text → what the candidate can do: skills, projects, years, level, language. The public door.

Everything is found by rules and a curated list; a resume that speaks to the interviewer is read as if it did not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import UTC, date, datetime
from functools import partial

from interview.core.profile import Level, Profile, Project
from interview.resume.profile.achievements import achievements
from interview.resume.profile.career import Career, read_career
from interview.resume.profile.dates import spans
from interview.resume.profile.evidence import works_with_software
from interview.resume.profile.experience import stated_years, worked_years
from interview.resume.profile.levels import level_of
from interview.resume.profile.lexicon import lexicon
from interview.resume.profile.line_kinds import kinds_of_lines
from interview.resume.profile.mentions import Mentions
from interview.resume.profile.paragraphs import unwrapped
from interview.resume.profile.projects import MOST_ENTRIES, Entry, is_only_dates, projects_of_jobs, read_entries
from interview.resume.profile.resume_read import ReadResume
from interview.resume.profile.sections import LONGEST_LINE, Line, Section
from interview.resume.profile.told_years import as_stated, total_stated, years_said_beside_a_title, years_said_in_trade
from interview.text.languages import language_of

LONGEST_RESUME = 200_000
# Forty pages; of more lines the rules say which are work, in half the time.
_MOST_LINES = 2_000
_PROSE = (Section.HEAD, Section.SUMMARY, Section.CERTIFICATES)
_HEADLINE_LINES = 4
_FIRM_ONLY = re.compile(
    r"\W*(?:(?:inc|ltd|limited|llc|corp|corporation|company|co|plc|gmbh|ag|ab|sa|labs?|group|公司|集团|科技|有限公司)\W*)*",
    re.IGNORECASE,
)


def understand(text: str, doubted: Collection[str] = (), *, today: date | None = None) -> Profile:
    """The profile behind a resume text; characters beyond 200,000 are not read.

    Titles of `doubted` occupations name no work. `today` ends jobs that still last (default: the current UTC date).
    Unknown stays empty, None or mid.
    """
    today = today or datetime.now(UTC).date()
    text = text[:LONGEST_RESUME]
    lines = ReadResume(text).lines
    entries: list[Entry] = []
    prose = [line for line in lines if line.section in _PROSE]
    for section in (Section.EXPERIENCE, Section.PROJECTS):
        found, before = read_entries(_of(lines, section), section)
        entries += found
        prose += before
    employers = _employers(entries)
    names_software = works_with_software(lines, lexicon())
    career = read_career(lines, today, names_software=names_software, doubted=doubted)
    is_technical = names_software or (career.occupation is not None and career.occupation.is_technical)
    mentions = Mentions(lexicon(), is_technical=is_technical)
    mentions.read_skills_section(_of(lines, Section.SKILLS))
    mentions.read_asides(_of(lines, Section.ASIDE))
    mentions.read_prose([*prose, *_described(entries)], employers)
    projects = tuple(
        Project(
            entry.name,
            _line_of(entry),
            entry.role,
            mentions.used_in(entry, employers),
            is_job=entry.section is Section.EXPERIENCE,
        )
        for entry in [entry for entry in [*projects_of_jobs(entries), *entries] if entry.name][:MOST_ENTRIES]
    )
    roles = [entry.role for entry in entries if entry.section is Section.EXPERIENCE]
    roles = roles if any(roles) else []
    if career.title and (not roles or roles[0] != career.title):
        roles = [career.title, *roles]
    headline = "\n".join(line.text for line in _of(lines, Section.HEAD)[:_HEADLINE_LINES] if len(line.text) <= 120)
    education = "\n".join(line.text for line in _of(lines, Section.EDUCATION))
    level_after = partial(level_of, headline=headline, roles=roles, education=education)
    years = career.years if career.occupation else _years(career, lines, today, level_after)
    language = language_of(text)
    told = list(unwrapped(lines))
    # The model of what lines are has learned English alone, and resumes of a few pages.
    kinds = kinds_of_lines(told) if language == "en" and len(told) <= _MOST_LINES else ()
    return Profile(
        mentions.skills(),
        projects,
        career.level or level_after(years),
        years,
        language,
        career.occupation.occupation if career.occupation else "",
        achievements(lines, entries, career.occupation, today, names_software=names_software, kinds=kinds),
        career.title,
    )


def _of(lines: list[Line], section: Section) -> list[Line]:
    return [line for line in lines if line.section is section]


def _described(entries: list[Entry]) -> list[Line]:
    lines: list[Line] = []
    for entry in entries:
        if entry.section is Section.PROJECTS:
            lines += entry.head_lines
        else:
            if entry.role:
                lines.append(Line(_line_of(entry), entry.role, entry.section, after_blank=True))
            lines += [line for line in entry.head_lines[1:] if not _says_where(entry, line)]
        lines += entry.body
    return lines


def _says_where(entry: Entry, line: Line) -> bool:
    return is_only_dates(line) or entry.name in line.text or (bool(entry.role) and entry.role in line.text)


def _employers(entries: list[Entry]) -> frozenset[str]:
    jobs = (entry.name for entry in entries if entry.section is Section.EXPERIENCE and entry.name != entry.role)
    return frozenset(
        hit.entry.name
        for name in jobs
        for hit in lexicon().find(name)
        if not hit.is_certain or _FIRM_ONLY.fullmatch(name[: hit.start] + name[hit.end :])
    )


def _line_of(entry: Entry) -> str:
    lines = entry.head_lines or [entry.head]
    return next((line.raw for line in lines if entry.name in line.raw), lines[0].raw)[:LONGEST_LINE]


def _years(career: Career, lines: list[Line], today: date, level_after: Callable[[float], Level]) -> float | None:
    """Years in the trade, or of any work where no title tells the trade. Of jobs that may be of the trade or of another
    nobody says how long, where the level hangs on it, unless they say it themselves."""
    said = career.years or years_said_in_trade(lines)
    if career.in_trade is not None:
        surely, perhaps = career.in_trade.surely, career.in_trade.perhaps
        is_sure = level_after(surely) is level_after(perhaps)
        known = as_stated(surely if is_sure else None, lines, perhaps)
        return known if known is not None else said or years_said_beside_a_title(lines)
    work = "\n".join(line.text for line in _of(lines, Section.EXPERIENCE))
    years = said or worked_years(spans(work, today))
    if years is not None:
        return as_stated(years, lines)
    told = "\n".join(line.text for line in lines if line.section not in (Section.EDUCATION, Section.ASIDE))
    return total_stated(lines) or stated_years(told)
