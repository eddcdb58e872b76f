"""The candidate's word on a verdict: it counts, the interviewer's stays beside it, and it can be taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.core.evidence import Remark, RemarkKind
from interview.core.grading import Grade, PointJudgement, Provenance, Settled, Verdict, unanswered
from interview.core.identity import PRACTICE, model_interviewer
from interview.core.rubric import RUBRICS
from interview.core.scoring import clarity_level, score
from interview.core.settling import can_be_settled, settle
from interview.documents.coach_view import feedback_of
from interview.messages import Message, written
from tests.report_builders import ANSWER, GOOD, graded, turn

FIRST, SECOND, THIRD = (point.id for point in GOOD.key_points)
C, T, M, X = Verdict.COVERED, Verdict.TOUCHED, Verdict.MISSED, Verdict.CONTRADICTED
MISSED = [Verdict.MISSED, Verdict.COVERED, Verdict.CONTRADICTED]


def own(**changes: Any) -> Grade:
    return replace(graded(turn(0), MISSED), **changes)


def total(grade: Grade) -> float:
    assert grade.scores is not None
    return grade.scores.total


@pytest.mark.parametrize(
    ("word", "verdict"),
    [
        (Settled.SAID, Verdict.COVERED),
        (Settled.PARTLY, Verdict.TOUCHED),
        (Settled.NOT_SAID, Verdict.MISSED),
        (Settled.WRONG, Verdict.CONTRADICTED),
    ],
)
def test_the_word_counts_and_what_the_interviewer_said_stays_beside_it(word: Settled, verdict: Verdict) -> None:
    for number, said in enumerate(MISSED):
        point = settle(own(), {GOOD.key_points[number].id: word}).points[number]
        assert (point.verdict, point.judged, point.settled) == (verdict, said, word)


def test_saying_it_raises_the_score_and_having_had_it_wrong_lowers_it() -> None:
    higher, lower = settle(own(), {FIRST: Settled.SAID}), settle(own(), {SECOND: Settled.WRONG})
    assert total(higher) > total(own()) > total(lower)


def test_words_that_repeat_the_verdicts_change_no_number() -> None:
    judged = own()
    words = {FIRST: Settled.NOT_SAID, SECOND: Settled.SAID, THIRD: Settled.WRONG}
    assert settle(judged, words).scores == judged.scores


def test_nothing_settled_is_the_interviewers_own_grade() -> None:
    judged = own()
    assert settle(judged, {}) is judged
    assert settle(judged, {"another": Settled.SAID}) is judged


@pytest.mark.parametrize("version", list(RUBRICS))
@pytest.mark.parametrize("level", [0, 1, 2.5, 4])
def test_the_level_of_clarity_is_found_again_in_the_points(version: str, level: float) -> None:
    scores = score(own().points, level, rubric=RUBRICS[version])
    judged = own(scores=scores, provenance=Provenance(PRACTICE, version), clarity_level=None)
    assert clarity_level(judged) == pytest.approx(level, abs=0.06)


credits_of = st.lists(
    st.tuples(st.sampled_from([C, T, M, X]), st.one_of(st.none(), st.floats(0, 1))), min_size=3, max_size=3
)


@given(credits_of, st.floats(0, 4), st.one_of(st.none(), st.floats(0, 1)), st.integers(0, 2))
def test_saying_it_never_lowers_a_score_and_having_had_it_wrong_never_raises_one(
    given_points: list[tuple[Verdict, float | None]], level: float, agreement: float | None, number: int
) -> None:
    points = tuple(
        PointJudgement(point, verdict, "", credit)
        for point, (verdict, credit) in zip(GOOD.key_points, given_points, strict=True)
    )
    judged = own(points=points, scores=score(points, level, agreement), agreement=agreement, clarity_level=level)
    point = GOOD.key_points[number].id
    assert total(settle(judged, {point: Settled.SAID})) >= total(judged) - 0.11
    assert total(settle(judged, {point: Settled.WRONG})) <= total(judged) + 0.11
    if points[number].verdict is M:
        assert settle(judged, {point: Settled.NOT_SAID}).scores == judged.scores


def test_advice_on_form_stays_when_a_verdict_is_settled() -> None:
    advice = Message.of("feedback.long_sentences")
    judged = own(feedback=(Message.of("feedback.covered", points=("a",)), advice))
    assert settle(judged, {FIRST: Settled.SAID}).feedback[-1] == advice


def test_what_several_opinions_said_is_no_note_on_a_settled_score() -> None:
    judged = own(opinions=(20.0, 60.0, 90.0))
    assert {note.code for note in judged.notes} == {"grade.opinions", "grade.needs_review"}
    assert [note.code for note in settle(judged, {FIRST: Settled.SAID}).notes] == ["grade.settled"]


def test_what_the_practice_interviewer_said_of_verdicts_goes_when_one_is_settled() -> None:
    judged = own(feedback=(Message.of("feedback.all_covered", count=3), Message.of("feedback.add", point="a")))
    assert settle(judged, {FIRST: Settled.NOT_SAID}).feedback == ()


def test_feedback_of_the_practice_interviewer_says_no_more_what_was_settled_otherwise() -> None:
    def codes(verdicts: Sequence[Verdict], words: Mapping[str, Settled]) -> list[str]:
        points = (replace(point, verdict=said) for point, said in zip(own().points, verdicts, strict=True))
        settled = settle(own(points=tuple(points)), words)
        return [said.code.removeprefix("feedback.") for said in feedback_of(settled, ANSWER, goes_on=False)]

    assert codes(MISSED, {FIRST: Settled.SAID, THIRD: Settled.SAID}) == []
    assert codes((M, M, M), {FIRST: Settled.SAID}) == ["add", "also_add"]
    # What they say themselves that they left out or had wrong comes last.
    assert codes((C, C, C), {FIRST: Settled.WRONG}) == ["compare"]
    everything = {FIRST: Settled.SAID, SECOND: Settled.NOT_SAID, THIRD: Settled.WRONG}
    assert codes(MISSED, everything) == ["compare_point"]
    for word in (Settled.NOT_SAID, Settled.WRONG, Settled.PARTLY):
        assert codes((C, C, Verdict.UNSURE), {FIRST: word}) == ["check"]


def test_feedback_of_a_model_stays_and_remarks_on_settled_points_go() -> None:
    on_point = Remark(RemarkKind.WEAKNESS, written("Wrong."), "quote", THIRD)
    other = Remark(RemarkKind.STRENGTH, written("Clear."), "quote")
    judged = own(
        remarks=(on_point, other),
        feedback=(written("Good."),),
        provenance=replace(own().provenance, graded_by=model_interviewer("m")),
    )
    settled = settle(judged, {THIRD: Settled.SAID})
    assert settled.feedback == (written("Good."),)
    assert settled.remarks == (other,)


def test_a_grade_says_how_much_of_it_is_settled() -> None:
    assert not any(note.code == "grade.settled" for note in own().notes)
    [note] = settle(own(), {FIRST: Settled.SAID}).notes
    assert note == Message.of("grade.settled", count=1, total=3)


def test_what_nobody_judged_cannot_be_settled() -> None:
    assert not can_be_settled(unanswered(turn(0, None)))
    assert can_be_settled(own())
