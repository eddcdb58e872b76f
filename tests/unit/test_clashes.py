"""Two statements that cannot both hold: only what is told for certain is asked about, and both are repeated."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interview.core.question import Question, QuestionKind
from interview.messages import Message
from interview.text.clashes import Clash, clash
from tests.unit.test_follow_up_selection import PADDING, ScriptedJudge, asked_in_words, group, react
from tests.unit.test_story_follow_ups import STORY

pytestmark = pytest.mark.sqlite_first

LINE = "Rewrote the search, p99 from 800 to 90 ms, and kept the old index for a year"
TOLD = "We brought p99 from 800 to 300 milliseconds with one index"


@pytest.mark.parametrize(
    "sentence",
    [TOLD, "It fell from 800 ms to 300 ms with one index", "It went from 200 to 90 ms with one index"],
)
def test_a_change_with_another_beginning_or_end_than_in_the_resume_clashes_with_it(sentence: str) -> None:
    assert clash(f"I did the index. {sentence}. It was fun.", LINE) == Clash(LINE, f"{sentence}.", is_of_resume=True)


@pytest.mark.parametrize(
    "sentence",
    [
        "We brought p99 from 800 to 90 milliseconds with one index.",
        "We brought p99 from 800 to about 300 milliseconds with one index.",
        "First it went from 800 to 300 ms.",
        "It went from 800 to 300 ms. A month later it was at 90.",
        "It went from 800 to 300 ms. Ninety came a month later, then it went from 300 to 90 ms.",
        "It went from 800 to 95 ms.",
        "It went from 800 to 300 days.",
        "It went from 400 to 300 ms.",
        "The median went from 800 to 300 ms.",
        "Memory went from 800 to 300 ms.",
        "We brought p99 from eight hundred to three hundred milliseconds.",
        "It would go from 800 to 300 ms.",
        "把 p99 从 800 降到 300 ms。",
    ],
)
def test_a_rounded_figure_a_stage_and_another_thing_are_left_alone(sentence: str) -> None:
    assert clash(f"I did the index. {sentence}", LINE) is None


def test_a_line_with_two_changes_clashes_with_nothing() -> None:
    assert clash(TOLD, f"{LINE}, memory from 800 to 300 MB, p95 from 400 to 50 ms") is None


def test_the_same_sentence_with_always_and_with_never_clashes() -> None:
    one, other = "I always ask the ward before I move a bed.", "I never ask the ward before I move a bed."
    assert clash(f"{one} It saves time. {other}") == Clash(one, other)
    assert clash(f"{one} I never ask the ward before I move a chair.") is None
    assert clash("It always does. It never does.") is None


def asked(answer: str, main: Question) -> Question | None:
    return react(ScriptedJudge(), group(answer, main=main))


def test_both_statements_are_repeated_whole_and_nobody_says_which_is_right() -> None:
    main = replace(STORY, text=f"From your resume: “{LINE}”. What did you do there?", kind=QuestionKind.PROJECT)
    question = asked(f"{PADDING} {TOLD}.", main)
    assert question is not None
    assert question.text == asked_in_words("think.two_of_resume", one=LINE, other=TOLD)
    assert question.reason == Message.of("reason.two_statements")
    assert (question.key_points, question.without_score) == ((), Message.of("ungraded.think_on"))
    one, other = "I always ask the ward before I move a bed", "I never ask the ward before I move a bed"
    question = asked(f"{PADDING} {one}. {other}.", STORY)
    assert question is not None
    assert question.text == asked_in_words("think.two_said", one=one, other=other)


def test_two_statements_are_asked_about_once() -> None:
    main = replace(STORY, text=f"From your resume: “{LINE}”. What did you do there?", kind=QuestionKind.PROJECT)
    first = asked(f"{PADDING} {TOLD}.", main)
    assert first is not None
    again = react(ScriptedJudge(), group(f"{PADDING} {TOLD}.", f"{PADDING} {TOLD}.", main=main, asked=(first,)))
    assert again is None or again.reason != Message.of("reason.two_statements")
