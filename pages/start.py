"""The first page: continue what is unfinished, or make a new interview from a resume or for a job."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

import streamlit as st

from interview.core.options import InterviewOptions
from interview.core.profile import Level, Profile, Project, Skill
from interview.core.resume import Resume
from interview.core.rounds import Round
from interview.core.session import InterviewSession
from interview.i18n.names import source_name
from interview.i18n.translate import ENGLISH
from interview.messages import Message
from interview.occupations.occupation import occupations
from interview.resume.read import read_pasted, read_resume, safe_file_name
from interview.web import job_target, practice_again, ui
from interview.web import options as choices

candidate = ui.services().candidate
resumes = ui.services().resumes
owner = ui.owner()
LEVELS = {Level.JUNIOR: "Junior", Level.MID: "Mid", Level.SENIOR: "Senior"}


def notes() -> dict[str, tuple[Message, ...]]:
    """What has to be said about interviews made in this tab before they begin, by session."""
    found: dict[str, tuple[Message, ...]] = st.session_state.setdefault("notes", {})
    return found


def just_made() -> list[str]:
    """Sessions made by a run of this tab that did not come to opening them: a further click ends a run early."""
    found: list[str] = st.session_state.setdefault("just_made", [])
    return found


def greet_unfinished() -> bool:
    """The newest interview that is still open, offered before anything else; whether there is one."""
    lines, _ = candidate.sessions(owner)
    line = next((line for line in lines if not line.completed_at), None)
    if line is None or line.id in notes():
        return False
    with st.container(border=True):
        st.markdown("**You have an unfinished interview.**")
        st.markdown(
            f"{ui.escape(source_name(line.resume_name))}, started {ui.when(line.created_at)}: "
            f"{line.answered} answered so far. Every word you typed is kept."
        )
        if st.button("Continue", type="primary", icon=":material/play_arrow:"):
            ui.go("answer", session=line.id)
    return True


def keep(name: str, data: bytes) -> None:
    found = read_resume(name, data)
    digest = hashlib.sha256(data).hexdigest()
    resume = resumes.add(owner, safe_file_name(name), found.text, digest, found.notes)
    st.query_params["resume"] = resume.id


def labels(found: Iterable[Resume]) -> dict[str, str]:
    """Labels of resumes, newest first, by id: never two alike, since Streamlit knows options by their labels."""
    named = {resume.id: f"{source_name(resume.file_name)} · {ui.when(resume.created_at)}" for resume in found}
    alike = Counter(named.values())
    for key, label in named.items():
        alike[label] -= 1
        if alike[label]:
            named[key] = f"{label} · {alike[label] + 1}"
    return named


def choose_resume() -> Resume | None:
    """A resume from an upload, from pasted text or from before; None while there is none."""
    upload, paste = st.tabs(["Upload a file", "Paste the text"])
    with upload:
        file = st.file_uploader("PDF, Word (.docx), TXT or MD, up to 10 MB", type=["pdf", "docx", "txt", "md"])
        if file is not None and st.session_state.get("read_file") != file.file_id:
            st.session_state.read_file = file.file_id
            with ui.errors(), st.spinner("Reading your resume …"):
                keep(file.name, file.getvalue())
    with paste:
        text = st.text_area("The text of your resume", height=200, max_chars=200_000)
        if st.button("Use this text") and text:
            with ui.errors():
                found = read_pasted(text)
                digest = hashlib.sha256(found.text.encode()).hexdigest()
                resume = resumes.add(owner, "", found.text, digest, found.notes)
                st.query_params["resume"] = resume.id
    known = {resume.id: resume for resume in resumes.all(owner)}
    if not known:
        return None
    chosen = st.query_params.get("resume")
    ids = list(known)
    picked = st.selectbox(
        "Resume to use",
        ids,
        index=ids.index(chosen) if chosen in known else 0,
        format_func=labels(known.values()).__getitem__,
    )
    if picked != chosen:
        st.query_params["resume"] = picked
    return known[picked]


def correct(resume: Resume) -> Profile:
    """What was understood, open to corrections."""
    profile = resume.profile
    st.subheader("What was understood")
    st.caption("The questions are made from this. Remove what is wrong, add what is missing.")
    for note in resume.notes:
        st.info(ui.escape(ENGLISH.message(note)), icon=":material/info:")
    known_as = sorted(occupations(), key=lambda name: occupations()[name].name)
    ids = ["", *known_as]
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    occupation = left.selectbox(
        "You are prepared as",
        ids,
        ids.index(profile.occupation) if profile.occupation in ids else 0,
        format_func=lambda name: occupations()[name].name if name else "Another occupation",
        key=f"occupation-{resume.id}",
        help="Questions on knowledge come from this work. For another occupation they come from your skills alone.",
    )
    level = right.segmented_control(
        "Level", list(LEVELS), default=profile.level, format_func=LEVELS.__getitem__, key=f"level-{resume.id}"
    )
    names = [skill.name for skill in profile.skills]
    skills = st.multiselect("Skills", options=names, default=names, accept_new_options=True, key=f"skills-{resume.id}")
    projects = st.text_area(
        "Projects and jobs, one on each line",
        "\n".join(project.name for project in profile.projects),
        key=f"projects-{resume.id}",
        height="content",
    )
    lines = {skill.name: skill.line for skill in profile.skills}
    known = {project.name: project for project in profile.projects}
    wanted = [name.strip()[:120] for name in projects.splitlines() if name.strip()]
    return replace(
        profile,
        skills=tuple(Skill(name, lines.get(name, "")) for name in skills),
        projects=tuple(known.get(name, Project(name)) for name in wanted),
        level=level or profile.level,
        occupation=occupation,
    )


@dataclass(frozen=True)
class Material:
    """What an interview is made from: a resume, or an occupation where there is none. `id` names its controls."""

    id: str
    profile: Profile
    resume: Resume | None = None

    def unfinished(self) -> InterviewSession | None:
        """The interview made from it that is still open."""
        if self.resume is not None:
            return candidate.find_unfinished(owner, self.resume.id)
        return candidate.find_unfinished_without_resume(owner, self.profile.occupation)

    def not_their_field(self) -> frozenset[str]:
        """Topics that interviews made from it leave out, because a question on them was swapped."""
        resume_id = None if self.resume is None else self.resume.id
        return ui.services().swaps.not_their_field(owner, resume_id=resume_id, occupation=self.profile.occupation)


def create(material: Material, questions: int, follow_ups: int, chosen: InterviewOptions, *, force: bool) -> None:
    resume, profile = material.resume, material.profile
    if resume is not None and profile != resume.profile:
        resumes.correct(owner, resume.id, profile)
    made = just_made()
    with st.spinner("Preparing your questions …"):
        created = candidate.create(
            owner,
            ui.visitor(),
            question_count=questions,
            follow_up_count=follow_ups,
            resume_id=None if resume is None else resume.id,
            occupation=profile.occupation if resume is None else "",
            level=profile.level,
            force=force,
            options=job_target.kept(chosen),
        )
        if not created.notes:
            made.append(created.session.id)
    if created.notes:
        notes()[created.session.id] = created.notes
        st.rerun()
    open_just_made()


def open_just_made() -> None:
    made = just_made()
    if made:
        session_id = made[-1]
        made.clear()
        ui.go("answer", session=session_id)


def ready(session_id: str) -> None:
    """An interview that came out differently than wished for: what is different, before it begins."""
    st.markdown("**Your interview is ready.**")
    for note in notes()[session_id]:
        st.info(ui.escape(ENGLISH.message(note)), icon=":material/info:")
    if st.button("Go to the questions", type="primary", icon=":material/play_arrow:"):
        del notes()[session_id]
        ui.go("answer", session=session_id)


def options(material: Material) -> None:
    """What the interview is about, how long it is, and the button that starts it."""
    unfinished = material.unfinished()
    st.subheader("The interview")
    if unfinished is not None and unfinished.id in notes():
        ready(unfinished.id)
        return
    chosen = choices.ask(material.profile, material.id, material.not_their_field())
    questions, follow_ups = choices.length(chosen.round, material.id)
    st.caption("You can stop at any time. What you answered until then is graded.")
    lacks_topic = chosen.round is Round.TOPIC and not chosen.topic
    if unfinished is None:
        emphasis: Literal["primary", "secondary"] = "secondary" if is_greeted else "primary"
        if st.button("Start the interview", type=emphasis, icon=":material/play_arrow:", disabled=lacks_topic):
            create(material, questions, follow_ups, chosen, force=False)
        return
    st.info("There is an unfinished interview made from this. Do you want to go on with it?", icon=":material/help:")
    left, right = st.columns(2)
    if left.button("Continue that one", icon=":material/play_arrow:", width="stretch"):
        ui.go("answer", session=unfinished.id)
    if right.button("Start a new one", icon=":material/add:", width="stretch", disabled=lacks_topic):
        create(material, questions, follow_ups, chosen, force=True)


def without_resume() -> Material | None:
    """A job to be interviewed for where no resume is at hand; None while none is chosen."""
    known = occupations()
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    chosen = left.selectbox(
        "No resume at hand? Choose the job",
        sorted(known, key=lambda name: known[name].name),
        index=None,
        format_func=lambda name: known[name].name,
        placeholder="Type or choose a job",
        key="without-resume",
    )
    if chosen is None:
        return None
    level = right.segmented_control("Level", list(LEVELS), default=Level.MID, format_func=LEVELS.__getitem__)
    return Material(f"job-{chosen}", Profile(occupation=chosen, level=level or Level.MID))


open_just_made()
st.title("Practise your next interview")
st.markdown("Upload your resume or choose a job, answer questions made for it, and get feedback on every answer.")
is_greeted = greet_unfinished()
practice_again.due_now()
st.subheader("What the interview is made from")
resume = choose_resume()
material = without_resume()
if material is not None:
    options(material)
elif resume is not None:
    options(Material(resume.id, correct(resume), resume))
else:
    st.caption("Nothing is uploaded yet. Only the text of your file is kept, never the file itself.")
ui.link_to_own_questions(ui.words())
