"""Numbers of the core at their edges: what is refused, what is estimated, and what is counted up."""

from __future__ import annotations

import pytest

from interview.core.evaluation import Pace, seconds_left
from interview.core.grading import PointJudgement, Provenance, Scores, Verdict
from interview.core.history import MAX_TAGS, clean_tags
from interview.core.identity import model_interviewer
from interview.core.key_point import statement
from interview.core.lengths import cut, estimated_tokens, word_count
from interview.core.model_calls import CallCounts, statistics
from interview.core.reply_matching import match
from interview.core.rubric import RUBRIC, rubric_of
from interview.core.scoring import score
from interview.errors import Invalid
from tests.builders import at, session
from tests.fakes import judgement

POINTS = [PointJudgement(statement("a point"), Verdict.COVERED, "said")]


@pytest.mark.parametrize("agreement", [0.0, 0.5, 1.0])
def test_an_agreement_is_between_nothing_and_all(agreement: float) -> None:
    assert score(POINTS, 2, agreement, rubric_of("2026.6")).accuracy == round(40 * agreement, 1)


@pytest.mark.parametrize(("clarity", "agreement"), [(4.1, None), (-0.1, None), (2, 1.1), (2, -0.1)])
def test_a_judgement_out_of_range_is_refused(clarity: float, agreement: float | None) -> None:
    with pytest.raises(ValueError, match="out of range"):
        score(POINTS, clarity, agreement)
    assert score(POINTS, len(RUBRIC.clarity_levels) - 1).clarity == RUBRIC.clarity.maximum


@pytest.mark.parametrize("points", [(-0.1, 0, 0), (0, 0, 30.1), (40.1, 30, 30)])
def test_points_out_of_the_rubric_are_refused(points: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match=r"accuracy|clarity"):
        Scores(*points)
    assert Scores(40, 30, 30).total == 100


def test_how_long_grading_still_takes_is_told_by_how_long_the_answers_so_far_took() -> None:
    begun = Pace.begun(6, at(0))
    assert seconds_left(begun, at(30)) is None
    gone_on = begun.seen(4, at(10))
    assert seconds_left(gone_on, at(10)) == 20.0
    assert seconds_left(gone_on.seen(4, at(13)), at(13)) == 17.0
    assert seconds_left(gone_on.seen(1, at(25)), at(25)) == 5.0


def test_of_a_grading_that_stands_still_or_is_only_summed_up_no_time_is_told() -> None:
    gone_on = Pace.begun(6, at(0)).seen(4, at(10))
    assert seconds_left(gone_on.seen(4, at(40)), at(40)) is None
    assert seconds_left(gone_on.seen(0, at(30)), at(30)) is None
    assert seconds_left(gone_on.seen(6, at(40)), at(41)) is None


def test_statistics_leave_five_in_a_hundred_above() -> None:
    (line,) = statistics([CallCounts("grade", 200, 1, 1_000, 100)], {"grade": list(range(100, 0, -1))})
    assert (line.calls, line.failed, line.median_ms, line.p95_ms) == (200, 1, 50, 95)
    assert (line.tokens_in, line.tokens_out) == (1_000, 100)


def test_a_text_is_cut_at_its_bound_and_no_earlier() -> None:
    text = "word " * 100
    whole = estimated_tokens(text)
    assert cut(text, whole).words_kept is None
    assert 90 <= (cut(text, whole - 1).words_kept or 0) < 100
    assert estimated_tokens(cut(text, 40).text) in (39, 40)


def test_what_is_kept_of_a_chinese_text_is_counted_in_characters_as_in_the_answer_box() -> None:
    assert cut("慢查询\n" * 100, 120).words_kept in range(90, 120)
    assert word_count("我用 Redis 做缓存，P99 是 80 ms") == 10
    assert word_count("カタカナ") == 4
    assert word_count("A well-known fix – it’s quick") == 5


def test_as_many_tags_fit_as_are_allowed() -> None:
    tags = [f"tag {number}" for number in range(MAX_TAGS)]
    assert clean_tags(tags) == tuple(tags)
    with pytest.raises(Invalid):
        clean_tags([*tags, "one more"])


def test_the_tokens_of_a_call_are_shared_out_in_whole_numbers() -> None:
    turns = session(mains=3).turns
    replies = [judgement(turn) for turn in turns]
    grades, missing = match(turns, replies, Provenance(model_interviewer("m"), tokens=8))
    assert not missing
    assert [repr(grade.provenance.tokens) for grade in grades] == ["2", "3", "3"]
