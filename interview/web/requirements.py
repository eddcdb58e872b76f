"""What a job description asks for, drawn as a list: which of it the resume shows, which of it was asked.

All texts are data and escaped; it reads nothing and decides nothing.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence

import streamlit as st

from interview.core.job import Job, Requirement


def before(job: Job) -> None:
    """The view before an interview: what the resume shows and what is missing in it."""
    if not job.requirements:
        st.caption("No skill that this app knows is named in it. The questions follow your resume alone.")
        return
    missing = len(job.missing)
    st.markdown(
        f"**{_count(len(job.requirements), 'skill')} asked for: {len(job.requirements) - missing} in your resume, "
        f"{missing} missing.** Questions go to these first, and to the gaps most of all."
    )
    _draw(job.requirements, lambda one: "covered" if one.is_shown else "missed", lambda one: [_in_resume(one)])


def after(job: Job, probed: frozenset[str]) -> None:
    """The view after an interview: what was asked, what is still unprobed, what is missing in the resume."""
    asked = sum(one.skill in probed for one in job.requirements)
    left = len(job.requirements) - asked
    st.markdown(
        f"{_count(len(job.requirements), 'skill')} asked for: **{asked} asked about**, **{left} still unprobed**, "
        f"**{len(job.missing)} missing in the resume**."
    )
    _draw(
        job.requirements,
        lambda one: "covered" if one.skill in probed else "missed",
        lambda one: ["asked" if one.skill in probed else "still unprobed", _in_resume(one)],
    )


def _draw(
    requirements: Sequence[Requirement], sign: Callable[[Requirement], str], words: Callable[[Requirement], list[str]]
) -> None:
    items = []
    for one in requirements:
        said = " · ".join(["required" if one.is_required else "nice to have", *words(one)])
        items.append(
            f'<li class="{sign(one)}"><b>{html.escape(one.skill)}</b> · {said}'
            f"<small>The job: “{html.escape(one.line)}”</small>{_resume_line(one)}</li>"
        )
    st.html(f'<ul class="mi-points">{"".join(items)}</ul>')


def _in_resume(one: Requirement) -> str:
    return "in your resume" if one.is_shown else "not in your resume"


def _resume_line(one: Requirement) -> str:
    return f"<small>Your resume: “{html.escape(one.resume_line)}”</small>" if one.resume_line else ""


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
