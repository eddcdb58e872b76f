"""What is left of a person in the memory of the web process: python bench/erased_memory.py [--wait 120]

One resume, a graded interview, one under way and a story are made in Chromium and over the API, every page is opened
and everything is exported; then all of it is erased on the page. Prints how often words that stand nowhere else are
found in the memory of the web process before, and some time after. For comparison, `--as-it-comes` leaves out what the
app asks of the C library (interview/command_line/overwritten.py), and `--whole` has Python ask it for all memory.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import FilePayload, Page, expect, sync_playwright

from tests.browser.conftest import FLAGS, installed
from tests.browser.walking import RESUME, open_answer_page
from tests.process_memory import found
from tests.servers import App, wait_until

# Longer than the 15 bytes behind a value that are nobody's, in which a piece of an earlier one may stand.
MARKERS = {"name": "Qzxw Marker-Wxyz"}
MARKERS |= {each: f"wvqj-marker-of-{each}" for each in ("resume", "answer", "draft", "story")}
PAGES = ("", "stories", "history", "progress", "trends", "compare", "sample", "my_data")
# As Linux and Python have it, and the way in which nothing at all is left, which costs more.
AS_IT_COMES = {
    "MALLOC_PERTURB_": "0",
    "GLIBC_TUNABLES": "glibc.malloc.tcache_count=7",
    "DUCKDB_JE_MALLOC_CONF": "junk:false",
}
ALL_BY_THE_C_LIBRARY = {"PYTHONMALLOC": "malloc"}


def fill(app: App, page: Page) -> None:
    """Words in every place that a person can put them, and every page opened."""
    page.goto(app.url)
    text = f"{MARKERS['name']}\n{RESUME}Built the {MARKERS['resume']} service in Python.\n"
    file: FilePayload = {"name": f"{MARKERS['name']}.txt", "mimeType": "text/plain", "buffer": text.encode()}
    page.locator("input[type=file]").first.set_input_files(file)
    expect(page.get_by_text(f"{MARKERS['name']}.txt").first).to_be_visible(timeout=60_000)
    resume = wait_until(lambda: app.get("/api/resumes")[1], 60, "the resume is read")[0]
    wanted = {"resumeId": resume["resumeId"], "questionCount": 1, "followUpCount": 0, "forceCreate": True}
    finished, open_one = (app.call("POST", "/api/interview/sessions", wanted)[1]["sessionId"] for _ in range(2))
    open_answer_page(page, app, finished)
    page.get_by_label("Your answer").fill(f"I used {MARKERS['answer']} with an index, because reads were slow.")
    page.get_by_role("button", name="Submit answer").click()
    report = f"/api/interview/sessions/{finished}/report"
    wait_until(lambda: app.get(report)[1].get("evaluateStatus") == "COMPLETED", 90, "the interview is graded")
    open_answer_page(page, app, open_one)
    page.get_by_label("Your answer").fill(f"{MARKERS['draft']} is typed here")
    expect(page.get_by_text("Saved", exact=False).first).to_be_visible()
    assert app.call("POST", "/api/interview/stories", {"text": f"{MARKERS['story']} was late."})[0] == 201
    for name in (*PAGES[:-1], f"report?session={finished}", PAGES[-1]):
        page.goto(f"{app.url}/{name}")
        expect(page.get_by_test_id("stSidebar").or_(page.get_by_test_id("stMain")).first).to_be_visible()
        page.wait_for_timeout(1_500)
    for kind in ("pdf", "md", "json"):
        app.get(f"/api/interview/sessions/{finished}/export?format={kind}")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download everything").click()
    waiting.value.path()


def erase(page: Page) -> None:
    page.get_by_role("button", name="Delete everything …").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete everything").click()
    expect(page.get_by_text("Deleted.", exact=True)).to_be_visible(timeout=60_000)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--wait", type=int, default=120, metavar="SECONDS")
    parser.add_argument("--close", action="store_true", help="close the browser once everything is deleted")
    parser.add_argument("--as-it-comes", action="store_true", help="let nothing be overwritten by the C library")
    parser.add_argument("--whole", action="store_true", help="let the C library hand out small pieces, too")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        environment = AS_IT_COMES if chosen.as_it_comes else ALL_BY_THE_C_LIBRARY if chosen.whole else {}
        app = App(Path(folder), **environment)
        browser = playwright.chromium.launch(executable_path=installed(), args=FLAGS)
        try:
            web = app.children()["web"]
            page = browser.new_context(accept_downloads=True).new_page()
            fill(app, page)
            told = {"before": found(web, MARKERS)}
            erase(page)
            told["erased"] = found(web, MARKERS)
            if chosen.close:
                browser.close()
            time.sleep(chosen.wait)
            told[f"{chosen.wait} s later"] = found(web, MARKERS)
        finally:
            browser.close()
            app.stop()
    for when, counts in told.items():
        sys.stdout.write(f"{when:>12}: " + ", ".join(f"{name} {counts[name]}" for name in MARKERS) + "\n")


if __name__ == "__main__":
    main()
