"""Interviews and unused resumes go when they are older than they are kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from interview.core.grading import Settled
from interview.core.mentoring import MentorNote
from interview.core.question import Position
from interview.errors import NotFound
from interview.services import Services
from interview.storage.tables import SessionRow
from interview.use_cases.own_data import LOOKS_EVERY, OwnData
from tests.integration.owned_words import ME, OTHER, TEXT, everything_of

pytestmark = pytest.mark.sqlite_first


def test_interviews_and_unused_resumes_go_when_they_are_older_than_they_are_kept(services: Services):
    everything_of(services, OTHER)
    resume, finished, open_one = everything_of(services)
    clock = [datetime.now(UTC)]
    kept = OwnData(store=services.store, deletion=services.deletion, days=30, now=lambda: clock[0])
    with services.store.transaction() as db:
        for session_id in (finished.id, open_one.id):
            row = db.get(SessionRow, session_id)
            assert row is not None
            row.updated_at = clock[0] - timedelta(days=29 if session_id == open_one.id else 31)
    assert kept.remove_old() == 1
    with pytest.raises(NotFound):
        services.candidate.view(ME, finished.id)
    assert services.resumes.get(ME, resume.id).text == TEXT
    # The next look is an hour later.
    clock[0] += timedelta(days=2)
    assert kept.remove_old() == 1
    assert len(services.candidate.sessions(OTHER, limit=9)[0]) == 2
    clock[0] += timedelta(days=40)
    assert kept.remove_old() == 4
    assert services.candidate.sessions(OTHER, limit=9)[1] == 0
    assert services.resumes.all(ME) == services.resumes.all(OTHER) == []
    assert services.stories.all(ME)
    clock[0] += LOOKS_EVERY - timedelta(seconds=1)
    assert kept.remove_old() == 0


@pytest.mark.parametrize("change", ["settled", "commented", "comment deleted"])
def test_an_old_interview_that_was_changed_is_kept_anew(services: Services, change: str):
    _, session, _ = everything_of(services)
    assert services.evaluator.run(ME, session.id, "w")
    day = datetime.now(UTC)
    kept = OwnData(store=services.store, deletion=services.deletion, days=30, now=lambda: day)
    report = services.evaluator.report(ME, session.id)
    with services.store.transaction() as db:
        row = db.get(SessionRow, session.id)
        assert row is not None
        row.updated_at = day - timedelta(days=31)
    if change == "settled":
        point = report.grades[Position(0)].points[0].point.id
        services.evaluator.settle(ME, session.id, 0, point, Settled.SAID)
    elif change == "commented":
        note = MentorNote(Position(0), "Say what you measured.")
        services.sharing.read_file(ME, session.id, session.id, "Bea", [(0, note)])
    else:
        services.sharing.delete_comments(ME, session.id, report.mentors[0].id)
    assert kept.remove_old() == 0
    assert services.evaluator.report(ME, session.id).is_ready


def test_without_a_setting_nothing_is_ever_removed(services: Services):
    everything_of(services)
    kept = OwnData(
        store=services.store, deletion=services.deletion, days=None, now=lambda: datetime(2100, 1, 1, tzinfo=UTC)
    )
    assert kept.remove_old() == 0
    assert services.own_data.days is None
    assert services.candidate.sessions(ME, limit=9)[1] == 2
