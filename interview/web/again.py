"""Answering a question again: the button for it, both answers side by side, and what is due on the start page.

It draws values that the use cases made; texts reach the screen only as data.
"""

from __future__ import annotations

import streamlit as st

from interview.core.grading import Grade
from interview.core.repeating import TwoAnswers
from interview.core.rubric import RUBRIC
from interview.core.session import Turn
from interview.learning import MOST_DUE_QUESTIONS
from interview.web import pieces, ui


def ask_again(session_id: str, index: int) -> None:
    """The button that asks one main question of a finished interview again."""
    if st.button("Answer this again", key=f"retake-{index}", icon=":material/replay:", type="tertiary"):
        with ui.errors():
            created = ui.built().learning.retake(ui.owner(), ui.visitor(), session_id, index)
            ui.go("answer", session=created.session.id)


def side_by_side(both: TwoAnswers) -> None:
    """The earlier answer beside this one, key points gained and lost, and the change per dimension."""
    st.markdown("**Compared with your earlier answer**")
    left, right = st.columns(2)
    with left:
        _one("Earlier", both.earlier, both.earlier_grade)
    with right:
        _one("This time", both.later, both.later_grade)
    if both.changes:
        parts = [f"{d.name} {both.changes[d.name]:+g}" for d in RUBRIC.dimensions]
        st.markdown(f"**{both.changes['score']:+g} points** · {', '.join(parts)}")
    if both.caution:
        st.caption(both.caution)
    if both.gained or both.lost:
        ui.draw(
            pieces.changed_points("Gained", "covered", both.gained),
            pieces.changed_points("Lost", "missed", both.lost),
        )
    if both.changes and not both.gained and not both.lost:
        st.caption("No key point was gained or lost.")


def _one(title: str, turn: Turn, grade: Grade | None) -> None:
    score = "not graded" if grade is None or grade.scores is None else f"{grade.scores.total:g} of 100"
    day = f", {ui.when(turn.answer.submitted_at)}" if turn.answer.submitted_at else ""
    st.caption(f"{title}{day}: {score}")
    ui.draw(pieces.answer(turn.answer.text, grade.quotes if grade else ()))


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
