"""What is typed on the start page outlives its tab, and leaves the browser once it is stored."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.test_start import JOB, START, choose, click_until, open_without_a_resume, paste_job, unfold
from tests.browser.walking import RESUME
from tests.browser.writing import kept_of_forms
from tests.servers import App

pytestmark = pytest.mark.long

POSTING = "The text of the job advertisement"


@pytest.fixture(autouse=True)
def no_jobs(app: App) -> None:
    for target in app.get("/api/interview/targets")[1]:
        app.call("DELETE", f"/api/interview/targets/{target['targetId']}")


def with_a_kind_of_work(page: Page, app: App) -> None:
    open_without_a_resume(page, app)
    page.get_by_role("radio", name="Registered nurse").click(timeout=30_000)
    expect(page.get_by_role("button", name=START)).to_be_visible(timeout=30_000)


def test_a_posting_and_its_fields_outlive_the_tab_and_leave_the_browser_when_the_interview_begins(
    context: BrowserContext, app: App
):
    page = context.new_page()
    with_a_kind_of_work(page, app)
    paste_job(page)
    expect(page.get_by_text("We found 3 skills the job asks for")).to_be_visible(timeout=30_000)
    unfold(page)
    page.get_by_label("Job title").fill("Head nurse")
    page.get_by_label("Company").fill("Northwind")
    page.get_by_label("Day of the interview").fill("2027-03-04")
    page.close()

    page = context.new_page()
    with_a_kind_of_work(page, app)
    expect(page.get_by_label(POSTING)).to_have_value(JOB)
    expect(page.get_by_text("We found 3 skills the job asks for")).to_be_visible(timeout=30_000)
    unfold(page)
    expect(page.get_by_label("Job title")).to_have_value("Head nurse")
    expect(page.get_by_label("Company")).to_have_value("Northwind")
    expect(page.get_by_label("Day of the interview")).to_have_value("2027-03-04")
    page.get_by_role("button", name=START).click()
    expect(page.get_by_label("Your answer")).to_be_editable(timeout=60_000)
    page.wait_for_function("!Object.keys(localStorage).some(k => k.startsWith('mi:kept:'))")
    (target,) = app.get("/api/interview/targets")[1]
    found = [target[name] for name in ("title", "company", "interviewOn", "jobText")]
    assert found == ["Head nurse", "Northwind", "2027-03-04", JOB]
    page.goto(f"{app.url}/?resume=none")
    choose(page, "The job you apply for", "Another job, or none in particular")
    expect(page.get_by_label(POSTING)).to_have_value("")


def test_the_fields_of_a_posting_stay_when_a_word_of_it_is_corrected(page: Page, app: App):
    with_a_kind_of_work(page, app)
    paste_job(page, f"Nurse wnted\n{JOB}")
    expect(page.get_by_text("We found 3 skills the job asks for")).to_be_visible(timeout=30_000)
    unfold(page)
    page.get_by_label("Company").fill("Northwind")
    page.get_by_label("Company").press("Tab")
    paste_job(page, f"Nurse wanted\n{JOB}, and so is Ansible")
    expect(page.get_by_text("We found 4 skills the job asks for")).to_be_visible(timeout=30_000)
    expect(page.get_by_label("Company")).to_have_value("Northwind")
    page.get_by_role("button", name=START).click()
    expect(page.get_by_label("Your answer")).to_be_editable(timeout=60_000)
    page.wait_for_function("!Object.keys(localStorage).some(k => k.startsWith('mi:kept:'))")
    (target,) = app.get("/api/interview/targets")[1]
    assert (target["company"], target["jobText"].partition("\n")[0]) == ("Northwind", "Nurse wanted")


def test_a_posting_that_is_kept_beside_a_chosen_job_is_offered(context: BrowserContext, app: App):
    app.call("POST", "/api/interview/targets", {"title": "Cook"})
    page = context.new_page()
    open_without_a_resume(page, app)
    paste_job(page, "Pilot wanted")
    page.close()
    page = context.new_page()
    open_without_a_resume(page, app)
    choose(page, "The job you apply for", "Cook")
    expect(page.get_by_text("Pilot wanted")).to_be_visible()
    expect(page.get_by_label(POSTING)).to_have_count(0)
    page.get_by_role("button", name="Use these words").click()
    expect(page.get_by_label(POSTING)).to_have_value("Pilot wanted")
    page.get_by_role("button", name="Discard my words").click()
    expect(page.get_by_label(POSTING)).to_have_value("")
    assert kept_of_forms(page) == []


def test_changes_to_a_kept_job_outlive_the_tab_and_leave_the_browser_once_saved(context: BrowserContext, app: App):
    app.call("POST", "/api/interview/targets", {"title": "Cook", "jobText": JOB})
    page = context.new_page()
    with_a_kind_of_work(page, app)
    choose(page, "The job you apply for", "Cook")
    unfold(page)
    page.get_by_label("Company").fill("Northwind")
    page.close()
    page = context.new_page()
    with_a_kind_of_work(page, app)
    choose(page, "The job you apply for", "Cook")
    unfold(page)
    expect(page.get_by_label("Company")).to_have_value("Northwind")
    page.get_by_role("button", name="Save the changes").click()
    expect(page.get_by_role("combobox", name="The job you apply for")).to_have_value(re.compile("Northwind"))
    assert kept_of_forms(page) == []
    assert app.get("/api/interview/targets")[1][0]["company"] == "Northwind"


def test_a_resume_that_was_pasted_and_not_used_outlives_the_tab(context: BrowserContext, app: App):
    text = RESUME + "Typed by hand."
    page = context.new_page()
    for is_again in (False, True):
        page.goto(app.url)
        add = page.get_by_role("button", name="Add another resume")
        paste = page.get_by_role("button", name="Paste the text")
        expect(add.or_(paste)).to_be_visible(timeout=30_000)
        if add.is_visible():
            click_until(add, paste)
        click_until(paste, page.get_by_label("The text of your resume"))
        if is_again:
            break
        page.get_by_label("The text of your resume").fill(text)
        page.close()
        page = context.new_page()
    expect(page.get_by_label("The text of your resume")).to_have_value(text)
    page.get_by_role("button", name="Use this text").click()
    expect(page.get_by_text("Right?")).to_be_visible(timeout=30_000)
    page.wait_for_function("!Object.keys(localStorage).some(k => k.startsWith('mi:kept:'))")


def test_of_a_posting_that_is_too_long_the_page_says_how_much_is_read(page: Page, app: App):
    open_without_a_resume(page, app)
    paste_job(page, "Experience with Python and Kafka. " * 6_000)
    told = page.get_by_text("This text has 204,000 characters. Only the first 20,000 are read and kept.")
    expect(told).to_be_visible(timeout=30_000)


def test_what_is_typed_into_what_was_understood_outlives_its_tab(context: BrowserContext, app: App):
    app.delete_everything()
    page = context.new_page()
    page.goto(app.url)
    page.get_by_role("button", name="Try with a sample resume").click(timeout=30_000)
    page.get_by_role("button", name="Correct it").click(timeout=30_000)
    projects = page.get_by_label("Projects and jobs")
    before = projects.input_value()
    projects.press("Control+End")
    projects.press_sequentially("\nNight shift planner")
    page.close()

    page = context.new_page()
    page.goto(app.url)
    page.get_by_role("button", name="Correct it").click(timeout=30_000)
    projects = page.get_by_label("Projects and jobs")
    expect(projects).to_have_value(f"{before}\nNight shift planner")
    page.wait_for_function("!Object.keys(localStorage).some(k => k.startsWith('mi:kept:'))")
    page.reload()
    page.get_by_role("button", name="Correct it").click(timeout=30_000)
    expect(page.get_by_label("Projects and jobs")).to_have_value(f"{before}\nNight shift planner")
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_role("button", name="Correct it")).to_be_visible(timeout=30_000)


def test_a_correction_is_saved_without_closing_the_editor(page: Page, app: App):
    app.delete_everything()
    page.goto(app.url)
    page.get_by_role("button", name="Try with a sample resume").click(timeout=30_000)
    page.get_by_role("button", name="Correct it").click(timeout=30_000)
    page.get_by_role("radio", name="Junior").click(timeout=30_000)
    expect(page.get_by_text("junior level", exact=False)).to_be_visible(timeout=30_000)
    skills = page.get_by_role("combobox", name="Skills")
    skills.fill("Terraform")
    skills.press("Enter")
    expect(page.get_by_text("and 6 more. Right?", exact=False)).to_be_visible(timeout=30_000)
    page.reload()
    expect(page.get_by_text("junior level", exact=False)).to_be_visible(timeout=30_000)
    expect(page.get_by_text("and 6 more. Right?", exact=False)).to_be_visible()
    expect(page.get_by_role("button", name="Correct it")).to_be_visible()


def test_an_open_editor_writes_over_no_correction_of_another_tab(context: BrowserContext, app: App):
    app.delete_everything()
    page, other = context.new_page(), context.new_page()
    page.goto(app.url)
    page.get_by_role("button", name="Try with a sample resume").click(timeout=30_000)
    page.get_by_role("button", name="Correct it").click(timeout=30_000)
    expect(page.get_by_role("button", name="Done")).to_be_visible(timeout=30_000)
    other.goto(app.url)
    other.get_by_role("button", name="Correct it").click(timeout=30_000)
    other.get_by_role("radio", name="Senior").click(timeout=30_000)
    expect(other.get_by_text("senior level", exact=False)).to_be_visible(timeout=30_000)
    skills = page.get_by_role("combobox", name="Skills")
    skills.fill("Terraform")
    skills.press("Enter")
    # While the list of skills is open, nothing else is there.
    skills.press("Escape")
    expect(page.get_by_text("and 6 more. Right?", exact=False)).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_text("senior level", exact=False)).to_be_visible(timeout=30_000)
    assert app.get("/api/resumes")[1][0]["level"] == "senior"
