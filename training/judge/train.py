"""Teach a judge: python training/judge/train.py BASE OUT [--layers 0,2,4] [--pairs N] [--epochs N] [--seed N]

BASE is a folder with a pretrained encoder and its tokenizer (as transformers saves them), OUT the folder that is made:
the weights, the tokenizer, and a card with what went in. Needs torch and transformers (training/judge/requirements.in),
which the product does not. The same seed, data and machine give the same weights.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from transformers import AutoModel, AutoTokenizer

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from training.judge.authored import everything
from training.judge.pairs import NEITHER, Pair, pairs

# In tokens; nine of ten questions, points and stretches of three sentences are shorter.
QUESTION, POINT, STRETCH = 32, 48, 112
BATCH = 32
# Batches of texts of like length, drawn from so many at a time.
SORTED = 50
WARM_UP, LEAST_RATE, DECAY = 0.06, 0.02, 0.01
ELSEWHERE = 25


class Encoded(tuple[list[int], int]):
    """Token numbers, and where the second text begins."""


class Judge(torch.nn.Module):  # type: ignore[misc]
    """An encoder over both texts at once; what its first token and the mean say is weighed into three claims."""

    def __init__(self, base: str, layers: Sequence[int] | None) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base, add_pooling_layer=False)
        if layers:
            kept = torch.nn.ModuleList([self.encoder.encoder.layer[number] for number in layers])
            self.encoder.encoder.layer = kept
            self.encoder.config.num_hidden_layers = len(kept)
        self.has_types = getattr(self.encoder.config, "type_vocab_size", 0) > 1
        self.drop = torch.nn.Dropout(0.1)
        self.head = torch.nn.Linear(2 * self.encoder.config.hidden_size, 3)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, types: torch.Tensor) -> torch.Tensor:
        """Logits of states, contradicts and neither, shape (batch, 3)."""
        more = {"token_type_ids": types} if self.has_types else {}
        states = self.encoder(input_ids=ids, attention_mask=mask, **more).last_hidden_state
        weight = mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weight).sum(1) / weight.sum(1)
        found: torch.Tensor = self.head(self.drop(torch.cat([states[:, 0], mean], -1)))
        return found


class Reader:
    """Turns (question, point, stretch) into tokens: the point, the question, and then what was said."""

    def __init__(self, base: str) -> None:
        self.tokenizer = AutoTokenizer.from_pretrained(base)

    def read(self, texts: Sequence[tuple[str, str, str]]) -> list[Encoded]:
        parts = [
            self.tokenizer([text[part] for text in texts], add_special_tokens=False, truncation=True, max_length=most)
            for part, most in ((1, POINT), (0, QUESTION), (2, STRETCH))
        ]
        first, last = self.tokenizer.cls_token_id, self.tokenizer.sep_token_id
        found = []
        for point, question, said in zip(*(part["input_ids"] for part in parts), strict=True):
            known = [first, *point, last, *question, last]
            found.append(Encoded(([*known, *said, last], len(known))))
        return found

    def batch(self, encoded: Sequence[Encoded]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Token numbers, mask and types, each of shape (batch, longest)."""
        shape = (len(encoded), max(len(ids) for ids, _ in encoded))
        ids = torch.full(shape, self.tokenizer.pad_token_id)
        mask, types = torch.zeros(shape, dtype=torch.long), torch.zeros(shape, dtype=torch.long)
        for row, (tokens, second) in enumerate(encoded):
            ids[row, : len(tokens)] = torch.tensor(tokens)
            mask[row, : len(tokens)] = 1
            types[row, second : len(tokens)] = 1
        return ids, mask, types


def material(seed: int, most: int) -> list[Pair]:
    """What is learned, shuffled: pairs of the authors, and stretches of answers to other questions."""
    rng = random.Random(seed)
    found = pairs(*everything("learn"), seed)
    for _ in range(len(found) // ELSEWHERE):
        asked, said = rng.choice(found), rng.choice(found)
        if asked.question_id != said.question_id:
            elsewhere = (asked.question_id, asked.question, asked.point, said.text, NEITHER, "another question")
            found.append(Pair(*elsewhere, said.author))
    rng.shuffle(found)
    return found[:most] if most else found


def batches(encoded: Sequence[Encoded], rng: random.Random) -> list[list[int]]:
    """Numbers of the pairs in batches of like length, in random order."""
    order = list(range(len(encoded)))
    rng.shuffle(order)
    found = []
    for start in range(0, len(order), BATCH * SORTED):
        near = sorted(order[start : start + BATCH * SORTED], key=lambda number: len(encoded[number][0]))
        found += [near[at : at + BATCH] for at in range(0, len(near), BATCH)]
    rng.shuffle(found)
    return found


def learn(
    model: Judge, reader: Reader, taught: Sequence[Pair], *, epochs: int, rate: float, seed: int
) -> Iterator[tuple[int, float]]:
    """Teach; gives (steps done, mean loss of the last hundred) every hundred steps."""
    encoded = reader.read([(pair.question, pair.point, pair.text) for pair in taught])
    targets = torch.tensor([pair.target for pair in taught])
    for weights in model.encoder.embeddings.parameters():
        weights.requires_grad = False
    learned = [weights for weights in model.parameters() if weights.requires_grad]
    optimiser = torch.optim.AdamW(learned, lr=rate, weight_decay=DECAY)
    steps = epochs * -(-len(taught) // BATCH)

    def share(step: int) -> float:
        return min((step + 1) / (WARM_UP * steps), max(LEAST_RATE, (steps - step) / ((1 - WARM_UP) * steps)))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, share)
    rng, done, lost = random.Random(seed), 0, 0.0
    model.train()
    for _ in range(epochs):
        for chosen in batches(encoded, rng):
            logits = model(*reader.batch([encoded[number] for number in chosen]))
            loss = -(targets[chosen] * torch.log_softmax(logits, -1)).sum(-1).mean()
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(learned, 1.0)
            optimiser.step()
            schedule.step()
            done, lost = done + 1, lost + loss.item()
            if done % 100 == 0:
                yield done, lost / 100
                lost = 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base")
    parser.add_argument("out", type=Path)
    parser.add_argument("--layers", default="", help="numbers of the layers to keep, as 0,2,4")
    parser.add_argument("--pairs", type=int, default=0, help="so many at most, drawn by the seed")
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--rate", type=float, default=4e-5, help="learning rate; small encoders want more")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    layers = [int(number) for number in given.layers.split(",") if number]
    reader, model = Reader(given.base), Judge(given.base, layers)
    taught = material(given.seed, given.pairs)
    started = time.monotonic()
    print(f"{len(taught)} pairs, {sum(each.numel() for each in model.parameters()) / 1e6:.1f} M weights", flush=True)
    for step, loss in learn(model, reader, taught, epochs=given.epochs, rate=given.rate, seed=given.seed):
        speed = step * BATCH / (time.monotonic() - started)
        print(f"step {step}, loss {loss:.3f}, {speed:.1f} pairs/s", flush=True)
    given.out.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), given.out / "judge.pt")
    reader.tokenizer.save_pretrained(given.out)
    card = {
        "base": Path(given.base).name,
        "layers": layers,
        "pairs": len(taught),
        "epochs": given.epochs,
        "rate": given.rate,
        "seed": given.seed,
        "minutes": round((time.monotonic() - started) / 60, 1),
    }
    (given.out / "card.json").write_text(json.dumps(card, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
