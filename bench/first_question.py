"""How long somebody waits before the first question is on the page, in a real browser, at the speed of usual servers.

    python -m bench.first_question [--speeds 40 80] [--counts 5 12 24]

A scripted server streams so many tokens a second, half a second before the first, with replies as long as the bank's
questions (150 tokens for the words of the first). One interview after the other, on the whole app with its worker and
in a headless browser; beside it stands what the model itself needs for that call.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from tests.browser.conftest import FLAGS, installed
from tests.browser.test_start import paste_resume, set_number
from tests.browser.walking import RESUME
from tests.openai_server import OpenAIServer
from tests.paced import LEAST_TOKENS
from tests.servers import App, wait_until

FIRST_TOKEN_S = 0.5
BOUNDS_S = {40: 15, 80: 8}


@dataclass(frozen=True)
class Row:
    """Seconds after the click on Start: until the first words are seen as they are written, until the question is there
    with a box to answer it, and until everything is written."""

    tokens_per_s: int
    questions: int
    words_s: float
    first_s: float
    all_s: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--speeds", type=int, nargs="+", default=[40, 80])
    parser.add_argument("--counts", type=int, nargs="+", default=[5, 12, 24])
    chosen = parser.parse_args()
    print("| tokens/s | questions | first words seen | first question on the page | of which the model | all written |")
    print("|---|---|---|---|---|---|")
    rows = measured(chosen.speeds, chosen.counts)
    late = [row for row in rows if row.first_s > BOUNDS_S.get(row.tokens_per_s, float("inf"))]
    print(f"first question on the page in time ({BOUNDS_S}): {len(rows) - len(late)} of {len(rows)}")


def measured(speeds: list[int], counts: list[int]) -> list[Row]:
    """One row after the other, each printed when it is there."""
    rows = []
    with tempfile.TemporaryDirectory() as folder, OpenAIServer() as server, sync_playwright() as playwright:
        app = App(Path(folder), OPENAI_BASE_URL=server.base_url, OPENAI_MODEL="scripted")
        browser = playwright.chromium.launch(executable_path=installed(), args=FLAGS)
        try:
            for tokens_per_s in speeds:
                for questions in counts:
                    page = browser.new_page()
                    rows.append(one(page, app, server, tokens_per_s, questions))
                    page.close()
                    print(told(rows[-1]), flush=True)
        finally:
            browser.close()
            app.stop()
    return rows


def one(page: Page, app: App, server: OpenAIServer, tokens_per_s: int, questions: int) -> Row:
    """One interview from the click on Start until everything of it is written."""
    # What a resume was asked before is not asked again, and the scripted server knows few questions.
    app.delete_everything()
    server.reset()
    server.always("paced", tokens_per_s=tokens_per_s, seconds=FIRST_TOKEN_S)
    paste_resume(page, app, f"{RESUME}Measured at {tokens_per_s} with {questions}.")
    set_number(page, "Questions", questions)
    expect(page.get_by_text(f"{questions} questions, up to", exact=False)).to_be_visible(timeout=30_000)
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=30_000)
    began = time.monotonic()
    page.get_by_role("button", name="Start the interview").click()
    expect(page.locator(".mi-arriving")).to_contain_text("…", timeout=60_000)
    words_s = time.monotonic() - began
    expect(page.locator("h1.mi-question")).to_contain_text("?", timeout=60_000)
    expect(page.get_by_label("Your answer")).to_be_editable(timeout=60_000)
    first_s = time.monotonic() - began
    path = f"/api/interview/sessions/{page.url.split('session=')[1][:32]}"
    wait_until(lambda: app.get(path)[1]["questionsToWrite"] == 0, 600, "everything is written")
    return Row(tokens_per_s, questions, words_s, first_s, time.monotonic() - began)


def told(row: Row) -> str:
    alone = FIRST_TOKEN_S + LEAST_TOKENS / row.tokens_per_s
    share = f"{alone:.1f} s ({alone / row.first_s:.0%})"
    seen = f"{row.words_s:.1f} s | {row.first_s:.1f} s"
    return f"| {row.tokens_per_s} | {row.questions} | {seen} | {share} | {row.all_s:.0f} s |"


if __name__ == "__main__":
    main()
