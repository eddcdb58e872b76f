"""What is said of an answer to a question about oneself, of which every key point asks for something of one's own."""

from __future__ import annotations

import pytest

from interview.core.grading import Judgement, Verdict
from interview.core.key_point import statements
from interview.scorer.grader import Grader
from interview.scorer.meanings import OF_ONESELF, fitted
from training.of_oneself.fit import COVERED, DATA, HELD, MISSED, Answer, read, read_all
from training.resume_lines.of_meanings import digest

pytestmark = pytest.mark.sqlite_first

HELD_ANSWERS = read(HELD / "author_0.txt")


def verdicts(answer: Answer, text: str) -> list[Verdict]:
    found = Grader().judge("0", answer.question, statements(*answer.points), "", text, bank_id=answer.asked)
    assert isinstance(found, Judgement)
    return [point.verdict for point in found.points]


def test_the_model_in_place_has_learned_from_the_answers_that_are_here() -> None:
    model = fitted(OF_ONESELF)
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
    assert told.count(Verdict.COVERED) >= 0.25 * len(told)
    assert untold.count(Verdict.COVERED) <= 0.05 * len(untold)


def test_general_words_tell_nothing() -> None:
    waffle = "I always give my best, and I think that is what counts in the end. Every day is different, too."
    for answer in HELD_ANSWERS[:6]:
        assert Verdict.COVERED not in verdicts(answer, waffle)
