"""The filters above the trends. They stand in the address, so that a look can be kept as a bookmark.

A filter that could leave nothing out is not offered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta

import streamlit as st

from interview.i18n.names import category_name, category_names
from interview.i18n.translate import Words
from interview.trends.names import is_pasted, measure_name, resume_name
from interview.trends.values import Choices, Chosen
from interview.web import resume_names, ui

_NAMES = ("resume", "role", "category", "measure")
_DATES = ("since", "until")
_WISHED = "role-wished"


def ask(choices: Choices) -> Chosen:
    """The controls, and what was chosen with them; nothing to choose with a single interview."""
    wished = st.session_state.pop(_WISHED, None)
    if choices.interviews < 2:
        return Chosen()
    say = ui.words()
    pasted = pasted_among(choices.resumes, say)
    offered = {
        "resume": sorted(choices.resumes, key=lambda value: resume_name(value, say, pasted).casefold()),
        "role": choices.roles,
        "category": choices.categories,
        "measure": choices.measures,
    }
    _keep_bookmark(choices.measures, say)
    if wished is not None:
        st.session_state["role"] = wished if wished in choices.roles else ""
    box = ui.box(say("Filters"), "filters-over-time", ":material/filter_list:", is_used=_is_chosen())
    if box is None:
        return Chosen()
    with box:
        left, right = st.columns(2)
        places = zip(_NAMES, (left, right, left, right), strict=True)
        named = {name: _one(name, offered[name], place, say, pasted) for name, place in places}
        first, last = st.columns(2)
        since = _day("since", say("Begun on or after"), first)
        until = _day("until", say("Begun on or before"), last)
        st.button(say("Clear the filters"), on_click=clear, type="tertiary", icon=":material/filter_list_off:")
    return Chosen(
        **named,
        since=_midnight(since) if since else None,
        until=_midnight(until + timedelta(days=1)) if until else None,
    )


def _is_chosen() -> bool:
    """Whether the address names a filter, as a bookmark does, or a job was chosen."""
    return bool(st.session_state.get("role")) or any(st.query_params.get(name) for name in (*_NAMES, *_DATES))


def clear() -> None:
    """Take every filter away."""
    for name in _NAMES:
        st.session_state[name] = ""
    for name in _DATES:
        st.session_state[name] = None


def wish_role(role: str) -> None:
    """Have the next run show the interviews for this role or job alone, or all where there are none for it."""
    st.session_state[_WISHED] = role


def told(chosen: Chosen) -> str:
    """What is chosen, in words; "" when everything is."""
    say = ui.words()
    pasted = pasted_among([chosen.resume], say)
    said = [_named(name, getattr(chosen, name), say, pasted) for name in _NAMES if getattr(chosen, name)]
    if chosen.since is not None:
        said.append(say("from {day}", day=ui.day(chosen.since)))
    if chosen.until is not None:
        said.append(say("to {day}", day=ui.day(chosen.until - timedelta(days=1))))
    return " · ".join(said)


def pasted_among(resumes: Iterable[str], say: Words) -> Mapping[str, str]:
    """The names of the owner's pasted resumes by their ids, where one of these values stands for such a one."""
    kept = ui.services().pasted_resumes.of(ui.owner()) if any(map(is_pasted, resumes)) else ()
    return resume_names.pasted(kept, say, ui.when)


def _keep_bookmark(measures: Sequence[str], say: Words) -> None:
    """Addresses kept before scales had codes name one in words."""
    given = st.query_params.get("measure", "")
    found = next((code for code in measures if given and given in (measure_name(code), measure_name(code, say))), None)
    if found is not None:
        st.query_params["measure"] = found


def _one(
    name: str, values: Sequence[str], place: st.delta_generator.DeltaGenerator, say: Words, pasted: Mapping[str, str]
) -> str:
    if len(values) < 2 and not (name == "role" and values):
        return ""
    titles = {
        "resume": (say("Resume"), say("All resumes")),
        "role": (say("Role or job"), say("All roles")),
        "category": (say("Category"), say("All categories")),
        "measure": (say("Interviewer and scoring rules"), say("All")),
    }
    title, everything = titles[name]
    called = category_names(values, say) if name == "category" else {}
    chosen = place.selectbox(
        title,
        ["", *values],
        format_func=lambda value: (called.get(value) or _named(name, value, say, pasted)) if value else everything,
        key=name,
        bind="query-params",
    )
    return chosen or ""


def _named(name: str, value: str, say: Words, pasted: Mapping[str, str]) -> str:
    """A chosen value in words."""
    if name == "measure":
        return measure_name(value, say)
    if name == "category":
        return category_name(value, say)
    return resume_name(value, say, pasted) if name == "resume" else value


def _day(name: str, title: str, place: st.delta_generator.DeltaGenerator) -> date | None:
    return place.date_input(title, value=None, format="YYYY-MM-DD", key=name, bind="query-params")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ui.zone())
