"""What an interviewer may say between two questions: no verdict on the answer, and a quote only whole."""

from __future__ import annotations

import pytest

from interview.text.praise import praises
from interview.text.praise_and_blame import judges
from interview.text.quotations import quotations, stands_whole

ANSWER = "We moved the queue to Redis, because it was near. Loading got faster by 60 percent, and nobody complained."


@pytest.mark.parametrize(
    "text",
    [
        "Great answer! What came next?",
        "That is wrong. Why does an index slow down writes?",
        "You said “it is a hash map”, but that's not quite right. What is it?",
        "Not quite: what happens to the writes?",
        "Good. And how did you measure it?",
        "Exactly, and what did it cost?",
        "You are right that it is faster. By how much?",
        "Your explanation is too vague. Which case do you mean?",
        "This was a very good example. What came of it?",
        "You missed the point. What does it cost?",
        "I like that. What was the reason?",
        "很好，那你是怎么测量的？",
        "你的回答不够完整，请再说说原因。",
        "你说得很好，接下来呢？",
        "你理解错了，索引会影响写入吗？",
    ],
)
def test_a_verdict_on_an_answer_is_seen(text: str) -> None:
    assert judges(text)


@pytest.mark.parametrize(
    "text",
    [
        "What was it before, and how was it measured?",
        "How did you know that it was wrong?",
        "You said “They tried it. That was wrong”. What other way was there?",
        "You missed the deadline. What did you tell the customer?",
        "What would a good index look like here?",
        "It was right before the release. Who decided?",
        "It was a good year for the shop, you said. What was your part in it?",
        "Which mistake is easy to make there, and what makes it bad?",
        "你当时是怎么测量的？",
        "这个说法对系统有什么影响？",
        "正确的做法是什么？请解释完整的流程。",
    ],
)
def test_a_question_about_right_and_wrong_is_no_verdict(text: str) -> None:
    assert not judges(text)


def test_what_stands_between_quotation_marks_is_found_in_order() -> None:
    assert quotations('You said “one two” and "three", then 「四」.') == ("one two", "three", "四")
    assert quotations("It's the team's and nobody else's.") == ()


@pytest.mark.parametrize(
    ("quote", "is_whole"),
    [
        ("Loading got faster by 60 percent", True),
        ("loading got faster by 60 percent, and nobody complained.", True),
        ("We moved the queue to Redis, because it was near", True),
        ("it was near", True),
        ("the queue to Redis", True),
        ("moved the queue to Redis", True),
        ("We moved the queue to", False),
        ("Loading got faster by 60", False),
        ("We moved the queue to Redis, because it was near … nobody complained", False),
        ("Loading got faster by 90 percent", False),
        ("", False),
    ],
)
def test_a_quote_is_a_term_or_a_clause_that_is_not_torn(quote: str, is_whole: bool) -> None:
    assert stands_whole(quote, ANSWER) is is_whole


def test_a_chinese_clause_is_whole_between_its_marks() -> None:
    said = "我把缓存放在数据库前面，所以读取速度提高了三倍。"
    assert stands_whole("所以读取速度提高了三倍", said)
    assert stands_whole("缓存", said)
    assert not stands_whole("存放在数据库前面，所以读取", said)


@pytest.mark.parametrize(
    "text",
    [
        "Excellent answer, everything you say is correct.",
        "Everything you said is right.",
        "Exactly right on what an index costs.",
        "You are right that it is faster.",
        "Your explanation is very good, but add an example.",
        "That's correct. Say more about writes.",
        "Well done!",
        "回答得非常好，你说的都对。",
        "你的回答是正确的。",
        "这是一个出色的回答。",
        "很好，请再举一个例子。",
        "You clearly understand indexes.",
        "Your answer correctly says what an index costs.",
        "You gave an excellent answer. Excellent work; nothing to add.",
        "Not everything is said. The rest is very good!",
        "非常棒的回答！",
        "你的理解完全正确，没有问题。",
    ],
)
def test_praise_is_seen(text: str) -> None:
    assert praises(text)


@pytest.mark.parametrize(
    "text",
    [
        "That is not right: every write has to update the index, too.",
        "Your answer is not correct, look this up again.",
        "Not quite: what happens to the writes?",
        "You are wrong about writes.",
        "A good answer names what an index costs.",
        "Name the limits as well, and say what becomes of writes.",
        "You say that it makes writing faster. The opposite is right: it gets slower.",
        "You wrote “That is correct”, and more was asked.",
        "Too vague. Say what becomes of the writes.",
        "你的回答不正确，请再看一遍。",
        "说得不太清楚，请补充例子。",
        "要点都没有说到，好的回答会提到写入的代价。",
        "请先说明代价，再举一个例子。",
    ],
)
def test_blame_and_advice_are_no_praise(text: str) -> None:
    assert not praises(text)
