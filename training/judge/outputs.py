"""What is added to an exported judge: outputs that read the states of its layers, and what its card says of them."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import onnx  # type: ignore[import-not-found]
from onnx import helper

from interview.scorer.judge import MEANING, WEIGHTS
from interview.scorer.weights_version import CARD

# Of the layers. Of the fifth to the last of nine it made no difference which one knew what suits a line.
DEPTH_OF_MEANING = 2 / 3
_NORM = re.compile(r"/encoder/layers\.(\d+)/LayerNormalization_1")


def layers(model: onnx.ModelProto, depths: Sequence[float]) -> list[str]:
    """The outputs of the layers that stand at such shares of all (0 to below 1)."""
    found = {int(norm[1]): node.output[0] for node in model.graph.node if (norm := _NORM.fullmatch(node.name))}
    return [str(found[int(len(found) * depth + _ROUNDING)]) for depth in depths]


# A share such as 7 / 9 of nine layers is the eighth, however it is rounded.
_ROUNDING = 1e-6


def without(graph: onnx.GraphProto, name: str) -> None:
    """Take an output with its nodes and weights out of a graph that has it."""
    for held in (graph.node, graph.initializer, graph.output):
        for each in [each for each in held if each.name == name or each.name.startswith(f"{name}/")]:
            held.remove(each)


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
