"""Answers to which questions the judge reads. It is the language of the question that decides: to one in English an
answer in another language has no score, to one in Chinese none is judged, whatever it is written in."""

from __future__ import annotations

from collections.abc import Sequence

from interview.core.key_point import KeyPoint
from interview.text.languages import is_chinese


def is_judged(question: str, key_points: Sequence[KeyPoint]) -> bool:
    """Whether answers to it are judged; of any other the person marks the key points."""
    return not is_chinese(" ".join([question, *(point.text for point in key_points)]))
