"""How the numbers are computed, in words made from a rubric; page and docs say the same because both read this."""

from __future__ import annotations

from collections.abc import Sequence

from interview.core.grading import Verdict
from interview.core.rubric import RUBRIC, Breadth, Rubric, rubric_of
from interview.i18n.names import verdict_name
from interview.i18n.translate import ENGLISH, Words


def explanations(versions: Sequence[str], say: Words = ENGLISH) -> tuple[str, ...]:
    """The formulas by which the grades of a report were given; each with its rubric where there are several."""
    if len(versions) == 1:
        return explanation(rubric_of(versions[0]), say)
    return tuple(
        line
        for version in versions
        for line in (say("Scoring rules {version}:", version=version), *explanation(rubric_of(version), say))
    )


def explanation(rubric: Rubric = RUBRIC, say: Words = ENGLISH) -> tuple[str, ...]:
    """The formula of core/scoring.py:score and of the totals, one plain sentence or two per item."""
    agreement, completeness, clarity = rubric.dimensions
    top = len(rubric.clarity_levels) - 1
    verdicts = say.listed(verdict_name(Verdict(name), say).lower() for name, _ in rubric.verdicts)
    return (
        say(
            "The interviewer only judges: for each key point of a question one of {verdicts}, with words quoted from "
            "your answer, or that it cannot tell. Where a language model grades, it also judges how easy the answer is "
            "to follow, from 0 to {top}. Every number is computed from that, in the same way for every interviewer."
            if rubric.whole_verdicts
            else "The interviewer only judges: for each key point of a question one of {verdicts}, with words quoted "
            "from your answer, and how easy it is to follow, from 0 to {top}. Every number is computed from that, in "
            "the same way for every interviewer.",
            verdicts=verdicts,
            top=top,
        ),
        say(
            "Credit: a point that was recognised gives 1, in part {touched:g}, every other one 0. What you say "
            "yourself counts instead of the interviewer's verdict. With the practice interviewer, which is never "
            "fully sure, a point counts instead by how sure it is that you said it; a chance below {possible} % is "
            "left out. So the score has a range: as far as we can tell, the final score lies in it in about {likely} "
            "of 10 cases. If nothing is known of a point, the range goes from the worst to the best."
            if rubric.possible is not None
            else "Credit: a point that was recognised gives 1, in part {touched:g}, every other one 0. What you say "
            "yourself counts instead of the interviewer's verdict. Where it cannot tell, a point counts by how "
            "probable it is that you said it, and the score has a range: as far as we can tell, the final score lies "
            "in it in about {likely} of 10 cases. If nothing is known of a point, the range goes from the worst to the "
            "best."
            if rubric.likely < 1
            else "Credit: a point that was recognised gives 1, in part {touched:g}, every other one 0. What you say "
            "yourself counts instead of the interviewer's verdict. Where nobody can tell, the score has a range: from "
            "the worst to the best that the open points can be."
            if rubric.whole_verdicts
            else "Credit: a point that was recognised gives 1, in part {touched:g}, every other one 0. The practice "
            "interviewer measures in between. What you say yourself counts instead of its verdict. Where "
            "nobody can tell, the score has a range.",
            touched=rubric.touched_credit,
            likely=round(10 * rubric.likely),
            possible=round(100 * (rubric.possible or 0)),
        ),
        _breadth(rubric, say),
        say("Completeness (0 to {most}): {most} × credit ÷ key points.", most=completeness.maximum),
        say(
            "Agreement (0 to {most}): {most} × credit ÷ points that were recognised or seemed turned round × breadth."
            if rubric.breadth is Breadth.ADDRESSED
            else "Agreement (0 to {most}): {most} × credit ÷ (credit + points that seem turned round) × breadth.",
            most=agreement.maximum,
        ),
        say(
            "Clarity (0 to {most}): {most} × level ÷ {top} × breadth, where breadth counts at least {floor:.2g} here. "
            "The practice interviewer cannot measure it and leaves it out."
            if rubric.whole_verdicts
            else "Clarity (0 to {most}): {most} × level ÷ {top} × breadth, where breadth counts at least {floor:.2g} "
            "here.",
            most=clarity.maximum,
            top=top,
            floor=rubric.clarity_floor,
        ),
        say(
            "Score of an answer: the sum of the three; without clarity, the sum of the other two × 100 ÷ {two}, as a "
            "whole number. Overall score: the average of all answers, a main question weighing {main:g} and a "
            "follow-up {follow_up:g}."
            if rubric.whole_verdicts
            else "Score of an answer: the sum of the three. Overall score: the average of all answers, a main question "
            "weighing {main:g} and a follow-up {follow_up:g}.",
            main=rubric.main_weight,
            follow_up=rubric.follow_up_weight,
            two=agreement.maximum + completeness.maximum,
        ),
        say(
            "An unanswered question counts 0. A question that nobody can grade, answered or not, and an answer that "
            "could not be graded have no number and are left out of every average."
        ),
        *_waiting(rubric, say),
        say(
            "A second opinion grades {opinions} times and shows the middle one; more than {spread:g} points between "
            "the lowest and the highest mean that the answer needs review.",
            opinions=rubric.second_opinions,
            spread=rubric.review_spread,
        ),
    )


def _waiting(rubric: Rubric, say: Words) -> tuple[str, ...]:
    if not rubric.known_follow_ups_count:
        return ()
    said = say(
        "An answer to a follow-up whose score could be anything from 0 to 100 counts once a key point is marked."
    )
    return (said,)


def _breadth(rubric: Rubric, say: Words) -> str:
    if rubric.breadth is Breadth.ADDRESSED:
        return say(
            "Breadth: key points that are not missed, divided by the number of key points, divided by {breadth:g}, at "
            "most 1.",
            breadth=rubric.full_breadth,
        )
    if rubric.breadth is Breadth.CREDIT:
        return say(
            "Breadth: credit divided by the number of key points, divided by {breadth:g}, at most 1. One right remark "
            "alone does not earn everything.",
            breadth=rubric.full_breadth,
        )
    return say(
        "Breadth: credit divided by the number of key points, divided by {breadth:g}, at most 1. One right remark "
        "alone does not earn everything. For questions of knowledge the practice interviewer measures it more "
        "finely: how near the whole answer comes to all key points, from 0 to 1.",
        breadth=rubric.full_breadth,
    )
