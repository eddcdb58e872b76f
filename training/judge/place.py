"""Put a judge in place for the product: python training/judge/place.py FOLDER [--place FOLDER]

FOLDER is one that export.py made and measure.py measured. A judge is refused whose figures break the bounds of
verdicts.py, that says nothing, that is too large or whose base has no licence that lets its weights be shipped. The one
that was in place stays there until the new one is whole beside it. Ends with 1 and the reasons otherwise.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from interview.errors import Failed
from interview.scorer import weights_version
from interview.scorer.judge import (
    ABOUT,
    ABOUT_LINE,
    ABOUT_TOLD,
    ASIDES,
    MODELS,
    SIGNS_OF_ABOUT,
    STARTS,
    TOKENIZER,
    WEIGHTS,
    Judge,
)
from interview.scorer.weights_version import CARD
from training.judge.fetch import LICENCES
from training.judge.verdicts import BOUNDS, broken

PLACE = weights_version.WEIGHTS
# What the product may ship.
MOST_BYTES = 90_000_000
FILES = (WEIGHTS, TOKENIZER, CARD)


class Refused(Exception):
    """The message has a sentence for each reason."""


def put_in_place(made: Path, place: Path) -> None:
    """Refused when the judge in `made` is not fit for it; `place` is then as it was."""
    new, old = (place.with_name(f"{place.name}.{name}") for name in ("new", "old"))
    if old.exists() and not place.exists():
        # A run ended between the two renames below.
        old.rename(place)
    if reasons := list(faults(made)):
        raise Refused("\n".join(reasons))
    for left in (new, old):
        shutil.rmtree(left, ignore_errors=True)
    new.mkdir(parents=True)
    for name in FILES:
        shutil.copyfile(made / name, new / name)
    Judge(new)
    if place.exists():
        place.rename(old)
    new.rename(place)
    shutil.rmtree(old, ignore_errors=True)


def faults(made: Path) -> Iterator[str]:
    """Why the judge in a folder is not to be put in place, as sentences."""
    try:
        judge = Judge(made)
    except Failed:
        yield f"{made} is no judge whose files are those of its card."
        return
    if not judge.tells_meanings:
        yield "It was exported without what texts mean."
    card = _card(made)
    size = sum((made / name).stat().st_size for name in FILES)
    if size > MOST_BYTES:
        yield f"It has {size / 1e6:.1f} MB; the product may ship {MOST_BYTES / 1e6:.0f}."
    if card.get("licence") not in LICENCES:
        yield f'The licence of its base is "{card.get("licence", "")}", none of {", ".join(LICENCES)}.'
    if STARTS not in card.get("figures", {}):
        yield "It was not taught where sentences begin."
    if ABOUT_LINE not in card.get("figures", {}):
        yield "It was not taught what is about a line of a resume."
    if ABOUT_TOLD not in card.get("figures", {}):
        yield "It was not taught which stories are about what was asked."
    if ASIDES not in card.get("figures", {}):
        yield "It was not taught what belongs to what was asked."
    if len(card.get(ABOUT, ())) != SIGNS_OF_ABOUT + 1:
        yield "It was not measured after all that it was taught."
    for name in MODELS:
        figures = card.get("figures", {}).get(name)
        if figures is None:
            yield f"It was not measured on {name}."
            continue
        for rate in broken(figures, BOUNDS[name]):
            yield f"On {name} {rate} is {figures[rate]:.3f}; {BOUNDS[name][rate]} is allowed."
        if figures["unsure"] == 1:
            yield f"On {name} it is never sure."


def compared(new: Mapping[str, Any], old: Mapping[str, Any] | None) -> Iterator[str]:
    """Lines with the figures of a judge, beside those of the one that was in place as far as it has some."""
    for name in (*MODELS, STARTS, ABOUT_LINE, ABOUT_TOLD, ASIDES):
        before = (old or {}).get("figures", {}).get(name, {})
        for rate, value in new["figures"][name].items():
            beside = f"   before {before[rate]:.3f}" if rate in before else ""
            yield f"{name:12}{rate:12}{value:.3f}{beside}"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--place", type=Path, default=PLACE, help="where the product reads it")
    given = parser.parse_args(arguments)
    before = _card(given.place) if (given.place / CARD).exists() else None
    try:
        put_in_place(given.folder, given.place)
    except Refused as exc:
        print(f"Nothing was put in place.\n{exc}", file=sys.stderr)
        return 1
    card = _card(given.place)
    print("\n".join(compared(card, before)))
    print(f"In place: {given.place}, from {card['base']} ({card['licence']}), sha256 {card['sha256']}")
    return 0


def _card(folder: Path) -> dict[str, Any]:
    card: dict[str, Any] = json.loads((folder / CARD).read_text(encoding="utf-8"))
    return card


if __name__ == "__main__":
    sys.exit(main())
