"""What is said of an answer to a question about oneself, of which every key point asks for something of one's own."""

from __future__ import annotations

import pytest

from interview.core.grading import Judgement, Verdict
from interview.core.key_point import statements
from interview.scorer.grader import Grader
from interview.scorer.of_oneself import networks
from training.of_oneself.fit import COVERED, DATA, HELD, MISSED, Answer, read, read_all
from training.resume_lines.of_meanings import digest

pytestmark = pytest.mark.sqlite_first

# Half of what one author wrote: each answer takes a good part of a second.
HELD_ANSWERS = read(HELD / "author_0.txt")[::2]


def verdicts(answer: Answer, text: str) -> list[Verdict]:
    found = Grader().judge("0", answer.question, statements(*answer.points), "", text, bank_id=answer.asked)
    assert isinstance(found, Judgement)
    return [point.verdict for point in found.points]


def test_the_model_in_place_has_learned_from_the_answers_that_are_here() -> None:
    model = networks()
    assert model is not None
    assert model.texts == digest(sorted(DATA.glob("*.txt")))


def test_no_author_of_whom_something_was_learned_is_held_out() -> None:
    assert not {each.text for each in read_all(HELD)} & {each.text for each in read_all(DATA)}


def test_hardly_anything_that_was_told_is_called_not_recognised() -> None:
    said = [
        (letter, verdict)
        for answer in HELD_ANSWERS
        for letter, verdict in zip(answer.letters, verdicts(answer, answer.text), strict=True)
    ]
    told = [verdict for letter, verdict in said if letter == COVERED]
    untold = [verdict for letter, verdict in said if letter == MISSED]
    assert told.count(Verdict.MISSED) <= 0.08 * len(told)
    assert told.count(Verdict.COVERED) >= 0.4 * len(told)
    assert untold.count(Verdict.COVERED) <= 0.05 * len(untold)


def test_who_answers_another_question_is_hardly_told_that_a_point_is_recognised() -> None:
    others = [HELD_ANSWERS[place - 7] for place in range(len(HELD_ANSWERS))]
    said = [each for asked, other in zip(HELD_ANSWERS, others, strict=True) for each in verdicts(asked, other.text)]
    assert said.count(Verdict.COVERED) <= 0.1 * len(said)


def test_of_a_question_that_was_not_learned_what_may_be_told_is_left_open() -> None:
    own = Answer(
        "",
        "",
        "What do you do on the evening before you teach a new group?",
        ("The speaker names something that they prepare", "The speaker says how they find out who will come"),
        "cc",
        "I print the list, look up what they do for a living, and put the chairs in a circle.",
    )
    assert Verdict.MISSED not in verdicts(own, own.text)


def test_general_words_tell_nothing() -> None:
    waffle = "I always give my best, and I think that is what counts in the end. Every day is different, too."
    for answer in HELD_ANSWERS[:6]:
        assert Verdict.COVERED not in verdicts(answer, waffle)
