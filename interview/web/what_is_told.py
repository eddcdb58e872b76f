"""What a model will see of resume and job, shown before the interview begins. It sends nothing."""

from __future__ import annotations

import streamlit as st

from interview.core.profile import Profile
from interview.core.told import Told
from interview.i18n.translate import Words
from interview.text.contacts import Detail
from interview.web import html_components, ui


def fold(profile: Profile, resume_text: str, job_text: str, material_id: str, say: Words) -> None:
    """Folded away, and worked out only where it is open; nothing where no model is the interviewer."""
    if not ui.services().interviewer.identity.is_model:
        return
    box = st.expander(
        say("What the model will see"), icon=":material/visibility:", key=f"told-{material_id}", on_change="rerun"
    )
    if not box.open:
        return
    told = ui.services().what_is_told.of_profile(profile, resume_text, job_text)
    if told is not None:
        with box:
            _shown(told, say)


def _shown(told: Told, say: Words) -> None:
    st.caption(
        say(
            "This is what is sent of your resume and the job. Each request takes its part from it. Your answers are "
            "sent too, with the same details replaced, and questions you were asked before."
        )
    )
    st.caption(_replaced(told, say))
    if ui.services().transcriber is not None:
        st.caption(say("A recording of your voice is sent as it is. Type, if you do not want that."))
    parts = [
        (say("From the resume"), "\n".join(told.lines)),
        (say("Skills"), say.listed(told.skills)),
        (say("Projects and jobs"), "\n".join(told.projects)),
        (say("From the job"), "\n".join(told.requirements)),
    ]
    ui.draw(
        *(
            html_components.block(title, "mi-quiet") + html_components.block(text)
            for title, text in parts
            if text.strip()
        )
    )


def _replaced(told: Told, say: Words) -> str:
    names = {
        Detail.NAME: say("name"),
        Detail.EMAIL: say("e-mail address"),
        Detail.PHONE: say("telephone number"),
        Detail.LINK: say("link"),
        Detail.ADDRESS: say("street address"),
        Detail.BIRTH: say("birth date"),
        Detail.NUMBER: say("ID number"),
        Detail.CONTACT: say("other contact"),
    }
    found = {kind for kind, _ in told.replaced}
    listed = [said for kind, said in names.items() if kind.value in found]
    if not listed:
        return say("No name and no contact details were recognised. Look below whether any are left.")
    left_out = say("Left out or replaced by words in brackets: {details}.", details=say.listed(listed))
    if Detail.NAME.value in found:
        return left_out
    return f"{left_out} {say('No name was recognised. Look below whether it is there.')}"
