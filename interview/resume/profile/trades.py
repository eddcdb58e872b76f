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
# Beside a rank these say whom or what somebody leads, and not in which trade: operations supervisor, watch commander.
_GENERAL = re.compile(
    r"supervising|supervisory|charge ?hand|foreman|forewoman|superintendent|overseer|commander|sergeant|corporal|"
    r"captain|watch|crew|squad|shift|duty|night|day|operations?|operational|production|general"
)
_SHORTEST = 3
# Shorter beginnings are other words.
_LONG = 6


@dataclass(frozen=True)
class Held:
    """A job: when, by which title ("" for none), whether the title is of a known occupation, and whether the job of
    today grew out of it."""

    span: Span
    title: str
    is_known: bool = False
    is_own: bool = False


@dataclass(frozen=True)
class InTrade:
    """Years surely in the trade, and those with the jobs of which nobody knows."""

    surely: float
    perhaps: float


def years_in_trade(jobs: Sequence[Held], title: str) -> InTrade | None:
    """Years in the trade of a title; None where no job has a title. Of which trade a job without one is that began
    before the first of this trade nobody knows, unless most are told without."""
    titled = sum(bool(job.title) for job in jobs)
    if not titled:
        return None
    last = max(job.span.last for job in jobs)
    sure = [job for job in jobs if job.is_own or _is_of_trade(job, title, last)]
    begin = min((job.span.first for job in sure), default=0)
    begin = begin if 2 * titled >= len(jobs) else 0
    own = [job for job in jobs if job in sure or (not job.title and job.span.first >= begin)]
    return InTrade(_years(own), _years(job for job in jobs if job in own or not job.is_known))


def _is_of_trade(job: Held, title: str, last: int) -> bool:
    if not job.title:
        return job.span.last == last
    return job.title == title or shares_a_word(title, job.title)


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


def is_general(title: str) -> bool:
    """Whether a title says that somebody leads, and nothing of what those do whom they lead."""
    return all(_GENERAL.fullmatch(word) for word in _words(title))


def _years(jobs: Iterable[Held]) -> float:
    return worked_years(job.span for job in jobs) or 0.0


def words_of_trade(title: str) -> frozenset[str]:
    """The words of a title that say which trade it is of."""
    return frozenset(word for word in _words(title) if len(word) >= _SHORTEST)


def _words(title: str) -> Iterator[str]:
    return (word for word in in_words(title) if not _RANK.fullmatch(word) and word not in FUNCTION_WORDS)
