"""Whether somebody is still learning a trade, or at school: an apprentice, a pupil, a student.

Told by the heads of the jobs that go on (all of them), by what somebody calls themselves at the top, by what is said of
them, or by studies that go on where nobody has worked for long. Who learns something more beside a job has a trade.
Where nothing is said of it, nothing is known.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from interview.resume.profile.dates import is_over, spans
from interview.resume.profile.experience import stated_years, worked_years
from interview.resume.profile.levels import JUNIOR_YEARS
from interview.resume.profile.of_today import headlines, jobs_of_today, said_of_oneself
from interview.resume.profile.projects import Entry
from interview.resume.profile.sections import Line, Section, read_sections
from interview.resume.profile.unheaded import with_work_found

# Behind these stand people who have them: a student adviser and a trainer of apprentices have learned their trade.
_THEIRS = (
    r"support|services?|affairs|advis\w+|counsell?\w+|recruit\w+|housing|union|loans?|engagement|experience|welfare|"
    r"liaison|success|office|records|co-?ordinat\w+|mentor\w*|instructors?|trainers?|assessors?|tutors?|programmes?|"
    r"programs?|schemes?|supervis\w+|master"
)
_LEARNER = (
    r"(?<!of )(?<!for )(?<!to )(?<!with )(?<!former )(?<!ex-)"
    r"\b(?:apprentice|trainee|intern|pupil|cadet|student|undergraduate|azubi|auszubildende[rn]?|lehrling)\b"
    rf"(?![-\s]+(?:{_THEIRS})\b)|实习|学徒|在读|应届"
)
_IS_ONE = re.compile(_LEARNER, re.IGNORECASE)
_WISHED = re.compile(r"\b(?:seeking|looking for|applying)\b|求职", re.IGNORECASE)
_COURSE = (
    r"(?:apprenticeship|traineeship|certificate|diploma|degree|course|bachelor\w*|a[- ]?levels?|leaving cert\w*|abitur|"
    r"training|nvq|btec|internship|placement)"
)
_SUBJECT = r"(?:I|s?he|they)"
_SAID = re.compile(
    rf"\b{_SUBJECT}(?:['’](?:m|s|re)|\s+(?:am|is|are))\s+(?:\w+\s+(?:years old\s+)?and\s+)?(?:now\s+|currently\s+)?(?:"
    r"in\s+(?:the|my|her|his|their)\s+(?:first|second|third|fourth|final|last|[1-4](?:st|nd|rd|th))[- ]year\b|"
    rf"(?:an?|the)\s+(?:[\w-]+\s+){{0,3}}?(?:{_LEARNER})|"
    rf"(?:studying|doing|completing|working towards|learning)\s+(?:for\s+)?(?:the|an?|my|her|his|their)\s+"
    rf"(?:[\w-]+\s+){{0,4}}?{_COURSE}\b)|"
    rf"\b{_SUBJECT}\b[^.;]{{0,30}}?\b(?:finished|did|sat|passed|left)\s+(?:(?:my|her|his|their|the)\s+)?"
    r"(?:leaving cert\w*|a[- ]?levels?|gcses?|school|abitur)\s+(?:last|this)\s+\w+",
    re.IGNORECASE,
)
_BESIDE_WORK = re.compile(
    r"\b(?:part[- ]time|evenings?|nights|distance|alongside|besides?\s+(?:my|her|his|their)|while\s+working)\b",
    re.IGNORECASE,
)


def is_in_training(resume_text: str) -> bool:
    """Whether somebody has no trade of their own yet, as the resume tells."""
    lines = with_work_found(read_sections(resume_text))
    today = list(jobs_of_today(lines))
    if today:
        return all(map(_is_learned_in, today))
    if any(_IS_ONE.search(text) and not _WISHED.search(text) for text in headlines(lines)):
        return True
    if (stated_years(resume_text) or 0) >= JUNIOR_YEARS:
        return False
    if any(_SAID.search(text) and not _BESIDE_WORK.search(text) for text in said_of_oneself(lines)):
        return True
    return _studies(lines)


def _is_learned_in(job: Entry) -> bool:
    return any(_IS_ONE.search(line.text) for line in job.head_lines)


def _studies(lines: list[Line]) -> bool:
    """Whether studies go on of somebody who has not worked for long."""
    now = datetime.now(UTC).date()
    studied = [line.text for line in lines if line.section is Section.EDUCATION]
    goes_on = any(spans(text, now) and not is_over(text) and not _BESIDE_WORK.search(text) for text in studied)
    worked = worked_years(spans("\n".join(line.text for line in lines if line.section is Section.EXPERIENCE), now))
    return goes_on and (worked or 0) < JUNIOR_YEARS
