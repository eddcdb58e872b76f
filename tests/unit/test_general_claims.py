"""What is asked about a sentence fits it: nobody makes sure of a fact, or uses a limit of their body."""

from __future__ import annotations

import pytest

from interview.text.general_claims import EXCEPTION, STEP, SURE, general_claims


@pytest.mark.parametrize(
    "sentence",
    [
        "NOT IN I'd avoid: one NULL customer_id in orders and you get no rows at all.",
        "I think it's always been the weak point of our team.",
        "I cannot lift more than 20 kilos since my back operation.",
        "I usually know it when I see it.",
        "We usually get the lorry at six and the driver is in a bad mood.",
        "I prefer tea, but coffee is fine.",
    ],
)
def test_a_fact_a_guess_a_limit_or_a_taste_is_not_taken_for_a_rule_a_step_or_a_habit(sentence: str) -> None:
    asked = {code for code, _ in general_claims(sentence)}
    assert asked.isdisjoint({SURE, EXCEPTION, STEP, "think.otherwise"})


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("We always write the tests before we change the code.", SURE),
        ("I usually write the tests before the code itself.", "think.otherwise"),
        ("I prefer to talk with people before I write to them.", "think.otherwise"),
    ],
)
def test_a_rule_and_a_habit_are_asked_about(sentence: str, asked: str) -> None:
    assert next(general_claims(sentence)) == (asked, sentence.rstrip("."))
