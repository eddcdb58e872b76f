"""The first minute: how few clicks lead from an empty page to a question, and what is seen without scrolling.

Seconds are printed and claim nothing: a busy machine makes no claim false.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.test_accessibility import check_every_look
from tests.browser.walking import RESUME, answer_and_move_on
from tests.servers import App

pytestmark = pytest.mark.long

WIDTH, HEIGHT = 1280, 657
JOB = "Requirements\n- Experience with Python and Kafka\n- Terraform is a plus"


class Visit:
    """A page on a small laptop screen that counts what a person clicks."""

    def __init__(self, page: Page, app: App, name: str) -> None:
        self.page, self.app, self.name = page, app, name
        self.clicks = 0
        self._begun = time.monotonic()
        page.goto(app.url)

    def click(self, found: Locator) -> None:
        found.click(timeout=30_000)
        self.clicks += 1

    def upload(self) -> None:
        """As many clicks as the box itself needs: the rest is in the system's own window."""
        self.page.locator("input[type=file]").first.set_input_files(
            {"name": "ada.txt", "mimeType": "text/plain", "buffer": RESUME.encode()}
        )
        self.clicks += 1

    def start(self) -> None:
        """Start, which is seen without scrolling."""
        button = self.page.get_by_role("button", name="Start the interview")
        expect(button).to_be_visible(timeout=30_000)
        expect(self.page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=30_000)
        box = button.bounding_box()
        assert box is not None
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= HEIGHT, f"{self.name}: the button ends at {box['y'] + box['height']} px"
        expect(self.page.locator('[data-testid="stBaseButton-primary"]')).to_have_count(1)
        self.click(button)

    def arrived(self, clicks: int) -> None:
        expect(self.page.get_by_label("Your answer")).to_be_editable(timeout=60_000)
        print(f"{self.name}: {self.clicks} clicks, {time.monotonic() - self._begun:.1f} s to the first question")
        assert self.clicks == clicks


@pytest.fixture
def empty(running_app: App) -> App:
    running_app.delete_everything()
    for target in running_app.get("/api/interview/targets")[1]:
        running_app.call("DELETE", f"/api/interview/targets/{target['targetId']}")
    return running_app


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": WIDTH, "height": HEIGHT})
    yield context.new_page()
    context.close()


def test_one_question_is_one_click_away_and_its_report_comes_at_once(page: Page, empty: App):
    visit = Visit(page, empty, "one question")
    visit.click(page.get_by_role("button", name="Try one question now"))
    visit.arrived(clicks=1)
    answer_and_move_on(
        page, "Last spring I had to learn our till in two days. I asked to be shown it, then ran it alone."
    )
    expect(page.get_by_text("1 of 1 answer graded")).to_be_visible(timeout=90_000)
    page.get_by_role("button", name="Start a whole interview").click()
    expect(page.get_by_text("Practise your next interview")).to_be_visible(timeout=30_000)
    page.goto(f"{empty.url}/history")
    expect(page.get_by_text("One question").first).to_be_visible(timeout=30_000)


def test_with_a_sample_resume_it_is_two_clicks(page: Page, empty: App):
    visit = Visit(page, empty, "sample resume")
    visit.click(page.get_by_role("button", name="Try with a sample resume"))
    expect(page.get_by_text("Backend developer, mid level: Go, Kafka, PostgreSQL and 5 more. Right?")).to_be_visible()
    visit.start()
    visit.arrived(clicks=2)
    assert empty.get("/api/resumes")[1][0]["fileName"] == "Sample resume"


def test_with_a_kind_of_work_it_is_two_clicks(page: Page, empty: App):
    visit = Visit(page, empty, "kind of work")
    visit.click(page.get_by_role("radio", name="Registered nurse"))
    expect(page.get_by_text("Registered nurse, mid level")).to_be_visible()
    for height in (844, 664):
        page.set_viewport_size({"width": 390, "height": height})
        page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, 0)")
        expect(page.get_by_role("button", name="Start the interview")).to_be_in_viewport(ratio=1)
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    visit.start()
    visit.arrived(clicks=2)


def test_with_a_resume_of_ones_own_it_is_two_clicks(page: Page, empty: App):
    visit = Visit(page, empty, "own resume")
    expect(page.get_by_role("button", name="Try one question now")).to_be_visible(timeout=30_000)
    visit.upload()
    expect(page.get_by_text("5 questions, up to 1 follow-up each, about 25 minutes, in English.")).to_be_visible()
    visit.start()
    visit.arrived(clicks=2)


def test_with_a_resume_and_a_posting_it_is_three_clicks(page: Page, empty: App):
    visit = Visit(page, empty, "resume and posting")
    expect(page.get_by_role("button", name="Try one question now")).to_be_visible(timeout=30_000)
    visit.upload()
    expect(page.get_by_text("Right?")).to_be_visible(timeout=30_000)
    box = page.get_by_label("The text of the job advertisement")
    visit.click(box)
    box.fill(JOB)
    box.blur()
    expect(page.get_by_text("We found 3 skills the job asks for: 1 in your resume, 2 not found.")).to_be_visible(
        timeout=30_000
    )
    visit.start()
    visit.arrived(clicks=3)


def test_a_posting_pasted_first_is_still_there_when_the_resume_is_read(page: Page, empty: App):
    page.goto(empty.url)
    box = page.get_by_label("The text of the job advertisement")
    box.fill(JOB, timeout=30_000)
    box.blur()
    page.locator("input[type=file]").first.set_input_files(
        {"name": "ada.txt", "mimeType": "text/plain", "buffer": RESUME.encode()}
    )
    expect(page.get_by_text("We found 3 skills the job asks for: 1 in your resume, 2 not found.")).to_be_visible(
        timeout=30_000
    )
    expect(box).to_have_value(JOB)


def test_a_file_that_is_no_resume_by_its_name_is_refused_in_our_words(page: Page, empty: App):
    page.goto(empty.url)
    page.locator("input[type=file]").first.set_input_files(
        {"name": "cv.rtf", "mimeType": "application/rtf", "buffer": b"{\\rtf1 Ada}"}
    )
    expect(page.get_by_text("Use one whose name ends in .pdf, .docx, .txt or .md")).to_be_visible(timeout=30_000)


def test_what_was_understood_is_corrected_in_place_and_kept(page: Page, empty: App):
    page.goto(empty.url)
    page.get_by_role("button", name="Try with a sample resume").click(timeout=30_000)
    page.get_by_role("button", name="Correct it").click(timeout=30_000)
    page.get_by_role("radio", name="Senior").click(timeout=30_000)
    expect(
        page.get_by_text("Backend developer, senior level: Go, Kafka, PostgreSQL and 5 more. Right?")
    ).to_be_visible()
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_role("button", name="Correct it")).to_be_visible(timeout=30_000)
    page.reload()
    expect(page.get_by_text("Backend developer, senior level: Go", exact=False)).to_be_visible(timeout=30_000)
    assert empty.get("/api/resumes")[1][0]["level"] == "senior"


def test_somebody_with_interviews_is_told_no_more_what_this_is_but_can_still_try_a_question(page: Page, empty: App):
    page.goto(empty.url)
    welcome = page.get_by_text("Answer interview questions made for your work", exact=False)
    expect(welcome).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="Try one question now").click()
    expect(page.get_by_label("Your answer")).to_be_editable(timeout=60_000)
    page.goto(empty.url)
    expect(page.get_by_role("button", name="Continue", exact=True)).to_be_visible(timeout=30_000)
    expect(page.get_by_role("button", name="Try one question now")).to_be_visible()
    expect(page.get_by_role("button", name="See the whole sample report")).to_be_visible()
    expect(welcome).to_have_count(0)


def test_one_question_that_was_left_open_says_why_it_stays_in_its_language_and_offers_another(page: Page, empty: App):
    page.goto(empty.url)
    page.get_by_role("button", name="Try one question now").click()
    expect(page.get_by_label("Your answer")).to_be_editable(timeout=60_000)
    page.get_by_label("Your answer").fill("half an answer")
    expect(page.get_by_text("Saved at", exact=False)).to_be_visible()
    page.get_by_role("link", name="中文").click()
    expect(page.get_by_text("这道题用的是英文", exact=False)).to_be_visible(timeout=30_000)
    expect(page.get_by_label("你的回答")).to_have_value("half an answer")
    check_every_look(page)
    page.get_by_role("button", name="用中文问我一道题").click()
    expect(page.locator("h1.mi-question")).to_contain_text(re.compile("[\u4e00-\u9fff]"), timeout=30_000)
    expect(page.get_by_text("这道题用的是英文", exact=False)).to_have_count(0)
    page.goto(empty.url)
    page.get_by_role("button", name="现在就试一道题").click()
    expect(page.locator("h1.mi-question")).to_contain_text(re.compile("[\u4e00-\u9fff]"), timeout=30_000)
    assert len(empty.get("/api/interview/sessions")[1]["sessions"]) == 2


@pytest.mark.parametrize(
    ("locale", "see", "strongest"),
    [
        ("en-US", "See the whole sample report", "Strongest"),
        ("zh-CN", "查看完整的示例报告", "最好的一点"),
    ],
)
def test_landing_and_sample_report_have_no_serious_violation_in_any_look(
    chromium: Browser, empty: App, locale: str, see: str, strongest: str
):
    context = chromium.new_context(viewport={"width": WIDTH, "height": HEIGHT}, locale=locale)
    page = context.new_page()
    page.goto(empty.url)
    expect(page.get_by_text(strongest)).to_be_visible(timeout=30_000)
    check_every_look(page)
    page.get_by_role("button", name=see).click()
    expect(page.get_by_test_id("stExpander")).to_have_count(4, timeout=30_000)
    check_every_look(page)
    context.close()


def test_chinese_pages_begin_a_chinese_interview_where_there_is_no_resume(chromium: Browser, empty: App):
    context = chromium.new_context(viewport={"width": WIDTH, "height": HEIGHT}, locale="zh-CN")
    page = context.new_page()
    page.goto(empty.url)
    page.get_by_role("radio", name="护士").click(timeout=30_000)
    expect(
        page.get_by_text(
            "用中文。随时可以暂停；提前结束时，没有回答的题按 0 分计。中文回答由你对照好回答的要点自己打标记。",
            exact=False,
        )
    ).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="开始面试").click()
    page.wait_for_url("**/answer?*", timeout=60_000)
    made = empty.get("/api/interview/sessions")[1]["sessions"][0]
    assert (made["resumeName"], made["kind"]) == ("护士", "interview")
    assert empty.get(f"/api/interview/sessions/{made['sessionId']}")[1]["language"] == "zh"
    page.goto(empty.url)
    page.get_by_role("radio", name="护士").click(timeout=30_000)
    expect(page.get_by_role("button", name="开始一场新的")).to_be_visible(timeout=30_000)
    context.close()
