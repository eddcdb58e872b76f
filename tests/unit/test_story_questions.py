"""Whether a question that somebody wrote down asks for a story, learned from questions of several authors."""

from __future__ import annotations

from pathlib import Path

import pytest

from interview.question_bank.own_questions import SURELY_A_STORY
from interview.question_bank.story_questions import WEIGHTS, asks_for_a_story, features
from training.own_questions import fit
from training.resume_lines.of_meanings import digest

pytestmark = pytest.mark.sqlite_first


# Written for these tests: nothing was learned from them.
@pytest.mark.parametrize(
    "text",
    [
        "What was the most difficult patient you ever looked after?",
        "ever had to let somebody go? how did it go",
        "You will have had a parent shouting at you at the school gate. How did you deal with it?",
        "Which of your projects went off the rails, and what did you do about it?",
        "hardest shift you ever worked and why",
        "Think of a colleague you did not get on with. What did you do?",
        "When did you last change your mind because of something a customer said?",
        "你最自豪的一个项目是什么？你在里面做了什么？",
        "上次跟同事闹矛盾是因为什么，后来怎么解决的",
    ],
)
def test_a_question_for_something_lived_through_is_known_however_it_is_put(text: str) -> None:
    assert asks_for_a_story(text) >= SURELY_A_STORY


@pytest.mark.parametrize(
    "text",
    [
        "How do you usually deal with parents who shout at you?",
        "What would you do if a patient hit you?",
        "Tell me about time zones in a database.",
        "Describe a situation where you should use an index and how you made sure it is used.",
        "Imagine a customer had to wait for an hour. What do you say?",
        "Which mistakes do beginners make with a fryer?",
        "How many people did you lead?",
        "Walk me through the steps of a blood transfusion.",
        "假如病人在你面前晕倒了，你会怎么做？",
        "你平时怎么处理和同事的矛盾？",
    ],
)
def test_a_question_for_knowledge_habits_or_what_might_be_is_no_question_for_a_story(text: str) -> None:
    assert asks_for_a_story(text) < SURELY_A_STORY


def test_capitals_numbers_and_the_form_of_the_apostrophe_change_nothing() -> None:
    one, other = "What’s the worst 12 hours you had?", "what's the WORST 24 hours you had?"
    assert asks_for_a_story(one) == asks_for_a_story(other)


def test_a_question_of_nothing_that_was_learned_has_no_other_features_than_its_ends() -> None:
    assert 0 < asks_for_a_story("") < SURELY_A_STORY
    assert all(name.endswith(("^", "$", "^ $")) for name in features(""))


def test_the_model_was_fitted_on_the_questions_that_lie_here() -> None:
    head = WEIGHTS.read_text(encoding="utf-8").splitlines()[0]
    assert head.endswith(digest(fit.files()))


def test_a_row_of_another_form_is_named(tmp_path: Path) -> None:
    path = tmp_path / "en_9.tsv"
    path.write_text("story\tWhat went wrong?\nstory What else?\n", encoding="utf-8")
    with pytest.raises(fit.Unreadable, match=r"en_9\.tsv, line 2"):
        fit.read(path)
