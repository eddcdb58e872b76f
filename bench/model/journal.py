"""What was measured so far, line by line in a file beside the result, so that a run can be stopped and go on.

It holds verdicts and numbers, no text of an answer. A file of another grader or sample is refused, never mixed.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from interview.core.grading import Grade, Verdict
from interview.core.measured import GradedAs, graded_as
from interview.core.model_calls import ModelCall


class AnotherRun(Exception):
    """The file belongs to another grader or sample."""


@dataclass(frozen=True)
class Looked:
    """One answer as it was graded in one look; `score`, `low` and `high` are None and `verdicts` empty where it was
    left ungraded, and `reason` then says why by its code."""

    look: int
    answer: str
    by: GradedAs
    verdicts: tuple[Verdict, ...] = ()
    score: float | None = None
    low: float | None = None
    high: float | None = None
    reason: str = ""

    @property
    def is_graded(self) -> bool:
        return self.score is not None


@dataclass(frozen=True)
class Quoted:
    """The quotes of one reply: how many were needed, and how many stand in the answers."""

    by: GradedAs
    needed: int
    found: int


class Journal:
    """Safe to share between threads. `head` names grader and sample; AnotherRun where the file has another one."""

    def __init__(self, path: Path, head: dict[str, str]) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._looked: dict[tuple[int, str], Looked] = {}
        self.quoted: list[Quoted] = []
        self.calls: list[ModelCall] = []
        self.seconds = 0.0
        lines = list(_lines(path))
        if lines and lines[0] != {"head": head}:
            raise AnotherRun(f"{path} was begun with another grader, other prompts or another sample.")
        for line in lines[1:]:
            self._read(line)
        # Written anew, so that half a line of a run that was killed is not in the way of the next one.
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(_line(each) for each in (lines or [{"head": head}])), encoding="utf-8")

    def looked(self, look: int) -> dict[str, Looked]:
        """Of one look what is finished, by answer."""
        with self._lock:
            return {answer: found for (number, answer), found in self._looked.items() if number == look}

    def keep(self, look: int, answer: str, grade: Grade) -> None:
        """Keep the outcome of one answer."""
        scores = grade.scores
        self._write(
            {
                "look": look,
                "answer": answer,
                "by": _named(graded_as(grade.provenance)),
                "verdicts": [point.verdict.value for point in grade.points] if scores else [],
                "score": scores.total if scores else None,
                "low": scores.lowest if scores else None,
                "high": scores.highest if scores else None,
                "reason": grade.reason.code if grade.reason else "",
            }
        )

    def keep_quotes(self, by: GradedAs, quotes: tuple[int, int]) -> None:
        """Keep how many quotes of a reply were needed and found."""
        self._write({"quotes": list(quotes), "by": _named(by)})

    def keep_call(self, call: ModelCall) -> None:
        """Keep what one call cost."""
        cost = [call.milliseconds, call.tokens_in, call.tokens_out]
        self._write({"call": [call.operation, call.model, *cost, call.outcome]})

    def keep_seconds(self, seconds: float) -> None:
        """Keep how long this run took."""
        self._write({"seconds": round(seconds, 1)})

    def _write(self, line: dict[str, Any]) -> None:
        with self._lock, self._path.open("a", encoding="utf-8") as file:
            file.write(_line(line))
            self._read(line)

    def _read(self, line: dict[str, Any]) -> None:
        if "quotes" in line:
            self.quoted.append(Quoted(GradedAs(*line["by"]), *line["quotes"]))
        elif "call" in line:
            self.calls.append(ModelCall(*line["call"]))
        elif "seconds" in line:
            self.seconds += line["seconds"]
        else:
            found = Looked(
                line["look"],
                line["answer"],
                GradedAs(*line["by"]),
                tuple(map(Verdict, line["verdicts"])),
                line["score"],
                line["low"],
                line["high"],
                line["reason"],
            )
            self._looked[found.look, found.answer] = found


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of a file as far as they are whole."""
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        try:
            yield json.loads(line)
        except ValueError:
            return


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"


def _named(by: GradedAs) -> list[str]:
    return [by.model, by.fingerprint, by.prompt_version, by.rubric_version]
