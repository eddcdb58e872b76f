"""How long somebody has been at their present trade where no list has it: by the words of the titles they held.

Jobs whose titles share a word with that of the latest, ranks apart, are of its trade, and so are jobs without a title.
A job of an occupation that is known is another trade's; of any other nobody knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from interview.occupations.recognise import in_words
from interview.resume.profile.dates import Span
from interview.resume.profile.experience import worked_years
from interview.text.words import FUNCTION_WORDS

# How high somebody stands, how far they are, or that they work somewhere: of no trade.
_RANK = re.compile(
    r"senior|sr|junior|jr|lead|leader|leading|head|chief|principal|deputy|acting|assistant|asst|associate|trainee|"
    r"apprentice|intern|internship|student|graduate|staff|qualified|certified|registered|licensed|part|full|time|later|"
    r"then|former|previous|team|manager|management|officer|director|supervisor|coordinator|specialist|executive|"
    r"representative|member|worker|agent|clerk|administrator|consultant|partner|owner|founder|president|volunteer|"
    r"first|second|i{1,3}|iv|level"
)
_SHORTEST = 3
# Shorter beginnings are other words.
_LONG = 6


@dataclass(frozen=True)
class Held:
    """A job: when, by which title ("" for none), and whether the title is of an occupation that is known."""

    span: Span
    title: str
    is_known: bool = False


@dataclass(frozen=True)
class InTrade:
    """Years surely in the trade, and those with the jobs of which nobody knows."""

    surely: float
    perhaps: float


def years_in_trade(jobs: Sequence[Held]) -> InTrade | None:
    """None where no job has a title."""
    if not any(job.title for job in jobs):
        return None
    title = max(jobs, key=lambda job: (job.span.last, job.span.first)).title
    own = [job for job in jobs if job.title in ("", title) or shares_a_word(title, job.title)]
    return InTrade(_years(own), _years(job for job in jobs if job in own or not job.is_known))


def shares_a_word(title: str, other: str) -> bool:
    """Whether two titles share a word that tells a trade, or one is what the other does: dispatch and dispatcher."""
    one, two = words_of_trade(title), words_of_trade(other)
    return any(
        long.startswith(short) and len(short) >= min(_LONG, len(long))
        for each in one
        for beside in two
        for short, long in [sorted((each, beside), key=len)]
    )


def tells_a_trade(title: str) -> bool:
    """Whether a title says more than a rank, be it in a short form: a team lead may be one of anything."""
    return any(len(word) > 1 for word in _words(title))


def _years(jobs: Iterable[Held]) -> float:
    return worked_years(job.span for job in jobs) or 0.0


def words_of_trade(title: str) -> frozenset[str]:
    """The words of a title that say which trade it is of."""
    return frozenset(word for word in _words(title) if len(word) >= _SHORTEST)


def _words(title: str) -> Iterator[str]:
    return (word for word in in_words(title) if not _RANK.fullmatch(word) and word not in FUNCTION_WORDS)
