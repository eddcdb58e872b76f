"""The page of the history: what is chosen in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from interview.services import Services
from interview.services import services as services_of_process
from interview.web.history_lines import PAGE_SIZE
from tests.app_test import AppTest
from tests.builders import RESUME
from tests.integration.test_candidate import ME, create
from tests.servers import ROOT

pytestmark = pytest.mark.sqlite_first


@pytest.fixture
def page(services: Services, monkeypatch: pytest.MonkeyPatch, database_url: str, tmp_path: Path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("REDIS_URL", services.settings.redis_url)
    services_of_process.cache_clear()
    yield AppTest.from_file(str(ROOT / "pages" / "history.py"), default_timeout=20)
    services_of_process().store.engine.dispose()
    services_of_process.cache_clear()


def chosen(page: AppTest) -> str:
    return " ".join(str(each.value) for each in page.markdown if "chosen" in str(each.value))


def listed(page: AppTest) -> str:
    return " ".join(str(each.value) for each in [*page.markdown, *page.get("html")])


def test_what_is_chosen_on_one_page_of_the_list_stays_chosen_on_the_next(services: Services, page: AppTest) -> None:
    for _ in range(PAGE_SIZE + 1):
        create(services, mains=1, force=True)
    page.run()
    page.checkbox[0].check().run()
    assert chosen(page) == "**1 chosen**"
    page.query_params["page"] = "2"
    page.run()
    assert chosen(page) == "**1 chosen**"
    (last,) = page.checkbox
    last.check().run()
    assert chosen(page) == "**2 chosen**"
    page.query_params["page"] = "1"
    page.run()
    assert page.checkbox[0].value
    page.checkbox[0].uncheck().run()
    assert chosen(page) == "**1 chosen**"


def test_what_is_looked_for_now_begins_on_its_first_page(services: Services, page: AppTest) -> None:
    for _ in range(PAGE_SIZE + 1):
        create(services, mains=1, force=True)
    page.query_params["page"] = "2"
    page.run()
    assert len(page.checkbox) == 1
    page.run()
    assert len(page.checkbox) == 1
    page.text_input[0].set_value("pasted").run()
    assert len(page.checkbox) == PAGE_SIZE
    assert "page" not in page.query_params


def test_interviews_from_two_pasted_resumes_are_told_apart_in_the_list(services: Services, page: AppTest) -> None:
    for name in ("Dana Whitfield", "Femi Adeyemi"):
        text = RESUME.replace(RESUME.splitlines()[0], name, 1)
        resume = services.resumes.add(ME, "", text, f"hash of {name}", ())
        services.creation.create(ME, "1.2.3.4", question_count=1, follow_up_count=0, resume_id=resume.id, force=True)
    page.run()
    assert "Dana Whitfield" in listed(page)
    assert "Femi Adeyemi" in listed(page)
    assert "Pasted text" not in listed(page)
    page.text_input[0].set_value("femi").run()
    assert "Femi Adeyemi" in listed(page)
    assert "Dana Whitfield" not in listed(page)
