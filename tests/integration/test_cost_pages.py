"""What a model costs, as people read it: before the start, in the report and its files, and for operators."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
import streamlit as st

from interview.core.cost import Expected, Price, Spent, Tokens, expected
from interview.core.spending import FOR_GOOD, UNTIL_TOMORROW
from interview.documents import cost_words, exports
from interview.i18n.translate import words
from interview.messages import Message
from interview.services import Services
from interview.services import services as services_of_process
from interview.web import model_cost, ui
from tests.app_test import AppTest
from tests.integration.test_spending import Make, answered, graded
from tests.openai_server import OpenAIServer
from tests.servers import ROOT

pytestmark = pytest.mark.sqlite_first

EN, ZH = words("en"), words("zh")
Open = Callable[..., AppTest]


@pytest.fixture
def open_page(
    with_model: Make,
    database_url: str,
    server: OpenAIServer,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Iterator[Open]:
    """Opens a page of a process with the test's model and these settings."""

    def opened(name: str, session_id: str = "", **settings: str) -> AppTest:
        monkeypatch.chdir(tmp_path)
        fixed = {
            "DATABASE_URL": database_url,
            "REDIS_URL": with_model().settings.redis_url,
            "OPENAI_BASE_URL": server.base_url,
            "OPENAI_MODEL": "test-model",
        }
        for key, value in {**fixed, **settings}.items():
            monkeypatch.setenv(key, value)
        services_of_process.cache_clear()
        page = AppTest.from_file(str(ROOT / "pages" / name), default_timeout=30)
        if session_id:
            page.query_params["session"] = session_id
        page.run()
        assert not page.exception
        return page

    yield opened
    services_of_process().store.engine.dispose()
    services_of_process.cache_clear()


def shown(page: AppTest) -> str:
    parts = [*page.caption, *page.warning, *page.error, *page.info, *page.markdown]
    return " ".join(
        [*(str(part.value).replace("\\", "") for part in parts), *(part.proto.body for part in page.get("html"))]
    )


def with_open_questions(page: AppTest, session_id: str) -> AppTest:
    """The report once its two questions are opened: what is in a closed one is not drawn."""
    for index in range(2):
        page.session_state[f"open-question-{session_id}-{index}"] = True
    return page.run()


def with_work(page: AppTest) -> AppTest:
    """The start page once a kind of work is chosen."""
    page.session_state["work"] = "accountant"
    return page.run()


@pytest.mark.parametrize(
    ("micro_dollars", "english", "chinese"),
    [
        ((0, 4_000), "less than 1 US cent", "不到 1 美分"),
        ((4_000, 14_000), "at most 1 US cent", "最多 1 美分"),
        ((10_000, 10_000), "about 1 US cent", "约 1 美分"),
        ((26_000, 34_000), "about 3 US cents", "约 3 美分"),
        ((30_000, 50_000), "3 to 5 US cents", "3 到 5 美分"),
        ((900_000, 1_250_000), "0.90 to 1.25 US dollars", "0.90 到 1.25 美元"),
        ((1_500_000, 1_500_000), "about 1.50 US dollars", "约 1.50 美元"),
    ],
)
def test_money_is_said_in_whole_cents(micro_dollars: tuple[int, int], english: str, chinese: str):
    assert cost_words.money(EN, *micro_dollars) == english
    assert cost_words.money(ZH, *micro_dollars) == chinese


def test_what_was_used_is_one_sentence_with_the_day_of_the_prices():
    spent = Spent(9, Tokens(39_012, 16_870), 44_100, "2025-11-01")
    assert cost_words.told(EN, spent) == (
        "The model read about 39,000 and wrote about 17,000 tokens: about 4 US cents (prices of 1 Nov 2025)."
    )
    assert cost_words.told(ZH, spent) == (
        "模型读取了约 39,000 个 token，写出了约 17,000 个 token：约 4 美分（2025年11月1日的价格）。"
    )
    assert cost_words.told(EN, Spent(1, Tokens(1_234, 5))) == ("The model read about 1,200 and wrote about 10 tokens.")
    assert cost_words.told(EN, Spent(1, Tokens(1_234, 5), 0)).endswith("tokens, at no charge.")
    assert cost_words.told(EN, Spent()) == ""


def test_the_report_and_its_files_say_what_the_model_used(with_model: Make, open_page: Open):
    services = with_model()
    report = graded(services, answered(services))
    said = cost_words.told(EN, report.spent)
    assert said.startswith("The model read about ")
    assert "(at the price set for this app)" in said
    assert said in shown(open_page("report.py", report.session.id, OPENAI_PRICE_PER_MILLION="10,10"))
    markdown, _ = exports.render("md", report, [])
    assert "The model read about" in markdown.decode()
    pdf, _ = exports.render("pdf", report, [])
    assert pdf.startswith(b"%PDF")


def test_a_report_that_a_budget_cut_short_says_what_happens_next(with_model: Make, open_page: Open):
    plain = with_model()
    session_id = answered(plain)
    graded(with_model(model_budget_person_day_tokens=1, openai_model=plain.settings.model), session_id)
    page = with_open_questions(open_page("report.py", session_id), session_id)
    assert EN.message(Message.of("report.budget_of_day")) in shown(page)
    assert shown(page).count(EN.message(UNTIL_TOMORROW)) == 2
    assert "The grades in this report are complete." not in shown(page)
    of_interview = answered(plain)
    graded(with_model(model_budget_session_tokens=1, openai_model=plain.settings.model), of_interview)
    page = with_open_questions(open_page("report.py", of_interview), of_interview)
    assert EN.message(Message.of("report.budget_of_interview")) in shown(page)
    assert shown(page).count(EN.message(FOR_GOOD)) == 2


def test_operators_see_what_each_day_cost(with_model: Make, open_page: Open):
    services: Services = with_model()
    answered(services)
    [(day, spent)] = services.spending.by_day()
    page = open_page("operator.py")
    tables = " ".join(table.value.to_string() for table in page.table)
    # No day is broken at its hyphens.
    assert day.isoformat().replace("-", "\N{NON-BREAKING HYPHEN}") in tables
    assert str(spent.tokens.read) in tables
    assert cost_words.money(EN, spent.micro_dollars or 0) in tables


def test_the_start_page_says_what_an_interview_will_cost(with_model: Make, open_page: Open):
    price = Price(1_250_000, 10_000_000)
    page = with_work(open_page("start.py", OPENAI_PRICE_PER_MILLION="1.25,10"))
    forecast = services_of_process().spending.forecast(5, 1)
    assert forecast is not None
    assert forecast.money == (
        sum(price.of(part.low) for part in _parts()),
        sum(price.of(part.high) for part in _parts()),
    )
    assert "Cost of the model: 9 to 18 US cents." in shown(page)
    assert "The model will probably read 22,000 to 61,000 tokens" in shown(page)


def _parts() -> Iterable[Expected]:
    return expected(5, 1, ahead=5).values()


def test_the_start_page_names_no_money_where_there_is_none(open_page: Open, server: OpenAIServer):
    port = urlsplit(server.base_url).port
    page = shown(with_work(open_page("start.py", LOCAL_MODEL_PORTS=f"{port},0,0")))
    assert "Cost of the model" not in page
    assert "A model on this computer is free of charge." in page


def test_the_start_page_calls_no_server_free_that_may_pass_requests_on(open_page: Open):
    page = shown(with_work(open_page("start.py")))
    assert "Cost of the model" not in page
    assert "free of charge" not in page


def test_the_start_page_says_that_todays_budget_is_used_up(with_model: Make, open_page: Open):
    answered(with_model())
    page = shown(with_work(open_page("start.py", MODEL_BUDGET_PERSON_DAY_TOKENS="1")))
    assert EN.message(Message.of("setup.no_budget")) in page
    assert "Cost of the model" not in page


def test_no_questions_of_the_bank_are_promised_in_a_language_that_it_does_not_speak(monkeypatch: pytest.MonkeyPatch):
    said: list[str] = []
    used_up = SimpleNamespace(is_used_up=lambda _owner: True)
    monkeypatch.setattr(ui, "services", lambda: SimpleNamespace(spending=used_up))
    monkeypatch.setattr(ui, "owner", lambda: "somebody")
    monkeypatch.setattr(st, "caption", said.append)
    for language in ("en", "zh", "de"):
        model_cost.line(5, 1, language, EN)
    assert ["come from the built-in question bank" in each for each in said] == [True, True, False]
    assert "has no questions in this language" in said[-1]


def test_every_page_names_all_models_that_get_what_was_written(open_page: Open):
    open_page("operator.py")
    assert "test-model asks and grades." in ui._who_text(ui.services(), ui.words())


def test_every_page_names_models_apart_and_the_reserve(open_page: Open):
    named = {
        "OPENAI_FOLLOW_UP_MODEL": "a-fast-one",
        "OPENAI_GRADE_MODEL": "a-<b>careful</b>-one",
        "OPENAI_RESERVE_MODEL": "another",
        "OPENAI_RESERVE_BASE_URL": "http://127.0.0.1:9/v1",
    }
    open_page("operator.py", **named)
    said = ui._who_text(ui.services(), ui.words())
    assert "test-model, a-fast-one and a-&lt;b&gt;careful&lt;/b&gt;-one ask and grade." in said
    assert "Where no answer comes, another steps in, and they are sent there." in said
