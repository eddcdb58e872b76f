"""The start page: what is typed beside an advertisement and into what was understood, and one way on at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from interview.core.accounts import ALONE
from interview.core.profile import Project
from interview.core.resume import Resume
from interview.messages import Message
from interview.services import Services
from interview.use_cases.new_session import Created
from interview.use_cases.session_creation import SessionCreation
from interview.use_cases.targets import TargetService
from interview.web import kept_form
from interview.web.kept_form import Handed
from tests.app_test import AppTest
from tests.builders import RESUME
from tests.servers import ROOT

pytestmark = pytest.mark.sqlite_first

POSTING = """Backend Enginer

About the job
We run the checkout of two hundred shops and look for somebody who likes to own a service from its design to its alarms.

Requirements
- Five years of experience with Python
- Kafka, or another log that is read by many
- Terraform is a plus
"""
OTHER = "Head nurse\nOur ward has twenty beds, and you plan the shifts of its eleven nurses.\nRequirements\n- Triage"


class Browser:
    """What stands in the forms of a page, by their keys, and which of them it was told to forget."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.typed: dict[str, dict[str, str]] = {}
        self.drawn: list[str] = []
        self.forgotten: list[str] = []
        monkeypatch.setattr(kept_form, "now_in", self._now_in)
        monkeypatch.setattr(kept_form, "_draw", lambda key, *_, **__: self.drawn.append(key))
        monkeypatch.setattr(kept_form, "forget", self._forget)

    def write(self, part: str, **values: str) -> None:
        """Type into the form whose key has this part and that was drawn last."""
        key = next(key for key in reversed(self.drawn) if part in key)
        self.typed[key] = {**self.typed.get(key, {}), **values}

    def _now_in(self, key: str) -> Handed:
        return Handed(self.typed.get(key, {}), ((key, 1),) if key in self.typed else ())

    def _forget(self, *stored: Handed) -> None:
        self.forgotten += [name for each in stored for name, _ in each.entries]


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Browser:
    return Browser(monkeypatch)


@pytest.fixture
def services(process_services: Callable[[], Services], monkeypatch: pytest.MonkeyPatch) -> Services:
    monkeypatch.setenv("OPENAI_BASE_URL", "")
    return process_services()


@pytest.fixture
def resume(services: Services) -> Resume:
    return services.resumes.add(ALONE, "cv.txt", RESUME, "hash", ())


def opened(**address: str) -> AppTest:
    page = AppTest.from_file(str(ROOT / "pages" / "start.py"), default_timeout=60)
    for name, value in address.items():
        page.query_params[name] = value
    return run(page)


def run(page: AppTest) -> AppTest:
    page.run()
    assert not page.exception
    return page


def press(page: AppTest, label: str) -> AppTest:
    next(each for each in page.button if each.label == label).click()
    return run(page)


def primary(page: AppTest) -> list[str]:
    """What the emphasised buttons of the page say."""
    return [each.label for each in page.button if each.proto.type == "primary"]


def test_what_was_typed_beside_an_advertisement_stays_when_a_word_of_it_is_corrected(
    services: Services, resume: Resume, browser: Browser, monkeypatch: pytest.MonkeyPatch
):
    page = opened()
    browser.write("posting", jobText=POSTING)
    run(page)
    browser.write("names", title="", company="Northwind", interviewOn="2027-03-04")
    run(page)
    browser.write("posting", jobText=POSTING.replace("Enginer", "Engineer"))
    run(page)
    monkeypatch.setattr("interview.web.ui.go", lambda *_, **__: None)
    press(page, "Start the interview")
    (target,) = services.targets.all(ALONE)
    assert (target.title, target.company) == ("Backend Engineer", "Northwind")
    assert target.interview_on == date(2027, 3, 4)


@pytest.mark.parametrize("other", [OTHER, POSTING.replace("Backend Enginer", "Payroll accountant")])
def test_fields_of_another_advertisement_are_empty(services: Services, resume: Resume, browser: Browser, other: str):
    page = opened()
    browser.write("posting", jobText=POSTING)
    run(page)
    browser.write("names", title="Checkout", company="Northwind")
    browser.write("posting", jobText=other)
    run(page)
    assert browser.drawn[-1] not in browser.typed


def test_a_line_that_is_too_long_is_neither_cut_nor_forgotten_and_said_to_be_unsaved(
    services: Services, resume: Resume, browser: Browser
):
    page = press(opened(), "Correct it")
    before = services.resumes.get(ALONE, resume.id).profile.projects
    line = "Moved the billing of two hundred shops from nightly files to events, " * 2
    browser.write("projects", projects=f"Night shift planner\n{line}")
    run(page)
    assert services.resumes.get(ALONE, resume.id).profile.projects == before
    assert browser.forgotten == []
    (said,) = [each.value for each in page.warning]
    assert "has 137 characters" in said
    browser.write("projects", projects="Night shift planner")
    run(page)
    assert services.resumes.get(ALONE, resume.id).profile.projects == (Project("Night shift planner"),)
    assert len(browser.forgotten) == 1


def test_opening_what_was_understood_changes_no_project(services: Services, resume: Resume, browser: Browser):
    projects = (
        Project("Northwind " * 13, "Northwind, 2019", "Consultant"),
        Project("Example Ltd", "Senior Developer, 2021", "Senior Developer"),
        Project("Example Ltd", "Developer, 2019", "Developer"),
    )
    services.resumes.correct(ALONE, resume.id, replace(resume.profile, projects=projects))
    run(press(opened(), "Correct it"))
    assert services.resumes.get(ALONE, resume.id).profile.projects == projects


def test_one_way_on_is_emphasised_when_a_new_interview_has_notes_after_a_pause(
    services: Services, resume: Resume, monkeypatch: pytest.MonkeyPatch
):
    paused = services.creation.create(
        ALONE, "visitor", question_count=2, follow_up_count=0, resume_id=resume.id
    ).session
    create = SessionCreation.create

    def noted(*asked: Any, **wished: Any) -> Created:
        return replace(create(*asked, **wished), notes=(Message.of("error.no_resume_text"),))

    monkeypatch.setattr(SessionCreation, "create", noted)
    page = opened(paused=paused.id, resume=resume.id)
    assert primary(page) == ["Continue"]
    press(page, "Start a new interview")
    assert primary(page) == ["Go to the questions"]
    page.query_params["paused"] = paused.id
    assert primary(run(page)) == ["Continue"]


def dialog_to_delete() -> None:
    from interview.web import job_target, ui

    (target,) = ui.services().targets.all(ui.owner())
    job_target._delete(target, ui.words())


def test_that_a_job_could_not_be_deleted_is_said_in_our_words(services: Services, monkeypatch: pytest.MonkeyPatch):
    services.targets.add(ALONE, title="Cook")
    page = run(AppTest.from_function(dialog_to_delete, default_timeout=30))

    def fails(*_: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(TargetService, "delete", fails)
    press(page, "Delete it")
    assert "Something went wrong on our side" in page.error[0].value
