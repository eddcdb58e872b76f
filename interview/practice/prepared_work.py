"""What somebody is prepared as: the work that a posting is for, or else that of the resume.

A title that no occupation has may be another name of one's own work or another work altogether. What the posting asks
for tells them apart. It chooses no question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from interview.core.interviewer import Brief
from interview.core.posting import JobPosting
from interview.core.question import QuestionKind
from interview.occupations.occupation import Occupation, is_for_everybody, listed_by, occupations
from interview.occupations.recognise import in_words, recognised
from interview.practice.borne_out import as_borne_out
from interview.practice.spoken_of import SpokenOf
from interview.question_bank.bank import QuestionBank
from interview.question_bank.topics import FOR_EVERYBODY, topics_of_job
from interview.question_bank.wanted_of_text import work_of_posting
from interview.resume.profile.dates import is_over, without_dates
from interview.resume.profile.reader import understand
from interview.resume.profile.resume_read import ReadResume
from interview.resume.profile.skill_names import is_quality
from interview.resume.profile.wanted_work import work_wanted

# One thing in common is chance: spreadsheets are asked for in every second posting.
_FEWEST = 2
OF_MANY = 1 / 5
"""A topic that so large a part of all occupations lists tells none of them apart."""
OF_MOST = 1 / 2
"""One that so large a part lists fits people whose work is not known."""
_NOT_TODAY = re.compile(r"\b(?:ex|former|formerly|previously|retired|was|been|to|of|for|under|by)\b", re.I)
# Where a title ends: "Welder at Brand", "Nurse (ward 4)", "Driver since 2019".
_ENDS = re.compile(r"[,;:|()\[\]·•@/–—]|\.(?:\s|$)|\s-\s|\b(?:at|in|with|since|from|and)\b", re.I)


def prepared_as(brief: Brief, bank: QuestionBank, spoken: SpokenOf) -> Occupation | None:
    """The occupation that the posting's title names, or else that of the resume; None where neither is known, or where
    the posting is for other work: it asks for other things than that work has, or its text does not bear out that its
    title means it. `spoken` is of the same brief."""
    wanted, own = work_of_posting(brief.job, bank), occupations().get(brief.profile.occupation)
    if wanted is not None or own is None or not brief.job.text:
        return wanted or own
    titled = work_wanted(brief.job)
    is_not_meant = titled is not None and titled.profession == own.profession
    is_for_other = is_not_meant or is_other_work(brief.job, own, bank) or spoken.says_of_other_work(own, bank)
    return None if is_for_other else own


def is_other_work(job: JobPosting, own: Occupation, bank: QuestionBank) -> bool:
    """Whether a posting whose title is not known is for other work than somebody's own: it asks for nothing of the core
    of theirs, or for more of another's. What many are asked for, such as spreadsheets, speaks for nobody else."""
    needs = [need for need in job.needs if not all(map(is_quality, need.skills))]
    if len(needs) < _FEWEST:
        return False
    if any(
        known is not None and known.profession == own.profession for known in map(recognised, job.text.splitlines())
    ):
        return False
    topics = topics_of_job(job, bank)

    def leading_to(names: Iterable[str]) -> int:
        wanted = [one for name in topics.keys() & set(names) for one in topics[name]]
        return sum(not set(need.alternatives).isdisjoint(wanted) for need in needs)

    core = {name for name in _core(own) if not is_for_everybody(name)}
    others: dict[str, set[str]] = {}
    for each in occupations().values():
        if each.profession != own.profession:
            others.setdefault(each.profession, set()).update(filter(_tells_apart, _core(each)))
    theirs = leading_to(core | set(filter(_tells_apart, own.topics)))
    return not leading_to(core) or any(leading_to(names) > theirs for names in others.values())


def _core(occupation: Occupation) -> tuple[str, ...]:
    return (*occupation.core, *occupation.core_if_named)


def _tells_apart(topic: str) -> bool:
    return listed_by(topic) < OF_MANY


def is_said(occupation: Occupation, job: JobPosting, resume: ReadResume) -> bool:
    """Whether the title that somebody has today, or that of the posting, says the occupation's name. A neighbour's
    title leads to the same questions, but nobody is to be told that they work as something else."""
    return any(_is_called(occupation, title) for title in (job.head, *resume.titles_of_today))


def is_only_near(
    occupation: Occupation, job: JobPosting, resume: ReadResume, bank: QuestionBank, spoken: SpokenOf
) -> bool:
    """Whether no title says the occupation's name, and the texts speak of none of the crafts at its core, or it has
    none: then what is asked of that work may be a neighbour's. What somebody says themselves that they work as is never
    only near."""
    if occupation.is_technical or not spoken.can_tell or is_said(occupation, job, resume):
        return False
    core = (topic for topic in bank.topics if topic.topic in occupation.core and topic.area != FOR_EVERYBODY)
    return not any(map(spoken.is_of, core)) and is_read(occupation, resume)


def crafts_told(occupation: Occupation, resume: ReadResume, bank: QuestionBank, spoken: SpokenOf) -> list[str]:
    """What always belongs to the work that a title means by another name than the occupation's: of the topics that tell
    it from other work the one that the texts speak of most, or all where they say too little. `spoken` is of the same
    brief."""
    if not any(recognised(title) == occupation for title in resume.titles_of_today):
        return []
    core = set(filter(_tells_apart, occupation.core))
    crafts = [topic for topic in bank.of_kind(QuestionKind.SKILL) if topic.topic in core]
    return [each.topic for each in spoken.most_spoken_of(crafts) if spoken.is_of(each)]


def is_read(occupation: Occupation, resume: ReadResume) -> bool:
    """Whether it is what the resume is read as, so that nobody said it."""
    return as_borne_out(understand, resume.text).occupation == occupation.occupation


def _is_called(occupation: Occupation, text: str) -> bool:
    """Whether a part of the text is a title that ends in the occupation's name, and has all words of it."""
    if not text or is_over(text):
        return False
    if occupation.name_zh and occupation.name_zh in text:
        return True
    # A name such as "Carpenter and joiner" has in itself what titles end at.
    called = _ENDS.sub(" ", occupation.name)
    *_, last = name = in_words(called)
    for part in _ENDS.split(re.sub(rf"\b{re.escape(occupation.name)}\b", called, without_dates(text), flags=re.I)):
        words = in_words(part)
        if words and words[-1] == last and set(name) <= set(words) and not _NOT_TODAY.search(part):
            return True
    return False
