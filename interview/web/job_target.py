"""The part of the start page about the job that somebody applies for: its advertisement, pasted now or kept before.

A pasted one is kept when an interview for it begins. It starts no interview.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time

import streamlit as st

from interview.core.options import InterviewOptions
from interview.core.posting import MAX_JOB_CHARS, JobPosting
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


@dataclass(frozen=True)
class Wanted:
    """The advertisement ("": none), and the job that is kept (None: it is none of these)."""

    text: str = ""
    target: Target | None = None


def name_of(target: Target, say: Words) -> str:
    """What to call a job that is kept, also where nothing in it is a title."""
    return target.name or say("A job without a title")


def choose(say: Words) -> Wanted:
    """The job kept before, or a pasted advertisement."""
    known = {target.id: target for target in ui.services().targets.all(ui.owner())}
    chosen = ""
    if known:
        chosen = st.selectbox(
            say("The job you apply for"),
            [*known, ""],
            format_func=lambda id: name_of(known[id], say) if id else say("Another job, or none in particular"),
            key="target",
        )
    if chosen:
        target = known[chosen]
        if target.interview_on is not None:
            st.caption(day_told(target.interview_on, say))
        return Wanted(target.text, target)
    pasted = st.text_area(
        say("The text of the job advertisement (optional)"),
        height=100,
        max_chars=MAX_JOB_CHARS,
        placeholder=say("Paste it here. Questions on knowledge then begin with what the job asks for."),
        key="job",
    )
    return Wanted(read_job_description(pasted))


def in_a_line(wanted: Wanted, job: JobPosting, profile: Profile, has_resume: bool, say: Words) -> None:
    """What was understood of the job; nothing where there is none."""
    if wanted.target is not None:
        found = ui.services().targets.coverage(ui.owner(), wanted.target.id, profile)
        st.markdown(ui.escape(told(found, say)))
    elif wanted.text:
        st.markdown(job_requirements.in_a_line(job, has_resume, say))


def details(wanted: Wanted, job: JobPosting, profile: Profile, has_resume: bool, say: Words) -> None:
    """All that the job asks for, and the fields to name it by or, of one that is kept, to edit it."""
    if wanted.target is not None:
        found = ui.services().targets.coverage(ui.owner(), wanted.target.id, profile)
        if found.job.requirements:
            ui.draw(
                *job_requirements.after(job_coverage(found.job, found.probed, say, has_resume=has_resume), say),
                language=say.tag,
            )
        _prepared_for(found.job.head, profile, say)
        st.markdown(f"**{say('Edit this job')}**")
        _edit(wanted.target, say)
    elif wanted.text:
        job_requirements.before(job, has_resume, say)
        _prepared_for(job.head, profile, say)
        st.markdown(f"**{say('Title, company and day of the real interview (optional)')}**")
        new = Target("", "", job.title[:MAX_NAME_CHARS], "", wanted.text, ui.now())
        _fields(new, _suffix_of(wanted.text), say)


def kept(wished: InterviewOptions) -> InterviewOptions:
    """The same wishes with a pasted advertisement kept as a job."""
    if wished.target_id or not wished.job_text:
        return wished
    said, suffix = st.session_state, _suffix_of(wished.job_text)
    target = ui.services().targets.add(
        ui.owner(),
        title=said.get(_TITLE + suffix, ""),
        company=said.get(_COMPANY + suffix, ""),
        text=wished.job_text,
        interview_on=said.get(_DAY + suffix),
    )
    return replace(wished, target_id=target.id)


def _suffix_of(text: str) -> str:
    """Fields of another advertisement are other fields: none keeps the title of the one before."""
    return f"-{resume_key(text)[:8]}"


def _edit(target: Target, say: Words) -> None:
    said, text_key, seen_key = st.session_state, f"target-text-{target.id}", f"target-seen-{target.id}"
    if text_key not in said:
        # What stands in the fields is what was known when they were first drawn.
        said[seen_key] = target.mark
    title, company, day = _fields(target, f"-{target.id}", say)
    text = st.text_area(
        say("The text of the advertisement"),
        target.text,
        max_chars=MAX_JOB_CHARS,
        key=text_key,
        on_change="ignore",
    )
    left, right = st.columns(2)
    if left.button(say("Save the job"), icon=":material/save:", width="stretch"):
        with ui.errors():
            # Who was told that another tab has changed it, and saves again, means it.
            seen, said[seen_key] = said.get(seen_key, ""), target.mark
            changed = ui.services().targets.edit(
                ui.owner(), target.id, title=title, company=company, text=text, interview_on=day, seen=seen
            )
            said[seen_key] = changed.mark
            st.rerun()
    if right.button(say("Delete the job"), icon=":material/delete:", width="stretch", key=f"target-ask-{target.id}"):
        st.dialog(say("Delete for good?"))(_delete)(target, say)


def _delete(target: Target, say: Words) -> None:
    st.markdown(f"**{ui.escape(name_of(target, say))}**")
    st.markdown(say("Its advertisement and the day are deleted. The interviews for it stay."))
    if st.button(say("Delete it"), type="primary", icon=":material/delete:"):
        ui.services().targets.delete(ui.owner(), target.id)
        st.rerun()


def _fields(target: Target, suffix: str, say: Words) -> tuple[str, str, date | None]:
    """They change nothing on the page, so it is not drawn anew while somebody goes from one to the next."""
    title = st.text_input(say("Title"), target.title, max_chars=MAX_NAME_CHARS, key=_TITLE + suffix, on_change="ignore")
    company = st.text_input(
        say("Company"), target.company, max_chars=MAX_NAME_CHARS, key=_COMPANY + suffix, on_change="ignore"
    )
    day = st.date_input(
        say("Day of the real interview"),
        target.interview_on,
        key=_DAY + suffix,
        format="YYYY-MM-DD",
        on_change="ignore",
    )
    return title, company, day


def day_told(day: date, say: Words) -> str:
    """When the real interview is, or was, in a sentence."""
    left = (day - ui.now().astimezone(ui.zone()).date()).days
    named = say.day(datetime.combine(day, time(), ui.zone()), ui.zone())
    if left < 0:
        return say("The interview was on {day}.", day=named)
    if left == 0:
        return say("The interview is today.")
    if left == 1:
        return say("The interview is tomorrow.")
    return say("The interview is in {days} days, on {day}.", days=left, day=named)


def told(found: TargetCoverage, say: Words = ENGLISH) -> str:
    """How far all interviews for a job have covered it, in a sentence or two."""
    if not found.interviews:
        return say.message(Message.of("target.no_interview"))
    needs, left = found.job.needs, found.open_needs
    count, asked = len(needs), len(needs) - len(left)
    if not count:
        return say.message(Message.of("target.interviews", interviews=found.interviews))
    code = "target.covered_one" if found.interviews == 1 else "target.covered"
    said = [Message.of(code, interviews=found.interviews, asked=asked, count=count)]
    if left:
        named = say.listed(say.one_of(need.skills) for need in left[:MOST_NAMED])
        more = len(left) - MOST_NAMED
        said.append(
            Message.of("target.open_more", skills=named, more=more)
            if more > 0
            else Message.of("target.open", skills=named)
        )
    return say.messages(said)


def _prepared_for(title: str, profile: Profile, say: Words) -> None:
    """Say so where the practice interviewer prepares for the job of the posting, and that is another occupation."""
    wanted = recognised(title)
    is_practice = not ui.services().interviewer.identity.is_model
    if is_practice and wanted is not None and wanted.occupation != profile.occupation:
        st.caption(
            say(
                "This job is one for: {work}. With it, questions on knowledge come from that work.",
                work=ui.escape(wanted.called(say.language)),
            )
        )
