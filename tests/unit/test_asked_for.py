"""What has to be told so that a story is about what was asked: that the whole bank has it, and what comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from interview.core import flags
from interview.core.grading import Judgement, Verdict
from interview.core.key_point import StoryPart, story
from interview.core.question import FollowUp, FollowUpKind, Position, Question, QuestionKind
from interview.core.scoring import score
from interview.core.turn import Answer, Turn
from interview.question_bank.bank import load_bank
from interview.scorer.asked_for import asked_for, read
from interview.scorer.claims import MEANINGS
from interview.scorer.grader import Grader
from interview.scorer.relevance import relevant
from interview.scorer.verdict_model import Floats
from interview.scorer.wordings import wordings
from tests.unit.scripted_judge import scripted

PARTS = tuple(story(part) for part in (StoryPart.SITUATION, StoryPart.OWN_ACTION, StoryPart.OTHERS, StoryPart.RESULT))
ROOT = Path(__file__).parents[2]
CONFLICT, LEARNED = "behavioural-conflict", "behavioural-learned-quickly"
TO_TELL = asked_for()[CONFLICT]
# Written for this test by somebody who had seen neither what has to be told nor another story.
QUARREL = (
    "In the laundry of our hotel my colleague Jana and I did not speak for three weeks, since each of us said that the "
    "other left the heavy sheets for her. It came to shouting in front of the new girl. I asked Jana to sit down with "
    "me after the shift, without the boss. I told her what I had seen on my side and let her talk until she was "
    "finished. It turned out that the trolleys came up half sorted from the second floor, so we were both angry at the "
    "wrong person. We wrote down who takes which trolley, and since spring there has been no more quarrel about it."
)


class Says:
    """A judge that says with this certainty that a sentence says a text, of every other that it says nothing."""

    def __init__(self, said: dict[tuple[str, str], float]) -> None:
        self._said = said

    def says(self, question: str, points: Sequence[str], sentences: Sequence[str]) -> Floats:
        shares = [[self._said.get((point, sentence), 0.0) for sentence in sentences] for point in points]
        found = np.array([[(each, 0.0, 1 - each) for each in row] for row in shares], np.float32)
        return found.reshape(len(points), len(sentences), 3)

    def told(self, question: str, text: str, sentences: Sequence[str]) -> tuple[Floats, float]:
        return np.array([self._said.get((text, sentence), 0.0) for sentence in sentences], np.float32), 0.5

    def belongs(self, question: str, texts: Sequence[str], sentences: Sequence[str]) -> tuple[Floats, Floats]:
        return np.ones(len(sentences), np.float32), np.zeros((max(0, len(sentences) - 1), 2), np.float32)


def odds(said: dict[tuple[str, str], float], to_tell: Sequence[str], told: Sequence[str]) -> float | None:
    judge = Says(said)
    known = wordings(judge, "Tell me.", PARTS, "", (), {}, to_tell)
    found = relevant(judge, known, told).about
    return None if found is None else found[0]


def test_every_question_that_asks_for_a_story_has_what_is_to_be_told_in_four_wordings_and_no_other_has_some() -> None:
    topics = [topic for topic in load_bank().topics if topic.kind is not QuestionKind.SKILL]
    assert set(asked_for()) == {question.id for topic in topics for question in topic.questions}
    assert {len(texts) for texts in asked_for().values()} == {4}
    every = [text.casefold() for texts in asked_for().values() for text in texts]
    assert len(every) == len(set(every))


@pytest.mark.parametrize("text", ["# a", "+ Told", "# a\n+ Told\nand more", "# a\n# b\n+ Told"])
def test_a_line_that_breaks_the_form_is_named(text: str) -> None:
    with pytest.raises(ValueError, match=r"line \d"):
        list(read(text.splitlines()))


def test_that_some_sentence_says_it_counts_and_the_mean_of_the_wordings() -> None:
    one = odds({("It broke", "A"): 0.5, ("It broke", "B"): 0.5}, ["It broke"], ["A", "B", "C"])
    assert one == pytest.approx(np.log(3))
    both = odds({("It broke", "A"): 0.75, ("I broke it", "A"): 0.25}, ["It broke", "I broke it"], ["A"])
    assert both == pytest.approx(0, abs=1e-6)


def test_where_nobody_wrote_what_is_to_be_told_nothing_is_said_of_it() -> None:
    assert odds({}, [], ["A"]) is None
    assert (odds({}, ["It broke"], []) or 0) < (odds({("It broke", "A"): 0.5}, ["It broke"], ["A"]) or 0)


def test_what_tells_no_part_of_a_story_does_not_make_it_one_about_what_was_asked() -> None:
    """General words may say just what has to be told."""
    to_tell, told = "They argued", "We moved the rota, and the trolley fell."
    said = {(MEANINGS[StoryPart.OWN_ACTION], told): 0.9, (to_tell, told): 0.3, (to_tell, "People argue."): 0.9}
    alone = odds(said, [to_tell], [told])
    assert alone == pytest.approx(np.log(3 / 7), abs=1e-5)
    assert odds(said, [to_tell], ["People argue.", told]) == pytest.approx(alone)


def test_what_tells_a_part_has_to_be_about_what_was_asked_whatever_stands_beside_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """General words on what was asked, and something that happened: as a whole it may be like it or not."""
    general, told = "One has to speak about conflicts early.", "On Saturday I climbed up and got the cat down."
    parts = (StoryPart.SITUATION, StoryPart.OWN_ACTION)
    said = {(told, MEANINGS[part]): (0.9, 0.0) for part in parts}
    judge = scripted(monkeypatch, {**said, **{(text, to): (0.9, 0.0) for text in (general, told) for to in TO_TELL}})

    def found() -> set[Verdict]:
        points = [*map(story, parts)]
        said = Grader().judge("0", "Tell me about a conflict.", points, "", f"{general} {told}", bank_id=CONFLICT)
        assert isinstance(said, Judgement)
        return {point.verdict for point in said.points}

    assert found() == {Verdict.COVERED}
    judge.unlike = (general, told)
    assert found() == {Verdict.COVERED}
    judge.unlike = (told,)
    assert found() == {Verdict.MISSED}


def recognised(question_id: str) -> list[float]:
    _, asked = load_bank().by_id[question_id]
    found = Grader().judge("0", asked.question, PARTS, "", QUARREL, bank_id=question_id)
    assert isinstance(found, Judgement)
    return [point.odds[0] if point.odds else float(point.verdict is Verdict.COVERED) for point in found.points]


def test_the_same_story_is_recognised_where_it_was_asked_for_and_not_where_something_else_was() -> None:
    asked, other = recognised(CONFLICT), recognised(LEARNED)
    # Of one part, who else had a share in it, the judge is not sure.
    assert sorted(asked)[1] > 0.9
    assert min(asked) > 0.3
    assert max(other) < 0.1


def test_a_story_about_something_else_is_not_recognised_and_is_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    told = "We moved the store room in March, and I carried every shelf myself."
    parts = {(told, MEANINGS[part]): (0.9, 0.0) for part in (StoryPart.SITUATION, StoryPart.OWN_ACTION)}
    asked = "Tell me about a conflict.", [story(part) for part in (StoryPart.SITUATION, StoryPart.OWN_ACTION)], ""

    def found(told_so: dict[tuple[str, str], tuple[float, float]], **given: Any) -> tuple[set[Verdict], bool]:
        scripted(monkeypatch, {**parts, **told_so})
        said = Grader().judge("0", *asked, told, **given)
        assert isinstance(said, Judgement)
        return {point.verdict for point in said.points}, flags.ELSEWHERE in said.flags

    is_about = {(told, text): (0.9, 0.0) for text in asked_for()[CONFLICT]}
    assert found(is_about, bank_id=CONFLICT) == ({Verdict.COVERED}, False)
    assert found({}, bank_id=CONFLICT) == ({Verdict.MISSED}, True)
    # Of a question that nobody wrote this for, and of an answer that goes on, it is not looked at.
    assert found({}) == ({Verdict.COVERED}, False)
    assert found({}, bank_id=CONFLICT, goes_on=True) == ({Verdict.COVERED}, False)


def test_a_story_is_noted_to_be_about_something_else_whichever_of_its_parts_were_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The interviewer, who listens for every part, comes back to the question; the report says why."""
    told = "We moved the store room in March, and I carried every shelf myself."
    parts = (StoryPart.SITUATION, StoryPart.OWN_ACTION)
    scripted(monkeypatch, {(told, MEANINGS[part]): (0.9, 0.0) for part in parts})
    asked = [story(StoryPart.OWN_ACTION), story(StoryPart.LESSON)]
    said = Grader().judge("0", "Tell me about a conflict.", asked, "", told, bank_id=CONFLICT)
    assert isinstance(said, Judgement)
    assert flags.ELSEWHERE in said.flags
    assert [line.code for line in said.feedback] == ["feedback.other_story"]


@pytest.mark.parametrize(("wording", "is_judged_as_the_question"), [("untold.come_back", True), ("told_before", False)])
def test_a_follow_up_that_asks_the_question_once_more_is_judged_as_the_question_itself(
    monkeypatch: pytest.MonkeyPatch, wording: str, is_judged_as_the_question: bool
) -> None:
    told = "We moved the store room in March, and I carried every shelf myself."
    scripted(monkeypatch, {(told, MEANINGS[part]): (0.9, 0.0) for part in (StoryPart.SITUATION, StoryPart.OWN_ACTION)})
    question = Question(
        text="I would like to come back to my question: Tell me about a conflict.",
        category="Teamwork",
        key_points=(story(StoryPart.SITUATION), story(StoryPart.OWN_ACTION)),
        bank_id=f"{CONFLICT}/{wording}",
        follow_up=FollowUp(FollowUpKind.PROBE, wording=wording),
        bare_text="Tell me about a conflict.",
    )
    turn = Turn(Position(0, 1), question, Answer(text=told))
    found = Grader().judge_turn(turn)
    assert isinstance(found, Judgement)
    assert (flags.ELSEWHERE in found.flags) is is_judged_as_the_question
    assert {point.verdict for point in found.points} == {
        Verdict.MISSED if is_judged_as_the_question else Verdict.COVERED
    }


def test_of_a_story_that_may_be_about_something_else_there_is_a_range_and_no_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = "We moved the store room in March, and I carried every shelf myself."
    parts = (StoryPart.SITUATION, StoryPart.OWN_ACTION, StoryPart.RESULT)
    said = {(told, MEANINGS[part]): (0.7, 0.0) for part in parts[:2]}
    scripted(monkeypatch, {**said, **{(told, text): (0.3, 0.0) for text in asked_for()[CONFLICT]}})
    found = Grader().judge("0", "Tell me about a conflict.", [*map(story, parts)], "", told, bank_id=CONFLICT)
    assert isinstance(found, Judgement)
    assert [point.verdict for point in found.points] == [Verdict.UNSURE, Verdict.UNSURE, Verdict.MISSED]
    assert [point.about_asked for point in found.points] == [pytest.approx(0.3)] * 3
    scores = score(found.points, None)
    assert scores.number is None
    # Nothing if it is about something else, and two of three parts if it is not.
    assert scores.ends[0] == 0
    assert scores.ends[1] > 60
    assert [line.code for line in found.feedback[:2]] == ["feedback.about_asked", "feedback.if_about"]


@pytest.mark.parametrize(("shown", "verdict"), [(0.15, Verdict.MISSED), (0.99, Verdict.UNSURE)])
def test_in_doubt_what_a_story_is_about_a_part_is_left_open_only_where_it_is_rather_told(
    shown: float, verdict: Verdict, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By itself the first may be told, too, but hardly so and in a story about what was asked."""
    told = "We moved the store room in March, and I carried every shelf myself."
    judge = scripted(monkeypatch, {(told, MEANINGS[StoryPart.OWN_ACTION]): (shown, 0.0)})
    monkeypatch.setattr(judge, "is_about", lambda *_: 0.18)
    found = Grader().judge("0", "Tell me about a conflict.", PARTS[1:2], "", told, bank_id=CONFLICT)
    assert isinstance(found, Judgement)
    untold = found.points[0].share(Verdict.MISSED)
    assert untold >= judge.asked_for.missed > 1 - (1 - untold) / 0.18
    assert found.points[0].verdict is verdict
    assert bool(found.points[0].quote) is (verdict is Verdict.UNSURE)


def test_who_tells_nothing_tells_nothing_about_something_else_either(monkeypatch: pytest.MonkeyPatch) -> None:
    scripted(monkeypatch, {})
    said = Grader().judge("0", "Tell me about a conflict.", PARTS, "", "People should always talk.", bank_id=CONFLICT)
    assert isinstance(said, Judgement)
    assert flags.ELSEWHERE not in said.flags


def test_every_question_that_asks_for_a_story_is_measured_with_one_that_it_asks_for_and_one_that_it_does_not() -> None:
    entries = yaml.safe_load((ROOT / "bench" / "data" / "asked_for.yaml").read_text(encoding="utf-8"))
    assert sorted(entry["id"] for entry in entries) == sorted(asked_for())
    stories = [entry[kind] for entry in entries for kind in ("told", "other")]
    assert len(set(stories)) == 2 * len(entries)
