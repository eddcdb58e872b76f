"""Everything that is kept of a person: how much, for how long, all of it to take along, and what to delete."""

import streamlit as st

from interview.core.resume import Resume
from interview.text.excerpts import one_line
from interview.web import deleting, html_components, own_data, ui
from interview.web.resume_names import name_of

services = ui.services()
owner = ui.owner()
say = ui.words()


@st.dialog(say("Delete this resume?"))
def delete_resume(resume: Resume) -> None:
    st.markdown(ui.escape(say("{name}, added {when}", name=name_of(resume, say), when=ui.when(resume.created_at))))
    st.markdown(
        say(
            "You can keep the interviews made from it. They keep their questions, which may quote a line of it, and "
            "the name of its file. Its text goes from all of them."
        )
    )
    with_all = st.container()
    if deleting.is_wanted(say("Delete the resume, keep the interviews"), "resume", say):
        with ui.errors():
            own_data.delete_resume(owner, resume.id, with_interviews=False)
            st.rerun()
    with with_all, st.container(key="deleting-more"):
        is_all = st.button(say("Delete the resume and its interviews"), icon=":material/delete_sweep:")
    if is_all:
        with ui.errors():
            own_data.delete_resume(owner, resume.id, with_interviews=True)
            st.rerun()


@st.dialog(say("Delete everything?"))
def delete_everything() -> None:
    st.markdown(
        say(
            "All your interviews, answers, reports, resumes, stories, jobs, links and comments are deleted, also what "
            "this browser keeps of them. You cannot get them back. Download them first if you may want them again."
        )
    )
    st.markdown(own_data.in_backups(services, say))
    icon = ":material/delete_forever:"
    if deleting.is_wanted(say("Delete everything"), "everything", say, icon=icon, stay=say("Keep my data")):
        with ui.errors():
            own_data.erase(owner)
            st.rerun()


def resumes() -> None:
    found = services.resumes.all(owner)
    if not found:
        return
    st.subheader(say("Resumes"), anchor=False)
    for resume in found:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{ui.escape(name_of(resume, say))}** · {ui.when(resume.created_at)}", width="stretch")
            named = say("Delete {name}", name=ui.escape(one_line(name_of(resume, say), 40)))
            if st.button(named, key=f"delete-{resume.id}", icon=":material/delete:", type="tertiary"):
                delete_resume(resume)


def show() -> None:
    rows = services.own_data.count(owner)
    if not rows:
        st.markdown(own_data.nothing_kept(services, say))
        if st.button(say("Start an interview"), type="primary", icon=":material/play_arrow:"):
            ui.go("start")
        return
    st.subheader(say("What is kept"), anchor=False)
    ui.draw(html_components.listed(own_data.counted(rows, say)), language=say.tag)
    st.markdown(own_data.how_long(services.own_data.days, say))
    st.subheader(say("Take it with you"), anchor=False)
    st.markdown(
        say(
            "One ZIP file with every answer, every report, your resumes as text, your stories and jobs. With many "
            "reports it takes some minutes."
        )
    )
    ui.draw(html_components.files([(say("Download everything"), own_data.export_address())]), language=say.tag)
    resumes()
    # Whoever only commented on somebody else's report has none of these.
    if any(rows.get(table) for table in ("session", "story", "target")):
        st.subheader(say("Interviews, stories and jobs"), anchor=False)
        st.markdown(
            say("A single one is deleted where it stands: in the history, among your stories, on the start page.")
        )
        if st.button(say("Open the history"), icon=":material/history:"):
            ui.go("history")
    st.subheader(say("Everything at once"), anchor=False)
    if st.button(say("Delete everything …"), icon=":material/delete_forever:"):
        delete_everything()


st.title(say("My data"), anchor=False)
own_data.show_receipt(say)
for told in own_data.where(services, say):
    st.markdown(ui.escape(told))
show()
