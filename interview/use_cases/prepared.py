"""What somebody prepares for: the jobs that they keep, and the roles that they were interviewed for without a resume.

Nothing is stored for a role: it is there as long as an interview for it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from interview.core.target import Target
from interview.storage.targets import Prepared

_DIGITS = 32


@dataclass(frozen=True)
class Prepares:
    """`targets` are jobs and roles, the one last prepared for first; `sessions` the ids of the interviews for each, by
    its id."""

    targets: tuple[Target, ...]
    sessions: Mapping[str, frozenset[str]]


def prepares(
    owner: str, kept: Sequence[Target], interviews: Sequence[Prepared], is_known: Callable[[str], bool]
) -> Prepares:
    """Jobs as they are `kept`, and roles of which something `is_known`, but those that a kept job is called like."""
    sessions: dict[str, set[str]] = {target.id: set() for target in kept}
    latest: dict[str, datetime] = {target.id: target.created_at for target in kept}
    names = {target.name.casefold(): target.id for target in kept if target.name}
    roles: dict[str, Target] = {}
    for each in interviews:
        if not (each.target_id or each.role):
            continue
        id = each.target_id or names.get(each.role.casefold()) or _id_of(each.role)
        if id not in sessions:
            if each.target_id or not is_known(each.role):
                continue
            roles[id] = Target(id, owner, each.role, "", "", each.created_at, is_role=True)
        sessions.setdefault(id, set()).add(each.session_id)
        latest[id] = max(latest.get(id, each.created_at), each.created_at)
    both = sorted([*kept, *roles.values()], key=lambda target: latest[target.id], reverse=True)
    return Prepares(tuple(both), {id: frozenset(found) for id, found in sessions.items()})


def chosen(known: Sequence[Target], target_id: str, today: date) -> Target | None:
    """The job that was asked for, else the one whose day comes next, else the one last prepared for."""
    named = next((target for target in known if target.id == target_id), None)
    dated = [target for target in known if target.interview_on is not None and target.interview_on >= today]
    soonest = min(dated, key=lambda target: target.interview_on or today, default=None)
    return named or soonest or (known[0] if known else None)


def _id_of(role: str) -> str:
    return hashlib.sha256(f"role:{role.casefold()}".encode()).hexdigest()[:_DIGITS]
