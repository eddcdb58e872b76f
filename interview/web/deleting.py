"""The two buttons of every dialog that deletes: one that does and looks like no other, and one that does not."""

from __future__ import annotations

import streamlit as st

from interview.i18n.translate import Words


def is_wanted(wish: str, key: str, say: Words, *, icon: str = ":material/delete:", stay: str = "") -> bool:
    """Whether the button that deletes, called `wish`, was pressed; `stay` is what the other one is called."""
    with st.container(horizontal=True, key=f"deleting-{key}"):
        wanted = st.button(wish, icon=icon, key=f"delete-for-good-{key}")
        if st.button(stay or say("Cancel"), key=f"cancel-{key}"):
            st.rerun()
    return wanted
