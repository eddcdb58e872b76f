"""A finished report: what matters on two screens, each question behind a click, in the order that is wanted."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.walking import open_question, open_session
from tests.servers import App, wait_until

WIDTH, HEIGHT = 1280, 657
STORY = (
    "Our search took nine seconds and customers complained. I moved the filter into the database, because the page "
    "sent every row over the network. In the end it took one second, and I learned to measure first."
)


@pytest.fixture(scope="module")
def finished(app: App) -> str:
    """The id of a graded session of ten questions, the first two with answers, the third with a poor one."""
    session_id = open_session(app, questions=10)
    path = f"/api/interview/sessions/{session_id}"
    for index in range(10):
        text = STORY if index < 2 else "It was long ago and went well enough." if index == 2 else "I don't know"
        app.call("POST", f"{path}/answers", {"questionIndex": index, "answer": text})
    wait_until(lambda: app.get(f"{path}/report")[1]["evaluateStatus"] == "COMPLETED", 90, "the report")
    return session_id


def boxes(page: Page) -> Locator:
    """The boxes of the questions; one behind them is for a mentor."""
    return page.get_by_test_id("stExpander").filter(has_text=re.compile(r"Question \d+:"))


@pytest.fixture
def shown(page: Page, app: App, finished: str) -> Page:
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    page.goto(f"{app.url}/report?session={finished}")
    expect(boxes(page)).to_have_count(10, timeout=60_000)
    return page


def test_a_report_of_ten_questions_fits_on_two_screens_while_they_are_closed(shown: Page):
    shown.set_viewport_size({"width": WIDTH, "height": 5 * HEIGHT})
    end = boxes(shown).last.bounding_box()
    assert end is not None
    assert end["y"] + end["height"] <= 2 * HEIGHT
    expect(shown.get_by_text(re.compile("^Reference answer")).filter(visible=True)).to_have_count(0)


def test_a_question_of_knowledge_says_what_is_often_said_and_wrong_behind_the_click_on_its_reference_answer(
    shown: Page, app: App, finished: str
):
    questions = app.get(f"/api/interview/sessions/{finished}/report")[1]["questions"]
    known = next(each for each in questions if each["misconceptions"] and not each["isFollowUp"])
    box = open_question(shown, known["questionNumber"])
    box.get_by_text("Reference answer and common mistakes", exact=True).click()
    for wrong in known["misconceptions"]:
        expect(box.get_by_role("listitem").filter(has_text=f"Wrong: “{wrong}”")).to_be_visible()
    expect(box.get_by_text("Often said by others, and wrong", exact=True)).to_be_visible()
    told = next(each for each in questions if not each["misconceptions"] and each["referenceAnswer"])
    expect(boxes(shown).filter(has_text=f"Question {told['questionNumber']}:")).not_to_contain_text(
        "Often said by others"
    )


def test_an_open_question_stays_open_while_its_score_changes(shown: Page):
    box = open_question(shown, 3)
    label = box.locator("summary").first
    before = label.inner_text()
    point = box.get_by_role("radiogroup", name=re.compile("^Is this in your answer")).first
    point.get_by_role("radio", name="Said it").click()
    expect(label).not_to_have_text(before)
    expect(point.get_by_role("radio", name="Said it")).to_be_checked()
    expect(point).to_be_visible()


def test_a_question_opens_and_closes_by_keyboard_and_keeps_the_focus(shown: Page):
    box = boxes(shown).nth(1)
    handle = box.locator("summary").first
    expect(box.get_by_text("In the end it took one second")).to_have_count(0)
    handle.focus()
    shown.keyboard.press("Enter")
    expect(box.get_by_text("In the end it took one second")).to_be_visible()
    expect(handle).to_be_focused()
    shown.keyboard.press("Enter")
    expect(box.get_by_text("In the end it took one second")).to_have_count(0)
    expect(handle).to_be_focused()


def test_the_lowest_score_comes_first_where_that_is_wanted(shown: Page, app: App, finished: str):
    questions = app.get(f"/api/interview/sessions/{finished}/report")[1]["questions"]
    middles = [
        (each["scoreLow"] + each["scoreHigh"]) / 2 if each["score"] is None else each["score"] for each in questions
    ]
    wanted = [f"Question {number + 1}:" for number in sorted(range(10), key=lambda number: middles[number])]
    assert wanted != [f"Question {number}:" for number in range(1, 11)]
    shown.get_by_text("Lowest score first").click()
    expect(boxes(shown).last).to_contain_text(wanted[-1])
    labels = boxes(shown).locator("summary p").all_inner_texts()
    assert [label.split(":")[0] + ":" for label in labels] == wanted
