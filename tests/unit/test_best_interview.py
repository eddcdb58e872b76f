"""The best interview so far, and whose word counts in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interview.core.grading import Settled, Verdict
from interview.core.rounds import Round
from interview.services import Services
from tests.report_builders import GOOD, graded, report, session, turn
from tests.unit.test_analytics import MEASURE, OWNER, keep

pytestmark = pytest.mark.slow


def test_the_best_interview_is_a_whole_one_and_says_where_the_own_word_counts(services: Services) -> None:
    def hold(id: str, verdict: Verdict, day: int = 0, **changes: object) -> None:
        mains = 1 if "resume_name" in changes else 2
        turns = [turn(main, question=replace(GOOD, text=f"Question {main}?")) for main in range(mains)]
        keep(services, report(session(turns, id=id, day=day, **changes), [graded(one, [verdict] * 3) for one in turns]))

    hold("a", Verdict.MISSED)
    hold("b", Verdict.TOUCHED, day=1)
    hold("one", Verdict.COVERED, day=2, resume_name="One question", resume_text="One question")
    hold("own", Verdict.COVERED, day=3, round=Round.OWN)
    assert services.analytics.best(OWNER, MEASURE) is None
    hold("c", Verdict.MISSED, day=4)
    best = services.analytics.best(OWNER, MEASURE)
    assert best is not None
    assert (best.session_id, best.interviews, best.has_own_word) == ("b", 3, False)
    assert [point.session_id for point in services.analytics.look(OWNER).points] == ["a", "b", "own", "c"]
    services.evaluator.settle(OWNER, "b", 0, GOOD.key_points[0].id, Settled.SAID)
    settled = services.analytics.best(OWNER, MEASURE)
    assert settled is not None
    assert (settled.session_id, settled.has_own_word) == ("b", True)


def test_own_words_that_were_taken_back_count_nowhere_any_more(services: Services) -> None:
    for number in range(3):
        one = turn(0)
        keep(
            services, report(session([one, turn(1)], id=f"s{number}", day=number), [graded(one, [Verdict.MISSED] * 3)])
        )
    best = services.analytics.best(OWNER, MEASURE)
    assert best is not None
    for word, counts in ((Settled.SAID, True), (None, False)):
        services.evaluator.settle(OWNER, best.session_id, 0, GOOD.key_points[0].id, word)
        found = services.analytics.best(OWNER, MEASURE)
        assert found is not None
        assert found.has_own_word is counts
        assert any(point.has_own_word for point in services.analytics.points(OWNER)) is counts
