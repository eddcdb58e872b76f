"""What the product has to say, as a code and values; i18n/ puts it into words, and nothing below does.

Stored and compared are codes and values, so that a reworded sentence changes no score and no behaviour.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Message:
    """One sentence or more. `values` are (name, value) pairs in the order given: text, a number, another message, or
    several of these."""

    code: str
    values: tuple[tuple[str, Value], ...] = ()

    @classmethod
    def of(cls, code: str, **values: Value) -> Message:
        """A message with its values by name."""
        return cls(code, tuple(values.items()))


Value = str | int | float | Message | tuple[str | Message, ...]

WRITTEN = "written"
"""The code of words that a person or a model wrote: said as they are, in every language."""


def written(text: str) -> Message:
    """Words of a person or a model, to be said as they are."""
    return Message.of(WRITTEN, text=text)
