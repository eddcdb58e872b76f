"""Writes what is generated in docs/, tables, docs/access.md and schemas of JSON files: scripts/write_docs.py [--check]

In docs/evaluation.md everything between `<!-- table: NAME -->` and `<!-- end -->` is replaced; the words around it are
written by hand.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from interview.core.evaluation import BOUND_PER_QUESTION, ENQUEUE_AGAIN_AFTER, LEAST_BOUND, back_off  # noqa: E402
from interview.core.grading import Verdict  # noqa: E402
from interview.core.lengths import MAX_ANSWER_TOKENS, MAX_RESUME_TOKENS  # noqa: E402
from interview.core.rubric import RUBRIC  # noqa: E402
from interview.errors import Code, Failed  # noqa: E402
from interview.i18n.explanation import explanation  # noqa: E402
from interview.i18n.names import band_name, dimension_meaning, dimension_name  # noqa: E402
from interview.model.failures import ALL as MODEL_MEANINGS  # noqa: E402
from interview.settings import Settings  # noqa: E402
from interview.web.schemas import reports, settled_verdicts  # noqa: E402
from scripts.access import access_page  # noqa: E402
from scripts.meanings import MEANING_OF_OUTCOME, MEANINGS, WHAT_HAPPENS  # noqa: E402

DOCUMENT = ROOT / "docs" / "evaluation.md"
SCHEMAS: dict[Path, Callable[[], dict[str, Any]]] = {
    ROOT / "docs" / "report-schema.json": reports.schema,
    ROOT / "docs" / "settled-verdict-schema.json": settled_verdicts.schema,
}
WHOLE: dict[Path, Callable[[], str]] = {ROOT / "docs" / "access.md": access_page}
_BLOCK = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *([str(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def dimensions() -> str:
    return table(
        ("dimension", "points", "what it measures"),
        [(dimension_name(d.name).lower(), f"0–{d.maximum}", dimension_meaning(d)) for d in RUBRIC.dimensions],
    )


def bands() -> str:
    return table(("from", "band"), [(str(band.at_least), band_name(band)) for band in RUBRIC.bands])


def verdicts() -> str:
    credit = {"covered": "1", "touched": f"{RUBRIC.touched_credit:g}"}
    given = [(name, meaning, credit.get(name, "0")) for name, meaning in RUBRIC.verdicts]
    # A model is not offered this one, so the rubric has no words for it.
    unsure = (Verdict.UNSURE.value, "we cannot tell (practice interviewer)", "counts by its probability")
    return table(("verdict", "meaning", "credit of a model's verdict, or of your own word"), [*given, unsure])


def clarity() -> str:
    return table(("level", "meaning"), enumerate(RUBRIC.clarity_levels))


def formula() -> str:
    return f"Rubric {RUBRIC.version}.\n\n" + "\n".join(
        f"{number}. {line}" for number, line in enumerate(explanation(), 1)
    )


def outcomes() -> str:
    return table(
        ("outcome", "number", "what it means"), [(name.value, *said) for name, said in MEANING_OF_OUTCOME.items()]
    )


def statuses() -> str:
    return table(
        ("status", "for a candidate", "for an operator"),
        [(status.value, said.candidate, said.operator) for status, said in MEANINGS.items()],
    )


def failures() -> str:
    return table(
        ("code", "tried again by itself", "for a candidate", "for an operator"),
        [(code.value, "yes" if _may_pass(code) else "no", *WHAT_HAPPENS[code]) for code in WHAT_HAPPENS],
    )


def _may_pass(code: Code) -> bool:
    """Whether every failure of this code that the model client knows is one that may pass."""
    kinds = {meaning.error for meaning in MODEL_MEANINGS if meaning.code is code}
    return bool(kinds) and Failed not in kinds


def bounds() -> str:
    fields = Settings.model_fields
    named = {
        "answers per call": ("EVALUATION_BATCH_SIZE", fields["evaluation_batch_size"].default),
        "calls at once": ("EVALUATION_PARALLEL", fields["evaluation_parallel"].default),
        "calls one batch may cost": ("EVALUATION_BATCH_CALLS", fields["evaluation_batch_calls"].default),
        "opinions on every answer": ("EVALUATION_OPINIONS", fields["evaluation_opinions"].default),
        "attempts before it fails": ("EVALUATION_ATTEMPTS", fields["evaluation_attempts"].default),
        "grading during the interview": ("EVALUATE_EARLY", fields["evaluate_early"].default),
        "seconds until a silent worker is given up on": ("LEASE_S", fields["lease_s"].default),
    }
    waits = ", ".join(f"{back_off(failures).total_seconds():g}" for failures in range(1, 5))
    longest = f"{LEAST_BOUND.total_seconds():g} s and {BOUND_PER_QUESTION.total_seconds():g} s per question"
    fixed = {
        "seconds between attempts": f"{waits} …, longer when the server asks for it",
        "longest attempt": longest,
        "seconds until the queue is told again": f"{ENQUEUE_AGAIN_AFTER.total_seconds():g}",
        "tokens of an answer that a model is given": f"{MAX_ANSWER_TOKENS:,} (estimated)",
        "tokens of a resume that a model is given": f"{MAX_RESUME_TOKENS:,} (estimated)",
    }
    rows = [(what, f"`{name}`", value) for what, (name, value) in named.items()]
    return table(("what", "setting", "value"), [*rows, *((what, "", value) for what, value in fixed.items())])


TABLES: dict[str, Callable[[], str]] = {
    "dimensions": dimensions,
    "bands": bands,
    "verdicts": verdicts,
    "clarity": clarity,
    "formula": formula,
    "outcomes": outcomes,
    "statuses": statuses,
    "failures": failures,
    "bounds": bounds,
}


def written(text: str) -> str:
    """The document with every table as the code has it now; KeyError for a table that nobody generates."""
    return _BLOCK.sub(lambda found: f"{found[1]}{TABLES[found[2]]()}\n{found[3]}", text)


def schema_text(schema: dict[str, Any]) -> str:
    """A JSON Schema as its file holds it."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description="Write what is generated in docs/.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when something is out of date")
    chosen = parser.parse_args()
    made = {DOCUMENT: written(DOCUMENT.read_text(encoding="utf-8"))}
    made |= {file: schema_text(schema()) for file, schema in SCHEMAS.items()}
    made |= {file: page() for file, page in WHOLE.items()}
    if chosen.check:
        return int(any(not file.exists() or file.read_text(encoding="utf-8") != text for file, text in made.items()))
    for file, text in made.items():
        file.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
