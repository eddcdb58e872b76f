"""What a judge is taught by: how far what it says of readings is from what is known of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch

from interview.scorer.judge import Reading
from training.judge.model import Judge, batch, pairs
from training.judge.packs import Target

# Most sentences say nothing of most points; with this weight they count about as much as all others.
WEIGHTS = {Target.STATES: 1.0, Target.CONTRADICTS: 1.0, Target.NEITHER: 0.15, Target.HALF: 0.575}
SHARES = {
    Target.STATES: (1.0, 0.0, 0.0),
    Target.CONTRADICTS: (0.0, 1.0, 0.0),
    Target.NEITHER: (0.0, 0.0, 1.0),
    Target.HALF: (0.5, 0.0, 0.5),
}
# What the same in another manner is told apart by weighs so much beside what is learned of either.
ALIKE = 2.0
# Nearer to 0 or 1 no probability is looked at.
TINY = 1e-6


@dataclass(frozen=True)
class Example:
    """A reading, what is known of every point with every sentence, and what all sentences say together (of each point,
    or nothing); `plain` is a reading of the same points and as many sentences that say the same in a plain manner."""

    reading: Reading
    targets: tuple[Target | None, ...]
    whole: tuple[Target, ...]
    plain: Reading | None = None


def loss(judge: Judge, found: Sequence[Example]) -> torch.Tensor:
    """Weighted cross-entropy of a batch, and of what stories as wholes say of points, each by its share of the
    readings, and how far what is said of a manner is from what is said of the plain sentences, which teach the same;
    targets that nobody knows are left out."""
    said_again = [each for each in found if each.plain is not None]
    found = [*found, *(Example(each.plain, each.targets, each.whole) for each in said_again if each.plain is not None)]
    readings = [each.reading for each in found]
    segments = judge.segments(*batch(readings))
    point, sentence = pairs(readings)
    logits = judge.claims(segments[point[:, 0], point[:, 1]], segments[sentence[:, 0], sentence[:, 1]])
    made = _of_targets(logits, found)
    if said_again:
        made = made + ALIKE * unlike(logits, found)
    return made


def unlike(logits: torch.Tensor, found: Sequence[Example]) -> torch.Tensor:
    """The mean of both Kullback–Leibler divergences between what is said of each pair in a manner and in plain words,
    weighted as targets are. The plain ones are the last of the batch, in the order of those that say them again."""
    again, start = list[int](), 0
    weights = list[float]()
    for each in found:
        count = len(each.targets)
        if each.plain is not None:
            again += range(start, start + count)
            weights += [WEIGHTS[Target.NEITHER if target is None else target] for target in each.targets]
        start += count
    one, other = (torch.log_softmax(part, -1) for part in (logits[torch.tensor(again)], logits[start - len(again) :]))
    far = ((one.exp() - other.exp()) * (one - other)).sum(-1) / 2
    weighed = torch.tensor(weights)
    made: torch.Tensor = (weighed * far).sum() / weighed.sum()
    return made


def _of_targets(logits: torch.Tensor, found: Sequence[Example]) -> torch.Tensor:
    targets = [target for each in found for target in each.targets]
    known = [place for place, target in enumerate(targets) if target is not None]
    share = sum(bool(each.whole) for each in found) / len(found)
    made = torch.zeros(())
    if known:
        wanted = [target for target in targets if target is not None]
        shares = torch.tensor([SHARES[target] for target in wanted])
        weights = torch.tensor([WEIGHTS[target] for target in wanted])
        each = -(shares * torch.log_softmax(logits[torch.tensor(known)], -1)).sum(-1)
        made = made + (1 - share) * (weights * each).sum() / weights.sum()
    if share:
        made = made + share * of_wholes(logits, found)
    return made


def of_wholes(logits: torch.Tensor, found: Sequence[Example]) -> torch.Tensor:
    """Cross-entropy of what stories say of points as wholes: a point is said if a sentence says it."""
    nobody, wanted, start = [], list[float](), 0
    for each in found:
        count = each.reading.points * each.reading.sentences
        if each.whole:
            rest = torch.logsumexp(logits[start : start + count, 1:], -1)
            says = torch.sigmoid(logits[start : start + count, Target.STATES] - rest)
            nobody.append((1 - says).clamp(min=TINY).log().view(each.reading.points, -1).sum(1))
            wanted += [SHARES[target][Target.STATES] for target in each.whole]
        start += count
    unsaid, truth = torch.cat(nobody), torch.tensor(wanted)
    said = torch.log1p(-unsaid.exp().clamp(max=1 - TINY))
    made: torch.Tensor = -(truth * said + (1 - truth) * unsaid).mean()
    return made
