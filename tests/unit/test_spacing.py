"""How long a key point rests until it is asked for again."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from interview.core.grading import Verdict
from interview.use_cases.spacing import FIRST_STEP, LONGEST_DAYS, due_at

START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
MISSED, TOUCHED, COVERED = (START, Verdict.MISSED), Verdict.TOUCHED, Verdict.COVERED


def kept_to(*verdicts):
    """Reviews each made exactly when due, and the waits in between."""
    reviews, waits = [MISSED], []
    for verdict in verdicts:
        at = due_at(reviews)
        waits.append(at - reviews[-1][0])
        reviews.append((at, verdict))
    return [*waits, due_at(reviews) - reviews[-1][0]]


def test_a_missed_point_is_due_in_ten_minutes_and_rests_longer_each_time_it_is_covered():
    waits = kept_to(*[COVERED] * 5)
    assert waits[0] == FIRST_STEP
    assert waits[1] >= timedelta(days=1)
    assert waits == sorted(waits)
    assert waits[-1] > 3 * waits[2]


def test_a_contradicted_point_comes_back_like_a_missed_one():
    assert due_at([(START, Verdict.CONTRADICTED)]) == due_at([MISSED])


def test_a_point_missed_again_is_due_at_once_and_rests_less_afterwards():
    steady, lapsed = kept_to(COVERED, COVERED, COVERED), kept_to(COVERED, Verdict.MISSED, COVERED)
    assert lapsed[2] == FIRST_STEP
    assert lapsed[3] < steady[3]


def test_a_point_that_was_only_touched_comes_back_before_a_covered_one():
    assert kept_to(COVERED, TOUCHED)[-1] < kept_to(COVERED, COVERED)[-1]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 400), st.sampled_from([verdict for verdict in Verdict if verdict is not Verdict.UNSURE])
        ),
        max_size=12,
    )
)
def test_any_history_gives_the_same_time_every_time_never_in_the_past_of_its_last_review(steps):
    reviews, at = [MISSED], START
    for hours, verdict in steps:
        at += timedelta(hours=hours)
        reviews.append((at, verdict))
    due = due_at(reviews)
    assert due == due_at(reviews)
    assert reviews[-1][0] < due <= reviews[-1][0] + timedelta(days=LONGEST_DAYS)


def test_a_time_zone_changes_nothing():
    east = timezone(timedelta(hours=9))
    assert due_at([(START.astimezone(east), Verdict.MISSED)]) == due_at([MISSED])
