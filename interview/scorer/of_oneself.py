"""Whether somebody told of themselves what a key point asks for, such as what they check before they begin.

Such a point has no right answer that its text could say: a check, a weakness or a notice period is each person's own.
The judge was taught on statements and on stories, and called four in ten of what people did tell of themselves not
recognised. What it makes of a key point read beside the answer says more than its own claims: a linear model of both is
learned from answers of which readers said what they tell (training/of_oneself). Nobody says the opposite of what they
are asked to tell.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from interview.scorer.claims import Claim, claimed
from interview.scorer.judge import Judge
from interview.scorer.meanings import OF_ONESELF, fitted
from interview.scorer.verdict_model import NEVER, Floats, log_odds

TOLD = "told"


class At:
    """So probable has each verdict to be; what that costs: training/of_oneself/README.md."""

    recognised = 0.8
    opposite = NEVER
    missed = 0.85


def seen(judge: Judge, question: str, points: Sequence[str], stretches: Sequence[str]) -> Floats:
    """What the model looks at, shape (readings, points, signs): what the judge makes of a point, and the log odds of
    its surest and second surest stating sentence, of the surest contradicting one, and of what the other points have
    (mean and highest)."""
    return np.stack(
        [np.concatenate([meaning, _signs(said)], axis=1) for meaning, said in judge.beside(question, points, stretches)]
    )


def _signs(said: Floats) -> Floats:
    states, contradicts = np.sort(log_odds(said[:, :, 0]))[:, ::-1], log_odds(said[:, :, 1])
    first = states[:, 0]
    second = states[:, 1] if states.shape[1] > 1 else np.full_like(first, log_odds(np.zeros(1, np.float32))[0])
    others = [np.delete(first, place) if len(first) > 1 else first for place in range(len(first))]
    of_others = [(float(each.mean()), float(each.max())) for each in others]
    return np.column_stack([first, second, contradicts.max(1), np.array(of_others)]).astype(np.float32)


def told(judge: Judge, question: str, points: Sequence[str], stretches: Sequence[str]) -> Floats | None:
    """How probable it is that each point is told, shape (points,), the surest of several readings of a long answer;
    None where nobody can tell."""
    model = fitted(OF_ONESELF)
    if model is None or not stretches:
        return None
    readings = seen(judge, question, points, stretches)
    shares = [[model.shares(point)[TOLD] for point in reading] for reading in readings]
    return np.asarray(np.max(shares, axis=0), np.float32)


def claims_of_oneself(
    judge: Judge, question: str, points: Sequence[str], stretches: Sequence[str]
) -> list[Claim] | None:
    """One claim per key point; it rests on the stretch by which the point would most surely be told if there were no
    other. None where nobody can tell."""
    found = told(judge, question, points, stretches)
    if found is None:
        return None
    alone = np.array([told(judge, question, points, [each]) for each in stretches], np.float32).T
    said = np.zeros((*alone.shape, 3), np.float32)
    said[:, :, 0], said[:, :, 2] = alone, 1 - alone
    shares = np.stack([found, np.zeros_like(found), 1 - found], axis=1)
    return claimed(said, shares, At())
