"""A pack made by following docs/own-packs.md alone: read out of the page, asked, graded, and told where it is from."""

from __future__ import annotations

import csv
import io
import json
import logging
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from interview.core.grading import Outcome, Verdict
from interview.core.options import InterviewOptions
from interview.core.rounds import Round
from interview.core.session import InterviewSession
from interview.documents import exports, mentor_file
from interview.documents.report_view import report_view
from interview.i18n.names import source_told
from interview.i18n.translate import ENGLISH
from interview.messages import Message
from interview.occupations.occupation import occupations
from interview.occupations.of_packs import put_beside
from interview.question_bank.packs.complaint import Complaint
from interview.services import Services, build
from interview.services import services as services_of_process
from interview.settings import Settings
from interview.web.own_data_archive import archive
from interview.web.schemas import reports, sessions
from scripts import check_pack
from tests.app_test import AppTest
from tests.packs import ABOUT, write_pack
from tests.servers import ROOT, RedisServer

pytestmark = pytest.mark.sqlite_first

ME, HERE = "local", "1.2.3.4"
PAGE = (ROOT / "docs" / "own-packs.md").read_text(encoding="utf-8")
_FILE = re.compile(r"<!-- file: (.+?) -->\n```\w+\n(.*?)```", re.DOTALL)
LINE = "From the pack Riverside careers centre by Riverside College, licence CC BY 4.0"
ANSWERS = (
    "I look up and greet the visitor with a nod and a smile while I am on the phone. I ask the caller to hold, and "
    "then I thank the visitor for waiting.",
    "I let the person finish before I say anything, then I say sorry for the trouble that it caused. After that I "
    "offer the next free appointment.",
    "I look at a document with a photo, and I call the person who is being visited. Then I write down when they came.",
)


def files() -> dict[str, str]:
    """The files of the page's example, by name."""
    return dict(_FILE.findall(PAGE))


def rows() -> list[list[str]]:
    """The questions of the page's sheet, each with the cell beside it."""
    return list(csv.reader(io.StringIO(files()["topics/Reception desk.csv"]), delimiter=";"))[1:]


def three(folder: Path) -> Path:
    """The example with its three questions, as its steps make it."""
    wanted = {name: text for name, text in files().items() if not name.startswith("occupations/")}
    return write_pack(folder / "packs" / "riverside", dict(wanted))


@pytest.fixture
def made(tmp_path: Path, sqlite_url: str, redis_server: RedisServer) -> Iterator[Callable[..., Services]]:
    """Builds services with the practice interviewer and a folder of packs."""
    built: list[Services] = []

    def make(packs: Path, **changes: Any) -> Services:
        values = {"data_dir": tmp_path, "database_url": sqlite_url, "redis_url": redis_server.url, **changes}
        built.append(build(Settings(_env_file=None, packs_dir=packs, rate_limit_create="1000/minute", **values)))
        return built[-1]

    yield make
    put_beside(())
    for services in built:
        services.store.engine.dispose()


def begin(services: Services, **wanted: Any) -> InterviewSession:
    options = InterviewOptions(round=Round.TOPIC, topic="Reception desk")
    return services.creation.create(
        ME, HERE, question_count=3, follow_up_count=0, resume_text="Ada Example", options=options, **wanted
    ).session


def answer_for(text: str) -> str:
    """The answer to a question of the example."""
    return next(said for word, said in zip(("phone", "angry", "badge"), ANSWERS, strict=True) if word in text)


def test_the_table_of_the_page_is_the_file_of_the_page() -> None:
    lines = re.findall(r"^\| (.+?) \| (.+?) \|$", PAGE[PAGE.index("| question |") :], re.MULTILINE)
    shown = [(one, other.split("<br>")) for one, other in lines if "?" in one]
    assert [(one, re.split(r"[|\n]", other)) for one, other in rows()] == shown
    assert len(rows()) == 3


def test_the_check_says_of_the_example_what_the_page_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [said] = re.findall(r"<!-- check -->\n```text\n(.*?)```", PAGE, re.DOTALL)
    assert check_pack.main([str(three(tmp_path))]) == 0
    assert capsys.readouterr().out == said


def test_three_questions_added_by_following_the_page_are_asked_and_graded(
    tmp_path: Path, made: Callable[..., Services]
) -> None:
    three(tmp_path)
    services = made(tmp_path / "packs")
    session = begin(services)
    for index, turn in enumerate(session.turns):
        services.candidate.submit_answer(ME, session.id, index, answer_for(turn.question.text))
    services.candidate.complete(ME, session.id)
    services.evaluator.run(ME, session.id, "w")
    report = services.evaluator.report(ME, session.id)
    asked = [turn.question.text for turn in report.session.turns]
    assert sorted(asked) == sorted(question for question, _ in rows())
    assert [grade.outcome for grade in report.grades.values()] == [Outcome.GRADED] * 3
    recognised = [point.verdict for grade in report.grades.values() for point in grade.points]
    assert len(recognised) == 9
    assert recognised.count(Verdict.COVERED) >= 3


@pytest.fixture
def finished(tmp_path: Path, made: Callable[..., Services]) -> tuple[Services, InterviewSession]:
    """An interview with the example, of which one question was answered."""
    three(tmp_path)
    services = made(tmp_path / "packs")
    session = begin(services)
    services.candidate.submit_answer(ME, session.id, 0, ANSWERS[0])
    session = services.candidate.complete(ME, session.id)
    services.evaluator.run(ME, session.id, "w")
    return services, session


def test_every_form_of_a_report_says_where_its_questions_are_from(
    finished: tuple[Services, InterviewSession],
) -> None:
    services, session = finished
    report = services.evaluator.report(ME, session.id)
    told = [question["source"] for question in json.loads(reports.exported(report))["questions"]]
    assert told == [LINE] * 3
    markdown, _ = exports.render("md", report, ())
    assert markdown.decode().count(LINE) == 3
    pdf, _ = exports.render("pdf", report, ())
    pages = " ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))
    assert " ".join(pages.split()).count(LINE) == 3
    assert [question.source for question in sessions.session(session, None)["questions"]] == [LINE] * 3


def test_the_file_for_a_mentor_and_the_own_data_say_it_too(finished: tuple[Services, InterviewSession]) -> None:
    services, session = finished
    report = services.evaluator.report(ME, session.id)
    assert mentor_file.write(report_view(report, ENGLISH.for_mentors)).decode().count(LINE) == 3
    with zipfile.ZipFile(io.BytesIO(b"".join(archive(services, ME, ENGLISH)))) as kept:
        [answers] = [name for name in kept.namelist() if name.endswith("answers.md")]
        assert kept.read(answers).decode().count(LINE) == 3


def test_a_question_of_a_pack_that_somebody_wrote_down_names_the_pack(
    tmp_path: Path, made: Callable[..., Services]
) -> None:
    three(tmp_path)
    asked = rows()[0][0]
    services = made(tmp_path / "packs")
    session = services.own_questions.create(ME, HERE, text=asked, name=str).session
    [turn] = session.turns
    assert turn.question.key_points
    assert source_told(turn.question.source) == LINE
    assert turn.question.reason is not None
    assert "The pack Riverside careers centre has it too" in ENGLISH.message(turn.question.reason)


def test_a_question_is_asked_again_as_it_was_also_when_its_pack_is_gone(
    finished: tuple[Services, InterviewSession], made: Callable[..., Services], tmp_path: Path
) -> None:
    _, session = finished
    (tmp_path / "none").mkdir()
    services = made(tmp_path / "none")
    again = services.practice_again.retake(ME, HERE, session.id, 0).session
    assert again.turns[0].question.source == session.turns[0].question.source
    answered = services.candidate.submit_answer(ME, again.id, 0, ANSWERS[1])
    services.evaluator.run(ME, answered.id, "w")
    assert services.evaluator.report(ME, answered.id).grades[again.turns[0].position].outcome is Outcome.GRADED


def test_an_occupation_of_the_page_can_be_prepared_for_without_a_resume(
    tmp_path: Path, made: Callable[..., Services]
) -> None:
    write_pack(tmp_path / "packs" / "riverside", dict(files()))
    services = made(tmp_path / "packs")
    assert services.packs.complaints == ()
    assert "riverside.receptionist" in occupations()
    session = services.creation.create(
        ME, HERE, question_count=8, follow_up_count=0, occupation="riverside.receptionist"
    ).session
    assert session.resume_name == "College receptionist"
    done = services.candidate.complete(ME, session.id)
    assert LINE in [question.source for question in sessions.session(done, None)["questions"]]


def test_a_broken_pack_is_logged_once_and_the_app_starts_with_the_others(
    tmp_path: Path, made: Callable[..., Services], caplog: pytest.LogCaptureFixture
) -> None:
    three(tmp_path)
    write_pack(tmp_path / "packs" / "broken", {"topics/a.csv": "question;what a good answer has\nOne?;\n"})
    with caplog.at_level(logging.WARNING, "interview.services"):
        services = made(tmp_path / "packs")
    assert [pack.id for pack in services.packs.packs] == ["riverside"]
    said = [record.getMessage() for record in caplog.records if "pack" in record.getMessage()]
    assert said == [
        "a pack is left out: broken/topics/a.csv, line 2: The cell under “what a good answer has” is empty."
    ]
    assert len(begin(services).turns) == 3


@pytest.fixture
def page(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., AppTest]]:
    """Opens a page of a process with the packs of this test, of a hostile author."""
    hostile = ABOUT.replace("Riverside careers centre", "'<img src=x onerror=alert(1)> [click](http://x.example)'")
    write_pack(
        tmp_path / "packs" / "hostile", {"topics/<b>Desk.csv": files()["topics/Reception desk.csv"]}, about=hostile
    )
    write_pack(tmp_path / "packs" / "broken", {"topics/<i>a.csv": "nothing\n"})
    values = {"DATA_DIR": tmp_path, "DATABASE_URL": sqlite_url, "REDIS_URL": "redis://127.0.0.1:1/0"}
    for name, value in {**values, "PACKS_DIR": tmp_path / "packs"}.items():
        monkeypatch.setenv(name, str(value))
    services_of_process.cache_clear()

    def show(name: str, **query: str) -> AppTest:
        opened = AppTest.from_file(str(ROOT / "pages" / f"{name}.py"), default_timeout=30)
        for key, value in query.items():
            opened.query_params[key] = value
        opened.run()
        assert not opened.exception
        return opened

    yield show
    services_of_process().store.engine.dispose()
    services_of_process.cache_clear()
    put_beside(())


def html(opened: AppTest) -> str:
    return " ".join(part.proto.body for part in opened.get("html"))


ESCAPED = (
    "From the pack &lt;img src=x onerror=alert(1)&gt; [click](http://x.example) by Riverside College, licence CC BY"
)


def test_the_page_of_a_question_says_its_pack_and_takes_its_name_as_text(page: Callable[..., AppTest]) -> None:
    options = InterviewOptions(round=Round.TOPIC, topic="<b>Desk")
    session = (
        services_of_process()
        .creation.create(ME, HERE, question_count=1, follow_up_count=0, resume_text="Ada Example", options=options)
        .session
    )
    shown = html(page("answer", session=session.id))
    assert ESCAPED in shown
    assert "<img" not in shown
    services_of_process().candidate.complete(ME, session.id)
    shown = html(page("report", session=session.id))
    assert ESCAPED in shown
    assert "<img" not in shown


def test_the_start_page_offers_the_topics_of_packs_and_takes_their_names_as_text(
    page: Callable[..., AppTest],
) -> None:
    resume = services_of_process().resumes.add(ME, "cv.txt", "Ada Example\nSkills: Python", "hash", ())
    opened = page("start", resume=resume.id)
    assert "<b>&lt;b&gt;Desk</b>" in html(opened)
    labels = [each.proto.label for each in opened.get("button_group")]
    assert "How much of b Desk" in labels


def test_the_page_for_operators_shows_packs_and_what_is_wrong_with_others(page: Callable[..., AppTest]) -> None:
    shown = html(page("operator"))
    assert "&lt;img src=x onerror=alert(1)&gt; [click](http://x.example)" in shown
    assert "topics: 1, questions: 3, licence: CC BY 4.0" in shown
    assert "broken/topics/&lt;i&gt;a.csv, line 1: The first row must have the headings" in shown
    assert "<i>" not in shown


def test_the_sentences_of_the_page_about_complaints_are_what_is_said() -> None:
    [said] = re.findall(r"`(topics/Reception desk\.csv, line .+?)`", PAGE)
    complaint = Message.of("pack.cell_empty", heading="what a good answer has")
    assert said == ENGLISH.message(Complaint("topics/Reception desk.csv", 6, complaint).message)
