"""Pictures of every page, to be looked at: python bench/screens.py FOLDER [--sessions 0 1 3 60] [--pages report ...]

With so many interviews behind it, each page is drawn in English and Chinese, in three sizes, light and dark. Prints how
many screens a folded report of ten answers takes, whether Start is seen without scrolling with a resume and with a kind
of work, and how many pages its PDF has before the appendix. Interviews are held by the product's own use cases,
without a model.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import pypdfium2
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from interview.services import Services, build, composition
from interview.settings import Settings
from tests.browser.conftest import FLAGS, installed
from tests.servers import App

ME = "local"
SESSIONS = (0, 1, 3, 60)
SIZES = ((1280, 800), (1280, 657), (390, 844))
LOOKS = ("light", "dark")
LANGUAGES = ("en-US", "zh-CN")
TEN = 10
RESUMES = {
    "en": """Mara Example
Backend developer
Skills: Go, PostgreSQL, Kafka, Docker, Kubernetes
Experience: 2019-2026 Example Ltd. Built a billing service in Go with PostgreSQL and moved it to Kubernetes.""",
    "zh": """林小雨
后端工程师
技能:Java、MySQL、Redis、Kafka、Docker
工作经历:2019-2026 示例科技有限公司。负责订单系统,用 Java 和 MySQL 开发,把响应时间从 800 毫秒降到 90 毫秒。""",
}
JOBS = {
    "en": "Requirements\n- Go\n- PostgreSQL\n- Kafka\n- Experience with Terraform\nNice to have\n- Python",
    "zh": "岗位要求\n- 熟悉 Java\n- 熟悉 MySQL\n- 熟悉 Redis\n- 熟悉 Kafka",
}
WEAK = {
    "en": "I would look at it and try to make it better. I have done that before.",
    "zh": "我会先看看,再想办法改进。",
}
PLACES = ("", "history", "progress", "stories", "model", "debrief", "my_data", "sample", "operator")
SAMPLE = {"en": "Try with a sample resume", "zh": "用示例简历试试"}


@dataclass
class Held:
    """The interviews that are there, by language, and what clock they were held by."""

    services: Services
    folder: Path
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    count: int = 0
    chance: random.Random = field(default_factory=lambda: random.Random(16))
    reports: dict[str, list[str]] = field(default_factory=lambda: {"en": [], "zh": []})
    open: dict[str, str] = field(default_factory=dict)

    def until(self, sessions: int) -> None:
        """Hold interviews, the first one longest ago, until there are this many; every third in Chinese."""
        while self.count < sessions:
            language = "zh" if self.count % 3 == 1 else "en"
            self.now = datetime.now(UTC) - timedelta(days=1.4 * (max(SESSIONS) - self.count), hours=self.count % 5)
            questions = TEN if self.count in (0, 1) else self.chance.choice([3, 5])
            self.reports[language].append(self._hold(language, questions, is_over=True))
            self.count += 1
        self.now = datetime.now(UTC)

    def begin(self) -> None:
        """An interview in each language that stands at its second question, and a job to prepare for."""
        for language in ("en", "zh"):
            self.open[language] = self._hold(language, 4, is_over=False)
        title, day = "Senior backend engineer", (self.now + timedelta(days=9)).date()
        self.services.targets.add(ME, title=title, company="Example Ltd", text=JOBS["en"], interview_on=day)

    def _hold(self, language: str, questions: int, *, is_over: bool) -> str:
        candidate = self.services.candidate
        made = self.services.creation.create(
            ME,
            "screens",
            question_count=questions,
            follow_up_count=int(questions == TEN),
            resume_text=RESUMES[language],
            force=True,
        ).session
        able = 0.35 + 0.4 * self.count / max(SESSIONS)
        while (index := self._next(made.id)) is not None:
            question = candidate.view(ME, made.id).turns[index].question
            sentences = (question.reference_answer or WEAK[language]).replace("。", "。 ").split(". ")
            said = [each for each in sentences if self.chance.random() < able]
            candidate.submit_answer(ME, made.id, index, ". ".join(said) or WEAK[language])
            if not is_over:
                return made.id
            self.now += timedelta(minutes=3)
        candidate.complete(ME, made.id)
        self.services.evaluator.run(ME, made.id, "screens")
        return made.id

    def _next(self, session_id: str) -> int | None:
        session = self.services.candidate.view(ME, session_id)
        return next((index for index, turn in enumerate(session.turns) if not turn.answer.is_submitted), None)


def places(held: Held, language: str) -> Iterator[tuple[str, str]]:
    """(name, address) of every page that there is something for."""
    yield from ((place or "start", place) for place in PLACES)
    yield "nothing-here", "report?session=nothing"
    if held.open:
        yield "answer", f"answer?session={held.open[language]}"
    reports = held.reports[language] or held.reports["en"]
    if reports:
        yield "report", f"report?session={reports[0]}"
    if len(reports) > 1:
        yield "compare", f"compare?first={reports[0]}&second={reports[1]}"


def opened(page: Page, address: str) -> None:
    """The page with its last run over and its charts drawn."""
    page.goto(address)
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for(timeout=60_000)
    with suppress(PlaywrightTimeout):
        page.locator('[data-testid="stSkeleton"]').first.wait_for(state="detached", timeout=10_000)
    page.wait_for_timeout(700)


def pictures(page: Page, address: str, folder: Path, name: str) -> None:
    """One page in all sizes and looks; the whole of it but for the small laptop, of which the first screen counts.
    It is opened in each look: a chart keeps the colours that it was drawn in."""
    for look in LOOKS:
        page.emulate_media(color_scheme=look)  # type: ignore[arg-type]
        opened(page, address)
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_timeout(350)
            tall = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
            if height != 657:
                page.set_viewport_size({"width": width, "height": min(max(height, tall), 6000)})
                page.wait_for_timeout(250)
            page.screenshot(path=folder / f"{name}-{width}x{height}-{look}.png")


def screens(page: Page, height: int) -> float:
    """How many screens of this height the page takes."""
    page.set_viewport_size({"width": 1280, "height": height})
    page.wait_for_timeout(500)
    return float(page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")) / height


def start_is_seen(page: Page, app: App, language: str, *, with_resume: bool) -> str:
    """How far down Start ends once there is a resume or a kind of work, at each size."""
    found = []
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        opened(page, app.url)
        if not with_resume:
            page.locator(".st-key-work button").nth(2).click()
        elif page.get_by_role("button", name=SAMPLE[language]).is_visible():
            page.get_by_role("button", name=SAMPLE[language]).click()
        button = page.locator('[class*="st-key-start"] button').last
        button.wait_for(timeout=60_000)
        page.wait_for_timeout(1500)
        box = button.bounding_box()
        ends = round(box["y"] + box["height"]) if box else 0
        found.append(f"{width}x{height}: ends at {ends} ({'seen' if 0 < ends <= height else 'NOT SEEN'})")
    return ", ".join(found)


def pdf_pages(app: App, session_id: str) -> str:
    """How many pages stand before the appendix, and how many there are."""
    with urllib.request.urlopen(
        f"{app.url}/api/interview/sessions/{session_id}/export?format=pdf", timeout=120
    ) as reply:
        document = pypdfium2.PdfDocument(io.BytesIO(reply.read()))
    texts = [page.get_textpage().get_text_range() for page in document]
    first = next((n for n, text in enumerate(texts) if "Appendix" in text[:200] or "附录" in text[:200]), len(texts))
    return f"{first} pages and {len(texts) - first} of appendix"


@contextmanager
def running(folder: Path) -> Iterator[tuple[App, Held]]:
    """The app, and interviews held over its database by a clock of their own."""
    app = App(folder)
    held: list[Held] = []
    real, composition._now = composition._now, lambda: held[0].now
    settings = Settings(
        _env_file=None,
        data_dir=folder / "data",
        redis_url=f"unix://{folder / 'data' / 'redis' / 'redis.sock'}",
        rate_limit_create="10000/minute",
        rate_limit_answer="10000/minute",
        rate_limit_answer_person="10000/minute",
    )
    held.append(Held(build(settings), folder))
    try:
        yield app, held[0]
    finally:
        composition._now = real
        held[0].services.store.engine.dispose()
        app.stop()


def seen(browser: Browser, app: App) -> None:
    """Where Start is on the first visit; the kinds of work stand there only while there is no resume."""
    for with_resume, what in ((False, "a kind of work"), (True, "a sample resume")):
        for locale in LANGUAGES:
            context = browser.new_context(locale=locale, timezone_id="Europe/Berlin")
            language = locale.partition("-")[0]
            told = start_is_seen(context.new_page(), app, language, with_resume=with_resume)
            print(f"{language}: Start with {what}: {told}")
            context.close()


def look(browser: Browser, app: App, held: Held, folder: Path, only: list[str]) -> None:
    for locale in LANGUAGES:
        language = locale.partition("-")[0]
        context = browser.new_context(locale=locale, timezone_id="Europe/Berlin")
        page = context.new_page()
        for name, address in places(held, language):
            if only and name not in only:
                continue
            page.emulate_media(color_scheme="light")
            page.set_viewport_size({"width": 1280, "height": 800})
            opened(page, f"{app.url}/{address}")
            if name == "report":
                print(f"{held.count} sessions, {language}: report of {TEN}, folded, {screens(page, 800):.1f} screens")
            pictures(page, f"{app.url}/{address}", folder, f"{held.count:02}-{language}-{name}")
        context.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sessions", type=int, nargs="+", default=SESSIONS)
    parser.add_argument("--pages", nargs="+", default=[])
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, running(Path(place)) as (app, held), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed(), args=FLAGS)
        for sessions in sorted(chosen.sessions):
            held.until(sessions)
            if sessions and not held.open:
                held.begin()
            look(browser, app, held, chosen.folder, chosen.pages)
            if not sessions and not chosen.pages:
                seen(browser, app)
        for language, reports in held.reports.items():
            if reports:
                print(f"{language}: PDF of {TEN}: {pdf_pages(app, reports[0])}")
        browser.close()


if __name__ == "__main__":
    main()
