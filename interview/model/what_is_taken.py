"""The optional parts of a request, in which forms each may be sent, and what to leave out when a server refuses one.

Pure: what a server said comes in as a Refusal (refusals.py). One part is left out at a time, a named one first.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from interview.core.model_servers import Learned
from interview.model.refusals import Refusal


class Part(StrEnum):
    """What a request may have beside model and messages. EXTRAS are the schema's bounds and `strict`, USAGE the counts
    at the end of a stream, CAP the most tokens of a reply, ROLE how the instructions are marked."""

    FORMAT = "format"
    EXTRAS = "extras"
    SEED = "seed"
    TEMPERATURE = "temperature"
    EFFORT = "effort"
    USAGE = "usage"
    CAP = "cap"
    STREAM = "stream"
    ROLE = "role"


NONE: Final = "none"
_SENT = ("sent", NONE)
LEVELS: Final[Mapping[Part, tuple[str, ...]]] = {
    Part.FORMAT: ("json_schema", "json_object", NONE),
    Part.EXTRAS: _SENT,
    Part.SEED: _SENT,
    Part.TEMPERATURE: _SENT,
    Part.EFFORT: _SENT,
    Part.USAGE: _SENT,
    Part.CAP: ("max_tokens", "max_completion_tokens", NONE),
    Part.STREAM: _SENT,
    Part.ROLE: ("system", "developer", "user"),
}
"""The forms of each part, from the first that is tried to the one that every server takes."""

_AS_GOOD = {(Part.CAP, "max_completion_tokens"), (Part.ROLE, "developer")}
MOST_TOKENS: Final = "most_tokens"
"""The name under which the largest cap that a server takes is remembered, its level in digits."""
_LEAST_CAP = 1_000

_NAMED: Final[tuple[tuple[Part, re.Pattern[str]], ...]] = tuple(
    (part, re.compile(words, re.IGNORECASE))
    for part, words in (
        (
            Part.EXTRAS,
            r"response_format\.(?:json_schema\.)?(?:schema|strict)|invalid schema|\bstrict\b|additionalProperties"
            r"|[$](?:defs|ref)\b|(?:min|max)Items|['\"`](?:minimum|maximum|enum|const)['\"`]",
        ),
        (
            Part.FORMAT,
            r"response_?format|response_mime_?type|response_schema|json.?schema|json_object|json mode"
            r"|structured.?output|\bgrammar\b|guided",
        ),
        (Part.SEED, r"\b(?:random_)?seed\b"),
        (Part.TEMPERATURE, r"\btemperature\b"),
        (Part.EFFORT, r"reasoning[_. ]?effort|['\"`]reasoning['\"`]|thinking_(?:config|budget)"),
        (Part.USAGE, r"stream_options|include_usage"),
        (Part.CAP, r"max_(?:completion_|output_|new_)?tokens|maxOutputTokens"),
        (Part.STREAM, r"\bstream(?:ing)?\b"),
        (
            Part.ROLE,
            r"messages(?:\[\d+\]|\.\d+)\.role|system.?(?:role|messages?|prompts?|instructions?)\b"
            r"|developer.?(?:role|messages?|instructions?)\b|roles? must|role.{0,30}(?:system|developer)",
        ),
    )
)
_ABOUT_THE_REPLYS_LENGTH = re.compile(r"in the completion|max_(?:completion_|output_|new_)?tokens", re.IGNORECASE)


@dataclass(frozen=True)
class Way:
    """How one server and model are asked: the form of every part, the first one where nothing is said."""

    numbers: Mapping[Part, int] = field(default_factory=dict)
    most_tokens: int | None = None

    def level(self, part: Part) -> str:
        return LEVELS[part][self.numbers.get(part, 0)]

    def at(self, part: Part, level: str) -> Way:
        return replace(self, numbers={**self.numbers, part: LEVELS[part].index(level)})

    def less(self, part: Part) -> Way | None:
        """The next form of a part, None after the last."""
        number = self.numbers.get(part, 0) + 1
        return self.at(part, LEVELS[part][number]) if number < len(LEVELS[part]) else None

    def more(self, part: Part) -> Way:
        return self.at(part, LEVELS[part][max(0, self.numbers.get(part, 0) - 1)])

    def changed_from(self, other: Way) -> tuple[Part, ...]:
        return tuple(part for part in Part if self.level(part) != other.level(part))

    @property
    def left_out(self) -> str:
        """What is not sent in its first form, for a log line."""
        changed = [part for part in Part if self.numbers.get(part, 0)]
        names = [part.value if self.level(part) == NONE else f"{part}={self.level(part)}" for part in changed]
        return ",".join(names) or "-"


@dataclass(frozen=True)
class Step:
    """Asking in another `way`, because `part` was refused; `is_named` where the server said so."""

    way: Way
    part: Part
    is_named: bool


def is_lowered(part: Part, way: Way) -> bool:
    """Whether something is lost by the form in which a part is sent."""
    if part is Part.EXTRAS and way.level(Part.FORMAT) == NONE:
        return False
    return bool(way.numbers.get(part, 0)) and (part, way.level(part)) not in _AS_GOOD


def way_of(learned: Iterable[Learned]) -> Way:
    """The way that was learned; parts and levels that nobody knows any more are passed over."""
    way = Way()
    for one in learned:
        if one.part == MOST_TOKENS and one.level.isdecimal():
            way = replace(way, most_tokens=int(one.level))
        elif one.part in set(Part) and one.level in LEVELS[Part(one.part)]:
            way = way.at(Part(one.part), one.level)
    return way


def without_what_was_refused(
    refusal: Refusal, way: Way, sent: Collection[Part], cap: int, guesses: Iterable[Part]
) -> Step | None:
    """How to ask instead; None where what was optional is not to blame.

    `sent` are the parts that this request had, `cap` its most tokens. Where nothing is named, the first of `guesses`
    that was sent is left out; a server's own failure, which may pass, makes nobody guess.
    """
    if not refusal.is_of_the_request:
        sent = {Part.EXTRAS, Part.FORMAT, Part.ROLE} & set(sent) if not refusal.is_of_length else sent
    if refusal.is_of_length:
        is_of_cap = Part.CAP in sent and _ABOUT_THE_REPLYS_LENGTH.search(refusal.words) is not None
        return Step(way.at(Part.CAP, NONE), Part.CAP, is_named=True) if is_of_cap else None
    named = _named_in(refusal.names, sent) or (None if refusal.is_of_something_else else _named_in(refusal.words, sent))
    if named is Part.FORMAT and _named_in(refusal.words, {Part.EXTRAS} & set(sent)):
        named = Part.EXTRAS
    if named is Part.CAP:
        return Step(_with_another_cap(refusal.words, way, cap), Part.CAP, is_named=True)
    if named is not None:
        return _step(way, named, is_named=True)
    if refusal.is_of_something_else or not refusal.is_of_the_request:
        return None
    return next((_step(way, part, is_named=False) for part in guesses if part in sent), None)


def _step(way: Way, part: Part, *, is_named: bool) -> Step | None:
    other = way.less(part)
    return None if other is None else Step(other, part, is_named)


def _named_in(text: str, sent: Collection[Part]) -> Part | None:
    """The part that a text names first; of two at one place, the one that is tried first."""
    found = [(match.start(), part) for part, words in _NAMED if part in sent and (match := words.search(text))]
    return min(found, key=lambda place: place[0])[1] if found else None


def _with_another_cap(words: str, way: Way, cap: int) -> Way:
    """A smaller number where the server names the largest it takes, otherwise the other name, and at last none."""
    most = [number for number in map(int, re.findall(r"(?<![\w.-])\d{4,6}(?![\w.-]*\w)", words)) if number < cap]
    if way.most_tokens is None and most and max(most) >= _LEAST_CAP:
        return replace(way, most_tokens=max(most))
    if way.level(Part.CAP) == "max_tokens" and (not most or "max_completion_tokens" in words):
        return way.at(Part.CAP, "max_completion_tokens")
    return way.at(Part.CAP, NONE)
