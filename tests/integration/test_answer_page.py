"""The answer page while a submitted answer is being changed, and where words are shown that have no editor any more."""

from __future__ import annotations

import pytest

from interview.core.accounts import ALONE
from interview.services import Services
from tests.app_test import AppTest
from tests.integration.test_candidate import create
from tests.servers import ROOT


@pytest.fixture
def services(process_services, monkeypatch: pytest.MonkeyPatch) -> Services:
    monkeypatch.setenv("OPENAI_BASE_URL", "")
    found: Services = process_services()
    return found


def shown(session_id: str) -> AppTest:
    page = AppTest.from_file(str(ROOT / "pages" / "answer.py"), default_timeout=30)
    page.query_params["session"] = session_id
    page.session_state["conversation"] = True
    page.run()
    assert not page.exception
    return page


def changes(page: AppTest) -> list[str]:
    return [button.label for button in page.button if button.label.startswith("Change answer")]


def test_while_an_answer_is_being_changed_no_other_change_is_offered(services):
    session = create(services, mains=3, follow_ups=0)
    for index in range(2):
        services.candidate.submit_answer(ALONE, session.id, index, f"answer {index}")
    before = shown(session.id)
    assert changes(before) == ["Change answer 1", "Change answer 2"]
    services.candidate.reopen(ALONE, session.id, 0)
    changing = shown(session.id)
    assert changes(changing) == []
    told = [each.value for each in changing.caption]
    assert "To change another answer, first submit the one you are changing, or leave it as it was." in told


def test_who_kept_the_last_answer_as_it_was_is_asked_before_the_end(services):
    session = create(services, mains=1, follow_ups=0)
    services.candidate.flag(ALONE, session.id, 0, True)
    services.candidate.submit_answer(ALONE, session.id, 0, "the only one")
    services.candidate.reopen(ALONE, session.id, 0)
    services.candidate.flag(ALONE, session.id, 0, False)
    services.candidate.keep_answer(ALONE, session.id, 0)
    page = shown(session.id)
    assert "Finish and get the report" in [button.label for button in page.button]


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The interviews whose words in this browser are listed."""
    found: list[str] = []
    for where in ("kept_form.kept_answers", "ui"):
        monkeypatch.setattr(f"interview.web.{where}.kept_answers", lambda session_id, _say: found.append(session_id))
    return found


def test_the_report_lists_what_the_browser_keeps_once_the_interview_is_over(services, listed):
    session = create(services, mains=1, follow_ups=0)
    for is_over in (False, True):
        page = AppTest.from_file(str(ROOT / "pages" / "report.py"), default_timeout=30)
        page.query_params["session"] = session.id
        assert not page.run().exception
        assert listed == [session.id] * is_over
        services.candidate.complete(ALONE, session.id)


def test_where_an_interview_is_not_here_what_the_browser_keeps_of_it_is_listed(services, listed):
    def not_here() -> None:
        from interview.storage.store import session_not_found
        from interview.web import ui

        ui._way_on(session_not_found())

    page = AppTest.from_function(not_here, default_timeout=30)
    page.query_params["session"] = "gone"
    assert not page.run().exception
    assert listed == ["gone"]
    assert [button.label for button in page.button] == ["Open the history"]
