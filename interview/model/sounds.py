"""Kinds of sound that a speech server may answer with; apart from its client, which loads a large library."""

from typing import Final

USUAL: Final = "audio/mpeg"
SOUNDS: Final = frozenset(
    {USUAL, "audio/mp3", "audio/mp4", "audio/aac", "audio/ogg", "audio/wav", "audio/x-wav", "audio/flac"}
)
