"""What is said where a budget for the model is used up: its day is the UTC day, which is not the reader's."""

from __future__ import annotations

import pytest

from interview.i18n.translate import words
from interview.messages import Message

SAID = (
    *(
        "error.budget_of_day",
        "ungraded.budget_of_day",
        "report.budget_of_day",
        "report.budget_of_day_over",
        "setup.no_budget",
        "reason.budget",
    ),
    "setup.no_budget_no_bank",
    *("ungraded.budget_of_interview", "report.budget_of_interview"),
)
DAYS = {"en": ("today", "tomorrow"), "zh": ("今天", "明天")}


@pytest.mark.parametrize("language", DAYS)
@pytest.mark.parametrize("code", SAID)
def test_a_budget_names_no_day_of_the_calendar(code: str, language: str) -> None:
    said = words(language).message(Message.of(code)).lower()
    assert said
    assert not [day for day in DAYS[language] if day in said]


@pytest.mark.parametrize("code", ["ungraded.budget_of_interview", "report.budget_of_interview"])
def test_where_an_interviews_budget_is_gone_it_is_said_who_can_raise_it(code: str) -> None:
    assert "Whoever runs this app can raise it" in words("en").message(Message.of(code))
    assert "运行本应用的人可以提高预算" in words("zh").message(Message.of(code))
