"""Feedback on the last answer while the interview goes on, folded below the next question, where it was wanted.

It comes by itself without a run of the page, so that nothing moves while somebody types. The words are those of the
report, without the reference answer: a question can still be gone back to.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

import streamlit as st

from interview.core.grading import Grade
from interview.core.lacking import is_told_later, made_behind
from interview.core.session import InterviewSession
from interview.core.turn import Feedback, Turn
from interview.documents import printed
from interview.documents.asked_as import words_for
from interview.documents.coach_view import coach_view
from interview.documents.question_words import title
from interview.i18n.translate import Words, sentences, words
from interview.use_cases.early_feedback import Judged, Stage
from interview.web import html_components, options, ui

LOOK_EVERY_S = 4


def draw(session: InterviewSession) -> None:
    """Feedback on the question answered last, or one quiet line where it is not there yet; nothing where nobody wanted
    it."""
    if session.with_feedback and options.grades_meanwhile(session.language):
        st.fragment(_followed, run_every=LOOK_EVERY_S)(session)


def _followed(session: InterviewSession) -> None:
    """_look(), whose errors are said here: the page around it is not drawn again."""
    with ui.errors():
        _look(session)


def _look(session: InterviewSession) -> None:
    say = ui.words()
    # What is ready stays ready: no need to look again with every tick.
    kept = f"feedback-{session.id}-{session.version}"
    last = st.session_state.get(kept) or ui.services().early_feedback.last(session, _opened(session))
    if last.stage is Stage.FOLLOW_UP:
        st.caption(say("Feedback on your answer comes after the follow-up."))
    elif last.stage is Stage.WAITING:
        st.caption(say("Feedback on your last answer appears here when it is ready. The report shows it, too."))
    elif last.stage is Stage.READY:
        if last.is_all:
            st.session_state[kept] = last
        if any(grade.scores is not None for _, _, grade in last.graded):
            label = (
                say("Feedback on your last answer") if len(last.graded) == 1 else say("Feedback on your last answers")
            )
            _folded(session, label, last.graded, say, "last")
        else:
            st.caption(sentences(dict.fromkeys(_without(turn, say) for _, turn, _ in last.graded)))
    if any(grade.scores is not None for _, _, grade in last.unseen):
        _folded(session, _of_questions(last.unseen, say), last.unseen, say, "unseen")


def _opened(session: InterviewSession) -> set[int]:
    """Answers before the last one whose feedback was opened at the question that is shown: it stays there."""
    shown: set[int] = st.session_state.setdefault(f"opened-{session.id}-{session.current_index}", set())
    return shown


def _of_questions(graded: Sequence[Judged], say: Words) -> str:
    numbers = list(dict.fromkeys(str(turn.position.main + 1) for _, turn, _ in graded))
    if len(numbers) == 1:
        return say("Feedback on question {number}", number=numbers[0])
    return say("Feedback on questions {numbers}", numbers=say.all_of(numbers))


def _folded(session: InterviewSession, label: str, graded: Sequence[Judged], say: Words, name: str) -> None:
    indexes = tuple(index for index, _, _ in graded)
    # A box that is open stays so when another grade joins it.
    key = f"{name}-answer-{session.id}-{session.current_index}"
    box = st.expander(label, icon=":material/rate_review:", key=key, on_change="rerun")
    if not box.open:
        return
    with box:
        _opened(session).update(indexes)
        ui.services().early_feedback.see(session.owner, session.id, indexes)
        spoken = words(session.language)
        grades = {turn.position: grade for _, turn, grade in graded}
        told = [
            _told(
                turn,
                grade,
                spoken,
                len(graded) > 1,
                is_later=is_told_later(turn, session, grades),
                behind=made_behind(turn.position, session, grades),
            )
            for _, turn, grade in graded
        ]
        ui.draw(*told, language=spoken.tag)
        st.caption(say("If you change the answer that this is about, the report says that you had seen this."))


def _without(turn: Turn, say: Words) -> str:
    """Why there is nothing to say of an answer without a score."""
    if turn.question.without_score is not None:
        return say.message(turn.question.without_score)
    return say("This answer could not be judged. The report says why.")


def _told(
    turn: Turn,
    grade: Grade,
    say: Words,
    is_named: bool,
    *,
    is_later: bool = False,
    behind: Set[str] = frozenset(),
) -> str:
    """The strongest sentence, the one thing to change and how it could go on, as the report says them; no more of an
    answer that was changed after that, or what it lacks could be read off and put in point by point."""
    name = html_components.block(title(say, turn.position), "mi-quiet") if is_named else ""
    if turn.answer.feedback is Feedback.CHANGED:
        later = say(
            "You opened this answer again after feedback on it. What it lacks now stands in the report at the end."
        )
        return name + html_components.block(later, "mi-quiet")
    asked_so = words_for([turn.question], say)
    view = coach_view(
        grade, turn.answer.text or "", asked_so, goes_on=turn.goes_on, is_told_later=is_later, made_behind=behind
    )
    rows = printed.coached(say, replace(view, reference=""))
    nothing = (
        say("There is nothing we are sure enough of to say here.") if grade.scores is not None else _without(turn, say)
    )
    told = html_components.named(rows, say) if rows else html_components.block(nothing, "mi-quiet")
    return name + told
