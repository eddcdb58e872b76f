"""The filters above the trends. They stand in the address, so that a look can be kept as a bookmark.

A filter that could leave nothing out is not offered.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import streamlit as st

from interview.trends.names import measure_name, resume_name
from interview.trends.values import Choices, Chosen
from interview.web import ui

_ALL = {"resume": "All resumes", "role": "All roles", "category": "All categories", "measure": "All"}
_TITLES = {"resume": "Resume", "role": "Role or job", "category": "Category", "measure": "Interviewer and rubric"}
_DATES = {"since": "Begun on or after", "until": "Begun on or before"}


def ask(choices: Choices) -> Chosen:
    """The controls, and what was chosen with them; nothing to choose with a single interview."""
    if choices.interviews < 2:
        return Chosen()
    offered = {
        "resume": sorted(choices.resumes, key=lambda value: resume_name(value).casefold()),
        "role": choices.roles,
        "category": choices.categories,
        "measure": choices.measures,
    }
    _keep_bookmark(choices.measures)
    with st.expander("Filters", icon=":material/filter_list:"):
        left, right = st.columns(2)
        places = zip(offered, (left, right, left, right), strict=True)
        named = {name: _one(name, offered[name], place) for name, place in places}
        since, until = (_day(name, place) for name, place in zip(_DATES, (left, right), strict=True))
        st.button("Clear the filters", on_click=clear, type="tertiary", icon=":material/filter_list_off:")
    return Chosen(
        **named,
        since=_midnight(since) if since else None,
        until=_midnight(until + timedelta(days=1)) if until else None,
    )


def clear() -> None:
    """Take every filter away."""
    for name in _ALL:
        st.session_state[name] = ""
    for name in _DATES:
        st.session_state[name] = None


def told(chosen: Chosen) -> str:
    """What is chosen, in words; "" when everything is."""
    said = [_named(name, getattr(chosen, name)) for name in _ALL if getattr(chosen, name)]
    if chosen.since is not None:
        said.append(f"from {ui.day(chosen.since)}")
    if chosen.until is not None:
        said.append(f"to {ui.day(chosen.until - timedelta(days=1))}")
    return " · ".join(said)


def _keep_bookmark(measures: Sequence[str]) -> None:
    """Addresses kept before scales had codes name one in words."""
    given = st.query_params.get("measure", "")
    found = next((code for code in measures if given and measure_name(code) == given), None)
    if found is not None:
        st.query_params["measure"] = found


def _one(name: str, values: Sequence[str], place: st.delta_generator.DeltaGenerator) -> str:
    if len(values) < 2 and not (name == "role" and values):
        return ""
    chosen = place.selectbox(
        _TITLES[name],
        ["", *values],
        format_func=lambda value: _named(name, value) if value else _ALL[name],
        key=name,
        bind="query-params",
    )
    return chosen or ""


def _named(name: str, value: str) -> str:
    """A chosen value in words."""
    if name == "measure":
        return measure_name(value)
    return resume_name(value) if name == "resume" else value


def _day(name: str, place: st.delta_generator.DeltaGenerator) -> date | None:
    return place.date_input(_DATES[name], value=None, format="YYYY-MM-DD", key=name, bind="query-params")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ui.zone())
