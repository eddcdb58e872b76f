"""Whether somebody told of themselves what a key point asks for, such as what they check before they begin.

Such a point has no right answer that its text could say: a check, a weakness or a notice period is each person's own.
The judge was taught on statements and on stories, and called four in ten of what people did tell of themselves not
recognised. What it makes of question, key point and answer read together says more than its own claims: small networks
have learned from answers of which readers said what they tell (training/of_oneself). Nobody says the opposite of what
they are asked to tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from interview.scorer.claims import Claim, claimed
from interview.scorer.judge import Judge
from interview.scorer.meanings import judge_named
from interview.scorer.verdict_model import NEVER, Floats, log_odds, logistic
from interview.scorer.weights_version import WEIGHTS
from interview.scorer.wordings import Wordings

OF_ONESELF = WEIGHTS.with_name("of_oneself.npz")


@dataclass(frozen=True)
class Networks:
    """n networks with one hidden layer (rectified linear units) of k units, over which the mean is taken: `hidden` (n,
    signs, k), `hidden_constants` (n, k), `out` (n, k) and `out_constants` (n,) give the log odds that a point is told;
    `judge` names the judge, `texts` what they were fitted on."""

    hidden: Floats
    hidden_constants: Floats
    out: Floats
    out_constants: Floats
    judge: str
    texts: str

    def probable(self, signs: Floats) -> Floats:
        """How probable it is (0 to 1) that each point is told, shape (points,), from its signs, (points, signs)."""
        units = np.maximum(signs @ self.hidden.astype(np.float32) + self.hidden_constants[:, None], 0)
        odds = (units @ self.out[:, :, None]).squeeze(2) + self.out_constants[:, None]
        return np.asarray(logistic(1.0, 0.0, odds).mean(0), np.float32)


def write(path: Path, networks: Networks) -> None:
    """Keep networks, their first weights in 16 bits."""
    np.savez(
        path,
        hidden=networks.hidden.astype(np.float16),
        hidden_constants=networks.hidden_constants,
        out=networks.out,
        out_constants=networks.out_constants,
        judge=np.array(networks.judge),
        texts=np.array(networks.texts),
    )


@lru_cache(maxsize=1)
def networks() -> Networks | None:
    """Those in place; None where they cannot be read, or were fitted with another judge."""
    try:
        with np.load(OF_ONESELF, allow_pickle=False) as found:
            texts = {name: str(found[name]) for name in ("judge", "texts")}
            read = Networks(**{each.name: found[each.name] for each in fields(Networks)} | texts)
        return read if read.judge == judge_named() else None
    except (OSError, EOFError, ValueError, KeyError, TypeError, BadZipFile):
        return None


class At:
    """So probable has each verdict to be; what that costs: training/of_oneself/README.md."""

    recognised = 0.8
    opposite = NEVER
    missed = 0.92


def seen(judge: Judge, question: str, points: Sequence[str], stretches: Sequence[str]) -> list[Floats]:
    """What the networks look at, for each reading of an answer, shape (points, signs): what the judge makes of the
    point, of the question and of the stretches on average; and the log odds of its surest and second surest stating
    stretch, of the surest contradicting one, and of what the other points have (mean and highest)."""
    found = []
    for meaning, said in judge.beside(question, points, stretches):
        of_all = np.concatenate([meaning[0], meaning[1 + len(points) :].mean(0)])
        beside = np.repeat(of_all[None], len(points), axis=0)
        found.append(np.concatenate([meaning[1 : 1 + len(points)], _signs(said), beside], axis=1))
    return found


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
    model = networks()
    if model is None or not stretches:
        return None
    return np.asarray(np.max([model.probable(each) for each in seen(judge, question, points, stretches)], axis=0))


def claims_of_oneself(judge: Judge, known: Wordings, stretches: Sequence[str]) -> list[Claim] | None:
    """One claim per key point; it rests on the stretch of which the judge most surely says that it states the point.
    None where nobody can tell."""
    found = told(judge, known.question, known.points, stretches)
    if found is None:
        return None
    said = judge.says(known.question, known.points, stretches)
    said[:, :, 1] = 0
    return claimed(said, np.stack([found, np.zeros_like(found), 1 - found], axis=1), At())
