"""Grade the answers of the sample report anew and keep the grades: after a change of the scorer, rubric or answers.

docs/report.png shows the top of that report, for the README. No script draws it: take it anew, from the page, as well.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from interview.practice.interviewer import PracticeInterviewer
from interview.practice.sample import GRADES, graded_now

if __name__ == "__main__":
    GRADES.write_text(graded_now(PracticeInterviewer()), encoding="utf-8")
