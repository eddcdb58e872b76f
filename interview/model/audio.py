"""What writing down and reading aloud share: failures that have the names of all others.

Nothing of a text or a recording enters an error or a line of the log.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from interview.model.failures import MEANINGS, NotACompletion, meaning_of, retry_after
from interview.model.server_errors import ErrorInReply, tells_of_error
from interview.model.server_words import server_words

log = logging.getLogger("interview.model")


@contextmanager
def named(sent: Sequence[str] = ()) -> Iterator[None]:
    """Around one request that sent these texts: a foreign failure becomes the error of ours that it means, and the
    server's own words go to the log."""
    try:
        yield
    except tuple(MEANINGS) as exc:
        meaning = meaning_of(exc, sent)
        said = server_words(exc, sent)
        if said:
            log.info("a speech service failed: said=%r", said)
        raise meaning.error(meaning.code, meaning.message, retry_after=retry_after(exc)) from None


def told_in(body: bytes) -> dict[str, Any]:
    """A body of JSON. ErrorInReply where it tells of an error, NotACompletion where it is none."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise NotACompletion from None
    if not isinstance(found, dict):
        raise NotACompletion
    if tells_of_error(found) and "text" not in found:
        raise ErrorInReply(found)
    return found
