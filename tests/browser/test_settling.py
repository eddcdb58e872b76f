"""The candidate's word on a verdict, in the browser: one click counts everywhere, another takes it back."""

import json
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.walking import once_all, open_session
from tests.servers import App, wait_until

pytestmark = pytest.mark.long


def judged(app: App) -> str:
    """A finished report of one answer in which nothing is recognised; the session's id."""
    session_id = open_session(app)
    path = f"/api/interview/sessions/{session_id}"
    app.call("POST", f"{path}/answers", {"questionIndex": 0, "answer": "It was long ago and went well enough."})
    wait_until(lambda: app.get(f"{path}/report")[1]["evaluateStatus"] == "COMPLETED", 60, "the report")
    return session_id


def first_point(page: Page, app: App, session_id: str) -> Locator:
    """The four words beside the first key point, once those of all are there."""
    points = len(report(app, session_id)["questions"][0]["evidence"])
    return once_all(page.get_by_role("radiogroup", name=re.compile("^Is this in your answer")), points).first


def report(app: App, session_id: str) -> dict:
    return app.get(f"/api/interview/sessions/{session_id}/report")[1]


def test_one_click_counts_in_report_and_files_outlives_a_reload_and_the_same_click_takes_it_back(page: Page, app: App):
    session_id = judged(app)
    before = report(app, session_id)
    page.goto(f"{app.url}/report?session={session_id}")
    first_point(page, app, session_id).get_by_role("radio", name="Said it").click()
    expect(page.get_by_text("Your own word. The interviewer said: Not recognised.")).to_be_visible()
    after = report(app, session_id)
    assert after["overallScore"] > before["overallScore"]
    expect(page.locator(".mi-score strong")).to_have_text(f"{after['overallScore']:g}")
    page.reload()
    expect(first_point(page, app, session_id).get_by_role("radio", name="Said it")).to_be_checked()
    with page.expect_download() as downloading:
        page.get_by_role("link", name="JSON").click()
    evidence = json.loads(downloading.value.path().read_text())["questions"][0]["evidence"][0]
    assert (evidence["verdict"], evidence["judged"], evidence["settled"]) == ("covered", "missed", "said")
    first_point(page, app, session_id).get_by_role("radio", name="Said it").click()
    expect(page.get_by_text("Your own word.", exact=False)).to_have_count(0)
    assert report(app, session_id) == before


def test_two_tabs_show_what_was_settled_last(page: Page, app: App):
    session_id = judged(app)
    other = page.context.new_page()
    for tab in (page, other):
        tab.goto(f"{app.url}/report?session={session_id}")
        first_point(tab, app, session_id)
    first_point(page, app, session_id).get_by_role("radio", name="Said it").click()
    expect(page.get_by_text("Your own word.", exact=False).first).to_be_visible()
    first_point(other, app, session_id).get_by_role("radio", name="Had it wrong").click()
    expect(other.get_by_text("Your own word.", exact=False).first).to_be_visible()
    page.reload()
    expect(first_point(page, app, session_id).get_by_role("radio", name="Had it wrong")).to_be_checked()
    assert report(app, session_id)["questions"][0]["evidence"][0]["settled"] == "wrong"


def test_what_was_settled_outlives_a_killed_web_process(page: Page, app: App):
    session_id = judged(app)
    page.goto(f"{app.url}/report?session={session_id}")
    first_point(page, app, session_id).get_by_role("radio", name="Partly").click()
    expect(page.get_by_text("Your own word.", exact=False).first).to_be_visible()
    app.kill("web")
    wait_until(app.is_healthy, 60, "the web process is back")
    page.goto(f"{app.url}/report?session={session_id}")
    expect(first_point(page, app, session_id).get_by_role("radio", name="Partly")).to_be_checked()
