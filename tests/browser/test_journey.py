"""The main job, as a person does it: from a resume file to a report and its PDF, offline."""

import io
import re

import pytest
from playwright.sync_api import Page, expect
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tests.browser.walking import (
    RESUME,
    answer_and_move_on,
    open_answer_page,
    open_finished_report,
    open_session,
    question_text,
)
from tests.servers import App

ANSWER = (
    "First I measured where the time went, because guessing had failed before. I found one slow query, added an index "
    "and a test for it, and the response time fell from 800 ms to 90 ms. I learned to look at the plan first."
)


def resume_pdf() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    lines = canvas.beginText(60, 780)
    lines.textLines(RESUME)
    canvas.drawText(lines)
    canvas.save()
    return out.getvalue()


def test_from_a_resume_file_to_the_report_and_its_pdf(page: Page, app: App):
    outside: list[str] = []
    page.on("request", lambda request: outside.append(request.url) if app.url not in request.url else None)
    page.goto(app.url)
    page.locator("input[type=file]").set_input_files(
        {"name": "ada.pdf", "mimeType": "application/pdf", "buffer": resume_pdf()}
    )
    expect(
        page.get_by_text("Backend developer, mid level: Python, PostgreSQL, Docker and 1 more. Right?")
    ).to_be_visible()
    page.get_by_text("Change the interview", exact=True).click()
    count = page.get_by_label("Questions", exact=True)
    count.fill("3")
    count.press("Tab")
    expect(page.get_by_text("3 questions, up to 1 follow-up each", exact=False)).to_be_visible()
    expect(page.get_by_text("Practice interviewer").first).to_be_visible()
    page.get_by_role("button", name="Start the interview").click()
    expect(page.get_by_label("Your answer")).to_be_editable(timeout=30_000)
    asked = []
    while "/report" not in page.url:
        asked.append(question_text(page))
        assert len(asked) <= 6
        # Whoever does not know is always asked something easier.
        answer_and_move_on(page, ANSWER if asked[1:] else "I do not know.")
    assert len(asked) > 3, "no follow-up was asked"
    assert len(set(asked)) == len(asked)
    open_finished_report(page)
    download = page.get_by_role("link", name="Download PDF")
    expect(download).to_be_visible(timeout=60_000)
    expect(page.get_by_text(re.compile(r"\d+ of \d+ answers graded")).first).to_be_visible()
    page.get_by_text("How the score comes about").click()
    expect(page.get_by_text("Graded by Practice interviewer").first).to_be_visible()
    with page.expect_download() as started:
        download.click()
    assert started.value.suggested_filename.endswith(".pdf")
    assert started.value.path().read_bytes().startswith(b"%PDF-")
    page.goto(f"{app.url}/history")
    expect(page.get_by_text("ada.pdf").first).to_be_visible(timeout=30_000)
    assert [url for url in outside if not url.startswith(("data:", "blob:"))] == []


def test_an_unfinished_interview_is_greeted_first_and_continues_with_its_words(page: Page, app: App):
    session_id = open_session(app, questions=2)
    open_answer_page(page, app, session_id)
    page.get_by_label("Your answer").fill("Half an answer that is")
    expect(page.get_by_text(re.compile(r"Saved at \d\d:\d\d:\d\d"))).to_be_visible()
    page.goto(app.url)
    page.get_by_role("button", name="Continue", exact=True).click()
    expect(page.get_by_label("Your answer")).to_have_value("Half an answer that is", timeout=30_000)


def test_ending_early_says_what_happens_and_counts_the_open_draft(page: Page, app: App):
    session_id = open_session(app, questions=3)
    open_answer_page(page, app, session_id)
    answer_and_move_on(page, ANSWER)
    page.get_by_label("Your answer").fill("Only a draft so far")
    page.get_by_role("button", name="End the interview").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("1 draft", exact=False)).to_be_visible()
    expect(dialog.get_by_text("1 without an answer: counts 0 in the overall score")).to_be_visible()
    dialog.get_by_role("button", name="End and get the report").click()
    page.wait_for_url(re.compile("/report"), timeout=30_000)
    questions = app.get(f"/api/interview/sessions/{session_id}")[1]["questions"]
    assert [question["answer"] for question in questions] == [ANSWER, "Only a draft so far", None]


def test_skipping_is_said_plainly_and_moves_on(page: Page, app: App):
    session_id = open_session(app, questions=2)
    open_answer_page(page, app, session_id)
    first = question_text(page)
    page.get_by_role("button", name="Skip this question").click()
    expect(page.get_by_text("Where the question gets a score, that is 0")).to_be_visible()
    page.get_by_role("button", name="Skip it").click()
    expect(page.locator("h1.mi-question")).not_to_have_text(first)
    assert app.get(f"/api/interview/sessions/{session_id}")[1]["questions"][0]["answer"] == ""


def test_a_deep_link_on_a_fresh_server_goes_through_the_router(page: Page, app: App):
    app.kill("web")
    from tests.servers import wait_until

    wait_until(app.is_healthy, 40, "the web process is back")
    page.goto(f"{app.url}/history")
    expect(page.get_by_text("Practice interviewer").first).to_be_visible(timeout=30_000)


@pytest.mark.parametrize("path", ["answer", "report"])
def test_a_session_that_is_not_there_says_so_and_leads_to_the_history(page: Page, app: App, path: str):
    page.goto(f"{app.url}/{path}?session=nowhere")
    expect(page.get_by_text("This interview is not here.", exact=False)).to_be_visible(timeout=30_000)
    page.get_by_text("For support").click()
    expect(page.get_by_text("INTERVIEW_SESSION_NOT_FOUND")).to_be_visible()
    page.get_by_role("button", name="Open the history").click()
    page.wait_for_url(f"{app.url}/history**")
    expect(page.get_by_text("This interview is not here.", exact=False)).to_be_hidden()
