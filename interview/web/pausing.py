"""A pause: from a question to the start page, which then begins with the interview that was left.

The interview, its resume and its job are chosen there, so that nothing on that page is of another one.
"""

from __future__ import annotations

import streamlit as st

from interview.core.session import InterviewSession
from interview.i18n.translate import Words
from interview.web import job_target, resume_choice, ui

_IN_ADDRESS = "paused"


def button(session: InterviewSession, say: Words) -> None:
    """Nothing is to be saved: every word is already."""
    if st.button(say("Pause"), icon=":material/pause:", type="tertiary"):
        job_target.use(session.target_id or "", session.resume_id)
        ui.go("start", **{_IN_ADDRESS: session.id, **resume_choice.chosen(session.resume_id)})


def paused() -> str:
    """The interview that somebody paused to come here, by its id; "" for none."""
    return st.query_params.get(_IN_ADDRESS, "")
