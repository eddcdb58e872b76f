"""Ask the grader of another tree: JSON cases on stdin, what it says on stdout.

    python bench/tagged_grader.py TREE

It runs in a process of its own and imports nothing of this tree, so that an old grader stays comparable whatever
becomes of the one here. It fits trees whose grader has the interface of grader-2026.6, which asked for misconceptions
and topic too, and needs the encoder of requirements-dev.in.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any


def main() -> None:
    """Write one [verdicts, score] per case, a verdict as [verdict, quote, credit]; null where it cannot be graded."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("tree")
    sys.path[0] = arguments.parse_args().tree
    bank = import_module("bench.ladder").bank_questions()
    grader = import_module("interview.scorer.grader").Grader(1)
    print(json.dumps([judged(grader, bank.get(case["question_id"], {}), case) for case in json.load(sys.stdin)]))


def judged(grader: Any, known: Mapping[str, Any], case: Mapping[str, Any]) -> Any:
    """What the grader says to one case; reference, misconceptions and topic come from its own bank."""
    grading, points = import_module("interview.core.grading"), import_module("interview.core.key_point")
    told = [points.story(points.StoryPart(point)) for point in case["key_points"]] if case["told"] else ()
    found = grader.judge(
        "0.0",
        case["question"],
        told or points.statements(*case["key_points"]),
        known.get("reference", ""),
        known.get("misconceptions", ()),
        case["text"],
        known.get("topic", case["topic"]),
    )
    if isinstance(found, grading.Ungradable):
        return None
    verdicts = [[point.verdict, point.quote, point.credit] for point in found.points]
    return verdicts, grading.score(found.points, found.clarity_level, found.agreement).total


if __name__ == "__main__":
    main()
