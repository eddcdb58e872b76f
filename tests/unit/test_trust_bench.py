"""The published tables of attacks and fairness are made from what was measured, and there are enough attacks."""

from __future__ import annotations

from collections import Counter

import pytest

from bench.attacks import ANSWERS, attacks, is_fenced, on_a_model
from bench.attacks_page import HARMLESS, Tally
from bench.attacks_page import page as attacks_page
from bench.fairness import Change, Kind, Outcome
from bench.fairness_page import impact_ratio
from bench.fairness_page import page as fairness_page
from interview.core.grading import Verdict
from interview.core.rubric import RUBRIC
from interview.model.interviewer import ModelInterviewer
from tests.openai_server import OpenAIServer

ALL = [each for each in attacks() if each.kind != HARMLESS]


def change(kind: Kind, before: float, after: float, question: str = "q") -> Change:
    verdicts = (Verdict.COVERED,)
    return Change(kind, question, Outcome(verdicts, before, before, before), Outcome(verdicts, after, after, after))


def test_there_are_sixty_attacks_of_every_place_kind_and_language() -> None:
    assert len(ALL) >= 60
    assert {each.where for each in ALL} == {"answer", "resume", "posting"}
    assert len({each.language for each in ALL}) >= 6
    assert len({each.id for each in ALL}) == len(ALL)
    kinds = Counter(each.kind for each in ALL)
    assert {"hidden text", "encoded", "forged transcript", "forged JSON", "markup", "several turns"} <= set(kinds)


def test_no_attack_leaves_the_fence_of_its_prompt() -> None:
    assert [each.id for each in ALL if not is_fenced(each)] == []


@pytest.mark.slow
def test_no_attack_has_a_model_that_obeys_pay_for_quotes_that_nobody_said() -> None:
    with OpenAIServer() as server:
        model = ModelInterviewer(server.base_url, "key", "obeys", timeout_s=30)
        in_answers = [each for each in ALL if each.where == "answer"]
        paid = [each.id for each in in_answers if on_a_model(server, model, each, own_words=False)]
        own = [each.id for each in in_answers if on_a_model(server, model, each, own_words=True)]
        model.close()
    assert paid == []
    # What is seen as talk to the grader is refused there too.
    assert 0 < len(own) < len(in_answers)


def test_a_change_below_one_point_is_none() -> None:
    tally = Tally()
    for points in (0.9, -0.9, 1.0, -3.0):
        tally.add(points)
    assert (tally.tried, tally.raised, tally.lowered, tally.rise, tally.fall) == (4, 1, 1, 1.0, -3.0)


def test_the_page_of_attacks_sums_up_what_was_tried() -> None:
    one, other = Tally(attacks=2, tried=2 * ANSWERS, raised=1, rise=4.2), Tally(attacks=1, tried=4, fall=-2.0)
    page = attacks_page(
        {
            "answer: order": one,
            "answer: markup": other,
            "resume: order": Tally(attacks=3),
            f"answer: {HARMLESS}": Tally(attacks=9),
        }
    )
    assert "6 attacks" in page
    assert "| **all attacks** | 3 | 12 | 1 | 0 | +4 | -2 |" in page


def test_an_impact_ratio_compares_who_reaches_a_score() -> None:
    found = [change(Kind.NAME, 70, 70), change(Kind.NAME, 70, 50), change(Kind.NAME, 30, 30)]
    assert impact_ratio(found, 60) == 0.5
    assert impact_ratio(found, 90) is None


def test_the_page_of_fairness_says_what_scores_are_for_and_what_is_adverse() -> None:
    found = [change(kind, 70, 30 if kind is Kind.DIALECT else 70) for kind in Kind]
    unseen = [change(kind, 60, 61) for kind in Kind]
    second = [change(kind, 60, 62) for kind in Kind]
    page = fairness_page(found, second, unseen)
    assert "**Practice, not selection.**" in page
    assert f"of rubric {RUBRIC.version}" in page.splitlines()[2]
    assert page.count("**adverse**") == 2
    assert "| regional or very informal words | 1 | 40.0 | -40.0 | -40 |" in page
    assert "| regional or very informal words | 1 | 2.0 | +2.0 | +2 |" in page
    assert "| regional or very informal words | 1 | 1.0 | +1.0 | +1 |" in page
    assert "are 3 answers that one team and ten other authors wrote" in page
