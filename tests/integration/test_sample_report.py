"""The sample report is the product's: its grades are those that the built-in scorer gives, and nothing counts it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from interview.core.report import Report
from interview.core.rubric import RUBRIC
from interview.practice.interviewer import PracticeInterviewer
from interview.practice.sample import GRADES, graded_now, sample_report
from interview.services import Services
from tests.app_test import AppTest
from tests.servers import ROOT

pytestmark = pytest.mark.sqlite_first


def as_exact_as_processors_are(kept: Any) -> Any:
    """Numbers may differ by as much as integers computed with other instructions do."""
    if isinstance(kept, dict):
        return {name: as_exact_as_processors_are(value) for name, value in kept.items()}
    if isinstance(kept, list):
        return [as_exact_as_processors_are(value) for value in kept]
    return pytest.approx(kept, rel=0.05, abs=0.03) if isinstance(kept, float) else kept


@pytest.mark.slow
def test_grading_the_answers_again_gives_the_grades_that_are_kept():
    """After a change of scorer, rubric, bank or answers: scripts/write_sample.py, and docs/report.png anew."""
    now, kept = json.loads(graded_now(PracticeInterviewer())), json.loads(GRADES.read_text(encoding="utf-8"))
    assert now == as_exact_as_processors_are(kept)


def test_its_score_is_worked_out_by_the_rubric_of_today():
    report: Report = sample_report()
    assert report.is_ready
    assert report.rubric_versions == (RUBRIC.version,)
    assert report.totals.graded == report.totals.total == len(report.session.turns)
    assert report.totals.overall is not None
    assert report.summary is not None
    assert report.summary.strengths
    assert report.summary.improvements


@pytest.fixture
def page(process_services: Callable[[], Services]) -> AppTest:
    opened = AppTest.from_file(str(ROOT / "pages" / "sample.py"), default_timeout=20).run()
    assert not opened.exception
    return opened


def test_nothing_in_it_can_be_changed_answered_again_or_taken_away(page: AppTest):
    assert [button.label for button in page.button] == ["Try it yourself"]
    html = " ".join(part.proto.body for part in page.get("html"))
    assert "Sample report" in html
    assert "Nobody gave this interview" in html
    assert "Download PDF" not in html
    # The order of the questions is all that can be chosen.
    assert [box.label for box in page.toggle] == ["Lowest score first"]
    assert not page.get("button_group")


@pytest.mark.parametrize("has_model", [True, False])
def test_it_is_said_to_be_graded_as_ones_own_answers_only_where_that_is_so(
    process_services: Callable[[], Services], monkeypatch: pytest.MonkeyPatch, has_model: bool
):
    if not has_model:
        monkeypatch.setenv("OPENAI_BASE_URL", "")
    opened = AppTest.from_file(str(ROOT / "pages" / "sample.py"), default_timeout=20).run()
    html = " ".join(part.proto.body for part in opened.get("html"))
    assert process_services().interviewer.identity.is_model is has_model
    assert ("as it grades yours" in html) is not has_model
    assert ("Yours are graded by a model" in html) is has_model


def test_looking_at_it_leaves_nothing_to_count(page: AppTest, process_services: Callable[[], Services]):
    services = process_services()
    assert services.candidate.sessions("local") == ([], 0)
    assert services.practice_again.due("local").points == 0
