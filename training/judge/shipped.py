"""Reads the state of a judge back from the weights that the product reads, so that teaching can go on from them.

What export.py wrote as 8 bit integers comes back as what these stand for, without the smoothing of its inputs. It keeps
few names in the graph, so weights are found by the module that their node came from and by their order in it.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx  # type: ignore[import-not-found]
import torch
from onnx import numpy_helper

from training.judge.smoothing import SUFFIX

EMBEDDINGS = ("encoder.words.weight", "encoder.position.weight", "encoder.kind.weight", "encoder.apart")
HEAD = ("point", "sentence", "both", "claim")
DENSE, NORMS = ("qkv", "out", "up", "down"), ("norm", "last")


def state(weights: Path) -> dict[str, torch.Tensor]:
    """The state dict of training/judge/model.py's Judge. ValueError when these weights are not such a judge's."""
    graph = _Graph(weights)
    try:
        found = {name: graph.values(f"judge.{name}") for name in EMBEDDINGS}
        found |= _named("encoder.norm", graph.norms("/encoder/")[0])
        number = 0
        while dense := graph.dense(f"/encoder/layers.{number}/"):
            place = f"encoder.layers.{number}"
            for name, pair in zip(
                (*DENSE, *NORMS), (*dense, *graph.norms(f"/{place.replace('.', '/', 1)}/")), strict=True
            ):
                found |= _named(f"{place}.{name}", pair)
            number += 1
        for name in HEAD:
            found |= _named(name, graph.dense(f"/{name}/")[0])
    except (KeyError, IndexError, ValueError) as exc:
        raise ValueError(f"{weights.name} has not the form that export.py gives a judge") from exc
    return {name: torch.tensor(values) for name, values in found.items()}


Floats = npt.NDArray[np.float32]
Pair = tuple[Floats, Floats]


def _named(name: str, pair: Pair) -> dict[str, Floats]:
    return {f"{name}.weight": pair[0], f"{name}.bias": pair[1]}


def _weight_of(node: onnx.NodeProto) -> str:
    """The name of the weight of a dense step, computed with integers or only stored as them; "" for other nodes."""
    suffix = {"MatMulInteger": "_quantized", "MatMul": "_dequantized"}.get(node.op_type)
    return node.input[1].removesuffix(suffix) if suffix and node.input[1].endswith(suffix) else ""


class _Graph:
    def __init__(self, weights: Path) -> None:
        graph = onnx.load(str(weights)).graph
        self._nodes = list(graph.node)
        self._stored = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
        self._users = {name: node for node in self._nodes for name in node.input}

    def values(self, name: str) -> Floats:
        """What a stored tensor stands for; scales per channel belong to the last axis."""
        if name in self._stored:
            return np.asarray(self._stored[name], np.float32)
        whole = self._stored[f"{name}_quantized"].astype(np.float32) - self._stored[f"{name}_zero_point"]
        return np.asarray(whole * self._stored[f"{name}_scale"], np.float32)

    def dense(self, module: str) -> list[Pair]:
        """(weight, bias) of the linear layers of a module, in their order."""
        found = []
        for node in self._nodes:
            weight = _weight_of(node)
            if weight and node.name.startswith(module):
                smoothed = self._stored.get(f"{weight}{SUFFIX}", np.ones(1, np.float32))
                matrix = self.values(weight).T * smoothed
                while node.op_type != "Add":
                    node = self._users[node.output[0]]
                found.append((matrix, next(self.values(name) for name in node.input if name in self._stored)))
        return found

    def norms(self, module: str) -> list[Pair]:
        """(weight, bias) of the norms that stand in a module itself, in their order."""
        nodes = (node for node in self._nodes if node.op_type == "LayerNormalization")
        own = (node for node in nodes if node.name.rpartition("/")[0] + "/" == module)
        return [(self.values(node.input[1]), self.values(node.input[2])) for node in own]
