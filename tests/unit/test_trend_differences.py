"""How far a score lies from earlier ones is what anybody gets who takes the numbers that are shown."""

from __future__ import annotations

import random
from statistics import fmean

import pytest

from interview.core.whole_numbers import whole
from interview.services import Services
from tests.unit.test_analytics import OWNER, keep, random_report

pytestmark = [pytest.mark.slow, pytest.mark.sqlite_first]


def test_a_score_differs_from_the_earlier_ones_by_the_numbers_that_are_shown(services: Services) -> None:
    chance = random.Random(11)
    for number in range(60):
        keep(services, random_report(chance, number))
    earlier: dict[str, list[float]] = {}
    for point in services.analytics.points(OWNER):
        before = earlier.setdefault(point.measure, [])
        assert point.against_earlier == (whole(point.overall - fmean(before)) if before else None)
        before.append(point.overall)
    assert sum(map(len, earlier.values())) > 30
