"""The page of a link: one report to read, and a box under each question for the mentor's own words.

Nothing else of the owner is here: no other interview, no file, nothing to settle, to repeat or to guess.
"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from interview.core.grading import Settled
from interview.core.mentoring import Mentor, MentorNote, token_hash
from interview.documents import printed, told_to_mentor
from interview.documents.mentor_view import word_of
from interview.documents.question_view import QuestionView
from interview.documents.report_view import ReportView, report_view
from interview.errors import NotFound
from interview.i18n.translate import Words, words_or
from interview.text.excerpts import one_line
from interview.web import html_components, ui
from interview.web.kept_form import Field, kept_form, typed_beside
from interview.web.kept_form.kept_list import kept_words


def draw(token: str) -> None:
    """The report behind a link; NotFound for every link that does not work, with what was typed and not kept."""
    opened, form = f"opened-{token}", _form_of(token)
    try:
        shared = ui.services().sharing.open(ui.owner(), token, is_first=opened not in st.session_state)
    except NotFound:
        _keep_in_sight(token)
        raise
    st.session_state[opened] = True
    report = shared.report
    # Of the owner's own guess and marks, of other interviews and of whose resume it was, a mentor sees nothing.
    seen = replace(report, session=replace(report.session, predicted_score=None), mentors=())
    say = words_or(report.session.language, ui.words()).for_mentors
    view = report_view(seen, say, ui.zone())
    own = next((mentor for mentor in report.mentors if mentor.writer == ui.owner()), None)
    _head(view, is_own=shared.is_own)
    if not shared.is_own:
        _name(form, own, view.say)
    for group in view.groups:
        for question in group:
            _question(question, view.say)
            if not shared.is_own:
                _box(token, form, question, own, view.say)
    ui.draw(html_components.block(printed.intended_use(view.say), "mi-quiet"), language=view.say.tag)


def _head(view: ReportView, *, is_own: bool) -> None:
    say = view.say
    both = [(say("Strengths"), view.strengths), (say("To improve"), view.improvements)]
    # The name of a resume's file is no part of what was shared.
    about = " · ".join(filter(None, (view.title, printed.job(view), view.when)))
    ui.draw(
        html_components.page_title(say("A practice interview"), about),
        html_components.block(
            say("This is what your mentor sees. They also have a box for comments under each question.")
            if is_own
            else say("Somebody asked you to read this and to say what you think. Nobody else's report is here."),
            "mi-quiet",
        ),
        html_components.block(told_to_mentor.who_is_meant(say), "mi-quiet"),
        html_components.score_head(
            view.overall,
            view.coverage,
            say,
            view.measured_by,
            told_to_mentor.overall_told(view) if view.overall is None else view.head.sure,
            view.own_word.told(say) if view.own_word else "",
        ),
        html_components.block(printed.signed(view), "mi-quiet"),
        *(html_components.block(line, "mi-quiet") for line in told_to_mentor.behind_the_numbers(view)),
        html_components.block(view.feedback_for_others) if view.feedback_for_others else "",
        html_components.beside(
            *(html_components.title(title) + html_components.listed(items) for title, items in both if items)
        ),
        language=say.tag,
    )


def _name(form: str, own: Mentor | None, say: Words) -> None:
    typed_beside(f"{form}:name", [_name_field(own, say)], say)
    st.caption(say("Each comment is saved when you press its button. You can change it later."))


def _name_field(own: Mentor | None, say: Words) -> Field:
    return Field("name", say("Your name, shown beside your comments"), value=own.name if own else "")


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
    parts += [html_components.flagged(one_line(note)) for note in question.notes_for_others]
    if question.reference:
        reference = html_components.spoken(html_components.written(question.reference), question.tag)
        parts.append(html_components.folded(question.whose_example or say("Reference answer"), reference))
    ui.draw(*parts, language=say.tag)


def _box(token: str, form: str, question: QuestionView, own: Mentor | None, say: Words) -> None:
    """The mentor's comment and verdicts on one answer, saved all at once by one button."""
    known = own.note_on(question.position) if own else MentorNote(question.position)
    words = [("", say("No word")), *((word.value, word_of(word, say)) for word in Settled)]
    verdicts = [
        Field(
            f"verdicts.{point.id}",
            say("Your word on: {point}", point=point.text),
            "choice",
            known.verdicts[point.id].value if point.id in known.verdicts else "",
            choices=words,
        )
        for point in question.points
    ]
    happened = kept_form(
        f"{form}:{question.index}",
        [_comment_field(known.comment, say), *verdicts],
        say,
        method="PUT",
        url="/api/interview/shared/comment",
        headers={"X-Share-Token": token},
        body={"questionIndex": question.index, "seen": known.mark},
        reply_id="mark",
        save=say("Save my words on {question}", question=question.title),
        is_aside=True,
        beside=f"{form}:name",
    )
    saved = f"saved-{form}-{question.index}"
    if happened.saved:
        st.session_state[saved] = ui.now()
    if saved in st.session_state:
        time = f"{st.session_state[saved].astimezone(ui.zone()):%H:%M}"
        st.success(say("Saved at {time}. Press the button again after a change.", time=time), icon=":material/check:")


def _comment_field(comment: str, say: Words) -> Field:
    return Field("comment", say("Your comment on this answer"), "text", comment)


def _form_of(token: str) -> str:
    """What the keys of a link's forms begin with: words are for this link and this person alone, and what is kept of
    them tells nobody the link."""
    return f"{ui.owner()}:shared:{token_hash(token)[:16]}"


def _keep_in_sight(token: str) -> None:
    """Once a link has ended, what was typed and not saved, to be copied."""
    say = ui.words()
    told = say(
        "These words of yours were not saved. They stay in this browser for 30 days; copy them if you still need them."
    )
    kept_words(_form_of(token), [_comment_field("", say)], say, told=told)
