"""What a grader saw in an answer beside its content: stable words, shown to the candidate."""

from __future__ import annotations

from enum import StrEnum

WORD_LIMIT = 6_000


class Flag(StrEnum):
    """Stable words for what a guard saw; shown to the candidate."""

    COPIED = "copied question"
    KEYWORDS = "keyword list"
    GIBBERISH = "gibberish"
    ADDRESSES_GRADER = "addresses the grader"
    ELSEWHERE = "may be about something else than was asked"
    ASIDES = "partly about something else than was asked"
    CUT = f"only the first {WORD_LIMIT:,} words graded"
