"""Check a pack of questions for its authors: python scripts/check_pack.py FOLDER

Says what is in it, or what to put right, one line each with file and line; the exit code is then 1. docs/own-packs.md
says what a pack is. It changes no file.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from interview.i18n.names import source_told  # noqa: E402
from interview.i18n.translate import ENGLISH  # noqa: E402
from interview.question_bank.bank import load_bank  # noqa: E402
from interview.question_bank.packs.pack import Pack  # noqa: E402
from interview.question_bank.packs.reading import read_pack  # noqa: E402


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what is in the pack, or every complaint, and return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="the folder of the pack, with pack.yaml in it")
    folder = parser.parse_args(arguments).folder
    pack, complaints = read_pack(folder, frozenset(topic.topic for topic in load_bank().topics))
    for complaint in complaints:
        print(ENGLISH.message(complaint.message))
    if pack is None:
        return 1
    print("\n".join(told(pack)))
    return 0


def told(pack: Pack) -> Iterator[str]:
    """What is in a pack, a line each."""
    yield source_told(pack.source)
    if pack.url:
        yield pack.url
    for topic in pack.topics:
        count = len(topic.questions)
        named = ", ".join(topic.skills)
        yield f"Topic {topic.name}: {count} question{'s' * (count != 1)}" + (f", named by {named}" if named else "")
    if pack.language == "zh" and pack.topics:
        yield "Answers to these questions are judged by a language model only; without one, the person marks the points"
    for occupation in pack.occupations:
        yield f"Occupation {occupation.name}: {len(occupation.topics)} topics"


if __name__ == "__main__":
    sys.exit(main())
