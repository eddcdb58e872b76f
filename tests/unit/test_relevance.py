"""Which sentences of an answer are relevant: those that belong to what was asked and say something of a point."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.core import flags
from interview.core.grading import Judgement, Verdict
from interview.core.key_point import KeyPoint, StoryPart, statement, story
from interview.scorer.asked_for import asked_for
from interview.scorer.claims import MEANINGS
from interview.scorer.grader import Grader
from interview.scorer.relevance import BEGINS_WITH_ASIDE, IDLE, among_neighbours, relevant
from interview.scorer.verdict_model import Floats
from interview.scorer.wordings import wordings
from tests.unit.scripted_judge import scripted

PARTS = tuple(story(part) for part in (StoryPart.SITUATION, StoryPart.OWN_ACTION, StoryPart.OTHERS, StoryPart.RESULT))
CONFLICT = "behavioural-conflict"
STORY_OF = (PARTS, MEANINGS[StoryPart.OWN_ACTION], ("They moved something",))
KNOWLEDGE = ((statement("It moves"), statement("It holds")), "It moves", ())
ASIDES = ("We moved the store room.", "My cat fell into the pond.", "She got out again.")
DOUBTFUL = 0.35


@pytest.mark.parametrize(
    ("points", "claims"),
    [
        (PARTS, {MEANINGS[StoryPart.OWN_ACTION]: (0.9, 0.0), MEANINGS[StoryPart.RESULT]: (IDLE + 0.01, 0.0)}),
        ((statement("It holds"),), {"It holds": (0.0, IDLE + 0.01)}),
    ],
)
def test_what_says_nothing_of_any_point_is_left_out_and_the_rest_is_read_again(
    points: tuple[KeyPoint, ...], claims: dict[str, tuple[float, float]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also what contradicts a statement says something of it."""
    says = [f"We moved the store room {number}." for number in range(len(claims))]
    said = {(sentence, *claim[:1]): claim[1] for sentence, claim in zip(says, claims.items(), strict=True)}
    judge = scripted(monkeypatch, said)
    texts = ["My bus was late.", says[0], "I love this question.", *says[1:]]
    found = relevant(judge, wordings(judge, "Tell me.", points, "", (), {}), texts)
    assert found.places == tuple(place for place, text in enumerate(texts) if text in says)
    assert found.said.shape == (len(MEANINGS) if points == PARTS else 1, len(says), 3)
    assert judge.read[-1] == tuple(says)


@pytest.mark.parametrize("points", [PARTS, (statement("It holds"),)], ids=["story", "knowledge"])
def test_where_nothing_is_said_of_any_point_everything_stays(
    points: tuple[KeyPoint, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    judge = scripted(monkeypatch, {})
    texts = ["My bus was late.", "It does."]
    found = relevant(judge, wordings(judge, "Tell me.", points, "", (), {}), texts)
    assert (found.places, found.about) == ((0, 1), None)
    assert {*judge.read} == {tuple(texts)}


@pytest.mark.parametrize(
    ("belongs", "kept"),
    [
        ((0.9, 0.0, 0.9), (0, 2)),
        ((0.9, DOUBTFUL, 0.9), (0, 1, 2)),
        ((0.9, DOUBTFUL, 0.0), (0,)),
        ((0.0, 0.0, 0.0), (0, 1, 2)),
        ((0.33, 0.33, 0.33), (0, 1, 2)),
        ((0.5, 0.0, 0.0), (0,)),
        ((0.49, 0.0, 0.0), (0, 1, 2)),
    ],
)
@pytest.mark.parametrize(("points", "point", "to_tell"), [STORY_OF, KNOWLEDGE], ids=["story", "knowledge"])
def test_what_does_not_belong_to_what_was_asked_is_left_out_where_something_does(
    points: tuple[KeyPoint, ...],
    point: str,
    to_tell: Sequence[str],
    belongs: tuple[float, ...],
    kept: tuple[int, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its neighbours decide about a stretch that is in doubt. Where none belongs by itself, all stay."""
    judge = scripted(monkeypatch, {(text, point): (0.9, 0.0) for text in ASIDES})
    judge.belonging = dict(zip(ASIDES, belongs, strict=True))
    found = relevant(judge, wordings(judge, "Tell me.", points, "", (), {}, to_tell), ASIDES)
    assert found.places == kept
    assert found.beside == tuple(place for place in range(3) if place not in kept)
    assert {*judge.beside} == {tuple(to_tell) or tuple(each.text for each in points)}


def test_what_does_not_belong_to_what_was_asked_says_nothing_of_what_has_to_be_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = {(text, MEANINGS[StoryPart.OWN_ACTION]): (0.9, 0.0) for text in ASIDES[:2]}
    judge = scripted(monkeypatch, {**said, (ASIDES[1], STORY_OF[2][0]): (0.9, 0.0)})
    judge.belonging = {ASIDES[1]: 0.0}
    found = relevant(judge, wordings(judge, "Tell me.", PARTS, "", (), {}, STORY_OF[2]), ASIDES[:2])
    assert found.beside == (1,)
    assert found.about is not None
    assert found.about[0] < 0


def test_what_belongs_is_read_again_without_what_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside an aside the next sentence of it may seem to belong."""
    judge = scripted(monkeypatch, {(text, MEANINGS[StoryPart.OWN_ACTION]): (0.9, 0.0) for text in ASIDES})
    read: dict[tuple[str, ...], list[float]] = {ASIDES: [0.9, 0.0, 0.9], (ASIDES[0], ASIDES[2]): [0.9, 0.0]}
    usual = judge.belongs

    def belongs(question: str, texts: Sequence[str], said: Sequence[str]) -> tuple[Floats, Floats]:
        return np.array(read.get(tuple(said), [0.9]), np.float32), usual(question, texts, said)[1]

    monkeypatch.setattr(judge, "belongs", belongs)
    assert relevant(judge, wordings(judge, "Tell me.", PARTS, "", (), {}, STORY_OF[2]), ASIDES).places == (0,)


@pytest.mark.parametrize(("asides", "kept"), [((0.1, 0.4), (0, 1, 2)), ((0.4, 0.9), (0, 2)), ((0.4, 0.1), (0, 1, 2))])
def test_a_stretch_in_doubt_stays_where_no_aside_seems_to_begin_and_end(
    asides: tuple[float, float], kept: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    judge = scripted(monkeypatch, {(text, MEANINGS[StoryPart.OWN_ACTION]): (0.9, 0.0) for text in ASIDES})
    judge.belonging = dict(zip(ASIDES, (0.9, DOUBTFUL, 0.9), strict=True))
    judge.asides = asides
    assert relevant(judge, wordings(judge, "Tell me.", PARTS, "", (), {}, STORY_OF[2]), ASIDES).places == kept


def test_where_it_is_in_doubt_of_each_stretch_whether_it_is_the_one_that_belongs_all_stay(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    judge = scripted(monkeypatch, {(text, MEANINGS[StoryPart.OWN_ACTION]): (0.9, 0.0) for text in ASIDES})
    judge.belonging, judge.asides = dict(zip(ASIDES, (0.05, 0.5, 0.5), strict=True)), (0.9, 0.2)
    assert relevant(judge, wordings(judge, "Tell me.", PARTS, "", (), {}, STORY_OF[2]), ASIDES).places == (0, 1, 2)


_PROBABLE = st.floats(0.01, 0.99)


@given(said=st.lists(st.tuples(_PROBABLE, _PROBABLE, _PROBABLE), max_size=6))
def test_how_probably_each_stretch_belongs_is_the_share_of_all_ways_in_which_it_does_of_those_in_which_some_do(
    said: list[tuple[float, float, float]],
) -> None:
    belongs, begins, ends = zip(*said, strict=True) if said else ((), (), ())
    ways = {}
    for way in itertools.product((True, False), repeat=len(said)):
        probable = 1.0
        for place, is_own in enumerate(way):
            goes_on = begins[place - 1] if way[place - 1] else 1 - ends[place - 1]
            aside = goes_on if place else BEGINS_WITH_ASIDE
            probable *= (1 - aside) * belongs[place] if is_own else aside * (1 - belongs[place])
        ways[way] = probable * any(way)
    wanted = [sum(of for way, of in ways.items() if way[place]) / sum(ways.values()) for place in range(len(said))]
    behind = np.array([begins, ends], np.float32).T[: max(0, len(said) - 1)]
    assert among_neighbours(np.array(belongs, np.float32), behind) == pytest.approx(wanted, abs=1e-5)


@pytest.mark.parametrize("changes", [0.0, 0.2, 1.0])
def test_a_long_answer_and_what_is_said_for_certain_stay_numbers(changes: float) -> None:
    belongs = np.array([1.0] * 400 + [0.0] * 400, np.float32)
    assert np.isfinite(among_neighbours(belongs, np.full((799, 2), changes, np.float32))).all()
    found = among_neighbours(belongs, np.full((799, 2), 0.2, np.float32))
    assert found[[0, 399, 400, 799]] == pytest.approx([1, 1, 0, 0], abs=2e-3)


@pytest.mark.parametrize(("to_tell", "goes_on"), [((), False), (STORY_OF[2], True)], ids=["of a pack", "goes on"])
def test_of_a_story_of_which_nobody_knows_what_was_to_be_told_everything_stays(
    to_tell: Sequence[str], goes_on: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge = scripted(monkeypatch, {(text, MEANINGS[StoryPart.OWN_ACTION]): (0.9, 0.0) for text in ASIDES})
    judge.belonging = dict.fromkeys(ASIDES[1:], 0.0)
    found = relevant(judge, wordings(judge, "Tell me.", PARTS, "", (), {}, to_tell), ASIDES, goes_on=goes_on)
    assert (found.places, found.about) == ((0, 1, 2), None)


@pytest.mark.parametrize(("sure", "verdict"), [(0.0, Verdict.MISSED), (0.2, Verdict.UNSURE)])
def test_who_tells_of_something_else_beside_general_words_tells_a_story_that_was_not_asked_for(
    sure: float, verdict: Verdict, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the general words may tell a part."""
    general, told = "One has to speak about conflicts early.", "On Saturday I got the cat down from the tree."
    parts = (StoryPart.SITUATION, StoryPart.OWN_ACTION)
    said = {(text, MEANINGS[part]): (of, 0.0) for text, of in ((general, sure), (told, 0.9)) for part in parts}
    judge = scripted(monkeypatch, {**said, **{(general, text): (0.9, 0.0) for text in asked_for()[CONFLICT]}})
    judge.belonging = {told: 0.0}
    found = Grader().judge(
        "0", "Tell me about a conflict.", [*map(story, parts)], "", f"{general} {told}", bank_id=CONFLICT
    )
    assert isinstance(found, Judgement)
    assert {point.verdict for point in found.points} == {verdict}
    assert flags.ELSEWHERE in found.flags
    assert [line.code for line in found.feedback] == ["feedback.other_story"]


def test_one_part_that_is_told_beside_general_words_is_no_story_about_something_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    general, told = "One has to speak about conflicts early.", "On Saturday I got the cat down from the tree."
    judge = scripted(monkeypatch, {(told, MEANINGS[StoryPart.OWN_ACTION]): (0.9, 0.0)})
    judge.belonging = {told: 0.0}
    found = Grader().judge("0", "Tell me about a conflict.", PARTS, "", f"{general} {told}", bank_id=CONFLICT)
    assert isinstance(found, Judgement)
    assert flags.ELSEWHERE not in found.flags


def test_who_tells_a_part_of_what_was_asked_tells_no_other_story_whatever_stands_beside_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own, beside = "We argued about the rota until I drew up another one.", "On Saturday I got the cat down."
    parts = (StoryPart.SITUATION, StoryPart.OWN_ACTION)
    said = {(text, MEANINGS[part]): (0.9, 0.0) for text in (own, beside) for part in parts}
    judge = scripted(monkeypatch, {**said, **{(own, text): (0.9, 0.0) for text in asked_for()[CONFLICT]}})
    judge.belonging = {beside: 0.0}
    found = Grader().judge(
        "0", "Tell me about a conflict.", [*map(story, parts)], "", f"{own} {beside}", bank_id=CONFLICT
    )
    assert isinstance(found, Judgement)
    assert flags.ELSEWHERE not in found.flags
    assert {point.quote for point in found.points} == {own}
