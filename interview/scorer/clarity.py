"""How easy an answer is to follow, as a level from 0 to 4, from its form alone.

It looks at sentence length, fragments, repetition and connectives; never at spelling, vocabulary or the length of the
answer, so that people who write in a second language lose nothing. It knows nothing of the content.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from interview.messages import Message
from interview.text.sentences import sentences
from interview.text.words import FUNCTION_WORDS, function_share, words

# Plain-language guides ask for about 20 words on average; beyond 35 a spoken sentence is lost.
LONG_SENTENCE = 35
LOST_SENTENCE = 60
# Plain sentences; two more kinds of connectives make it 4.
PLAIN = 3.5

CONNECTIVES = {
    "reason": r"because|since|so that|therefore|(?:which|that) means|(?:that|this) is why|due to|as a result",
    "contrast": r"but|however|whereas|while|although|instead|on the other hand|unlike|rather than|except|otherwise",
    "example": r"for example|for instance|such as|e\.g|imagine|say you|let's say|in my case|like when",
    "order": r"first|firstly|second|secondly|then|next|finally|after that|in the end|step \d|lastly|afterwards",
    "condition": r"if|when|whenever|unless|in case|once|as soon as|until",
}
_KINDS = {kind: re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE) for kind, pattern in CONNECTIVES.items()}


@dataclass(frozen=True)
class Clarity:
    """The level (0 to 4) and the one thing that would raise it most (None when nothing stands out)."""

    level: float
    advice: Message | None = None


def clarity(text: str) -> Clarity:
    """Level 3.5 for plain sentences, up to 4 with linked thoughts, down for run-ons, fragments and repetition.

    Ours; the anchors are the rubric's clarity levels. Deductions: mean sentence length above 35 words 0.75, above 60
    1.5; more than half fragments 1 (nearly all: 1.5); repeated sentences up to 1.5. Each kind of connective beyond the
    first adds 0.25, up to 0.5. A text with next to no function words stays at 1 at most.
    """
    parts = [part.of(text) for part in sentences(text)]
    if not parts:
        return Clarity(0.0)
    level = PLAIN
    losses: list[tuple[float, str]] = []
    counts = [len(words(part)) for part in parts]
    mean = sum(counts) / len(counts)
    fragments = sum(_is_fragment(part) for part in parts) / len(parts)
    if fragments > 0.5:
        losses.append((1.5 if fragments > 0.9 else 1.0, "feedback.fragments"))
    repeated = 1 - len({" ".join(words(part)) for part in parts}) / len(parts)
    if repeated > 0.1:
        losses.append((min(1.5, 3 * repeated), "feedback.repetition"))
    if mean > LONG_SENTENCE:
        loss = 1.5 if mean > LOST_SENTENCE else 0.75
        losses.append((loss, "feedback.long_sentences"))
    level -= sum(loss for loss, _ in losses)
    kinds = sum(pattern.search(text) is not None for pattern in _KINDS.values())
    level += 0.25 * min(2, max(0, kinds - 1))
    if function_share(text) < 0.08:
        level = min(level, 1.0)
    if not losses and kinds < 2:
        losses.append((0.0, "feedback.link_points"))
    # Of equal losses the first is said: whole sentences help more than the rest.
    advice = Message.of(max(losses, key=lambda loss: loss[0])[1]) if losses else None
    return Clarity(max(0.0, min(4.0, level)), advice)


def _is_fragment(part: str) -> bool:
    found = words(part)
    return len(found) < 4 or not any(word in FUNCTION_WORDS for word in found)
