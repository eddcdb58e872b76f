"""A stored resume: its text and what was understood from it. Reading files is resumes.py's business."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from interview.core.session import Profile


@dataclass(frozen=True)
class Resume:
    """`notes` are sentences for the candidate about how the file was read."""

    id: str
    owner: str
    file_name: str
    text: str
    profile: Profile
    created_at: datetime
    text_hash: str
    notes: tuple[str, ...] = ()


def resume_key(text: str) -> str:
    """The same for resumes that differ in white space and case only (64 hex digits)."""
    return hashlib.sha256(" ".join(text.split()).casefold().encode()).hexdigest()
