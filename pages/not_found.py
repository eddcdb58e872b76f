"""An address that is none of a page: says so, and leads to the start."""

import streamlit as st

from interview.web import ui

say = ui.words()
st.title(say("There is no such page"), anchor=False)
st.markdown(say("The address may be mistyped, or not complete."))
if st.button(say("Go to the start"), type="primary"):
    ui.go("start")
