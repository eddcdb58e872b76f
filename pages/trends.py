"""The address that this page had before: whoever kept it comes to Progress, with the filters they kept."""

import streamlit as st

st.switch_page("pages/progress.py", query_params=st.query_params.to_dict())
