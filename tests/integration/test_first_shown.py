"""When a question was first before the candidate is noted once, and costs later views nothing."""

from __future__ import annotations

from contextlib import contextmanager

import pytest

from interview.errors import Code, Unavailable
from interview.messages import written
from tests.integration.test_candidate import ME, at_once, create

pytestmark = pytest.mark.sqlite_first


@pytest.fixture
def made(services):
    return create(services, mains=2)


def test_the_first_view_notes_the_time_and_later_ones_write_nothing(services, made):
    first = services.candidate.current(ME, made.id)
    again = services.candidate.current(ME, made.id)
    assert first.turns[0].first_shown_at is not None
    assert first.turns[1].first_shown_at is None
    assert (again.version, again.turns) == (first.version, first.turns)


def test_of_views_that_race_the_first_counts(services, made):
    found = at_once(5, lambda _: services.candidate.current(ME, made.id))
    assert len({session.turns[0].first_shown_at for session in found}) == 1
    assert {session.version for session in found} == {made.version + 1}


def test_a_follow_up_has_a_time_of_its_own(services, made):
    services.candidate.current(ME, made.id)
    services.candidate.submit_answer(ME, made.id, 0, "an answer that says something")
    shown = services.candidate.current(ME, made.id)
    first, follow_up, last = shown.turns
    assert follow_up.position.is_follow_up
    assert follow_up.first_shown_at > first.answer.submitted_at
    assert last.first_shown_at is None


def test_a_draft_under_way_is_kept_when_the_time_is_noted_in_between(services, made):
    services.candidate.save_draft(ME, made.id, 0, "half a sentence", 1)
    services.candidate.current(ME, made.id)
    saved = services.candidate.save_draft(ME, made.id, 0, "half a sentence and more", 2)
    assert (saved.stored, saved.text) == (True, "half a sentence and more")
    assert services.candidate.view(ME, made.id).turns[0].first_shown_at is not None


def test_the_question_is_shown_even_when_the_time_cannot_be_written(services, made, monkeypatch):
    @contextmanager
    def away():
        raise Unavailable(Code.STORE_UNAVAILABLE, written("away"))
        yield

    monkeypatch.setattr(services.store, "transaction", away)
    assert services.candidate.current(ME, made.id).turns[0].first_shown_at is None


def test_a_finished_interview_notes_nothing(services, made):
    services.candidate.complete(ME, made.id)
    version = services.candidate.view(ME, made.id).version
    assert services.candidate.current(ME, made.id).version == version


def test_the_trends_know_the_time_per_answer(services, made):
    for index, words in enumerate(["one", "two", "three", "four"]):
        services.candidate.current(ME, made.id)
        services.candidate.submit_answer(ME, made.id, index, words)
    services.evaluator.run(ME, made.id, "w")
    session = services.candidate.view(ME, made.id)
    took = sorted((turn.answer.submitted_at - turn.first_shown_at).total_seconds() for turn in session.turns)
    (found,) = services.analytics.look(ME).times
    assert found.seconds == pytest.approx((took[1] + took[2]) / 2, abs=0.051)
