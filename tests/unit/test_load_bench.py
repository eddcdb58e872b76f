"""The page about capacity counts rightly what was measured, and says of a group that errs that it was not borne."""

import asyncio
import math
from collections import Counter
from dataclasses import replace

import pytest

from bench.load import Group, Loaded, Typed, installed, measure, typed
from bench.load_page import lines
from bench.processes import Spread, quantile, spread

DRAFT = Spread(400, 8, 30, 60, 90)
GROUP = Group(
    candidates=100,
    actions={"save a draft": DRAFT},
    errors=Counter(),
    repeats=0,
    server_p95_ms=20,
    lasted_s=50,
    cpu={"web": 30.0, "workers": 5.0, "database": 3.0, "candidates": 6.0, "model server": 2.0},
    memory_before=300,
    memory_most=350,
    sent=400,
    stored=400,
    drafts=0,
    drafts_stored=0,
    graded=100,
    finished=100,
    drained_s=10,
    model_calls=500,
)

TYPED = Typed(200, Spread(3000, 7, 25, 40, 55), Counter(), 18, 30, {"web": 15.0, "database": 3.0}, 199)


def test_a_share_of_a_histogram_lies_within_its_bucket():
    buckets = [(0.01, 50.0), (0.1, 90.0), (1.0, 100.0), (math.inf, 100.0)]
    assert quantile(buckets, 0.5) == pytest.approx(0.01)
    assert quantile(buckets, 0.7) == pytest.approx(0.055)
    assert quantile(buckets, 0.95) == pytest.approx(0.55)
    assert quantile([(1.0, 5.0), (math.inf, 10.0)], 0.9) == 1.0
    assert math.isnan(quantile([(1.0, 0.0)], 0.5))
    assert math.isnan(quantile([], 0.5))


def test_a_spread_is_in_milliseconds():
    assert spread([number / 1000 for number in range(1, 101)]) == Spread(100, 50.5, 96, 100, 100)


def test_a_group_is_borne_while_the_server_is_quick_and_nothing_fails():
    assert GROUP.is_borne
    assert not replace(GROUP, server_p95_ms=50).is_borne
    assert not replace(GROUP, errors=Counter({"save a draft: 503": 1})).is_borne
    assert not replace(GROUP, server_p95_ms=math.nan).is_borne


def test_the_page_reckons_from_the_largest_group_that_was_borne_and_names_every_error():
    slow = replace(GROUP, candidates=200, server_p95_ms=400, errors=Counter({"submit an answer: 503": 2}), stored=398)
    text = "\n".join(lines(Loaded(TYPED, [GROUP, slow], [("the request, alone", DRAFT)], 8)))
    assert "Arithmetic from the group of 100," in text
    assert "- 200 candidates: submit an answer: 503 (2)" in text
    assert "| 200 | 398 of 400 | 0 of 0 | 2 |" in text
    # 100 of 10,000 people at once: 0.6 cores of web for 100, busy for 60 of 100 seconds; a draft each 12.5 seconds.
    assert "| 10,000 | 100 | 8 | 1.0 | 0.0 | 0.1 | 20 |" in text


def test_the_page_says_of_people_who_only_type_what_they_waited_for_and_whose_last_draft_is_missing():
    text = "\n".join(lines(Loaded(TYPED, [GROUP], [], 8)))
    assert "| 200 people who type: save a draft | 3000 | 7 | 25 | 40 | 55 | 18 | 50 | 10 |" in text
    assert "The last draft of 199 of 200 stands in the database; 0 errors." in text


@pytest.mark.long
@pytest.mark.timeout(900)
def test_whoever_only_types_finds_the_last_draft_kept():
    with installed(workers=2) as site:
        group = asyncio.run(typed(site, 3, seconds=5))
    assert not group.errors
    assert group.kept == 3
    assert group.drafts.count >= 6
    assert group.server_p95_ms > 0


@pytest.mark.long
@pytest.mark.timeout(900)
def test_whoever_answers_at_once_finds_every_answer_kept_and_graded():
    with installed(workers=2) as site:
        group = asyncio.run(measure(site, 3, most_s=120, drain_s=120))
    assert not group.errors
    assert (group.stored, group.drafts_stored) == (group.sent, group.drafts)
    assert group.sent >= 6
    assert (group.graded, group.finished) == (3, 3)
    assert group.actions["save a draft"].count == 4 * group.sent
