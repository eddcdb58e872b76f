"""The tables behind the trends as files: nothing is cut off, and a week is one of the person's own time zone."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from starlette.testclient import TestClient

from interview.core.grading import Verdict
from interview.core.key_point import statements
from interview.services import Services
from interview.trends import analytics
from interview.trends.lookup import Most
from interview.web.routes.api import api
from interview.web.routes.caller import process_services
from tests.builders import NOON
from tests.report_builders import GOOD, graded, report, session, turn
from tests.unit.test_analytics import OWNER, keep

pytestmark = [pytest.mark.slow, pytest.mark.sqlite_first]

# A Monday, eleven in the morning in Auckland, and a Sunday evening in UTC and in Los Angeles.
MONDAY_THERE = datetime(2026, 1, 11, 22, 0, tzinfo=UTC)


@pytest.fixture
def client(services: Services) -> Iterator[TestClient]:
    api.dependency_overrides[process_services] = lambda: services
    with TestClient(api) as opened:
        yield opened
    api.dependency_overrides.clear()


def rows(client: TestClient, table: str, **query: str) -> list[list[str]]:
    reply = client.get(f"/interview/trends/{table}", params=query)
    assert reply.status_code == 200
    return list(csv.reader(io.StringIO(reply.content.decode("utf-8-sig"), newline="")))[1:]


def test_a_file_has_every_row_also_where_the_page_shows_the_latest(
    services: Services, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(analytics, "ON_A_PAGE", Most(points=2, weeks=2, missed=2))
    seen = replace(turn(0, question=replace(GOOD, key_points=statements("A", "B", "C"))), first_shown_at=NOON)
    for week in range(4):
        missed = graded(seen, [Verdict.MISSED] * 3, quotes=("",) * 3)
        keep(services, report(session([seen], id=f"s{week}", day=7 * week), [missed]))
    shown = services.analytics.look(OWNER)
    assert [len(each) for each in (shown.points, shown.times, shown.weeks, shown.missed)] == [2] * 4
    assert [len(line.points) for line in shown.lines] == [2]
    for table, count in (
        ("interviews", 4),
        ("category-scores", 4),
        ("time-per-answer", 4),
        ("weeks", 4),
        ("key-points", 3),
    ):
        assert len(rows(client, table)) == count, table


@pytest.mark.parametrize(
    ("zone", "monday"),
    [
        ("Pacific/Auckland", "2026-01-12"),
        ("America/Los_Angeles", "2026-01-05"),
        ("UTC", "2026-01-05"),
        ("", "2026-01-05"),
    ],
)
def test_an_interview_is_in_the_week_of_its_day_where_the_person_is(
    services: Services, client: TestClient, zone: str, monday: str
) -> None:
    keep(services, report(session([turn(0)], created_at=MONDAY_THERE), [graded(turn(0))]))
    assert rows(client, "weeks", **({"timeZone": zone} if zone else {})) == [[monday, "1", "1"]]
    (week,) = services.analytics.look(OWNER, zone=ZoneInfo(zone or "UTC")).weeks
    assert week.monday == date.fromisoformat(monday)
