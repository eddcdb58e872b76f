"""A line of the file of settled verdicts: what a judge is taught from, and nothing that says whose it is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # its stubs are a package of their own, which is not installed
import pytest

from interview.core.grading import PointJudgement, Provenance, Settled, Verdict
from interview.core.identity import model_interviewer
from interview.core.key_point import StoryPart, story
from interview.core.question import QuestionKind
from interview.core.settling import settle
from interview.use_cases.history import SettledAnswer
from interview.web.schemas.settled_verdicts import lines
from scripts.write_docs import ROOT
from tests.report_builders import ANSWER, GOOD, graded, turn

QUOTE = "add an index on the column"
HOSTILE = 'He said "no"\\,\n\r\n</script>\x85\u2028\u2029\t{"settled": "said"} 答案 😀'


def settled(words: Mapping[int, Settled], text: str = ANSWER, **changes: Any) -> SettledAnswer:
    """An answer whose key points were judged covered, touched and missed, with words on some of them by number."""
    answered = turn(2, text, question=replace(GOOD, **changes))
    own = graded(answered, quotes=("", QUOTE, ""))
    named = {own.points[number].point.id: word for number, word in words.items()}
    return SettledAnswer("en", answered, settle(own, named))


def parsed(answer: SettledAnswer) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines([answer])]


def test_a_line_names_question_point_answer_both_words_and_who_judged_by_what():
    answer = settled({1: Settled.WRONG}, bank_id="sql-slow-query")
    provenance = Provenance(model_interviewer("m-1"), "2026.5", "prompts-7")
    (line,) = parsed(replace(answer, grade=replace(answer.grade, provenance=provenance)))
    assert line == {
        "schemaVersion": "1.1",
        "language": "en",
        "questionId": "sql-slow-query",
        "question": GOOD.text,
        "source": "",
        "kind": "skill",
        "isFollowUp": False,
        "referenceAnswer": GOOD.reference_answer,
        "pointId": GOOD.key_points[1].id,
        "keyPoint": "Add an index that fits the filter",
        "storyPart": None,
        "answer": ANSWER,
        "judged": "touched",
        "quote": QUOTE,
        "gradedBy": "model:m-1",
        "rubricVersion": "2026.5",
        "promptVersion": "prompts-7",
        "settled": "wrong",
        "answeredAt": "2026-11-24T12:01:00Z",
    }


def test_only_settled_points_have_a_line_also_where_the_word_agrees_with_the_verdict():
    found = parsed(settled({0: Settled.SAID, 2: Settled.PARTLY}))
    assert [(line["keyPoint"], line["judged"], line["settled"]) for line in found] == [
        ("Look at the query plan", "covered", "said"),
        ("Check the number of rows read", "missed", "partly"),
    ]
    assert parsed(settled({})) == []


def test_a_part_of_a_story_has_its_code_and_no_words_that_may_be_reworded():
    parts = (story(StoryPart.RESULT), story(StoryPart.MEASURE), story(StoryPart.LESSON))
    (line,) = parsed(settled({0: Settled.NOT_SAID}, key_points=parts, kind=QuestionKind.BEHAVIOURAL))
    assert (line["kind"], line["pointId"], line["storyPart"], line["keyPoint"]) == (
        "behavioural",
        "result",
        "result",
        "",
    )


def test_a_follow_up_is_told_from_its_main_question():
    answered = turn(0, "Then I look at the rows.", follow_up=1)
    point = PointJudgement(GOOD.key_points[0], Verdict.COVERED, settled=Settled.SAID, judged=Verdict.COVERED)
    (line,) = parsed(SettledAnswer("zh", answered, replace(graded(answered, quotes=[""] * 3), points=(point,))))
    assert (line["isFollowUp"], line["language"]) == (True, "zh")


def test_whatever_an_answer_holds_is_one_line_for_every_reader_and_comes_back_as_it_was():
    text = HOSTILE + ANSWER
    content = b"".join(lines([settled({0: Settled.SAID, 1: Settled.PARTLY}, text)])).decode()
    assert len(content.splitlines()) == content.count("\n") == 2
    assert [json.loads(line)["answer"] for line in content.splitlines()] == [text, text]


def test_a_line_fits_its_documented_schema():
    schema = json.loads((ROOT / "docs" / "settled-verdict-schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    (line,) = parsed(settled({0: Settled.SAID}))
    jsonschema.validate(line, schema)
    for spoiled in ({**line, "settled": "covered"}, {**line, "owner": "me"}, {**line, "schemaVersion": "9"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(spoiled, schema)
