"""The judge as it is taught: an encoder over the whole reading, and a small head over each point with each sentence."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from transformers import AutoModel

from interview.scorer.judge import Reading

WIDTH = 256
CLAIMS = 3
# Times the cosine of point and sentence, so that it weighs like the other features from the start.
LOUD = 8.0


class Judge(torch.nn.Module):  # type: ignore[misc]
    """`base` is a folder with a pretrained encoder, of which the first `layers` are kept (0 keeps all)."""

    def __init__(self, base: Path, layers: int = 0) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base, add_pooling_layer=False)
        if layers:
            self.encoder.encoder.layer = self.encoder.encoder.layer[:layers]
            self.encoder.config.num_hidden_layers = layers
        wide = self.encoder.config.hidden_size
        self.kind = torch.nn.Embedding(3, wide)
        torch.nn.init.zeros_(self.kind.weight)
        self.point, self.sentence = torch.nn.Linear(wide, WIDTH), torch.nn.Linear(wide, WIDTH)
        self.both, self.claim = torch.nn.Linear(4 * WIDTH + 1, WIDTH), torch.nn.Linear(WIDTH, CLAIMS)
        self.drop = torch.nn.Dropout(0.1)

    def segments(
        self, ids: torch.Tensor, mask: torch.Tensor, kinds: torch.Tensor, pooling: torch.Tensor
    ) -> torch.Tensor:
        """The mean state of each segment, shape (batch, segments, width); `mask` is 1 where there is a token."""
        embedded = self.encoder.embeddings.word_embeddings(ids) + self.kind(kinds)
        states = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        return torch.bmm(pooling, states)

    def claims(self, point: torch.Tensor, sentence: torch.Tensor) -> torch.Tensor:
        """Logits of states, contradicts and neither for segments of the same shape (..., width): (..., 3)."""
        alike = torch.nn.functional.cosine_similarity(point, sentence, dim=-1).unsqueeze(-1)
        one, other = self.point(self.drop(point)), self.sentence(self.drop(sentence))
        features = torch.cat([one, other, one * other, (one - other).abs(), LOUD * alike], -1)
        made: torch.Tensor = self.claim(torch.nn.functional.gelu(self.both(features)))
        return made


class Exported(torch.nn.Module):  # type: ignore[misc]
    """The judge for one reading, with the inputs that interview/scorer/judge.py feeds."""

    def __init__(self, judge: Judge) -> None:
        super().__init__()
        self.judge = judge

    def forward(
        self,
        ids: torch.Tensor,
        kinds: torch.Tensor,
        pooling: torch.Tensor,
        points: torch.Tensor,
        said: torch.Tensor,
    ) -> torch.Tensor:
        """Logits, shape (points, sentences, 3)."""
        found = self.judge.segments(ids, torch.ones_like(ids), kinds, pooling)[0]
        point, sentence = found.index_select(0, points), found.index_select(0, said)
        shape = (point.shape[0], sentence.shape[0], found.shape[-1])
        return self.judge.claims(point.unsqueeze(1).expand(shape), sentence.unsqueeze(0).expand(shape))


def batch(readings: Sequence[Reading]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """Token numbers, mask, kinds, each (batch, longest), and pooling (batch, most segments, longest)."""
    longest = max(len(reading.ids) for reading in readings)
    most = max(len(reading.segments) for reading in readings)
    ids = torch.zeros(len(readings), longest, dtype=torch.long)
    mask, kinds = torch.zeros_like(ids), torch.zeros_like(ids)
    pooling = torch.zeros(len(readings), most, longest)
    for row, reading in enumerate(readings):
        length = len(reading.ids)
        ids[row, :length] = torch.tensor(reading.ids)
        mask[row, :length] = 1
        kinds[row, :length] = torch.tensor(reading.kinds)
        pooling[row, : len(reading.segments), :length] = torch.from_numpy(reading.pooling)
    return ids, mask, kinds, pooling


def pairs(readings: Sequence[Reading]) -> tuple[torch.Tensor, torch.Tensor]:
    """(row of the batch, segment) of every point and of every sentence it is looked at with, in order of the targets:
    by reading, point and sentence; each of shape (pairs, 2)."""
    point: list[tuple[int, int]] = []
    sentence: list[tuple[int, int]] = []
    for row, reading in enumerate(readings):
        for number in range(1, 1 + reading.points):
            for place in range(1 + reading.points, len(reading.segments)):
                point.append((row, number))
                sentence.append((row, place))
    return torch.tensor(point), torch.tensor(sentence)
