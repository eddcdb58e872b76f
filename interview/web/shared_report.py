"""The page of a link: one report to read, and a box under each question for the mentor's own words.

Nothing else of the owner is here: no other interview, no file, nothing to settle, to repeat or to guess.
"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from interview.core.grading import Settled
from interview.core.mentoring import MAX_COMMENT_CHARS, MAX_NAME_CHARS, Mentor, MentorNote
from interview.core.question import Position
from interview.core.report import Report
from interview.documents import printed, told_to_mentor
from interview.documents.mentor_view import word_of
from interview.documents.question_view import QuestionView
from interview.documents.report_view import ReportView, report_view
from interview.errors import InterviewError, NotFound
from interview.i18n.translate import Words, words_or
from interview.web import html_components, ui

NAME = "mentor-name"
_UNSAVED = "mentor-unsaved"


def draw(token: str) -> None:
    """The report behind a link; NotFound for every link that does not work, with what was typed and not kept."""
    opened = f"opened-{token}"
    try:
        shared = ui.services().sharing.open(ui.owner(), token, is_first=opened not in st.session_state)
    except NotFound:
        _keep_in_sight()
        raise
    st.session_state[opened] = True
    report = shared.report
    # Of the owner's own guess and marks, and of other interviews, a mentor sees nothing.
    seen = replace(report, session=replace(report.session, predicted_score=None), mentors=())
    view = report_view(seen, words_or(report.session.language, ui.words()), ui.zone())
    own = next((mentor for mentor in report.mentors if mentor.writer == ui.owner()), None)
    _head(view, is_own=shared.is_own)
    if not shared.is_own:
        _name(own, view.say)
    for group in view.groups:
        for question in group:
            _question(question, view.say)
            if not shared.is_own:
                _box(token, report, question, own, view.say)
    ui.draw(html_components.block(printed.intended_use(view.say), "mi-quiet"), language=view.say.tag)


def _head(view: ReportView, *, is_own: bool) -> None:
    say = view.say
    both = [(say("Strengths"), view.strengths), (say("To improve"), view.improvements)]
    about = " · ".join([*printed.named(view, view.title), view.when])
    ui.draw(
        html_components.page_title(say("A practice interview"), about),
        html_components.block(
            say("This is what your mentor sees. They also have a box for comments under each question.")
            if is_own
            else say(
                "Somebody asked you to read this and to say what you think. Nobody else's report is here. "
                "In the report, “you” is the person who answered."
            ),
            "mi-quiet",
        ),
        html_components.score_head(
            view.overall,
            told_to_mentor.coverage_told(view),
            say,
            view.measured_by,
            told_to_mentor.overall_told(view) if view.overall is None else view.head.sure,
        ),
        html_components.block(view.feedback_for_others) if view.feedback_for_others else "",
        html_components.beside(
            *(html_components.title(title) + html_components.listed(items) for title, items in both if items)
        ),
        language=say.tag,
    )


def _name(own: Mentor | None, say: Words) -> None:
    st.text_input(
        say("Your name, shown beside your comments"),
        own.name if own else "",
        max_chars=MAX_NAME_CHARS,
        key=NAME,
    )
    st.caption(say("Each comment is kept when you press its button. You can change it later."))


def _question(question: QuestionView, say: Words) -> None:
    parts = [
        html_components.LINE,
        html_components.chips([question.title, printed.name(question.category)]),
        html_components.spoken(html_components.block(question.text, "mi-question mi-small"), question.tag),
        html_components.block(question.source, "mi-quiet") if question.source else "",
        html_components.answer(question.answer, say, question.tag),
    ]
    parts.append(html_components.block(told_to_mentor.score_told(question, say), "mi-strong"))
    feedback = told_to_mentor.feedback_told(question)
    parts.append(html_components.block(feedback) if feedback else "")
    told = [(p.verdict, told_to_mentor.point_told(p, say), p.text, p.quote) for p in question.points]
    parts.append(html_components.signed(told, say))
    if question.reference:
        reference = html_components.spoken(html_components.block(question.reference), question.tag)
        parts.append(html_components.folded(question.whose_example or say("Reference answer"), reference))
    ui.draw(*parts, language=say.tag)


def _box(token: str, report: Report, question: QuestionView, own: Mentor | None, say: Words) -> None:
    """The mentor's comment and verdicts on one answer, kept all at once by one button."""
    place = f"{report.session.id}-{question.index}"
    known = own.note_on(question.position) if own else MentorNote(question.position)
    with st.form(f"comment-{place}"):
        st.text_area(
            say("Your comment on this answer"),
            known.comment,
            max_chars=MAX_COMMENT_CHARS,
            key=f"text-{place}",
        )
        points = [point.id for point in question.points]
        for point in question.points:
            st.segmented_control(
                say("Your word on: {point}", point=ui.unmarked(point.text)),
                list(Settled),
                default=known.verdicts.get(point.id),
                format_func=lambda word: word_of(word, say),
                key=f"word-{place}-{point.id}",
            )
        st.form_submit_button(
            say("Save my words on {question}", question=question.title),
            icon=":material/save:",
            on_click=_save,
            args=(token, place, question.index, points, question.title),
        )
    kept = st.session_state.get(f"kept-{place}")
    if isinstance(kept, InterviewError):
        ui.failed(kept)
    elif kept is not None:
        time = f"{kept.astimezone(ui.zone()):%H:%M}"
        st.success(say("Kept at {time}. Press the button again after a change.", time=time), icon=":material/check:")


def _save(token: str, place: str, index: int, points: list[str], title: str) -> None:
    """Keep what is in a box; what went wrong is said under it, and the words stay in it."""
    comment = st.session_state[f"text-{place}"]
    chosen = {point: st.session_state[f"word-{place}-{point}"] for point in points}
    note = MentorNote(Position(0), comment, {point: word for point, word in chosen.items() if word is not None})
    try:
        ui.services().sharing.comment(ui.owner(), token, st.session_state[NAME], index, note)
    except InterviewError as exc:
        st.session_state[f"kept-{place}"] = exc
        st.session_state.setdefault(_UNSAVED, {})[title] = comment
    else:
        st.session_state[f"kept-{place}"] = ui.now()
        st.session_state.get(_UNSAVED, {}).pop(title, None)


def _keep_in_sight() -> None:
    """Once a link has ended, what was typed and could not be kept, to be copied."""
    typed = {title: text for title, text in st.session_state.get(_UNSAVED, {}).items() if text.strip()}
    if not typed:
        return
    say = ui.words()
    ui.draw(html_components.block(say("These words of yours could not be kept. Copy them before you leave this page.")))
    for title, text in typed.items():
        st.code(f"{title}\n{text}", language=None, wrap_lines=True)
