"""A judge whose every word a test writes, in place of the one that the grader loads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from interview.scorer.judge import judge
from interview.scorer.verdict_model import AskedModel, Floats, VerdictModel
from interview.scorer.weights_version import WEIGHTS


class ScriptedJudge:
    """A judge whose every word is written here: (sentence, point) to the probabilities of states and contradicts."""

    # Only the surest sentence for and against a point counts; of a part less is enough.
    models: Mapping[str, VerdictModel] = {
        name: VerdictModel(
            (
                (1.0, -0.5, *[0.0] * 11, constant),
                (-0.5, 1.0, *[0.0] * 11, 0.0),
                (-0.5, -0.5, *[0.0] * 11, -1.0),
            ),
            recognised=0.9,
            opposite=0.9,
            missed=0.8,
        )
        for name, constant in (("statements", 0.0), ("written_for", 0.0), ("parts", 1.0), ("goes_on", 6.0))
    }
    asked_for = AskedModel((1.5, 0.0, 0.0, 0.0, 2.0), weight=1.0, constant=0.0, recognised=0.8, missed=0.8)

    known_words: Mapping[str, int] = {"because": 1}

    def __init__(self, said: Mapping[tuple[str, str], tuple[float, float]]) -> None:
        self._said = said
        self.read: list[tuple[str, ...]] = []
        self.asked: list[tuple[str, ...]] = []
        self.lines: list[tuple[str, str, tuple[str, ...]]] = []
        self.is_about_line = 1.0
        # The texts beside which was asked whether sentences belong to them.
        self.beside: list[tuple[str, ...]] = []
        # How surely a sentence belongs to what was asked, if not surely.
        self.belonging: Mapping[str, float] = {}
        # How probably an aside begins or ends behind any sentence.
        self.asides = 0.1, 0.4
        # Such sentences, together, are not like what has to be told.
        self.unlike: tuple[str, ...] = ()

    def pieces(self, text: str) -> list[str]:
        return text.split()

    def starts(self, words: Sequence[str]) -> Floats:
        return np.zeros(len(words), np.float32)

    def meaning_beside(self, question: str, sentences: Sequence[str]) -> Floats | None:
        """As the judge in place hears it: what kind of answer it is nobody writes here."""
        return judge(WEIGHTS).meaning_beside(question, sentences)

    def is_about(self, odds: float, compared: float) -> float:
        return float(1 / (1 + np.exp(-odds - compared)))

    def told(self, question: str, text: str, sentences: Sequence[str]) -> tuple[Floats, float]:
        said = self.says(question, [text], sentences)[0, :, 0]
        return said, 0.01 if self.unlike and self.unlike == tuple(sentences) else 0.5

    def belongs(self, question: str, texts: Sequence[str], sentences: Sequence[str]) -> tuple[Floats, Floats]:
        self.beside.append(tuple(texts))
        belongs = np.array([self.belonging.get(sentence, 1.0) for sentence in sentences], np.float32)
        return belongs, np.tile(np.array(self.asides, np.float32), (max(0, len(sentences) - 1), 1))

    def about_line(self, question: str, line: str, sentences: Sequence[str]) -> float:
        self.lines.append((question, line, tuple(sentences)))
        return self.is_about_line

    def says(self, question: str, points: Sequence[str], sentences: Sequence[str]) -> Floats:
        self.read.append(tuple(sentences))
        self.asked.append(tuple(points))
        found = np.zeros((len(points), len(sentences), 3), np.float32)
        for row, point in enumerate(points):
            for column, sentence in enumerate(sentences):
                states, contradicts = self._said.get((sentence, point), (0.0, 0.0))
                found[row, column] = states, contradicts, 1 - states - contradicts
        return found


def scripted(monkeypatch: pytest.MonkeyPatch, said: Mapping[tuple[str, str], tuple[float, float]]) -> ScriptedJudge:
    judge = ScriptedJudge(said)
    monkeypatch.setattr("interview.scorer.grader.judge", lambda folder, threads: judge)
    return judge
