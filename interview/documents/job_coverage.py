"""What a job description asks for after the interview: asked about or not, without a question, not in the resume.

The words for page, PDF and Markdown; it finds nothing in any text itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from interview.core.posting import JobPosting, Need
from interview.i18n.names import language_name
from interview.i18n.translate import Words, sentences


@dataclass(frozen=True)
class RequirementView:
    """One skill the job asks for, or alternatives of which one is enough. `is_asked` and `is_shown` say whether
    interview and resume have it; of one that the resume perhaps has, `resume_line` is the line that decides it."""

    skill: str
    need: str
    asked: str
    shown: str
    is_asked: bool
    is_shown: bool
    job_line: str
    resume_line: str


@dataclass(frozen=True)
class JobCoverage:
    """`told` says how much was asked and names what there was no question on; `requirements` are in the order of the
    job description."""

    told: str
    requirements: tuple[RequirementView, ...]


def job_coverage(
    job: JobPosting, probed: frozenset[str], say: Words, *, has_resume: bool = True, goes_on: bool = False
) -> JobCoverage | None:
    """None when no skill is asked for. `probed` are the skills that questions were about. Without a resume nothing is
    said to be missing in it. `goes_on` tells of what there is now, before a further interview."""
    needs = job.needs
    if not needs:
        return None
    asked = sum(need.is_among(probed) for need in needs)
    lacking = [need for need in needs if _lacks_question(need, probed)]
    counted = say(
        "Skills asked for: {count}. Asked about directly: {asked}; not asked yet: {left}; "
        "not named in your resume: {missing}."
        if has_resume
        else "Skills asked for: {count}. Asked about directly: {asked}; not asked yet: {left}.",
        count=len(needs),
        asked=asked,
        left=len(needs) - asked - len(lacking),
        missing=sum(not (need.shown or need.near) for need in needs),
    )
    nowhere = [need for need in lacking if not need.asked_in]
    unasked = say(
        "We have no questions on: {skills}. An interviewer may ask about {count:it|them}, so "
        "prepare {count:it|them} by yourself."
        if goes_on
        else "We had no questions on: {skills}. An interviewer may ask about {count:it|them}, so "
        "prepare {count:it|them} by yourself.",
        skills=say.listed(say.one_of(need.skills) for need in nowhere),
        count=len(nowhere),
    )
    elsewhere = in_other_languages(lacking, say)
    told = sentences([counted, in_other_words(job, say) if has_resume else "", unasked if nowhere else "", elsewhere])
    missing = say("not named in your resume") if has_resume else say("no resume")
    none = say("we have no question on it") if goes_on else say("we had no question on it")
    return JobCoverage(told, tuple(_requirement(need, probed, missing, none, say) for need in needs))


def in_other_languages(lacking: Sequence[Need], say: Words) -> str:
    """In which languages there are questions on what has none in that of the interview; "" where in none."""
    found: dict[str, list[str]] = {}
    for need in lacking:
        if need.asked_in:
            found.setdefault(need.asked_in, []).append(say.one_of(need.skills))
    return sentences(
        say(
            "Only in {language} we have questions on: {skills}.",
            language=language_name(code, say),
            skills=say.listed(names),
        )
        for code, names in found.items()
    )


def in_other_words(job: JobPosting, say: Words) -> str:
    """That what was not found may be in the resume all the same, as only words are looked for; "" where all was."""
    if all(need.shown or need.near for need in job.needs):
        return ""
    return say("Your resume may say in other words what we did not find.")


def _lacks_question(need: Need, probed: frozenset[str]) -> bool:
    """Whether nothing was asked about it because there is no question: a line of the resume may have been about it."""
    return need.lacks_question and not need.is_among(probed)


def _requirement(need: Need, probed: frozenset[str], missing: str, none: str, say: Words) -> RequirementView:
    shown = need.shown
    found = shown or need.near
    is_asked = need.is_among(probed)
    left = say("not asked yet")
    if _lacks_question(need, probed):
        only = say("we have a question on it only in {language}", language=language_name(need.asked_in, say))
        left = only if need.asked_in else none
    said = say("in your resume") if shown else say("perhaps in your resume") if found else missing
    return RequirementView(
        skill=say.one_of(need.skills),
        need=say("required") if need.is_required else say("nice to have"),
        asked=say("asked") if is_asked else left,
        shown=said,
        is_asked=is_asked,
        is_shown=shown is not None,
        job_line=need.alternatives[0].line,
        resume_line=found.resume_line if found is not None else "",
    )
