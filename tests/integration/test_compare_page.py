"""Two interviews side by side: called as in the history, and no change told that nobody is sure of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from interview.core.grading import PointJudgement, Verdict
from interview.core.identity import PRACTICE
from interview.core.options import InterviewOptions
from interview.core.report import Report
from interview.i18n.translate import ENGLISH
from interview.services import Services
from interview.services import services as services_of_process
from interview.web import history_lines
from tests.app_test import AppTest
from tests.fakes import ScriptedInterviewer, judgement
from tests.integration.test_candidate import ME, create
from tests.integration.test_practice_again import finish
from tests.servers import ROOT

pytestmark = pytest.mark.sqlite_first


@pytest.fixture
def compared(
    services: Services, monkeypatch: pytest.MonkeyPatch, database_url: str, tmp_path: Path
) -> Iterator[Callable[[Report, Report], AppTest]]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("REDIS_URL", services.settings.redis_url)
    services_of_process.cache_clear()

    def show(first: Report, second: Report) -> AppTest:
        opened = AppTest.from_file(str(ROOT / "pages" / "compare.py"), default_timeout=20)
        opened.query_params["first"], opened.query_params["second"] = first.session.id, second.session.id
        assert not opened.run().exception
        return opened

    yield show
    services_of_process().store.engine.dispose()
    services_of_process.cache_clear()


def test_two_interviews_are_called_as_in_the_history(
    services: Services, interviewer: ScriptedInterviewer, compared: Callable[[Report, Report], AppTest]
) -> None:
    nurse = services.targets.add(ME, title="Registered nurse")
    advertised = "Data engineer\nRequirements\n- SQL"
    made = [
        finish(services, create(services, follow_ups=0, force=True, options=options), Verdict.COVERED, interviewer)
        for options in (InterviewOptions(target_id=nurse.id), InterviewOptions(job_text=advertised), InterviewOptions())
    ]
    services.history.label(ME, made[2].session.id, title="Before the holidays", tags=())
    lines = {line.id: history_lines.name_of(line, ENGLISH, {}) for line in services.candidate.sessions(ME)[0]}
    names = [lines[each.session.id] for each in made]
    assert names == ["Registered nurse", "Data engineer", "Before the holidays"]
    for one, other in ((0, 1), (1, 2)):
        shown = [text.value for text in compared(made[one], made[other]).markdown]
        assert [text.split("**")[1] for text in shown[:2]] == [names[one], names[other]]


def test_where_the_ranges_of_two_scores_overlap_no_change_is_told(
    services: Services, interviewer: ScriptedInterviewer, compared: Callable[[Report, Report], AppTest]
) -> None:
    interviewer.identity = PRACTICE

    def hold(open_points: int) -> Report:
        session = create(services, mains=2, follow_ups=0, force=True)
        for index in range(2):
            services.candidate.submit_answer(ME, session.id, index, "some words")

        def judged(turns):  # type: ignore[no-untyped-def]
            given = [judgement(each, Verdict.COVERED) for each in turns]
            points = [
                PointJudgement(each.point, Verdict.UNSURE, odds=(0.6, 0.1, 0.3)) if at < open_points else each
                for at, each in enumerate(given[0].points)
            ]
            return (replace(given[0], points=tuple(points)), *given[1:])

        interviewer.on_grade = judged
        services.evaluator.run(ME, session.id, "w")
        return services.evaluator.report(ME, session.id)

    sure = hold(0)
    interviewer.on_ask = lambda asked: tuple(replace(each, text=f"{each.text} And why?") for each in asked)
    other = hold(1)
    assert other.totals.overall is not None
    assert sure.totals.overall != other.totals.overall
    shown = compared(sure, other)
    tables = " ".join(found.proto.body for found in shown.get("html"))
    assert "<td>no clear change</td>" in tables
    assert "−" not in tables
    same = compared(sure, sure)
    for said in ("within what we are not sure of", "Their questions differ, so a small change says little."):
        assert any(said in caption.value for caption in shown.caption)
        assert not any(said in caption.value for caption in same.caption)
