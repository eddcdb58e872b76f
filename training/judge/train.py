"""Teach a judge: python training/judge/train.py BASE OUT [--packs N] [--layers N] [--freeze N] [--seed N] ...

BASE is a folder with a pretrained encoder and its tokenizer (as transformers saves them), OUT the folder that is made:
the state of the judge, the tokenizer and a card with what went in. A run that was cut off goes on where it last kept
its state. Needs torch and transformers (training/judge/requirements.in), which the product does not. The same seed,
data and machine give the same weights.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from interview.scorer.judge import TOKENIZER, Reader, Reading
from training.judge.authored import everything
from training.judge.model import Judge, batch, pairs
from training.judge.packs import Material, Pack, Target

STATE, KEPT, CARD = "judge.pt", "unfinished.pt", "training.json"
# Most sentences say nothing of most points; with this weight they count about as much as all others.
WEIGHTS = {Target.STATES: 1.0, Target.CONTRADICTS: 1.0, Target.NEITHER: 0.15, Target.HALF: 0.575}
SHARES = {
    Target.STATES: (1.0, 0.0, 0.0),
    Target.CONTRADICTS: (0.0, 1.0, 0.0),
    Target.NEITHER: (0.0, 0.0, 1.0),
    Target.HALF: (0.5, 0.0, 0.5),
}
WARM_UP, LEAST_RATE, DECAY, HEAD = 0.06, 0.02, 0.01, 8.0
# Readings of like length, drawn from so many at a time.
SORTED = 400
REPORT_EVERY, KEEP_EVERY_S = 25, 300

Example = tuple[Reading, list[Target | None]]


def examples(reader: Reader, count: int, seed: int) -> list[Example]:
    """`count` packs as readings with their targets, epoch after epoch."""
    rng, material = random.Random(seed), Material(*everything("learn"))
    packs: list[Pack] = []
    while len(packs) < count:
        packs += material.epoch(rng)
    return [_example(reader, pack) for pack in packs[:count]]


def _example(reader: Reader, pack: Pack) -> Example:
    reading = reader.read(pack.question, pack.points, pack.sentences)
    return reading, [target for row in pack.targets for target in row[: reading.sentences]]


def batches(found: Sequence[Example], tokens: int, rng: random.Random) -> list[list[Example]]:
    """Batches of readings of like length with about so many tokens each, in random order."""
    made = []
    for start in range(0, len(found), SORTED):
        near = sorted(found[start : start + SORTED], key=lambda each: len(each[0].ids))
        part: list[list[Example]] = [[]]
        for each in near:
            if part[-1] and (len(part[-1]) + 1) * len(each[0].ids) > tokens:
                part.append([])
            part[-1].append(each)
        rng.shuffle(part)
        made += part
    return made


def loss(judge: Judge, found: Sequence[Example]) -> torch.Tensor:
    """Weighted cross-entropy of a batch; targets that nobody knows are left out."""
    readings = [reading for reading, _ in found]
    targets = [target for _, row in found for target in row]
    known = torch.tensor([target is not None for target in targets])
    wanted = [target for target in targets if target is not None]
    segments = judge.segments(*batch(readings))
    point, sentence = (places[known] for places in pairs(readings))
    logits = judge.claims(segments[point[:, 0], point[:, 1]], segments[sentence[:, 0], sentence[:, 1]])
    shares = torch.tensor([SHARES[target] for target in wanted])
    weights = torch.tensor([WEIGHTS[target] for target in wanted])
    each = -(shares * torch.log_softmax(logits, -1)).sum(-1)
    made: torch.Tensor = (weights * each).sum() / weights.sum()
    return made


class Run:
    """A run over fixed batches that can be taken up again."""

    def __init__(self, judge: Judge, todo: Sequence[Sequence[Example]], out: Path, rate: float) -> None:
        self._judge, self._todo, self._kept = judge, todo, out / KEPT
        groups = [
            {"params": [w for name, w in self._learned() if name.startswith("encoder.")], "lr": rate},
            {"params": [w for name, w in self._learned() if not name.startswith("encoder.")], "lr": HEAD * rate},
        ]
        self._optimiser = torch.optim.AdamW(groups, weight_decay=DECAY, fused=True)
        self._schedule = torch.optim.lr_scheduler.LambdaLR(self._optimiser, self._share)
        self.done = 0
        if self._kept.exists():
            state = torch.load(self._kept, weights_only=True)
            self.done = state["done"]
            for name, part in self._parts().items():
                part.load_state_dict(state[name])

    def go(self) -> Iterator[float]:
        """Teach; gives the loss of each step."""
        self._judge.train()
        kept_at = time.monotonic()
        for found in self._todo[self.done :]:
            lost = loss(self._judge, found)
            self._optimiser.zero_grad()
            lost.backward()
            torch.nn.utils.clip_grad_norm_([w for _, w in self._learned()], 1.0)
            self._optimiser.step()
            self._schedule.step()
            self.done += 1
            yield lost.item()
            if time.monotonic() - kept_at > KEEP_EVERY_S:
                self._keep()
                kept_at = time.monotonic()

    def _keep(self) -> None:
        state = {name: part.state_dict() for name, part in self._parts().items()}
        unfinished = self._kept.with_suffix(".new")
        torch.save({**state, "done": self.done}, unfinished)
        os.replace(unfinished, self._kept)

    def _parts(self) -> dict[str, Any]:
        return {"judge": self._judge, "optimiser": self._optimiser, "schedule": self._schedule}

    def _learned(self) -> list[tuple[str, torch.nn.Parameter]]:
        return [(name, weights) for name, weights in self._judge.named_parameters() if weights.requires_grad]

    def _share(self, step: int) -> float:
        steps = len(self._todo)
        return min((step + 1) / (WARM_UP * steps), max(LEAST_RATE, (steps - step) / ((1 - WARM_UP) * steps)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--packs", type=int, default=45_000, help="about 8,700 are an epoch")
    parser.add_argument("--layers", type=int, default=0, help="the first so many layers are kept; 0 keeps all")
    parser.add_argument("--freeze", type=int, default=0, help="the first so many layers learn nothing")
    parser.add_argument("--rate", type=float, default=1.5e-4, help="learning rate; large encoders want 5e-5")
    parser.add_argument("--tokens", type=int, default=2200, help="in a batch")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--start", type=Path, help="begin with the state of this judge")
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    given.out.mkdir(parents=True, exist_ok=True)
    shutil.copy(given.base / TOKENIZER, given.out / TOKENIZER)
    judge = Judge(given.base, given.layers, given.freeze)
    judge.encoder.precision = torch.bfloat16
    if given.start:
        judge.load_state_dict(torch.load(given.start / STATE, weights_only=True))
    found = examples(Reader(given.base / TOKENIZER), given.packs, given.seed)
    todo = batches(found, given.tokens, random.Random(given.seed))
    run = Run(judge, todo, given.out, given.rate)
    print(f"{len(found)} packs in {len(todo)} steps, {run.done} done", flush=True)
    lost: list[float] = []
    for each in run.go():
        lost.append(each)
        if run.done % REPORT_EVERY == 0:
            print(f"step {run.done}, loss {sum(lost) / len(lost):.3f}", flush=True)
            lost = []
    torch.save(judge.state_dict(), given.out / STATE)
    (given.out / KEPT).unlink(missing_ok=True)
    names = ("packs", "layers", "freeze", "rate", "tokens", "seed")
    card = {"base": given.base.name, **{name: getattr(given, name) for name in names}}
    (given.out / CARD).write_text(json.dumps(card, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
