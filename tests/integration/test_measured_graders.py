"""How far a grader agrees with people is said beside its own grades, and beside nobody else's."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from interview.core.grading import Provenance
from interview.core.identity import PRACTICE, model_interviewer
from interview.core.measured import GradedAs, Measurement, graded_as
from interview.core.rubric import RUBRIC
from interview.documents.agreement import agreed, agreement
from interview.documents.markdown import write
from interview.documents.report_view import report_view
from interview.i18n.translate import ENGLISH, words
from interview.scorer.published import RECORD, as_text, published, read
from interview.scorer.weights_version import weights_version
from interview.services import services as services_of_process
from interview.storage.measurements import insert_measurement, list_measurements
from tests import report_builders
from tests.app_test import AppTest
from tests.integration.test_candidate import ME, create
from tests.servers import ROOT

pytestmark = pytest.mark.sqlite_first

WHEN = datetime(2026, 11, 26, 12, tzinfo=UTC)
SCRIPTED = GradedAs("scripted", "", "scripted", RUBRIC.version)
CHINESE = words("zh")


def found(by: GradedAs = SCRIPTED, **changes: object) -> Measurement:
    made = Measurement(by, "answers-1", True, 160, 0.714, 0.6, 0.8, 9.4, WHEN, {"praised": 1})
    return replace(made, **changes)  # type: ignore[arg-type]


def keep(services, *measurements: Measurement) -> None:
    with services.store.transaction() as db:
        for each in measurements:
            insert_measurement(db, each)


@pytest.fixture
def finished(services) -> str:
    session = create(services, mains=1, follow_ups=0)
    services.candidate.submit_answer(ME, session.id, 0, "first answer")
    services.evaluator.run(ME, session.id, "w")
    return str(session.id)


def told(services, session_id: str) -> tuple[str, ...]:
    return agreement(services.evaluator.report(ME, session_id), ENGLISH, UTC)


def test_what_is_kept_comes_back_as_it_was(services):
    older, newer = found(sample="answers-1"), found(sample="answers-2", agreement=None, low=None, high=None)
    keep(services, older, newer)
    with services.store.reading() as db:
        assert list_measurements(db) == [newer, older]


def test_a_report_says_how_far_its_grader_agrees_as_soon_as_that_is_measured(services, finished):
    assert told(services, finished) == ("How well it agrees with people was not measured here.",)
    keep(services, found())
    assert told(services, finished) == (
        "On 160 other answers this interviewer was compared with people: on average its scores lay 9 points of 100 "
        "from theirs. Agreement with people: 0.71, where 1 is always and 0 is chance (26 Nov 2026).",
    )
    keep(services, found(agreement=0.5, measured_at=WHEN.replace(day=27)))
    assert "0.50" in told(services, finished)[0]


@pytest.mark.parametrize(
    "other",
    [
        replace(SCRIPTED, model="scripted-2"),
        replace(SCRIPTED, fingerprint="fp_1"),
        replace(SCRIPTED, prompt_version="0123456789ab"),
        replace(SCRIPTED, rubric_version="2026.6"),
    ],
    ids=["model", "state", "prompts", "rubric"],
)
def test_a_measurement_of_another_grader_is_not_shown(services, finished, other: GradedAs):
    keep(services, found(other))
    assert told(services, finished) == ("How well it agrees with people was not measured here.",)


def test_a_figure_from_too_few_answers_is_not_shown(services, finished):
    keep(services, found(answers=59))
    assert told(services, finished) == (
        "How well it agrees with others was not measured enough here: on 59 answers, and 60 are needed.",
    )
    keep(services, found(answers=60, agreement=0.4, measured_at=WHEN.replace(day=25)))
    assert "0.40" in told(services, finished)[0]


def test_labels_are_not_called_people_and_people_come_before_labels(services, finished):
    keep(services, found(by_people=False))
    (said,) = told(services, finished)
    assert said == (
        "On 160 other answers this interviewer was compared with verdicts set beforehand, which need not be people's: "
        "on average its scores lay 9 points of 100 from theirs. Agreement with them: 0.71, where 1 is always and 0 is "
        "chance (26 Nov 2026)."
    )
    keep(services, found(agreement=0.6, measured_at=WHEN.replace(day=1)))
    assert "from theirs. Agreement with people: 0.60" in told(services, finished)[0]


def test_page_and_markdown_say_it_in_the_language_of_the_report(services, finished):
    keep(services, found())
    report = services.evaluator.report(ME, finished)
    assert "On 160 other answers this interviewer was compared with people" in write(report_view(report, ENGLISH), None)
    (chinese,) = agreement(report, CHINESE, UTC)
    assert "0.71" in chinese
    assert "160 个回答" in chinese


def test_a_name_that_looks_like_markup_stays_a_name():
    one, two = report_builders.turn(0), report_builders.turn(1)
    names = ("<b>one</b>", "two")
    grades = [
        report_builders.graded(turn, by=model_interviewer(name)) for turn, name in zip((one, two), names, strict=True)
    ]
    view = report_view(report_builders.report(report_builders.session([one, two]), grades), ENGLISH)
    assert [line.partition(": ")[0] for line in view.agreement] == ["Model <b>one</b>", "Model two"]
    assert r"\<b\>one" in write(view, None) or "&lt;b&gt;one" in write(view, None)
    assert "<b>one" not in write(view, None)


def test_the_built_in_grader_shows_its_published_figure_for_its_own_weights_only():
    (own,) = published()
    assert own.graded_as == GradedAs("", "", weights_version(), RUBRIC.version)
    assert "compared with people" not in agreed(own, ENGLISH, UTC)
    one = report_builders.turn(0)
    for signed, is_said in ((weights_version(), True), ("judge-000000000000", False)):
        grade = replace(
            report_builders.graded(one), provenance=Provenance(PRACTICE, RUBRIC.version, prompt_version=signed)
        )
        made = report_builders.report(report_builders.session([one]), [grade])
        made = replace(made, measurements={own.graded_as: own})
        assert bool(agreement(made, ENGLISH, UTC)) is is_said


def test_a_report_of_the_built_in_grader_is_given_its_published_figure(services, interviewer):
    interviewer.identity = PRACTICE
    session = create(services, mains=1, follow_ups=0)
    services.candidate.submit_answer(ME, session.id, 0, "first answer")
    services.evaluator.run(ME, session.id, "w")
    report = services.evaluator.report(ME, session.id)
    assert list(report.measurements.values()) == list(published())


def test_a_published_record_is_read_as_it_was_written(tmp_path):
    by = GradedAs("", "", weights_version(), RUBRIC.version)
    (tmp_path / "record.json").write_text(as_text(found(by, figures={})), encoding="utf-8")
    assert read(tmp_path / "record.json") == found(by, figures={})
    assert RECORD.exists()


def test_without_a_name_from_the_server_the_configured_one_stands():
    plain = Provenance(model_interviewer("atlas"), RUBRIC.version, prompt_version="p")
    assert graded_as(plain) == GradedAs("atlas", "", "p", RUBRIC.version)


def operator_page(services, monkeypatch: pytest.MonkeyPatch, folder: Path, **settings: str) -> str:
    """What the page shows of graders."""
    told = {"DATABASE_URL": services.settings.database_url, "REDIS_URL": services.settings.redis_url}
    told |= {"OPENAI_BASE_URL": "http://127.0.0.1:9/v1", "OPENAI_MODEL": "scripted"}
    monkeypatch.chdir(folder)
    for name, value in (told | settings).items():
        monkeypatch.setenv(name, value)
    services_of_process.cache_clear()
    page = AppTest.from_file(str(ROOT / "pages" / "operator.py"), default_timeout=20).run()
    services_of_process().store.engine.dispose()
    services_of_process.cache_clear()
    assert not page.exception
    return " ".join(part.proto.body for part in page.get("html"))


def test_the_page_for_operators_says_it_of_the_interviewer_in_use(services, finished, monkeypatch, tmp_path):
    keep(services, found(replace(SCRIPTED, fingerprint="fp_1")), found())
    shown = operator_page(services, monkeypatch, tmp_path)
    assert shown.count("from theirs. Agreement with people: 0.71") == 3
    assert "fp_1" in shown
    assert "very likely between 0.60 and 0.80" in shown
    assert "9 points off on average" in shown


def test_with_a_model_for_grading_the_page_for_operators_says_it_of_that_one(services, monkeypatch, tmp_path):
    session = create(services, mains=1, follow_ups=0)
    services.candidate.submit_answer(ME, session.id, 0, "first answer")
    services.interviewer.identity = model_interviewer("judge")
    services.evaluator.run(ME, session.id, "w")
    services.interviewer.identity = model_interviewer("scripted")
    keep(services, found(replace(SCRIPTED, model="judge")))
    page = operator_page(services, monkeypatch, tmp_path, OPENAI_GRADE_MODEL="judge")
    assert "from theirs. Agreement with people: 0.71" in page
    assert "has graded nothing yet" not in page
