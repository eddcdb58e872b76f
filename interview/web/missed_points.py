"""The key points missed most often, under the questions they belong to, each with a way to practise it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from interview.core.question import Origin
from interview.i18n.names import point_text
from interview.trends import captions
from interview.trends.missed_points import MissedPoint, by_question
from interview.web import html_components, ui


def show(points: Sequence[MissedPoint]) -> None:
    """One box per question; texts are data."""
    for number, group in enumerate(by_question(points)):
        with st.container(border=True):
            ui.draw(
                html_components.block(group[0].category, "mi-quiet"),
                html_components.block(group[0].question, "mi-strong"),
                html_components.signed(
                    ("missed", "To practise", f"{point_text(point.point)} ({captions.misses(point)})", "")
                    for point in group
                ),
            )
            _practise(group[0].origin, number)


def _practise(origin: Origin, number: int) -> None:
    if st.button("Practise this question", key=f"practise-{number}", icon=":material/replay:", type="tertiary"):
        with ui.errors():
            created = ui.services().practice_again.practise(ui.owner(), ui.visitor(), origin)
            ui.go("answer", session=created.session.id)
