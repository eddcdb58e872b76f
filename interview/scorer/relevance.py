"""Which stretches of an answer are relevant, what these say, and how sure it is that a story is about what was asked.

What does not belong to what was asked, or says nothing of it, changes what is heard of the rest: it is left out, and
the rest is read again. So padding changes little.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from interview.scorer.claims import RATHER
from interview.scorer.verdict_model import NEAREST, Floats, log_odds
from interview.scorer.wordings import Reads, Wordings, says

# A stretch says something if one point is at least so probable in it.
IDLE = 0.15
# So often an answer is taken to begin with an aside, in teaching, too (training/judge/asides.py); how often it does in
# use nobody knows.
BEGINS_WITH_ASIDE = 0.2
# Of a stretch that belongs, an aside behind one and an aside before any: how probably an answer begins with it, and
# that it may end with it.
_FIRST, _LAST = (1 - BEGINS_WITH_ASIDE, 0.0, BEGINS_WITH_ASIDE), (1.0, 1.0, 0.0)

About = tuple[float, float]
"""Log odds that a story says what has to be told, and that it is like it as a whole."""
Belongs = Callable[[tuple[int, ...]], tuple[Floats, Floats]]
"""How probable it is of each of these n stretches that it belongs to what was asked, read without the others, shape
(n,), and of each but the last that an aside begins and ends behind it, shape (n - 1, 2)."""


class Compares(Reads, Protocol):
    """What is needed of a judge."""

    def told(self, question: str, text: str, sentences: Sequence[str]) -> tuple[Floats, float]: ...

    def belongs(self, question: str, texts: Sequence[str], sentences: Sequence[str]) -> tuple[Floats, Floats]: ...


@dataclass(frozen=True)
class Relevant:
    """What is relevant of an answer. `said` are the probabilities that one of n stretches states a point, contradicts
    it, or neither, shape (points, n, 3); `places` are theirs among all, `beside` those of the stretches that do not
    belong to what was asked. `about` is how sure it is that a story is about what was asked; None where nobody wrote
    what has to be told, or the answer goes on with another."""

    said: Floats
    places: tuple[int, ...]
    beside: tuple[int, ...] = ()
    about: About | None = None


def relevant(judge: Compares, known: Wordings, stretches: Sequence[str], *, goes_on: bool = False) -> Relevant:
    """Read the stretches of an answer, which may go on with another.

    Those that do not belong to what was asked, and then those that say nothing of any point, are left out; of an answer
    of which none would be left everything stays. Where nobody wrote what has to be told in a story, or it goes on with
    another, nothing is known of what belongs to it.
    """
    every = tuple(range(len(stretches)))
    if known.is_story and (goes_on or not known.asked_for):
        said, telling = _without_idle(judge, known, stretches, every)
        return Relevant(said, telling)

    def belongs(of: tuple[int, ...]) -> tuple[Floats, Floats]:
        texts = known.asked_for if known.is_story else known.points
        return judge.belongs(known.question, texts, [stretches[place] for place in of])

    own = _belonging(belongs, every)
    said, telling = _without_idle(judge, known, stretches, own)
    beside = tuple(place for place in every if place not in own)
    if not known.is_story:
        return Relevant(said, telling, beside)
    return Relevant(said, telling, beside, _about(judge, known, [stretches[place] for place in telling]))


def _belonging(belongs: Belongs, places: tuple[int, ...]) -> tuple[int, ...]:
    """Those that rather belong to what was asked, read again without the others until all do; all of them where none
    does by itself, or none among the others (docs/decisions/0169-what-is-told-beside-an-answer.md,
    0171-where-an-aside-begins.md)."""
    sure, asides = belongs(places)
    if sure.max(initial=0) < RATHER:
        return places
    among = among_neighbours(sure, asides)
    kept = tuple(place for place, each in zip(places, among, strict=True) if each >= RATHER)
    return places if not kept or kept == places else _belonging(belongs, kept)


def among_neighbours(belongs: Floats, asides: Floats) -> Floats:
    """How probable it is of each of n stretches that it belongs to what was asked, shape (n,), where asides stand
    together and something belongs. `belongs` says how probable it is by itself, and `asides`, shape (n - 1, 2), how
    probably an aside begins behind one that does, and ends behind one that does not; none counts as nearer to 0 or 1
    than NEAREST. The smoothed states of a Markov chain (forward and backward, Rabiner 1989) whose steps depend on what
    is said (Bengio and Frasconi 1995): one that belongs, and an aside with or without such before it."""
    own = np.clip(belongs.astype(np.float64), NEAREST, 1 - NEAREST)
    alone = np.stack([own, 1 - own, 1 - own], axis=1)
    begins, ends = np.clip(asides.T.astype(np.float64), NEAREST, 1 - NEAREST)
    never = np.zeros_like(begins)
    step = np.stack([1 - begins, begins, never, ends, 1 - ends, never, ends, never, 1 - ends], axis=1).reshape(-1, 3, 3)
    forward, backward = alone.copy(), np.ones_like(alone)
    for place in range(len(alone)):
        forward[place] *= forward[place - 1] @ step[place - 1] if place else _FIRST
        forward[place] /= forward[place].sum()
    backward[-1:] = _LAST
    for place in range(len(alone) - 2, -1, -1):
        backward[place] = step[place] @ (alone[place + 1] * backward[place + 1])
        backward[place] /= backward[place].sum()
    both = forward * backward
    return np.asarray(both[:, 0] / both.sum(axis=1), np.float32)


def _without_idle(
    judge: Reads, known: Wordings, stretches: Sequence[str], places: tuple[int, ...]
) -> tuple[Floats, tuple[int, ...]]:
    # docs/decisions/0133-told-whatever-it-is-about.md, 0169-what-is-told-beside-an-answer.md
    said = says(judge, known, [stretches[place] for place in places])
    # Nobody contradicts a part of a story.
    claimed = said[:, :, :1] if known.is_story else said[:, :, :2]
    telling = tuple(place for place, of in zip(places, claimed.swapaxes(0, 1), strict=True) if of.max() >= IDLE)
    if not telling or telling == places:
        return said, places
    return says(judge, known, [stretches[place] for place in telling]), telling


def _about(judge: Compares, known: Wordings, heard: Sequence[str]) -> About:
    """How sure it is that a story is about what was asked, of which these stretches belong to that and tell something,
    or belong to it where none tells anything.

    Of each wording the odds that some stretch says it, and of these the mean; each is read by itself, as they say the
    same (docs/decisions/0127-what-has-to-be-told.md). And how like what has to be told they are as a whole: what was
    told must be about what was asked, and not what stands beside it
    (docs/decisions/0168-what-was-told-has-to-be-about-it.md, 0170-asides-stand-together.md).
    """
    read = [judge.told(known.question, text, heard) for text in known.asked_for]
    said = np.array([each for each, _ in read], np.float64).reshape(len(read), len(heard))
    nobody = np.clip(np.prod(1 - said, axis=1), NEAREST, 1 - NEAREST)
    alike = log_odds(np.array([like for _, like in read], np.float32))
    return float(np.mean(np.log((1 - nobody) / nobody))), float(np.mean(alike))
