"""Fit the model of verdicts (interview/scorer/verdict_model.py) on answers for calibration, and set from what
probability on each verdict is given.

These are whole answers as people give them, which say some things, leave out others and have some the wrong way round:
how often an open verdict turns out which way can only be learned from such. What is reported comes from models that
were fitted on other questions.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from bench.gate import HELD
from interview.core.grading import Verdict
from interview.scorer.claims import in_dispute
from interview.scorer.verdict_model import (
    NEVER,
    TELLING,
    VERDICTS,
    AskedModel,
    Floats,
    VerdictModel,
    log_odds,
    logistic,
    signs,
)
from training.judge.authored import Answer, Claim, is_typed

Bounds = Mapping[str, float]
BOUNDS: Mapping[str, Bounds] = HELD
SEED = 7
# Strong enough that thirteen signs of some thousand points are not learned by heart.
STRENGTH, FOLDS = 0.3, 7
# One sign of as many points needs nothing against that.
FREE = 1e3
# In log odds. A sign that hardly ever differs, as nobody contradicts a part of a story, must not decide where it does.
LEAST_SCALE = 1.0
GRID = (*np.arange(0.4, 0.96, 0.025), 0.97, 0.98, 0.99)
# A kind of story: it is about something else than was asked.
ELSEWHERE = "elsewhere"


@dataclass(frozen=True)
class Case:
    """An answer: what its sentences do with n points (None: half of it, or it was not asked for) and the judge's
    probabilities, shape (n, sentences, 3); `about` are the log odds that a story is about what was asked, None where
    nobody looked, and `is_elsewhere` whether it truly is not. `is_typed`: it was typed as in the product."""

    question_id: str
    told: tuple[Verdict | None, ...]
    said: Floats
    about: float | None = None
    is_elsewhere: bool = False
    is_typed: bool = False

    @property
    def truths(self) -> tuple[Verdict | None, ...]:
        """What it does with the points: a story about something else tells no part of what was asked."""
        return tuple(Verdict.MISSED if self.is_elsewhere and each is Verdict.COVERED else each for each in self.told)


def told(answer: Answer, point: str) -> Verdict | None:
    """What the sentences of an answer do with a point or part by its author's labels, whatever a story is about; None
    where they say half of it."""
    said = {sentence.claims[point] for sentence in answer.sentences if point in sentence.claims}
    if Claim.CONTRADICTS in said:
        return Verdict.CONTRADICTED
    if Claim.STATES in said:
        return Verdict.COVERED
    return None if Claim.HALF in said else Verdict.MISSED


def cases(
    answers: Sequence[Answer],
    names: Sequence[Sequence[str]],
    said: Sequence[Floats],
    asked: Sequence[Collection[str]],
    about: Sequence[float | None],
) -> Iterator[Case]:
    """Every answer; `names` are those of its points in the labels, of which those that were asked for count."""
    for answer, points, shares, wanted, odds in zip(answers, names, said, asked, about, strict=True):
        found = tuple(told(answer, point) if point in wanted else None for point in points)
        yield Case(answer.question_id, found, shares, odds, answer.kind == ELSEWHERE, is_typed(answer))


def fit(found: Sequence[Case], bounds: Bounds) -> tuple[VerdictModel, dict[str, float]]:
    """The model that leaves the least open within the bounds, or the strictest where none keeps them, and its rates."""
    known = _known(found)
    foreign = _foreign(known)
    at = _thresholds(foreign, known, bounds)
    weights = _weights(known.shown, known.right)
    model = VerdictModel(tuple(tuple(map(float, row)) for row in weights), *at)
    return model, _rates(_given(foreign, at, known), known)


def fit_asked(
    found: Sequence[Case], is_about: Callable[[Floats], Floats], bounds: Bounds
) -> tuple[AskedModel, dict[str, float]]:
    """The same for parts of stories of which is known how probable it `is_about` what was asked. That a part is told is
    learned from all stories, also from those about something else: these tell theirs as well as others do."""
    known = _known(found)
    shown, is_told = known.shown[:, TELLING], known.told == VERDICTS.index(Verdict.COVERED)
    sure = is_about(np.array([each.about or 0.0 for each in found for wanted in each.truths if wanted is not None]))
    heard = _foreign_told(known, shown, is_told, STRENGTH)
    both, right = log_odds(heard * sure).reshape(-1, 1), known.right == VERDICTS.index(Verdict.COVERED)
    covered = _foreign_told(known, both, right, FREE)
    foreign = np.stack([covered, np.zeros_like(covered), 1 - covered], axis=1)
    recognised, _, missed = at = _thresholds(foreign, known, bounds)
    (*weights, level), (weight, constant) = _told(shown, is_told, STRENGTH), _told(both, right, FREE)
    model = AskedModel((*weights, level), weight, constant, recognised, missed)
    return model, _rates(_given(foreign, at, known), known)


def _foreign_told(known: _Known, shown: Floats, right: np.ndarray, strength: float) -> Floats:
    """How probable each part is told by what is `shown` of it, by models that were fitted on other questions."""
    found = np.zeros(len(right), np.float32)
    for learned, held in known.folds():
        *weights, constant = _told(shown[learned], right[learned], strength)
        found[held] = logistic(1.0, constant, shown[held] @ np.array(weights))
    return found


def _told(shown: Floats, right: np.ndarray, strength: float) -> list[float]:
    """A weight for each of such log odds and a constant; one part that surely is told, and one that is not, stand for
    what nobody's story has."""
    sure = np.repeat(log_odds(np.array([[1.0], [0.0]], np.float32)), shown.shape[1], axis=1)
    weights, constant = _regression(np.concatenate([shown, sure]), np.append(right, [True, False]), strength)
    return [*map(float, weights[0]), float(constant[0])]


@dataclass(frozen=True)
class _Known:
    """Of n points of which is known what an answer does with them: the questions, places in VERDICTS of that and of
    what its sentences do, whatever it is about, signs, whether the answer was typed as in the product, and what of it
    is in dispute, shape (n, 2)."""

    asked: np.ndarray
    right: np.ndarray
    told: np.ndarray
    shown: Floats
    typed: np.ndarray
    disputed: np.ndarray

    def folds(self) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """What is learned from and what is held out, by question."""
        folds = GroupKFold(min(FOLDS, len(set(self.asked))))
        yield from folds.split(self.shown, self.right, self.asked)


def _known(found: Sequence[Case]) -> _Known:
    known = [
        (each.question_id, VERDICTS.index(wanted), VERDICTS.index(said), row, each.is_typed, is_disputed)
        for each in found
        for wanted, said, row, is_disputed in zip(
            each.truths, each.told, signs(each.said), in_dispute(each.said), strict=True
        )
        if wanted is not None and said is not None
    ]
    asked, right, said_so, shown, typed, disputed = map(np.array, zip(*known, strict=True))
    # Nobody contradicts a part of a story, and in the product none is in dispute.
    can_be = bool((right == VERDICTS.index(Verdict.CONTRADICTED)).any())
    return _Known(asked, right, said_so, shown, typed, disputed & can_be)


def _foreign(known: _Known) -> Floats:
    """Probabilities of each verdict by models that were fitted on other questions, shape (n, 3)."""
    foreign = np.zeros((len(known.right), len(VERDICTS)), np.float32)
    for learned, held in known.folds():
        weights = _weights(known.shown[learned], known.right[learned])
        foreign[held] = _probabilities(weights, known.shown[held])
    return foreign


def _weights(shown: Floats, right: np.ndarray) -> np.ndarray:
    """A row per verdict: weights of the signs as they are, then the constant."""
    # One sentence that surely states, contradicts or says nothing stands for each verdict that nobody's answer has.
    sure = np.concatenate([signs(np.array([[row]] * 2, np.float32))[:1] for row in np.eye(3)])
    right = np.concatenate([right, np.arange(len(VERDICTS))])
    return np.column_stack(_regression(np.concatenate([shown, sure]), right, STRENGTH))


def _regression(seen: Floats, right: np.ndarray, strength: float) -> tuple[np.ndarray, np.ndarray]:
    """Weights and constants, a row for each class, one where there are two."""
    middle, scale = seen.mean(0), np.maximum(seen.std(0), LEAST_SCALE)
    model = LogisticRegression(C=strength, max_iter=3000).fit((seen - middle) / scale, right)
    weights = model.coef_ / scale
    return weights, model.intercept_ - weights @ middle


def _probabilities(weights: np.ndarray, shown: Floats) -> np.ndarray:
    logits = shown @ weights[:, :-1].T + weights[:, -1]
    shares = np.exp(logits - logits.max(1, keepdims=True))
    return np.asarray(shares / shares.sum(1, keepdims=True))


def _given(probable: np.ndarray, at: Sequence[float], known: _Known) -> np.ndarray:
    """Places in VERDICTS, -1 where it is not sure; in the order in which the product looks."""
    covered, contradicted, missed = (probable >= np.array(at, probable.dtype)).T
    covered, contradicted = covered & ~known.disputed[:, 0], contradicted & ~known.disputed[:, 1]
    return np.select([covered, contradicted, missed], range(len(VERDICTS)), -1)


def rates(given: np.ndarray, right: np.ndarray) -> dict[str, float]:
    """Shares of not sure, praised, accused, missed, overstated, and of sure verdicts that are right."""
    covered, contradicted, missed = range(len(VERDICTS))

    def share(inside: np.ndarray, verdict: int) -> float:
        return float((given[inside] == verdict).mean()) if inside.any() else 0.0

    sure = given >= 0
    return {
        "unsure": float(1 - sure.mean()),
        "praised": share(right == contradicted, covered),
        "accused": share(right != contradicted, contradicted),
        "missed": share(right == covered, missed),
        "overstated": share(right == missed, covered),
        "agree": float((given == right)[sure].mean()) if sure.any() else 0.0,
    }


def _rates(given: np.ndarray, known: _Known) -> dict[str, float]:
    """Those of all; praised are those of answers that were written, as hardly anything that people typed is wrong: one
    such statement of 23 is more than any bound."""
    written = ~known.typed
    praised = rates(given[written], known.right[written])["praised"]
    return {**rates(given, known.right), "praised": praised}


def broken(said: Mapping[str, float], bounds: Bounds) -> list[str]:
    """The rates that are over their bounds, by name."""
    return [name for name, most in bounds.items() if said[name] > most]


def _thresholds(probable: np.ndarray, known: _Known, bounds: Bounds) -> tuple[float, float, float]:
    """Each verdict from the least probability on that keeps its bounds, for all that were not given before it; one that
    no held answer has is never given."""
    at = [NEVER] * len(VERDICTS)
    for place in sorted(set(known.right.tolist())):
        for least in GRID:
            tried = (*at[:place], float(least), *at[place + 1 :])
            if not broken(_rates(_given(probable, tried, known), known), bounds):
                at[place] = float(least)
                break
    return at[0], at[1], at[2]
