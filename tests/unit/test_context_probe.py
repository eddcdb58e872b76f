"""How far the check of a model looks, against what an interview sends and is sent."""

from __future__ import annotations

import json
from random import Random

import pytest

from interview.core.key_point import statements
from interview.core.lengths import estimated_tokens
from interview.core.question import Position, Question
from interview.core.turn import Answer, Turn
from interview.model.context_probe import goals, needed
from interview.model.prompts import grade_prompt
from interview.question_bank.bank import BankQuestion, bank_in


def turn(number: int, asked: BankQuestion) -> Turn:
    """A question of the bank, answered with its reference answer."""
    points = statements(*asked.key_points)
    question = Question(asked.question, "Any", key_points=points, reference_answer=asked.reference)
    return Turn(Position(number), question, Answer(text=asked.reference, draft=asked.reference))


def grade(answered: Turn) -> dict[str, object]:
    """What a model writes of an answer: quotes of fifteen words, reasons of twelve, and advice on every key point."""
    words = (answered.answer.text or "").split() * 3
    said, reason, sentence = (" ".join(words[:count]) for count in (15, 12, 14))
    points = [
        {"number": number, "quote": said, "reason": reason, "verdict": "touched", "advice": sentence}
        for number in range(1, len(answered.question.key_points) + 1)
    ]
    remark = {"text": sentence, "quote": said}
    return {"label": "q1a", "points": points, "clarity_level": 3, "weaknesses": [remark], "addresses_grader": False}


@pytest.mark.parametrize("batch_size", [1, 2, 4, 8, 12])
def test_what_is_called_enough_holds_a_grading_of_answers_like_the_reference_answers(batch_size: int):
    bank = [question for _, question in bank_in("en").by_id.values() if question.reference]
    for seed in range(20):
        turns = [turn(number, asked) for number, asked in enumerate(Random(seed).sample(bank, batch_size))]
        prompt = grade_prompt(turns)
        replied = json.dumps({"grades": [grade(each) for each in turns]})
        assert estimated_tokens(prompt.system + prompt.user) + estimated_tokens(replied) <= needed(batch_size)


def test_how_far_the_look_goes_follows_the_answers_that_are_graded_together():
    assert [needed(size) for size in (1, 2, 8, 13, 24)] == [8_000, 8_000, 12_000, 17_000, 17_000]
    assert goals(8_000) == (500, 1_500, 3_000, 5_000, 8_000)
    assert goals(12_000) == (500, 1_500, 3_000, 5_000, 8_000, 12_000)
