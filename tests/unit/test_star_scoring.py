from __future__ import annotations

from collections.abc import Sequence

import pytest

from interview.core.grading import Judgement, Ungradable, Verdict
from interview.core.key_point import KeyPoint, StoryPart, statement, story
from interview.core.scoring import score
from interview.scorer.grader import Grader
from interview.scorer.star_scoring import find, tells_an_event

pytestmark = pytest.mark.slow

QUESTION = "Tell me about a problem you solved under pressure."
STORY = (
    "Our ticket shop went down on the evening before a festival, and thousands of people could not pay. I"
    " was on call, so it was my job to bring it back. First I read the error log and found that one "
    "payment server refused connections. We considered moving everything to a new server, but it would "
    "have taken two hours. Instead I took the broken one out of the balancer, because the other two could"
    " carry the load. The shop was back after eleven minutes. I learned to test what happens when one "
    "server is missing."
)
VAGUE = (
    "I always stay calm under pressure and I am a team player. Communication is important, and I look for"
    " good solutions. Problems are there to be solved, and every challenge makes people stronger."
)
CUES = "situation task I decided because instead alternative obstacle result forty percent learned team together Python"
PARTS = [
    StoryPart(part)
    for part in ("situation", "task", "own_action", "alternatives", "decision_reason", "result", "lesson")
]
POINTS = tuple(map(story, PARTS))


def judge(answer: str, points: Sequence[KeyPoint] = POINTS) -> Judgement:
    judged = Grader().judge("0.0", QUESTION, points, STORY, (), answer)
    assert isinstance(judged, Judgement)
    return judged


def total(answer: str) -> float:
    judged = judge(answer)
    return score(judged.points, judged.clarity_level).total


def test_a_story_is_found_part_by_part_with_the_sentence_that_tells_it():
    found = find(PARTS, QUESTION, STORY)
    assert all(part.credit > 0 and part.quote in STORY for part in found)
    assert "I learned" in found[-1].quote
    assert sum(part.credit for part in found) >= 6


def test_general_statements_are_no_account():
    assert total(VAGUE) < 20 < 80 < total(STORY)


def test_a_list_of_cue_words_is_no_account():
    assert total(CUES) < 15
    assert total(" ".join(f"{word}." for word in CUES.split())) < 15


def test_one_remark_does_not_pass_for_a_whole_account():
    remark = "I was asked and I decided because it failed, and in the end I learned a lot."
    assert sum(part.credit == 1 for part in find(PARTS, QUESTION, remark)) <= 1


def test_length_without_content_changes_nothing():
    padded = f"{STORY} The weather is nice here. My desk is next to the window."
    assert [part.credit for part in find(PARTS, QUESTION, padded)] == [
        part.credit for part in find(PARTS, QUESTION, STORY)
    ]


@pytest.mark.parametrize(
    ("identity", "sentence"),
    [
        ("measure", "The night job took forty minutes instead of seven hours."),
        ("measure", "We cut the error rate by 30 % in two weeks."),
        ("others", "I asked two colleagues from support to watch me use it."),
        ("technology", "We stored the sessions in Redis with a short expiry."),
        ("obstacle", "The supplier was late and the tests failed on every second run."),
        ("decision_reason", "I chose the smaller library because nobody in our team knew the other one."),
        ("alternatives", "We considered a new database, but it would have cost too much."),
    ],
)
def test_each_part_has_its_own_cues(identity, sentence):
    part = StoryPart(identity)
    assert find([part], QUESTION, sentence)[0].credit == 1
    assert find([part], QUESTION, "The weather was nice on that day.")[0].credit == 0


@pytest.mark.parametrize(
    "sentence",
    [
        "I am convinced that testing has to be integrated from the first day.",
        "I'm convinced that it has to be there from the start.",
        "We’re convinced that it has to be there from the start.",
        "They are interested in the new design of the page.",
    ],
)
def test_how_somebody_is_by_now_tells_no_event(sentence):
    assert not tells_an_event(sentence)
    assert tells_an_event("I convinced the owner that testing had to be there from the first day.")


def test_only_the_fixed_list_is_judged_as_a_telling():
    assert judge(STORY).agreement is None
    assert judge(STORY, (*POINTS, statement("An index is sorted"))).agreement is not None
    assert isinstance(Grader().judge("0.0", QUESTION, (), STORY, (), STORY), Ungradable)


def test_a_copied_question_tells_nothing():
    assert all(point.verdict is Verdict.MISSED for point in judge(QUESTION).points)
