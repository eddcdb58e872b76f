"""A click in the last moment of a run counts: the run that ends takes back no click of the one that follows."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime import Runtime
from streamlit.runtime.fragment import MemoryFragmentStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData
from streamlit.runtime.state import SessionState
from streamlit.runtime.state.safe_session_state import SafeSessionState

from interview.web.superseded_runs import keep_clicks

LIMIT_S = 20
PAGE = """
import streamlit as st
st.session_state["course"].begin()
st.session_state["course"].clicked.append(st.button("Change", key="change"))
"""


class Course:
    """Two runs of a page of which the first ends only while the second is under way."""

    def __init__(self) -> None:
        self.clicked: list[bool] = []
        self.second_began = threading.Event()
        self.first_ended = threading.Event()
        self.is_second = False

    def begin(self) -> None:
        if self.is_second:
            self.second_began.set()
            assert self.first_ended.wait(LIMIT_S)


class Page:
    """A page in a browser's tab; each run is one of Streamlit's own runners, on the tab's one state."""

    def __init__(self, file: Path) -> None:
        file.write_text(PAGE)
        self._file = str(file)
        self.state = SessionState()
        self.threads: list[threading.Thread] = []
        self.loops: list[asyncio.AbstractEventLoop] = []

    def _loop(self) -> asyncio.AbstractEventLoop:
        self.loops.append(asyncio.new_event_loop())
        return self.loops[-1]

    def is_over(self) -> None:
        for thread in self.threads:
            thread.join(LIMIT_S)

    def run(self, states: WidgetStates | None = None) -> ScriptRunner:
        runner = ScriptRunner(
            "tab",
            self._file,
            self.state,
            MemoryUploadedFileManager("/upload"),
            ScriptCache(),
            RerunData(widget_states=states),
            {},
            MemoryFragmentStorage(),
            PagesManager(self._file),
            event_loop=self._loop(),
        )
        runner.start()
        assert runner._script_thread is not None
        self.threads.append(runner._script_thread)
        return runner


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    """As in the process that serves pages."""
    monkeypatch.setattr(Runtime, "_instance", MagicMock())
    monkeypatch.setattr(PagesManager, "uses_pages_directory", False)
    monkeypatch.setattr(SafeSessionState, "on_script_finished", SafeSessionState.on_script_finished)
    keep_clicks()
    made = Page(tmp_path / "page.py")
    yield made
    made.is_over()
    for loop in made.loops:
        loop.close()


def clicked_while_the_run_before_ends(page: Page, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """What the button says to a run, and to the one that a click on it sets off before the first is over."""
    course = Course()
    page.state["course"] = course
    is_over, end = threading.Event(), ScriptRunner._on_script_finished

    def end_late(runner: ScriptRunner, *arguments: Any) -> None:
        if course.is_second:
            return end(runner, *arguments)
        is_over.set()
        assert course.second_began.wait(LIMIT_S)
        end(runner, *arguments)
        course.first_ended.set()
        return None

    monkeypatch.setattr(ScriptRunner, "_on_script_finished", end_late)
    first = page.run()
    assert is_over.wait(LIMIT_S)
    (button,) = page.state._new_widget_state.widget_metadata
    course.is_second = True
    first.request_stop()
    page.run(WidgetStates(widgets=[WidgetState(id=button, trigger_value=True)]))
    page.is_over()
    return course.clicked


def test_a_click_in_the_last_moment_of_a_run_counts(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    assert clicked_while_the_run_before_ends(page, monkeypatch) == [False, True]


def test_a_click_is_seen_by_one_run_alone(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    clicked = clicked_while_the_run_before_ends(page, monkeypatch)
    page.run(WidgetStates())
    page.is_over()
    assert clicked == [False, True, False]
