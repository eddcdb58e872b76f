"""How the numbers are computed, in words made from the rubric; page and docs say the same because both read this."""

from __future__ import annotations

from interview.core.rubric import RUBRIC, Rubric


def explanation(rubric: Rubric = RUBRIC) -> tuple[str, ...]:
    """The formula of core/grading.py:score and of the totals, one plain sentence or two per item."""
    accuracy, completeness, clarity = rubric.dimensions
    top = len(rubric.clarity_levels) - 1
    verdicts = ", ".join(name for name, _ in rubric.verdicts)
    return (
        f"The interviewer only judges: for each key point of a question one of {verdicts}, with words quoted from "
        f"your answer, and how easy it is to follow, from 0 to {top}. Every number is computed from that, in the same "
        "way for every interviewer.",
        f"Credit: a covered point gives 1, a touched one {rubric.touched_credit:g}, a missed or contradicted one 0. "
        "The practice interviewer measures in between.",
        f"Breadth: credit divided by the number of key points, divided by {rubric.full_breadth:g}, at most 1. One "
        "right remark alone does not earn everything.",
        f"Completeness (0 to {completeness.maximum}): {completeness.maximum} × credit ÷ key points.",
        f"Accuracy (0 to {accuracy.maximum}): {accuracy.maximum} × credit ÷ (credit + contradicted points) × breadth.",
        f"Clarity (0 to {clarity.maximum}): {clarity.maximum} × level ÷ {top} × breadth, where breadth counts at least "
        f"{rubric.clarity_floor:.2g} here.",
        f"Score of an answer: the sum of the three. Overall score: the average of all answers, a main question "
        f"weighing {rubric.main_weight:g} and a follow-up {rubric.follow_up_weight:g}.",
        "An unanswered question counts 0. An answer that could not be graded has no number and is left out of every "
        "average.",
        f"A second opinion grades {rubric.second_opinions} times and shows the median; more than "
        f"{rubric.review_spread:g} points between the lowest and the highest mean that the answer needs review.",
    )
