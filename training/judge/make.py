"""Make the judge that the product reads: python training/judge/make.py [--base FOLDER] [what train.py understands]

Fetches the usual base unless there is one, teaches, exports, measures and puts in place, each as the script of that
step does. A run that was cut off goes on, and a step that is over is not done again where it takes long.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from training.answer_kinds import fit as answer_kinds
from training.asked_behind import fit as asked_behind
from training.judge import belongs, export, fetch, lines, measure, place, starts, told_apart, train
from training.judge.authored import ROOT
from training.of_oneself import fit as of_oneself
from training.resume_lines import forms, suits, worth

# The usual base is a large one in the sense of train.py.
USUAL = ("--rate", "5e-5")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument("--base", type=Path, help="a folder with a pretrained encoder; fetched if none is given")
    parser.add_argument(
        "--work", type=Path, default=ROOT / "build" / "judge", help="where the steps leave what they make"
    )
    parser.add_argument("--place", type=Path, default=place.PLACE, help="where the product reads it")
    given, teaching = parser.parse_known_args(arguments)
    base, taught, made = given.base or given.work / "base", given.work / "taught", given.work / "made"
    try:
        if given.base is None:
            given.work.mkdir(parents=True, exist_ok=True)
            fetch.fetch(fetch.NAME, fetch.REVISION, base)
            teaching = [*USUAL, *teaching]
        if not (base / fetch.CONFIG).exists():
            raise fetch.NotFetched(f"{base} has no {fetch.CONFIG}, so it is no folder with an encoder.")
        fetch.permit(str(base), fetch.licence(base))
    except fetch.NotFetched as exc:
        print(f"{exc}\nA base that is at hand is taken with make judge BASE=FOLDER.", file=sys.stderr)
        return 1
    train.main([str(base), str(taught), *teaching])
    export.main([str(taught), str(base), str(made)])
    starts.main([str(made)])
    lines.main([str(made)])
    told_apart.main([str(made)])
    belongs.main([str(made)])
    measure.main([str(made)])
    if refused := place.main([str(made), "--place", str(given.place)]):
        return refused
    # What is read by what the judge makes of a text holds for this one alone.
    for of_meanings in (forms, worth, suits, answer_kinds, asked_behind, of_oneself):
        of_meanings.main(["--judge", str(given.place)])
    return 0


if __name__ == "__main__":
    sys.exit(main())
