"""A stored resume: its text and what was understood from it. Reading files is resume/'s business."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

from interview.core.profile import Profile
from interview.messages import Message

_WORD = re.compile(r"[^\W_\u3400-\u9fff]+|[\u3400-\u9fff]")
_RUN = 3
_SAME_PERSON = 0.35


@dataclass(frozen=True)
class Resume:
    """`notes` tell the candidate how the file was read; `file_name` is "" for a pasted text."""

    id: str
    owner: str
    file_name: str
    text: str
    profile: Profile
    created_at: datetime
    text_hash: str
    notes: tuple[Message, ...] = ()


@dataclass(frozen=True)
class PastedResume:
    """What one without a file name is called by: the `person` at its head ("": nobody was found there), the id of the
    `occupation` understood from it, and when it was added."""

    id: str
    person: str
    occupation: str
    created_at: datetime


def resume_key(text: str) -> str:
    """The same for resumes that differ in white space and case only (64 hex digits)."""
    return hashlib.sha256(" ".join(text.split()).casefold().encode()).hexdigest()


def is_version_of(one: str, other: str) -> bool:
    """Whether two resume texts are versions of one resume: of the shorter one's runs of three words (or Chinese
    characters), at least 35 in a hundred stand in the other. Line breaks, case and punctuation do not matter.
    """
    runs, others = _runs(one), _runs(other)
    shorter = min(len(runs), len(others))
    return shorter > 0 and len(runs & others) >= _SAME_PERSON * shorter


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = [word.casefold() for word in _WORD.findall(text)]
    return frozenset(zip(*(words[start:] for start in range(_RUN)), strict=False))
