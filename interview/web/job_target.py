"""The part of the start page about the job that somebody applies for: its advertisement, pasted now or kept before.

A pasted one is kept when an interview for it begins. It starts no interview.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from interview.core.options import InterviewOptions
from interview.core.posting import MAX_JOB_CHARS
from interview.core.profile import Profile
from interview.core.resume import resume_key
from interview.core.target import MAX_NAME_CHARS, Target, TargetCoverage
from interview.documents.job_coverage import job_coverage
from interview.i18n.translate import ENGLISH, Words
from interview.messages import Message
from interview.occupations.recognise import recognised
from interview.resume.read import read_job_description
from interview.web import job_requirements, ui

# Skills that are named as still open; the list below has all of them.
MOST_NAMED = 5
_TITLE, _COMPANY, _DAY = "target-title", "target-company", "target-day"


def choose(profile: Profile) -> tuple[str, str]:
    """The advertisement ("": none) and the id of the job that is kept ("": it is none of these)."""
    known = {target.id: target for target in ui.services().targets.all(ui.owner())}
    chosen = ""
    if known:
        chosen = st.selectbox(
            "The job you apply for",
            [*known, ""],
            format_func=lambda id: known[id].name if id else "Another job, or none in particular",
            key="target",
        )
    if chosen:
        _show(known[chosen], profile)
        return known[chosen].text, chosen
    pasted = st.text_area(
        "The text of the job advertisement (optional)",
        height=100,
        max_chars=MAX_JOB_CHARS,
        placeholder="Paste it here. The interview then tests what the job asks for.",
        key="job",
    )
    text = read_job_description(pasted)
    if text:
        _show_new(text, profile)
    return text, ""


def kept(wanted: InterviewOptions) -> InterviewOptions:
    """The same wishes with a pasted advertisement kept as a job."""
    if wanted.target_id or not wanted.job_text:
        return wanted
    said, suffix = st.session_state, _suffix_of(wanted.job_text)
    target = ui.services().targets.add(
        ui.owner(),
        title=said.get(_TITLE + suffix, ""),
        company=said.get(_COMPANY + suffix, ""),
        text=wanted.job_text,
        interview_on=said.get(_DAY + suffix),
    )
    return replace(wanted, target_id=target.id)


def _show_new(text: str, profile: Profile) -> None:
    job = ui.services().candidate.preview_for(profile, text).job
    with st.expander("What the job asks for", icon=":material/work:", expanded=True):
        job_requirements.before(job)
        _prepared_for(job.title, profile)
    with st.expander("Title, company and day of the real interview (optional)", icon=":material/event:"):
        _fields(Target("", "", job.title[:MAX_NAME_CHARS], "", text, ui.now()), _suffix_of(text))


def _suffix_of(text: str) -> str:
    """Fields of another advertisement are other fields: none keeps the title of the one before."""
    return f"-{resume_key(text)[:8]}"


def _show(target: Target, profile: Profile) -> None:
    found = ui.services().targets.coverage(ui.owner(), target.id, profile)
    st.markdown(" ".join(filter(None, (_day_told(target), ui.escape(told(found))))))
    if found.job.requirements:
        with st.expander("What the job asks for", icon=":material/work:"):
            ui.draw(*job_requirements.after(job_coverage(found.job, found.probed, ENGLISH), ENGLISH))
            _prepared_for(found.job.title, profile)
    with st.expander("Edit this job", icon=":material/edit:"):
        _edit(target)


def _edit(target: Target) -> None:
    title, company, day = _fields(target, f"-{target.id}")
    text = st.text_area(
        "The text of the advertisement", target.text, max_chars=MAX_JOB_CHARS, key=f"target-text-{target.id}"
    )
    left, right = st.columns(2)
    if left.button("Save the job", icon=":material/save:", width="stretch"):
        with ui.errors():
            ui.services().targets.edit(ui.owner(), target.id, title=title, company=company, text=text, interview_on=day)
            st.rerun()
    with right.popover("Delete the job", icon=":material/delete:", width="stretch"):
        st.markdown("Its advertisement and the day are deleted. The interviews for it stay.")
        if st.button("Delete it", key=f"target-delete-{target.id}"):
            ui.services().targets.delete(ui.owner(), target.id)
            st.rerun()


def _fields(target: Target, suffix: str) -> tuple[str, str, date | None]:
    title = st.text_input("Title", target.title, max_chars=MAX_NAME_CHARS, key=_TITLE + suffix)
    company = st.text_input("Company", target.company, max_chars=MAX_NAME_CHARS, key=_COMPANY + suffix)
    day = st.date_input("Day of the real interview", target.interview_on, key=_DAY + suffix, format="YYYY-MM-DD")
    return title, company, day


def _day_told(target: Target) -> str:
    if target.interview_on is None:
        return ""
    days = (target.interview_on - ui.now().astimezone(ui.zone()).date()).days
    if days < 0:
        return f"The interview was on {target.interview_on:%-d %b %Y}."
    left = "today" if days == 0 else "tomorrow" if days == 1 else f"in {days} days"
    return f"**The interview is {left}**, on {target.interview_on:%-d %b %Y}."


def told(found: TargetCoverage, say: Words = ENGLISH) -> str:
    """How far all interviews for a job have covered it, in a sentence or two."""
    if not found.interviews:
        return say.message(Message.of("target.no_interview"))
    asked = sum(one.skill in found.probed for one in found.job.requirements)
    count, left = len(found.job.requirements), found.still_open
    if not count:
        return say.message(Message.of("target.interviews", interviews=found.interviews))
    code = "target.covered_one" if found.interviews == 1 else "target.covered"
    said = [Message.of(code, interviews=found.interviews, asked=asked, count=count)]
    if left:
        named = ", ".join(left[:MOST_NAMED])
        more = len(left) - MOST_NAMED
        said.append(
            Message.of("target.open_more", skills=named, more=more)
            if more > 0
            else Message.of("target.open", skills=named)
        )
    return say.messages(said)


def _prepared_for(title: str, profile: Profile) -> None:
    """Say so where the practice interviewer prepares for the job of the posting, and that is another occupation."""
    wanted = recognised(title)
    is_practice = not ui.services().interviewer.identity.is_model
    if is_practice and wanted is not None and wanted.occupation != profile.occupation:
        st.caption(
            f"This job is one for: {ui.escape(wanted.name)}. With it, questions on knowledge come from that work."
        )
