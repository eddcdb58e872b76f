"""The measurements of bench/fairness.py as the page docs/fairness.md, with impact ratios.

An impact ratio is the share of variants that reach a score, divided by the share of their base answers that do; below
FOUR_FIFTHS it counts as adverse by the rule of thumb of the Uniform Guidelines of the US (29 CFR 1607.4 D).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bench.fairness import FILE, SECOND, UNSEEN, Change, Kind, largest, measured
from interview.core.rubric import RUBRIC
from interview.scorer.grader import Grader

PAGE = Path(__file__).parents[1] / "docs" / "fairness.md"
FOUR_FIFTHS = 0.8
THRESHOLDS = (40, 60)
_NAMES = {
    Kind.NAME: "names of another origin",
    Kind.GENDER: "another gender",
    Kind.SCHOOL: "another school or employer",
    Kind.NON_NATIVE: "as second-language speakers write",
    Kind.FILLERS: "um, you know, like",
    Kind.TYPOS: "one word in ten mistyped",
    Kind.UNPUNCTUATED: "no capitals, no punctuation",
    Kind.DIALECT: "regional or very informal words",
}
_HEAD = """# Fairness

Written by `python -m bench.trust` with the built-in judge of rubric {rubric}; do not edit. Texts:
[bench/data/fairness.yaml](../bench/data/fairness.yaml), [fairness_second.yaml](../bench/data/fairness_second.yaml) and
[fairness_unseen.yaml](../bench/data/fairness_unseen.yaml), measures: [bench/fairness.py](../bench/fairness.py). A model
that somebody configures is another judge: these numbers say nothing of it.

## What it is for

**Practice, not selection.** The scores are for the person who answered: to see which points of a question were said and
what to practise next. They must not be used to hire, to turn down or to rank people, nor be passed on for that.

Why:

- The judge compares an answer with the key points of one question. It knows nothing of how somebody works.
- A change of a few points is within its error ([figures.md](figures.md)). A threshold would make it a decision.
- What is measured are {every} answers that one team and ten other authors wrote. They can show that a change
  matters, not that none does.
- People use the app alone, with help, or more than once. Nobody checks who answers.

## What changes when only the person changes

{count} answers, each written once more for every kind with the same content. Changes are points of 100.

{seen}

{second_count} answers by five other authors who knew nothing of the judge; some were looked at later while it was made:

{second}

{unseen_count} answers by five others again; nobody looked at them while it was made:

{unseen}
"""
_COLUMNS = """| the same answer with | variants | mean change, without sign | mean change | largest change |
|---|--:|--:|--:|--:|
"""
_RATIOS = """
## Who would reach a score

The share of variants that reach a score, divided by the share of the plain answers that do. Below {least} (the
four-fifths rule) a difference counts as adverse. With so few answers, one of them more or less moves a ratio by several
hundredths.

"""


def impact_ratio(found: Sequence[Change], threshold: float) -> float | None:
    """None where no base answer reaches the threshold."""
    before = np.mean([change.before.score >= threshold for change in found])
    after = np.mean([change.after.score >= threshold for change in found])
    return float(after / before) if before else None


def page(found: Sequence[Change], second: Sequence[Change], unseen: Sequence[Change]) -> str:
    """The page with its tables: of the answers of each file, and who of all would reach a score."""
    parts = (found, second, unseen)
    count, then, others = (len({change.question_id for change in part}) for part in parts)
    every = [change for part in parts for change in part]
    columns = " | ".join(f"{at} points and more" for at in THRESHOLDS)
    ratios = [f"| the same answer with | {columns} |", "|---" + "|--:" * len(THRESHOLDS) + "|"]
    for kind, row in _by_kind(every).items():
        ratios.append(f"| {_NAMES[kind]} | " + " | ".join(_ratio(impact_ratio(row, at)) for at in THRESHOLDS) + " |")
    return "\n".join(
        [
            _HEAD.format(
                rubric=RUBRIC.version,
                count=count,
                second_count=then,
                unseen_count=others,
                every=count + then + others,
                seen=_changed(found),
                second=_changed(second),
                unseen=_changed(unseen),
            ),
            _RATIOS.format(least=FOUR_FIFTHS) + "\n".join(ratios) + "\n",
        ]
    )


def _by_kind(found: Sequence[Change]) -> dict[Kind, list[Change]]:
    return {kind: [change for change in found if change.kind is kind] for kind in Kind}


def _changed(found: Sequence[Change]) -> str:
    rows = [_row(_NAMES[kind], row) for kind, row in _by_kind(found).items()]
    standard = [change for change in found if change.kind is not Kind.DIALECT]
    return _COLUMNS + "\n".join([*rows, _row("**all in standard words**", standard), _row("**all**", found)])


def _row(name: str, found: Sequence[Change]) -> str:
    points = [change.points for change in found]
    size, mean, worst = np.mean(np.abs(points)), np.mean(points), largest(found).points
    return f"| {name} | {len(found)} | {size:.1f} | {mean:+.1f} | {worst:+.0f} |"


def _ratio(ratio: float | None) -> str:
    if ratio is None:
        return "none reaches it"
    return f"{ratio:.2f}" + (" **adverse**" if ratio < FOUR_FIFTHS else "")


def main() -> None:
    """Measure and write the page."""
    grader = Grader(2)
    PAGE.write_text(page(*(measured(path, grader) for path in (FILE, SECOND, UNSEEN))), encoding="utf-8")
