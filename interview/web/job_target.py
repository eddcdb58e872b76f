"""The part of the start page about the job that somebody applies for: its advertisement, pasted now or kept before.

A pasted one is kept when an interview for it begins. It starts no interview.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from difflib import SequenceMatcher
from functools import partial

import streamlit as st

from interview.core.options import InterviewOptions, Preview
from interview.core.posting import MAX_JOB_CHARS, JobPosting, Need
from interview.core.profile import Profile
from interview.core.resume import resume_key
from interview.core.target import MAX_NAME_CHARS, Target, TargetCoverage
from interview.documents.job_coverage import in_other_languages, job_coverage
from interview.i18n.translate import ENGLISH, Words, sentences
from interview.messages import Message
from interview.occupations.occupation import occupations
from interview.resume.read import read_job_description
from interview.web import deleting, job_form, job_requirements, kept_form, ui
from interview.web.kept_form import Field
from interview.web.kept_form.kept_list import kept_words

# Skills that are named as still open; the list below has all of them.
MOST_NAMED = 5
_CHOSEN, _TURN, _OF_RESUME, _NAMED = "target-chosen", "target-turn", "target-of-resume", "target-named"
# The button to start stays in sight on a small screen.
_ROWS = 3
# A first line that is so like the one before is that line with a word corrected.
_CORRECTED = 0.9


@dataclass(frozen=True)
class Wanted:
    """The advertisement ("": none), and the job that is kept (None: it is none of these)."""

    text: str = ""
    target: Target | None = None


def name_of(target: Target, say: Words) -> str:
    """What to call a job that is kept, also where nothing in it is a title."""
    return target.name or say("A job without a title")


def choose(say: Words, resume_id: str | None) -> Wanted:
    """The job kept before, or a pasted advertisement. It begins with what the resume was used for last, if anything: a
    job of another one, or one that another tab adds meanwhile, is there to be chosen."""
    known = {target.id: target for target in ui.services().targets.all(ui.owner())}
    if st.session_state.get(_OF_RESUME, "") != resume_id:
        use(ui.services().targets.last_used_with(ui.owner(), resume_id), resume_id)
    chosen = ""
    if known:
        ids = [*known, ""]
        before = st.session_state.get(_CHOSEN)
        names = tuple(name_of(target, say) for target in known.values())
        chosen = st.selectbox(
            say("The job you apply for"),
            ids,
            index=ids.index(before) if before in ids else ids.index(""),
            format_func=lambda id: name_of(known[id], say) if id else say("Another job, or none in particular"),
            # Streamlit knows options by their labels: with another one it is another box. So it is for what was chosen
            # elsewhere on the page.
            key=f"target-{resume_key(repr(names))[:8]}-{st.session_state.get(_TURN, 0)}",
        )
        st.session_state[_CHOSEN] = chosen
    if chosen:
        target = known[chosen]
        if target.interview_on is not None:
            st.caption(day_told(target.interview_on, say))
        kept_words(
            _posting_key(),
            [_posting(say)],
            say,
            told=say(
                "You pasted another advertisement that no interview was started with. It is kept in this browser."
            ),
            use=say("Use these words"),
            on_use=partial(_choose, ""),
        )
        return Wanted(target.text, target)
    pasted = kept_form.handed(
        _posting_key(),
        [_posting(say)],
        say,
        kept=say("Kept in this browser until you start the interview, for 30 days at most."),
    ).values.get("jobText", "")
    if len(pasted) > MAX_JOB_CHARS:
        st.caption(
            say(
                "This text has {count:,} characters. Only the first {most:,} are read and kept.",
                count=len(pasted),
                most=MAX_JOB_CHARS,
            )
        )
    return Wanted(read_job_description(pasted))


def coverage(wanted: Wanted, job: JobPosting) -> TargetCoverage | None:
    """How far the interviews for a job that is kept have covered what was understood of it; None for another one."""
    return None if wanted.target is None else ui.services().targets.coverage_of(wanted.target, job)


def in_a_line(wanted: Wanted, job: JobPosting, found: TargetCoverage | None, has_resume: bool, say: Words) -> None:
    """What was understood of the job, and of one that is kept what was found covered; nothing where there is none."""
    if found is not None:
        st.markdown(ui.escape(told(found, say)))
    elif wanted.text:
        st.markdown(job_requirements.in_a_line(job, has_resume, say))


def details(
    wanted: Wanted, preview: Preview, found: TargetCoverage | None, profile: Profile, has_resume: bool, say: Words
) -> None:
    """All that the job asks for, and the fields to name it by or, of one that is kept, to edit it."""
    job = preview.job
    if found is not None:
        covered = job_coverage(job, found.probed, say, has_resume=has_resume, goes_on=True)
        if covered is not None:
            ui.draw(*job_requirements.after(covered, say), language=say.tag)
        _prepared_for(preview, profile, say)
        st.markdown(f"**{say('Edit this job')}**")
        job_form.edit(found.target, say)
        if st.button(
            say("Delete the job"), icon=":material/delete:", type="tertiary", key=f"target-ask-{found.target.id}"
        ):
            st.dialog(say("Delete this job?"))(_delete)(found.target, say)
    elif wanted.text:
        job_requirements.before(job, has_resume, say)
        _not_covered(preview, say)
        _prepared_for(preview, profile, say)
        st.markdown(f"**{say('Title, company and day of the real interview (optional)')}**")
        if title := _title_in(wanted.text):
            # Not in the field: what stands there is the person's, and stays when the advertisement is corrected.
            st.caption(
                say("If you leave the title empty, it is “{title}”, as in the advertisement.", title=ui.escape(title))
            )
        kept_form.handed(
            _names_key(wanted.text),
            job_form.names(say),
            say,
            kept=say("Kept in this browser until you start the interview, for 30 days at most."),
        )


def kept(wished: InterviewOptions) -> InterviewOptions:
    """The same wishes with a pasted advertisement kept as a job; the browser then need not keep it."""
    if wished.target_id or not wished.job_text:
        return wished
    named = kept_form.now_in(_names_key(wished.job_text))
    target = ui.services().targets.add(
        ui.owner(),
        title=named.values.get("title", "").strip() or _title_in(wished.job_text),
        company=named.values.get("company", ""),
        text=wished.job_text,
        interview_on=day_of(named.values.get("interviewOn", "")),
    )
    kept_form.forget(kept_form.now_in(_posting_key()), named)
    _choose(target.id)
    return replace(wished, target_id=target.id)


def _title_in(text: str) -> str:
    """What to call a job whose title was left empty: as its advertisement begins."""
    return JobPosting(text).title[:MAX_NAME_CHARS]


def day_of(text: str) -> date | None:
    """A day as a browser gives it, of ISO 8601; None for none, and for one that is not there."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def use(id: str, resume_id: str | None) -> None:
    """The job that this resume is used for from now on, "" for none."""
    _choose(id)
    st.session_state[_OF_RESUME] = resume_id


def _choose(id: str) -> None:
    st.session_state[_CHOSEN] = id
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def _posting(say: Words) -> Field:
    return Field(
        "jobText",
        say("The text of the job advertisement (optional)"),
        "text",
        placeholder=say(
            "Paste it here. Questions on knowledge then begin with what it asks for, where there are questions on it."
        ),
        rows=_ROWS,
    )


def _posting_key() -> str:
    return f"{ui.owner()}:start:posting"


def _names_key(text: str) -> str:
    """Fields stay with an advertisement whose words are corrected, also in its first line. Those of another one, which
    begins otherwise, are other fields: none keeps the title of the one before."""
    begins = text.strip().partition("\n")[0].strip()[:MAX_NAME_CHARS]
    name, before = st.session_state.get(_NAMED, ("", ""))
    if begins != before:
        alike = SequenceMatcher(None, before.casefold(), begins.casefold()).ratio()
        name = name if alike >= _CORRECTED else resume_key(begins)[:8]
        st.session_state[_NAMED] = (name, begins)
    return f"{ui.owner()}:start:names-{name}"


def _delete(target: Target, say: Words) -> None:
    st.markdown(f"**{ui.escape(name_of(target, say))}**")
    st.markdown(
        say(
            "Its advertisement and the day are deleted. The interviews for it stay. Of the advertisement they keep the "
            "title or first line, the lines that say what it asks for, and what their questions quote."
        )
    )
    if deleting.is_wanted(say("Delete it"), target.id, say):
        with ui.errors():
            ui.services().targets.delete(ui.owner(), target.id)
            st.rerun()


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
    """How far all interviews for a job have covered it, in one to three sentences."""
    if not found.interviews:
        return say.message(Message.of("target.no_interview"))
    left, none = found.open_needs, found.without_question
    count = len(found.job.needs)
    asked = count - len(left) - len(none)
    if not count:
        return say.message(Message.of("target.interviews", interviews=found.interviews))
    code = "target.covered_one" if found.interviews == 1 else "target.covered"
    said = [Message.of(code, interviews=found.interviews, asked=asked, count=count)]
    if left:
        named, more = _named(left, say)
        said.append(
            Message.of("target.open_more", skills=named, more=more) if more else Message.of("target.open", skills=named)
        )
    nowhere = [need for need in none if not need.asked_in]
    if nowhere:
        named, more = _named(nowhere, say)
        said.append(
            Message.of("target.no_question_more", skills=named, more=more)
            if more
            else Message.of("target.no_question", skills=named)
        )
    return sentences((say.messages(said), in_other_languages(none, say)))


def _named(needs: Sequence[Need], say: Words) -> tuple[str, int]:
    """The first of these by name, and how many more there are."""
    return say.listed(say.one_of(need.skills) for need in needs[:MOST_NAMED]), max(0, len(needs) - MOST_NAMED)


def _not_covered(preview: Preview, say: Words) -> None:
    """Name what the job asks for and the practice interviewer has no question on."""
    lacking = [need for need in preview.job.needs if need.lacks_question]
    left = [need for need in lacking if not need.asked_in]
    if elsewhere := in_other_languages(lacking, say):
        st.caption(ui.escape(elsewhere))
    if left:
        st.caption(
            say(
                "We have no questions on: {skills}. An interviewer may ask about "
                "{count:it|them}, so prepare {count:it|them} by yourself.",
                skills=ui.escape(say.listed(say.one_of(need.skills) for need in left)),
                count=len(left),
            )
        )


def _prepared_for(preview: Preview, profile: Profile, say: Words) -> None:
    """Say so where the practice interviewer prepares for the job of the posting, and that is another occupation."""
    wanted = occupations().get(preview.wanted_as)
    is_practice = not ui.services().interviewer.identity.is_model
    if is_practice and wanted is not None and wanted.occupation != profile.occupation:
        st.caption(
            say(
                "This job is one for: {work}. With it, questions on knowledge come from that work.",
                work=ui.escape(wanted.called(say.language)),
            )
        )
