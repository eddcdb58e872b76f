"""Puts a question of a report into words: makes the views of question_view.py.

It decides no score; every number comes from the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from datetime import tzinfo
from functools import partial

from interview.core.coaching import ASKS_TO_MARK, MARKS_ALL, REPEATS_VERDICTS
from interview.core.grading import Grade, Outcome, Scores
from interview.core.lacking import is_told_later, made_behind
from interview.core.not_knowing import says_unknown
from interview.core.practice_again import TwoAnswers
from interview.core.question import FollowUpKind, Position, Question
from interview.core.report import Report
from interview.core.rubric import rubric_of
from interview.core.scoring import is_open
from interview.core.settling import open_verdicts, to_mark
from interview.core.story import Story, is_told
from interview.core.strongest import praised_quotes
from interview.core.turn import Feedback, Turn
from interview.core.whole_numbers import whole
from interview.documents import score_parts
from interview.documents.asked_as import words_for
from interview.documents.coach_view import coach_view, feedback_of
from interview.documents.point_words import point_view, remark_view
from interview.documents.question_view import (
    AnswerView,
    EarlierAnswer,
    EarlierGrade,
    OwnStory,
    QuestionView,
    bar,
)
from interview.documents.who_graded import grader_of
from interview.i18n.names import band_name, category_name, interviewer_name, point_text, source_told
from interview.i18n.translate import Words, tag_of
from interview.messages import Message

_IS_IT_THE_ONE = {"feedback.other_story", "feedback.about_asked", "feedback.if_about", "feedback.if_about_all"}
ASKS_TO_SETTLE = ASKS_TO_MARK | MARKS_ALL | _IS_IT_THE_ONE
"""Codes of feedback that only the candidate can follow."""


def groups(
    report: Report,
    say: Words,
    zone: tzinfo,
    repeated: Mapping[Position, TwoAnswers],
    stories: Mapping[Position, Story],
) -> tuple[tuple[QuestionView, ...], ...]:
    """Main questions with their follow-ups behind them. `repeated` has both answers where a question came again,
    `stories` the candidate's own where one fits a question."""
    found: dict[int, list[QuestionView]] = {}
    for index, turn, grade in report.lines():
        both = repeated.get(turn.position)
        earlier = _earlier_answer(say, zone, both) if both is not None else None
        view = _question(report, say, zone, index, turn, grade, earlier)
        if (story := stories.get(turn.position)) is not None:
            view = replace(view, own_story=own_story(story, say))
        found.setdefault(turn.position.main, []).append(view)
    return tuple(map(tuple, found.values()))


def _question(
    report: Report,
    say: Words,
    zone: tzinfo,
    index: int,
    turn: Turn,
    grade: Grade | None,
    earlier_answer: EarlierAnswer | None,
) -> QuestionView:
    say = words_for([turn.question], say)
    question, scores = turn.question, grade.scores if grade else None
    opinions = tuple(map(whole, grade.opinions)) if grade else ()
    said, is_later = turn.answer.text or "", is_told_later(turn, report.session, report.grades)
    behind = made_behind(turn.position, report.session, report.grades)
    told = partial(feedback_of, goes_on=turn.goes_on, is_told_later=is_later, made_behind=behind)
    feedback = told(grade, said) if grade else ()
    noted = (
        *_feedback_before(say, turn),
        *_unsure_of_each(say, grade),
        *(_note(say, each) for each in (grade.notes if grade else ())),
    )
    return QuestionView(
        index=index,
        position=turn.position,
        title=title(say, turn.position),
        text=question.text,
        instead_of=question.follow_up.instead_of if question.follow_up else None,
        category=category_name(question.category, say),
        difficulty=_difficulty(say, question),
        asked_by=interviewer_name(question.asked_by, say),
        source=source_told(question.source, say),
        is_flagged=turn.answer.flagged,
        hint_shown=turn.answer.hint_shown,
        changed_after_feedback=turn.answer.feedback is Feedback.CHANGED,
        answer=_answer(say, zone, turn, grade),
        outcome=grade.outcome if grade else None,
        is_being_graded=report.is_under_way and turn in report.waiting,
        status=_status(say, turn, grade),
        reason=_reason(say, grade),
        score=scores.number if scores else None,
        low=scores.ends[0] if scores else None,
        high=scores.ends[1] if scores else None,
        to_settle=open_verdicts(grade) if grade else 0,
        to_mark=_to_mark(report, grade),
        is_undecided=_is_undecided(grade),
        waits=turn.position in report.waiting_for_marks,
        mark=say("not decided yet") if _is_undecided(grade) else _mark(say, scores),
        band=_band(say, grade),
        bars=score_parts.bars(scores.parts, grade.points, say)
        if grade and scores and scores.number is not None
        else (),
        points=tuple(point_view(say, judged, turn, grade, behind) for judged in grade.points) if grade else (),
        remarks=tuple(remark_view(say, remark, said) for remark in grade.remarks) if grade else (),
        coach=coach_view(grade, said, say, goes_on=turn.goes_on, is_told_later=is_later, made_behind=behind),
        feedback=say.messages(feedback),
        further_feedback=_further_feedback(say, grade, feedback),
        feedback_for_others=say.messages(_without(ASKS_TO_SETTLE, feedback)),
        flags=tuple(map(say.message, grade.flags)) if grade else (),
        notes=(*_why(say, question), *noted),
        notes_for_others=noted,
        opinions=opinions,
        spread=max(opinions) - min(opinions) if len(opinions) > 1 else None,
        needs_review=grade.needs_review if grade else False,
        dropped_quotes=grade.dropped_quotes if grade else 0,
        graded_by=grade.measured_by if grade else None,
        grader=grader_of(grade, report, say),
        rubric_version=grade.provenance.rubric_version if grade else "",
        earlier_grades=tuple(_earlier_grade(say, old) for old in report.earlier.get(turn.position, ())),
        key_points=tuple(point_text(point, say) for point in question.key_points),
        reference=question.reference_answer,
        whose_example=say("An example story by somebody else")
        if is_told(question) and question.reference_answer
        else "",
        misconceptions=question.misconceptions if question.shows_misconceptions else (),
        also_right=question.also_right,
        red_flags=question.red_flags,
        earlier_answer=earlier_answer,
        nobody_can_grade=question.without_score is not None,
        tag="" if report.session.language == say.language else tag_of(report.session.language),
    )


def _difficulty(say: Words, question: Question) -> str:
    # Of a question that somebody was asked for real nobody knows it, but where the bank has the same.
    return "" if question.is_of_a_real_interview and not question.bank_id else say(question.difficulty.value)


def title(say: Words, position: Position) -> str:
    """What a question is called by its place."""
    if not position.is_follow_up:
        return say("Question {number}", number=position.main + 1)
    return say("Follow-up {follow_up} to question {number}", follow_up=position.follow_up, number=position.main + 1)


def own_story(story: Story, say: Words) -> OwnStory:
    """A story of the candidate's own, to stand beside a reference answer."""
    return OwnStory(say("Your own story as you keep it: {title}", title=story.title), story.title, story.text)


def _answer(say: Words, zone: tzinfo, turn: Turn, grade: Grade | None) -> AnswerView:
    at = turn.answer.submitted_at
    return AnswerView(
        text=turn.answer.text or "",
        quotes=praised_quotes(grade) if grade else (),
        when=say.when(at, zone) if at else "",
        of_100=_of_100(say, grade),
    )


def _of_100(say: Words, grade: Grade | None) -> str:
    scores = grade.scores if grade else None
    if _is_undecided(grade):
        return say("not decided yet")
    if scores is not None and scores.number is None:
        return _range(say, scores)
    return bar(say, "", "", scores.number if scores else None, 100).number


def _to_mark(report: Report, grade: Grade | None) -> int:
    """A report of one answer asks for as many marks at the answer as above it."""
    if grade is None:
        return 0
    is_alone = len(report.session.turns) == 1
    return (report.to_settle if is_alone else 0) or to_mark(grade)


def _is_undecided(grade: Grade | None) -> bool:
    """Whether so little is known of an answer yet that its score could be any, or an answer that nobody judged has
    marks to come."""
    if grade is None or grade.outcome is not Outcome.GRADED:
        return False
    if grade.scores is None or grade.scores.number is not None:
        return False
    return grade.nobody_judged or grade.scores.ends == (0, 100)


def _range(say: Words, scores: Scores) -> str:
    low, high = scores.ends
    return say("most likely between {low} and {high} of 100", low=low, high=high)


def _mark(say: Words, scores: Scores | None) -> str:
    if scores is None:
        return say("not graded")
    if scores.number is None:
        low, high = scores.ends
        return say("{low} to {high}", low=low, high=high)
    return str(scores.number)


def _band(say: Words, grade: Grade | None) -> str:
    if grade is None or grade.scores is None or grade.scores.number is None:
        return ""
    return band_name(rubric_of(grade.provenance.rubric_version).band(grade.scores.number), say)


def _status(say: Words, turn: Turn, grade: Grade | None) -> str:
    """What to say of a question that has no score of its own; "" when it was graded."""
    if grade is None:
        return say("Not graded yet, and left out of every average.")
    if grade.outcome is Outcome.UNGRADED:
        reason = _reason(say, grade)
        return say("Not graded, and left out of every average. {reason}", reason=reason).strip()
    if grade.outcome is Outcome.UNANSWERED:
        if turn.answer.text is None:
            return say("The interview was ended before this question was answered: 0 of 100 by rule.")
        if says_unknown(turn.answer.text):
            return say("Answered with “{said}”: 0 of 100 by rule.", said=" ".join((turn.answer.text or "").split()))
        if turn.answer.text.strip():
            return say("There are no words in this answer: 0 of 100 by rule.")
        return say("Left without an answer: 0 of 100 by rule.")
    return ""


def _why(say: Words, question: Question) -> Iterator[str]:
    """What in the answer before led to a follow-up that was made from it, or why none was; not told while answering.

    Nor is it where the follow-up tells it itself: an easier step in our own words, a reaction that quotes the answer.
    """
    made = question.follow_up
    if made is None or question.reason is None:
        return
    if made.instead_of is not None:
        yield say.message(Message.of(f"follow_up.instead_of_{made.instead_of}"))
    tells_itself = {
        FollowUpKind.PROBE: False,
        FollowUpKind.EASIER: bool(question.bare_text),
        FollowUpKind.REACTIVE: made.quote in question.text,
    }
    if not tells_itself.get(made.kind, True):
        yield say("Why this was asked: {reason}", reason=say.message(question.reason))


def _feedback_before(say: Words, turn: Turn) -> Iterator[str]:
    """That an answer was written knowing what was said of an earlier one to the same question."""
    if turn.answer.feedback is Feedback.CHANGED:
        yield say("This answer was opened again after feedback on it.")


def _unsure_of_each(say: Words, grade: Grade | None) -> Iterator[str]:
    """Where a score comes from of an answer of which every point is open: without that it contradicts them."""
    if grade is None or grade.scores is None or grade.scores.number is None:
        return
    is_expected = rubric_of(grade.provenance.rubric_version).likely < 1
    if is_expected and grade.points and all(is_open(point) and point.odds for point in grade.points):
        if len(grade.points) == 1:
            yield say("We cannot tell for sure. The score is what is most likely.")
        else:
            yield say("We cannot tell for any single point. The score is what all of them together most likely make.")


def _reason(say: Words, grade: Grade | None) -> str:
    if grade is None:
        return say.message(Message.of("ungraded.not_yet"))
    return say.message(grade.reason) if grade.reason else ""


def _further_feedback(say: Words, grade: Grade | None, feedback: Iterable[Message]) -> str:
    """The feedback without what the verdicts say already; of an answer without a number that tells how to mark it."""
    has_number = grade is not None and grade.scores is not None and grade.scores.number is not None
    said_above = REPEATS_VERDICTS if has_number else REPEATS_VERDICTS | ASKS_TO_MARK
    return say.messages(_without(said_above, feedback))


def _without(codes: Set[str], feedback: Iterable[Message]) -> Iterator[Message]:
    return (message for message in feedback if message.code not in codes)


def _note(say: Words, noted: Message) -> str:
    said = say.message(noted).strip()
    return said[:1].upper() + said[1:]


def _earlier_grade(say: Words, old: Grade) -> EarlierGrade:
    signed = old.provenance
    who = interviewer_name(signed.graded_by, say)
    return EarlierGrade(
        told=say("Earlier grade: {score}, {who}.", score=_of_100(say, old), who=who),
        outcome=old.outcome,
        score=old.scores.number if old.scores else None,
        graded_by=signed.graded_by,
        rubric_version=signed.rubric_version,
    )


def _earlier_answer(say: Words, zone: tzinfo, both: TwoAnswers) -> EarlierAnswer:
    answer = _answer(say, zone, both.earlier, both.earlier_grade)
    at = both.earlier.answer.submitted_at
    title = say("Your earlier answer, {score}", score=answer.of_100)
    if at is not None:
        title = say("Your earlier answer, {day}, {score}", day=say.day(at, zone), score=answer.of_100)
    return EarlierAnswer(
        title=title,
        answer=answer,
        change=score_parts.changed(both.changes, say),
        gained=tuple(point_text(point, say) for point in both.gained),
        lost=tuple(point_text(point, say) for point in both.lost),
        caution=say.messages(both.cautions),
    )
