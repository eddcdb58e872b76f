"""worker.py, killing itself with SIGKILL at one boundary of a grading: python -m tests.dying_worker STAGE

Stages: claimed, batch (after the first batch was stored), summary (before it is asked for), report (before it is
stored, with the summary in hand).
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

import worker
from interview.core.identity import RULE
from interview.storage import evaluations
from interview.use_cases.grading.run import GradingRun

STAGES = ("claimed", "batch", "summary", "report")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def arm(stage: str) -> None:
    """Make this process end at the stage."""
    if stage == "claimed":
        GradingRun._grade_session = lambda _self: die()  # type: ignore[method-assign, assignment]
    elif stage == "batch":
        keep = GradingRun._keep

        def keep_and_die(self: GradingRun, made: Any) -> None:
            keep(self, made)
            if any(grade.scores is not None and grade.provenance.graded_by != RULE for grade in made):
                die()

        GradingRun._keep = keep_and_die  # type: ignore[method-assign]
    elif stage == "summary":
        GradingRun._summarise = lambda _self, _report: die()  # type: ignore[method-assign, assignment, return-value]
    elif stage == "report":
        evaluations.finish_evaluation = lambda *_arguments, **_named: die()  # type: ignore[assignment]
    else:
        raise ValueError(f"unknown stage; known are {', '.join(STAGES)}")


if __name__ == "__main__":
    arm(sys.argv[1])
    worker.main()
