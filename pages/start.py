"""The first page: continue what is unfinished, or make a new interview from a resume or for a job."""

from dataclasses import dataclass
from typing import Literal

import streamlit as st

from interview.core.options import InterviewOptions
from interview.core.profile import Profile
from interview.core.resume import Resume
from interview.core.session import InterviewSession
from interview.i18n.translate import sentences
from interview.messages import Message
from interview.web import (
    first_words,
    job_target,
    landing,
    local_offer,
    model_checking,
    model_cost,
    own_data,
    pausing,
    practice_again,
    resume_choice,
    ui,
    understood,
    what_is_told,
    work_choice,
)
from interview.web import options as choices
from interview.web.resume_names import name_of_session

creation = ui.services().creation
owner = ui.owner()
say = ui.words()


def notes() -> dict[str, tuple[Message, ...]]:
    """What has to be said about interviews made in this tab before they begin, by session."""
    found: dict[str, tuple[Message, ...]] = st.session_state.setdefault("notes", {})
    return found


def just_made() -> list[str]:
    """Sessions made by a run of this tab that did not come to opening them: a further click ends a run early."""
    found: list[str] = st.session_state.setdefault("just_made", [])
    return found


def unfinished() -> InterviewSession | None:
    """The interview that was paused just now, or else the open one that was worked on last; none whose notes are shown
    below."""
    found = ui.services().candidate.find_open(owner, pausing.paused())
    return None if found is None or found.id in notes() else found


def greet(session: InterviewSession) -> None:
    """An unfinished interview, offered before anything else."""
    name, when = ui.escape(name_of_session(session, say)), ui.when(session.created_at)
    turn = session.current
    with st.container(border=True, horizontal=True, vertical_alignment="center", wrap=False, key="unfinished"):
        if turn is not None and session.id == pausing.paused():
            values = {"number": turn.position.main + 1, "total": session.mains, "name": name}
            st.markdown(
                say("**Paused** at question {number} of {total}: {name}. Every word you typed is kept.", **values)
            )
        else:
            told = say("**Unfinished interview:** {name}, {when}. Every word you typed is kept.", name=name, when=when)
            st.markdown(told)
        if st.button(say("Continue"), type="primary", icon=":material/play_arrow:", key="continue"):
            ui.go("answer", session=session.id)


@dataclass(frozen=True)
class Material:
    """What an interview is made from: a resume, or an occupation where there is none. `id` names its controls."""

    id: str
    profile: Profile
    resume: Resume | None = None

    def unfinished(self) -> InterviewSession | None:
        """The interview made from it that is still open."""
        if self.resume is not None:
            return creation.find_unfinished(owner, self.resume.id)
        return creation.find_unfinished_without_resume(owner, self.profile.occupation, self.profile.language)

    def not_their_field(self) -> frozenset[str]:
        """Topics that interviews made from it leave out, because a question on them was swapped."""
        resume_id = None if self.resume is None else self.resume.id
        work, language = self.profile.occupation, self.profile.language
        return ui.services().swaps.not_their_field(owner, resume_id=resume_id, occupation=work, language=language)


def choose() -> tuple[Material | None, job_target.Wanted]:
    """Resume and posting side by side, and the kinds of work where no resume is used."""
    known = {resume.id: resume for resume in ui.services().resumes.all(owner)}
    left, right = st.columns(2, gap="medium")
    with left:
        resume = resume_choice.choose(known, say)
    with right:
        wanted = job_target.choose(say, None if resume is None else resume.id)
    if resume is not None:
        return Material(resume.id, understood.of_resume(resume, say), resume), wanted
    work = work_choice.choose(say)
    if work is None:
        return None, wanted
    understood.of_work(work, say)
    return Material(f"job-{work.occupation}", work), wanted


def create(material: Material, wish: choices.Wish, *, force: bool) -> None:
    resume, profile = material.resume, material.profile
    options: InterviewOptions = job_target.kept(wish.options)
    made = just_made()
    with st.spinner(say("Preparing your questions …")), first_words.shown(say) as on_words:
        created = creation.create(
            owner,
            ui.visitor(),
            question_count=wish.questions,
            follow_up_count=wish.follow_ups,
            resume_id=None if resume is None else resume.id,
            occupation=profile.occupation if resume is None else "",
            level=profile.level,
            force=force,
            options=options,
            on_words=on_words,
        )
        if not created.notes:
            made.append(created.session.id)
    if created.notes:
        notes()[created.session.id] = created.notes
        # What was paused is no longer what to go on with.
        st.query_params.from_dict(resume_choice.chosen(None if resume is None else resume.id))
        st.rerun()
    open_just_made()


def open_just_made() -> None:
    made = just_made()
    if made:
        session_id = made[-1]
        made.clear()
        ui.go("answer", session=session_id)


def ready(session_id: str, greeted: str) -> None:
    """An interview that came out differently than wished for: what is different, before it begins."""
    emphasis: Literal["primary", "secondary"] = "secondary" if greeted else "primary"
    st.markdown(say("**Your interview is ready.**"))
    for note in notes()[session_id]:
        st.info(ui.escape(say.message(note)), icon=":material/info:")
    if st.button(say("Go to the questions"), type=emphasis, icon=":material/play_arrow:"):
        del notes()[session_id]
        ui.go("answer", session=session_id)


def begin(material: Material, wanted: job_target.Wanted, greeted: str) -> None:
    """The button that starts the interview, what will happen then, and everything that can be changed about it.

    `greeted` is the unfinished interview that is offered above ("": none).
    """
    unfinished = material.unfinished()
    if unfinished is not None and unfinished.id in notes():
        ready(unfinished.id, greeted)
        return
    above = st.container(gap="xsmall")
    button = st.container(gap="xsmall", key="begin")
    below = st.container(gap="xsmall")
    has_resume = material.resume is not None
    text = "" if material.resume is None else material.resume.text
    left_out = material.not_their_field()
    wish = choices.fold(material.profile, material.id, wanted, left_out, has_resume, say, resume_text=text)
    what_is_told.fold(material.profile, text, wanted.text, material.id, say)
    with above:
        job_target.in_a_line(wanted, wish.job, wish.covered, has_resume, say)
        if unfinished is not None and unfinished.id != greeted:
            st.markdown(say("There is an unfinished interview made from this."))
    with button:
        start(material, wish, unfinished, greeted)
    with below:
        st.caption(
            say("Choose the topic under “Change the interview”.") if wish.lacks_topic else choices.in_a_line(wish, say)
        )
        model_cost.line(wish.questions, wish.follow_ups, wish.options.language, say)
        model_checking.warn(say)


def start(material: Material, wish: choices.Wish, unfinished: InterviewSession | None, greeted: str) -> None:
    emphasis: Literal["primary", "secondary"] = "secondary" if greeted else "primary"
    if unfinished is None:
        label, icon = say("Start the interview"), ":material/play_arrow:"
        if st.button(label, type=emphasis, icon=icon, disabled=wish.lacks_topic, key="start"):
            with ui.errors():
                create(material, wish, force=False)
        return
    with st.container(horizontal=True):
        if unfinished.id != greeted and st.button(
            say("Continue that one"), type=emphasis, icon=":material/play_arrow:", key="continue-that"
        ):
            ui.go("answer", session=unfinished.id)
        starts = st.button(
            say("Start a new interview"), icon=":material/add:", disabled=wish.lacks_topic, key="start-new"
        )
    if starts:
        with ui.errors():
            create(material, wish, force=True)


def smaller_ways() -> None:
    """What the welcome offers, once it is out of the way."""
    with st.container(horizontal=True, vertical_alignment="center"):
        landing.try_one_question(say, is_primary=False)
        landing.to_the_sample(say)


open_just_made()
total = ui.services().candidate.sessions(owner, limit=1)[1]
greeted = unfinished()
st.title(say("Practise your next interview"), anchor=False)
if greeted is not None:
    greet(greeted)
practice_again.due_now(say)
welcome = st.container()
material, wanted = choose()
if material is not None:
    begin(material, wanted, greeted.id if greeted is not None else "")
if material is None and not total:
    with welcome:
        landing.welcome(say)
else:
    smaller_ways()
privacy = [say("Of a file only its text is kept, never the file itself.")]
if not ui.services().settings.has_people:
    privacy.append(own_data.everybodys(say))
st.caption(sentences(privacy))
ui.link_to_own_questions(say)
local_offer.draw(say)
