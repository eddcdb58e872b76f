"""What a job description asks for, drawn as a list: which of it was found in the resume, which of it was asked.

All texts are data and escaped; it reads nothing and decides nothing.
"""

from __future__ import annotations

import html
from collections.abc import Iterable

from interview.core.posting import JobPosting
from interview.documents import printed
from interview.documents.job_coverage import JobCoverage, RequirementView, in_other_words, job_coverage
from interview.i18n.translate import Words, sentences
from interview.web import html_components, ui


def in_a_line(job: JobPosting, has_resume: bool, say: Words) -> str:
    """How much a job asks for and, where there is a resume, how much of it was found there; Markdown."""
    return sentences([_counted(job, has_resume, say), in_other_words(job, say) if has_resume else ""])


def _counted(job: JobPosting, has_resume: bool, say: Words) -> str:
    needs = job.needs
    count, shown = len(needs), sum(need.shown is not None for need in needs)
    perhaps = sum(need.near is not None for need in needs)
    missing = count - shown - perhaps
    if not count:
        return say("The job: it names no skill that this app knows.")
    if not has_resume:
        if count == 1:
            return say("**We found 1 skill the job asks for.**")
        return say("**We found {count} skills the job asks for.**", count=count)
    if perhaps:
        return say(
            "**We found {count} skills the job asks for: {shown} in your resume, {perhaps} perhaps, {missing} not "
            "found.**"
            if count > 1
            else "**We found 1 skill the job asks for, which is perhaps in your resume.**",
            count=count,
            shown=shown,
            perhaps=perhaps,
            missing=missing,
        )
    values = {"shown": shown, "missing": missing}
    if count == 1:
        return say("**We found 1 skill the job asks for: {shown} in your resume, {missing} not found.**", **values)
    if not values["missing"]:
        return say("**We found {count} skills the job asks for, and your resume has them all.**", count=count)
    return say(
        "**We found {count} skills the job asks for: {shown} in your resume, {missing} not found.**",
        count=count,
        **values,
    )


def before(job: JobPosting, has_resume: bool, say: Words) -> None:
    """The view before an interview: what was found in the resume and what was not."""
    coverage = job_coverage(job, frozenset(), say, has_resume=has_resume)
    if coverage is None:
        return
    listed = _listed(
        _drawn(one, one.is_shown, [one.need, one.shown], say, is_open=bool(one.resume_line))
        for one in coverage.requirements
    )
    ui.draw(html_components.title(say("What the job asks for")), listed, language=say.tag)


def after(coverage: JobCoverage | None, say: Words, *, is_folded: bool = False) -> list[str]:
    """The view after an interview: what was asked, what was not asked yet, what was not found in the resume; one by
    one, behind a click where `is_folded`."""
    if coverage is None:
        return []
    each = _listed(_drawn(one, one.is_asked, [one.need, one.asked, one.shown], say) for one in coverage.requirements)
    return [
        html_components.title(say("What the job asks for")),
        html_components.block(coverage.told),
        html_components.folded(say("One by one"), each) if is_folded else each,
    ]


def _drawn(one: RequirementView, is_met: bool, words: Iterable[str], say: Words, *, is_open: bool = False) -> str:
    quoted = [say("The job: “{line}”", line=printed.quoted_line(one.job_line))]
    if one.resume_line:
        quoted.append(say("Your resume: “{line}”", line=printed.quoted_line(one.resume_line)))
    lines = "".join(f"<small>{html.escape(line)}</small>" for line in quoted)
    sign = "covered" if is_met else "unsure" if is_open else "missed"
    return f'<li class="{sign}"><b>{html.escape(printed.name(one.skill))}</b> · {" · ".join(words)}{lines}</li>'


def _listed(items: Iterable[str]) -> str:
    return f'<ul class="mi-points">{"".join(items)}</ul>'
