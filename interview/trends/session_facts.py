"""What the trends need of one finished session, worked out from its rows by core's formulas, as one JSON text.

Scores are those of the report in tenths: whoever shows one makes it whole, as the report does. No word of an answer
enters it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC
from statistics import median
from typing import Any

from interview.core.comparability import scale, score_is_measure
from interview.core.grading import Outcome
from interview.core.posting import JobPosting
from interview.core.rubric import DimensionName, Rubric, rubric_for
from interview.core.totals import counting, dimension_means, mean_score
from interview.storage.trend_facts import GradeFact, SessionFact, TurnFact
from interview.text.excerpts import one_line

PASTED, NO_RESUME = "/pasted", "/none"
"""Stand for the name of a resume that was pasted, with its id behind a slash while it is kept, and of none; no file
name has a slash."""

WHOLE = ""
"""The name of the part that is the whole interview; every other part is a category."""

SHAPE: Mapping[str, Any] = {
    "began": "TIMESTAMP",
    "resume": "VARCHAR",
    "role": "VARCHAR",
    "answered": "INTEGER",
    "predicted": "INTEGER",
    "measure": "VARCHAR",
    "has_own_word": "BOOLEAN",
    "lacks_score": "BOOLEAN",
    "by_interviewer": "DOUBLE",
    "part": ["VARCHAR"],
    "overall": ["DOUBLE"],
    "accuracy": ["DOUBLE"],
    "completeness": ["DOUBLE"],
    "clarity": ["DOUBLE"],
    "weight": ["DOUBLE"],
    "scored": ["INTEGER"],
    "total": ["INTEGER"],
    "graded": ["INTEGER"],
    "seconds": ["DOUBLE"],
}
"""The text's fields with their types; lists hold one value per part. `measure` is the code of a scale,
"" without a finished report. `lacks_score`: a whole interview was graded and has no one number. `by_interviewer` is
the score of a whole interview before the candidate's own word where it has one."""


def worked_out(session: SessionFact, turns: Sequence[TurnFact], grades: Sequence[GradeFact]) -> str:
    """The facts of a session. Retakes, reviews and the one question that is tried before anything is known have a
    measure but no parts: their scores are no measure. Nor has a part in which nothing was answered: an interview that
    was left says nothing of what somebody can do."""
    measured = scale((grade.outcome, grade.measured_by, grade.rubric_version) for grade in grades)
    is_one_question = session.is_of_nobody and len(turns) == 1
    facts: dict[str, Any] = {
        "began": session.created_at.astimezone(UTC).replace(tzinfo=None).isoformat(),
        "resume": NO_RESUME if session.is_of_nobody else session.resume_name or _pasted(session.resume_id),
        "role": _role(session, is_one_question=is_one_question),
        "answered": sum(turn.is_answered for turn in turns),
        "predicted": session.predicted_score,
        "measure": measured.code if session.has_report and any(grade.scores for grade in grades) else "",
    }
    rubric = rubric_for(measured.rubric_versions)
    judged = [(grade.position, grade.by_interviewer) for grade in grades if grade.by_interviewer is not None]
    facts["has_own_word"] = any(grade.has_own_word for grade in grades)
    facts["by_interviewer"] = mean_score(judged, rubric)
    counts = session.has_report and score_is_measure(
        session.kind, is_one_question=is_one_question, is_answered=has_answers(turns)
    )
    parts = list(_parts(turns, grades, rubric)) if counts else []
    has_score = any(part["part"] == WHOLE for part in parts)
    facts["lacks_score"] = counts and not has_score
    for name in SHAPE:
        if name not in facts:
            facts[name] = [part[name] for part in parts]
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"))


def _pasted(resume_id: str | None) -> str:
    return PASTED if resume_id is None else f"{PASTED}/{resume_id}"


def has_answers(turns: Sequence[TurnFact]) -> bool:
    """Whether something was said to any of these questions."""
    return any(turn.is_answered for turn in turns)


def role_of(job_text: str, otherwise: str) -> str:
    """What trends call a job by its advertisement, or by what it is called otherwise."""
    return one_line(JobPosting(job_text).title or otherwise, 80)


def _role(session: SessionFact, *, is_one_question: bool) -> str:
    """What the interview was for: the job's title in its advertisement or as it was named, the role chosen in place of
    a resume, or the latest role of the resume; "" where none is known."""
    projects = session.profile.projects if session.profile else ()
    chosen = session.resume_name if session.is_of_nobody and not is_one_question else ""
    return role_of(session.job_text, session.target_title or chosen) or next(
        (project.role for project in projects if project.role), ""
    )


def _parts(turns: Sequence[TurnFact], grades: Sequence[GradeFact], rubric: Rubric) -> Iterable[dict[str, Any]]:
    by_position = {grade.position: grade for grade in grades}
    for name in dict.fromkeys([WHOLE, *(turn.category for turn in turns)]):
        inside = [turn for turn in turns if name in (WHOLE, turn.category)]
        if not has_answers(inside):
            continue
        given = [by_position[turn.position] for turn in inside if turn.position in by_position]
        scored = counting(((grade.position, grade.scores) for grade in given if grade.scores is not None), rubric)
        mean = mean_score(scored, rubric)
        if mean is None:
            continue
        means = dimension_means(scored, rubric)
        took = [
            (turn.submitted_at - turn.first_shown_at).total_seconds()
            for turn in inside
            if turn.is_answered and turn.submitted_at is not None and turn.first_shown_at is not None
        ]
        yield {
            "part": name,
            "overall": mean,
            **{name.value: means.get(name) for name in DimensionName},
            "weight": sum(rubric.follow_up_weight if p.is_follow_up else rubric.main_weight for p, _ in scored),
            "scored": len(scored),
            "total": len(inside),
            "graded": sum(grade.outcome is Outcome.GRADED for grade in given),
            "seconds": round(max(0.0, median(took)), 1) if took else None,
        }
