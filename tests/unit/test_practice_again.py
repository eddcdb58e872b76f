"""Two answers to one question, and which key points become due."""

from dataclasses import replace

import pytest

from interview.core.grading import PointJudgement, Settled, Verdict
from interview.core.identity import model_interviewer
from interview.core.key_point import statement
from interview.core.lacking import MOST_TO_PRACTISE, to_practise
from interview.core.practice_again import (
    Due,
    DueQuestion,
    GradedAnswer,
    identity,
    missed_points,
    two_answers,
)
from interview.core.question import Origin, Position
from interview.core.settling import settle
from interview.i18n.translate import words
from interview.messages import Message
from interview.use_cases.practice_again import in_one_session
from interview.web.practice_again import due_told
from interview.web.schemas.practice_again import two_answers as two_answers_told
from tests.builders import at
from tests.report_builders import GOOD, failed, graded, report, session, turn

C, T, M, X = Verdict.COVERED, Verdict.TOUCHED, Verdict.MISSED, Verdict.CONTRADICTED
PLAN, INDEX, ROWS = GOOD.key_points


def both(before, after, **changes):
    one, two = turn(0), turn(0)
    return two_answers(one, graded(one, before), two, graded(two, after, **changes))


def test_points_gained_and_lost_are_named_and_every_dimension_has_its_change():
    found = both((C, M, X), (T, C, T))
    assert (found.gained, found.lost) == ((INDEX, ROWS), (PLAN,))
    was, now = found.earlier_grade.scores, found.later_grade.scores
    assert found.changes == {
        **{name: now.parts[name] - was.parts[name] for name in ("accuracy", "completeness", "clarity")},
        "score": now.number - was.number,
    }
    assert sum(found.changes.values()) == 2 * found.changes["score"]


def test_a_point_missed_instead_of_contradicted_is_neither_gained_nor_lost():
    found = both((X, M, M), (M, X, M))
    assert (found.gained, found.lost) == ((), ())


@pytest.mark.parametrize(
    ("changes", "caution"),
    [({"by": model_interviewer("m")}, "caution.answer_interviewer"), ({"rubric": "1"}, "caution.answer_rubric")],
)
def test_where_points_cannot_be_compared_no_key_point_is_said_to_be_more_or_less(changes, caution):
    found = both((M, M, C), (C, M, M), **changes)
    assert found.changes == {}
    assert found.caution == Message.of(caution)
    assert (found.gained, found.lost) == ((), ())


def test_another_interviewer_is_named_also_where_a_score_has_no_number():
    unsure = both((Verdict.UNSURE,) * 3, (C, M, M), by=model_interviewer("m"))
    assert unsure.caution == Message.of("caution.answer_interviewer")
    assert unsure.gained == ()


def test_key_points_are_compared_also_where_a_score_has_no_number():
    found = both((M, Verdict.UNSURE, Verdict.UNSURE), (C, C, C))
    assert (found.caution, found.gained) == (Message.of("caution.open"), (PLAN,))


def test_a_skipped_question_counts_on_every_interviewers_scale():
    silent, said = turn(0, ""), turn(0)
    found = two_answers(silent, graded(silent), said, graded(said, (C, M, M), by=model_interviewer("m")))
    assert found.later_grade is not None
    assert found.later_grade.scores is not None
    assert (found.caution, found.changes["score"]) == (None, found.later_grade.scores.number)


@pytest.mark.parametrize("marked", [0, 1], ids=["earlier", "later"])
def test_where_the_own_word_counts_in_one_of_two_answers_that_is_said_beside_what_they_are_compared_by(marked):
    one = turn(0)
    grades = [graded(one, (M, M, M)), graded(one, (M, M, M))]
    assert two_answers(one, grades[0], one, grades[1]).cautions == ()
    grades[marked] = settle(grades[marked], {point.id: Settled.SAID for point in GOOD.key_points})
    found = two_answers(one, grades[0], one, grades[1])
    assert (found.gained, found.lost)[marked == 0] == GOOD.key_points
    assert found.cautions == (Message.of("caution.own_word"),)
    (told,) = two_answers_told(report(session([one]), [grades[1]]), {one.position: found})
    assert (told.has_own_word, told.caution) == (True, "")


def test_a_question_that_the_interview_ended_before_is_not_compared():
    """A repeat can be stopped at any time: what was never answered is no less than before."""
    said, never = turn(0), turn(0, None)
    for before, after in ((said, never), (never, said)):
        found = two_answers(before, graded(before), after, graded(after))
        assert (found.changes, found.gained, found.lost) == ({}, (), ())
        assert found.caution == Message.of("caution.not_reached")


def test_an_answer_without_a_grade_is_not_compared():
    one = turn(0)
    for before, after in ((failed(one), graded(one)), (graded(one), None)):
        found = two_answers(one, before, one, after)
        assert (found.changes, found.gained, found.lost) == ({}, (), ())
        assert found.caution == Message.of("caution.no_grade")


def judged(minute, *verdicts, question=GOOD, points=GOOD.key_points):
    made = tuple(PointJudgement(point, verdict) for point, verdict in zip(points, verdicts, strict=True))
    return GradedAnswer(Origin("s", 0), question, "en", at(60 * minute), made)


def test_a_point_is_followed_from_its_first_miss_on():
    found = missed_points([judged(0, C, T, M), judged(1, C, X, T), judged(2, M, C, C)])
    assert {each.point: [verdict for _, verdict in each.reviews] for each in found} == {
        PLAN: [M],
        INDEX: [X, C],
        ROWS: [M, T, C],
    }


def test_a_follow_up_counts_only_for_points_of_its_main_question():
    follow_up = judged(1, C, M, points=(ROWS, statement("something else")))
    found = missed_points([judged(0, C, C, M), follow_up])
    assert [(each.point, len(each.reviews)) for each in found] == [(ROWS, 2)]


def test_a_question_is_the_same_by_its_place_in_the_bank_or_else_by_its_words():
    words = replace(GOOD, text=GOOD.text.upper().replace(" ", "\n"))
    assert identity(words) == identity(GOOD)
    assert identity(replace(GOOD, bank_id="db-1")) == identity(replace(words, text="Other", bank_id="db-1"))
    assert identity(replace(GOOD, text="Other")) != identity(GOOD)


def lacking(*verdicts, extra=()):
    """What to practise after main questions with these verdicts."""
    turns = [turn(n, question=replace(GOOD, category=f"C{n}")) for n in range(len(verdicts))]
    grades = [graded(one, each, quotes=("", "", "")) for one, each in zip(turns, verdicts, strict=True)]
    turns += [one for one, _ in extra]
    made = {grade.position: grade for grade in [*grades, *(grade for _, grade in extra)]}
    return to_practise(session(turns), made)


def test_the_weakest_answer_is_practised_first_with_the_points_it_lacks_or_has_wrong():
    found = lacking((C, C, M), (C, C, C), (X, T, M))
    assert [(each.position, each.category, each.points) for each in found] == [
        (Position(2), "C2", (PLAN, ROWS)),
        (Position(0), "C0", (ROWS,)),
    ]


def test_unanswered_questions_are_practised_and_those_without_a_score_or_behind_another_are_not():
    silent, unjudged, follow_up = turn(3, None), turn(4), turn(0, follow_up=1)
    extra = [
        (silent, graded(silent)),
        (unjudged, failed(unjudged)),
        (follow_up, graded(follow_up, (M, M, M), quotes=("", "", ""))),
    ]
    assert [each.position for each in lacking((C, C, C), extra=extra)] == [Position(3)]


def test_only_a_handful_is_practised_at_once():
    assert len(lacking(*[(M, M, M)] * (MOST_TO_PRACTISE + 2))) == MOST_TO_PRACTISE


def test_a_point_whose_white_space_was_mended_is_the_same_point() -> None:
    assert statement("An index costs  Writes") == statement("An index costs writes")
    assert statement("An index costs writes") != statement("An index costs reads")


def due_in(*languages: str) -> Due:
    """One question of each language with two points that are due, the longest overdue first."""
    of = [
        DueQuestion(Origin("of", place), GOOD, language, (PLAN, INDEX), at(place))
        for place, language in enumerate(languages)
    ]
    return Due(tuple(of), None)


@pytest.mark.parametrize(
    ("languages", "asked", "told"),
    [
        (("en",), 1, "asks the question behind them"),
        (("de", "en", "en"), 1, "asks one of the questions behind them"),
        (("en", "de", "en"), 2, "asks 2 of the questions behind them"),
        (("en",) * 7 + ("de",), 5, "asks 5 of the questions behind them"),
    ],
)
def test_as_many_questions_are_announced_as_a_session_asks_in_its_one_language(
    languages: tuple[str, ...], asked: int, told: str
):
    due = due_in(*languages)
    chosen = in_one_session(due)
    assert (len(chosen), {each.language for each in chosen}) == (asked, {languages[0]})
    assert told in due_told(due, words("en"), is_open=False)
    assert f"{2 * len(languages)} points" in due_told(due, words("en"), is_open=False)


def test_where_a_session_is_open_nothing_is_promised_of_what_is_due_now():
    told = due_told(due_in("en", "en"), words("en"), is_open=True)
    assert "with the questions it began with" in told
    assert "asks" not in told
