"""The pages of the app, as the router of each run needs them."""

from __future__ import annotations

import copy
import re
from functools import cache
from urllib.parse import unquote, urlsplit

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from interview.i18n.translate import Words

SHARED = "Shared report"
"""The page whose address is a secret: nothing on it may hand that address on, as the switch of the language would."""

NOT_FOUND = "Not found"
# What can be the name of a page in an address; of anything else Streamlit says itself that it is none.
_NAME = re.compile(r"[\w.~-]+")


def pages(address: str) -> list[StreamlitPage]:
    """All pages, for one run: Streamlit marks in them which one may be run.

    An address that is none of theirs has a page that says so; Streamlit would say it in English alone.
    """
    found = [copy.copy(page) for page in _made()]
    name = unquote(urlsplit(address).path.rpartition("/")[2])
    if _NAME.fullmatch(name) and name not in {page.url_path for page in found}:
        found.append(st.Page("pages/not_found.py", title=NOT_FOUND, url_path=name, visibility="hidden"))
    return found


@cache
def _made() -> tuple[StreamlitPage, ...]:
    """Made once: Streamlit looks for the file of each page it makes, half a millisecond for all of them.

    No page icons: Streamlit would fetch each one from a font server to show it in the browser's tab.
    """
    return (
        st.Page("pages/start.py", title="Start", default=True),
        st.Page("pages/history.py", title="History"),
        st.Page("pages/progress.py", title="Progress"),
        st.Page("pages/trends.py", title="Progress", url_path="trends", visibility="hidden"),
        st.Page("pages/stories.py", title="Stories"),
        st.Page("pages/model.py", title="Model"),
        st.Page("pages/my_data.py", title="My data", visibility="hidden"),
        st.Page("pages/debrief.py", title="After a real interview", visibility="hidden"),
        st.Page("pages/answer.py", title="Interview", visibility="hidden"),
        st.Page("pages/report.py", title="Report", visibility="hidden"),
        st.Page("pages/sample.py", title="Sample report", visibility="hidden"),
        st.Page("pages/compare.py", title="Comparison", visibility="hidden"),
        st.Page("pages/shared.py", title=SHARED, visibility="hidden"),
        st.Page("pages/operator.py", title="Operation", visibility="hidden"),
    )


def titles(say: Words) -> dict[str, str]:
    """What each page is called, by its title above."""
    return {
        "Start": say("Start"),
        "History": say("History"),
        "Progress": say("Progress"),
        "Stories": say("Stories"),
        "Model": say("Interviewer"),
        "My data": say("My data"),
        "After a real interview": say("After a real interview"),
        "Interview": say("Interview"),
        "Report": say("Report"),
        "Sample report": say("Sample report"),
        "Comparison": say("Comparison"),
        SHARED: say("Shared report"),
        "Operation": say("Operation"),
        NOT_FOUND: say("There is no such page"),
    }


def menu(say: Words, *, has_model: bool) -> list[tuple[StreamlitPage, str]]:
    """The pages that every page leads to, each (page, name), in the order of the menu; that of the model where it can
    be chosen.

    As pages and not as names of files, which Streamlit would look for in every run.
    """
    names = {"Start": say("Start"), "Progress": say("Progress"), "Stories": say("Stories"), "History": say("History")}
    if has_model:
        names["Model"] = say("Interviewer")
    found = {page.title: page for page in _made() if page.visibility == "visible"}
    return [(found[title], name) for title, name in names.items()]
