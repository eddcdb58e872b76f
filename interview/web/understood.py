"""What was understood of somebody, in one line, and the editor that corrects it.

A correction is kept as soon as it is made; what is being typed stays in the browser until then. A resume's text never
changes.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import streamlit as st

from interview.core.profile import Level, Profile, Project, Skill
from interview.core.resume import Resume
from interview.i18n.translate import Words
from interview.occupations.occupation import occupations
from interview.text.excerpts import one_line
from interview.web import kept_form, ui, work_choice
from interview.web.kept_form import Field, Handed

MOST_NAMED = 3
# As the HTTP API bounds what is written; a longer name that was read stays.
_MAX_NAME_CHARS = 120


def of_work(profile: Profile, say: Words) -> None:
    """The line where an occupation is all that is known."""
    st.markdown(f"**{ui.escape(work_told(profile, say))}**")


def of_resume(resume: Resume, say: Words) -> Profile:
    """The line of a resume, with the way to correct it in place; the profile as it is corrected now."""
    # What the editor was opened with, which its fields begin with, and what it kept last.
    opened = f"correcting-{resume.id}"
    with st.container(horizontal=True, vertical_alignment="center", key="understood"):
        place = st.empty()
        if opened not in st.session_state and st.button(say("Correct it"), icon=":material/edit:", type="tertiary"):
            st.session_state[opened] = (resume.profile, resume.profile)
            st.rerun()
    profile = resume.profile
    if opened in st.session_state:
        with st.container(border=True):
            begun, last = st.session_state[opened]
            corrected, stored = _corrected(resume.id, begun, last, say)
            changed = {name: now for name, now in vars(corrected).items() if now != getattr(last, name)}
            # Only these: another tab may have corrected something else since.
            if changed:
                wanted = replace(resume.profile, **changed)
                profile = ui.services().resumes.correct(ui.owner(), resume.id, wanted).profile
                st.session_state[opened] = (begun, corrected)
            kept_form.forget(stored)
            if st.button(say("Done"), icon=":material/check:"):
                del st.session_state[opened]
                st.rerun()
    place.markdown(_told(profile, say), width="content")
    for note in resume.notes:
        st.info(ui.escape(say.message(note)), icon=":material/info:")
    return profile


def _told(profile: Profile, say: Words) -> str:
    work = f"**{ui.escape(work_told(profile, say))}**"
    names = [skill.name for skill in profile.skills]
    if not names:
        return say("{work}. No skill was found; add yours under “Correct it”.", work=work)
    skills = ui.escape(say.listed(names[:MOST_NAMED]))
    more = len(names) - MOST_NAMED
    if more > 0:
        return say("{work}: {skills} and {more} more. Right?", work=work, skills=skills, more=more)
    return say("{work}: {skills}. Right?", work=work, skills=skills)


def work_told(profile: Profile, say: Words) -> str:
    """What somebody works as and how far they are."""
    known = occupations().get(profile.occupation)
    called = known.called(say.language) if known else profile.title[:1].upper() + profile.title[1:]
    level = {
        Level.JUNIOR: say("junior level"),
        Level.MID: say("mid level"),
        Level.SENIOR: say("senior level"),
    }[profile.level]
    return say("{work}, {level}", work=called, level=level) if called else say("Questions at {level}", level=level)


def _corrected(id: str, profile: Profile, last: Profile, say: Words) -> tuple[Profile, Handed]:
    """The editor of a resume, opened with `profile`; what it says now, and what the browser need not keep once that is
    stored. Of projects with a line that is too long it says so, and what they were `last` stays."""
    st.caption(say("The questions are made from this. Remove what is wrong, add what is missing."))
    names = {id: known.called(say.language) for id, known in occupations().items()}
    ids = ["", *sorted(names, key=names.__getitem__)]
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    occupation = left.selectbox(
        say("You are prepared as"),
        ids,
        ids.index(profile.occupation) if profile.occupation in ids else 0,
        format_func=lambda each: names.get(each) or say("Another occupation"),
        key=f"occupation-{id}",
        help=say(
            "Questions on knowledge come from this work. For another occupation they come from your skills alone."
        ),
    )
    levels = work_choice.levels(say)
    level = right.segmented_control(
        say("Level"), list(levels), default=profile.level, format_func=levels.__getitem__, key=f"level-{id}"
    )
    skills = [skill.name for skill in profile.skills]
    chosen = st.multiselect(
        say("Skills"),
        options=skills,
        default=skills,
        accept_new_options=True,
        placeholder=say("Type a skill"),
        key=f"skills-{id}",
    )
    before = "\n".join(project.name for project in profile.projects)
    label = say("Projects and jobs, one on each line of at most {most} characters", most=_MAX_NAME_CHARS)
    typed = kept_form.handed(
        f"{ui.owner()}:projects:{id}",
        [Field("projects", label, "text", before)],
        say,
        kept=say("Kept in this browser. It is saved when you leave the field."),
    )
    lines = {skill.name: skill.line for skill in profile.skills}
    corrected = replace(
        profile,
        skills=tuple(Skill(name, lines.get(name, "")) for name in chosen),
        level=level or profile.level,
        occupation=occupation,
    )
    # Of one name there may be several: two jobs with one employer.
    known: defaultdict[str, list[Project]] = defaultdict(list)
    for project in reversed(profile.projects):
        known[project.name.strip()].append(project)
    wanted = [name.strip() for name in typed.values.get("projects", before).splitlines() if name.strip()]
    too_long = next((name for name in wanted if len(name) > _MAX_NAME_CHARS and name not in known), "")
    if too_long:
        st.warning(
            say(
                "Projects and jobs are not saved yet: the line “{line}” has {count} characters. Shorten it, or make "
                "two lines of it.",
                line=ui.escape(one_line(too_long, 40)),
                count=len(too_long),
            ),
            icon=":material/edit:",
        )
        return replace(corrected, projects=last.projects), Handed()
    projects = tuple(known[name].pop() if known[name] else Project(name) for name in wanted)
    return replace(corrected, projects=projects), typed
