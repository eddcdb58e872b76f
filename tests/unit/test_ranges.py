"""What nobody is sure of makes a range of the score, and where that is wide there is no number."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.core.evaluation import EvaluateStatus
from interview.core.grading import Grade, Outcome, PointJudgement, Provenance, Scores, Settled, Verdict
from interview.core.identity import PRACTICE, model_interviewer
from interview.core.key_point import StoryPart, statement, story
from interview.core.practice_again import two_answers
from interview.core.question import Position
from interview.core.report import SessionLine
from interview.core.rubric import RUBRIC, rubric_of
from interview.core.scoring import score
from interview.core.session import SessionStatus
from interview.core.settling import open_verdicts, settle, to_settle
from interview.core.totals import overall, totals
from interview.documents import marks_asked
from interview.documents.headline import headline
from interview.documents.report_view import report_view
from interview.i18n.names import verdict_name
from interview.i18n.translate import ENGLISH, words
from interview.messages import Message
from interview.web import history_lines
from interview.web.report_questions import label
from tests.builders import NOON
from tests.report_builders import GOOD, failed, report, session, turn

C, M, X, U = Verdict.COVERED, Verdict.MISSED, Verdict.CONTRADICTED, Verdict.UNSURE
verdicts = st.lists(st.sampled_from(Verdict), min_size=1, max_size=6)


def points(*given: Verdict) -> list[PointJudgement]:
    return [PointJudgement(statement(str(number)), verdict) for number, verdict in enumerate(given)]


def judged(main: int, *given: Verdict) -> Grade:
    """A grade of the question GOOD, whose three points have these verdicts."""
    made = tuple(PointJudgement(*each) for each in zip(GOOD.key_points, given, strict=True))
    return Grade(Position(main), Outcome.GRADED, score(made, 3), made, provenance=Provenance(PRACTICE))


@given(verdicts)
def test_the_range_holds_the_score_of_every_way_the_open_points_can_turn_out(found: list[Verdict]) -> None:
    made = score(points(*found), None)
    for settled in (C, M, X, Verdict.TOUCHED):
        known = score(points(*(settled if verdict is U else verdict for verdict in found)), None)
        assert made.lowest <= known.total <= made.highest


@given(verdicts)
def test_without_anything_open_the_range_is_the_score(found: list[Verdict]) -> None:
    made = score(points(*(M if verdict is U else verdict for verdict in found)), 3)
    assert made.lowest == made.total == made.highest
    assert made.ends == (made.number, made.number)


def test_a_wide_range_has_no_number_and_a_narrow_one_has() -> None:
    assert score(points(U, U, C), None).number is None
    made = score(points(U, *[C] * 8), None)
    assert made.number is not None
    assert made.lowest < made.number < made.highest


def test_without_clarity_a_score_is_a_whole_number_of_100() -> None:
    assert score(points(C, C, C), None).total == 100
    made = score(points(C, M, M), None).total
    assert made == int(made)


def test_an_open_verdict_counts_as_the_worst_and_the_best_that_it_can_be() -> None:
    known = [*points(C, C)]
    for worst, best in ((X, M), (M, C), (X, C), (M, Verdict.TOUCHED)):
        made = score([*known, replace(points(U)[0], worst=worst, best=best)], None)
        ends = [score([*known, *points(end)], None).total for end in (worst, best)]
        assert [made.lowest, made.highest] == ends


def open_point(odds: tuple[float, float, float]) -> PointJudgement:
    return replace(points(U)[0], odds=odds)


def total(*given: Verdict) -> float:
    return score(points(*given), None).total


def test_with_odds_the_range_leaves_out_what_hardly_ever_comes_true() -> None:
    made = score([*points(C, C), open_point((0.45, 0.05, 0.5))], None)
    assert (made.lowest, made.highest) == (total(C, C, M), total(C, C, C))
    ways = (0.45 * total(C, C, C), 0.05 * total(C, C, X), 0.5 * total(C, C, M))
    assert made.total == pytest.approx(sum(ways), abs=1)
    likely = score([*points(C, C), open_point((0.9, 0.0, 0.1))], None)
    assert likely.highest == total(C, C, C)
    assert likely.lowest == likely.number == pytest.approx(0.9 * total(C, C, C) + 0.1 * total(C, C, M), abs=1)
    older = score([*points(C, C), open_point((0.95, 0.01, 0.04))], None, rubric=rubric_of("2026.7"))
    assert (older.lowest, older.highest) == (total(C, C, X), total(C, C, C))


def given_point(verdict: Verdict, odds: tuple[float, float, float]) -> PointJudgement:
    return replace(points(verdict)[0], odds=odds)


def test_a_verdict_that_is_just_sure_counts_nearly_what_one_that_just_is_not_does() -> None:
    known, sure, open_ = points(C, C), given_point(C, (0.86, 0.0, 0.14)), open_point((0.84, 0.0, 0.16))
    assert score([*known, sure], None).total - score([*known, open_], None).total <= 2
    before = rubric_of("2026.18")
    assert score([*known, sure], None, rubric=before).total == 100
    assert score([*known, open_], None, rubric=before).total <= 97


def test_what_is_hardly_probable_beside_a_verdict_counts_nothing() -> None:
    assert score([*points(C, C), given_point(C, (0.96, 0.0, 0.04))], None) == score(points(C, C, C), None)
    assert score([*points(C, C), given_point(M, (0.03, 0.01, 0.96))], None) == score(points(C, C, M), None)


def test_what_the_candidate_says_counts_whole_whatever_the_odds_were() -> None:
    said = replace(given_point(C, (0.6, 0.0, 0.4)), settled=Settled.SAID)
    assert score([*points(C, C), said], None) == score(points(C, C, C), None)


def test_a_list_of_keywords_counts_in_part_at_most_by_its_odds_too() -> None:
    listed = given_point(Verdict.TOUCHED, (0.9, 0.0, 0.1))
    assert score([listed], None).highest == total(Verdict.TOUCHED)


def test_the_score_lies_in_the_range_as_often_as_the_rubric_says() -> None:
    rng, odds = random.Random(4), [(0.6, 0.1, 0.3), (0.3, 0.4, 0.3), (0.1, 0.1, 0.8), (0.5, 0.2, 0.3)]
    made = score([*points(C), *map(open_point, odds)], None)
    drawn = [total(C, *(rng.choices((C, X, M), each)[0] for each in odds)) for _ in range(2000)]
    inside = sum(made.lowest <= each <= made.highest for each in drawn) / len(drawn)
    assert RUBRIC.likely - 0.02 <= inside


def test_parts_of_a_story_that_may_be_about_something_else_are_all_missed_or_each_open_by_itself() -> None:
    part = replace(open_point((0.5, 0.0, 0.5)), about_asked=0.5)
    alone = score([open_point((0.5, 0.0, 0.5))] * 4, None)
    together = score([part] * 4, None)
    # Half of these stories have nothing, half have all: so much is known that neither end can be left out.
    assert (together.lowest, together.highest) == (0, 100)
    assert together.total == pytest.approx(50)
    assert together.number is None
    assert alone.lowest > 0
    assert alone.highest < 100
    # Who says that they told a part of it says that it is about what was asked.
    told = replace(part, verdict=C, settled=Settled.SAID)
    assert score([told, *[part] * 3], None).lowest == 100


@pytest.mark.parametrize("about", [0.1, 0.9])
def test_where_a_story_surely_is_about_what_was_asked_or_is_not_each_part_is_open_by_itself(about: float) -> None:
    part = open_point((about * 0.5, 0.0, 1 - about * 0.5))
    assert score([replace(part, about_asked=about)] * 4, None) == score([part] * 4, None)


odds_of_a_point = st.tuples(*[st.floats(0.01, 1)] * 3).map(lambda each: tuple(share / sum(each) for share in each))


@given(verdicts, st.lists(odds_of_a_point, min_size=1, max_size=4))
def test_saying_that_it_was_said_never_lowers_the_range(known: list[Verdict], odds: list[tuple[float, ...]]) -> None:
    opened = [open_point(each) for each in odds]  # type: ignore[arg-type]
    sure = points(*(M if verdict is U else verdict for verdict in known))
    before = score([*sure, *opened], None)
    said = replace(opened[0], verdict=C, settled=Settled.SAID)
    after = score([*sure, said, *opened[1:]], None)
    assert before.lowest <= after.lowest
    assert before.highest <= after.highest


def test_a_point_of_which_nothing_is_known_makes_the_range_whole() -> None:
    made = score([*points(U), open_point((0.9, 0.05, 0.05))], None)
    assert (made.lowest, made.highest) == (0, 100)


def test_an_overall_score_has_a_number_where_its_own_range_is_narrow() -> None:
    wide, known = Scores(20, 15, None, 0, 100), Scores(40, 30, None)
    assert overall([(Position(0), wide)]) is None
    assert overall([(Position(0), wide), *((Position(n), known) for n in range(1, 5))]) == 90


def test_totals_say_the_range_and_leave_out_categories_that_are_open() -> None:
    grades = {Position(0): judged(0, U, U, U), Position(1): judged(1, U, U, C)}
    made = totals(session([turn(0), turn(1)]), grades)
    assert (made.overall, made.categories, made.dimensions) == (None, {}, {})
    assert made.low is not None
    assert made.high is not None
    assert made.low < made.high


def test_settling_as_many_verdicts_as_asked_for_gives_the_number() -> None:
    grades = {Position(n): judged(n, U, U, U) for n in range(4)}
    asked = to_settle(grades.values(), RUBRIC)
    assert 0 < asked < 12
    left = asked
    for position, grade in grades.items():
        words_on_it = {point.point.id: Settled.SAID for point in grade.points[: min(left, 3)]}
        left -= len(words_on_it)
        grades[position] = settle(grade, words_on_it)
    assert to_settle(grades.values(), RUBRIC) <= 1
    assert sum(map(open_verdicts, grades.values())) == 12 - asked


@pytest.mark.parametrize("low", [n / 10 for n in range(0, 700, 7)])
def test_a_range_of_exactly_thirty_has_a_number_however_it_is_rounded(low: float) -> None:
    made = Scores(0, 0, 0, 0, 30) if not low else Scores(0, 0, min(30, low), low, round(low + 30, 1))
    assert made.number is not None


def test_nothing_is_asked_for_where_there_is_a_number() -> None:
    assert to_settle([judged(0, C, M, X)], RUBRIC) == 0


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_report_says_the_range_and_how_to_see_the_score(language: str) -> None:
    made = report(session([turn(0)]), [judged(0, U, U, C)])
    view = report_view(made, words(language))
    question = view.groups[0][0]
    assert (view.overall, question.score, question.bars, question.band) == (None, None, (), "")
    assert f"{view.low:g}" in view.band
    assert f"{view.high:g}" in view.band
    assert str(made.to_settle) in view.band
    assert question.to_settle == 2
    assert question.points[0].word == verdict_name(U, words(language))


def weighed(main: int, *odds: float) -> Grade:
    """A grade of the question GOOD, all of whose points are recognised, so probably."""
    made = tuple(
        replace(PointJudgement(point, C), odds=(each, 0.0, 1 - each))
        for point, each in zip(GOOD.key_points, odds, strict=True)
    )
    return Grade(Position(main), Outcome.GRADED, score(made, None), made, provenance=Provenance(PRACTICE))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_without_an_open_verdict_a_wide_range_says_that_none_is_sure_enough_and_marking_gives_the_number(
    language: str,
) -> None:
    say, grade = words(language), weighed(0, 0.6, 0.6, 0.6)
    made = report(session([turn(0)]), [grade])
    question = report_view(made, say).groups[0][0]
    assert (question.score, question.to_settle, open_verdicts(grade)) == (None, 0, 0)
    assert marks_asked.of_answer(say, question).endswith(
        say(
            "We recognise the key points, but are not sure enough of them for one number: choose for each whether you "
            "said it."
        )
    )
    assert made.to_settle > 0
    marked = settle(grade, {point.point.id: Settled.SAID for point in grade.points[: made.to_settle]})
    assert marked.scores is not None
    assert marked.scores.number is not None


@pytest.mark.parametrize(("share", "verdict"), [(0.6, C), (0.4, Verdict.MISSED)])
def test_of_one_point_of_which_all_could_be_no_range_is_told(share: float, verdict: Verdict) -> None:
    point = replace(PointJudgement(GOOD.key_points[0], verdict), odds=(share, 0.0, 1 - share))
    grade = Grade(Position(0), Outcome.GRADED, score([point], None), (point,), provenance=Provenance(PRACTICE))
    assert grade.scores is not None
    question = report_view(report(session([turn(0)]), [grade]), ENGLISH).groups[0][0]
    said = marks_asked.of_answer(ENGLISH, question)
    assert (question.score, open_verdicts(grade)) == (None, 0)
    assert (said.startswith("Not decided yet."), "between 0 and 100" in said) == (grade.scores.ends == (0, 100), False)
    assert ("We recognise" in said) is (verdict is C and grade.scores.ends != (0, 100))


def test_without_an_open_verdict_the_head_says_that_not_all_are_wholly_sure() -> None:
    found = headline(report(session([turn(0)]), [weighed(0, 0.99, 0.99, 0.8)]), ENGLISH)
    assert re.fullmatch(r"Probably between \d+ and 100: not all of our verdicts are wholly sure\.", found.sure)


def test_answers_with_open_scores_are_not_subtracted() -> None:
    both = two_answers(turn(0), judged(0, U, U, U), turn(0), judged(0, C, C, C))
    assert both.caution is not None
    assert (both.caution.code, both.changes) == ("caution.open", {})
    assert both.gained == ()
    assert ENGLISH.message(both.caution)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_key_point_is_called_undecided_where_none_is_open_and_the_range_is_wide(language: str) -> None:
    say, grade = words(language), weighed(0, 0.6, 0.6, 0.6)
    both = two_answers(turn(0), grade, turn(0), grade)
    assert both.caution == Message.of("caution.open")
    assert open_verdicts(grade) == 0
    assert not re.search("decided|判定", say.message(both.caution))
    low, high = grade.scores.ends if grade.scores else (0, 0)
    state = (SessionStatus.EVALUATED, PRACTICE, NOON, NOON, EvaluateStatus.COMPLETED)
    line = SessionLine("s", None, "", *state, questions=1, follow_ups=0, answered=1, overall=None, low=low, high=high)
    assert f"{low}" in history_lines.told(line, say, {})
    assert not re.search("decided|判定", history_lines.told(line, say, {}))


def test_beside_a_story_it_says_that_nobody_knows_whether_it_was_the_one_asked_for() -> None:
    told = (PointJudgement(story(StoryPart.RESULT), C, "It was faster."),)
    grade = Grade(Position(0), Outcome.GRADED, score(told, None), told, provenance=Provenance(PRACTICE))
    note = Message.of("grade.story_parts")
    assert note in grade.notes
    assert note not in replace(grade, points=(replace(told[0], verdict=M),)).notes
    assert note not in replace(grade, points=(replace(told[0], settled=Settled.SAID, judged=U),)).notes
    assert note not in replace(grade, provenance=Provenance(model_interviewer("m"))).notes


def test_an_answer_of_which_nothing_could_be_said_is_told_from_one_whose_range_is_as_wide() -> None:
    read = Grade(
        Position(0), Outcome.GRADED, score([open_point((0.5, 0.1, 0.4))], None), (open_point((0.5, 0.1, 0.4)),)
    )
    assert (read.scores and (read.scores.lowest, read.scores.highest)) == (0, 100)
    assert not read.nobody_judged
    unread = replace(read, points=tuple(points(U, U)))
    assert unread.nobody_judged
    assert replace(unread, points=(replace(unread.points[0], verdict=C, settled=Settled.SAID, judged=U),)).nobody_judged


def test_what_the_person_marked_is_no_longer_theirs_to_mark() -> None:
    unread = replace(judged(0, U, U, U), feedback=(Message.of("feedback.mark_yourself"),))
    marked = settle(unread, {point.id: Settled.SAID for point in GOOD.key_points})
    view = report_view(report(session([turn(0), turn(1)]), [marked, judged(1, U, U, U)]), ENGLISH)
    assert view.coverage.startswith("1 of 2 answers are for you to mark; 1 marked by you")
    assert marked.feedback == ()
    every = report_view(report(session([turn(0)]), [marked]), ENGLISH)
    assert every.coverage.startswith("1 of 1 answer is marked by you")
    begun = settle(unread, {GOOD.key_points[0].id: Settled.SAID})
    assert begun.feedback == unread.feedback
    [[question]] = report_view(report(session([turn(0)]), [begun]), ENGLISH).groups
    assert question.mark == "not decided yet"


def test_a_report_without_any_grade_says_that_no_answer_could_be_graded() -> None:
    view = report_view(report(session([turn(0)]), [failed(turn(0))]), ENGLISH)
    assert (view.graders, view.graded_by) == ((), "Nobody: no answer could be graded")


def test_a_report_that_nobody_judged_says_that_its_answers_are_for_the_person_to_mark() -> None:
    grades = [judged(0, U, U, U), judged(1, U, U, U)]
    view = report_view(report(session([turn(0), turn(1)]), grades), ENGLISH)
    assert view.coverage.startswith("2 of 2 answers are for you to mark")
    assert view.groups[0][0].mark == "not decided yet"
    assert label(view.groups[0], ENGLISH).endswith(" · **not decided yet**")
    assert (view.graded_by, view.agreement) == ("whoever answered, by marking the key points", ())
    mixed = report_view(report(session([turn(0), turn(1)]), [grades[0], judged(1, C, U, M)]), ENGLISH)
    assert mixed.graded_by == "Practice interviewer, and whoever answered, by marking key points"
    assert mixed.coverage.startswith("1 of 2 answers graded; 1 for you to mark")
    assert label(mixed.groups[1], ENGLISH).endswith(" of 100**")
