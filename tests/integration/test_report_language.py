"""The report page of a Chinese interview is Chinese in every state: graded, under way, failed, before the end."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from lxml import html

from interview.core.accounts import ALONE
from interview.core.evaluation import EvaluateStatus
from interview.core.posting import JobPosting, Requirement
from interview.core.session import SessionStatus
from interview.model import failures
from interview.services import Services, services
from interview.storage import store
from interview.storage.rows import message_to_json
from interview.storage.tables import EvaluationRow
from tests.app_test import AppTest
from tests.servers import ROOT
from tests.unit.test_analytics import keep
from tests.unit.test_translate import chinese

pytestmark = pytest.mark.sqlite_first

JOB = JobPosting(
    "工程师", (Requirement("数据库", "会数据库", True, True, "用过数据库"), Requirement("缓存", "会缓存", False))
)
NAMES = {"PDF", "Markdown", "JSON", "A4", "Letter"}


@pytest.fixture
def page(process_services: Callable[[], Services]) -> AppTest:
    opened = AppTest.from_file(str(ROOT / "pages" / "report.py"), default_timeout=30)
    opened.query_params["session"] = "0"
    return opened


def words_in(markup: str) -> str:
    element = html.fromstring(f"<div>{markup}</div>")
    assert isinstance(element, html.HtmlElement)
    return str(element.text_content())


def english(page: AppTest) -> set[str]:
    """Latin words on the page that are no names."""
    page.run()
    assert not page.exception
    parts = [*page.title, *page.subheader, *page.caption, *page.markdown, *page.info, *page.warning, *page.error]
    said = [str(part.value) for part in parts]
    said += [words_in(part.proto.body) for part in page.get("html")]
    labelled = [*page.button, *page.get("download_button"), *page.selectbox, *page.number_input, *page.get("expander")]
    said += [part.proto.label if hasattr(part, "proto") else part.label for part in labelled]
    said += [part.proto.text for part in page.get("progress")]
    said = [re.sub(r":material/\w+:|:small\[[^]]*\]", "", text) for text in said]
    return {word for text in said for word in re.findall(r"[A-Za-z]\w+", text)} - NAMES


def kept(**changes: object) -> None:
    made, _ = chinese()
    session = replace(made.session, job=JOB, tags=(), **changes)  # type: ignore[arg-type]
    keep(services(), replace(made, session=session))


def test_a_graded_report_has_no_english_label(page: AppTest) -> None:
    kept()
    assert english(page) == set()
    assert any("接下来练习什么" in part.proto.body for part in page.get("html"))
    assert all('lang="zh-CN"' in part.proto.body for part in page.get("html"))


def test_a_failed_grading_says_so_in_chinese(page: AppTest) -> None:
    made = keep(services(), chinese()[0], EvaluateStatus.FAILED.value)
    with services().store.transaction() as db:
        row = db.get_one(EvaluationRow, made.session.id)
        row.error, row.error_code = message_to_json(failures.DECLINED.message), "AI_DECLINED"
    # The code stands in a fold, for whoever helps.
    assert english(page) == {"AI_DECLINED"}
    assert "模型拒绝处理这段文字" in page.error[0].value


def test_grading_under_way_is_told_in_chinese(page: AppTest) -> None:
    made, _ = chinese()
    keep(services(), replace(made, session=replace(made.session, predicted_score=None)), EvaluateStatus.PENDING.value)
    assert english(page) == set()
    next(button for button in page.button if button.label == "先预估自己的得分").click()
    assert english(page) == set()
    assert page.text_input[0].label == "你的预估，0 到 100"


def test_before_the_end_the_page_says_in_chinese_that_there_is_no_report(page: AppTest) -> None:
    made, _ = chinese()
    begun = replace(made.session, status=SessionStatus.IN_PROGRESS, completed_at=None)
    with services().store.transaction() as db:
        store.insert_session(db, begun, take_slot=True, slot="key")
    assert services().candidate.view(ALONE, "0").is_complete is False
    assert english(page) == set()
    assert "还没有报告" in page.info[0].value
