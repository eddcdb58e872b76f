"""Feedback from the verdicts on the parts of a story."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interview.core.answer_kind import AnswerKind
from interview.core.certainty import SAID_PERHAPS
from interview.core.coaching import TOLD_IF_ABOUT, coaching
from interview.core.grading import PointJudgement, Settled, Verdict
from interview.core.key_point import StoryPart, statement, story
from interview.core.no_story import without_a_story
from interview.core.scoring import score
from interview.documents.coach_view import coach_view, feedback_of
from interview.i18n.translate import ENGLISH
from interview.messages import Message
from tests.report_builders import graded, turn

LONG, OTHER = "This sentence makes a point of its own.", "Another sentence turns a point right round."
_PARTS = (StoryPart.OWN_ACTION, StoryPart.RESULT)


def in_a_story(part: StoryPart, verdict: Verdict, said: float, quote: str = "") -> PointJudgement:
    return PointJudgement(story(part), verdict, quote, odds=(said, 0.0, 1 - said))


def test_a_short_story_is_asked_to_tell_more_unless_another_one_is_asked_for() -> None:
    short = Message.of("feedback.short_story")
    told = [in_a_story(part, Verdict.COVERED, 0.99, OTHER) for part in _PARTS]
    assert coaching(told, short)[-1] == short
    in_doubt = [replace(in_a_story(part, Verdict.UNSURE, 0.4), about_asked=0.5) for part in _PARTS]
    assert coaching(in_doubt, short)[-1] == short
    untold = [in_a_story(part, Verdict.MISSED, 0.0) for part in (StoryPart.SITUATION, *_PARTS)]
    assert coaching(untold, short) == (Message.of("feedback.tell_story"),)
    assert coaching(untold, Message.of("feedback.fragments"))[-1] == Message.of("feedback.fragments")


def test_of_a_story_that_may_be_about_something_else_the_part_that_is_told_least_clearly_is_named() -> None:
    shares = {StoryPart.SITUATION: 0.1, StoryPart.OWN_ACTION: 0.4, StoryPart.RESULT: 0.2}
    told_so = [replace(in_a_story(part, Verdict.UNSURE, said), about_asked=0.5) for part, said in shares.items()]
    named = Message.of("feedback.if_about", point=story(StoryPart.RESULT).said)
    assert coaching(told_so, None) == (Message.of("feedback.about_asked"), named)
    whole = [replace(part, odds=(0.5 * TOLD_IF_ABOUT, 0.0, 1 - 0.5 * TOLD_IF_ABOUT)) for part in told_so]
    assert coaching(whole, None) == (Message.of("feedback.about_asked"), Message.of("feedback.if_about_all"))


def test_of_what_a_story_lacks_what_was_done_and_came_of_it_is_asked_for_before_what_was_learned() -> None:
    lesson, result = (in_a_story(part, Verdict.MISSED, 0.01) for part in (StoryPart.LESSON, StoryPart.RESULT))
    done = in_a_story(StoryPart.OWN_ACTION, Verdict.MISSED, SAID_PERHAPS)
    scene = in_a_story(StoryPart.SITUATION, Verdict.COVERED, 0.99, LONG)

    def asked_for(*points: PointJudgement) -> Message:
        return coaching(points, None)[0]

    assert asked_for(scene, lesson, result) == Message.of("feedback.add_part", point=story(StoryPart.RESULT).said)
    said = Message.of("feedback.not_sure_part", point=story(StoryPart.OWN_ACTION).said)
    assert asked_for(scene, lesson, result, done) == said
    rather_told = replace(done, odds=(SAID_PERHAPS + 0.01, 0.0, 0.89))
    assert asked_for(scene, lesson, rather_told) == Message.of("feedback.add_part", point=story(StoryPart.LESSON).said)


def test_who_told_a_story_about_something_else_is_asked_for_another_one_until_they_say_that_it_is_the_one() -> None:
    missed = [in_a_story(part, Verdict.MISSED, 0.01) for part in (*_PARTS, StoryPart.SITUATION)]
    assert coaching(missed, None, is_elsewhere=True) == (Message.of("feedback.other_story"),)
    assert coaching(missed, None) == (Message.of("feedback.tell_story"),)
    mine = replace(missed[0], settled=Settled.SAID, verdict=Verdict.COVERED, judged=Verdict.MISSED)
    assert [said.code for said in coaching([mine, *missed[1:]], None, is_elsewhere=True)] == ["feedback.add_part"]


def test_who_was_asked_for_no_scene_is_asked_for_what_was_asked_and_not_for_a_story() -> None:
    parts = (StoryPart.MEASURE, StoryPart.OWN_ACTION)
    missed = [in_a_story(part, Verdict.MISSED, 0.01) for part in parts]
    [said] = coaching(missed, None)
    assert ENGLISH.message(said) == (
        "We do not recognise what this question asks for in your answer: "
        "a number or a check that shows whether it worked; what you did yourself."
    )


@pytest.mark.parametrize("word", [Settled.NOT_SAID, Settled.WRONG])
def test_who_agrees_that_a_part_is_not_told_is_still_asked_for_a_story_about_what_was_asked(word: Settled) -> None:
    verdict = {Settled.NOT_SAID: Verdict.MISSED, Settled.WRONG: Verdict.CONTRADICTED}[word]

    def marked(point: PointJudgement) -> PointJudgement:
        return replace(point, verdict=verdict, settled=word, judged=point.verdict)

    missed = [in_a_story(part, Verdict.MISSED, 0.01) for part in (*_PARTS, StoryPart.SITUATION)]
    for agreed in ([marked(missed[0]), *missed[1:]], [*map(marked, missed)]):
        assert coaching(agreed, None, is_elsewhere=True) == (Message.of("feedback.other_story"),)
        assert coaching(agreed, None) == (Message.of("feedback.tell_story"),)
    # What we recognised, or nobody read, we do not call untold.
    recognised = marked(in_a_story(StoryPart.OWN_ACTION, Verdict.COVERED, 0.99, LONG))
    assert coaching([recognised, *missed[1:]], None)[0].code == "feedback.add_part"
    unread = [marked(PointJudgement(story(part), Verdict.UNSURE)) for part in _PARTS]
    assert without_a_story(unread) is None


def test_a_story_of_which_each_part_is_open_and_probable_is_not_called_none() -> None:
    def said(share: float) -> list[PointJudgement]:
        return [in_a_story(part, Verdict.UNSURE, share) for part in (*_PARTS, StoryPart.SITUATION)]

    rather_told = said(0.85)
    assert score(rather_told, None).number is not None
    assert without_a_story(rather_told) is None
    assert without_a_story(said(0.02)) == Message.of("feedback.tell_story")


def test_of_a_story_that_may_be_about_something_else_nobody_is_sent_to_a_part_that_they_settled() -> None:
    whole = [replace(in_a_story(part, Verdict.UNSURE, 0.45), about_asked=0.5) for part in (*_PARTS, StoryPart.LESSON)]
    about, each_seems_told = Message.of("feedback.about_asked"), Message.of("feedback.if_about_all")
    assert coaching(whole, None) == (about, each_seems_told)
    own = replace(whole[0], verdict=Verdict.MISSED, settled=Settled.NOT_SAID, judged=Verdict.UNSURE)
    assert coaching([own, *whole[1:]], None) == (about,)


def test_where_it_was_is_not_what_to_change_unless_somebody_says_that_they_left_it_out() -> None:
    scene = in_a_story(StoryPart.SITUATION, Verdict.MISSED, 0.01)
    done = in_a_story(StoryPart.OWN_ACTION, Verdict.COVERED, 0.99, LONG)
    result = in_a_story(StoryPart.RESULT, Verdict.UNSURE, 0.8)
    asked = Message.of("feedback.check_part", point=story(StoryPart.RESULT).said)
    assert coaching([scene, done, result], None)[-1] == asked
    # Of all parts it alone is left.
    assert [said.code for said in coaching([scene, done], None)] == ["feedback.strongest", "feedback.add_part"]
    said_so = replace(scene, settled=Settled.NOT_SAID, judged=Verdict.MISSED)
    assert coaching([said_so, done], None)[1].code == "feedback.left_out_part"


def test_of_two_points_one_is_enough_to_name_a_strongest_sentence_unless_the_other_is_wrong() -> None:
    strong = Message.of("feedback.strongest", quote=LONG)
    done = in_a_story(StoryPart.OWN_ACTION, Verdict.COVERED, 0.99, LONG)
    result, lesson = (in_a_story(part, Verdict.MISSED, 0.01) for part in (StoryPart.RESULT, StoryPart.LESSON))
    assert coaching([done, result], None)[0] == strong
    assert strong not in coaching([done, result, lesson], None)
    assert strong not in coaching([done, replace(result, verdict=Verdict.CONTRADICTED, quote=OTHER)], None)
    rather = PointJudgement(statement("b"), Verdict.UNSURE, OTHER, worst=Verdict.CONTRADICTED, odds=(0.05, 0.6, 0.35))
    assert strong not in coaching([PointJudgement(statement("a"), Verdict.COVERED, LONG), rather], None)
    asked = PointJudgement(statement("b"), Verdict.UNSURE, LONG, worst=Verdict.MISSED, odds=(0.6, 0.0, 0.4))
    assert coaching([PointJudgement(statement("a"), Verdict.COVERED, LONG), asked], None)[0].code == "feedback.ask"


@pytest.mark.parametrize(("told", "goes_on"), [(0.87, False), (0.3, True)])
def test_nobody_is_asked_to_go_on_to_a_part_of_their_story_that_they_rather_told(told: float, goes_on: bool) -> None:
    answer = "I marked the places on the floor with tape. After that we counted again."
    own = in_a_story(StoryPart.OWN_ACTION, Verdict.COVERED, 0.99, "I marked the places on the floor with tape.")
    result = in_a_story(StoryPart.RESULT, Verdict.UNSURE, told, "After that we counted again.")
    grade = replace(graded(turn(0, answer), (Verdict.MISSED,) * 3, quotes=("",) * 3), points=(own, result))
    assert bool(coach_view(grade, answer, ENGLISH).own) is goes_on


@pytest.mark.parametrize(
    ("lacks", "goes_on"), [(StoryPart.DECISION_REASON, False), (StoryPart.MEASURE, False), (StoryPart.RESULT, True)]
)
def test_nobody_is_asked_in_a_report_why_they_did_what_may_have_been_no_choice_or_how_they_know_that_it_worked(
    lacks: StoryPart, goes_on: bool
) -> None:
    answer = "Then patients from half eight, about one every twenty minutes, and in between I wipe down."
    own = in_a_story(StoryPart.OWN_ACTION, Verdict.COVERED, 0.99, answer)
    points = (own, in_a_story(lacks, Verdict.MISSED, 0.01))
    grade = replace(graded(turn(0, answer), (Verdict.MISSED,) * 3, quotes=("",) * 3), points=points)
    assert bool(coach_view(grade, answer, ENGLISH).own) is goes_on


def test_who_says_that_they_do_not_know_gets_no_advice_on_their_sentences() -> None:
    missed = [PointJudgement(statement(name), Verdict.MISSED) for name in ("a", "b")]
    phrases = Message.of("feedback.fragments")
    assert coaching(missed, phrases)[-1] == phrases
    assert phrases not in coaching(missed, phrases, kind=AnswerKind.UNKNOWN)


WE = "We noticed that he was lost, so we sat down and showed him each step."
# This "we" says where it was, and whose part it was nobody leaves open.
SCENE = "We had no list for the handover. Wrote one on a page and showed it to the sister."


@pytest.mark.parametrize(
    ("answer", "is_asked"),
    [
        (WE, True),
        (SCENE, False),
        (f"{WE} I wrote it down for him.", False),
        ("Noticed that he was lost and showed him.", False),
    ],
)
def test_who_tells_their_own_part_as_we_alone_is_asked_which_part_was_theirs(answer: str, is_asked: bool) -> None:
    quote = answer.removeprefix("We had no list for the handover. ")
    told = [in_a_story(part, Verdict.COVERED, 0.99, quote) for part in _PARTS]
    whose = Message.of("feedback.whose_part")
    grade = replace(graded(turn(0, answer)), points=tuple(told))
    view = coach_view(grade, answer, ENGLISH)
    assert (whose in feedback_of(grade, answer, goes_on=False)) is is_asked
    assert (view.change, view.is_to_check) == ((ENGLISH.message(whose), True) if is_asked else ("", False))
    lacking = replace(grade, points=(told[0], in_a_story(StoryPart.RESULT, Verdict.MISSED, 0.0)))
    assert coach_view(lacking, answer, ENGLISH).change.endswith(ENGLISH.message(whose)) is is_asked
    # Who marked it themselves knows whose part it was, and who did not tell it is asked for it.
    for own in (replace(told[0], settled=Settled.SAID), in_a_story(StoryPart.OWN_ACTION, Verdict.MISSED, 0.0)):
        known = replace(grade, points=(own, told[1]))
        assert whose not in feedback_of(known, answer, goes_on=False)
