"""What the bench says of a grader of known error, over real HTTP: the figures are exactly those of the error."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from bench import gold
from bench.gold import Case, Truth
from bench.model import run
from bench.model.__main__ import Outcome, measure, sample_version
from bench.model.figures import Figures
from bench.model.journal import AnotherRun
from interview.core.grading import Verdict
from interview.core.measured import GradedAs, graded_as
from interview.core.rubric import RUBRIC
from interview.errors import Code, InterviewError
from interview.model.prompts import PROMPT_VERSION
from interview.services import build
from interview.settings import Settings
from interview.storage.measurements import list_measurements
from interview.storage.store import Store
from tests.integration.test_candidate import ME, create
from tests.openai_replies import understand
from tests.openai_server import OpenAIServer
from tests.scripted_judge import ScriptedJudge, answers_in

pytestmark = pytest.mark.sqlite_first

QUESTIONS, POINTS = 8, 4
# By the formula with the best clarity: all points 100; two of four 61.7; none, or all turned round, 3.
SCORES = {"expert": 100, "half": 62, "waffle": 3, "inverted": 3}
TRUTHS = {
    "expert": ("covered",) * 4,
    "half": ("covered", "covered", "missed", "missed"),
    "waffle": ("missed",) * 4,
    "inverted": ("contradicted",) * 4,
}
ANSWERS = QUESTIONS * len(SCORES)
USUAL = {
    (Truth.COVERED, Verdict.COVERED): 48,
    (Truth.MISSED, Verdict.MISSED): 48,
    (Truth.CONTRADICTED, Verdict.CONTRADICTED): 32,
}


def question(number: int) -> dict[str, Any]:
    return {
        "question_id": f"question-{number}",
        "topic": "python",
        "kind": "skill",
        "question": f"What is known of thing number {number}?",
        "key_points": [f"Point {point} of thing {number}" for point in range(POINTS)],
        "answers": [
            {
                "type": kind,
                "text": f"This is what the {kind} says of thing {number}.",
                "verdicts": [
                    {"verdict": verdict, "quote": "" if verdict == "missed" else "This is what"}
                    for verdict in TRUTHS[kind]
                ],
                "score": score,
                "band": [max(0, score - 10), min(100, score + 10)],
            }
            for kind, score in SCORES.items()
        ],
    }


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "answers.yaml"
    path.write_text(yaml.safe_dump([question(number) for number in range(QUESTIONS)]), encoding="utf-8")
    return path


@pytest.fixture
def cases(file: Path) -> list[Case]:
    return gold.cases(file)


@pytest.fixture
def settings(server: OpenAIServer, tmp_path: Path) -> Settings:
    return Settings(
        _env_file=None,  # type: ignore[call-arg]
        data_dir=tmp_path,
        redis_url="redis://127.0.0.1:1/0",
        openai_base_url=server.base_url,
        openai_model="judge-7b",
    )


def measured(file: Path, settings: Settings, tmp_path: Path, **more: Any) -> Outcome:
    return measure(file, settings, tmp_path / "out.json", wait=lambda _seconds: None, **more)


def figures(outcome: Outcome) -> Figures:
    (found,) = outcome.figures
    return found


def test_of_a_right_and_stable_judge_every_figure_is_the_best(server, cases, file, settings, tmp_path):
    server.judge = ScriptedJudge(cases)
    outcome = measured(file, settings, tmp_path)
    found = figures(outcome)
    assert (found.answers, found.ungraded) == (ANSWERS, {})
    assert (found.agreement, found.low, found.high) == (1, 1, 1)
    # 61.7 instead of 62 in a quarter of the answers.
    assert found.mean_error == pytest.approx(0.3 / 4)
    assert found.confusion == USUAL
    assert (found.praised, found.inverted) == (0, QUESTIONS)
    # Of each question 4 + 2 + 4 verdicts need a quote, in both looks.
    assert (found.quotes_needed, found.quotes_found) == (160, 160)
    assert found.again is not None
    assert (found.again.answers, found.again.verdicts, found.again.changed) == (ANSWERS, ANSWERS * POINTS, 0)
    assert found.again.agreement == 1
    assert all(holds for _, _, holds in found.gate)


@pytest.mark.long
def test_wrong_verdicts_are_counted_where_they_belong(server, cases, file, settings, tmp_path):
    mistakes = {
        (Truth.COVERED, Verdict.MISSED): 6,
        (Truth.COVERED, Verdict.CONTRADICTED): 3,
        (Truth.MISSED, Verdict.TOUCHED): 5,
        (Truth.CONTRADICTED, Verdict.COVERED): 4,
    }
    server.judge = ScriptedJudge(cases, mistakes=mistakes)
    found = figures(measured(file, settings, tmp_path, looks=1))
    assert (
        found.confusion
        == {
            (Truth.COVERED, Verdict.COVERED): 39,
            (Truth.MISSED, Verdict.MISSED): 43,
            (Truth.CONTRADICTED, Verdict.CONTRADICTED): 28,
        }
        | mistakes
    )
    named = {bound.letter: (value, holds) for bound, value, holds in found.gate}
    # 110 verdicts agree wholly, touched on a missed one by half.
    assert named["A"][0] == pytest.approx((110 + 5 / 2) / 128)
    assert named["A"][1]
    assert named["P"] == (4 / 32, False)
    assert named["W"] == (3 / 96, False)
    assert named["M"] == (6 / 48, False)
    assert named["U"] == (0, True)
    assert found.again is None


@pytest.mark.long
def test_praised_inversions_are_named_and_cost_agreement(server, cases, file, settings, tmp_path):
    server.judge = ScriptedJudge(cases, praises=["inverted"])
    found = figures(measured(file, settings, tmp_path, looks=1))
    assert (found.praised, found.inverted) == (QUESTIONS, QUESTIONS)
    assert found.confusion[Truth.CONTRADICTED, Verdict.COVERED] == 4 * QUESTIONS
    # Each question has bands 4 3 0 4 against 4 3 0 0: worked out in tests/unit/test_weighted_kappa.py.
    assert (found.agreement, found.low, found.high) == pytest.approx((1 - 4 / 6.875,) * 3)
    assert found.mean_error == pytest.approx((0.3 + 97) / 4)
    broken = {bound.letter for bound, _, holds in found.gate if not holds}
    assert {"K", "E", "P"} <= broken


@pytest.mark.long
def test_made_up_quotes_are_counted_and_leave_their_answers_ungraded(server, cases, file, settings, tmp_path):
    server.judge = judge = ScriptedJudge(cases, fabricates=5)
    found = figures(measured(file, settings, tmp_path, looks=1))
    assert (found.answers, found.ungraded) == (ANSWERS - 5, {"ungraded.left_out": 5})
    # The five answers are asked for once more; each has one made-up quote each time.
    theirs = [case for case in cases if case.text in judge.fabricated]
    again = sum(truth is not Truth.MISSED for case in theirs for truth in case.truths)
    assert (found.quotes_needed, found.quotes_found) == (80 + again, 80 + again - 10)
    # What was left ungraded counts as nothing said.
    lost = sum(len(case.truths) for case in theirs)
    assert found.named["unsure"] == pytest.approx(lost / (ANSWERS * POINTS))


@pytest.mark.long
def test_quotes_mended_when_asked_again_are_graded_and_still_counted(server, cases, file, settings, tmp_path):
    server.judge = judge = ScriptedJudge(cases, fabricates=5, mends=True)
    found = figures(measured(file, settings, tmp_path, looks=1))
    theirs = [case for case in cases if case.text in judge.fabricated]
    again = sum(truth is not Truth.MISSED for case in theirs for truth in case.truths)
    assert (found.answers, found.confusion) == (ANSWERS, USUAL)
    assert (found.quotes_needed, found.quotes_found) == (80 + again, 80 + again - 5)


@pytest.mark.long
def test_an_unstable_judge_changes_as_many_verdicts_as_it_changes(server, cases, file, settings, tmp_path):
    server.judge = ScriptedJudge(cases, changes=7)
    found = figures(measured(file, settings, tmp_path))
    # The first look is what is compared with the known verdicts.
    assert found.confusion == USUAL
    assert found.again is not None
    assert (found.again.changed, found.again.verdicts) == (7, ANSWERS * POINTS)


@pytest.mark.long
def test_a_judge_that_praises_at_the_second_look_agrees_with_itself_as_little_as_with_others(
    server, cases, file, settings, tmp_path
):
    server.judge = ScriptedJudge(cases, praises_later=["inverted"])
    found = figures(measured(file, settings, tmp_path))
    # What is compared with the known grades is the first look alone.
    assert (found.agreement, found.praised, found.confusion) == (1, 0, USUAL)
    assert found.again is not None
    assert (found.again.answers, found.again.changed) == (ANSWERS, 4 * QUESTIONS)
    assert found.again.agreement == pytest.approx(1 - 4 / 6.875)


@pytest.mark.long
def test_the_cost_is_the_sum_of_what_the_server_counted(server, cases, file, settings, tmp_path):
    server.judge = ScriptedJudge(cases)
    server.behave("429", times=1)
    cost = measured(file, settings, tmp_path, price=lambda _model, read, written: read / 100 + written / 10).cost
    answered = [asked for asked in server.requests if asked.behaviour == "ok"]
    read = sum(sum(len(str(said["content"])) for said in asked.body["messages"]) // 4 for asked in answered)
    assert (cost.calls, cost.failed, cost.tokens_in) == (len(answered) + 1, 1, read)
    assert cost.tokens_out > ANSWERS
    assert cost.money == pytest.approx(cost.tokens_in / 100 + cost.tokens_out / 10)


@pytest.mark.long
def test_a_run_that_was_stopped_goes_on_and_asks_nothing_twice(server, cases, file, settings, tmp_path):
    server.judge = ScriptedJudge(cases)
    asked = 0

    def stop_soon() -> None:
        nonlocal asked
        asked += 1
        if asked > 2:
            raise run.Stopped

    with pytest.raises(run.Stopped):
        measured(file, settings, tmp_path, may_go_on=stop_soon)
    assert 0 < len(labels(server)) < ANSWERS
    told: list[run.Progress] = []
    outcome = measured(file, settings, tmp_path, tell=told.append)
    assert len(labels(server)) == 2 * ANSWERS
    assert figures(outcome).confusion == USUAL
    assert outcome.cost.calls == server.count("grade")
    assert outcome.cost.tokens_in > 0
    assert (told[-1].look, told[-1].done, told[-1].total) == (2, ANSWERS, ANSWERS)
    measured(file, settings, tmp_path)
    assert len(labels(server)) == 2 * ANSWERS


@pytest.mark.long
def test_half_a_line_of_a_killed_run_costs_only_its_answer(server, cases, file, settings, tmp_path):
    server.judge = ScriptedJudge(cases)
    measured(file, settings, tmp_path, looks=1)
    kept = tmp_path / "out.jsonl"
    lines = kept.read_text().splitlines(keepends=True)
    last = max(number for number, line in enumerate(lines) if "verdicts" in line)
    kept.write_text("".join(lines[:last]) + lines[last][:20])
    server.reset()
    server.judge = ScriptedJudge(cases)
    outcome = measured(file, settings, tmp_path, looks=1)
    assert len(labels(server)) == 1
    assert figures(outcome).answers == ANSWERS


@pytest.mark.long
def test_what_was_begun_with_another_model_is_not_mixed_in(server, cases, file, settings, tmp_path):
    server.judge = ScriptedJudge(cases)
    measured(file, settings, tmp_path, looks=1)
    with pytest.raises(AnotherRun):
        measured(file, settings.model_copy(update={"openai_model": "judge-70b"}), tmp_path, looks=1)


@pytest.mark.long
def test_a_busy_server_is_waited_for_and_a_refused_key_is_not(server, cases, file, settings, tmp_path):
    server.judge = ScriptedJudge(cases)
    waits: list[float] = []
    server.behave("429", times=4, retry_after=30)
    outcome = measure(file, settings, tmp_path / "out.json", looks=1, wait=waits.append)
    assert (figures(outcome).answers, waits) == (ANSWERS, [30])
    server.always("401")
    with pytest.raises(InterviewError) as refused:
        measure(file, settings, tmp_path / "other.json", looks=1, wait=waits.append)
    assert (refused.value.code, waits) == (Code.AI_API_KEY_INVALID, [30])


@pytest.mark.long
def test_nothing_but_the_named_answers_is_sent_in_the_batches_of_the_app(server, cases, file, settings, tmp_path):
    server.judge = ScriptedJudge(cases)
    measured(file, settings, tmp_path, looks=1)
    assert {asked.operation for asked in server.requests} == {"grade"}
    sent = [text for asked in server.requests for text in texts(asked)]
    assert sorted(sent) == sorted(case.text for case in cases)
    assert max(len(asked.labels) for asked in server.requests) <= settings.evaluation_batch_size
    by_text = {case.text: case.question_id for case in cases}
    for asked in server.requests:
        together = [by_text[text] for text in texts(asked)]
        assert len(set(together)) == len(together)


@pytest.mark.long
def test_what_was_measured_is_kept_for_this_model_these_prompts_and_this_rubric(
    server, cases, file, settings, tmp_path
):
    server.judge = ScriptedJudge(cases, praises=["inverted"])
    measured(file, settings, tmp_path, looks=1, by_people=True)
    with Store(settings.database).reading() as db:
        (kept,) = list_measurements(db)
    # Who graded is what the server says of itself, not what it was asked for.
    assert kept.graded_as == GradedAs("judge-7b-2026-11", "fp_scripted", PROMPT_VERSION, RUBRIC.version)
    assert (kept.sample, kept.by_people, kept.answers) == (sample_version(file), True, ANSWERS)
    assert kept.agreement == pytest.approx(1 - 4 / 6.875, abs=1e-4)
    assert kept.figures["praised"] == QUESTIONS
    written = json.loads((tmp_path / "out.json").read_text())
    assert written["figures"][0]["agreement"] == kept.agreement
    assert not any(case.text in (tmp_path / "out.jsonl").read_text() for case in cases)


@pytest.mark.long
def test_what_was_measured_is_found_for_the_grades_that_the_app_gets_from_the_same_server(
    server, cases, file, settings, tmp_path
):
    server.judge = ScriptedJudge(cases)
    (kept,) = measured(file, settings, tmp_path, looks=1).kept
    services = build(settings)
    session = create(services, mains=1, follow_ups=0)
    services.preparer.run(ME, session.id, "w")
    services.candidate.submit_answer(ME, session.id, 0, "It names the purpose in plain words.")
    server.judge = None
    services.evaluator.run(ME, session.id, "w")
    report = services.evaluator.report(ME, session.id)
    (grade,) = report.grades.values()
    assert report.measurements[graded_as(grade.provenance)].agreement == kept.agreement


@pytest.mark.long
def test_with_a_model_for_grading_it_is_the_one_that_is_measured_and_not_mixed_with_another(
    server, cases, file, settings, tmp_path
):
    server.judge = ScriptedJudge(cases)
    apart = settings.model_copy(update={"openai_grade_model": "judge-70b"})
    (kept,) = measured(file, apart, tmp_path, looks=1).kept
    assert kept.graded_as.model == "judge-70b-2026-11"
    with pytest.raises(AnotherRun):
        measured(file, settings, tmp_path, looks=1)


@pytest.mark.long
def test_money_is_named_only_where_every_call_has_a_price(server, cases, file, settings, tmp_path):
    server.judge = ScriptedJudge(cases)
    priced = measured(file, settings, tmp_path, looks=1, price=lambda _model, tokens_in, _out: tokens_in / 1000)
    assert priced.cost.money == pytest.approx(priced.cost.tokens_in / 1000)
    assert measured(file, settings, tmp_path, looks=1).cost.money is None


def labels(server: OpenAIServer) -> list[str]:
    return [label for asked in server.requests for label in asked.labels]


def texts(asked: Any) -> list[str]:
    _, material = understand(asked.body["messages"])
    return [text for _, text in answers_in(material)]
