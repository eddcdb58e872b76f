"""Without a Redis that can run, and without the files of the built-in grader, the app starts, says what is missing, and
gives no score that was not earned."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from interview.command_line import doctor, run
from interview.command_line.doctor import BAD, GOOD, NOTE
from interview.command_line.pdf_libraries import HOW, LACKING
from interview.core.evaluation import EvaluateStatus
from interview.core.grading import Outcome
from interview.errors import Code
from interview.jobs import worker_name
from interview.practice.interviewer import PracticeInterviewer
from interview.scorer import judge as judges
from interview.scorer.grader import Grader
from interview.scorer.weights_version import CARD, WEIGHTS
from interview.services import Services, build
from interview.settings import Settings
from interview.storage.redis_connection import NONE
from tests.integration.test_candidate import ME, create
from tests.servers import App, RedisServer, wait_until
from tests.unit.small_bank import small_bank

pytestmark = pytest.mark.sqlite_first

ANSWER = "It keeps only its current state in memory, so a large file needs little of it."


@pytest.fixture
def broken_redis(tmp_path: Path) -> Path:
    """A folder to be looked in first, with a Redis server that ends as soon as it is started."""
    folder = tmp_path / "bin"
    folder.mkdir()
    server = folder / "valkey-server"
    server.write_text("#!/bin/sh\nexit 1\n")
    server.chmod(0o755)
    return folder


@pytest.fixture
def no_pdf(tmp_path: Path) -> Path:
    """A folder of modules to be looked in first, with which no library for PDF files is found, nor can be loaded."""
    folder = tmp_path / "modules"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text("import ctypes.util\nctypes.util.find_library = lambda _name: None\n")
    (folder / "weasyprint.py").write_text("raise OSError('cannot load library')\n")
    return folder


def test_the_app_runs_and_grades_where_its_own_redis_cannot_run_and_nothing_makes_pdf_files(
    tmp_path: Path, broken_redis: Path, no_pdf: Path
):
    app = App(tmp_path, PATH=f"{broken_redis}{os.pathsep}{os.environ['PATH']}", PYTHONPATH=str(no_pdf))
    try:
        wait_until(lambda: set(app.children()) == {"web", "worker"}, 60, "its own Redis is given up")
        health = app.get("/api/health")[1]
        assert (health["status"], health["redis"]) == ("ok", "none")
        wanted = {"resumeText": "Ada Example\nSkills: Python\nBuilt a billing service.", "questionCount": 1}
        status, made = app.call("POST", "/api/interview/sessions", {**wanted, "followUpCount": 0})
        assert status == 201, made
        session = f"/api/interview/sessions/{made['sessionId']}"
        assert app.call("POST", f"{session}/answers", {"questionIndex": 0, "answer": ANSWER})[0] == 200
        wait_until(lambda: app.get(f"{session}/report")[1].get("evaluateStatus") == "COMPLETED", 60, "it is graded")
        assert app.get(session)[0] == 200
        status, receipt = app.call("DELETE", session)
        assert (status, receipt["isComplete"], receipt["waitsFor"]) == (200, True, [])
    finally:
        app.stop()
    said = (tmp_path / "run.log").read_text()
    assert said.count("The Redis server that the app brings cannot run here (it did not answer)") == 1
    # By a worker that was there before its Redis was given up, and by the one that then begins.
    assert 1 <= said.count("redis is away; what waits is graded without it") <= 2
    assert said.count(f"{LACKING}. {HOW}.\n") == 1


def test_a_computer_for_which_there_is_no_redis_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def none() -> str:
        raise FileNotFoundError("no Redis server is installed for this computer")

    monkeypatch.setattr(run, "find_redis_server", none)
    children: list[run.Child] = []
    url = run.own_redis(tmp_path, children)
    assert (url, children) == (NONE, [])
    assert "cannot run here (no Redis server is installed for this computer)" in capsys.readouterr().out
    monkeypatch.setattr(doctor, "find_redis_server", none)
    (said,) = doctor._redis(Settings(_env_file=None, data_dir=tmp_path))
    assert said.sign == NOTE
    assert "more slowly" in said.what


def test_the_doctor_says_where_all_who_sign_in_have_the_address_of_what_stands_in_front():
    at_provider: dict[str, Any] = {
        "oidc_issuer": "https://sign-in.example.org",
        "oidc_client_id": "interview",
        "public_url": "https://interview.example.org",
        "cookie_secret": "a-secret-of-more-than-thirty-two-signs",
    }
    (said,) = doctor._front(Settings(_env_file=None, **at_provider))
    assert (said.sign, "TRUSTED_PROXIES" in said.then) == (NOTE, True)
    assert list(doctor._front(Settings(_env_file=None, **at_provider, trusted_proxies="10.0.0.5"))) == []
    assert list(doctor._front(Settings(_env_file=None))) == []


def test_the_doctor_tries_the_redis_that_the_app_brings(
    tmp_path: Path, broken_redis: Path, monkeypatch: pytest.MonkeyPatch
):
    settings = Settings(_env_file=None, data_dir=tmp_path)
    assert [said.sign for said in doctor._redis(settings)] == [GOOD]
    monkeypatch.setenv("PATH", str(broken_redis), prepend=os.pathsep)
    assert [said.sign for said in doctor._redis(settings)] == [NOTE]


def test_what_waits_is_graded_while_redis_is_away_and_left_to_the_queue_while_it_is_there(
    make_services: Callable[..., Services], database_url: str, durable_redis: RedisServer
):
    services = make_services(database_url, redis_url=durable_redis.url)

    def finished() -> str:
        session = create(services, mains=1, follow_ups=0, force=True)
        services.candidate.submit_answer(ME, session.id, 0, ANSWER)
        return str(session.id)

    queued = finished()
    assert services.evaluator.run_unqueued(worker_name) == 0
    durable_redis.stop()
    waiting = [finished(), finished()]
    assert services.evaluator.run_unqueued(worker_name) == 2
    assert all(services.evaluator.report(ME, each).is_ready for each in waiting)
    assert not services.evaluator.report(ME, queued).is_ready
    durable_redis.start()
    assert services.evaluator.run_unqueued(worker_name) == 0


def laid_out(folder: Path) -> Path:
    """The grader's files, whole; the large one is a link."""
    folder.mkdir(exist_ok=True)
    for path in WEIGHTS.iterdir():
        place = folder / path.name
        place.unlink(missing_ok=True)
        if path.name == judges.WEIGHTS:
            place.symlink_to(path)
        else:
            shutil.copy(path, place)
    return folder


def cut(path: Path) -> None:
    path.unlink()
    path.write_bytes(b"cut")


DAMAGE: dict[str, Callable[[Path], None]] = {
    "no weights": lambda folder: (folder / judges.WEIGHTS).unlink(),
    "cut weights": lambda folder: cut(folder / judges.WEIGHTS),
    "no card": lambda folder: (folder / CARD).unlink(),
    "another tokenizer": lambda folder: cut(folder / judges.TOKENIZER),
}


@pytest.mark.slow
@pytest.mark.parametrize(
    "damage", [pytest.param(each, marks=[] if each == "cut weights" else pytest.mark.long) for each in DAMAGE]
)
def test_without_the_graders_files_answers_are_kept_and_get_no_score_until_these_are_there_again(
    tmp_path: Path, sqlite_url: str, redis_server: RedisServer, damage: str
):
    folder = laid_out(tmp_path / "judge")
    DAMAGE[damage](folder)
    settings = Settings(
        _env_file=None,
        data_dir=tmp_path,
        database_url=sqlite_url,
        redis_url=redis_server.url,
        rate_limit_create="1000/minute",
        evaluation_attempts=1,
    )
    services = build(settings, PracticeInterviewer(small_bank(), lambda: Grader(folder=folder)))
    session = create(services, mains=1, follow_ups=1, force=True)
    services.candidate.submit_answer(ME, session.id, 0, ANSWER)
    while (seen := services.candidate.view(ME, session.id)).current is not None:
        services.candidate.submit_answer(ME, session.id, seen.current_index, ANSWER)
    assert services.evaluator.run(ME, session.id, "w")
    report = services.evaluator.report(ME, session.id)
    assert report.session.turns[0].answer.text == ANSWER
    assert report.totals.overall is None
    assert not [grade for grade in report.grades.values() if grade.outcome is Outcome.GRADED]
    assert report.evaluation is not None
    assert report.evaluation.error_code == Code.INTERVIEW_EVALUATION_FAILED
    laid_out(folder)
    services.evaluator.grade_again(ME, session.id)
    assert services.evaluator.run(ME, session.id, "w")
    again = services.evaluator.report(ME, session.id)
    assert again.evaluation is not None
    assert again.evaluation.status is EvaluateStatus.COMPLETED
    assert [grade.outcome for grade in again.grades.values()] == [Outcome.GRADED] * len(again.session.turns)
    services.store.engine.dispose()


def test_the_doctor_says_that_the_graders_files_are_damaged_and_a_model_grades_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    alone = Settings(_env_file=None, data_dir=tmp_path)
    with_model = Settings(_env_file=None, data_dir=tmp_path, openai_model="a-model", openai_api_key="k")
    assert [said.sign for said in doctor._grader(alone)] == [GOOD]

    def broken(*_: object) -> object:
        raise judges._unusable()

    monkeypatch.setattr(judges, "judge", broken)
    assert [said.sign for settings in (alone, with_model) for said in doctor._grader(settings)] == [BAD, NOTE]


@pytest.mark.parametrize("is_more_bad", [False, True])
def test_a_redis_that_is_set_and_away_fails_the_doctor_which_says_that_the_app_works_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *, is_more_bad: bool
):
    settings = Settings(_env_file=None, data_dir=tmp_path, redis_url=f"unix://{tmp_path}/away.sock")
    more = [doctor.Said(BAD, "Port 8501 is in use by something else")] if is_more_bad else []
    monkeypatch.setattr(doctor, "_LOOKS", (doctor._redis, lambda _settings: iter(more)))
    assert doctor.doctor(settings) == 1
    *_, last = capsys.readouterr().out.splitlines()
    works = "The app can run here, but not everything is as the settings say."
    assert last == ("Something keeps the app from working." if is_more_bad else works)
