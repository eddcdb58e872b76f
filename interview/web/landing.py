"""What somebody sees who has nothing here yet: what this is, how long it takes, what comes out, and a way to try it.

The picture of a report is drawn from the sample report; no number is written here.
"""

from __future__ import annotations

import streamlit as st

from interview.core.grading import Verdict
from interview.core.rounds import Round
from interview.core.session import InterviewSession
from interview.documents.kept_views import kept_view
from interview.documents.report_view import ReportView
from interview.i18n.names import language_name
from interview.i18n.translate import Words, sentences
from interview.web import html_components, options, ui


def welcome(say: Words) -> None:
    """The first visit's explanation, the one question, and the head of the sample report beside it."""
    settings = ui.services().settings
    minutes = options.about_minutes(Round.MIXED, settings.question_count, settings.follow_up_count)
    left, right = st.columns(2, gap="medium")
    with left:
        st.markdown(
            say(
                "Answer interview questions made for your work and see what was good and what to change. An interview "
                "takes about {minutes} minutes; you can pause at any time.",
                minutes=minutes,
            )
        )
        try_one_question(say, is_primary=True)
        minutes = options.about_minutes(Round.BEHAVIOURAL, 1, 0)
        told = say("About {minutes} minutes, nothing to upload.", minutes=minutes)
        st.caption(sentences((told, options.marking(say.language, say))))
    with right:
        sample_head(say)


def try_one_question(say: Words, *, is_primary: bool) -> None:
    """One click to a question that fits anybody."""
    if st.button(
        say("Try one question now"),
        type="primary" if is_primary else "tertiary",
        icon=":material/bolt:",
        key="one-question",
    ):
        _ask_one(say)


def is_in_another_language(session: InterviewSession, say: Words) -> bool:
    """Whether this is the one question, begun in another language than that of the pages."""
    return session.is_one_question and session.language != say.language


def one_in_this_language(session: InterviewSession, say: Words) -> None:
    """Why the one question stays in the language in which it was begun, and another one in that of the pages."""
    before, now = language_name(session.language, say), language_name(say.language, say)
    with st.container(gap="xsmall", key="other-language"):
        st.caption(
            say(
                "This question is in {before}, the language of the pages when you started it. If you take another one, "
                "this one stays in your history.",
                before=before,
            )
        )
        if st.button(say("Ask me one in {language}", language=now), icon=":material/translate:"):
            _ask_one(say, anew=True)


def _ask_one(say: Words, *, anew: bool = False) -> None:
    with ui.errors():
        created = ui.services().one_question.start(
            ui.owner(), ui.visitor(), name=say("One question"), language=say.language, anew=anew
        )
        ui.go("answer", session=created.session.id)


def sample_head(say: Words) -> None:
    """Score, strongest thing and one thing to change of the sample report, and the way to the whole of it."""
    view = kept_view(ui.services().sample_report(), say)
    with st.container(border=True, gap="xsmall"):
        ui.draw(
            html_components.small_score(say("Sample report"), view.overall, view.band, say),
            html_components.short_rows(_rows(view, say), say),
            language=say.tag,
        )
        to_the_sample(say)


def _rows(view: ReportView, say: Words) -> list[tuple[str, str]]:
    """The strongest sentence, and the one that seems to say the opposite of a key point, or else the first advice."""
    turned = [
        point
        for group in view.groups
        for question in group
        for point in question.points
        if point.verdict is Verdict.CONTRADICTED and point.quote
    ]
    rows = [(say("Strongest"), say("“{quote}”", quote=view.head.strongest))] if view.head.strongest else []
    if turned:
        told = say("“{quote}” seems to say the opposite of: {point}", quote=turned[0].quote, point=turned[0].text)
        return [*rows, (say("To change"), told)]
    return [*rows, *((say("To change"), advice) for advice in view.improvements[:1])]


def to_the_sample(say: Words) -> None:
    """The way to the whole sample report."""
    if st.button(
        say("See the whole sample report"), type="tertiary", icon=":material/description:", key="sample-report"
    ):
        ui.go("sample")
