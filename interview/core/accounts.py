"""Accounts of people who sign in: which owner a name stands for, and whether it still may come in. No name is kept.

A name is what a sign-in proxy sends, or what a provider of identities says: its issuer and a subject.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

ALONE = "local"
"""The owner where nobody signs in: the one person of this computer."""

# As proxies mark where a value goes in: {name}, ${name}, %{name} and {{name}}, but no GUID in braces; %[name] of
# HAProxy, %NAME(name)% and %NAME% of Envoy, $some_name of nginx. And what stands there without a value: (null) of
# Apache, - of Envoy.
_GUID = r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
_PLACEHOLDER = re.compile(
    rf"\{{(?!{_GUID}\}})[^{{}}]+\}}|%\[[^\[\]]+\]|%[A-Z_]{{3,}}\(|^\s*%[^%]+%\s*$|"
    r"^\s*\$[A-Za-z]+(?:_[A-Za-z0-9]+)+|\(null\)|^\s*-\s*$"
)


@dataclass(frozen=True)
class Account:
    """`key` is the SHA-256 of the name to the byte, in hex; `owner` is whose data that is."""

    key: str
    owner: str
    created_at: datetime
    revoked_at: datetime | None = None


@dataclass(frozen=True)
class SignIn:
    """A browser in which somebody has signed in: until when, at the latest."""

    account: Account
    expires_at: datetime


def name_of_subject(issuer: str, subject: str) -> bytes:
    """The name of whom this issuer calls this. No header can hold it, as zero bytes part it.

    ValueError where a part is empty or holds such a byte, so that no two people ever have one name.
    """
    if not issuer or not subject or "\0" in issuer + subject:
        raise ValueError("an issuer and a subject are needed, without zero bytes")
    return b"\0".join((b"oidc", issuer.encode("utf-8", "surrogatepass"), subject.encode("utf-8", "surrogatepass")))


def is_placeholder(name: str) -> bool:
    """Whether a proxy sent the place for a name with no name in it, or the sign for none: it would be the same for
    everybody."""
    return _PLACEHOLDER.search(name) is not None


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
