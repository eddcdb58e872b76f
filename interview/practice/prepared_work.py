"""What somebody is prepared as: the work that a posting is for, or else that of the resume.

A title that no occupation has may be another name of one's own work or another work altogether. What the posting asks
for tells them apart. It chooses no question.
"""

from __future__ import annotations

from interview.core.interviewer import Brief
from interview.core.posting import JobPosting, Need
from interview.occupations.occupation import Occupation, is_for_everybody, listed_by, occupations
from interview.occupations.recognise import recognised
from interview.question_bank.bank import QuestionBank
from interview.question_bank.topics import topics_of_job
from interview.resume.profile.skill_names import is_quality
from interview.resume.profile.wanted_work import work_wanted

# One thing in common is chance: spreadsheets are asked for in every second posting.
_FEWEST = 2
# Of what a posting asks for, so large a part belongs to the work of somebody who goes on with it.
_OF_ONES_WORK = 0.3
OF_MANY = 1 / 5
"""A topic that so large a part of all occupations lists tells none of them apart."""


def prepared_as(brief: Brief, bank: QuestionBank) -> Occupation | None:
    """The occupation that the posting's title names, or else that of the resume; None where neither is known, or where
    the posting asks for other things than that work has."""
    wanted = work_wanted(brief.job)
    own = occupations().get(brief.profile.occupation)
    if wanted is not None or own is None:
        return wanted or own
    return None if is_other_work(brief.job, own, bank) else own


def is_other_work(job: JobPosting, own: Occupation, bank: QuestionBank) -> bool:
    """Whether a posting whose title is not known is for other work than somebody's own, by what it asks for."""
    needs = [need for need in job.needs if not all(map(is_quality, need.skills))]
    if len(needs) < _FEWEST:
        return False
    topics = topics_of_job(job, bank)
    core = (*own.core, *own.core_if_named)
    theirs = {name for name in own.topics if listed_by(name) < OF_MANY or (name in core and not is_for_everybody(name))}

    def leads_to_theirs(need: Need) -> bool:
        return any(one in topics[name] for name in theirs & topics.keys() for one in need.alternatives)

    is_named = any(
        known is not None and known.profession == own.profession for known in map(recognised, job.text.splitlines())
    )
    return not is_named and sum(map(leads_to_theirs, needs)) < _OF_ONES_WORK * len(needs)
