"""Questions of a real interview are asked again as written; what nobody can judge gets no score, only its reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from starlette.testclient import TestClient

from interview.core.accounts import ALONE
from interview.core.ending import ending, is_judged
from interview.core.grading import Outcome
from interview.core.identity import ASKED_FOR_REAL
from interview.core.question import Difficulty, QuestionKind
from interview.core.rounds import CHOSEN, Round
from interview.core.session import SessionKind
from interview.core.swap import may_swap
from interview.documents.printed import about
from interview.documents.report_view import report_view
from interview.errors import Invalid
from interview.i18n.translate import ENGLISH, words
from interview.practice.interviewer import PracticeInterviewer
from interview.question_bank.bank import bank_in
from interview.services import Services, build
from interview.settings import Settings
from tests.app_test import AppTest
from tests.builders import RESUME
from tests.integration.test_candidate import ME
from tests.servers import ROOT

pytestmark = pytest.mark.sqlite_first

KNOWN = "Tell me about a time you had to learn something new in a short time. How did you go about it?"
STORY = "Tell me about a time you <b>failed</b> at something."
UNKNOWN = "What is your greatest weakness?"
ANSWER = (
    "Last spring our only accountant left, and I was asked to close the month alone. I read her notes, wrote down "
    "every step and tried it on last month's data. I closed the month in two days and nothing had to be corrected."
)


@pytest.fixture
def practice(tmp_path, database_url, redis_server):
    """Services with the practice interviewer as it is."""
    settings = Settings(_env_file=None, data_dir=tmp_path, database_url=database_url, redis_url=redis_server.url)
    made = build(settings, PracticeInterviewer())
    yield made
    made.store.engine.dispose()


def ask(services: Services, text: str, **more: Any):
    name: Callable[[str], str] = lambda language: f"own {language}"  # noqa: E731
    return services.own_questions.create(ME, "visitor", text=text, name=name, **more)


def answered(services: Services, text: str, *answers: str):
    session = ask(services, text).session
    for index, answer in enumerate(answers):
        services.candidate.submit_answer(ME, session.id, index, answer)
    services.evaluator.run(ME, session.id, "w")
    return services.evaluator.report(ME, session.id)


def test_the_questions_stand_as_they_were_written_in_an_interview_of_its_own_kind(services):
    made = ask(services, f"1. {UNKNOWN}\n2. {STORY}", company="Northwind", day=date(2026, 11, 24))
    session = services.candidate.view(ME, made.session.id)
    assert made.is_new
    assert [turn.question.text for turn in session.turns] == [UNKNOWN, STORY]
    assert {turn.question.asked_by for turn in session.turns} == {ASKED_FOR_REAL}
    assert (session.kind, session.round, session.follow_up_count) == (SessionKind.INTERVIEW, Round.OWN, 0)
    assert (session.title, session.name, session.language) == ("Northwind, 2026-11-24", "Northwind, 2026-11-24", "en")
    assert not may_swap(session)
    assert Round.OWN not in CHOSEN
    [line] = services.candidate.sessions(ME)[0]
    assert (line.round, line.name) == (Round.OWN, "Northwind, 2026-11-24")


def test_the_same_questions_twice_are_one_interview_as_long_as_it_is_open(services):
    first = ask(services, UNKNOWN).session
    again = ask(services, f"  {UNKNOWN} ")
    assert (again.session.id, again.is_new) == (first.id, False)
    services.candidate.complete(ME, first.id)
    assert ask(services, UNKNOWN).session.id != first.id


def test_chinese_questions_make_a_chinese_interview(services):
    session = ask(services, "讲一次你和客户发生冲突的经历。\n你为什么想来我们公司？").session
    assert (session.language, session.resume_name) == ("zh", "own zh")


def test_each_question_of_a_mixed_list_is_read_in_its_own_language(practice):
    known = bank_in("zh").of_kind(QuestionKind.BEHAVIOURAL)[0].questions[0]
    session = ask(practice, f"{known.question}\n{KNOWN}\n{UNKNOWN}").session
    assert [bool(turn.question.bank_id) for turn in session.turns] == [True, True, False]
    for index in range(2):
        practice.candidate.submit_answer(ME, session.id, index, ANSWER)
    now = practice.candidate.view(ME, session.id)
    told = ending(now, practice.interviewer.judges)
    assert (told.answered, told.to_mark, told.without_score) == (1, 1, 1)
    assert not is_judged(now, practice.interviewer.judges)
    practice.candidate.complete(ME, session.id)
    practice.evaluator.run(ME, session.id, "w")
    view = report_view(practice.evaluator.report(ME, session.id), ENGLISH)
    assert view.coverage == "1 of 3 answers graded; 1 for you to mark; 1 not graded, left out of the score"
    assert "most likely" not in view.band


def test_nothing_is_made_of_no_question(services):
    with pytest.raises(Invalid):
        ask(services, " \n")
    assert services.candidate.sessions(ME)[1] == 0


def test_what_the_bank_knows_and_what_asks_for_a_story_is_graded_and_the_rest_never_has_a_score(practice):
    report = answered(practice, f"{KNOWN}\n{STORY}\n{UNKNOWN}", ANSWER, ANSWER, "I am impatient, and I work on it.")
    outcomes = [grade.outcome for _, _, grade in report.lines()]
    assert outcomes == [Outcome.GRADED, Outcome.GRADED, Outcome.UNGRADED]
    unknown = list(report.lines())[2][2]
    assert unknown.scores is None
    assert unknown.reason.code == "ungraded.own_question"
    assert (report.totals.graded, report.totals.ungraded) == (2, 1)
    assert report.is_ready


def test_how_hard_a_question_is_is_said_where_the_bank_has_it_alone(practice):
    view = report_view(answered(practice, f"{KNOWN}\n{STORY}\n{UNKNOWN}", ANSWER, ANSWER, ANSWER), ENGLISH)
    asked = [each for [each] in view.groups]
    assert [each.difficulty for each in asked] == ["easy", "", ""]
    assert about(ENGLISH, asked[1]) == "Behavioural · asked by: a real interviewer"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_report_of_such_questions_alone_has_no_score_and_offers_no_grading_that_cannot_help(practice, language):
    report = answered(practice, UNKNOWN, "I am impatient, and I work on it.")
    view = report_view(report, words(language))
    assert view.overall is None
    assert not view.can_be_graded_again
    [[question]] = view.groups
    assert words(language)("a real interviewer") == question.asked_by
    assert (question.score, question.low, question.can_be_graded_again) == (None, None, False)


def test_a_skipped_question_that_nobody_can_grade_has_no_score_either(practice):
    report = answered(practice, f"{UNKNOWN}\n{UNKNOWN} And where?", "I do not know.", "")
    assert [grade.outcome for grade in report.grades.values()] == [Outcome.UNGRADED] * 2
    assert report.totals.overall is None


def test_what_is_said_to_count_0_at_the_end_is_what_counts_0_in_the_report(practice):
    session = ask(practice, f"{UNKNOWN}\n{KNOWN}\n{UNKNOWN} And where?\n{STORY}").session
    practice.candidate.submit_answer(ME, session.id, 0, "I am impatient, and I work on it.")
    told = ending(practice.candidate.view(ME, session.id))
    practice.candidate.complete(ME, session.id)
    practice.evaluator.run(ME, session.id, "w")
    totals = practice.evaluator.report(ME, session.id).totals
    assert (told.unanswered, told.answered, told.without_score) == (totals.unanswered, totals.graded, totals.ungraded)
    assert told.unanswered > 0 < told.without_score


def test_the_trends_count_what_was_graded_and_nothing_else(practice):
    answered(practice, UNKNOWN, "I am impatient, and I work on it.")
    look = practice.analytics.look(ME)
    assert look is not None
    with practice.store.reading() as db:
        from sqlmodel import select

        from interview.storage.tables import SessionFactsRow

        [facts] = db.exec(select(SessionFactsRow.facts)).all()
    assert '"part":[]' in facts


def test_over_http_the_questions_become_an_interview(process_services):
    from interview.web.routes.api import api

    process_services()
    client = TestClient(api)
    sent = {"questions": f"- {UNKNOWN}", "company": "", "day": ""}
    made = client.post("/interview/own-questions", json=sent)
    assert (made.status_code, made.json()["questions"][0]["question"]) == (201, UNKNOWN)
    assert client.post("/interview/own-questions", json=sent).status_code == 200
    refused = client.post("/interview/own-questions", json={"questions": ""}, headers={"Accept-Language": "zh-CN"})
    assert (refused.status_code, refused.json()["message"]) == (422, "请至少写下一道题，每行一道。")


def test_of_a_real_question_no_difficulty_is_told_while_it_is_answered(process_services, monkeypatch):
    monkeypatch.setenv("OPENAI_BASE_URL", "")
    found = process_services()
    name: Callable[[str], str] = lambda language: f"own {language}"  # noqa: E731
    real = found.own_questions.create(ALONE, "visitor", text=UNKNOWN, name=name).session
    made = found.creation.create(ALONE, "visitor", question_count=1, follow_up_count=0, resume_text=RESUME).session
    told = {}
    for session in (real, made):
        page = AppTest.from_file(str(ROOT / "pages" / "answer.py"), default_timeout=30)
        page.query_params["session"] = session.id
        page.run()
        assert not page.exception
        told[session.id] = " ".join(part.proto.body for part in page.get("html"))
    assert UNKNOWN in told[real.id]
    difficulties = {each.value.capitalize() for each in Difficulty}
    assert {each for each in difficulties if each in told[real.id]} == set()
    assert made.turns[0].question.difficulty.value.capitalize() in told[made.id]


def test_before_the_end_questions_without_a_score_are_told_apart(process_services, monkeypatch):
    monkeypatch.setenv("OPENAI_BASE_URL", "")
    services = process_services()
    made = services.own_questions.create(ALONE, "visitor", text=f"{UNKNOWN}\n{KNOWN}", name=str)
    monkeypatch.setattr("interview.web.answer_box.answer_box", lambda *_, **__: True)
    page = AppTest.from_file(str(ROOT / "pages" / "answer.py"), default_timeout=30)
    page.query_params["session"] = made.session.id
    assert not page.run().exception
    told = [str(each.value) for each in page.markdown]
    assert "- **1** without an answer: counts 0 in the overall score" in told
    assert "- **1** for practice: gets no score, answered or not" in told
