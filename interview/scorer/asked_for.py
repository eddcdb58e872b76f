"""For each question of the bank that asks for a story what has to be told so that a story is about it: read once from a
text file. Judged beside the story, never shown to anybody.

Two authors, who saw the questions alone, put it in their words, each as a listener and as the person would say it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).parent / "asked_for.txt"
# How a line begins: a question's id, what has to be told.
_QUESTION, _TOLD = "# ", "+ "


@lru_cache(maxsize=1)
def asked_for() -> Mapping[str, tuple[str, ...]]:
    """What has to be told, by the question's id."""
    return dict(read(FILE.read_text(encoding="utf-8").splitlines()))


def read(lines: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(question's id, what has to be told) of the lines of a file; ValueError names a line that breaks the form."""
    question, told = "", list[str]()
    for number, line in enumerate([*lines, _QUESTION], 1):
        if line.startswith(_TOLD) and question:
            told.append(line[len(_TOLD) :])
        elif line.startswith(_QUESTION) and bool(question) == bool(told):
            if question:
                yield question, tuple(told)
            question, told = line[len(_QUESTION) :], []
        else:
            raise ValueError(f"line {number}: no question with what has to be told behind it")
