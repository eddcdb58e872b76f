"""Resumes that are written as prose: no items, no heads of jobs with dates, only sentences in paragraphs.

A sentence counts as a line of work where it tells what somebody did or does, in the first person or without naming
anybody. Where they lived, learned and moved to is their life, and no work; when and for how long is not told by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from interview.resume.profile.dates import range_places
from interview.resume.profile.deeds import IRREGULAR
from interview.resume.profile.paragraphs import unwrapped
from interview.resume.profile.routines import NO_ROUTINE
from interview.resume.profile.sections import Line, Section

_TOLD_IN = (Section.HEAD, Section.SUMMARY, Section.EXPERIENCE)
# A head with dates is short, and a sentence has so many words.
_LONGEST_HEAD, _FEWEST_WORDS = 80, 5
# So many sentences, and so much of all that stands there.
_FEWEST_SENTENCES, _MOSTLY = 4, 0.7
_NO_OBJECT = r"(?!(?:to|into|in|as|at|for|from|with|on|by|through|there|here|back|away)\b)"
_SOON = r"(?:(?:also|then|later|first|have|had|once|even|only|there|recently|always)\s+){0,2}"
_DID = re.compile(
    rf"(?:\b(?:I|we)\s+{_SOON}|^{_SOON}|\band\s+{_SOON})(?P<deed>(?:{IRREGULAR}|"
    r"(?!worked|studied|qualified|graduated|joined|lived|stayed|liked|loved|enjoyed|wanted|needed|learned|attended|"
    r"received|retired|need|feed|based|experienced|skilled|motivated|interested|trusted)[a-z]{2,}ed)"
    rf"\s+{_NO_OBJECT}\S)",
    re.IGNORECASE,
)
_LOOKS_AFTER = re.compile(r"\b(?:I|we)\s+(?:have\s+)?looked after\b|^looked after\b", re.IGNORECASE)
_NEVER_WORK = (
    r"work|live|stay|study|go|come|look|hope|think|feel|prefer|wish|plan to|apply|belong|grow|mean|do not|don|went|"
    r"came|said|felt|thought|knew|heard|fell|wanted"
)
_DOES = re.compile(
    rf"\b(?:I|we)\s+(?:(?:also|now|still|often|sometimes|currently|always|never|usually|there)\s+)?(?:am\s+(?!looking|seeking|"
    rf"hoping|searching|applying|willing|living|studying|learning|going|trying|getting)[a-z]+ing\s|"
    rf"(?!{NO_ROUTINE}|(?:{_NEVER_WORK})\b)[a-z]+\s+\S)|^(?:currently|now|presently)\s+(?:I\s+)?(?!{_NEVER_WORK}|am\b)"
    r"[a-z]+(?<!ing)\s+\S",
    re.IGNORECASE,
)
_TODAY = re.compile(r"\b(?:now|currently|still|today|these days|at present|presently|at the moment)\b", re.IGNORECASE)
_MOVES = re.compile(r"\b(?:moved|changed|switched)\s+(?:on\s+|back\s+|over\s+)?(?:to|into|from|in)\b", re.IGNORECASE)
_LIFE = re.compile(
    r"became\b|met\b|grew\b|(?:left|began|started|finished|completed|passed|took|did|got|made|changed|found|obtained|"
    r"earned|gained|held|lost|served|spent|won)\s+(?:[\w'’-]+\s+){0,4}?(?:school|stud(?:y|ies)|degree|diploma|"
    r"course|training|apprenticeship|time|licen[cs]e|certificates?|exams?|gcses?|a-levels|osce|jobs?|position|work|"
    r"career|place|post|promotion|family|years?|months?|life|experience|home|house|scholarship)\b",
    re.IGNORECASE,
)
_PRIVATE = re.compile(
    r"\boutside (?:of )?work\b|\b(?:free|spare) time\b|\bhobb(?:y|ies)\b|\bweekends\b|\bat home\b|"
    r"\bmy (?:wife|husband|partner|kids|child(?:ren|s)?|parents|mother|father|family|marriage)\b|\bwas born\b",
    re.IGNORECASE,
)


def is_prose(lines: Sequence[Line]) -> bool:
    """Whether nearly all of a resume is sentences, and none of its jobs has a head with dates."""
    told = [(line, text) for line, text in unwrapped(lines) if line.section in _TOLD_IN]
    if any(line.is_bullet for line, _ in told) or any(map(_is_head, (text for _, text in told))):
        return False
    sentences = [text for _, text in told if _is_sentence(text)]
    return len(sentences) >= _FEWEST_SENTENCES and _length(sentences) >= _MOSTLY * _length(text for _, text in told)


def is_told(sentence: str) -> bool:
    """Whether a sentence of prose tells a deed of whoever writes, or work that they do."""
    if _PRIVATE.search(sentence):
        return False
    if any(_LIFE.match(sentence, found.start("deed")) is None for found in _DID.finditer(sentence)):
        return True
    return _LOOKS_AFTER.search(sentence) is not None or _DOES.search(sentence) is not None


def is_done_today(sentence: str) -> bool:
    """Whether a sentence tells in the present what its writer does, and says so: who learned a language late tells in
    the present what is long over, too."""
    return _TODAY.search(sentence) is not None and _DOES.search(sentence) is not None


def is_private(sentence: str) -> bool:
    """Whether a sentence tells of somebody's family, home or free time."""
    return _PRIVATE.search(sentence) is not None


def without_moves(sentence: str) -> str:
    """A sentence without where somebody went next, which has words of work in it."""
    return _MOVES.sub(" ", sentence)


def _is_head(text: str) -> bool:
    return len(text) <= _LONGEST_HEAD and not _is_sentence(text) and bool(range_places(text))


def _is_sentence(text: str) -> bool:
    return text.endswith((".", "!")) and len(text.split()) >= _FEWEST_WORDS


def _length(texts: Iterable[str]) -> int:
    return sum(map(len, texts))
