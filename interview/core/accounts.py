"""Accounts of people who sign in: which owner a name stands for, and whether it still may come in. No name is kept."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

ALONE = "local"
"""The owner where nobody signs in: the one person of this computer."""


@dataclass(frozen=True)
class Account:
    """`key` is the SHA-256 of the name exactly as the proxy sends it, in hex; `owner` is whose data that is."""

    key: str
    owner: str
    created_at: datetime
    revoked_at: datetime | None = None


def key_of(name: bytes) -> str:
    """What a name is known by. Every byte counts: what differs in one is somebody else."""
    return hashlib.sha256(name).hexdigest()


def usual_owner(key: str) -> str:
    """The owner of an account that is new, unless that one is taken."""
    return "u-" + key[:40]


def other_owner(key: str) -> str:
    """The owner of an account whose usual one belongs to somebody else already."""
    return "u-" + hashlib.sha256(f"account {key}".encode()).hexdigest()[:40]


def earlier_owner(name: bytes) -> str:
    """The owner that earlier releases made of a name: spaces around it and upper or lower case did not count."""
    folded = name.decode("latin-1").strip().casefold()
    return "u-" + hashlib.sha256(folded.encode()).hexdigest()[:40]
