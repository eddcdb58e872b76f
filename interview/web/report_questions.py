"""The questions of a report: answer with its evidence, score, key points, feedback, reference answer, and what to do.

A main question and its follow-ups stand in one box. Nothing is worked out here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from interview.core.grading import Outcome, Settled, Verdict
from interview.core.kept_with import KeptWith
from interview.core.profile import Profile
from interview.core.report import Report
from interview.core.rubric import RUBRIC
from interview.documents import marks_asked, printed
from interview.documents.question_view import QuestionView, bar
from interview.documents.report_view import ReportView
from interview.i18n.translate import Words
from interview.messages import Message
from interview.storage.limits import Costly
from interview.text.excerpts import one_line
from interview.text.languages import is_chinese
from interview.web import (
    html_components,
    job_requirements,
    job_target,
    practice_again,
    sharing,
    story_reminder,
    ui,
    unused_words,
)

# Of fewer questions the order is seen at once.
FEWEST_TO_ORDER = 3
# As many of a question as stand in one line of a wide page beside its score; a Chinese sign is as wide as two others.
LABEL_CHARS = 66
_labels: KeptWith[ReportView, Mapping[int, str]] = KeptWith()


def draw(report: Report, view: ReportView) -> None:
    """Every question, then what of the job was asked."""
    say = view.say
    with st.container(horizontal=True, vertical_alignment="center"):
        ui.draw(html_components.title(say("Question by question")), language=say.tag)
        groups = _in_order(view.groups, say) if report.is_ready else view.groups
    labels = _labels.find(view, "", lambda: {group[0].index: label(group, say) for group in view.groups})
    with st.container(gap="xsmall"):
        for group in groups:
            key = f"question-{report.session.id}-{group[0].index}"
            # As its state and not as its beginning, which would make it another box, without the focus.
            st.session_state[key] = st.session_state.get(f"open-{key}", len(groups) == 1 or not report.is_ready)
            box = st.expander(labels[group[0].index], key=key, on_change=_remember, args=(key,))
            # What is in a closed box nobody sees, and it would cost most of a run.
            if box.open:
                with box:
                    _box(report, group, view)
    wanted = job_requirements.after(view.job_coverage, say, is_folded=True)
    if wanted and report.session.target_id is not None and (told := _in_all(report, report.session.target_id, say)):
        wanted.append(html_components.block(told, "mi-quiet"))
    if wanted:
        ui.draw(*wanted, language=say.tag)


def _remember(key: str) -> None:
    """Keep whether a box is open: with another score in its label it would be another box, and closed."""
    st.session_state[f"open-{key}"] = st.session_state[key]


def _in_order(groups: Sequence[Sequence[QuestionView]], say: Words) -> Sequence[Sequence[QuestionView]]:
    """The groups as they were asked, or those first whose main answer has the lowest score, as the reader wishes."""
    if len(groups) < FEWEST_TO_ORDER:
        return groups
    # One box instead of a choice of two: each choice that is drawn costs every run.
    by_need = st.toggle(say("Lowest score first"), key="report-order")
    return sorted(groups, key=lambda group: _score_or_middle(group[0])) if by_need else groups


def _score_or_middle(question: QuestionView) -> float:
    """The score, or the middle of its range; what has none comes last."""
    if question.score is not None:
        return question.score
    return (question.low + question.high) / 2 if question.low is not None and question.high is not None else 101.0


def label(group: Sequence[QuestionView], say: Words) -> str:
    """What a closed box says: number, the question's beginning, and the score of the main answer."""
    main = group[0]
    asked = ui.escape(one_line(main.text, LABEL_CHARS // 2 if is_chinese(main.text) else LABEL_CHARS))
    has_number = main.low is not None and not main.is_undecided
    mark = say("{mark} of 100", mark=main.mark) if has_number else main.mark
    return say("{title}: {question} · **{mark}**", title=main.title, question=asked, mark=mark)


def _in_all(report: Report, target_id: str, say: Words) -> str:
    """What several interviews for the job have covered; "" for a single one, which this report tells of."""
    found = ui.services().targets.coverage(report.session.owner, target_id, Profile(), language=report.session.language)
    return job_target.told(found, say) if found.interviews > 1 else ""


class _Parts:
    """Parts that wait to be drawn as one element, which they are before the next widget: elements cost every run."""

    def __init__(self, say: Words) -> None:
        self._language = say.tag
        self._waiting: list[str] = []

    def add(self, *parts: str) -> None:
        self._waiting += parts

    def draw(self) -> None:
        if any(self._waiting):
            ui.draw(*self._waiting, language=self._language)
        self._waiting = []


def _box(report: Report, group: Sequence[QuestionView], view: ReportView) -> None:
    """A main question, its follow-ups, and the way to answer it again."""
    say = view.say
    parts = _Parts(say)
    for question in group:
        if question.position.is_follow_up:
            parts.add(html_components.LINE)
        _asked(parts, report, question, say)
        _verdict(parts, report, question, say)
        parts.add(*(html_components.block(old.told, "mi-quiet") for old in question.earlier_grades))
        _reference(parts, report, question, say)
        _regrading(parts, report, question, say)
        if view.mentor_notes:
            parts.draw()
            sharing.from_mentor(report, question, view)
    parts.draw()
    if not (report.is_under_way or report.is_sample):
        practice_again.ask_again(report.session.id, group[0].index, say)


def _asked(parts: _Parts, report: Report, question: QuestionView, say: Words) -> None:
    """The question and the answer, or both answers when it came again, and words that were no part of it."""
    chips = [
        say("Follow-up") if question.position.is_follow_up else question.title,
        printed.name(question.category),
        *[say("Asked by {who}", who=question.asked_by)] * bool(question.asked_by),
        *[say("Graded by {who}", who=question.grader)] * bool(question.grader),
        *[say("Marked for later")] * question.is_flagged,
        *[say("Hint shown")] * question.hint_shown,
        *[say("Needs review")] * question.needs_review,
    ]
    parts.add(
        html_components.chips(chips),
        html_components.spoken(html_components.block(question.text, "mi-question mi-small"), question.tag),
        html_components.block(question.source, "mi-quiet") if question.source else "",
    )
    if question.earlier_answer is not None:
        parts.add(*practice_again.side_by_side(question.earlier_answer, question.answer, say))
    else:
        parts.add(html_components.answer(question.answer, say, question.tag))
    parts.add(unused_words.folded(report.session.turn_at(question.index).answer, say))


def _verdict(parts: _Parts, report: Report, question: QuestionView, say: Words) -> None:
    """What the interviewer made of the answer."""
    if question.outcome is None:
        parts.add(html_components.block(say("Not graded yet."), "mi-quiet"))
        return
    if question.outcome is Outcome.UNGRADED and question.is_being_graded:
        # What its reason asks the reader to do is being done.
        return
    if question.outcome is Outcome.UNGRADED:
        parts.draw()
        st.warning(ui.escape(printed.status(question)), icon=":material/help:")
        return
    if question.is_graded and question.score is None:
        parts.add(html_components.block(marks_asked.of_answer(say, question), "mi-strong"))
    elif question.is_graded:
        total = bar(say, "score", say("Score"), question.score, 100)
        parts.add(html_components.bars([total]), html_components.bars(question.bars))
        parts.add(html_components.block(printed.in_a_range(say, question), "mi-quiet"))
    else:
        parts.add(html_components.block(question.status, "mi-quiet"))
    parts.add(*_coached(question, say))
    parts.add(html_components.block(question.further_feedback) if question.further_feedback else "")
    _points(parts, report, question, say)
    if question.further_remarks:
        remarks = [(r.kind, r.word, r.text, r.sentence) for r in question.further_remarks]
        parts.add(html_components.block(printed.remarks_title(say, question), "mi-quiet"))
        parts.add(html_components.signed(remarks, say))
    parts.add(*(html_components.flagged(one_line(note)) for note in question.notes))


def _coached(question: QuestionView, say: Words) -> list[str]:
    """The strongest sentence, the one thing to change, and how that could sound."""
    rows = printed.coached(say, question.coach)
    return [html_components.named(rows, say)] if rows else []


def _points(parts: _Parts, report: Report, question: QuestionView, say: Words) -> None:
    """The verdict on each key point, and four words with which the candidate settles it; the same one takes it back."""
    if not (report.is_ready and question.can_be_settled) or report.is_sample:
        parts.add(html_components.signed([(p.verdict, p.word, p.text, p.sentence) for p in question.points], say))
        return
    parts.add(
        html_components.block(
            say("Choose for each point whether you said it. Click it again to undo.")
            if question.is_undecided
            else say("Is one of these not right? Choose what is true: your choice counts. Click it again to undo."),
            "mi-quiet",
        )
    )
    for point in question.points:
        parts.add(html_components.signed([(point.verdict, point.word, point.text, point.sentence)], say, point.note))
        parts.draw()
        key = f"settle-{report.session.id}-{question.index}-{point.id}"
        # What is stored counts, not what this tab showed last.
        st.session_state[key] = point.settled
        st.segmented_control(
            say("Is this in your answer? {point}", point=ui.without_markdown(point.text)),
            list(Settled),
            format_func=lambda word: say.message(Message.of(f"settled.{word}")),
            key=key,
            label_visibility="collapsed",
            on_change=settle,
            args=(report.session.id, question.index, point.id, key),
        )


def settle(session_id: str, index: int, point: str, key: str) -> None:
    """Keep what the candidate says of a key point."""
    with ui.errors():
        ui.services().evaluator.settle(ui.owner(), session_id, index, point, st.session_state[key])


def _reference(parts: _Parts, report: Report, question: QuestionView, say: Words) -> None:
    """The reference answer, and what is often said and wrong, behind a click. While grades come in, it is alone in its
    element, and so stays open."""
    if report.is_under_way:
        parts.draw()
    told = []
    if question.reference:
        told.append(html_components.spoken(html_components.written(question.reference), question.tag))
    if question.misconceptions:
        # Each says itself that it is wrong: nobody who only skims is to take it for the reference.
        wrong = [(Verdict.CONTRADICTED, say("Wrong"), f"“{line}”", "") for line in question.misconceptions]
        signed = html_components.spoken(html_components.signed(wrong, say), question.tag)
        told += [html_components.block(say("Often said by others, and wrong"), "mi-quiet"), signed]
    for title, lines in (
        ("Also right", question.also_right),
        ("What would worry an interviewer in any answer", question.red_flags),
    ):
        if lines:
            listed = html_components.spoken(html_components.listed(lines), question.tag)
            told += [html_components.block(say(title), "mi-quiet"), listed]
    if told:
        parts.add(html_components.folded(_folded_as(question, say), "".join(told)))
    elif not question.nobody_can_grade:
        parts.add(html_components.block(say("There is no reference answer for this question."), "mi-quiet"))
    parts.add(story_reminder.own_reference(report, question, say))
    if report.is_under_way:
        parts.draw()


def _folded_as(question: QuestionView, say: Words) -> str:
    """What stands behind the click: questions of packs may have one without the other."""
    if not question.misconceptions:
        return question.whose_example or say("Reference answer")
    return say("Reference answer and common mistakes" if question.reference else "Common mistakes")


def _regrading(parts: _Parts, report: Report, question: QuestionView, say: Words) -> None:
    """One answer graded again alone: because it has no grade, or as a second opinion."""
    if report.is_sample:
        return
    if report.is_under_way:
        if question.is_being_graded and question.outcome is not None:
            parts.add(html_components.block(say("This answer is being graded again."), "mi-quiet"))
        return
    if question.can_be_graded_again:
        parts.draw()
        st.button(
            say("Grade this answer again"),
            icon=":material/refresh:",
            key=f"again-{question.index}",
            on_click=grade_again,
            args=(report.session.id, question.index),
        )
    elif question.is_graded and ui.services().evaluator.has_opinions:
        parts.draw()
        st.button(
            say("Second opinion"),
            icon=":material/balance:",
            type="tertiary",
            key=f"opinion-{question.index}",
            help=say(
                "Grades this answer {count} times more and shows the middle score and how far apart they are.",
                count=RUBRIC.second_opinions,
            ),
            on_click=grade_again,
            args=(report.session.id, question.index, True),
        )


def grade_again(session_id: str, index: int | None = None, second_opinion: bool = False) -> None:
    """Ask for grades once more: of one answer, or of what is missing."""
    with ui.errors():
        owner, limits = ui.owner(), ui.services().limits
        limits.hit_costly(Costly.GRADE_AGAIN, owner)
        with limits.turns.of(owner):
            ui.services().evaluator.grade_again(owner, session_id, index, second_opinion=second_opinion)
