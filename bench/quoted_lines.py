"""Measure what a story gets that is about the line of the resume that was quoted, and one about another: python
bench/quoted_lines.py [--most 60]

The stories are those of training/judge/data/held/lines, by two authors of whom the judge learned nothing. Per kind of
line that a story stands beside (its own, the next thing in the same work, another of the same person, the rest of
their life, somebody else's): mean score (middle of the range), how many have a number, a number of at least 50, and the
note that it is rather about something else; then the same where nobody looks at the line.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.ladder import bank_questions
from interview.core import flags
from interview.core.grading import Judgement, Scores
from interview.core.scoring import score
from interview.scorer.grader import Grader
from training.judge.line_stories import Beside, Kind, files, pairs

SEED, HIGH = 3, 50


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=60, help="stories of each kind")
    most = parser.parse_args(arguments).most
    rng = random.Random(SEED)
    found = [each for path in files("held") for each in pairs(path, rng)]
    rng.shuffle(found)
    grader, bank = Grader(2), bank_questions()

    def judged(beside: Beside) -> tuple[Scores, bool]:
        of = next(each for each in bank.values() if beside.question.endswith(_rest(each["question"])))
        said = grader.judge("0", beside.question, of["key_points"], "", beside.story, bank_id=of["id"])
        assert isinstance(said, Judgement)
        return score(said.points, said.clarity_level), flags.ELSEWHERE in said.flags

    print(f"{'':12}{'line':8}{'stories':>8}{'mean':>7}{'number':>8}{f'{HIGH} or more':>12}{'noted':>7}")
    for kind in Kind:
        told = [each for each in found if each.kind is kind][:most]
        _printed("", kind, [judged(each) for each in told])
        with patch("interview.scorer.grader.quoted_line", lambda *_: ""):
            _printed("not looked", kind, [judged(each) for each in told])


def _rest(question: str) -> str:
    """What a question asks behind the line; what no question ends with where it quotes none."""
    return " ".join(question.partition("}")[2].split()) if "{achievement}" in question else "{}"


def _printed(how: str, kind: Kind, found: Sequence[tuple[Scores, bool]]) -> None:
    numbers = [each.number for each, _ in found if each.number is not None]
    count = len(found)
    mean = sum(each.total for each, _ in found) / count
    high = sum(number >= HIGH for number in numbers)
    print(f"{how:12}{kind.value:8}{count:8}{mean:7.1f}{len(numbers):8}{high:12}{sum(noted for _, noted in found):7}")


if __name__ == "__main__":
    main()
