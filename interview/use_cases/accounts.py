"""Who somebody is: from what the sign-in proxy or the provider of identities says to an owner, the same for ever, until
it is revoked.

Where a provider signs people in, what their browser holds stands for them, and leads here by a row that can be ended.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlmodel import Session

from interview.core.accounts import (
    ALONE,
    Account,
    SignIn,
    earlier_owner,
    is_placeholder,
    key_of,
    name_of_subject,
    other_owner,
    usual_owner,
)
from interview.errors import Code, Invalid
from interview.messages import Message
from interview.storage import accounts, sign_ins
from interview.storage.store import AlreadyThere, Store
from interview.use_cases.remembered import Remembered

# How long an open page of somebody who was revoked still works; each request would else read the database once more.
KNOWN_FOR_S = 5.0
# A long working day: whoever leaves a computer that others use is out the next morning.
SIGNED_IN_FOR = timedelta(hours=12)


class Accounts:
    """`header` is the setting that names the proxy's header, `issuer` the provider that signs people in; without both
    everybody is the one person of this computer. `operators` are names that may see how the app does.

    What is called `names` here is what a request shows: the header's values, one sign for each byte, or what the
    browser got when its person signed in.
    """

    def __init__(
        self, *, store: Store, header: str, operators: Sequence[str], now: Callable[[], datetime], issuer: str = ""
    ) -> None:
        self._store = store
        self._header = header
        self._issuer = issuer
        self._operators = frozenset(key_of(self.name_of(name)) for name in operators)
        self._now = now
        self._known: Remembered[Account] = Remembered()
        self._signed_in: Remembered[SignIn] = Remembered()

    @property
    def has_people(self) -> bool:
        """Whether people sign in here, each to what is theirs."""
        return bool(self._header or self._issuer)

    def name_of(self, person: str) -> bytes:
        """The name of somebody as an operator writes it: as the proxy sends it, or the provider's subject."""
        return name_of_subject(self._issuer, person) if self._issuer else person.encode()

    def owner_of(self, names: Sequence[str]) -> str:
        """The owner in whose name the use cases run.

        Invalid (SIGN_IN_NEEDED) unless exactly one person is named and still signed in, (SIGN_IN_NAME_MISSING) for a
        proxy's placeholder with no name in it, (SIGN_IN_REVOKED) for somebody who may not come in any more.
        """
        return self._account(names).owner if self.has_people else ALONE

    def is_remembered(self, names: Sequence[str]) -> bool:
        """Whether `owner_of` and `is_operator` answer without asking the database."""
        if not self.has_people or len(names) != 1:
            return True
        known = self._signed_in if self._issuer else self._known
        return known.get(key_of(_bytes(names[0]))) is not None

    def is_operator(self, names: Sequence[str]) -> bool:
        """Whether this person may see how the app does: on one's own computer everybody; else those who are named."""
        return not self.has_people or self._account(names).key in self._operators

    def check_operator(self, names: Sequence[str]) -> None:
        """Invalid (OPERATORS_ONLY) for whoever may not see how the app does."""
        if not self.is_operator(names):
            raise Invalid(Code.OPERATORS_ONLY, Message.of("error.operators_only"))

    def sign_in(self, subject: str) -> tuple[str, datetime]:
        """Sign in whom the provider calls this, who has proved it: (what the browser holds from now on, until when).

        Invalid (SIGN_IN_REVOKED) for somebody who may not come in any more, (SIGN_IN_FAILED) for no subject at all.
        """
        try:
            name = name_of_subject(self._issuer, subject)
        except ValueError as exc:
            raise Invalid(Code.SIGN_IN_FAILED, Message.of("error.sign_in_failed")) from exc
        account, now = self._find_or_make(key_of(name), None), self._now()
        _check(account)
        token, until = secrets.token_urlsafe(32), now + SIGNED_IN_FOR
        with self._store.transaction() as db:
            sign_ins.delete_expired(db, now)
            sign_ins.insert_sign_in(db, key_of(_bytes(token)), account, now, until)
        return token, until

    def sign_out(self, names: Sequence[str]) -> None:
        """End the sign-in of this browser, with all its open pages."""
        for key in (key_of(_bytes(name)) for name in names):
            with self._store.transaction() as db:
                sign_ins.delete_sign_in(db, key)
            self._signed_in.forget(lambda kept, _, gone=key: kept == gone)  # type: ignore[misc]

    def revoke(self, name: bytes) -> bool:
        """Keep somebody out from now on; their open pages end within seconds. False for a name that never came."""
        return self._set(name, self._now())

    def restore(self, name: bytes) -> bool:
        """Let somebody in again, with everything that is theirs; where a provider signs people in, they sign in anew.
        False for a name that never came."""
        return self._set(name, None)

    def known_owner(self, name: bytes) -> str | None:
        """Whose data is kept under a name, also of somebody who was revoked; None for a name that never came. Where
        nobody signs in, the one person of this computer has a name of ours."""
        if not self.has_people:
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
            if at is None:
                # What was kept out may be a lost computer's browser.
                sign_ins.delete_sign_ins_of(db, key)
        self._known.forget(lambda kept, _: kept == key)
        self._signed_in.forget(lambda _, kept: kept.account.key == key)
        return True

    def _account(self, names: Sequence[str]) -> Account:
        if len(names) != 1 or not names[0].strip():
            raise _not_signed_in()
        if self._header and is_placeholder(names[0]):
            raise Invalid(Code.SIGN_IN_NAME_MISSING, Message.of("error.sign_in_name_missing"))
        name = _bytes(names[0])
        account = self._of_browser(key_of(name)) if self._issuer else self._of_name(name)
        _check(account)
        return account

    def _of_browser(self, key: str) -> Account:
        found = self._signed_in.get(key)
        if found is None:
            with self._store.reading() as db:
                found = sign_ins.find_sign_in(db, key)
            if found is None:
                raise _not_signed_in()
            self._signed_in.keep(key, found, KNOWN_FOR_S)
        if found.expires_at <= self._now():
            raise _not_signed_in()
        return found.account

    def _of_name(self, name: bytes) -> Account:
        key = key_of(name)
        return self._known.get(key) or self._known.keep(key, self._find_or_make(key, name), KNOWN_FOR_S)

    def _find_or_make(self, key: str, name: bytes | None) -> Account:
        """The account of a key. A `name` that a proxy sent may have had an owner in an earlier release."""
        with self._store.reading() as db:
            found = accounts.find_account(db, key)
            if found is not None:
                return found
            owner = _owner_for(db, key, name)
        made = Account(key, owner, self._now())
        try:
            with self._store.transaction() as db:
                accounts.insert_account(db, made)
        except AlreadyThere:
            # Another request of the same person was first, or another person has just taken the owner.
            return self._find_or_make(key, name)
        return made


def _owner_for(db: Session, key: str, name: bytes | None) -> str:
    """What an earlier release kept under this name, as long as nobody else has it; else an owner of its own."""
    if name is not None:
        earlier = earlier_owner(name)
        if accounts.has_data(db, earlier) and not accounts.is_owned(db, earlier):
            return earlier
    usual = usual_owner(key)
    return other_owner(key) if accounts.is_owned(db, usual) else usual


def _check(account: Account) -> None:
    if account.revoked_at is not None:
        raise Invalid(Code.SIGN_IN_REVOKED, Message.of("error.sign_in_revoked"))


def _not_signed_in() -> Invalid:
    return Invalid(Code.SIGN_IN_NEEDED, Message.of("error.sign_in"))


def _bytes(name: str) -> bytes:
    return name.encode("latin-1", "surrogateescape")
