"""The judge as it is taught: an encoder over the whole reading, and a small head over each point with each sentence.

The encoder is that of MPNet, BERT or RoBERTa, written out so that teaching is quick on processors: 16 bit floating
point inside where they compute in it, one call for attention, and no gradients below the first layer that learns.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from torch.nn import functional
from transformers import AutoConfig, AutoModel

from interview.scorer.judge import Reading

WIDTH = 256
CLAIMS = 3
ENCODERS = ("bert", "mpnet", "roberta")
# Times the cosine of point and sentence, so that it weighs like the other features from the start.
LOUD = 8.0
DROP = 0.1


class Layer(torch.nn.Module):  # type: ignore[misc]
    """A layer of the encoder: attention and two dense steps, each followed by its norm."""

    def __init__(self, wide: int, inside: int, heads: int, least: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv, self.out = torch.nn.Linear(wide, 3 * wide), torch.nn.Linear(wide, wide)
        self.up, self.down = torch.nn.Linear(wide, inside), torch.nn.Linear(inside, wide)
        self.norm, self.last = torch.nn.LayerNorm(wide, least), torch.nn.LayerNorm(wide, least)

    def forward(self, states: torch.Tensor, bias: torch.Tensor, drop: float) -> torch.Tensor:
        """States of shape (batch, tokens, width); `bias` (batch or 1, heads, tokens, tokens) is added to attention."""
        rows, tokens, wide = states.shape
        parts = dense(self.qkv, states).view(rows, tokens, 3, self.heads, wide // self.heads)
        query, key, value = parts.permute(2, 0, 3, 1, 4).unbind(0)
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=bias)
        seen = dense(self.out, seen.transpose(1, 2).reshape(rows, tokens, wide))
        states = normed(self.norm, states + functional.dropout(seen, drop, self.training))
        made = dense(self.down, functional.gelu(dense(self.up, states)))
        return normed(self.last, states + functional.dropout(made, drop, self.training))


def quickest() -> torch.dtype:
    """What this processor computes in most quickly: 16 bit, unless it has no instructions for that, where they take
    eight times as long as 32."""
    known = torch.cpu.get_capabilities()
    return torch.bfloat16 if any(has and "bf16" in name for name, has in known.items()) else torch.float32


def dense(layer: torch.nn.Linear, states: torch.Tensor) -> torch.Tensor:
    """A linear layer in the precision of `states`."""
    return functional.linear(states, layer.weight.to(states.dtype), layer.bias.to(states.dtype))


def normed(layer: torch.nn.LayerNorm, states: torch.Tensor) -> torch.Tensor:
    """A norm in the precision of `states`."""
    weight, bias = layer.weight.to(states.dtype), layer.bias.to(states.dtype)
    return functional.layer_norm(states, layer.normalized_shape, weight, bias, layer.eps)


class Encoder(torch.nn.Module):  # type: ignore[misc]
    """The first `layers` layers of one of ENCODERS (0: all), of which the first `frozen` learn nothing.

    The kind of each token (question, point, sentence) is told to the first layer that learns. ValueError when the
    folder has another encoder.
    """

    def __init__(self, folder: Path, layers: int = 0, frozen: int = 0) -> None:
        super().__init__()
        config = AutoConfig.from_pretrained(folder)
        if config.model_type not in ENCODERS:
            raise ValueError(f"a judge is made from {', '.join(ENCODERS)}, not from {config.model_type}")
        least, wide = config.layer_norm_eps, config.hidden_size
        count = layers or config.num_hidden_layers
        self.frozen, self.wide, self.places = frozen, wide, config.max_position_embeddings
        self.precision = torch.float32
        self.words = torch.nn.Embedding(config.vocab_size, wide)
        self.position = torch.nn.Embedding(self.places, wide)
        self.norm = torch.nn.LayerNorm(wide, least)
        self.kind = torch.nn.Embedding(3, wide)
        self.layers = torch.nn.ModuleList(
            Layer(wide, config.intermediate_size, config.num_attention_heads, least) for _ in range(count)
        )
        # What is added to the attention of a token for one that stands so many places before or after it.
        self.register_buffer("apart", torch.zeros(config.num_attention_heads, 2 * self.places - 1))
        self._take(AutoModel.from_pretrained(folder, add_pooling_layer=False), config.model_type)
        for part in (self.words, self.position, self.norm, *self.layers[:frozen]):
            part.requires_grad_(False)

    def _take(self, base: torch.nn.Module, kind: str) -> None:
        given = base.embeddings
        self.words.weight.data = given.word_embeddings.weight.data
        self.norm.load_state_dict(given.LayerNorm.state_dict())
        torch.nn.init.zeros_(self.kind.weight)
        # MPNet and RoBERTa count places from the one behind that of padding.
        first = 0 if kind == "bert" else given.padding_idx + 1
        torch.nn.init.zeros_(self.position.weight)
        places = self.position.weight.data[: self.places - first]
        places += given.position_embeddings.weight.data[first:]
        if kind == "mpnet":
            away = torch.arange(1 - self.places, self.places)
            found = base.encoder.relative_attention_bias(base.encoder.relative_position_bucket(away))
            self.apart.data = found.detach().T.contiguous()
        else:
            places += given.token_type_embeddings.weight.data[0]
        for layer, of in zip(self.layers, base.encoder.layer, strict=False):
            looks = of.attention.attn if kind == "mpnet" else of.attention.self
            names = ("q", "k", "v") if kind == "mpnet" else ("query", "key", "value")
            parts = [getattr(looks, name) for name in names]
            layer.qkv.weight.data = torch.cat([part.weight.data for part in parts])
            layer.qkv.bias.data = torch.cat([part.bias.data for part in parts])
            layer.out.load_state_dict((looks.o if kind == "mpnet" else of.attention.output.dense).state_dict())
            layer.norm.load_state_dict(
                (of.attention if kind == "mpnet" else of.attention.output).LayerNorm.state_dict()
            )
            layer.up.load_state_dict(of.intermediate.dense.state_dict())
            layer.down.load_state_dict(of.output.dense.state_dict())
            layer.last.load_state_dict(of.output.LayerNorm.state_dict())

    def forward(self, ids: torch.Tensor, mask: torch.Tensor | None, kinds: torch.Tensor) -> torch.Tensor:
        """States of shape (batch, tokens, width); `mask` is 1 where there is a token, None where that is everywhere."""
        places = torch.arange(ids.shape[1])
        bias = self.apart[:, places.unsqueeze(0) - places.unsqueeze(1) + self.places - 1].unsqueeze(0)
        if mask is not None:
            bias = bias + torch.log(mask.float()).clamp(min=-1e4)[:, None, None, :]
        bias = bias.to(self.precision)
        with torch.set_grad_enabled(torch.is_grad_enabled() and not self.frozen):
            states = normed(self.norm, (self.words(ids) + self.position(places)).to(self.precision))
            for layer in self.layers[: self.frozen]:
                states = layer(states, bias, 0.0)
        states = states + self.kind(kinds).to(self.precision)
        for layer in self.layers[self.frozen :]:
            states = layer(states, bias, DROP)
        return states.float()


class Judge(torch.nn.Module):  # type: ignore[misc]
    """`base` is a folder with a pretrained encoder; see Encoder for `layers` and `frozen`."""

    def __init__(self, base: Path, layers: int = 0, frozen: int = 0) -> None:
        super().__init__()
        self.encoder = Encoder(base, layers, frozen)
        wide = self.encoder.wide
        self.point, self.sentence = torch.nn.Linear(wide, WIDTH), torch.nn.Linear(wide, WIDTH)
        self.both, self.claim = torch.nn.Linear(4 * WIDTH + 1, WIDTH), torch.nn.Linear(WIDTH, CLAIMS)
        self.drop = torch.nn.Dropout(DROP)

    def segments(
        self, ids: torch.Tensor, mask: torch.Tensor | None, kinds: torch.Tensor, pooling: torch.Tensor
    ) -> torch.Tensor:
        """The mean state of each segment, shape (batch, segments, width)."""
        return torch.bmm(pooling, self.encoder(ids, mask, kinds))

    def claims(self, point: torch.Tensor, sentence: torch.Tensor) -> torch.Tensor:
        """Logits of states, contradicts and neither for segments of the same shape (..., width): (..., 3)."""
        alike = functional.cosine_similarity(point, sentence, dim=-1).unsqueeze(-1)
        one, other = self.point(self.drop(point)), self.sentence(self.drop(sentence))
        features = torch.cat([one, other, one * other, (one - other).abs(), LOUD * alike], -1)
        made: torch.Tensor = self.claim(functional.gelu(self.both(features)))
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
        found = self.judge.segments(ids, None, kinds, pooling)[0]
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
