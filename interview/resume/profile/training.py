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
from interview.resume.profile.levels import JUNIOR_YEARS, has_no_work_yet
from interview.resume.profile.of_today import parts_of_title
from interview.resume.profile.projects import Entry
from interview.resume.profile.resume_read import ReadResume
from interview.resume.profile.sections import Line, Section

# Who or what is there for learners: a student adviser and a trainer of apprentices have learned their trade.
_THEIRS = (
    r"support|services?|affairs|advis\w+|counsell?\w+|recruit\w+|housing|accommodation|rights|unions?|loans?|engagement|"
    r"experience|welfare|liaison|success|office|records|co-?ordinat\w+|mentor\w*|instructors?|trainers?|training|"
    r"assessors?|tutors?|programmes?|programs?|schemes?|supervis\w+|masters?|managers?|management|officers?|lead|leaders?|"
    r"head|director|coach|lecturers?|development|placements?|solutions|academy|school|college|centre|center|group|hall|"
    r"arms|club|house|trust|ltd|of|for|to|the|and|with|in|who|is|are"
)
_WORD = rf"(?!(?:{_THEIRS})\b)[^\W\d_][\w'’-]*"
_IN_A_TRADE = r"(?:apprentice|trainee|intern|azubi|auszubildende[rn]?|lehrling)"
_AT_SCHOOL = r"(?:pupil|cadet|student|undergraduate)"
# A student lawyer may be one for students; these are learned by who is called so.
_STUDIED = (
    r"(?:(?:adult|children['’]s|mental health|dental|veterinary|paediatric|district)\s+)?nurse|midwife|paramedic|"
    r"social worker|teacher|vet|pilot|chef|cook|doctor|barrister|engineer|dietitian|optician|pharmacist|dentist|"
    r"(?:physio|occupational )therapist|optometrist|radiographer|journalist|musician"
)
_WITH_A_TRADE = (
    rf"(?:{_IN_A_TRADE}\s+(?:(?:zum|zur|als|in)\s+)?{_WORD}(?:\s+(?:(?:and|&)\s+)?{_WORD}){{0,2}}|"
    rf"{_AT_SCHOOL}\s+(?:{_STUDIED}))"
)
_WHICH_YEAR = (
    r"(?:(?:first|second|third|fourth|final|last|[1-4](?:st|nd|rd|th))[- ](?:year|yr)|y(?:ea)?r\s+[1-4]|level\s+\d|"
    r"higher|advanced|degree|modern|junior|graduate|adult|mature|full[- ]time)"
)
_ONLY = rf"(?:{_WHICH_YEAR}\s+){{0,2}}(?:{_IN_A_TRADE}|{_AT_SCHOOL})"
_NO_LONGER = r"former|ex|past|once|time[- ]served|qualified|best|mentor|teach\w*|train\w*|or|not|no"
_BEFORE = rf"(?!(?:{_NO_LONGER})\b){_WORD}"
# The word ends the title, or a trade alone stands behind it.
_TITLE = re.compile(rf"(?:{_WHICH_YEAR}\s+){{0,2}}{_WITH_A_TRADE}|(?:{_BEFORE}\s+){{0,3}}{_ONLY}", re.IGNORECASE)
_IS_ONE = re.compile(_ONLY, re.IGNORECASE)
_CHINESE = re.compile(r"(?:实习|学徒|在读|应届)(?!生?(?:导师|管理|指导|带教|主管|专员|招聘))")
_CLAUSE_ENDS = r"(?=\s*(?:[.,;!]|$)|\s+(?:and|at|with|in|for|on|of|from|who)\b)"
_LEARNER = rf"(?:{_WITH_A_TRADE}|{_ONLY}){_CLAUSE_ENDS}"
_WISHED = re.compile(r"\b(?:seeking|looking for|applying)\b|求职", re.IGNORECASE)
_COURSE = (
    r"(?:apprenticeship|traineeship|certificate|diploma|degree|course|bachelor\w*|a[- ]?levels?|leaving cert\w*|abitur|"
    r"training|nvq|btec|internship|placement)"
)
_SUBJECT = r"(?:I|s?he|they)"
_SAID = re.compile(
    rf"\b{_SUBJECT}(?:['’](?:m|s|re)|\s+(?:am|is|are))\s+(?:\w+\s+(?:years old\s+)?and\s+)?(?:now\s+|currently\s+)?(?:"
    r"in\s+(?:the|my|her|his|their)\s+(?:first|second|third|fourth|final|last|[1-4](?:st|nd|rd|th))[- ]year\b|"
    rf"(?:an?|the)\s+(?:{_BEFORE}\s+){{0,3}}?{_LEARNER}|"
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


def is_in_training(resume: ReadResume) -> bool:
    """Whether somebody has no trade of their own yet, as the resume tells."""
    if resume.jobs_of_today:
        return all(map(_is_learned_in, resume.jobs_of_today))
    if any(_names_a_learner(text) and not _WISHED.search(text) for text in resume.headlines):
        return True
    if (stated_years(resume.text) or 0) >= JUNIOR_YEARS:
        return False
    said = resume.said_of_oneself
    if has_no_work_yet(said) or any(_SAID.search(text) and not _BESIDE_WORK.search(text) for text in said):
        return True
    return _studies(resume.lines)


def _is_learned_in(job: Entry) -> bool:
    return any(_names_a_learner(line.text) for line in job.head_lines)


def _names_a_learner(text: str) -> bool:
    """Whether a part of a line is the title of a learner; behind another title no more may stand than the word."""
    parts = parts_of_title(text)
    return _CHINESE.search(text) is not None or any(
        (_TITLE if may_be_title else _IS_ONE).fullmatch(part) for part, may_be_title in parts
    )


def _studies(lines: list[Line]) -> bool:
    """Whether studies go on of somebody who has not worked for long."""
    now = datetime.now(UTC).date()
    studied = [line.text for line in lines if line.section is Section.EDUCATION]
    goes_on = any(spans(text, now) and not is_over(text) and not _BESIDE_WORK.search(text) for text in studied)
    worked = worked_years(spans("\n".join(line.text for line in lines if line.section is Section.EXPERIENCE), now))
    return goes_on and (worked or 0) < JUNIOR_YEARS
