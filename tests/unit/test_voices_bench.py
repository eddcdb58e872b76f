from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest
import yaml

from bench.ladder import bank_questions
from bench.voices import ELSEWHERE, FILE, INTERRUPTED, PLAIN, SORTS, TALK, Graded, line, measured
from interview.core.grading import Judgement, PointJudgement, Verdict
from interview.core.key_point import KeyPoint
from interview.scorer.grader import Grader

QUESTION = "behavioural-conflict"


class CountsWords:
    """Recognises as many parts as a story has words."""

    def judge(self, label: str, asked: str, points: tuple[KeyPoint, ...], *given: Any, **named: Any) -> Judgement:
        told = len(given[1].split())
        verdicts = [Verdict.COVERED if place < told else Verdict.MISSED for place in range(len(points))]
        return Judgement(label, tuple(map(PointJudgement, points, verdicts)), None, ())


COUNTS_WORDS = cast(Grader, CountsWords())


def write(folder: Path, **changed: str) -> Path:
    path = folder / "voices.yaml"
    path.write_text(yaml.safe_dump([{"question_id": QUESTION, **dict.fromkeys(SORTS, "So"), **changed}]))
    return path


def test_every_story_of_the_bench_has_its_versions_and_the_one_with_talk_says_all_that_the_plain_one_does():
    entries = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    bank = bank_questions()
    assert len({entry["question_id"] for entry in entries}) == len(entries) == 24
    for entry in entries:
        assert set(entry) == {"question_id", *SORTS}
        assert all(point.part is not None for point in bank[entry["question_id"]]["key_points"])
        assert set(entry[PLAIN].split()) <= set(entry["with_talk"].split())
        assert len(entry["with_talk"].split()) > len(entry[PLAIN].split()) + 15
        assert len({entry[sort] for sort in SORTS}) == len(SORTS)


def test_of_an_answer_that_is_interrupted_every_word_stays_in_its_place():
    entries = yaml.safe_load(INTERRUPTED.read_text(encoding="utf-8"))
    assert len({entry["question_id"] for entry in entries}) == len(entries) == 28
    assert {entry["question_id"] for entry in entries} <= set(bank_questions())
    for entry in entries:
        assert set(entry) == {"question_id", PLAIN, TALK}
        words = iter(entry[TALK].split())
        assert all(word in words for word in entry[PLAIN].split())
        assert len(entry[TALK].split()) > len(entry[PLAIN].split()) + 8


def test_a_file_may_lack_any_sort_but_the_plain_one(tmp_path):
    path = tmp_path / "voices.yaml"
    path.write_text(yaml.safe_dump([{"question_id": QUESTION, PLAIN: "Two words", TALK: "Two words more"}]))
    assert list(measured(path, COUNTS_WORDS)) == [PLAIN, TALK]
    for text in ("", yaml.safe_dump([{"question_id": QUESTION, TALK: "Two words more"}])):
        path.write_text(text)
        with pytest.raises(ValueError, match="no plain answer"):
            measured(path, COUNTS_WORDS)


def test_a_version_is_held_against_the_plain_story_and_the_furthest_is_named(tmp_path):
    found = measured(write(tmp_path, plain="Two words", dialect="Wan"), COUNTS_WORDS)
    [plain], [dialect] = found[PLAIN], found["dialect"]
    assert dialect.plain == plain.score > dialect.score
    assert f"largest {dialect.change:+.0f} ({QUESTION})" in line("dialect", found["dialect"])
    assert f"highest {found[ELSEWHERE][0].score:.0f} ({QUESTION}), 0 above 50" in line(ELSEWHERE, found[ELSEWHERE])


def test_changes_both_ways_do_not_make_up_for_each_other():
    graded = [Graded("a", 60, True, 50), Graded("b", 40, False, 50)]
    assert "change 10.0, with its sign +0.0" in line("dialect", graded)


@pytest.mark.parametrize("changed", [{"shouted": "SO"}, {"question_id": "nobody-asks"}])
def test_an_entry_that_is_no_story_with_its_versions_is_named(tmp_path, changed):
    with pytest.raises(ValueError, match=changed.get("question_id", QUESTION)):
        measured(write(tmp_path, **changed), COUNTS_WORDS)
