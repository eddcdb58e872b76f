"""What a job description asks for, drawn as a list: which of it the resume shows, which of it was asked.

All texts are data and escaped; it reads nothing and decides nothing.
"""

from __future__ import annotations

import html
from collections.abc import Iterable

import streamlit as st

from interview.core.posting import Job
from interview.documents.job_coverage import Line, wanted
from interview.i18n.translate import ENGLISH, Words
from interview.web import html_components as pieces
from interview.web import ui


def before(job: Job) -> None:
    """The view before an interview: what the resume shows and what is missing in it."""
    found = wanted(job, frozenset(), ENGLISH)
    if found is None:
        st.caption("No skill that this app knows is named in it. The questions follow your resume alone.")
        return
    count, missing = len(found.lines), len(job.missing)
    skills = "1 skill" if count == 1 else f"{count} skills"
    st.markdown(
        f"**{skills} asked for: {count - missing} in your resume, {missing} missing.** Questions go to these first, "
        "and to the gaps most of all."
    )
    ui.draw(_listed(_drawn(one, one.is_shown, [one.need, one.shown], ENGLISH) for one in found.lines))


def after(job: Job, probed: frozenset[str], say: Words) -> list[str]:
    """The view after an interview: what was asked, what is still unprobed, what is missing in the resume."""
    found = wanted(job, probed, say)
    if found is None:
        return []
    return [
        pieces.title(say("What the job asks for")),
        pieces.block(found.told),
        _listed(_drawn(one, one.is_asked, [one.need, one.asked, one.shown], say) for one in found.lines),
    ]


def _drawn(one: Line, is_met: bool, words: Iterable[str], say: Words) -> str:
    quoted = [say("The job: “{line}”", line=one.job_line)]
    quoted += [say("Your resume: “{line}”", line=one.resume_line)] * bool(one.resume_line)
    lines = "".join(f"<small>{html.escape(line)}</small>" for line in quoted)
    sign = "covered" if is_met else "missed"
    return f'<li class="{sign}"><b>{html.escape(one.skill)}</b> · {" · ".join(words)}{lines}</li>'


def _listed(items: Iterable[str]) -> str:
    return f'<ul class="mi-points">{"".join(items)}</ul>'
