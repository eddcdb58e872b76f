"""Answering a question again: the button for it, both answers side by side, and what is due on the start page.

It draws values that the use cases made; texts reach the screen only as data.
"""

from __future__ import annotations

import streamlit as st

from interview.core.grading import Grade
from interview.core.practice_again import TwoAnswers
from interview.core.session import Turn
from interview.documents import question_view as entries
from interview.i18n.translate import Words
from interview.use_cases.practice_again import MOST_DUE_QUESTIONS
from interview.web import html_components as pieces
from interview.web import ui


def ask_again(session_id: str, index: int, say: Words) -> None:
    """The button that asks one main question of a finished interview again."""
    if st.button(say("Answer this again"), key=f"retake-{index}", icon=":material/replay:", type="tertiary"):
        with ui.errors():
            created = ui.built().learning.retake(ui.owner(), ui.visitor(), session_id, index)
            ui.go("answer", session=created.session.id)


def practise_weakest(session_id: str, count: int, say: Words) -> None:
    """The button that asks the questions of a report again whose answers lack most."""
    label = say("Practise this question") if count == 1 else say("Practise these {count} questions", count=count)
    if st.button(label, type="primary", icon=":material/replay:"):
        with ui.errors():
            created = ui.built().learning.practise_weakest(ui.owner(), ui.visitor(), session_id)
            ui.go("answer", session=created.session.id)


def side_by_side(both: TwoAnswers, say: Words) -> list[str]:
    """The earlier answer beside this one, key points gained and lost, and the change per dimension."""
    return [
        pieces.block(say("Compared with your earlier answer"), "mi-strong"),
        pieces.beside(
            _one(say("Earlier"), both.earlier, both.earlier_grade, say),
            _one(say("This time"), both.later, both.later_grade, say),
        ),
        pieces.block(entries.change(say, both.changes), "mi-strong") if both.changes else "",
        pieces.block(say.said(both.caution), "mi-quiet") if both.caution else "",
        pieces.changed_points(say("Gained"), "covered", both.gained, say),
        pieces.changed_points(say("Lost"), "missed", both.lost, say),
        pieces.block(say("No key point was gained or lost."), "mi-quiet") if _is_level(both) else "",
    ]


def _is_level(both: TwoAnswers) -> bool:
    return bool(both.changes) and not both.gained and not both.lost


def _one(title: str, turn: Turn, grade: Grade | None, say: Words) -> str:
    at, score = turn.answer.submitted_at, entries.out_of_100(say, grade)
    told = say("{title}: {score}", title=title, score=score)
    if at is not None:
        told = say("{title}, {day}: {score}", title=title, day=say.when(at, ui.zone()), score=score)
    return pieces.block(told, "mi-quiet") + pieces.answer(turn.answer.text, grade.quotes if grade else (), say)


def due_now() -> None:
    """How many missed points are due, and the button that practises them; nothing when none is."""
    due = ui.built().learning.due(ui.owner())
    if not due.points:
        return
    questions = min(len(due.questions), MOST_DUE_QUESTIONS)
    with st.container(border=True):
        said = "1 point you missed is" if due.points == 1 else f"{due.points} points you missed are"
        st.markdown(f"**{said} due.**")
        asked = "the question" if questions == 1 else f"{questions} of the questions"
        st.markdown(f"A short session asks {asked} behind them again.")
        if st.button("Practise them", icon=":material/replay:"):
            with ui.errors():
                created = ui.built().learning.start_due(ui.owner(), ui.visitor())
                ui.go("answer", session=created.session.id)
