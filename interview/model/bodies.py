"""The body of a reply, whole and bounded: in seconds and in bytes."""

from __future__ import annotations

import time
from collections.abc import Iterable

from interview.model.failures import BrokenReply, TooSlow


def collected(pieces: Iterable[bytes], ends: float, most: int, too_large: type[Exception] = BrokenReply) -> bytes:
    """The whole body, piece by piece, because a read timeout alone starts anew with every byte that arrives. TooSlow
    past the monotonic time `ends`, `too_large` beyond `most` bytes."""
    content = bytearray()
    for piece in pieces:
        content += piece
        if time.monotonic() > ends:
            raise TooSlow
        if len(content) > most:
            raise too_large
    return bytes(content)
