"""Who somebody is: from the name that the sign-in proxy sends to an owner, the same for ever, until it is revoked."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from datetime import datetime

from sqlmodel import Session

from interview.core.accounts import ALONE, Account, earlier_owner, key_of, other_owner, usual_owner
from interview.errors import Code, Invalid
from interview.messages import Message
from interview.storage import accounts
from interview.storage.store import AlreadyThere, Store

# How long an open page of somebody who was revoked still works; each request would else read the database once more.
KNOWN_FOR_S = 5.0
_MOST_KNOWN = 10_000


class Accounts:
    """`header` is the setting that names the proxy's header; without it everybody is the one person of this computer.

    `operators` are names that may see how the app does.
    """

    def __init__(self, *, store: Store, header: str, operators: Sequence[str], now: Callable[[], datetime]) -> None:
        self._store = store
        self._header = header
        self._operators = frozenset(key_of(name.encode()) for name in operators)
        self._now = now
        self._known: dict[str, tuple[float, Account]] = {}
        self._lock = threading.Lock()

    def owner_of(self, names: Sequence[str]) -> str:
        """The owner in whose name the use cases run. `names` are the header's values, one sign for each byte.

        Invalid (SIGN_IN_NEEDED) unless there is one name, (SIGN_IN_REVOKED) for somebody who may not come in any more.
        """
        if not self._header:
            return ALONE
        account = self._account(_name(names))
        if account.revoked_at is not None:
            raise Invalid(Code.SIGN_IN_REVOKED, Message.of("error.sign_in_revoked"))
        return account.owner

    def is_operator(self, names: Sequence[str]) -> bool:
        """Whether this person may see how the app does: on one's own computer everybody; else those who are named."""
        if not self._header:
            return True
        self.owner_of(names)
        return key_of(_name(names)) in self._operators

    def check_operator(self, names: Sequence[str]) -> None:
        """Invalid (OPERATORS_ONLY) for whoever may not see how the app does."""
        if not self.is_operator(names):
            raise Invalid(Code.OPERATORS_ONLY, Message.of("error.operators_only"))

    def revoke(self, name: bytes) -> bool:
        """Keep somebody out from now on; their open pages end within seconds. False for a name that never came."""
        return self._set(name, self._now())

    def restore(self, name: bytes) -> bool:
        """Let somebody in again, with everything that is theirs. False for a name that never came."""
        return self._set(name, None)

    def known_owner(self, name: bytes) -> str | None:
        """Whose data is kept under a name, also of somebody who was revoked; None for a name that never came. Where
        nobody signs in, the one person of this computer has a name of ours."""
        if not self._header:
            return ALONE if name == ALONE.encode() else None
        with self._store.reading() as db:
            found = accounts.find_account(db, key_of(name))
        return found.owner if found is not None else None

    def _set(self, name: bytes, at: datetime | None) -> bool:
        key = key_of(name)
        with self._store.transaction() as db:
            if accounts.find_account(db, key) is None:
                return False
            accounts.set_revoked(db, key, at)
        with self._lock:
            self._known.pop(key, None)
        return True

    def _account(self, name: bytes) -> Account:
        key, now = key_of(name), time.monotonic()
        with self._lock:
            until, known = self._known.get(key, (0.0, None))
        if known is not None and now < until:
            return known
        account = self._find_or_make(key, name)
        with self._lock:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[key] = (now + KNOWN_FOR_S, account)
        return account

    def _find_or_make(self, key: str, name: bytes) -> Account:
        with self._store.reading() as db:
            found = accounts.find_account(db, key)
            if found is not None:
                return found
            owner = self._owner_for(db, key, name)
        made = Account(key, owner, self._now())
        try:
            with self._store.transaction() as db:
                accounts.insert_account(db, made)
        except AlreadyThere:
            # Another request of the same person was first, or another person has just taken the owner.
            return self._find_or_make(key, name)
        return made

    def _owner_for(self, db: Session, key: str, name: bytes) -> str:
        """What an earlier release kept under this name, as long as nobody else has it; else an owner of its own."""
        earlier = earlier_owner(name)
        if accounts.has_data(db, earlier) and not accounts.is_owned(db, earlier):
            return earlier
        usual = usual_owner(key)
        return other_owner(key) if accounts.is_owned(db, usual) else usual


def _name(names: Sequence[str]) -> bytes:
    if len(names) != 1 or not names[0].strip():
        raise Invalid(Code.SIGN_IN_NEEDED, Message.of("error.sign_in"))
    return names[0].encode("latin-1", "surrogateescape")
