"""Progress and a graded interview that has no one number: it is there, and what gives it one is a click away."""

from __future__ import annotations

import pytest

from interview.core.grading import Verdict
from interview.services import services
from interview.trends.values import Chosen
from tests.app_test import AppTest
from tests.unit.test_analytics import OWNER
from tests.unit.test_trends import hold, page

__all__ = ["page"]
pytestmark = pytest.mark.slow

TOLD = "graded and has no single score yet"


def said(page: AppTest) -> str:
    page.run()
    assert not page.exception
    return " ".join([*(each.value for each in page.markdown), *(part.proto.body for part in page.get("html"))])


def test_the_only_interview_without_a_score_is_not_told_as_none(page: AppTest) -> None:
    hold(0, Verdict.UNSURE)
    text = said(page)
    assert TOLD in text
    assert "There is no graded interview yet" not in text
    assert [button.label for button in page.button].count("Open report") == 1


def test_the_latest_score_is_not_told_as_that_of_the_latest_interview(page: AppTest) -> None:
    hold(0)
    hold(9)
    assert TOLD not in said(page)
    hold(12, Verdict.UNSURE)
    text = said(page)
    assert TOLD in text
    assert "Your latest interview with a score, 3 Dec" in text
    assert len(services().analytics.look(OWNER).points) == 2
    hold(13, Verdict.UNSURE)
    assert "2 of your interviews are graded and have no single score yet" in said(page)


def test_an_interview_without_a_score_is_counted_among_what_was_chosen_alone(page: AppTest) -> None:
    hold(0, Verdict.UNSURE)
    look = services().analytics.look
    found = look(OWNER).without_score
    assert found is not None
    assert (found.session_id, found.count) == ("s0", 1)
    assert look(OWNER, Chosen(since=found.at)).without_score == found
    assert look(OWNER, Chosen(until=found.at)).without_score is None
    assert look(OWNER, Chosen(category="Python")).without_score is None
