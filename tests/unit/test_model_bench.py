"""The parts of the bench of graders that need no grader: its sample, its bounds, and figures of several graders."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from bench import gold
from bench.gate import BUILT_IN, GATE, HELD
from bench.gold import Case, Truth
from bench.model import __main__ as bench_model
from bench.model.figures import is_inverted, measured
from bench.model.journal import Journal
from bench.model.kappa import BANDS
from bench.model.run import name_of, turns_of
from bench.model.sample import FILE, as_text, sample
from bench.model.told import Cost, told
from interview.core.grading import Grade, Outcome, PointJudgement, Provenance, Verdict
from interview.core.identity import model_interviewer
from interview.core.key_point import statements
from interview.core.question import Position
from interview.core.rubric import RUBRIC
from interview.core.scoring import score
from training.judge.verdicts import BOUNDS

ROOT = Path(__file__).parents[2]
C, T, M, W = Truth.COVERED, Truth.TOUCHED, Truth.MISSED, Truth.CONTRADICTED


def case(number: int = 0, truths: tuple[Truth, ...] = (C, C), known: float = 100) -> Case:
    return Case(
        f"q{number}", "t", False, "What is it?", ("a", "b"), "free", f"Answer {number}.", truths, known, (0, 100)
    )


def graded(by: str, verdict: Verdict = Verdict.COVERED) -> Grade:
    points = tuple(PointJudgement(point, verdict) for point in statements("a", "b"))
    provenance = Provenance(model_interviewer(by), prompt_version="p")
    return Grade(Position(0), Outcome.GRADED, score(points, 4), points, provenance=provenance)


def test_the_sample_is_what_its_script_makes_of_the_texts():
    assert FILE.read_text(encoding="utf-8") == as_text(sample())


def test_the_sample_has_as_many_answers_of_each_kind_as_is_said():
    cases = gold.cases(FILE)
    assert (len(cases), len({each.question_id for each in cases})) == (160, 40)
    kinds = Counter(each.type for each in cases)
    assert kinds == dict.fromkeys(("expert", "wrong", "mixed", "waffle"), 33) | dict.fromkeys(
        ("strong", "partial", "brag", "elsewhere"), 7
    )
    assert len({name_of(each) for each in cases}) == 160
    assert {each.type for each in cases if is_inverted(each)} == {"wrong"}


def test_neighbours_of_the_sample_answer_other_questions():
    turns = list(turns_of(gold.cases(FILE)).values())
    for first in range(0, 160, 8):
        assert len({turn.question.text for turn in turns[first : first + 8]}) == 8


def test_the_built_in_judge_is_held_to_the_same_bounds():
    assert BOUNDS is HELD
    limits = {bound.name: bound.limit for bound in GATE}
    assert {name: limits[name] for name in ("praised", "missed")} == {
        name: HELD["statements"][name] for name in ("praised", "missed")
    }
    assert limits["accused"] == 2 * HELD["statements"]["accused"]
    assert [bound.letter for bound in GATE] == [*"APWMUBRKE"]


def test_what_the_built_in_judge_reaches_is_what_is_published_of_it():
    text = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8")
    for line, name, factor in (
        ("| sure verdicts that agree with the reader's |", "agree", 100),
        ("| verdicts left open |", "unsure", 100),
        ("| answers whose range is at most 30 wide and meets the reader's |", "in_band", 100),
        ("| rank correlation of the score, middle of the range |", "rho", 1),
    ):
        assert f"{line} {factor * BUILT_IN[name]:g} |" in text


def test_a_bound_holds_up_to_its_limit_and_never_for_what_is_not_known():
    agree, praised = GATE[0], GATE[1]
    assert [agree.holds(agree.limit - less) for less in (0, 0.0001, 0.001)] == [True, True, False]
    assert [praised.holds(value) for value in (0.025, 0.026)] == [True, False]
    assert not praised.holds(float("nan"))
    assert not praised.holds(None)


def test_five_bands_are_those_of_the_report_with_the_lowest_cut_in_two():
    assert {band.at_least for band in RUBRIC.bands} | {20} == set(BANDS)


@pytest.mark.parametrize(
    ("truths", "is_so"),
    [((W, W), True), ((W, M), True), ((W, C), False), ((W, W, W, C), True), ((W, M, M, M), False), ((M, M), False)],
)
def test_an_answer_is_inverted_when_half_of_it_is_wrong_and_less_is_made(truths: tuple[Truth, ...], is_so: bool):
    assert is_inverted(replace(case(), truths=truths, key_points=("k",) * len(truths))) is is_so


def test_a_server_that_changes_its_model_is_measured_as_two(tmp_path: Path):
    cases = [case(number) for number in range(5)]
    journal = Journal(tmp_path / "out.jsonl", {"grader": "x"})
    for number, each in enumerate(cases):
        journal.keep(1, name_of(each), graded("one" if number < 3 else "two"))
        journal.keep(2, name_of(each), graded("one"))
    one, two = measured(cases, journal)
    assert (one.graded_as.model, one.answers, two.graded_as.model, two.answers) == ("one", 3, "two", 2)
    assert one.again is not None
    assert one.again.answers == 3
    # What another model said the second time is no second look of this one.
    assert two.again is None


def test_what_is_told_names_every_bound_and_too_few_answers(tmp_path: Path):
    cases = [case(), case(1, (W, W), 0)]
    journal = Journal(tmp_path / "out.jsonl", {"grader": "x"})
    for each in cases:
        journal.keep(1, name_of(each), graded("one"))
    (found,) = measured(cases, journal)
    text = told(found, "sample-1", Cost(2, 0, 900, 90, 3.2), by_people=False)
    assert "inverted answers praised                 1 of 1, by 40 points or more" in text
    assert "P praised" in text
    assert "BROKEN" in text
    assert "Fewer than 60 answers: the app shows no figure of this." in text
    assert "Compared with verdicts set beforehand, which need not be people's" in text


def test_the_projects_own_answers_are_never_said_to_be_judged_by_people(capsys):
    with pytest.raises(SystemExit):
        bench_model.main(["--built-in", "--people"])
    assert "no person judged" in capsys.readouterr().err


def test_without_a_model_the_command_says_what_to_set(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    assert bench_model.main([]) == 1
    assert "OPENAI_API_KEY or OPENAI_BASE_URL" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
