"""The part of the start page for those without a resume: what they work as, one click away or in a list, and how far.

It only says what was chosen; the questions are made from that elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from interview.core.profile import Level, Profile
from interview.i18n.translate import Words
from interview.occupations.occupation import occupations
from interview.occupations.recognise import recognised

# Common ones from many kinds of work; the list has all.
COMMON = (
    "software-engineer",
    "backend-developer",
    "data-analyst",
    "product-manager",
    "project-manager",
    "accountant",
    "sales-representative",
    "customer-support-agent",
    "registered-nurse",
    "teacher",
)
_ONE_CLICK, _LISTED = "work", "work-listed"


def levels(say: Words) -> dict[Level, str]:
    """How far somebody is, in a word."""
    return {Level.JUNIOR: say("Junior"), Level.MID: say("Mid"), Level.SENIOR: say("Senior")}


def choose(say: Words) -> Profile | None:
    """What the person works as; None while nothing is chosen. One place takes the choice of the other away."""
    names = {id: known.called(say.language) for id, known in occupations().items()}
    clicked = st.pills(
        say("No resume at hand? Choose your work"),
        [id for id in COMMON if id in names],
        format_func=names.__getitem__,
        key=_ONE_CLICK,
        on_change=_forget,
        args=(_LISTED,),
    )
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    listed = left.selectbox(
        say("All kinds of work"),
        sorted((id for id in names), key=names.__getitem__),
        index=None,
        format_func=lambda id: names.get(id, id),
        placeholder=say("Other work: type or choose"),
        accept_new_options=True,
        key=_LISTED,
        on_change=_forget,
        args=(_ONE_CLICK,),
        label_visibility="collapsed",
    )
    chosen = clicked or (_meant(listed, names) if listed else "")
    if not chosen:
        if listed:
            st.caption(say("We do not know this title. Choose the nearest work in the list, or use a resume."))
        return None
    named = levels(say)
    level = right.segmented_control(
        say("Level"),
        list(named),
        default=Level.MID,
        format_func=named.__getitem__,
        key="work-level",
        label_visibility="collapsed",
    )
    return Profile(occupation=chosen, level=level or Level.MID, language=say.language)


def _meant(written: str, names: Mapping[str, str]) -> str:
    """The id of the work that was chosen, or that the typed title is one of; "" where nothing is known of it."""
    known = None if written in names else recognised(written) or recognised(written, names_software=True)
    return written if written in names else known.occupation if known is not None else ""


def _forget(other: str) -> None:
    st.session_state[other] = None
