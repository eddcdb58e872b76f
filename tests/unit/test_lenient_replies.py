"""What is read out of sloppy replies, and what never is: an end that nobody wrote, a label that fits two answers."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview.core.grading import Verdict
from interview.model.reply_checks import with_labels_of
from interview.model.reply_reading import read
from interview.model.reply_schemas import FollowUpReply, GradeItem, GradesReply, SummaryReply
from interview.model.thoughts import without_thoughts
from tests.growth import grows_with_length_alone


def item(label: Any = "0.0", advice: str = "Clear and to the point.", **fields: Any) -> dict[str, Any]:
    point = {"number": 1, "verdict": "touched", "advice": advice, "quote": "an index keeps a copy"}
    rest = {"clarity_level": 2, "weaknesses": [], "addresses_grader": False}
    return {"label": label, "points": [point], **rest, **fields}


def reply(*items: dict[str, Any]) -> str:
    return json.dumps({"grades": list(items)}, ensure_ascii=False)


def labels(text: str, *, cut_off: bool = False) -> list[str]:
    found = read(text, GradesReply, cut_off=cut_off)
    return [each.label for each in found.reply.grades] if found.reply else []


TWO = reply(item("0.0"), item("1.0"))


@pytest.mark.parametrize(
    "text",
    [
        TWO.replace("Clear and", "Clear\nand"),
        f"As asked [see above]:\n{TWO}\nI hope this helps.",
        TWO.replace("}, {", "},, {").replace("]}", ",]}"),
        TWO.replace('"label"', "'label'").replace('"advice"', "advice"),
        TWO.replace("Clear and to", 'Says "clear" and to'),
        f"```json\n{TWO}\n```\nDone.",
        TWO.replace('"clarity_level"', '/* out of 3 */ "clarity_level"'),
        TWO[:-1],
        TWO.replace("false", "False"),
    ],
    ids=["newline", "prose", "commas", "quotes", "unescaped", "fenced", "comment", "bracket", "python"],
)
def test_what_was_nearly_written_is_read_whole(text: str) -> None:
    found = read(text, GradesReply)
    assert labels(text) == ["0.0", "1.0"]
    assert found.problem == ""


@pytest.mark.parametrize("at", range(40, len(TWO) - 2, 7))
def test_of_a_text_that_breaks_off_no_guessed_end_is_taken(at: int) -> None:
    for cut_off in (True, False):
        found = read(TWO[:at], GradesReply, cut_off=cut_off)
        taken = found.reply.grades if found.reply else []
        whole = [GradeItem.model_validate(each) for each in json.loads(TWO)["grades"]]
        assert taken == whole[: len(taken)]
    assert len(labels(TWO[:at], cut_off=True)) < 2


def test_the_last_item_of_a_cut_list_is_dropped_even_if_it_looks_whole() -> None:
    broken = TWO.replace("Clear and", "Clear\nand")
    assert labels(broken, cut_off=True) == ["0.0"]


def test_the_last_field_of_a_cut_reply_is_not_taken() -> None:
    whole = {"rest": "Of no\nuse.", "improvements": ["Clear words.", "More figures."]}
    text = json.dumps(whole).replace("\\n", "\n")
    assert read(text, SummaryReply).reply is not None
    assert read(text[: text.index("figures")], SummaryReply).reply is None


def test_two_items_run_together_are_not_read_as_one() -> None:
    together = TWO.replace(
        '"addresses_grader": false}, {"label": "1.0"', '"addresses_grader": false, "label": "1.0"', 1
    )
    assert labels(together.replace("Clear and", "Clear\nand")) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I cannot say.",
        "The grades: good [mostly], {fine}.",
        "{'note': 'nothing'}",
        "[1, 2, 3]",
        '{"grades": "none"}',
    ],
)
def test_prose_is_no_reply(text: str) -> None:
    assert labels(text) == []
    assert read(text, FollowUpReply).reply is None


@given(st.text(max_size=200) | st.text(alphabet="{}[]\":,abc\\n/ '", max_size=200), st.booleans())
@settings(max_examples=300, deadline=None)
def test_no_text_makes_the_reading_fail(text: str, cut_off: bool) -> None:
    for shape in (GradesReply, SummaryReply, FollowUpReply):
        assert read(text, shape, cut_off=cut_off).reply is None


@pytest.mark.parametrize("unit", ["[", "{", '{"a":', "[{", "<think>", "</think>", "}", '"', "{'", "[THINK]{", "/*"])
@pytest.mark.parametrize(("begin", "size"), [("", 400_000), ('{"grades": [', 55_000)])
def test_hostile_text_is_refused_in_time_that_grows_with_its_length_alone(unit: str, begin: str, size: int) -> None:
    assert labels(begin + unit * (size // len(unit))) == []
    assert grows_with_length_alone(labels, lambda times: begin + unit * times, size // len(unit))


@pytest.mark.parametrize(
    "text",
    [
        f"<think>draft {reply(item('9.0'))}</think>{TWO}",
        f"<thinking>a</thinking>\n{TWO}",
        f"<thought>a {{</thought>{TWO}",
        f"<reasoning>a</reasoning>{TWO}",
        f"[THINK]a[/THINK]{TWO}",
        f"a draft: {{}}</think>{TWO}",
        f"<think>a<think>b</think>c {{}}</think>{TWO}",
        f"<|channel|>analysis<|message|>{reply(item('9.0'))}<|end|><|start|>assistant<|channel|>final<|message|>{TWO}",
        f"<|channel|>final <|constrain|>json<|message|>{TWO}<|return|>",
    ],
)
def test_thoughts_are_left_out(text: str) -> None:
    assert labels(text) == ["0.0", "1.0"]


@pytest.mark.parametrize("text", [f"<think>{TWO}", f"<|channel|>analysis<|message|>{TWO}", f"[THINK]{TWO}"])
def test_a_draft_in_a_thought_without_an_end_is_no_reply(text: str) -> None:
    assert labels(text) == []


def test_marks_in_what_was_written_stay() -> None:
    text = reply(item(advice="You close it with </think> and open <reasoning>."))
    assert without_thoughts(text) == text
    assert without_thoughts(f"<think>x</think>{text}") == text


@pytest.mark.parametrize("said", ["Covered", " covered ", "COVERED", "covered."])
def test_a_verdict_is_known_however_it_is_spelt(said: str) -> None:
    found = read(reply(item(points=[{"number": 1, "verdict": said, "quote": "x"}])), GradesReply)
    assert found.reply is not None
    assert found.reply.grades[0].points[0].verdict is Verdict.COVERED


@pytest.mark.parametrize("said", ["cover", "mostly covered", "yes", "", None, 1])
def test_a_verdict_that_is_none_is_not_guessed(said: object) -> None:
    assert labels(reply(item(points=[{"number": 1, "verdict": said, "quote": "x"}]))) == []


def test_a_remark_too_short_to_say_anything_costs_nothing_else() -> None:
    found = read(
        reply(item(weaknesses=[{"text": "ok", "quote": ""}, {"text": "Clear words.", "quote": ""}])), GradesReply
    )
    assert found.reply is not None
    assert [remark.text for remark in found.reply.grades[0].weaknesses] == ["Clear words."]


@pytest.mark.parametrize(
    ("written", "asked", "expected"),
    [
        ([0.0, 1.0], ["0.0", "1.0"], ["0.0", "1.0"]),
        ([0, 1], ["0.0", "1.0"], ["0.0", "1.0"]),
        (["1", "0"], ["0.0", "1.0"], ["1.0", "0.0"]),
        ([1, "2"], ["q1a", "q2a"], ["q1a", "q2a"]),
        ([7], ["2.0"], ["2.0"]),
        # Counted from one, they would fit other answers.
        ([1, 2], ["0.0", "1.0"], ["1", "2"]),
        ([1, 2], ["q2a", "q3a"], ["1", "2"]),
        ([1, 2], ["2.0", "1.0"], ["1", "2"]),
        ([1], ["0.0", "1.0"], ["1"]),
        ([1, 1], ["1.0", "1.1"], ["1", "1"]),
        ([0, 0], ["0.0", "1.0"], ["0", "0"]),
    ],
)
def test_a_number_stands_for_a_label_only_where_one_reading_fits(
    written: list[Any], asked: list[str], expected: list[str]
) -> None:
    found = read(reply(*map(item, written)), GradesReply)
    assert found.reply is not None
    assert [each.label for each in with_labels_of(found.reply.grades, asked)] == expected
