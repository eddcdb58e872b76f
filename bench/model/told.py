"""The figures in words and tables, and as values for a file."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bench.gold import Truth
from bench.model.figures import PRAISED_FROM, Figures
from bench.model.kappa import BANDS
from interview.core.grading import Verdict
from interview.core.measured import LEAST_ANSWERS


@dataclass(frozen=True)
class Cost:
    """All calls of a run. `money` is in US dollars, None without a price."""

    calls: int
    failed: int
    tokens_in: int
    tokens_out: int
    seconds: float
    money: float | None = None


def told(figures: Figures, sample: str, cost: Cost, *, by_people: bool) -> str:
    """Everything about one grader on a sample."""
    return "\n".join(_lines(figures, sample, cost, by_people))


def _lines(found: Figures, sample: str, cost: Cost, by_people: bool) -> Iterator[str]:
    by = found.graded_as
    yield f"Grader: {by.model or 'practice interviewer'}, state {by.fingerprint or 'not named'}"
    yield f"Prompts or weights {by.prompt_version}, rubric {by.rubric_version}, sample {sample}"
    yield (
        "Compared with what people gave"
        if by_people
        else "Compared with verdicts set beforehand, which need not be people's"
    )
    yield ""
    yield f"{'answers graded':34}{found.answers:8}"
    for reason, count in sorted(found.ungraded.items()):
        yield f"{'left ungraded: ' + reason:34}{count:8}"
    begins = ", ".join(map(str, BANDS))
    yield f"{'agreement (QWK)':34}{_two(found.agreement):>8}   95 of 100: {_two(found.low)} to {_two(found.high)}"
    yield f"{'':34}        five bands from {begins}; questions drawn anew"
    yield f"{'mean error, points of 100':34}{found.mean_error:8.1f}"
    yield f"{'inverted answers praised':34}{found.praised:8} of {found.inverted}, by {PRAISED_FROM} points or more"
    quotes = f"{found.quotes_found:8} of {found.quotes_needed}" if found.quotes_needed else "    none"
    yield f"{'quotes that stand in the answer':34}{quotes}{_share(found.quotes_found, found.quotes_needed)}"
    if found.again is not None:
        again = found.again
        changed = f"{again.changed:8} of {again.verdicts}{_share(again.changed, again.verdicts)}"
        yield f"{'verdicts changed when graded again':34}{changed}"
        yield f"{'agreement with itself (QWK)':34}{_two(again.agreement):>8}   {again.answers} answers"
    yield f"{'calls':34}{cost.calls:8}   {cost.failed} failed"
    yield f"{'tokens in, out':34}{cost.tokens_in:8}   {cost.tokens_out}"
    yield f"{'money':34}" + ("  no price known" if cost.money is None else f"{cost.money:8.2f} US dollars")
    yield f"{'seconds':34}{cost.seconds:8.0f}"
    yield ""
    yield f"{'known, said':14}" + "".join(f"{said:>14}" for said in Verdict)
    for truth in Truth:
        yield f"{truth:14}" + "".join(f"{found.confusion.get((truth, said), 0):14}" for said in Verdict)
    yield ""
    for bound, value, holds in found.gate:
        limit = f"{'at most' if bound.at_most else 'at least'} {bound.limit:g}"
        yield f"{bound.letter} {bound.name:12}{value:8.3f}  {limit:16}{'holds' if holds else 'BROKEN':8}{bound.why}"
    if found.answers < LEAST_ANSWERS:
        yield ""
        yield f"Fewer than {LEAST_ANSWERS} answers: the app shows no figure of this."


def as_values(found: Figures, cost: Cost) -> dict[str, Any]:
    """The figures for a file or a row; what is not a number is None."""
    return {
        "answers": found.answers,
        "ungraded": dict(found.ungraded),
        "agreement": known(found.agreement),
        "low": known(found.low),
        "high": known(found.high),
        "mean_error": known(found.mean_error),
        "confusion": {
            truth.value: {said.value: found.confusion.get((truth, said), 0) for said in Verdict} for truth in Truth
        },
        "inverted": found.inverted,
        "praised": found.praised,
        "quotes": [found.quotes_needed, found.quotes_found],
        "again": None
        if found.again is None
        else {
            "answers": found.again.answers,
            "verdicts": found.again.verdicts,
            "changed": found.again.changed,
            "agreement": known(found.again.agreement),
        },
        "gate": {bound.letter: [known(value), bound.limit, holds] for bound, value, holds in found.gate},
        "cost": {
            "calls": cost.calls,
            "failed": cost.failed,
            "tokens": [cost.tokens_in, cost.tokens_out],
            "money": cost.money,
            "seconds": round(cost.seconds, 1),
        },
    }


def known(value: float) -> float | None:
    """A figure, None for one that is no number."""
    return None if math.isnan(value) else round(value, 4)


def _two(value: float) -> str:
    return "none" if math.isnan(value) else f"{value:.2f}"


def _share(part: int, whole: int) -> str:
    return f" ({part / whole:.1%})" if whole else ""
