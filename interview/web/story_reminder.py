"""A person's own stories where a question asks for one: to read while they answer, and beside the reference answer.

It shows what they keep, word for word. It writes nothing into an answer and changes no verdict.
"""

from __future__ import annotations

import streamlit as st

from interview.core.question import Question
from interview.core.report import Report
from interview.documents.question_view import QuestionView
from interview.documents.question_words import own_story
from interview.i18n.translate import Words
from interview.web import html_components, ui


def your_stories(question: Question) -> None:
    """The stories that fit a question, closed until one is opened; nothing where none fits."""
    found = ui.services().stories.fitting(ui.owner(), question)
    if not found:
        return
    say = ui.words()
    with st.expander(say("Your stories ({count})", count=len(found)), icon=":material/bookmark:"):
        st.caption(say("To read. Nothing is written into your answer."))
        ui.draw(
            *(html_components.folded(story.title, html_components.written(story.text)) for story in found),
            language=say.tag,
        )


def own_reference(report: Report, question: QuestionView, say: Words) -> str:
    """The person's own story for a question of a report, to stand beside the reference answer; "" where none fits."""
    if question.position.is_follow_up:
        return ""
    story = ui.services().stories.beside(report.session.owner, report.session).get(question.position)
    if story is None:
        return ""
    own = own_story(story, say)
    return html_components.folded(own.told, html_components.written(own.text))
