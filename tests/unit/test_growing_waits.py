"""An answer that cannot be graded early is tried less and less often, and at last left to the end."""

from datetime import timedelta

from interview.use_cases.grading.waits import FIRST, MOST_TRIES, GrowingWaits
from tests.builders import NOON
from tests.report_builders import turn

ONE, OTHER = turn(0), turn(1)


def test_each_wait_is_twice_the_one_before_and_the_last_has_no_end():
    waits, now, waited = GrowingWaits(), NOON, []
    for _ in range(MOST_TRIES):
        assert not waits.is_resting("s", ONE, now)
        waits.failed("s", [ONE], now)
        before = now
        while waits.is_resting("s", ONE, now) and now - before < timedelta(days=2):
            now += FIRST
        waited.append((now - before) // FIRST)
    assert waited == [1, 2, 4, 8, 16, 32, timedelta(days=2) // FIRST]


def test_other_answers_and_other_interviews_do_not_wait_with_it():
    waits = GrowingWaits()
    waits.failed("s", [ONE], NOON)
    assert waits.is_resting("s", ONE, NOON)
    assert not waits.is_resting("s", OTHER, NOON)
    assert not waits.is_resting("t", ONE, NOON)
