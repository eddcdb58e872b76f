"""Parts of a page that run again without it, and dialogs: what goes wrong there is said there, in our words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from interview.core.accounts import ALONE
from interview.core.options import InterviewOptions
from interview.core.session import InterviewSession
from interview.core.turn import Awaits
from interview.services import Services
from interview.web import answer_box, deleting
from tests.app_test import AppTest
from tests.builders import RESUME
from tests.servers import ROOT

pytestmark = pytest.mark.sqlite_first


@pytest.fixture
def services(process_services: Callable[[], Services], monkeypatch: pytest.MonkeyPatch) -> Services:
    monkeypatch.setenv("OPENAI_BASE_URL", "")
    # As if every button that ends an interview, or deletes one, had been pressed.
    monkeypatch.setattr(answer_box, "answer_box", lambda *_, **__: True)
    monkeypatch.setattr(deleting, "is_wanted", lambda *_, **__: True)
    return process_services()


def begun(services: Services, awaits: Awaits) -> str:
    """An interview with feedback, by its id: its second question is answered next and still awaits something."""
    made = services.creation.create(
        ALONE,
        "visitor",
        question_count=3,
        follow_up_count=0,
        resume_text=RESUME,
        options=InterviewOptions(with_feedback=True),
    ).session
    services.candidate.current(ALONE, made.id)

    def awaiting(session: InterviewSession) -> InterviewSession:
        first, second, *others = session.turns
        text = "" if awaits is Awaits.QUESTION else second.question.text
        second = replace(second, question=replace(second.question, text=text), awaits=awaits)
        return replace(session, turns=(first, second, *others))

    services.candidate._changes.make(ALONE, made.id, awaiting)
    services.candidate.submit_answer(ALONE, made.id, 0, "my words")
    return made.id


def fails(*_: object, **__: object) -> None:
    raise RuntimeError("the disk is full")


@pytest.mark.parametrize(
    ("page", "service", "use_case", "awaits"),
    [
        ("answer", "preparer", "look", Awaits.QUESTION),
        ("answer", "candidate", "view", Awaits.DETAILS),
        ("answer", "candidate", "view", Awaits.NOTHING),
        ("answer", "early_feedback", "last", Awaits.NOTHING),
        ("history", "history", "delete", Awaits.NOTHING),
    ],
    ids=["waiting", "aids that come", "ending", "feedback", "deleting"],
)
def test_an_error_in_a_part_of_a_page_is_said_there_in_our_words(
    services: Services, monkeypatch: pytest.MonkeyPatch, page: str, service: str, use_case: str, awaits: Awaits
) -> None:
    made = begun(services, awaits)
    session = services.candidate.current(ALONE, made)
    # The page around it goes on as it is.
    monkeypatch.setattr(services.candidate, "current", lambda *_: session)
    shown = AppTest.from_file(str(ROOT / "pages" / f"{page}.py"), default_timeout=30)
    shown.query_params["session"] = made
    if page == "history":
        assert not shown.run().exception
    monkeypatch.setattr(getattr(services, service), use_case, fails)
    if page == "history":
        next(button for button in shown.button if button.label.startswith("Delete")).click()
    shown.run()
    assert not shown.exception
    assert shown.error[0].value.startswith("Something went wrong on our side.")
