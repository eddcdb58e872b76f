"""One report for a mentor who was sent a link: to read, and to comment on."""

import streamlit as st

from interview.web import shared_report

shared_report.draw(st.query_params.get("token", ""))
