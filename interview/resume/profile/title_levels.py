"""Which words of level the title of a job has, for the jobs of a resume and for the job of an advertisement alike.

It knows titles only: what somebody says of their years or their studies is not read here.
"""

from __future__ import annotations

import re
from enum import StrEnum, auto
from pathlib import Path

from interview import yaml_files
from interview.core.job_title import MORE_WORDS, WORDS
from interview.core.profile import Level


class Rank(StrEnum):
    """What a word of level says of who has the title."""

    STUDIES = auto()
    LEARNS = auto()
    BEGINS = auto()
    SENIOR = auto()
    LEADS = auto()


LEARNERS = frozenset({Rank.STUDIES, Rank.LEARNS})
JUNIORS = LEARNERS | {Rank.BEGINS}
SENIORS = frozenset({Rank.SENIOR, Rank.LEADS})
_PART = re.compile(r"[,;:|/·•\n()（）\[\]–—]|\s-\s|\b(?:or|as)\b|(?<=junior)\s+to\s+(?=mid|senior)", re.IGNORECASE)
# Whose secretary somebody is: "Principal's secretary", "PA to the Head of Sales".
_SOMEBODYS = re.compile(rf".*\b(?:{WORDS}|{MORE_WORDS})(?:['’]s|s['’])\s", re.IGNORECASE)
_SOUGHT = re.compile(
    r"(?:vacancy|role|position|opening|job|apply(?:ing)?|hiring)\s+(?:for|of|as)\s+(?:an?\s+|our\s+)?", re.IGNORECASE
)
_BEHIND = re.compile(r"(?<=\S)(?<!\blooking)\s+(?:to|of|for|with|at|in|under|by|from|supporting)\b.*", re.IGNORECASE)


# Tied to what people are called a word says their level: "Senior-Developer". Tied to anything else it does not:
# "head-end", "founder-led"; but German writes each title so: "Senior-Entwickler", "Junior-Buchhalter". In front of it
# these make it another word, tied or not.
_TIED = rf"(?!-(?!(?:{WORDS}|{MORE_WORDS})\b))"
_TIED_IN_GERMAN = rf"(?!-(?!(?:{WORDS}|{MORE_WORDS})\b|(?-i:[A-ZÄÖÜ])|of\b|general\b))"
# Whom a leader has, and what is called after one, is no leader.
_OF_LEADERS = r"(?!-(?:Assist|Sekret|Referent|Office|Büro|Agent|Management|Quali|Gener|Fahrer|Chauffeur|Up\b|In\b))"
_PREFIXES = ("co", "ex", "non", "over", "semi", "mid", "post", "pre", "to")
_NOT_BEHIND = r"(?<!\w)" + "".join(rf"(?<!\b{word}[\s-])" for word in _PREFIXES)
# Whom somebody taught or led, and what they learned once: neither says how far they are themselves. A supervising
# senior pharmacist is one, and a teaching intern.
_OF_OTHERS = re.compile(
    r"(?<![\w-])(?:(?:taught|led|(?:train|mentor|coach|tutor|supervis|manag|hir)(?:ed|es|s)|(?:teach|lead)(?:es|s))"
    r"(?=\s+(?:\w+\s+)?(?:trainee|apprentice|intern|student|graduate|junior|senior)s?\b)|"
    # Behind a title that is always so, in front of one only with many: "nurse training a student", "training students".
    r"(?:train|mentor|coach|tutor|supervis|manag|hir|teach|lead)ing(?=\s+(?:\w+\s+)?"
    r"(?:trainee|apprentice|intern|student|graduate|junior|senior)"
    r"(?:s|\s+(?:\w+\s+)?(?:\w*[^\Ws]s|staff|team)(?!\s+(?-i:[A-Z])))\b)|"
    r"(?<=\w\s)(?:train|mentor|coach|tutor|supervis|manag|hir|teach|lead)ing"
    r"(?=\s+(?:\w+\s+)?(?:trainee|apprentice|intern|student|graduate|junior|senior)\b)).*",
    re.IGNORECASE,
)
_OVER = re.compile(
    r"\b(?:completed|finished|served)\s+(?:(?:an?|my|the)\s+)?(?:[\w-]+\s+){0,2}apprenticeship\b"
    r"|\bapprenticeship\W+(?:\w+\s+)?(?:completed|finished|served)\b(?=\W*(?:$|(?:in )?\d))"
    r"|\bapprenticeship\b.*\b(?:19\d\d|20[01]\d)\b",
    re.IGNORECASE | re.MULTILINE,
)


def _read() -> dict[Rank, re.Pattern[str]]:
    listed = yaml_files.read(Path(__file__).with_name("title_levels.yaml"))
    return {
        rank: re.compile(
            "|".join([*(_pattern(entry, rank) for entry in listed[rank]), listed[f"{rank}_zh"]]), re.IGNORECASE
        )
        for rank in Rank
    }


def _pattern(entry: dict[str, list[str]], rank: Rank) -> str:
    tied = _TIED_IN_GERMAN if rank in (Rank.BEGINS, Rank.SENIOR, Rank.LEADS) else _TIED
    behind = "".join(rf"(?<!\b{word}\s)" for word in entry.get("not_behind", ()))
    before = rf"(?![\s-]+(?:{'|'.join(entry['not_before'])})(?!\w))" if "not_before" in entry else ""
    of_leaders = _OF_LEADERS if rank is Rank.LEADS else ""
    return rf"{_NOT_BEHIND}{behind}(?:{'|'.join(entry['words'])})(?!\w){tied}{of_leaders}{before}"


_RANKS = _read()


def ranks(title: str) -> frozenset[Rank]:
    """What a title says, or lines with titles. In each part of it the first word of level counts: a trainee programme
    lead leads, and a junior team lead is a junior; what stands behind "to", "for", "of" or "taught" is somebody
    else's."""
    parts = (_SOUGHT.sub("", part.strip(), count=1) for part in _PART.split(_OVER.sub("", title)))
    found = (_rank(_BEHIND.sub("", _OF_OTHERS.sub("", _SOMEBODYS.sub("", part)))) for part in parts)
    return frozenset(rank for rank in found if rank is not None)


def _rank(part: str) -> Rank | None:
    hits = [(hit.start(), rank) for rank, pattern in _RANKS.items() if (hit := pattern.search(part))]
    first = min(hits)[1] if hits else None
    # A senior vice president leads.
    return Rank.LEADS if first is Rank.SENIOR and any(rank is Rank.LEADS for _, rank in hits) else first


def level_said(title: str) -> Level | None:
    """Junior or senior where a title says the one and not the other."""
    said = ranks(title)
    if bool(said & JUNIORS) == bool(said & SENIORS):
        return None
    return Level.SENIOR if said & SENIORS else Level.JUNIOR
