"""What a model says over a whole interview: a sentence that quotes what nobody said does not reach the report."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from interview.core.grading import Grade, Outcome, PointJudgement, Scores, Summary, Verdict
from interview.core.identity import model_interviewer
from interview.core.key_point import statement
from interview.core.question import Position, Question
from interview.core.session import InterviewSession
from interview.core.summing_up import sum_up
from interview.core.totals import totals
from interview.core.turn import Answer, Turn
from interview.messages import Message, written
from interview.model.borne_out import Beside, shown
from interview.model.reply_schemas import SummaryReply
from interview.model.summaries import problem_of_summary, summary_of

AT = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
SAID = "I rewrote the query. Loading got faster by 60 percent, and the shop kept it."
INVENTED = "You said “I led the moon landing”, which is bold."


def session(answer: str = SAID, language: str = "en") -> InterviewSession:
    turn = Turn(Position(0), Question("What did you change?", "SQL"), Answer(text=answer, submitted_at=AT))
    return InterviewSession("s", "ada", "cv", "Ada", (turn,), AT, language=language)


def reply(*improvements: str) -> SummaryReply:
    return SummaryReply(improvements=list(improvements))


def summed_up(said: SummaryReply, *verdicts: Verdict) -> Summary:
    held = session()
    points = tuple(
        PointJudgement(statement(f"Point {number}"), verdict, SAID[:20]) for number, verdict in enumerate(verdicts)
    )
    grades = [Grade(Position(0), Outcome.GRADED, Scores(20, 10, 20), points)]
    counted = sum_up(held, grades, totals(held, {Position(0): grades[0]}), model_interviewer("m"))
    return summary_of(said, held, grades, counted)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("You said little of it.", "You said little of it."),
        ("“Loading got faster by 60 percent” is a result.", "“Loading got faster by 60 percent” is a result."),
        (f"You said little. {INVENTED} Add a number.", "You said little. Add a number."),
        ("„Loading got slower“ war gut. Nenne eine Zahl.", "Nenne eine Zahl."),
        ("« je ne sais pas » est court.", ""),
        ("You said “I rewrote the query. Loading got faster”, in order.",) * 2,
        ("You said “I left. It got slower”, in a row. Add a number.", "Add a number."),
        ("你说“我改写了查询”。请补充数字。", "请补充数字。"),
    ],
)
def test_sentences_stand_as_far_as_their_quotations_do(text: str, kept: str) -> None:
    assert shown(text, Beside("en", [SAID])) == kept


def test_a_summary_without_any_sentence_that_holds_is_asked_for_again_and_then_counted() -> None:
    assert problem_of_summary(session())(reply(INVENTED)) != ""
    made = summed_up(reply(INVENTED), Verdict.MISSED, Verdict.MISSED)
    assert written(INVENTED) not in made.improvements
    assert made.improvements


def test_an_improvement_that_quotes_what_nobody_said_is_left_out_and_the_others_stay() -> None:
    made = summed_up(reply("“the shop kept it” is an end: add a number.", INVENTED), Verdict.MISSED)
    assert made.improvements == (written("“the shop kept it” is an end: add a number."),)
    assert made.written_by == model_interviewer("m")


def test_how_it_went_is_counted_and_no_words_of_a_model() -> None:
    made = summed_up(reply("Add a number."), Verdict.COVERED, Verdict.MISSED, Verdict.MISSED)
    assert made.overall_feedback == (Message.of("summary.recognised", count=1, total=3),)
    assert made.strengths == ()


def test_where_all_was_covered_a_model_finds_nothing_to_improve() -> None:
    assert summed_up(reply("You are brilliant, go on so."), Verdict.COVERED).improvements == ()


def test_what_turns_a_key_point_round_is_told_beside_a_models_words() -> None:
    made = summed_up(reply("Read up on indexes."), Verdict.CONTRADICTED)
    assert made.improvements == (Message.of("summary.opposite", count=1), written("Read up on indexes."))


def test_what_may_turn_more_points_round_is_told_beside_a_models_words_too() -> None:
    held = session()
    wrong = PointJudgement(statement("Point 0"), Verdict.CONTRADICTED, SAID[:20])
    open_point = PointJudgement(statement("Point 1"), Verdict.UNSURE, SAID[21:], odds=(0.1, 0.7, 0.2))
    grades = [Grade(Position(0), Outcome.GRADED, Scores(20, 10, 20), (wrong, open_point))]
    counted = sum_up(held, grades, totals(held, {Position(0): grades[0]}), model_interviewer("m"))
    made = summary_of(reply("Read up on indexes."), held, grades, counted)
    both = Message.of("summary.opposite_and_more", count=1, more=1)
    assert made.improvements == (both, written("Read up on indexes."))


def test_what_is_no_advice_is_not_summed_up_and_a_summary_that_is_never_shown_is_not_asked_for_again() -> None:
    made = summed_up(reply("Your score of 95 makes you ready for a senior role.", "Top marks."), Verdict.MISSED)
    assert made.improvements
    assert all(said.code.startswith(("summary.", "advice.")) for said in made.improvements)
    assert problem_of_summary(session(language="es"))(reply("Sigue así.")) == ""


def test_a_summary_in_another_language_is_sent_back_with_the_name_of_the_right_one() -> None:
    english = reply("You were clear throughout, and you would gain most from naming a result with a number.")
    assert "German" in problem_of_summary(session(language="de"))(english)
    german = reply("Du warst durchgehend klar, und am meisten hilft dir ein Ergebnis mit einer Zahl.")
    assert problem_of_summary(session(language="de"))(german) == ""
