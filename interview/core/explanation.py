"""How the numbers are computed, in words made from the rubric; page and docs say the same because both read this."""

from __future__ import annotations

from collections.abc import Callable

from interview.core.rubric import RUBRIC, Rubric


def explanation(rubric: Rubric = RUBRIC, say: Callable[..., str] = str.format) -> tuple[str, ...]:
    """The formula of core/grading.py:score and of the totals, one plain sentence or two per item.

    `say` fills the values into a sentence, and may say it in another language.
    """
    accuracy, completeness, clarity = rubric.dimensions
    top = len(rubric.clarity_levels) - 1
    return (
        say(
            "The interviewer only judges: for each key point of a question one of {verdicts}, with words quoted from "
            "your answer, and how easy it is to follow, from 0 to {top}. Every number is computed from that, in the "
            "same way for every interviewer.",
            verdicts=say(", ").join(say(name) for name, _ in rubric.verdicts),
            top=top,
        ),
        say(
            "Credit: a covered point gives 1, a touched one {touched:g}, a missed or contradicted one 0. The practice "
            "interviewer measures in between.",
            touched=rubric.touched_credit,
        ),
        say(
            "Breadth: credit divided by the number of key points, divided by {breadth:g}, at most 1. One right remark "
            "alone does not earn everything. For questions of knowledge the practice interviewer measures it more "
            "finely: how near the whole answer comes to all key points, from 0 to 1.",
            breadth=rubric.full_breadth,
        ),
        say("Completeness (0 to {most}): {most} × credit ÷ key points.", most=completeness.maximum),
        say(
            "Accuracy (0 to {most}): {most} × credit ÷ (credit + contradicted points) × breadth.", most=accuracy.maximum
        ),
        say(
            "Clarity (0 to {most}): {most} × level ÷ {top} × breadth, where breadth counts at least {floor:.2g} here.",
            most=clarity.maximum,
            top=top,
            floor=rubric.clarity_floor,
        ),
        say(
            "Score of an answer: the sum of the three. Overall score: the average of all answers, a main question "
            "weighing {main:g} and a follow-up {follow_up:g}.",
            main=rubric.main_weight,
            follow_up=rubric.follow_up_weight,
        ),
        say(
            "An unanswered question counts 0. An answer that could not be graded has no number and is left out of "
            "every average."
        ),
        say(
            "A second opinion grades {opinions} times and shows the median; more than {spread:g} points between the "
            "lowest and the highest mean that the answer needs review.",
            opinions=rubric.second_opinions,
            spread=rubric.review_spread,
        ),
    )
