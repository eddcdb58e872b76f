"""What the page "Model" says: who really interviews, where, why nothing can be chosen, and no secret of an address."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from interview.core.model_providers import ProviderId
from interview.services import services as services_of_process
from interview.web import html_components, model_checking, ui
from tests.app_test import AppTest
from tests.integration.test_cost_pages import shown
from tests.openai_server import OpenAIServer
from tests.pretend_models import PretendModel
from tests.servers import ROOT, wait_until

pytestmark = pytest.mark.sqlite_first

SECRET = "gateway-4711"
FAR = "https://models.example.org/v1"
Open = Callable[..., AppTest]


@pytest.fixture
def open_page(tmp_path: Path, sqlite_url: str, redis_server, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Opens the page in a process with these settings."""
    monkeypatch.chdir(tmp_path)
    fixed = {
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": sqlite_url,
        "REDIS_URL": redis_server.url,
        "LOCAL_MODEL_PORTS": "0,0,0",
    }

    def opened(**settings: str) -> AppTest:
        for name, value in {**fixed, **settings}.items():
            monkeypatch.setenv(name, value)
        services_of_process.cache_clear()
        page = AppTest.from_file(str(ROOT / "pages" / "model.py"), default_timeout=30).run()
        assert not page.exception
        return page

    yield opened
    services_of_process().store.engine.dispose()
    services_of_process.cache_clear()


def everything(page: AppTest) -> str:
    return " ".join([shown(page), *(str(field.value) for field in page.text_input)])


def labels(page: AppTest) -> list[str]:
    return [button.label for button in page.button]


def test_a_name_alone_is_no_interviewer_and_the_page_says_what_is_missing(open_page: Open):
    page = open_page(OPENAI_MODEL="gpt")
    said = shown(page)
    assert "The practice interviewer asks and grades." in said
    assert "gpt asks and grades" not in said
    assert (
        "OPENAI_MODEL is set where the app is started, but no key and no address. Add one there, or take OPENAI_MODEL "
        "out to choose a model here." in said
    )
    assert labels(page) == []


def test_everything_that_is_set_by_half_is_named(open_page: Open):
    page = open_page(OPENAI_MODEL="gpt", OPENAI_EXTRA_HEADERS=f'{{"X-Key": "{SECRET}"}}')
    assert "OPENAI_MODEL and OPENAI_EXTRA_HEADERS are set where the app is started" in shown(page)
    assert SECRET not in everything(page)
    assert labels(page) == []


def test_what_has_to_be_taken_out_is_named_as_it_is_set(open_page: Open):
    page = open_page(OPENAI_BASE_URL=FAR, OPENAI_EXTRA_BODY='{"top_k": 7}')
    assert "Take OPENAI_BASE_URL and OPENAI_EXTRA_BODY out there" in shown(page)


def test_models_apart_are_all_named_as_at_the_foot_of_every_page(open_page: Open):
    page = open_page(
        OPENAI_BASE_URL=FAR, OPENAI_MODEL="asks", OPENAI_GRADE_MODEL="grades", OPENAI_FOLLOW_UP_MODEL="asks"
    )
    sentence = "asks and grades ask and grade. Your resume and answers are sent to these models."
    assert f"{sentence} Where they run: {FAR}" in shown(page)
    assert sentence in ui._who_text(ui.services(), ui.words())


@pytest.mark.parametrize("address", [f"https://me:{SECRET}@models.example.org/v1", f"{FAR}?api-key={SECRET}"])
def test_what_is_secret_in_an_address_is_not_shown(open_page: Open, address: str):
    page = open_page(OPENAI_BASE_URL=address, OPENAI_MODEL="gpt")
    assert f"gpt asks and grades. Where it runs: {FAR}" in shown(page)
    assert SECRET not in everything(page)
    assert FAR in [field.value for field in page.text_input]


def test_an_address_chosen_here_that_may_hold_a_key_is_not_shown_again(open_page: Open):
    open_page()
    services_of_process().model_choices.save(ProviderId.OTHER, f"{FAR}?api-key={SECRET}", "", "gpt")
    page = open_page()
    assert f"Where it runs: {FAR}" in shown(page)
    assert SECRET not in everything(page)
    assert "The one in use may hold a key, so it is not shown." in [field.placeholder for field in page.text_input]


@pytest.mark.parametrize(
    ("provider", "label"),
    [(ProviderId.OPENAI, "Remove the key and the model"), (ProviderId.OTHER, "Remove the key")],
)
def test_the_button_that_removes_the_key_says_whether_the_model_goes_with_it(
    open_page: Open, provider: ProviderId, label: str
):
    open_page()
    services_of_process().model_choices.save(provider, FAR, SECRET, "gpt")
    page = open_page()
    next(button for button in page.button if button.label == label).click().run()
    assert services_of_process().settings.has_model == (provider is ProviderId.OTHER)
    assert not services_of_process().settings.openai_api_key.get_secret_value()


def test_a_check_is_said_to_cost_money_only_for_a_model_that_is_elsewhere(open_page: Open):
    page = open_page(OPENAI_BASE_URL="http://127.0.0.1:9/v1", OPENAI_MODEL="gpt")
    assert "A model that is not on this computer may cost a few cents." in shown(page)


def test_before_its_first_request_a_check_names_no_number_of_requests(open_page: Open, monkeypatch: pytest.MonkeyPatch):
    asked = threading.Event()
    monkeypatch.setattr(model_checking, "check_model", lambda *_: asked.wait(60) and None)
    page = open_page(OPENAI_BASE_URL="http://127.0.0.1:9/waits/v1", OPENAI_MODEL="gpt")
    next(button for button in page.button if button.label == "Check this model").click().run()
    said = shown(page)
    asked.set()
    assert "The check begins …" in said
    assert "Request" not in said


def test_what_goes_wrong_while_a_check_is_followed_is_said_and_stops_no_page(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
):
    asked = threading.Event()
    monkeypatch.setattr(model_checking, "check_model", lambda *_: asked.wait(60) and None)

    def broken(*_: object) -> str:
        raise RuntimeError("no bar")

    monkeypatch.setattr(html_components, "progress", broken)
    page = open_page(OPENAI_BASE_URL="http://127.0.0.1:9/breaks/v1", OPENAI_MODEL="gpt")
    next(button for button in page.button if button.label == "Check this model").click().run()
    asked.set()
    assert not page.exception
    assert [error.value.split(".")[0] for error in page.error] == ["Something went wrong on our side"]


def checked(open_page: Open, base_url: str) -> AppTest:
    """The page behind a check of the model there."""
    page = open_page(OPENAI_BASE_URL=base_url, OPENAI_MODEL="scripted")
    next(button for button in page.button if button.label == "Check this model").click().run()
    wait_until(lambda: (found := model_checking.of_model_in_use()) is not None and found.is_over, 90, "checked")
    return page.run()


def start_with_a_resume() -> AppTest:
    """The start page where the interviewer's state is said: above the button that begins."""
    start = AppTest.from_file(str(ROOT / "pages" / "start.py"), default_timeout=30).run()
    next(button for button in start.button if button.label == "Try with a sample resume").click().run()
    assert not start.exception
    return start


def test_of_a_good_model_the_page_says_what_works_and_nothing_else(open_page: Open, server: OpenAIServer):
    said = shown(checked(open_page, server.base_url))
    assert "This model can be your interviewer." in said
    assert "What works" in said
    assert "tells a right answer from one that says the opposite" in said
    assert not [title for title in ("What does not work", "Good to know", "For support") if title in said]
    assert "found something that does not work" not in shown(start_with_a_resume())


def test_the_start_page_says_that_the_check_found_what_does_not_work(open_page: Open):
    with PretendModel(judge="gullible", models=["scripted"]) as model:
        said = shown(checked(open_page, model.base_url))
        assert "This model cannot be your interviewer as it is." in said
        assert "The check of scripted found something that does not work." in shown(start_with_a_resume())
