"""The key points missed most often, under the questions they belong to, each with a way to practise it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from interview.core.question import Origin
from interview.i18n.names import category_name, point_text
from interview.i18n.translate import Words
from interview.trends import captions
from interview.trends.missed_points import MissedPoint, by_question
from interview.web import html_components, ui


def show(points: Sequence[MissedPoint]) -> None:
    """One box per question; texts are data."""
    say = ui.words()
    for number, group in enumerate(by_question(points)):
        with st.container(border=True):
            ui.draw(
                html_components.block(category_name(group[0].category, say), "mi-quiet"),
                html_components.block(group[0].question, "mi-strong"),
                html_components.signed(
                    [("missed", say("To practise"), _counted(point, say), "") for point in group],
                    say,
                ),
            )
            _practise(group[0].origin, number, say)


def _counted(point: MissedPoint, say: Words) -> str:
    return say("{point} ({count})", point=point_text(point.point, say), count=captions.misses(point, say))


def _practise(origin: Origin, number: int, say: Words) -> None:
    if st.button(say("Practise this question"), key=f"practise-{number}", icon=":material/replay:", type="tertiary"):
        with ui.errors():
            created = ui.services().practice_again.practise(ui.owner(), ui.visitor(), origin)
            ui.go("answer", session=created.session.id)
