"""Progress where a role was chosen in place of a resume: what is chosen on top decides what stands below."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC
from pathlib import Path

import pytest

from interview.core.grading import Verdict
from interview.services import Services
from interview.services import services as services_of_process
from tests.app_test import AppTest
from tests.fakes import ScriptedInterviewer, judgement
from tests.integration.test_candidate import ME
from tests.integration.test_progress_home import POSTING, as_role, hold
from tests.servers import ROOT

pytestmark = pytest.mark.sqlite_first


@pytest.fixture
def page(
    services: Services, monkeypatch: pytest.MonkeyPatch, database_url: str, tmp_path: Path
) -> Iterator[Callable[[], AppTest]]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("REDIS_URL", services.settings.redis_url)
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    services_of_process.cache_clear()

    def show() -> AppTest:
        opened = AppTest.from_file(str(ROOT / "pages" / "progress.py"), default_timeout=30).run()
        assert not opened.exception
        return opened

    yield show
    services_of_process().store.engine.dispose()
    services_of_process.cache_clear()


def test_a_job_named_by_its_title_alone_has_its_own_interviews_below(
    services: Services, interviewer: ScriptedInterviewer, page: Callable[[], AppTest]
) -> None:
    nurse, baker, smith = (services.targets.add(ME, title=title) for title in ("Nurse", "Baker", "Smith"))
    scores = {
        kept.title: hold(services, interviewer, kept, ["A", "B"], verdict).totals.overall
        for kept, verdict in ((nurse, Verdict.MISSED), (baker, Verdict.COVERED))
    }
    shown = page()

    def told() -> str:
        return "".join(part.proto.body for part in shown.get("html"))

    def choose(id: str) -> None:
        [jobs] = [box for box in shown.selectbox if box.label == "The job you prepare for"]
        jobs.set_value(id).run()
        assert not shown.exception

    assert len(set(scores.values())) == 2
    for kept in (nurse, baker, nurse):
        choose(kept.id)
        assert any(said.value == f"Showing\\: {kept.title}" for said in shown.caption)
        assert f"{scores[kept.title]} of 100" in told()
    choose(smith.id)
    assert any("No interview for “Smith” has a score yet" in said.value for said in shown.caption)
    assert not any("Showing" in said.value for said in shown.caption)


def test_choosing_a_job_on_top_shows_the_interviews_for_it_below(
    services: Services, interviewer: ScriptedInterviewer, page: Callable[[], AppTest]
) -> None:
    kept = services.targets.add(ME, text=POSTING)
    hold(services, interviewer, kept, ["Python", "Kafka"], Verdict.MISSED)
    interviewer.on_grade = lambda turns: tuple(judgement(turn, Verdict.COVERED) for turn in turns)
    role = as_role(services, "registered-nurse").role
    shown = page()
    [jobs] = [box for box in shown.selectbox if box.label == "The job you prepare for"]
    assert set(jobs.options) == {role, "Backend engineer"}
    assert jobs.value != kept.id
    jobs.set_value(kept.id).run()
    assert not shown.exception
    assert any("Backend engineer" in said.value for said in shown.caption)
    [jobs] = [box for box in shown.selectbox if box.label == "The job you prepare for"]
    other = next(id for id in services.progress.home(ME, UTC, "").targets if id.id != kept.id)
    jobs.set_value(other.id).run()
    assert any(role in said.value for said in shown.caption)
