from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
import yaml

from bench.ladder import TRAINING, bank_questions, judged, rungs, total
from bench.padding import PADDING, padded
from interview.core import flags
from interview.core.grading import Judgement, Verdict
from interview.scorer.grader import Grader

BANK = bank_questions()
CLAIMS = [rung for rung in rungs() if BANK[rung["id"]]["kind"] == "skill"]
TOLD = [rung for rung in rungs() if BANK[rung["id"]]["kind"] != "skill"]
STORIES = yaml.safe_load((TRAINING / "stories.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def grader() -> Grader:
    return Grader()


def points(grader: Grader, question: str, answer: str) -> float:
    found = total(judged(grader, BANK[question], answer))
    assert found is not None
    return found


def verdicts(grader: Grader, question: Mapping[str, Any], answer: str) -> list[Verdict]:
    found = judged(grader, question, answer)
    assert isinstance(found, Judgement)
    return [point.verdict for point in found.points]


def test_the_padding_is_of_several_kinds_and_speaks_of_the_topic():
    made = padded("An answer.", "How does caching work?", "Caching and Redis")
    assert len(made) >= len(PADDING) + 2 >= 6
    assert any("Caching and Redis" in text for text in made.values())


@pytest.mark.parametrize("rung", CLAIMS[::6] + TOLD[::4], ids=lambda rung: rung["id"])
def test_no_padding_of_any_kind_gains_more_than_three_points(grader, rung):
    question = BANK[rung["id"]]
    for level in (level for level in ("good", "partial", "vague", "wrong") if level in rung):
        before = points(grader, rung["id"], rung[level])
        for kind, text in padded(rung[level], question["question"], question["topic"]).items():
            assert points(grader, rung["id"], text) <= before + 3, (level, kind)


def test_a_story_about_something_else_scores_far_below_one_about_what_was_asked(grader):
    on, off = (sorted(points(grader, story["id"], story["story"]) for story in STORIES[kind]) for kind in ("on", "off"))
    assert min(len(on), len(off)) >= 20
    assert off[len(off) // 2] < 5 < 30 < on[0]
    assert sum(score > on[len(on) // 2] for score in off) <= 1


def test_a_story_about_something_else_says_so(grader):
    story = STORIES["off"][0]
    found = judged(grader, BANK[story["id"]], story["story"])
    assert isinstance(found, Judgement)
    assert flags.ELSEWHERE in found.flags


def test_a_reference_answer_of_a_told_question_is_never_called_off_topic(grader):
    for question in (question for question in BANK.values() if question["kind"] != "skill"):
        found = judged(grader, question, question["reference"])
        assert isinstance(found, Judgement)
        assert flags.ELSEWHERE not in found.flags, question["id"]


def test_what_the_bank_knows_as_wrong_is_hardly_ever_taken_for_right(grader):
    wrong = [(BANK[rung["id"]], said) for rung in CLAIMS[::4] for said in BANK[rung["id"]]["misconceptions"]]
    covered = [
        said for question, said in wrong if Verdict.COVERED in verdicts(grader, question, f"{said.rstrip('.')}.")
    ]
    assert len(wrong) >= 20
    assert len(covered) <= len(wrong) / 20, covered


def test_a_short_account_is_never_called_off_topic(grader):
    told = "I measured the slow query with EXPLAIN and added an index. The response time fell from 900 ms to 120 ms."
    for question in (question for question in BANK.values() if question["kind"] != "skill"):
        found = judged(grader, question, told)
        assert isinstance(found, Judgement)
        assert flags.ELSEWHERE not in found.flags
