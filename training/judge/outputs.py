"""What is added to an exported judge: outputs that read the states of its layers, and what its card says of them."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx  # type: ignore[import-not-found]
from onnx import helper, numpy_helper

from interview.scorer.judge import MEANING, WEIGHTS
from interview.scorer.verdict_model import Floats
from interview.scorer.weights_version import CARD

# Of the layers. Of the fifth to the last of nine it made no difference which one knew what suits a line.
DEPTH_OF_MEANING = 2 / 3
_NORM = re.compile(r"/encoder/layers\.(\d+)/LayerNormalization_1")


def layers(model: onnx.ModelProto, depths: Sequence[float]) -> list[str]:
    """The outputs of the layers that stand at such shares of all (0 to below 1)."""
    found = {int(norm[1]): node.output[0] for node in model.graph.node if (norm := _NORM.fullmatch(node.name))}
    return [str(found[int(len(found) * depth + _ROUNDING)]) for depth in depths]


# Behind all sentences.
_END = 1 << 30
# A share such as 7 / 9 of nine layers is the eighth, however it is rounded.
_ROUNDING = 1e-6


def without(graph: onnx.GraphProto, name: str) -> None:
    """Take an output with its nodes and weights out of a graph that has it."""
    for held in (graph.node, graph.initializer, graph.output):
        for each in [each for each in held if each.name == name or each.name.startswith(f"{name}/")]:
            held.remove(each)


class LinearOutput:
    """A linear model on what some layers of the judge at `path` make of an input, as an output of it, in the place of
    the one of this name that it may have."""

    def __init__(self, path: Path, name: str, depths: Sequence[float]) -> None:
        self._path, self._name = path, name
        self._judge = onnx.load(str(path))
        without(self._judge.graph, name)
        self.states = layers(self._judge, depths)
        self._of_kinds: dict[int, str] = {}
        self._next_to: list[str] = []
        self._along = self._constant("along", np.array([1]))

    def of_kind(self, kind: int, state: str) -> str:
        """What a layer makes of all tokens of a kind, shape (1, 1, width) and of length 1."""
        if kind not in self._of_kinds:
            is_kind = self._step("Equal", ["kinds", self._constant(f"kind_{kind}", np.array(kind))])
            row = self._step("Cast", [is_kind], to=onnx.TensorProto.FLOAT)
            self._of_kinds[kind] = self._step("Unsqueeze", [row, self._along])
        return self._unit(self._step("MatMul", [self._of_kinds[kind], state]))

    def of_sentences(self, state: str) -> str:
        """What a layer makes of each sentence, shape (1, sentences, width), each of length 1."""
        return self._unit(self._step("Gather", [self._step("MatMul", ["pooling", state]), "said"], axis=1))

    def next_to(self, sentences: str) -> tuple[str, str]:
        """All sentences but the last, and beside each the next one."""
        if not self._next_to:
            self._next_to = [self._constant(f"at_{at}", np.array([at])) for at in (0, -1, 1, _END)]
        first, last, second, end = self._next_to
        return (
            self._step("Slice", [sentences, first, last, self._along]),
            self._step("Slice", [sentences, second, end, self._along]),
        )

    def compared(self, one: str, other: str) -> list[str]:
        """What both have in common and what not."""
        return [self._step("Mul", [one, other]), self._step("Abs", [self._step("Sub", [one, other])])]

    def save(self, seen: Sequence[str], weights: Floats, *constants: float) -> None:
        """Write the judge with the probability that the model gives of these, side by side, with each constant."""
        # Half as large: all of the judge has to be at most place.MOST_BYTES.
        half = self._constant("half", weights.reshape(-1, 1).astype(np.float16))
        whole = self._step("Cast", [half], to=onnx.TensorProto.FLOAT)
        summed = self._step("MatMul", [self._step("Concat", seen, axis=-1), whole])
        odds = self._step("Add", [summed, self._constant("bias", np.array(constants, np.float32))])
        graph = self._judge.graph
        graph.node.append(helper.make_node("Sigmoid", [odds], [self._name], name=f"{self._name}/Sigmoid"))
        graph.output.append(helper.make_tensor_value_info(self._name, onnx.TensorProto.FLOAT, None))
        onnx.save(self._judge, str(self._path))

    def _unit(self, values: str) -> str:
        return self._step("LpNormalization", [values], axis=-1, p=2)

    def _constant(self, name: str, value: np.ndarray) -> str:
        self._judge.graph.initializer.append(numpy_helper.from_array(value, f"{self._name}/{name}"))
        return f"{self._name}/{name}"

    def _step(self, kind: str, inputs: Sequence[str], **named: int) -> str:
        graph = self._judge.graph
        out = f"{self._name}/{kind}_{len(graph.node)}"
        graph.node.append(helper.make_node(kind, inputs, [out], name=out, **named))
        return out


def with_meaning(path: Path) -> None:
    """Give the judge at `path` the output that linear models of the product read: the mean of what one of its layers
    makes of each segment. It has no weights."""
    model = onnx.load(str(path))
    without(model.graph, MEANING)
    (states,) = layers(model, [DEPTH_OF_MEANING])
    model.graph.node.append(helper.make_node("MatMul", ["pooling", states], [MEANING], name=MEANING))
    model.graph.output.append(helper.make_tensor_value_info(MEANING, onnx.TensorProto.FLOAT, None))
    onnx.save(model, str(path))


def written(folder: Path, figures: Mapping[str, Mapping[str, float]], *, outdated: Sequence[str] = ()) -> None:
    """Bring the card of a folder up to date with its weights and these figures; what is `outdated` by them goes."""
    card = json.loads((folder / CARD).read_text(encoding="utf-8"))
    card["sha256"] = hashlib.sha256((folder / WEIGHTS).read_bytes()).hexdigest()
    card["figures"] = {**card.get("figures", {}), **figures}
    for name in outdated:
        card.pop(name, None)
    (folder / CARD).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
