"""Answering a question again: the button for it, both answers side by side, and what is due on the start page.

It draws values that the use cases made; texts reach the screen only as data.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from interview.core.practice_again import MISSES, Due
from interview.core.turn import Turn
from interview.documents.question_view import AnswerView, EarlierAnswer
from interview.i18n.names import point_text
from interview.i18n.translate import Words
from interview.use_cases.practice_again import in_one_session
from interview.web import html_components, ui

MOST_NAMED = 2


def ask_again(session_id: str, index: int, say: Words) -> None:
    """The button that asks one main question of a finished interview again."""
    if st.button(say("Answer this again"), key=f"retake-{index}", icon=":material/replay:", type="tertiary"):
        with ui.errors():
            created = ui.services().practice_again.retake(ui.owner(), ui.visitor(), session_id, index)
            ui.go("answer", session=created.session.id)


def practise_weakest(session_id: str, numbers: Sequence[int], say: Words) -> None:
    """The button that asks the questions of a report again whose answers lack most: one or two by number, more by how
    many, so that the files have room beside it."""
    named = say.all_of(map(str, numbers))
    if len(numbers) == 1:
        label = say("Practise question {number}", number=named)
    elif len(numbers) <= MOST_NAMED:
        label = say("Practise questions {numbers}", numbers=named)
    else:
        label = say("Practise {count} questions again", count=len(numbers))
    if st.button(label, type="primary", icon=":material/replay:"):
        with ui.errors():
            created = ui.services().practice_again.practise_weakest(ui.owner(), ui.visitor(), session_id)
            ui.go("answer", session=created.session.id)


def whole_interview(say: Words, *, is_first: bool) -> None:
    """The way on from a single question; `is_first` where nothing else is to be done first."""
    if st.button(
        say("Start a whole interview"), type="primary" if is_first else "secondary", icon=":material/play_arrow:"
    ):
        ui.go("start")


def side_by_side(earlier: EarlierAnswer, now: AnswerView, say: Words) -> list[str]:
    """The earlier answer beside this one, key points gained and lost, and the change per dimension."""
    return [
        html_components.block(say("Compared with your earlier answer"), "mi-strong"),
        html_components.beside(
            _one(say("Earlier"), earlier.answer, say),
            _one(say("This time"), now, say),
        ),
        html_components.block(earlier.change, "mi-strong") if earlier.change else "",
        html_components.block(earlier.caution, "mi-quiet") if earlier.caution else "",
        html_components.signed([("covered", say("More than before"), point, "") for point in earlier.gained], say),
        html_components.signed([("missed", say("Less than before"), point, "") for point in earlier.lost], say),
        html_components.block(say("No verdict that can be compared changed."), "mi-quiet") if earlier.is_level else "",
    ]


def _one(title: str, answer: AnswerView, say: Words) -> str:
    told = say("{title}: {score}", title=title, score=answer.of_100)
    if answer.when:
        told = say("{title}, {day}: {score}", title=title, day=answer.when, score=answer.of_100)
    return html_components.block(told, "mi-quiet") + html_components.answer(answer, say)


def last_time(turn: Turn, say: Words, tag: str) -> None:
    """What did not count as said when this question came before, and the answer then, each behind a click; nothing for
    a question that comes for the first time. `tag` is the language of the interview."""
    found = ui.services().practice_again.last_time(ui.owner(), turn)
    if found is None:
        return
    earlier, grade = found
    points = [each for each in grade.points if each.verdict in MISSES] if grade is not None else []
    parts = []
    if points:
        title = say("Key points that did not count as said last time ({count})", count=len(points))
        listed = html_components.listed([point_text(each.point, say) for each in points])
        parts.append(html_components.folded(title, html_components.spoken(listed, tag)))
    if (earlier.answer.text or "").strip():
        answer = html_components.spoken(html_components.written(earlier.answer.text or ""), tag)
        parts.append(html_components.folded(say("Your answer last time"), answer))
    if parts:
        ui.draw(*parts, language=say.tag)


def due_now(say: Words) -> None:
    """How many points are due, and the button that practises them; nothing when none is."""
    due = ui.services().practice_again.due(ui.owner())
    if not due.points:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", wrap=False, key="due"):
        is_open = ui.services().practice_again.unfinished_due(ui.owner()) is not None
        st.markdown(due_told(due, say, is_open=is_open))
        if st.button(say("Practise them"), icon=":material/replay:", key="practise-due"):
            with ui.errors():
                created = ui.services().practice_again.start_due(ui.owner(), ui.visitor())
                ui.go("answer", session=created.session.id)


def due_told(due: Due, say: Words, *, is_open: bool) -> str:
    """How many points are due, and what the button asks; `is_open` where it goes on with what was begun before."""
    points, questions = due.points, len(in_one_session(due))
    if is_open:
        return say(
            "**{points} {points:point|points} to practise again.** A short session that you began is not finished. "
            "You go on where you stopped, with the questions it began with.",
            points=points,
        )
    if points == 1:
        return say("**1 point to practise again.** A short session asks the question behind it.")
    if len(due.questions) == 1:
        return say(
            "**{points} points to practise again.** A short session asks the question behind them.", points=points
        )
    if questions == 1:
        return say(
            "**{points} points to practise again.** A short session asks one of the questions behind them.",
            points=points,
        )
    return say(
        "**{points} points to practise again.** A short session asks {questions} of the questions behind them.",
        points=points,
        questions=questions,
    )
