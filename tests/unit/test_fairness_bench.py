from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bench.fairness import FILE, SECOND, UNSEEN, Answer, Kind, Outcome, answers, changes, outcome, report
from interview.core.grading import Ungradable, Verdict
from interview.core.key_point import statements
from interview.messages import Message
from interview.question_bank.bank import load_bank

BASE = " ".join(["A list keeps what it holds in order and grows when you add to it."] * 4)
KNOWN = {"lists-order", "lists-growth"}
C, M, W, U = Verdict.COVERED, Verdict.MISSED, Verdict.CONTRADICTED, Verdict.UNSURE


def entry(**changed: Any) -> dict[str, Any]:
    variants = {kind.value: f"{kind} says a list keeps its order" for kind in Kind}
    return {
        "question_id": "lists-order",
        "base": BASE,
        "variants": variants | {"unpunctuated": "it's in order"},
    } | changed


def variants(**changed: Any) -> dict[str, Any]:
    return entry()["variants"] | changed


def load(folder: Path, *entries: dict[str, Any]) -> list[Answer]:
    path = folder / "fairness.yaml"
    path.write_text(yaml.safe_dump(list(entries)), encoding="utf-8")
    return answers(path, KNOWN)


def test_the_answers_of_the_bench_hold_the_format_and_answer_different_questions_of_the_bank():
    found = [answer for path in (FILE, SECOND, UNSEEN) for answer in answers(path, load_bank().by_id)]

    assert len({answer.question_id for answer in found}) == len(found) >= 75


def test_a_variant_of_every_kind_is_read(tmp_path):
    first, other = load(tmp_path, entry(), entry(question_id="lists-growth"))

    assert (first.question_id, other.question_id, first.base) == ("lists-order", "lists-growth", BASE)
    assert list(first.variants) == list(Kind)
    assert first.variants[Kind.TYPOS] == "typos says a list keeps its order"


@pytest.mark.parametrize(
    ("broken", "complaint"),
    [
        (entry(question_id="nobody-asks"), "nobody-asks: no question of the bank"),
        (entry(note="draft"), "lists-order: not question_id, base and variants"),
        (
            entry(variants={"name": "Ada says so"}),
            "lists-order: not exactly one variant of every kind: dialect, fillers",
        ),
        (entry(variants=variants(shouted="IN ORDER")), "not exactly one variant of every kind: shouted"),
        (entry(variants=variants(name=" ")), "lists-order: an empty text"),
        (entry(variants=variants(name=None)), "lists-order: an empty text"),
        (entry(base=BASE.rsplit(" ", 1)[0]), "lists-order: 59 words, not 60 to 140"),
        (entry(base="so " * 141), "lists-order: 141 words, not 60 to 140"),
        (entry(variants=variants(name=BASE)), "lists-order: a variant is the same text as another or as the base"),
        (entry(variants=variants(name="typos says a list keeps its order")), "lists-order: a variant is the same text"),
        (entry(variants=variants(unpunctuated="it's in Order")), "unpunctuated has capitals or punctuation"),
        (entry(variants=variants(unpunctuated="it's in order, always")), "unpunctuated has capitals or punctuation"),
    ],
)
def test_an_entry_that_breaks_the_format_is_refused_by_name(tmp_path, broken, complaint):
    with pytest.raises(ValueError, match=complaint):
        load(tmp_path, broken)


def test_a_question_that_is_answered_twice_is_refused(tmp_path):
    with pytest.raises(ValueError, match="lists-order: answered twice"):
        load(tmp_path, entry(), entry(base=f"{BASE} Always."))


def test_changes_are_counted_from_the_score_as_by_hand(tmp_path):
    said = {
        ("lists-order", BASE): Outcome((C, M), 55, 40, 60),
        ("lists-growth", BASE): Outcome((C, C), 85, 70, 90),
        ("lists-order", "typos says a list keeps its order"): Outcome((C, W), 50, 30, 60),  # 50 for 55
        ("lists-growth", "typos says a list keeps its order"): Outcome((C, C), 87, 73, 91),  # 87 for 85
        ("lists-order", "name says a list keeps its order"): Outcome((U, U), 0, 0, 0, is_graded=False),  # 0 for 55
    }

    def judge(question_id: str, text: str) -> Outcome:
        return said.get((question_id, text), said[question_id, BASE])

    lines = report(changes(load(tmp_path, entry(), entry(question_id="lists-growth")), judge)).splitlines()
    rows = {name: values for name, *values in map(str.split, lines)}

    assert lines[0] == "2 base answers: score 70.0, range 20.0 wide"
    assert rows["variant"] == ["number", "mean", "signed", "verdicts", "low", "high", "ungraded", "largest"]
    assert rows["typos"] == ["2", "3.50", "-1.50", "25.0%", "6.50", "0.50", "0", "-5.0", "lists-order"]
    assert rows["name"] == ["2", "27.50", "-27.50", "50.0%", "20.00", "30.00", "1", "-55.0", "lists-order"]
    assert rows["school"] == ["2", "0.00", "+0.00", "0.0%", "0.00", "0.00", "0", "+0.0", "lists-order"]
    assert rows["all"][:4] == ["16", "3.88", "-3.62", "9.4%"]  # 62 and -58 points, 3 of 32 verdicts
    assert lines[-1] == "fairness mean 3.88 largest -55.0 (name, lists-order)"


def test_an_answer_that_cannot_be_graded_counts_as_no_points_with_every_verdict_unsure():
    class Refusing:
        def judge(self, label: str, *asked: object, bank_id: str) -> Ungradable:
            assert bank_id == "lists-order"
            return Ungradable(label, Message.of("ungraded.not_english"))

    points = statements("It has an order", "It can grow")
    asked = {"id": "lists-order", "question": "What is a list?", "topic": "lists"}
    question = {**asked, "key_points": points, "reference": ""}
    found = outcome(Refusing(), question, "Das ist eine Liste")  # type: ignore[arg-type]

    assert found == Outcome((U, U), 0, 0, 0, is_graded=False)
