"""An interview in a language that the pages do not speak: held in it by a model, reported in the reader's words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from interview.core.accounts import ALONE
from interview.core.grading import Judgement
from interview.core.interviewer import Brief
from interview.core.reply_matching import match
from interview.core.session import SessionStatus
from interview.core.totals import totals
from interview.documents import exports, mentor_file
from interview.documents.report_view import report_view
from interview.errors import Failed
from interview.i18n.translate import ENGLISH, words
from interview.model.interviewer import ModelInterviewer
from interview.practice.interviewer import PracticeInterviewer
from interview.services import Services, services
from interview.text.languages import NAMES, is_in
from interview.web.answer_box.speech import speech_data
from tests.app_test import AppTest
from tests.integration.model_candidate import brief, session, turn
from tests.integration.test_candidate import ME
from tests.openai_server import OpenAIServer
from tests.report_builders import graded, report
from tests.report_builders import session as reported
from tests.report_builders import turn as answered
from tests.servers import ROOT
from tests.unit.test_analytics import keep
from tests.unit.test_languages import GERMAN_RESUME, QUESTIONS

pytestmark = pytest.mark.sqlite_first

SAID = "Ein Index hält eine Spalte sortiert, damit man schneller findet. Das Schreiben wird dadurch langsamer."


def german() -> Brief:
    return replace(brief(), language="de")


def test_a_german_interview_is_asked_followed_up_graded_and_summed_up_in_german(
    server: OpenAIServer, model: ModelInterviewer
) -> None:
    assert all(is_in(question.text, "de") and not is_in(question.text, "fr") for question in model.ask(german()))
    held = replace(session(turn(0, SAID)), language="de")
    follow_up = model.follow_up(held, held.turns[0])
    assert follow_up is not None
    assert follow_up.text.startswith("Du sagst „")
    reply = model.grade(held.turns, session=held)
    (judgement,) = reply.judgements
    assert isinstance(judgement, Judgement)
    assert "in einem eigenen Satz" in ENGLISH.messages(judgement.feedback)
    grades, _ = match(held.turns, reply.judgements, reply.provenance)
    summary = model.summarise(held, grades, totals(held, {grade.position: grade for grade in grades}))
    assert "Lerne, beim nächsten Mal" in ENGLISH.messages(summary.improvements)
    systems = [asked.body["messages"][0]["content"] for asked in server.requests]
    assert all(" in German, whatever language" in system for system in systems)
    assert server.count() == 4


def test_english_questions_and_feedback_in_a_german_interview_are_asked_for_again(
    server: OpenAIServer, model: ModelInterviewer
) -> None:
    english = {"text": QUESTIONS["en"], "key_points": ["Names a number.", "Says what it was before.", "Says why."]}
    server.behave("changed", changes=english)
    asked = model.ask(german())
    assert len(asked) == 4
    assert QUESTIONS["en"] not in {question.text for question in asked}
    held = replace(session(turn(0, SAID)), language="de")
    long = "You named what the index does, but you did not say what it costs when something is written."
    server.behave("changed", changes={"weaknesses": [{"text": long, "quote": SAID[:20]}]}, operation="grade")
    (judgement,) = model.grade(held.turns, session=held).judgements
    assert isinstance(judgement, Judgement)
    assert long not in repr(judgement)
    server.behave("changed", changes={"text": QUESTIONS["en"]}, operation="follow_up")
    with pytest.raises(Failed):
        model.follow_up(held, held.turns[0])


def test_a_german_resume_proposes_a_german_interview_where_the_interviewer_speaks_it(
    services: Services, interviewer: object
) -> None:
    assert services.creation.preview(ME, resume_text=GERMAN_RESUME).language == "en"
    interviewer.languages = tuple(NAMES)  # type: ignore[attr-defined]
    offered = services.creation.preview(ME, resume_text=GERMAN_RESUME)
    assert (offered.language, offered.languages) == ("de", tuple(NAMES))


def test_without_a_model_a_german_interview_gets_no_questions_of_another_language() -> None:
    practice = PracticeInterviewer()
    assert practice.ask(german()) == ()
    held = replace(session(turn(0, SAID)), language="de")
    assert practice.follow_up(held, held.turns[0]) is None


def german_report():
    turns = [answered(0), answered(0, follow_up=1)]
    return report(reported(turns, language="de"), [graded(each) for each in turns])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_report_and_files_speak_the_language_of_the_reader_and_mark_the_other(language: str) -> None:
    say = words(language)
    view = report_view(german_report(), say)
    assert {question.tag for group in view.groups for question in group} == {"de"}
    text, _ = exports.render("md", german_report(), [], say=say)
    assert say("Question by question") in text.decode()
    content, _ = exports.render("pdf", german_report(), [german_report()], say=say)
    assert content.startswith(b"%PDF")
    file = mentor_file.write(view)
    assert (file if isinstance(file, str) else file.decode()).count('lang="de"') >= 4


def test_a_report_in_the_readers_own_language_marks_nothing() -> None:
    turns = [answered(0)]
    made = report(reported(turns, language="zh"), [graded(turns[0])])
    assert [question.tag for group in report_view(made, words("zh")).groups for question in group] == [""]


@pytest.fixture
def page(process_services: Callable[[], Services]) -> AppTest:
    opened = AppTest.from_file(str(ROOT / "pages" / "report.py"), default_timeout=30)
    opened.query_params["session"] = "0f1e2d3c4b5a"
    return opened


def test_the_report_page_of_a_german_interview_is_in_the_language_of_the_pages(page: AppTest) -> None:
    made = german_report()
    keep(services(), replace(made, session=replace(made.session, owner=ALONE, status=SessionStatus.EVALUATED)))
    page.run()
    assert not page.exception
    html = "".join(part.proto.body for part in page.get("html"))
    assert "Question by question" in html
    assert 'lang="de"' in html


def test_voices_are_of_the_interviews_language_and_commands_of_the_pages(services: Services) -> None:
    held = replace(session(turn(0)), language="de")
    data = speech_data(held, services, words("zh"))
    assert data["language"] == "de"
    assert data["readyToSubmit"] == speech_data(replace(held, language="zh"), services, ENGLISH)["readyToSubmit"]
