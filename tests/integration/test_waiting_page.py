"""The answer page while its next question is not written: what ending now means, and that there is a way on."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from pypdfium2 import PdfDocument

from interview.core.accounts import ALONE
from interview.core.mode import Mode
from interview.core.options import InterviewOptions
from interview.core.preparation import LATE
from interview.core.question import Position
from interview.core.session import InterviewSession
from interview.core.turn import Awaits
from interview.documents.exports import render
from interview.services import Services
from interview.web.schemas import sessions
from interview.web.schemas.reports import exported
from tests.app_test import AppTest
from tests.builders import RESUME
from tests.servers import ROOT

pytestmark = pytest.mark.sqlite_first

NOT_WRITTEN = "Questions that are not written yet do not count."


@pytest.fixture
def services(process_services, monkeypatch: pytest.MonkeyPatch) -> Services:
    monkeypatch.setenv("OPENAI_BASE_URL", "")
    found: Services = process_services()
    return found


def begun(services: Services, said: str, mode: Mode, unwritten: int = 1, questions: int = 3) -> str:
    """An interview, by its id: the first question answered, the second, and so on, not written yet."""
    made = services.creation.create(
        ALONE,
        "visitor",
        question_count=questions,
        follow_up_count=0,
        resume_text=RESUME,
        options=InterviewOptions(mode=mode),
    ).session
    services.candidate.current(ALONE, made.id)

    def without(session: InterviewSession) -> InterviewSession:
        turns = [
            replace(turn, question=replace(turn.question, text=""), awaits=Awaits.QUESTION)
            if 0 < turn.position.main <= unwritten
            else turn
            for turn in session.turns
        ]
        return replace(session, turns=tuple(turns))

    services.candidate._changes.make(ALONE, made.id, without)
    services.candidate.submit_answer(ALONE, made.id, 0, said)
    return made.id


def shown(session_id: str) -> AppTest:
    page = AppTest.from_file(str(ROOT / "pages" / "answer.py"), default_timeout=30)
    page.query_params["session"] = session_id
    page.run()
    assert not page.exception
    return page


def opened(services: Services, said: str, mode: Mode, unwritten: int = 1) -> AppTest:
    """The page of an interview of three questions."""
    return shown(begun(services, said, mode, unwritten))


def drawn(page: AppTest) -> str:
    """What the page says, as text."""
    said = [*(str(each.value) for each in page.markdown), *(each.proto.body for each in page.get("html"))]
    return re.sub(r"<[^>]*>", " ", " ".join(said))


def mains(services: Services, session_id: str) -> list[int]:
    return [turn.position.main for turn in services.candidate.current(ALONE, session_id).turns]


def in_vain(services: Services) -> str:
    """An interview of four questions whose second and third are waited for longer than a call takes."""
    made = begun(services, "my words", Mode.PRACTICE, unwritten=2, questions=4)

    def long_ago(session: InterviewSession) -> InterviewSession:
        first = session.turns[0]
        assert first.answer.submitted_at is not None
        answer = replace(first.answer, submitted_at=first.answer.submitted_at - 2 * LATE)
        return replace(session, turns=(replace(first, answer=answer), *session.turns[1:]))

    services.candidate._changes.make(ALONE, made, long_ago)
    return made


def test_going_on_from_a_second_tab_leaves_out_no_further_question(services: Services) -> None:
    made = in_vain(services)
    tabs = [shown(made), shown(made)]
    buttons = [next(each for each in tab.button if each.label == "Go on without this question") for tab in tabs]
    for button in buttons:
        assert not button.click().run().exception
    assert mains(services, made) == [0, 2, 3]


def numbers(text: str) -> list[int]:
    """The main questions that a text has headings of."""
    return sorted({int(number) for number in re.findall(r"Question (\d+)\b", text)})


def test_behind_a_question_that_is_left_out_the_next_has_one_number_on_pages_and_in_every_file(
    services: Services,
) -> None:
    made = in_vain(services)
    assert "Question 2 of 4" in drawn(shown(made))
    for main in (1, 2):
        services.preparer.go_on(ALONE, made, Position(main))
    assert "Question 4 of 4" in drawn(shown(made))
    asked = sessions.session(services.candidate.view(ALONE, made), None)["questions"]
    assert [(each.question_index, each.question_number) for each in asked] == [(0, 1), (1, 4)]
    services.candidate.submit_answer(ALONE, made, 1, "")
    services.evaluator.run(ALONE, made, "grader")
    report = services.evaluator.report(ALONE, made)
    page = AppTest.from_file(str(ROOT / "pages" / "report.py"), default_timeout=30)
    page.query_params["session"] = made
    assert not page.run().exception
    pdf = PdfDocument(render("pdf", report, ())[0])
    told = {
        "page": " ".join([drawn(page), *(each.label for each in page.expander)]),
        "Markdown": render("md", report, ())[0].decode(),
        "PDF": " ".join(each.get_textpage().get_text_bounded() for each in pdf),
    }
    assert {name: numbers(text) for name, text in told.items()} == {name: [1, 4] for name in told}
    assert [each["questionNumber"] for each in json.loads(exported(report))["questions"]] == [1, 4]


def test_only_the_question_that_is_waited_for_is_left_out(services: Services) -> None:
    made = in_vain(services)
    services.preparer.go_on(ALONE, made, Position(2))
    assert mains(services, made) == [0, 1, 2, 3]
    services.preparer.go_on(ALONE, made, Position(1))
    assert mains(services, made) == [0, 2, 3]


def test_a_question_that_is_not_late_is_not_left_out(services: Services) -> None:
    made = begun(services, "my words", Mode.PRACTICE)
    services.preparer.go_on(ALONE, made, Position(1))
    assert mains(services, made) == [0, 1, 2]


def test_questions_that_are_there_without_an_answer_are_said_to_count_0(services: Services) -> None:
    told = [str(each.value) for each in opened(services, "my words", Mode.PRACTICE).caption]
    assert [each for each in told if "1 question is there without an answer and counts 0." in each]
    assert [each for each in told if NOT_WRITTEN in each]


@pytest.mark.parametrize(("mode", "is_told"), [(Mode.REAL, True), (Mode.PRACTICE, False)])
def test_in_real_mode_the_time_left_is_told_and_that_it_stands_still(
    services: Services, mode: Mode, is_told: bool
) -> None:
    told = " ".join(part.proto.body for part in opened(services, "my words", mode).get("html"))
    assert ("12 min left, the clock stands still while you wait" in told) is is_told


def test_where_nothing_else_is_there_no_question_is_said_to_count_0(services: Services) -> None:
    told = [str(each.value) for each in opened(services, "my words", Mode.PRACTICE, unwritten=2).caption]
    assert told == [f"Ending now grades what you have answered. {NOT_WRITTEN}"]


@pytest.mark.parametrize(
    ("said", "mode", "ways"),
    [
        ("my words", Mode.PRACTICE, ["End and get the report", "Pause"]),
        ("", Mode.PRACTICE, ["Pause"]),
        ("my words", Mode.REAL, ["End and get the report"]),
        ("", Mode.REAL, ["End and get the report"]),
    ],
)
def test_there_is_always_a_way_on(services: Services, said: str, mode: Mode, ways: list[str]) -> None:
    labels = [button.label for button in opened(services, said, mode).button]
    assert [label for label in labels if not label.startswith("Change answer")] == ways
