"""Teach a judge where sentences begin in a text without marks: python training/judge/starts.py FOLDER [--texts 3000]

FOLDER is one made by export.py; it gets an output for this. The judge itself learns nothing: a small network reads the
states of one of its layers at a word and before it. It is taught on the answers of `learn` and on the references of the
bank, without their capitals and marks, and measured on the answers of `held`. Some seven minutes on one core.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import onnx  # type: ignore[import-not-found]
import onnxruntime
import torch
from onnx import helper, numpy_helper

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from interview.question_bank.bank import load_bank
from interview.scorer.judge import STARTS, TOKENIZER, WEIGHTS, Judge, Reader
from interview.scorer.stretches import BEGINS
from interview.text.sentences import sentences
from training.judge.authored import Answer, everything
from training.judge.outputs import layers, without, written

TEXTS, SEED = 3000, 7
# Of the words of a text; longer than nearly all answers.
MOST_WORDS = 220
INSIDE, EPOCHS, BATCH, RATE, DECAY, DROP = 64, 5, 512, 1.5e-3, 0.05, 0.3
# Of the layers. Of the third, fifth, seventh and last the seventh of nine knew most.
DEPTH = 2 / 3
_WORD = re.compile(r"[\w']+")

Text = list[list[str]]
"""Sentences as their words."""


def texts(folder: str) -> list[Text]:
    """The answers of `learn` or `held`, of several sentences each."""
    _, answers = everything(folder)
    return [_sentences(answer) for answer in answers if len(answer.sentences) > 1]


def _sentences(answer: Answer) -> Text:
    """An answer's sentences; the clauses of one are one."""
    found: Text = []
    for each in answer.sentences:
        if each.goes_on and found:
            found[-1] += said(each.text)
        else:
            found.append(said(each.text))
    return found


def references() -> list[Text]:
    """What the bank would have said, and what people of a level would say."""
    found = []
    for topic in load_bank().topics:
        for question in topic.questions:
            levels = (question.answers.junior, question.answers.senior) if question.answers else ()
            found += [question.reference, *levels, *(each.reference for each in question.follow_ups)]
    return [[said(part.of(text)) for part in sentences(text)] for text in found if text]


def said(text: str) -> list[str]:
    """The words of a text in small letters, as the product asks for them."""
    return [found.group().lower() for found in _WORD.finditer(text)]


class States:
    """What the judge in a folder makes of words at one of its layers."""

    def __init__(self, folder: Path) -> None:
        model = onnx.load(str(folder / WEIGHTS))
        (self.name,) = layers(model, [DEPTH])
        model.graph.output.append(helper.make_tensor_value_info(self.name, onnx.TensorProto.FLOAT, None))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(model.SerializeToString(), options)
        self._reader = Reader(folder / TOKENIZER)

    def of(self, text: Text) -> tuple[np.ndarray, np.ndarray]:
        """Of each word but the first the states at it and before it, shape (words - 1, 2 × width), and whether a
        sentence begins with it."""
        words = [word for sentence in text for word in sentence][:MOST_WORDS]
        begins = np.array([place == 0 for sentence in text for place, _ in enumerate(sentence)][:MOST_WORDS])
        ids, places = self._reader.words(words)
        fed = {
            "ids": np.array([ids]),
            "kinds": np.full((1, len(ids)), 2),
            "pooling": np.full((1, 3, len(ids)), 1 / len(ids), np.float32),
            "points": np.array([1]),
            "said": np.array([2]),
        }
        states = self._session.run([self.name], fed)[0][0]
        at = np.array(places[1:], int)
        known = at > 0
        beside = np.concatenate([states[at[known]], states[at[known] - 1]], -1).astype(np.float16)
        return beside, begins[1:][known]


def gathered(states: States, found: Sequence[Text]) -> tuple[np.ndarray, np.ndarray]:
    parts = [states.of(text) for text in found if sum(map(len, text)) > 1]
    return np.concatenate([seen for seen, _ in parts]), np.concatenate([begins for _, begins in parts])


def taught(seen: np.ndarray, begins: np.ndarray) -> tuple[torch.nn.Sequential, torch.Tensor, torch.Tensor]:
    """The network, with mean and spread of what it reads."""
    torch.manual_seed(SEED)
    mean = torch.from_numpy(seen.mean(0, dtype=np.float32))
    spread = torch.from_numpy(seen.std(0, dtype=np.float32)) + 1e-3
    target = torch.from_numpy(begins.astype(np.float32))
    network = torch.nn.Sequential(
        torch.nn.Dropout(DROP / 2),
        torch.nn.Linear(seen.shape[1], INSIDE),
        torch.nn.ReLU(),
        torch.nn.Dropout(DROP),
        torch.nn.Linear(INSIDE, 1),
    )
    learner = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * -(-len(seen) // BATCH)
    rate = torch.optim.lr_scheduler.OneCycleLR(learner, RATE, total_steps=steps)
    for _ in range(EPOCHS):
        for places in torch.randperm(len(seen)).split(BATCH):
            read = (torch.from_numpy(seen[places.numpy()]).float() - mean) / spread
            loss = torch.nn.functional.binary_cross_entropy_with_logits(network(read)[:, 0], target[places])
            learner.zero_grad()
            loss.backward()
            learner.step()
            rate.step()
    return network.eval(), mean, spread


def put_in(path: Path, network: torch.nn.Sequential, mean: torch.Tensor, spread: torch.Tensor) -> None:
    """Give the judge at `path` the output of this network, or another one in its place."""
    model = onnx.load(str(path))
    graph = model.graph
    without(graph, STARTS)
    first, last = network[1], network[4]
    inside = (first.weight / spread).T.detach()
    parts = {
        # Half as large, and read as it would be otherwise: all of it has to be at most place.MOST_BYTES.
        "half": inside.half().numpy(),
        "bias": (first.bias.detach() - mean @ inside).numpy(),
        "last_weight": last.weight.T.detach().numpy(),
        "last_bias": last.bias.detach().numpy(),
        "from": np.array([0]),
        "to": np.array([-1]),
        "along": np.array([1]),
        "second": np.array([1]),
    }
    graph.initializer.extend(numpy_helper.from_array(array, f"{STARTS}/{name}") for name, array in parts.items())
    (states,) = layers(model, [DEPTH])

    def step(kind: str, inputs: Sequence[str], output: str, **named: int) -> None:
        named_in = [each if each == states else f"{STARTS}/{each}" for each in inputs]
        out = STARTS if output == STARTS else f"{STARTS}/{output}"
        graph.node.append(helper.make_node(kind, named_in, [out], name=f"{STARTS}/{kind}_{output}", **named))

    step("Cast", ["half"], "weight", to=onnx.TensorProto.FLOAT)
    # The first token stands before itself.
    step("Slice", [states, "from", "second", "along"], "beginning")
    step("Slice", [states, "from", "to", "along"], "all_but_last")
    step("Concat", ["beginning", "all_but_last"], "before", axis=1)
    step("Concat", [states, "before"], "beside", axis=-1)
    step("MatMul", ["beside", "weight"], "weighed")
    step("Add", ["weighed", "bias"], "inside")
    step("Relu", ["inside"], "kept")
    step("MatMul", ["kept", "last_weight"], "sum")
    step("Add", ["sum", "last_bias"], "logit")
    step("Sigmoid", ["logit"], STARTS)
    graph.output.append(helper.make_tensor_value_info(STARTS, onnx.TensorProto.FLOAT, None))
    onnx.save(model, str(path))


def found(folder: Path, held: Sequence[Text]) -> dict[str, float]:
    """How many beginnings the judge finds, and how many of those that it finds are some."""
    judge = Judge(folder)
    pairs = [pair for text in held for pair in _pairs(judge.starts([w for s in text for w in s]), text)]
    both = sum(is_found and is_one for is_found, is_one in pairs)
    return {
        "precision": both / max(1, sum(is_found for is_found, _ in pairs)),
        "recall": both / max(1, sum(is_one for _, is_one in pairs)),
    }


def _pairs(sure: np.ndarray, text: Text) -> Iterator[tuple[bool, bool]]:
    begins = [place == 0 for sentence in text for place, _ in enumerate(sentence)]
    return zip((bool(each > BEGINS) for each in sure[1:]), begins[1:], strict=True)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--texts", type=int, default=TEXTS, help="to teach with")
    given = parser.parse_args(arguments)
    learn = [*texts("learn"), *references()]
    random.Random(SEED).shuffle(learn)
    path = given.folder / WEIGHTS
    put_in(path, *taught(*gathered(States(given.folder), learn[: given.texts])))
    written(given.folder, {})
    figures = found(given.folder, texts("held"))
    written(given.folder, {STARTS: figures})
    print(f"{STARTS}: " + " ".join(f"{name} {value:.3f}" for name, value in figures.items()))


if __name__ == "__main__":
    main()
