"""Which stretches of an answer are relevant, what these say, and how sure it is that a story is about what was asked.

What does not belong to what was asked, or says nothing of it, changes what is heard of the rest: it is left out, and
the rest is read again. So padding changes little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

import numpy as np

from interview.scorer.claims import RATHER
from interview.scorer.verdict_model import NEAREST, Floats, log_odds
from interview.scorer.wordings import Reads, Wordings, says

# A stretch says something if one point is at least so probable in it.
IDLE = 0.15
# A stretch belongs to what was asked if that is at least so probable: of stories of authors of whom nothing was learned
# one sentence in a hundred is less so. Who puts something around an answer mostly puts more than one sentence: where
# one was left out, so is what rather does not belong.
BELONGS = 0.1

About = tuple[float, float]
"""Log odds that a story says what has to be told, and that it is like it as a whole."""


class Compares(Reads, Protocol):
    """What is needed of a judge."""

    def told(self, question: str, text: str, sentences: Sequence[str]) -> tuple[Floats, float]: ...

    def belongs(self, question: str, texts: Sequence[str], sentences: Sequence[str]) -> Floats: ...


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
    is_known = bool(known.asked_for) and not goes_on
    own = every if known.is_story and not is_known else _belonging(judge, known, stretches, every)
    said, telling = _without_idle(judge, known, stretches, own)
    beside = tuple(place for place in every if place not in own)
    return Relevant(said, telling, beside, _about(judge, known, stretches, own, telling) if is_known else None)


def _belonging(
    judge: Compares, known: Wordings, stretches: Sequence[str], places: tuple[int, ...], least: float = BELONGS
) -> tuple[int, ...]:
    """Those that belong to what was asked, read again without the others until all do; all of them where none rather
    does than not (docs/decisions/0169-what-is-told-beside-an-answer.md)."""
    texts = known.asked_for if known.is_story else known.points
    belongs = judge.belongs(known.question, texts, [stretches[place] for place in places])
    kept = tuple(place for place, sure in zip(places, belongs, strict=True) if sure >= least)
    if kept == places or belongs.max(initial=0) < RATHER:
        return places
    return _belonging(judge, known, stretches, kept, RATHER)


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


def _about(
    judge: Compares, known: Wordings, stretches: Sequence[str], places: tuple[int, ...], telling: tuple[int, ...]
) -> About:
    """How sure it is that the story of these places is about what was asked, of which some are `telling`.

    Of each wording the odds that some stretch says it, and of these the mean; each is read by itself, as they say the
    same (docs/decisions/0127-what-has-to-be-told.md). All of these stretches are read, and those alone that are telling
    or say what has to be told; the less sure counts: what stands between must not make a story about it.

    How like what has to be told a story is as a whole is heard of what is telling alone: what was told must be about
    what was asked, and not what stands beside it (docs/decisions/0168-what-was-told-has-to-be-about-it.md).
    """

    @cache
    def told(of: tuple[int, ...]) -> tuple[Floats, float]:
        return _told(judge, known, [stretches[place] for place in of])

    said, _ = told(places)
    kept = tuple(place for at, place in enumerate(places) if place in telling or said[:, at].max() >= IDLE)
    odds = min(_odds(said), _odds(told(kept)[0])) if kept else _odds(said)
    return odds, told(telling)[1]


def _told(judge: Compares, known: Wordings, stretches: Sequence[str]) -> tuple[Floats, float]:
    """How probable it is that each stretch says what has to be told, shape (wordings, stretches), and how like it they
    are as a whole, as log odds, of all wordings the mean."""
    heard = [judge.told(known.question, text, stretches) for text in known.asked_for]
    alike = log_odds(np.array([like for _, like in heard], np.float32))
    return np.array([said for said, _ in heard], np.float32).reshape(len(heard), len(stretches)), float(np.mean(alike))


def _odds(said: Floats) -> float:
    nobody = np.clip(np.prod(1 - said.astype(np.float64), axis=1), NEAREST, 1 - NEAREST)
    return float(np.mean(np.log((1 - nobody) / nobody)))
