"""Answers made longer without saying more: what padding of each kind gains, on average and at most.

The texts are in tests/data/padding.yaml; two more kinds repeat the question or the answer. It grades nothing itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from interview import yaml_files
from interview.text.sentences import sentences
from interview.text.words import FUNCTION_WORDS

PADDING: Mapping[str, tuple[str, str]] = {
    kind: (before.strip(), behind.strip())
    for kind, (before, behind) in yaml_files.read(Path(__file__).parents[1] / "tests" / "data" / "padding.yaml").items()
}
NAMED_TERMS = 4
_ASKS = re.compile(r"Tell|Describe|Explain|Name|Give|\w+ed")


def terms_of(question: str) -> list[str]:
    """The first NAMED_TERMS words of a question that name something."""
    said = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", question)
    named = [word for word in said if word.lower() not in FUNCTION_WORDS and not _ASKS.fullmatch(word)]
    return list(dict.fromkeys(named[:NAMED_TERMS]))


def padded(answer: str, question: str, topic: str) -> dict[str, str]:
    """The answer with padding of every kind around it."""
    terms = " and ".join(terms_of(question))
    made = {
        kind: " ".join([before.format(topic=topic, terms=terms), answer, behind.format(topic=topic, terms=terms)])
        for kind, (before, behind) in PADDING.items()
    }
    return made | {
        "question again": f"{question} {answer} So that was the question: {question}",
        "said twice": f"{answer} {answer}",
    }


def set_in(answer: str, block: str, place: int) -> str:
    """The answer with a block before it (place 0, 3, …), in its middle (1, 4, …) or behind it."""
    parts = [part.of(answer) for part in sentences(answer)]
    at = (0, len(parts) // 2, len(parts))[place % 3]
    return " ".join([*parts[:at], block, *parts[at:]])


def gains_table(gains: Mapping[str, Mapping[str, Sequence[float]]]) -> str:
    """Mean and greatest gain, in points of 100, per kind of padding (rows) and level of answer (columns)."""
    lines = [f"{'padding':18}" + "".join(f"{level:>22}" for level in gains)]
    for kind in sorted({kind for of_level in gains.values() for kind in of_level}):
        cells = (of_level.get(kind, ()) for of_level in gains.values())
        lines.append(f"{kind:18}" + "".join(_cell(cell) for cell in cells))
    return "\n".join(lines)


def _cell(gains: Sequence[float]) -> str:
    return f"{sum(gains) / len(gains):+14.1f} /{max(gains):+6.1f}" if gains else f"{'-':>22}"
