"""What to ask behind an answer: about a claim in it or a sentence whose meaning is known, the planned follow-up that
its gaps call for, an easier step, or nothing.

One move at a time. A sentence of the answer is quoted only where the question is about it, and whole. Nothing that is
asked names a key point that the candidate has not said, or says how good the answer was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Protocol

from interview.core.answer_kind import A_NO, NOTHING_TOLD, AnswerKind, Heard
from interview.core.asked_behind import AskedBehind
from interview.core.certainty import RATHER, makes_none
from interview.core.flags import ELSEWHERE
from interview.core.grading import Judgement, PointJudgement, Ungradable, Verdict
from interview.core.key_point import KeyPoint, StoryPart, story
from interview.core.not_knowing import is_unanswered, says_unknown
from interview.core.question import FollowUp, FollowUpKind, PlannedFollowUp, Question, QuestionKind
from interview.core.session import InterviewSession
from interview.core.turn import Answer, Turn
from interview.errors import Unavailable
from interview.i18n.translate import Words, words
from interview.messages import Message
from interview.practice import moves, thinking_on, untold
from interview.practice.asking import follow_up, said_before
from interview.practice.behind_a_story import HeardStory
from interview.practice.easier_steps import ONE_PART, easier_step
from interview.question_bank.near_duplicates import meaning_words
from interview.text.clashes import clash
from interview.text.general_claims import tells_what_was_done
from interview.text.probes import repeatable
from interview.text.quotations import quotations
from interview.text.sentences import sentences
from interview.text.whole_sentences import one_or_two
from interview.text.words import spoken_length

_OPEN = {
    Verdict.MISSED: 1.0,
    Verdict.CONTRADICTED: 1.0,
    Verdict.TOUCHED: 0.5,
    Verdict.UNSURE: 0.5,
    Verdict.COVERED: 0.0,
}


# Whoever has so many words of a key point speaks of it, whatever is recognised.
WORDS_OF_A_POINT = 3
# Answers of no more words say one thing, which is taken for a "don't know" where it is nothing that was looked for.
SHORT_WORDS = 14
# An answer to a question of knowledge with so many sentences of what its speaker did is a story as well.
_TOLD_SENTENCES = 2
# Half an hour of speech: to what was said behind it nobody goes back, and what is read takes no longer than that.
LONGEST_READ = 20_000
# Why something easier is asked, by whether somebody said no.
_EASIER = {True: "reason.easier_said_no", False: "reason.easier_little"}
# Fewer words than these may stand in a question and in an answer to it.
_FEWEST_COPIED = 6
# In so many words a no or a refusal that is sure is one, and nothing else is looked for.
_PLAIN_NO_WORDS = 14
# Two statements that clash, by whether one of them is the resume's.
_TWO = {False: "think.two_said", True: "think.two_of_resume"}


class Judge(Protocol):
    """What practice needs of a grader."""

    def judge_turn(self, turn: Turn) -> Judgement | Ungradable: ...

    def heard(self, question: Question, answer: str) -> Heard: ...

    def may_be_asked(self, question: AskedBehind, sentence: str) -> bool: ...


def react(
    session: InterviewSession, turn: Turn, judge: Callable[[], Judge], has_time: Callable[[], bool] = lambda: True
) -> Question | None:
    """The next question of this group, unsigned, or None; `judge` is called only when the answer must be judged, and
    once only unless there `has_time` for more. Unavailable where it cannot be read the first time."""
    group = session.group(turn.position.main)
    main = group[0].question
    asked = tuple(other.question for other in group)
    in_session = [other.question for other in session.turns]
    say = words(session.language)
    answer = _heard(turn)
    is_told = bool(main.key_points) and main.key_points[0].part is not None
    is_new = not turn.position.is_follow_up
    if is_unanswered(answer):
        return easier_step(main, in_session, say, _EASIER[says_unknown(answer)]) if is_new else None
    kind, is_sure = judge().heard(turn.question, answer)
    is_nothing, is_no = kind in NOTHING_TOLD, kind in A_NO

    def without_telling() -> Question | None:
        if kind is AnswerKind.REFUSES or not is_new:
            return None
        asks_back = kind is AnswerKind.ASKS_BACK
        again = untold.about_what_was_asked_back(main, in_session, say) if asks_back and is_told else None
        return again or easier_step(main, in_session, say, "reason.asked_back" if asks_back else _EASIER[is_no])

    if is_nothing and is_sure and spoken_length(answer) <= _PLAIN_NO_WORDS:
        return without_telling()
    if says_little(answer):
        if not is_new:
            return None
        if is_told and not is_nothing:
            return untold.about_few_words(main, {}, answer, in_session, say)
        return without_telling() if is_nothing else easier_step(main, in_session, say, _EASIER[False])
    if not main.key_points:
        return None
    if (two := _about_two_statements(main, asked, answer, say)) is not None:
        return two
    said = "\n\n".join(text for other in group if (text := _heard(other)) and not says_little(text))

    flags: set[Message] = set()

    def read(question: Question) -> tuple[PointJudgement, ...]:
        found = judge().judge_turn(replace(group[0], question=question, answer=Answer(text=said)))
        flags.update(found.flags if isinstance(found, Judgement) else ())
        return found.points if isinstance(found, Judgement) else ()

    def of_this_answer(points: Iterable[PointJudgement]) -> tuple[PointJudgement, ...]:
        # What is asked about was said just now: to what came before the last answer nobody goes back.
        return tuple(each if _is_whole(each.quote, answer) else replace(each, quote="") for each in points)

    def judged(question: Question) -> tuple[PointJudgement, ...]:
        return of_this_answer(read(question))

    def judged_again(question: Question) -> tuple[PointJudgement, ...]:
        # What the first reading found holds without a second one, too.
        try:
            return judged(question)
        except Unavailable:
            return ()

    def may_be_asked(question: AskedBehind, sentence: str) -> bool:
        # What was read before still calls for something else where there is no time for this.
        try:
            return judge().may_be_asked(question, sentence)
        except Unavailable:
            return False

    def judged_where_said(question: Question) -> Sequence[PointJudgement]:
        # To read an answer once more takes as long as the first time. Of four that have the words one has the points.
        is_said = 2 * len(_with_words_in(question, main, said)) >= len(question.key_points)
        return judged_again(question) if is_said and has_time() else ()

    # Of a story every part is looked for, not only those that the question asks for.
    all_points = read(replace(main, key_points=tuple(map(story, StoryPart))) if is_told else main)
    points = of_this_answer(all_points)
    # Of a story too little is known to take a few words for a no.
    if not is_told and spoken_length(said) <= SHORT_WORDS and _has_nothing_to_build_on(points):
        return easier_step(main, in_session, say, "reason.easier") if is_new else None
    if not is_told and is_nothing and not any(map(untold.may_be_said, points)):
        return without_telling()
    is_unread = all(each.is_unread for each in points)
    # Nobody else can tell.
    if is_nothing and is_sure and is_unread:
        return without_telling()
    # Who made a pack expects what was prepared in it.
    is_of_a_pack = main.source is not None
    # What was prepared, repeats nothing and is about nothing that is open fits any answer: it is for unread words.
    may_be_prepared = not is_of_a_pack and is_unread
    if not is_told:
        planned = partial(_planned, main, asked, points, say, judged_where_said)
        makes_a_point = partial(_makes_a_point, all_points)
        behind = partial(_behind_what_was_told, main, asked, judged_again, in_session, said, may_be_asked)
        about_a_claim = partial(thinking_on.about_a_claim, main, asked, answer, points, in_session, say, makes_a_point)
        return (
            thinking_on.about_a_sentence(main, asked, answer, points, in_session, say)
            or (_one_part(main, points, in_session, said, say) if is_new else None)
            or (None if may_be_prepared else planned(needs_ground=not is_of_a_pack))
            # Who has not done it guesses, and is left alone.
            or (None if is_no else about_a_claim())
            or (behind(say) if has_time() else None)
            or (planned() if may_be_prepared else None)
        )
    parts = {each.point.part: each for each in points if each.point.part is not None}
    told = HeardStory(
        *(main, asked, in_session, parts, answer, said, kind),
        is_new=is_new,
        is_called_elsewhere=ELSEWHERE in flags,
    )
    if told.tells_nothing:
        return without_telling()
    planned_of_story = partial(_planned, main, asked, told.of(main), say, told.of)
    return told.follow_up(planned_of_story, may_be_asked, say, is_of_a_pack=is_of_a_pack, is_unread=is_unread)


def _heard(turn: Turn) -> str:
    """What is read of an answer: without sentences of its question, and of one longer than LONGEST_READ the whole
    sentences before that."""
    text = turn.answer.text or ""
    found = sentences(text[:LONGEST_READ])
    if len(text) > LONGEST_READ:
        text = text[: found[-1].start] if len(found) > 1 else text[:LONGEST_READ]
    asked = _plain(turn.question.text)
    own = [said for part in found if not _is_copied(said := part.of(text), asked)]
    return text if len(own) == len(found) else " ".join(own)


def _is_copied(sentence: str, question: str) -> bool:
    said = _plain(sentence)
    return len(said.split()) >= _FEWEST_COPIED and said in question


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(moves.ENDS)


def _about_two_statements(main: Question, asked: Sequence[Question], answer: str, say: Words) -> Question | None:
    """How two statements go together that cannot both hold, both repeated: of the answer, or of it and the resume's
    line in the question. Which of them is right nobody knows, so it has no key points."""
    lines = quotations(main.text) if main.kind is QuestionKind.PROJECT else ()
    found = clash(answer, lines[0] if len(lines) == 1 else "")
    one, other = (repeatable(found.one), repeatable(found.other)) if found is not None else ("", "")
    used = {question.follow_up.wording for question in asked if question.follow_up is not None}
    if found is None or not one or not other or not used.isdisjoint(_TWO.values()):
        return None
    code = _TWO[found.is_of_resume]
    made = FollowUp(FollowUpKind.PROBE, wording=code, quote=other)
    return follow_up(main, say.message(Message.of(code, one=one, other=other)), made, "reason.two_statements")


def _behind_what_was_told(
    main: Question,
    asked: Sequence[Question],
    judged: Callable[[Question], tuple[PointJudgement, ...]],
    in_session: Sequence[Question],
    said: str,
    may_be_asked: moves.MayBeAsked,
    say: Words,
) -> Question | None:
    """What lies behind a part of a story that answers a question of knowledge."""
    own = [text for part in sentences(said) if tells_what_was_done(text := part.of(said))]
    if len(own) < _TOLD_SENTENCES:
        return None
    found = judged(replace(main, key_points=tuple(map(story, StoryPart))))
    parts = {each.point.part: each for each in found if each.point.part is not None}
    return moves.behind_a_part(main, asked, parts, in_session, said, may_be_asked, say)


def _is_whole(quote: str, said: str) -> bool:
    """Whether a quote is a sentence of what was said: the judge reads clauses of a long one, too."""
    return " ".join(quote.split()) == one_or_two(quote, said)


def _has_nothing_to_build_on(points: Sequence[PointJudgement]) -> bool:
    """Whether a short answer surely says nothing that the question looks for: so somebody says that they do not know,
    in whatever words. Of what nobody read it is not sure."""
    return bool(points) and not any(map(untold.may_be_said, points))


def _makes_a_point(points: Sequence[PointJudgement], sentence: str) -> bool:
    """Whether a sentence makes a key point, or may, by what was recognised in it or in words around it; of what nobody
    read any may."""
    made = [" ".join(each.quote.split()).rstrip(moves.ENDS) for each in points if untold.may_be_said(each)]
    was_read = any(each.odds is not None for each in points)
    return not was_read or any(quote and (quote in sentence or sentence in quote) for quote in made)


def says_little(answer: str) -> bool:
    """A "don't know", or so few words that there is nothing to react to."""
    return is_unanswered(answer) or (len(answer.split()) < 5 and len(meaning_words(answer)) < 3)


def _with_words_in(question: Question, main: Question, said: str, fewest: int = 1) -> list[KeyPoint]:
    """The key points of a question of which the answer has so many words that the main question did not bring."""
    found = meaning_words(said) - meaning_words(main.text)
    return [point for point in question.key_points if len(meaning_words(point.text) & found) >= fewest]


def _one_part(
    main: Question, points: Sequence[PointJudgement], in_session: Sequence[Question], said: str, say: Words
) -> Question | None:
    """One part of a question of knowledge, as the hint has it, where an answer of some length surely makes no point and
    does not have the words of one either."""
    if not makes_none(points) or _with_words_in(main, main, said, WORDS_OF_A_POINT):
        return None
    return easier_step(main, in_session, say, "reason.one_part", ONE_PART)


def _planned(
    main: Question,
    asked: Sequence[Question],
    points: Sequence[PointJudgement],
    say: Words,
    judged: Callable[[Question], Sequence[PointJudgement]],
    *,
    needs_ground: bool = False,
) -> Question | None:
    """What builds on a point that was said, repeated where the question is one of knowledge, or else what asks for most
    that is open; behind half an answer the other way round. None of whose points the answer rather makes half already,
    as far as that was read; where it `needs_ground`, none that neither builds on a point nor asks for an open one."""

    def openness(targets: Iterable[int]) -> float:
        return sum(_OPEN[points[target].verdict] for target in targets if target < len(points))

    def rank(plan: PlannedFollowUp) -> tuple[float, ...]:
        is_quoted, is_open = float(bool(quoted(plan))), openness(plan.targets)
        return (is_open / max(1, len(plan.targets)), is_open, is_quoted) if is_half else (is_quoted, is_open)

    def quoted(plan: PlannedFollowUp) -> str:
        return moves.built_on(plan, main, points) if main.kind is QuestionKind.SKILL else ""

    spent = {question.follow_up.plan for question in asked if question.follow_up is not None}
    left = [plan for plan in main.planned_follow_ups if plan.id not in spent]
    is_half = main.kind is QuestionKind.SKILL and 2 * openness(range(len(points))) >= len(points) > 0
    for plan in sorted(left, key=rank, reverse=True):
        quote = quoted(plan)
        if needs_ground and not quote and not openness(plan.targets):
            continue
        question = follow_up(
            main,
            said_before(quote, plan.text, say),
            FollowUp(FollowUpKind.PLANNED, plan=plan.id, quote=quote),
            "reason.one_step_further" if quote else "reason.other_side",
            plan.key_points or main.key_points,
            reference=plan.reference_answer or main.reference_answer,
            bare=plan.text if quote else "",
        )
        said = [_is_rather_said(each) for each in judged(question)] if plan.key_points else []
        if not said or 2 * sum(said) < len(said):
            return question
    return None


def _is_rather_said(judged: PointJudgement) -> bool:
    """Whether an answer rather makes a point than not. Of what nobody read that is not known."""
    return judged.verdict is Verdict.COVERED or (judged.odds is not None and judged.odds[0] > RATHER)
