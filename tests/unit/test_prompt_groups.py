"""What a model is given to see: a group as one transcript, evidence before verdicts, what is always the same first."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from interview.core.batching import batches
from interview.core.grading import Grade, Outcome, Scores, Verdict
from interview.core.key_point import statements
from interview.core.lengths import MAX_CONTEXT_TOKENS, estimated_tokens
from interview.core.question import Position, Question
from interview.core.session import InterviewSession
from interview.core.totals import totals
from interview.core.turn import Answer, Turn
from interview.model import prompts
from interview.model.labels import label_of, labelled
from interview.model.moves import Openings
from interview.model.reply_checks import judgement_of, wrong_language_of_feedback
from interview.model.reply_schemas import GradeItem, GradesReply, RemarkItem, server_schema
from interview.text.languages import NAMES
from tests.unit.test_prompts import material

AT = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)


def turn(main: int, follow_up: int, answer: str) -> Turn:
    question = Question(
        f"Question {main}-{follow_up}?",
        "SQL",
        key_points=statements("It keeps the data sorted."),
        reference_answer="It keeps the data sorted, and writes cost time.",
    )
    return Turn(Position(main, follow_up), question, Answer(text=answer, submitted_at=AT))


MAIN = turn(0, 0, "An index keeps the data sorted.")
FOLLOW_UP = turn(0, 1, "It makes the second one slower.")
OTHER = turn(1, 0, "A transaction is all or nothing.")


def session(*turns: Turn, language: str = "en") -> InterviewSession:
    return InterviewSession("s", "ada", "cv", "Ada", turns, AT, language=language)


def test_an_answer_is_told_with_its_whole_group_and_with_no_other_group() -> None:
    told = material(prompts.grade_prompt([FOLLOW_UP], session(MAIN, FOLLOW_UP, OTHER)))["groups"]
    assert [[(each["label"], each["judge"], each["answer"]) for each in group] for group in told] == [
        [("q1a", False, MAIN.answer.text), ("q1b", True, FOLLOW_UP.answer.text)]
    ]


def test_what_is_told_as_context_has_nothing_to_be_judged_by() -> None:
    ((context, judged),) = material(prompts.grade_prompt([FOLLOW_UP], session(MAIN, FOLLOW_UP)))["groups"]
    assert context.keys() == {"label", "judge", "question", "answer"}
    assert {"key_points", "reference_answer"} <= judged.keys()


def test_a_long_answer_beside_the_one_that_is_judged_is_cut_and_the_judged_one_is_not() -> None:
    long = replace(MAIN, answer=replace(MAIN.answer, text="one two three " * 1000))
    ((context, _),) = material(prompts.grade_prompt([FOLLOW_UP], session(long, FOLLOW_UP)))["groups"]
    assert estimated_tokens(context["answer"]) <= MAX_CONTEXT_TOKENS
    ((judged, _),) = material(prompts.grade_prompt([long], session(long, FOLLOW_UP)))["groups"]
    assert len(judged["answer"]) > 2 * len(context["answer"])


def test_groups_come_in_the_order_they_were_asked_in_whatever_order_a_batch_has() -> None:
    told = material(prompts.grade_prompt([OTHER, FOLLOW_UP, MAIN]))["groups"]
    assert [[each["label"] for each in group] for group in told] == [["q1a", "q1b"], ["q2a"]]


def judged(label: str, quote: str, verdict: str = "covered") -> GradeItem:
    return GradeItem.model_validate(
        {
            "label": label,
            "points": [{"number": 1, "quote": quote, "reason": "says it", "verdict": verdict}],
            "clarity_level": 2,
            "addresses_grader": False,
        }
    )


def test_words_of_another_answer_of_the_group_are_no_evidence() -> None:
    both = [MAIN, FOLLOW_UP]
    assert judgement_of(judged("q1a", "keeps the data sorted"), both) is not None
    assert judgement_of(judged("q1b", "keeps the data sorted"), both) is None
    assert judgement_of(judged("q1b", "the second one slower", "touched"), both) is not None


def test_a_context_turn_that_a_model_judges_all_the_same_gets_no_grade() -> None:
    assert judgement_of(judged("q1a", "keeps the data sorted"), [FOLLOW_UP]) is None


def test_a_reason_is_read_and_goes_no_further() -> None:
    made = judgement_of(judged("q1a", "keeps the data sorted"), [MAIN])
    assert made is not None
    assert "says it" not in repr(made)


def test_a_label_is_no_number_and_is_found_however_it_is_capitalised() -> None:
    assert [label_of(Position(*place)) for place in [(0, 0), (0, 1), (11, 3)]] == ["q1a", "q1b", "q12d"]
    assert labelled(" Q1B ", [MAIN, FOLLOW_UP]) is FOLLOW_UP
    assert labelled("0.1", [MAIN, FOLLOW_UP]) is None
    made = judgement_of(judged("Q1A", "keeps the data sorted"), [MAIN])
    assert made is not None
    assert made.label == "0.0"


def test_the_evidence_comes_before_the_verdict_in_schema_and_examples() -> None:
    order = list(server_schema(GradesReply)["$defs"]["PointItem"]["properties"])
    assert order.index("quote") < order.index("reason") < order.index("verdict")
    examples = re.findall(r'\{"number".*?\}', prompts.grade_prompt([MAIN]).system)
    assert len(examples) >= 7
    assert all(list(json.loads(each)) == ["number", "quote", "reason", "verdict", "advice"] for each in examples)


def test_the_examples_show_every_verdict_and_quote_only_their_own_answers() -> None:
    system = prompts.grade_prompt([MAIN]).system
    shown = re.search(r"Two examples.*?Shape of the reply", system, re.DOTALL)
    assert shown is not None
    answers = "\n".join(re.findall(r'The answer is "(.*?)"\n', shown[0]))
    points = [json.loads(each) for each in re.findall(r'\{"number".*?\}', shown[0])]
    assert {point["verdict"] for point in points} == {"covered", "touched", "contradicted", "missed"}
    assert all(point["quote"] in answers for point in points)
    assert all((point["verdict"] == "missed") is (point["quote"] == "") for point in points)


def grades(turns: tuple[Turn, ...]) -> list[Grade]:
    return [Grade(each.position, Outcome.GRADED, Scores(20, 20, 20)) for each in turns]


def summary_prompt(of: InterviewSession) -> prompts.Prompt:
    given = grades(of.turns)
    return prompts.summarise_prompt(of, given, totals(of, {grade.position: grade for grade in given}))


LEAST_IN_COMMON: list[tuple[str, Callable[[InterviewSession], prompts.Prompt], int]] = [
    ("grade", lambda of: prompts.grade_prompt([of.turns[0]], of), 6_000),
    ("follow_up", lambda of: prompts.follow_up_prompt(of, of.turns[-1], Openings()), 4_200),
    ("summarise", summary_prompt, 1_800),
]


@pytest.mark.parametrize(("name", "asked", "least"), LEAST_IN_COMMON, ids=[case[0] for case in LEAST_IN_COMMON])
def test_two_prompts_of_an_operation_begin_alike_as_far_as_they_can(
    name: str, asked: Callable[[InterviewSession], prompts.Prompt], least: int
) -> None:
    one, other = asked(session(MAIN)), asked(session(OTHER, language="de"))
    assert one.operation == name
    common = next(i for i, (a, b) in enumerate(zip(one.system, other.system, strict=False)) if a != b)
    assert common >= least
    assert one.system[common:].count("\n") <= 2


@pytest.mark.parametrize("language", NAMES)
def test_a_model_is_told_the_language_of_the_interview_by_its_english_name(language: str) -> None:
    of = session(MAIN, language=language)
    for prompt in (prompts.grade_prompt([MAIN], of), summary_prompt(of)):
        assert f" in {NAMES[language]}, whatever language the material is in;" in prompt.system
    assert "in the language of its question" in prompts.grade_prompt([MAIN]).system


def test_feedback_in_another_language_than_the_interview_is_sent_back_with_its_name() -> None:
    german = "Die Antwort nennt den Zweck, aber es fehlt noch, was ein Index beim Schreiben kostet."
    english = "The answer names the purpose, but it does not say what an index costs when something is written."
    item = judged("q1a", "keeps the data sorted")
    check = wrong_language_of_feedback([MAIN], "de")
    assert check(GradesReply(grades=[item])) == ""
    for told in ("advice", "weaknesses"):
        assert check(GradesReply(grades=[_saying(item, told, german)])) == ""
        assert "German" in check(GradesReply(grades=[_saying(item, told, english)]))


def _saying(item: GradeItem, where: str, words: str) -> GradeItem:
    if where == "weaknesses":
        return item.model_copy(update={"weaknesses": [RemarkItem(text=words, quote="data")]})
    return item.model_copy(
        update={
            "points": [point.model_copy(update={"verdict": Verdict.TOUCHED, "advice": words}) for point in item.points]
        }
    )


def test_a_batch_ends_where_its_questions_and_answers_get_too_long_for_one_request() -> None:
    long = [turn(number, 0, "word " * 1000) for number in range(4)]
    assert [len(batch) for batch in batches(long, 8, most_tokens=3_000)] == [2, 2]
    assert [len(batch) for batch in batches(long, 8, most_tokens=10)] == [1, 1, 1, 1]
    assert [len(batch) for batch in batches([MAIN, FOLLOW_UP, OTHER], 8)] == [3]


def test_a_verdict_of_no_rubric_is_refused() -> None:
    with pytest.raises(ValueError, match="verdict"):
        judged("q1a", "keeps the data sorted", Verdict.UNSURE)
