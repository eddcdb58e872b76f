"""What the model of verdicts learns from held answers, and from what probability on a verdict is given."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from interview.core.grading import Verdict
from interview.core.rubric import LEAST_PROBABLE
from interview.scorer.claims import claimed, claims, in_dispute
from interview.scorer.verdict_model import NEVER, VERDICTS, AskedModel, logistic
from training.judge.authored import Answer, Claim, Sentence
from training.judge.verdicts import BOUNDS, Case, _given, _Known, broken, cases, fit, fit_asked

LIMITS = BOUNDS["statements"]
TOLD = {
    Verdict.COVERED: (0.97, 0.01, 0.02),
    Verdict.CONTRADICTED: (0.01, 0.97, 0.02),
    Verdict.MISSED: (0.01, 0.01, 0.98),
}


def answers(seed: int, told: dict[Verdict, tuple[float, float, float]]) -> list[Case]:
    """Answers with four points and as many sentences, one of which says of each what `told` has for it."""
    rng = random.Random(seed)
    found = []
    for number in range(120):
        truths = tuple(rng.choice(tuple(told)) for _ in range(4))
        said = np.full((4, 4, 3), 0.01, np.float32)
        for place, verdict in enumerate(truths):
            said[place, place] = told[verdict]
        found.append(Case(f"question-{number % 12}", truths, said))
    return found


def test_a_judge_that_tells_them_apart_is_sure_and_right() -> None:
    model, rates = fit(answers(1, TOLD), LIMITS)
    assert (rates["unsure"], rates["agree"]) == (0, 1)
    [case] = answers(2, TOLD)[:1]
    assert tuple(claim.verdict for claim in claims(case.said, model)) == case.truths


def test_a_judge_that_says_the_same_of_everything_claims_nothing_that_breaks_a_bound() -> None:
    same = dict.fromkeys(TOLD, (0.6, 0.3, 0.1))
    model, rates = fit(answers(1, same), LIMITS)
    assert broken(rates, LIMITS) == []
    assert rates["unsure"] == 1
    assert {claim.verdict for claim in claims(answers(2, same)[0].said, model)} == {Verdict.UNSURE}


def test_of_typed_answers_so_little_is_wrong_that_praise_is_measured_on_written_ones() -> None:
    """Of the typed ones here all that is wrong sounds right: no threshold could keep the bound."""
    written = answers(1, TOLD)
    typed = [
        replace(each, told=(Verdict.CONTRADICTED, *each.told[1:]), is_typed=True)
        for each in answers(3, TOLD)[:6]
        if each.told[0] is Verdict.COVERED
    ]
    assert typed
    _, rates = fit([*written, *typed * 6], LIMITS)
    assert rates["praised"] == 0
    assert rates["unsure"] < 0.01
    _, strict = fit([*written, *(replace(each, is_typed=False) for each in typed * 6)], LIMITS)
    assert strict["unsure"] > 0.1


@pytest.mark.parametrize(("verdict", "column"), [(Verdict.COVERED, 1), (Verdict.CONTRADICTED, 0)])
def test_what_a_sentence_speaks_against_is_measured_as_left_open(verdict: Verdict, column: int) -> None:
    """In every tenth answer one of another point's sentences does."""
    found = answers(1, TOLD)
    disputed = [(each, each.told.index(verdict)) for each in found[::10] if verdict in each.told]
    for each, place in disputed:
        each.said[place, (place + 1) % 4, column] = 0.6
    assert len(disputed) > 5
    _, rates = fit(found, LIMITS)
    assert rates["unsure"] == pytest.approx(len(disputed) / (4 * len(found)))


def test_what_a_sentence_speaks_against_asks_for_no_higher_threshold() -> None:
    """Some points that are turned round sound as right as others; what speaks against them keeps them from praise."""
    found = answers(1, TOLD)
    for each in found[::3]:
        for place, verdict in enumerate(each.told):
            if verdict is not Verdict.MISSED:
                each.said[place] = 0.01
                each.said[place, place] = TOLD[Verdict.COVERED]
                each.said[place, (place + 1) % 4, 1] = 0.52
    model, rates = fit(found, LIMITS)
    assert rates["praised"] == 0
    assert model.recognised < 0.5


def test_what_is_measured_is_what_the_product_claims_also_where_sentences_speak_against_each_other() -> None:
    at = (0.6, 0.6, 0.6)
    model = replace(fit(answers(1, TOLD), LIMITS)[0], recognised=at[0], opposite=at[1], missed=at[2])
    rng = np.random.default_rng(5)
    said = rng.dirichlet((0.3, 0.3, 0.3), (4000, 1, 3)).astype(np.float32)
    shares = rng.dirichlet((0.3, 0.3, 0.3), 4000).astype(np.float32)
    # What the product never thinks of as possible is no case of the thresholds.
    is_possible = shares[:, :2].max(axis=1) >= LEAST_PROBABLE
    said, shares = said[is_possible], shares[is_possible]
    none = np.zeros(len(said), np.int64)
    known = _Known(none, none, none, shares, none > 0, np.concatenate([in_dispute(each) for each in said]))
    given = [Verdict.UNSURE if place < 0 else VERDICTS[place] for place in _given(shares, at, known)]
    found = [claimed(each, share[None], model)[0].verdict for each, share in zip(said, shares, strict=True)]
    assert found == given
    assert {*found} == {Verdict.COVERED, Verdict.CONTRADICTED, Verdict.MISSED, Verdict.UNSURE}


def test_a_part_of_a_story_is_not_left_open_for_what_speaks_against_it() -> None:
    told = {verdict: TOLD[verdict] for verdict in (Verdict.COVERED, Verdict.MISSED)}
    found = answers(1, told)
    for each in found[::10]:
        each.said[:, :, 1] = 0.6
    _, rates = fit(found, LIMITS)
    assert rates["unsure"] == 0


def test_a_sign_that_hardly_ever_differs_decides_nothing() -> None:
    """Nobody contradicts a part of a story: what a sentence may say against it is noise there."""
    told = {verdict: TOLD[verdict] for verdict in (Verdict.COVERED, Verdict.MISSED)}
    rng = random.Random(3)
    quiet = [
        Case(each.question_id, each.told, each.said + np.array([0, rng.random() / 1000, 0], np.float32))
        for each in answers(1, told)
    ]
    model, _ = fit(quiet, LIMITS)
    assert max(abs(weight) for row in model.weights for weight in row[:-1]) < 2
    assert model.opposite > 1


def test_a_story_that_is_not_about_what_was_asked_is_not_recognised_whatever_its_sentences_say() -> None:
    model, rates = fit_asked(stories(), partial(logistic, 1.0, 0.0), LIMITS)
    assert rates["agree"] == 1
    told = np.array([0.98], np.float32)
    assert model.probabilities(told, 0.98)[0, 0] >= model.recognised
    assert model.probabilities(told, 0.02)[0, 2] >= model.missed


def test_that_a_story_is_about_what_was_asked_makes_no_part_surer_than_what_is_heard_of_it() -> None:
    model, _ = fit_asked(stories(), partial(logistic, 1.0, 0.0), LIMITS)
    hardly = np.array([0.05], np.float32)
    assert model.probabilities(hardly, 1.0)[0, 0] == pytest.approx(
        model.probabilities(hardly * 0.98, 1.0)[0, 0], abs=0.03
    )
    assert model.probabilities(hardly, 1.0)[0, 2] >= model.missed


def test_that_a_part_is_told_hangs_on_what_is_said_of_it_and_not_on_what_the_story_is_about() -> None:
    """Half of these stories are about something else, and tell their parts as the others do."""
    model, _ = fit_asked(stories(), partial(logistic, 1.0, 0.0), LIMITS)
    found = stories()
    told = np.concatenate([model.is_told(each.said) for each in found])
    truly = np.array([each is Verdict.COVERED for case in found for each in case.told])
    assert told[truly].min() > 0.9
    assert told[~truly].max() < 0.1


def stories() -> list[Case]:
    """Some that are about what was asked, and others that tell the same parts and are not."""
    told = {Verdict.COVERED: TOLD[Verdict.COVERED], Verdict.MISSED: TOLD[Verdict.MISSED]}
    on = [replace(each, about=4.0) for each in answers(1, told)]
    off = [replace(each, about=-4.0, is_elsewhere=True) for each in answers(2, told)]
    return [*on, *off]


@pytest.mark.parametrize("name", LIMITS)
def test_a_rate_over_its_bound_is_named(name: str) -> None:
    rates = dict(LIMITS)
    assert broken(rates, LIMITS) == []
    assert broken({**rates, name: LIMITS[name] + 0.001}, LIMITS) == [name]


def test_a_point_counts_as_the_whole_answer_has_it_and_only_where_it_was_asked_for() -> None:
    claimed = ({"0": Claim.STATES, "3": Claim.STATES}, {"0": Claim.CONTRADICTS}, {"1": Claim.HALF, "2": Claim.STATES})
    sentences = tuple(Sentence(f"Sentence {number}.", claims) for number, claims in enumerate(claimed))
    answer = Answer("question-1", "Why?", tuple("abcde"), "mixed", sentences, "a")
    said = np.arange(45, dtype=np.float32).reshape(5, 3, 3)
    [case] = cases([answer], [list("01234")], [said], ["0124"], [None])
    assert case.truths == (Verdict.CONTRADICTED, None, Verdict.COVERED, None, Verdict.MISSED)
    assert (case.said == said).all()


def test_a_story_about_something_else_tells_its_parts_and_none_of_what_was_asked() -> None:
    sentences = (Sentence("We won.", {"result": Claim.STATES}),)
    both = [Answer("question-1", "Why?", (), kind, sentences, "a") for kind in ("strong", "elsewhere")]
    said = np.zeros((1, 1, 3), np.float32)
    on, off = cases(both, [["result"]] * 2, [said] * 2, [["result"]] * 2, [None] * 2)
    assert on.told == off.told == (Verdict.COVERED,)
    assert (on.truths, off.truths) == ((Verdict.COVERED,), (Verdict.MISSED,))


@pytest.mark.parametrize("is_about", [0.16, 0.5, 0.84])
def test_a_part_is_as_probable_where_a_story_is_in_doubt_as_where_it_is_not_but_never_more_than_the_story(
    is_about: float,
) -> None:
    told = np.linspace(0, 1, 21, dtype=np.float32)
    model = AskedModel((1.0, 0.0, 0.0, 0.0, 0.0), weight=1.2, constant=0.9, recognised=0.8, missed=NEVER)
    both = is_about * model.if_about(told, is_about)[:, 0]
    assert both == pytest.approx(np.minimum(model.probabilities(told, is_about)[:, 0], is_about))
