"""What Progress says of readiness and of today's list is true of what it was worked out from."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from interview.core.grading import PointJudgement, Verdict
from interview.core.key_point import statement
from interview.core.mastery import Again, Level, Step, TopicLevel
from interview.core.question import Origin
from interview.core.readiness import UNASKED, Need, Readiness, ReadyBand, readiness, shown
from interview.core.today import Task, Why
from interview.i18n.names import category_names
from interview.i18n.translate import words
from interview.trends import tables
from interview.trends.missed_points import MissedPoint
from interview.trends.values import Best, CategoryStrength
from interview.use_cases.progress import Basis, Home
from interview.web import progress_goal, progress_today
from tests.report_builders import GOOD

SAY = words("en")


C, T, M, U = Verdict.COVERED, Verdict.TOUCHED, Verdict.MISSED, Verdict.UNSURE


def found(*verdicts: Verdict) -> Readiness:
    points = tuple(shown(PointJudgement(GOOD.key_points[0], each), 1) for each in verdicts)
    return readiness([Need((name,), True, 2, points) for name in "abc"], 6)


def test_nothing_is_said_to_be_still_known_where_nothing_was_recognised() -> None:
    nothing, all_of_it = (
        progress_goal._counts(found(*each), Basis.POSTING, True, SAY) for each in ((M,) * 4, (C,) * 4)
    )
    assert "about 0 in 100 counted as said" in nothing
    assert "still known" not in nothing
    assert "about 100 in 100 counted as said" in all_of_it
    assert "about 100 in 100 is likely to be still known" in all_of_it
    assert found(M, M, M, M).band is ReadyBand.NOT_YET


@pytest.mark.parametrize(
    ("verdicts", "told"),
    [
        ((C, M), ["about 50 in 100 counted as said."]),
        ((T, T), ["about 0 in 100 counted as said.", "About 100 in 100 of them counted in part."]),
        ((U, U), ["about 0 in 100 counted as said.", "About 100 in 100 of them could not be judged."]),
        (
            (C, T, U, M),
            [
                "about 25 in 100 counted as said.",
                "About 25 in 100 of them counted in part.",
                "About 25 in 100 of them could not be judged.",
            ],
        ),
    ],
)
def test_what_counted_in_part_and_what_nobody_could_judge_is_not_told_as_said(
    verdicts: tuple[Verdict, ...], told: list[str]
) -> None:
    said = progress_goal._counts(found(*verdicts), Basis.POSTING, True, SAY)
    assert re.findall(r"[Aa]bout \d+ in 100 (?:of them )?c[^<]*?\.", said) == told


def test_a_topic_that_was_asked_in_two_languages_has_two_names_on_one_page() -> None:
    both = ("算法与数据结构", "Algorithms and data structures")
    home = Home(topics=tuple(TopicLevel(each, Level.FAMILIAR, 1, datetime(2026, 1, 1, tzinfo=UTC)) for each in both))
    zh = words("zh")
    names = category_names((each.category for each in home.topics), zh)
    drawn = progress_today._levels(home.topics, names, zh)
    assert "<span>算法与数据结构</span>" in drawn
    assert "<span>算法与数据结构（Algorithms and data structures）</span>" in drawn
    assert category_names(both, SAY) == {each: each for each in both}
    strengths = [CategoryStrength(each, 50.0, 1, 1, 1, 50.0, None) for each in both]
    assert len({row["类别"] for row in tables.categories(strengths, zh)}) == len(both)


def test_what_was_asked_and_not_judged_is_not_told_as_never_asked() -> None:
    needs = tuple(Need((name,)) for name in "abcd")
    for answers in range(7):
        known = readiness(needs, answers)
        told = "".join(progress_goal._readiness(Home(basis=Basis.POSTING, readiness=known, needs=needs), SAY))
        assert "not asked" not in told
        assert "no judged answer yet" in told


def test_the_rules_of_readiness_name_all_that_goes_into_the_number() -> None:
    told = progress_goal._rules((), Basis.POSTING, SAY)
    assert "one key point said and one not said on top" in told
    assert f"for {round(100 * UNASKED)} in 100 of that in the middle" in told


def test_that_day_is_said_of_a_day_to_come_alone() -> None:
    known = found(C)
    for is_today in (True, False):
        band = progress_goal._band(known, ReadyBand.READY, "all of it", is_today, SAY)
        told = "".join([*band, progress_goal._counts(known, Basis.POSTING, is_today, SAY)])
        assert ("on that day" in told) is not is_today
        assert ("so far: you may know between" in told) is is_today
        assert ("still known today" in told) is is_today


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_a_job_asks_for_something_only_where_its_advertisement_was_read(count: int) -> None:
    needs = [
        Need((name,), True, 2, (shown(PointJudgement(GOOD.key_points[0], C), 1),) if at < count else ())
        for at, name in enumerate("abc")
    ]
    seen = tuple(needs)
    for basis, is_asked_for in ((Basis.POSTING, True), (Basis.OCCUPATION, False)):
        told = " ".join(
            [
                *progress_goal._readiness(Home(basis=basis, readiness=readiness(needs, 2 * count), needs=seen), SAY)[
                    :-1
                ],
                *(progress_today.reason(Task(why, "Kafka", points=1), basis, SAY) for why in Why),
            ]
        )
        assert any(said in told for said in ("job asks for", "this job asks")) is is_asked_for
        assert ("people in this work are usually asked about" in told.lower()) is not is_asked_for


@pytest.mark.parametrize("points", [1, 2])
def test_what_was_recognised_once_and_not_the_last_time_is_said_of_the_last_time(points: int) -> None:
    for why in (Why.MISSED, Why.PARTLY):
        told = progress_today.reason(Task(why, points=points), Basis.NOTHING, SAY)
        assert "last judged" in told
        assert "so far" not in told


@pytest.mark.parametrize("points", [1, 2])
def test_no_task_says_that_a_point_was_missed_or_recognised_as_the_own_word_may_count(points: int) -> None:
    for why in (Why.MISSED, Why.PARTLY, Why.FADING):
        told = progress_today.reason(Task(why, points=points), Basis.NOTHING, SAY)
        assert "missed" not in told
        assert "recognised" not in told


def test_where_the_own_word_counts_too_nothing_on_progress_is_said_to_be_recognised() -> None:
    home = Home(basis=Basis.POSTING, readiness=found(C, T), needs=())
    again = Again(better=1, best=Step("Why?", 1, 2, 3))
    told = [
        *progress_goal._readiness(home, SAY),
        *progress_today._rules(SAY),
        *progress_today._answered_again(again, SAY),
    ]
    missed = MissedPoint(statement("One"), "Why?", "Python", 1, 0, 2, Verdict.COVERED, Origin("s", 0))
    told += [f"{name} {value}" for row in tables.missed([missed]) for name, value in row.items()]
    assert "recognised" not in " ".join(told).lower()
    assert "Last time Counted as said" in told


@pytest.mark.parametrize("has_own_word", [True, False])
def test_where_the_own_word_counts_in_what_went_best_it_is_said(has_own_word: bool) -> None:
    again = Again(better=1, best=Step("Why?", 1, 2, 3, has_own_word), has_own_word=has_own_word)
    best = Best("s", 70, datetime(2026, 11, 24, tzinfo=UTC), 3, has_own_word)
    lines = [*progress_today._best_interview(best, SAY), *progress_today._answered_again(again, SAY)]
    assert [line.lower().count("your own word") for line in lines] == [has_own_word] * 3
