"""Steps that a person takes in the browser, for the tests to combine."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.servers import App

RESUME = """Ada Example
Skills: Python, PostgreSQL, Docker, Git
Experience
Backend Developer, Example Ltd, 2019 - 2024
Built a billing service in Python and PostgreSQL that sends 20,000 invoices a month.
"""


def open_session(app: App, questions: int = 1, follow_ups: int = 0) -> str:
    """A new session made over the API; its id."""
    wanted = {
        "resumeText": RESUME,
        "questionCount": questions,
        "followUpCount": follow_ups,
        "forceCreate": True,
    }
    status, session = app.call("POST", "/api/interview/sessions", wanted)
    assert status == 201, session
    return str(session["sessionId"])


def open_answer_page(page: Page, app: App, session_id: str) -> None:
    page.goto(f"{app.url}/answer?session={session_id}")
    expect(page.get_by_label("Your answer")).to_be_editable(timeout=30_000)


def once_all(found: Locator, count: int) -> Locator:
    """The same elements once all of them are there.

    A page being loaded draws them in any order: until the last is there, the first may be one from further down.
    """
    expect(found).to_have_count(count, timeout=30_000)
    return found


def question_text(page: Page) -> str:
    return page.locator("h1.mi-question").inner_text()


def answer_and_move_on(page: Page, text: str) -> None:
    """Type an answer, submit it, and wait until the next question or the report is there."""
    asked = question_text(page)
    page.get_by_label("Your answer").fill(text)
    page.get_by_role("button", name="Submit answer").click()
    page.wait_for_function(
        "asked => location.pathname.endsWith('/report') ||"
        " (document.querySelector('h1.mi-question')?.innerText ?? asked) !== asked",
        arg=asked,
        timeout=60_000,
    )


def open_question(page: Page, number: int) -> Locator:
    """Open the box of a question of a report, counted from 1; gives the box."""
    box = page.get_by_test_id("stExpander").filter(has_text=f"Question {number}:")
    box.locator("summary").first.click(timeout=60_000)
    return box


def open_finished_report(page: Page) -> None:
    """From the last answer to the report, without a guess at its score."""
    page.get_by_role("button", name="Show the report").click(timeout=30_000)
    # Until it is whole its boxes stand open, and a click would close them.
    expect(page.get_by_role("link", name="Download PDF")).to_be_visible(timeout=60_000)
