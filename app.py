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

    # No page icons: Streamlit would fetch each one from a font server to show it in the browser's tab.
    page = st.navigation(
        [
            st.Page("pages/start.py", title="Start", default=True),
            st.Page("pages/history.py", title="History"),
            st.Page("pages/trends.py", title="Trends"),
            st.Page("pages/answer.py", title="Interview", visibility="hidden"),
            st.Page("pages/report.py", title="Report", visibility="hidden"),
            st.Page("pages/compare.py", title="Comparison", visibility="hidden"),
            st.Page("pages/operator.py", title="Operation", visibility="hidden"),
        ],
        position="top",
    )
    with ui.frame(page.title):
        page.run()
