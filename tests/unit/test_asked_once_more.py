"""What is asked behind an answer that surely tells nothing of what was asked, and the reason that is given for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interview.core.flags import ELSEWHERE
from interview.core.key_point import StoryPart, story
from interview.core.question import Question, QuestionKind
from interview.messages import Message
from interview.practice.interviewer import PracticeInterviewer
from tests.unit.small_bank import small_bank
from tests.unit.test_follow_up_selection import asked_in_words, group
from tests.unit.test_story_follow_ups import LONG_STORY, STORY, PartJudge

pytestmark = pytest.mark.sqlite_first

ON_A_LINE = replace(
    STORY,
    text="From your resume: “Handles 60 calls a day”. How can one tell whether this is done well?",
    kind=QuestionKind.PROJECT,
    key_points=tuple(map(story, (StoryPart.MEASURE, StoryPart.RESULT))),
)
SUPPOSED = replace(
    ON_A_LINE,
    text="From your resume: “Handles 60 calls a day”. Suppose this goes up by half next week. What do you do first?",
    key_points=tuple(map(story, (StoryPart.OWN_ACTION, StoryPart.DECISION_REASON))),
)
THIN = "You can tell because they do not call twice. If it is done well it is quiet."


def behind(answer: str, main: Question, *flags: Message, surely: float = 0.01) -> Question | None:
    judge = PartJudge({}, surely, flags)
    session = group(answer, main=main)
    return PracticeInterviewer(small_bank(), lambda: judge).follow_up(session, session.turns[-1])


def test_who_is_asked_for_an_example_hears_of_what() -> None:
    question = behind("I always keep my promises. When I say that I do something, it gets done.", STORY)
    assert question is not None
    assert question.text == asked_in_words("ask.untold.example", question=STORY.bare)
    assert STORY.bare in question.text
    assert question.asks_once_more


@pytest.mark.parametrize("main", [ON_A_LINE, SUPPOSED])
def test_where_no_story_is_asked_for_a_thin_answer_is_asked_for_more_and_for_no_example(main: Question) -> None:
    question = behind(THIN, main)
    assert question is not None
    assert question.text == asked_in_words("ask.untold.again", question=main.bare)
    assert question.reason == Message.of("reason.untold.more")
    assert question.asks_once_more


def test_only_of_a_story_that_is_elsewhere_is_said_that_it_may_be_about_something_else() -> None:
    long, elsewhere = behind(LONG_STORY, ON_A_LINE), behind(LONG_STORY, ON_A_LINE, ELSEWHERE)
    assert long is not None
    assert elsewhere is not None
    assert long.text == elsewhere.text == asked_in_words("ask.untold.come_back", question=ON_A_LINE.bare)
    assert long.reason == Message.of("reason.untold.part")
    assert elsewhere.reason == Message.of("reason.untold.come_back")


@pytest.mark.parametrize(
    "answer",
    [
        "Nobody was against it, everybody was happy from the beginning.",
        "There wasn't any conflict in our team, they all got along well.",
        "We never had a late delivery. Everything was always on time with us.",
        "I had no trouble of that kind, they were all very nice people.",
        "Nothing went wrong in that project, it was as planned.",
    ],
)
@pytest.mark.parametrize(
    ("kind", "asked"), [(QuestionKind.BEHAVIOURAL, "ask.nearest"), (QuestionKind.PROJECT, "ask.known_best")]
)
def test_who_says_that_there_was_none_of_it_is_asked_something_easier(
    answer: str, kind: QuestionKind, asked: str
) -> None:
    question = behind(answer, replace(STORY, kind=kind))
    assert question is not None
    assert question.bare == asked_in_words(asked)


@pytest.mark.parametrize(
    "answer",
    [
        "Nobody wanted to clean the fryer, so I wrote a list and hung it next to the clock.",
        "None of the nurses wanted the form, and I had to win them over.",
    ],
)
def test_who_begins_with_a_denial_and_tells_a_deed_or_a_rule_has_not_said_that_there_was_none(answer: str) -> None:
    question = behind(answer, STORY)
    assert question is not None
    assert question.text == asked_in_words("ask.untold.example", question=STORY.bare)


def test_what_is_only_supposed_is_not_asked_for_what_somebody_did() -> None:
    done = replace(SUPPOSED, text="From your resume: “Handles 60 calls a day”. What did you do first?")
    for main, is_asked in ((SUPPOSED, False), (done, True)):
        question = behind("I look at the list of calls and then at the clock.", main, surely=0.3)
        asked = question is not None and question.text == asked_in_words("ask.untold.more")
        assert asked is is_asked
