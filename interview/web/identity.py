"""Whose data a request is about: the one person of this computer, or the person whom a sign-in proxy names.

It checks no password: it trusts the header named by USER_HEADER, which nobody but the proxy in front may set.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from interview.errors import Code, Invalid
from interview.messages import Message

ALONE = "local"


def owner_of(header: str, values: Sequence[str]) -> str:
    """The owner in whose name the use cases run.

    `header` is the setting, `values` what this request carries under that name. Without a header everybody is the same
    person. A name is kept as a hash only, upper and lower case alike. Invalid (SIGN_IN_NEEDED) unless it is one name.
    """
    if not header:
        return ALONE
    names = [value.strip().casefold() for value in values]
    if len(names) != 1 or not names[0]:
        raise Invalid(
            Code.SIGN_IN_NEEDED,
            Message.of("error.sign_in"),
        )
    return "u-" + hashlib.sha256(names[0].encode()).hexdigest()[:40]
