"""axe-core finds no serious or critical violation on any page, in light, in dark and on a phone."""

from __future__ import annotations

import contextlib
import re
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.test_two_tabs import stale_tab
from tests.browser.walking import RESUME, open_answer_page, open_question, open_session
from tests.browser.writing import write
from tests.servers import App, wait_until

AXE = (files("axe_playwright_python") / "axe.min.js").read_text()
REFUSED = {"serious", "critical"}
DESKTOP, PHONE = ViewportSize(width=1200, height=900), ViewportSize(width=390, height=844)
# Both sizes and both schemes, once each: what a scheme colours, it colours in every size.
LOOKS: tuple[tuple[str, ViewportSize, Literal["light", "dark"]], ...] = (
    ("light", DESKTOP, "light"),
    ("phone, dark", PHONE, "dark"),
)
ANSWERS = ("First I measured, then I changed one thing, and it fell from 800 ms to 90 ms.", "I do not know.")


@dataclass
class Filled:
    """The app with interviews in it."""

    app: App
    open_id: str
    graded_id: str
    grading_id: str


def answer_all(app: App, session_id: str) -> None:
    path = f"/api/interview/sessions/{session_id}"
    for index, answer in enumerate(ANSWERS):
        assert app.call("POST", f"{path}/answers", {"questionIndex": index, "answer": answer})[0] == 200


def back_to_grading(app: App, session_id: str) -> None:
    """As if another worker, far away, had just begun to grade this interview."""
    with contextlib.closing(sqlite3.connect(app.folder / "data" / "interview.db", timeout=20)) as db, db:
        db.execute(
            "UPDATE evaluation SET status = 'PROCESSING', claimed_by = 'far away', finished_at = NULL,"
            " lease_until = '2099-01-01 00:00:00.000000' WHERE session_id = ?",
            [session_id],
        )
        db.execute("UPDATE session SET status = 'COMPLETED' WHERE id = ?", [session_id])


def is_evaluated(app: App, session_id: str) -> bool:
    return bool(app.get(f"/api/interview/sessions/{session_id}")[1]["status"] == "EVALUATED")


@pytest.fixture(scope="module")
def filled(app: App) -> Filled:
    graded = [open_session(app, questions=2) for _ in range(4)]
    for session_id in graded:
        answer_all(app, session_id)
    wait_until(lambda: all(is_evaluated(app, session_id) for session_id in graded), 90, "graded")
    back_to_grading(app, graded[-1])
    return Filled(app, open_session(app, questions=2), graded[0], graded[-1])


def violations(page: Page) -> list[str]:
    """Serious and critical violations as "rule: selector (what axe says)"."""
    expect(page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]')).to_be_visible()
    page.wait_for_function("getComputedStyle(document.documentElement).getPropertyValue('--mi-on-primary') !== ''")
    found = page.evaluate("() => axe.run({resultTypes: ['violations']})")
    return [
        f"{rule['id']}: {node['target']} {node['any'][0]['message'] if node['any'] else rule['help']}"
        for rule in found["violations"]
        if rule["impact"] in REFUSED
        for node in rule["nodes"]
    ]


def start(page: Page, app: App) -> None:
    page.goto(app.url)
    expect(page.get_by_role("button", name="See the whole sample report")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Of a file only its text is kept", exact=False)).to_be_visible(timeout=30_000)


def history(page: Page, app: App) -> None:
    page.goto(f"{app.url}/history")
    expect(page.get_by_text("There is no interview yet.", exact=False)).to_be_visible(timeout=30_000)


def trends(page: Page, app: App) -> None:
    page.goto(f"{app.url}/progress")
    expect(page.get_by_text("There is no graded interview yet", exact=False)).to_be_visible(timeout=30_000)


def start_with_a_resume(page: Page, filled: Filled) -> None:
    page.goto(filled.app.url)
    page.locator("input[type=file]").set_input_files(
        {"name": "ada.txt", "mimeType": "text/plain", "buffer": RESUME.encode()}
    )
    expect(page.get_by_role("button", name=re.compile("^Start"))).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="Correct it").click()
    expect(page.get_by_role("button", name="Done")).to_be_visible()
    page.get_by_text("Change the interview", exact=True).click()
    expect(page.get_by_label("Questions", exact=True)).to_be_visible()


def answering(page: Page, filled: Filled) -> None:
    open_answer_page(page, filled.app, filled.open_id)
    write(page, "A few words. ")
    page.get_by_role("button", name="Skip this question").click()


def swapping(page: Page, filled: Filled) -> None:
    open_answer_page(page, filled.app, open_session(filled.app))
    page.get_by_role("button", name="Swap this question").click()
    expect(page.get_by_role("button", name="Swap it: not my field")).to_be_visible()


def answering_offline(page: Page, filled: Filled) -> None:
    open_answer_page(page, filled.app, filled.open_id)
    page.route("**/answers", lambda route: route.abort())
    page.get_by_label("Your answer").press("x")
    expect(page.get_by_text("Not saved yet. Kept in this browser")).to_be_visible()


def answering_in_conflict(page: Page, filled: Filled) -> None:
    stale_tab(page, page.context.new_page(), filled.app, open_session(filled.app), "mine", "theirs")


def ending(page: Page, filled: Filled) -> None:
    open_answer_page(page, filled.app, filled.open_id)
    page.get_by_role("button", name="End the interview").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.get_by_role("button", name="End and get the report")).to_be_visible()


def report_while_grading(page: Page, filled: Filled) -> None:
    page.goto(f"{filled.app.url}/report?session={filled.grading_id}")
    expect(page.get_by_text("Grading your answers", exact=False).first).to_be_visible(timeout=30_000)


def report_with_grades(page: Page, filled: Filled) -> None:
    page.goto(f"{filled.app.url}/report?session={filled.graded_id}")
    open_question(page, 1)
    expect(page.get_by_role("link", name="Download PDF")).to_be_visible(timeout=30_000)


def history_filled(page: Page, filled: Filled) -> None:
    page.goto(f"{filled.app.url}/history")
    expect(page.get_by_text("Practice interviewer").first).to_be_visible(timeout=30_000)


def trends_filled(page: Page, filled: Filled) -> None:
    page.goto(f"{filled.app.url}/progress")
    expect(page.locator(".js-plotly-plot").first).to_be_visible(timeout=30_000)


EMPTY_PLACES: list[Callable[[Page, App], None]] = [start, history, trends]
PLACES: list[Callable[[Page, Filled], None]] = [
    start_with_a_resume,
    answering,
    swapping,
    answering_offline,
    answering_in_conflict,
    ending,
    report_while_grading,
    report_with_grades,
    history_filled,
    trends_filled,
]


def check_every_look(page: Page, looks: Sequence[tuple[str, ViewportSize, Literal["light", "dark"]]] = LOOKS) -> None:
    """Nothing serious in any look of the page that is open, and nothing that sticks out."""
    page.evaluate(AXE)
    found = {}
    for look, size, scheme in looks:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(
            "scheme => getComputedStyle(document.querySelector('.stApp')).colorScheme === scheme", arg=scheme
        )
        found[look] = violations(page)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), look
    assert found == {look: [] for look, _, _ in looks}


# First, while nothing is there.
@pytest.mark.parametrize("place", EMPTY_PLACES, ids=lambda place: place.__name__)
def test_axe_finds_nothing_serious_where_nothing_is_yet(page: Page, app: App, place: Callable[[Page, App], None]):
    place(page, app)
    check_every_look(page)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_axe_finds_nothing_serious(page: Page, filled: Filled, place: Callable[[Page, Filled], None]):
    place(page, filled)
    check_every_look(page)


def in_chinese(filled: Filled) -> dict[str, str]:
    """Every page's address, each with words that stand on it in Chinese once it is whole."""
    return {
        "/": "看完整的示例报告",
        "/history": "练习面试官",
        "/progress": "你在准备哪个职位？",
        "/stories": "你做过的事",
        "/debrief": "面试",
        "/my_data": "保存的内容",
        f"/answer?session={filled.open_id}": "提交回答",
        f"/report?session={filled.graded_id}": "Download PDF",
        "/sample": "示例报告",
        f"/compare?first={filled.graded_id}&second={filled.graded_id}": "面试",
        f"/shared?token={'A' * 43}": "链接",
        "/operator": "运行",
    }


@pytest.mark.parametrize(
    "number", [*range(0, 12, 2), *(pytest.param(each, marks=pytest.mark.long) for each in range(1, 12, 2))]
)
def test_axe_finds_nothing_serious_in_chinese(chromium: Browser, filled: Filled, number: int):
    """Each page in one look, by turns: what is drawn is the same in both languages, only the words are others."""
    address, words = [*in_chinese(filled).items()][number]
    context = chromium.new_context(locale="zh-CN")
    page = context.new_page()
    page.goto(filled.app.url + address)
    expect(page.get_by_text(words, exact=False).filter(visible=True).first).to_be_visible(timeout=30_000)
    check_every_look(page, [LOOKS[number // 2 % len(LOOKS)]])
    context.close()
