"""The head of a report: what to know first, from verdicts that somebody is sure of, and nothing twice."""

from __future__ import annotations

from dataclasses import replace

from interview.core.flags import ELSEWHERE
from interview.core.grading import Grade, PointJudgement, Settled, Verdict
from interview.core.identity import PRACTICE, model_interviewer
from interview.core.key_point import StoryPart, statement, story
from interview.core.lacking import MOST_CHANGES
from interview.core.question import FollowUp, FollowUpKind
from interview.core.settling import settle
from interview.core.turn import Turn
from interview.documents.coach_view import coach_view
from interview.documents.headline import headline
from interview.documents.printed import categories, coached
from interview.documents.report_view import report_view
from interview.i18n.translate import ENGLISH, words
from interview.messages import Message, written
from interview.text.whole_sentences import whole_sentences
from tests.report_builders import ANSWER, GOOD, graded, report, session, turn

C, T, M, X, U = Verdict.COVERED, Verdict.TOUCHED, Verdict.MISSED, Verdict.CONTRADICTED, Verdict.UNSURE
TWO = "First I looked at the plan of the query. Then I added an index on the column, which helped at once."


def judged(main: int, verdicts: tuple[Verdict, ...], answer: str = ANSWER) -> Grade:
    return graded(turn(main, answer), verdicts, quotes=("", "", ""))


def test_a_quote_is_the_whole_sentence_that_it_stands_in() -> None:
    assert whole_sentences("added an index", TWO) == "Then I added an index on the column, which helped at once."
    assert whole_sentences("plan of the query. Then I added", TWO) == TWO
    assert whole_sentences("先看了计划", "我先看了计划。然后加了索引。") == "我先看了计划。"
    assert whole_sentences("never said", TWO) == "never said"


SPOKEN = (
    "um he went through it with me on the phone and that is also how i saw that the supplier was paid twice eleven "
    "hundred and eighty pounds and in the end we were a hundred and ten pounds up so everybody was happy with it"
)


def test_of_what_is_said_without_marks_no_few_words_and_no_half_of_a_number_are_a_quote() -> None:
    assert whole_sentences("and eighty pounds", SPOKEN) == "supplier was paid twice eleven hundred and eighty pounds"
    assert (
        whole_sentences("and in the end we were a hundred", SPOKEN) == "and in the end we were a hundred and ten pounds"
    )
    said = "and that is also how i saw that"
    assert whole_sentences(said, SPOKEN) == said
    # Only what was cut in the middle of a number gets what stands before it, and that of its own sentence.
    begun = f"I was the lead there for a while. One day {SPOKEN}"
    assert whole_sentences("One day um he went through it", begun) == "One day um he went through it"


def test_the_strongest_sentence_is_a_whole_one_and_names_its_question() -> None:
    turns = [turn(0, "Some words of no use here at all."), turn(1, TWO)]
    grades = [
        graded(turns[0], (M, M, M), quotes=("",) * 3),
        graded(turns[1], (C, C, M), quotes=("index", "column", "")),
    ]
    found = headline(report(session(turns), grades), ENGLISH)
    assert found.strongest == "Then I added an index on the column, which helped at once."
    assert found.of == "Question 2"


def test_what_a_follow_up_said_or_lacks_is_named_as_of_the_follow_up() -> None:
    turns = [turn(0), turn(0, TWO, 1)]
    grades = [
        graded(turns[0], (C, C, C), quotes=("",) * 3),
        graded(turns[1], (C, C, M), quotes=("index", "column", "")),
    ]
    found = headline(report(session(turns), grades), ENGLISH)
    assert found.of == "Follow-up to question 1"
    assert [change.split(":")[0] for change in found.changes] == ["Follow-up to question 1"]


def test_a_sentence_that_may_be_wrong_or_was_flagged_is_not_the_strongest() -> None:
    one = turn(0, TWO)
    wrong = graded(one, (C, X, M), quotes=("added an index", "on the column", ""))
    assert headline(report(session([one]), [wrong]), ENGLISH).strongest == ""
    flagged = graded(one, (C, C, M), quotes=("index", "column", ""), flags=[written("looks copied")])
    assert headline(report(session([one]), [flagged]), ENGLISH).strongest == ""


def test_three_things_to_change_are_of_three_questions_what_is_wrong_first_then_the_lowest_score() -> None:
    turns = [turn(n) for n in range(5)]
    verdicts = [(C, C, T), (C, M, M), (C, C, X), (M, M, M), (C, C, C)]
    made = report(session(turns), [judged(n, each) for n, each in enumerate(verdicts)])
    found = headline(made, ENGLISH).changes
    assert len(found) == MOST_CHANGES
    assert [each.split(":")[0] for each in found] == ["Question 3", "Question 4", "Question 2"]
    assert len({each.split(":", 1)[1] for each in found}) > 1
    assert "said the opposite" in found[0]


STORY = replace(GOOD, key_points=tuple(map(story, (StoryPart.OWN_ACTION, StoryPart.RESULT, StoryPart.LESSON))))


def told(main: int, verdicts: tuple[Verdict, ...], follow_up: int = 0) -> tuple[Turn, Grade]:
    one = turn(main, follow_up=follow_up, question=STORY)
    return one, graded(one, verdicts, quotes=("", "", ""))


def test_no_sentence_of_a_story_that_goes_on_is_the_strongest_as_nobody_looked_what_it_is_about() -> None:
    wrong = "You never need to check the label twice, because the computer printed it, so it cannot be wrong."
    asked = turn(0, question=STORY), turn(0, wrong, 1, question=STORY)
    for by, best in ((PRACTICE, ""), (model_interviewer("m"), wrong)):
        grades = [
            graded(one, verdicts, quotes=("", said, ""), by=by)
            for one, verdicts, said in zip(asked, ((M, M, M), (M, C, M)), ("", wrong), strict=True)
        ]
        assert headline(report(session(asked), grades), ENGLISH).strongest == best
        assert coach_view(grades[1], wrong, ENGLISH, goes_on=True).strongest == best


def test_what_several_questions_lack_is_said_once_and_names_them_all() -> None:
    asked = [told(0, (M, C, C)), told(1, (C, M, C)), told(2, (M, C, C)), told(3, (C, C, M)), told(4, (M, C, C))]
    made = report(session([one for one, _ in asked]), [grade for _, grade in asked])
    found = headline(made, ENGLISH).changes
    assert [each.split(":")[0] for each in found] == ["Questions 1, 3 and 5", "Question 2", "Question 4"]
    assert headline(made, words("zh")).changes[0].startswith("第 1、3、5 题：")


def test_what_a_follow_up_lacks_like_a_question_before_it_is_not_said_twice() -> None:
    asked = [told(0, (M, C, C)), told(1, (C, C, C)), told(1, (M, C, C), 1), told(2, (C, C, C)), told(2, (C, M, C), 1)]
    asked += [told(3, (C, C, C)), told(3, (C, M, C), 1)]
    found = headline(report(session([one for one, _ in asked]), [grade for _, grade in asked]), ENGLISH).changes
    assert [each.split(":")[0] for each in found] == ["Question 1", "Follow-ups to questions 3 and 4"]


def test_a_part_of_a_story_said_to_be_turned_round_is_asked_for_like_one_that_is_missing() -> None:
    asked = [told(0, (X, C, C)), told(1, (M, C, C))]
    (found,) = headline(report(session([one for one, _ in asked]), [grade for _, grade in asked]), ENGLISH).changes
    assert found.startswith("Questions 1 and 2: check that your story includes")


def test_reference_answers_are_spoken_of_only_beside_one() -> None:
    """Stories have examples by somebody else and no reference answer."""
    one, grade = told(0, (M, M, M))
    view = report_view(report(session([replace(one, question=replace(STORY, reference_answer=""))]), [grade]), ENGLISH)
    assert view.band == "Under half"
    assert "reference" not in " ".join((view.made_of, *view.head.changes, *view.notes))


def test_what_nobody_is_sure_of_is_not_named_until_it_is_settled() -> None:
    one = turn(0)
    open_ = judged(0, (U, U, U))
    assert headline(report(session([one]), [open_]), ENGLISH).changes == ()
    said = settle(open_, {GOOD.key_points[1].id: Settled.NOT_SAID})
    (change,) = headline(report(session([one]), [said]), ENGLISH).changes
    assert GOOD.key_points[1].text in change


def test_questions_without_an_answer_are_one_thing_to_change_and_are_named() -> None:
    turns = [turn(0), turn(1, ""), turn(2, "I don't know"), turn(3)]
    made = report(session(turns), [judged(0, (M, M, M)), graded(turns[1]), graded(turns[2]), judged(3, (M, C, C))])
    assert headline(made, ENGLISH).changes[-1].startswith("Questions 2 and 3: say at least")
    assert headline(made, words("zh")).changes[-1].startswith("第 2、3 题：")


def test_questions_that_the_interview_ended_before_are_nothing_to_change_and_push_nothing_out() -> None:
    turns = [*map(turn, range(MOST_CHANGES)), turn(MOST_CHANGES, None), turn(MOST_CHANGES + 1, None)]
    # Of each another point, as what several lack is one thing.
    lacking = [judged(0, (M, C, C)), judged(1, (C, M, C)), judged(2, (C, C, M))]
    made = report(session(turns), [*lacking, *map(graded, turns[MOST_CHANGES:])])
    said = headline(made, ENGLISH).changes
    assert [each.split(":")[0] for each in said] == ["Question 1", "Question 2", "Question 3"]


def test_an_answer_that_says_one_does_not_know_is_called_so() -> None:
    turns = [turn(0), turn(1, ""), turn(2, "I don't know"), turn(3, None)]
    made = report(session(turns), [graded(each) for each in turns])
    view = report_view(made, ENGLISH)
    assert view.coverage.split("; ")[1:] == [
        "1 left without an answer, counted as 0",
        "1 not answered before the end, counted as 0",
        "1 passed on or not known, counted as 0",
    ]
    said = [question.status for group in view.groups for question in group]
    assert "I don't know" in said[2]
    assert "I don't know" not in said[1] + said[3]


def test_how_sure_the_score_is_is_said_in_whole_numbers_where_something_is_open() -> None:
    turns = [turn(n) for n in range(3)]
    grades = [judged(0, (C, C, U)), judged(1, (C, C, C)), judged(2, (C, C, C))]
    made = report(session(turns), grades)
    low, high = made.totals.low, made.totals.high
    assert headline(made, ENGLISH).sure == f"Probably between {low} and {high}: 1 key point is not decided."
    weighed = [replace(each, odds=(0.8, 0.0, 0.2)) for each in grades[1].points]
    made = report(session(turns), [grades[0], replace(grades[1], points=tuple(weighed)), grades[2]])
    low, high = made.totals.low, made.totals.high
    told = "1 key point is not decided, and not all of our other verdicts are wholly sure."
    assert headline(made, ENGLISH).sure == f"Probably between {low} and {high}: {told}"
    assert headline(report(session([turn(0)]), [judged(0, (C, C, C))]), ENGLISH).sure == ""


def test_an_answer_has_its_strongest_sentence_one_change_and_how_it_could_go_on_in_its_own_words() -> None:
    points = (
        PointJudgement(story(StoryPart.OWN_ACTION), C, "added an index"),
        PointJudgement(story(StoryPart.RESULT), M),
    )
    grade = replace(judged(0, (C, C, C), TWO), points=points)
    found = coach_view(grade, TWO, ENGLISH)
    assert found.strongest == "Then I added an index on the column, which helped at once."
    assert "what came of it" in found.change
    assert found.own.split("go on from it: ")[1] == "How did it turn out in the end?"


def test_a_story_goes_on_from_what_was_done_and_not_from_where_it_began() -> None:
    begun, done = TWO.split(". ")
    points = (
        PointJudgement(story(StoryPart.SITUATION), C, f"{begun}."),
        PointJudgement(story(StoryPart.OWN_ACTION), C, done),
        PointJudgement(story(StoryPart.RESULT), M),
    )
    own = coach_view(replace(judged(0, (C, C, C), TWO), points=points), TWO, ENGLISH).own
    assert own == f"Take your own sentence “{done}” and go on from it: How did it turn out in the end?"
    nothing_done = replace(points[1], verdict=M, quote="")
    grade = replace(judged(0, (C, C, C), TWO), points=(points[0], nothing_done, points[2]))
    assert coach_view(grade, TWO, ENGLISH).own.endswith("go on from it: Which parts did you do yourself, and how?")


def test_a_story_about_something_else_is_said_to_be_one_and_its_parts_are_not_called_missing() -> None:
    parts = tuple(PointJudgement(story(part), M) for part in (StoryPart.SITUATION, StoryPart.OWN_ACTION))
    grade = replace(graded(turn(0, TWO), (M, M, M), quotes=("",) * 3), points=parts, flags=(ELSEWHERE,))
    view = report_view(report(session([turn(0, TWO)]), [grade]), ENGLISH)
    assert view.head.changes == ("Question 1: check that your story is about what is asked, or choose one that is.",)
    assert [each.points for each in view.practise] == [
        ("check that your story is about what is asked, or choose one that is",)
    ]
    [[question]] = view.groups
    assert {point.word for point in question.points} == {"Not counted"}
    assert question.coach.change.startswith("We do not recognise what you tell as a story about what")


def test_a_story_of_which_nobody_can_tell_whether_it_is_the_one_is_named_in_the_head() -> None:
    points = tuple(
        PointJudgement(story(part), U, odds=(0.3, 0.0, 0.7), about_asked=0.5)
        for part in (StoryPart.SITUATION, StoryPart.OWN_ACTION)
    )
    grade = replace(judged(0, (C, C, C), TWO), points=points)
    assert grade.scores is not None
    found = headline(report(session([turn(0, TWO)]), [grade]), ENGLISH)
    assert found.changes == ("Question 1: check that this story is about what was asked.",)
    told = coach_view(grade, TWO, ENGLISH).change
    assert told.startswith("We cannot tell whether your story is about what was asked.")
    assert told.endswith("Look at this part first: what you did yourself.")


def test_without_own_material_the_reference_is_shown_and_called_the_reference() -> None:
    points = (PointJudgement(statement("An index helps"), M, example="An index helps reads."),)
    grade = replace(judged(0, (C, C, C), TWO), points=points)
    found = coach_view(grade, TWO, ENGLISH)
    assert (found.own, found.reference) == ("", "An index helps reads.")
    assert ("From the reference answer", "“An index helps reads.”") in coached(ENGLISH, found)


def test_where_no_story_was_told_the_head_asks_for_one_and_of_a_follow_up_for_its_part() -> None:
    parts = tuple(PointJudgement(story(part), M) for part in (StoryPart.SITUATION, StoryPart.OWN_ACTION))

    def untold(*turns: Turn) -> list[tuple[Turn, Grade]]:
        return [(one, replace(graded(one, (M, M, M), quotes=("",) * 3), points=parts)) for one in turns]

    def changes(asked: list[tuple[Turn, Grade]]) -> tuple[str, ...]:
        return headline(report(session([one for one, _ in asked]), [grade for _, grade in asked]), ENGLISH).changes

    asked = untold(turn(0, TWO), turn(1, TWO))
    assert changes(asked) == (
        "Questions 1 and 2: tell a story of your own about what is asked, or what comes nearest to it, from beginning "
        "to end.",
    )
    [said] = changes([(turn(0), judged(0, (C, C, C))), *untold(turn(0, TWO, 1))])
    assert said.startswith("Follow-up to question 1: check that your story includes")
    found = coach_view(asked[0][1], TWO, ENGLISH)
    assert found.change.startswith("We recognise no story about what this question asks for. Tell one of your own")
    assert (found.strongest, found.own, found.reference) == ("", "", "")


def test_of_a_story_of_which_nobody_can_tell_anything_it_is_asked_whether_it_is_the_one() -> None:
    points = tuple(
        PointJudgement(story(part), U, odds=(0.4, 0.0, 0.6), about_asked=0.5)
        for part in (StoryPart.SITUATION, StoryPart.OWN_ACTION)
    )
    grade = replace(judged(0, (C, C, C), TWO), points=points)
    assert "whether your story is about what was asked" in coach_view(grade, TWO, ENGLISH).change
    assert "story about" not in coach_view(grade, TWO, ENGLISH, goes_on=True).change


def test_a_sentence_of_an_example_story_is_said_to_be_not_of_the_person() -> None:
    points = (PointJudgement(story(StoryPart.LESSON), M, example="I ask earlier now."),)
    grade = replace(judged(0, (C, C, C), TWO), points=points)
    rows = coached(ENGLISH, coach_view(grade, TWO, ENGLISH, goes_on=True))
    assert ("From an example story by somebody else", "“I ask earlier now.”") in rows


def test_feedback_of_the_practice_interviewer_is_not_said_beside_what_says_it_already() -> None:
    grade = judged(0, (C, M, C))
    said = (Message.of("feedback.add", point="x"), Message.of("feedback.fragments"))
    told = replace(grade, feedback=said)
    (question,) = report_view(report(session([turn(0)]), [told]), ENGLISH).groups[0]
    assert question.further_feedback == "Write whole sentences instead of single phrases."
    assert "Check whether" in question.feedback


def test_what_to_do_without_a_story_is_said_once_for_each_reason_and_never_as_a_part_that_is_missing() -> None:
    parts = tuple(PointJudgement(story(part), M) for part in (StoryPart.SITUATION, StoryPart.OWN_ACTION))
    plain = [replace(graded(turn(n, TWO), (M, M, M), quotes=("",) * 3), points=parts) for n in range(2)]
    grades = [replace(plain[0], flags=(ELSEWHERE,)), plain[1]]
    assert headline(report(session([turn(0, TWO), turn(1, TWO)]), grades), ENGLISH).changes == (
        "Question 1: check that your story is about what is asked, or choose one that is.",
        "Question 2: tell a story of your own about what is asked, or what comes nearest to it, from beginning to end.",
    )


def test_a_category_without_a_number_stands_beside_the_others_as_one() -> None:
    asked = [turn(0), replace(turn(1), question=replace(turn(1).question, category="Behavioural"))]
    grades = [judged(0, (C, C, C)), replace(judged(1, (U, U, U)), position=asked[1].position)]
    view = report_view(report(session(asked), grades), ENGLISH)
    assert [(bar.label, bar.number) for bar in categories(view)][1] == ("Behavioural", "no number yet")
    assert len(categories(view)) == 2


def test_a_story_that_was_told_when_it_was_asked_for_again_is_not_asked_for_once_more() -> None:
    parts = tuple(PointJudgement(story(part), M) for part in (StoryPart.SITUATION, StoryPart.OWN_ACTION))
    again = replace(STORY, follow_up=FollowUp(FollowUpKind.PROBE, wording="untold.example"))
    main, later = turn(0, TWO, question=STORY), turn(0, TWO, 1, question=again)
    told_later = graded(later, (C, C, C), quotes=("index", "column", ""))
    untold = replace(graded(main, (M, M, M), quotes=("",) * 3), points=parts)
    view = report_view(report(session([main, later]), [untold, told_later]), ENGLISH)
    assert (view.head.changes, view.practise) == ((), ())
    silent = graded(later, (M, M, M), quotes=("",) * 3)
    view = report_view(report(session([main, later]), [untold, silent]), ENGLISH)
    assert view.head.changes == (
        "Question 1: tell a story of your own about what is asked, or what comes nearest to it, from beginning to end.",
    )


def test_what_somebody_took_back_or_added_behind_a_follow_up_is_not_brought_up_again() -> None:
    main = turn(0, TWO)
    later = turn(0, TWO, 1, question=replace(GOOD, key_points=GOOD.key_points[1:2]))
    wrong = graded(main, (C, X, C), quotes=("index", "column", "query"))
    corrected = graded(later, (C,), quotes=("index",))
    view = report_view(report(session([main, later]), [wrong, corrected]), ENGLISH)
    assert (view.head.changes, view.practise) == ((), ())
    still = graded(later, (M,), quotes=("",))
    [change, *_] = report_view(report(session([main, later]), [wrong, still]), ENGLISH).head.changes
    assert change.startswith("Question 1: you may have said the opposite")
