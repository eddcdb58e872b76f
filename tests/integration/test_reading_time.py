"""How long somebody waits for their answer to be read on this computer."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from interview.core.grading import Judgement, PointJudgement, Ungradable, Verdict
from interview.core.turn import Turn
from interview.practice.interviewer import PracticeInterviewer
from interview.services import build
from interview.settings import Settings
from tests.integration.test_candidate import ME, create
from tests.servers import RedisServer
from tests.unit.kinds import HearsKinds
from tests.unit.small_bank import small_bank

pytestmark = pytest.mark.sqlite_first

ANSWER = "I was there for two years and we had many of these, and I liked the work with all of them very much."


class Slow(HearsKinds):
    """Reads longer than a model may take."""

    def judge_turn(self, turn: Turn) -> Judgement | Ungradable:
        time.sleep(0.4)
        points = (PointJudgement(point, Verdict.MISSED, odds=(0.0, 0.0, 1.0)) for point in turn.question.key_points)
        return Judgement(str(turn.position), tuple(points), None)


def test_an_answer_that_is_read_here_gets_its_follow_up_though_reading_takes_longer_than_a_model_may(
    tmp_path: Path, sqlite_url: str, redis_server: RedisServer
):
    settings = Settings(
        _env_file=None,
        data_dir=tmp_path,
        database_url=sqlite_url,
        redis_url=redis_server.url,
        rate_limit_create="1000/minute",
        follow_up_timeout_s=0.1,
    )
    services = build(settings, PracticeInterviewer(small_bank(), Slow))
    session = create(services, mains=2, follow_ups=1, force=True)
    after = services.candidate.submit_answer(ME, session.id, 0, ANSWER)
    services.store.engine.dispose()
    assert after.current is not None
    assert after.current.position.is_follow_up
