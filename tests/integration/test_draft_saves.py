"""Saves that come late, twice, or at once: the newest text survives, and a submitted answer never changes."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview.core.turn import storable
from interview.errors import Code, Conflict
from interview.services import Services, build
from interview.settings import Settings
from interview.storage.migrate import upgrade
from tests.builders import RESUME
from tests.fakes import ScriptedInterviewer
from tests.servers import RedisServer

ME = "local"
texts = st.text(max_size=30)
numbered = st.lists(st.tuples(st.integers(1, 40), texts), min_size=1, max_size=10, unique_by=lambda save: save[0])


@st.composite
def deliveries(draw: st.DrawFn) -> list[tuple[int, str]]:
    """Each save at least once, some twice, in any order."""
    saves = draw(numbered)
    again = draw(st.lists(st.sampled_from(saves), max_size=4))
    return list(draw(st.permutations(saves + again)))


def newest(saves: list[tuple[int, str]]) -> tuple[int, str]:
    revision, text = max(saves, key=lambda save: save[0])
    return revision, storable(text)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, redis_server: RedisServer) -> Iterator[Services]:
    folder = tmp_path_factory.mktemp("saves")
    url = f"sqlite:///{folder / 'interview.db'}"
    upgrade(url)
    values: dict[str, Any] = {
        "data_dir": folder,
        "database_url": url,
        "redis_url": redis_server.url,
        "rate_limit_create": "100000/minute",
        "rate_limit_answer": "100000/second",
    }
    services = build(Settings(_env_file=None, **values), ScriptedInterviewer())
    yield services
    services.store.engine.dispose()


def new_session(built: Services) -> str:
    made = built.creation.create(ME, "1.2.3.4", question_count=2, follow_up_count=0, resume_text=RESUME, force=True)
    return made.session.id


def in_lanes(lanes: int, saves: list[Any], work: Any) -> list[Any]:
    """The results of all saves, done by so many threads at once."""
    with ThreadPoolExecutor(lanes) as pool:
        return list(pool.map(work, saves))


@settings(max_examples=60, deadline=None)
@given(deliveries(), st.integers(1, 6))
def test_whatever_the_order_the_highest_revision_is_in_the_database(
    built: Services, saves: list[tuple[int, str]], lanes: int
):
    session_id = new_session(built)
    in_lanes(lanes, saves, lambda save: built.candidate.save_draft(ME, session_id, 0, save[1], save[0]))
    answer = built.candidate.view(ME, session_id).turns[0].answer
    assert (answer.revision, answer.draft) == newest(saves)


@settings(max_examples=60, deadline=None)
@given(deliveries(), texts, st.integers(0, 14), st.integers(1, 6))
def test_no_save_changes_a_submitted_answer(
    built: Services, saves: list[tuple[int, str]], submitted: str, place: int, lanes: int
):
    session_id = new_session(built)
    steps: list[tuple[int, str] | None] = [*saves[:place], None, *saves[place:]]

    def step(save: tuple[int, str] | None) -> Code | None:
        try:
            if save is None:
                built.candidate.submit_answer(ME, session_id, 0, submitted)
            else:
                built.candidate.save_draft(ME, session_id, 0, save[1], save[0])
        except Conflict as exc:
            return exc.code
        return None

    found = in_lanes(lanes, steps, step)
    assert set(found) <= {None, Code.INTERVIEW_NOT_CURRENT_QUESTION}
    if lanes == 1:
        assert set(found[place + 1 :]) <= {Code.INTERVIEW_NOT_CURRENT_QUESTION}
    after = built.candidate.view(ME, session_id)
    assert (after.turns[0].answer.text, after.current_index) == (storable(submitted), 1)


steps_of_tabs = st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), min_size=2, max_size=14)


@settings(max_examples=60, deadline=None)
@given(steps_of_tabs)
def test_no_tab_erases_what_another_saved_before_having_seen_it(built: Services, steps: list[tuple[str, bool]]):
    session_id = new_session(built)
    seen = dict.fromkeys("abc", 0)
    revision = dict.fromkeys("abc", 0)
    stored, last = 0, ""
    for number, (tab, looks) in enumerate(steps):
        if looks:
            seen[tab] = built.candidate.view(ME, session_id).turns[0].answer.revision
        revision[tab] = max(revision[tab], seen[tab]) + 3
        draft = built.candidate.save_draft(
            ME, session_id, 0, f"{tab} wrote {number}", revision[tab], writer=tab, base=seen[tab]
        )
        assert draft.stored == ((seen[tab] >= stored or last == tab) and revision[tab] > stored)
        if draft.stored:
            stored, last, seen[tab] = draft.revision, tab, draft.revision
