"""A question that people of many trades get is set in no single one of them, such as a ward or a building site."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from interview.occupations.occupation import occupations
from interview.question_bank.bank import BankQuestion, load_bank

MANY = 15
"""Professions that share a topic, from which on it is one of many trades."""

SET_IN_ONE_TRADE = re.compile(
    r"\b(hospital|clinic|ward|nurse|patient|pupil|classroom|call cent(?:re|er)|hotline|laptop|"
    r"control cabinets?|metal housings?|textile|insurance claims|building site|installers?|sorting line)s?\b",
    re.IGNORECASE,
)


def shared_by_many() -> list[BankQuestion]:
    professions: dict[str, set[str]] = defaultdict(set)
    for occupation in occupations().values():
        for topic in occupation.topics:
            professions[topic].add(occupation.profession)
    return [
        question
        for topic in load_bank().topics
        if len(professions[topic.topic]) >= MANY
        for question in topic.questions
        if not question.professions
    ]


def test_there_are_questions_for_people_of_many_trades() -> None:
    assert len(shared_by_many()) > 50


@pytest.mark.parametrize("question", shared_by_many(), ids=lambda question: question.id)
def test_a_question_for_many_trades_is_not_set_in_one_of_them(question: BankQuestion) -> None:
    asked = [question.question, *(each.question for each in question.follow_ups)]
    assert [text for text in asked if SET_IN_ONE_TRADE.search(text)] == []
