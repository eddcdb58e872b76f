"""For each question of the bank that asks for a story what has to be told so that a story is about it: read once from a
text file. Judged beside the story, never shown to anybody.

Two authors, who saw the questions alone, put it in their words, each as a listener and as the person would say it. Of a
question whose id has QUOTES behind it a story has to be about the line of the resume, too, that the question quotes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from interview.text.languages import is_in

FILE = Path(__file__).parent / "asked_for.txt"
# How a line begins: a question's id, what has to be told.
_QUESTION, _TOLD = "# ", "+ "
QUOTES = "“”"
"""Stands behind the id of a question that quotes a line of the resume, and round that line in the question."""


@lru_cache(maxsize=1)
def asked_for() -> Mapping[str, tuple[str, ...]]:
    """What has to be told, by the question's id."""
    return {name: told for name, told, _ in _file()}


@lru_cache(maxsize=1)
def about_lines() -> frozenset[str]:
    """The ids of questions that quote a line of the resume."""
    return frozenset(name for name, _, quotes in _file() if quotes)


def quoted_line(bank_id: str, question: str) -> str:
    """The line of the resume that a question of the bank quotes as it was asked; "" where it quotes none, or one in
    another language, of which the judge has learned nothing."""
    last = question.rfind(QUOTES[1])
    # The place before it may have such marks, too.
    behind_a_place = question.find(f"): {QUOTES[0]}")
    first = question.find(QUOTES[0]) if behind_a_place < 0 else behind_a_place + len("): ")
    line = question[first + 1 : last] if bank_id in about_lines() and question[first : first + 1] == QUOTES[0] else ""
    return line if is_in(line, "en") else ""


def _file() -> list[tuple[str, tuple[str, ...], bool]]:
    return list(read(FILE.read_text(encoding="utf-8").splitlines()))


def read(lines: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...], bool]]:
    """(question's id, what has to be told, whether it quotes a line) of the lines of a file; ValueError names a line
    that breaks the form."""
    question, told = "", list[str]()
    for number, line in enumerate([*lines, _QUESTION], 1):
        if line.startswith(_TOLD) and question:
            told.append(line[len(_TOLD) :])
        elif line.startswith(_QUESTION) and bool(question) == bool(told):
            if question:
                yield question.removesuffix(QUOTES).rstrip(), tuple(told), question.endswith(QUOTES)
            question, told = line[len(_QUESTION) :], []
        else:
            raise ValueError(f"line {number}: no question with what has to be told behind it")
