"""The bank that ships, what the loader refuses, and what the check tells authors."""

from __future__ import annotations

import re
import runpy
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from interview.core.key_point import StoryPart
from interview.core.question import Difficulty, QuestionKind
from interview.question_bank.bank import BankInvalid, QuestionBank, load_bank, load_topic
from interview.question_bank.near_duplicates import is_near_duplicate, meaning_words, resemblance
from interview.resume.profile.lexicon import lexicon
from interview.scorer.claims import MEANINGS
from tests.unit.small_bank import question, told

ROOT = Path(__file__).resolve().parents[2]
check_bank: dict[str, Any] = runpy.run_path(str(ROOT / "scripts" / "check_bank.py"), run_name="check_bank")


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes a topic file; changes replace fields of the topic, or of its question when given as a dict."""

    def write(in_question: dict[str, Any] | None = None, kind: str = "skill", **changed: Any) -> Path:
        made = (question if kind == "skill" else told)("tea-leaves") | (in_question or {})
        content = {
            "topic": "tea",
            "name": "Tea",
            "kind": kind,
            "area": "General",
            "skills": ["Tea"],
            "questions": [made],
        }
        path = tmp_path / "tea.yaml"
        path.write_text(yaml.safe_dump(content | changed, sort_keys=False), encoding="utf-8")
        return path

    return write


def complaints(path: Path) -> str:
    with pytest.raises(BankInvalid) as refused:
        load_topic(path)
    return "\n".join(refused.value.complaints)


def test_the_shipped_bank_passes_its_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert check_bank["main"]([]) == 0, capsys.readouterr().out


def test_what_authors_say_that_a_question_is_about_or_not_are_names_of_the_list_and_never_both() -> None:
    for _, asked in load_bank().by_id.values():
        for skill in (*asked.subjects, *asked.not_subjects):
            entry = lexicon().lookup(skill)
            assert entry is not None, (asked.id, skill)
            assert entry.name == skill, (asked.id, skill)
        assert not set(asked.subjects) & set(asked.not_subjects), asked.id


def test_the_shipped_bank_has_every_kind_and_difficulty() -> None:
    bank = load_bank()
    assert {topic.kind for topic in bank.topics} == set(QuestionKind)
    for kind in QuestionKind:
        levels = {question.difficulty for topic in bank.of_kind(kind) for question in topic.questions}
        assert levels == set(Difficulty)


def test_the_bank_is_read_once_per_process() -> None:
    assert load_bank() is load_bank()


def test_the_parts_of_a_story_are_those_the_scorer_can_ask_for() -> None:
    assert set(MEANINGS) == set(StoryPart)


COUNTED_WHERE = {
    StoryPart.RESULT: r"turn out|what came of it|what became of this|help\?|stood? in the end",
    StoryPart.MEASURE: r"how do you know|how could you tell|measure",
    StoryPart.DECISION_REASON: r"tipped the balance|settled it|how did you decide|why did you (?:not|leave|choose|do)",
    StoryPart.ALTERNATIVES: r"\bother ways?\b|else could you",
    StoryPart.LESSON: r"do differently|taught you|did you learn from|show you",
}
"""A few words that plainly ask for a part."""
LEARNED = (
    r"differently|taught|did you learn from|show you|lesson|fault|sooner|again|since|today|at the start|easier"
    r"|form opinions"
)


def asked_for_stories() -> Iterator[tuple[str, tuple[str, ...]]]:
    for topic in load_bank().topics:
        for asked in topic.questions if topic.kind is not QuestionKind.SKILL else ():
            yield asked.question.lower(), asked.key_points
            yield from ((each.question.lower(), each.key_points) for each in asked.follow_ups)


@pytest.mark.parametrize(("part", "words"), COUNTED_WHERE.items())
def test_a_part_of_a_story_that_a_question_plainly_asks_for_is_counted(part: StoryPart, words: str) -> None:
    asked = [(text, points) for text, points in asked_for_stories() if re.search(words, text)]
    assert asked
    assert [text for text, points in asked if part not in points] == []


def test_nobody_is_told_to_add_what_they_learned_where_no_question_asked_for_it() -> None:
    counted = [text for text, points in asked_for_stories() if StoryPart.LESSON in points]
    assert [text for text in counted if not re.search(LEARNED, text)] == []


def test_a_question_is_found_by_its_id(write: Callable[..., Path]) -> None:
    topic = load_topic(write())
    assert QuestionBank([topic]).by_id["tea-leaves"] == (topic, topic.questions[0])


def test_a_target_that_is_no_key_point_is_refused_with_the_questions_id(write: Callable[..., Path]) -> None:
    follow_ups = question("tea-leaves")["follow_ups"]
    follow_ups[1]["targets"] = [3]
    said = complaints(write({"follow_ups": follow_ups}))
    assert "tea-leaves" in said
    assert "target 3 is not one of the key points 0 to 2" in said


def test_a_field_nobody_reads_is_refused(write: Callable[..., Path]) -> None:
    assert "tea-leaves: refrence" in complaints(write({"refrence": "misspelt"}))


def test_a_key_given_twice_is_refused(write: Callable[..., Path]) -> None:
    path = write()
    path.write_text(path.read_text() + "area: Web\n")
    assert "given twice" in complaints(path)


def test_a_colon_that_turned_text_into_a_mapping_is_explained(write: Callable[..., Path]) -> None:
    points = [{"A leaf": "is dried"}, "b", "c"]
    assert "tea-leaves: key_points[0]: must be text" in complaints(write({"key_points": points}))


def test_text_that_is_no_yaml_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tea.yaml"
    path.write_text("topic: [tea")
    assert "not readable as YAML" in complaints(path)


def test_a_topic_must_be_named_like_its_file(write: Callable[..., Path]) -> None:
    path = write()
    assert "must be the file name" in complaints(path.rename(path.with_name("coffee.yaml")))


def test_an_id_must_begin_with_its_topic(write: Callable[..., Path]) -> None:
    assert "must start with tea-" in complaints(write({"id": "coffee-beans"}))


def test_an_id_is_used_once_in_the_whole_bank(write: Callable[..., Path]) -> None:
    first = load_topic(write({"id": "tea-pot-lid"}))
    path = write({"id": "tea-pot-lid"}, topic="tea-pot")
    with pytest.raises(BankInvalid, match="used twice"):
        QuestionBank([first, load_topic(path.rename(path.with_name("tea-pot.yaml")))])


def test_a_story_may_only_be_judged_by_known_parts(write: Callable[..., Path]) -> None:
    assert '"charm" is not one of' in complaints(write({"key_points": ["situation", "charm"]}, kind="behavioural"))


@pytest.mark.parametrize(("kind", "name"), [("project", "company"), ("behavioural", "project"), ("skill", "project")])
def test_a_placeholder_nothing_fills_is_refused(write: Callable[..., Path], kind: str, name: str) -> None:
    asked = f"What did you do about {{{name}}} when it all went wrong?"
    assert f"{{{name}}} is not a placeholder" in complaints(write({"question": asked}, kind=kind))


def test_braces_of_code_are_no_placeholder(write: Callable[..., Path]) -> None:
    assert load_topic(write({"question": "What does {x for x in items} build in Python, and why?"}))


def checked(path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert check_bank["main"]([str(path), "--folder", str(path.parent)]) == 1
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        ("question", "What is tea?", "question: 3 words, wanted 8 to 60"),
        ("reference", "Too short.", "reference: 2 words, wanted 80 to 200"),
        ("hint", "Leaves.", "hint: 1 words, wanted 4 to 40"),
        ("misconceptions", [], "misconceptions: 0 given, wanted 2 to 3"),
        ("key_points", ["a b c d e f"] * 3, "key_points: the same point twice"),
        ("key_points", ["too few words here"] * 3, "key_points[0]: 4 words, wanted 6 to 22"),
        ("key_points", ["zebras graze quietly beside rivers daily"] * 3, "the reference hardly says it"),
        ("needs", ["technology"], "needs: technology is named but no text uses {technology}"),
    ],
)
def test_the_check_says_what_to_fix(
    write: Callable[..., Path], capsys: pytest.CaptureFixture[str], field: str, value: object, complaint: str
) -> None:
    said = checked(write({field: value}), capsys)
    assert "- tea-leaves: " in said
    assert complaint in said


def test_the_check_finds_text_that_yaml_would_drop(
    write: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    path = write()
    path.write_text(path.read_text().replace("- point 0 says", "- issue #7 says point 0", 1))
    assert 'the text behind " #" is lost' in checked(path, capsys)


def test_the_check_finds_a_question_asked_twice_in_other_words(
    write: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    one = question("tea-one", question="What is the difference between black tea and green tea leaves?")
    other = question("tea-two", question="How would you explain how green tea leaves differ from black tea?")
    assert "tea-two: asks nearly the same as tea-one" in checked(write(questions=[one, other]), capsys)


def test_the_check_goes_on_behind_a_file_it_cannot_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.yaml").write_text("topic: [a")
    (tmp_path / "b.yaml").write_text("topic: b\n")
    assert check_bank["main"](["--folder", str(tmp_path)]) == 1
    out = capsys.readouterr().out
    assert "a.yaml: 1 to fix" in out
    assert "b.yaml: 4 to fix" in out


def test_the_table_replaces_the_counts_and_nothing_else(write: Callable[..., Path], tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- counts: begin -->\nold\n<!-- counts: end -->\nafter\n")
    check_bank["main"](["--folder", str(write().parent), "--table", "--page", str(page)])
    text = page.read_text()
    assert text.startswith("before\n<!-- counts: begin -->\n| Area |")
    assert "| General | Tea | skill | 1 | 0 | 0 | 1 | 2 |" in text
    assert text.endswith("<!-- counts: end -->\nafter\n")
    assert "old" not in text


def test_the_page_shows_the_counts_of_the_shipped_bank() -> None:
    page = (ROOT / "docs" / "question-bank.md").read_text(encoding="utf-8")
    assert check_bank["table"](load_bank().topics) in page


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("What is a Python generator?", "Explain Python generators to me.", True),
        ("How does a list differ from a tuple?", "What is the difference between tuples and lists?", True),
        ("How do you secure a REST API with tokens?", "How would you secure a REST API?", True),
        ("How does a list differ from a tuple?", "How does a list differ from a generator?", False),
        ("What is an index in PostgreSQL?", "What is a deadlock in PostgreSQL?", False),
    ],
)
def test_resemblance_sees_through_wording_but_not_across_subjects(one: str, other: str, same: bool) -> None:
    assert is_near_duplicate(one, [other]) is same


def test_resemblance_is_symmetric_and_whole_for_the_same_text() -> None:
    one, other = "How do indexes speed up reads?", "Why do indexes slow down writes?"
    assert resemblance(one, other) == resemblance(other, one)
    assert resemblance(one, one) == 1


def test_words_that_every_question_uses_carry_no_meaning() -> None:
    assert meaning_words("Can you explain what the difference is?") == frozenset()
