from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.core.batching import batches
from interview.core.evidence import Remark, RemarkKind
from interview.core.follow_ups import settle_follow_up
from interview.core.grading import (
    Grade,
    Judgement,
    Outcome,
    PointJudgement,
    Provenance,
    Scores,
    Ungradable,
    Verdict,
    unanswered,
    ungraded,
)
from interview.core.identity import model_interviewer
from interview.core.key_point import statement
from interview.core.not_knowing import is_unanswered
from interview.core.plan import plan
from interview.core.profile import Level
from interview.core.question import Difficulty, Position, QuestionKind
from interview.core.reply_matching import match
from interview.core.scoring import score
from interview.core.strongest import praised_quotes
from interview.core.totals import totals
from interview.messages import Message, written
from tests import report_builders
from tests.builders import at, session
from tests.fakes import judgement, question

ME = Provenance(model_interviewer("scripted"))


def points(*verdicts: Verdict) -> list[PointJudgement]:
    return [PointJudgement(statement(f"point {i}"), verdict) for i, verdict in enumerate(verdicts)]


def test_what_seems_wrong_or_open_is_not_marked_as_recognised():
    judged = [
        PointJudgement(statement("a"), Verdict.COVERED, "This is right."),
        PointJudgement(statement("b"), Verdict.CONTRADICTED, "This is wrong."),
        PointJudgement(statement("c"), Verdict.UNSURE, "This may be either."),
        PointJudgement(statement("d"), Verdict.COVERED, "This is wrong."),
    ]
    grade = Grade(Position(0), Outcome.GRADED, Scores(10, 10, None), points=tuple(judged))
    assert praised_quotes(grade) == ("This is right.",)
    assert set(grade.quotes) == {"This is right.", "This is wrong.", "This may be either."}


def test_everything_covered_clearly_is_the_full_score():
    assert score(points(Verdict.COVERED, Verdict.COVERED), 4).total == 100


def test_nothing_addressed_earns_no_accuracy_and_no_completeness():
    result = score(points(Verdict.MISSED, Verdict.MISSED), 4)
    assert (result.accuracy, result.completeness) == (0, 0)
    assert result.clarity == 3


def test_a_contradiction_costs_more_than_a_gap():
    gap = score(points(Verdict.COVERED, Verdict.COVERED, Verdict.MISSED), 3)
    wrong = score(points(Verdict.COVERED, Verdict.COVERED, Verdict.CONTRADICTED), 3)
    assert wrong.total < gap.total


verdicts = st.lists(st.sampled_from(Verdict), min_size=1, max_size=6)


@given(verdicts, st.floats(0, 4))
def test_scores_stay_in_their_ranges_and_the_total_is_their_sum(given_verdicts, clarity):
    result = score(points(*given_verdicts), clarity)
    assert result.clarity is not None
    assert 0 <= result.accuracy <= 40
    assert 0 <= result.completeness <= 30
    assert 0 <= result.clarity <= 30
    assert result.total == pytest.approx(result.accuracy + result.completeness + result.clarity, abs=0.05)


@given(verdicts, st.floats(0, 4))
def test_covering_a_missed_point_never_lowers_the_score(given_verdicts, clarity):
    before = points(*given_verdicts)
    better = [replace(p, verdict=Verdict.COVERED) if p.verdict is Verdict.MISSED else p for p in before]
    assert score(better, clarity).total >= score(before, clarity).total


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        " \n",
        "...",
        "I don't know",
        "Sorry, I don't know.",
        "no idea!",
        "N/A",
        "不知道。",
        "I’m not sure",
        "I don't know, sorry.",
        "我不知道。",
        "这个我真的不知道",
        "跳过",
        "不确定",
        "我不记得了。",
        "想不起来",
        "没有思路",
        "这道题我不会。",
    ],
)
def test_silence_and_dont_know_are_unanswered(text):
    assert is_unanswered(text)


@pytest.mark.parametrize(
    "text",
    [
        "Pass by reference",
        "42",
        "I don't know exactly, but O(n log n)",
        "no",
        "pass-by-value",
        "Sorry.",
        "No idea. Perhaps a cache.",
    ],
)
def test_short_answers_are_answers(text):
    assert not is_unanswered(text)


@pytest.mark.parametrize("text", ["没有想过。", "从来没想过", "不会。", "我不会。"])
def test_what_answers_a_chinese_question_of_yes_or_no_is_not_taken_for_not_knowing(text):
    """As "你有没有想过别的办法？" and "你会不会改主意？"."""
    assert not is_unanswered(text)


def test_a_main_question_stays_with_its_follow_ups():
    turns = [replace(session().turns[0], position=Position(m, f)) for m in range(4) for f in range(3)]
    cut = batches(turns, 8)
    assert [len(batch) for batch in cut] == [6, 6]
    assert all({t.position.main for t in a}.isdisjoint({t.position.main for t in b}) for a, b in [(cut[0], cut[1])])


@given(st.lists(st.integers(1, 4), max_size=12), st.integers(1, 9))
def test_batches_keep_every_turn_once_in_order_and_within_the_size(groups, size):
    turns = [replace(session().turns[0], position=Position(m, f)) for m, n in enumerate(groups) for f in range(n)]
    cut = batches(turns, size)
    assert [turn for batch in cut for turn in batch] == turns
    assert all(len(batch) <= size for batch in cut)


def test_shuffled_replies_land_on_their_questions():
    turns = session(mains=3).turns
    grades, missing = match(turns, [judgement(turn) for turn in reversed(turns)], ME)
    assert not missing
    assert [grade.feedback for grade in grades] == [(written(f"Feedback for {turn.position}"),) for turn in turns]


def test_a_grade_keeps_all_that_the_interviewer_said_of_a_point():
    turn = session().turns[0]
    said = tuple(
        PointJudgement(
            point,
            Verdict.UNSURE,
            turn.answer.text or "",
            0.25,
            worst=Verdict.MISSED,
            best=Verdict.TOUCHED,
            odds=(0.5, 0.1, 0.4),
            example="So it could be said.",
        )
        for point in turn.question.key_points
    )
    (grade,), _ = match([turn], [Judgement(str(turn.position), said, None)], ME)
    assert grade.points == said


def test_dropped_duplicated_and_renamed_replies_grade_nobody():
    turns = session(mains=4).turns
    replies = [
        judgement(turns[0]),
        judgement(turns[1]),
        judgement(turns[1], Verdict.MISSED),
        replace(judgement(turns[2]), label="9.9"),
    ]
    grades, missing = match(turns, replies, ME)
    assert [grade.position for grade in grades] == [turns[0].position]
    assert missing == list(turns[1:])


def test_a_judgement_of_other_key_points_grades_nobody():
    turn = session().turns[0]
    short = Judgement(str(turn.position), (PointJudgement(statement("first point"), Verdict.COVERED),), 3)
    assert match([turn], [short], ME) == ([], [turn])


def test_an_ungradable_answer_has_a_reason_and_no_number():
    turn = session().turns[0]
    reason = Message.of("ungraded.not_english")
    grades, _ = match([turn], [Ungradable(str(turn.position), reason)], ME)
    assert (grades[0].outcome, grades[0].scores, grades[0].reason) == (Outcome.UNGRADED, None, reason)


def test_a_grade_without_scores_must_be_ungraded():
    with pytest.raises(ValueError, match="scores"):
        Grade(Position(0), Outcome.GRADED, None)


def test_the_overall_score_weighs_a_follow_up_half_and_leaves_ungraded_out():
    asked = settle_follow_up(session(mains=3).submit(0, "a", at(1), at(9)), Position(0), question(9, "other"), at(9))
    main, follow, second, third = asked.turns
    grades = {
        main.position: Grade(main.position, Outcome.GRADED, Scores(40, 30, 20)),
        follow.position: Grade(follow.position, Outcome.GRADED, Scores(10, 10, 10)),
        second.position: unanswered(second),
        third.position: ungraded(third.position, written("model down"), ME),
    }
    numbers = totals(asked, grades)
    assert numbers.overall == round((90 + 0.5 * 30 + 0) / 2.5, 1)
    assert numbers.categories == {"skill": 45.0, "other": 30.0}
    assert (numbers.graded, numbers.unanswered, numbers.ungraded, numbers.total) == (2, 1, 1, 4)


def test_without_any_score_there_is_no_overall_score():
    assert totals(session(), {}).overall is None


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 10, 24])
def test_a_plan_fills_the_length_with_rising_difficulty(level, count):
    slots = plan(count, level)
    order = list(Difficulty)
    assert len(slots) == count
    assert [slot.difficulty for slot in slots] == sorted((slot.difficulty for slot in slots), key=order.index)
    assert any(slot.kind is QuestionKind.SKILL for slot in slots)


def test_a_remark_that_only_says_a_verdict_again_is_not_shown_twice():
    turn = report_builders.turn(0)
    alone = report_builders.graded(turn)
    assert len(alone.remarks) == 2
    assert alone.further_remarks == ()
    own = Remark(RemarkKind.STRENGTH, written("Measures before changing anything"), alone.points[0].quote)
    elsewhere = replace(alone.remarks[0], quote="other words", point="")
    assert replace(alone, remarks=(*alone.remarks, own, elsewhere)).further_remarks == (own, elsewhere)
