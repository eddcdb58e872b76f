"""Teach a judge: python training/judge/train.py BASE OUT [--packs N] [--layers N] [--freeze N] [--seed N] ...

BASE is a folder with a pretrained encoder and its tokenizer (as transformers saves them), OUT the folder that is made:
the state of the judge, the tokenizer and a card with what went in. A run that was cut off goes on where it last kept
its state; one that is over is not done again. The same seed, data and machine give the same weights, cut off or not.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import shutil
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from interview.scorer import asked_for
from interview.scorer.judge import TOKENIZER, Reader
from interview.scorer.judge import WEIGHTS as SHIPPED
from interview.scorer.weights_version import CARD as SHIPPED_CARD
from training.judge import asked, authored, losses, shipped
from training.judge.authored import ABOUT, BESIDE, empty_talk, everything, files, talk_beside, talk_file
from training.judge.fetch import origin
from training.judge.losses import Example
from training.judge.model import Judge, quickest
from training.judge.packs import Material, Pack, in_a_manner, with_talk

STATE, KEPT, CARD = "judge.pt", "unfinished.pt", "training.json"
WARM_UP, LEAST_RATE, DECAY, HEAD = 0.06, 0.02, 0.01, 8.0
# Readings of like length, drawn from so many at a time.
SORTED = 400
REPORT_EVERY, KEEP_EVERY_S = 25, 300


def examples(reader: Reader, count: int, seed: int, first: Sequence[str] = ()) -> list[Example]:
    """`count` packs as readings with their targets: an epoch of the files that match a pattern for each of the patterns
    `first`, then of all files epoch after epoch; in no order."""
    rng = random.Random(seed)
    packs = [pack for pattern in first for pack in _of_files(pattern, rng)]
    talk = _talk()
    material, stories = Material(*everything("learn"), talk), asked.Asked("learn")
    while len(packs) < count:
        told = (with_talk(pack, talk, rng) for pack in stories.epoch(rng))
        epoch = [*material.epoch(rng), *(in_a_manner(pack, rng) for pack in told)]
        rng.shuffle(epoch)
        packs += epoch
    packs = packs[:count]
    if first:
        rng.shuffle(packs)
    return [_example(reader, pack) for pack in packs]


def _of_files(pattern: str, rng: random.Random) -> list[Pack]:
    """An epoch of what stands in the files of `learn` whose names without ending match a pattern, and of its stories
    beside questions."""

    def matches(path: Path) -> bool:
        return fnmatch(path.stem, pattern)

    def is_of_one(each: authored.Told) -> bool:
        return fnmatch(each.story.author.rpartition("/")[2], pattern)

    read = [authored.read(path) for path in filter(matches, files("learn"))]
    statements, answers = [each for said, _ in read for each in said], [each for _, told in read for each in told]
    material = Material(statements, answers, _talk())
    pairs = [pair for path in filter(matches, asked.files("learn")) for pair in asked.of(path)]
    stories = asked.Asked("learn", pairs, [*filter(is_of_one, authored.told("learn"))])
    return [*material.epoch(rng), *(with_talk(pack, _talk(), rng) for pack in stories.epoch(rng))]


def _talk() -> list[str]:
    return [*empty_talk("learn"), *talk_beside("learn")]


def _example(reader: Reader, pack: Pack) -> Example:
    reading = reader.read(pack.question, pack.points, pack.sentences)
    targets = tuple(target for row in pack.targets for target in row[: reading.sentences])
    plain = reader.read(pack.question, pack.points, pack.plain) if pack.plain else None
    if plain is not None and plain.sentences != reading.sentences:
        plain = None
    return Example(reading, targets, pack.whole, plain)


def batches(found: Sequence[Example], tokens: int, rng: random.Random) -> list[list[Example]]:
    """Batches of readings of like length with about so many tokens each, in random order."""
    made = []
    for start in range(0, len(found), SORTED):
        near = sorted(found[start : start + SORTED], key=lambda each: len(each.reading.ids))
        part: list[list[Example]] = [[]]
        for each in near:
            if part[-1] and (len(part[-1]) + 1) * len(each.reading.ids) > tokens:
                part.append([])
            part[-1].append(each)
        rng.shuffle(part)
        made += part
    return made


class OtherRun(ValueError):
    """What was kept belongs to a run with other settings."""


class Run:
    """A run over fixed batches that can be taken up again; `card` has its settings, such as the rate and how many
    steps are taken (0: all). OtherRun when `out` keeps one with others."""

    def __init__(self, judge: Judge, todo: Sequence[Sequence[Example]], out: Path, card: Mapping[str, Any]) -> None:
        self._judge, self._todo, self._kept, self._card = judge, todo, out / KEPT, dict(card)
        rate = self._card["rate"]
        groups = [
            {"params": [w for name, w in self._learned() if name.startswith("encoder.")], "lr": rate},
            {"params": [w for name, w in self._learned() if not name.startswith("encoder.")], "lr": HEAD * rate},
        ]
        self._optimiser = torch.optim.AdamW(groups, weight_decay=DECAY, fused=True)
        self._schedule = torch.optim.lr_scheduler.LambdaLR(self._optimiser, self._share)
        self.done = 0
        if self._kept.exists():
            state = torch.load(self._kept, weights_only=True)
            if state["card"] != self._card:
                raise OtherRun(f"{out} has an unfinished run with other settings: {state['card']}")
            self.done = state["done"]
            torch.set_rng_state(state["random"])
            for name, part in self._parts().items():
                part.load_state_dict(state[name])

    def go(self) -> Iterator[float]:
        """Teach; gives the loss of each step."""
        self._judge.train()
        kept_at = time.monotonic()
        for found in self._todo[self.done : self._card["steps"] or None]:
            lost = losses.loss(self._judge, found)
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
        torch.save({**state, "done": self.done, "random": torch.get_rng_state(), "card": self._card}, unfinished)
        os.replace(unfinished, self._kept)

    def _parts(self) -> dict[str, Any]:
        return {"judge": self._judge, "optimiser": self._optimiser, "schedule": self._schedule}

    def _learned(self) -> list[tuple[str, torch.nn.Parameter]]:
        return [(name, weights) for name, weights in self._judge.named_parameters() if weights.requires_grad]

    def _share(self, step: int) -> float:
        steps = len(self._todo)
        return min((step + 1) / (WARM_UP * steps), max(LEAST_RATE, (steps - step) / ((1 - WARM_UP) * steps)))


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--packs", type=int, default=45_000, help="about 20,000 are an epoch")
    parser.add_argument("--layers", type=int, default=0, help="the first so many layers are kept; 0 keeps all")
    parser.add_argument("--freeze", type=int, default=0, help="the first so many layers learn nothing")
    parser.add_argument("--rate", type=float, default=1.5e-4, help="learning rate; large encoders want 5e-5")
    parser.add_argument("--tokens", type=int, default=2200, help="in a batch")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=0, help="end after the first so many of its steps; 0 takes all")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--first",
        nargs="*",
        default=[],
        help="patterns of names of files of learn that all teach, whatever --packs is; one given twice teaches twice",
    )
    parser.add_argument(
        "--start", type=Path, help="begin with this judge, made by train.py or export.py, and its layers"
    )
    parser.add_argument(
        "--blend", type=float, default=1.0, help="so much of the weights is what was learned, the rest that of --start"
    )
    given = parser.parse_args(arguments)
    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    if given.start:
        _go_on_as(given)
    card = _card(given)
    if _is_over(given.out, card):
        print(f"{given.out} has been taught so already")
        return
    given.out.mkdir(parents=True, exist_ok=True)
    shutil.copy(given.base / TOKENIZER, given.out / TOKENIZER)
    judge = Judge(given.base, given.layers, given.freeze)
    judge.encoder.precision = quickest()
    if given.start:
        judge.load_state_dict(_state(_start(given.start)))
    found = examples(Reader(given.base / TOKENIZER), given.packs, given.seed, given.first)
    todo = batches(found, given.tokens, random.Random(given.seed))
    try:
        run = Run(judge, todo, given.out, card)
    except OtherRun as exc:
        sys.exit(str(exc))
    print(f"{len(found)} packs in {len(todo)} steps, {run.done} done", flush=True)
    lost: list[float] = []
    for each in run.go():
        lost.append(each)
        if run.done % REPORT_EVERY == 0:
            print(f"step {run.done}, loss {sum(lost) / len(lost):.3f}", flush=True)
            lost = []
    torch.save(_blended(judge, given), given.out / STATE)
    (given.out / CARD).write_text(json.dumps(card, indent=1), encoding="utf-8")
    (given.out / KEPT).unlink(missing_ok=True)


def _card(given: argparse.Namespace) -> dict[str, Any]:
    """What a run is made from; another one of the same card gives the same weights."""
    names = ("packs", "layers", "freeze", "rate", "tokens", "seed", "steps", "first", "blend")
    texts = [
        *files("learn"),
        talk_file("learn"),
        talk_file("learn", BESIDE),
        authored.DATA / "learn" / ABOUT,
        *asked.files("learn"),
        asked_for.FILE,
    ]
    return {
        "base": origin(given.base)["base"],
        **{name: getattr(given, name) for name in names},
        "start": hashlib.sha256(_start(given.start).read_bytes()).hexdigest() if given.start else "",
        "texts": hashlib.sha256(b"".join(path.read_bytes() for path in texts)).hexdigest(),
    }


def _go_on_as(given: argparse.Namespace) -> None:
    """Take over which layers there are and which are frozen, as kinds are told behind these. The base has to be the
    same, as its name and licence go into the card."""
    name = CARD if _start(given.start).name == STATE else SHIPPED_CARD
    begun = json.loads((given.start / name).read_text(encoding="utf-8"))
    if begun["base"] != origin(given.base)["base"]:
        sys.exit(f"{given.start} was made from {begun['base']}, not from {origin(given.base)['base']}")
    for setting in ("layers", "freeze"):
        if setting not in begun or getattr(given, setting) not in (0, begun[setting]):
            sys.exit(f"{given.start} can only go on with its own --{setting}: {begun.get(setting, 'unknown')}")
        setattr(given, setting, begun[setting])


def _start(folder: Path) -> Path:
    """The file that teaching begins with: as train.py left it, or else as the product reads it."""
    return folder / STATE if (folder / STATE).exists() else folder / SHIPPED


def _state(path: Path) -> dict[str, torch.Tensor]:
    found: dict[str, torch.Tensor] = (
        shipped.state(path) if path.name == SHIPPED else torch.load(path, weights_only=True)
    )
    return found


def _blended(judge: Judge, given: argparse.Namespace) -> dict[str, torch.Tensor]:
    """What was learned and what the judge began with, mixed weight by weight: most of what new texts teach is kept, and
    less of what was known before is lost (Wortsman et al. 2022, https://arxiv.org/abs/2109.01903)."""
    learned: dict[str, torch.Tensor] = judge.state_dict()
    if not given.start or given.blend == 1:
        return learned
    before = _state(_start(given.start))
    return {name: torch.lerp(before[name].to(each.dtype), each, given.blend) for name, each in learned.items()}


def _is_over(out: Path, card: Mapping[str, Any]) -> bool:
    if not (out / CARD).exists() or not (out / STATE).exists():
        return False
    return bool(json.loads((out / CARD).read_text(encoding="utf-8")) == card)


if __name__ == "__main__":
    main()
