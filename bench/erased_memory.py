"""What is left of a person in the memory of the web process: python bench/erased_memory.py [--wait 120]

One resume, a graded interview, one under way and a story are made in Chromium and over the API, every page is opened
and everything is exported; then all of it is erased on the page. Prints how often words that stand nowhere else are
found in the memory of the web process before, and some time after. What is freed is overwritten at once
(PYTHONMALLOC=malloc, MALLOC_PERTURB_, and no cache of freed pieces for each thread, which glibc does not overwrite), so
that only what something still holds is counted, and what DuckDB frees, which has an allocator of its own.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import FilePayload, Page, expect, sync_playwright

from tests.browser.conftest import FLAGS, installed
from tests.browser.walking import RESUME, open_answer_page
from tests.servers import App, wait_until

MARKERS = {"name": "Qzxw Marker", "resume": "wvqj-resume", "answer": "wvqj-answer", "draft": "wvqj-draft"}
MARKERS |= {"story": "wvqj-story"}
# As Python, a database, a browser and a PDF hold words.
ENCODINGS = ("utf-8", "utf-16-le", "utf-32-le")
PAGES = ("", "stories", "history", "progress", "trends", "compare", "sample", "my_data")
OVERWRITTEN = {
    "PYTHONMALLOC": "malloc",
    "MALLOC_PERTURB_": "165",
    "GLIBC_TUNABLES": "glibc.malloc.tcache_count=0",
}


def found(pid: int) -> Counter[str]:
    """How often each marker stands in the memory of a process that can be written to."""
    counts: Counter[str] = Counter()
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            match = re.match(r"([0-9a-f]+)-([0-9a-f]+) rw", line)
            if match is None:
                continue
            start, end = (int(each, 16) for each in match.groups())
            try:
                memory.seek(start)
                content = memory.read(end - start)
            except OSError:
                continue  # Given back meanwhile.
            for name, words in MARKERS.items():
                counts[name] += sum(content.count(words.encode(each)) for each in ENCODINGS)
    return counts


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
    expect(page.get_by_text("Deleted for good.")).to_be_visible(timeout=60_000)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--wait", type=int, default=120, metavar="SECONDS")
    parser.add_argument("--close", action="store_true", help="close the browser once everything is deleted")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        app = App(Path(folder), **OVERWRITTEN)
        browser = playwright.chromium.launch(executable_path=installed(), args=FLAGS)
        try:
            web = app.children()["web"]
            page = browser.new_context(accept_downloads=True).new_page()
            fill(app, page)
            told = {"before": found(web)}
            erase(page)
            told["erased"] = found(web)
            if chosen.close:
                browser.close()
            time.sleep(chosen.wait)
            told[f"{chosen.wait} s later"] = found(web)
        finally:
            browser.close()
            app.stop()
    for when, counts in told.items():
        sys.stdout.write(f"{when:>12}: " + ", ".join(f"{name} {counts[name]}" for name in MARKERS) + "\n")


if __name__ == "__main__":
    main()
