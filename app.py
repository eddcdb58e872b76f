"""One ASGI app for pages and HTTP API; run by a session of Streamlit it is the router of the pages."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

if get_script_run_ctx(suppress_warning=True) is None:
    from starlette.routing import Mount
    from streamlit.runtime.pages_manager import PagesManager

    from interview.web.api import api

    # Otherwise a deep link on a fresh server runs a file of pages/ directly, past this router.
    PagesManager.uses_pages_directory = False
    app = st.App(__file__, routes=[Mount("/api", app=api)])
else:
    from interview.web import ui

    page = st.navigation(
        [
            st.Page("pages/start.py", title="Start", icon=":material/home:", default=True),
            st.Page("pages/history.py", title="History", icon=":material/history:"),
            st.Page("pages/trends.py", title="Trends", icon=":material/trending_up:"),
            st.Page("pages/answer.py", title="Interview", icon=":material/chat:", visibility="hidden"),
            st.Page("pages/report.py", title="Report", icon=":material/description:", visibility="hidden"),
        ],
        position="top",
    )
    with ui.frame(page.title):
        page.run()
