"""Which sentence of an answer is called the strongest: none that perhaps turns a point round."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interview.core.coaching import coaching
from interview.core.grading import PointJudgement, Settled, Verdict
from interview.core.key_point import StoryPart, statement, story
from interview.core.strongest import STRONG_SURE, STRONG_WORDS, Strongest, strongest
from interview.messages import Message

LONG, OTHER = "This sentence makes a point of its own.", "Another sentence turns a point right round."


def point(text: str, verdict: Verdict, quote: str = "", example: str = "") -> PointJudgement:
    return PointJudgement(statement(text), verdict, quote, example=example)


def codes(*points: PointJudgement, advice: Message | None = None) -> list[str]:
    return [message.code.removeprefix("feedback.") for message in coaching(points, advice)]


def in_a_story(part: StoryPart, verdict: Verdict, said: float, quote: str = "") -> PointJudgement:
    return PointJudgement(story(part), verdict, quote, odds=(said, 0.0, 1 - said))


def test_the_strongest_sentence_makes_most_points_and_turns_none_round() -> None:
    twice = [point("a", Verdict.COVERED, LONG), point("b", Verdict.COVERED, OTHER), point("c", Verdict.COVERED, OTHER)]
    strongest = Message.of("feedback.strongest", quote=OTHER)
    assert coaching(twice, None) == (strongest, Message.of("feedback.all_covered", count=3))
    turned = [*twice, point("e", Verdict.COVERED, LONG), point("d", Verdict.CONTRADICTED, OTHER)]
    assert coaching(turned, None)[0] == Message.of("feedback.strongest", quote=LONG)


@pytest.mark.parametrize("quote", [" ".join(["word"] * (STRONG_WORDS - 1)) + ".", LONG.replace(".", ",")])
def test_a_few_words_or_a_part_of_a_sentence_are_no_strongest_sentence(quote: str) -> None:
    assert codes(point("a", Verdict.COVERED, quote), point("b", Verdict.COVERED, quote)) == ["both_covered"]


def test_a_part_of_what_was_said_without_marks_can_be_the_strongest_sentence() -> None:
    said = "i look at the wound first and then i measure it"
    points = [point("a", Verdict.COVERED, said)]
    assert strongest(points) is None
    found = strongest(points, f"we greet them {said} and write it down")
    assert found is not None
    assert found.quote == said


@pytest.mark.parametrize(
    "said", ["and doors are painted by somebody else in the spring", "so we paint the doors " + "and the windows " * 11]
)
def test_what_may_be_torn_off_where_there_are_no_marks_is_not_the_strongest_sentence(said: str) -> None:
    points = [point("a", Verdict.COVERED, said.strip()), point("b", Verdict.COVERED, said.strip())]
    assert strongest(points, f"the walls {said}and the fence as well") is None


@pytest.mark.parametrize(
    "behind", ["or argon2 and every user gets a salt", "and dinner and before i started", "and tea"]
)
def test_a_part_of_what_was_said_without_marks_is_not_cut_within_what_it_names(behind: str) -> None:
    said = "i wrote down the kilos in a book for breakfast lunch"
    points = [point("a", Verdict.COVERED, said)]
    assert strongest(points, f"we had a bin {said} {behind}") is None
    assert strongest(points, f"we had a bin {said} then i weighed it") is not None


def test_a_question_is_not_the_strongest_sentence_of_an_answer() -> None:
    asked = "Is that for this week only, or for every week from now on?"
    assert strongest([point("a", Verdict.COVERED, asked), point("b", Verdict.COVERED, asked)]) is None


def test_of_an_answer_that_makes_one_of_several_points_no_sentence_is_the_strongest() -> None:
    lacking = [point(name, Verdict.MISSED) for name in "bcd"]
    assert codes(point("a", Verdict.COVERED, LONG), *lacking) == ["add"]


def test_of_sentences_that_make_as_many_points_the_surest_is_the_strongest() -> None:
    first = replace(point("a", Verdict.COVERED, LONG), odds=(0.96, 0.03, 0.01))
    surer = replace(point("b", Verdict.COVERED, OTHER), odds=(0.99, 0.01, 0.0))
    assert coaching([first, surer], None)[0] == Message.of("feedback.strongest", quote=OTHER)


def test_of_sentences_that_make_as_many_points_one_that_leaves_no_statement_open_is_the_strongest() -> None:
    """A wrong detail in the sentence of an open point was heard neither as right nor as wrong."""
    wrong = "What I get is no revenue, but what I paid is a cost to me."
    surer = PointJudgement(statement("a"), Verdict.COVERED, wrong, odds=(0.97, 0.0, 0.03))
    detail = PointJudgement(statement("b"), Verdict.UNSURE, wrong, worst=Verdict.MISSED, odds=(0.66, 0.02, 0.32))
    right = PointJudgement(statement("c"), Verdict.COVERED, LONG, odds=(0.96, 0.0, 0.04))
    assert quoted(strongest([surer, detail, right])) == LONG
    assert quoted(strongest([surer, detail])) == wrong
    told = in_a_story(StoryPart.OWN_ACTION, Verdict.COVERED, 0.97, OTHER)
    result = replace(in_a_story(StoryPart.RESULT, Verdict.UNSURE, 0.6, OTHER), worst=Verdict.MISSED)
    assert quoted(strongest([told, result, right])) == OTHER


def quoted(found: Strongest | None) -> str:
    return found.quote if found else ""


def test_a_sentence_that_makes_a_point_less_surely_is_not_called_the_strongest() -> None:
    less = STRONG_SURE - 0.01
    made = [replace(point(name, Verdict.COVERED, LONG), odds=(less, 0.0, 1 - less)) for name in ("a", "b")]
    assert "feedback.strongest" not in [said.code for said in coaching(made, None)]
    said_so = [replace(each, settled=Settled.SAID, judged=Verdict.COVERED) for each in made]
    assert strongest(said_so) is None


def test_a_sentence_that_may_turn_a_point_round_is_not_called_the_strongest() -> None:
    sentence = "I lower the time to live after the change was made."
    points = [
        PointJudgement(statement("One point"), Verdict.COVERED, sentence),
        PointJudgement(statement("A further point"), Verdict.COVERED, sentence),
        PointJudgement(statement("Another point"), Verdict.UNSURE, sentence, worst=Verdict.CONTRADICTED),
    ]
    assert [said.code for said in coaching(points, None)] == ["feedback.ask", "feedback.then_all"]


@pytest.mark.parametrize(
    "wrong",
    [OTHER, "turns a point right round", f"{OTHER} And more.", "“Another sentence turns a point right round.”"],
    ids=["sentence", "part", "beyond", "marks"],
)
def test_a_quote_of_several_sentences_is_not_the_strongest_where_one_of_them_turns_a_point_round(wrong: str) -> None:
    both = f"{LONG} {OTHER}"
    given = [point("a", Verdict.COVERED, both), point("b", Verdict.COVERED, both)]
    assert codes(*given) == ["strongest", "both_covered"]
    assert codes(*given, point("c", Verdict.CONTRADICTED, wrong)) == ["compare"]
    assert codes(*given, point("c", Verdict.CONTRADICTED, "Something else is not so.")) == ["strongest", "compare"]


def test_where_it_was_and_who_else_was_there_is_not_the_strongest_of_a_story() -> None:
    scene = in_a_story(StoryPart.SITUATION, Verdict.COVERED, 0.99, OTHER)
    others = in_a_story(StoryPart.OTHERS, Verdict.COVERED, 0.99, OTHER)
    assert strongest([scene, others]) is None
    done = in_a_story(StoryPart.OWN_ACTION, Verdict.COVERED, 0.97, LONG)
    found = strongest([scene, others, done])
    assert found is not None
    assert found.quote == LONG
