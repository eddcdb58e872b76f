"""What is known of the parts of a story that may be about something else than what was asked."""

from __future__ import annotations

from dataclasses import replace

from interview.core.grading import Verdict
from interview.core.rubric import LEAST_PROBABLE, RUBRIC
from interview.scorer.claims import ODDS_DIGITS, RATHER, Claim, claimed
from interview.scorer.verdict_model import AskedModel, Floats


def if_about(said: Floats, told: Floats, is_about: float, model: AskedModel) -> list[Claim]:
    """What is known of parts of a story that is about what was asked so probably, and of which `told` is how probable
    each is by itself. Of no part more can be known than of the story: where that is in doubt, they hang together."""
    if RUBRIC.is_doubtful(is_about):
        shares = model.if_about(told, is_about)
        return [_hanging(claim, is_about, model.missed) for claim in claimed(said, shares, model)]
    shares = model.probabilities(told, is_about)
    return [replace(claim, about_asked=is_about) for claim in claimed(said, shares, model)]


def _hanging(claim: Claim, is_about: float, missed: float) -> Claim:
    """A part that is so probable to be told if a story is about what was asked, which is so probable. What is rather
    not told even then is not recognised, from the probability `missed` on that it was not told."""
    if claim.odds is None:
        return claim
    covered = round(is_about * claim.odds[0], ODDS_DIGITS)
    odds = (covered, 0.0, round(1 - covered, ODDS_DIGITS))
    is_hardly_told = odds[2] >= missed or covered < LEAST_PROBABLE
    if is_hardly_told and claim.odds[2] > RATHER:
        return Claim(Verdict.MISSED, None, Verdict.MISSED, Verdict.MISSED, odds, is_about)
    return Claim(Verdict.UNSURE, claim.sentence, Verdict.MISSED, Verdict.COVERED, odds, is_about)
