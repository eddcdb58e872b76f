"""Progress in a browser: old links and filters that a bookmark keeps, a job named, tables that are safe to open, a
phone's width."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from interview.core.grading import Verdict
from interview.services import build
from interview.settings import Settings
from tests.report_builders import GOOD, graded, report, session, turn
from tests.servers import App, wait_until
from tests.unit.test_analytics import keep

pytestmark = pytest.mark.long

FORMULA = "=cmd|calc.pdf"
NAMES = ("Ada Example.pdf", FORMULA)
VERDICTS = (Verdict.TOUCHED, Verdict.COVERED, Verdict.MISSED)


@pytest.fixture(scope="module")
def trends(app: App) -> App:
    """The app with twelve graded interviews of two resumes."""
    services = build(Settings(_env_file=None, data_dir=Path(app.folder) / "data", redis_url="redis://127.0.0.1:1/0"))
    for day in range(12):
        questions = [replace(GOOD, category=name) for name in ("Databases", "Python", "Design")]
        turns = [turn(main, question=question) for main, question in enumerate(questions)]
        given = [graded(each, [VERDICTS[(day + n) % 3]] * 3) for n, each in enumerate(turns)]
        keep(services, report(session(turns, id=f"s{day}", day=day, resume_name=NAMES[day % 2]), given))
    services.store.engine.dispose()
    return app


def opened(page: Page, app: App, query: str = "") -> None:
    """With its charts drawn: until then, what is below them moves while it is clicked."""
    page.goto(f"{app.url}/progress{query}")
    expect(page.get_by_text("Interviews per week")).to_be_visible(timeout=30_000)
    charts = page.get_by_test_id("stPlotlyChart")
    expect(charts.first).to_be_visible()
    expect(charts.filter(has_not=page.locator(".main-svg"))).to_have_count(0)


def test_a_bookmark_of_a_filter_opens_with_it(trends: App, page: Page) -> None:
    opened(page, trends, "?category=Python")
    expect(page.get_by_role("heading", name="Score in Python")).to_be_visible()
    expect(page.get_by_text("Showing: Python")).to_be_visible()
    expect(page).to_have_url(f"{trends.url}/progress?category=Python")


def test_a_bookmark_of_the_page_trends_leads_to_progress_with_its_filter(trends: App, page: Page) -> None:
    page.goto(f"{trends.url}/trends?category=Python")
    expect(page.get_by_role("heading", name="Score in Python")).to_be_visible(timeout=30_000)
    expect(page).to_have_url(f"{trends.url}/progress?category=Python")


def test_a_job_is_named_with_two_fields_and_its_list_becomes_a_session(trends: App, page: Page) -> None:
    for target in trends.get("/api/interview/targets")[1]:
        trends.call("DELETE", f"/api/interview/targets/{target['targetId']}")
    opened(page, trends)
    page.get_by_label("Job title").fill("Backend developer")
    page.get_by_role("button", name="Save this job").click()
    expect(page.get_by_role("heading", name="Backend developer")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Too little to say: answer", exact=False)).to_be_visible()
    page.get_by_role("button", name="Practise these").click()
    expect(page.get_by_text("Question 1 of", exact=False).first).to_be_visible(timeout=30_000)


def test_what_is_typed_about_the_job_outlives_its_closed_box_and_the_server(trends: App, page: Page) -> None:
    made = trends.call("POST", "/api/interview/targets", {"title": "Data engineer", "jobText": "Know SQL"})[1]
    opened(page, trends, f"?job={made['targetId']}")
    box = page.get_by_test_id("stExpander").filter(has_text="Change this job").locator("summary")
    company = page.get_by_label("Company")
    expect(company).to_have_count(0)
    box.click()
    company.fill("Typed and not saved")
    box.click()
    expect(company).to_be_hidden()
    box.click()
    expect(company).to_have_value("Typed and not saved")
    box.click()
    expect(company).to_be_hidden()
    trends.kill("web")
    wait_until(trends.is_whole, 60, "the server is there again")
    expect(page.get_by_role("link", name="Stories")).to_be_visible()
    page.get_by_text("Show the numbers").click()
    expect(page.get_by_role("tab", name="Interviews")).to_be_visible()
    box.click()
    expect(company).to_have_value("Typed and not saved")
    page.reload()
    box.click()
    expect(company).to_have_value("Typed and not saved")
    page.get_by_role("button", name="Save the changes").click()
    expect(page.get_by_role("heading", name="Data engineer, Typed and not saved")).to_be_visible()
    saved = trends.get(f"/api/interview/targets/{made['targetId']}")[1]["target"]
    assert (saved["company"], saved["jobText"]) == ("Typed and not saved", "Know SQL")
    company.fill("Another one")
    page.get_by_role("button", name="Save the changes").click()
    expect(page.get_by_role("heading", name="Data engineer, Another one")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('mi:kept:'))") == []
    assert trends.call("DELETE", f"/api/interview/targets/{made['targetId']}")[0] == 204


def test_a_bookmark_of_what_is_not_there_any_more_shows_everything(trends: App, page: Page) -> None:
    opened(page, trends, "?category=Cooking&since=never")
    expect(page.get_by_role("heading", name="Overall score")).to_be_visible()
    expect(page.get_by_text("are your ordinary ups and downs")).to_be_visible()


def test_the_only_download_of_a_table_is_the_one_with_safe_cells(trends: App, page: Page) -> None:
    opened(page, trends)
    page.get_by_text("Show the numbers").click()
    table = page.get_by_role("tabpanel", name="Interviews")
    table.get_by_test_id("stDataFrame").hover()
    expect(table.get_by_test_id("stElementToolbar").get_by_role("button", name="Search")).to_be_visible()
    download = table.get_by_role("link", name="Download as CSV")
    expect(download).to_have_count(1)
    with page.expect_download() as waiting:
        download.click()
    content = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    assert content.count(f",'{FORMULA},") == 6
    assert f",{FORMULA}," not in content


def test_what_was_settled_comes_as_one_file_whatever_is_filtered(trends: App, page: Page) -> None:
    for number, word in enumerate(("said", "wrong")):
        path, point = f"/api/interview/sessions/s{number}/verdict", GOOD.key_points[number].id
        sent = {"questionIndex": 0, "pointId": point, "settled": word}
        assert trends.call("PUT", path, sent)[0] == 200
    opened(page, trends, "?category=Python")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download as a file").click()
    assert waiting.value.suggested_filename == "mock-interview-verdicts.jsonl"
    found = [json.loads(line) for line in Path(waiting.value.path()).read_text(encoding="utf-8").splitlines()]
    assert [(line["keyPoint"], line["settled"]) for line in found] == [
        (GOOD.key_points[1].text, "wrong"),
        (GOOD.key_points[0].text, "said"),
    ]


def test_nothing_is_cut_off_on_a_phone(trends: App, chromium: Browser) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    opened(page, trends)
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    wide = page.evaluate("[...document.querySelectorAll('.js-plotly-plot')].map(each => each.getBoundingClientRect())")
    assert wide
    assert all(box["left"] >= 0 and box["right"] <= 390 for box in wide)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()
