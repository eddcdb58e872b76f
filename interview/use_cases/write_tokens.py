"""Write tokens: what the page of one interview may write to. Each names one owner and one session, nothing else.

A tab that shows another interview, or a page of another website, cannot write into this one. A token does not expire:
words kept in a browser must still find their way home after weeks.
"""

from __future__ import annotations

import hashlib
import hmac
from functools import cached_property

from interview.errors import Code, Invalid
from interview.messages import Message
from interview.storage.secrets import find_or_make_secret
from interview.storage.store import Store


class WriteTokens:
    """Makes and checks write tokens with this installation's secret, which is read once."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @cached_property
    def _secret(self) -> bytes:
        return find_or_make_secret(self._store, "permits").encode()

    def issue(self, owner: str, session_id: str) -> str:
        """The write token of one session, 64 hexadecimal digits: HMAC-SHA-256 (RFC 2104) of owner and session."""
        return hmac.new(self._secret, f"{owner}\n{session_id}".encode(), hashlib.sha256).hexdigest()

    def check(self, shown: str, owner: str, session_id: str) -> None:
        """Invalid (INTERVIEW_PERMIT_INVALID) unless `shown` is the write token of this session."""
        if not hmac.compare_digest(self.issue(owner, session_id).encode(), shown.encode()):
            raise Invalid(
                Code.INTERVIEW_PERMIT_INVALID,
                Message.of("error.write_token_invalid"),
            )
