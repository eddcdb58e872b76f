"""The page "My data": what it says is kept, and that a visit holds nothing of a person whose data was deleted."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from types import SimpleNamespace
from typing import cast

import pytest
from streamlit.runtime import Runtime
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.session_manager import SessionInfo
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from interview.core.accounts import ALONE
from interview.core.receipt import Receipt, Waits
from interview.i18n.translate import words
from interview.services import Services
from interview.web import own_data
from tests.app_test import AppTest
from tests.builders import RESUME
from tests.servers import ROOT

pytestmark = pytest.mark.sqlite_first

SAY = words("en")


def opened(**state: object) -> AppTest:
    page = AppTest.from_file(str(ROOT / "pages" / "my_data.py"), default_timeout=60)
    for name, value in state.items():
        page.session_state[name] = value
    page.run()
    assert not page.exception
    return page


def html_of(page: AppTest) -> str:
    return "\n".join(element.proto.body for element in page.get("html"))


def test_without_anything_the_page_says_so_and_leads_on(process_services: Callable[[], Services]):
    page = opened()
    assert any("Nothing is kept of you here." in each.value for each in page.markdown)
    assert [button.label for button in page.button] == ["Start an interview"]


def test_the_page_counts_what_is_kept_and_names_each_resume(process_services: Callable[[], Services]):
    process_services().resumes.add(ALONE, "cv_of_mine.pdf", RESUME, "hash", ())
    page = opened()
    assert "Resumes: 1" in html_of(page)
    assert any("cv\\_of\\_mine\\.pdf" in each.value for each in page.markdown)
    assert "/api/my-data/export?timeZone=" in html_of(page)
    assert [button.label for button in page.button] == ["Delete cv\\_of\\_mine\\.pdf", "Delete everything …"]


def visit() -> None:
    """What the dialog does, which AppTest cannot press in."""
    import streamlit as st

    from interview.web import own_data, ui

    own_data.show_receipt(ui.words())
    if st.button("erase"):
        own_data.erase(ui.owner())
        st.rerun()


def test_after_everything_was_deleted_the_visit_has_nothing_of_it_in_its_memory(
    process_services: Callable[[], Services],
):
    process_services().resumes.add(ALONE, "cv.pdf", RESUME, "hash", ())
    process_services().stories.add(ALONE, title="Mine", text="a story", tags=())
    page = AppTest.from_function(visit, default_timeout=60)
    page.session_state["left"] = "words of an answer"
    page.run()
    page.button[0].click().run()
    assert not page.exception
    assert [each.value for each in page.success] == ["Deleted."]
    assert "mi:forgotten" in html_of(page)
    assert "left" not in page.session_state
    assert process_services().own_data.count(ALONE) == {}
    page.run()
    assert not page.success
    assert "mi:forgotten" not in html_of(page)


def test_files_that_a_visit_sent_are_dropped_with_everything_and_with_a_resume(monkeypatch: pytest.MonkeyPatch):
    sent = MemoryUploadedFileManager("/_stcore/upload_file")
    for session_id in ("mine", "of another"):
        sent.add_file(session_id, UploadedFileRec("1", "cv.txt", "text/plain", b"words"))
    context = SimpleNamespace(uploaded_file_mgr=sent, session_id="mine")
    monkeypatch.setattr(own_data, "get_script_run_ctx", lambda: context)
    own_data.forget_uploads()
    assert [sent.get_files(each, ["1"]) != [] for each in ("mine", "of another")] == [False, True]


def test_visits_of_tabs_that_are_gone_end_with_everything(monkeypatch: pytest.MonkeyPatch):
    ended: list[str] = []
    kept = MemorySessionStorage()
    for name in ("one", "two"):
        visit = SimpleNamespace(id=name, shutdown=lambda name=name: ended.append(name))
        kept.save(cast(SessionInfo, SimpleNamespace(session=visit)))
    runtime = SimpleNamespace(_session_mgr=SimpleNamespace(_session_storage=kept))
    monkeypatch.setattr(own_data, "Runtime", SimpleNamespace(exists=lambda: True, instance=lambda: runtime))
    own_data.end_left_tabs()
    assert (ended, kept.list()) == (["one", "two"], [])
    # Streamlit's own parts, by these names.
    assert {"session_storage"} <= set(inspect.signature(WebsocketSessionManager).parameters)
    assert "self._session_storage = session_storage" in inspect.getsource(WebsocketSessionManager)
    assert "self._session_mgr" in inspect.getsource(Runtime)


def test_how_long_it_is_kept_is_said_as_it_is_set():
    assert own_data.how_long(None, SAY) == "It is kept until you delete it."
    assert "kept for 90 days" in own_data.how_long(90, SAY)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_receipt_counts_in_words_what_a_person_knows_of(language: str):
    receipt = Receipt({"session": 1_200, "turn": 3, "mentor": 1, "session_facts": 2, "swapped_question": 1}, 1, 0, 2)
    told = own_data.counted(receipt.rows, words(language))
    assert len(told) == 3
    assert "1,200" in told[0]
    assert told[-1].endswith("1")
    assert not any("_" in line for line in told)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_receipt_says_what_waits_and_for_what(language: str):
    told = [own_data.still_waits(Receipt(waits=frozenset({each})), words(language)) for each in Waits]
    assert [len(each) for each in told] == [1] * len(Waits)
    assert len({line for (line,) in told}) == len(Waits)
    assert own_data.still_waits(Receipt(), words(language)) == []


def test_where_nobody_signs_in_the_page_says_who_sees_it_and_where_it_lies(process_services: Callable[[], Services]):
    said = [each.value for each in opened().markdown]
    assert any("everybody who opens this address sees the same data" in each for each in said)
    assert any("What you enter here is kept in the database of this app" in each for each in said)
    assert sum("are sent to that model" in each for each in said) == 1


def app(services: Services, *, is_model: bool = True, hears: bool = False, speaks: bool = False, **settings: str):
    """What the page looks at, with these settings."""
    return cast(
        Services,
        SimpleNamespace(
            settings=services.settings.model_copy(update=settings),
            interviewer=SimpleNamespace(identity=SimpleNamespace(is_model=is_model, model="some-model")),
            transcriber=object() if hears else None,
            speaker=object() if speaks else None,
        ),
    )


def test_the_folder_is_named_where_the_database_lies_in_it_and_nowhere_else(services: Services):
    def told(address: str) -> str:
        return own_data.where(app(services, database_url=address), SAY)[0]

    assert str(services.settings.data_dir) in told("")
    assert told("sqlite:////srv/elsewhere.db") == told("postgresql://host/name")
    assert str(services.settings.data_dir) not in told("sqlite:////srv/elsewhere.db")


def test_where_people_sign_in_nobody_is_told_that_everybody_sees_it(services: Services):
    found = app(services, oidc_issuer="https://sign-in.example.org")
    said = " ".join(own_data.where(found, SAY))
    assert "everybody" not in said
    assert str(found.settings.data_dir) not in said


def test_that_backups_keep_what_is_deleted_is_said_wherever_the_app_runs(services: Services):
    told = own_data.in_backups(app(services, oidc_issuer="https://sign-in.example.org"), SAY)
    assert "Whoever runs this app may keep backups." in told
    assert own_data.in_backups(app(services, database_url="postgresql://host/name"), SAY) == told
    assert told in own_data.where(app(services, database_url="postgresql://host/name"), SAY)
    # Whose computer that is nobody knows where no one signs in.
    here = app(services, database_url="")
    said = own_data.in_backups(here, SAY)
    assert "Where backups are made of the computer that this app runs on" in said
    assert said in own_data.where(here, SAY)


def test_whoever_signs_in_is_told_that_their_account_stays(services: Services):
    assert "Your account stays" in own_data.nothing_kept(app(services, oidc_issuer="https://sign-in.example.org"), SAY)
    assert own_data.nothing_kept(app(services), SAY) == "Nothing is kept of you here."


def test_without_a_model_nothing_is_said_to_go_to_a_service(services: Services):
    assert any("nothing of it is sent" in each for each in own_data.where(app(services, is_model=False), SAY))


def test_each_service_for_speech_is_named_where_there_is_one_and_not_for_the_other(services: Services):
    def told(*, hears: bool = False, speaks: bool = False) -> str:
        return " ".join(own_data.where(app(services, is_model=False, hears=hears, speaks=speaks), SAY))

    say_it, read_it = "What you say into the microphone is sent", "What is read aloud to you is sent"
    assert [(each in told(hears=True)) for each in (say_it, read_it)] == [True, False]
    assert [(each in told(speaks=True)) for each in (say_it, read_it)] == [False, True]
    assert "nothing of it is sent" not in told(hears=True) + told(speaks=True)
    assert "where your device has no working voice for the language." in told(speaks=True)


def test_a_model_that_is_used_is_named_as_what_is_sent_it(services: Services):
    said = own_data.where(app(services), SAY)
    assert "some-model asks and grades. Your resume and answers are sent to that model." in said
    assert not any("nothing of it is sent" in each for each in said)
