"""What a job description asks for, drawn as a list: which of it the resume shows, which of it was asked.

All texts are data and escaped; it reads nothing and decides nothing.
"""

from __future__ import annotations

import html
from collections.abc import Iterable

import streamlit as st

from interview.core.posting import JobPosting
from interview.documents import printed
from interview.documents.job_coverage import JobCoverage, RequirementView, job_coverage
from interview.i18n.translate import ENGLISH, Words
from interview.web import html_components, ui


def before(job: JobPosting) -> None:
    """The view before an interview: what the resume shows and what is missing in it."""
    coverage = job_coverage(job, frozenset(), ENGLISH)
    if coverage is None:
        st.caption("No skill that this app knows is named in it. The questions follow your resume alone.")
        return
    count, missing = len(coverage.requirements), len(job.missing)
    skills = "1 skill" if count == 1 else f"{count} skills"
    st.markdown(
        f"**{skills} asked for: {count - missing} in your resume, {missing} missing.** Questions go to these first, "
        "and to the gaps most of all."
    )
    ui.draw(_listed(_drawn(one, one.is_shown, [one.need, one.shown], ENGLISH) for one in coverage.requirements))


def after(coverage: JobCoverage | None, say: Words) -> list[str]:
    """The view after an interview: what was asked, what is still unprobed, what is missing in the resume."""
    if coverage is None:
        return []
    return [
        html_components.title(say("What the job asks for")),
        html_components.block(coverage.told),
        _listed(_drawn(one, one.is_asked, [one.need, one.asked, one.shown], say) for one in coverage.requirements),
    ]


def _drawn(one: RequirementView, is_met: bool, words: Iterable[str], say: Words) -> str:
    quoted = [say("The job: “{line}”", line=printed.quoted_line(one.job_line))]
    if one.resume_line:
        quoted.append(say("Your resume: “{line}”", line=printed.quoted_line(one.resume_line)))
    lines = "".join(f"<small>{html.escape(line)}</small>" for line in quoted)
    sign = "covered" if is_met else "missed"
    return f'<li class="{sign}"><b>{html.escape(printed.name(one.skill))}</b> · {" · ".join(words)}{lines}</li>'


def _listed(items: Iterable[str]) -> str:
    return f'<ul class="mi-points">{"".join(items)}</ul>'
